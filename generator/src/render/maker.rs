//! The makers of pages, one for each table of pages. Each view implements [`Make`] for a maker to make its kind of page; a
//! kind without a view does not compile.
//!
//! [`super::Renderer`] makes the pages outside a reading itself. The field of a maker is what its
//! table of pages does not name: a page of a standard does not know of which.

use serde::Serialize;

use super::chrome::Chrome;
use super::frame::Frame;
use super::renderer::Renderer;
use super::views;
use crate::index::{CurriculumIndex, StandardIndex};
use crate::site::address::{pages, standard_pages};
use crate::site::{Make, RenderError};

/// Declares makers of pages.
macro_rules! makers {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* })+) => {
        $(
            $(#[$doc])*
            pub(super) struct $name<'a, 'f> {
                /// Renders the templates.
                pub(super) renderer: &'a Renderer,
                /// The surroundings that all pages of the reading share.
                pub(super) frame: &'a Frame<'f>,
                $($(#[$field_doc])* pub(super) $field: $type,)*
            }

            impl $name<'_, '_> {
                /// Renders a page from its view and its template.
                pub(super) fn shown(&self, page: (Chrome, impl Serialize)) -> Result<Vec<u8>, RenderError> {
                    self.renderer.shown(self.frame, page)
                }
            }
        )+
    };
}

makers! {
    /// Makes the pages of a reading.
    PageMaker {}
    /// Makes the pages of a standard.
    StandardPageMaker {
        /// The standard.
        standard: StandardIndex
    }
    /// Makes the pages of a curriculum.
    CurriculumPageMaker {
        /// The curriculum.
        curriculum: CurriculumIndex
    }
}

impl StandardPageMaker<'_, '_> {
    /// Renders a page if there is anything to show. Otherwise an error that names the address; the
    /// map lists no such page.
    pub(super) fn shown_if_any(
        &self,
        page: Option<(Chrome, impl Serialize)>,
    ) -> Result<Vec<u8>, RenderError> {
        self.renderer.shown_if_any(self.frame, page)
    }
}

impl Make<pages::Standard> for PageMaker<'_, '_> {
    fn make(&self, target: pages::Standard) -> Result<Vec<u8>, RenderError> {
        target.page.made_by(&StandardPageMaker {
            renderer: self.renderer,
            frame: self.frame,
            standard: target.standard,
        })
    }
}

impl Make<pages::Curriculum> for PageMaker<'_, '_> {
    fn make(&self, target: pages::Curriculum) -> Result<Vec<u8>, RenderError> {
        target.page.made_by(&CurriculumPageMaker {
            renderer: self.renderer,
            frame: self.frame,
            curriculum: target.curriculum,
        })
    }
}

/// The only kind of page with two views, since an annex has its own.
impl Make<standard_pages::Clause> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::Clause) -> Result<Vec<u8>, RenderError> {
        let (frame, standard) = (self.frame, self.standard);
        let clause = &frame.handbook().standards[standard].clauses[page.clause];
        match clause.as_annex() {
            Some(annex) => self.shown(views::annex::render(frame, standard, page.clause, annex)),
            None => self.shown(views::clause::render(frame, standard, page.clause)),
        }
    }
}

impl Make<standard_pages::ClausePart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::ClausePart) -> Result<Vec<u8>, RenderError> {
        let (frame, standard) = (self.frame, self.standard);
        self.shown(match page.part.requirement {
            Some(_) => views::clause::render_part(frame, standard, page.part),
            None => views::clause_run::render(frame, standard, page.part.clause),
        })
    }
}
