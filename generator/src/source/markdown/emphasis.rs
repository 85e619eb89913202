//! Emphasis beside Chinese characters and punctuation.
//!
//! CommonMark uses the characters beside a run of `*` to decide whether it opens or closes emphasis: it does not if
//! there is punctuation inside and a letter outside. Chinese has no space there, so the second `**` of `**重点：**说明`
//! closes nothing, and may even open the next emphasis instead. We follow the CJK-friendly amendments to CommonMark:
//! such a run also opens or closes emphasis if the punctuation is Chinese, or if there is a Chinese character on the
//! other side.
//!
//! The parser does not have this rule. To let the parser alone decide what is emphasis (given code, links and escapes),
//! we insert a mark that counts as a letter between the run and the punctuation, and remove it from the parsed result.
//!
//! Both directions are here: [`prepare`] before parsing and [`restore`] after it. A text without
//! `*` and `~` is not copied.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use crate::source::han::is_han;

/// A noncharacter, which the parser treats as a letter and no text needs.
pub(super) const MARK: char = '\u{fdd0}';

/// Inserts a mark beside every run of `*` or `~~` that would otherwise not be emphasis because of Chinese text. Takes
/// linear time.
pub fn prepare(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut prepared = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'*' | b'~'))
    {
        let mut start = at + found;
        let sign = bytes[start];
        let backslashes = bytes[at..start]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\');
        // The first sign after an odd number of backslashes is literal.
        start += backslashes.count() % 2;
        let length = bytes[start..]
            .iter()
            .take_while(|byte| **byte == sign)
            .count();
        let end = start + length;
        at = end;
        // A single `~` within a word does not mark emphasis.
        if length == 0 || (sign == b'~' && length < 2) {
            continue;
        }
        let place = match (
            text[..start].chars().next_back(),
            text[end..].chars().next(),
        ) {
            (Some(before), Some(after)) if opens_too(before, after) => end,
            (Some(before), Some(after)) if closes_too(before, after) => start,
            _ => continue,
        };
        prepared.push_str(&text[done..place]);
        prepared.push(MARK);
        done = place;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    prepared.push_str(&text[done..]);
    Cow::Owned(prepared)
}

/// Whether a run between these characters opens emphasis only by the rule for Chinese: `见**“要求”**`.
fn opens_too(before: char, after: char) -> bool {
    is_letter(before) && is_punctuation(after) && (is_chinese(after) || is_chinese(before))
}

/// Whether a run between these characters closes emphasis only by the rule for Chinese: `**重点：**说明`.
fn closes_too(before: char, after: char) -> bool {
    is_punctuation(before) && is_letter(after) && (is_chinese(before) || is_chinese(after))
}

/// Whether a character is neither white space nor punctuation, as CommonMark's rule sees it.
fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !is_punctuation(character)
}

/// Whether a character is punctuation or a symbol, as CommonMark's rule sees it.
fn is_punctuation(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace()
}

/// Whether the character is a Han character or Chinese punctuation, including the marks that Chinese shares with other
/// scripts.
fn is_chinese(character: char) -> bool {
    is_han(character) || matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Removes the marks from a parsed event.
pub fn restore<'a>(event: Event<'a>) -> Event<'a> {
    match event {
        Event::Text(text) => Event::Text(unmarked(text)),
        Event::Code(text) => Event::Code(unmarked(text)),
        Event::Html(text) => Event::Html(unmarked(text)),
        Event::InlineHtml(text) => Event::InlineHtml(unmarked(text)),
        Event::FootnoteReference(name) => Event::FootnoteReference(unmarked(name)),
        Event::Start(tag) => Event::Start(restore_tag(tag)),
        other => other,
    }
}

/// Removes the marks from the attributes of a tag.
fn restore_tag<'a>(tag: Tag<'a>) -> Tag<'a> {
    match tag {
        Tag::Heading {
            level,
            id,
            classes,
            attrs,
        } => Tag::Heading {
            level,
            id: id.map(unmarked),
            classes: classes.into_iter().map(unmarked).collect(),
            attrs: attrs
                .into_iter()
                .map(|(name, value)| (unmarked(name), value.map(unmarked)))
                .collect(),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(unmarked(info)))
        }
        Tag::FootnoteDefinition(name) => Tag::FootnoteDefinition(unmarked(name)),
        Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Link {
            link_type,
            dest_url: unmarked(dest_url),
            title: unmarked(title),
            id: unmarked(id),
        },
        Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Image {
            link_type,
            dest_url: unmarked(dest_url),
            title: unmarked(title),
            id: unmarked(id),
        },
        other => other,
    }
}

