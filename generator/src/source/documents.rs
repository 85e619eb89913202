//! The files of the content tree, each read as the kind of file that its path indicates.
//!
//! [`Documents::read`] takes a [`Tree`] and never fails: a file that cannot be read is known by its
//! path and its faults. Which kind of file a path means is decided by [`super::place`].

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::attachment::Attachment;
use super::decode::Decode;
use super::diagnostic::Diagnostic;
use super::encode::to_yaml;
use super::format::annex::Annex;
use super::format::associations::AssociationLock;
use super::format::change::Change;
use super::format::clause::ClauseRecord;
use super::format::competencies::CompetencyLock;
use super::format::curriculum::{CurriculumRecord, ModuleFrontMatter};
use super::format::glossary::GlossaryEntry;
use super::format::handbook::HandbookRecord;
use super::format::lock::Lock;
use super::format::permalinks::Permalinks;
use super::format::posting::PostingRecord;
use super::format::rubric::Rubric;
use super::format::standard::StandardRecord;
use super::format::statements::StatementLock;
use super::format::translations::TranslationLock;
use super::format::wording::Wordings;
use super::items::Items;
use super::mention::{self, Mentions};
use super::misplaced;
use super::page::{self, MarkdownFile, PageSource};
use super::place::{CurriculumPart, Part, Place, StandardPart};
use super::position::Position;
use super::rule::Rule;
use super::tree::Tree;
use super::yaml;
use crate::index::{EntryIndex, List};
use crate::language::message::message;

/// One file as read. The contents are shared, so reading one file again costs only that file.
///
/// Each variant names the path of its files.
#[derive(Clone, Debug)]
pub enum Document {
    /// `content/handbook.yaml`
    Handbook(Arc<HandbookRecord>),
    /// `content/standards/ID/standard.yaml`
    Standard(Arc<StandardRecord>),
    /// `content/standards/ID/rubric.yaml`
    Rubric(Arc<Rubric>),
    /// `content/standards/ID/glossary.yaml`
    Glossary(Arc<List<EntryIndex, GlossaryEntry>>),
    /// `content/standards/ID/clauses/*.yaml`
    Clauses(Items<ClauseRecord>),
    /// `content/standards/ID/annexes/*.yaml`
    Annex(Arc<Annex>),
    /// `content/standards/ID/associations.lock`
    Associations(Arc<AssociationLock>),
    /// `content/standards/ID/statements.lock`
    Statements(Arc<StatementLock>),
    /// `content/standards/ID/competencies.lock`
    Competencies(Arc<CompetencyLock>),
    /// `content/pages/NAME.LANGUAGE.md` or `content/pages/LANGUAGE/NAME.md`
    Page(Arc<PageSource>),
    /// `content/curricula/NAME/curriculum.yaml`
    Curriculum(Arc<CurriculumRecord>),
    /// `content/curricula/NAME/overview.LANGUAGE.md`
    Overview(Arc<MarkdownFile<()>>),
    /// `content/curricula/NAME/MODULE.LANGUAGE.md`
    Module(Arc<MarkdownFile<ModuleFrontMatter>>),
    /// `content/postings/NAME.yaml`
    Posting(Arc<PostingRecord>),
    /// `content/changes.yaml`
    Changes(Arc<Vec<Change>>),
    /// `content/permalinks.yaml`
    Permalinks(Arc<Permalinks>),
    /// `content/permalinks.lock`
    Lock(Arc<Lock>),
    /// `content/permalinks.words`
    Wordings(Arc<Wordings>),
    /// `content/translations.lock`
    Translations(Arc<TranslationLock>),
}

impl Document {
    /// The contents of the file, without comments. Reading them gives the same document.
    pub fn write(&self) -> String {
        match self {
            Document::Handbook(handbook) => to_yaml(handbook),
            Document::Standard(standard) => to_yaml(standard),
            Document::Rubric(rubric) => to_yaml(rubric),
            Document::Glossary(entries) => to_yaml(entries),
            Document::Clauses(items) => to_yaml(&items.read),
            Document::Annex(annex) => to_yaml(annex),
            Document::Associations(associations) => associations.write(),
            Document::Statements(statements) => statements.write(),
            Document::Competencies(competencies) => competencies.write(),
            Document::Page(page) => page.write(),
            Document::Curriculum(curriculum) => to_yaml(curriculum),
            Document::Overview(overview) => overview.body.to_string(),
            Document::Module(module) => module.write(),
            Document::Posting(posting) => to_yaml(posting),
            Document::Changes(changes) => to_yaml(changes),
            Document::Permalinks(permalinks) => to_yaml(permalinks),
            Document::Lock(lock) => lock.write(),
            Document::Wordings(wordings) => wordings.write(),
            Document::Translations(translations) => translations.write(),
        }
    }
}

