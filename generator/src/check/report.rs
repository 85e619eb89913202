//! Diagnostics for people to read: the place, the problem, the line, and the fix.

use std::io::{self, Write};

use super::width::columns;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::tree::Tree;

/// The most columns of a line to show.
const SHOWN: usize = 96;
/// The number of columns shown before the place if a line is too long to show in full.
const BEFORE: usize = 40;

/// Writes every diagnostic with its line from `tree`, then the number of diagnostics, in `colour` if it is set. Writes
/// nothing if there are no diagnostics.
///
/// # Errors
/// Returns an error if `out` cannot be written to.
pub fn report(
    out: &mut dyn Write,
    tree: &Tree,
    diagnostics: &[Diagnostic],
    colour: bool,
) -> io::Result<()> {
    let paint = Paint { colour };
    let mut lines = Lines::default();
    for diagnostic in diagnostics {
        one(
            out,
            lines.get(tree, &diagnostic.position),
            diagnostic,
            &paint,
        )?;
    }
    if diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", count(diagnostics))
}

/// Counts the diagnostics of each kind: `3 errors, 1 warning`.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|fault| fault.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let counted = |number: usize, name: &str| match number {
        0 => None,
        1 => Some(format!("1 {name}")),
        _ => Some(format!("{number} {name}s")),
    };
    let parts: Vec<String> = [counted(errors, "error"), counted(warnings, "warning")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        "no errors".to_owned()
    } else {
        parts.join(", ")
    }
}

fn one(
    out: &mut dyn Write,
    line: Option<&str>,
    fault: &Diagnostic,
    paint: &Paint,
) -> io::Result<()> {
    let (name, style) = if fault.is_error() {
        ("error", RED)
    } else {
        ("warning", YELLOW)
    };
    writeln!(
        out,
        "{}: {}: {}",
        paint.styled(BOLD, &fault.position.to_string()),
        paint.styled(style, name),
        visible(&fault.message)
    )?;
    if let Some(line) = line {
        let number = fault.position.line.to_string();
        let margin = " ".repeat(number.len());
        let (shown, indent) = excerpt(line, fault.position.column);
        writeln!(
            out,
            "  {} {shown}",
            paint.styled(FAINT, &format!("{number} |"))
        )?;
        writeln!(
            out,
            "  {} {}{}",
            paint.styled(FAINT, &format!("{margin} |")),
            " ".repeat(indent),
            paint.styled(style, "^")
        )?;
    }
    if !fault.help.is_empty() {
        writeln!(
            out,
            "  {} {}",
            paint.styled(BOLD, "help:"),
            visible(&fault.help)
        )?;
    }
    writeln!(out)
}

