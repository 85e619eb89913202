//! Visits every text of the content once, and says whose words it holds.

use super::subject::Subject;
use crate::model::Standard;
use crate::source::format::annex::{Annex, Form};
use crate::source::format::clause::{Clause, Paragraph};
use crate::source::format::note::{Notes, Words};
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::Standard as About;
use crate::source::format::text::{Id, Text};

/// A text, and what is known of it.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a Text,
    /// What it is.
    pub kind: Kind,
    /// The standard that it belongs to, as a place in [`crate::model::Handbook::standards`].
    pub standard: Option<usize>,
    /// Languages besides the standard's in which the source itself prints it.
    printed: &'a [Id],
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of the standard, and our translation of them.
    Standard,
    /// Our words.
    Ours,
    /// Our words in inline Markdown.
    Note,
}

impl Passage<'_> {
    /// Whether the words in `language` are the source's own, which are kept to the letter.
    pub fn is_source(&self, subject: &Subject<'_>, language: &str) -> bool {
        if self.kind != Kind::Standard || self.printed.iter().any(|id| *id == *language) {
            return self.kind == Kind::Standard;
        }
        // Where the standard's language cannot be read, any may be the source's.
        subject
            .source(self.standard)
            .is_none_or(|standard| standard.language == *language)
    }
}

/// An element that has notes.
pub struct Noted<'a> {
    /// The notes.
    pub notes: &'a Notes,
    /// The texts of the element, in which the words that a note quotes must stand.
    pub texts: Vec<&'a Text>,
    /// What the element is, for a message.
    pub what: &'static str,
    /// The standard that it belongs to, as a place in [`crate::model::Handbook::standards`].
    pub standard: usize,
}

/// Fills `passages` and `noted` of `subject`.
pub fn walk(subject: &mut Subject<'_>) {
    if let Some(handbook) = subject.about {
        let house = handbook
            .house
            .as_ref()
            .and_then(|house| house.name.as_ref());
        for text in [&handbook.title, &handbook.description]
            .into_iter()
            .chain(house)
        {
            subject.passages.push(Passage {
                text,
                kind: Kind::Ours,
                standard: None,
                printed: &[],
            });
        }
    }
    for text in published(subject) {
        subject.passages.push(text);
    }
    let mut walker = Walker {
        passages: std::mem::take(&mut subject.passages),
        noted: std::mem::take(&mut subject.noted),
        standard: 0,
    };
    for (index, part) in subject.handbook.standards.iter().enumerate() {
        walker.standard = index;
        walker.part(part);
    }
    subject.passages = walker.passages;
    subject.noted = walker.noted;
}

/// The texts of curricula, postings and changes.
fn published<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let of = |text: &'a Text, kind: Kind| Passage {
        text,
        kind,
        standard: None,
        printed: &[],
    };
    let mut passages = Vec::new();
    let curricula = subject.handbook.curricula.iter();
    for about in curricula.filter_map(|curriculum| curriculum.about.as_deref()) {
        for text in [&about.title, &about.summary, &about.provider, &about.mode] {
            passages.push(of(text, Kind::Ours));
        }
    }
    for posting in subject.handbook.postings.iter().map(|of| &of.about) {
        let texts = [&posting.title, &posting.organisation.name, &posting.place];
        let texts = texts.into_iter().chain(&posting.region);
        passages.extend(texts.map(|text| of(text, Kind::Ours)));
        passages.push(of(&posting.description, Kind::Note));
    }
    for change in subject.handbook.changes.iter() {
        let texts = [&change.title].into_iter().chain(&change.text);
        passages.extend(texts.map(|text| of(text, Kind::Ours)));
    }
    passages
}

struct Walker<'a> {
    passages: Vec<Passage<'a>>,
    noted: Vec<Noted<'a>>,
    standard: usize,
}

impl<'a> Walker<'a> {
    fn push(&mut self, text: &'a Text, kind: Kind, printed: &'a [Id]) {
        self.passages.push(Passage {
            text,
            kind,
            standard: Some(self.standard),
            printed,
        });
    }

    fn ours(&mut self, text: &'a Text) {
        self.push(text, Kind::Ours, &[]);
    }

    /// Texts of the standard, and the notes on them taken together.
    fn element(&mut self, what: &'static str, texts: Vec<&'a Text>, notes: &'a Notes) {
        for text in &texts {
            self.push(text, Kind::Standard, &[]);
        }
        self.notes(what, texts, notes);
    }

    /// Notes on texts that are visited elsewhere.
    fn notes(&mut self, what: &'static str, texts: Vec<&'a Text>, notes: &'a Notes) {
        if notes.0.is_empty() {
            return;
        }
        for remark in &notes.0 {
            self.push(&remark.text, Kind::Note, &[]);
            if let Some(Words::Text(text)) = &remark.quote {
                self.push(text, Kind::Standard, &[]);
            }
            if let Some(Words::Text(text)) = &remark.meant {
                self.ours(text);
            }
        }
        self.noted.push(Noted {
            notes,
            texts,
            what,
            standard: self.standard,
        });
    }

