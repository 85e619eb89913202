//! Line breaks inside the HTML tags of a template. A long tag may be written over several lines, an attribute on each, and
//! is output on one.

/// The elements whose content is text up to their closing tag, in which `<` begins no tag.
const TEXT_ONLY: [&str; 4] = ["script", "style", "textarea", "title"];

/// The delimiters that begin what the engine reads, and those that end it.
const ENGINE: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// A comment of the engine that removes the line break and the indentation after it.
const JOIN: &str = "{# -#}";

/// Returns the template `source` such that a line break inside an HTML tag is output as one space, together with the
/// spaces around it, and as nothing before the end of the tag. Attribute values and text keep theirs.
///
/// All lines and columns stay as they are in `source`, apart from those of the spaces at the end of a line, so that
/// errors have the right positions.
pub(super) fn join_lines(source: &str) -> String {
    let mut scanner = TagScanner {
        source,
        at: 0,
        joined: String::with_capacity(source.len()),
        place: TemplatePart::Text,
    };
    scanner.run();
    scanner.joined
}

/// The part of the HTML that a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TemplatePart {
    /// Text between tags.
    Text,
    /// The text of an element of [`TEXT_ONLY`].
    TextOf(&'static str),
    /// A tag, outside the values of its attributes, and the element of [`TEXT_ONLY`] that it opens.
    Tag(Option<&'static str>),
    /// The value of an attribute, which ends with this quotation mark, in such a tag.
    Value(char, Option<&'static str>),
}

/// The state of reading a template.
struct TagScanner<'a> {
    source: &'a str,
    at: usize,
    joined: String,
    place: TemplatePart,
}

impl TagScanner<'_> {
    fn run(&mut self) {
        while let Some(character) = self.rest().chars().next() {
            if let Some(length) = engine_part(self.rest()) {
                self.take(length);
                continue;
            }
            match self.place {
                TemplatePart::Text if self.rest().starts_with("<!--") => {
                    let length = self.rest().find("-->");
                    self.take(length.unwrap_or(self.rest().len()));
                }
                TemplatePart::Text if begins_tag(self.rest()) => {
                    self.place = TemplatePart::Tag(opened(self.rest()));
                    self.take(1);
                }
                TemplatePart::TextOf(name) if closes(self.rest(), name) => {
                    self.place = TemplatePart::Tag(None);
                    self.take(1);
                }
                TemplatePart::Tag(opened) if character == '>' => {
                    self.place = opened.map_or(TemplatePart::Text, TemplatePart::TextOf);
                    self.take(1);
                }
                TemplatePart::Tag(opened) if matches!(character, '"' | '\'') => {
                    self.place = TemplatePart::Value(character, opened);
                    self.take(1);
                }
                TemplatePart::Tag(_) if character.is_whitespace() => self.spaces(),
                TemplatePart::Value(quote, opened) if character == quote => {
                    self.place = TemplatePart::Tag(opened);
                    self.take(1);
                }
                TemplatePart::Text
                | TemplatePart::TextOf(_)
                | TemplatePart::Tag(_)
                | TemplatePart::Value(..) => {
                    self.take(character.len_utf8());
                }
            }
        }
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn take(&mut self, length: usize) {
        self.joined
            .push_str(&self.source[self.at..self.at + length]);
        self.at += length;
    }

    /// Takes the spaces that come next in a tag.
    fn spaces(&mut self) {
        let after = self.rest().trim_start();
        let length = self.rest().len() - after.len();
        // The engine itself removes the spaces at a `-`.
        let is_removed = ENGINE.iter().any(|(start, end)| {
            let before = self.joined.strip_suffix(end);
            before.is_some_and(|before| before.ends_with('-'))
                || after
                    .strip_prefix(start)
                    .is_some_and(|after| after.starts_with('-'))
        });
        if self.rest()[..length].contains('\n') && !is_removed {
            let is_end = after.starts_with('>') || after.starts_with("/>");
            self.joined.push_str(if is_end { "" } else { " " });
            self.joined.push_str(JOIN);
        }
        self.take(length);
    }
}

/// Returns the length of what the engine reads at the start of `rest`, or `None` if that is text.
fn engine_part(rest: &str) -> Option<usize> {
    let (start, end) = ENGINE.iter().find(|(start, _)| rest.starts_with(start))?;
    if *start == "{#" {
        return Some(rest.find(end).map_or(rest.len(), |at| at + end.len()));
    }
    let mut quote = None;
    let mut is_escaped = false;
    for (at, character) in rest.char_indices().skip(start.len()) {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if character == '\\' => is_escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if rest[at..].starts_with(end) => {
                let length = at + end.len();
                return Some(raw_part(rest, length).unwrap_or(length));
            }
            None => {}
        }
    }
    Some(rest.len())
}

