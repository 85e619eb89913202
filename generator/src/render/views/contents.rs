//! The contents page of a standard.

use serde::Serialize;

use super::check_way::{self, CheckChoice};
use super::compare_ways;
use super::note::{self, NoteView};
use super::part::{self, PartLinkView};
use super::standard_files::{self, LicenseView, StandardFilesView};
use super::start::{self, StartView};
use super::{edition_changes, editions};
use crate::index::StandardIndex;
use crate::model::CompleteStandard;
use crate::model::requirement::counted;
use crate::render::chrome::Chrome;
use crate::render::frame::{BranchView, Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::mark::DepthMarks;

/// The contents of a standard.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    /// The standard's title.
    pub title: TextView,
    /// Its description, written by the handbook's editors.
    pub description: Option<TextView>,
    /// The body with authority over it.
    pub authority: Option<TextView>,
    /// The edition.
    pub edition: Option<TextView>,
    /// The link to the edition before it, if the handbook has it.
    pub replaces: Option<LinkView>,
    /// The link to what it changes in that edition; empty if the handbook does not have it.
    pub changes: String,
    /// Links to the editions after it, each with the link to what that one changes.
    pub replaced_by: Vec<(LinkView, String)>,
    /// Every clause, or the first of very many.
    pub contents: Vec<BranchView>,
    /// The pages that list very many clauses, the first of which is this.
    pub runs: Vec<PartLinkView>,
    /// The number of requirements.
    pub count: usize,
    /// The source's mark for a requirement: `——`; `None` if the standard states none, or if it prints codes, letters, numbers or nothing.
    pub mark: Option<String>,
    /// The name of the first requirement without a code, as an example of the added letters, and the link to it.
    pub example: Option<(String, String)>,
    /// The link to the terms; empty if there are none.
    pub terms: String,
    /// The link to all requirements; empty if there are none.
    pub requirements: String,
    /// The link to the keywords; empty for a standard without a glossary.
    pub keywords: String,
    /// The link to the whole standard on one page.
    pub whole: String,
    /// The link to the matrix; empty if no requirement is described at a level.
    pub matrix: String,
    /// The link to the comparisons of roles and levels; empty if there is nothing to compare.
    pub compare: String,
    /// Its roles and levels, if the front page does not show them.
    pub start: Option<StartView>,
    /// The levels of a standard without roles, which have pages of their own; empty if `start` shows them.
    pub levels: Vec<LinkView>,
    /// The types that have a description, each with it.
    pub types: Vec<(TextView, TextView)>,
    /// Whether there are levels.
    pub has_levels: bool,
    /// The self-checks; `None` if there is no form.
    pub checks: Option<CheckChoice>,
    /// The standard for other programs.
    pub files: StandardFilesView,
    /// The licence of the standard.
    pub license: Option<LicenseView>,
    /// Notes on the edition and the standard.
    pub notes: Vec<NoteView>,
}

impl Make<standard_pages::Contents> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Contents) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard))
    }
}

/// Renders the contents page of a standard.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, ContentsView) {
    let standard = &frame.handbook().standards[standard_index];
    let handbook = frame.handbook();
    let voice = frame.voice_of(standard);
    let mut chrome = frame.standard_chrome(
        "contents",
        standard_index,
        &voice.plain(&standard.about.title),
        &description(frame, standard),
    );
    // The page itself is the contents.
    chrome.contents = Vec::new();
    let edition = standard.about.edition.as_ref();
    let mut notes = edition.map_or_else(Vec::new, |edition| {
        note::views(frame, &voice, &edition.note)
    });
    notes.extend(note::views(frame, &voice, &standard.about.note));
    let example = standard
        .requirements
        .iter()
        .find(|requirement| requirement.code.is_none());
    let first = standard.clause_runs(None).first().copied();
    let start = Some(standard_index)
        .filter(|_| handbook.lists_standards())
        .and_then(|index| start::of_standard(frame, index))
        // The contents have this link already.
        .map(|start| StartView {
            compare: String::new(),
            ..start
        });
    let view = ContentsView {
        title: voice.marked(&standard.about.title, &standard.about.note),
        description: standard
            .about
            .description
            .as_ref()
            .map(|description| frame.own_voice().text(description)),
        authority: authority(frame, standard),
        edition: edition.map(|edition| voice.text(&edition.title)),
        replaces: handbook
            .earlier_edition(standard_index)
            .map(|earlier| editions::link(frame, earlier)),
        replaced_by: handbook
            .later_editions(standard_index)
            .into_iter()
            .map(|later| {
                let changes = edition_changes::href(frame, later, None);
                (editions::link(frame, later), changes)
            })
            .collect(),
        changes: edition_changes::href(frame, standard_index, None),
        runs: part::runs(frame, standard_index, None, None),
        contents: navigation::tree(standard, first.unwrap_or_default())
            .iter()
            .map(|branch| frame.branch(standard_index, branch))
            .collect(),
        count: standard.requirements.len(),
        mark: example
            .and_then(|_| standard.about.marks.as_ref()?.requirement.at(0))
            .filter(|mark| *mark != DepthMarks::NONE && counted(mark, 0).is_none())
            .map(str::to_owned),
        example: example.map(|requirement| {
            let link = frame.item_link(standard_index, requirement);
            (link, requirement.name.to_string())
        }),
        terms: frame.link_if_any(standard_index, StandardPage::Terms),
        requirements: frame.link_if_any(standard_index, StandardPage::Requirements),
        keywords: frame.link_if_any(standard_index, StandardPage::Keywords),
        whole: frame.standard_link(standard_index, StandardPage::Whole),
        matrix: frame.link_if_any(standard_index, StandardPage::Matrix),
        compare: compare_ways::home(frame, standard_index),
        levels: standard
            .about
            .levels
            .indexed()
            .filter(|_| start.is_none() && standard.about.roles.is_empty())
            .map(|(level, about)| {
                let page = StandardPage::LevelOfAll(level);
                frame.link_view(standard, standard_index, page, &about.title)
            })
            .collect(),
        start,
        types: (standard.about.types.iter())
            .filter_map(|kind| {
                let description = voice.text(kind.description.as_ref()?);
                Some((voice.text(&kind.title), description))
            })
            .collect(),
        has_levels: !standard.about.levels.is_empty(),
        checks: check_way::choice_in_contents(frame, standard_index),
        files: standard_files::view(frame, standard_index, &[]),
        license: standard_files::license(frame, standard_index),
        notes,
    };
    (chrome, view)
}

/// Returns the body with authority over a standard.
pub(super) fn authority(frame: &Frame, standard: &CompleteStandard) -> Option<TextView> {
    let authority = standard.about.authority.as_ref();
    authority.map(|authority| frame.own_voice().text(authority))
}

/// Returns the description of a standard, or its title if it has none, in the page's own language.
pub fn description(frame: &Frame, standard: &CompleteStandard) -> String {
    let about = &standard.about;
    let text = about.description.as_ref().unwrap_or(&about.title);
    frame.voice(about.language.as_str()).plain(text)
}