    fn part(&mut self, part: &'a Standard) {
        if let Some(standard) = part.about.as_deref() {
            self.about(standard);
        }
        if let Some(rubric) = part.rubric.as_deref() {
            self.rubric(rubric);
        }
        for entry in &*part.glossary {
            self.ours(&entry.term);
            if let Some(definition) = &entry.definition {
                self.ours(definition);
            }
            self.notes("term", vec![&entry.term], &entry.note);
        }
        for clause in part.main_clauses() {
            self.clause(clause);
        }
        for annex in part.annex_bodies() {
            self.annex(annex);
        }
    }

    fn about(&mut self, standard: &'a About) {
        self.element("title", vec![&standard.title], &standard.note);
        self.ours(&standard.description);
        self.ours(&standard.edition.title);
        let edition = &standard.edition;
        self.notes("edition", vec![&edition.title], &edition.note);
        for role in &standard.roles {
            self.element("role", vec![&role.title, &role.personnel], &role.note);
            for task in &role.tasks {
                self.element("task", vec![&task.text], &task.note);
            }
        }
        for dimension in &standard.dimensions {
            self.push(&dimension.title, Kind::Standard, &[]);
        }
        for level in &standard.levels {
            self.push(&level.title, Kind::Standard, &[]);
        }
    }

    fn rubric(&mut self, rubric: &'a Rubric) {
        let result = &rubric.result;
        let formulas = rubric.totals.iter().map(|total| &total.formula);
        let bands = rubric.bands.iter().map(|band| &band.title);
        let words = [
            &result.overall,
            &result.band,
            &result.total,
            &result.comment,
            &result.remark,
            &result.department,
            &result.assessor,
            &result.date,
        ];
        let texts = formulas.chain(bands).chain(words).collect();
        self.element("rubric", texts, &rubric.note);
    }

    fn clause(&mut self, clause: &'a Clause) {
        let mut texts: Vec<&Text> = clause.title.iter().chain(&clause.intro).collect();
        for text in &texts {
            self.push(text, Kind::Standard, &[]);
        }
        if let Some(term) = &clause.term {
            self.push(&term.name, Kind::Standard, &term.printed);
            self.push(&term.definition, Kind::Standard, &[]);
            texts.extend([&term.name, &term.definition]);
            if let Some(source) = &term.source {
                self.push(source, Kind::Standard, &[]);
                texts.push(source);
            }
        }
        texts.extend(self.paragraphs(&clause.text));
        self.notes("clause", texts, &clause.note);
        if let Some(table) = &clause.table {
            let mut texts = vec![&table.number, &table.caption];
            texts.extend(&table.columns);
            self.element("table", texts, &table.note);
        }
        if let Some(figure) = &clause.figure {
            self.element(
                "figure",
                vec![&figure.number, &figure.caption],
                &figure.note,
            );
        }
        for item in &clause.requirements {
            self.element("requirement", vec![&item.text], &item.note);
        }
        for item in &clause.outcomes {
            self.element("outcome", vec![&item.text], &item.note);
        }
    }

    /// Visits paragraphs with their notes, and gives their texts for the notes of what they belong to.
    fn paragraphs(&mut self, paragraphs: &'a [Paragraph]) -> impl Iterator<Item = &'a Text> {
        for paragraph in paragraphs {
            self.element("paragraph", vec![&paragraph.text], &paragraph.note);
        }
        paragraphs.iter().map(|paragraph| &paragraph.text)
    }

    fn annex(&mut self, annex: &'a Annex) {
        let mut texts = vec![&annex.heading, &annex.status, &annex.title];
        for text in &texts {
            self.push(text, Kind::Standard, &[]);
        }
        texts.extend(self.paragraphs(&annex.text));
        self.notes("annex", texts, &annex.note);
        self.form(&annex.form);
    }

    fn form(&mut self, form: &'a Form) {
        let columns = &form.columns;
        let texts = vec![
            &form.number,
            &form.caption,
            &columns.item,
            &columns.criteria,
            &columns.grade,
            &columns.score,
        ];
        self.element("form", texts, &form.note);
        for heading in &form.headings {
            self.element("heading", vec![&heading.label], &heading.note);
        }
        for row in &form.rows {
            let mut texts: Vec<&Text> = row.label.iter().collect();
            for text in &texts {
                self.push(text, Kind::Standard, &[]);
            }
            for criterion in &row.criteria {
                self.element("criterion", vec![&criterion.text], &criterion.note);
            }
            texts.extend(row.criteria.iter().map(|criterion| &criterion.text));
            self.notes("row", texts, &row.note);
        }
        if let Some(continuation) = &form.continuation {
            self.element(
                "continuation",
                vec![&continuation.caption],
                &continuation.note,
            );
        }
    }
}
