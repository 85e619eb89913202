//! A built page, read with an independent HTML parser.

use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Node, Selector};
use walkdir::WalkDir;

/// A parsed page.
pub struct Page {
    html: Html,
}

impl Page {
    /// Reads a page from a file.
    #[track_caller]
    pub fn open(path: &Path) -> Page {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Page::parse(&text)
    }

    /// Reads every page of a built site. Returns their paths from the site's folder, in order, and the pages.
    pub fn all(site: &Path) -> Vec<(String, Page)> {
        let entries = WalkDir::new(site).sort_by_file_name().into_iter();
        entries
            .map(|entry| entry.expect("a folder can be walked"))
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "html"))
            .map(|entry| {
                let name = entry.path().strip_prefix(site).expect("it is in the site");
                (name.display().to_string(), Page::open(entry.path()))
            })
            .collect()
    }

    /// Reads a page from its markup.
    pub fn parse(html: &str) -> Page {
        Page {
            html: Html::parse_document(html),
        }
    }

    /// The elements that a CSS selector finds.
    #[track_caller]
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector =
            Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.html.select(&selector).collect()
    }

    /// The standard's text in `main`, without notes and other words that are marked as ours.
    #[track_caller]
    pub fn standard_text(&self) -> String {
        let main = self.select("main");
        assert_eq!(main.len(), 1, "a page has one main");
        standard_text(main[0])
    }

    /// The whole text of `main`.
    #[track_caller]
    pub fn text(&self) -> String {
        let main = self.select("main");
        assert_eq!(main.len(), 1, "a page has one main");
        main[0].text().collect()
    }

    /// The element with an id.
    pub fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.select("[id]")
            .into_iter()
            .find(|element| element.value().id() == Some(id))
    }
}

/// The text of an element, without parts that are marked as ours (`data-note`) and parts that are not read, like scripts.
pub fn standard_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    text
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(inner) => {
                let skipped = inner.attr("data-note").is_some()
                    || matches!(
                        inner.name(),
                        "script" | "style" | "template" | "button" | "noscript"
                    );
                if let Some(inner) = ElementRef::wrap(child).filter(|_| !skipped) {
                    collect(inner, text);
                }
            }
            _ => {}
        }
    }
}
