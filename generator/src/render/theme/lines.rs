//! JavaScript cut into lines without comments and indentation. Strings, templates and patterns are recognised, so that what
//! looks like a comment in them stays.
//!
//! Scripts are delivered readable, only without comments and indentation: a handbook may be read
//! from disk for years, and anybody should be able to see what its pages do. This is a lexer for
//! the JavaScript of themes, not a parser: it knows where code ends and strings, templates and
//! regular expressions begin.

/// A line of code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ThemeLine {
    /// The line's number in the source, from 1.
    pub(super) number: usize,
    /// The line without comments, and without spaces at its ends where they are not part of a template.
    pub(super) text: String,
    /// Whether the line begins inside a template, whose spaces have a meaning.
    pub(super) is_inside: bool,
}

/// Returns the lines of `source` that contain code. Comments that begin with `/*!` stay, since licences do. Returns `None` if
/// a string, template, regular expression or comment is not closed.
///
/// Line numbers are those of the source, so that faults are reported at their place.
pub(super) fn lines(source: &str) -> Option<Vec<ThemeLine>> {
    let mut lexer = Lexer {
        source,
        at: 0,
        lines: Vec::new(),
        line: ThemeLine {
            number: 1,
            text: String::new(),
            is_inside: false,
        },
        number: 1,
        braces: Vec::new(),
        before: Before::Start,
    };
    lexer.run()?;
    lexer.end_line(false);
    Some(lexer.lines)
}

/// The token before a slash, which decides whether the slash divides or begins a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, an operator, or an opening bracket: a slash begins a pattern.
    Start,
    /// The end of a value: a slash divides.
    Value,
    /// The word from this byte on: a slash divides unless the word is an operator.
    Word(usize),
}

/// Words after which a value begins.
const OPERATORS: [&str; 14] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "do",
    "else",
    "instanceof",
    "await",
    "yield",
];

/// The state of cutting a script into lines.
struct Lexer<'a> {
    source: &'a str,
    at: usize,
    lines: Vec<ThemeLine>,
    line: ThemeLine,
    number: usize,
    /// The open braces; `true` for one that began inside a template.
    braces: Vec<bool>,
    before: Before,
}

impl Lexer<'_> {
    /// Reads the whole script; `None` if something is not closed.
    fn run(&mut self) -> Option<()> {
        while let Some(character) = self.peek() {
            match character {
                '\n' => {
                    self.at += 1;
                    self.end_line(false);
                }
                ' ' | '\t' | '\r' => {
                    self.at += 1;
                    if !self.line.text.is_empty() {
                        self.line.text.push(' ');
                    }
                }
                '/' if self.rest().starts_with("//") => {
                    self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                }
                '/' if self.rest().starts_with("/*") => self.comment()?,
                '/' if self.is_pattern() => self.pattern()?,
                '"' | '\'' => self.string(character)?,
                '`' => {
                    self.take(character);
                    self.template()?;
                }
                '{' => {
                    self.braces.push(false);
                    self.take(character);
                    self.before = Before::Start;
                }
                '}' => {
                    self.take(character);
                    self.before = Before::Value;
                    if self.braces.pop() == Some(true) {
                        self.template()?;
                    }
                }
                ')' | ']' => {
                    self.take(character);
                    self.before = Before::Value;
                }
                character if is_word(character) => {
                    if !matches!(self.before, Before::Word(_)) || !self.is_in_word() {
                        self.before = Before::Word(self.at);
                    }
                    self.take(character);
                }
                character => {
                    self.take(character);
                    self.before = Before::Start;
                }
            }
        }
        (!self.braces.contains(&true)).then_some(())
    }

    /// The script from here on.
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    /// The next character.
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a character of code.
    fn take(&mut self, character: char) {
        self.line.text.push(character);
        self.at += character.len_utf8();
    }

    /// Whether the character before this one belongs to the same word.
    fn is_in_word(&self) -> bool {
        let before = self.source[..self.at].chars().next_back();
        before.is_some_and(is_word)
    }

    /// Ends a line; the next one begins inside a template or not.
    fn end_line(&mut self, is_inside: bool) {
        self.number += 1;
        let next = ThemeLine {
            number: self.number,
            text: String::new(),
            is_inside,
        };
        let mut line = std::mem::replace(&mut self.line, next);
        if !is_inside {
            line.text.truncate(line.text.trim_end().len());
        }
        if is_inside || line.is_inside || !line.text.is_empty() {
            self.lines.push(line);
        }
    }

    /// Passes over a comment between `/*` and `*/`.
    fn comment(&mut self) -> Option<()> {
        let length = self.rest()[2..].find("*/")? + 4;
        let comment = &self.source[self.at..self.at + length];
        self.at += length;
        if comment.starts_with("/*!") {
            for (place, part) in comment.split('\n').enumerate() {
                if place > 0 {
                    self.end_line(false);
                }
                self.line.text.push_str(part);
            }
        } else if comment.contains('\n') {
            // A statement may end at the comment, as at the end of a line.
            let breaks = comment.matches('\n').count();
            self.end_line(false);
            self.number += breaks - 1;
            self.line.number = self.number;
        } else {
            self.line.text.push(' ');
        }
        Some(())
    }

    /// Takes a string up to its quote, which must be on the same line.
    fn string(&mut self, quote: char) -> Option<()> {
        self.take(quote);
        loop {
            let character = self.peek().filter(|next| *next != '\n')?;
            self.take(character);
            if character == quote {
                break;
            }
            if character == '\\' {
                let escaped = self.peek().filter(|next| *next != '\n')?;
                self.take(escaped);
            }
        }
        self.before = Before::Value;
        Some(())
    }

    /// Takes a template up to its end, or up to the next value in it.
    fn template(&mut self) -> Option<()> {
        loop {
            let character = self.peek()?;
            if character == '\n' {
                self.at += 1;
                self.end_line(true);
                continue;
            }
            self.take(character);
            match character {
                '`' => {
                    self.before = Before::Value;
                    return Some(());
                }
                '\\' => {
                    if let Some(escaped) = self.peek().filter(|next| *next != '\n') {
                        self.take(escaped);
                    }
                }
                '$' if self.peek() == Some('{') => {
                    self.take('{');
                    self.braces.push(true);
                    self.before = Before::Start;
                    return Some(());
                }
                _ => {}
            }
        }
    }

    /// Whether a slash here begins a regular expression.
    fn is_pattern(&self) -> bool {
        match self.before {
            Before::Start => true,
            Before::Value => false,
            Before::Word(start) => {
                let end = self.source[start..].find(|next: char| !is_word(next));
                let word = end.map_or("", |end| &self.source[start..start + end]);
                OPERATORS.contains(&word)
            }
        }
    }

    /// Takes a regular expression. A slash within brackets does not end it.
    fn pattern(&mut self) -> Option<()> {
        self.take('/');
        let mut is_in_class = false;
        loop {
            let character = self.peek().filter(|next| *next != '\n')?;
            self.take(character);
            match character {
                '\\' => {
                    let escaped = self.peek().filter(|next| *next != '\n')?;
                    self.take(escaped);
                }
                '[' => is_in_class = true,
                ']' => is_in_class = false,
                '/' if !is_in_class => break,
                _ => {}
            }
        }
        self.before = Before::Value;
        Some(())
    }
}

