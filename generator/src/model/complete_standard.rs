//! A standard of a complete handbook: what its pages need is present, and what several of them ask is computed once.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::ladder::Ladder;
use super::standard::Standard;
use crate::index::{LevelIndex, List, RequirementIndex, RoleIndex};
use crate::source::format;
use crate::source::format::standard::Level;
use crate::source::place::StandardPart;

/// The most roles of a standard whose comparisons are pages. Twelve roles give 66 pairs.
const COMPARED_ROLES: usize = 12;

/// The most requirements that the roles of such a standard ask for, those of each role counted.
const COMPARED_REQUIREMENTS: usize = 600;

/// A standard of a complete handbook.
///
/// Its `standard.yaml` could be read, and so could its `rubric.yaml` if it has one.
#[derive(Clone, Debug)]
pub struct CompleteStandard {
    /// The contents of `standard.yaml`.
    pub about: Arc<format::standard::StandardRecord>,
    /// Whether the handbook addresses people who hire others; see [`super::CompleteHandbook::addresses`]. Decides which pages exist.
    pub is_for_recruiters: bool,
    /// Whether self-checks have a view of several people; see [`super::CompleteHandbook::has_groups`].
    pub has_groups: bool,
    /// Whether the handbook has the edition before.
    pub has_earlier_edition: bool,
    asked_by: OnceLock<HashMap<RequirementIndex, Vec<AskedBy>>>,
    is_compared_on_pages: OnceLock<bool>,
    standard: Arc<Standard>,
}

/// A role that asks for a requirement.
#[derive(Clone, Debug)]
pub struct AskedBy {
    /// The role.
    pub role: RoleIndex,
    /// The tier that its list states.
    pub tier: Option<Arc<str>>,
}

impl Deref for CompleteStandard {
    type Target = Standard;

    fn deref(&self) -> &Standard {
        &self.standard
    }
}

impl CompleteStandard {
    /// The id of the role at an index, if there is one.
    pub fn role_id(&self, role: Option<RoleIndex>) -> Option<&str> {
        role.map(|role| self.about.roles[role].id.as_str())
    }

    /// The levels of the role at an index, or those of the standard without one.
    pub fn levels_at(&self, role: Option<RoleIndex>) -> &List<LevelIndex, Level> {
        self.levels_of(role.map(|role| &self.about.roles[role]))
    }

    /// The levels of the role at an index, or those of the standard without one, and how they relate.
    pub fn ladder_at(&self, role: Option<RoleIndex>) -> Ladder<'_> {
        self.ladder(self.role_id(role))
    }

    /// Whether every role has the levels of the standard. It then makes sense to show roles and
    /// levels as one table. True without roles.
    pub fn has_common_levels(&self) -> bool {
        let mut roles = self.about.roles.indices();
        roles.all(|role| std::ptr::eq(self.levels_at(Some(role)), &self.about.levels))
    }

    /// Whether every level asks for what those below it ask for, for every role. If not, pages must
    /// not say that a level includes the lower ones.
    pub fn is_cumulative(&self) -> bool {
        let roles = self.about.roles.indices().map(Some);
        let mut all = roles.chain([None]);
        all.all(|role| self.ladder_at(role).is_cumulative())
    }

    /// Whether the levels of any role, or those of the standard, are not a chain. Pages must not speak of lower levels then.
    pub fn forks(&self) -> bool {
        let roles = self.about.roles.indices().map(Some);
        let mut all = roles.chain([None]);
        all.any(|role| !self.ladder_at(role).is_chain())
    }

    /// The roles that ask for a requirement at any of their levels, by their lists or because it names them, in the
    /// standard's order; empty if none does. Computed on first use.
    pub fn asked_by(&self, requirement: RequirementIndex) -> &[AskedBy] {
        let asked_by = self.asked_by.get_or_init(|| {
            let mut asked_by: HashMap<RequirementIndex, Vec<AskedBy>> = HashMap::new();
            for role in self.about.roles.indices() {
                let ladder = self.ladder_at(Some(role));
                for asked in self.asked_of(self.role_id(Some(role)), &ladder, None) {
                    let tier = asked.ask.and_then(|ask| ask.r#as.as_ref());
                    let tier = tier.map(|tier| tier.value.clone());
                    let by = asked_by.entry(asked.requirement).or_default();
                    by.push(AskedBy { role, tier });
                }
            }
            asked_by
        });
        asked_by.get(&requirement).map_or(&[], Vec::as_slice)
    }

    /// Whether each two of its roles, and the levels of each role, are compared on a page of their own; computed on first
    /// use. The number of such pages grows with the square of the roles, so a standard has them only if it is small. In a
    /// larger one, the reader chooses what to compare.
    pub fn is_compared_on_pages(&self) -> bool {
        *self.is_compared_on_pages.get_or_init(|| {
            let roles = self.about.roles.indices();
            let asked = |role| self.asked(self.role_id(Some(role)), None).len();
            self.about.roles.len() <= COMPARED_ROLES
                && roles.map(asked).sum::<usize>() <= COMPARED_REQUIREMENTS
        })
    }

    /// Whether it has roles or levels of a role to compare. Otherwise there is no comparison page,
    /// and nothing links to one.
    pub fn has_comparisons(&self) -> bool {
        let mut roles = self.about.roles.indices();
        self.about.roles.len() > 1 || roles.any(|role| self.levels_at(Some(role)).len() > 1)
    }

    /// The standard as complete, with or without `rubric.yaml`; `None` if that could not be read, or if `standard.yaml` is missing.
    pub(super) fn of(standard: &Arc<Standard>) -> Option<Self> {
        if standard.is_unread(StandardPart::Rubric) {
            return None;
        }
        Some(CompleteStandard {
            about: standard.about.clone()?,
            is_for_recruiters: false,
            has_groups: false,
            has_earlier_edition: false,
            asked_by: OnceLock::new(),
            is_compared_on_pages: OnceLock::new(),
            standard: standard.clone(),
        })
    }
}
