//! The saved file: one self-check as JSON, for the reader to keep.
//!
//! ```json
//! {
//!   "format": "clausebook-selfcheck",
//!   "version": "1",
//!   "standard": "ID",
//!   "edition": "ID",
//!   "role": "ID",
//!   "date": "2026-01-31",
//!   "assessor": "ID of a kind of assessor",
//!   "name": "who assessed",
//!   "department": "…",
//!   "notes": "…",
//!   "evaluated_as": "LEVEL",
//!   "target": "BAND",
//!   "posting": "ID of the posting that the reader checks themselves against",
//!   "grades": {"ROW": "A"},
//!   "answers": {"REQUIREMENT": "ANSWER"}
//! }
//! ```
//!
//! `format`, `version`, `standard`, `edition` and `role` must be there; the rest is left out where it is empty.
//! Everything is by name, so that a file outlives a new order of rows. A key that is not known is an error, not ignored;
//! so is anything that the rubric does not have. Keys stand in any order. Postings are no part of the rubric: whether there is one
//! of this name is the page's to see.
//!
//! JSON itself is the script's: the browser has a reader of it, and a second one would be a quarter of the widget. Every value is
//! a string, so a file is a list of entries (group, key, value), with the group empty at the top. That list comes and goes
//! here as one text, and all that makes a file good or bad is decided here.

use crate::rubric::{List, Rubric};
use crate::state::{Answers, Grades, State, digit, push_or_none};
use crate::text::{is_day, is_text};
use crate::words::Parts;

/// The name of the format.
pub const FORMAT: &str = "clausebook-selfcheck";
/// The version that is written, and the only one that is read.
pub const VERSION: &str = "1";
/// The longest list of entries that is read, in bytes. No list that is written is longer.
pub const MAX_FILE: usize = 256 * 1024;
/// The longest name of an assessor, department or posting, in characters.
pub const MAX_NAME: usize = 200;
/// The longest notes, in characters.
pub const MAX_NOTES: usize = 4_000;
/// What stands between the group, key and value of entries, and between entries: U+001F, which no text of a file can have.
pub const SEPARATOR: u8 = 0x1f;
/// The same as a text.
pub const SEPARATOR_TEXT: &str = "\u{1f}";

/// A self-check as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedCheck<'a> {
    /// What was entered.
    pub state: State,
    /// The day, `YYYY-MM-DD`, or empty.
    pub date: &'a str,
    /// Who assessed, a place in the list of assessors.
    pub assessor: Option<usize>,
    /// The assessor's name.
    pub name: &'a str,
    /// The assessor's department.
    pub department: &'a str,
    /// Notes.
    pub notes: &'a str,
    /// The name of the posting that the reader checks themselves against, or empty.
    pub posting: &'a str,
}

/// Why a file is not read, or a self-check not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than [`MAX_FILE`].
    #[error("the file is larger than {MAX_FILE} bytes")]
    TooLarge,
    /// Not a saved self-check.
    #[error("the file is not a saved self-check")]
    Format,
    /// A saved self-check of another version.
    #[error("the file has another version of the format")]
    Version,
    /// Of another standard.
    #[error("the file is of another standard")]
    Standard,
    /// Of another edition.
    #[error("the file is of another edition")]
    Edition,
    /// Of another role.
    #[error("the file is of another role")]
    Role,
    /// A key that the format does not know or the rubric does not have, or one that stands twice.
    #[error("the file has a key that it should not have")]
    Key,
    /// A grade, level, answer or kind of assessor that the rubric does not have.
    #[error("the file names what this form does not have")]
    Unknown,
    /// A text that is too long or has control characters.
    #[error("a text is too long or has control characters")]
    Text,
    /// Not a day of the calendar.
    #[error("the date is not a day of the calendar")]
    Date,
}

impl FileError {
    /// A stable name of the error, for a page that has its own words.
    pub fn code(self) -> &'static str {
        match self {
            FileError::TooLarge => "file-too-large",
            FileError::Format => "file-format",
            FileError::Version => "file-version",
            FileError::Standard => "file-standard",
            FileError::Edition => "file-edition",
            FileError::Role => "file-role",
            FileError::Key => "file-key",
            FileError::Unknown => "file-unknown",
            FileError::Text => "file-text",
            FileError::Date => "file-date",
        }
    }
}

/// The keys for standard, edition and role, in the order of a rubric's first list.
const OF: [(&str, FileError); 3] = [
    ("standard", FileError::Standard),
    ("edition", FileError::Edition),
    ("role", FileError::Role),
];

/// The entries of a file, how many of them have been looked up, and the first thing that was wrong.
struct Entries<'a> {
    text: &'a str,
    found: usize,
    error: Option<FileError>,
}

