//! The locale of a language tag.

use icu_locale::{LanguageIdentifier, Locale};

/// The locale of a tag, or of its longest beginning that is one.
pub(super) fn locale(tag: &str) -> Locale {
    // The wrong separator is a frequent mistake, and does not hide which language is meant.
    let tag = tag.replace('_', "-");
    let mut rest = tag.as_str();
    loop {
        if let Ok(locale) = Locale::try_from_str(rest) {
            return locale;
        }
        match rest.rsplit_once('-') {
            Some((shorter, _)) => rest = shorter,
            None => return Locale::from(LanguageIdentifier::UNKNOWN),
        }
    }
}
