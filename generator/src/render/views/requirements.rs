//! Every requirement of a standard on one page.

use serde::Serialize;

use super::joined::joined;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::axis::{Axes, AxisValues};
use crate::model::{Clause, CompleteStandard, Requirement};
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::text::{Id, Text};

/// Every requirement of a standard, or of an outermost clause of a large standard, clause by clause. The requirements of a group belong to the same roles, levels and dimensions, so
/// whole groups are shown or hidden.
#[derive(Debug, Serialize)]
pub struct RequirementsView {
    /// The title.
    pub title: TextView,
    /// The number of requirements.
    pub count: usize,
    /// The outermost clauses of a large standard, each with the link to its requirements, and their number.
    pub parts: Vec<(LinkView, usize)>,
    /// The facets by which the list can be filtered.
    pub facets: Vec<FacetView>,
    /// Whether the list can be sorted by role.
    pub sorts_by_role: bool,
    /// Whether the list can be sorted by level.
    pub sorts_by_level: bool,
    /// The clauses that have requirements, in document order.
    pub groups: Vec<RequirementGroupView>,
    /// The link to the keywords; empty for a standard without a glossary.
    pub keywords: String,
}

/// A facet of the list's filter.
#[derive(Debug, Serialize)]
pub struct FacetView {
    /// Its name in the page's data, which is also its key among the interface words.
    pub key: &'static str,
    /// The choices.
    pub choices: Vec<FacetChoiceView>,
}

/// A choice of a facet.
#[derive(Debug, Serialize)]
pub struct FacetChoiceView {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: TextView,
    /// The link to the first clause to which the choice applies, for readers without JavaScript.
    pub href: String,
}

/// The requirements of a clause.
#[derive(Debug, Serialize)]
pub struct RequirementGroupView {
    /// The clause and the link to it.
    pub clause: LinkView,
    /// Its id, which is the anchor; empty for a further group of the same clause.
    pub id: String,
    /// The titles of the clauses that contain it, except the outermost, and its own.
    pub title: TextView,
    /// The roles separated by spaces, or `*` for every role.
    pub role: String,
    /// The levels, or `*` for every level.
    pub level: String,
    /// The dimensions, or `*` for every dimension.
    pub dimension: String,
    /// The ranks of role and level in the standard's order; clauses without either come first.
    pub rank: String,
    /// The requirements.
    pub requirements: Vec<RequirementItemView>,
}

/// A requirement.
#[derive(Debug, Serialize)]
pub struct RequirementItemView {
    /// Its id: `5.3.1.2-a`.
    pub id: String,
    /// The part of its name that is clear in its group: `5.3.1.2-`.
    pub known: String,
    /// The rest of its name; empty if it has no mark.
    pub mark: String,
    /// Its depth if it is part of another requirement, from 2; otherwise 0.
    pub depth: usize,
    /// The link to it on its clause's page.
    pub href: String,
    /// The words.
    pub text: TextView,
    /// Whether it has notes.
    pub is_noted: bool,
}

impl Make<standard_pages::Requirements> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Requirements) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard))
    }
}

impl Make<standard_pages::RequirementsPart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::RequirementsPart) -> Result<Vec<u8>, RenderError> {
        self.shown(part(self.frame, self.standard, page.clause))
    }
}

/// Renders the page of all requirements. That of a large standard leads to those of its outermost clauses.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, RequirementsView) {
    let standard = &frame.handbook().standards[standard_index];
    let parts = pages(frame, standard_index);
    let mut view = list(frame, standard_index, |_| parts.is_empty());
    view.count = standard.requirements.len();
    view.parts = parts;
    let voice = frame.voice_of(standard);
    let title = frame.label();
    let description = format!(
        "{title}{}{}",
        frame.word("colon"),
        voice.plain(&standard.about.title)
    );
    let chrome = frame.standard_chrome("requirements", standard_index, title, &description);
    (chrome, view)
}

