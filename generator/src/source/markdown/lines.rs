//! The words of a statement in lines, for programs that have no markup but keep line breaks.

use std::borrow::Cow;

use super::is_plain;
use super::statement::{Element, PreparedStatement, Token, tokens};

/// Returns the words of a statement without markup, with a line for each paragraph, item of a list and row of a table. Items
/// keep their marks.
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let prepared = PreparedStatement::new(text);
    let mut lines = StatementLines::default();
    for (token, _) in tokens(&prepared) {
        lines.add(&token);
    }
    Cow::Owned(lines.text.trim_end().to_owned())
}

/// The lines so far.
#[derive(Default)]
struct StatementLines {
    text: String,
    /// The lists that are open, each with the number of its next item if it has numbers.
    lists: Vec<Option<u64>>,
    /// Nothing has followed the mark of an item.
    is_marked: bool,
    /// A block has ended, so that other words begin a line.
    is_ended: bool,
    /// Whether the next cell is the first of its row.
    is_first_cell: bool,
}

impl StatementLines {
    fn add(&mut self, token: &Token<'_>) {
        match token {
            Token::Words(words) | Token::Code(words) | Token::Formula(words, _) => {
                if self.is_ended {
                    self.begin();
                }
                self.is_marked = false;
                self.text.push_str(words);
            }
            Token::Space => self.text.push(' '),
            Token::Break => {
                self.text.push('\n');
                self.indent(self.lists.len());
            }
            Token::Start(element) => self.start(element),
            Token::End(element) => match element {
                Element::List(_) => {
                    self.lists.pop();
                    self.is_ended = true;
                }
                Element::Paragraph | Element::Item | Element::Table | Element::Row(_) => {
                    self.is_ended = true;
                }
                Element::Cell(_)
                | Element::Emphasis
                | Element::Strong
                | Element::Struck
                | Element::Link(_) => {}
            },
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph => {
                if !self.is_marked {
                    self.begin();
                }
            }
            Element::List(first) => self.lists.push(*first),
            Element::Item => {
                self.line();
                self.indent(self.lists.len().saturating_sub(1));
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number += 1;
                        mark
                    }
                    Some(None) | None => "- ".to_owned(),
                };
                self.text.push_str(&mark);
                self.is_marked = true;
            }
            Element::Row(_) => {
                self.begin();
                self.is_first_cell = true;
            }
            Element::Cell(_) => {
                if !self.is_first_cell {
                    self.text.push_str(" | ");
                }
                self.is_first_cell = false;
            }
            Element::Table
            | Element::Emphasis
            | Element::Strong
            | Element::Struck
            | Element::Link(_) => {}
        }
    }

    /// Ends the line before.
    fn line(&mut self) {
        self.is_ended = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Begins a line within the lists that are open.
    fn begin(&mut self) {
        self.line();
        self.indent(self.lists.len());
    }

    fn indent(&mut self, depth: usize) {
        self.text.push_str(&"  ".repeat(depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_statement_stay_apart() {
        for (text, lines) in [
            ("Adds **two** numbers.", "Adds two numbers."),
            ("One.\n\nTwo.", "One.\nTwo."),
            (
                "Explains:\n\n- mass\n- *weight*\n\nThen stops.",
                "Explains:\n- mass\n- weight\nThen stops.",
            ),
            ("1. 一；\n2. 二。\n", "1. 一；\n2. 二。"),
            (
                "- a\n  - b\n  - c\n\n    more\n- d\n",
                "- a\n  - b\n  - c\n    more\n- d",
            ),
            ("one\\\ntwo\nthree", "one\ntwo three"),
            (
                "Knows:\n\n| a | b |\n| - | - |\n| c | d |\n\nSays so.",
                "Knows:\na | b\nc | d\nSays so.",
            ),
            (r"\- a dash", "- a dash"),
        ] {
            assert_eq!(plain_lines(text), lines, "{text}");
        }
    }
}
