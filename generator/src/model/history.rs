//! The words of a permalink over time.
//!
//! The recorded words ([`Wordings`]) are one line for each language and change. A permalink's page
//! shows them by period instead: from this day to that, these were the words in all languages. An
//! address that is cited in a contract can thus be read as it was on the day of signing.

use std::sync::Arc;

use crate::source::format::wording::{Day, Wording, Wordings};

/// A period during which the words at an address stayed the same in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingPeriod {
    /// The first day; `None` for the first recorded words, which may have been published earlier.
    pub from: Option<Day>,
    /// The day on which new words were accepted; `None` for the latest recorded words.
    pub until: Option<Day>,
    /// The words in each language. By language id, in the order in which they were recorded.
    pub words: Vec<(Arc<str>, Arc<str>)>,
}

impl WordingPeriod {
    /// The words in `language`. `None` if none were recorded then.
    pub fn get(&self, language: &str) -> Option<&str> {
        let mut words = self.words.iter();
        words
            .find(|(known, _)| **known == *language)
            .map(|(_, words)| &**words)
    }
}

/// Returns the periods of the words at `address`, earliest first.
///
/// Empty if nothing is recorded at the address. The periods follow each other without gaps: each
/// begins on the day on which the one before it ends. Several languages that change on one day
/// begin one period, not several.
pub fn periods(recorded: &Wordings, address: &str) -> Vec<WordingPeriod> {
    let mut periods: Vec<WordingPeriod> = Vec::new();
    let mut wordings: Vec<&Wording> = recorded.history(address).collect();
    // A merge may record the same words twice; they count once.
    wordings.dedup();
    let mut open = WordingPeriod {
        from: None,
        until: None,
        words: Vec::new(),
    };
    // The languages that changed on the day on which the open period began. Others may still change on that day.
    let mut begun: Vec<Arc<str>> = Vec::new();
    for wording in wordings {
        let known = open
            .words
            .iter_mut()
            .find(|(language, _)| *language == wording.language);
        match known {
            Some((_, words)) if *words == wording.words => {}
            Some((_, words))
                if open.from == Some(wording.since) && !begun.contains(&wording.language) =>
            {
                *words = wording.words.clone();
                begun.push(wording.language.clone());
            }
            Some(_) => {
                let next = open.words.iter().map(|(language, words)| {
                    let is_new = *language == wording.language;
                    let words = if is_new { &wording.words } else { words };
                    (language.clone(), words.clone())
                });
                let next = WordingPeriod {
                    from: Some(wording.since),
                    until: None,
                    words: next.collect(),
                };
                open.until = Some(wording.since);
                periods.push(std::mem::replace(&mut open, next));
                begun = vec![wording.language.clone()];
            }
            None => open
                .words
                .push((wording.language.clone(), wording.words.clone())),
        }
    }
    if !open.words.is_empty() {
        periods.push(open);
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(wordings: &[(&str, u8, &str)]) -> Vec<String> {
        let wordings = wordings.iter().map(|(language, day, words)| Wording {
            address: "a".into(),
            language: (*language).into(),
            since: (2026, 11, *day),
            words: (*words).into(),
        });
        let day = |day: Option<Day>| day.map_or(String::new(), |(_, _, day)| day.to_string());
        periods(&Wordings::new(wordings.collect()), "a")
            .into_iter()
            .map(|period| {
                let words: Vec<String> = period
                    .words
                    .iter()
                    .map(|(_, words)| words.to_string())
                    .collect();
                format!(
                    "{}-{} {}",
                    day(period.from),
                    day(period.until),
                    words.join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn unchanged_words_are_one_open_period() {
        assert_eq!(told(&[("en", 1, "a"), ("zh", 1, "甲")]), ["- a 甲"]);
        assert_eq!(told(&[]), Vec::<String>::new());
    }

    #[test]
    fn changes_on_the_same_day_form_one_period() {
        let changes = [
            ("en", 1, "a"),
            ("en", 2, "b"),
            ("zh", 1, "甲"),
            ("zh", 2, "乙"),
        ];
        assert_eq!(told(&changes), ["-2 a 甲", "2- b 乙"]);
    }

    #[test]
    fn changes_on_different_days_form_separate_periods() {
        let changes = [
            ("en", 1, "a"),
            ("en", 3, "b"),
            ("zh", 1, "甲"),
            ("zh", 2, "乙"),
        ];
        assert_eq!(told(&changes), ["-2 a 甲", "2-3 a 乙", "3- b 乙"]);
    }

    #[test]
    fn words_that_changed_twice_on_one_day_are_not_lost() {
        let changes = [("en", 1, "a"), ("en", 2, "b"), ("en", 2, "c")];
        assert_eq!(told(&changes), ["-2 a", "2-2 b", "2- c"]);
    }

    #[test]
    fn a_language_added_later_does_not_end_a_period() {
        let changes = [("en", 1, "a"), ("zh", 2, "甲"), ("zh", 2, "甲")];
        assert_eq!(told(&changes), ["- a 甲"]);
    }
}
