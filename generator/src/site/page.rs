//! The table of pages within a reading, except those of a standard, which have one of their own. To add a kind of page, add an entry here, a view and a template; the compiler
//! names what is missing.

use super::kind::{
    Above, AddressKind, Destination, Indexing, Label, Picture, Thing, WrittenIn, template,
};
use super::standard_page::StandardPage;
use super::table::{Listing, Owner, kinds, listed};
use crate::model::{CompleteCurriculum, CompleteHandbook};

/// The path of an editors' page.
pub const ARTICLE_PATH: &str = "{reading}/{article}.html";

/// The path of a posting.
pub const POSTING_PATH: &str = "{reading}/postings/{posting}.html";

/// The path of a curriculum's overview.
pub const OVERVIEW_PATH: &str = "{reading}/curricula/{curriculum}/index.html";

/// The path of a module.
pub const MODULE_PATH: &str = "{reading}/curricula/{curriculum}/{module}.html";

kinds! {
    /// A page within a reading.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Page of CompleteHandbook, in [reading], as pages {
        /// The handbook's front page.
        Front = [AddressKind {
            path: "{reading}/index.html",
            template: template!("front.html"),
            above: Above::Nothing,
            states_size: true,
            ..AddressKind::PAGE
        }], Listing::All(|_| vec![Page::Front]);

        /// An editors' page.
        Article { article } = [AddressKind {
            path: ARTICLE_PATH,
            template: template!("article.html"),
            label: Label::Article,
            written_in: WrittenIn::Article,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| handbook.pages.indices().map(|article| Page::Article { article }).collect());

        /// A page of a standard.
        Standard { standard, page: StandardPage } = [within page], Listing::All(|handbook| {
            let standards = handbook.standards.indexed();
            let one = |(index, standard)| {
                let pages = StandardPage::all(standard).into_iter();
                pages.map(move |page| Page::Standard { standard: index, page })
            };
            standards.flat_map(one).collect()
        });

        /// The list of curricula.
        Curricula = [AddressKind {
            path: "{reading}/curricula/index.html",
            template: template!("curricula.html"),
            label: Label::Word("curricula"),
            destination: Some(Destination::Curricula),
            grows: true,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| {
            if handbook.curricula.is_empty() { Vec::new() } else { vec![Page::Curricula] }
        });

        /// A page of a curriculum.
        Curriculum { curriculum, page: CurriculumPage } = [within page], Listing::All(|handbook| {
            let curricula = handbook.curricula.indexed();
            let one = |(index, curriculum)| {
                let pages = CurriculumPage::all(curriculum).into_iter();
                pages.map(move |page| Page::Curriculum { curriculum: index, page })
            };
            curricula.flat_map(one).collect()
        });

        /// The list of postings.
        Postings = [AddressKind {
            path: "{reading}/postings/index.html",
            template: template!("postings.html"),
            label: Label::Word("postings"),
            destination: Some(Destination::Postings),
            grows: true,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| {
            if handbook.postings.is_empty() { Vec::new() } else { vec![Page::Postings] }
        });

        /// A posting.
        Posting { posting } = [AddressKind {
            path: POSTING_PATH,
            template: template!("posting.html"),
            above: Above::Postings,
            label: Label::Posting,
            destination: Some(Destination::Postings),
            picture: Picture::Posting,
            describes: Thing::Posting,
            written_in: WrittenIn::Posting,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| handbook.postings.indices().map(|posting| Page::Posting { posting }).collect());

        /// The interview sheet of a posting, to be filled in and printed.
        Interview { posting } = [AddressKind {
            path: "{reading}/postings/{posting}/interview.html",
            template: template!("interview.html"),
            above: Above::Posting,
            label: Label::Word("interview"),
            destination: Some(Destination::Postings),
            picture: Picture::Posting,
            indexing: Indexing::Refused,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| {
            let postings = handbook.postings.indexed();
            let postings = postings.filter(|(_, posting)| !posting.must.is_empty() || !posting.nice.is_empty());
            postings.map(|(posting, _)| Page::Interview { posting }).collect()
        });

        /// The list of changes.
        Changes = [AddressKind {
            path: "{reading}/changes.html",
            template: template!("changes.html"),
            label: Label::Word("changes"),
            grows: true,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| {
            if handbook.changes.is_empty() { Vec::new() } else { vec![Page::Changes] }
        });

        /// The state of the translations, for editors.
        TranslationStatus = [AddressKind {
            path: "{reading}/translation-status.html",
            template: template!("translation-status.html"),
            label: Label::Word("translation_status"),
            indexing: Indexing::Refused,
            is_kept: false,
            grows: true,
            ..AddressKind::PAGE
        }], Listing::All(|handbook| {
            if handbook.shows_translation_status() { vec![Page::TranslationStatus] } else { Vec::new() }
        });
    }
}

kinds! {
    /// A page of a curriculum.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CurriculumPage of CompleteCurriculum, in [reading, curriculum], as curriculum_pages {
        /// The description of the curriculum and its plan.
        Overview = [AddressKind {
            path: OVERVIEW_PATH,
            template: template!("curriculum.html"),
            above: Above::Curricula,
            label: Label::Curriculum,
            destination: Some(Destination::Curricula),
            picture: Picture::Curriculum,
            describes: Thing::Curriculum,
            written_in: WrittenIn::Curriculum,
            ..AddressKind::PAGE
        }], Listing::All(|_| vec![CurriculumPage::Overview]);

        /// A module.
        Module(module) = [AddressKind {
            path: MODULE_PATH,
            template: template!("module.html"),
            above: Above::Curriculum,
            label: Label::Module,
            destination: Some(Destination::Curricula),
            picture: Picture::Curriculum,
            describes: Thing::Module,
            written_in: WrittenIn::Module,
            ..AddressKind::PAGE
        }], Listing::All(|curriculum| curriculum.modules.indices().map(CurriculumPage::Module).collect());

        /// The coverage: requirements by module.
        Coverage = [AddressKind {
            path: "{reading}/curricula/{curriculum}/coverage.html",
            template: template!("coverage.html"),
            above: Above::Curriculum,
            label: Label::Word("coverage"),
            destination: Some(Destination::Curricula),
            picture: Picture::Curriculum,
            grows: true,
            ..AddressKind::PAGE
        }], Listing::All(|_| vec![CurriculumPage::Coverage]);
    }
}

impl Owner for CompleteHandbook {}

impl Owner for CompleteCurriculum {}

impl Page {
    /// Every page of a reading, in reading order.
    pub(super) fn all(handbook: &CompleteHandbook) -> Vec<Page> {
        listed(Page::LISTS, handbook)
    }
}

impl CurriculumPage {
    fn all(curriculum: &CompleteCurriculum) -> Vec<CurriculumPage> {
        listed(CurriculumPage::LISTS, curriculum)
    }
}
