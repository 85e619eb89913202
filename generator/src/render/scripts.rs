//! Tags for words in another script, and the direction of every element with a language.
//!
//! Chinese words in an English text carry the tag of the handbook's Chinese, so that they are read aloud as Chinese and
//! drawn with Chinese glyphs. If the handbook has languages written from right to left, each element whose `lang` is
//! written in another direction than the text around it has the attribute `dir`.
//!
//! Both are added once, to an otherwise complete page, wherever the words come from. Places that cannot contain an
//! element are not tagged: attributes, `<title>`, `<option>`, and all data.
//!
//! The tags serve screen readers and fonts (WCAG 2.2, 3.1.2 Language of Parts). The pass reads the
//! page once and copies nothing if nothing is to be marked.

mod runs;

use self::runs::{Script, runs};
use crate::language::{Direction, Profile};
use crate::model::{CompleteHandbook, Language};

/// Elements that contain only text, or are not displayed.
const TEXT_ONLY: [&str; 6] = ["script", "style", "title", "textarea", "option", "desc"];

/// Elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The tags for words in each script; `None` if the handbook has no language in the script.
#[derive(Clone, Debug, Default)]
pub struct ScriptTags {
    /// The tag for Han characters, e.g. `zh-CN`; that of Japanese if there is no Chinese.
    han: Option<String>,
    /// The tag for kana, with the Han characters between them.
    kana: Option<String>,
    /// The tag for Korean.
    hangul: Option<String>,
    /// The directions of the handbook's languages by their tags; empty if all are written from left to right.
    directions: Vec<(String, Direction)>,
}

impl ScriptTags {
    /// Returns the tags of the languages of `handbook`. If several share a script, a standard's own language is
    /// preferred.
    pub fn of(handbook: &CompleteHandbook) -> Self {
        let sources = handbook.standards.iter().filter_map(|standard| {
            let source = standard.about.language.as_str();
            let mut languages = handbook.languages.iter();
            languages.find(|language| *language.id == *source)
        });
        let languages: Vec<&Language> = sources.chain(&handbook.languages).collect();
        let tag = |is_one: &dyn Fn(&str) -> bool| {
            let mut languages = languages.iter();
            let found = languages.find(|language| is_one(&language.tag))?;
            Some(found.tag.to_string())
        };
        ScriptTags {
            han: tag(&is_chinese).or_else(|| tag(&is_japanese)),
            kana: tag(&is_japanese),
            hangul: tag(&is_korean),
            directions: directions(&handbook.languages),
        }
    }

    /// The direction of the language with a tag.
    fn direction(&self, tag: &str) -> Direction {
        let mut known = self.directions.iter();
        let known = known.find(|(other, _)| other == tag);
        known.map_or_else(|| Profile::of(tag).direction, |(_, direction)| *direction)
    }

    /// The tag for words in a script.
    fn tag(&self, script: Script) -> Option<&str> {
        match script {
            Script::Han => self.han.as_deref(),
            Script::Kana => self.kana.as_deref(),
            Script::Hangul => self.hangul.as_deref(),
        }
    }

    /// Returns `page` with the words marked, or `None` if there are none to mark.
    pub fn mark(&self, page: &str) -> Option<String> {
        if self.han.is_none() && self.hangul.is_none() && self.directions.is_empty() {
            return None;
        }
        let mut marking = Marking {
            tags: self,
            page,
            marked: String::new(),
            done: 0,
            open: Vec::new(),
        };
        marking.run();
        (marking.done > 0).then(|| {
            marking.marked.push_str(&page[marking.done..]);
            marking.marked
        })
    }
}

/// The direction of each language, if any of them is written from right to left.
fn directions<'a>(languages: impl IntoIterator<Item = &'a Language>) -> Vec<(String, Direction)> {
    let all = languages.into_iter();
    let all: Vec<_> = all
        .map(|language| (language.tag.to_string(), language.direction))
        .collect();
    let is_needed = all
        .iter()
        .any(|(_, direction)| *direction == Direction::RightToLeft);
    if is_needed { all } else { Vec::new() }
}

/// Whether `tag` denotes a Chinese language in Han characters.
fn is_chinese(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    ["zh", "yue", "wuu", "nan", "hak", "gan", "lzh", "cmn"].contains(&language)
        && !parts.any(|part| part.eq_ignore_ascii_case("Latn"))
}

