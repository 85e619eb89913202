//! The texts that the rules examine, and the elements that have notes.
//!
//! [`super::subject`] walks a handbook once for all checks. Which texts there are follows from the
//! declarations of the records ([`crate::model::every_text`]), so a new field is checked without a
//! change here; what a note may quote is listed by hand below, since only the meaning of a record
//! tells.
//!
//! Bodies of Markdown files are the subject of [`super::prose`].

use crate::index::StandardIndex;
use crate::language::message::{Message, message};
use crate::model::every_text::every_text;
use crate::model::{Handbook, Standard};
use crate::source::format::annex::{Annex, Form};
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::note::Notes;
use crate::source::format::paragraph::Paragraph;
use crate::source::format::relation::Relation;
use crate::source::format::rubric::{Guidance, Rubric};
use crate::source::format::shared_text::SharedText;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::{Id, Text};
use crate::source::texts::TextRole;

/// A text with its kind and its standard.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a Text,
    /// The kind of text. It decides which rules apply.
    pub kind: PassageKind,
    /// The standard that it belongs to, as a place in [`crate::model::Handbook::standards`]. `None`
    /// for the texts of the handbook, of curricula, postings and changes.
    pub standard: Option<StandardIndex>,
    /// Languages besides the standard's in which the source itself prints it. Empty except for the
    /// name of a term.
    pub(super) printed: &'a [Id],
}

/// The kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// Words of the standard, and our translation of them. Kept to the letter in the standard's
    /// language.
    Standard,
    /// Our words. Plain text, such as a description.
    Ours,
    /// Our words in inline Markdown.
    Note,
}

/// An element that has notes.
pub struct Noted<'a> {
    /// The notes. Never empty.
    pub notes: &'a Notes,
    /// The texts of the element, which must contain the words that a note quotes. May be empty,
    /// such as for a relation without a title; a note may then quote nothing.
    pub texts: Vec<&'a Text>,
    /// A name for the element, for messages. E.g. `requirement`.
    pub what: Message,
    /// The standard that it belongs to, as a place in [`crate::model::Handbook::standards`].
    pub standard: StandardIndex,
}

/// Returns every text of `handbook`, and everything in it that has notes.
///
/// Texts come file by file, and those of a standard in the order of its parts.
pub fn walk(handbook: &Handbook) -> (Vec<Passage<'_>>, Vec<Noted<'_>>) {
    let mut passages = Vec::new();
    every_text(handbook, |placed, _| {
        passages.push(Passage {
            text: placed.met.text,
            kind: match placed.met.role {
                TextRole::Source | TextRole::Label | TextRole::Quote => PassageKind::Standard,
                TextRole::Ours => PassageKind::Ours,
                TextRole::Markdown => PassageKind::Note,
            },
            standard: placed.owner.standard(),
            printed: placed.printed,
        });
    });
    let mut noted = Vec::new();
    for (index, part) in handbook.standards.indexed() {
        let mut walker = Walker {
            noted,
            standard: index,
        };
        walker.part(part);
        noted = walker.noted;
    }
    (passages, noted)
}

/// Collects the elements that have notes, with the texts that each note may quote.
struct Walker<'a> {
    /// The elements found so far, in this standard and in those before it.
    noted: Vec<Noted<'a>>,
    /// The standard that is being walked.
    standard: StandardIndex,
}

impl<'a> Walker<'a> {
    /// Notes on texts, which are what they may quote.
    fn notes(&mut self, what: Message, texts: Vec<&'a Text>, notes: &'a Notes) {
        if notes.0.is_empty() {
            return;
        }
        self.noted.push(Noted {
            notes,
            texts,
            what,
            standard: self.standard,
        });
    }

    /// Walks the whole standard.
    fn part(&mut self, part: &'a Standard) {
        if let Some(standard) = part.about.as_deref() {
            self.about(standard);
        }
        if let Some(rubric) = part.rubric.as_deref() {
            self.rubric(rubric);
        }
        for entry in &*part.glossary {
            self.notes(message!("term"), vec![&entry.term], &entry.note);
        }
        for clause in part.main_clauses() {
            self.clause(clause);
        }
        for annex in part.annex_bodies() {
            self.annex(annex);
        }
    }

    /// The elements of `standard.yaml`.
    fn about(&mut self, standard: &'a StandardRecord) {
        self.notes(message!("title"), vec![&standard.title], &standard.note);
        if let Some(edition) = &standard.edition {
            self.notes(message!("edition"), vec![&edition.title], &edition.note);
        }
        for role in &standard.roles {
            let texts = [&role.title].into_iter().chain(&role.personnel);
            self.notes(message!("role"), texts.collect(), &role.note);
            for task in &role.tasks {
                self.notes(message!("task"), vec![&task.text], &task.note);
            }
        }
    }

    /// The elements of `rubric.yaml`. A note on the rubric may quote any of its words.
    fn rubric(&mut self, rubric: &'a Rubric) {
        let result = &rubric.result;
        let grades = rubric.grades.iter();
        let grades = grades.flat_map(|grade| grade.title.iter().chain(&grade.text));
        let totals = rubric.totals.iter();
        let totals = totals.flat_map(|total| total.title.iter().chain(&total.formula));
        let bands = rubric.bands.iter().map(|band| &band.title);
        let words = [
            result.overall.as_ref(),
            result.band.as_ref(),
            result.total.as_ref(),
            Some(&result.comment),
            result.remark.as_ref(),
            Some(&result.department),
            Some(&result.assessor),
            Some(&result.date),
        ];
        let words = words.into_iter().flatten();
        let texts = grades.chain(totals).chain(bands).chain(words).collect();
        self.notes(message!("rubric"), texts, &rubric.note);
        self.guidance(rubric.guidance.as_ref());
    }

