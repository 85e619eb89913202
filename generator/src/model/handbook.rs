//! The handbook: its languages, readings, standards and pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::continuation::{Continuations, Proposal};
use super::curriculum::{self, Curriculum};
use super::permalink::Published;
use super::posting::Posting;
use super::standard::{Parts, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::{Document, Documents};
use crate::source::format;
use crate::source::page::PageSource;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// A complete handbook.
#[derive(Debug)]
pub struct Handbook {
    /// The contents of `handbook.yaml`.
    pub about: Arc<format::handbook::Handbook>,
    /// The languages, in the handbook's order.
    pub languages: Vec<Language>,
    /// The readings, in the handbook's order.
    pub readings: Vec<Reading>,
    /// The standards, in the handbook's order.
    pub standards: Vec<Standard>,
    /// The editors' pages, in order of their names.
    pub pages: Vec<Page>,
    /// The curricula, in order of their ids.
    pub curricula: Vec<Curriculum>,
    /// The postings, in order of their ids.
    pub postings: Vec<Posting>,
    /// The changes, newest first.
    pub changes: Arc<Vec<format::change::Change>>,
    /// The published permalinks, and the redirects and retired requirements.
    pub published: Published,
    /// How requirements continue from one edition to the next.
    continuations: Continuations,
}

/// A language of the handbook.
#[derive(Clone, Debug)]
pub struct Language {
    /// The language's key in every text: `zh`.
    pub id: Arc<str>,
    /// The BCP 47 tag: `zh-CN`.
    pub tag: Arc<str>,
    /// The language's own name: `中文`.
    pub name: Arc<str>,
}

/// One way of reading the handbook: one language, or several side by side.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The reading's id in addresses: `zh`, `zh-en`.
    pub id: Arc<str>,
    /// The languages shown; the first is the page's own.
    pub languages: Vec<Language>,
}

impl Reading {
    /// Whether it shows only one language.
    pub fn is_single(&self) -> bool {
        self.languages.len() == 1
    }
}

/// A page written by the editors, in every language in which it is written.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page's name, which is part of its addresses.
    pub name: Arc<str>,
    /// The page in each language, in path order.
    pub languages: Vec<Arc<PageSource>>,
}

impl Page {
    /// The page in `language`, if it is written.
    pub fn get(&self, language: &str) -> Option<&PageSource> {
        self.languages
            .iter()
            .find(|page| &*page.language == language)
            .map(Arc::as_ref)
    }
}

impl Handbook {
    /// Builds the handbook from the documents.
    ///
    /// # Errors
    /// Returns errors if there is no readable `handbook.yaml`, or if a standard that it names has no readable
    /// `standard.yaml` or `rubric.yaml`: without them, nothing can be shown.
    pub fn build(documents: &Documents) -> Result<Handbook, Vec<Diagnostic>> {
        Handbook::rebuild(documents, None)
    }

