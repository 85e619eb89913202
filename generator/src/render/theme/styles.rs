//! Style sheets as they are delivered: without comments, and without spaces that have no meaning.
//!
//! It follows the tokens of CSS Syntax Level 3 as far as spaces are concerned and knows nothing of
//! properties, so that new CSS needs no change here.

/// Returns `sheet` without comments and needless spaces. Strings, addresses and escapes stay as they are written. Comments
/// that begin with `/*!` stay too, since licences do.
///
/// Only spaces that can never separate anything are removed: those beside `{`, `}`, `;`, `,` and `>`, after `:` unless
/// the value is empty, and inside parentheses. Those around the operators of `calc()` and before `:` have a meaning.
pub(super) fn minify(sheet: &str) -> String {
    let mut minifier = Minifier {
        sheet,
        minified: String::with_capacity(sheet.len()),
        at: 0,
        is_apart: false,
        is_escaped: false,
    };
    minifier.run();
    minifier.minified
}

/// The state of minifying a sheet.
struct Minifier<'a> {
    /// The sheet as written.
    sheet: &'a str,
    /// The sheet so far, without needless spaces.
    minified: String,
    /// The byte that is next.
    at: usize,
    /// Whether spaces separate what comes next from what came before.
    is_apart: bool,
    /// Whether an escape came just before, whose last character is not a sign of its own.
    is_escaped: bool,
}

impl Minifier<'_> {
    /// Passes over the sheet once.
    fn run(&mut self) {
        while let Some(character) = self.rest().chars().next() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    self.is_apart = true;
                    self.at += 1;
                }
                '/' if self.rest().starts_with("/*") => self.comment(),
                '"' | '\'' => {
                    let end = string_end(self.rest());
                    self.copy(end);
                }
                '\\' => {
                    let end = escape_end(self.rest());
                    self.copy(end);
                    self.is_escaped = true;
                }
                'u' | 'U' if self.is_address() => {
                    let end = address_end(self.rest());
                    self.copy(end);
                }
                '}' => {
                    // The last declaration of a block needs no end.
                    if self.minified.ends_with(';') && !self.is_escaped {
                        self.minified.pop();
                    }
                    self.copy(1);
                }
                character => self.copy(character.len_utf8()),
            }
        }
    }

    /// The sheet from here on.
    fn rest(&self) -> &str {
        &self.sheet[self.at..]
    }

    /// Copies the next `length` bytes, after a space if one has a meaning here.
    fn copy(&mut self, length: usize) {
        let next = &self.sheet[self.at..self.at + length];
        let is_needed = match (self.minified.chars().next_back(), next.chars().next()) {
            // The empty value of a custom property, which older browsers accept only as a space.
            (Some(':'), Some(';' | '}')) => !self.is_escaped,
            (Some(before), Some(next)) => {
                (self.is_escaped || is_apart_after(before)) && is_apart_before(next)
            }
            _ => false,
        };
        if self.is_apart && is_needed {
            self.minified.push(' ');
        }
        self.is_apart = false;
        self.is_escaped = false;
        self.minified.push_str(next);
        self.at += length;
    }

    /// Passes over a comment. It separates words as a space does, but is not one: `a/**/:hover` differs from `a :hover`.
    fn comment(&mut self) {
        let rest = self.rest();
        let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
        if rest.starts_with("/*!") {
            self.copy(length);
            return;
        }
        let after = rest[length..].chars().next();
        let is_between_words = !self.is_apart
            && self.minified.chars().next_back().is_some_and(is_word)
            && after.is_some_and(|after| is_word(after) || after == '/');
        if is_between_words {
            self.minified.push_str("/**/");
        }
        self.at += length;
    }

    /// Whether an address without quotes begins here, in which all characters are literal.
    fn is_address(&self) -> bool {
        let begins = self.rest().as_bytes();
        let begins = begins
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"url("));
        begins && (self.is_apart || !self.minified.chars().next_back().is_some_and(is_word))
    }
}

/// Whether a character may be part of a name or a number.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || !character.is_ascii() || matches!(character, '-' | '_' | '%')
}

/// Whether a space after this character has a meaning.
fn is_apart_after(character: char) -> bool {
    !matches!(character, '{' | '}' | ';' | ',' | '>' | ':' | '(')
}