    /// The guidance of the rubric or of a form, if it has one.
    fn guidance(&mut self, guidance: Option<&'a Guidance>) {
        if let Some(guidance) = guidance {
            let answers = guidance.answers.iter().map(|answer| &answer.title);
            self.notes(message!("guidance"), answers.collect(), &guidance.note);
        }
    }

    /// A clause with its paragraphs, table, figure and items. A note on the clause may quote its
    /// title, its intro, its term and its paragraphs, but not its requirements, which have notes of
    /// their own.
    fn clause(&mut self, clause: &'a ClauseRecord) {
        let mut texts: Vec<&Text> = clause.title.iter().chain(&clause.intro).collect();
        if let Some(term) = &clause.term {
            texts.extend([&term.name, &term.definition]);
            if let Some(source) = &term.source {
                texts.push(source);
            }
        }
        texts.extend(self.paragraphs(&clause.text));
        texts.extend(&clause.remarks);
        self.notes(message!("clause"), texts, &clause.note);
        self.relations(&clause.relates);
        if let Some(table) = &clause.table {
            let mut texts = vec![&table.number, &table.caption];
            texts.extend(&table.columns);
            let cells = table.rows.iter().flatten();
            texts.extend(cells.filter_map(SharedText::text));
            self.notes(message!("table"), texts, &table.note);
        }
        if let Some(figure) = &clause.figure {
            self.notes(
                message!("figure"),
                vec![&figure.number, &figure.caption],
                &figure.note,
            );
        }
        self.requirements(&clause.requirements);
        for item in &clause.outcomes {
            self.notes(message!("outcome"), vec![&item.text], &item.note);
        }
    }

    /// Requirements with their descriptors, relations and parts.
    fn requirements(&mut self, requirements: &'a [RequirementRecord]) {
        for requirement in requirements {
            let texts = requirement.title.iter().chain(&requirement.text);
            let texts = texts.chain(&requirement.remarks);
            self.notes(message!("requirement"), texts.collect(), &requirement.note);
            for descriptor in &requirement.levels.0 {
                let words = &descriptor.words;
                let texts = words.text.iter().chain(&words.criteria);
                let texts = texts.chain(&words.examples);
                self.notes(message!("descriptor"), texts.collect(), &words.note);
            }
            self.relations(&requirement.relates);
            self.requirements(&requirement.requirements);
        }
    }

    fn relations(&mut self, relations: &'a [Relation]) {
        for relation in relations {
            self.notes(
                message!("relation"),
                relation.title.iter().collect(),
                &relation.note,
            );
        }
    }

    /// Collects the notes of paragraphs, and gives their texts for the notes of what they belong to.
    fn paragraphs(&mut self, paragraphs: &'a [Paragraph]) -> impl Iterator<Item = &'a Text> {
        for paragraph in paragraphs {
            self.notes(
                message!("paragraph"),
                vec![&paragraph.text],
                &paragraph.note,
            );
        }
        paragraphs.iter().map(|paragraph| &paragraph.text)
    }

    /// An annex with its form.
    fn annex(&mut self, annex: &'a Annex) {
        let heading = annex.heading.iter().chain(&annex.status);
        let mut texts: Vec<&Text> = heading.chain([&annex.title]).collect();
        texts.extend(self.paragraphs(&annex.text));
        self.notes(message!("annex"), texts, &annex.note);
        if let Some(form) = &annex.form {
            self.form(form);
        }
    }

    /// A form with its headings, rows and criteria. A note on a row may quote its label and all of
    /// its criteria.
    fn form(&mut self, form: &'a Form) {
        let columns = &form.columns;
        let mut texts = vec![
            &form.number,
            &form.caption,
            &columns.item,
            &columns.criteria,
            &columns.grade,
        ];
        texts.extend(&columns.score);
        let totals = form.totals.iter();
        texts.extend(totals.flat_map(|total| total.title.iter().chain(&total.formula)));
        texts.extend(form.bands.iter().map(|band| &band.title));
        let grades = form.grades.iter();
        texts.extend(grades.flat_map(|grade| grade.title.iter().chain(&grade.text)));
        self.notes(message!("form"), texts, &form.note);
        self.guidance(form.guidance.as_ref());
        for heading in &form.headings {
            self.notes(message!("heading"), vec![&heading.label], &heading.note);
        }
        for row in &form.rows {
            let mut texts: Vec<&Text> = row.label.iter().collect();
            for criterion in &row.criteria {
                self.notes(
                    message!("criterion"),
                    vec![&criterion.text],
                    &criterion.note,
                );
            }
            texts.extend(row.criteria.iter().map(|criterion| &criterion.text));
            texts.extend(row.descriptors.0.iter().map(|(_, text)| text));
            self.notes(message!("row"), texts, &row.note);
        }
        if let Some(continuation) = &form.continuation {
            self.notes(
                message!("continuation"),
                vec![&continuation.caption],
                &continuation.note,
            );
        }
    }
}
