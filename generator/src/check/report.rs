//! Diagnostics for people to read: the rule, the problem, the place, the line, and the fix.
//!
//! [`json`], [`sarif`] and [`github`] write the same for machines.
//!
//! The layout is that of rustc, drawn by the crate `annotate-snippets`. Text from the content is
//! never written raw: control characters and marks of direction are replaced ([`visible`]), so that
//! a file cannot change the terminal or disguise what a message says.

pub mod github;
pub mod json;
pub mod sarif;

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::width::columns;
use crate::language::ProgramLanguage;
use crate::language::message::{Message, Series, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Severity;
use crate::source::tree::Tree;

/// The maximum number of columns of a line to show. Longer lines are cut around the place.
const SHOWN: usize = 96;
/// The maximum number of columns to underline.
const UNDERLINED: usize = 64;

/// Writes every diagnostic in `language` with its line from `tree`, then the number of diagnostics, in `colour` if it is
/// set. Writes nothing if there are no diagnostics.
///
/// # Errors
/// Returns an error if `out` cannot be written to.
///
/// The diagnostics must be sorted by file; each file is split into lines once.
pub fn report(
    out: &mut dyn Write,
    tree: &Tree,
    diagnostics: &[Diagnostic],
    language: ProgramLanguage,
    colour: bool,
) -> io::Result<()> {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(SHOWN);
    let mut lines = ExcerptLines::default();
    for diagnostic in diagnostics {
        writeln!(
            out,
            "{}\n",
            renderer.render(&[drawn(&mut lines, tree, diagnostic, language)])
        )?;
    }
    if diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", count(diagnostics).text(language))
}

/// Counts the diagnostics of each kind: `3 errors, 1 warning`. Without any, `no errors`.
pub fn count(diagnostics: &[Diagnostic]) -> Message {
    let errors = diagnostics.iter().filter(|fault| fault.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(message!("{errors} {errors|error|errors}", errors));
    }
    if warnings > 0 {
        parts.push(message!("{warnings} {warnings|warning|warnings}", warnings));
    }
    match parts.is_empty() {
        true => message!("no errors"),
        false => message!("{counts}", counts = Series::plain(parts)),
    }
}

/// The word for a severity.
pub fn severity_word(severity: Severity) -> Message {
    match severity {
        Severity::Error => message!("error"),
        Severity::Warning => message!("warning"),
    }
}

/// One diagnostic as the renderer draws it. Everything from the content is made visible first.
///
/// A place whose line is not in `tree`, such as that of a missing file, is shown by its path alone.
fn drawn<'a>(
    lines: &mut ExcerptLines<'a>,
    tree: &'a Tree,
    fault: &Diagnostic,
    language: ProgramLanguage,
) -> Group<'static> {
    let say = |message: &Message| visible(&message.text(language));
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .with_name(say(&severity_word(fault.severity)))
        .primary_title(say(&fault.message))
        .id(fault.rule.code());
    let mut group = Group::with_title(title);
    let primary = (&fault.position, AnnotationKind::Primary, None);
    let places = fault.shown_places();
    let related = places.iter().map(|related| {
        let words = Some(say(&related.words));
        (&related.position, AnnotationKind::Context, words)
    });
    for (position, kind, words) in std::iter::once(primary).chain(related) {
        let path = visible(&position.file);
        if let Some(line) = lines.get(tree, position) {
            let (shown, span) = excerpt(line, place(position, line));
            let snippet = Snippet::source(shown)
                .path(path)
                .line_start(index(position.line));
            group = group.element(snippet.annotation(kind.span(span).label(words)));
            continue;
        }
        let mut origin = Origin::path(path);
        if position.line > 0 {
            origin = origin
                .line(index(position.line))
                .char_column(index(position.column));
        }
        group = group.element(origin);
        if let Some(words) = words {
            group = group.element(Level::NOTE.with_name(say(&message!("note"))).message(words));
        }
    }
    if !fault.help.is_empty() {
        let help = Level::HELP.with_name(say(&message!("help")));
        group = group.element(help.message(say(&fault.help)));
    }
    group
}

