//! What was read of the content, part by part, whether or not a handbook can be made of it.
//!
//! The rules ask this and not the model, so that one faulty file hides no fault of another. Each part also says which
//! of its files could not be read: what only such a file could hold is not reported as missing.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::course::{self, Course, Prose, below_curriculum};
use super::numbering::order;
use super::walk::{self, Noted, Passage};
use crate::model::clause::letters;
use crate::site::{Map, Site};
use crate::source::documents::{Document, Documents};
use crate::source::format::annex::Annex;
use crate::source::format::change::Change;
use crate::source::format::clause::Clause;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::handbook::Handbook;
use crate::source::format::posting::Posting;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::Standard;
use crate::source::format::text::Id;
use crate::source::page::PageSource;

/// Everything that could be read.
pub struct Content<'a> {
    /// `content/handbook.yaml`
    pub handbook: Option<&'a Handbook>,
    /// Whether there is a `content/handbook.yaml` that could not be read.
    pub handbook_unread: bool,
    /// The names of the handbook's languages; none where the handbook could not be read.
    pub languages: Vec<&'a str>,
    /// The standards, in the order of their folders.
    pub standards: Vec<Part<'a>>,
    /// The editors' pages, in the order of paths.
    pub pages: Vec<(&'a Arc<str>, &'a PageSource)>,
    /// The pages and postings that are there and could not be read, by their paths.
    pub pages_unread: BTreeSet<&'a str>,
    /// The curricula, in the order of their folders.
    pub curricula: Vec<Course<'a>>,
    /// The postings, in the order of paths.
    pub postings: Vec<(&'a Arc<str>, &'a Posting)>,
    /// `content/changes.yaml`, the newest first.
    pub changes: &'a [Change],
    /// Every Markdown text that stands in a file of its own.
    pub prose: Vec<Prose<'a>>,
    /// Every text, once.
    pub passages: Vec<Passage<'a>>,
    /// Everything that has notes.
    pub noted: Vec<Noted<'a>>,
    /// The site's addresses, if there is a handbook.
    pub map: Option<&'a Map>,
    /// The site, if there is a renderer, which knows the places on a page.
    pub site: Option<&'a Site>,
}

/// What was read of one standard.
#[derive(Default)]
pub struct Part<'a> {
    /// The name of its folder.
    pub folder: &'a str,
    /// `standard.yaml`, with its path.
    pub about: Option<(&'a Arc<str>, &'a Standard)>,
    /// `rubric.yaml`
    pub rubric: Option<&'a Rubric>,
    /// `glossary.yaml`
    pub glossary: &'a [GlossaryEntry],
    /// `clauses/*.yaml`, in document order.
    pub clauses: Vec<&'a Clause>,
    /// `annexes/*.yaml`, each with its path.
    pub annexes: Vec<(&'a Arc<str>, &'a Annex)>,
    /// The files of the folder that are there and could not be read, by their paths below it.
    pub unread: BTreeSet<&'a str>,
    clause_by_id: HashMap<&'a str, usize>,
    /// Where a number stands for the second time: the numbers before and after it. What stands there was probably
    /// meant to have a number in between.
    doubled: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> Content<'a> {
    /// Sorts `documents` into the parts that they belong to.
    pub fn new(documents: &'a Documents, map: Option<&'a Map>, site: Option<&'a Site>) -> Self {
        let mut content = Content {
            handbook: None,
            handbook_unread: false,
            languages: Vec::new(),
            standards: Vec::new(),
            pages: Vec::new(),
            pages_unread: BTreeSet::new(),
            curricula: Vec::new(),
            postings: Vec::new(),
            changes: &[],
            prose: Vec::new(),
            passages: Vec::new(),
            noted: Vec::new(),
            map,
            site,
        };
        let mut parts: BTreeMap<&str, Part> = BTreeMap::new();
        let mut courses: BTreeMap<&str, Course> = BTreeMap::new();
        let mut read: BTreeSet<&str> = BTreeSet::new();
        for (file, document) in documents.iter() {
            read.insert(file);
            match document {
                Document::Handbook(handbook) => {
                    let ids = handbook.languages.iter();
                    content.languages = ids.map(|language| language.id.as_str()).collect();
                    content.handbook = Some(handbook);
                }
                Document::Page(page) => content.pages.push((file, page)),
                Document::Curriculum(_) | Document::Overview(_) | Document::Module(_) => {
                    if let Some((folder, _)) = below_curriculum(file) {
                        courses.entry(folder).or_default().add(file, document);
                    }
                }
                Document::Posting(posting) => content.postings.push((file, posting)),
                Document::Changes(changes) => content.changes = changes,
                Document::Permalinks(_) | Document::Lock(_) | Document::Wordings(_) => {}
                Document::Standard(_)
                | Document::Rubric(_)
                | Document::Glossary(_)
                | Document::Clauses(_)
                | Document::Annex(_) => {
                    if let Some((folder, _)) = below_standard(file) {
                        parts.entry(folder).or_default().add(file, document);
                    }
                }
            }
        }
        for fault in documents.faults() {
            let file: &str = &fault.position.file;
            if read.contains(file) {
                continue;
            }
            if let Some((folder, name)) = below_standard(file) {
                parts.entry(folder).or_default().unread.insert(name);
            } else if let Some((folder, name)) = below_curriculum(file) {
                courses.entry(folder).or_default().unread.insert(name);
            } else if file == "content/handbook.yaml" {
                content.handbook_unread = true;
            } else if ["content/pages/", "content/postings/"]
                .iter()
                .any(|folder| file.starts_with(folder))
            {
                content.pages_unread.insert(file);
            }
        }
        for (folder, mut part) in parts {
            part.folder = folder;
            part.index();
            content.standards.push(part);
        }
        for (folder, mut course) in courses {
            course.folder = folder;
            content.curricula.push(course);
        }
        content.prose = course::prose(&content);
        walk::walk(&mut content);
        content
    }

    /// Whether texts in `language` are set as Chinese is.
    pub fn is_chinese(&self, language: &str) -> bool {
        primary(self.tag(language)) == "zh"
    }

    /// Whether texts in `language` are set with Latin punctuation.
    pub fn is_western(&self, language: &str) -> bool {
        !matches!(
            primary(self.tag(language)).as_str(),
            "zh" | "yue" | "ja" | "ko"
        )
    }

    fn tag<'b>(&'b self, language: &'b str) -> &'b str {
        self.handbook
            .and_then(|handbook| {
                handbook
                    .languages
                    .iter()
                    .find(|known| known.id == *language)
            })
            .map_or(language, |known| known.tag.as_str())
    }

    /// Whether `reading` is made of the handbook's languages, as the model takes it apart.
    fn has_reading(&self, reading: &str) -> bool {
        let has = |language: &str| self.languages.contains(&language);
        has(reading) || reading.split('-').all(has)
    }

    /// Whether every file was read, every standard is called as its folder is, and every reading has its languages, so
    /// that an address that is not found is not hidden by another fault.
    pub fn has_all_addresses(&self) -> bool {
        self.handbook.is_some_and(|handbook| {
            let mut readings = handbook.readings.iter();
            readings.all(|id| self.has_reading(id.as_str()))
        }) && self.pages_unread.is_empty()
            && self.curricula.iter().all(|course| {
                course.unread.is_empty() && course.standard(&self.standards).is_some()
            })
            && self.standards.iter().all(|part| {
                part.unread.is_empty()
                    && part
                        .standard()
                        .is_none_or(|standard| standard.id == *part.folder)
            })
    }

    /// The standard at a place in `standards`, where its language is one of the handbook's. Where it is not, which words
    /// are the source's cannot be said.
    pub fn standard(&self, index: Option<usize>) -> Option<&'a Standard> {
        let standard = self.part(index)?.standard()?;
        self.languages
            .contains(&standard.language.as_str())
            .then_some(standard)
    }

    /// The part that a passage belongs to.
    pub fn part(&self, standard: Option<usize>) -> Option<&Part<'a>> {
        self.standards.get(standard?)
    }
}

