//! The languages in which the texts of new files are written.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::sync::OnceLock;

use crate::cli::help::Refusal;
use crate::language::message::message;
use crate::language::{CodeFault, Profile, code_fault, own_name, shortened, tag_of_own_name};
use crate::source::emit::Yaml;
use crate::source::yaml::{self, Node, Value};

/// A language of the interface, in which there are texts.
#[derive(Debug)]
pub(crate) struct KnownLanguage {
    /// The key of the language in the templates.
    pub(crate) id: &'static str,
    /// Its BCP 47 tag on pages.
    pub(crate) tag: &'static str,
    /// The title of a handbook.
    pub(crate) title: &'static str,
    /// A country in which it is spoken, for an example of a posting.
    pub(crate) country: &'static str,
    /// The page about the handbook.
    pub(crate) about: &'static str,
    /// The `README.md` of a handbook.
    pub(crate) readme: &'static str,
}

/// Declares the languages of the interface, with the page about the handbook and the `README.md` of each.
macro_rules! known {
    ($($id:literal $tag:literal $title:literal $country:literal),* $(,)?) => {
        [$(KnownLanguage {
            id: $id,
            tag: $tag,
            title: $title,
            country: $country,
            about: include_str!(concat!("shared/pages/about.", $id, ".md")),
            readme: include_str!(concat!("shared/readme/README.", $id, ".md")),
        }),*]
    };
}

/// Every known language.
pub(crate) static KNOWN: [KnownLanguage; 6] = known![
    "en" "en" "Handbook of Requirements" "GB",
    "zh" "zh-CN" "能力要求手册" "CN",
    "zh-Hant" "zh-Hant" "能力要求手冊" "TW",
    "ja" "ja" "能力要件ハンドブック" "JP",
    "es" "es" "Manual de requisitos" "ES",
    "ar" "ar" "دليل المتطلبات" "EG",
];

/// The language whose texts are given for a language that is not known.
pub(crate) static FALLBACK: &KnownLanguage = &KNOWN[0];

impl KnownLanguage {
    /// The known language of a BCP 47 tag, in the same script: `zh-Hant` for `zh-TW`. `None` if there is none.
    pub(crate) fn of(tag: &str) -> Option<&'static KnownLanguage> {
        let is_named = |known: &&KnownLanguage| known.id == tag || known.tag == tag;
        let is_alike = |known: &&KnownLanguage| {
            let profile = Profile::of(tag);
            Profile::of(known.tag).is_written_like(&profile)
        };
        let mut all = KNOWN.iter();
        all.find(is_named).or_else(|| KNOWN.iter().find(is_alike))
    }

    /// The words of a phrase in this language; see `phrases.yaml`.
    pub(crate) fn phrase(&self, key: &str) -> &'static str {
        let phrases = phrases().get(key);
        let words = phrases.and_then(|phrases| phrases.get(self.id));
        debug_assert!(words.is_some(), "there is no phrase `{key}` in {}", self.id);
        words.map_or("", |words| words)
    }
}

/// The words of phrases by language.
type Phrases = BTreeMap<String, BTreeMap<String, String>>;

/// The phrases by key, each with its words in every known language.
fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let root = yaml::parse(&"phrases.yaml".into(), include_str!("phrases.yaml"));
        let phrases = root.map(|root| pairs(root).into_iter());
        phrases.map_or_else(
            |_| Phrases::new(),
            |phrases| {
                let words = |node| {
                    pairs(node)
                        .into_iter()
                        .filter_map(|(id, node)| match node.value {
                            Value::Scalar(words) => Some((id, words)),
                            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
                        })
                };
                phrases
                    .map(|(key, node)| (key, words(node).collect()))
                    .collect()
            },
        )
    })
}

/// The values of a mapping by key.
fn pairs(node: Node) -> Vec<(String, Node)> {
    let Value::Mapping(pairs) = node.value else {
        return Vec::new();
    };
    let pairs = pairs
        .into_iter()
        .filter_map(|(key, value)| match key.value {
            Value::Scalar(key) => Some((key, value)),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        });
    pairs.collect()
}

/// Requires the tag of a language.
///
/// # Errors
///
/// If `tag` is not one, with the tag that may be meant.
pub(crate) fn language_tag(tag: &str) -> Result<(), Refusal> {
    if let Some(close) = tag_of_own_name(tag) {
        return Err(Refusal(message!("did you mean `{close}`?", close)));
    }
    if !Profile::is_tag(tag) {
        return Err(Refusal(message!(
            "write the tag of a language, such as `en` or `zh-Hant`"
        )));
    }
    match code_fault(tag) {
        None => Ok(()),
        Some(CodeFault { message, help }) => {
            Err(Refusal(message!("{message}; {help}", message, help)))
        }
    }
}

/// A language that the author chose, by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterLanguage(String);

impl StarterLanguage {
    /// Reads a language from its BCP 47 tag.
    ///
    /// # Errors
    ///
    /// If `tag` is not the tag of a language.
    pub(crate) fn read(tag: &str) -> Result<StarterLanguage, Refusal> {
        language_tag(tag).map(|()| StarterLanguage(tag.to_owned()))
    }

