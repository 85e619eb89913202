//! What editors write stands in every language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::Content;
use crate::source::diagnostic::Diagnostic;
use crate::source::page::PageSource;
use crate::source::position::Position;

/// Warns of a page that is not written in every language of the handbook, and demands a title and a description that are
/// not empty. A reader who changes the language would otherwise lose the page.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut pages: BTreeMap<&str, Vec<(&Arc<str>, &PageSource)>> = BTreeMap::new();
    for (file, page) in &content.pages {
        pages.entry(&page.name).or_default().push((file, page));
        let head = &page.front_matter;
        for (name, word) in [("title", &head.title), ("description", &head.description)] {
            if word.value.trim().is_empty() {
                found.push(Diagnostic::error(
                    &word.position,
                    format!("the {name} of this page is empty"),
                    "write it: it is shown in lists and by search engines",
                ));
            }
        }
    }
    for (name, written) in pages {
        for language in &content.languages {
            let file = format!("content/pages/{name}.{language}.md");
            let is_there = written.iter().any(|(_, page)| *page.language == **language)
                || content.has_unread_page(name, language);
            if !is_there {
                found.push(Diagnostic::warning(
                    &Position::file(written[0].0.clone()),
                    format!("the page `{name}` is not written in `{language}`"),
                    format!("write `{file}`"),
                ));
            }
        }
    }
    found
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
            diagnostics(&tree)[0].help,
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
