//! `clausebook translate out` and `translate in`
//!
//! The first writes the texts of a handbook for translators, the second reads their translations back into its files. With
//! an error in the content, neither does anything; permalinks that have yet to be accepted do not stop them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::findings::{complete, refuse};
use super::levels::Levels;
use super::locale::language;
use super::terminal::{Failure, Terminal, counted};
use super::writing::{FileReplacement, failed, replace_all, write_new};
use crate::check::sorted;
use crate::model::translated::TranslationState;
use crate::model::{CompleteHandbook, Language};
use crate::project::Project;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;
use crate::translate::comparison::{compare, target};
use crate::translate::intake::Intake;
use crate::translate::reader::{LARGEST, read};
use crate::translate::units::units;
use crate::translate::{po, xliff};

/// Writes the texts of a handbook for translators, or reads their translations.
#[derive(Args, Debug)]
pub(super) struct Translate {
    #[command(subcommand)]
    direction: TranslateDirection,
}

#[derive(Debug, Subcommand)]
enum TranslateDirection {
    /// Write every text with its translation, for a translator's tool
    Out(TranslateOut),
    /// Read a translated file, check it, and write the translations into the handbook
    In(TranslateIn),
}

/// The options of `translate out`.
#[derive(Args, Debug)]
struct TranslateOut {
    /// The language into which to translate
    #[arg(long, value_name = "LANGUAGE")]
    to: String,
    /// The language from which to translate, where a text has it [default: that of the original]
    #[arg(long, value_name = "LANGUAGE")]
    from: Option<String>,
    /// The format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: TranslationFormat,
    /// Leave out texts whose translation is done
    #[arg(long)]
    missing: bool,
    /// The file to write, which must not exist [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The options of `translate in`.
#[derive(Args, Debug)]
struct TranslateIn {
    /// The translated file: XLIFF 1.2 or PO
    file: PathBuf,
    /// The language of the translations, if the file does not say
    #[arg(long, value_name = "LANGUAGE")]
    to: Option<String>,
    /// Check the file and report what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A format of translators' tools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TranslationFormat {
    /// XLIFF 1.2
    #[default]
    Xliff,
    /// PO, of gettext
    Po,
}

impl Translate {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        match &self.direction {
            TranslateDirection::Out(out) => out.run(root, terminal),
            TranslateDirection::In(intake) => intake.run(root, terminal),
        }
    }
}

impl TranslateOut {
    fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root)?;
        let handbook = translatable(&mut project, terminal)?;
        let to = named(&handbook, &self.to)?;
        let from = self
            .from
            .as_deref()
            .map(|from| named(&handbook, from))
            .transpose()?;
        if from.is_some_and(|from| from.id == to.id) {
            return Err(Failure::Call(
                "`--from` and `--to` are the same language".to_owned(),
            ));
        }
        let from = from.map(|from| &*from.id);
        let mut all = units(&handbook, &project.sources.tree, from, &to.id);
        if self.missing {
            all.retain(|unit| unit.state != TranslationState::Done);
        }
        let tag = |id: &str| {
            let mut languages = handbook.languages.iter();
            let known = languages.find(|language| *language.id == *id);
            known.map_or_else(|| id.to_owned(), |language| language.tag.to_string())
        };
        let text = match self.format {
            TranslationFormat::Xliff => {
                let count = all.len();
                all.retain(xliff::can_hold);
                if all.len() < count {
                    terminal.remark(&format!(
                        "warning: {} left out, since XML cannot hold their control characters; `--format po` has them",
                        counted(count - all.len(), "text")
                    ));
                }
                xliff::write(&all, to, tag)
            }
            TranslationFormat::Po => {
                let own = handbook.languages.iter().next();
                let from = from
                    .and_then(|from| handbook.languages.iter().find(|known| *known.id == *from));
                let title = handbook.about.title.nearest(&[&to.id]).1;
                po::write(&all, title, from.or(own), to)
            }
        };
        match &self.out {
            None => terminal.bytes(text.as_bytes()),
            Some(file) => {
                if file.exists() {
                    return Err(Failure::Call(format!(
                        "{} exists, and may hold translations\nhelp: choose another name, or remove it",
                        file.display()
                    )));
                }
                write_new(file, &text)?;
                terminal.summary(&format!(
                    "wrote {} ({})",
                    file.display(),
                    counted(all.len(), "text")
                ))
            }
        }
    }
}

