//! The keys of languages in texts: short ones, since the tag of a language may also name a country.

use crate::language::{Profile, ProgramLanguage};
use crate::source::emit::Yaml;
use crate::source::han::is_han;

/// The tags of the languages of an imported standard, each with its key.
#[derive(Clone, Debug, Default)]
pub struct LanguageKeys {
    known: Vec<(String, String)>,
}

/// Languages whose own names are known, by their keys.
const NAMES: [(&str, &str); 20] = [
    ("en", "English"),
    ("zh", "中文"),
    ("zh-Hant", "繁體中文"),
    ("ja", "日本語"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("ko", "한국어"),
    ("tr", "Türkçe"),
    ("sv", "Svenska"),
    ("da", "Dansk"),
    ("fi", "Suomi"),
    ("cs", "Čeština"),
];

impl LanguageKeys {
    /// Adds a language by its tag. What is not a tag is English.
    pub fn add(&mut self, tag: &str) {
        let key = key_of(tag);
        if !self.known.iter().any(|(_, known)| *known == key) {
            let tag = tag.trim().replace('_', "-");
            let tag = if Profile::is_tag(&tag) {
                tag
            } else {
                key.clone()
            };
            self.known.push((tag, key));
        }
    }

    /// The key of a language.
    pub fn key(&self, tag: &str) -> String {
        key_of(tag)
    }

    /// The keys, in the order in which they were added.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(_, key)| key.as_str())
    }

    /// The records of the languages in `handbook.yaml`.
    pub fn records(&self) -> Vec<Yaml> {
        let one = |(tag, key): &(String, String)| {
            let tag = match (tag == key, key.as_str()) {
                (true, "zh") => "zh-CN",
                _ => tag,
            };
            let name = NAMES.iter().find(|(known, _)| known == key);
            let name = name.map_or(key.as_str(), |(_, name)| name);
            Yaml::Record(vec![
                ("id".to_owned(), Yaml::Symbol(key.clone())),
                ("tag".to_owned(), Yaml::Symbol(tag.to_owned())),
                ("name".to_owned(), Yaml::Text(name.to_owned())),
            ])
        };
        self.known.iter().map(one).collect()
    }
}

/// The language in which the program writes into files whose texts are in a language.
pub(super) fn spoken(tag: &str) -> ProgramLanguage {
    ProgramLanguage::of_tag(tag).unwrap_or_default()
}

/// The key of a language: `en` for `en-US`, `zh-Hant` for `zh-TW`.
pub fn key_of(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-");
    if !Profile::is_tag(&tag) {
        return "en".to_owned();
    }
    let first = tag
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_traditional = first == "zh" && Profile::of(&tag).script() == Some("Hant");
    match (is_traditional, (2..=3).contains(&first.len())) {
        (true, _) => "zh-Hant".to_owned(),
        (false, true) => first,
        (false, false) => "en".to_owned(),
    }
}

/// The language in which words are probably written, by their letters.
pub fn guessed<'a>(words: impl Iterator<Item = &'a str>) -> &'static str {
    let [
        mut latin,
        mut han,
        mut kana,
        mut arabic,
        mut cyrillic,
        mut hangul,
    ] = [0usize; 6];
    for c in words.take(500).flat_map(str::chars) {
        match c {
            c if is_han(c) => han += 2,
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{3040}'..='\u{30ff}' => kana += 2,
            '\u{0600}'..='\u{06ff}' => arabic += 1,
            '\u{0400}'..='\u{04ff}' => cyrillic += 1,
            '\u{ac00}'..='\u{d7af}' => hangul += 2,
            _ => {}
        }
    }
    if kana > 0 && kana * 10 > han {
        return "ja";
    }
    let counts = [
        (latin, "en"),
        (han, "zh"),
        (arabic, "ar"),
        (cyrillic, "ru"),
        (hangul, "ko"),
    ];
    let most = counts.into_iter().max_by_key(|(count, _)| *count);
    most.filter(|(count, _)| *count > 0)
        .map_or("en", |(_, language)| language)
}
