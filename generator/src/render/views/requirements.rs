//! Every requirement of a standard on one page.

use serde::Serialize;

use super::joined::joined;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::axis::{Axes, AxisValues};
use crate::model::{Clause, CompleteStandard, Requirement};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::{TextView, Voice};
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::dimension::{DimensionAxis, Dimensions};
use crate::source::format::text::{Id, Text};

/// Every requirement, clause by clause. The requirements of a group belong to the same roles, levels and dimensions and
/// have the same type, so whole groups are shown or hidden.
#[derive(Debug, Serialize)]
pub struct RequirementsView {
    /// The number of requirements.
    pub count: usize,
    /// The facets by which the list can be filtered.
    pub facets: Vec<FacetView>,
    /// Whether the facets are a dimension, a role and a level.
    pub has_usual_facets: bool,
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
    /// Its name in the page's data, which is also its key among the interface words unless it has a title.
    pub key: String,
    /// The name of an axis of dimensions.
    pub title: Option<TextView>,
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
    /// The dimensions, or `*` for every dimension; `None` if the dimensions have named axes.
    pub dimension: Option<String>,
    /// The values of each named axis of dimensions, and the type, by the keys of their facets.
    pub further: Vec<(String, String)>,
    /// The type of the requirements.
    pub kind: Option<TextView>,
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
    /// Its title, if it has one besides its text.
    pub title: Option<TextView>,
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
    let facets = facets(frame, standard);
    let has = |key: &str| facets.iter().any(|facet| facet.key == key);
    let keys = facets.iter().map(|facet| facet.key.as_str());
    let clauses = standard.clauses.indexed();
    let view = RequirementsView {
        count: standard.requirements.len(),
        sorts_by_role: has("role"),
        sorts_by_level: has("level"),
        has_usual_facets: keys.eq(["dimension", "role", "level"]),
        facets,
        groups: clauses
            .flat_map(|(index, clause)| groups(frame, standard_index, index, clause))
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

/// Returns the facets that have a choice.
fn facets(frame: &Frame, standard: &CompleteStandard) -> Vec<FacetView> {
    let about = &standard.about;
    let voice = frame.voice_of(standard);
    let page = FacetPage {
        standard,
        voice: &voice,
    };
    let mut facets = Vec::new();
    for (place, axis) in about.dimensions.axes().into_iter().enumerate() {
        let values = axis.values.iter().map(|value| (&value.id, &value.title));
        let key = axis_key(axis.named);
        facets.push(FacetView {
            title: axis.named.map(|named| voice.text(&named.title)),
            ..page.facet(&key, values, |axes, id| axes.dimensions.of(place).has(id))
        });
    }
    let roles = about.roles.iter().map(|role| (&role.id, &role.title));
    facets.push(page.facet("role", roles, |axes, id| axes.roles.has(id)));
    let levels = about.levels.iter().map(|level| (&level.id, &level.title));
    facets.push(page.facet("level", levels, |axes, id| axes.levels.has(id)));
    let types = about.types.iter().map(|kind| (&kind.id, &kind.title));
    facets.push(page.facet("type", types, |axes, id| axes.kind.as_deref() == Some(id)));
    facets.retain(|facet| facet.choices.len() > 1);
    facets
}

/// The key of the facet of an axis of dimensions.
pub(super) fn axis_key(named: Option<&DimensionAxis>) -> String {
    named.map_or_else(
        || "dimension".to_owned(),
        |named| format!("axis-{}", named.id),
    )
}

/// Everything that facets are made from.
struct FacetPage<'a> {
    standard: &'a CompleteStandard,
    voice: &'a Voice<'a>,
}

impl FacetPage<'_> {
    /// Returns the facet with those of `choices` that a requirement has.
    fn facet<'a>(
        &self,
        key: &str,
        choices: impl Iterator<Item = (&'a Id, &'a Text)>,
        has: impl Fn(&Axes, &str) -> bool,
    ) -> FacetView {
        let choices = choices.filter_map(|(id, title)| {
            let mut requirements = self.standard.requirements.iter();
            let first = requirements.find(|requirement| has(&requirement.axes, id.as_str()))?;
            let first = &self.standard.clauses[first.clause];
            Some(FacetChoiceView {
                id: id.to_string(),
                label: self.voice.text(title),
                href: format!("#{}", first.id()),
            })
        });
        FacetView {
            key: key.to_owned(),
            title: None,
            choices: choices.collect(),
        }
    }
}

/// Returns the values of each named axis of dimensions and the type, by the keys of their facets.
fn further(standard: &CompleteStandard, axes: &Axes) -> Vec<(String, String)> {
    let named = standard.about.dimensions.named().iter().enumerate();
    let mut further: Vec<(String, String)> = named
        .map(|(place, axis)| (axis_key(Some(axis)), axes.dimensions.of(place).joined()))
        .collect();
    if !standard.about.types.is_empty() {
        let kind = axes.kind.as_deref().unwrap_or_default();
        further.push(("type".to_owned(), kind.to_owned()));
    }
    further
}

/// Returns the requirements of a clause, in groups that belong to the same roles, levels and dimensions and have the same type.
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
    let clause_labels: Vec<TextView> = named
        .filter_map(|clause| standard.clauses[*clause].label())
        .map(|label| voice.text(label))
        .collect();
    let page = frame.standard_link(standard_index, StandardPage::Clause(index));
    let belong_together = |one: &Requirement, other: &Requirement| {
        let (one, other) = (&one.axes, &other.axes);
        one == other
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
        // A role, level or dimension of only some of the clause's requirements is not in its title.
        let is_own = |of: fn(&Axes) -> &AxisValues| of(axes) != of(&clause.axes);
        let own_roles = roles
            .iter()
            .filter(|role| is_own(|axes| &axes.roles) && axes.roles.has(role.id.as_str()));
        let own_levels = standard
            .levels_among(&axes.roles)
            .into_iter()
            .filter(|level| is_own(|axes| &axes.levels) && axes.levels.has(level.id.as_str()));
        let own = own_roles.map(|role| &role.title);
        let own = own.chain(own_levels.map(|level| &level.title));
        let mut labels = clause_labels.clone();
        labels.extend(own.map(|title| voice.text(title)));
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
            dimension: match &standard.about.dimensions {
                Dimensions::Single(_) => Some(axes.dimensions.first().joined()),
                Dimensions::Named(_) => None,
            },
            further: further(standard, axes),
            kind: (axes.kind.as_deref())
                .and_then(|kind| standard.kind(kind))
                .map(|kind| voice.text(&kind.title)),
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
                    title: requirement.title().map(|title| voice.text(title)),
                    text: voice.text(requirement.text()),
                    is_noted: !requirement.item().note.0.is_empty(),
                })
                .collect(),
        })
    })
    .collect()
}
