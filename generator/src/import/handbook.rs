//! `handbook.yaml` of a new handbook, and the changes to that of an existing one.

use std::sync::Arc;

use super::error::ImportError;
use super::language::{LanguageKeys, spoken};
use super::mapping::MappedStandard;
use crate::language::ProgramLanguage;
use crate::language::message::message;
use crate::source::decode::Decode;
use crate::source::emit::{self, Yaml};
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::handbook::HandbookRecord;
use crate::source::yaml;

/// The path of the file.
pub(super) const HANDBOOK: &str = "content/handbook.yaml";

/// The text of a new `handbook.yaml`. Its title is that of the standard.
pub(super) fn new_handbook(mapped: &MappedStandard, with_schema: bool) -> String {
    let mut text = String::new();
    if with_schema {
        text.push_str("# yaml-language-server: $schema=../schema/handbook.json\n");
    }
    if let Some(handbook) = &mapped.handbook {
        let mut handbook = handbook.clone();
        handbook.title = mapped.about.title.clone();
        handbook.standards = vec![mapped.about.id.clone()];
        return text + &to_yaml(&handbook);
    }
    let keys: Vec<&str> = mapped.languages.keys().collect();
    let mut readings: Vec<Yaml> = keys
        .iter()
        .map(|key| Yaml::Symbol((*key).to_owned()))
        .collect();
    if let [first, second] = keys[..] {
        readings.push(Yaml::Symbol(format!("{first}-{second}")));
    }
    let name = mapped.about.id.as_str().to_owned();
    let record = Yaml::Record(vec![
        ("title".to_owned(), mapped.about.title.encode()),
        (
            "languages".to_owned(),
            Yaml::List(mapped.languages.records()),
        ),
        ("readings".to_owned(), Yaml::List(readings)),
        ("standards".to_owned(), Yaml::List(vec![Yaml::Symbol(name)])),
    ]);
    text + &emit::document(&record)
}

/// The record in the text of a `handbook.yaml`. `None` if it cannot be read.
fn record(text: &str) -> Option<HandbookRecord> {
    let file: Arc<str> = HANDBOOK.into();
    let node = yaml::parse(&file, text).ok()?;
    HandbookRecord::decode(&node, &mut Vec::new())
}

/// The language for comments in the files of a handbook with this text of `handbook.yaml`: that of its first language.
pub(super) fn spoken_in(text: &str) -> ProgramLanguage {
    let record = record(text);
    let first = record.as_ref().and_then(|record| record.languages.first());
    first.map_or(ProgramLanguage::default(), |first| {
        spoken(first.id.as_str())
    })
}

/// The ids of the standards in the text of a `handbook.yaml`.
///
/// # Errors
/// Returns an error if it cannot be read.
pub(super) fn standards(file: &str, text: &str) -> Result<Vec<String>, ImportError> {
    let found = record(text).ok_or_else(|| {
        ImportError::content(
            file,
            super::found::FoundPlace::File,
            message!("the handbook's own file has errors"),
            message!("run `clausebook check`, and import again when it reports none"),
        )
    })?;
    Ok(found
        .standards
        .iter()
        .map(|id| id.as_str().to_owned())
        .collect())
}

/// The text of a `handbook.yaml` with another standard and its languages; everything else stays as it is, comments
/// included. `None` if the text is laid out in a way that cannot be extended.
pub(super) fn extended(text: &str, name: &str, languages: &LanguageKeys) -> Option<String> {
    let before = record(text)?;
    let new = with_item(text, "standards", &Yaml::Symbol(name.to_owned()))?;
    let new = with_languages(&new, languages)?;
    let after = record(&new)?;
    let is_listed = after.standards.last().is_some_and(|last| *last == *name);
    let count = before.standards.len() + 1;
    (is_listed && after.standards.len() == count).then_some(new)
}

/// The text of a `handbook.yaml` with these languages, each with a reading of its own if it is new. `None` if the text is laid
/// out in a way that cannot be extended.
pub(super) fn with_languages(text: &str, languages: &LanguageKeys) -> Option<String> {
    let before = record(text)?;
    let known = |key: &str| before.languages.iter().any(|language| language.id == *key);
    let mut new = text.to_owned();
    for (key, record) in languages.keys().zip(languages.records()) {
        if !known(key) {
            new = with_item(&new, "languages", &record)?;
            new = with_item(&new, "readings", &Yaml::Symbol(key.to_owned()))?;
        }
    }
    Some(new)
}

/// Adds an item to the list of a key at the beginning of a line, in the layout that the list has.
fn with_item(text: &str, key: &str, item: &Yaml) -> Option<String> {
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = offset;
        offset += line.len();
        let Some(rest) = line
            .strip_prefix(key)
            .and_then(|rest| rest.strip_prefix(':'))
        else {
            continue;
        };
        let value = rest.split(" #").next().unwrap_or_default().trim();
        if value.starts_with('[') {
            // A list on one line.
            let close = line.find(']')?;
            let before = &text[..start + close];
            let comma = if before.trim_end().ends_with('[') {
                ""
            } else {
                ", "
            };
            return Some(format!(
                "{before}{comma}{}{}",
                item.line()?,
                &text[start + close..]
            ));
        }
        if !value.is_empty() {
            return None;
        }
        // A list with an item on each line: the new one comes after the last line that is indented or an item.
        let mut end = offset;
        let mut at = offset;
        let mut indent = 2;
        for line in lines.by_ref() {
            let inside = line.trim_start();
            let is_part =
                line.starts_with([' ', '-']) || inside.trim().is_empty() || inside.starts_with('#');
            if !is_part {
                break;
            }
            at += line.len();
            if line.starts_with([' ', '-']) && !inside.trim().is_empty() && !inside.starts_with('#')
            {
                end = at;
                if inside.starts_with("- ") {
                    indent = indent.min(line.len() - inside.len());
                }
            }
        }
        let gap = if text[..end].ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let item = emit::item(item.clone(), indent);
        return Some(format!("{}{gap}{item}{}", &text[..end], &text[end..]));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(tags: &[&str]) -> LanguageKeys {
        let mut keys = LanguageKeys::default();
        tags.iter().for_each(|tag| keys.add(tag));
        keys
    }

    #[test]
    fn a_standard_is_added_to_a_handbook_in_its_own_layout() {
        let lists = "# mine\ntitle: {en: Ours}\nlanguages:\n  - {id: en, tag: en, name: English}\nreadings: [en] # all\nstandards:\n  - one # first\n  # more\n";
        let new = extended(lists, "two", &languages(&["en"])).unwrap();
        assert_eq!(
            new,
            lists.replace("one # first\n", "one # first\n  - two\n")
        );
        let flow = "title: {en: Ours}\nlanguages:\n- {id: en, tag: en, name: English}\nreadings: [en]\nstandards: [one]";
        let new = extended(flow, "two", &languages(&["en-US", "de"])).unwrap();
        assert!(
            new.ends_with("readings: [en, de]\nstandards: [one, two]"),
            "{new}"
        );
        assert!(
            new.contains("\n- {id: de, tag: de, name: Deutsch}\nreadings"),
            "{new}"
        );
    }

    #[test]
    fn a_layout_that_cannot_be_extended_is_left_alone() {
        let text = "{title: {en: x}, languages: [{id: en, tag: en, name: English}], readings: [en], standards: [a]}\n";
        assert_eq!(extended(text, "b", &languages(&["en"])), None);
    }
}
