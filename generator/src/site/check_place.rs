//! The self-checks of a standard: one for each role or for everybody, one for each further form, and one for each
//! further branch of a ladder that forks.

use super::standard_page::StandardPage;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex};
use crate::model::{CompleteStandard, GradedForm, LevelBranch};
use crate::source::format::text::Text;

/// A self-check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckPlace {
    /// The role; `None` for everybody.
    pub role: Option<RoleIndex>,
    /// The annex with its form, if it is not the first of its role. Otherwise the self-check is that with the first form,
    /// or by profile.
    pub further: Option<ClauseIndex>,
    /// The level that distinguishes the branch of the levels that it is for, if it is not the first branch of a ladder that
    /// forks.
    pub branch: Option<LevelIndex>,
}

impl CheckPlace {
    /// The self-check of a role, or of everybody, with its first form or by profile.
    pub fn of_role(role: Option<RoleIndex>) -> CheckPlace {
        CheckPlace {
            role,
            further: None,
            branch: None,
        }
    }

    /// The self-check by profile on the branch of a role, or of everybody, that `level` distinguishes.
    pub fn of_branch(role: Option<RoleIndex>, level: LevelIndex) -> CheckPlace {
        CheckPlace {
            branch: Some(level),
            ..CheckPlace::of_role(role)
        }
    }

    /// The self-check of a role, or of everybody, that has a level: with the first form, or on the first branch with it.
    pub fn of_level(
        standard: &CompleteStandard,
        role: Option<RoleIndex>,
        level: LevelIndex,
    ) -> CheckPlace {
        let places = CheckPlace::of_branches(standard, role);
        let mut places = places.into_iter();
        let place = places.find(|place| place.has_level(standard, level));
        place.unwrap_or_else(|| CheckPlace::of_role(role))
    }

    /// The self-checks of a role, or of everybody, on each branch of the levels. One if they do not fork.
    fn of_branches(standard: &CompleteStandard, role: Option<RoleIndex>) -> Vec<CheckPlace> {
        let branches = standard.branches_of(standard.role_id(role)).iter();
        let further = branches.skip(1);
        let further = further.map(|branch| CheckPlace::of_branch(role, branch.key));
        std::iter::once(CheckPlace::of_role(role))
            .chain(further)
            .collect()
    }

    /// The self-check with a form; `None` if its role is not one of the standard.
    pub fn of_form(standard: &CompleteStandard, form: GradedForm<'_>) -> Option<CheckPlace> {
        let roles = &standard.about.roles;
        Some(CheckPlace {
            role: match form.role() {
                Some(id) => Some(roles.find_index(|role| role.id == *id)?),
                None => None,
            },
            further: form.is_further.then_some(form.index),
            branch: None,
        })
    }

    /// All self-checks of a standard: those of roles, then those of everybody.
    pub fn all(standard: &CompleteStandard) -> Vec<CheckPlace> {
        let roles = standard.about.roles.indices().map(Some).chain([None]);
        roles
            .filter(|role| standard.has_self_check(standard.role_id(*role)))
            .flat_map(|role| {
                let forms = standard.forms_of(standard.role_id(role)).into_iter();
                let further = forms
                    .filter(|form| form.is_further)
                    .map(move |form| CheckPlace {
                        role,
                        further: Some(form.index),
                        branch: None,
                    });
                let first = CheckPlace::of_branches(standard, role).into_iter();
                first.chain(further)
            })
            .collect()
    }

    /// The form; `None` if the self-check is by profile.
    pub fn form(self, standard: &CompleteStandard) -> Option<GradedForm<'_>> {
        match self.further {
            Some(annex) => standard.graded_form_at(annex),
            None => standard.graded_form(standard.role_id(self.role)),
        }
    }

    /// Whether it is by profile and so long that a script brings its texts.
    pub fn has_texts(self, standard: &CompleteStandard) -> bool {
        self.form(standard).is_none() && standard.has_long_check(standard.role_id(self.role))
    }

    /// The branch of the levels that it is for, if they fork and there is a self-check for each branch.
    pub fn branch(self, standard: &CompleteStandard) -> Option<&LevelBranch> {
        let branches = standard.branches_of(standard.role_id(self.role));
        match self.branch {
            Some(key) => branches.iter().find(|branch| branch.key == key),
            None => branches.first(),
        }
    }

    /// Whether a level of the role can be chosen in it.
    pub fn has_level(self, standard: &CompleteStandard, level: LevelIndex) -> bool {
        let branch = self.branch(standard);
        branch.is_none_or(|branch| branch.levels.contains(&level))
    }

    /// What names it if there are several for the same role or for everybody: the title of the form, or the titles of the
    /// levels that not all branches have. Empty if it is the only one.
    pub fn titles_among_several(self, standard: &CompleteStandard) -> Vec<&Text> {
        let id = standard.role_id(self.role);
        if let Some(branch) = self.branch(standard) {
            let branches = standard.branches_of(id);
            let is_own = |level: &&LevelIndex| {
                let mut branches = branches.iter();
                !branches.all(|branch| branch.levels.contains(level))
            };
            let levels = standard.levels_at(self.role);
            let own = branch.levels.iter().filter(is_own);
            return own.map(|level| &levels[*level].title).collect();
        }
        let is_one_of_several = standard.forms_of(id).len() > 1;
        let form = self.form(standard).filter(|_| is_one_of_several);
        form.map(|form| &form.annex.title).into_iter().collect()
    }

    /// The page of the self-check.
    pub fn page(self) -> StandardPage {
        match (self.further, self.role, self.branch) {
            (Some(annex), ..) => StandardPage::SelfCheckOfForm(annex),
            (None, Some(role), None) => StandardPage::SelfCheck(role),
            (None, Some(role), Some(level)) => StandardPage::SelfCheckOfBranch { role, level },
            (None, None, None) => StandardPage::SelfCheckOfAll,
            (None, None, Some(level)) => StandardPage::SelfCheckOfAllBranch(level),
        }
    }

    /// The page of the self-check for embedding in a frame.
    pub fn frame(self) -> StandardPage {
        match (self.further, self.role, self.branch) {
            (Some(annex), ..) => StandardPage::SelfCheckOfFormFrame(annex),
            (None, Some(role), None) => StandardPage::SelfCheckFrame(role),
            (None, Some(role), Some(level)) => StandardPage::SelfCheckOfBranchFrame { role, level },
            (None, None, None) => StandardPage::SelfCheckOfAllFrame,
            (None, None, Some(level)) => StandardPage::SelfCheckOfAllBranchFrame(level),
        }
    }

    /// The page of the results of several people, if there is one.
    pub fn group(self, standard: &CompleteStandard) -> Option<StandardPage> {
        standard
            .has_groups
            .then_some(match (self.further, self.role, self.branch) {
                (Some(annex), ..) => StandardPage::SelfCheckOfFormGroup(annex),
                (None, Some(role), None) => StandardPage::SelfCheckGroup(role),
                (None, Some(role), Some(level)) => {
                    StandardPage::SelfCheckOfBranchGroup { role, level }
                }
                (None, None, None) => StandardPage::SelfCheckOfAllGroup,
                (None, None, Some(level)) => StandardPage::SelfCheckOfAllBranchGroup(level),
            })
    }
}
