//! The continuation of requirements from one edition of a standard to the next.
//!
//! There are three sources, in falling order of certainty: an author states it (`replaces`), the
//! words are the same, or the words are nearly the same. Only the last is a proposal, which pages
//! mark as such and which [`crate::check::editions`] asks the author to confirm.
//!
//! The result is read through [`CompleteHandbook::predecessors`] and
//! [`CompleteHandbook::successors`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Standard;
use super::complete::CompleteHandbook;
use super::complete_standard::CompleteStandard;
use super::near::{likeness, near};
use super::same::essence;
use crate::index::{List, RequirementIndex, StandardIndex};

/// A requirement, as the indices of its standard and of itself.
type RequirementPlace = (StandardIndex, RequirementIndex);

/// The continuations of a handbook's requirements from edition to edition.
///
/// The two maps are inverse to each other: a pair that is in one is in the other.
#[derive(Clone, Debug, Default)]
pub struct Continuations {
    /// The earlier requirements of each later one, sorted and without duplicates.
    predecessors: BTreeMap<RequirementPlace, Vec<RequirementPlace>>,
    /// The later requirements of each earlier one, sorted and without duplicates.
    successors: BTreeMap<RequirementPlace, Vec<RequirementPlace>>,
    /// The pairs found by nearly the same words, which are in both maps too.
    proposals: Vec<Proposal>,
}

/// A continuation inferred from nearly identical words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The requirement of the later edition.
    pub later: RequirementPlace,
    /// The requirement of the earlier edition that it appears to continue.
    pub earlier: RequirementPlace,
}

impl Continuations {
    /// Finds the continuations in `handbook`. Explicit `replaces` entries come first. Each of the other requirements
    /// continues the one with the same words in the previous edition, or the nearest one with nearly the same words.
    ///
    /// A `replaces` may name a requirement of any standard of the handbook; inferring is limited to
    /// the previous edition. An empty `replaces` states that the requirement is new, so nothing is
    /// inferred for it.
    pub(super) fn of(handbook: &CompleteHandbook) -> Self {
        let mut all = Continuations::default();
        for (place, standard) in handbook.standards.indexed() {
            for (index, requirement) in standard.requirements.indexed() {
                for name in requirement.item().replaces.iter().flatten() {
                    if let Some(earlier) = handbook.find_requirement(&name.value) {
                        all.add((place, index), earlier);
                    }
                }
            }
        }
        for place in handbook.standards.indices() {
            if let Some(before) = handbook.earlier_edition(place) {
                all.infer(&handbook.standards, place, before);
            }
        }
        for places in all
            .predecessors
            .values_mut()
            .chain(all.successors.values_mut())
        {
            places.sort_unstable();
            places.dedup();
        }
        all
    }

    /// The requirements of earlier editions that a requirement continues.
    pub(super) fn predecessors(&self, place: RequirementPlace) -> &[RequirementPlace] {
        self.predecessors.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The requirements of later editions that continue a requirement.
    pub(super) fn successors(&self, place: RequirementPlace) -> &[RequirementPlace] {
        self.successors.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The inferred continuations that no author has confirmed.
    pub(super) fn proposals(&self) -> &[Proposal] {
        &self.proposals
    }

    /// Adds a pair to both maps.
    fn add(&mut self, later: RequirementPlace, earlier: RequirementPlace) {
        self.predecessors.entry(later).or_default().push(earlier);
        self.successors.entry(earlier).or_default().push(later);
    }

    /// Infers which requirements of the standard at `before` continue in the one at `place`, where no `replaces` states
    /// it.
    ///
    /// Same words are paired first, so that a requirement whose words have moved is not taken for a
    /// revision of its neighbour. The words compared are those in the language of the earlier
    /// edition.
    fn infer(
        &mut self,
        standards: &List<StandardIndex, CompleteStandard>,
        place: StandardIndex,
        before: StandardIndex,
    ) {
        let (new, old) = (&standards[place], &standards[before]);
        let language = old.about.language.as_str();
        let is_replaced = |index: &RequirementIndex| {
            let later = self.successors((before, *index));
            later.iter().any(|(standard, _)| *standard == place)
        };
        let olds: Vec<RequirementIndex> = old
            .requirements
            .indices()
            .filter(|index| !is_replaced(index))
            .collect();
        let news: Vec<RequirementIndex> = new
            .requirements
            .indices()
            .filter(|index| new.requirements[*index].item().replaces.is_none())
            .collect();
        let sides = Sides { new, old, language };
        let mut found = sides.same(&news, &olds);
        let [later, earlier]: [BTreeSet<RequirementIndex>; 2] = [
            found.iter().map(|(later, _)| *later).collect(),
            found.iter().map(|(_, earlier)| *earlier).collect(),
        ];
        let news: Vec<RequirementIndex> = news
            .into_iter()
            .filter(|requirement| !later.contains(requirement))
            .collect();
        let olds: Vec<RequirementIndex> = olds
            .into_iter()
            .filter(|requirement| !earlier.contains(requirement))
            .collect();
        let near = sides.near(&news, &olds);
        self.proposals
            .extend(near.iter().map(|(later, earlier)| Proposal {
                later: (place, *later),
                earlier: (before, *earlier),
            }));
        found.extend(near);
        for (later, earlier) in found {
            self.add((place, later), (before, earlier));
        }
    }
}

/// A requirement of one of two editions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum InEdition {
    New(RequirementIndex),
    Old(RequirementIndex),
}

/// Two editions, and the language in which they are compared.
struct Sides<'a> {
    /// The later edition.
    new: &'a Standard,
    /// The earlier edition.
    old: &'a Standard,
    /// The language of the earlier edition, e.g. `zh`.
    language: &'a str,
}

