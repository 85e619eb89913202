//! The templates that some pages of a standard have instead of that of their kind.

use super::standard_page::{
    ANNEX_TEMPLATE, CHOSEN_COMPARISON_TEMPLATE, PROFILE_FRAME_TEMPLATE, PROFILE_TEMPLATE,
    StandardPage,
};
use crate::index::RoleIndex;
use crate::model::CompleteStandard;

/// The templates that pages have instead of that of their kind.
pub const OTHER_TEMPLATES: [&str; 4] = [
    ANNEX_TEMPLATE,
    PROFILE_TEMPLATE,
    PROFILE_FRAME_TEMPLATE,
    CHOSEN_COMPARISON_TEMPLATE,
];

impl StandardPage {
    /// The template that the page of `standard` has instead of that of its kind, if it has one.
    pub(super) fn template(self, standard: &CompleteStandard) -> Option<&'static str> {
        let has_profile = |role: Option<RoleIndex>| {
            standard.has_profile(role.map(|role| standard.about.roles[role].id.as_str()))
        };
        let (template, is_used) = match self {
            StandardPage::Clause(clause) => (
                ANNEX_TEMPLATE,
                standard.clauses[clause].as_annex().is_some(),
            ),
            StandardPage::SelfCheck(role) => (PROFILE_TEMPLATE, has_profile(Some(role))),
            StandardPage::SelfCheckOfAll => (PROFILE_TEMPLATE, has_profile(None)),
            StandardPage::SelfCheckFrame(role) => (PROFILE_FRAME_TEMPLATE, has_profile(Some(role))),
            StandardPage::SelfCheckOfAllFrame => (PROFILE_FRAME_TEMPLATE, has_profile(None)),
            StandardPage::Compare => (CHOSEN_COMPARISON_TEMPLATE, !standard.is_compared_on_pages()),
            StandardPage::Contents
            | StandardPage::ClausePart(_)
            | StandardPage::Role(_)
            | StandardPage::RolePart { .. }
            | StandardPage::Level { .. }
            | StandardPage::LevelPart { .. }
            | StandardPage::LevelOfAll(_)
            | StandardPage::LevelOfAllPart { .. }
            | StandardPage::Picker(_)
            | StandardPage::SelfCheckGroup(_)
            | StandardPage::SelfCheckOfAllGroup
            | StandardPage::SelfCheckOfForm(_)
            | StandardPage::SelfCheckOfFormFrame(_)
            | StandardPage::SelfCheckOfFormGroup(_)
            | StandardPage::SelfCheckOfBranch { .. }
            | StandardPage::SelfCheckOfBranchFrame { .. }
            | StandardPage::SelfCheckOfBranchGroup { .. }
            | StandardPage::SelfCheckOfAllBranch(_)
            | StandardPage::SelfCheckOfAllBranchFrame(_)
            | StandardPage::SelfCheckOfAllBranchGroup(_)
            | StandardPage::CompareLevels(_)
            | StandardPage::CompareRoles { .. }
            | StandardPage::Matrix
            | StandardPage::MatrixPart(_)
            | StandardPage::MatrixOfRole(_)
            | StandardPage::MatrixOfRolePart { .. }
            | StandardPage::Terms
            | StandardPage::Requirements
            | StandardPage::RequirementsPart(_)
            | StandardPage::Keywords
            | StandardPage::EditionChanges
            | StandardPage::EditionChangesOfRole(_)
            | StandardPage::TakeAlong
            | StandardPage::Whole
            | StandardPage::WholePart(_) => return None,
        };
        is_used.then_some(template)
    }
}
