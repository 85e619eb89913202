//! `annexes/*.yaml`: an annex, and its form if it has one.
//!
//! A form refers to the rubric of its standard ([`super::rubric`]) by the ids of rows and grades. It may define rows,
//! totals and bands of its own.

use serde_json::{Value as Json, json};

use super::decimal;
use super::generate::Generate;
use super::grade::{Grade, GradeDescriptors};
use super::note::Notes;
use super::paragraph::Paragraph;
use super::points::Points;
use super::rubric::{Band, Guidance, Rubric, RubricRow, Total};
use super::text::{Id, Text};
use crate::language::message::{Example, message};
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::{Node, Value};

record! {
    /// An annex.
    "an annex" Annex {
        /// The annex's letter.
        required id: Id,
        /// The role that the annex is about, and whose form it contains.
        #[names(Role)]
        optional role: Id,
        /// The heading, as printed: `附录 A`.
        #[text(label)]
        optional heading: Text,
        /// Its status, as printed: `（资料性）`.
        #[text(label)]
        optional status: Text,
        /// The title, as printed.
        #[text(label)]
        required title: Text,
        /// Prose, one paragraph per item.
        default text: Vec<Paragraph>,
        /// Notes on the annex.
        default note: Notes,
        /// The form.
        optional form: Form,
    }
}

record! {
    /// A form: the table used to grade people in a role.
    "a form" Form {
        /// The table's number, as printed.
        #[text(label)]
        required number: Text,
        /// The caption, as printed.
        #[text(source)]
        required caption: Text,
        /// The column headings, as printed.
        required columns: Columns,
        /// Notes on the form.
        default note: Notes,
        /// The dimensions' labels, as this form prints them.
        default headings: Vec<Heading>,
        /// The grades of this form, best first, if they are not those of the rubric.
        default grades: Vec<Grade>,
        /// The rows, in the form's order: all those of the rubric, or rows of which the form defines one or more itself.
        default rows: Vec<Row>,
        /// What the rows are made of, in place of `rows`, if the form is generated from requirements.
        optional generate: Generate,
        /// The totals of this form, if they are not those of the rubric. A form that defines rows has only these.
        default totals: Vec<Total>,
        /// The bands of this form's totals, if they are not those of the rubric.
        default bands: Vec<Band>,
        /// The rules that turn answers about requirements into a proposed grade of this form, if they are not those of the
        /// rubric. A form with grades of its own has only these.
        optional guidance: Guidance,
        /// The break after which the table continues with a new caption.
        optional continuation: Continuation,
    }
}

record! {
    /// The column headings of a form.
    "the columns" Columns {
        /// The column heading above the rows' labels.
        #[text(source)]
        required item: Text,
        /// The column heading above the criteria.
        #[text(source)]
        required criteria: Text,
        /// The column heading above the grades.
        #[text(source)]
        required grade: Text,
        /// The column heading above the field for the score. A form without scores has no such column.
        #[text(source)]
        optional score: Text,
    }
}

record! {
    /// A dimension's label in a form.
    "a heading" Heading {
        /// The dimension.
        #[names(Dimension)]
        required dimension: Id,
        /// The label, as printed.
        #[text(source)]
        required label: Text,
        /// Notes on the label.
        default note: Notes,
    }
}

record! {
    /// A graded row of a form.
    "a row" Row {
        /// The row of the rubric that this row corresponds to.
        #[names(Row)]
        optional row: Id,
        /// The row's id in data, in place of `row`, if the form defines the row itself.
        optional id: Id,
        /// The dimension that the row grades, if the form defines the row and it grades one.
        #[names(Dimension)]
        optional dimension: Id,
        /// The level that the row grades, if the form defines the row and it grades one.
        #[names(Level)]
        optional level: Id,
        /// The row's own label, if the form prints one. Required in a row without a dimension.
        #[text(source)]
        optional label: Text,
        /// `list` if each criterion is on its own line, `run` if the criteria follow one another in running text.
        optional layout: Layout,
        /// The score of each grade, by grade. Only a row that no total includes may omit it.
        #[names(Grade)]
        optional scores: Scores,
        /// The descriptor of each grade in this row, by grade: an analytic rubric has them.
        #[names(Grade)]
        default descriptors: GradeDescriptors,
        /// The criteria, in source order.
        required criteria: Vec<Criterion>,
        /// Notes on the row.
        default note: Notes,
    }
}

record! {
    /// A criterion: one phrase of a row.
    "a criterion" Criterion {
        /// The phrase, verbatim, with its closing mark.
        #[text(source)]
        required text: Text,
        /// Whether it begins on a new line in a row whose layout is `run`.
        default starts_line: bool,
        /// The requirement that it restates.
        #[names(Requirement)]
        optional restates: Id,
        /// The requirements that it summarises; empty if it has no counterpart.
        #[names(Requirement)]
        optional summarises: Vec<Id>,
        /// Notes on the phrase.
        default note: Notes,
    }
}

record! {
    /// The break of a form across pages.
    "a continuation" Continuation {
        /// The row before which the table breaks. If absent, the break comes after the last row.
        #[names(Row)]
        optional before: Id,
        /// The caption above the continued part, as printed.
        #[text(label)]
        required caption: Text,
        /// The rows that the source prints again after the break.
        #[names(Row)]
        default repeats: Vec<Id>,
        /// Notes on the break.
        default note: Notes,
    }
}

