//! `clausebook schema`
//!
//! `clausebook init` writes the same schemas into a new handbook, and a line in each file by which
//! editors find them.

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::source::schema::{KINDS, schema};

/// Prints the JSON Schema of a kind of content file.
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// The kind of file; if omitted, the kinds are listed
    #[arg(value_parser = KINDS.map(|kind| kind.name))]
    kind: Option<String>,
}

impl Schema {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<(), Failure> {
        match self.kind.as_deref().and_then(schema) {
            Some(schema) => terminal.result(&format!("{schema:#}")),
            None => {
                let lines =
                    KINDS.map(|kind| format!("{:12}{:48}{}", kind.name, kind.files, kind.title));
                terminal.result(&lines.join("\n"))
            }
        }
    }
}
