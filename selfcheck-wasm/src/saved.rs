//! The saved file: one self-check as JSON, stored by the reader.
//!
//! ```json
//! {
//!   "format": "clausebook-selfcheck",
//!   "version": "1",
//!   "standard": "ID",
//!   "edition": "ID",
//!   "role": "ID",
//!   "form": "ID of the form, unless it is the first of its role",
//!   "date": "2026-01-31",
//!   "assessor": "ID of a kind of assessor",
//!   "name": "the assessor's name",
//!   "department": "…",
//!   "person": "the name of the person evaluated",
//!   "notes": "…",
//!   "evaluated_as": "LEVEL",
//!   "target": "BAND",
//!   "posting": "ID of the posting that the reader compares themselves with",
//!   "grades": {"ROW": "A"},
//!   "answers": {"REQUIREMENT": "ANSWER"},
//!   "evidence": {
//!     "rows": {"ROW": {"note": "…", "link": "https://…"}},
//!     "requirements": {"REQUIREMENT": {"note": "…"}}
//!   }
//! }
//! ```
//!
//! `format`, `version`, `standard`, `edition` and `role` are required, and `form` for a further form of a role; other keys
//! are left out if empty. Everything is
//! stored by name, so that a file survives a new order of rows. An unknown key or a name that is not in the rubric is an
//! error. Keys may be in any order. The rubric knows no postings, so the page checks whether it has the one named.
//!
//! The script reads and writes the JSON, since the browser has a parser and a second one would add a quarter to the
//! widget. Every value is a string, so a file is a list of entries (group, key, value), with an empty group at the top
//! level. Evidence is in the groups `rows.note`, `rows.link`, `requirements.note` and `requirements.link`. This module receives and returns that list as one text, and validates it.

use crate::rubric::{List, Rubric};
use crate::state::{Answers, Grades, State, digit, push_or_none};
use crate::text::{is_day, is_text};
use crate::words::Parts;

/// The name of the format.
pub const FORMAT: &str = "clausebook-selfcheck";
/// The version that is written, and the only one that is accepted.
pub const VERSION: &str = "1";
/// The longest list of entries that is accepted, in bytes. Lists that are written never exceed it.
pub const MAX_FILE: usize = 256 * 1024;
/// The longest name of an assessor, department or posting, in characters.
pub const MAX_NAME: usize = 200;
/// The longest notes, in characters.
pub const MAX_NOTES: usize = 4_000;
/// The longest note of a piece of evidence, in characters.
pub const MAX_EVIDENCE: usize = 1_000;
/// The longest link of a piece of evidence, in characters.
pub const MAX_LINK: usize = 1_000;
/// The groups of entries for the evidence for requirements: notes and links.
pub(crate) const FOR_REQUIREMENTS: [&str; 2] = ["requirements.note", "requirements.link"];
/// The groups of entries for the evidence for rows: notes and links.
const FOR_ROWS: [&str; 2] = ["rows.note", "rows.link"];
/// The separator of groups, keys, values and entries: U+001F, which no text of a file may contain.
pub const SEPARATOR: u8 = 0x1f;
/// [`SEPARATOR`] as a text.
pub const SEPARATOR_TEXT: &str = "\u{1f}";

/// A saved self-check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedCheck<'a> {
    /// The state of the form.
    pub state: State,
    /// The kind of assessor, a position in the list of assessors.
    pub assessor: Option<usize>,
    /// The assessor's department.
    pub department: &'a str,
    /// The other texts that the reader entered.
    pub own: OwnTexts<'a>,
    /// The evidence for rows, by their positions.
    pub row_evidence: Vec<(usize, Evidence<'a>)>,
    /// The evidence for requirements, by their positions.
    pub evidence: Vec<(usize, Evidence<'a>)>,
}

/// A piece of evidence: a note, a link or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// A note, or empty.
    pub note: &'a str,
    /// An address that starts with `http://` or `https://`, or empty.
    pub link: &'a str,
}

