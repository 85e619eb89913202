//! Checks that our own words use the punctuation of their language.
//!
//! The codes are `E404`, `E405` and `W401`. GB/T 15834 is the standard for Chinese punctuation:
//! full-width marks beside Chinese characters. The source's own text is exempt, since it is
//! reproduced to the letter, misprints included; its translations are ours.

use rayon::prelude::*;

use super::markdown::{Markdown, position};
use super::subject::Subject;
use super::walk::{Passage, PassageKind};
use super::width::is_han;
use crate::language::code_fault;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Half-width marks and their full-width forms, which Chinese uses. The full stop is special, since
/// it is also part of numbers and names.
const HALF: [(char, char); 8] = [
    (',', '，'),
    (';', '；'),
    (':', '：'),
    ('?', '？'),
    ('!', '！'),
    ('(', '（'),
    (')', '）'),
    ('.', '。'),
];

/// Marks that only Chinese, Japanese and Korean texts use, and those of other languages.
const FULL: [(char, char); 12] = [
    ('，', ','),
    ('。', '.'),
    ('；', ';'),
    ('：', ':'),
    ('？', '?'),
    ('！', '!'),
    ('（', '('),
    ('）', ')'),
    ('、', ','),
    ('．', '.'),
    ('《', '“'),
    ('》', '”'),
];

/// The maximum number of marks reported in one text, so that a page full of them is reported in bounded time.
const MOST: usize = 200;

/// Requires full-width marks beside Han characters in our Chinese words, and none in texts of other languages except in
/// quoted Chinese. The standard's own text is left as printed. A mark that may be quoted is only a warning.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let passages = subject.passages.par_iter();
    let mut found: Vec<Diagnostic> = passages
        .flat_map_iter(|passage| of_passage(subject, passage))
        .collect();
    for (language, word) in subject.front_matter() {
        let first = faults(subject, language, &plain(&word.value))
            .into_iter()
            .next();
        found.extend(first.map(|fault| fault.at(&word.position)));
    }
    for text in &subject.prose {
        let read = Markdown::read(text.body);
        for fault in faults(subject, text.language, &read.words) {
            let end = fault.offset + fault.mark.len_utf8();
            let at = position(text.position, text.body, fault.offset..end);
            found.push(fault.at(&at));
        }
    }
    found
}

/// The first fault in each language of a text: all of them would have the same place.
///
/// Positions within a YAML text are not known, unlike those in a file of its own.
fn of_passage(subject: &Subject<'_>, passage: &Passage<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (language, words, at) in &passage.text.languages {
        if subject.is_of_source(passage, language) || !may_be_faulty(words) {
            continue;
        }
        let words = match passage.kind {
            PassageKind::Note => Markdown::read(words).words,
            _ if subject.is_statement(passage) => Markdown::read_statement(words).words,
            PassageKind::Standard | PassageKind::Ours => plain(words),
        };
        let first = faults(subject, language, &words).into_iter().next();
        found.extend(first.map(|fault| fault.at(at)));
    }
    found
}

/// Whether a text may have a fault; nearly none does.
fn may_be_faulty(words: &str) -> bool {
    // Most translations are ASCII, and this is quick to see.
    if words.is_ascii() {
        return false;
    }
    words.chars().any(is_han) && words.contains(HALF.map(|(mark, _)| mark))
        || words.contains(FULL.map(|(mark, _)| mark))
}

/// The characters of a text without markup, with their offsets.
fn plain(words: &str) -> Vec<(char, usize)> {
    words.char_indices().map(|(at, c)| (c, at)).collect()
}

/// A mark that its language does not use.
struct MarkFault {
    /// In bytes, from the beginning of the text.
    offset: usize,
    /// The mark as written.
    mark: char,
    rule: Rule,
    message: Message,
    help: Message,
}

impl MarkFault {
    /// The diagnostic about it.
    fn at(self, position: &Position) -> Diagnostic {
        self.rule.at(position, self.message, self.help)
    }
}

/// The faults of `words` by the rules of their language. Its primary subtag decides which rules these are.
fn faults(subject: &Subject<'_>, language: &str, words: &[(char, usize)]) -> Vec<MarkFault> {
    match primary(tag(subject, language)).as_str() {
        "zh" => half_width(words),
        // Neither rule holds for these.
        "yue" | "ja" | "ko" => Vec::new(),
        // The language is not known, which is reported.
        other if code_fault(other).is_some() => Vec::new(),
        _ => full_width(language, words),
    }
}

/// The tag of `language`; its own name if the handbook does not have it.
fn tag<'a>(subject: &'a Subject<'_>, language: &'a str) -> &'a str {
    let mut languages = subject.handbook.languages.iter();
    let known = languages.find(|known| &*known.id == language);
    known.map_or(language, |known| &known.tag)
}

/// The first part of a language tag, in small letters: `zh` in `zh-CN`. Also for ids that are
/// written like tags with other separators.
fn primary(tag: &str) -> String {
    tag.split(['-', '_', '.'])
        .next()
        .unwrap_or(tag)
        .to_ascii_lowercase()
}

