//! The Markdown texts that have a file of their own.

use crate::model::Handbook;
use crate::site::Kind;
use crate::site::address::{CurriculumPage, Page, path_with};
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// A Markdown text that becomes a page, or most of one.
pub struct Prose<'a> {
    /// The text's language.
    pub language: &'a str,
    /// The kind of its page.
    kind: &'static Kind,
    /// The ids in the path of its page, besides the reading's.
    ids: Vec<(&'static str, &'a str)>,
    /// The Markdown.
    pub body: &'a str,
    /// The place where it begins.
    pub position: &'a Position,
    /// The index of the standard that its references belong to; `None` if they may belong to any.
    pub standard: Option<usize>,
}

impl Prose<'_> {
    /// The path of its page in a reading.
    pub fn path(&self, reading: &str) -> String {
        let mut ids = vec![("reading", reading)];
        ids.extend(&self.ids);
        path_with(self.kind, &ids)
    }
}

/// Every Markdown text of `handbook` that has a file of its own.
pub fn prose(handbook: &Handbook) -> Vec<Prose<'_>> {
    fn of<'a, F>(
        file: &'a MarkdownFile<F>,
        kind: &'static Kind,
        ids: Vec<(&'static str, &'a str)>,
        standard: Option<usize>,
    ) -> Prose<'a> {
        Prose {
            language: &file.language,
            kind,
            ids,
            body: &file.body,
            position: &file.position,
            standard,
        }
    }
    // The kind of a page does not depend on its indexes.
    let article = Page::Article { page: 0 }.kind();
    let overview = CurriculumPage::Overview.kind();
    let module = CurriculumPage::Module(0).kind();
    let mut all = Vec::new();
    for page in &handbook.pages {
        let ids = vec![("page", &*page.name)];
        let files = page.languages.iter();
        all.extend(files.map(|file| of(file, article, ids.clone(), None)));
    }
    for curriculum in &handbook.curricula {
        let standard = curriculum.standard;
        let id = ("curriculum", &*curriculum.id);
        let files = curriculum.overview.iter();
        all.extend(files.map(|file| of(file, overview, vec![id], standard)));
        for (name, files) in curriculum.files() {
            let ids = vec![id, ("module", name)];
            all.extend(
                files
                    .iter()
                    .map(|file| of(file, module, ids.clone(), standard)),
            );
        }
    }
    all
}
