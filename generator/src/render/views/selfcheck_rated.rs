//! The requirements of a self-check by profile, as they are listed to be rated: by dimension and clause, parts below the
//! words that lead them in.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::joined::joined;
use super::lead;
use super::taught::{self, TaughtCurriculum};
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::model::{Clause, CompleteStandard, Requirement, RoleProfile};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::source::format::standard::Level;

/// The requirements of a dimension, or those without one.
#[derive(Debug, Serialize)]
pub struct RatedGroupView {
    /// The dimension.
    pub title: Option<TextView>,
    /// Its clauses.
    pub clauses: Vec<RatedClauseView>,
}

/// The requirements of a clause.
#[derive(Debug, Serialize)]
pub struct RatedClauseView {
    /// The clause's id.
    pub id: String,
    /// The link to the clause; `None` if it is the dimension's own, whose title is above.
    pub link: Option<LinkView>,
    /// The clauses that contain it and not all requirements of its dimension, the outermost first.
    pub path: Vec<LinkView>,
    /// The level of its requirements, or their levels, if they have any.
    pub level: Option<TextView>,
    /// Its requirements. The parts of one requirement are together.
    pub parts: Vec<RatedPartsView>,
}

/// Requirements that are rated beside each other: those of a clause, or the parts of a requirement.
#[derive(Debug, Serialize)]
pub struct RatedPartsView {
    /// The requirements that lead them in and are not shown above them yet, the outermost first.
    pub leads: Vec<LeadView>,
    /// The requirements.
    pub requirements: Vec<RatedView>,
}

/// A requirement that is not rated itself and leads in its parts.
#[derive(Debug, Serialize)]
pub struct LeadView {
    /// The id of its element.
    pub id: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The number or code as printed; empty if it has none.
    pub number: String,
    /// The title, if it does not stand for the text.
    pub title: Option<TextView>,
    /// The text.
    pub text: TextView,
}

/// A requirement to rate.
#[derive(Debug, Serialize)]
pub struct RatedView {
    /// The requirement's id.
    pub id: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The number or code as printed; empty if it has none.
    pub number: String,
    /// The part by which sentences name it: `title`, `text` or `number`.
    pub named_by: &'static str,
    /// The title, if it does not stand for the text.
    pub title: Option<TextView>,
    /// The text.
    pub text: TextView,
    /// The ids of the elements of the requirements that lead it in, the outermost first, separated by spaces.
    pub led_by: String,
    /// The words of these.
    pub leads: Vec<TextView>,
    /// The levels by which it is rated, lowest first; empty if it is rated as met or partly met.
    pub steps: Vec<RatedLevelView>,
    /// The requirements that are part of it and are not rated themselves, in document order.
    pub parts: Vec<TextView>,
    /// The weight, in points, if requirements count differently.
    pub weight: Option<String>,
    /// The modules that teach it, by curriculum.
    pub taught: Vec<TaughtCurriculum>,
}

/// A level by which a requirement is rated.
#[derive(Debug, Serialize)]
pub struct RatedLevelView {
    /// The rating: the number of steps as a hexadecimal digit.
    pub value: String,
    /// The level.
    pub title: TextView,
    /// How the requirement reads at the level.
    pub text: Option<TextView>,
    /// The criteria.
    pub criteria: Vec<TextView>,
}

/// Builds the list of requirements to rate.
pub(super) struct RatedBuilder<'f, 'a> {
    /// The frame of the page.
    pub(super) frame: &'f Frame<'a>,
    /// The standard's place.
    pub(super) standard_index: StandardIndex,
    /// The standard.
    pub(super) standard: &'a CompleteStandard,
    /// What is rated.
    pub(super) profile: &'f RoleProfile<'a>,
    /// Whether all requirements count the same, so that no weight is shown.
    pub(super) is_even: bool,
}

impl RatedBuilder<'_, '_> {
    /// The requirement by whose rating a requirement of a posting is judged: itself, or the one that it is part of and that
    /// is rated as a whole. `None` if it is rated by its parts, which postings name as well.
    pub(super) fn standing(&self, requirement: RequirementIndex) -> Option<RequirementIndex> {
        let is_rated = |index: &RequirementIndex| {
            self.profile
                .rated
                .iter()
                .any(|one| one.requirement == *index)
        };
        let mut lineage = std::iter::once(requirement).chain(self.standard.above(requirement));
        if let Some(rated) = lineage.find(is_rated) {
            return Some(rated);
        }
        let mut parts = self.standard.parts_of(requirement);
        (!parts.any(|part| is_rated(&part))).then_some(requirement)
    }