    /// Rebuilds the handbook after some of the documents have changed, reusing parts of `before`.
    ///
    /// # Errors
    /// Returns the same errors as [`Handbook::build`].
    pub fn rebuild(
        documents: &Documents,
        before: Option<&Handbook>,
    ) -> Result<Handbook, Vec<Diagnostic>> {
        let Gathered {
            about,
            mut parts,
            curricula,
            postings,
            pages,
            changes,
            published,
        } = Gathered::from(documents);
        let Some(about) = about else {
            return Err(vec![Rule::MissingHandbook.at(
                &Position::file("content/handbook.yaml"),
                "there is no handbook here",
                "write `content/handbook.yaml`, or name the handbook's folder with `--root`",
            )]);
        };
        let mut standards = Vec::new();
        let mut faults = Vec::new();
        for id in &about.standards {
            let earlier = before.and_then(|before| before.standard(id.as_str()));
            let parts = parts.remove(id.as_str());
            match parts.map(|parts| Standard::build(parts, earlier)) {
                Some(Ok(standard)) => standards.push(standard),
                Some(Err(missing)) => faults.push(Rule::MissingStandardFile.at(
                    &id.position,
                    format!("the standard `{id}` has no readable `{missing}`"),
                    format!("write `content/standards/{id}/{missing}`"),
                )),
                None => faults.push(Rule::UnknownStandard.at(
                    &id.position,
                    format!("there is no standard `{id}`"),
                    format!("write `content/standards/{id}/standard.yaml`, or remove the name"),
                )),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let languages: Vec<Language> = about
            .languages
            .iter()
            .map(|language| Language {
                id: language.id.value.clone(),
                tag: language.tag.value.clone(),
                name: language.name.value.clone(),
            })
            .collect();
        let readings = about
            .readings
            .iter()
            .map(|id| Reading {
                id: id.value.clone(),
                languages: languages_of(id.as_str(), &languages),
            })
            .filter(|reading| !reading.languages.is_empty())
            .collect();
        let curricula = curricula
            .into_iter()
            .filter_map(|(id, parts)| Curriculum::build(id, parts, &standards))
            .collect();
        let postings = postings
            .into_iter()
            .map(|(id, about)| Posting::build(id, about, &standards))
            .collect();
        let mut handbook = Handbook {
            languages,
            readings,
            standards,
            curricula,
            postings,
            changes,
            published,
            pages: pages
                .into_iter()
                .map(|(name, languages)| Page { name, languages })
                .collect(),
            about,
            continuations: Continuations::default(),
        };
        handbook.continuations = Continuations::of(&handbook);
        Ok(handbook)
    }

    /// The requirements of earlier editions that a requirement continues, as the indices of standard and requirement:
    /// those that it replaces explicitly, or else those with the same or nearly the same words.
    pub fn predecessors(&self, standard: usize, requirement: usize) -> &[(usize, usize)] {
        self.continuations.predecessors((standard, requirement))
    }

    /// The requirements of later editions that continue a requirement, as the indices of standard and requirement.
    pub fn successors(&self, standard: usize, requirement: usize) -> &[(usize, usize)] {
        self.continuations.successors((standard, requirement))
    }

    /// The continuations that were inferred from nearly identical words and that no author has confirmed.
    pub fn proposed_continuations(&self) -> &[Proposal] {
        self.continuations.proposals()
    }

    /// The index of a standard's previous edition, if the handbook contains it.
    pub fn earlier_edition(&self, standard: usize) -> Option<usize> {
        let earlier = self.standards[standard].about.edition.replaces.as_ref()?;
        let place = self.standards.iter().position(|of| *earlier == *of.id())?;
        (place != standard).then_some(place)
    }

    /// The indices of the editions that directly replace a standard, in the handbook's order.
    pub fn later_editions(&self, standard: usize) -> Vec<usize> {
        (0..self.standards.len())
            .filter(|later| self.earlier_edition(*later) == Some(standard))
            .collect()
    }

    /// Finds the requirement named `STANDARD/REQUIREMENT`: the indices of its standard and of itself.
    pub fn find_requirement(&self, name: &str) -> Option<(usize, usize)> {
        let (standard, requirement) = name.split_once('/')?;
        let place = self.standards.iter().position(|of| of.id() == standard)?;
        Some((place, self.standards[place].requirement_index(requirement)?))
    }

    /// Whether the other handbook's site has the same addresses: the settings, the redirects and all ids are the same,
    /// and both handbooks list changes or neither does. Returns `false` if this cannot be determined cheaply.
    pub fn has_names_of(&self, other: &Handbook) -> bool {
        let names = |handbook: &Handbook| {
            let curricula = handbook.curricula.iter();
            let curricula: Vec<_> = curricula
                .map(|of| {
                    let modules: Vec<_> = of.modules.iter().map(|of| of.id.clone()).collect();
                    (of.id.clone(), of.standard, modules)
                })
                .collect();
            let postings = handbook.postings.iter();
            let postings: Vec<_> = postings.map(|of| (of.id.clone(), of.standard)).collect();
            let pages: Vec<_> = handbook.pages.iter().map(|of| of.name.clone()).collect();
            (curricula, postings, pages)
        };
        let moves = [&self.published.moves, &other.published.moves].map(|moves| {
            let moves = moves.as_ref();
            moves.map(Arc::as_ptr)
        });
        let mut standards = self.standards.iter().zip(&other.standards);
        Arc::ptr_eq(&self.about, &other.about)
            && self.standards.len() == other.standards.len()
            && standards.all(|(one, other)| one.has_places_of(other))
            && moves[0] == moves[1]
            && self.changes.is_empty() == other.changes.is_empty()
            && names(self) == names(other)
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id() == id)
    }
}

/// The documents, grouped by the part of the handbook they belong to.
#[derive(Default)]
struct Gathered<'a> {
    about: Option<Arc<format::handbook::Handbook>>,
    parts: BTreeMap<&'a str, Parts>,
    curricula: BTreeMap<&'a str, curriculum::Parts>,
    postings: Vec<(&'a str, Arc<format::posting::Posting>)>,
    pages: BTreeMap<Arc<str>, Vec<Arc<PageSource>>>,
    changes: Arc<Vec<format::change::Change>>,
    published: Published,
}

impl<'a> From<&'a Documents> for Gathered<'a> {
    fn from(documents: &'a Documents) -> Self {
        let mut all = Gathered::default();
        for (file, document) in documents.iter() {
            // The third part of a path names the owner: content/standards/NAME/…
            let owner = file.split('/').nth(2).unwrap_or_default();
            match document {
                Document::Handbook(read) => all.about = Some(read.clone()),
                Document::Standard(read) => all.part(owner).about = Some(read.clone()),
                Document::Rubric(read) => all.part(owner).rubric = Some(read.clone()),
                Document::Glossary(read) => all.part(owner).glossary = Some(read.clone()),
                Document::Clauses(read) => {
                    all.part(owner).clauses.extend(read.read.iter().cloned())
                }
                Document::Annex(read) => all.part(owner).annexes.push(read.clone()),
                Document::Page(read) => {
                    let page = all.pages.entry(read.name.clone()).or_default();
                    page.push(read.clone());
                }
                Document::Curriculum(read) => all.curriculum(owner).about = Some(read.clone()),
                Document::Overview(read) => all.curriculum(owner).overview.push(read.clone()),
                Document::Module(read) => all.curriculum(owner).modules.push(read.clone()),
                Document::Changes(read) => all.changes = read.clone(),
                Document::Permalinks(read) => all.published.moves = Some(read.clone()),
                Document::Lock(read) => all.published.lock = Some(read.clone()),
                Document::Wordings(read) => all.published.words = Some(read.clone()),
                Document::Posting(read) => {
                    let name = owner.strip_suffix(".yaml").unwrap_or(owner);
                    all.postings.push((name, read.clone()));
                }
            }
        }
        all
    }
}

impl<'a> Gathered<'a> {
    fn part(&mut self, standard: &'a str) -> &mut Parts {
        self.parts.entry(standard).or_default()
    }

    fn curriculum(&mut self, name: &'a str) -> &mut curriculum::Parts {
        self.curricula.entry(name).or_default()
    }
}

/// The languages in a reading's id: zh, then en for `zh-en`. Empty if a part of the id is not a language.
pub fn languages_of(reading: &str, languages: &[Language]) -> Vec<Language> {
    let find = |id: &str| {
        languages
            .iter()
            .find(|language| &*language.id == id)
            .cloned()
    };
    // A language's own id may contain a hyphen, so the whole id is tried first.
    if let Some(language) = find(reading) {
        return vec![language];
    }
    let parts: Option<Vec<Language>> = reading.split('-').map(find).collect();
    parts.unwrap_or_default()
}
