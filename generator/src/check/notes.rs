//! Checks that the words that a note quotes are in the text that the note is about.
//!
//! The code is `E403`, or `E020` for an empty quote. [`super::walk`] says which texts a note is
//! about: those of the element beside which it is written, without those of its parts.

use super::subject::Subject;
use super::walk::Noted;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::shared_text::SharedText;
use crate::source::format::text::Text;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The number of characters of a noted text that a message shows.
const SHOWN: usize = 60;

/// Requires that the noted element's text contains the note's `quote` to the letter: in the standard's language, and in
/// each other language in which the quote is given. The quoted words are marked in the text, so a reader must be able to
/// find them there.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for noted in &subject.noted {
        let Some(standard) = subject.source(Some(noted.standard)) else {
            continue;
        };
        let quotes = noted.notes.0.iter();
        for quote in quotes.filter_map(|remark| remark.quote.as_ref()) {
            match quote {
                SharedText::Word(word) => {
                    let language = standard.language.as_str();
                    found.extend(fault(noted, &word.value, language, &word.position));
                }
                SharedText::Text(text) => {
                    for (language, words, position) in &text.languages {
                        found.extend(fault(noted, words, language, position));
                    }
                }
            }
        }
    }
    found
}

/// The fault of `words` as a quote from the texts in `language`.
///
/// One text that contains them is enough.
fn fault(noted: &Noted<'_>, words: &str, language: &str, at: &Position) -> Option<Diagnostic> {
    if words.trim().is_empty() {
        return Some(Rule::EmptyText.at(
            at,
            message!("this quote is empty"),
            message!("write the words that the note is about, or remove `quote`"),
        ));
    }
    let mut texts = noted.texts.iter().filter_map(|text| text.get(language));
    if texts.any(|text| text.contains(words)) {
        return None;
    }
    Some(Rule::QuoteNotFound.at(
        at,
        message!(
            "the {what} does not contain “{words}”",
            what = noted.what,
            words
        ),
        help(words, &noted.texts, language),
    ))
}

/// If only white space differs, the help says so; otherwise it shows the beginning of the text, if
/// there is only one.
fn help(words: &str, texts: &[&Text], language: &str) -> Message {
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let wanted = bare(words);
    let texts = || texts.iter().filter_map(|text| text.get(language));
    if texts().any(|text| bare(text).contains(&wanted)) {
        return message!("quote the words to the letter: only the white space differs");
    }
    let elsewhere = message!(
        "quote the words to the letter from the text in `{language}`, and put the note on the element that contains \
         them",
        language,
    );
    match texts().next() {
        Some(text) if texts().count() == 1 => {
            let mut shown: String = text.chars().take(SHOWN).collect();
            if text.chars().nth(SHOWN).is_some() {
                shown.push('…');
            }
            message!("{elsewhere}; the text is “{shown}”", elsewhere, shown)
        }
        _ => elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{diagnostics, found, with};

    #[test]
    fn a_quote_stands_in_the_noted_text() {
        let tree = with("clauses/01.yaml", "quote: 适用于", "quote: 适合于");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:5:21: the paragraph does not contain “适合于”"
            ]
        );
        assert!(
            diagnostics(&tree)[0]
                .help
                .english()
                .ends_with("the text is “适用于店铺。”")
        );
    }

    #[test]
    fn a_quote_that_differs_in_white_space_is_told_so() {
        let tree = with("clauses/01.yaml", "quote: 适用于", "quote: 适 用于");
        assert!(diagnostics(&tree)[0].help.english().contains("white space"));
    }

    #[test]
    fn a_quote_is_in_the_language_of_the_standard() {
        let tree = with("standard.yaml", "quote: 开,", "quote: Opening,");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/standard.yaml:14:60: the task does not contain “Opening”"]
        );
    }

    #[test]
    fn a_quote_in_several_languages_stands_in_the_text_of_each() {
        let both = |words: &str| with("clauses/01.yaml", "quote: 适用于", words);
        assert!(found(&both("quote: {zh: 适用于, en: applies to}")).is_empty());
        assert_eq!(
            found(&both("quote: {zh: 适用于, en: suits}")),
            ["content/standards/demo/clauses/01.yaml:5:35: the paragraph does not contain “suits”"]
        );
        assert_eq!(
            found(&both("quote: {zh: 适合于, en: applies to}")),
            [
                "content/standards/demo/clauses/01.yaml:5:26: the paragraph does not contain “适合于”"
            ]
        );
    }

    #[test]
    fn an_empty_quote_is_found() {
        let tree = with("standard.yaml", "quote: 开,", "quote: ' ',");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/standard.yaml:14:60: this quote is empty"]
        );
    }
}