    /// The requirements by dimension, in the order of the dimensions, those without one last; within each by clause.
    pub(super) fn groups(&self) -> Vec<RatedGroupView> {
        let ids = self.profile.profile.dimensions.iter();
        let dimensions = ids.map(|id| Some(id.as_str())).chain([None]);
        let groups = dimensions.map(|dimension| self.group(dimension));
        groups.filter(|group| !group.clauses.is_empty()).collect()
    }

    fn group(&self, dimension: Option<&str>) -> RatedGroupView {
        let requirements = self.profile.rated.iter().map(|one| one.requirement);
        let within: Vec<RequirementIndex> = requirements
            .filter(|index| {
                let axes = &self.standard.requirements[*index].axes;
                let own = self.standard.first_dimension(axes);
                own.map(|own| own.id.as_str()) == dimension
            })
            .collect();
        let of = |index: &RequirementIndex| &self.standard.requirements[*index];
        // Requirements of one clause at the same levels stay together.
        let clauses = within.chunk_by(|one, other| {
            let (one, other) = (of(one), of(other));
            one.clause == other.clause && one.axes.levels == other.axes.levels
        });
        let clauses: Vec<(ClauseIndex, &[RequirementIndex])> = clauses
            .map(|requirements| (of(&requirements[0]).clause, requirements))
            .collect();
        let about = dimension.and_then(|id| self.standard.dimension(id));
        let home = about.and_then(|about| about.clause.as_ref());
        let home = home.and_then(|clause| self.standard.clause_index(clause.as_str()));
        let mut common = self.common(clauses.iter().map(|(clause, _)| *clause));
        common.extend(home);
        let voice = self.frame.voice_of(self.standard);
        let clauses = clauses.into_iter().map(|(clause, requirements)| {
            let view = self.clause(clause, requirements, &common);
            RatedClauseView {
                link: view.link.filter(|_| Some(clause) != home),
                ..view
            }
        });
        RatedGroupView {
            title: about.map(|dimension| voice.text(&dimension.title)),
            clauses: clauses.collect(),
        }
    }

    /// The clauses above `clause`, the innermost first.
    fn above(&self, clause: ClauseIndex) -> impl Iterator<Item = ClauseIndex> {
        let parent = |index: &ClauseIndex| self.standard.clauses[*index].parent;
        std::iter::successors(parent(&clause), parent)
    }

    /// The clauses that contain all of `clauses`, which need not be named beside each.
    fn common(&self, mut clauses: impl Iterator<Item = ClauseIndex>) -> BTreeSet<ClauseIndex> {
        let first = clauses.next().into_iter();
        let mut common: BTreeSet<ClauseIndex> =
            first.flat_map(|clause| self.above(clause)).collect();
        for clause in clauses {
            let above: BTreeSet<ClauseIndex> = self.above(clause).collect();
            common.retain(|clause| above.contains(clause));
        }
        common
    }

    fn clause(
        &self,
        index: ClauseIndex,
        requirements: &[RequirementIndex],
        common: &BTreeSet<ClauseIndex>,
    ) -> RatedClauseView {
        let voice = self.frame.voice_of(self.standard);
        let clause: &Clause = &self.standard.clauses[index];
        let axes = requirements
            .first()
            .map(|index| &self.standard.requirements[*index].axes);
        let levels: Vec<TextView> = axes
            .into_iter()
            .flat_map(|axes| {
                let levels = self.standard.levels_among(&axes.roles).into_iter();
                levels.filter(|level| axes.levels.has(level.id.as_str()))
            })
            .map(|level| voice.text(&level.title))
            .collect();
        let mut path: Vec<LinkView> = self
            .above(index)
            .filter(|above| !common.contains(above))
            .map(|above| self.frame.clause_link(self.standard_index, above))
            .collect();
        path.reverse();
        // Requirements without words of their own bear the title of the clause.
        let is_title_of_all = requirements.iter().all(|index| {
            let item = self.standard.requirements[*index].item();
            item.title.is_none() && item.text.is_none()
        });
        RatedClauseView {
            id: clause.id().to_string(),
            link: (!is_title_of_all).then(|| self.frame.clause_link(self.standard_index, index)),
            path,
            level: (!levels.is_empty()).then(|| joined(&levels, " · ", &voice.own().tag)),
            parts: self.parts(requirements),
        }
    }

