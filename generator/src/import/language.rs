//! The keys of languages in texts: short ones, since the tag of a language may also name a country.

use crate::language::{Profile, ProgramLanguage, own_name, shortened};
use crate::source::emit::Yaml;
use crate::source::han::is_han;

/// The tags of the languages of an imported standard, each with its key.
#[derive(Clone, Debug, Default)]
pub struct LanguageKeys {
    known: Vec<(String, String)>,
}

impl LanguageKeys {
    /// Adds a language by its tag. What is not a tag is English.
    pub fn add(&mut self, tag: &str) {
        let key = key_of(tag);
        if !self.known.iter().any(|(_, known)| *known == key) {
            let tag = shortened(&tag.trim().replace('_', "-"));
            let tag = if Profile::is_tag(&tag) {
                tag
            } else {
                key.clone()
            };
            self.known.push((tag, key));
        }
    }

    /// Adds a language of a handbook, which has a key already.
    pub fn add_known(&mut self, tag: &str, key: &str) {
        if !self.known.iter().any(|(_, known)| known == key) {
            self.known.push((tag.to_owned(), key.to_owned()));
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
            let name = own_name(key).unwrap_or(key);
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
    let tag = shortened(&tag.trim().replace('_', "-"));
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

/// Short words that are frequent in a language in Latin letters, and rare in the others.
const FREQUENT: [(&str, &[&str]); 7] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "for", "with", "is", "are", "an", "or",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "du", "une", "et", "dans", "pour", "avec", "aux", "sur",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ein", "eine", "für", "mit", "ist", "den", "von",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "la", "una", "para", "con", "del", "y", "por",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "della", "di", "per", "con", "che", "e", "dei", "la", "una",
        ],
    ),
    (
        "pt",
        &[
            "os", "as", "uma", "para", "com", "não", "do", "da", "e", "em",
        ],
    ),
    (
        "nl",
        &["het", "een", "van", "en", "voor", "met", "de", "op"],
    ),
];

/// Letters that are frequent in a language and rare in the others.
const LETTERS: [(&str, &[char]); 4] = [
    ("de", &['ä', 'ö', 'ü', 'ß']),
    ("fr", &['è', 'ê', 'ç', 'œ', 'û', 'î', 'â']),
    ("es", &['ñ', '¿', '¡']),
    ("pt", &['ã', 'õ']),
];

/// The fewest frequent words that tell a language other than English.
const FEWEST: usize = 3;

/// The language of words in Latin letters: the one of which most frequent words are among them, or English.
fn latin_language(words: &[&str]) -> &'static str {
    let mut counts = [0usize; FREQUENT.len()];
    for word in words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphabetic()))
    {
        let word = word.to_lowercase();
        for (count, (language, frequent)) in counts.iter_mut().zip(FREQUENT) {
            let letters = LETTERS.iter().find(|(of, _)| *of == language);
            let has_own = letters.is_some_and(|(_, letters)| word.contains(*letters));
            *count += usize::from(frequent.contains(&word.as_str())) + usize::from(has_own);
        }
    }
    let most = counts.into_iter().max().unwrap_or_default();
    let mut best = counts
        .iter()
        .zip(FREQUENT)
        .filter(|(count, _)| **count == most);
    match (best.next(), best.next()) {
        (Some((_, (language, _))), None) if most >= FEWEST => language,
        (_, _) => "en",
    }
}

/// The language in which words are probably written, by their letters and, if these are Latin, by frequent words.
pub fn guessed<'a>(words: impl Iterator<Item = &'a str>) -> &'static str {
    let words: Vec<&str> = words.take(500).collect();
    let [
        mut latin,
        mut han,
        mut kana,
        mut arabic,
        mut cyrillic,
        mut hangul,
    ] = [0usize; 6];
    for c in words.iter().flat_map(|words| words.chars()) {
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
    match most.filter(|(count, _)| *count > 0) {
        Some((_, "en")) | None => latin_language(&words),
        Some((_, language)) => language,
    }
}