/// Whether a character may be part of a name.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Option<Vec<String>> {
        let lines = lines(source)?;
        Some(lines.into_iter().map(|line| line.text).collect())
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        let source = "// a\n  const b = 1; // c\n\n/** d\n * e\n */\nf(/* g */);\n";
        let lines = lines(source).unwrap();
        let lines: Vec<_> = lines
            .iter()
            .map(|line| (line.number, &*line.text))
            .collect();
        assert_eq!(lines, [(2, "const b = 1;"), (7, "f( );")]);
    }

    #[test]
    fn a_comment_over_several_lines_ends_a_statement_as_they_do() {
        assert_eq!(texts("a = b /* c\n*/ d()").unwrap(), ["a = b", "d()"]);
    }

    #[test]
    fn what_looks_like_a_comment_in_a_literal_stays() {
        for source in [
            "const a = \"// b \\\" /* c\";",
            "const a = 'b // \\' c';",
            "const a = `// b ${c(\"}\") + `/* ${d} */`} // e`;",
            "a.replace(/[/\"'`]\\/\\*/gu, b);",
            "return /'/u.test(a) ? b / c / d : /\"/u;",
            "const a = (b + c) / 2 / d[1] / e; // f".trim_end_matches(" // f"),
            "const { a } = b; const c = { d: /'/u };",
        ] {
            assert_eq!(texts(source).unwrap(), [source]);
        }
    }

    #[test]
    fn the_lines_of_a_template_keep_their_spaces() {
        let lines = lines("  a(`b  \n\n    c ${\n  d\n}  \n  e`);").unwrap();
        let lines: Vec<_> = lines
            .iter()
            .map(|line| (&*line.text, line.is_inside))
            .collect();
        assert_eq!(
            lines,
            [
                ("a(`b  ", false),
                ("", true),
                ("    c ${", true),
                ("d", false),
                ("}  ", false),
                ("  e`);", true)
            ]
        );
    }

    #[test]
    fn licences_stay() {
        assert_eq!(texts("/*! a\n b */\nc").unwrap(), ["/*! a", " b */", "c"]);
    }

    #[test]
    fn what_has_no_end_is_noticed() {
        for source in ["'a", "\"a\\", "`a", "`a${b", "/* a", "a = /b", "'a\n'"] {
            assert_eq!(texts(source), None, "{source}");
        }
    }
}
