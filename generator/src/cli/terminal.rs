//! The program's output: results on standard output, everything else on standard error.
//!
//! A closed pipe, as in `clausebook explain | head`, is not an error: whoever reads the output has
//! read enough.

use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Write};

use clap::builder::StyledStr;

use super::help::shown;
use crate::language::message::{Message, message};
use crate::language::{ProgramLanguage, system_error};
use crate::output::OutputError;
use crate::source::tree_error::TreeError;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The content has errors, which have been printed.
    Content,
    /// The usage is invalid, or the system reported an error.
    Call(Message),
    /// The reader of standard output has closed it.
    Unread,
}

impl From<TreeError> for Failure {
    fn from(error: TreeError) -> Self {
        let missing = error.cause.kind() == io::ErrorKind::NotFound;
        match missing {
            true => Failure::Call(message!(
                "{error}\nspecify the folder of the handbook with --root, or start a new one with `clausebook init DIR`",
                error = error.message()
            )),
            false => Failure::Call(error.message()),
        }
    }
}

impl Failure {
    /// The failure of a call, with the way to fix it.
    pub(super) fn helped(message: Message, help: Message) -> Failure {
        Failure::Call(message!("{message}\nhelp: {help}", message, help))
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Failure::Call(error.message())
    }
}

/// Standard output and standard error, either of which may be closed at any time.
pub(super) struct Terminal {
    is_terminal: bool,
    /// Whether only problems and what was asked for are printed.
    is_quiet: bool,
    language: ProgramLanguage,
}

impl Terminal {
    /// The streams of this process.
    pub(super) fn new() -> Self {
        Terminal {
            is_terminal: io::stderr().is_terminal(),
            is_quiet: false,
            language: ProgramLanguage::English,
        }
    }

    /// The streams of this process in `language`, without summaries, notes and progress if `is_quiet`.
    pub(super) fn speaking(language: ProgramLanguage, is_quiet: bool) -> Self {
        Terminal {
            is_quiet,
            language,
            ..Terminal::new()
        }
    }

    /// The language of the person at the terminal.
    pub(super) fn language(&self) -> ProgramLanguage {
        self.language
    }

    /// Whether progress is worth showing: on a terminal.
    pub(super) fn shows_progress(&self) -> bool {
        self.is_terminal && !self.is_quiet
    }

    /// Whether results are printed on a terminal, and not into a file or to another program.
    pub(super) fn prints_results(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Whether problems are printed in colour: on a terminal, unless `NO_COLOR` (<https://no-color.org>) is set.
    pub(super) fn shows_colour(&self) -> bool {
        self.is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// Whether there is somebody to ask: standard input and standard error are a terminal.
    pub(super) fn is_interactive(&self) -> bool {
        self.is_terminal && io::stdin().is_terminal()
    }

    /// Prints a result and a newline.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Unread`] if the reader has closed standard output.
    pub(super) fn result(&self, text: &dyn Display) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        self.printed(writeln!(out, "{text}").and_then(|()| out.flush()))
    }

    /// Prints the help of a command, or the version.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Unread`] if the reader has closed standard output.
    pub(super) fn help(&self, help: &StyledStr) -> Result<(), Failure> {
        let text = shown(help, self.language);
        let mut out = io::stdout().lock();
        self.printed(write!(out, "{text}").and_then(|()| out.flush()))
    }

    /// Prints what a command has done, unless only problems are wanted.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Unread`] if the reader has closed standard output.
    pub(super) fn summary(&self, message: &Message) -> Result<(), Failure> {
        if self.is_quiet {
            return Ok(());
        }
        self.answer(message)
    }

    /// Prints a result that is a message.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Unread`] if the reader has closed standard output.
    pub(super) fn answer(&self, message: &Message) -> Result<(), Failure> {
        self.result(&message.text(self.language))
    }

    /// Prints a remark that is not a problem, unless only problems are wanted.
    pub(super) fn note(&self, message: &Message) {
        if !self.is_quiet {
            self.remark(message);
        }
    }

    /// Writes a result as it is.
    ///
    /// # Errors
    ///
    /// Returns [`Failure::Unread`] if the reader has closed standard output.
    pub(super) fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        self.printed(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Asks a yes-or-no question and reads the answer. Returns `None` if nobody can answer because standard input or
    /// standard error is not a terminal.
    ///
    /// Anything but `y` or `yes` means no.
    pub(super) fn asks(&self, question: &Message) -> Option<bool> {
        if !self.is_interactive() {
            return None;
        }
        let mut errors = io::stderr().lock();
        let question = question.text(self.language);
        let asked = write!(errors, "{question} [y/N] ").and_then(|()| errors.flush());
        let mut answer = String::new();
        let read = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
        let answer = answer.trim();
        Some(
            read.is_ok()
                && (answer.eq_ignore_ascii_case("y") || answer.eq_ignore_ascii_case("yes")),
        )
    }

    /// Converts the outcome of printing a result.
    pub(super) fn printed(&self, done: io::Result<()>) -> Result<(), Failure> {
        match done {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Unread),
            Err(cause) => Err(Failure::Call(message!(
                "cannot write the result: {cause}",
                cause = system_error(&cause)
            ))),
        }
    }

    /// Prints a problem or a remark and a newline.
    pub(super) fn remark(&self, message: &Message) {
        self.report(&message.text(self.language));
    }

    /// Prints text that is already in the language of the user, and a newline.
    pub(super) fn report(&self, text: &str) {
        // If standard error is closed, the remark has no reader.
        let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    }
}

/// Writes a word of a command so that a shell reads it as one word.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | ':' | '\\');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    // In single quotes, only a single quote has a meaning.
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Formats `number` with commas between thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_command_are_quoted_for_a_shell() {
        assert_eq!(shell_word("new/手册-1"), "new/手册-1");
        assert_eq!(shell_word("新 手册 #1"), "'新 手册 #1'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
    }

    #[test]
    fn numbers_are_grouped_and_nouns_agree() {
        for (count, text) in [
            (1, "1 page"),
            (0, "0 pages"),
            (999, "999 pages"),
            (1000, "1,000 pages"),
            (1_234_567, "1,234,567 pages"),
        ] {
            let count = grouped(count);
            assert_eq!(
                message!("{count} {count|page|pages}", count).english(),
                text
            );
        }
    }
}
