//! The scope of a site: the settings that decide which addresses it has.
//!
//! [`super::Map`] lists addresses for a handbook and a scope. A scope changes only with the theme,
//! the command line or the command, and never with a page.

use std::sync::Arc;

use crate::model::CompleteHandbook;

/// The settings that decide a site's addresses, besides its handbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The names of the files below `assets/`, if they are known. Without them, links to assets
    /// cannot be checked.
    pub assets: Option<Vec<String>>,
    /// The absolute address under which the site is published, ending in `/`, if it is known. Some files are useless
    /// without it. Among these are the sitemap, the feed, the cards and the frameworks in CASE.
    pub base_url: Option<String>,
    /// Whether readers can save the site for offline reading. True for `build`, false for the
    /// preview.
    pub is_kept: bool,
}

impl Scope {
    /// The scope that the settings of `handbook` give, without a theme.
    pub fn of(handbook: &CompleteHandbook) -> Self {
        Scope {
            base_url: handbook
                .about
                .base_url
                .as_ref()
                .map(|url| folder(&url.value)),
            ..Scope::default()
        }
    }
}

impl Scope {
    /// Whether the site's own absolute address is known.
    pub fn is_published(&self) -> bool {
        self.base_url.is_some()
    }
}

/// The address with one slash at its end.
pub(super) fn folder(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// The handbook and the scope that addresses are listed for.
pub(super) type Listed = (Arc<CompleteHandbook>, Scope);
