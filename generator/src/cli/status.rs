//! `clausebook status`
//!
//! It prints a report, not problems: what is left to do is nobody's mistake. It needs a handbook
//! without errors, since a missing requirement would count as uncovered.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::day::today;
use super::findings::sound;
use super::levels::Levels;
use super::locale::language;
use super::status_report::StatusReport;
use super::terminal::{Failure, Terminal};
use crate::language::message::Message;
use crate::project::Project;

/// Lists the requirements each curriculum leaves uncovered, and the progress of translations.
#[derive(Args, Debug)]
pub(super) struct Status {
    /// The format of the report
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: StatusFormat,
    /// The language of the requirements [default: that of the locale, or else that of the standard]
    #[arg(long, value_name = "ID")]
    language: Option<String>,
}

/// A format of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
}

impl Status {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root)?;
        let handbook = sound(&mut project, &Levels::default(), terminal)?;
        let language = language(&handbook, self.language.as_deref(), terminal.language())?;
        let report = StatusReport::of(&handbook, language, today());
        match self.format {
            StatusFormat::Human => terminal.result(&report.text(terminal.language())),
            StatusFormat::Json => {
                let json = serde_json::to_string_pretty(&report);
                let json =
                    json.map_err(|cause| Failure::Call(Message::verbatim(cause.to_string())))?;
                terminal.result(&json)
            }
        }
    }
}
