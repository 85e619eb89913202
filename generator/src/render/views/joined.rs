//! Joining texts, language by language.

use crate::language::range;
use crate::render::html::Html;
use crate::render::text::{Piece, TextView};
use crate::source::han::is_spaced_after;

/// Joins `texts` with `between` in each language. `own` is the tag of the page's language.
///
/// In a language that only some of the texts have, only those are joined. The result is empty if
/// `texts` is.
pub fn joined(texts: &[TextView], between: &str, page_tag: &str) -> TextView {
    joined_by(texts, |_| between, page_tag)
}

/// Joins the first and the last of a range as each language does. `page_tag` is the tag of the page's language.
pub fn joined_as_range(first: &TextView, last: &TextView, page_tag: &str) -> TextView {
    let texts = [first.clone(), last.clone()];
    joined_by(&texts, range::between_names, page_tag)
}

/// Joins `texts` with what is `between` them in the language with a tag.
fn joined_by<'a>(
    texts: &[TextView],
    between: impl Fn(&str) -> &'a str,
    page_tag: &str,
) -> TextView {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut plain = String::new();
    for text in texts {
        append(&mut plain, between(page_tag), &text.plain);
        for piece in &text.pieces {
            let between = between(&piece.lang);
            match pieces.iter_mut().find(|whole| whole.lang == piece.lang) {
                Some(whole) => {
                    if whole.blocks.is_some() || piece.blocks.is_some() {
                        whole.blocks =
                            Some(Html([whole.as_blocks().0, piece.as_blocks().0].concat()));
                    }
                    let mut line = whole.line().clone();
                    let between = shown(between, &line.0, &piece.line().0);
                    append(&mut line.0, between, &piece.line().0);
                    whole.html = line;
                    whole.line = None;
                    if let (Some(plain), Some(more)) = (&mut whole.plain, &piece.plain) {
                        append(plain, between, more);
                    } else {
                        whole.plain = None;
                    }
                }
                None => pieces.push(piece.clone()),
            }
        }
    }
    TextView::of(pieces, page_tag, plain)
}

/// Returns `between` as it is set: a dot never starts a line, and needs no spaces between Han characters.
fn shown<'a>(between: &'a str, before: &str, after: &str) -> &'a str {
    let is_han = |character: Option<char>| {
        character.is_some_and(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
    };
    match between {
        " · " if is_han(before.chars().next_back()) && is_han(after.chars().next()) => "·",
        " · " => "\u{a0}· ",
        other => other,
    }
}

/// Appends a text to a line. Omits a space after the characters of a script that does not use spaces.
fn append(line: &mut String, between: &str, text: &str) {
    let seen = line.trim_end_matches("</span>");
    if !line.is_empty() && (is_spaced_after(seen) || between != " ") {
        line.push_str(between);
    }
    line.push_str(text);
}

/// Joins plain words by spaces, except after the characters of a script that does not use spaces.
pub fn words(texts: &[&str]) -> String {
    let mut line = String::new();
    for text in texts {
        append(&mut line, " ", text);
    }
    line
}

/// The lines of one language.
#[derive(Debug, serde::Serialize)]
pub struct LinesView {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// The lines.
    pub lines: Vec<Html>,
}

/// Groups `texts` by language: all lines of the first language, then all of the second.
///
/// The languages are in the order in which they first occur. A language that a text lacks has fewer
/// lines.
pub fn by_language(texts: &[TextView]) -> Vec<LinesView> {
    let mut languages: Vec<LinesView> = Vec::new();
    for piece in texts.iter().flat_map(|text| &text.pieces) {
        match languages
            .iter_mut()
            .find(|language| language.lang == piece.lang)
        {
            Some(language) => language.lines.push(piece.html.clone()),
            None => languages.push(LinesView {
                lang: piece.lang.clone(),
                lines: vec![piece.html.clone()],
            }),
        }
    }
    languages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(zh: &str, en: &str) -> TextView {
        let piece = |lang: &str, words: &str| Piece {
            lang: lang.to_owned(),
            language: lang.to_owned(),
            html: Html::escaped(words),
            is_source: false,
            ..Piece::default()
        };
        TextView::of(vec![piece("zh", zh), piece("en", en)], "zh", zh.to_owned())
    }

    #[test]
    fn phrases_are_joined_by_the_rules_of_their_script() {
        let whole = joined(
            &[
                text("诚实守信，", "Honesty,"),
                text("爱岗敬业", "dedication"),
                text("表 1", "Table 1"),
                text("人员", "Personnel"),
            ],
            " ",
            "zh",
        );
        let lines: Vec<&str> = whole
            .pieces
            .iter()
            .map(|piece| piece.html.0.as_str())
            .collect();
        assert_eq!(
            lines,
            [
                "诚实守信，爱岗敬业表 1 人员",
                "Honesty, dedication Table 1 Personnel"
            ]
        );
        assert_eq!(whole.plain, "诚实守信，爱岗敬业表 1 人员");
    }

    #[test]
    fn a_separating_dot_stays_on_the_line_of_the_phrase_before_it() {
        let title = joined(
            &[text("物流管理", "Logistics"), text("初级", "Junior")],
            " · ",
            "zh",
        );
        assert_eq!(title.pieces[0].html.0, "物流管理·初级");
        assert_eq!(title.pieces[1].html.0, "Logistics\u{a0}· Junior");
        assert_eq!(title.plain, "物流管理 · 初级");
        let mixed = joined(&[text("LISTING", "a"), text("页面", "b")], " · ", "zh");
        assert_eq!(mixed.pieces[0].html.0, "LISTING\u{a0}· 页面");
    }

    #[test]
    fn a_range_has_the_mark_of_each_language() {
        let (first, last) = (text("初级", "Junior"), text("高级", "Senior"));
        let range = joined_as_range(&first, &last, "zh");
        let pieces = range.pieces.iter();
        let pieces: Vec<&str> = pieces.map(|piece| piece.html.0.as_str()).collect();
        assert_eq!(pieces, ["初级～高级", "Junior\u{a0}– Senior"]);
        assert_eq!(range.plain, "初级～高级");
    }
}
