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
use super::terminal::{Failure, Terminal, grouped};
use super::writing::{FileReplacement, replace_all, unread, write_new};
use crate::check::sorted;
use crate::language::ProgramLanguage;
use crate::language::message::message;
use crate::model::translated::TranslationState;
use crate::model::{CompleteHandbook, Language};
use crate::project::Project;
use crate::render::theme::words_to_translate;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;
use crate::source::place::CONTENT;
use crate::translate::comparison::{compare, target};
use crate::translate::error::ExchangeError;
use crate::translate::intake::{ChangedFile, Intake};
use crate::translate::reader::{LARGEST, read};
use crate::translate::units::units;
use crate::translate::words::{compare_words, is_word, word_units};
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
    /// Add the words of the interface that the language lacks or the handbook's theme changes
    #[arg(long)]
    words: bool,
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
    /// PO, the format of gettext
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
        let spoken = terminal.language();
        let to = named(&handbook, &self.to, spoken)?;
        let from = self
            .from
            .as_deref()
            .map(|from| named(&handbook, from, spoken))
            .transpose()?;
        if from.is_some_and(|from| from.id == to.id) {
            return Err(Failure::Call(message!(
                "`--from` and `--to` are the same language"
            )));
        }
        let from = from.map(|from| &*from.id);
        let mut all = units(&handbook, &project.sources.tree, from, &to.id);
        let words = self
            .words
            .then(|| words_to_translate(root, &handbook, to))
            .transpose()
            .map_err(|error| unread(&root.join("themes"), &error))?;
        if let Some(words) = &words {
            all.extend(word_units(words, &project.sources.tree, from, to));
        }
        if self.missing {
            all.retain(|unit| unit.state != TranslationState::Done);
        }
        let tag = |id: &str| {
            let mut languages = handbook.languages.iter();
            let known = languages.find(|language| *language.id == *id);
            known.map_or_else(|| id.to_owned(), |language| language.tag.to_string())
        };
        let own = handbook.languages.iter().next();
        let from = from.and_then(|from| handbook.languages.iter().find(|known| *known.id == *from));
        let from = from.or(own);
        let text = match self.format {
            TranslationFormat::Xliff => {
                let count = all.len();
                all.retain(xliff::can_hold);
                if all.len() < count {
                    terminal.remark(&message!(
                        "warning: {texts} {texts|text|texts} left out, since XML cannot hold their control characters; \
                         `--format po` has them",
                        texts = grouped(count - all.len())
                    ));
                }
                xliff::write(&all, from, to, tag)
            }
            TranslationFormat::Po => {
                let title = handbook.about.title.nearest(&[&to.id]).1;
                po::write(&all, title, from, to)
            }
        };
        match &self.out {
            None => terminal.bytes(text.as_bytes()),
            Some(file) => {
                if file.exists() {
                    return Err(Failure::helped(
                        message!(
                            "{file} exists, and may hold translations",
                            file = file.display()
                        ),
                        message!("choose another name, or remove it"),
                    ));
                }
                write_new(file, &text)?;
                terminal.summary(&message!(
                    "wrote {file} ({texts} {texts|text|texts})",
                    file = file.display(),
                    texts = grouped(all.len())
                ))
            }
        }
    }
}

impl TranslateIn {
    fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let size = fs::metadata(&self.file).map_err(|error| unread(&self.file, &error))?;
        if size.len() > LARGEST {
            return Err(Failure::helped(
                message!(
                    "{file} has {bytes} bytes, more than the limit of {limit}",
                    file = self.file.display(),
                    bytes = size.len(),
                    limit = LARGEST
                ),
                message!("translate it in several files, with `--missing`"),
            ));
        }
        let bytes = fs::read(&self.file).map_err(|error| unread(&self.file, &error))?;
        let file = self.file.display();
        let unusable = |error: ExchangeError| {
            let error = error.report();
            Failure::Call(message!("{file}: {error}", file, error))
        };
        let returned = read(&bytes).map_err(unusable)?;
        if returned.is_empty() {
            return terminal.summary(&message!("{file} has no texts; nothing was written", file));
        }
        let mut project = Project::read(root)?;
        let handbook = translatable(&mut project, terminal)?;
        let to = self
            .to
            .as_deref()
            .map(|to| named(&handbook, to, terminal.language()))
            .transpose()?;
        let to = target(&handbook, &returned, to).map_err(unusable)?;
        let (words, texts): (Vec<_>, Vec<_>) = returned.into_iter().partition(is_word);
        let mut intake = compare(&handbook, &project.sources.tree, &texts, to);
        if !words.is_empty() {
            let table = words_to_translate(root, &handbook, to)
                .map_err(|error| unread(&root.join("themes"), &error))?;
            let words: Vec<_> = words.iter().collect();
            compare_words(&table, &project.sources.tree, &words, to, &mut intake);
        }
        for refused in &intake.refused {
            let (line, id) = (refused.line, &refused.id);
            terminal.remark(&message!(
                "{file}:{line}: `{id}`: {message}\n  help: {help}",
                file,
                line,
                id,
                message = refused.message,
                help = refused.help
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
        // Words of the interface are in the theme, and checked as they are compared.
        let is_content = |file: &&ChangedFile| file.path.starts_with(CONTENT);
        for file in intake.files.iter().filter(is_content) {
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
        terminal.report(&project.sources.report(
            &faults,
            terminal.language(),
            terminal.shows_colour(),
        ));
        terminal.remark(&message!(
            "nothing was written: the files could not be read with these translations"
        ));
        Err(Failure::Content)
    }

    /// Prints what was written.
    fn report(&self, intake: &Intake, terminal: &Terminal) -> Result<(), Failure> {
        let (translations, files) = (grouped(intake.written), grouped(intake.files.len()));
        let mut done = if self.dry_run {
            message!(
                "would write {translations} {translations|translation|translations} in {files} {files|file|files}",
                translations,
                files
            )
        } else {
            message!(
                "wrote {translations} {translations|translation|translations} in {files} {files|file|files}",
                translations,
                files
            )
        };
        if intake.confirmed > 0 {
            let count = intake.confirmed;
            done = message!("{done}; {count} changed in state only", done, count);
        }
        let count = intake.unchanged;
        done = message!("{done}; {count} unchanged", done, count);
        if !intake.refused.is_empty() {
            let units = grouped(intake.refused.len());
            done = message!(
                "{done}; {units} {units|unit|units} not written",
                done,
                units
            );
        }
        terminal.summary(&done)?;
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
fn named<'h>(
    handbook: &'h CompleteHandbook,
    name: &str,
    spoken: ProgramLanguage,
) -> Result<&'h Language, Failure> {
    let found = language(handbook, Some(name), spoken).map_err(|failure| match failure {
        Failure::Call(message) => Failure::helped(
            message,
            message!(
                "a new language is added with `clausebook new language {name}`",
                name
            ),
        ),
        Failure::Content | Failure::Unread => failure,
    })?;
    found.ok_or_else(|| {
        Failure::Call(message!(
            "the handbook has no language `{asked}`",
            asked = name
        ))
    })
}
