//! Texts that are read outside the page, where their links must still work.
//!
//! Such a text is the description of a posting, which search engines for jobs show on their own
//! pages.

use std::collections::BTreeSet;

use crate::index::{PostingIndex, StandardIndex};
use crate::render::attached::Written;
use crate::render::frame::Frame;
use crate::render::markdown::{self, Links};
use crate::render::statement_links::{reference_label, requirement_label};
use crate::site::address::{self, Page, StandardPage};
use crate::site::link;
use crate::source::attachment::PictureSize;

impl Frame<'_> {
    /// Returns the description of the posting at `posting` in the page's own language, as HTML whose links work outside
    /// the site.
    pub(super) fn described(&self, posting_index: PostingIndex) -> String {
        let posting = &self.handbook().postings[posting_index];
        let (_, words) = posting.about.description.nearest(&[&self.language().id]);
        let links = Elsewhere {
            frame: self,
            written: Written {
                site: self.site,
                file: &posting.about.description.position.file,
            },
            standard: posting.standard,
        };
        markdown::document(words, &links, &mut BTreeSet::new()).0
    }
}

/// Links that are absolute if the site's address is known. `[[id]]` refers to an item of `standard`.
struct Elsewhere<'a> {
    frame: &'a Frame<'a>,
    written: Written<'a>,
    standard: StandardIndex,
}

impl Elsewhere<'_> {
    /// The absolute address of a path, or a relative link if the site's own address is not known.
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
        let standard = &handbook.standards[self.standard];
        if let Some(requirement) = standard.requirement_index(id) {
            let path = address::permalink_path(standard, requirement);
            let requirement = &standard.requirements[requirement];
            let label = requirement_label(standard, requirement, &self.frame.language().id);
            return Some((self.link(&path), label));
        }
        let clause = standard.clause_index(id)?;
        let page = Page::Standard {
            standard: self.standard,
            page: StandardPage::Clause(clause),
        };
        let path = address::page_path(handbook, self.frame.reading_index, page);
        let label = reference_label(&standard.clauses[clause], &self.frame.language().id);
        Some((self.link(&path), label.unwrap_or_else(|| id.to_owned())))
    }

    fn relative(&self, to: &str) -> String {
        let destination = self.written.destination(&self.frame.address.path, to);
        destination.map_or_else(|| to.to_owned(), |path| self.link(&path))
    }

    fn size(&self, to: &str) -> Option<PictureSize> {
        self.written.size(to)
    }
}
