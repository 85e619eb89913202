//! The saved file: one self-check as JSON, for the reader to keep.
//!
//! ```json
//! {
//!   "format": "clausebook-selfcheck",
//!   "version": 1,
//!   "standard": "ID", "edition": "ID", "role": "ID",
//!   "date": "2026-01-31",
//!   "assessor": "ID of a kind of assessor",
//!   "name": "who assessed", "department": "", "notes": "",
//!   "grades": {"ROW": "A"},
//!   "evaluated_as": "LEVEL",
//!   "target": "BAND",
//!   "answers": {"REQUIREMENT": "ANSWER"}
//! }
//! ```
//!
//! `format`, `version`, `standard`, `edition`, `role` and `grades` must be there; the rest is left out where it is empty.
//! Everything is by name, so that a file outlives a new order of rows. A key that is not known is an error, not ignored;
//! so is anything that the rubric does not have. Keys stand in any order.

use crate::json::{self, JsonError, Value};
use crate::rubric::Rubric;
use crate::state::State;
use crate::text::{excerpt, is_control, is_day};

/// The name of the format.
pub const FORMAT: &str = "clausebook-selfcheck";
/// The version that is written, and the only one that is read.
pub const VERSION: &str = "1";
/// The largest file that is read, in bytes; no file that is written is larger.
pub const MAX_FILE: usize = 256 * 1024;
/// The longest name of an assessor or department, in characters.
pub const MAX_NAME: usize = 200;
/// The longest notes, in characters.
pub const MAX_NOTES: usize = 4_000;

/// A self-check as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedCheck {
    /// What was entered.
    pub state: State,
    /// The day, `YYYY-MM-DD`, or empty.
    pub date: String,
    /// Who assessed, a place in [`Rubric::assessors`].
    pub assessor: Option<usize>,
    /// The assessor's name.
    pub name: String,
    /// The assessor's department.
    pub department: String,
    /// Notes.
    pub notes: String,
}

