//! Every requirement of a standard on one page.

use serde::Serialize;

use super::joined::joined;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::{Clause, CompleteStandard};
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::text::{Id, Text};

/// Every requirement, clause by clause. A clause has at most one role, level and dimension, so whole clauses are shown
/// or hidden.
#[derive(Debug, Serialize)]
pub struct RequirementsView {
    /// The number of requirements.
    pub count: usize,
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
    /// Its id, which is the anchor.
    pub id: String,
    /// The titles of the clauses that contain it, except the outermost, and its own.
    pub title: TextView,
    /// The role, or `*` if the clause applies to every role.
    pub role: String,
    /// The level, or `*` for every level.
    pub level: String,
    /// The dimension, or `*` for every dimension.
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
    /// The letter.
    pub letter: String,
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

/// Renders the page of all requirements.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, RequirementsView) {
    let standard = &frame.handbook().standards[standard_index];
    let about = &standard.about;
    let facets = vec![
        facet(
            frame,
            standard,
            "dimension",
            about
                .dimensions
                .iter()
                .map(|dimension| (&dimension.id, &dimension.title)),
            |clause| &clause.dimension,
        ),
        facet(
            frame,
            standard,
            "role",
            about.roles.iter().map(|role| (&role.id, &role.title)),
            |clause| &clause.role,
        ),
        facet(
            frame,
            standard,
            "level",
            about.levels.iter().map(|level| (&level.id, &level.title)),
            |clause| &clause.level,
        ),
    ];
    let facets: Vec<FacetView> = facets
        .into_iter()
        .filter(|facet| facet.choices.len() > 1)
        .collect();
    let has = |key| facets.iter().any(|facet| facet.key == key);
    let clauses = standard.clauses.indexed();
    let view = RequirementsView {
        count: standard.requirements.len(),
        sorts_by_role: has("role"),
        sorts_by_level: has("level"),
        facets,
        groups: clauses
            .filter(|(_, clause)| !clause.requirements.is_empty())
            .map(|(index, clause)| group(frame, standard_index, index, clause))
            .collect(),
        keywords: frame.link_if_any(standard_index, StandardPage::Keywords),
    };
    let voice = frame.voice_of(standard);
    let title = frame.label();
    let description = format!(
        "{title}{}{}",
        frame.word("colon"),
        voice.plain(&about.title)
    );
    let chrome = frame.standard_chrome("requirements", standard_index, title, &description);
    (chrome, view)
}

fn facet<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    key: &'static str,
    choices: impl Iterator<Item = (&'a Id, &'a Text)>,
    value: impl Fn(&Clause) -> &Option<std::sync::Arc<str>>,
) -> FacetView {
    let asking = || {
        standard
            .clauses
            .iter()
            .filter(|clause| !clause.requirements.is_empty())
    };
    let choices = choices
        .filter_map(|(id, title)| {
            let first = asking().find(|clause| value(clause).as_deref() == Some(id.as_str()))?;
            Some(FacetChoiceView {
                id: id.to_string(),
                label: frame.voice_of(standard).text(title),
                href: format!("#{}", first.id()),
            })
        })
        .collect();
    FacetView { key, choices }
}

fn group<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    index: ClauseIndex,
    clause: &'a Clause,
) -> RequirementGroupView {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut path = navigation::ancestors(standard, index);
    path.push(index);
    let named = path.iter().skip(usize::from(path.len() > 1));
    let labels: Vec<TextView> = named
        .filter_map(|clause| standard.clauses[*clause].label())
        .map(|label| voice.text(label))
        .collect();
    let or_each = |id: &Option<std::sync::Arc<str>>| id.as_deref().unwrap_or("*").to_owned();
    let role = clause.role.as_deref();
    let role = standard
        .about
        .roles
        .find_index(|known| role == Some(known.id.as_str()));
    let level = clause
        .level
        .as_deref()
        .and_then(|level| standard.level_index(level));
    let rank = |position: Option<usize>| position.map_or(0, |position| position + 1);
    let page = frame.standard_link(standard_index, StandardPage::Clause(index));
    RequirementGroupView {
        clause: frame.clause_link(standard_index, index),
        id: clause.id().to_string(),
        title: joined(&labels, " · ", &voice.own().tag),
        role: or_each(&clause.role),
        level: or_each(&clause.level),
        dimension: or_each(&clause.dimension),
        rank: format!(
            "{} {}",
            rank(role.map(RoleIndex::position)),
            rank(level.map(LevelIndex::position))
        ),
        requirements: standard
            .requirements_of(clause)
            .iter()
            .map(|requirement| RequirementItemView {
                id: requirement.id.to_string(),
                letter: requirement.letter.clone(),
                href: format!("{page}#{}", requirement.letter),
                text: voice.text(requirement.text()),
                is_noted: !requirement.item().note.0.is_empty(),
            })
            .collect(),
    }
}
