//! The codes of languages with which tags begin: those of ISO 639, as far as the CLDR knows them.

use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, TransformResult,
};

use super::message::{Message, message};

/// Why the code with which a tag begins is not that of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeFault {
    /// The fault.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

/// Codes of countries whose language is best known by another tag than that of [`of_country`].
const COUNTRIES: [(&str, &str); 5] = [
    ("cn", "zh-CN"),
    ("gb", "en-GB"),
    ("hk", "zh-HK"),
    ("tw", "zh-TW"),
    ("us", "en"),
];

/// The fault of the code with which `tag` begins.
///
/// Codes of two letters are a closed list. Those of three letters are not: new ones must not need a new version of the
/// program, and languages without a code go by one from `qaa` to `qtz`.
pub fn code_fault(tag: &str) -> Option<CodeFault> {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    if !matches!(code.len(), 2 | 3) {
        return None;
    }
    let code = code.to_ascii_lowercase();
    if let Some(meant) = of_country(&code) {
        return Some(CodeFault {
            message: message!("`{code}` is the code of a country, not of a language", code),
            help: message!("write `{meant}`", meant),
        });
    }
    let canonical = canonical(&code)?;
    match code.len() {
        2 if canonical == code && !is_known(&code) => Some(CodeFault {
            message: message!("there is no language with the code `{code}`", code),
            help: message!(
                "write the code of the language in ISO 639, such as `en` or `zh`; a language without a code may go by one \
                 from `qaa` to `qtz`"
            ),
        }),
        3 if canonical.len() == 2 => Some(CodeFault {
            message: message!("`{code}` is not the shortest code of this language", code),
            help: message!("write `{meant}`", meant = canonical),
        }),
        _ => None,
    }
}

/// The tag with the code of two letters of its language, if there is one: `de-AT` for `deu-AT`.
pub fn shortened(tag: &str) -> String {
    let (code, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let short = canonical(code).filter(|short| code.len() == 3 && short.len() == 2);
    match short {
        Some(short) => format!("{short}{rest}"),
        None => tag.to_owned(),
    }
}

/// The tag of the language of a country; `None` if `code` is that of a language, or of no country.
fn of_country(code: &str) -> Option<String> {
    let mut countries = COUNTRIES.iter();
    if let Some((_, tag)) = countries.find(|(country, _)| *country == code) {
        return Some((*tag).to_owned());
    }
    if code.len() != 2 || is_known(code) || canonical(code)? != code {
        return None;
    }
    let country = code.to_ascii_uppercase();
    let mut spoken = LanguageIdentifier::try_from_str(&format!("und-{country}")).ok()?;
    if LocaleExpander::new_extended().maximize(&mut spoken) == TransformResult::Unmodified {
        return None;
    }
    // The code of no country in particular.
    if spoken.language.is_unknown() {
        return None;
    }
    let language = spoken.language.to_string();
    let mut usual = LanguageIdentifier::from(spoken.language);
    LocaleExpander::new_extended().maximize(&mut usual);
    match usual.region == spoken.region {
        true => Some(language),
        false => Some(format!("{language}-{country}")),
    }
}

/// Whether the CLDR knows where a language is spoken.
fn is_known(code: &str) -> bool {
    LanguageIdentifier::try_from_str(code).is_ok_and(|mut id| {
        LocaleExpander::new_extended().maximize(&mut id) == TransformResult::Modified
    })
}

/// The code by which the language is known today: `he` for `iw`, `de` for `deu`.
fn canonical(code: &str) -> Option<String> {
    let mut locale = Locale::try_from_str(code).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale.id.language.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_languages_are_known() {
        for tag in [
            "en",
            "zh-Hant",
            "nb",
            "tlh",
            "qaa",
            "art-x-mine",
            "en-x-mine",
            "iw",
            "sh",
            "mo",
            "eo",
            "la",
            "yue",
            "und",
            "aaa",
            "",
        ] {
            assert_eq!(code_fault(tag), None, "{tag}");
        }
    }

    #[test]
    fn codes_of_no_language_are_refused_with_what_is_meant() {
        for (tag, meant) in [
            ("cn", "write `zh-CN`"),
            ("jp", "write `ja`"),
            ("cz", "write `cs`"),
            ("gr", "write `el`"),
            ("UA", "write `uk`"),
            ("at", "write `de-AT`"),
            ("us", "write `en`"),
            ("deu", "write `de`"),
            ("ger-AT", "write `de`"),
            ("cmn", "write `zh`"),
            ("xx", "from `qaa` to `qtz`"),
            ("zz-Latn", "from `qaa` to `qtz`"),
            ("sp", "from `qaa` to `qtz`"),
        ] {
            let fault = code_fault(tag).expect(tag);
            assert!(fault.help.english().contains(meant), "{tag}: {fault:?}");
        }
    }
}
