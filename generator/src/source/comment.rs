//! Comments that may hide part of a text.
//!
//! In YAML, ` #` begins a comment, even in the middle of what the author means as text: `Order #123` is read as
//! `Order`. A comment on its own line is always fine, and so is one after a value that cannot contain a `#`, such as a
//! number, a reference or a bracket. After an unquoted text, a comment cannot be told from the rest of the text.
//!
//! `yaml` asks `after` for each unquoted scalar and `within` when the text stops being YAML.
//! The code is `E012`.

use granit_parser::Span;

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::rule::Rule;
use crate::language::message::{Message, message};

/// The error for a `#` that may hide part of a text.
pub fn fault(at: &Position) -> Diagnostic {
    Rule::TextAfterHash.at(
        at,
        message!("`#` begins a comment here, so the text ends before it"),
        message!("put the text in quotes if `#` belongs to it; otherwise move the comment to its own line"),
    )
}

/// The error for a `#` in place of the value that is `expected`, a noun with its article.
pub fn instead(at: &Position, expected: &Message) -> Diagnostic {
    Rule::TextAfterHash.at(
        at,
        message!("{expected} is expected here, but `#` begins a comment", expected),
        message!("put the text in quotes if `#` belongs to it; otherwise write the value before the comment"),
    )
}

/// The offset of the `#` that ends an unquoted scalar, or takes its place, on the same line.
///
/// `None` if no comment follows. A `#` without white space before it belongs to the text.
pub(super) fn after(text: &str, span: &Span) -> Option<usize> {
    let end = span.end.byte_offset()?;
    let rest = text.get(end..)?;
    if !rest.starts_with([' ', '\t', ':', '\n', '\r']) && !rest.is_empty() {
        return None;
    }
    // The parser places an empty scalar at the preceding sign or at the end of the line.
    let is_empty = span.start.byte_offset() == Some(end);
    if is_empty {
        let line = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let dashes = text[line..end].trim_start_matches([' ', '\t', '-', '?']);
        if dashes.starts_with('#') {
            return Some(end - dashes.len()).filter(|at| is_parted(text, *at));
        }
    }
    let blanks: &[char] = if is_empty {
        &[' ', '\t', ':', '-', '?']
    } else {
        &[' ', '\t']
    };
    let comment = rest.trim_start_matches(blanks);
    let at = text.len() - comment.len();
    (comment.starts_with('#') && is_parted(text, at)).then_some(at)
}

/// Whether the byte at `at` comes after white space; otherwise, `#` is a character like any other.
fn is_parted(text: &str, at: usize) -> bool {
    text[..at].ends_with([' ', '\t'])
}

/// The offset of the first `#` between `start` and `end`, the place where the text stops being YAML, that hides the
/// rest of a bracket's line or interrupts a text of several lines.
///
/// A comment inside brackets hides the closing bracket too, so the parser fails much later; this
/// finds the place where the author went wrong. `None` if no comment is to blame.
pub(super) fn within(text: &str, start: usize, end: usize) -> Option<usize> {
    if text.get(end..)?.starts_with('#') && is_parted(text, end) {
        return Some(end);
    }
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let indentation = indentation(&text[line..]);
    let mut depth = 0_usize;
    // The line's last character other than white space, and the end of a quoted text.
    let (mut before, mut quoted_until) = ('\n', start);
    for (at, sign) in text.char_indices().skip_while(|(at, _)| *at < start) {
        if at < quoted_until {
            continue;
        }
        if at > end && depth == 0 {
            return None;
        }
        match sign {
            '\n' if indentation_is_left(&text[at + 1..], indentation) => return None,
            ' ' | '\t' | '\r' => continue,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '"' | '\'' if matches!(before, '{' | '[' | ',' | ':' | '-' | '\n') => {
                quoted_until = closing(text, at, sign)?;
            }
            '#' if at > 0 && text[..at].ends_with([' ', '\t', '\n']) => {
                if depth > 0 && !matches!(before, ',' | '{' | '[' | '\n') {
                    return Some(at);
                }
                quoted_until = text[at..]
                    .find('\n')
                    .map_or(text.len(), |newline| at + newline);
            }
            _ => {}
        }
        before = sign;
    }
    None
}

/// Whether a line is outside a bracket that opens on a line with this indentation.
fn indentation_is_left(rest: &str, outer: usize) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let inner = indentation(line);
    inner < line.len() && inner <= outer && !line[inner..].starts_with(['}', ']'])
}