impl Evidence<'_> {
    /// Requires that a file with this evidence could be read again.
    #[inline(never)]
    pub(crate) fn check(&self) -> Result<(), FileError> {
        let Evidence { note, link } = *self;
        if !is_text(note, MAX_EVIDENCE) || !is_text(link, MAX_LINK) {
            return Err(FileError::Text);
        }
        let address = link
            .strip_prefix("http://")
            .or_else(|| link.strip_prefix("https://"));
        let is_address = address.is_some_and(|rest| !rest.is_empty());
        if !link.is_empty() && (!is_address || link.bytes().any(|byte| byte <= b' ')) {
            return Err(FileError::Link);
        }
        Ok(())
    }

    /// Writes its entries for the item with an id.
    #[inline(never)]
    pub(crate) fn push(&self, out: &mut String, groups: [&str; 2], id: &str) {
        push_entry(out, groups[0], id, self.note);
        push_entry(out, groups[1], id, self.link);
    }
}

/// The reason why a file cannot be read or a self-check cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than [`MAX_FILE`].
    #[error("the file is larger than {MAX_FILE} bytes")]
    TooLarge,
    /// Not a saved self-check.
    #[error("the file is not a saved self-check")]
    Format,
    /// The file has another version.
    #[error("the file has another version of the format")]
    Version,
    /// The file is for another standard.
    #[error("the file is for another standard")]
    Standard,
    /// The file is for another edition.
    #[error("the file is for another edition")]
    Edition,
    /// The file is for another role.
    #[error("the file is for another role")]
    Role,
    /// The file is for another form of the role.
    #[error("the file is for another form")]
    Form,
    /// A key is unknown to the format or the rubric, or repeated.
    #[error("the file has an unknown or repeated key")]
    Key,
    /// A grade, level, answer or kind of assessor is not in the rubric.
    #[error("the file has a value that this form does not have")]
    Unknown,
    /// A text is too long or contains control characters.
    #[error("a text is too long or contains control characters")]
    Text,
    /// The date is not valid.
    #[error("the date is not valid")]
    Date,
    /// A link of the evidence is not an address on the web.
    #[error("a link does not start with http:// or https://")]
    Link,
}

impl FileError {
    /// The error's stable code, for pages that have their own messages.
    pub fn code(self) -> &'static str {
        match self {
            FileError::TooLarge => "file-too-large",
            FileError::Format => "file-format",
            FileError::Version => "file-version",
            FileError::Standard => "file-standard",
            FileError::Edition => "file-edition",
            FileError::Role => "file-role",
            FileError::Form => "file-form",
            FileError::Key => "file-key",
            FileError::Unknown => "file-unknown",
            FileError::Text => "file-text",
            FileError::Date => "file-date",
            FileError::Link => "file-link",
        }
    }
}

/// The keys of standard, edition, role and form, in the order of a rubric's first list.
const IDENTITY: [(&str, FileError); 4] = [
    ("standard", FileError::Standard),
    ("edition", FileError::Edition),
    ("role", FileError::Role),
    ("form", FileError::Form),
];

/// The entries of a file, and the first error in them.
pub(crate) struct Entries<'a> {
    text: &'a str,
    /// The number of entries found so far.
    found: usize,
    error: Option<FileError>,
}

/// The texts that the reader entered, which files of both kinds have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTexts<'a> {
    /// The date, `YYYY-MM-DD`, or empty.
    pub date: &'a str,
    /// The name of the person who assesses or rates.
    pub name: &'a str,
    /// The name of the person evaluated.
    pub person: &'a str,
    /// Notes.
    pub notes: &'a str,
    /// The id of the posting that the reader compares themselves with, or empty.
    pub posting: &'a str,
}

impl OwnTexts<'_> {
    /// Requires that a file with these texts could be read again.
    pub(crate) fn check(&self) -> Result<(), FileError> {
        if !is_text(self.name, MAX_NAME)
            || !is_text(self.person, MAX_NAME)
            || !is_text(self.posting, MAX_NAME)
            || !is_text(self.notes, MAX_NOTES)
        {
            return Err(FileError::Text);
        }
        if !self.date.is_empty() && !is_day(self.date) {
            return Err(FileError::Date);
        }
        Ok(())
    }

    /// Writes their entries.
    pub(crate) fn push(&self, out: &mut String) {
        push_entry(out, "", "date", self.date);
        push_entry(out, "", "name", self.name);
        push_entry(out, "", "person", self.person);
        push_entry(out, "", "notes", self.notes);
        push_entry(out, "", "posting", self.posting);
    }
}

