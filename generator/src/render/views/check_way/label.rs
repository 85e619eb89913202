//! The labels of links to the self-check, as sentences in each language.

use crate::index::{LevelIndex, RoleIndex};
use crate::model::{CompleteStandard, Language};
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::source::format::text::Text;

/// Returns the label of a self-check: to check oneself at a level, or to find out the level if the self-check determines one.
/// Without a role, it is that of any self-check of the standard.
pub(super) fn label(
    frame: &Frame,
    standard: &CompleteStandard,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> TextView {
    let mut forms = standard.graded_forms();
    let finds_level = if forms.clone().next().is_some() {
        forms.any(|form| !form.rubric.bands.is_empty() && form.rubric.is_by_level())
    } else {
        standard.levels_at(role).len() > 1 && !standard.is_grid()
    };
    let key = match level {
        Some(_) => "check_at_level",
        None if finds_level => "check_which_level",
        None => "check_yourself",
    };
    sentence_in_each_language(frame, key, |language| {
        let word = |key| frame.words.get(&language.id, key);
        match level {
            Some(level) => {
                let level = &standard.levels_at(role)[level].title;
                let is_translated = level.get(&language.id).is_some();
                let level = title(standard, level, language);
                if is_translated {
                    at_level(word("check_at_level"), word("check_at_named"), level)
                } else {
                    // Words of another language keep their letters within a sentence.
                    word("check_at_level")
                        .replace("{level_within}", level)
                        .replace("{level}", level)
                }
            }
            None => word(key).to_owned(),
        }
    })
}

/// Returns the label of a self-check including the role: `Check yourself: Platform operations · Intermediate`.
pub(super) fn called(
    frame: &Frame,
    standard: &CompleteStandard,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> TextView {
    let about = &standard.about;
    let level = level.map(|level| &standard.levels_at(role)[level].title);
    let role = role.map(|role| &about.roles[role].title);
    let mut titles: Vec<&Text> = role.into_iter().chain(level).collect();
    if titles.is_empty() {
        titles.push(&about.title);
    }
    called_by(frame, standard, &titles)
}

/// Returns the label of a self-check including these titles.
pub(super) fn called_by(frame: &Frame, standard: &CompleteStandard, titles: &[&Text]) -> TextView {
    sentence_in_each_language(frame, "check_yourself", |language| {
        let word = |key| frame.words.get(&language.id, key);
        let titles = titles.iter().map(|of| title(standard, of, language));
        let what = titles.collect::<Vec<_>>().join(" · ");
        [word("check_yourself"), word("colon"), &what].concat()
    })
}

/// Returns a sentence in each language of the reading. The language in which it is written is that of the word `key`,
/// which may be borrowed from another language.
fn sentence_in_each_language<'a>(
    frame: &Frame<'a>,
    key: &'a str,
    sentence: impl Fn(&Language) -> String,
) -> TextView {
    frame.spoken_with(key, |language, _| sentence(language))
}

/// Returns a title in a language, or in the standard's own if it is not translated.
fn title<'t>(standard: &CompleteStandard, title: &'t Text, language: &Language) -> &'t str {
    title
        .nearest(&[&language.id, standard.about.language.as_str()])
        .1
}

/// Inserts the level's title into `words`: unchanged for `{level}`, and as a word within a sentence for
/// `{level_within}`. Some titles are names and are inserted into `named` instead: those with a number, such as *Level
/// 3* or *B2*, and those that end with the next words of the sentence, such as *Entry level*.
fn at_level(words: &str, named: &str, level: &str) -> String {
    let ending = words
        .split_once('}')
        .map(|(_, ending)| ending.trim().to_lowercase())
        .filter(|ending| !ending.is_empty());
    let repeats = ending.is_some_and(|ending| level.to_lowercase().ends_with(&ending));
    if repeats || level.contains(|character: char| character.is_numeric()) {
        return named.replace("{level}", level);
    }
    words
        .replace("{level_within}", &within(level))
        .replace("{level}", level)
}

/// Returns a title as a word within a sentence: with a small first letter, unless it has other capitals. It is then a
/// name, such as *Principal Engineer*, or an abbreviation.
fn within(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if letters.clone().all(|letter| !letter.is_uppercase()) => {
            let is_word = letters.clone().next().is_some_and(char::is_lowercase);
            if is_word {
                first.to_lowercase().chain(letters).collect()
            } else {
                title.to_owned()
            }
        }
        Some(_) | None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::at_level;

    #[test]
    fn a_level_is_written_in_lower_case_within_an_english_sentence() {
        let english = |level| {
            let words = "Check yourself at {level_within} level";
            at_level(words, "Check yourself at {level}", level)
        };
        for (level, expected) in [
            ("Intermediate", "Check yourself at intermediate level"),
            ("Level 3", "Check yourself at Level 3"),
            ("B2", "Check yourself at B2"),
            ("Entry level", "Check yourself at Entry level"),
            ("EQF five", "Check yourself at EQF five level"),
            ("A", "Check yourself at A level"),
            (
                "Principal Engineer",
                "Check yourself at Principal Engineer level",
            ),
            ("Senior engineer", "Check yourself at senior engineer level"),
        ] {
            assert_eq!(english(level), expected);
        }
        let chinese = |level| at_level("按{level}自评", "按{level}自评", level);
        assert_eq!(chinese("中级"), "按中级自评");
        assert_eq!(chinese("3级"), "按3级自评");
    }
}
