//! The neutral tree: everything that a reader found in a file, in the order of the file, whatever its format.
//!
//! Items refer to each other, and to roles, levels and types, by their places in the lists. A reader adds everything that it
//! cannot express to `left`, with its place in the file.

use std::collections::HashMap;

use super::own::OwnStandard;
use crate::language::message::{Message, message};
use crate::source::format::associations::RecordedAssociation;

/// A place in the imported file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundPlace {
    /// The file as a whole.
    File,
    /// A row of a table, counted from 1.
    Row(usize),
    /// A cell of a table: its row, and its column, both counted from 1.
    Cell(usize, usize),
    /// A column of a table, counted from 1.
    Column(usize),
    /// A value in JSON, by its pointer: `/CFItems/3/notes`.
    Pointer(String),
    /// A line of text, counted from 1.
    Line(usize),
    /// A resource of RDF, by its address, or by a number if it has none.
    Resource(String),
}

impl FoundPlace {
    /// The place in words.
    pub fn message(&self) -> Message {
        match self {
            FoundPlace::File => message!("the file"),
            FoundPlace::Row(row) => message!("row {row}", row),
            FoundPlace::Cell(row, column) => message!(
                "row {row}, column {column}",
                row,
                column = column_name(*column)
            ),
            FoundPlace::Column(column) => {
                message!("column {column}", column = column_name(*column))
            }
            FoundPlace::Line(line) => message!("line {line}", line),
            FoundPlace::Pointer(name) | FoundPlace::Resource(name) => message!("{name}", name),
        }
    }

    /// The place in signs that are the same in every language: `12`, `C12`, `/CFItems/3`.
    pub(super) fn notation(&self) -> String {
        match self {
            FoundPlace::File => "…".to_owned(),
            FoundPlace::Row(number) | FoundPlace::Line(number) => number.to_string(),
            FoundPlace::Cell(row, column) => format!("{}{row}", column_name(*column)),
            FoundPlace::Column(column) => column_name(*column),
            FoundPlace::Pointer(name) | FoundPlace::Resource(name) => name.clone(),
        }
    }
}

/// A name between code quotes.
pub(super) fn quoted(name: &str) -> Message {
    message!("`{name}`", name)
}

/// The name of a column in spreadsheets: `A`, `Z`, `AA`. Counted from 1.
pub fn column_name(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// Words by language, each language once, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundText(pub Vec<(String, String)>);

impl FoundText {
    /// Words in one language. Empty words are no text.
    pub fn one(language: &str, words: &str) -> Self {
        let mut text = FoundText::default();
        text.add(language, words);
        text
    }

    /// Adds words. Those of a language that it already has follow on a new line.
    pub fn add(&mut self, language: &str, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| known == language) {
            Some((_, before)) => {
                before.push('\n');
                before.push_str(words);
            }
            None => self.0.push((language.to_owned(), words.to_owned())),
        }
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words in `language`, or else in the first language. Empty if there are none.
    pub fn nearest(&self, language: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == language);
        found.or(self.0.first()).map_or("", |(_, words)| words)
    }
}

/// A standard as it was found.
#[derive(Clone, Debug, Default)]
pub struct FoundStandard {
    /// The language of its texts.
    pub language: String,
    /// The id that the file suggests.
    pub code: Option<String>,
    /// The title; empty if the file has none.
    pub title: FoundText,
    /// A description.
    pub description: FoundText,
    /// The body that issues it.
    pub authority: FoundText,
    /// The edition, as the file names it.
    pub edition: Option<String>,
    /// The licence: its title, and the address of its text.
    pub license: Option<(FoundText, Option<String>)>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
    /// The parts, in the order of the file.
    pub items: Vec<FoundItem>,
    /// The associations between parts whose identifiers are kept.
    pub associations: Vec<RecordedAssociation>,
    /// The words of the source, if an export can have them again.
    pub statements: Option<FoundStatements>,
    /// The types of parts.
    pub types: Vec<FoundValue>,
    /// The word of the standard for a role; empty if it is the usual one.
    pub role_name: FoundText,
    /// The roles.
    pub roles: Vec<FoundRole>,
    /// The word of the standard for a group of roles; empty if it is the usual one.
    pub group_name: FoundText,
    /// The groups of roles.
    pub groups: Vec<FoundGroup>,
    /// The levels, lowest first.
    pub levels: Vec<FoundValue>,
    /// The axes of dimensions.
    pub axes: Vec<FoundAxis>,
    /// The rubrics with scores.
    pub rubrics: Vec<FoundRubric>,
    /// What only Moodle asks for, if the file is one of Moodle.
    pub moodle: Option<FoundMoodle>,
    /// Its lists have letters or numbers before their items.
    pub prints_marks: bool,
    /// Its lists have nothing before their items, though some have codes.
    pub hides_marks: bool,
    /// The ids of the clauses that were added above parts that are in no other, by these parts.
    pub headings: HashMap<usize, String>,
    /// The ids that no part may get, since others have them.
    pub reserved: Vec<String>,
    /// The texts are Markdown as they are.
    pub is_markdown: bool,
    /// Everything that has no place in the format.
    pub left: Vec<LeftOver>,
    /// The points that a person should decide or check, one sentence each.
    pub decisions: Vec<Message>,
    /// The records themselves, in place of the parts, if the file is a workbook of our own.
    pub own: Option<Box<OwnStandard>>,
}