/// The result of reading one file.
#[derive(Clone, Debug, Default)]
pub struct ReadFile {
    /// The contents of the file; `None` if it could not be read. There is then at least one fault.
    pub document: Option<Document>,
    /// The faults of the file by itself. A file with warnings, or with a damaged line in a lock,
    /// may have both faults and a document.
    pub faults: Vec<Diagnostic>,
    /// The paths of the files in the content that its texts may show or link to.
    pub mentions: Vec<Arc<str>>,
}

/// All files of a content tree, in path order.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    readings: BTreeMap<Arc<str>, Arc<ReadFile>>,
    attached: BTreeMap<Arc<str>, Arc<Attachment>>,
}

impl Documents {
    /// Reads every file of `tree`, in parallel. The result does not depend on the number of cores.
    pub fn read(tree: &Tree) -> Self {
        let readings: Vec<_> = tree
            .files
            .par_iter()
            .map(|(file, text)| (file.clone(), Arc::new(read_file(file, text, None))))
            .collect();
        let attached: Vec<_> = tree
            .attached
            .par_iter()
            .filter_map(|(file, bytes)| {
                let attachment = Attachment::read(file, bytes)?;
                Some((file.clone(), Arc::new(attachment)))
            })
            .collect();
        Documents {
            readings: readings.into_iter().collect(),
            attached: attached.into_iter().collect(),
        }
    }