/// Whether `tag` denotes Japanese.
fn is_japanese(tag: &str) -> bool {
    tag.split('-').next() == Some("ja")
}

/// Whether `tag` denotes Korean.
fn is_korean(tag: &str) -> bool {
    tag.split('-').next() == Some("ko")
}

/// Whether texts in the language of `tag` are themselves written in `script`.
fn writes(tag: &str, script: Script) -> bool {
    match script {
        Script::Han => is_chinese(tag) || is_japanese(tag) || is_korean(tag),
        Script::Kana => is_japanese(tag),
        Script::Hangul => is_korean(tag),
    }
}

/// An open element.
struct OpenElement<'a> {
    /// The name of the element, in small letters.
    name: &'a str,
    /// The language of its text; empty if none is specified.
    lang: &'a str,
    /// The direction of its text.
    direction: Direction,
}

/// The state of marking a page.
struct Marking<'a> {
    /// The tags to use.
    tags: &'a ScriptTags,
    /// The page as the template made it.
    page: &'a str,
    /// The marked page up to `done`.
    marked: String,
    /// The byte of the page up to which `marked` goes.
    done: usize,
    /// The elements around the current place, outermost first.
    open: Vec<OpenElement<'a>>,
}

impl<'a> Marking<'a> {
    /// Passes over the page once, tag by tag.
    fn run(&mut self) {
        let mut at = 0;
        while let Some(length) = self.page[at..].find('<') {
            self.text(at, at + length);
            at = self.tag(at + length);
        }
        self.text(at, self.page.len());
    }

    /// Passes over the tag, comment or declaration that begins at `start`, including any content that cannot contain
    /// elements. Returns its end.
    fn tag(&mut self, start: usize) -> usize {
        let page = self.page;
        let rest = &page[start..];
        let after = |end: &str| {
            rest.find(end)
                .map_or(page.len(), |at| start + at + end.len())
        };
        if rest.starts_with("<!--") {
            return after("-->");
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return after(">");
        }
        if let Some(name) = rest.strip_prefix("</") {
            let name = &name[..name.find(is_name_end).unwrap_or(name.len())];
            if let Some(place) = self.open.iter().rposition(|open| open.name == name) {
                self.open.truncate(place);
            }
            return after(">");
        }
        let name = &rest[1..];
        let name = &name[..name.find(is_name_end).unwrap_or(name.len())];
        let after_name = start + 1 + name.len();
        let (end, lang) = attributes(page, after_name);
        let direction = self.directed(name, after_name, lang);
        if TEXT_ONLY.contains(&name) {
            let close = page[end..].find(&format!("</{name}"));
            return close.map_or(page.len(), |at| end + at);
        }
        let is_empty = VOID.contains(&name) || page[..end].ends_with("/>");
        if !is_empty && !name.is_empty() {
            let around = self.open.last().map_or("", |open| open.lang);
            self.open.push(OpenElement {
                name,
                lang: lang.unwrap_or(around),
                direction,
            });
        }
        end
    }

    /// Returns the direction of an element with a language, and adds it to the tag if the text around is written in
    /// another.
    fn directed(&mut self, name: &str, after_name: usize, lang: Option<&str>) -> Direction {
        let around = self
            .open
            .last()
            .map(|open| open.direction)
            .unwrap_or_default();
        let Some(lang) = lang.filter(|lang| !lang.is_empty() && !self.tags.directions.is_empty())
        else {
            return around;
        };
        let direction = self.tags.direction(lang);
        if direction != around {
            let attribute = if is_svg_text(name) {
                "direction"
            } else {
                "dir"
            };
            self.marked.push_str(&self.page[self.done..after_name]);
            let value = direction.attribute();
            self.marked.extend([" ", attribute, "=\"", value, "\""]);
            self.done = after_name;
        }
        direction
    }