/// What a framework says to the letter.
#[derive(Clone, Debug, Default)]
pub struct FoundStatements {
    /// Its description.
    pub description: Option<String>,
    /// Its notes.
    pub notes: Option<String>,
    /// The words of its items.
    pub items: Vec<FoundStatement>,
    /// The time of its last change.
    pub changed: Option<String>,
}

/// The words of an item to the letter.
#[derive(Clone, Debug)]
pub struct FoundStatement {
    /// Its identifier.
    pub identifier: String,
    /// The statement.
    pub full: Option<String>,
    /// The short statement.
    pub abbreviated: Option<String>,
    /// The language, if it is not that of the framework.
    pub language: Option<String>,
    /// The notes.
    pub notes: Option<String>,
    /// The time of its last change.
    pub changed: Option<String>,
}

/// A part of a standard.
#[derive(Clone, Debug)]
pub struct FoundItem {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The id that it has in a handbook already, if that differs from its code.
    pub id: Option<String>,
    /// The code that the file gives it.
    pub code: Option<String>,
    /// The part that it is in.
    pub parent: Option<usize>,
    /// A short title.
    pub title: FoundText,
    /// The text.
    pub text: FoundText,
    /// Whether it is known to be a heading or a requirement.
    pub form: FoundForm,
    /// The type, in [`FoundStandard::types`].
    pub kind: Option<usize>,
    /// The roles that it is about.
    pub roles: Vec<usize>,
    /// The levels at which it applies.
    pub levels: Vec<usize>,
    /// The values of axes, each as the axis and the value.
    pub dimensions: Vec<(usize, usize)>,
    /// The descriptors, each with its level.
    pub descriptors: Vec<(usize, FoundDescriptor)>,
    /// The weight, in hundredths of a point.
    pub weight: Option<i32>,
    /// Examples.
    pub examples: Vec<FoundText>,
    /// The standard's own remarks.
    pub remarks: Vec<FoundText>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
    /// Relations to others.
    pub relations: Vec<FoundRelation>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
}

impl FoundItem {
    /// A part about which nothing is known.
    pub fn new(place: FoundPlace) -> Self {
        FoundItem {
            place,
            id: None,
            code: None,
            parent: None,
            title: FoundText::default(),
            text: FoundText::default(),
            form: FoundForm::Unknown,
            kind: None,
            roles: Vec::new(),
            levels: Vec::new(),
            dimensions: Vec::new(),
            descriptors: Vec::new(),
            weight: None,
            examples: Vec::new(),
            remarks: Vec::new(),
            notes: Vec::new(),
            relations: Vec::new(),
            same_as: Vec::new(),
        }
    }
}

/// The form of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FoundForm {
    /// It follows from the tree.
    #[default]
    Unknown,
    /// A heading.
    Clause,
    /// A requirement.
    Requirement,
}

/// How a part reads at a level.
#[derive(Clone, Debug, Default)]
pub struct FoundDescriptor {
    /// The text.
    pub text: FoundText,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
}