/// A number of a place as a size.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The characters of `line` that a place covers. One that goes on in the next line covers the rest of the line.
fn place(position: &Position, line: &str) -> Range<usize> {
    let start = index(position.column.saturating_sub(1));
    let end = if position.end.line > position.line {
        line.trim_end().chars().count()
    } else {
        index(position.end.column.saturating_sub(1))
    };
    start..end.max(start)
}

/// The lines of the file that was used last: diagnostics are grouped by file.
#[derive(Default)]
struct ExcerptLines<'a> {
    file: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> ExcerptLines<'a> {
    /// The line at `position`, if it has one and the line exists. Lines end with `\n` or `\r\n`.
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

/// A line without the part that is too far behind `place`, a range of its characters, and the bytes that are shown as the
/// place: no more than fit on the screen.
///
/// The range is in bytes of the returned line. A place beyond the end of the line is at its end.
fn excerpt(line: &str, place: Range<usize>) -> (String, Range<usize>) {
    let mut text = String::new();
    let (mut first, mut last) = (None, None);
    let mut width = 0;
    for (index, character) in line.chars().map(shown).enumerate() {
        if index == place.start {
            first = Some(text.len());
        }
        if index >= place.start {
            width += columns(character);
            if last.is_none() && (index >= place.end || width > UNDERLINED) {
                last = Some(text.len());
            }
            if width > SHOWN + UNDERLINED {
                break;
            }
        }
        text.push(character);
    }
    let first = first.unwrap_or(text.len());
    let last = last.unwrap_or(text.len()).max(first);
    (text, first..last)
}

/// Replaces characters that would move the cursor or change the terminal.
///
/// A tab is one space, so that columns stay as they are counted.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        _ if c.is_control() => '\u{fffd}',
        // Marks that change the direction of the following text.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

