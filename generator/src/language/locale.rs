//! The locale of a language tag.
//!
//! Every module of `language` finds the locale of a tag with [`locale`], so that a mistake in a tag
//! has the same effect on order, plurals and direction.

use icu_locale::{LanguageIdentifier, Locale};

/// The locale of a tag, or of its longest beginning that is one.
///
/// For example, `zh_CN` is taken as `zh-CN`, and `en-nonsensical` as `en`. A tag without such a
/// beginning has the unknown locale, `und`, under which CLDR's root rules apply.
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
