//! Forms that are generated: what their rows are made of.

use serde_json::{Value as Json, json};

use super::points::Points;
use super::reference::Reference;
use super::text::Id;
use super::words::words;
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, mismatch};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::{Node, Value};

record! {
    /// The rows of a form that is generated from the requirements of its role.
    "the rule for generated rows" Generate {
        /// The thing that each row grades.
        required by: GeneratedBy,
        /// The level whose requirements are graded. If absent, they are those of the highest level or, if levels are
        /// independent, those of all levels.
        #[names(Level)]
        optional level: Id,
        /// The axis whose values are the rows, if each row is a dimension. If absent, it is the first.
        #[names(DimensionAxis)]
        optional axis: Id,
        /// The requirements to grade, if they are not all that the role asks for. A clause stands for all of its requirements.
        #[names(Reference)]
        default only: Vec<Reference>,
        /// The requirements not to grade. A clause stands for all of its requirements.
        #[names(Reference)]
        default except: Vec<Reference>,
        /// The weight of rows, by the id of their requirement, clause or dimension, in place of the weights of their
        /// requirements. A clause that has one is a row together with the clauses below it.
        default weights: RowWeights,
    }
}

words! {
    /// What each row of a generated form grades.
    "a kind of generated row" GeneratedBy {
        /// One requirement.
        Requirement = "requirement",
        /// The requirements of one clause.
        Clause = "clause",
        /// The requirements of one dimension.
        Dimension = "dimension",
    }
}

/// The weights of rows, by their ids: `{1: 20, 2: 30}`. In the order of the file; each row once. Empty if the key is absent.
#[derive(Clone, Debug, Default)]
pub struct RowWeights(pub Vec<(Id, Points)>);

impl RowWeights {
    /// The weight of the row with this id, if it is stated.
    pub fn get(&self, row: &str) -> Option<&Points> {
        let mut rows = self.0.iter();
        rows.find(|(id, _)| *id == *row).map(|(_, weight)| weight)
    }
}

impl Encode for RowWeights {
    fn encode(&self) -> Yaml {
        let rows = self.0.iter();
        Yaml::Table(
            rows.map(|(id, weight)| (id.value.to_string(), weight.encode()))
                .collect(),
        )
    }
}

impl Decode for RowWeights {
    const EXAMPLE: &'static str = "{5.1: 20, 5.2: 30}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            mismatch(
                node,
                message!("a weight for each row"),
                message!(
                    "write the id of each row with its weight, as in `{{theory: 20, practice: 30}}`"
                ),
                faults,
            );
            return None;
        };
        let mut rows: Vec<(Id, Points)> = Vec::with_capacity(pairs.len());
        let mut is_sound = true;
        for (key, value) in pairs {
            let id = Id::decode(key, faults);
            let weight = Points::decode(value, faults);
            let (Some(id), Some(weight)) = (id, weight) else {
                is_sound = false;
                continue;
            };
            if rows.iter().any(|(known, _)| known.value == id.value) {
                faults.push(Rule::RepeatedKey.at(
                    &key.position,
                    message!("the row `{id}` appears twice", id),
                    message!("remove one of them"),
                ));
                is_sound = false;
            }
            rows.push((id, weight));
        }
        is_sound.then_some(RowWeights(rows))
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "object", "additionalProperties": {"type": "number"}})
    }
}
