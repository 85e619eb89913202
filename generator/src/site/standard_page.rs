//! The table of the pages of a standard. To add a kind of page, add an entry here, a view and a template; the compiler names
//! what is missing.

use super::kind::{Above, AddressKind, Destination, Label, Picture, Thing, WrittenIn, template};
use super::page_conditions::{further_branches, of_groups, only_if, with_check, with_further};
use super::table::{Listing, kinds};
use crate::model::CompleteStandard;

/// The path of a standard's contents.
pub const CONTENTS_PATH: &str = "{reading}/{standard}/index.html";

kinds! {
    /// A page of a standard.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum StandardPage of CompleteStandard, in [reading, standard], as standard_pages {
        /// The contents.
        Contents = [AddressKind {
            path: CONTENTS_PATH,
            template: template!("contents.html"),
            above: Above::Front,
            written_in: WrittenIn::Standard,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|_| vec![StandardPage::Contents]);

        /// A clause or an annex.
        Clause(clause) = [AddressKind {
            path: "{reading}/{standard}/{clause}.html",
            template: template!("clause.html"),
            above: Above::Clause,
            label: Label::Clause,
            picture: Picture::Clause,
            describes: Thing::Clause,
            written_in: WrittenIn::Clause,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| standard.clauses.indices().map(StandardPage::Clause).collect());

        /// A part of the page of a clause that is too large for one; the first part is the page of the clause. It has
        /// requirements of the clause or, if it is named after a clause, that one and its neighbours.
        ClausePart(part) = [AddressKind {
            path: "{reading}/{standard}/part/{part}.html",
            template: template!("clause.html"),
            above: Above::DividedClause,
            label: Label::Clause,
            picture: Picture::Clause,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let parts = standard.parts().clauses.parts().iter();
            let further = parts.filter(|part| part.name.requirement.is_some());
            let further = further.map(|part| part.name);
            let further = further.chain(standard.further_runs());
            further.map(StandardPage::ClausePart).collect()
        });

        /// A role.
        Role(role) = [AddressKind {
            path: "{reading}/{standard}/role/{role}.html",
            template: template!("role.html"),
            label: Label::Role,
            destination: Some(Destination::Roles),
            picture: Picture::Role,
            written_in: WrittenIn::Role,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|_, role| vec![StandardPage::Role(role)]);

        /// A part of what a role asks for, where its page cannot list everything.
        RolePart { role, part } = [AddressKind {
            path: "{reading}/{standard}/part/role/{role}/{part}.html",
            template: template!("asked-part.html"),
            above: Above::Role,
            label: Label::Clause,
            destination: Some(Destination::Roles),
            picture: Picture::Role,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            let parts = standard.parts_of_asked(Some(role), None).with_requirements();
            parts.into_iter().map(|part| StandardPage::RolePart { role, part }).collect()
        });

        /// All requirements of a role at a level.
        Level { role, level } = [AddressKind {
            path: "{reading}/{standard}/role/{role}/{level}.html",
            template: template!("level.html"),
            above: Above::Role,
            label: Label::Level,
            destination: Some(Destination::Roles),
            picture: Picture::Level,
            describes: Thing::Level,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            let levels = standard.levels_at(Some(role)).indices();
            levels.map(|level| StandardPage::Level { role, level }).collect()
        });

        /// A part of what a role asks for at a level.
        LevelPart { role, level, part } = [AddressKind {
            path: "{reading}/{standard}/part/role/{role}/{level}/{part}.html",
            template: template!("asked-part.html"),
            above: Above::Level,
            label: Label::Clause,
            destination: Some(Destination::Roles),
            picture: Picture::Level,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            let levels = standard.levels_at(Some(role)).indices();
            let of_one = |level| {
                let parts = standard.parts_of_asked(Some(role), Some(level)).with_requirements();
                parts.into_iter().map(move |part| StandardPage::LevelPart { role, level, part })
            };
            levels.flat_map(of_one).collect()
        });

        /// All requirements of a level, in a standard without roles.
        LevelOfAll(level) = [AddressKind {
            path: "{reading}/{standard}/level/{level}.html",
            template: template!("level.html"),
            label: Label::Level,
            destination: Some(Destination::Roles),
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let levels = standard.about.levels.indices();
            let levels = levels.filter(|_| standard.about.roles.is_empty());
            levels.map(StandardPage::LevelOfAll).collect()
        });

        /// A part of what a level asks for, in a standard without roles.
        LevelOfAllPart { level, part } = [AddressKind {
            path: "{reading}/{standard}/part/level/{level}/{part}.html",
            template: template!("asked-part.html"),
            above: Above::Level,
            label: Label::Clause,
            destination: Some(Destination::Roles),
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let levels = standard.about.levels.indices();
            let of_one = |level| {
                let parts = standard.parts_of_asked(None, Some(level)).with_requirements();
                parts.into_iter().map(move |part| StandardPage::LevelOfAllPart { level, part })
            };
            levels.flat_map(of_one).collect()
        });

        /// A role's self-check, by its form or by profile.
        SelfCheck(role) = [AddressKind {
            path: "{reading}/{standard}/selfcheck/{role}.html",
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK
        }], Listing::EachRole(|standard, role| with_check(standard, role, StandardPage::SelfCheck));

        /// A role's self-check without its surroundings, for embedding in a frame of another page.
        SelfCheckFrame(role) = [AddressKind {
            path: "{reading}/{standard}/selfcheck/{role}/frame.html",
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK_FRAME
        }], Listing::EachRole(|standard, role| with_check(standard, role, StandardPage::SelfCheckFrame));

        /// The results of several people in the self-check of a role.
        SelfCheckGroup(role) = [AddressKind {
            path: "{reading}/{standard}/selfcheck/{role}/group.html",
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK_GROUP
        }], Listing::EachRole(|standard, role| {
            of_groups(standard, with_check(standard, role, StandardPage::SelfCheckGroup))
        });

        /// What the standard changes in the edition before, for what a role asks for.
        EditionChangesOfRole(role) = [AddressKind {
            path: "{reading}/{standard}/role/{role}/editions.html",
            template: template!("edition-changes.html"),
            above: Above::Role,
            label: Label::Word("edition_changes"),
            picture: Picture::Role,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            only_if(standard.has_earlier_edition, StandardPage::EditionChangesOfRole(role))
        });

        /// A role's requirement picker, for people who hire others.
        Picker(role) = [AddressKind {
            path: "{reading}/{standard}/picker/{role}.html",
            template: template!("picker.html"),
            above: Above::Role,
            label: Label::Word("picker"),
            destination: Some(Destination::Postings),
            picture: Picture::Role,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            let id = standard.about.roles[role].id.as_str();
            let has_any = standard.is_for_recruiters && !standard.asked(Some(id), None).is_empty();
            only_if(has_any, StandardPage::Picker(role))
        });

        /// The self-check with the form that belongs to no role, or by profile in a standard without roles, if there is one.
        SelfCheckOfAll = [AddressKind {
            path: "{reading}/{standard}/selfcheck/index.html",
            ..AddressKind::SELF_CHECK
        }], Listing::All(|standard| {
            only_if(standard.has_self_check(None), StandardPage::SelfCheckOfAll)
        });

        /// The self-check of no role without its surroundings, for embedding in a frame.
        SelfCheckOfAllFrame = [AddressKind {
            path: "{reading}/{standard}/selfcheck/frame.html",
            ..AddressKind::SELF_CHECK_FRAME
        }], Listing::All(|standard| {
            only_if(standard.has_self_check(None), StandardPage::SelfCheckOfAllFrame)
        });

        /// The results of several people in the self-check of no role.
        SelfCheckOfAllGroup = [AddressKind {
            path: "{reading}/{standard}/selfcheck/group.html",
            ..AddressKind::SELF_CHECK_GROUP
        }], Listing::All(|standard| {
            only_if(standard.has_groups && standard.has_self_check(None), StandardPage::SelfCheckOfAllGroup)
        });

        /// The self-check with a further form. Its address is in a folder of its own, since annexes may have the ids of roles.
        SelfCheckOfForm(clause) = [AddressKind {
            path: "{reading}/{standard}/form/{clause}.html",
            ..AddressKind::SELF_CHECK
        }], Listing::All(|standard| with_further(standard, StandardPage::SelfCheckOfForm));

        /// The self-check with a further form without its surroundings, for embedding in a frame.
        SelfCheckOfFormFrame(clause) = [AddressKind {
            path: "{reading}/{standard}/form/{clause}/frame.html",
            ..AddressKind::SELF_CHECK_FRAME
        }], Listing::All(|standard| with_further(standard, StandardPage::SelfCheckOfFormFrame));

        /// The results of several people in the self-check with a further form.
        SelfCheckOfFormGroup(clause) = [AddressKind {
            path: "{reading}/{standard}/form/{clause}/group.html",
            ..AddressKind::SELF_CHECK_GROUP
        }], Listing::All(|standard| {
            of_groups(standard, with_further(standard, StandardPage::SelfCheckOfFormGroup))
        });

        /// A role's self-check by profile on a further branch of its levels. Its address is in a folder of its own, since
        /// the ids of roles and levels may be the same.
        SelfCheckOfBranch { role, level } = [AddressKind {
            path: "{reading}/{standard}/branch/{role}/{level}.html",
            template: PROFILE_TEMPLATE,
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK
        }], Listing::EachRole(|standard, role| {
            let branches = further_branches(standard, Some(role));
            branches.map(|level| StandardPage::SelfCheckOfBranch { role, level }).collect()
        });

        /// The self-check of a role's further branch without its surroundings, for embedding in a frame.
        SelfCheckOfBranchFrame { role, level } = [AddressKind {
            path: "{reading}/{standard}/branch/{role}/{level}/frame.html",
            template: PROFILE_FRAME_TEMPLATE,
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK_FRAME
        }], Listing::EachRole(|standard, role| {
            let branches = further_branches(standard, Some(role));
            branches.map(|level| StandardPage::SelfCheckOfBranchFrame { role, level }).collect()
        });

        /// The results of several people in the self-check of a role's further branch.
        SelfCheckOfBranchGroup { role, level } = [AddressKind {
            path: "{reading}/{standard}/branch/{role}/{level}/group.html",
            above: Above::Role,
            picture: Picture::Role,
            ..AddressKind::SELF_CHECK_GROUP
        }], Listing::EachRole(|standard, role| {
            let groups = further_branches(standard, Some(role));
            of_groups(standard, groups.map(|level| StandardPage::SelfCheckOfBranchGroup { role, level }).collect())
        });

        /// The self-check by profile on a further branch of the levels of a standard without roles.
        SelfCheckOfAllBranch(level) = [AddressKind {
            path: "{reading}/{standard}/branch/{level}.html",
            template: PROFILE_TEMPLATE,
            ..AddressKind::SELF_CHECK
        }], Listing::All(|standard| {
            further_branches(standard, None).map(StandardPage::SelfCheckOfAllBranch).collect()
        });

        /// The self-check of a further branch of no role without its surroundings, for embedding in a frame.
        SelfCheckOfAllBranchFrame(level) = [AddressKind {
            path: "{reading}/{standard}/branch/{level}/frame.html",
            template: PROFILE_FRAME_TEMPLATE,
            ..AddressKind::SELF_CHECK_FRAME
        }], Listing::All(|standard| {
            further_branches(standard, None).map(StandardPage::SelfCheckOfAllBranchFrame).collect()
        });

        /// The results of several people in the self-check of a further branch of no role.
        SelfCheckOfAllBranchGroup(level) = [AddressKind {
            path: "{reading}/{standard}/branch/{level}/group.html",
            ..AddressKind::SELF_CHECK_GROUP
        }], Listing::All(|standard| {
            let groups = further_branches(standard, None);
            of_groups(standard, groups.map(StandardPage::SelfCheckOfAllBranchGroup).collect())
        });

        /// All roles side by side, with links to every comparison, if there is any. In a large standard, the reader chooses
        /// what is side by side.
        Compare = [AddressKind {
            path: "{reading}/{standard}/compare.html",
            template: template!("compare.html"),
            label: Label::Word("compare"),
            destination: Some(Destination::Roles),
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            only_if(standard.has_comparisons(), StandardPage::Compare)
        });

        /// The levels of a role side by side, unless the standard is large.
        CompareLevels(role) = [AddressKind {
            path: "{reading}/{standard}/compare/{role}.html",
            template: template!("compare-levels.html"),
            above: Above::Compare,
            label: Label::Word("compare"),
            destination: Some(Destination::Roles),
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let roles = standard.about.roles.indices();
            let roles = roles.filter(|_| standard.is_compared_on_pages());
            let roles = roles.filter(|role| standard.levels_at(Some(*role)).len() > 1);
            roles.map(StandardPage::CompareLevels).collect()
        });

        /// Two roles side by side, unless the standard is large. The second is later in the standard's order.
        CompareRoles { first, second } = [AddressKind {
            path: "{reading}/{standard}/compare/{first}/{second}.html",
            template: template!("compare-roles.html"),
            above: Above::Compare,
            label: Label::Word("compare"),
            destination: Some(Destination::Roles),
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let roles = &standard.about.roles;
            let one = |first| {
                let later = roles.indices_from(first).skip(1);
                later.map(move |second| StandardPage::CompareRoles { first, second })
            };
            let firsts = roles.indices().filter(|_| standard.is_compared_on_pages());
            firsts.flat_map(one).collect()
        });

        /// The requirements by level with the descriptors of each, or the list of such matrices if one would be too large.
        Matrix = [AddressKind {
            path: "{reading}/{standard}/matrix.html",
            template: template!("matrix.html"),
            label: Label::Word("matrix"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| only_if(standard.matrices().has_any, StandardPage::Matrix));

        /// The matrix of a part, where one for the whole standard would be too large.
        MatrixPart(part) = [AddressKind {
            path: "{reading}/{standard}/matrix/{part}.html",
            template: template!("matrix.html"),
            above: Above::Matrix,
            label: Label::Clause,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let parts = standard.matrices().division.with_requirements().into_iter();
            parts.map(StandardPage::MatrixPart).collect()
        });

        /// The requirements of a role by its own levels.
        MatrixOfRole(role) = [AddressKind {
            path: "{reading}/{standard}/matrix/role/{role}.html",
            template: template!("matrix.html"),
            above: Above::Role,
            label: Label::Word("matrix"),
            picture: Picture::Role,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let roles = standard.matrices().roles.iter();
            roles.map(|role| StandardPage::MatrixOfRole(*role)).collect()
        });

        /// The matrix of a part of what a role asks for.
        MatrixOfRolePart { role, part } = [AddressKind {
            path: "{reading}/{standard}/matrix/role/{role}/{part}.html",
            template: template!("matrix.html"),
            above: Above::MatrixOfRole,
            label: Label::Clause,
            picture: Picture::Role,
            grows: false,
            ..AddressKind::STANDARD_PAGE
        }], Listing::EachRole(|standard, role| {
            let parts = standard.parts_of_matrix(role).with_requirements();
            parts.into_iter().map(|part| StandardPage::MatrixOfRolePart { role, part }).collect()
        });

        /// The terms and the glossary.
        Terms = [AddressKind {
            path: "{reading}/{standard}/terms.html",
            template: template!("terms.html"),
            label: Label::Word("terms"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| only_if(standard.has_terms(), StandardPage::Terms));

        /// All requirements, with filters. Those of a large standard are in parts.
        Requirements = [AddressKind {
            path: "{reading}/{standard}/requirements.html",
            template: template!("requirements.html"),
            label: Label::Word("requirements_index"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| only_if(!standard.requirements.is_empty(), StandardPage::Requirements));

        /// The requirements of a part of a large standard, with filters.
        RequirementsPart(part) = [AddressKind {
            path: "{reading}/{standard}/requirements/{part}.html",
            template: template!("requirements.html"),
            above: Above::Requirements,
            label: Label::Clause,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let parts = standard.parts().list.with_requirements().into_iter();
            parts.map(StandardPage::RequirementsPart).collect()
        });

        /// The keywords, each with the clauses that contain it.
        Keywords = [AddressKind {
            path: "{reading}/{standard}/keywords.html",
            template: template!("keywords.html"),
            label: Label::Word("keywords"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| only_if(!standard.glossary.is_empty(), StandardPage::Keywords));

        /// What the standard changes in the edition before, if the handbook has that.
        EditionChanges = [AddressKind {
            path: "{reading}/{standard}/editions.html",
            template: template!("edition-changes.html"),
            label: Label::Word("edition_changes"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| only_if(standard.has_earlier_edition, StandardPage::EditionChanges));

        /// The files of the standard for other programs, with what each is for.
        TakeAlong = [AddressKind {
            path: "{reading}/{standard}/take-along.html",
            template: template!("take-along.html"),
            label: Label::Word("take_along"),
            is_found_by_label: true,
            states_size: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|_| vec![StandardPage::TakeAlong]);

        /// The whole standard on one page; of a large standard, its parts.
        Whole = [AddressKind {
            path: "{reading}/{standard}/whole.html",
            template: template!("whole.html"),
            label: Label::Word("whole"),
            is_found_by_label: true,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|_| vec![StandardPage::Whole]);

        /// A part of a large standard.
        WholePart(part) = [AddressKind {
            path: "{reading}/{standard}/whole/{part}.html",
            template: template!("whole-part.html"),
            above: Above::Whole,
            label: Label::Clause,
            ..AddressKind::STANDARD_PAGE
        }], Listing::All(|standard| {
            let parts = standard.parts().text.parts().iter();
            parts.map(|part| StandardPage::WholePart(part.name)).collect()
        });
    }
}

/// The template of a clause that is an annex.
pub(super) const ANNEX_TEMPLATE: &str = template!("annex.html");

/// The template of a self-check by profile.
pub(super) const PROFILE_TEMPLATE: &str = template!("profile.html");

/// The template of a self-check by profile in a frame.
pub(super) const PROFILE_FRAME_TEMPLATE: &str = template!("profile-frame.html");

/// The template of the comparisons of a standard in which the reader chooses what to compare.
pub(super) const CHOSEN_COMPARISON_TEMPLATE: &str = template!("compare-choice.html");
