//! The Markdown texts that have a file of their own.
//!
//! Notes and the other texts of records are the subject of [`super::walk`]; together the two are
//! all words of a handbook. Links and punctuation are checked in both.

use crate::index::StandardIndex;
use crate::model::Handbook;
use crate::site::address::{ARTICLE_PATH, MODULE_PATH, OVERVIEW_PATH, path_with};
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// A Markdown text that becomes a page, or most of one.
pub struct Prose<'a> {
    /// The text's language. From the name of the file; it need not be one of the handbook's.
    pub language: &'a str,
    /// The kind of its page.
    path: &'static str,
    /// The ids in the path of its page, besides the reading's.
    ids: Vec<(&'static str, &'a str)>,
    /// The Markdown.
    pub body: &'a str,
    /// The place where it begins. After the front matter, so that places in the body are places in
    /// the file.
    pub position: &'a Position,
    /// The index of the standard that its references belong to; `None` if they may belong to any.
    pub standard: Option<StandardIndex>,
}

impl Prose<'_> {
    /// The path of its page in a reading. E.g. `zh/about.html`. `None` if the kind of page has
    /// other ids, which does not happen.
    pub fn path(&self, reading: &str) -> Option<String> {
        let mut ids = vec![("reading", reading)];
        ids.extend(&self.ids);
        path_with(self.path, &ids)
    }
}

/// Every Markdown text of `handbook` that has a file of its own. Unlisted modules are included,
/// since their faults should be known before they are listed.
pub fn prose(handbook: &Handbook) -> Vec<Prose<'_>> {
    fn of<'a, F>(
        file: &'a MarkdownFile<F>,
        path: &'static str,
        ids: Vec<(&'static str, &'a str)>,
        standard: Option<StandardIndex>,
    ) -> Prose<'a> {
        Prose {
            language: &file.language,
            path,
            ids,
            body: &file.body,
            position: &file.position,
            standard,
        }
    }
    let mut all = Vec::new();
    for page in &handbook.pages {
        let ids = vec![("article", &*page.name)];
        let files = page.languages.iter();
        all.extend(files.map(|file| of(file, ARTICLE_PATH, ids.clone(), None)));
    }
    for curriculum in &handbook.curricula {
        let standard = curriculum.standard;
        let id = ("curriculum", &*curriculum.id);
        let files = curriculum.overview.iter();
        all.extend(files.map(|file| of(file, OVERVIEW_PATH, vec![id], standard)));
        for (name, files) in curriculum.files() {
            let ids = vec![id, ("module", name)];
            all.extend(
                files
                    .iter()
                    .map(|file| of(file, MODULE_PATH, ids.clone(), standard)),
            );
        }
    }
    all
}
