//! The Markdown texts that have a file of their own.

use crate::model::Handbook;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// A Markdown text that becomes a page, or most of one.
pub struct Prose<'a> {
    /// The text's language.
    pub language: &'a str,
    /// The path of its page within a reading.
    pub page: String,
    /// The Markdown.
    pub body: &'a str,
    /// The place where it begins.
    pub position: &'a Position,
    /// The index of the standard that its references belong to; `None` if they may belong to any.
    pub standard: Option<usize>,
}

/// Every Markdown text of `handbook` that has a file of its own.
pub fn prose(handbook: &Handbook) -> Vec<Prose<'_>> {
    fn of<F>(file: &MarkdownFile<F>, page: String, standard: Option<usize>) -> Prose<'_> {
        Prose {
            language: &file.language,
            page,
            body: &file.body,
            position: &file.position,
            standard,
        }
    }
    let pages = handbook.pages.iter().flat_map(|page| &page.languages);
    let mut all: Vec<Prose> = pages
        .map(|page| of(page, format!("{}.html", page.name), None))
        .collect();
    for curriculum in &handbook.curricula {
        let standard = curriculum.standard;
        let folder = format!("curricula/{}", curriculum.id);
        let overview = curriculum.overview.iter();
        all.extend(overview.map(|file| of(file, format!("{folder}/index.html"), standard)));
        for (name, files) in curriculum.files() {
            let page = format!("{folder}/{name}.html");
            all.extend(files.iter().map(|file| of(file, page.clone(), standard)));
        }
    }
    all
}