impl TranslateIn {
    fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let size = fs::metadata(&self.file).map_err(|error| failed("read", &self.file, &error))?;
        if size.len() > LARGEST {
            return Err(Failure::Call(format!(
                "{} has {} bytes, more than the limit of {LARGEST}\nhelp: translate it in several files, with `--missing`",
                self.file.display(),
                size.len()
            )));
        }
        let bytes = fs::read(&self.file).map_err(|error| failed("read", &self.file, &error))?;
        let unusable = |error| Failure::Call(format!("{}: {error}", self.file.display()));
        let returned = read(&bytes).map_err(unusable)?;
        if returned.is_empty() {
            return terminal.summary(&format!(
                "{} has no texts; nothing was written",
                self.file.display()
            ));
        }
        let mut project = Project::read(root)?;
        let handbook = translatable(&mut project, terminal)?;
        let to = self
            .to
            .as_deref()
            .map(|to| named(&handbook, to))
            .transpose()?;
        let to = target(&handbook, &returned, to).map_err(unusable)?;
        let intake = compare(&handbook, &project.sources.tree, &returned, to);
        for refused in &intake.refused {
            let (line, id) = (refused.line, &refused.id);
            terminal.remark(&format!(
                "{}:{line}: `{id}`: {}\n  help: {}",
                self.file.display(),
                refused.message,
                refused.help
            ));
        }
        self.verify(&project, &intake, terminal)?;
        if !self.dry_run {
            let changes = intake.files.iter().map(|file| FileReplacement {
                name: &file.path,
                before: file.before.as_deref(),
                after: &file.after,
            });
            replace_all(root, &changes.collect::<Vec<_>>())?;
        }
        self.report(&intake, terminal)
    }

    /// Refuses to write files that could not be read again.
    fn verify(
        &self,
        project: &Project,
        intake: &Intake,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        let mut tree = project.sources.tree.clone();
        for file in &intake.files {
            tree.files
                .insert(file.path.clone(), file.after.as_str().into());
        }
        let documents = Documents::read(&tree);
        let faults: Vec<Diagnostic> = documents
            .faults()
            .filter(|fault| fault.is_error())
            .cloned()
            .collect();
        if faults.is_empty() {
            return Ok(());
        }
        terminal.remark(&project.sources.report(&faults, terminal.shows_colour()));
        terminal.remark("nothing was written: the files could not be read with these translations");
        Err(Failure::Content)
    }

    /// Prints what was written.
    fn report(&self, intake: &Intake, terminal: &Terminal) -> Result<(), Failure> {
        let done = if self.dry_run { "would write" } else { "wrote" };
        let mut parts = vec![format!(
            "{done} {} in {}",
            counted(intake.written, "translation"),
            counted(intake.files.len(), "file")
        )];
        if intake.confirmed > 0 {
            parts.push(format!("{} changed in state only", intake.confirmed));
        }
        parts.push(format!("{} unchanged", intake.unchanged));
        if !intake.refused.is_empty() {
            parts.push(format!(
                "{} not written",
                counted(intake.refused.len(), "unit")
            ));
        }
        terminal.summary(&parts.join("; "))?;
        match intake.refused.is_empty() {
            true => Ok(()),
            false => Err(Failure::Content),
        }
    }
}

/// The handbook, if it has no errors but permalinks to accept.
fn translatable(
    project: &mut Project,
    terminal: &Terminal,
) -> Result<Arc<CompleteHandbook>, Failure> {
    let checked = project.check_apart();
    let mut faults = checked.faults;
    complete(&mut faults, checked.handbook.as_deref(), &Levels::default());
    faults.retain(Diagnostic::is_error);
    match checked.handbook {
        Some(handbook) if faults.is_empty() => Ok(handbook),
        _ => Err(refuse(project, &sorted(faults), terminal)),
    }
}

/// The language of the handbook with this id or tag.
fn named<'h>(handbook: &'h CompleteHandbook, name: &str) -> Result<&'h Language, Failure> {
    let found = language(handbook, Some(name)).map_err(|failure| match failure {
        Failure::Call(message) => Failure::Call(format!(
            "{message}\nhelp: a new language is added with `clausebook new language {name}`"
        )),
        Failure::Content | Failure::Unread => failure,
    })?;
    found.ok_or_else(|| Failure::Call(format!("the handbook has no language `{name}`")))
}
