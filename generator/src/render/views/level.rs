//! The page of a level of a role.

use serde::Serialize;

use super::asked::{self, DimensionView};
use super::check_way::{self, CheckWay};
use super::compare::{self, WayView};
use super::joined::joined;
use super::role::{self, OverviewView};
use super::total::TotalView;
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::fill::fill;
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::{Make, RenderError};

/// A level of a role.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// The level's id.
    pub id: String,
    /// The role and the level.
    pub title: TextView,
    /// Whether it is the lowest level.
    pub is_lowest: bool,
    /// The role and the link to its page.
    pub role: LinkView,
    /// The link to the role's self-check, with this level selected.
    pub check: Option<CheckWay>,
    /// The link to this page, for copying.
    pub href: String,
    /// The link to the requirement picker, with this level selected; empty if nothing is asked of the role.
    pub picker: String,
    /// All levels of the role, lowest first.
    pub levels: Vec<LinkView>,
    /// The level's requirements, including those of lower levels.
    pub dimensions: Vec<DimensionView>,
    /// The number of requirements.
    pub asked: usize,
    /// The number of these that this level adds to those below.
    pub added: usize,
    /// Links to the comparisons of the role and its levels.
    pub compare: WayView,
    /// An overview of the role's form.
    pub form: Option<OverviewView>,
    /// This level's total.
    pub total: Option<TotalView>,
}

impl Make<standard_pages::Level> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::Level) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, page.role, page.level))
    }
}

/// Renders the page of the level at `level` of the role at `role`.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    level: LevelIndex,
) -> (Chrome, LevelView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let about = &standard.about.levels[level];
    let role_entry = &standard.about.roles[role];
    let dimensions = asked::dimensions(frame, standard_index, role, Some(level));
    let clauses = || dimensions.iter().flat_map(|dimension| &dimension.clauses);
    let page = |level| StandardPage::Level { role, level };
    let form = role::overview(frame, standard_index, role);
    let view = LevelView {
        id: about.id.to_string(),
        title: joined(
            &[voice.text(&role_entry.title), voice.text(&about.title)],
            " · ",
            &voice.own().tag,
        ),
        is_lowest: level.previous().is_none(),
        role: frame.link_view(
            standard,
            standard_index,
            StandardPage::Role(role),
            &role_entry.title,
        ),
        check: check_way::of_role(frame, standard_index, role, Some(level)),
        href: frame.standard_link(standard_index, page(level)),
        picker: match frame.link_if_any(standard_index, StandardPage::Picker(role)) {
            picker if picker.is_empty() => picker,
            picker => format!("{picker}#level={}", about.id),
        },
        levels: standard
            .about
            .levels
            .indexed()
            .map(|(rank, level)| {
                frame.link_view(standard, standard_index, page(rank), &level.title)
            })
            .collect(),
        asked: clauses()
            .map(|clause| clause.clause.requirements.len())
            .sum(),
        added: clauses()
            .filter(|clause| clause.is_added)
            .map(|clause| clause.clause.requirements.len())
            .sum(),
        total: form
            .as_ref()
            .and_then(|form| form.totals.iter().find(|total| total.level.current))
            .cloned(),
        compare: compare::way(frame, standard_index, role),
        form,
        dimensions,
    };
    let personnel = role_entry.personnel.as_ref().unwrap_or(&role_entry.title);
    let description = description(frame, &voice.plain(personnel), &view);
    let mut chrome =
        frame.standard_chrome("level", standard_index, &view.title.plain, &description);
    chrome.cited = frame.cited(standard_index);
    (chrome, view)
}

/// Describes the level: the number of requirements for the `personnel`, and those that it adds.
fn description(frame: &Frame, personnel: &str, view: &LevelView) -> String {
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
    let lead = format!("{personnel}{}", frame.word("colon"));
    for words in std::iter::once(lead.trim_end()).chain(items) {
        // No space is needed after Chinese punctuation.
        if sentences.ends_with(|last: char| last.is_ascii()) {
            sentences.push(' ');
        }
        sentences.push_str(words);
    }
    sentences
}
