//! Checks the handbook's settings: its languages, readings and address.
//!
//! The codes are `E103` to `E108`, `E115` to `E117` and `W100`. Nothing is reported if `handbook.yaml` could
//! not be read. Ids that occur twice are the subject of [`super::unique`], and the house's colours
//! that of [`super::house`].

use super::repository;
use super::subject::Subject;
use super::suggest::meant;
use crate::language::code_fault;
use crate::language::message::{Series, message};
use crate::model::handbook::ways_of_reading;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::base_url::is_base_url;
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::text::Word;
use crate::source::rule::Rule;

/// Requires at least one language and reading, and a standard or a page; pages of sections that exist; language names and tags that browsers understand; readings made
/// of the handbook's languages; and an address that a browser can open. Warns about a language that no reading shows.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(handbook) = subject.about else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (list, is_empty) in [
        ("languages", handbook.languages.is_empty()),
        ("readings", handbook.readings.is_empty()),
        (
            "standards",
            handbook.standards.is_empty() && subject.handbook.pages.is_empty(),
        ),
    ] {
        if is_empty {
            found.push(Rule::EmptyList.at(
                &handbook.position,
                message!("the list `{list}` is empty", list),
                message!("write at least one item"),
            ));
        }
    }
    languages(handbook, &mut found);
    sections(subject, handbook, &mut found);
    readings(handbook, &mut found);
    if let Some(url) = &handbook.base_url {
        found.extend(base_url(url));
    }
    if let Some(url) = &handbook.repository {
        found.extend(repository::of_handbook(url));
    }
    found
}

/// `E104` and `E105`, and `E020` for a language without a name. The id has the form of a BCP 47 tag
/// that begins with two or three small letters, such as `zh` or `zh-hant`.
fn languages(handbook: &HandbookRecord, found: &mut Vec<Diagnostic>) {
    for language in &handbook.languages {
        let id = &language.id;
        let letters = id.as_str().split('-').next().unwrap_or_default();
        let is_key = matches!(letters.len(), 2 | 3)
            && letters.bytes().all(|letter| letter.is_ascii_lowercase())
            && is_tag(id.as_str());
        if !is_key {
            found.push(Rule::InvalidLanguageKey.at(
                &id.position,
                message!("`{id}` is not a valid key for a language", id),
                message!("use the language's code of two or three lower-case letters, such as `zh` or `en`"),
            ));
        }
        if !is_tag(language.tag.as_str()) {
            let tag = &language.tag;
            found.push(Rule::InvalidLanguageTag.at(
                &tag.position,
                message!("`{tag}` is not a language tag", tag),
                message!(
                    "write a tag that browsers know, such as `zh-CN` or `en`; perhaps `{replace}`",
                    replace = tag.as_str().replace(['_', '.'], "-")
                ),
            ));
        }
        if let Some(fault) = code_fault(language.tag.as_str()) {
            let at = &language.tag.position;
            found.push(Rule::InvalidLanguageTag.at(at, fault.message, fault.help));
        }
        if language.name.value.trim().is_empty() {
            found.push(Rule::EmptyText.at(
                &language.name.position,
                message!("the name of the language `{id}` is empty", id),
                message!("write the language's own name for itself, such as 中文"),
            ));
        }
    }
}

/// `E117`. A page that could not be read is there.
fn sections(subject: &Subject<'_>, handbook: &HandbookRecord, found: &mut Vec<Diagnostic>) {
    let pages = || subject.handbook.pages.iter().map(|page| &*page.name);
    let is_there = |name: &str| {
        let mut unread = subject.handbook.unread.pages.iter();
        pages().any(|page| page == name) || unread.any(|(page, _)| **page == *name)
    };
    for name in handbook.sections.iter().flat_map(|section| &section.pages) {
        if !is_there(&name.value) {
            found.push(Rule::UnknownPage.at(
                &name.position,
                message!("there is no page `{name}`", name = name.value),
                meant(&name.value, message!("page"), pages()),
            ));
        }
    }
}

/// Whether `tag` has the shape of a BCP 47 language tag. The form only (RFC 5646, section 2.1,
/// simplified). The code with which it begins is checked by [`code_fault`].
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
        })
}

