//! The requirements of a self-check by profile, as they are listed to be rated: by dimension and clause, parts below the
//! words that lead them in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::asked_terms::{self, ListedTerms};
use super::joined::joined;
use super::lead;
use super::level_titles;
use super::taught::{self, TaughtCurriculum};
use crate::index::{ClauseIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::{Clause, CompleteStandard, Requirement, RoleProfile};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::source::format::standard::Level;

/// The number of requirements up to which a list is short, and each requirement has its own choices.
const SHORT: usize = 100;

/// Whether a list of this many requirements is long.
pub(super) fn is_long(count: usize) -> bool {
    count > SHORT
}

/// The requirements of a dimension. Those without one are a group for each outermost clause or, in a standard without
/// dimensions, one group.
#[derive(Debug, Serialize)]
pub struct RatedGroupView {
    /// The title of the dimension or of the outermost clause. `None` in a standard without dimensions.
    pub title: Option<TextView>,
    /// Its clauses.
    pub clauses: Vec<RatedClauseView>,
}

/// The requirements of a clause.
#[derive(Debug, Serialize)]
pub struct RatedClauseView {
    /// The clause.
    #[serde(skip)]
    pub index: ClauseIndex,
    /// The clause's id.
    pub id: String,
    /// The link to the clause; `None` if it is the dimension's own, whose title is above, or if requirements of the clause
    /// at another level are above.
    pub link: Option<LinkView>,
    /// The clauses that contain it and not all requirements of its dimension, the outermost first. Without those that are
    /// named above.
    pub path: Vec<LinkView>,
    /// The level of its requirements, or their levels, if they have any. `None` in a long list, where each requirement
    /// states its own.
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
    /// Its name: `5.3.1.2-a`.
    #[serde(skip)]
    pub name: String,
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
    /// Whether a script adds its choices, which are the same as those of others in a long list.
    pub has_shared_choices: bool,
    /// The requirements that are part of it and are not rated themselves, in document order.
    pub parts: Vec<TextView>,
    /// Its level, or its levels, in a long list.
    pub level: Option<TextView>,
    /// How strictly the lists of the role ask for it, unless it must be met.
    pub tier: Option<TextView>,
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
    /// Whether the criteria are always shown, since without them the level would say nothing: it has no text, or one that
    /// only leads them in.
    pub shows_criteria: bool,
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
    /// The entries of the role's lists that name each requirement.
    lists: HashMap<RequirementIndex, Vec<ListedTerms<'a>>>,
}

impl<'f, 'a> RatedBuilder<'f, 'a> {
    /// Builds the list of what `profile` rates: that of the role at `role`, or of everybody.
    pub(super) fn new(
        frame: &'f Frame<'a>,
        standard_index: StandardIndex,
        role: Option<RoleIndex>,
        profile: &'f RoleProfile<'a>,
    ) -> Self {
        let standard: &CompleteStandard = &frame.handbook().standards[standard_index];
        let ladder = &profile.ladder;
        let mut lists: HashMap<RequirementIndex, Vec<ListedTerms>> = HashMap::new();
        for (requirement, ask, level) in standard.by_lists(standard.role_id(role), ladder, None) {
            lists.entry(requirement).or_default().push((ask, level));
        }
        let mut weights = profile.rated.iter().map(|one| one.weight);
        let first = weights.next();
        RatedBuilder {
            frame,
            standard_index,
            standard,
            profile,
            lists,
            is_even: weights.all(|weight| Some(weight) == first),
        }
    }
}

impl RatedBuilder<'_, '_> {
    /// The requirement by whose rating a requirement of a posting is judged: itself, or the one that it is part of and that
    /// is rated as a whole. `None` if it is rated by its parts, which postings name as well.
    pub(super) fn standing(&self, requirement: RequirementIndex) -> Option<RequirementIndex> {
        let all = &self.profile.rated;
        let is_rated = |index: &RequirementIndex| {
            all.binary_search_by_key(index, |one| one.requirement)
                .is_ok()
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
        let dimensions = &self.profile.profile.dimensions;
        let mut by_dimension: Vec<Vec<RequirementIndex>> = vec![Vec::new(); dimensions.len()];
        let mut others: BTreeMap<ClauseIndex, Vec<RequirementIndex>> = BTreeMap::new();
        for index in self.profile.rated.iter().map(|one| one.requirement) {
            let requirement = &self.standard.requirements[index];
            let own = self.standard.first_dimension(&requirement.axes);
            let place = own.and_then(|own| dimensions.iter().position(|id| own.id == *id.as_str()));
            match place {
                Some(place) => by_dimension[place].push(index),
                None => {
                    let outermost = self.above(requirement.clause).last();
                    let outermost = outermost.unwrap_or(requirement.clause);
                    others.entry(outermost).or_default().push(index);
                }
            }
        }
        let voice = self.frame.voice_of(self.standard);
        let by_dimension = dimensions.iter().zip(by_dimension).map(|(id, within)| {
            let about = self.standard.dimension(id);
            let home = about.and_then(|about| about.clause.as_ref());
            let home = home.and_then(|clause| self.standard.clause_index(clause.as_str()));
            let title = about.map(|dimension| voice.text(&dimension.title));
            self.group(title, home, &within)
        });
        let mut groups: Vec<RatedGroupView> = by_dimension.collect();
        if dimensions.is_empty() {
            let all: Vec<RequirementIndex> = others.into_values().flatten().collect();
            groups.push(self.group(None, None, &all));
        } else {
            // Under the heading of a dimension, they would seem to belong to it.
            groups.extend(others.into_iter().map(|(outermost, within)| {
                let label = self.standard.clauses[outermost].label();
                let title = label.map(|label| voice.text(label));
                self.group(Some(title.unwrap_or_default()), Some(outermost), &within)
            }));
        }
        groups.retain(|group| !group.clauses.is_empty());
        groups
    }

    /// The group of the requirements `within`, in document order. Its `title` stands for the clause at `home`.
    fn group(
        &self,
        title: Option<TextView>,
        home: Option<ClauseIndex>,
        within: &[RequirementIndex],
    ) -> RatedGroupView {
        let of = |index: &RequirementIndex| &self.standard.requirements[*index];
        // Requirements of one clause at the same levels stay together; in a long list, those of one clause.
        let is_long = self.is_long();
        let clauses = within.chunk_by(|one, other| {
            let (one, other) = (of(one), of(other));
            one.clause == other.clause && (is_long || one.axes.levels == other.axes.levels)
        });
        let clauses: Vec<(ClauseIndex, &[RequirementIndex])> = clauses
            .map(|requirements| (of(&requirements[0]).clause, requirements))
            .collect();
        let mut common = self.common(clauses.iter().map(|(clause, _)| *clause));
        common.extend(home);
        let mut before: Option<(ClauseIndex, Vec<ClauseIndex>)> = None;
        let mut views = Vec::new();
        for (clause, requirements) in clauses {
            let mut path: Vec<ClauseIndex> = self.above(clause).collect();
            path.retain(|above| !common.contains(above));
            path.reverse();
            let mut view = self.clause(clause, requirements);
            let named = before.as_ref().map_or(&[][..], |(_, path)| path);
            let is_named = |(above, named): &(&ClauseIndex, &ClauseIndex)| above == named;
            let known = path.iter().zip(named).take_while(is_named).count();
            let unnamed = path.iter().skip(known);
            view.path = unnamed
                .map(|above| self.frame.clause_link(self.standard_index, *above))
                .collect();
            // A clause that is named by its level, or is below one, need not be followed by it.
            let is_level = |named: &ClauseIndex| {
                let label = self.standard.clauses[*named].label();
                let label = label.map(|label| self.frame.voice_of(self.standard).plain(label));
                view.level.as_ref().map(|level| &level.plain) == label.as_ref()
            };
            let names_level = path.iter().chain([&clause]).any(is_level);
            let is_below_itself =
                before.as_ref().map(|(clause, _)| *clause) == Some(clause) && view.level.is_some();
            view.link = view
                .link
                .filter(|_| Some(clause) != home && !is_below_itself);
            if names_level {
                view.level = None;
            }
            before = Some((clause, path));
            views.push(view);
        }
        RatedGroupView {
            title,
            clauses: views,
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

    /// A clause with these requirements, without a path.
    fn clause(&self, index: ClauseIndex, requirements: &[RequirementIndex]) -> RatedClauseView {
        let clause: &Clause = &self.standard.clauses[index];
        let first = requirements.first().filter(|_| !self.is_long());
        // Requirements without words of their own bear the title of the clause.
        let is_title_of_all = requirements.iter().all(|index| {
            let item = self.standard.requirements[*index].item();
            item.title.is_none() && item.text.is_none()
        });
        RatedClauseView {
            index,
            id: clause.id().to_string(),
            link: (!is_title_of_all).then(|| self.frame.clause_link(self.standard_index, index)),
            path: Vec::new(),
            level: first.and_then(|index| self.levels(*index)),
            parts: self.parts(requirements),
        }
    }

    /// Whether the list is so long that each requirement states its level, and not each run of those at one level.
    fn is_long(&self) -> bool {
        is_long(self.profile.rated.len())
    }

    /// The level of a requirement, or its levels; `None` if it has none.
    fn levels(&self, index: RequirementIndex) -> Option<TextView> {
        let voice = self.frame.voice_of(self.standard);
        let axes = &self.standard.requirements[index].axes;
        if axes.levels.is_empty() {
            return None;
        }
        let levels = self.standard.levels_among(&axes.roles);
        let levels = level_titles::titles(&voice, &levels, |id| axes.levels.has(id));
        (!levels.is_empty()).then(|| joined(&levels, " · ", &voice.own().tag))
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
        // They are in document order.
        let all = &self.profile.rated;
        let place = all.binary_search_by_key(&index, |one| one.requirement);
        let rated = &all[place.ok()?];
        let voice = self.frame.voice_of(self.standard);
        let requirement = &self.standard.requirements[index];
        let item = requirement.item();
        let step = |level: &&Level, value: usize| {
            let words = requirement.descriptor(level.id.as_str());
            let text = words
                .and_then(|words| words.text.as_ref())
                .map(|text| voice.text(text));
            RatedLevelView {
                value: format!("{value:x}"),
                title: voice.text(&level.title),
                shows_criteria: (text.as_ref())
                    .is_none_or(|text| text.plain.ends_with([':', '：'])),
                text,
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
            name: requirement.name.to_string(),
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
            has_shared_choices: false,
            parts: parts
                .map(|part| voice.text(self.standard.requirements[part].text()))
                .collect(),
            level: self.is_long().then(|| self.levels(index)).flatten(),
            tier: (self.lists.get(&index)).and_then(|lists| {
                asked_terms::tiers(self.frame, self.standard, &self.profile.ladder, lists)
            }),
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