impl Sides<'_> {
    /// The words of a requirement without the closing mark; empty if it is not translated into the
    /// language of comparison.
    fn words<'s>(&self, standard: &'s Standard, index: RequirementIndex) -> &'s str {
        let text = standard.requirements[index].text();
        essence(text.get(self.language).unwrap_or_default())
    }

    /// Ranks how likely it is that two requirements with the same words are the same one: first by the same id, then by
    /// the same clause, then by the same role and level.
    fn closeness(&self, new: RequirementIndex, old: RequirementIndex) -> u8 {
        let (new, old) = (&self.new.requirements[new], &self.old.requirements[old]);
        let (above, below) = (&self.new.clauses[new.clause], &self.old.clauses[old.clause]);
        if new.id == old.id {
            3
        } else if *above.id() == *below.id().as_str() {
            2
        } else {
            let (one, other) = (&new.axes, &old.axes);
            u8::from(one.roles == other.roles && one.levels == other.levels)
        }
    }

    /// Pairs requirements with the same words, one to one as far as possible. If one edition prints the words more
    /// often, each requirement left over is paired with its closest counterpart.
    ///
    /// Empty words are never the same: two missing translations prove nothing.
    fn same(
        &self,
        news: &[RequirementIndex],
        olds: &[RequirementIndex],
    ) -> Vec<(RequirementIndex, RequirementIndex)> {
        let mut by_words: BTreeMap<&str, (Vec<RequirementIndex>, Vec<RequirementIndex>)> =
            BTreeMap::new();
        for new in news {
            let words = self.words(self.new, *new);
            by_words.entry(words).or_default().0.push(*new);
        }
        for old in olds {
            let words = self.words(self.old, *old);
            by_words.entry(words).or_default().1.push(*old);
        }
        let mut found = Vec::new();
        for (words, (news, olds)) in by_words {
            if words.is_empty() || news.is_empty() || olds.is_empty() {
                continue;
            }
            let (mut left_new, mut left_old) = (news.clone(), olds.clone());
            for closeness in (0..=3).rev() {
                left_new.retain(|new| {
                    let mut olds = left_old.iter();
                    match olds.position(|old| self.closeness(*new, *old) >= closeness) {
                        Some(candidate) => {
                            found.push((*new, left_old.remove(candidate)));
                            false
                        }
                        None => true,
                    }
                });
            }
            let closest = |candidates: &[RequirementIndex],
                           closeness: &dyn Fn(RequirementIndex) -> u8| {
                // If several are equally close, the first one counts.
                candidates
                    .iter()
                    .copied()
                    .rev()
                    .max_by_key(|candidate| closeness(*candidate))
            };
            for new in left_new {
                found.extend(closest(&olds, &|old| self.closeness(new, old)).map(|old| (new, old)));
            }
            for old in left_old {
                found.extend(closest(&news, &|new| self.closeness(new, old)).map(|new| (new, old)));
            }
        }
        found
    }

    /// Pairs requirements with nearly the same words, each at most once, nearest first. Under the same id, more may
    /// differ.
    ///
    /// The pairs are taken greedily by falling likeness. Ties are broken by closeness and then by
    /// document order, so that the result does not depend on the order of a hash map.
    fn near(
        &self,
        news: &[RequirementIndex],
        olds: &[RequirementIndex],
    ) -> Vec<(RequirementIndex, RequirementIndex)> {
        let texts: Vec<(InEdition, &str)> = news
            .iter()
            .map(|new| (InEdition::New(*new), self.words(self.new, *new)))
            .chain(
                olds.iter()
                    .map(|old| (InEdition::Old(*old), self.words(self.old, *old))),
            )
            .collect();
        let mut candidates: BTreeSet<(RequirementIndex, RequirementIndex)> = BTreeSet::new();
        for (place, others) in near(&texts) {
            let InEdition::New(new) = place else { continue };
            candidates.extend(others.into_iter().filter_map(|other| match other {
                InEdition::Old(old) => Some((new, old)),
                InEdition::New(_) => None,
            }));
        }
        let named: HashMap<&str, RequirementIndex> = olds
            .iter()
            .map(|old| (&*self.old.requirements[*old].id, *old))
            .collect();
        for new in news {
            let (words, id) = (self.words(self.new, *new), &*self.new.requirements[*new].id);
            if let Some(old) = named.get(id)
                && likeness(words, self.words(self.old, *old)) >= ALIKE
            {
                candidates.insert((*new, *old));
            }
        }
        let mut candidates: Vec<((RequirementIndex, RequirementIndex), f64)> = candidates
            .into_iter()
            .map(|(new, old)| {
                let alike = likeness(self.words(self.new, new), self.words(self.old, old));
                ((new, old), alike)
            })
            .collect();
        candidates.sort_by(
            |((new, old), alike), ((other_new, other_old), other_alike)| {
                other_alike
                    .total_cmp(alike)
                    .then_with(|| {
                        let other = self.closeness(*other_new, *other_old);
                        other.cmp(&self.closeness(*new, *old))
                    })
                    .then_with(|| (new, old).cmp(&(other_new, other_old)))
            },
        );
        let (mut taken_new, mut taken_old) = (BTreeSet::new(), BTreeSet::new());
        candidates
            .into_iter()
            .map(|(pair, _)| pair)
            .filter(|(new, old)| {
                let is_free = !taken_new.contains(new) && !taken_old.contains(old);
                if is_free {
                    taken_new.insert(*new);
                    taken_old.insert(*old);
                }
                is_free
            })
            .collect()
    }
}

/// The minimum likeness at which two requirements with the same id count as the same requirement.
/// An author who leaves an id on a requirement says that it is the same one, so less evidence is
/// needed than between strangers.
const ALIKE: f64 = 0.6;