    /// The requirements of a clause, those that are part of one requirement together, below what leads them in.
    fn parts(&self, requirements: &[RequirementIndex]) -> Vec<RatedPartsView> {
        let standard = self.standard;
        let parent = |index: &RequirementIndex| standard.requirements[*index].parent;
        // The element of each requirement that leads in others, where it was shown last.
        let mut elements: BTreeMap<RequirementIndex, String> = BTreeMap::new();
        let mut before = None;
        let mut groups = Vec::new();
        for group in requirements.chunk_by(|one, other| parent(one) == parent(other)) {
            let first = group[0];
            let mut leads = Vec::new();
            for (place, lead) in lead::unshown(standard, first, before)
                .into_iter()
                .enumerate()
            {
                let id = format!("lead-{}-{place}", standard.requirements[first].id);
                elements.insert(lead, id.clone());
                leads.push(self.lead(lead, id));
            }
            let led_by: Vec<&str> = (lead::above(standard, first).iter())
                .filter_map(|lead| elements.get(lead).map(String::as_str))
                .collect();
            let led_by = led_by.join(" ");
            groups.push(RatedPartsView {
                leads,
                requirements: (group.iter())
                    .filter_map(|index| self.rated(*index, &led_by))
                    .collect(),
            });
            before = group.last().copied();
        }
        groups
    }

    fn lead(&self, index: RequirementIndex, id: String) -> LeadView {
        let voice = self.frame.voice_of(self.standard);
        let requirement = &self.standard.requirements[index];
        LeadView {
            id,
            href: self.frame.item_link(self.standard_index, requirement),
            number: number(requirement).to_owned(),
            title: requirement.title().map(|title| voice.text(title)),
            text: voice.text(requirement.text()),
        }
    }

    fn rated(&self, index: RequirementIndex, led_by: &str) -> Option<RatedView> {
        let mut all = self.profile.rated.iter();
        let rated = all.find(|one| one.requirement == index)?;
        let voice = self.frame.voice_of(self.standard);
        let requirement = &self.standard.requirements[index];
        let item = requirement.item();
        let step = |level: &&Level, value: usize| {
            let words = requirement.descriptor(level.id.as_str());
            RatedLevelView {
                value: format!("{value:x}"),
                title: voice.text(&level.title),
                text: words
                    .and_then(|words| words.text.as_ref())
                    .map(|text| voice.text(text)),
                criteria: words
                    .map_or(&[][..], |words| &words.criteria)
                    .iter()
                    .map(|text| voice.text(text))
                    .collect(),
            }
        };
        let parts = self.standard.parts_of(index).filter(|part| *part != index);
        let number = number(requirement);
        Some(RatedView {
            id: requirement.id.to_string(),
            href: self.frame.item_link(self.standard_index, requirement),
            number: number.to_owned(),
            named_by: match (&item.title, &item.text) {
                (Some(_), Some(_)) => "title",
                (Some(_), None) => "text",
                // The mark alone is clear only among its neighbours.
                (None, _) if requirement.printed.is_none() => "text",
                (None, _) => "number",
            },
            title: requirement.title().map(|title| voice.text(title)),
            text: voice.text(requirement.text()),
            led_by: led_by.to_owned(),
            leads: lead::words(self.frame, self.standard, index),
            steps: (rated.scale.levels.iter().zip(1..))
                .map(|(level, value)| step(level, value))
                .collect(),
            parts: parts
                .map(|part| voice.text(self.standard.requirements[part].text()))
                .collect(),
            weight: (!self.is_even).then(|| rated.weight.written()),
            taught: taught::curricula(self.frame, self.standard_index, &[index]),
        })
    }
}

/// The number or code as printed, or the mark. Empty for a requirement that is known by the title of its clause.
fn number(requirement: &Requirement) -> &str {
    let item = requirement.item();
    let mark = match (&item.title, &item.text) {
        (None, None) => "",
        (Some(_), _) | (_, Some(_)) => &*requirement.mark,
    };
    requirement.printed.as_deref().unwrap_or(mark)
}