    /// Marks the words in other scripts in the text from `start` to `end`.
    fn text(&mut self, start: usize, end: usize) {
        let page = self.page;
        let text = &page[start..end];
        let Some(open) = self.open.last() else { return };
        if text.is_ascii() {
            return;
        }
        let element = if is_svg_text(open.name) {
            "tspan"
        } else {
            "span"
        };
        let lang = open.lang;
        for (script, from, to) in runs(text) {
            let tag = self.tags.tag(script).filter(|_| !writes(lang, script));
            let Some(tag) = tag.filter(|tag| *tag != lang) else {
                continue;
            };
            self.marked.push_str(&page[self.done..start + from]);
            let words = &text[from..to];
            self.marked.extend(["<", element, " lang=\"", tag, "\""]);
            if open.direction == Direction::RightToLeft {
                let attribute = if element == "tspan" {
                    "direction"
                } else {
                    "dir"
                };
                let value = self.tags.direction(tag).attribute();
                self.marked.extend([" ", attribute, "=\"", value, "\""]);
            }
            self.marked.push('>');
            self.marked.extend([words, "</", element, ">"]);
            self.done = start + to;
        }
    }
}

/// Whether an element is text of an SVG, in which HTML elements are not allowed.
fn is_svg_text(name: &str) -> bool {
    name == "text" || name == "tspan"
}

/// Whether a character ends the name of an element.
fn is_name_end(character: char) -> bool {
    character.is_ascii_whitespace() || matches!(character, '>' | '/')
}

