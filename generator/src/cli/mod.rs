//! The program's commands, their output and their exit codes.
//!
//! | code | meaning |
//! | --- | --- |
//! | 0 | success |
//! | 1 | errors in the content, all of which have been printed |
//! | 2 | invalid usage, or a system error |
//!
//! Results go to standard output; progress and problems go to standard error. The problems are the result of
//! `check --format json`, `sarif` or `github`.
//!
//! Each command is a file with its options and a `run`. The doc comments of options are the help
//! that `clausebook COMMAND --help` prints, so they have no full stop and no links. What the
//! commands share is in `findings` (problems) and `terminal` (output). `help` translates the command line.

mod accept;
mod build;
#[cfg(test)]
mod catalogue_tests;
mod check;
mod completions;
mod convert_encoding;
mod day;
mod explain;
mod export;
mod findings;
mod help;
mod import;
mod init;
mod language_server;
mod levels;
mod listing;
mod locale;
mod man;
mod new;
mod progress;
mod questions;
mod schema;
mod serve;
mod starter;
mod status;
mod status_report;
mod terminal;
mod translate;
mod updating;
mod writing;

pub use starter::languages::StarterLanguage;
pub use starter::publishing::Host;
pub use starter::{Starter, StarterKind};

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};

use self::terminal::{Failure, Terminal};
use crate::language::ProgramLanguage;
use crate::language::message::message;

/// Turns a competency standard, encoded clause by clause in YAML, into a multilingual handbook site.
#[derive(Debug, Parser)]
#[command(name = "clausebook", version, max_term_width = 100)]
struct Call {
    /// The handbook's folder, which contains `content/`
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = ".",
        display_order = 100
    )]
    root: PathBuf,
    /// Print only problems and what was asked for: no summaries, notes or progress
    #[arg(long, short, global = true, display_order = 101)]
    quiet: bool,
    /// The language of messages and help: en or zh [default: that of the locale]
    #[arg(
        long,
        global = true,
        value_name = "TAG",
        value_parser = locale::spoken,
        value_hint = ValueHint::Other,
        display_order = 102
    )]
    lang: Option<ProgramLanguage>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create a small, valid handbook as a starting point
    Init(init::Init),
    /// Add a clause, curriculum, module, posting, page, standard or language
    New(new::New),
    /// Check the content and report every problem
    Check(check::CheckCommand),
    /// Convert a file to UTF-8 from another encoding, such as GBK
    ConvertEncoding(convert_encoding::ConvertEncoding),
    /// Write the site
    Build(build::Build),
    /// Serve the site and update open pages when a file is saved
    Serve(serve::Serve),
    /// Run a language server for editors: report problems as you type, complete ids, and show what they stand for
    LanguageServer(language_server::LanguageServer),
    /// Import a framework from a file of another program
    Import(import::Import),
    /// Export a standard or a curriculum in a format of another program
    Export(export::ExportCommand),
    /// Write the texts for translators, or read their translations
    Translate(translate::Translate),
    /// Explain a rule of `check`, or list all rules
    Explain(explain::Explain),
    /// Print the JSON Schema of a kind of content file, for editors
    Schema(schema::Schema),
    /// List the requirements each curriculum leaves uncovered, and the progress of translations
    Status(status::Status),
    /// Print the script that completes commands and options in a shell
    Completions(completions::Completions),
    /// Print the manual page, or write all pages to a folder
    Man(man::Man),
}

/// The command line, with its help in English.
fn command() -> clap::Command {
    Call::command()
}