/// Renders the page of the requirements of the outermost clause at `part`.
pub fn part(
    frame: &Frame,
    standard_index: StandardIndex,
    part: ClauseIndex,
) -> (Chrome, RequirementsView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut view = list(frame, standard_index, |clause| {
        navigation::outermost(standard, clause) == part
    });
    let clause = frame.clause_link(standard_index, part);
    let titles = [clause.label.clone(), frame.spoken("requirements_index")];
    view.title = joined(&titles, " · ", &voice.own().tag);
    let title = view.title.plain.clone();
    let description = format!(
        "{title}{}{}",
        frame.word("colon"),
        voice.plain(&standard.about.title)
    );
    let mut chrome = frame.standard_chrome("requirements", standard_index, &title, &description);
    let parts: Vec<ClauseIndex> = pages_of(standard).collect();
    let (previous, next) = navigation::around(&parts, part);
    let link = |clause| part_link(frame, standard_index, clause);
    (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
    (chrome, view)
}

/// The outermost clauses whose requirements have pages of their own.
fn pages_of(standard: &CompleteStandard) -> impl Iterator<Item = ClauseIndex> {
    let parts = standard.parts().iter().copied();
    parts.filter(|clause| standard.clauses[*clause].within > 0)
}

/// The links to the pages of the requirements of each outermost clause, with their numbers; empty for a short standard.
fn pages(frame: &Frame, standard_index: StandardIndex) -> Vec<(LinkView, usize)> {
    let standard = &frame.handbook().standards[standard_index];
    pages_of(standard)
        .map(|clause| {
            let link = part_link(frame, standard_index, clause);
            (link, standard.clauses[clause].within)
        })
        .collect()
}

/// The link to the requirements of an outermost clause of a large standard.
fn part_link(frame: &Frame, standard_index: StandardIndex, clause: ClauseIndex) -> LinkView {
    LinkView {
        href: frame.standard_link(standard_index, StandardPage::RequirementsPart(clause)),
        ..frame.clause_link(standard_index, clause)
    }
}

/// Returns the requirements of the clauses that `is_listed` accepts, with the facets that distinguish them.
fn list(
    frame: &Frame,
    standard_index: StandardIndex,
    is_listed: impl Fn(ClauseIndex) -> bool,
) -> RequirementsView {
    let standard = &frame.handbook().standards[standard_index];
    let about = &standard.about;
    let listed = standard.requirements.iter();
    let listed: Vec<&Requirement> = listed
        .filter(|requirement| is_listed(requirement.clause))
        .collect();
    let facets = vec![
        facet(
            frame,
            standard,
            &listed,
            "dimension",
            about
                .dimensions
                .iter()
                .map(|dimension| (&dimension.id, &dimension.title)),
            |axes| &axes.dimensions,
        ),
        facet(
            frame,
            standard,
            &listed,
            "role",
            about.roles.iter().map(|role| (&role.id, &role.title)),
            |axes| &axes.roles,
        ),
        facet(
            frame,
            standard,
            &listed,
            "level",
            about.levels.iter().map(|level| (&level.id, &level.title)),
            |axes| &axes.levels,
        ),
    ];
    let facets: Vec<FacetView> = facets
        .into_iter()
        .filter(|facet| facet.choices.len() > 1)
        .collect();
    let has = |key| facets.iter().any(|facet| facet.key == key);
    let clauses = standard.clauses.indexed();
    RequirementsView {
        title: frame.spoken("requirements_index"),
        count: listed.len(),
        parts: Vec::new(),
        sorts_by_role: has("role"),
        sorts_by_level: has("level"),
        facets,
        groups: clauses
            .filter(|(index, _)| is_listed(*index))
            .flat_map(|(index, clause)| groups(frame, standard_index, index, clause))
            .collect(),
        keywords: frame.link_if_any(standard_index, StandardPage::Keywords),
    }
}

fn facet<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    listed: &[&Requirement],
    key: &'static str,
    choices: impl Iterator<Item = (&'a Id, &'a Text)>,
    value: impl Fn(&Axes) -> &AxisValues,
) -> FacetView {
    let choices = choices
        .filter_map(|(id, title)| {
            let mut requirements = listed.iter();
            let first =
                requirements.find(|requirement| value(&requirement.axes).has(id.as_str()))?;
            let first = &standard.clauses[first.clause];
            Some(FacetChoiceView {
                id: id.to_string(),
                label: frame.voice_of(standard).text(title),
                href: format!("#{}", first.id()),
            })
        })
        .collect();
    FacetView { key, choices }
}

/// Returns the requirements of a clause, in groups that belong to the same roles, levels and dimensions.
fn groups<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    index: ClauseIndex,
    clause: &'a Clause,
) -> Vec<RequirementGroupView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut path = navigation::ancestors(standard, index);
    path.push(index);
    let named = path.iter().skip(usize::from(path.len() > 1));
    let labels: Vec<TextView> = named
        .filter_map(|clause| standard.clauses[*clause].label())
        .map(|label| voice.text(label))
        .collect();
    let page = frame.standard_link(standard_index, StandardPage::Clause(index));
    let belong_together = |one: &Requirement, other: &Requirement| {
        let (one, other) = (&one.axes, &other.axes);
        one.roles == other.roles && one.levels == other.levels && one.dimensions == other.dimensions
    };
    let requirements = standard.requirements_of(clause);
    let runs = requirements.chunk_by(belong_together).enumerate();
    runs.filter_map(|(place, run)| {
        let axes = &run.first()?.axes;
        let roles = &standard.about.roles;
        let role = roles.find_index(|role| axes.roles.has(role.id.as_str()));
        let level = standard
            .ladder_at(role)
            .stated(&axes.levels)
            .first()
            .copied();
        let rank = |position: Option<usize>| position.map_or(0, |position| position + 1);
        Some(RequirementGroupView {
            clause: frame.clause_link(standard_index, index),
            id: if place == 0 {
                clause.id().to_string()
            } else {
                String::new()
            },
            title: joined(&labels, " · ", &voice.own().tag),
            role: axes.roles.joined(),
            level: axes.levels.joined(),
            dimension: axes.dimensions.joined(),
            rank: format!(
                "{} {}",
                rank(role.map(RoleIndex::position)),
                rank(level.map(LevelIndex::position))
            ),
            requirements: run
                .iter()
                .map(|requirement| RequirementItemView {
                    id: requirement.id.to_string(),
                    known: requirement.known().to_owned(),
                    mark: requirement.mark.to_string(),
                    depth: if requirement.depth == 0 {
                        0
                    } else {
                        requirement.depth + 1
                    },
                    href: format!("{page}#{}", requirement.anchor),
                    text: voice.text(requirement.text()),
                    is_noted: !requirement.item().note.0.is_empty(),
                })
                .collect(),
        })
    })
    .collect()
}