/// Returns the end of the tag whose attributes begin at `start`, and the value of its `lang`.
///
/// The value is `None` if the tag has no `lang`, and empty if that is empty.
fn attributes(page: &str, start: usize) -> (usize, Option<&str>) {
    let bytes = page.as_bytes();
    let skip = |mut at: usize, is_skipped: &dyn Fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|byte| is_skipped(*byte)) {
            at += 1;
        }
        at
    };
    let mut lang = None;
    let mut at = start;
    loop {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at) {
            None => return (page.len(), lang),
            Some(b'>') => return (at + 1, lang),
            Some(_) => {}
        }
        let name = at;
        at = skip(at + 1, &|byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/')
        });
        let is_lang = page.as_bytes()[name..at].eq_ignore_ascii_case(b"lang");
        let equals = skip(at, &|byte| byte.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        at = skip(equals + 1, &|byte| byte.is_ascii_whitespace());
        let value = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let from = at + 1;
                let to = skip(from, &|byte| byte != *quote);
                at = (to + 1).min(page.len());
                &bytes[from..to]
            }
            _ => {
                let from = at;
                at = skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>');
                &bytes[from..at]
            }
        };
        if is_lang {
            lang = std::str::from_utf8(value).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(page: &str) -> String {
        let tags = ScriptTags {
            han: Some("zh-CN".into()),
            kana: Some("ja".into()),
            hangul: Some("ko".into()),
            directions: Vec::new(),
        };
        tags.mark(page).unwrap_or_else(|| page.to_owned())
    }

    /// The text of an English paragraph, with marked words in braces: `{zh-CN:要求}`.
    fn english(text: &str) -> String {
        let page = marked(&format!("<p lang=\"en\">{text}</p>"));
        let inner = page.strip_prefix("<p lang=\"en\">").unwrap();
        inner
            .strip_suffix("</p>")
            .unwrap()
            .replace("<span lang=\"", "{")
            .replace("\">", ":")
            .replace("</span>", "}")
    }

    #[test]
    fn words_of_another_script_are_marked_with_their_punctuation() {
        for (text, expected) in [
            ("the word 要求 is", "the word {zh-CN:要求} is"),
            ("“低于等80分” and", "“{zh-CN:低于等80分}” and"),
            ("（资料性）开发", "{zh-CN:（资料性）开发}"),
            ("《标准》，“甲”和乙。", "{zh-CN:《标准》，“甲”和乙。}"),
            ("甲, 乙", "{zh-CN:甲}, {zh-CN:乙}"),
            ("甲 乙", "{zh-CN:甲} {zh-CN:乙}"),
            ("甲 80 x", "{zh-CN:甲} 80 x"),
            ("甲&amp;乙", "{zh-CN:甲}&amp;{zh-CN:乙}"),
            ("A（B）：x", "A（B）：x"),
            ("naïve — “x” …", "naïve — “x” …"),
            ("それは漢字", "{ja:それは漢字}"),
            ("漢字カナ", "{ja:漢字カナ}"),
            ("한국 要求", "{ko:한국} {zh-CN:要求}"),
        ] {
            assert_eq!(english(text), expected);
        }
    }

    #[test]
    fn words_in_the_language_of_the_page_are_not_marked() {
        for page in [
            "<html lang=\"zh-CN\"><p>要求</p></html>",
            "<html lang=en><p lang='zh-Hant'>要求</p></html>",
            "<html lang=\"en\"><i lang=\"ja\">漢字</i></html>",
            "<html lang=\"en\"><title>要求</title><a title=\"要求\" data-x=\"<b>甲</b>\">x</a></html>",
            "<html lang=\"en\"><script>\"要求\"</script><!-- 要求 --><option>要求</option></html>",
            "要求",
        ] {
            assert_eq!(marked(page), page);
        }
        assert_eq!(
            marked("<html lang=\"en\" hreflang=\"zh\"><br><p lang=\"zh\">甲</p>乙</html>"),
            "<html lang=\"en\" hreflang=\"zh\"><br><p lang=\"zh\">甲</p><span lang=\"zh-CN\">乙</span></html>"
        );
        // An unclosed element ends with its parent.
        assert_eq!(
            marked("<html lang=\"zh\"><div lang=\"en\"><p>甲</div>乙</html>"),
            "<html lang=\"zh\"><div lang=\"en\"><p><span lang=\"zh-CN\">甲</span></div>乙</html>"
        );
    }

    #[test]
    fn words_in_svg_are_marked_with_svg_elements() {
        assert_eq!(
            marked("<svg lang=\"en\"><path d=\"x\"/><text x=\"1\">甲</text></svg>"),
            "<svg lang=\"en\"><path d=\"x\"/><text x=\"1\"><tspan lang=\"zh-CN\">甲</tspan></text></svg>"
        );
    }

    #[test]
    fn a_handbook_without_the_language_marks_nothing() {
        let none = ScriptTags::default();
        assert_eq!(none.mark("<p lang=\"en\">要求</p>"), None);
        let japanese = ScriptTags {
            han: Some("ja".into()),
            kana: Some("ja".into()),
            hangul: None,
            directions: Vec::new(),
        };
        let page = japanese.mark("<p lang=\"en\">漢字 한국</p>").unwrap();
        assert_eq!(
            page,
            "<p lang=\"en\"><span lang=\"ja\">漢字</span> 한국</p>"
        );
    }

    #[test]
    fn languages_of_another_direction_are_given_theirs() {
        let tags = ScriptTags {
            han: Some("zh-CN".into()),
            directions: vec![
                ("ar".into(), Direction::RightToLeft),
                ("en".into(), Direction::LeftToRight),
                ("zh-CN".into(), Direction::LeftToRight),
                ("qqq".into(), Direction::RightToLeft),
            ],
            ..ScriptTags::default()
        };
        for (page, expected) in [
            (
                r#"<html class="a" lang="ar"><p lang="ar">x</p><p lang="en">y <i lang="en">z</i></p></html>"#,
                r#"<html dir="rtl" class="a" lang="ar"><p lang="ar">x</p><p dir="ltr" lang="en">y <i lang="en">z</i></p></html>"#,
            ),
            (
                r#"<html lang="en"><img lang="ar"><option lang="qqq">甲</option><b lang="he">x</b><b>y</b></html>"#,
                r#"<html lang="en"><img dir="rtl" lang="ar"><option dir="rtl" lang="qqq">甲</option><b dir="rtl" lang="he">x</b><b>y</b></html>"#,
            ),
            (
                r#"<html lang="ar"><p>甲</p><svg><text lang="en">x</text></svg></html>"#,
                r#"<html dir="rtl" lang="ar"><p><span lang="zh-CN" dir="ltr">甲</span></p><svg><text direction="ltr" lang="en">x</text></svg></html>"#,
            ),
        ] {
            assert_eq!(tags.mark(page).as_deref(), Some(expected));
        }
        let none = ScriptTags::default();
        assert_eq!(
            none.mark(r#"<html lang="ar"><p lang="en">x</p></html>"#),
            None
        );
    }

    #[test]
    fn malformed_html_causes_no_panic() {
        for page in [
            "<",
            "<a",
            "<a b=",
            "<a b=\"甲",
            "</",
            "<!--",
            "<a lang",
            "甲<title>乙",
            "<p lang=\"en\">甲<",
        ] {
            marked(page);
        }
    }
}