/// Runs the program with `arguments`, which start with its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The language of the help must be known before the arguments are read.
    let language = locale::asked(&arguments).unwrap_or_else(locale::program_language);
    let mut command = help::translated(command(), language);
    let matches = command.try_get_matches_from_mut(arguments);
    let call = match matches.and_then(|matches| Call::from_arg_matches(&matches)) {
        Ok(call) => call,
        Err(error) => {
            match help::fault(&error) {
                Some(fault) if language != ProgramLanguage::English => {
                    Terminal::speaking(language, false).remark(&fault);
                }
                // If the message cannot be printed, there is nobody to report that to.
                Some(_) => drop(error.print()),
                // Help that is printed because the command is missing is not a result.
                None if error.use_stderr() => {
                    let terminal = Terminal::speaking(language, false);
                    terminal.report(help::shown(&error.render(), language).trim_end());
                }
                None => drop(Terminal::speaking(language, false).help(&error.render())),
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let language = call.lang.unwrap_or(language);
    let terminal = Terminal::speaking(language, call.quiet);
    let root = &call.root;
    let done = match &call.command {
        None => terminal.help(&command.render_help()),
        Some(Command::Init(init)) => init.run(root, &terminal),
        Some(Command::New(new)) => new.run(root, &terminal),
        Some(Command::Check(check)) => check.run(root, &terminal),
        Some(Command::ConvertEncoding(convert)) => convert.run(root, &terminal),
        Some(Command::Build(build)) => build.run(root, &terminal),
        Some(Command::Serve(serve)) => serve.run(root, &terminal),
        Some(Command::LanguageServer(server)) => server.run(root, call.lang, &terminal),
        Some(Command::Import(import)) => import.run(root, &terminal),
        Some(Command::Export(export)) => export.run(root, &terminal),
        Some(Command::Translate(translate)) => translate.run(root, &terminal),
        Some(Command::Explain(explain)) => explain.run(&terminal),
        Some(Command::Schema(schema)) => schema.run(&terminal),
        Some(Command::Status(status)) => status.run(root, &terminal),
        Some(Command::Completions(completions)) => {
            completions.run(help::translated(self::command(), language), &terminal)
        }
        Some(Command::Man(man)) => {
            let whole = self::command().disable_help_subcommand(true);
            man.run(help::translated(whole, language), &terminal)
        }
    };
    match done {
        // The reader closed the output after reading enough.
        Ok(()) | Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Content) => ExitCode::from(1),
        Err(Failure::Call(message)) => {
            terminal.remark(&message!("error: {message}", message));
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_definition_is_valid() {
        Call::command().debug_assert();
    }

    #[test]
    fn invalid_arguments_are_distinguished_from_help() {
        let code = |arguments: &[&str]| {
            let call = std::iter::once("clausebook").chain(arguments.iter().copied());
            Call::try_parse_from(call).map_or_else(|error| error.exit_code(), |_| 0)
        };
        assert_eq!(code(&["buidl"]), 2);
        assert_eq!(code(&["build", "--base-url", "example.org"]), 2);
        assert_eq!(code(&["schema", "nothing"]), 2);
        assert_eq!(code(&["check", "--deny", "nothing"]), 2);
        assert_eq!(code(&["build", "--deny", "uncovered"]), 0);
        assert_eq!(
            code(&["check", "--deny", "W501", "--deny", "unknown-key"]),
            0
        );
        assert_eq!(code(&["check", "--allow", "w501"]), 0);
        assert_eq!(code(&["check", "--allow", "unknown-key"]), 2);
        assert_eq!(code(&["check", "--format", "xml"]), 2);
        assert_eq!(code(&["check", "--accept", "--format", "json"]), 2);
        assert_eq!(code(&["export", "pdf"]), 2);
        assert_eq!(
            code(&["export", "case", "--standard", "a", "--curriculum", "b"]),
            2
        );
        assert_eq!(code(&["export", "json-schema"]), 0);
        assert_eq!(code(&["check", "--watch", "--accept"]), 2);
        assert_eq!(code(&["check", "--poll"]), 2);
        assert_eq!(code(&["completions", "tcsh"]), 2);
        assert_eq!(code(&["new", "clause", "--quiet"]), 0);
        assert_eq!(code(&["explain", "E999"]), 2);
        assert_eq!(code(&["explain", "e018"]), 0);
        assert_eq!(code(&["--help"]), 0);
        assert_eq!(code(&[]), 0);
    }
}
