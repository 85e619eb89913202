//! What is read elsewhere than on the page, where a link has to hold as well.

use std::collections::BTreeSet;

use super::Frame;
use crate::render::markdown::{self, Links};
use crate::site::address::{self, Page, StandardPage};
use crate::site::link;

impl Frame<'_> {
    /// The description of the posting at `posting` in the page's own language, as HTML with links that hold elsewhere;
    /// empty where the posting's standard does not exist.
    pub(super) fn described(&self, posting: usize) -> String {
        let of = &self.handbook().postings[posting];
        let Some(standard) = of.standard else {
            return String::new();
        };
        let words = of.about.description.get(&self.language().id);
        let links = Elsewhere {
            frame: self,
            standard,
        };
        markdown::document(words.unwrap_or_default(), &links, &mut BTreeSet::new()).0
    }
}

/// Links that are absolute where the site's address is known. `[[id]]` names what stands in `standard`.
struct Elsewhere<'a> {
    frame: &'a Frame<'a>,
    standard: usize,
}

impl Elsewhere<'_> {
    fn link(&self, path: &str) -> String {
        match &self.frame.site.base_url {
            Some(base) => format!("{base}{path}"),
            None => link::relative(&self.frame.address.path, path),
        }
    }
}

impl Links for Elsewhere<'_> {
    fn reference(&self, id: &str) -> Option<(String, String)> {
        let handbook = self.frame.handbook();
        let of = &handbook.standards[self.standard];
        if let Some(requirement) = of.requirement_index(id) {
            let path = address::permalink_path(of, requirement);
            return Some((self.link(&path), id.to_owned()));
        }
        let page = Page::Standard {
            standard: self.standard,
            page: StandardPage::Clause(of.clause_index(id)?),
        };
        let path = address::page_path(handbook, self.frame.reading_index, page);
        Some((self.link(&path), id.to_owned()))
    }

    fn relative(&self, to: &str) -> String {
        link::resolve(&self.frame.address.path, to).map_or_else(
            || to.to_owned(),
            |(path, fragment)| match fragment {
                Some(fragment) => self.link(&format!("{path}#{fragment}")),
                None => self.link(&path),
            },
        )
    }
}
