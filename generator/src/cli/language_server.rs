//! `clausebook language-server`
//!
//! An editor starts it, and ends it by the messages of the protocol. Standard output belongs to these messages.

use std::path::Path;

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::language::ProgramLanguage;
use crate::language_server::{self, LanguageServerOptions};

/// Serves an editor over standard input and output by the Language Server Protocol.
#[derive(Args, Debug)]
pub(super) struct LanguageServer {}

impl LanguageServer {
    /// `chosen` is the value of `--lang`.
    pub(super) fn run(
        &self,
        root: &Path,
        chosen: Option<ProgramLanguage>,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        let is_proper = language_server::run(LanguageServerOptions {
            root: root.to_owned(),
            chosen,
            language: terminal.language(),
        });
        // Nobody reads an error message; the protocol asks for the exit code 1.
        if is_proper {
            Ok(())
        } else {
            Err(Failure::Content)
        }
    }
}
