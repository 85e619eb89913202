//! The lists of what a role asks for that are too long for one page: those of self-checks by profile and of pickers. Their
//! pages list the areas of what is listed, and a script that is loaded with the page brings the texts.

use std::collections::{BTreeSet, HashSet};

use super::clause::Clause;
use super::parts::{LIMIT, MOST};
use super::requirement::Requirement;
use super::standard::Standard;
use super::text_size::shown_size;
use crate::index::{ClauseIndex, List, RequirementIndex};
use crate::source::format::text::Text;

/// The HTML around a requirement to rate, in bytes.
const RATED: usize = 300;

/// The HTML and the data around a requirement to pick, in bytes.
const PICKED: usize = 450;

/// The HTML around the descriptor of a level on an interview sheet, in bytes.
const DESCRIBED: usize = 150;

/// The HTML around a level of a requirement or a criterion, in bytes.
const STEP: usize = 20;

/// The HTML around a clause, in bytes.
const CLAUSE: usize = 150;

/// The data around a text in one language, in bytes.
const LANGUAGE: usize = 8;

/// The roles with long lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LongLists {
    /// The ids of those with a long self-check by profile, if they have one at all; an empty one means everybody.
    checks: BTreeSet<String>,
    /// The ids of those with a long picker, if they have one at all.
    pickers: BTreeSet<String>,
}

impl LongLists {
    /// Finds those of `standard`. Must be called again whenever a text has changed, since sizes decide.
    pub(super) fn of(standard: &Standard) -> Self {
        LongLists {
            checks: long(standard, rated_size),
            pickers: long(standard, picked_size),
        }
    }
}

/// Returns the roles whose requirements are too large for one page by the size of each.
fn long(standard: &Standard, size: fn(&Requirement) -> usize) -> BTreeSet<String> {
    let sizes = ListedSizes {
        clauses: standard.clauses.iter().map(clause_size).collect(),
        requirements: standard.requirements.iter().map(size).collect(),
    };
    let all = sizes.clauses.iter().chain(&sizes.requirements);
    // What a role asks for takes long to find.
    if all.sum::<usize>() <= LIMIT {
        return BTreeSet::new();
    }
    let roles = standard.roles().iter().map(|role| Some(role.id.as_str()));
    let everybody = standard.roles().is_empty().then_some(None);
    let long = roles
        .chain(everybody)
        .filter(|role| sizes.of(standard, *role) > LIMIT);
    long.map(|role| role.unwrap_or_default().to_owned())
        .collect()
}

impl Standard {
    /// Whether a self-check by profile of `role`, or of everybody, has more to rate than one page can hold.
    pub fn has_long_check(&self, role: Option<&str>) -> bool {
        let checks = &self.long_lists().checks;
        checks.contains(role.unwrap_or_default())
    }

    /// Whether the picker of `role` has more to pick than one page can hold.
    pub fn has_long_picker(&self, role: &str) -> bool {
        self.long_lists().pickers.contains(role)
    }
}

/// The sizes of what a page lists, in bytes.
struct ListedSizes {
    /// Those of clauses without their requirements.
    clauses: List<ClauseIndex, usize>,
    /// Those of requirements.
    requirements: List<RequirementIndex, usize>,
}

impl ListedSizes {
    /// The size of everything that a role asks for.
    fn of(&self, standard: &Standard, role: Option<&str>) -> usize {
        let asked = standard.asked_at_all(role);
        let clause_of = |index: &RequirementIndex| standard.requirements[*index].clause;
        let clauses: HashSet<ClauseIndex> = asked.iter().map(clause_of).collect();
        let clauses = clauses.into_iter().map(|clause| self.clauses[clause]);
        let requirements = asked.into_iter().map(|index| self.requirements[index]);
        clauses.chain(requirements).sum()
    }
}

fn clause_size(clause: &Clause) -> usize {
    CLAUSE + clause.label().map_or(0, shown_size)
}

fn rated_size(requirement: &Requirement) -> usize {
    let item = requirement.item();
    let title = requirement.title().map_or(0, shown_size);
    let described = item.levels.0.iter().map(|words| {
        let texts = words.words.text.iter().chain(&words.words.criteria);
        texts.map(listed_size).sum::<usize>()
    });
    let size = RATED + title + shown_size(requirement.text()) + described.sum::<usize>();
    size.max(LIMIT / MOST)
}

/// The size of a requirement on the page, with its descriptors and examples for the interview sheet, and of its text in
/// every language in the data of the page's script.
fn picked_size(requirement: &Requirement) -> usize {
    let item = requirement.item();
    let title = requirement.title().map_or(0, shown_size);
    let text = requirement.text();
    let described = item.levels.0.iter().map(|words| {
        let words = &words.words;
        let texts = words.text.iter().chain(&words.criteria);
        let texts = texts.chain(&words.examples).map(listed_size);
        DESCRIBED + texts.sum::<usize>()
    });
    let examples = item.examples.iter().map(listed_size);
    let details = described.chain(examples).sum::<usize>();
    let size = PICKED + title + shown_size(text) + data_size(text) + details;
    size.max(LIMIT / MOST)
}

fn listed_size(text: &Text) -> usize {
    STEP + shown_size(text)
}

fn data_size(text: &Text) -> usize {
    let languages = text.languages.iter();
    languages.map(|(_, words, _)| words.len() + LANGUAGE).sum()
}

#[cfg(test)]
#[path = "long_list_tests.rs"]
mod tests;
