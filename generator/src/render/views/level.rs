//! The page of a level: of a role, or of a standard without roles.

use serde::Serialize;

use super::asked::{self, DimensionView};
use super::check_way::{self, CheckWay};
use super::compare_ways::{self, WayView};
use super::follows::{self, LadderView};
use super::joined::joined;
use super::part::{self, PartLinkView};
use super::role::{self, ComparedAxes, OverviewView};
use super::standard_files::{self, StandardFilesView};
use super::total::TotalView;
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::fill::fill;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::{Make, RenderError};
use crate::source::han::is_spaced_after;

/// A level of a role, or of a standard without roles.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// The level's id.
    pub id: String,
    /// The role and the level, or the level alone.
    pub title: TextView,
    /// Whether it adds to no other level. Also true of every level if levels do not build on each
    /// other.
    pub is_lowest: bool,
    /// Whether it adds something to what it takes over from other levels. The page then begins with what it adds.
    pub is_divided: bool,
    /// Whether each level adds to the one before it.
    pub is_plain: bool,
    /// A description of the level.
    pub description: Option<TextView>,
    /// The link to the self-check, with this level selected.
    pub check: Option<CheckWay>,
    /// The link to this page, for copying.
    pub href: String,
    /// The link to the requirement picker, with this level selected; empty if nothing is asked of the role.
    pub picker: String,
    /// All levels of the role, lowest first.
    pub levels: Vec<LinkView>,
    /// The level with those that it follows and that follow it; `None` if the levels are a chain.
    pub forks: Option<LadderView>,
    /// The level's requirements, including those of lower levels, which are only counted if there are many.
    pub dimensions: Vec<DimensionView>,
    /// Links to the parts of what it lists, if there are several. The dimensions then have no clauses.
    pub parts: Vec<PartLinkView>,
    /// The number of requirements.
    pub asked: usize,
    /// The number of these that this level adds to those below.
    pub added: usize,
    /// Links to the comparisons of the role and its levels, if it is the level of a role. `None` as
    /// well if the site has no comparison for it.
    pub compare: Option<WayView>,
    /// Whether the standard has several roles and levels, so that it makes sense to say what is the same for all.
    pub has: ComparedAxes,
    /// The forms of the role that have a total for this level.
    pub forms: Vec<LevelFormView>,
    /// The standard and the role's forms for other programs.
    pub files: StandardFilesView,
}

/// A form of a role, with its total for a level.
#[derive(Debug, Serialize)]
pub struct LevelFormView {
    /// An overview of the form.
    pub form: OverviewView,
    /// The total.
    pub total: TotalView,
}

impl Make<standard_pages::Level> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::Level) -> Result<Vec<u8>, RenderError> {
        let role = Some(page.role);
        self.shown(render(self.frame, self.standard, role, page.level))
    }
}

impl Make<standard_pages::LevelOfAll> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::LevelOfAll) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, None, page.level))
    }
}