/// The number of spaces at the beginning of a line.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The offset just after the quotation mark that closes the one at `open`.
///
/// `None` if it is not closed. In double quotes, a backslash escapes the next character.
fn closing(text: &str, open: usize, mark: char) -> Option<usize> {
    let mut signs = text[open + 1..].char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && mark == '"' {
            signs.next();
        } else if sign == mark {
            return Some(open + 1 + at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::source::decode::Decode;
    use crate::source::diagnostic::Diagnostic;
    use crate::source::documents::Documents;
    use crate::source::format::date::Date;
    use crate::source::format::reference::Reference;
    use crate::source::format::text::{Id, Symbol, Text};
    use crate::source::page::{self, FrontMatter};
    use crate::source::tree::Tree;
    use crate::source::yaml;

    const CUT: &str = "`#` begins a comment here, so the text ends before it";

    /// The faults found when `text` is read as a `T`.
    fn faults<T: Decode>(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        match yaml::parse(&"x.yaml".into(), text) {
            Ok(node) => drop(T::decode(&node, &mut faults)),
            Err(fault) => faults.push(fault),
        }
        let printed =
            |fault: Diagnostic| format!("{}: {}", fault.position, fault.message.english());
        faults.into_iter().map(printed).collect()
    }

    #[test]
    fn a_text_cut_off_by_a_comment_is_an_error_at_the_number_sign() {
        for (text, place) in [
            ("zh: 处理订单 #123 的事。\nen: x\n", "1:10"),
            ("{zh: 处理订单 #123 的事。, en: x}\n", "1:11"),
            ("{zh: 处理订单 #123 的事。,\n en: x}\n", "1:11"),
            ("zh: 处理\n  订单\t#123\nen: x\n", "2:6"),
            ("zh: 处理 #1\n  订单\nen: x\n", "1:8"),
            ("{zh: x, en: Order #1\n}\n", "1:19"),
            ("{zh: '处理, #1', en: Order #1}\n", "1:26"),
            ("zh: x\nen: an order #", "2:14"),
        ] {
            assert_eq!(
                faults::<Text>(text),
                [format!("x.yaml:{place}: {CUT}")],
                "{text}"
            );
        }
        assert_eq!(
            faults::<Vec<String>>("- a #1\n- b\n-  c #2\n"),
            [format!("x.yaml:1:5: {CUT}"), format!("x.yaml:3:6: {CUT}")]
        );
        assert_eq!(
            faults::<String>("- {a: [b: {c #d}]}\n")[0],
            format!("x.yaml:1:14: {CUT}")
        );
    }

    #[test]
    fn a_text_that_starts_with_a_number_sign_is_an_error() {
        let missing = "a text is expected here, but `#` begins a comment";
        for (text, place) in [
            ("- #1 first\n- b\n", "1:3"),
            ("- b\n- #1 first\n- c\n", "2:3"),
            ("- b\n-   #1 first\n", "2:5"),
        ] {
            assert_eq!(
                faults::<Vec<String>>(text),
                [format!("x.yaml:{place}: {missing}")],
                "{text}"
            );
        }
        for text in ["zh: #1\nen: x\n", "en: x\nzh: #1\n"] {
            let faults = faults::<Text>(text);
            assert!(
                faults[0].ends_with(missing) && faults[0].contains(":5: "),
                "{faults:?}"
            );
        }
        assert_eq!(
            faults::<Text>("{zh: #1, en: x}\n"),
            [format!("x.yaml:1:6: {CUT}")]
        );
    }

    #[test]
    fn other_comments_are_accepted() {
        for text in [
            "# head\nzh: 文 # in part\n"
                .replace(" # in part", "")
                .as_str(),
            "zh: '文' # remark\nen: \"x\" # remark\n",
            "zh: |  # remark\n  文 # no comment\nen: >-  # remark\n  x #1\n",
            "zh: C# 和#1号\n# remark\nen: x\n  # remark\n",
            "{zh: '文 #1', # remark\n en: x} # remark\n",
            "{ # remark\n zh: 文,\n # remark\n en: 'x'\n} # remark\n",
            "# remark\n\nzh: 文\n\n# remark\n",
        ] {
            assert!(
                faults::<Text>(text).is_empty(),
                "{text}: {:?}",
                faults::<Text>(text)
            );
        }
        assert!(faults::<Id>("5.1 # remark\n").is_empty());
        assert!(faults::<Vec<Reference>>("- 5.1-a..c # remark\n- 5.2\t# remark\n").is_empty());
        assert!(faults::<Date>("2026-11-16 # remark\n").is_empty());
        assert!(faults::<bool>("true # remark\n").is_empty());
        assert!(faults::<Symbol>("https://example.org/#a # remark\n").is_empty());
    }

    #[test]
    fn another_fault_is_not_blamed_on_a_comment() {
        for text in [
            "a: 1 # remark\nb: [x\nc: 2\n",
            "a: {b: c\nd: 2 # remark\n",
            "a: [b, # remark\n  c: {]\n",
            "- a: b\n- 'c # d\n",
        ] {
            let faults = faults::<String>(text);
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
            assert!(!faults[0].contains("comment"), "{text}: {faults:?}");
        }
    }

    #[test]
    fn a_cut_text_of_a_page_is_found_on_its_line() {
        let mut faults = Vec::new();
        let text = "---\ntitle: C# 小包 #尾程\ndescription: {a: b #c}\n---\n# Heading #1\n";
        let page = page::read::<FrontMatter>(&"content/pages/a.zh.md".into(), text, &mut faults);
        assert!(page.is_none());
        let place = |fault: &Diagnostic| fault.position.to_string();
        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(places, ["content/pages/a.zh.md:3:20"]);
    }

    #[test]
    fn items_of_a_long_file_are_at_their_own_line() {
        let mut tree = Tree::default();
        let text = "- id: 1 # remark\n  title: {zh: 甲, en: A}\n- id: 2\n  title:\n    zh: 乙 #2\n    en: B\n";
        let file = "content/standards/s/clauses/1.yaml";
        tree.files.insert(file.into(), text.into());
        let documents = Documents::read(&tree);
        let place = |fault: &Diagnostic| fault.position.to_string();
        let places: Vec<String> = documents.faults().map(place).collect();
        assert_eq!(places, [format!("{file}:5:11")]);
    }
}
