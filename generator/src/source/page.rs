//! `pages/NAME.LANGUAGE.md`: the editors' pages, as Markdown with front matter.
//!
//! Modules and overviews of curricula are read in the same way, with another front matter or none.
//! The body is kept as text: [`crate::render`] makes HTML of it, and [`crate::check::prose`] checks
//! it.

use std::sync::Arc;

use super::decode::Decode;
use super::diagnostic::Diagnostic;
use super::encode::{Encode, to_yaml};
use super::format::text::Word;
use super::front_matter;
use super::opening;
use super::place::{self, Part, Place};
use super::position::Position;
use super::record::record;
use super::rule::Rule;
use super::yaml;
use crate::language::message::message;

record! {
    /// The front matter of a Markdown file, between two lines of `---`.
    "the front matter" FrontMatter {
        /// The page's title.
        required title: Word,
        /// A description of the page, in one sentence.
        required description: Word,
    }
}

/// A Markdown file in one language, with the front matter of its kind.
#[derive(Clone, Debug)]
pub struct MarkdownFile<F> {
    /// The file's name without the language and the extension, which is part of its addresses. E.g.
    /// `about`, or `guides/about` in a folder.
    pub name: Arc<str>,
    /// The language, from the file's name. E.g. `zh`; whether the handbook has it is checked later
    /// (`E106`).
    pub language: Arc<str>,
    /// The front matter, between the two lines of `---`.
    pub front_matter: F,
    /// The Markdown below the front matter. May be empty.
    pub body: Arc<str>,
    /// The position of the first line of the Markdown.
    pub position: Position,
}

impl<F: Encode> MarkdownFile<F> {
    /// The contents of the file. The body is not changed.
    pub fn write(&self) -> String {
        format!("---\n{}---\n{}", to_yaml(&self.front_matter), self.body)
    }
}

/// A page written by the editors.
pub type PageSource = MarkdownFile<FrontMatter>;

/// Reads `file`, whose name gives the page and the language: `about.zh.md`.
///
/// `E008` without a language in the name, and `E009` without front matter.
pub fn read<F: Decode>(
    file: &Arc<str>,
    text: &str,
    faults: &mut Vec<Diagnostic>,
) -> Option<MarkdownFile<F>> {
    let (name, language) = name_and_language(file, faults)?;
    let Some((head, body, line)) = front_matter::split(text) else {
        faults.push(front_matter::fault(file, text));
        return None;
    };
    // The first line is the `---`.
    let node = match yaml::parse_from(file, head, 2) {
        Ok(node) => node,
        Err(fault) => {
            let cause = front_matter::lacks_end(file, text, &fault);
            faults.push(cause.unwrap_or(fault));
            return None;
        }
    };
    if let Some(conflict) = front_matter::conflict(file, body, line) {
        faults.push(conflict);
        return None;
    }
    Some(MarkdownFile {
        name,
        language,
        front_matter: F::decode(&node, faults)?,
        body: body.into(),
        position: Position::point(file.clone(), line, 1),
    })
}

/// Reads a page. Without front matter, it has the title and the description that its text begins with: see
/// [`opening::read`].
pub fn read_page(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Option<PageSource> {
    let Some(opening) = opening::read(file, text) else {
        return read(file, text, faults);
    };
    let (name, language) = name_and_language(file, faults)?;
    if let Some(conflict) = front_matter::conflict(file, text, 1) {
        faults.push(conflict);
        return None;
    }
    Some(MarkdownFile {
        name,
        language,
        front_matter: FrontMatter {
            title: opening.title,
            description: opening.description,
            position: opening.position,
        },
        body: opening.body.into(),
        position: Position::point(file.clone(), opening.line, 1),
    })
}

/// Reads a Markdown file without front matter. The whole file is its body.
pub fn read_plain(
    file: &Arc<str>,
    text: &str,
    faults: &mut Vec<Diagnostic>,
) -> Option<MarkdownFile<()>> {
    let (name, language) = name_and_language(file, faults)?;
    if let Some(conflict) = front_matter::conflict(file, text, 1) {
        faults.push(conflict);
        return None;
    }
    Some(MarkdownFile {
        name,
        language,
        front_matter: (),
        body: text.into(),
        position: Position::point(file.clone(), 1, 1),
    })
}

/// Splits a file name: `about.zh.md` is the page `about` in `zh`.
fn name_and_language(
    file: &Arc<str>,
    faults: &mut Vec<Diagnostic>,
) -> Option<(Arc<str>, Arc<str>)> {
    let (name, language) = match Place::of(file) {
        Some(Place {
            part: Part::Page { name, language },
            ..
        }) => (name, language),
        Some(_) | None => place::name_and_language(file.rsplit('/').next()?),
    };
    if language.is_empty() {
        faults.push(Rule::FileWithoutLanguage.at(
            &Position::file(file.clone()),
            message!("the name of this file does not include a language"),
            message!(
                "put the language before `.md`, as in `{example}`",
                example = format!("{name}.zh.md")
            ),
        ));
        return None;
    }
    Some((name.into(), language.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_front_matter_are_on_their_line() {
        let mut faults = Vec::new();
        let page = read::<FrontMatter>(
            &"content/pages/a.zh.md".into(),
            "---\ntitle: x\ncolour: y\n---\n",
            &mut faults,
        );
        assert!(page.is_none());
        let lines: Vec<u32> = faults.iter().map(|fault| fault.position.line).collect();
        assert_eq!(lines, [3], "{faults:?}");
    }
}
