//! Pages without front matter, as people write them to be read at a code host as well: the title is the first heading, and
//! the description is the first sentence of the first paragraph.

use std::sync::Arc;

use super::format::text::Word;
use super::front_matter;
use super::han::joins;
use super::markdown::statement;
use super::mention::beside;
use super::place::Place;
use super::position::Position;

/// The beginning of a page without front matter.
#[derive(Debug)]
pub struct Opening<'t> {
    /// The title.
    pub title: Word,
    /// The description.
    pub description: Word,
    /// Where the title is.
    pub position: Position,
    /// The text below the title.
    pub body: &'t str,
    /// The line on which the text below the title begins.
    pub line: u32,
}

/// Reads the beginning of the page in `file`. `None` if the page has front matter, or does not begin with a heading
/// `# Title` and have a paragraph.
///
/// A line below the title that only leads to the page in other languages is left out of the text: it is for readers at
/// a code host, and every page of the site has such links.
pub fn read<'t>(file: &Arc<str>, text: &'t str) -> Option<Opening<'t>> {
    if front_matter::moved(text).is_some() {
        return None;
    }
    let mut lines = OpeningLines {
        text,
        at: 0,
        line: 1,
    };
    lines.skip_blank();
    let (start, heading) = (lines.line, lines.take()?);
    let title = heading
        .strip_prefix("# ")?
        .trim()
        .trim_end_matches('#')
        .trim_end();
    lines.skip_blank();
    let (mut at, mut line) = (lines.at, lines.line);
    let first = lines.take().unwrap_or_default();
    let is_alone = lines.peek().is_none_or(|next| next.trim().is_empty());
    if is_alone && leads_to_languages(file, first) {
        lines.skip_blank();
        (at, line) = (lines.at, lines.line);
    }
    let body = &text[at..];
    let (offset, paragraph) = paragraph(body)?;
    let word = |value: &str, line: u32, written: &str| Word {
        value: value.into(),
        position: Position::line(file.clone(), line, written),
    };
    let described = line + offset;
    let written = text.lines().nth(described as usize - 1).unwrap_or_default();
    Some(Opening {
        title: word(&statement::plain(title), start, heading),
        description: word(
            first_sentence(&statement::plain(&paragraph)),
            described,
            written,
        ),
        position: Position::point(file.clone(), start, 1),
        body,
        line,
    })
}

/// The lines of a text, taken one by one.
struct OpeningLines<'t> {
    text: &'t str,
    /// The offset of the next line, in bytes.
    at: usize,
    /// The number of the next line, from 1.
    line: u32,
}

impl<'t> OpeningLines<'t> {
    /// The next line without its end; `None` at the end of the text.
    fn peek(&self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        (!rest.is_empty()).then(|| rest.lines().next().unwrap_or_default())
    }

    /// Takes the next line.
    fn take(&mut self) -> Option<&'t str> {
        let line = self.peek()?;
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
        self.line += 1;
        Some(line)
    }

    /// Takes lines as long as they are blank.
    fn skip_blank(&mut self) {
        while self.peek().is_some_and(|line| line.trim().is_empty()) {
            self.take();
        }
    }
}

/// Whether a line has links, all of which lead to the page of `file` in other languages.
fn leads_to_languages(file: &str, line: &str) -> bool {
    let of = |file: &str| {
        let (name, language) = Place::of(file)?.part.page()?;
        Some((name.to_owned(), language.to_owned()))
    };
    let Some((name, language)) = of(file) else {
        return false;
    };
    let mut links = line.split("](").skip(1).peekable();
    let is_other = |link: &str| {
        let target = link.split(')').next().unwrap_or_default();
        let other = beside(file, target).and_then(|path| of(&path));
        other.is_some_and(|(other, written_in)| other == name && written_in != language)
    };
    links.peek().is_some() && links.all(is_other)
}

/// The first paragraph of a text on one line, and the number of lines before it. `None` if it has none.
fn paragraph(text: &str) -> Option<(u32, String)> {
    let mut found: Option<(u32, String)> = None;
    let mut is_in_fence = false;
    let mut is_after_blank = true;
    for (line, number) in text.lines().zip(0..) {
        if line.starts_with("```") || line.starts_with("~~~") {
            is_in_fence = !is_in_fence;
        }
        let begins = line.starts_with(|c: char| c.is_alphanumeric() || "*`[“‘《（".contains(c));
        let is_list = line.starts_with("* ") || is_numbered(line);
        let is_text = !is_in_fence && !line.trim().is_empty();
        match &mut found {
            Some((_, paragraph)) if is_text => {
                let joint = (paragraph.chars().next_back()).zip(line.trim().chars().next());
                if !joint.is_some_and(|(before, after)| joins(before, after)) {
                    paragraph.push(' ');
                }
                paragraph.push_str(line.trim());
            }
            Some(_) => break,
            None if is_text && is_after_blank && begins && !is_list => {
                found = Some((number, line.trim().to_owned()));
            }
            None => {}
        }
        is_after_blank = line.trim().is_empty() || line.starts_with('#');
    }
    found
}

/// Whether a line begins an item of a numbered list.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> &str {
    let latin = text.find(". ").map(|at| at + 1);
    let han = text.find('。').map(|at| at + '。'.len_utf8());
    let ends = latin.into_iter().chain(han).min();
    &text[..ends.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(text: &str) -> Option<(String, String, String, u32)> {
        let opening = read(&"content/pages/en/guides/hosting.md".into(), text)?;
        Some((
            opening.title.value.to_string(),
            opening.description.value.to_string(),
            opening.body.to_owned(),
            opening.line,
        ))
    }

    #[test]
    fn the_title_is_the_heading_and_the_description_the_first_sentence() {
        let text = "# Host a *site*\n\nEnglish | [中文](../../zh/guides/hosting.md)\n\n    code\n\nAny [host](a.md)\nwill do. More.\n";
        let (title, description, body, line) = opening(text).expect("an opening");
        assert_eq!((title.as_str(), line), ("Host a site", 5));
        assert_eq!(description, "Any host will do.");
        assert!(body.starts_with("    code\n"), "{body:?}");
        let chinese = "# 发布\n\n任何主机\n都可以。另见下文。\n";
        let (_, description, ..) = opening(chinese).expect("an opening");
        assert_eq!(description, "任何主机都可以。");
    }

    #[test]
    fn only_links_to_the_page_in_other_languages_are_left_out() {
        for line in [
            "See [another page](../../zh/other.md).",
            "[Twin](hosting.md)",
        ] {
            let (_, _, body, _) =
                opening(&format!("# A\n\n{line}\n\nText.\n")).expect("an opening");
            assert!(body.starts_with(line), "{body:?}");
        }
    }

    #[test]
    fn a_page_without_a_heading_or_a_paragraph_has_no_opening() {
        for text in [
            "---\ntitle: x\n---\nText.\n",
            "Text.\n",
            "# A\n",
            "## A\n\nText.\n",
            "# A\n\n- x\n",
        ] {
            assert!(opening(text).is_none(), "{text:?}");
        }
    }
}