/// Replaces everything in a text that would move the cursor or change the terminal. Line breaks are
/// replaced too.
pub fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::position::End;
    use crate::source::rule::Rule;

    fn tree(text: &str) -> Tree {
        Tree {
            files: [("a.yaml".into(), text.into())].into(),
            ..Tree::default()
        }
    }

    fn at(line: u32, column: u32, length: usize) -> Position {
        Position::point("a.yaml", line, column).with_length(length)
    }

    fn written(tree: &Tree, diagnostics: &[Diagnostic], colour: bool) -> String {
        let mut out = Vec::new();
        report(
            &mut out,
            tree,
            diagnostics,
            ProgramLanguage::English,
            colour,
        )
        .expect("memory can be written to");
        String::from_utf8(out).expect("the report is text")
    }

    #[test]
    fn the_place_is_underlined_with_its_rule_and_the_other_places() {
        let tree = tree("- 一\n- {zh: 跨境，电商, en: x, zh: 乙}\n");
        let faults = [
            Rule::RepeatedKey
                .at(
                    &at(2, 22, 2),
                    Message::verbatim("wrong"),
                    Message::verbatim("do better"),
                )
                .see(&at(2, 4, 2), Message::verbatim("first written here"))
                .see(&at(1, 3, 1), Message::verbatim("also here"))
                .see(
                    &Position::file("b.yaml"),
                    Message::verbatim("and in this file"),
                ),
            Rule::UnlistedModule.at(
                &Position::file("a.yaml"),
                Message::verbatim("odd"),
                Message::NONE,
            ),
        ];
        assert_eq!(
            written(&tree, &faults, false),
            "error[E017]: wrong
 --> a.yaml:2:22
  |
2 | - {zh: 跨境，电商, en: x, zh: 乙}
  |                           ^^
  |
 ::: a.yaml:2:4
  |
2 | - {zh: 跨境，电商, en: x, zh: 乙}
  |    -- first written here
  |
 ::: a.yaml:1:3
  |
1 | - 一
  |   -- also here
 ::: b.yaml
  = note: and in this file
  = help: do better

warning[W500]: odd
--> a.yaml

1 error, 1 warning
"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = format!("{}X{}\n", "中".repeat(100), "文".repeat(100));
        let fault = Rule::UnknownKey.at(&at(1, 101, 1), Message::verbatim("wrong"), Message::NONE);
        let text = written(&tree(&long), &[fault], false);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], " --> a.yaml:1:101");
        let width = |text: &str| text.chars().map(columns).sum::<usize>();
        let (line, marks) = (lines[3], lines[4]);
        assert!(width(line) <= SHOWN + 8, "{text}");
        assert!(line.contains("...") && line.ends_with("..."), "{text}");
        let before = line.split('X').next().unwrap_or_default();
        assert_eq!(width(before), width(marks) - 1, "{text}");
    }

    #[test]
    fn a_long_place_is_underlined_only_in_part() {
        let long = format!("{}\n", "中".repeat(5000));
        let fault = Rule::UnknownKey.at(
            &at(1, 2000, 2500),
            Message::verbatim("wrong"),
            Message::NONE,
        );
        let text = written(&tree(&long), &[fault], false);
        let widths = text
            .lines()
            .map(|line| line.chars().map(columns).sum::<usize>());
        assert!(widths.max().unwrap_or_default() <= SHOWN + 8, "{text}");
        assert!(text.contains('^'));
    }

    #[test]
    fn a_place_over_several_lines_is_shown_with_its_first() {
        let mut position = at(1, 4, 0);
        position.end = End { line: 3, column: 2 };
        let fault = Rule::MissingKey.at(&position, Message::verbatim("wrong"), Message::NONE);
        let text = written(&tree("a: bcd  \n  e\nf\n"), &[fault], false);
        assert!(text.contains("\n  |    ^^^\n"), "{text}");
    }

    #[test]
    fn a_place_past_the_end_is_shown_at_the_end() {
        assert_eq!(excerpt("ab", 99..100), ("ab".to_owned(), 2..2));
        assert_eq!(excerpt("ab", 1..7), ("ab".to_owned(), 1..2));
        assert_eq!(excerpt("", 0..0), (String::new(), 0..0));
    }

    #[test]
    fn nothing_in_the_content_changes_the_terminal() {
        let tree = tree("a: \u{1b}[2J\u{202e}x\tb\n");
        let fault = Rule::UnknownKey
            .at(
                &at(1, 4, 3),
                Message::verbatim("`\u{1b}[2J`"),
                Message::verbatim("\u{1b}[1m\n"),
            )
            .see(&at(1, 1, 1), Message::verbatim("\u{202e}"));
        let text = written(&tree, &[fault], false);
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text:?}"
        );
    }

    #[test]
    fn colour_is_given_only_when_asked_for() {
        let tree = tree("a: b\n");
        let fault = [Rule::UnknownKey.at(&at(1, 4, 1), Message::verbatim("wrong"), Message::NONE)];
        let coloured = written(&tree, &fault, true);
        assert!(coloured.contains("\u{1b}["), "{coloured:?}");
        assert!(!written(&tree, &fault, false).contains('\u{1b}'));
    }

    #[test]
    fn diagnostics_are_counted() {
        let error = Rule::UnknownKey.at(&at(1, 1, 1), Message::verbatim("x"), Message::NONE);
        let warning = Rule::UnlistedModule.at(&at(1, 1, 1), Message::verbatim("x"), Message::NONE);
        assert_eq!(
            count(&[error.clone(), error.clone(), warning]).english(),
            "2 errors, 1 warning"
        );
        assert_eq!(count(&[error]).english(), "1 error");
        assert_eq!(count(&[]).english(), "no errors");
    }

    #[test]
    fn nothing_to_say_says_nothing() {
        assert_eq!(written(&tree(""), &[], false), "");
    }
}
