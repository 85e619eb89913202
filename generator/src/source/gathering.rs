//! The documents, grouped by the part of the handbook that they belong to, with the parts whose files could not be read.
//!
//! [`Gathering::of`] takes the documents and is what [`crate::model::Handbook::rebuild`] starts
//! from. An unread file counts as there: nobody who refers to it is at fault.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::attachment::Attachment;
use super::documents::{Document, Documents};
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
use super::page::{MarkdownFile, PageSource};
use super::place::{CurriculumPart, Part, Place, StandardPart};
use crate::index::{EntryIndex, List};
use crate::language::composed;

/// The files of a handbook.
#[derive(Debug, Default)]
pub struct Gathering {
    /// `handbook.yaml` `None` if it is absent or could not be read; `unread` tells which.
    pub about: Option<Arc<HandbookRecord>>,
    /// The files of each standard, by the name of its folder.
    pub standards: BTreeMap<Arc<str>, StandardFiles>,
    /// The files of each curriculum, by the name of its folder.
    pub curricula: BTreeMap<Arc<str>, CurriculumFiles>,
    /// The postings with their names, in the order of file names.
    pub postings: Vec<(Arc<str>, Arc<PostingRecord>)>,
    /// The editors' pages by name, each in the order of file names.
    pub pages: BTreeMap<Arc<str>, Vec<Arc<PageSource>>>,
    /// The pictures and downloads that a text mentions, in path order.
    pub used: Vec<Arc<Attachment>>,
    /// Those that no text mentions.
    pub unused: Vec<Arc<Attachment>>,
    /// `changes.yaml` Empty if there is no such file.
    pub changes: Arc<Vec<Change>>,
    /// `permalinks.lock`, unless it is empty, as in a new handbook, of which nothing has been published
    pub lock: Option<Arc<Lock>>,
    /// `permalinks.words`
    pub wordings: Option<Arc<Wordings>>,
    /// `permalinks.yaml`
    pub permalinks: Option<Arc<Permalinks>>,
    /// `translations.lock`
    pub translations: Option<Arc<TranslationLock>>,
    /// The parts whose files could not be read, apart from standards and curricula.
    pub unread: Unread,
}

/// The parts of a handbook whose files could not be read, apart from standards and curricula.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// Whether there is a `handbook.yaml` that could not be read.
    pub handbook: bool,
    /// The names and the languages of pages.
    pub pages: BTreeSet<(Arc<str>, Arc<str>)>,
    /// The names of postings.
    pub postings: BTreeSet<Arc<str>>,
    /// Whether there is a `permalinks.yaml`, `permalinks.lock` or `permalinks.words` that could not be read.
    pub permalinks: bool,
}

/// The files that make up a standard.
#[derive(Debug, Default)]
pub struct StandardFiles {
    /// `standard.yaml`
    pub about: Option<Arc<StandardRecord>>,
    /// `rubric.yaml`
    pub rubric: Option<Arc<Rubric>>,
    /// `glossary.yaml`
    pub glossary: Option<Arc<List<EntryIndex, GlossaryEntry>>>,
    /// `clauses/*.yaml`, in the order of file names, each clause before those nested in it. This is
    /// the order in which authors write them; [`crate::model::tree`] finds the order of the
    /// document.
    pub clauses: Vec<GatheredClause>,
    /// `annexes/*.yaml`, in the order of file names.
    pub annexes: Vec<Arc<Annex>>,
    /// `associations.lock`
    pub associations: Option<Arc<AssociationLock>>,
    /// `statements.lock`
    pub statements: Option<Arc<StatementLock>>,
    /// `competencies.lock`
    pub competencies: Option<Arc<CompetencyLock>>,
    /// The parts with a file that could not be read. Empty if all could be read.
    pub unread: BTreeSet<StandardPart>,
}

/// A clause of a file, apart from those nested in it.
#[derive(Clone, Debug)]
pub struct GatheredClause {
    /// The clause.
    pub record: Arc<ClauseRecord>,
    /// The position in [`StandardFiles::clauses`] of the clause that it is nested in. `None` at the
    /// top level of a file. It is always less than the clause's own position.
    pub within: Option<usize>,
}

impl GatheredClause {
    /// Adds `record`, followed by the clauses nested in it, to `all`.
    fn gather(record: &Arc<ClauseRecord>, within: Option<usize>, all: &mut Vec<GatheredClause>) {
        let place = all.len();
        all.push(GatheredClause {
            record: record.clone(),
            within,
        });
        for nested in &record.clauses.0 {
            GatheredClause::gather(nested, Some(place), all);
        }
    }
}

/// The files that make up a curriculum.
#[derive(Debug, Default)]
pub struct CurriculumFiles {
    /// `curriculum.yaml`
    pub about: Option<Arc<CurriculumRecord>>,
    /// `overview.LANGUAGE.md` One for each language.
    pub overview: Vec<Arc<MarkdownFile<()>>>,
    /// `MODULE.LANGUAGE.md`, in the order of file names.
    pub modules: Vec<Arc<MarkdownFile<ModuleFrontMatter>>>,
    /// The parts with a file that could not be read.
    pub unread: CurriculumUnread,
}

