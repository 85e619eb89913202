//! The links of a page that is taken out of its site.
//!
//! Files that the page loads keep their paths, from the root of the package. Links to pages become absolute, and open beside
//! the course; without the address of the site, their words stay without a link. It reads the HTML of the theme's templates,
//! which is well-formed, and is not a parser for any page.

use serde_json::{Map, Value};

use crate::site::link;
use crate::site::markup::{escaped, unescaped};

/// Changes the links of pages, and collects the files that they load.
pub(super) struct PackagedLinks<'a> {
    base_url: Option<&'a str>,
    loaded: Vec<String>,
}

/// What becomes of a link.
enum Packaged {
    /// It stays as it is.
    Same,
    /// It leads to a file of the package.
    File(String),
    /// It leads to another website.
    Away(String),
    /// It leads nowhere.
    Nowhere,
}

impl<'a> PackagedLinks<'a> {
    pub(super) fn new(base_url: Option<&'a str>) -> Self {
        PackagedLinks {
            base_url,
            loaded: Vec::new(),
        }
    }

    /// The files that the pages load, by their paths from the site's root, each once.
    pub(super) fn loaded(&self) -> Vec<String> {
        self.loaded.clone()
    }

    /// The page at `from` with its links changed.
    pub(super) fn packed(&mut self, page: &str, from: &str) -> String {
        let mut packed = String::with_capacity(page.len());
        let mut rest = page;
        while let Some(start) = rest.find('<') {
            packed.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map_or(rest.len(), |end| end + 3)
            } else {
                let end = tag_end(rest);
                if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                    self.push_tag(&rest[..end], from, &mut packed);
                    rest = &rest[end..];
                    continue;
                }
                end
            };
            packed.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        packed.push_str(rest);
        packed
    }

    /// Appends an opening tag, with its links changed.
    fn push_tag(&mut self, tag: &str, from: &str, packed: &mut String) {
        let is_link = tag.starts_with("<a ") || tag.starts_with("<a\n");
        let mut rest = tag;
        let mut is_away = false;
        // Attributes of the templates have double quotes, and their values no quotes.
        while let Some((before, after)) = rest.split_once("=\"") {
            let Some((value, after)) = after.split_once('"') else {
                break;
            };
            rest = after;
            let names = before.rfind(|c: char| c.is_ascii_whitespace());
            let (lead, name) = before.split_at(names.map_or(0, |at| at + 1));
            let changed = match name {
                "href" | "src" => self.changed(&unescaped(value), from, name == "src" || !is_link),
                "data-words" => {
                    let words = self.changed_words(&unescaped(value), from);
                    words.map_or(Packaged::Same, Packaged::File)
                }
                "target" | "rel" if is_link => Packaged::Nowhere,
                _ => Packaged::Same,
            };
            let value = match changed {
                Packaged::Same => value.to_owned(),
                Packaged::File(link) => escaped(&link),
                Packaged::Away(link) => {
                    is_away = is_link;
                    escaped(&link)
                }
                Packaged::Nowhere => {
                    packed.push_str(lead.trim_end());
                    continue;
                }
            };
            packed.push_str(lead);
            packed.push_str(name);
            packed.push_str("=\"");
            packed.push_str(&value);
            packed.push('"');
        }
        if is_away {
            packed.push_str(" target=\"_blank\" rel=\"noopener\"");
        }
        packed.push_str(rest);
    }

    /// What becomes of the link `to` on the page at `from`. `is_loaded` is set for what the page loads by itself.
    fn changed(&mut self, to: &str, from: &str, is_loaded: bool) -> Packaged {
        if to.starts_with('#') {
            return Packaged::Same;
        }
        if link::has_scheme(to) {
            return if is_loaded {
                Packaged::Same
            } else {
                Packaged::Away(to.to_owned())
            };
        }
        let Some((path, fragment)) = link::resolve(from, to) else {
            return Packaged::Nowhere;
        };
        if is_loaded {
            if !self.loaded.contains(&path) {
                self.loaded.push(path.clone());
            }
            return Packaged::File(path);
        }
        let fragment = fragment.map(|fragment| format!("#{fragment}"));
        let fragment = fragment.unwrap_or_default();
        match self.base_url {
            Some(base) => Packaged::Away(format!("{base}{path}{fragment}")),
            None => Packaged::Nowhere,
        }
    }

    /// The sentences of the page's script, with the links in them changed. `None` if they are not what the script reads.
    fn changed_words(&mut self, words: &str, from: &str) -> Option<String> {
        let mut words: Value = serde_json::from_str(words).ok()?;
        let links = words.get_mut("links")?.as_object_mut()?;
        let all = std::mem::take(links);
        let mut unlinked = Vec::new();
        for (name, to) in all {
            match self.changed(to.as_str()?, from, false) {
                Packaged::Same => drop(links.insert(name, to)),
                Packaged::File(link) | Packaged::Away(link) => {
                    links.insert(name, Value::String(link));
                }
                Packaged::Nowhere => unlinked.push(name),
            }
        }
        for language in words.get_mut("languages")?.as_array_mut()? {
            unlink(language.as_object_mut()?, &unlinked);
        }
        serde_json::to_string(&words).ok()
    }

    /// The script that brings the texts of the page at `from`, with their links changed. `None` if it is not such a script.
    pub(super) fn packed_texts(&mut self, script: &[u8], from: &str) -> Option<Vec<u8>> {
        let script = std::str::from_utf8(script).ok()?;
        let (name, html) = script.split_once(" = ")?;
        let html: String = serde_json::from_str(html.trim_end().strip_suffix(';')?).ok()?;
        let html = serde_json::to_string(&self.packed(&html, from)).ok()?;
        Some(format!("{name} = {html};\n").into_bytes())
    }
}

