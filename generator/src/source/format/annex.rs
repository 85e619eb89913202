//! `annexes/*.yaml`: an annex, and its form if it has one.
//!
//! A form refers to the rubric of its standard ([`super::rubric`]) by the ids of rows and grades.
//! [`Points`] is the number type of the whole format.

use serde_json::{Value as Json, json};

use super::grade::GradeDescriptors;
use super::note::Notes;
use super::paragraph::Paragraph;
use super::text::{Id, Text};
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
        required headings: Vec<Heading>,
        /// The rows, in the form's order.
        required rows: Vec<Row>,
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
        required row: Id,
        /// The row's own label, if the form prints one.
        #[text(source)]
        optional label: Text,
        /// `list` if each criterion is on its own line, `run` if the criteria follow one another in running text.
        optional layout: Layout,
        /// The score of each grade, by grade. Only a row that no total includes may omit it.
        optional scores: Scores,
        /// The descriptor of each grade in this row, by grade: an analytic rubric has them.
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
        optional restates: Id,
        /// The requirements that it summarises; empty if it has no counterpart.
        optional summarises: Vec<Id>,
        /// Notes on the phrase.
        default note: Notes,
    }
}

record! {
    /// The break of a form across pages.
    "a continuation" Continuation {
        /// The row before which the table breaks. If absent, the break comes after the last row.
        optional before: Id,
        /// The caption above the continued part, as printed.
        #[text(label)]
        required caption: Text,
        /// The rows that the source prints again after the break.
        default repeats: Vec<Id>,
        /// Notes on the break.
        default note: Notes,
    }
}

impl Row {
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
                    format!("`{word}` is not a layout of a row"),
                    "write `list` or `run`",
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
                    (grade.clone(), Yaml::Bare(Points::write(*hundredths)))
                })
                .collect(),
        )
    }
}

impl Decode for Scores {
    const EXAMPLE: &'static str = "{A: 20, B: 16, C: 12, D: 8}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            super::super::decode::mismatch(
                node,
                "a mapping of grades to scores",
                Self::EXAMPLE,
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
                        format!("the grade `{grade}` appears twice in this row"),
                        "remove one of them",
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

/// A number of points or of another quantity, with at most two decimals, kept in hundredths so that sums are exact.
///
/// The greatest is 999,999.99.
#[derive(Clone, Debug)]
pub struct Points {
    /// The number, in hundredths.
    pub hundredths: i32,
    /// The position of the number.
    pub position: Position,
}

impl Points {
    /// Reads `20`, `7.5` or `-0.25`. `None` for anything else, such as `1e3`, `.5`, `+1` or
    /// `1,000`.
    fn parse(written: &str) -> Option<i32> {
        let (negative, digits) = match written.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 2 || whole.len() > 6 {
            return None;
        }
        let fraction: i32 = format!("{fraction:0<2}").parse().ok()?;
        let hundredths = whole.parse::<i32>().ok()? * 100 + fraction;
        Some(if negative { -hundredths } else { hundredths })
    }

    /// Writes a number as people do: `20`, `7.5` or `-0.25`.
    fn write(hundredths: i32) -> String {
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, fraction) = (
            hundredths.unsigned_abs() / 100,
            hundredths.unsigned_abs() % 100,
        );
        let fraction = format!(".{fraction:02}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        format!("{sign}{whole}{fraction}")
    }
}

impl Encode for Points {
    fn encode(&self) -> Yaml {
        Yaml::Bare(Points::write(self.hundredths))
    }
}

impl Decode for Points {
    const EXAMPLE: &'static str = "20";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let Some(hundredths) = Points::parse(&written) else {
            faults.push(Rule::InvalidNumber.at(
                &node.position,
                format!("`{written}` is not a number"),
                "write a number with at most two decimals, such as 20 or 7.5",
            ));
            return None;
        };
        Some(Points {
            hundredths,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn points_are_exact() {
        assert_eq!(Points::parse("20"), Some(2000));
        assert_eq!(Points::parse("7.5"), Some(750));
        assert_eq!(Points::parse("-0.25"), Some(-25));
        for wrong in ["", "-", "1.", ".5", "1.234", "1e3", "٣", "99999999"] {
            assert_eq!(Points::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn points_are_written_as_people_write_them() {
        for written in ["0", "20", "7.5", "7.05", "-0.25", "-3", "999999.99"] {
            let hundredths = Points::parse(written).expect("a number");
            assert_eq!(Points::write(hundredths), written);
        }
    }
}
