//! Every text in several languages that a handbook holds, and every other word.
//!
//! Which texts there are follows from the declarations of the records ([`crate::source::texts`]), so a new field needs no
//! change here. Checks examine these texts, and translators receive them. Files in one language, such as pages, are not
//! among them.

use std::collections::HashMap;

use super::handbook::Handbook;
use super::standard::Standard;
use crate::index::{CurriculumIndex, PostingIndex, StandardIndex};
use crate::source::format::permalinks;
use crate::source::format::text::{Id, Text, Word};
use crate::source::texts::{self, TextAt, Texts};

/// The part of a handbook to which a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOwner {
    /// `handbook.yaml`, `changes.yaml`, or a retired requirement whose standard is no longer there.
    Handbook,
    /// A standard.
    Standard(StandardIndex),
    /// A curriculum, as an index of the lenient [`Handbook::curricula`].
    Curriculum(CurriculumIndex),
    /// A posting, as an index of the lenient [`Handbook::postings`].
    Posting(PostingIndex),
}

impl TextOwner {
    /// The standard, if it is one.
    pub fn standard(self) -> Option<StandardIndex> {
        match self {
            TextOwner::Standard(index) => Some(index),
            TextOwner::Handbook | TextOwner::Curriculum(_) | TextOwner::Posting(_) => None,
        }
    }
}

/// A text with its place in the handbook.
#[derive(Clone, Copy, Debug)]
pub struct PlacedText<'a> {
    /// The text and the kind of its words.
    pub met: TextAt<'a>,
    /// The part to which it belongs.
    pub owner: TextOwner,
    /// The languages besides the standard's in which the source itself prints it. Empty except for the name of a term.
    pub printed: &'a [Id],
}

/// Calls `visit` with every text and the names of the fields that lead to it. Texts come file by file, and those of a
/// standard in the order of its parts.
pub fn every_text<'a>(
    handbook: &'a Handbook,
    mut visit: impl FnMut(PlacedText<'a>, &[&'static str]),
) {
    every_record(Visitor {
        handbook,
        visit: &mut visit,
        word: &mut |_| {},
        printed: HashMap::new(),
    });
}

/// Calls `visit` with the words of every record that are not texts in several languages, file by file: printed numbers
/// and marks, other forms of terms, cells of tables, and the titles of pages and modules.
pub fn every_word<'a>(handbook: &'a Handbook, mut visit: impl FnMut(&'a Word)) {
    every_record(Visitor {
        handbook,
        visit: &mut |_, _| {},
        word: &mut visit,
        printed: HashMap::new(),
    });
    for page in handbook.pages.iter().flat_map(|page| &page.languages) {
        texts::each_word(&page.front_matter, &mut visit);
    }
    for course in &handbook.curricula {
        for module in course.files().values().flatten() {
            texts::each_word(&module.front_matter, &mut visit);
        }
    }
}

/// Visits every record with texts in several languages.
fn every_record(mut all: Visitor<'_, '_>) {
    let handbook = all.handbook;
    if let Some(about) = handbook.about.as_deref() {
        all.record(about, TextOwner::Handbook);
    }
    for (index, part) in handbook.standards.indexed() {
        all.standard(part, TextOwner::Standard(index));
    }
    for (index, curriculum) in handbook.curricula.indexed() {
        if let Some(about) = curriculum.about.as_deref() {
            all.record(about, TextOwner::Curriculum(index));
        }
    }
    for (index, posting) in handbook.postings.indexed() {
        all.record(&*posting.about, TextOwner::Posting(index));
    }
    for change in handbook.changes.iter() {
        all.record(change, TextOwner::Handbook);
    }
    // A retired requirement belongs to the standard in whose addresses it was.
    for retired in handbook
        .published
        .moves
        .iter()
        .flat_map(|moves| &moves.retired)
    {
        let name = permalinks::name(&retired.address.path);
        let mut standards = handbook.standards.indexed();
        let standard = standards.find(|(_, standard)| {
            let about = standard.about.as_deref();
            about.is_some_and(|about| name.starts_with(&format!("{}/", about.id)))
        });
        let owner = standard.map_or(TextOwner::Handbook, |(index, _)| TextOwner::Standard(index));
        all.record(retired, owner);
    }
}

/// The state of [`every_record`].
struct Visitor<'v, 'a> {
    handbook: &'a Handbook,
    visit: &'v mut dyn FnMut(PlacedText<'a>, &[&'static str]),
    word: &'v mut dyn FnMut(&'a Word),
    /// The languages in which the source prints the names of terms.
    printed: HashMap<*const Text, &'a [Id]>,
}

impl<'a> Visitor<'_, 'a> {
    /// The texts of a standard. Requirements are parts of their clauses.
    fn standard(&mut self, part: &'a Standard, owner: TextOwner) {
        if let Some(about) = part.about.as_deref() {
            self.record(about, owner);
        }
        if let Some(rubric) = part.rubric.as_deref() {
            self.record(rubric, owner);
        }
        for entry in &*part.glossary {
            self.record(entry, owner);
        }
        for clause in part.main_clauses() {
            if let Some(term) = &clause.term {
                let name: *const Text = &raw const term.name;
                self.printed.insert(name, &term.printed);
            }
            self.record(clause, owner);
        }
        for annex in part.annex_bodies() {
            self.record(annex, owner);
        }
    }

    fn record(&mut self, record: &'a impl Texts<()>, owner: TextOwner) {
        texts::each(record, |met, path| {
            let name: *const Text = met.text;
            let printed = self.printed.get(&name).copied().unwrap_or_default();
            let placed = PlacedText {
                met,
                owner,
                printed,
            };
            (self.visit)(placed, path);
        });
        texts::each_word(record, &mut *self.word);
    }
}
