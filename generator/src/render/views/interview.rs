//! The interview sheet of a posting: a line for each requirement, to be filled in and printed.

use serde::Serialize;

use super::aimed::AimedLevels;
use super::course::{self, RequirementLink};
use super::details::DescriptorView;
use super::taught;
use crate::index::{PostingIndex, RequirementIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::PageMaker;
use crate::render::text::TextView;
use crate::site::address::pages;
use crate::site::{Make, RenderError};

/// The interview sheet of a posting.
#[derive(Debug, Serialize)]
pub struct InterviewView {
    /// The posting's title and the link to its page.
    pub posting: LinkView,
    /// The last day on which the posting is valid, in ISO 8601.
    pub expires: String,
    /// The hiring organisation.
    pub organisation: TextView,
    /// The link to the level or the role that the job requires, if the standard has them.
    pub level: Option<LinkView>,
    /// The requirements that an applicant must meet.
    pub must: Vec<InterviewLine>,
    /// The requirements that are preferred but not necessary.
    pub nice: Vec<InterviewLine>,
}

/// A requirement on an interview sheet.
#[derive(Debug, Serialize)]
pub struct InterviewLine {
    /// The id in the page's controls.
    pub key: String,
    /// The requirement.
    pub requirement: RequirementLink,
    /// How it reads at the posting's level, if the standard describes it.
    pub descriptor: Option<DescriptorView>,
    /// The standard's examples of it.
    pub examples: Vec<TextView>,
}

impl Make<pages::Interview> for PageMaker<'_, '_> {
    fn make(&self, page: pages::Interview) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, page.posting))
    }
}

/// Renders the interview sheet of the posting at `posting`.
pub fn render(frame: &Frame, posting_index: PostingIndex) -> (Chrome, InterviewView) {
    let posting = &frame.handbook().postings[posting_index];
    let about = &posting.about;
    let standard = &frame.handbook().standards[posting.standard];
    let aimed = AimedLevels::of(standard, about.role_id(), about.level_id());
    let lines =
        |requirements: &[RequirementIndex]| lines(frame, posting.standard, requirements, &aimed);
    let view = InterviewView {
        posting: taught::posting_link(frame, posting_index),
        expires: about.expires.to_string(),
        organisation: frame.own_voice().text(&about.organisation.name),
        level: course::aim_link(frame, posting.standard, about.role_id(), about.level_id())
            .filter(|_| about.role.is_some() || about.level.is_some()),
        must: lines(&posting.must),
        nice: lines(&posting.nice),
    };
    let mut chrome = frame.chrome("interview");
    chrome.call(format!("{} · {}", frame.label(), view.posting.label.plain));
    chrome.description = frame.word("interview_are").to_owned();
    (chrome, view)
}

/// Returns the lines of requirements, with what the standard says of each at the posting's level.
fn lines(
    frame: &Frame,
    standard_index: StandardIndex,
    requirements: &[RequirementIndex],
    aimed: &AimedLevels,
) -> Vec<InterviewLine> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let links = course::requirements(frame, standard_index, requirements.iter().copied());
    let line = |(index, link): (&RequirementIndex, RequirementLink)| {
        let requirement = &standard.requirements[*index];
        let examples = requirement.item().examples.iter();
        InterviewLine {
            key: requirement.id.to_string(),
            requirement: link,
            descriptor: aimed.descriptor(frame, *index),
            examples: examples.map(|example| voice.text(example)).collect(),
        }
    };
    requirements.iter().zip(links).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::fixture::Fixture;

    #[test]
    fn a_sheet_has_a_line_for_each_requirement_of_its_posting() {
        let pottery = Fixture::pottery();
        let frame = pottery.frame("en/postings/thrower/interview.html");
        let (chrome, sheet) = render(&frame, PostingIndex::at(1));
        let keys = |lines: &[InterviewLine]| -> Vec<String> {
            lines.iter().map(|line| line.key.clone()).collect()
        };
        let must = "3.1-d 3.1-e 3.2.1.1-a 3.2.1.1-b 3.2.1.2-a 3.3.1.1-a 3.3.1.1-b 3.3.1.1-c 3.3.1.1-d 3.3.1.1-e";
        assert_eq!(keys(&sheet.must).join(" "), must);
        assert_eq!(
            keys(&sheet.nice).join(" "),
            "3.1-g 3.2.1.2-b 3.2.1.2-c 3.3.1.2-c 3.4-d"
        );
        assert_eq!(chrome.name, "Interview sheet · Thrower, apprentice");
        let level = sheet.level.expect("the posting is for a level");
        assert_eq!(level.label.plain, "Throwers · Apprentice");
    }
}
