//! The files of the curricula that could be read, and every Markdown text that becomes a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{Content, Part};
use crate::model::curriculum::ModuleSource;
use crate::source::documents::Document;
use crate::source::format::curriculum::Curriculum;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// The files of one curriculum that could be read.
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
    /// The names of the files in the folder that could not be read.
    pub unread: BTreeSet<&'a str>,
}

impl<'a> Course<'a> {
    /// Adds a file of the folder.
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

    /// The index of its standard in [`Content::standards`].
    pub fn standard(&self, standards: &[Part<'_>]) -> Option<usize> {
        let (_, about) = self.about?;
        place_of(standards, about.standard.as_str())
    }
}

/// The index of the standard with this name.
pub fn place_of(standards: &[Part<'_>], id: &str) -> Option<usize> {
    standards.iter().position(|part| part.folder == id)
}

/// The folder of a curriculum and the name below it: `x` and `overview.zh.md` for `content/curricula/x/overview.zh.md`.
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
    /// The place where it begins.
    pub position: &'a Position,
    /// The index in [`Content::standards`] of the standard that its references belong to; `None` if they may belong to
    /// any.
    pub standard: Option<usize>,
}

/// Every Markdown text of `content` that has a file of its own.
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