/// Half-width marks beside Han characters.
///
/// Within “…”, and before a Han character, a mark may be quoted or belong to foreign words, which
/// makes it doubtful (`W401`).
fn half_width(words: &[(char, usize)]) -> Vec<MarkFault> {
    let mut found = Vec::new();
    let mut quoted = false;
    for (index, (mark, offset)) in words.iter().enumerate() {
        match mark {
            '“' => quoted = true,
            '”' | '\n' => quoted = false,
            _ => {}
        }
        let Some((_, full)) = HALF.iter().find(|(half, _)| half == mark) else {
            continue;
        };
        let before = index.checked_sub(1).map(|index| words[index].0);
        let after = words.get(index + 1).map(|(c, _)| *c);
        // What looks like a callout is reported as such.
        if *mark == '!' && before == Some('[') {
            continue;
        }
        let rule = if *mark == '.' {
            // A full stop between Han characters may be part of a name, but at an end it is a fault.
            if before.is_some_and(is_han) && after.is_none_or(char::is_whitespace) {
                Rule::HalfWidthMark
            } else {
                continue;
            }
        } else if before.is_some_and(is_han) || (*mark == '(' && after.is_some_and(is_han)) {
            Rule::HalfWidthMark
        } else if after.is_some_and(is_han) {
            Rule::DoubtfulHalfWidthMark
        } else {
            continue;
        };
        found.push(MarkFault {
            offset: *offset,
            mark: *mark,
            rule: if quoted {
                Rule::DoubtfulHalfWidthMark
            } else {
                rule
            },
            message: message!(
                "the half-width mark `{mark}` is used in Chinese: “{around}”",
                mark,
                around = around(words, index)
            ),
            help: message!("write `{full}`", full),
        });
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Full-width marks that are not beside a Han character. Beside one, it is part of quoted Chinese.
fn full_width(language: &str, words: &[(char, usize)]) -> Vec<MarkFault> {
    let is_full = |c: char| FULL.iter().any(|(full, _)| *full == c);
    let mut found = Vec::new();
    // Marks may follow one another, as in `）。`; what matters is what comes before and after all of them.
    let mut after = vec![None; words.len()];
    let mut next = None;
    for (index, (c, _)) in words.iter().enumerate().rev() {
        after[index] = next;
        if !is_full(*c) {
            next = Some(*c);
        }
    }
    let mut before = None;
    for (index, (mark, offset)) in words.iter().enumerate() {
        let Some((_, half)) = FULL.iter().find(|(full, _)| full == mark) else {
            before = Some(*mark);
            continue;
        };
        let opens = matches!(mark, '（' | '《');
        if before.is_some_and(is_han) || (opens && after[index].is_some_and(is_han)) {
            continue;
        }
        found.push(MarkFault {
            offset: *offset,
            mark: *mark,
            rule: Rule::FullWidthMark,
            message: message!(
                "the full-width mark `{mark}` is used in `{language}`: “{around}”",
                mark,
                language,
                around = around(words, index)
            ),
            help: message!("write `{half}`", half),
        });
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The few characters around a mark, for a message. Four on each side, without line breaks.
fn around(words: &[(char, usize)], index: usize) -> String {
    let start = index.saturating_sub(4);
    let end = (index + 5).min(words.len());
    words[start..end]
        .iter()
        .map(|(c, _)| if c.is_control() { ' ' } else { *c })
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{diagnostics, found, with};
    use crate::source::rule::Severity;

    fn marks(faults: &[MarkFault]) -> Vec<(usize, Severity)> {
        faults
            .iter()
            .map(|fault| (fault.offset, fault.rule.severity()))
            .collect()
    }

    #[test]
    fn half_width_marks_beside_han_are_faults() {
        let marked = |text: &str| marks(&half_width(&plain(text)));
        assert_eq!(marked("中,文"), [(3, Severity::Error)]);
        assert_eq!(marked("(中)"), [(0, Severity::Error), (4, Severity::Error)]);
        assert_eq!(marked("完."), [(3, Severity::Error)]);
        assert_eq!(marked("a)中"), [(1, Severity::Warning)]);
        assert_eq!(marked("作“中,文”"), [(9, Severity::Warning)]);
        for silent in [
            "中，文",
            "GB/T 1.1, 2.1",
            "A, B: C",
            "5.1-a",
            "（中）",
            "12:30",
            "乔.布",
        ] {
            assert_eq!(marked(silent), [], "{silent}");
        }
    }

    #[test]
    fn full_width_marks_are_faults_but_in_quotations() {
        let marked = |text: &str| marks(&full_width("en", &plain(text)));
        assert_eq!(marked("a，b"), [(1, Severity::Error)]);
        assert_eq!(
            marked("see（a）"),
            [(3, Severity::Error), (7, Severity::Error)]
        );
        for silent in ["“站内、站外”", "谈判。", "the （资料性） mark", "a, “b”"]
        {
            assert_eq!(marked(silent), [], "{silent}");
        }
    }

    #[test]
    fn a_mark_in_our_words_is_found_at_its_text() {
        let tree = with("glossary.yaml", "网上商店。", "'网上,商店。'");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/glossary.yaml:3:20: the half-width mark `,` is used in Chinese: “网上,商店。”"
            ]
        );
        assert_eq!(diagnostics(&tree)[0].help.english(), "write `，`");
        let tree = with("content/handbook.yaml", "A handbook.", "A handbook。");
        assert_eq!(
            found(&tree),
            ["content/handbook.yaml:2:30: the full-width mark `。` is used in `en`: “book。”"]
        );
    }

    #[test]
    fn a_mark_on_a_page_is_found_at_its_place() {
        let tree = with("content/pages/about.zh.md", "，以及", ",**以及");
        let is_mark = |fault: &String| fault.contains("half-width");
        assert!(!found(&tree).iter().any(is_mark), "{:?}", found(&tree));
        let tree = with("content/pages/about.zh.md", "，以及", "。\n\n中文,以及");
        assert_eq!(
            found(&tree),
            [
                "content/pages/about.zh.md:8:3: the half-width mark `,` is used in Chinese: “中文,以及 E”"
            ]
        );
    }

    #[test]
    fn the_standards_own_words_are_left_as_printed() {
        let tree = with("clauses/01.yaml", "zh: 适用于店铺。", "zh: '适用于,店铺?'");
        assert!(found(&tree).is_empty(), "{:?}", found(&tree));
    }
}
