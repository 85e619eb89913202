//! All that a level asks of a role.

use serde::Serialize;

use super::asked::{self, DimensionView};
use super::check_way::{self, CheckWay};
use super::compare::{self, WayView};
use super::joined::joined;
use super::role::{self, OverviewView};
use super::total::TotalView;
use crate::render::fill::fill;
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;

/// A level of a role.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// The level's name in data.
    pub id: String,
    /// The role and the level.
    pub title: TextView,
    /// Whether it is the lowest level.
    pub is_lowest: bool,
    /// The role, and the link to its page.
    pub role: LinkView,
    /// The way to the role's self-check, with this level chosen.
    pub check: Option<CheckWay>,
    /// The link to this page, for copying.
    pub href: String,
    /// The link to the requirement picker, with this level chosen.
    pub picker: String,
    /// All levels of the role, lowest first.
    pub levels: Vec<LinkView>,
    /// What the level asks, what lower levels ask included.
    pub dimensions: Vec<DimensionView>,
    /// How many requirements that is.
    pub asked: usize,
    /// How many of them this level adds to those below.
    pub added: usize,
    /// What the role and its levels can be compared with.
    pub compare: WayView,
    /// The role's form in short.
    pub form: Option<OverviewView>,
    /// This level's total.
    pub total: Option<TotalView>,
}

/// The page of the level at `level` of the role at `role`.
pub fn render(frame: &Frame, standard: usize, role: usize, level: usize) -> (Chrome, LevelView) {
    let of = &frame.handbook().standards[standard];
    let voice = frame.voice_of(of);
    let about = &of.about.levels[level];
    let of_role = &of.about.roles[role];
    let dimensions = asked::dimensions(frame, standard, role, Some(level));
    let clauses = || dimensions.iter().flat_map(|dimension| &dimension.clauses);
    let page = |level| StandardPage::Level { role, level };
    let form = role::overview(frame, standard, role);
    let view = LevelView {
        id: about.id.to_string(),
        title: joined(
            &[voice.text(&of_role.title), voice.text(&about.title)],
            " · ",
            &voice.own().tag,
        ),
        is_lowest: level == 0,
        role: frame.link_view(of, standard, StandardPage::Role(role), &of_role.title),
        check: check_way::of_role(frame, standard, role, Some(level)),
        href: frame.standard_link(standard, page(level)),
        picker: format!(
            "{}#level={}",
            frame.standard_link(standard, StandardPage::Picker(role)),
            about.id
        ),
        levels: of
            .about
            .levels
            .iter()
            .enumerate()
            .map(|(rank, level)| frame.link_view(of, standard, page(rank), &level.title))
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
        compare: compare::way(frame, standard, role),
        form,
        dimensions,
    };
    let description = description(frame, &voice.plain(&of_role.personnel), &view);
    let mut chrome = frame.standard_chrome("level", standard, &view.title.plain, &description);
    chrome.cited = frame.cited(standard);
    (chrome, view)
}

/// How many requirements the level asks of the `personnel`, and those that it adds.
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
        // Chinese marks bring their own space.
        if sentences.ends_with(|last: char| last.is_ascii()) {
            sentences.push(' ');
        }
        sentences.push_str(words);
    }
    sentences
}
