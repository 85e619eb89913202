//! What was read of the curricula, and every Markdown text that becomes a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::{Content, Part};
use crate::model::Curriculum;
use crate::model::curriculum::ModuleSource;
use crate::source::format::curriculum::Curriculum as About;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// What was read of one curriculum.
pub struct Course<'a> {
    /// The curriculum itself.
    pub model: &'a Curriculum,
    /// The name of its folder.
    pub folder: &'a str,
    /// `curriculum.yaml`, with its path.
    pub about: Option<(&'a Arc<str>, &'a About)>,
    /// `overview.LANGUAGE.md`, in the order of languages.
    pub overview: Vec<&'a MarkdownFile<()>>,
    /// `MODULE.LANGUAGE.md` by module, each in the order of languages.
    pub modules: BTreeMap<&'a str, Vec<&'a ModuleSource>>,
}

impl<'a> Course<'a> {
    /// The rules' view of `curriculum`.
    pub fn of(curriculum: &'a Curriculum) -> Self {
        let mut modules: BTreeMap<&str, Vec<&ModuleSource>> = BTreeMap::new();
        let listed = curriculum.modules.iter().flat_map(|of| &of.languages);
        for file in listed.chain(&curriculum.unlisted) {
            modules.entry(&file.name).or_default().push(file);
        }
        let about = curriculum.about.as_ref();
        Course {
            model: curriculum,
            folder: &curriculum.id,
            about: about.map(|about| (&about.title.position.file, &**about)),
            overview: curriculum.overview.iter().map(Arc::as_ref).collect(),
            modules,
        }
    }

    /// Whether a file of the module, or of the overview, could not be read.
    pub fn has_unread(&self, module: &str) -> bool {
        let unread = &self.model.unread;
        match module {
            "overview" => unread.overview,
            module => unread.modules.contains(module),
        }
    }

    /// The place of its standard in [`Content::standards`].
    pub fn standard(&self, _: &[Part<'_>]) -> Option<usize> {
        self.model.standard
    }
}

/// The place of the standard with this name.
pub fn place_of(standards: &[Part<'_>], id: &str) -> Option<usize> {
    standards.iter().position(|part| part.folder == id)
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