/// The lines of the file that was used last: diagnostics are grouped by file.
#[derive(Default)]
struct Lines<'a> {
    file: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> Lines<'a> {
    /// The line at `position`, if it has one and the line exists.
    fn get(&mut self, tree: &'a Tree, position: &Position) -> Option<&'a str> {
        let index = usize::try_from(position.line.checked_sub(1)?).ok()?;
        let (file, text) = tree.files.get_key_value(&position.file)?;
        if self.file != &**file {
            self.file = file;
            self.lines = text.split('\n').collect();
        }
        let line = *self.lines.get(index)?;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}

/// The shown part of a line, and the number of columns before `column` in it.
fn excerpt(line: &str, column: u32) -> (String, usize) {
    let line: Vec<char> = line.chars().map(shown).collect();
    let width = |characters: &[char]| characters.iter().map(|c| columns(*c)).sum::<usize>();
    let place = usize::try_from(column.saturating_sub(1))
        .unwrap_or(usize::MAX)
        .min(line.len());
    if width(&line) <= SHOWN {
        return (line.iter().collect(), width(&line[..place]));
    }
    let mut start = place;
    while start > 0 && width(&line[start - 1..place]) <= BEFORE {
        start -= 1;
    }
    let mut end = start;
    let mut taken = 0;
    while end < line.len() && taken + columns(line[end]) <= SHOWN {
        taken += columns(line[end]);
        end += 1;
    }
    let mut text: String = line[start..end].iter().collect();
    let mut indent = width(&line[start..place]);
    if start > 0 {
        text.insert(0, '…');
        indent += 1;
    }
    if end < line.len() {
        text.push('…');
    }
    (text, indent)
}

/// Replaces characters that would move the cursor or change the terminal.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        _ if c.is_control() => '\u{fffd}',
        // Marks that change the direction of the following text.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

/// Replaces everything in a text that would move the cursor or change the terminal.
pub fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

const BOLD: &str = "1";
const FAINT: &str = "2";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";

struct Paint {
    colour: bool,
}

impl Paint {
    fn styled(&self, style: &str, text: &str) -> String {
        let text = visible(text);
        if self.colour {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        Tree {
            files: [("a.yaml".into(), text.into())].into(),
        }
    }

    fn at(line: u32, column: u32) -> Position {
        Position {
            file: "a.yaml".into(),
            line,
            column,
        }
    }

    fn written(tree: &Tree, diagnostics: &[Diagnostic], colour: bool) -> String {
        let mut out = Vec::new();
        report(&mut out, tree, diagnostics, colour).expect("memory can be written to");
        String::from_utf8(out).expect("the report is text")
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        let tree = tree("- 一\n- {zh: 跨境，电商, en: x}\n");
        let faults = [
            Diagnostic::error(&at(2, 15), "wrong", "do better"),
            Diagnostic::warning(&Position::file("a.yaml"), "odd", ""),
        ];
        assert_eq!(
            written(&tree, &faults, false),
            "a.yaml:2:15: error: wrong\n\
             \x20 2 | - {zh: 跨境，电商, en: x}\n\
             \x20   |                    ^\n\
             \x20 help: do better\n\
             \n\
             a.yaml: warning: odd\n\
             \n\
             1 error, 1 warning\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = format!("{}X{}", "中".repeat(100), "文".repeat(100));
        let (shown, indent) = excerpt(&long, 101);
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        let before: usize = shown.chars().take_while(|c| *c != 'X').map(columns).sum();
        assert_eq!(indent, before);
        assert!(shown.chars().map(columns).sum::<usize>() <= SHOWN + 2);
    }

    #[test]
    fn a_place_past_the_end_is_shown_at_the_end() {
        assert_eq!(excerpt("ab", 99), ("ab".to_owned(), 2));
        assert_eq!(excerpt("", 0), (String::new(), 0));
    }

    #[test]
    fn nothing_in_the_content_changes_the_terminal() {
        let tree = tree("a: \u{1b}[2J\u{202e}x\tb\n");
        let fault = Diagnostic::error(&at(1, 4), "`\u{1b}[2J`", "");
        let text = written(&tree, &[fault], false);
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text:?}"
        );
    }

    #[test]
    fn colour_is_given_only_when_asked_for() {
        let tree = tree("a: b\n");
        let fault = [Diagnostic::error(&at(1, 4), "wrong", "")];
        assert!(written(&tree, &fault, true).contains("\u{1b}[1;31merror\u{1b}[0m"));
        assert!(!written(&tree, &fault, false).contains('\u{1b}'));
    }

    #[test]
    fn diagnostics_are_counted() {
        let error = Diagnostic::error(&at(1, 1), "x", "");
        let warning = Diagnostic::warning(&at(1, 1), "x", "");
        assert_eq!(
            count(&[error.clone(), error.clone(), warning]),
            "2 errors, 1 warning"
        );
        assert_eq!(count(&[error]), "1 error");
        assert_eq!(count(&[]), "no errors");
    }

    #[test]
    fn nothing_to_say_says_nothing() {
        assert_eq!(written(&tree(""), &[], false), "");
    }
}
