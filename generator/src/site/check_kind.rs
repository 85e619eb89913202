//! The kinds of self-check pages have most of their properties in common, which are stated here for the
//! [table](super::standard_page) of a standard's pages.

use super::kind::{AddressKind, Destination, Indexing, Label, template};

/// The template of a self-check by form in a package for courses.
pub const COURSE_TEMPLATE: &str = template!("selfcheck-course.html");

/// The template of a self-check by profile in a package for courses.
pub const PROFILE_COURSE_TEMPLATE: &str = template!("profile-course.html");

impl AddressKind {
    /// A self-check, by its form or by profile.
    pub(super) const SELF_CHECK: AddressKind = AddressKind {
        template: template!("selfcheck.html"),
        label: Label::Word("check"),
        destination: Some(Destination::SelfCheck),
        ..AddressKind::STANDARD_PAGE
    };

    /// A self-check without its surroundings, for a frame of another page.
    pub(super) const SELF_CHECK_FRAME: AddressKind = AddressKind {
        template: template!("selfcheck-frame.html"),
        indexing: Indexing::Refused,
        grows: false,
        ..AddressKind::SELF_CHECK
    };

    /// The results of several people in a self-check.
    pub(super) const SELF_CHECK_GROUP: AddressKind = AddressKind {
        template: template!("group.html"),
        label: Label::Word("group"),
        ..AddressKind::SELF_CHECK
    };
}
