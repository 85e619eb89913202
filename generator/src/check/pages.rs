//! Checks that editors' pages are written in every language.
//!
//! The codes are `W400` and `E020`. A page that exists but could not be read counts as written.

use std::sync::Arc;

use super::subject::Subject;
use crate::language::message::message;
use crate::model::handbook::Article;
use crate::source::diagnostic::Diagnostic;
use crate::source::page::PageSource;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Warns about a page that is not written in every language of the handbook, and requires that title and description are not
/// empty. Otherwise a reader who changes the language would lose the page.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in subject.pages() {
        let head = &page.front_matter;
        for (name, word) in [
            (message!("title"), &head.title),
            (message!("description"), &head.description),
        ] {
            if word.value.trim().is_empty() {
                found.push(Rule::EmptyText.at(
                    &word.position,
                    message!("the {name} of this page is empty", name),
                    message!("write it; lists and search engines show it"),
                ));
            }
        }
    }
    for page in &subject.handbook.pages {
        let name = &page.name;
        // A file in a language that the handbook does not have is probably the one that is missing.
        let is_foreign = |file: &Arc<PageSource>| !subject.languages.contains(&&*file.language);
        if page.languages.iter().any(is_foreign) {
            continue;
        }
        for language in &subject.languages {
            if !subject.handbook.has_page(name, language) {
                found.push(Rule::MissingPageTranslation.at(
                    &Position::file(page.languages[0].position.file.clone()),
                    message!(
                        "the page `{name}` is not written in `{language}`",
                        name,
                        language
                    ),
                    message!("write `{file}`", file = file_in(page, language)),
                ));
            }
        }
    }
    found
}

/// The file of a page in another language, beside those that there are.
fn file_in(page: &Article, language: &str) -> String {
    let (first, name) = (&page.languages[0], &page.name);
    let is_in_folder =
        *first.position.file == format!("content/pages/{}/{name}.md", first.language);
    if is_in_folder {
        format!("content/pages/{language}/{name}.md")
    } else {
        format!("content/pages/{name}.{language}.md")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, diagnostics, found, sound, with};

    #[test]
    fn a_page_that_lacks_a_language_is_warned_of() {
        let page = "---\ntitle: x\ndescription: x\n---\n";
        let tree = adding(sound(), "content/pages/more.zh.md", page);
        assert_eq!(
            found(&tree),
            ["content/pages/more.zh.md: warning: the page `more` is not written in `en`"]
        );
        assert_eq!(
            diagnostics(&tree)[0].help.english(),
            "write `content/pages/more.en.md`"
        );
    }

    #[test]
    fn a_page_that_cannot_be_read_is_one_fault() {
        let tree = adding(sound(), "content/pages/about.en.md", "# About\n");
        assert_eq!(
            found(&tree),
            ["content/pages/about.en.md:1:1: this page has no front matter"]
        );
    }

    #[test]
    fn a_page_in_a_language_that_the_handbook_does_not_have_is_found() {
        let page = "---\ntitle: x\ndescription: x\n---\n";
        let tree = adding(sound(), "content/pages/about.fr.md", page);
        assert_eq!(
            found(&tree),
            ["content/pages/about.fr.md: there is no language `fr`"]
        );
    }

    #[test]
    fn a_page_has_a_title_and_a_description() {
        let tree = with("content/pages/about.en.md", "What it is.", "''");
        assert_eq!(
            found(&tree),
            ["content/pages/about.en.md:3:14: the description of this page is empty"]
        );
    }
}