/// The parts of a curriculum with a file that could not be read.
#[derive(Clone, Debug, Default)]
pub struct CurriculumUnread {
    /// Whether `curriculum.yaml` is there and could not be read.
    pub about: bool,
    /// Whether an overview is there and could not be read.
    pub overview: bool,
    /// The names of modules.
    pub modules: BTreeSet<Arc<str>>,
    /// Whether there is a file that does not belong to any curriculum. Such a file has the fault of
    /// being misplaced.
    pub other: bool,
}

impl CurriculumUnread {
    /// Whether every file could be read.
    pub fn is_empty(&self) -> bool {
        let CurriculumUnread {
            about,
            overview,
            modules,
            other,
        } = self;
        !about && !overview && !other && modules.is_empty()
    }
}

impl Gathering {
    /// Groups `documents`.
    pub fn of(documents: &Documents) -> Self {
        let mut all = Gathering::default();
        for (file, document) in documents.iter() {
            if let Some(place) = Place::of(file) {
                all.add(place.part, document);
            }
        }
        for file in documents.unread() {
            if let Some(place) = Place::of(file) {
                all.add_unread(place.part);
            }
        }
        if documents.attached().next().is_some() {
            let mentions: HashSet<&str> = documents.mentions().map(|path| &**path).collect();
            (all.used, all.unused) = documents
                .attached()
                .cloned()
                .partition(|attachment| mentions.contains(&*composed(&attachment.file)));
        }
        all
    }

    /// Adds a document to the part of the handbook that its path names.
    fn add(&mut self, part: Part<'_>, document: &Document) {
        match document {
            Document::Handbook(read) => self.about = Some(read.clone()),
            Document::Changes(read) => self.changes = read.clone(),
            Document::Permalinks(read) => self.permalinks = Some(read.clone()),
            Document::Lock(read) if read.is_empty() => {}
            Document::Lock(read) => self.lock = Some(read.clone()),
            Document::Wordings(read) => self.wordings = Some(read.clone()),
            Document::Translations(read) => self.translations = Some(read.clone()),
            Document::Page(read) => {
                let page = self.pages.entry(read.name.clone()).or_default();
                page.push(read.clone());
            }
            Document::Posting(read) => {
                self.postings.push((part.owner().into(), read.clone()));
            }
            Document::Standard(read) => self.of_standard(part).about = Some(read.clone()),
            Document::Rubric(read) => self.of_standard(part).rubric = Some(read.clone()),
            Document::Glossary(read) => self.of_standard(part).glossary = Some(read.clone()),
            Document::Clauses(read) => {
                let all = &mut self.of_standard(part).clauses;
                for clause in &read.read {
                    GatheredClause::gather(clause, None, all);
                }
            }
            Document::Annex(read) => self.of_standard(part).annexes.push(read.clone()),
            Document::Associations(read) => {
                self.of_standard(part).associations = Some(read.clone());
            }
            Document::Statements(read) => self.of_standard(part).statements = Some(read.clone()),
            Document::Competencies(read) => {
                self.of_standard(part).competencies = Some(read.clone());
            }
            Document::Curriculum(read) => self.of_curriculum(part).about = Some(read.clone()),
            Document::Overview(read) => self.of_curriculum(part).overview.push(read.clone()),
            Document::Module(read) => self.of_curriculum(part).modules.push(read.clone()),
        }
    }

    /// Notes that the file of a part could not be read.
    fn add_unread(&mut self, part: Part<'_>) {
        match part {
            Part::Handbook => self.unread.handbook = true,
            Part::Permalinks | Part::Lock | Part::Wordings => self.unread.permalinks = true,
            // Nothing refers to a change, or to a recorded translation.
            Part::Changes | Part::Translations => {}
            Part::Standard(_, standard_part) => {
                self.of_standard(part).unread.insert(standard_part);
            }
            Part::Curriculum(_, curriculum_part) => {
                let unread = &mut self.of_curriculum(part).unread;
                match curriculum_part {
                    CurriculumPart::About => unread.about = true,
                    CurriculumPart::Overview => unread.overview = true,
                    CurriculumPart::Module(name) => {
                        unread.modules.insert(name.into());
                    }
                    CurriculumPart::Other => unread.other = true,
                }
            }
            Part::Page { name, language } => {
                self.unread.pages.insert((name.into(), language.into()));
            }
            Part::Posting(name) => {
                self.unread.postings.insert(name.into());
            }
        }
    }

    /// The files of the standard to which `part` belongs, so far.
    fn of_standard(&mut self, part: Part<'_>) -> &mut StandardFiles {
        entry(&mut self.standards, part.owner())
    }

    /// The files of the curriculum to which `part` belongs, so far.
    fn of_curriculum(&mut self, part: Part<'_>) -> &mut CurriculumFiles {
        entry(&mut self.curricula, part.owner())
    }
}

/// The value of `id`, which is added if it is new.
fn entry<'a, T: Default>(map: &'a mut BTreeMap<Arc<str>, T>, id: &str) -> &'a mut T {
    map.entry(id.into()).or_default()
}
