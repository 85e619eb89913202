//! The changes of an edition of a standard against the one before: for the whole standard, or for what a role asks for.
//!
//! Requirements are compared with those that they continue ([`super::continuation`]), clauses with those of the same id.

use std::collections::BTreeSet;

use super::clause::{Body, Clause};
use super::complete::CompleteHandbook;
use super::complete_standard::CompleteStandard;
use super::same::essence;
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::source::format::text::Text;
use crate::source::texts::{self, TextAt, TextRole};

/// The changes of an edition against the one before.
#[derive(Debug, Default)]
pub struct EditionChanges<'a> {
    /// The requirements that continue none, in the order of the later edition.
    pub added: Vec<RequirementIndex>,
    /// Those whose words differ. They may also have moved.
    pub reworded: Vec<Continued<'a>>,
    /// Those whose words are the same, in another place or under another name.
    pub moved: Vec<Continued<'a>>,
    /// The requirements that none continues, in the order of the earlier edition.
    pub withdrawn: Vec<RequirementIndex>,
    /// The number of requirements that are the same, in the same place.
    pub unchanged: usize,
    /// The clauses that only the later edition has. Empty for a role, as are the other lists of clauses.
    pub added_clauses: Vec<ClauseIndex>,
    /// The clauses whose own words differ, without those of their requirements: each in the later edition and in the earlier.
    pub reworded_clauses: Vec<(ClauseIndex, ClauseIndex, Vec<TextPair<'a>>)>,
    /// The clauses that only the earlier edition has.
    pub withdrawn_clauses: Vec<ClauseIndex>,
}

/// A requirement, and the one that it continues.
#[derive(Debug)]
pub struct Continued<'a> {
    /// The requirement of the later edition.
    pub later: RequirementIndex,
    /// That of the earlier edition.
    pub earlier: RequirementIndex,
    /// Whether its name differs.
    pub has_moved: bool,
    /// The texts that differ.
    pub texts: Vec<TextPair<'a>>,
}

/// A text in the earlier and in the later edition; `None` in the one that does not have it.
pub type TextPair<'a> = (Option<&'a Text>, Option<&'a Text>);

/// Compares the standard at `later` with the edition before; `None` if the handbook has none. With the id of a role, only what the
/// role asks for in each of them: a requirement for which it did not ask before is added.
pub fn changes<'a>(
    handbook: &'a CompleteHandbook,
    later: StandardIndex,
    role: Option<&str>,
) -> Option<EditionChanges<'a>> {
    let earlier = handbook.earlier_edition(later)?;
    let (new, old) = (&handbook.standards[later], &handbook.standards[earlier]);
    let language = new.about.language.as_str();
    let news = of_role(new, role);
    let olds = of_role(old, role);
    let mut found = EditionChanges::default();
    let mut continued = BTreeSet::new();
    for index in &news {
        let before = handbook.predecessors(later, *index).iter();
        let before =
            before.filter(|(standard, place)| *standard == earlier && olds.contains(place));
        let before: Vec<RequirementIndex> = before.map(|(_, place)| *place).collect();
        if before.is_empty() {
            found.added.push(*index);
        }
        for place in before {
            continued.insert(place);
            let (one, other) = (&old.requirements[place], &new.requirements[*index]);
            let pair = Continued {
                later: *index,
                earlier: place,
                has_moved: one.name != other.name,
                texts: rewordings(&one.own_texts(), &other.own_texts(), language),
            };
            match (pair.texts.is_empty(), pair.has_moved) {
                (false, _) => found.reworded.push(pair),
                (true, true) => found.moved.push(pair),
                (true, false) => found.unchanged += 1,
            }
        }
    }
    let withdrawn = olds.iter().filter(|index| !continued.contains(*index));
    found.withdrawn = withdrawn.copied().collect();
    if role.is_none() {
        compare_clauses(&mut found, old, new);
    }
    Some(found)
}

/// The requirements that a role asks for at any level; without one, all.
fn of_role(standard: &CompleteStandard, role: Option<&str>) -> BTreeSet<RequirementIndex> {
    match role {
        Some(role)
            if !standard
                .about
                .roles
                .iter()
                .any(|one| one.id.as_str() == role) =>
        {
            BTreeSet::new()
        }
        Some(role) => standard.asked(Some(role), None).into_iter().collect(),
        None => standard.requirements.indices().collect(),
    }
}

fn compare_clauses<'a>(
    found: &mut EditionChanges<'a>,
    old: &'a CompleteStandard,
    new: &'a CompleteStandard,
) {
    let language = new.about.language.as_str();
    for (index, clause) in new.clauses.indexed() {
        let Some(before) = old.clause_index(clause.id().as_str()) else {
            found.added_clauses.push(index);
            continue;
        };
        let texts = rewordings(
            &own_texts(&old.clauses[before]),
            &own_texts(clause),
            language,
        );
        if !texts.is_empty() {
            found.reworded_clauses.push((index, before, texts));
        }
    }
    let withdrawn = old.clauses.indexed();
    let withdrawn =
        withdrawn.filter(|(_, clause)| new.clause_index(clause.id().as_str()).is_none());
    found.withdrawn_clauses = withdrawn.map(|(index, _)| index).collect();
}

/// The words of the standard that a clause has itself, outside its requirements and notes.
fn own_texts(clause: &Clause) -> Vec<&Text> {
    let mut own = Vec::new();
    let visit = |met: TextAt<'_>, path: &[&'static str]| match met.role {
        TextRole::Source | TextRole::Label => path.first() != Some(&"requirements"),
        TextRole::Quote | TextRole::Ours | TextRole::Markdown => false,
    };
    match &clause.body {
        Body::Clause(clause) => texts::each(&**clause, |met, path| {
            if visit(met, path) {
                own.push(met.text);
            }
        }),
        Body::Annex(annex) => texts::each(&**annex, |met, path| {
            if visit(met, path) {
                own.push(met.text);
            }
        }),
    }
    own
}

/// Pairs the texts that differ in `language`. What is the same at the beginning and at the end is left out first, so that an
/// added text does not shift those after it.
fn rewordings<'a>(earlier: &[&'a Text], later: &[&'a Text], language: &str) -> Vec<TextPair<'a>> {
    let is_same = |one: &Text, other: &Text| {
        one.get(language).map(essence) == other.get(language).map(essence)
    };
    let count = |pairs: &mut dyn Iterator<Item = (&&'a Text, &&'a Text)>| {
        pairs.take_while(|(one, other)| is_same(one, other)).count()
    };
    let start = count(&mut earlier.iter().zip(later));
    let (earlier, later) = (&earlier[start..], &later[start..]);
    let end = count(&mut earlier.iter().rev().zip(later.iter().rev()));
    let (earlier, later) = (&earlier[..earlier.len() - end], &later[..later.len() - end]);
    let most = earlier.len().max(later.len());
    let pair = |place: usize| (earlier.get(place).copied(), later.get(place).copied());
    (0..most)
        .map(pair)
        .filter(|pair| !matches!(pair, (Some(one), Some(other)) if is_same(one, other)))
        .collect()
}