    /// Reads one file again, after its text in `tree` has changed or been removed.
    ///
    /// The items of a list that have not changed keep their allocation, by which the model
    /// recognises them.
    pub fn reread(&mut self, tree: &Tree, file: &Arc<str>) {
        self.attached.remove(file);
        if let Some(bytes) = tree.attached.get(file) {
            let attachment = Attachment::read(file, bytes).map(Arc::new);
            self.attached
                .extend(attachment.map(|attachment| (file.clone(), attachment)));
        }
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

    /// Adds files that are there but are not valid text, each known only by a fault. The path is
    /// that of the fault's position.
    pub fn add_unreadable(&mut self, faults: Vec<Diagnostic>) {
        for fault in faults {
            let reading = self
                .readings
                .entry(fault.position.file.clone())
                .or_default();
            Arc::make_mut(reading).faults.push(fault);
        }
    }

    /// The pictures and downloads, in path order.
    pub fn attached(&self) -> impl Iterator<Item = &Arc<Attachment>> {
        self.attached.values()
    }

    /// The paths of the files in the content that texts may show or link to. One may be there several times, and
    /// there need not be such a file.
    pub fn mentions(&self) -> impl Iterator<Item = &Arc<str>> {
        self.readings.values().flat_map(|reading| &reading.mentions)
    }

    /// Whether there is such a file, even if it could not be read.
    pub fn has(&self, file: &str) -> bool {
        self.readings.contains_key(file)
    }

    /// The paths of the files that could not be read.
    pub fn unread(&self) -> impl Iterator<Item = &Arc<str>> {
        // A file that is no content has only a warning.
        let unread = |reading: &ReadFile| {
            reading.document.is_none() && reading.faults.iter().any(Diagnostic::is_error)
        };
        self.readings
            .iter()
            .filter(move |(_, reading)| unread(reading))
            .map(|(file, _)| file)
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
fn read_file(file: &Arc<str>, text: &Arc<str>, before: Option<&Document>) -> ReadFile {
    let mut faults = Vec::new();
    let document = read_document(file, text, before, &mut faults);
    let mentions = document
        .as_ref()
        .filter(|_| mention::may_have(text))
        .map(|document| mentions(file, document))
        .unwrap_or_default();
    ReadFile {
        document,
        faults,
        mentions,
    }
}

/// The paths of the files in the content that the texts of a document may show or link to.
fn mentions(file: &Arc<str>, document: &Document) -> Vec<Arc<str>> {
    let mut found = Mentions::of(file);
    match document {
        Document::Page(page) => found.markdown(&page.body),
        Document::Overview(overview) => found.markdown(&overview.body),
        Document::Module(module) => {
            found.markdown(&module.body);
            let resources = module.front_matter.resources.iter();
            for url in resources.filter_map(|resource| resource.url.as_ref()) {
                found.link(&url.value);
            }
        }
        Document::Posting(posting) => found.record(&**posting),
        Document::Standard(standard) => found.record(&**standard),
        Document::Rubric(rubric) => found.record(&**rubric),
        Document::Glossary(entries) => entries.iter().for_each(|entry| found.record(entry)),
        Document::Clauses(clauses) => {
            for clause in &clauses.read {
                found.record(&**clause);
                pictures(clause, &mut found);
            }
        }
        Document::Annex(annex) => found.record(&**annex),
        // Their texts are plain.
        Document::Handbook(_)
        | Document::Associations(_)
        | Document::Statements(_)
        | Document::Competencies(_)
        | Document::Curriculum(_)
        | Document::Changes(_)
        | Document::Permalinks(_)
        | Document::Lock(_)
        | Document::Wordings(_)
        | Document::Translations(_) => {}
    }
    found.paths
}

/// Adds the pictures of the figures of a clause and of those nested in it.
fn pictures(clause: &ClauseRecord, found: &mut Mentions<'_>) {
    let picture = clause
        .figure
        .as_ref()
        .and_then(|figure| figure.picture.as_ref());
    if let Some(picture) = picture {
        found.link(&picture.value);
    }
    for nested in &clause.clauses.0 {
        pictures(nested, found);
    }
}

/// The document that the path of the file asks for; `None` if it cannot be read, or if the file is
/// in no place for content (`E007`).
fn read_document(
    file: &Arc<str>,
    text: &Arc<str>,
    before: Option<&Document>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let place = Place::of(file).filter(|place| place.is_read);
    let Some(Place { part, .. }) = place else {
        faults.push(misplaced::fault(file));
        return None;
    };
    match part {
        Part::Handbook => Some(Document::Handbook(decoded(file, text, faults)?)),
        Part::Changes => Some(Document::Changes(decoded(file, text, faults)?)),
        Part::Permalinks => Some(Document::Permalinks(decoded(file, text, faults)?)),
        Part::Lock => Some(Document::Lock(Arc::new(Lock::read(file, text, faults)))),
        Part::Wordings => Some(Document::Wordings(Arc::new(Wordings::read(
            file, text, faults,
        )))),
        Part::Translations => Some(Document::Translations(Arc::new(TranslationLock::read(
            file, text, faults,
        )))),
        Part::Standard(_, part) => match part {
            StandardPart::About => Some(Document::Standard(decoded(file, text, faults)?)),
            StandardPart::Rubric => Some(Document::Rubric(decoded(file, text, faults)?)),
            StandardPart::Glossary => Some(Document::Glossary(decoded(file, text, faults)?)),
            StandardPart::Clauses => {
                let before = match before {
                    Some(Document::Clauses(items)) => Some(items),
                    _ => None,
                };
                match empty(file, text) {
                    Some(fault) => {
                        faults.push(fault);
                        None
                    }
                    None => Items::read(file, text, before, faults).map(Document::Clauses),
                }
            }
            StandardPart::Annexes => Some(Document::Annex(decoded(file, text, faults)?)),
            StandardPart::Associations => Some(Document::Associations(Arc::new(
                AssociationLock::read(file, text, faults),
            ))),
            StandardPart::Statements => Some(Document::Statements(Arc::new(StatementLock::read(
                file, text, faults,
            )))),
            StandardPart::Competencies => Some(Document::Competencies(Arc::new(
                CompetencyLock::read(file, text, faults),
            ))),
            StandardPart::Other => None,
        },
        Part::Page { .. } => {
            page::read_page(file, text, faults).map(|read| Document::Page(Arc::new(read)))
        }
        Part::Curriculum(_, part) => match part {
            CurriculumPart::About => Some(Document::Curriculum(decoded(file, text, faults)?)),
            CurriculumPart::Overview => {
                page::read_plain(file, text, faults).map(|read| Document::Overview(Arc::new(read)))
            }
            CurriculumPart::Module(_) => {
                page::read(file, text, faults).map(|read| Document::Module(Arc::new(read)))
            }
            CurriculumPart::Other => None,
        },
        Part::Posting(_) => Some(Document::Posting(decoded(file, text, faults)?)),
    }
}

/// The fault of a YAML file in which nothing is written, or only comments.
fn empty(file: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let is_blank = |line: &str| {
        let line = line.trim_start_matches('\u{feff}').trim();
        line.is_empty() || line.starts_with('#')
    };
    text.split(['\n', '\r']).all(is_blank).then(|| {
        Rule::WrongType.at(
            &Position::point(file.clone(), 1, 1),
            message!("this file is empty"),
            message!(
                "write its content, or remove the file; `clausebook new` writes files to start from"
            ),
        )
    })
}

/// The record that a YAML file holds; `None` with at least one fault.
fn decoded<T: Decode>(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Option<Arc<T>> {
    if let Some(fault) = empty(file, text) {
        faults.push(fault);
        return None;
    }
    match yaml::parse(file, text) {
        Ok(node) => T::decode(&node, faults).map(Arc::new),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}