/// Returns the length of a raw block, whose first tag has the length `first`; `None` if the tag begins another block.
fn raw_part(rest: &str, first: usize) -> Option<usize> {
    let is_tag = |tag: &str, name: &str| {
        let tag = tag
            .strip_prefix("{%")
            .and_then(|tag| tag.strip_suffix("%}"));
        tag.is_some_and(|tag| tag.trim_matches('-').trim() == name)
    };
    if !is_tag(&rest[..first], "raw") {
        return None;
    }
    let ends = rest.match_indices("%}").map(|(at, end)| at + end.len());
    let mut ends = ends.filter(|end| {
        let start = rest[..*end].rfind("{%");
        start.is_some_and(|start| is_tag(&rest[start..*end], "endraw"))
    });
    Some(ends.next().unwrap_or(rest.len()))
}

/// Whether a tag begins at the start of `rest`.
fn begins_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('<');
    let name = name.map(|name| name.strip_prefix('/').unwrap_or(name));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// Returns the element of [`TEXT_ONLY`] that the tag at the start of `rest` opens.
fn opened(rest: &str) -> Option<&'static str> {
    let mut names = TEXT_ONLY.into_iter();
    names.find(|name| is_named(&rest[1..], name))
}

/// Whether the closing tag of the element `name` is at the start of `rest`.
fn closes(rest: &str, name: &str) -> bool {
    rest.strip_prefix("</")
        .is_some_and(|rest| is_named(rest, name))
}

/// Whether a tag's name, at the start of `rest`, is `name`.
fn is_named(rest: &str, name: &str) -> bool {
    let end = rest.find(|next: char| next.is_whitespace() || matches!(next, '>' | '/'));
    rest[..end.unwrap_or(rest.len())].eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renders the template `source` after its lines are joined.
    fn rendered(source: &str) -> String {
        let mut tera = tera::Tera::new();
        let joined = join_lines(source);
        tera.add_raw_templates([("a.html", &*joined)]).unwrap();
        let mut context = tera::Context::new();
        context.insert("yes", &true);
        tera.render("a.html", &context).unwrap()
    }

    #[test]
    fn a_line_break_in_a_tag_is_a_space() {
        for (source, html) in [
            ("<a\n  b=\"c\"\n  d\n>e</a\n>\n", "<a b=\"c\" d>e</a>\n"),
            ("<a \r\n\tb  >", "<a b  >"),
            ("<a\n  b=c\n\n  />\n<i>", "<a b=c/>\n<i>"),
            ("<a b=\"{% if yes %}\n{% endif %}\"\n  c>", "<a b=\"\n\" c>"),
            (
                "<a\n  {%- if yes %} b{% endif -%}\n  {{- \"c\" }}\n  d>",
                "<a bc d>",
            ),
        ] {
            assert_eq!(rendered(source), html, "{source}");
        }
    }

    #[test]
    fn other_line_breaks_stay() {
        for source in [
            "a\n  b\n<i>\n  c\n  </i>\n",
            "<pre>\n  a\n    b\n</pre>\n",
            "<script>\n  if (a<b\n  && c) d();\n</script>\n",
            "<style>\n  a\n  <b\n  c\n</style>\n",
            "<textarea>\n<b\n  c>\n</textarea>\n",
            "<a b=\"c\n  d\" e='f\n  \" g'>\n",
            "a < b\n  c > d\n <3\n  e\n",
            "<!-- <a\n  b> -->\n",
        ] {
            assert_eq!(join_lines(source), source);
        }
        let raw = "<a {% raw -%}\n  {{ \"\n  {%- endraw %}\n  b>";
        assert_eq!(rendered(raw), "<a {{ \" b>");
    }

    #[test]
    fn lines_and_columns_stay() {
        let source = "<a\n  b=\"c\"\n    d\n>{{ 1 }}</a\n>";
        let joined = join_lines(source);
        assert_eq!(joined.lines().count(), source.lines().count());
        for (joined, line) in joined.lines().zip(source.lines()) {
            assert!(joined.starts_with(line), "{joined}");
        }
    }

    #[test]
    fn a_template_without_an_end_is_left_for_the_engine_to_report() {
        for source in [
            "<a {{ \"b\n c>",
            "{# a",
            "<a {% raw %}\n b",
            "<a b=\"c\n",
            "<!-- a",
            "<a\n",
        ] {
            assert_eq!(join_lines(source).replace(" {# -#}", ""), source);
        }
    }
}
