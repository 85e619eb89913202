//! The language of the person at the terminal.

use std::env;
use std::ffi::OsString;

use super::help::Refusal;
use super::terminal::Failure;
use crate::language::message::{Message, Series, message};
use crate::language::{Profile, ProgramLanguage};
use crate::model::{CompleteHandbook, Language};
use crate::source::closest::closest;

/// The language of the handbook in which to print texts: the one asked for or, without one, that of the terminal's locale,
/// or else that in which the program speaks. `None` if the handbook does not have it.
///
/// # Errors
/// Returns an error if the language that was asked for is not one of the handbook.
pub(super) fn language<'h>(
    handbook: &'h CompleteHandbook,
    asked: Option<&str>,
    spoken: ProgramLanguage,
) -> Result<Option<&'h Language>, Failure> {
    let languages = || handbook.languages.iter();
    let Some(asked) = asked else {
        let locale = tag_of(|name| env::var(name).ok());
        // `--lang` says more than the locale, unless the locale is the same language in another script.
        let tag = locale.filter(|tag| ProgramLanguage::of_tag(tag).is_none_or(|of| of == spoken));
        let chosen = (spoken != program_language()).then(|| spoken.tag().to_owned());
        return Ok(chosen
            .or(tag)
            .and_then(|tag| written_like(languages(), &tag)));
    };
    let named = languages().find(|language| *language.id == *asked || *language.tag == *asked);
    match named.or_else(|| written_like(languages(), asked)) {
        Some(language) => Ok(Some(language)),
        None => {
            let known: Vec<&str> = languages().map(|language| &*language.id).collect();
            let close = closest(asked, known.iter().copied());
            let help: Message = match close {
                Some(close) => message!("did you mean `{close}`?", close),
                None => message!("the languages are {known}", known = Series::plain(known)),
            };
            Err(Failure::helped(
                message!("the handbook has no language `{asked}`", asked),
                help,
            ))
        }
    }
}

/// The language in which the program speaks: that of the terminal's locale if it has it, or else English.
pub(super) fn program_language() -> ProgramLanguage {
    let tag = tag_of(|name| env::var(name).ok());
    let spoken = tag.and_then(|tag| ProgramLanguage::of_tag(&tag));
    spoken.unwrap_or_default()
}

/// The tag of the language of the person at the terminal: that of the locale, unless `--lang` says that it is another.
pub(super) fn own_tag(spoken: ProgramLanguage) -> String {
    let tag = tag_of(|name| env::var(name).ok());
    own_tag_of(tag, spoken)
}

/// The tag of the language of a person with a locale and a chosen language of the program.
fn own_tag_of(locale: Option<String>, spoken: ProgramLanguage) -> String {
    let by_locale = locale.as_deref().and_then(ProgramLanguage::of_tag);
    match locale {
        // Where the program does not speak the language of the locale, it speaks English.
        Some(tag) if by_locale.unwrap_or_default() == spoken => tag,
        Some(_) | None => spoken.tag().to_owned(),
    }
}

/// Parses the value of `--lang`.
pub(super) fn spoken(written: &str) -> Result<ProgramLanguage, Refusal> {
    let tag = written.replace('_', "-");
    ProgramLanguage::of_tag(&tag).ok_or_else(|| Refusal(message!("write `en` or `zh`")))
}

/// The value of `--lang` among arguments that have not been parsed. The last one counts.
pub(super) fn asked(arguments: &[OsString]) -> Option<ProgramLanguage> {
    let mut asked = None;
    for (place, argument) in arguments.iter().enumerate() {
        let Some(argument) = argument.to_str() else {
            continue;
        };
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.get(place + 1).and_then(|next| next.to_str()),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        asked = value.and_then(|value| spoken(value).ok()).or(asked);
    }
    asked
}

/// The language that is the same as that of a tag, in the same script.
fn written_like<'h>(
    mut languages: impl Iterator<Item = &'h Language>,
    tag: &str,
) -> Option<&'h Language> {
    let wanted = Profile::of(tag);
    languages.find(|language| Profile::of(&language.tag).is_written_like(&wanted))
}

/// The tag of the locale that the environment names, such as `zh-CN` for `zh_CN.UTF-8`.
fn tag_of(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let locale = names.find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
    let tag = locale.split(['.', '@']).next()?.replace('_', "-");
    (!matches!(tag.as_str(), "C" | "POSIX") && Profile::is_tag(&tag)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_the_language_of_the_locale_or_the_one_chosen() {
        use ProgramLanguage::{Chinese, English};
        for (locale, spoken, tag) in [
            (Some("de-DE"), English, "de-DE"),
            (Some("en-US"), English, "en-US"),
            (Some("zh-CN"), Chinese, "zh-CN"),
            (Some("de-DE"), Chinese, "zh"),
            (Some("zh-CN"), English, "en"),
            (None, English, "en"),
            (None, Chinese, "zh"),
        ] {
            let found = own_tag_of(locale.map(str::to_owned), spoken);
            assert_eq!(found, tag, "{locale:?}");
        }
    }

    #[test]
    fn the_locale_is_read_as_the_system_does() {
        let tag = |variables: &[(&str, &str)]| {
            tag_of(|name| {
                let mut found = variables.iter().filter(|(known, _)| *known == name);
                found.next().map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(tag(&[("LANG", "zh_CN.UTF-8")]).as_deref(), Some("zh-CN"));
        let several = [
            ("LANG", "zh_CN.UTF-8"),
            ("LC_ALL", "es_ES@euro"),
            ("LC_MESSAGES", ""),
        ];
        assert_eq!(tag(&several).as_deref(), Some("es-ES"));
        for locale in ["C", "POSIX", "C.UTF-8", ""] {
            assert_eq!(tag(&[("LANG", locale)]), None, "{locale}");
        }
    }
}
