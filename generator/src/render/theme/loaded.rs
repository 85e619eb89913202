//! The files that a theme's own style sheets load.
//!
//! The code is `W703`. A browser says nothing about a font, picture or sheet that is not there; the page only looks different.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::message::{Message, message};
use crate::site::link;
use crate::source::closest::closest;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The folder of the site in which the files of a theme are.
const ASSETS: &str = "assets/";

/// The style sheets of a theme and what is delivered with them.
pub(super) struct ThemeSheets<'a> {
    /// The theme's folder, from the handbook's root.
    pub(super) folder: &'a str,
    /// All files of the theme, by name.
    pub(super) files: &'a BTreeMap<String, Arc<[u8]>>,
    /// The delivered files, by their names in [`ASSETS`].
    pub(super) assets: &'a BTreeMap<String, Vec<u8>>,
}

impl ThemeSheets<'_> {
    /// Returns a warning for each file that the sheets among `names` load and that is not there, and for each `@import`
    /// that browsers ignore.
    pub(super) fn missing<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<Diagnostic> {
        let sheets = names.filter(|name| name.ends_with(".css"));
        sheets.flat_map(|name| self.missing_of(name)).collect()
    }

    fn missing_of(&self, name: &str) -> Vec<Diagnostic> {
        let Some(bytes) = self.files.get(name) else {
            return Vec::new();
        };
        let text = String::from_utf8_lossy(bytes);
        // Sheets in `styles/` are delivered in the folder of the assets.
        let from = match (name.strip_prefix("styles/"), name.strip_prefix(ASSETS)) {
            (Some(_), _) => ASSETS.to_owned(),
            (None, Some(_)) => name.to_owned(),
            (None, None) => return Vec::new(),
        };
        let found = loaded(&text);
        let faults = found.into_iter().filter_map(|load| {
            let (message, help) = match load.is_import && self.is_behind_others(name) {
                true => (
                    message!("browsers ignore this `@import`: the sheet is joined to others"),
                    message!("remove it; the files in `styles/` need no `@import`"),
                ),
                false => self.fault(&from, load.to)?,
            };
            let before = &text[..load.at];
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
            let file = format!("{}/{name}", self.folder);
            let place = Position::point(file, number(line), number(column));
            Some(Rule::MissingThemeFile.at(&place, message, help))
        });
        faults.collect()
    }

    /// The fault of an address; `None` if there is such a file, or if it is elsewhere.
    fn fault(&self, from: &str, to: &str) -> Option<(Message, Message)> {
        let path = to.split(['?', '#']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || link::has_scheme(to) {
            return None;
        }
        let (target, _) = link::resolve(from, path)?;
        let target = target.strip_prefix(ASSETS)?;
        if self.assets.contains_key(target) {
            return None;
        }
        let names = self.assets.keys().map(String::as_str);
        let help = match closest(target, names) {
            Some(close) => message!("did you mean `{close}`?", close),
            None => message!(
                "put the file into `{folder}`, or remove the address",
                folder = format!("{}/{ASSETS}", self.folder)
            ),
        };
        Some((message!("the theme has no file `{target}`", target), help))
    }

    /// Whether a sheet comes after another one in the sheet that is made of both.
    fn is_behind_others(&self, name: &str) -> bool {
        let Some(below) = name.strip_prefix("styles/") else {
            return false;
        };
        let Some((sheet, _)) = below.split_once('/') else {
            return true;
        };
        let folder = format!("styles/{sheet}/");
        let first = self.files.keys().find(|other| other.starts_with(&folder));
        first.is_some_and(|first| first != name)
    }
}

/// An address that a sheet loads.
#[derive(Debug, PartialEq, Eq)]
struct Load<'a> {
    /// The address.
    to: &'a str,
    /// The place of the address in bytes, or that of its `@import`.
    at: usize,
    is_import: bool,
}