/// Puts the words of each name in `unlinked` in the place of its link, in all sentences of a language.
fn unlink(sentences: &mut Map<String, Value>, unlinked: &[String]) {
    for name in unlinked {
        let label = sentences.get(name).and_then(Value::as_str);
        let label = label.unwrap_or_default().to_owned();
        let place = format!("{{{name}}}");
        for sentence in sentences.values_mut() {
            if let Some(text) = sentence.as_str().filter(|text| text.contains(&place)) {
                *sentence = Value::String(text.replace(&place, &label));
            }
        }
    }
}

/// The length of a tag, which begins `html`.
fn tag_end(html: &str) -> usize {
    let mut is_quoted = false;
    let end = html.find(|c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.map_or(html.len(), |end| end + 1)
}

/// The files that the style sheet at `from` loads, by their paths from the site's root.
pub(super) fn loaded_by_styles(styles: &str, from: &str) -> Vec<String> {
    let links = styles.split("url(").skip(1);
    let links = links.filter_map(|rest| Some(rest.split_once(')')?.0));
    let links = links.map(|to| to.trim_matches(|c| matches!(c, '"' | '\'' | ' ')));
    let links = links.filter(|to| !to.starts_with('#') && !link::has_scheme(to));
    links
        .filter_map(|to| Some(link::resolve(from, to)?.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "en/demo/selfcheck/x/frame.html";

    #[test]
    fn files_keep_their_paths_and_pages_become_absolute() {
        let page = "<!-- <a href=\"no\"> --><link href=\"../../../../assets/a.css\"><script src=\"../../../../assets/b.js\" \
                    defer></script><a class=\"x\" href=\"../../5.html#a\" target=\"_blank\">5 &gt; 4</a><a href=\"#main\">\
                    </a><p title=\"<a href='x'>\">";
        let mut links = PackagedLinks::new(Some("https://example.org/h/"));
        assert_eq!(
            links.packed(page, FROM),
            "<!-- <a href=\"no\"> --><link href=\"assets/a.css\"><script src=\"assets/b.js\" defer></script>\
             <a class=\"x\" href=\"https://example.org/h/en/demo/5.html#a\" target=\"_blank\" rel=\"noopener\">5 &gt; 4</a>\
             <a href=\"#main\"></a><p title=\"<a href='x'>\">"
        );
        assert_eq!(links.loaded(), ["assets/a.css", "assets/b.js"]);
    }

    #[test]
    fn without_an_address_words_stay_without_links() {
        let mut links = PackagedLinks::new(None);
        let page =
            "<a class=\"x\" href=\"../../5.html\">5</a><a href=\"https://example.org/\">e</a>";
        assert_eq!(
            links.packed(page, FROM),
            "<a class=\"x\">5</a><a href=\"https://example.org/\" target=\"_blank\" rel=\"noopener\">e</a>"
        );
        let words = "<form data-words=\"{&quot;languages&quot;:[{&quot;clause&quot;:&quot;6.2&quot;,\
                     &quot;why&quot;:&quot;By {clause}.&quot;}],&quot;links&quot;:{&quot;clause&quot;:&quot;../../6.html&quot;}}\">";
        assert_eq!(
            unescaped(&links.packed(words, FROM)),
            "<form data-words=\"{\"languages\":[{\"clause\":\"6.2\",\"why\":\"By 6.2.\"}],\"links\":{}}\">"
        );
    }

    #[test]
    fn texts_that_a_script_brings_have_links_too() {
        let mut links = PackagedLinks::new(None);
        let script = b"globalThis.x = \"<a href=\\\"../5.html\\\">5</a>\";\n";
        let packed = links.packed_texts(script, "en/demo/selfcheck/x.html");
        assert_eq!(
            packed.as_deref(),
            Some(b"globalThis.x = \"<a>5</a>\";\n".as_slice())
        );
    }

    #[test]
    fn styles_may_load_files() {
        let styles = "a{b:url(fonts/c.woff2)}d{e:url(\"data:image/png,x\")}";
        assert_eq!(
            loaded_by_styles(styles, "assets/a.css"),
            ["assets/fonts/c.woff2"]
        );
    }
}
