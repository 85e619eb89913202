//! `clausebook schema`

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{Failure, Terminal};
use crate::source::decode::{Decode, Definitions};
use crate::source::format::{
    annex, clause, curriculum, glossary, handbook, permalinks, posting, rubric, standard,
};
use crate::source::page;

/// A kind of content file, and what one may hold.
type Kind = (&'static str, fn(&mut Definitions) -> Value);

/// Every kind of content file.
const KINDS: [Kind; 11] = [
    ("handbook", handbook::Handbook::schema),
    ("standard", standard::Standard::schema),
    ("clauses", Vec::<clause::Clause>::schema),
    ("annex", annex::Annex::schema),
    ("rubric", rubric::Rubric::schema),
    ("glossary", Vec::<glossary::GlossaryEntry>::schema),
    ("page", page::FrontMatter::schema),
    ("curriculum", curriculum::Curriculum::schema),
    ("module", curriculum::ModuleFrontMatter::schema),
    ("posting", posting::Posting::schema),
    ("permalinks", permalinks::Permalinks::schema),
];

/// Prints the JSON Schema of a kind of content file.
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// The kind of file; without it the kinds are listed
    #[arg(value_parser = KINDS.map(|(name, _)| name))]
    kind: Option<String>,
}

impl Schema {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<(), Failure> {
        let Some(wanted) = &self.kind else {
            return terminal.result(&KINDS.map(|(name, _)| name).join("\n"));
        };
        for (name, schema) in KINDS {
            if name == wanted {
                terminal.result(&document(schema))?;
            }
        }
        Ok(())
    }
}

/// A whole JSON Schema, as text.
fn document(schema: fn(&mut Definitions) -> Value) -> String {
    let mut definitions = Definitions::new();
    let mut document = json!({"$schema": "https://json-schema.org/draft/2020-12/schema"});
    let top = schema(&mut definitions);
    if let (Some(document), Value::Object(top)) = (document.as_object_mut(), top) {
        document.extend(top);
        document.insert("$defs".into(), json!(definitions));
    }
    format!("{document:#}")
}
