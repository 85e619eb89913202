//! The scope of a site: the settings that decide which addresses it has.

use std::sync::Arc;

use crate::model::CompleteHandbook;

/// The settings that decide a site's addresses, besides its handbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The names of the files below `assets/`, if they are known.
    pub assets: Option<Vec<String>>,
    /// Whether the site's own absolute address is known. Some files are useless without it.
    pub is_published: bool,
    /// Whether readers can save the site for offline reading.
    pub is_kept: bool,
}

impl Scope {
    /// The scope that the settings of `handbook` give, without a theme.
    pub fn of(handbook: &CompleteHandbook) -> Self {
        Scope {
            is_published: handbook.about.base_url.is_some(),
            ..Scope::default()
        }
    }
}

/// The handbook and the scope that addresses are listed for.
pub(super) type Listed = (Arc<CompleteHandbook>, Scope);