/// A relation of a part.
#[derive(Clone, Debug)]
pub struct FoundRelation {
    /// The other end.
    pub to: FoundEnd,
    /// The kind: a word of the format, or one of the file's own.
    pub kind: String,
    /// The title of an end outside the file.
    pub title: FoundText,
    /// Notes on the relation.
    pub notes: Vec<FoundText>,
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FoundEnd {
    /// A part of the same standard.
    Item(usize),
    /// An address or an identifier with a scheme.
    Elsewhere(String),
}

/// A type, a level or a value of an axis, and what is known of a role or a group.
#[derive(Clone, Debug, Default)]
pub struct FoundValue {
    /// The id that it has in a handbook already.
    pub id: Option<String>,
    /// The code that the file gives it.
    pub code: Option<String>,
    /// Its name.
    pub title: FoundText,
    /// A description.
    pub description: FoundText,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
}

/// An axis of dimensions.
#[derive(Clone, Debug, Default)]
pub struct FoundAxis {
    /// The name of the axis; empty if it has none.
    pub title: FoundText,
    /// The values.
    pub values: Vec<FoundValue>,
}

/// A group of roles.
#[derive(Clone, Debug, Default)]
pub struct FoundGroup {
    /// Its code, name and description.
    pub about: FoundValue,
    /// The group that it is part of.
    pub parent: Option<usize>,
}

/// A role.
#[derive(Clone, Debug, Default)]
pub struct FoundRole {
    /// Its code, name and description.
    pub about: FoundValue,
    /// The group that it is in.
    pub group: Option<usize>,
    /// Its tasks.
    pub tasks: Vec<FoundTask>,
    /// What it asks for.
    pub asks: Vec<FoundAsk>,
    /// Its own levels, lowest first, each with what it asks for.
    pub levels: Vec<(FoundValue, Vec<FoundAsk>)>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
}

/// A task of a role.
#[derive(Clone, Debug, Default)]
pub struct FoundTask {
    /// Its words.
    pub text: FoundText,
    /// The addresses and identifiers under which it is known elsewhere.
    pub same_as: Vec<String>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
}

/// Something that a role asks for.
#[derive(Clone, Debug)]
pub struct FoundAsk {
    /// The part.
    pub to: usize,
    /// Whether it need not be met.
    pub is_optional: bool,
    /// The level that is expected.
    pub level: Option<usize>,
}

/// Something that has no place in the format.
#[derive(Clone, Debug)]
pub struct LeftOver {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The kind of thing, by which things are counted: "the field `owner`".
    pub what: Message,
    /// Its content.
    pub content: String,
}

/// What Moodle alone has to know of a framework.
#[derive(Clone, Debug, Default)]
pub struct FoundMoodle {
    /// The ids of competencies do not begin with that of the framework.
    pub has_own_ids: bool,
    /// The grade of the first rubric that Moodle gives when a competency is completed without a rating, if it is not the
    /// lowest that is met.
    pub completed_as: Option<usize>,
}

/// A rubric with scores, or a form whose rows are requirements.
#[derive(Clone, Debug)]
pub struct FoundRubric {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The letter of the annex that it had in a handbook.
    pub annex: Option<String>,
    /// The id of the role that it had in a handbook.
    pub role: Option<String>,
    /// The number of the form that it had in a handbook.
    pub number: Option<String>,
    /// Its title.
    pub title: FoundText,
    /// The grades, best first.
    pub grades: Vec<FoundGrade>,
    /// The rows.
    pub rows: Vec<FoundRow>,
    /// The parts that are rows, in place of `rows`.
    pub generated: Option<FoundGeneration>,
    /// The totals.
    pub totals: Vec<FoundTotal>,
    /// The bands of the totals, highest first.
    pub bands: Vec<FoundBand>,
}

/// The parts that are the rows of a form: all requirements, if neither list has any.
#[derive(Clone, Debug, Default)]
pub struct FoundGeneration {
    /// The only parts that are graded.
    pub only: Vec<usize>,
    /// The parts that are not graded.
    pub except: Vec<usize>,
}

/// A grade of all rows.
#[derive(Clone, Debug)]
pub struct FoundGrade {
    /// Its sign.
    pub id: String,
    /// Its name; empty if it has none but the sign.
    pub title: FoundText,
    /// The points that it is worth in each row of a form whose rows are requirements, in hundredths.
    pub points: Option<i32>,
    /// Whether it is known to mean that the row is met.
    pub is_met: bool,
}

/// A row of a rubric.
#[derive(Clone, Debug)]
pub struct FoundRow {
    /// The id that it had in a handbook.
    pub id: Option<String>,
    /// The id of the level that it graded in a handbook.
    pub level: Option<String>,
    /// What several rows are about.
    pub category: FoundText,
    /// The text, a line each.
    pub lines: Vec<FoundText>,
    /// The part that it grades, in [`FoundStandard::items`].
    pub item: Option<usize>,
    /// Its grades, in the order of those of the rubric.
    pub grades: Vec<FoundGrading>,
}

/// A grade of a row.
#[derive(Clone, Debug, Default)]
pub struct FoundGrading {
    /// The name by which the row alone knows it.
    pub name: String,
    /// The score, in hundredths of a point.
    pub score: Option<i32>,
    /// How the grade reads in this row.
    pub text: FoundText,
}

/// A total.
#[derive(Clone, Debug)]
pub struct FoundTotal {
    /// The id of the level that it is about.
    pub level: Option<String>,
    /// Its title, if it is about no level.
    pub title: FoundText,
    /// The rows that are added up.
    pub rows: Vec<usize>,
}

/// A band.
#[derive(Clone, Debug)]
pub struct FoundBand {
    /// The id that it had in a handbook.
    pub id: Option<String>,
    /// Its title.
    pub title: FoundText,
    /// The lowest total, in hundredths of a point; `None` for the lowest band.
    pub from: Option<i32>,
}
