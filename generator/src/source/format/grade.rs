//! Grades: the signs that rows are graded with, their names and their descriptors.

use std::ops::Deref;

use serde_json::{Value as Json, json};

use super::points::Points;
use super::text::{Id, Text};
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, mismatch};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::texts::{TextRole, Texts, Walk};
use crate::source::yaml::{Node, Value};

record! {
    /// A grade with a title, a descriptor or points.
    "a grade" GradeRecord {
        /// The grade's sign, one letter or digit: links and files write the grades of a form together, as in `AAB`.
        required id: Id,
        /// The name of the grade, shown in place of its sign.
        #[text(label)]
        optional title: Text,
        /// The descriptor: the meaning of the grade in every row.
        #[text(source)]
        optional text: Text,
        /// The points that the grade is worth in a generated form, for each point of a row's weight.
        optional points: Points,
        /// Whether people with this grade meet what the row asks for. In Moodle, they are proficient.
        default met: bool,
    }
}

/// A grade: a sign alone, or a record.
#[derive(Clone, Debug)]
pub struct Grade(GradeRecord);

impl Grade {
    /// The grade of a record.
    pub fn new(record: GradeRecord) -> Grade {
        Grade(record)
    }
}

impl Deref for Grade {
    type Target = GradeRecord;

    fn deref(&self) -> &GradeRecord {
        &self.0
    }
}

impl Encode for Grade {
    fn encode(&self) -> Yaml {
        if self.title.is_none() && self.text.is_none() && self.points.is_none() && !self.met {
            self.id.encode()
        } else {
            self.0.encode()
        }
    }
}

impl Decode for Grade {
    const EXAMPLE: &'static str = "A";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        if let Value::Mapping(_) = &node.value {
            return GradeRecord::decode(node, faults).map(Grade);
        }
        if let Value::Scalar(title) = &node.value
            && !Id::is_valid(title)
            && !title.trim().is_empty()
        {
            faults.push(Rule::InvalidIdentifier.at(
                &node.position,
                message!("`{title}` is not a valid sign for a grade", title),
                message!(
                    "write one letter or digit, with the name as its title: `{{id: A, title: {example}}}`",
                    example = Text::EXAMPLE
                ),
            ));
            return None;
        }
        let id = Id::decode(node, faults)?;
        Some(Grade(GradeRecord {
            position: id.position.clone(),
            id,
            title: None,
            text: None,
            points: None,
            met: false,
        }))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let id = Id::schema(definitions);
        let record = GradeRecord::schema(definitions);
        json!({"anyOf": [id, record]})
    }
}

impl Texts<()> for Grade {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        self.0.texts((), walk);
    }
}

/// The descriptor of each grade in a row: `{A: {zh: …, en: …}}`.
#[derive(Clone, Debug, Default)]
pub struct GradeDescriptors(pub Vec<(Id, Text)>);

impl GradeDescriptors {
    /// The descriptor of `grade`.
    pub fn get(&self, grade: &str) -> Option<&Text> {
        let mut grades = self.0.iter();
        grades
            .find(|(name, _)| *name == *grade)
            .map(|(_, text)| text)
    }
}

impl Encode for GradeDescriptors {
    fn encode(&self) -> Yaml {
        let grades = self.0.iter();
        Yaml::Record(
            grades
                .map(|(grade, text)| (grade.value.to_string(), text.encode()))
                .collect(),
        )
    }
}

impl Decode for GradeDescriptors {
    const EXAMPLE: &'static str = "{A: {zh: …, en: …}}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            mismatch(
                node,
                message!("a text for each grade"),
                message!("write `{{A: {{zh: …, en: …}}}}`"),
                faults,
            );
            return None;
        };
        let mut grades: Vec<(Id, Text)> = Vec::with_capacity(pairs.len());
        let mut is_sound = true;
        for (key, value) in pairs {
            let grade = Id::decode(key, faults);
            let text = Text::decode(value, faults);
            let (Some(grade), Some(text)) = (grade, text) else {
                is_sound = false;
                continue;
            };
            if grades.iter().any(|(known, _)| known.value == grade.value) {
                faults.push(Rule::RepeatedKey.at(
                    &key.position,
                    message!("the grade `{grade}` appears twice in this row", grade),
                    message!("remove one of them"),
                ));
                is_sound = false;
            }
            grades.push((grade, text));
        }
        is_sound.then_some(GradeDescriptors(grades))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"type": "object", "additionalProperties": Text::schema(definitions)})
    }
}

impl Texts<()> for GradeDescriptors {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        for (_, text) in &self.0 {
            text.texts(TextRole::Source, walk);
        }
    }

    fn declare(&mut self, (): ()) {
        for (_, text) in &mut self.0 {
            text.declare(TextRole::Source);
        }
    }
}