    /// The languages of a handbook for people with a locale: its language, and English, in which there are words of the
    /// interface for every other.
    pub(crate) fn of_locale(tag: &str) -> Vec<StarterLanguage> {
        let known = KnownLanguage::of(tag).map(|known| known.id.to_owned());
        let own = known.unwrap_or_else(|| {
            let code = tag.split('-').next().unwrap_or_default();
            shortened(&code.to_ascii_lowercase())
        });
        let own = match language_tag(&own) {
            Ok(()) => own,
            Err(_) => FALLBACK.id.to_owned(),
        };
        let is_own = own == FALLBACK.id;
        let fallback = (!is_own).then(|| FALLBACK.id.to_owned());
        [own]
            .into_iter()
            .chain(fallback)
            .map(StarterLanguage)
            .collect()
    }

    /// Reads several languages from their tags, separated by commas or spaces.
    ///
    /// # Errors
    ///
    /// If one of them is not a tag, or is given twice.
    pub(crate) fn read_all(tags: &str) -> Result<Vec<StarterLanguage>, Refusal> {
        let tags = tags
            .split([',', ' ', '，', '、'])
            .filter(|tag| !tag.is_empty());
        let languages: Vec<StarterLanguage> = tags
            .map(|tag| {
                StarterLanguage::read(tag)
                    .map_err(|help| Refusal(message!("`{tag}`: {help}", tag, help = help.0)))
            })
            .collect::<Result<_, Refusal>>()?;
        StarterLanguage::require_distinct(&languages)?;
        Ok(languages)
    }

    /// Requires that no language is given twice.
    ///
    /// # Errors
    ///
    /// If one is.
    pub(crate) fn require_distinct(languages: &[StarterLanguage]) -> Result<(), Refusal> {
        for (position, language) in languages.iter().enumerate() {
            if languages[..position].contains(language) {
                return Err(Refusal(message!("`{language}` is given twice", language)));
            }
        }
        Ok(())
    }

    /// The key of the language in the content.
    pub(crate) fn id(&self) -> &str {
        &self.0
    }

    /// The known language of the same tag, in whose words texts are written.
    pub(crate) fn known(&self) -> Option<&'static KnownLanguage> {
        KNOWN.iter().find(|known| known.id == self.0)
    }

    /// The language's record in `handbook.yaml`. A language whose own name is not known goes by its tag.
    pub(crate) fn record(&self) -> Yaml {
        let tag = self.known().map_or(&*self.0, |known| known.tag);
        let name = own_name(&self.0).unwrap_or(&self.0);
        Yaml::Record(vec![
            ("id".to_owned(), Yaml::Symbol(self.0.clone())),
            ("tag".to_owned(), Yaml::Symbol(tag.to_owned())),
            ("name".to_owned(), Yaml::Text(name.to_owned())),
        ])
    }
}

impl Display for StarterLanguage {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_written_in_every_known_language() {
        assert!(phrases().len() > 10);
        for (key, words) in phrases() {
            for known in &KNOWN {
                assert!(words.contains_key(known.id), "{key} in {}", known.id);
            }
        }
    }

    #[test]
    fn a_language_is_known_by_its_tag_or_by_one_that_is_written_alike() {
        let known = |tag| KnownLanguage::of(tag).map(|known| known.id);
        for (tag, id) in [
            ("zh", Some("zh")),
            ("zh-CN", Some("zh")),
            ("zh-TW", Some("zh-Hant")),
            ("en-GB", Some("en")),
            ("es-MX", Some("es")),
            ("fr", None),
            ("sr", None),
        ] {
            assert_eq!(known(tag), id, "{tag}");
        }
    }

    #[test]
    fn several_languages_are_read_whatever_separates_them() {
        let read = |tags| StarterLanguage::read_all(tags).map(|all| all.len());
        assert_eq!(read("en, zh，ja"), Ok(3));
        assert!(read("en,zh,en").is_err() && read("english").is_err());
        assert_eq!(read("de, qaa, en-x-mine"), Ok(3));
    }

    #[test]
    fn what_is_not_a_language_is_refused_with_what_is_meant() {
        for (written, meant) in [
            ("xx", "there is no language with the code `xx`"),
            ("jp", "write `ja`"),
            ("deu", "write `de`"),
            ("Español", "did you mean `es`?"),
            ("english", "did you mean `en`?"),
            ("deutsch", "did you mean `de`?"),
            ("german", "the tag of a language"),
        ] {
            let refusal = StarterLanguage::read(written).expect_err(written);
            assert!(refusal.to_string().contains(meant), "{written}: {refusal}");
        }
    }

    #[test]
    fn a_language_is_called_by_its_own_name() {
        for (tag, name) in [
            ("de", "Deutsch"),
            ("pl", "Polski"),
            ("sr-Latn", "Srpski"),
            ("zh", "中文"),
            ("qaa", "qaa"),
        ] {
            let language = StarterLanguage::read(tag).expect(tag);
            let Yaml::Record(fields) = language.record() else {
                panic!("{tag}");
            };
            let (key, value) = fields.last().expect("a name");
            assert_eq!(
                (key.as_str(), value),
                ("name", &Yaml::Text(name.to_owned()))
            );
        }
    }

    #[test]
    fn the_languages_of_a_locale_are_its_own_and_english() {
        for (tag, ids) in [
            ("zh-CN", &["zh", "en"][..]),
            ("zh-HK", &["zh-Hant", "en"]),
            ("en-US", &["en"]),
            ("de-DE", &["de", "en"]),
            ("pt-BR", &["pt", "en"]),
            ("es-MX", &["es", "en"]),
            ("xx", &["en"]),
        ] {
            let languages = StarterLanguage::of_locale(tag);
            let found: Vec<&str> = languages.iter().map(StarterLanguage::id).collect();
            assert_eq!(found, ids, "{tag}");
        }
    }
}
