//! The pages of a standard in order.

use super::standard_page::StandardPage;
use super::table::{Owner, listed};
use crate::index::{Indices, RoleIndex};
use crate::model::CompleteStandard;

impl Owner for CompleteStandard {
    fn roles(&self) -> Indices<RoleIndex> {
        self.about.roles.indices()
    }
}

impl StandardPage {
    /// Every page of a standard, in reading order.
    pub(super) fn all(standard: &CompleteStandard) -> Vec<StandardPage> {
        listed(StandardPage::LISTS, standard)
    }

    /// The pages of a standard that search finds by their labels, with the keys of these.
    pub fn found_by_label(
        standard: &CompleteStandard,
    ) -> impl Iterator<Item = (StandardPage, &'static str)> {
        let pages = StandardPage::all(standard).into_iter();
        pages.filter_map(|page| {
            let kind = page.kind();
            let label = kind.label.word().filter(|_| kind.is_found_by_label)?;
            Some((page, label))
        })
    }
}