/// Renders the page of the level at `level`, of the role at `role` if there is one.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: LevelIndex,
) -> (Chrome, LevelView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let ladder = standard.ladder_at(role);
    let about = &ladder.levels[level];
    let about_role = role.map(|role| &standard.about.roles[role]);
    let dimensions = asked::of_level(frame, standard_index, role, level);
    let asked = standard.asked_of(standard.role_id(role), &ladder, Some(level));
    let added = asked.iter().filter(|asked| asked.level == Some(level));
    // The total of a level, or the only one of a form for the level.
    let with_total = |form: OverviewView| {
        let is_for = form.level.as_deref() == Some(about.id.as_str());
        let mut totals = form.totals.iter();
        let total =
            totals.find(|total| total.level.current || is_for && total.level.href.is_empty());
        let total = total?.clone();
        Some(LevelFormView { form, total })
    };
    let forms = role.map(|role| role::overviews(frame, standard_index, role));
    let forms = forms.into_iter().flatten().filter_map(with_total);
    let picker = role.map(StandardPage::Picker);
    let picker = picker.map(|page| frame.link_if_any(standard_index, page));
    let own = voice.text(&about.title);
    let of_role = about_role.map(|role| voice.text(&role.title));
    // The level of a role may have a title that names the role, such as "Senior designer".
    let of_role = of_role.filter(|role| !contains_title(&own.plain, &role.plain));
    let titles: Vec<TextView> = of_role.into_iter().chain([own]).collect();
    let mut view = LevelView {
        parts: part::of_asked(frame, standard_index, role, Some(level)),
        id: about.id.to_string(),
        title: joined(&titles, " · ", &voice.own().tag),
        is_lowest: ladder.is_lowest(level) || !ladder.is_cumulative(),
        is_divided: !ladder.is_lowest(level)
            && dimensions.iter().any(|dimension| dimension.added > 0)
            && dimensions
                .iter()
                .any(|dimension| dimension.added < dimension.count),
        is_plain: ladder.is_plain(),
        description: about
            .description
            .as_ref()
            .map(|description| voice.text(description)),
        check: match role {
            Some(role) => check_way::of_role(frame, standard_index, role, Some(level)),
            None => check_way::of_level(frame, standard_index, level),
        },
        href: frame.standard_link(standard_index, StandardPage::of_level(role, level)),
        picker: picker
            .filter(|picker| !picker.is_empty())
            .map(|picker| format!("{picker}#level={}", about.id))
            .unwrap_or_default(),
        levels: ladder
            .levels
            .indexed()
            .map(|(rank, level)| {
                frame.link_view(
                    standard,
                    standard_index,
                    StandardPage::of_level(role, rank),
                    &level.title,
                )
            })
            .collect(),
        forks: follows::of_level(frame, standard_index, role, level),
        asked: asked.len(),
        added: added.count(),
        compare: role
            .map(|role| compare_ways::way(frame, standard_index, role, Some(level)))
            .filter(WayView::leads_anywhere),
        has: ComparedAxes::of(standard, role),
        forms: forms.collect(),
        files: {
            let forms = standard.forms_of(standard.role_id(role));
            standard_files::view(frame, standard_index, &forms)
        },
        dimensions,
    };
    let personnel = about_role.map(|role| role.personnel.as_ref().unwrap_or(&role.title));
    let personnel = personnel.map(|personnel| voice.plain(personnel));
    let description = description(frame, personnel.as_deref(), &view);
    if !view.parts.is_empty() {
        for dimension in &mut view.dimensions {
            dimension.clauses.clear();
        }
    }
    let mut chrome =
        frame.standard_chrome("level", standard_index, &view.title.plain, &description);
    chrome.cited = frame.cited(standard_index);
    (chrome, view)
}

/// Whether the title of a level is that of its role with words before or after it. Signs before the words do not count.
fn contains_title(level: &str, role: &str) -> bool {
    let words = |title: &str| {
        let words = title.trim_start_matches(|character: char| !character.is_alphanumeric());
        words.to_lowercase()
    };
    let (level, role) = (words(level), words(role));
    let rest = level
        .strip_suffix(&role)
        .or_else(|| level.strip_prefix(&role));
    let rest = rest.filter(|_| !role.is_empty());
    rest.is_some_and(|rest| rest.starts_with(' ') || rest.ends_with(' '))
}

/// Describes the level: the number of requirements for the `personnel`, and those that it adds.
///
/// Search engines show it below the title, so that it goes on with the words of the requirements
/// that the level adds.
fn description(frame: &Frame, personnel: Option<&str>, view: &LevelView) -> String {
    let asked = frame.word("level_asks");
    let mut sentences = fill(asked, |name| {
        (name == "asked").then(|| view.asked.to_string())
    });
    let items = view
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.clauses)
        .filter(|clause| clause.is_added)
        .flat_map(|clause| &clause.clause.requirements)
        .map(|item| item.text.plain.as_str());
    let lead = personnel.map(|personnel| format!("{personnel}{}", frame.word("colon")));
    let lead = lead.as_deref().map(str::trim_end);
    for words in lead.into_iter().chain(items) {
        if is_spaced_after(&sentences) {
            sentences.push(' ');
        }
        sentences.push_str(words);
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::contains_title;

    #[test]
    fn a_level_may_name_its_role() {
        for (level, role) in [
            ("Senior data engineer", "Data engineer"),
            ("Data engineer (senior)", "Data engineer"),
            ("🔧 Lead Engineer", "🔧 Engineer"),
        ] {
            assert!(contains_title(level, role), "{level}: {role}");
        }
        for (level, role) in [
            ("Senior", "Data engineer"),
            ("Data engineer", "Data engineer"),
            ("Bioengineer", "Engineer"),
            ("高级", "工程师"),
        ] {
            assert!(!contains_title(level, role), "{level}: {role}");
        }
    }
}