impl<'a> Entries<'a> {
    /// The value of a key.
    #[inline(never)]
    pub(crate) fn find(&mut self, group: &str, key: &str) -> Option<&'a str> {
        let mut parts = Parts::new(self.text, SEPARATOR);
        while let Some(known_group) = parts.next() {
            let known = parts.next_or_empty();
            let value = parts.next_or_empty();
            if known_group == group && known == key {
                self.found += 1;
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn need(&mut self, good: bool, error: FileError) {
        if !good && self.error.is_none() {
            self.error = Some(error);
        }
    }

    /// Starts to read a file of this format and version.
    ///
    /// # Errors
    /// Returns [`FileError::TooLarge`] if it is too large.
    #[inline(never)]
    pub(crate) fn new(text: &'a str, format: &str) -> Result<Entries<'a>, FileError> {
        if text.len() > MAX_FILE {
            return Err(FileError::TooLarge);
        }
        let mut entries = Entries {
            text,
            found: 0,
            error: None,
        };
        entries.expect("format", format, FileError::Format);
        entries.expect("version", VERSION, FileError::Version);
        Ok(entries)
    }

    /// Requires that the file belongs to the standard, edition, role and form with these ids. It does not state an id that
    /// is empty.
    #[inline(never)]
    pub(crate) fn identity(&mut self, ids: [&str; 4]) {
        for ((key, error), id) in IDENTITY.into_iter().zip(ids) {
            let good = self.find("", key).unwrap_or("") == id;
            self.need(good, error);
        }
    }

    /// The reader's own texts that files of both kinds have.
    #[inline(never)]
    pub(crate) fn own_texts(&mut self) -> OwnTexts<'a> {
        let date = self.text("date", MAX_NAME);
        self.need(date.is_empty() || is_day(date), FileError::Date);
        OwnTexts {
            date,
            name: self.text("name", MAX_NAME),
            person: self.text("person", MAX_NAME),
            notes: self.text("notes", MAX_NOTES),
            posting: self.text("posting", MAX_NAME),
        }
    }

    /// The evidence for the item with an id, at a place of its list.
    #[inline(never)]
    pub(crate) fn evidence(
        &mut self,
        groups: [&str; 2],
        (place, id): (usize, &str),
    ) -> Option<(usize, Evidence<'a>)> {
        let evidence = Evidence {
            note: self.find(groups[0], id).unwrap_or(""),
            link: self.find(groups[1], id).unwrap_or(""),
        };
        if let Err(error) = evidence.check() {
            self.need(false, error);
        }
        (evidence != Evidence::default()).then_some((place, evidence))
    }

    /// Ends reading the file.
    ///
    /// # Errors
    /// Returns the first error found. Each key was looked up once, so any further entry is unknown or repeated.
    #[inline(never)]
    pub(crate) fn end(mut self) -> Result<(), FileError> {
        let count = Parts::new(self.text, SEPARATOR).count();
        self.need(count == self.found * 3, FileError::Key);
        self.error.map_or(Ok(()), Err)
    }

    /// Requires `key` to have this value.
    #[inline(never)]
    pub(crate) fn expect(&mut self, key: &str, value: &str, error: FileError) {
        let good = self.find("", key) == Some(value);
        self.need(good, error);
    }

    /// The position in `list` of the id that is the value of `key`.
    #[inline(never)]
    fn place(&mut self, group: &str, key: &str, rubric: &Rubric, list: List) -> Option<usize> {
        let id = self.find(group, key)?;
        let place = rubric.place(list, id);
        self.need(place.is_some(), FileError::Unknown);
        place
    }

    /// The value of `key`, a text of at most `most` characters; empty if absent.
    #[inline(never)]
    pub(crate) fn text(&mut self, key: &str, most: usize) -> &'a str {
        let text = self.find("", key).unwrap_or("");
        self.need(is_text(text, most), FileError::Text);
        text
    }
}

impl<'a> SavedCheck<'a> {
    /// Reads the entries of a saved file for this rubric.
    ///
    /// # Errors
    /// Returns the first [`FileError`] found; the format, version and identity of the file are checked first.
    pub fn decode(rubric: &Rubric, entries: &'a str) -> Result<SavedCheck<'a>, FileError> {
        let mut entries = Entries::new(entries, FORMAT)?;
        entries.identity(identity(rubric));
        let evaluated_as = entries.place("", "evaluated_as", rubric, List::Levels);
        let target = entries.place("", "target", rubric, List::Bands);
        let assessor = entries.place("", "assessor", rubric, List::Assessors);
        let mut grades = String::new();
        for row in rubric.rows() {
            let grade = entries.place("grades", &row.id, rubric, List::Grades);
            push_or_none(&mut grades, rubric.id(List::Grades, grade));
        }
        let mut row_evidence = Vec::new();
        for (place, row) in rubric.rows().iter().enumerate() {
            row_evidence.extend(entries.evidence(FOR_ROWS, (place, &row.id)));
        }
        let mut answers = String::new();
        let mut evidence = Vec::new();
        for (place, requirement) in rubric.requirements().iter().enumerate() {
            let answer = entries.place("answers", &requirement.id, rubric, List::Answers);
            push_or_none(&mut answers, digit(answer));
            evidence.extend(entries.evidence(FOR_REQUIREMENTS, (place, &requirement.id)));
        }
        let check = SavedCheck {
            state: State {
                grades: Grades::from_letters(grades),
                evaluated_as,
                target,
                answers: Answers::from_digits(answers),
            },
            assessor,
            department: entries.text("department", MAX_NAME),
            own: entries.own_texts(),
            row_evidence,
            evidence,
        };
        entries.end().map(|()| check)
    }

    /// Writes the entries of the saved file. Values that are not in the rubric are left out.
    ///
    /// # Errors
    /// Returns a [`FileError`] if the file could not be read again.
    pub fn encode(&self, rubric: &Rubric) -> Result<String, FileError> {
        if !is_text(self.department, MAX_NAME) {
            return Err(FileError::Text);
        }
        self.own.check()?;
        let mut out = encode_state(rubric, &self.state);
        let assessor = rubric.id(List::Assessors, self.assessor);
        push_entry(&mut out, "", "assessor", assessor);
        push_entry(&mut out, "", "department", self.department);
        self.own.push(&mut out);
        for (place, evidence) in &self.row_evidence {
            evidence.check()?;
            if let Some(row) = rubric.rows().get(*place) {
                evidence.push(&mut out, FOR_ROWS, &row.id);
            }
        }
        for (place, evidence) in &self.evidence {
            evidence.check()?;
            if let Some(requirement) = rubric.requirements().get(*place) {
                evidence.push(&mut out, FOR_REQUIREMENTS, &requirement.id);
            }
        }
        fits(out)
    }
}

/// Returns the entries of a file, unless they are too large.
pub(crate) fn fits(out: String) -> Result<String, FileError> {
    if out.len() > MAX_FILE {
        return Err(FileError::TooLarge);
    }
    Ok(out)
}

/// Writes the entries for the file's identity and the state of the form, without the texts that the reader entered.
pub fn encode_state(rubric: &Rubric, state: &State) -> String {
    let mut out = start(FORMAT, identity(rubric));
    push_entry(
        &mut out,
        "",
        "evaluated_as",
        rubric.id(List::Levels, state.evaluated_as),
    );
    push_entry(&mut out, "", "target", rubric.id(List::Bands, state.target));
    for (place, row) in rubric.rows().iter().enumerate() {
        push_entry(
            &mut out,
            "grades",
            &row.id,
            rubric.id(List::Grades, state.grades.get(rubric, place)),
        );
    }
    for (place, requirement) in rubric.requirements().iter().enumerate() {
        push_entry(
            &mut out,
            "answers",
            &requirement.id,
            rubric.id(List::Answers, state.answers.get(place)),
        );
    }
    out
}

fn identity(rubric: &Rubric) -> [&str; 4] {
    [
        rubric.standard(),
        rubric.edition(),
        rubric.role(),
        rubric.form(),
    ]
}

/// Starts the entries of a file of this format for the standard, edition, role and form with these ids.
#[inline(never)]
pub(crate) fn start(format: &str, ids: [&str; 4]) -> String {
    let mut out = String::new();
    push_entry(&mut out, "", "format", format);
    push_entry(&mut out, "", "version", VERSION);
    for ((key, _), id) in IDENTITY.into_iter().zip(ids) {
        push_entry(&mut out, "", key, id);
    }
    out
}

/// Writes an entry, unless its value is empty.
#[inline(never)]
pub(crate) fn push_entry(out: &mut String, group: &str, key: &str, value: &str) {
    if !value.is_empty() {
        if !out.is_empty() {
            out.push_str(SEPARATOR_TEXT);
        }
        out.push_str(group);
        out.push_str(SEPARATOR_TEXT);
        out.push_str(key);
        out.push_str(SEPARATOR_TEXT);
        out.push_str(value);
    }
}