impl Form {
    /// Whether the form defines rows of its own.
    pub fn defines_rows(&self) -> bool {
        self.rows.iter().any(|row| row.id.is_some())
    }

    /// Whether the form has grades, rows, totals, bands or a guidance of its own.
    pub fn has_own_rules(&self) -> bool {
        self.defines_rows()
            || !self.grades.is_empty()
            || !self.totals.is_empty()
            || !self.bands.is_empty()
            || self.guidance.is_some()
    }

    /// The grades of the form: its own, or those of the `rubric`.
    pub fn grades_or<'a>(&'a self, rubric: &'a Rubric) -> &'a [Grade] {
        if self.grades.is_empty() {
            &rubric.grades
        } else {
            &self.grades
        }
    }

    /// The guidance of the form: its own, or that of the `rubric`, which is about the rubric's grades.
    pub fn guidance_or<'a>(&'a self, rubric: &'a Rubric) -> Option<&'a Guidance> {
        let common = rubric.guidance.as_ref();
        let common = common.filter(|_| self.grades.is_empty());
        self.guidance.as_ref().or(common)
    }
}

impl Row {
    /// The row's name: its own id, or that of the rubric's row. `None` if it has neither, which `E323` reports.
    pub fn name(&self) -> Option<&Id> {
        self.id.as_ref().or(self.row.as_ref())
    }

    /// The row's id in data: its name, or nothing.
    pub fn key(&self) -> &str {
        self.name().map_or("", |id| id.as_str())
    }

    /// The row as a rubric would define it, if the form defines it.
    pub fn defined(&self) -> Option<RubricRow> {
        Some(RubricRow {
            position: self.position.clone(),
            id: self.id.clone()?,
            dimension: self.dimension.clone(),
            level: self.level.clone(),
        })
    }

    /// The row's scores with their grades and positions; empty if it has none.
    pub fn points(&self) -> &[(String, i32, Position)] {
        self.scores
            .as_ref()
            .map_or(&[], |scores| scores.grades.as_slice())
    }

    /// The score of `grade` in hundredths of a point, if the row has it.
    pub fn score(&self, grade: &str) -> Option<i32> {
        self.scores.as_ref()?.get(grade)
    }
}

/// The layout of a row's criteria.
///
/// It is only about print: a row has the same criteria in either layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each criterion on its own line.
    List,
    /// The criteria one after another, in running text.
    Run,
}

impl Layout {
    /// The word used for it in content.
    fn word(self) -> &'static str {
        match self {
            Layout::List => "list",
            Layout::Run => "run",
        }
    }
}

impl Encode for Layout {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.word().to_owned())
    }
}

impl Decode for Layout {
    const EXAMPLE: &'static str = "run";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let word = symbol(node, faults)?;
        match word.as_str() {
            "list" => Some(Layout::List),
            "run" => Some(Layout::Run),
            _ => {
                faults.push(Rule::UnknownValue.at(
                    &node.position,
                    message!("`{word}` is not a layout of a row", word),
                    message!("write `list` or `run`"),
                ));
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"enum": ["list", "run"]})
    }
}

/// The score of each grade in a row: `{A: 20, B: 16}`, in hundredths of a point.
#[derive(Clone, Debug)]
pub struct Scores {
    /// Each grade with its score in hundredths of a point and its position. In the order of the
    /// file; each grade once.
    pub grades: Vec<(String, i32, Position)>,
    /// The position of the scores.
    pub position: Position,
}

impl Scores {
    /// The score of `grade`, in hundredths of a point. `None` if the row does not score it.
    pub fn get(&self, grade: &str) -> Option<i32> {
        self.grades
            .iter()
            .find(|(name, _, _)| name == grade)
            .map(|(_, score, _)| *score)
    }
}

impl Encode for Scores {
    fn encode(&self) -> Yaml {
        let grades = self.grades.iter();
        Yaml::Table(
            grades
                .map(|(grade, hundredths, _)| {
                    (
                        grade.clone(),
                        Yaml::Bare(decimal::write((*hundredths).into())),
                    )
                })
                .collect(),
        )
    }
}

impl Decode for Scores {
    const EXAMPLE: &'static str = Example::Scores.text();

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            super::super::decode::mismatch(
                node,
                message!("a score for each grade"),
                message!(
                    "write each grade with its score, as in `{scores}`",
                    scores = Example::Scores
                ),
                faults,
            );
            return None;
        };
        let mut grades: Vec<(String, i32, Position)> = Vec::new();
        let mut sound = true;
        for (key, value) in pairs {
            match (symbol(key, faults), Points::decode(value, faults)) {
                (Some(grade), Some(_)) if grades.iter().any(|(name, _, _)| *name == grade) => {
                    faults.push(Rule::RepeatedKey.at(
                        &key.position,
                        message!("the grade `{grade}` appears twice in this row", grade),
                        message!("remove one of them"),
                    ));
                    sound = false;
                }
                (Some(grade), Some(points)) => {
                    grades.push((grade, points.hundredths, value.position.clone()));
                }
                _ => sound = false,
            }
        }
        sound.then(|| Scores {
            grades,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "object", "additionalProperties": {"type": "number"}})
    }
}