/// The first part of a language tag, in small letters: `zh` of `zh-CN`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_', '.'])
        .next()
        .unwrap_or(tag)
        .to_ascii_lowercase()
}

/// The folder of a standard and the path below it: `content/standards/x/rubric.yaml` is `x`, `rubric.yaml`.
fn below_standard(file: &str) -> Option<(&str, &str)> {
    file.strip_prefix("content/standards/")?.split_once('/')
}

impl<'a> Part<'a> {
    fn add(&mut self, file: &'a Arc<str>, document: &'a Document) {
        match document {
            Document::Standard(read) => self.about = Some((file, read)),
            Document::Rubric(read) => self.rubric = Some(read),
            Document::Glossary(read) => self.glossary = read,
            Document::Clauses(items) => {
                self.clauses.extend(items.read.iter().map(Arc::as_ref));
            }
            Document::Annex(read) => self.annexes.push((file, read)),
            _ => {}
        }
    }

    fn index(&mut self) {
        self.clause_by_id.reserve(self.clauses.len());
        for (index, clause) in self.clauses.iter().enumerate() {
            let first = *self.clause_by_id.entry(clause.id.as_str()).or_insert(index);
            if first < index {
                let next = self.clauses.get(index + 1).map(|next| next.id.as_str());
                self.doubled
                    .push((self.clauses[index - 1].id.as_str(), next));
            }
        }
    }

    /// What `standard.yaml` says.
    pub fn standard(&self) -> Option<&'a Standard> {
        self.about.map(|(_, standard)| standard)
    }

    /// Whether a clause that is not found may be hidden by another fault: by a file that could not be read, or by a number
    /// that stands where its own should.
    pub fn may_hide_clause(&self, id: &str) -> bool {
        self.unread.iter().any(|name| name.starts_with("clauses/"))
            || self.doubled.iter().any(|(before, after)| {
                order(before, id) == Ordering::Less
                    && after.is_none_or(|after| order(id, after) == Ordering::Less)
            })
    }

    /// Whether every annex was read.
    pub fn has_all_annexes(&self) -> bool {
        !self.unread.iter().any(|name| name.starts_with("annexes/"))
    }

    /// The clause with this number, annexes left out.
    pub fn clause(&self, id: &str) -> Option<&'a Clause> {
        self.clause_by_id.get(id).map(|index| self.clauses[*index])
    }

    /// The annex with this letter.
    pub fn annex(&self, id: &str) -> Option<&'a Annex> {
        self.annexes
            .iter()
            .map(|(_, annex)| *annex)
            .find(|annex| annex.id == *id)
    }

    /// Whether there is such a clause or annex.
    pub fn has_clause(&self, id: &str) -> bool {
        self.clause_by_id.contains_key(id) || self.annex(id).is_some()
    }

    /// Whether there is such a requirement.
    pub fn has_requirement(&self, id: &str) -> bool {
        id.rsplit_once('-').is_some_and(|(clause, letter)| {
            self.clause(clause)
                .is_some_and(|clause| letters(&clause.requirements).any(|known| known == letter))
        })
    }

    /// The numbers of the clauses, then the letters of the annexes.
    pub fn clause_ids(&self) -> impl Iterator<Item = &'a Id> {
        let clauses = self.clauses.iter().map(|clause| &clause.id);
        clauses.chain(self.annexes.iter().map(|(_, annex)| &annex.id))
    }
}