/// `E115`, `E106`, `E107` and `W100`.
fn readings(handbook: &HandbookRecord, found: &mut Vec<Diagnostic>) {
    let known = handbook
        .languages
        .iter()
        .map(|language| language.id.as_str());
    let mut shown: Vec<&str> = Vec::new();
    for id in &handbook.readings {
        let ways = ways_of_reading(id.as_str(), &|| known.clone());
        if let [one, other, ..] = ways.as_slice() {
            found.push(Rule::AmbiguousReading.at(
                &id.position,
                message!(
                    "the reading `{id}` can mean {one} or {other}",
                    id,
                    one = languages_listed(one),
                    other = languages_listed(other)
                ),
                message!("give one of these languages another id"),
            ));
        }
        // Names that are not languages are reported one by one.
        let first = ways.into_iter().next();
        let parts = first.unwrap_or_else(|| id.as_str().split('-').collect());
        for (place, part) in parts.iter().enumerate() {
            if !known.clone().any(|language| language == *part) {
                found.push(Rule::UnknownLanguage.at(
                    &id.position,
                    message!(
                        "the reading `{id}` names the language `{part}`, which is not a language of the handbook",
                        id,
                        part,
                    ),
                    meant(part, message!("language"), known.clone()),
                ));
            } else if parts[..place].contains(part) {
                found.push(Rule::RepeatedReadingLanguage.at(
                    &id.position,
                    message!(
                        "the reading `{id}` shows the language `{part}` twice",
                        id,
                        part
                    ),
                    message!("name each language once"),
                ));
            }
        }
        shown.extend(parts.iter().copied());
    }
    // A wrong name in a reading is reported there; it may mean a language that now seems to be unused.
    if shown
        .iter()
        .any(|part| !known.clone().any(|language| language == *part))
    {
        return;
    }
    for language in &handbook.languages {
        if !shown.contains(&language.id.as_str()) {
            found.push(Rule::UnusedLanguage.at(
                &language.id.position,
                message!(
                    "no reading shows the language `{language}`",
                    language = language.id
                ),
                message!("add `{language}` to `readings`", language = language.id),
            ));
        }
    }
}

/// Joins ids for a message: `` `zh` and `en` ``.
fn languages_listed(ids: &[&str]) -> Series {
    Series::all(ids.iter().map(|id| format!("`{id}`")))
}

/// `E108`. The conditions are those of [`is_base_url`].
fn base_url(url: &Word) -> Option<Diagnostic> {
    (!is_base_url(&url.value)).then(|| {
        Rule::InvalidBaseUrl.at(
            &url.position,
            message!("a site cannot be published at `{url}`", url = url.value),
            message!(
                "write an address such as https://example.org/handbook, without user name, `?` or `#`, or remove \
                 `base_url`"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, with};

    #[test]
    fn tags_have_the_shape_that_browsers_know() {
        for tag in ["zh", "zh-CN", "zh-Hant-TW", "en-GB", "de-1996"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["z", "zh_CN", "1a", "zh-", "verylongtag"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }

    #[test]
    fn wrong_settings_are_found_at_their_place() {
        for (from, to, expected) in [
            (
                "tag: zh-CN",
                "tag: zh_CN",
                "4:19: `zh_CN` is not a language tag",
            ),
            (
                "zh-en]",
                "zh-fr]",
                "6:20: the reading `zh-fr` names the language `fr`, which is not a language of the handbook",
            ),
            (
                "zh-en]",
                "zh-zh]",
                "6:20: the reading `zh-zh` shows the language `zh` twice",
            ),
            (
                "[zh, en, zh-en]",
                "[zh]",
                "5:10: warning: no reading shows the language `en`",
            ),
            (
                "https://example.org/handbook",
                "example.org",
                "8:11: a site cannot be published at `example.org`",
            ),
            (
                "name: English",
                "name: ' '",
                "5:29: the name of the language `en` is empty",
            ),
        ] {
            let found = found(&with("content/handbook.yaml", from, to));
            let expected = format!("content/handbook.yaml:{expected}");
            assert!(found.contains(&expected), "{expected}: {found:?}");
        }
    }

    #[test]
    fn an_empty_list_is_found() {
        let found = found(&with("content/handbook.yaml", "[zh, en, zh-en]", "[]"));
        assert_eq!(
            found[0],
            "content/handbook.yaml:1:1: the list `readings` is empty"
        );
    }
}
