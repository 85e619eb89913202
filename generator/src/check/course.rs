//! What was read of the curricula, and every Markdown text that becomes a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{Content, Part};
use crate::model::curriculum::ModuleSource;
use crate::source::documents::Document;
use crate::source::format::curriculum::Curriculum;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// What was read of one curriculum.
#[derive(Default)]
pub struct Course<'a> {
    /// The name of its folder.
    pub folder: &'a str,
    /// `curriculum.yaml`, with its path.
    pub about: Option<(&'a Arc<str>, &'a Curriculum)>,
    /// `overview.LANGUAGE.md`, in the order of languages.
    pub overview: Vec<&'a MarkdownFile<()>>,
    /// `MODULE.LANGUAGE.md` by module, each in the order of languages.
    pub modules: BTreeMap<&'a str, Vec<&'a ModuleSource>>,
    /// The files of the folder that are there and could not be read, by their names.
    pub unread: BTreeSet<&'a str>,
}

impl<'a> Course<'a> {
    /// Takes in a file of the folder.
    pub fn add(&mut self, file: &'a Arc<str>, document: &'a Document) {
        match document {
            Document::Curriculum(about) => self.about = Some((file, about)),
            Document::Overview(overview) => self.overview.push(overview),
            Document::Module(module) => self.modules.entry(&module.name).or_default().push(module),
            _ => {}
        }
    }

    /// Whether a file of the module could not be read.
    pub fn has_unread(&self, module: &str) -> bool {
        self.unread.iter().any(|name| {
            name.strip_suffix(".md")
                .and_then(|stem| stem.rsplit_once('.'))
                .is_some_and(|(name, _)| name == module)
        })
    }

    /// The place of its standard in [`Content::standards`].
    pub fn standard(&self, standards: &[Part<'_>]) -> Option<usize> {
        let (_, about) = self.about?;
        place_of(standards, about.standard.as_str())
    }
}

/// The place of the standard with this name.
pub fn place_of(standards: &[Part<'_>], id: &str) -> Option<usize> {
    standards.iter().position(|part| part.folder == id)
}

/// The folder of a curriculum and the name below it: `content/curricula/x/overview.zh.md` is `x`, `overview.zh.md`.
pub fn below_curriculum(file: &str) -> Option<(&str, &str)> {
    file.strip_prefix("content/curricula/")?.split_once('/')
}

/// A Markdown text that becomes a page, or most of one.
pub struct Prose<'a> {
    /// The text's language.
    pub language: &'a str,
    /// The path of its page within a reading.
    pub page: String,
    /// The Markdown.
    pub body: &'a str,
    /// Where it begins.
    pub position: &'a Position,
    /// The standard that its references mean, as a place in [`Content::standards`]; any where none is said.
    pub standard: Option<usize>,
}

/// Every Markdown text of `content` that stands in a file of its own.
pub fn prose<'a>(content: &Content<'a>) -> Vec<Prose<'a>> {
    fn of<'a, F>(file: &'a MarkdownFile<F>, page: String, standard: Option<usize>) -> Prose<'a> {
        Prose {
            language: &file.language,
            page,
            body: &file.body,
            position: &file.position,
            standard,
        }
    }
    let pages = content.pages.iter();
    let mut all: Vec<Prose<'a>> = pages
        .map(|(_, page)| of(page, format!("{}.html", page.name), None))
        .collect();
    for course in &content.curricula {
        let standard = course.standard(&content.standards);
        let folder = format!("curricula/{}", course.folder);
        let overview = course.overview.iter();
        all.extend(overview.map(|file| of(file, format!("{folder}/index.html"), standard)));
        for (name, languages) in &course.modules {
            let page = format!("{folder}/{name}.html");
            all.extend(
                languages
                    .iter()
                    .map(|file| of(file, page.clone(), standard)),
            );
        }
    }
    all
}