/// Why a file is not read, or a self-check not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than [`MAX_FILE`].
    #[error("the file is larger than {MAX_FILE} bytes")]
    TooLarge,
    /// Not JSON.
    #[error("the file is damaged: {0}")]
    Json(#[from] JsonError),
    /// JSON, but no saved self-check.
    #[error("the file is not a saved self-check")]
    Format,
    /// A saved self-check of another version.
    #[error("the file has another version of the format")]
    Version,
    /// A key that the format does not know.
    #[error("the file has a key that the format does not know: {0}")]
    Key(String),
    /// A key is missing or its value is of another kind.
    #[error("the file has no sound `{0}`")]
    Value(&'static str),
    /// Of another standard.
    #[error("the file is of another standard: {0}")]
    Standard(String),
    /// Of another edition.
    #[error("the file is of another edition: {0}")]
    Edition(String),
    /// Of another role.
    #[error("the file is of another role: {0}")]
    Role(String),
    /// A row, grade, level, requirement, answer or kind of assessor that the rubric does not have.
    #[error("the file names what this form does not have: {0}")]
    Unknown(String),
    /// A text that is too long or has control characters (its key).
    #[error("`{0}` is too long or has control characters")]
    Text(&'static str),
    /// Not a day of the calendar.
    #[error("not a day of the calendar: {0}")]
    Date(String),
}

impl FileError {
    /// A stable name of the error, for a page that has its own words.
    pub fn code(&self) -> &'static str {
        match self {
            FileError::TooLarge => "file-too-large",
            FileError::Json(_) => "file-damaged",
            FileError::Format => "file-format",
            FileError::Version => "file-version",
            FileError::Key(_) => "file-key",
            FileError::Value(_) => "file-value",
            FileError::Standard(_) => "file-standard",
            FileError::Edition(_) => "file-edition",
            FileError::Role(_) => "file-role",
            FileError::Unknown(_) => "file-unknown",
            FileError::Text(_) => "file-text",
            FileError::Date(_) => "file-date",
        }
    }

    /// The word of the file that the error is about. It is untrusted: never treat it as HTML.
    pub fn detail(&self) -> &str {
        match self {
            FileError::Key(detail)
            | FileError::Standard(detail)
            | FileError::Edition(detail)
            | FileError::Role(detail)
            | FileError::Unknown(detail)
            | FileError::Date(detail) => detail,
            FileError::Value(detail) | FileError::Text(detail) => detail,
            _ => "",
        }
    }
}

impl SavedCheck {
    /// Reads a saved file for this rubric.
    ///
    /// # Errors
    /// Any [`FileError`].
    pub fn decode(rubric: &Rubric, text: &str) -> Result<SavedCheck, FileError> {
        if text.len() > MAX_FILE {
            return Err(FileError::TooLarge);
        }
        let Value::Object(members) = json::read(text)? else {
            return Err(FileError::Format);
        };
        // What it is comes first, wherever it stands: a later version may have other keys.
        let find = |key: &str| {
            members
                .iter()
                .find(|(known, _)| known == key)
                .map(|(_, value)| value)
        };
        if !matches!(find("format"), Some(Value::String(format)) if format == FORMAT) {
            return Err(FileError::Format);
        }
        if !matches!(find("version"), Some(Value::Number(version)) if version == VERSION) {
            return Err(FileError::Version);
        }
        type Wrong = fn(String) -> FileError;
        let identity: [(&'static str, &str, Wrong); 3] = [
            ("standard", rubric.standard(), FileError::Standard),
            ("edition", rubric.edition(), FileError::Edition),
            ("role", rubric.role(), FileError::Role),
        ];
        for (key, own, wrong) in identity {
            match find(key) {
                Some(Value::String(id)) if id == own => {}
                Some(Value::String(id)) => return Err(wrong(excerpt(id))),
                _ => return Err(FileError::Value(key)),
            }
        }

        let mut check = SavedCheck {
            state: State::none(rubric),
            ..SavedCheck::default()
        };
        let mut graded = false;
        for (key, value) in members {
            match key.as_str() {
                "format" | "version" | "standard" | "edition" | "role" => {}
                "date" => check.date = string(value, "date")?,
                "name" => check.name = string(value, "name")?,
                "department" => check.department = string(value, "department")?,
                "notes" => check.notes = string(value, "notes")?,
                "assessor" => check.assessor = Some(place(value, "assessor", rubric.assessors())?),
                "evaluated_as" => {
                    let id = string(value, "evaluated_as")?;
                    check.state.evaluated_as = Some(
                        rubric
                            .level(&id)
                            .ok_or_else(|| FileError::Unknown(excerpt(&id)))?,
                    );
                }
                "target" => {
                    let id = string(value, "target")?;
                    check.state.target = Some(
                        rubric
                            .band(&id)
                            .ok_or_else(|| FileError::Unknown(excerpt(&id)))?,
                    );
                }
                "grades" => {
                    graded = true;
                    read_grades(rubric, value, &mut check.state)?;
                }
                "answers" => read_answers(rubric, value, &mut check.state)?,
                _ => return Err(FileError::Key(excerpt(&key))),
            }
        }
        if !graded {
            return Err(FileError::Value("grades"));
        }
        check.check_texts()?;
        Ok(check)
    }

    /// Writes the saved file. What the rubric does not have is left out.
    ///
    /// # Errors
    /// [`FileError::Text`] or [`FileError::Date`], so that what is written can be read again.
    pub fn encode(&self, rubric: &Rubric) -> Result<String, FileError> {
        self.check_texts()?;
        let mut out = String::from("{\n  \"format\": \"");
        out.push_str(FORMAT);
        out.push_str("\",\n  \"version\": ");
        out.push_str(VERSION);
        let assessor = self
            .assessor
            .and_then(|place| rubric.assessors().get(place));
        let level = self
            .state
            .evaluated_as
            .and_then(|place| rubric.levels().get(place));
        let target = self
            .state
            .target
            .and_then(|place| rubric.bands().get(place));
        for (key, text) in [
            ("standard", rubric.standard()),
            ("edition", rubric.edition()),
            ("role", rubric.role()),
            ("date", &self.date),
            ("assessor", assessor.map_or("", |id| id)),
            ("name", &self.name),
            ("department", &self.department),
            ("notes", &self.notes),
            ("evaluated_as", level.map_or("", |level| &level.id)),
            ("target", target.map_or("", |band| &band.id)),
        ] {
            if !text.is_empty() {
                write_key(&mut out, 1, key);
                json::write_string(&mut out, text);
            }
        }

        let letters = rubric.rows().iter().enumerate().filter_map(|(row, known)| {
            let grade = rubric.grades().get(self.state.grades.get(rubric, row)?)?;
            Some((known.id.as_str(), String::from(*grade)))
        });
        write_map(&mut out, "grades", letters);
        if let Some(guidance) = rubric.guidance() {
            let answers = rubric
                .requirements()
                .iter()
                .zip(&self.state.answers)
                .filter_map(|(requirement, answer)| {
                    Some((
                        requirement.as_str(),
                        guidance.answers.get((*answer)?)?.id.clone(),
                    ))
                });
            if self.state.answers.iter().any(Option::is_some) {
                write_map(&mut out, "answers", answers);
            }
        }
        out.push_str("\n}\n");
        Ok(out)
    }

    fn check_texts(&self) -> Result<(), FileError> {
        for (key, text, most) in [
            ("name", &self.name, MAX_NAME),
            ("department", &self.department, MAX_NAME),
            ("notes", &self.notes, MAX_NOTES),
        ] {
            if text.chars().count() > most || text.chars().any(is_control) {
                return Err(FileError::Text(key));
            }
        }
        if !self.date.is_empty() && !is_day(&self.date) {
            return Err(FileError::Date(excerpt(&self.date)));
        }
        Ok(())
    }
}

fn string(value: Value, key: &'static str) -> Result<String, FileError> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(FileError::Value(key)),
    }
}

fn place(value: Value, key: &'static str, known: &[String]) -> Result<usize, FileError> {
    let id = string(value, key)?;
    known
        .iter()
        .position(|known| *known == id)
        .ok_or_else(|| FileError::Unknown(excerpt(&id)))
}

fn read_grades(rubric: &Rubric, value: Value, state: &mut State) -> Result<(), FileError> {
    let Value::Object(members) = value else {
        return Err(FileError::Value("grades"));
    };
    for (id, value) in members {
        let row = rubric
            .rows()
            .iter()
            .position(|row| row.id == id)
            .ok_or_else(|| FileError::Unknown(excerpt(&id)))?;
        let grade = string(value, "grades")?;
        let place = rubric
            .grades()
            .iter()
            .position(|known| grade.strip_prefix(*known) == Some(""));
        state.grades.set(
            row,
            Some(place.ok_or_else(|| FileError::Unknown(excerpt(&grade)))?),
        );
    }
    Ok(())
}

fn read_answers(rubric: &Rubric, value: Value, state: &mut State) -> Result<(), FileError> {
    let Value::Object(members) = value else {
        return Err(FileError::Value("answers"));
    };
    let known = rubric
        .guidance()
        .map_or(&[][..], |guidance| &guidance.answers);
    for (id, value) in members {
        let requirement = rubric.requirements().iter().position(|known| *known == id);
        let answer = string(value, "answers")?;
        let place = known.iter().position(|known| known.id == answer);
        let slot = requirement.and_then(|requirement| state.answers.get_mut(requirement));
        *slot.ok_or_else(|| FileError::Unknown(excerpt(&id)))? =
            Some(place.ok_or_else(|| FileError::Unknown(excerpt(&answer)))?);
    }
    Ok(())
}

fn write_key(out: &mut String, depth: usize, key: &str) {
    if !out.ends_with('{') {
        out.push(',');
    }
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
    json::write_string(out, key);
    out.push_str(": ");
}

fn write_map<'a>(out: &mut String, key: &str, members: impl Iterator<Item = (&'a str, String)>) {
    write_key(out, 1, key);
    out.push('{');
    let start = out.len();
    for (key, text) in members {
        write_key(out, 2, key);
        json::write_string(out, &text);
    }
    out.push_str(if out.len() == start { "}" } else { "\n  }" });
}