impl<'a> Entries<'a> {
    /// The value of a key.
    #[inline(never)]
    fn find(&mut self, group: &str, key: &str) -> Option<&'a str> {
        let mut parts = Parts::new(self.text, SEPARATOR);
        while let Some(at) = parts.next() {
            let known = parts.next_or_empty();
            let value = parts.next_or_empty();
            if at == group && known == key {
                self.found += 1;
                return Some(value);
            }
        }
        None
    }

    fn need(&mut self, good: bool, error: FileError) {
        if !good && self.error.is_none() {
            self.error = Some(error);
        }
    }

    /// The value of a key must be this one.
    #[inline(never)]
    fn expect(&mut self, key: &str, value: &str, error: FileError) {
        let good = self.find("", key) == Some(value);
        self.need(good, error);
    }

    /// The place of what a key names in a list.
    #[inline(never)]
    fn place(&mut self, group: &str, key: &str, rubric: &Rubric, list: List) -> Option<usize> {
        let id = self.find(group, key)?;
        let place = rubric.place(list, id);
        self.need(place.is_some(), FileError::Unknown);
        place
    }

    /// A text of at most so many characters; empty where there is none.
    #[inline(never)]
    fn text(&mut self, key: &str, most: usize) -> &'a str {
        let text = self.find("", key).unwrap_or("");
        self.need(is_text(text, most), FileError::Text);
        text
    }
}

impl<'a> SavedCheck<'a> {
    /// Reads the entries of a saved file for this rubric.
    ///
    /// # Errors
    /// A [`FileError`], the first that is found; what the file is comes first.
    pub fn decode(rubric: &Rubric, entries: &'a str) -> Result<SavedCheck<'a>, FileError> {
        if entries.len() > MAX_FILE {
            return Err(FileError::TooLarge);
        }
        let mut entries = Entries {
            text: entries,
            found: 0,
            error: None,
        };
        entries.expect("format", FORMAT, FileError::Format);
        entries.expect("version", VERSION, FileError::Version);
        for ((key, error), own) in OF.iter().zip(rubric.items(List::Of)) {
            entries.expect(key, &own.id, *error);
        }
        let evaluated_as = entries.place("", "evaluated_as", rubric, List::Levels);
        let target = entries.place("", "target", rubric, List::Bands);
        let assessor = entries.place("", "assessor", rubric, List::Assessors);
        let mut grades = String::new();
        for row in rubric.rows() {
            let grade = entries.place("grades", &row.id, rubric, List::Grades);
            push_or_none(&mut grades, rubric.id(List::Grades, grade));
        }
        let mut answers = String::new();
        for requirement in rubric.requirements() {
            let answer = entries.place("answers", &requirement.id, rubric, List::Answers);
            push_or_none(&mut answers, digit(answer));
        }
        let date = entries.text("date", MAX_NAME);
        entries.need(date.is_empty() || is_day(date), FileError::Date);
        let check = SavedCheck {
            state: State {
                grades: Grades::from_letters(grades),
                evaluated_as,
                target,
                answers: Answers::from_digits(answers),
            },
            date,
            assessor,
            name: entries.text("name", MAX_NAME),
            department: entries.text("department", MAX_NAME),
            notes: entries.text("notes", MAX_NOTES),
            posting: entries.text("posting", MAX_NAME),
        };
        // Each key was looked up once, so one more entry is one that the format does not know, or one twice.
        let count = Parts::new(entries.text, SEPARATOR).count();
        entries.need(count == entries.found * 3, FileError::Key);
        match entries.error {
            None => Ok(check),
            Some(error) => Err(error),
        }
    }

    /// Writes the entries of the saved file. What the rubric does not have is left out.
    ///
    /// # Errors
    /// [`FileError::Text`] or [`FileError::Date`], so that what is written can be read again.
    pub fn encode(&self, rubric: &Rubric) -> Result<String, FileError> {
        if !is_text(self.name, MAX_NAME)
            || !is_text(self.department, MAX_NAME)
            || !is_text(self.posting, MAX_NAME)
            || !is_text(self.notes, MAX_NOTES)
        {
            return Err(FileError::Text);
        }
        if !self.date.is_empty() && !is_day(self.date) {
            return Err(FileError::Date);
        }
        let mut out = encode_state(rubric, &self.state);
        push_entry(&mut out, "", "date", self.date);
        push_entry(
            &mut out,
            "",
            "assessor",
            rubric.id(List::Assessors, self.assessor),
        );
        push_entry(&mut out, "", "name", self.name);
        push_entry(&mut out, "", "department", self.department);
        push_entry(&mut out, "", "notes", self.notes);
        push_entry(&mut out, "", "posting", self.posting);
        Ok(out)
    }
}

/// Writes the entries that say what the file is and what is entered in the form: all but what the person says about it.
pub fn encode_state(rubric: &Rubric, state: &State) -> String {
    let mut out = String::new();
    push_entry(&mut out, "", "format", FORMAT);
    push_entry(&mut out, "", "version", VERSION);
    for ((key, _), own) in OF.iter().zip(rubric.items(List::Of)) {
        push_entry(&mut out, "", key, &own.id);
    }
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

/// Writes an entry, unless its value is empty.
#[inline(never)]
fn push_entry(out: &mut String, group: &str, key: &str, value: &str) {
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
