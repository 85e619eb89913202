//! The self-checks of a standard: one for each role or for everybody, and one for each further form.

use super::standard_page::StandardPage;
use crate::index::{ClauseIndex, RoleIndex};
use crate::model::{CompleteStandard, GradedForm};
use crate::source::format::text::Text;

/// A self-check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckPlace {
    /// The role; `None` for everybody.
    pub role: Option<RoleIndex>,
    /// The annex with its form, if it is not the first of its role. Otherwise the self-check is that with the first form,
    /// or by profile.
    pub further: Option<ClauseIndex>,
}

impl CheckPlace {
    /// The self-check of a role, or of everybody, with its first form or by profile.
    pub fn of_role(role: Option<RoleIndex>) -> CheckPlace {
        CheckPlace {
            role,
            further: None,
        }
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
                    });
                std::iter::once(CheckPlace::of_role(role)).chain(further)
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

    /// The title of the form, if it is one of several for the same role or for everybody.
    pub fn title_among_several(self, standard: &CompleteStandard) -> Option<&Text> {
        let forms = standard.forms_of(standard.role_id(self.role));
        let form = self.form(standard).filter(|_| forms.len() > 1)?;
        Some(&form.annex.title)
    }

    /// The page of the self-check.
    pub fn page(self) -> StandardPage {
        match (self.further, self.role) {
            (Some(annex), _) => StandardPage::SelfCheckOfForm(annex),
            (None, Some(role)) => StandardPage::SelfCheck(role),
            (None, None) => StandardPage::SelfCheckOfAll,
        }
    }

    /// The page of the self-check for embedding in a frame.
    pub fn frame(self) -> StandardPage {
        match (self.further, self.role) {
            (Some(annex), _) => StandardPage::SelfCheckOfFormFrame(annex),
            (None, Some(role)) => StandardPage::SelfCheckFrame(role),
            (None, None) => StandardPage::SelfCheckOfAllFrame,
        }
    }
}