/// The addresses that a sheet loads, by `url()` or `@import`, outside comments.
fn loaded(sheet: &str) -> Vec<Load<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    // The place of an `@import` whose address follows.
    let mut import = None;
    while let Some(character) = sheet[at..].chars().next() {
        let rest = &sheet[at..];
        let is_word_before =
            sheet[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if begins(rest, "@import") {
            import = Some(at);
            at += "@import".len();
        } else if begins(rest, "url(") && !is_word_before {
            let inside = &rest["url(".len()..];
            let end = inside.find(')').unwrap_or(inside.len());
            let to = inside[..end].trim();
            found.push(Load {
                to: to.trim_matches(['"', '\'']).trim(),
                at: import.unwrap_or(at),
                is_import: import.take().is_some(),
            });
            at += "url(".len() + end;
        } else if matches!(character, '"' | '\'') {
            let inside = &rest[1..];
            let end = inside.find([character, '\n']).unwrap_or(inside.len());
            if let Some(start) = import.take() {
                found.push(Load {
                    to: &inside[..end],
                    at: start,
                    is_import: true,
                });
            }
            at += 1 + end + usize::from(inside[end..].starts_with(character));
        } else {
            if character == ';' {
                import = None;
            }
            at += character.len_utf8();
        }
    }
    found
}

/// Whether `text` begins with `word`, in capital or small letters.
fn begins(text: &str, word: &str) -> bool {
    let start = text.as_bytes().get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_outside_comments_and_strings() {
        let sheet = "@import \"a.css\";\n/* url(no) @import 'no' */ a { b: url( 'c d.png' ) url(e); f: \"url(no)\"; g: curl(h) }\n\
                     @IMPORT URL(i.css) screen;";
        let found: Vec<_> = loaded(sheet)
            .into_iter()
            .map(|load| (load.to, load.is_import))
            .collect();
        assert_eq!(
            found,
            [
                ("a.css", true),
                ("c d.png", false),
                ("e", false),
                ("i.css", true)
            ]
        );
        for sheet in [
            "@import",
            "@import \"",
            "url(",
            "\"",
            "/*",
            "@import '\n",
            "é@import é'é",
        ] {
            loaded(sheet);
        }
    }

    #[test]
    fn what_is_not_there_is_reported_at_its_place() {
        let own = [
            (
                "styles/ours.css",
                "a {\n  b: url(\"fonts/mine.woff2\") url(../x.png) url(https://a.example/b);\n}\n",
            ),
            ("styles/others.css", "@import \"fonts.css\";"),
            (
                "styles/form/a.css",
                "a { b: url(data:image/png,x) url(#a) url(logo.svg?1) }",
            ),
            (
                "styles/ours/all.css",
                "@import 'fonts.css';\n@import 'font.css';",
            ),
            (
                "assets/themes/dark.css",
                "a { b: url(../logo.svg) url(logo.svg) }",
            ),
            ("assets/logo.svg", ""),
            ("assets/fonts.css", ""),
        ];
        let files = own.map(|(name, text)| (name.to_owned(), Arc::from(text.as_bytes())));
        let assets = ["logo.svg", "fonts.css", "themes/dark.css"];
        let sheets = ThemeSheets {
            folder: "themes/a",
            files: &files.into_iter().collect(),
            assets: &assets
                .map(|name| (name.to_owned(), Vec::new()))
                .into_iter()
                .collect(),
        };
        let found = sheets.missing(own.iter().map(|(name, _)| *name));
        let found: Vec<String> = found
            .iter()
            .map(|fault| {
                let place = &fault.position;
                let (message, help) = (fault.message.english(), fault.help.english());
                format!(
                    "{}:{}:{} {message} ({help})",
                    place.file, place.line, place.column
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                "themes/a/styles/ours.css:2:6 the theme has no file `fonts/mine.woff2` (put the file into \
                 `themes/a/assets/`, or remove the address)",
                "themes/a/styles/others.css:1:1 browsers ignore this `@import`: the sheet is joined to others (remove it; the \
                 files in `styles/` need no `@import`)",
                "themes/a/styles/ours/all.css:2:1 the theme has no file `font.css` (did you mean `fonts.css`?)",
                "themes/a/assets/themes/dark.css:1:25 the theme has no file `themes/logo.svg` (put the file into \
                 `themes/a/assets/`, or remove the address)",
            ]
        );
    }
}
