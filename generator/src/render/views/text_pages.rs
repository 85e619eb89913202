//! The page that shows each text of the handbook.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Standard;
use crate::model::translatable::TranslatablePlace;
use crate::render::frame::Frame;
use crate::site::address::{CurriculumPage, Page, StandardPage};
use crate::source::format::text::Text;
use crate::source::texts::{self, Texts};

/// The pages that show the texts and the Markdown files of a handbook, as links from one page.
pub(super) struct TextPages {
    texts: HashMap<*const Text, Arc<str>>,
    files: HashMap<Arc<str>, Arc<str>>,
}

impl TextPages {
    /// The pages in the reading of `frame`. Texts of a clause, a requirement, a role, a curriculum and so on are on its page, and
    /// all others of a standard on its contents.
    pub(super) fn of(frame: &Frame) -> Self {
        let mut all = TextPages {
            texts: HashMap::new(),
            files: HashMap::new(),
        };
        let handbook = frame.handbook();
        for (index, standard) in handbook.standards.indexed() {
            let contents = frame.standard_link(index, StandardPage::Contents);
            let parts: &Standard = standard;
            all.add(&*standard.about, contents.clone());
            if let Some(rubric) = parts.rubric.as_deref() {
                all.add(rubric, contents.clone());
            }
            for (role, record) in standard.about.roles.indexed() {
                let page = frame.link_if_any(index, StandardPage::Role(role));
                if !page.is_empty() {
                    all.add(record, page);
                }
            }
            let terms = frame.link_if_any(index, StandardPage::Terms);
            let terms = if terms.is_empty() { contents } else { terms };
            for entry in &*parts.glossary {
                all.add(entry, terms.clone());
            }
            for (clause, record) in standard.clauses.indexed() {
                let page = frame.standard_link(index, StandardPage::Clause(clause));
                if let Some(record) = record.as_clause() {
                    all.add(record, page);
                } else if let Some(annex) = record.as_annex() {
                    all.add(annex, page);
                }
            }
            for requirement in &standard.requirements {
                all.add(requirement.item(), frame.item_link(index, requirement));
            }
        }
        for (index, curriculum) in handbook.curricula.indexed() {
            let page = |page| {
                frame.page_link(Page::Curriculum {
                    curriculum: index,
                    page,
                })
            };
            let overview = page(CurriculumPage::Overview);
            all.add(&*curriculum.about, overview.clone());
            for file in &curriculum.overview {
                all.add_file(&file.position.file, &overview);
            }
            for (module, source) in curriculum.modules.indexed() {
                let module = page(CurriculumPage::Module(module));
                for file in &source.languages {
                    all.add_file(&file.position.file, &module);
                }
            }
        }
        for (posting, source) in handbook.postings.indexed() {
            all.add(&*source.about, frame.page_link(Page::Posting { posting }));
        }
        for (article, source) in handbook.pages.indexed() {
            let page = frame.page_link(Page::Article { article });
            for file in &source.languages {
                all.add_file(&file.position.file, &page);
            }
        }
        for change in handbook.changes.iter() {
            all.add(change, frame.page_link(Page::Changes));
        }
        all
    }

    /// The link to the page that shows a text. The handbook's own words are on the front page.
    pub(super) fn href(&self, frame: &Frame, place: &TranslatablePlace<'_>) -> String {
        let page = match place {
            TranslatablePlace::Text(text) => self.texts.get(&std::ptr::from_ref(*text)),
            TranslatablePlace::File { file, .. } => self.files.get(file),
        };
        page.map_or_else(|| frame.page_link(Page::Front), ToString::to_string)
    }

    /// The texts of a record are on a page, unless a later record within it says otherwise.
    fn add(&mut self, record: &impl Texts<()>, page: String) {
        let page: Arc<str> = page.into();
        texts::each(record, |met, _| {
            self.texts.insert(met.text, page.clone());
        });
    }

    fn add_file(&mut self, file: &Arc<str>, page: &str) {
        self.files.insert(file.clone(), page.into());
    }
}
