//! Facts about languages, from the Unicode CLDR: direction, script, plural forms and sorting.
//!
//! A language is known by its BCP 47 tag. Nothing else in the program depends on a particular language. What the program
//! says to its user is a [`message::Message`], in one of the languages of [`ProgramLanguage`].

pub mod catalogue;
pub mod closing;
mod code;
mod collation;
mod compatibility;
mod direction;
mod inflection;
mod locale;
pub mod message;
mod own_name;
pub mod placeholders;
mod plurals;
mod program_language;
pub mod range;
mod related;
mod system;
mod white_space;

pub use code::{CodeFault, code_fault, shortened};
pub use collation::Collation;
pub use compatibility::{composed, marks_breaks_after, ordinary_form};
pub use direction::Direction;
pub use inflection::with_articles;
pub use own_name::{own_name, tag_of_own_name};
pub use plurals::Plurals;
pub use program_language::ProgramLanguage;
pub use system::system_error;
pub use white_space::on_one_line;

use icu_locale::subtags::{Language as Subtag, Script};
use icu_locale::{Locale, LocaleExpander};

use locale::locale;

/// The facts about a language, found by its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    locale: Locale,
    /// The language and the script in which it is written.
    writing: (Subtag, Option<Script>),
    /// The direction in which it is written.
    pub direction: Direction,
}

impl Profile {
    /// The profile of the language with a tag such as `zh-CN`. An unknown tag is taken for that of a
    /// language with its first parts, or for an undetermined language.
    pub fn of(tag: &str) -> Profile {
        let locale = locale(tag);
        let mut id = locale.id.clone();
        LocaleExpander::new_extended().maximize(&mut id);
        Profile {
            direction: Direction::of(&locale.id),
            writing: (id.language, id.script),
            locale,
        }
    }

    /// Whether `tag` is a well-formed tag of a language, with the two or three letters by which languages are known.
    pub fn is_tag(tag: &str) -> bool {
        let language = tag.split('-').next().unwrap_or_default();
        language.len() <= 3 && Locale::try_from_str(tag).is_ok()
    }

    /// The rules by which the language selects the form of a word after a number.
    pub fn plurals(&self) -> Plurals {
        Plurals::of(&self.locale)
    }

    /// Whether both are the same language in the same script: `zh-TW` and `zh-Hant`, but not `zh-CN`.
    pub fn is_written_like(&self, other: &Profile) -> bool {
        self.writing == other.writing
    }

    /// Whether those who read one can usually read the other, apart from the script: `sr-Latn` and `sr`, `yue` and `zh`.
    pub fn is_related(&self, other: &Profile) -> bool {
        related::read_language(&self.writing.0) == related::read_language(&other.writing.0)
    }

    /// Whether both are written in the same script.
    pub fn shares_script(&self, other: &Profile) -> bool {
        self.writing.1.is_some() && self.writing.1 == other.writing.1
    }

    /// The script in which the language is usually written, as its four letters: `Arab`.
    pub fn script(&self) -> Option<&str> {
        self.writing.1.as_ref().map(Script::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag() {
        for (tag, script, direction) in [
            ("zh-CN", "Hans", Direction::LeftToRight),
            ("zh_TW", "Hant", Direction::LeftToRight),
            ("zh-Hant", "Hant", Direction::LeftToRight),
            ("ja", "Jpan", Direction::LeftToRight),
            ("en-x-bicycle", "Latn", Direction::LeftToRight),
            ("ar", "Arab", Direction::RightToLeft),
            ("he", "Hebr", Direction::RightToLeft),
            ("fa-AF", "Arab", Direction::RightToLeft),
            ("ur", "Arab", Direction::RightToLeft),
            ("az-Arab", "Arab", Direction::RightToLeft),
            ("ar-Latn", "Latn", Direction::LeftToRight),
            ("dv", "Thaa", Direction::RightToLeft),
        ] {
            let profile = Profile::of(tag);
            let known = (profile.script(), profile.direction);
            assert_eq!(known, (Some(script), direction), "{tag}");
        }
    }

    #[test]
    fn a_tag_that_nothing_is_known_of_is_written_from_left_to_right() {
        for tag in ["", "x", "1234", "zz", "qqq-Wxyz-verylongpart", "中文"] {
            assert_eq!(Profile::of(tag).direction, Direction::LeftToRight, "{tag}");
        }
        assert_eq!(
            Profile::of("ar-verylongpart").direction,
            Direction::RightToLeft
        );
    }

    #[test]
    fn languages_are_written_alike_if_language_and_script_are_the_same() {
        let alike = |one: &str, other: &str| Profile::of(one).is_written_like(&Profile::of(other));
        assert!(alike("zh", "zh-CN") && alike("zh-HK", "zh-Hant") && alike("en-GB", "en"));
        assert!(!alike("zh", "zh-Hant") && !alike("sr-Latn", "sr") && !alike("en", "es"));
    }

    #[test]
    fn languages_are_related_if_their_speakers_read_the_same_words() {
        let related = |one: &str, other: &str| Profile::of(one).is_related(&Profile::of(other));
        assert!(related("sr-Latn", "sr") && related("yue", "zh-Hant") && related("ary", "arz"));
        assert!(!related("fa", "ar") && !related("ja", "zh") && !related("pl", "en"));
        let shared = |one: &str, other: &str| Profile::of(one).shares_script(&Profile::of(other));
        assert!(shared("pl", "en") && shared("fa", "ar") && shared("yue", "zh-Hant"));
        assert!(!shared("pl", "ar") && !shared("sr", "sr-Latn") && !shared("zz", "qqq"));
    }
}