/// Whether a space before this character has a meaning.
fn is_apart_before(character: char) -> bool {
    !matches!(character, '{' | '}' | ';' | ',' | '>' | ')' | '!')
}

/// The length of the string at the beginning of `text`. A string that is not closed goes on to the
/// end.
fn string_end(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, quote)) = characters.next() else {
        return text.len();
    };
    while let Some((at, character)) = characters.next() {
        if character == quote {
            return at + character.len_utf8();
        }
        if character == '\\' {
            characters.next();
        }
    }
    text.len()
}

/// The length of the escape at the beginning of `text`: a space after hexadecimal digits belongs to it.
fn escape_end(text: &str) -> usize {
    let digits = text[1..].bytes().take(6);
    let digits = digits.take_while(u8::is_ascii_hexdigit).count();
    let next = text[1 + digits..].chars().next();
    let taken = match next {
        Some(next) if digits == 0 || next.is_ascii_whitespace() => next.len_utf8(),
        _ => 0,
    };
    1 + digits + taken
}

/// The length of the address at the beginning of `text`.
fn address_end(text: &str) -> usize {
    let inside = text[4..].trim_start();
    let start = text.len() - inside.len();
    if inside.starts_with(['"', '\'']) {
        return start + string_end(inside);
    }
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == ')' {
            return start + at + 1;
        }
        if character == '\\' {
            characters.next();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spaces_without_a_meaning_are_removed() {
        let sheets = [
            ("a , b > c {\n  color : red ;\n}\n\n", "a,b>c{color :red}"),
            ("a :hover b {}", "a :hover b{}"),
            (
                "p { width: calc( 1rem + (2px - 3px) * 2 ); }",
                "p{width:calc(1rem + (2px - 3px) * 2)}",
            ),
            (
                "@media screen and (min-width: 48rem) and (not (hover)) { a { b: c !important; } }",
                "@media screen and (min-width:48rem) and (not (hover)){a{b:c!important}}",
            ),
            (
                "@layer base, layout;\n@container side (width > 4em) { a + b ~ c { d: e } }",
                "@layer base,layout;@container side (width>4em){a + b ~ c{d:e}}",
            ),
            ("a { --open: 1; --none: ; }", "a{--open:1;--none: }"),
            (
                ".grid { grid-template: \"a  b\" \"c d\" / minmax(0, 1fr) auto; }",
                ".grid{grid-template:\"a  b\" \"c d\" / minmax(0,1fr) auto}",
            ),
        ];
        for (sheet, minified) in sheets {
            assert_eq!(minify(sheet), minified);
        }
    }

    #[test]
    fn strings_addresses_and_escapes_stay() {
        let sheets = [
            (
                "a { content: \"; /* } \\\" { \" ; }",
                "a{content:\"; /* } \\\" { \"}",
            ),
            ("a { content: 'it  is' }", "a{content:'it  is'}"),
            ("a { content: \"\\2014 \" }", "a{content:\"\\2014 \"}"),
            (".\\31 a , .b\\: c {}", ".\\31 a,.b\\: c{}"),
            ("a { b: \\; }", "a{b:\\;}"),
            (
                "a { background: url( data:image/svg+xml;a,/*b*/ ) }",
                "a{background:url( data:image/svg+xml;a,/*b*/ )}",
            ),
            (
                "a { background: URL( 'a  ) b' ) }",
                "a{background:URL( 'a  ) b')}",
            ),
            ("a { b: curl( c ) }", "a{b:curl(c)}"),
        ];
        for (sheet, minified) in sheets {
            assert_eq!(minify(sheet), minified);
        }
    }

    #[test]
    fn comments_go_except_licences() {
        assert_eq!(minify("/* a */ b { /* c; */ d: e; /* f */ }"), "b{d:e}");
        assert_eq!(minify("/*! licence */\na {}"), "/*! licence */ a{}");
        assert_eq!(minify("a/* b */:hover, a /* c */ .d {}"), "a:hover,a .d{}");
        assert_eq!(minify("a { margin: 1px/**/2px }"), "a{margin:1px/**/2px}");
    }

    #[test]
    fn what_is_not_a_sheet_does_no_harm() {
        for sheet in [
            "", "/*", "/", "\"", "'\\", "\\", "\\3", "url(", "url( \"", "a{", "}", ";}", "é/**/é",
            "url(é\\",
        ] {
            minify(sheet);
        }
    }
}
