//! `clausebook check`
//!
//! The exit code is 1 if there is an error, in every format. Warnings that `--deny` makes errors
//! count.

use std::iter;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::accept::{self, Accept};
use super::findings::{findings, refuse, remark_unlocked, sound};
use super::levels::Levels;
use super::terminal::{Failure, Terminal, grouped};
use crate::check::report::{github::github, json::json, sarif::sarif};
use crate::check::sorted;
use crate::language::message::{Message, message};
use crate::language::system_error;
use crate::output;
use crate::project::Project;
use crate::serve::{unwatched, watch};
use crate::source::diagnostic::Diagnostic;

/// Checks the content and reports every problem.
#[derive(Args, Debug)]
pub(super) struct CheckCommand {
    #[command(flatten)]
    accept: Accept,
    #[command(flatten)]
    levels: Levels,
    /// The format of the report: for people on standard error, for programs on standard output
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        conflicts_with = "accept"
    )]
    format: Format,
    /// Check again whenever a file is saved, until Ctrl-C
    #[arg(long, conflicts_with = "accept")]
    watch: bool,
    /// Look for changes regularly, on file systems that do not report them
    #[arg(long, requires = "watch")]
    poll: bool,
}

/// A format of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

impl CheckCommand {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        if self.accept.is_asked() {
            accept::run(root, &self.accept, &self.levels, terminal)?;
        }
        if self.watch {
            return self.follow(root, terminal);
        }
        self.check(root, terminal)
    }

    /// Checks now and whenever a file is saved.
    fn follow(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let real =
            dunce::canonicalize(root).map_err(|cause| watching(root, &system_error(&cause)))?;
        // Start watching before the first reading, so that no save in between is missed.
        let (_watch, changes) =
            watch(&real, self.poll).map_err(|cause| watching(root, &unwatched(&cause)))?;
        let moments = iter::once(()).chain(changes.map(|_| ()));
        for () in moments {
            match self.check(root, terminal) {
                Ok(()) | Err(Failure::Content) => {}
                Err(Failure::Call(message)) => {
                    terminal.remark(&message!("error: {message}", message));
                }
                Err(Failure::Unread) => return Err(Failure::Unread),
            }
            terminal.note(&message!("waiting for changes (Ctrl-C stops)"));
        }
        Ok(())
    }

    /// Checks once.
    fn check(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root)?;
        if self.format != Format::Human {
            return self.machine(&mut project, terminal);
        }
        let handbook = sound(&mut project, &self.levels, terminal)?;
        remark_unlocked(&handbook, terminal);
        let mut faults = project.rendering(handbook.clone());
        self.levels.apply(&mut faults);
        if faults.iter().any(Diagnostic::is_error) {
            return Err(refuse(&project, &faults, terminal));
        }
        if !faults.is_empty() {
            let (language, is_coloured) = (terminal.language(), terminal.shows_colour());
            terminal.report(&project.sources.report(&faults, language, is_coloured));
        }
        let site = project
            .site(handbook, None)
            .map_err(|faults| refuse(&project, &faults, terminal))?;
        output::refuse_unsafe(&site)?;
        let files = grouped(project.sources.tree.files.len());
        terminal.summary(&message!(
            "{files} {files|file|files} checked: no errors",
            files
        ))
    }

    /// Prints every problem in a format for programs.
    fn machine(&self, project: &mut Project, terminal: &Terminal) -> Result<(), Failure> {
        let (handbook, mut faults) = findings(project, &self.levels);
        let is_sound = !faults.iter().any(Diagnostic::is_error);
        if let Some(handbook) = handbook.filter(|_| is_sound) {
            let mut failed = project.rendering(handbook.clone());
            self.levels.apply(&mut failed);
            if !failed.iter().any(Diagnostic::is_error) {
                match project.site(handbook, None) {
                    Ok(site) => output::refuse_unsafe(&site)?,
                    Err(found) => faults.extend(found),
                }
            }
            faults.extend(failed);
        }
        let faults = sorted(faults);
        let folder = folder(&project.root);
        let language = terminal.language();
        match self.format {
            Format::Human => terminal.report(&project.sources.report(&faults, language, false)),
            Format::Json => terminal.result(&format!("{:#}", json(&faults, language)))?,
            Format::Sarif => {
                terminal.result(&format!("{:#}", sarif(&faults, &folder, language)))?
            }
            Format::Github if faults.is_empty() => {}
            Format::Github => terminal.result(&github(&faults, &folder, language))?,
        }
        if faults.iter().any(Diagnostic::is_error) {
            return Err(Failure::Content);
        }
        Ok(())
    }
}

/// The failure to watch the folder of a handbook.
fn watching(root: &Path, cause: &Message) -> Failure {
    let path = root.display();
    Failure::Call(message!("cannot watch {path}: {cause}", path, cause))
}

/// The handbook's folder as a prefix of the paths of its files: relative to the working folder if it is inside, and empty
/// if it is the working folder. Reports for code hosts need paths from the root of the repository,
/// which is where such a check runs.
fn folder(root: &Path) -> String {
    let here = std::env::current_dir().and_then(dunce::canonicalize);
    let (Ok(here), Ok(real)) = (here, dunce::canonicalize(root)) else {
        return String::new();
    };
    let inside = real.strip_prefix(&here).unwrap_or(&real);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    let mut folder = parts.join("/").replacen("//", "/", 1);
    if !folder.is_empty() {
        folder.push('/');
    }
    folder
}
