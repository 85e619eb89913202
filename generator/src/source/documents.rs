//! The files of the content tree, each read as the kind of file that its path indicates.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::decode::Decode;
use super::diagnostic::Diagnostic;
use super::format::annex::Annex;
use super::format::change::Change;
use super::format::clause::Clause;
use super::format::curriculum::{Curriculum, ModuleFrontMatter};
use super::format::glossary::GlossaryEntry;
use super::format::handbook::Handbook;
use super::format::lock::Lock;
use super::format::permalinks::Permalinks;
use super::format::posting::Posting;
use super::format::rubric::Rubric;
use super::format::standard::Standard;
use super::format::wording::Wordings;
use super::items::Items;
use super::page::{self, MarkdownFile, PageSource};
use super::position::Position;
use super::rule::Rule;
use super::tree::Tree;
use super::yaml;

/// The folder that contains the handbook's content.
pub const CONTENT: &str = "content";

/// One file as read. The contents are shared, so reading one file again costs only that file.
#[derive(Clone, Debug)]
pub enum Document {
    /// `content/handbook.yaml`
    Handbook(Arc<Handbook>),
    /// `content/standards/ID/standard.yaml`
    Standard(Arc<Standard>),
    /// `content/standards/ID/rubric.yaml`
    Rubric(Arc<Rubric>),
    /// `content/standards/ID/glossary.yaml`
    Glossary(Arc<Vec<GlossaryEntry>>),
    /// `content/standards/ID/clauses/*.yaml`
    Clauses(Items<Clause>),
    /// `content/standards/ID/annexes/*.yaml`
    Annex(Arc<Annex>),
    /// `content/pages/NAME.LANGUAGE.md`
    Page(Arc<PageSource>),
    /// `content/curricula/NAME/curriculum.yaml`
    Curriculum(Arc<Curriculum>),
    /// `content/curricula/NAME/overview.LANGUAGE.md`
    Overview(Arc<MarkdownFile<()>>),
    /// `content/curricula/NAME/MODULE.LANGUAGE.md`
    Module(Arc<MarkdownFile<ModuleFrontMatter>>),
    /// `content/postings/NAME.yaml`
    Posting(Arc<Posting>),
    /// `content/changes.yaml`
    Changes(Arc<Vec<Change>>),
    /// `content/permalinks.yaml`
    Permalinks(Arc<Permalinks>),
    /// `content/permalinks.lock`
    Lock(Arc<Lock>),
    /// `content/permalinks.words`
    Wordings(Arc<Wordings>),
}

/// The result of reading one file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The contents of the file; `None` if it could not be read.
    pub document: Option<Document>,
    /// The faults of the file by itself.
    pub faults: Vec<Diagnostic>,
}

/// All files of a content tree, in path order.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    readings: BTreeMap<Arc<str>, Arc<Reading>>,
}

impl Documents {
    /// Reads every file of `tree`, in parallel.
    pub fn read(tree: &Tree) -> Self {
        let readings: Vec<_> = tree
            .files
            .par_iter()
            .map(|(file, text)| (file.clone(), Arc::new(read_file(file, text, None))))
            .collect();
        Documents {
            readings: readings.into_iter().collect(),
        }
    }

    /// Reads one file again, after its text in `tree` has changed or been removed.
    pub fn reread(&mut self, tree: &Tree, file: &Arc<str>) {
        match tree.files.get(file) {
            Some(text) => {
                let before = self.readings.get(file);
                let before = before.and_then(|before| before.document.as_ref());
                let reading = Arc::new(read_file(file, text, before));
                self.readings.insert(file.clone(), reading);
            }
            None => {
                self.readings.remove(file);
            }
        }
    }

    /// The documents that could be read, with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Document)> {
        self.readings
            .iter()
            .filter_map(|(file, reading)| Some((file, reading.document.as_ref()?)))
    }

    /// The faults of all files, in path order.
    pub fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.readings.values().flat_map(|reading| &reading.faults)
    }
}

/// Reads a file; `before` is its previous document.
fn read_file(file: &Arc<str>, text: &Arc<str>, before: Option<&Document>) -> Reading {
    let mut faults = Vec::new();
    let document = read_document(file, text, before, &mut faults);
    Reading { document, faults }
}

fn read_document(
    file: &Arc<str>,
    text: &Arc<str>,
    before: Option<&Document>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let parts: Vec<&str> = file.split('/').collect();
    match parts.as_slice() {
        [CONTENT, "handbook.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Handbook(Arc::new(read)))
        }
        [CONTENT, "changes.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Changes(Arc::new(read)))
        }
        [CONTENT, "permalinks.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Permalinks(Arc::new(read)))
        }
        [CONTENT, "permalinks.lock"] => {
            Some(Document::Lock(Arc::new(Lock::read(file, text, faults))))
        }
        [CONTENT, "permalinks.words"] => Some(Document::Wordings(Arc::new(Wordings::read(
            file, text, faults,
        )))),
        [CONTENT, "standards", _, "standard.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Standard(Arc::new(read)))
        }
        [CONTENT, "standards", _, "rubric.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Rubric(Arc::new(read)))
        }
        [CONTENT, "standards", _, "glossary.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Glossary(Arc::new(read)))
        }
        [CONTENT, "standards", _, "clauses", name] if name.ends_with(".yaml") => {
            let before = match before {
                Some(Document::Clauses(items)) => Some(items),
                _ => None,
            };
            Items::read(file, text, before, faults).map(Document::Clauses)
        }
        [CONTENT, "standards", _, "annexes", name] if name.ends_with(".yaml") => {
            decoded(file, text, faults).map(|read| Document::Annex(Arc::new(read)))
        }
        [CONTENT, "pages", name] if name.ends_with(".md") => {
            page::read(file, text, faults).map(|read| Document::Page(Arc::new(read)))
        }
        [CONTENT, "curricula", _, "curriculum.yaml"] => {
            decoded(file, text, faults).map(|read| Document::Curriculum(Arc::new(read)))
        }
        [CONTENT, "curricula", _, name]
            if name.starts_with("overview.") && name.ends_with(".md") =>
        {
            page::read_plain(file, text, faults).map(|read| Document::Overview(Arc::new(read)))
        }
        [CONTENT, "curricula", _, name] if name.ends_with(".md") => {
            page::read(file, text, faults).map(|read| Document::Module(Arc::new(read)))
        }
        [CONTENT, "postings", name] if name.ends_with(".yaml") => {
            decoded(file, text, faults).map(|read| Document::Posting(Arc::new(read)))
        }
        _ => {
            faults.push(Rule::MisplacedFile.at(
                &Position::file(file.clone()),
                "files in this place are not read",
                "move it out of `content/`, or to one of the places that are read: `handbook.yaml`, `changes.yaml`, `permalinks.{yaml,lock,words}`, \
                 `standards/ID/{standard,rubric,glossary}.yaml`, `standards/ID/clauses/*.yaml`, \
                 `standards/ID/annexes/*.yaml`, `pages/NAME.LANGUAGE.md`, `curricula/NAME/curriculum.yaml`, \
                 `curricula/NAME/{overview,MODULE}.LANGUAGE.md`, `postings/NAME.yaml`",
            ));
            None
        }
    }
}

fn decoded<T: Decode>(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Option<T> {
    match yaml::parse(file, text) {
        Ok(node) => T::decode(&node, faults),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}
