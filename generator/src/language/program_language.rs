//! The languages in which the program speaks to its user: English and Chinese.

use super::Profile;

/// A language of messages, reports and help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgramLanguage {
    /// English.
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
}
