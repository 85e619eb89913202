//! The languages in which the program speaks to its user: English, and those that have a catalogue.

use super::{Plurals, Profile};

/// A language of messages, reports and help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgramLanguage {
    /// English, in which messages are written in the program.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl ProgramLanguage {
    /// Every language.
    pub const ALL: [ProgramLanguage; 2] = [ProgramLanguage::English, ProgramLanguage::Chinese];

    /// The tag by which a user chooses the language.
    pub fn tag(self) -> &'static str {
        match self {
            ProgramLanguage::English => "en",
            ProgramLanguage::Chinese => "zh",
        }
    }

    /// The language with a tag: that of the same language in any script and region, so that `zh-TW` is `zh`. `None` if
    /// the program does not speak it.
    pub fn of_tag(tag: &str) -> Option<ProgramLanguage> {
        let language = |tag| Profile::of(tag).writing.0;
        ProgramLanguage::ALL
            .into_iter()
            .find(|known| language(known.tag()) == language(tag))
    }

    /// The place of the form of a word after `number` among those that a message lists.
    pub(super) fn form(self, number: &str) -> usize {
        match self {
            // Messages only count whole things, and most of them are printed without any of these rules.
            ProgramLanguage::English => usize::from(number != "1"),
            ProgramLanguage::Chinese => 0,
        }
    }

    /// The rules by which the language selects the form of a word after a number.
    pub fn plurals(self) -> Plurals {
        Plurals::of_tag(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_tag() {
        let found = |tag| ProgramLanguage::of_tag(tag);
        for tag in ["zh", "zh-CN", "zh-SG", "zh-TW", "zh-Hant-HK"] {
            assert_eq!(found(tag), Some(ProgramLanguage::Chinese), "{tag}");
        }
        assert_eq!(found("en-GB"), Some(ProgramLanguage::English));
        assert_eq!(found("es"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn forms_are_those_of_the_plural_rules() {
        for language in ProgramLanguage::ALL {
            let plurals = language.plurals();
            for number in ["0", "1", "2", "11", "21", "101"] {
                assert_eq!(language.form(number), plurals.place(number), "{number}");
            }
        }
    }
}