/// Removes the marks from a text.
fn unmarked(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) {
        text.replace(MARK, "").into()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Parser, html};

    use super::*;

    fn shown(text: &str) -> String {
        let prepared = prepare(text);
        let parser = Parser::new_ext(&prepared, crate::source::markdown::of_pages());
        let mut shown = String::new();
        html::push_html(&mut shown, parser.map(restore));
        let shown = shown.trim();
        let shown = shown.strip_prefix("<p>").unwrap_or(shown);
        shown.strip_suffix("</p>").unwrap_or(shown).to_owned()
    }

    #[track_caller]
    fn assert_shown(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let expected = expected
                .replace('[', "<strong>")
                .replace(']', "</strong>")
                .replace('{', "<em>")
                .replace('}', "</em>");
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn emphasis_closes_after_chinese_punctuation() {
        assert_shown(&[
            ("**重点：**说明", "[重点：]说明"),
            ("**重点：**Note", "[重点：]Note"),
            ("**重要。**后续**再**看", "[重要。]后续[再]看"),
            ("*强调，*后面", "{强调，}后面"),
            ("***都要。***后", "{[都要。]}后"),
            ("**Note:**中文", "[Note:]中文"),
            ("**（一）**和**（二）**", "[（一）]和[（二）]"),
            ("**60%**以上", "[60%]以上"),
            ("~~作废。~~现行", "<del>作废。</del>现行"),
        ]);
    }

    #[test]
    fn emphasis_opens_before_chinese_punctuation() {
        assert_shown(&[
            ("见**“要求”**一节", "见[“要求”]一节"),
            ("见**《标准》**。", "见[《标准》]。"),
            ("见**(A)**表", "见[(A)]表"),
            ("word**“要求”**word", "word[“要求”]word"),
        ]);
    }

    #[test]
    fn emphasis_may_be_nested_and_hold_code_and_links() {
        assert_shown(&[
            ("**甲*乙。*丙。**丁", "[甲{乙。}丙。]丁"),
            ("**见`a**b`。**后", "[见<code>a**b</code>。]后"),
            (
                "**见<https://e.org/>。**后",
                "[见<a href=\"https://e.org/\">https://e.org/</a>。]后",
            ),
        ]);
        // A mark partly inside a link does not split it.
        assert_eq!(shown("**[重要。**后](x)"), "**<a href=\"x\">重要。**后</a>");
        assert_eq!(
            shown("[**重要。**后](甲。**乙)"),
            "<a href=\"%E7%94%B2%E3%80%82**%E4%B9%99\"><strong>重要。</strong>后</a>"
        );
    }

    #[test]
    fn escapes_and_code_are_left_unchanged() {
        assert_shown(&[
            ("2\\*\\*3。\\*\\*后", "2**3。**后"),
            ("`**重要。**后`", "<code>**重要。**后</code>"),
            ("\\**重要。**后", "**重要。**后"),
            ("\\\\**重要。**后", "\\[重要。]后"),
            ("a ** b ** c", "a ** b ** c"),
            ("**重要。 **后", "**重要。 **后"),
            ("乘号 3 * 4，5 * 6", "乘号 3 * 4，5 * 6"),
            ("_强调。_后", "_强调。_后"),
        ]);
        assert_eq!(
            shown("```甲。**乙\n**重要。**后\n```"),
            "<pre><code class=\"language-甲。**乙\">**重要。**后\n</code></pre>"
        );
    }

    #[test]
    fn the_kinds_of_blocks_do_not_change() {
        for text in [
            "* 一\n* 二",
            "***\n\n甲",
            "| **甲。**乙 | 丙 |\n|---|---|\n|**丁。**戊|己|",
            "> **甲** 乙",
            "~~~ 甲\n**乙**\n~~~",
            "甲\n: **乙** 丙",
        ] {
            let blocks = |text: &str| -> Vec<String> {
                let parser = Parser::new_ext(text, crate::source::markdown::of_pages());
                parser
                    .map(restore)
                    .filter(|event| !matches!(event, Event::Text(_)))
                    .filter(|event| {
                        !matches!(
                            event,
                            Event::Start(Tag::Strong) | Event::End(pulldown_cmark::TagEnd::Strong)
                        )
                    })
                    .map(|event| format!("{event:?}"))
                    .collect()
            };
            assert_eq!(blocks(&prepare(text)), blocks(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_without_chinese_is_unchanged(text in "[a-z*~_`\\\\ .,:()\\[\\]\n\"é]{0,60}") {
            prop_assert_eq!(prepare(&text).into_owned(), text.as_str());
        }

        #[test]
        fn no_marker_remains_and_no_character_is_lost(text in "[a重点。：“”*~`\\\\ (\\[\\]<>|#\n-]{0,60}") {
            let prepared = prepare(&text);
            prop_assert_eq!(prepared.replace(MARK, ""), text.clone());
            let parser = Parser::new_ext(&prepared, crate::source::markdown::of_pages());
            let mut html = String::new();
            html::push_html(&mut html, parser.map(restore));
            prop_assert!(!html.contains(MARK) && !html.contains("%EF%B7%90"), "{}", html);
        }
    }
}
