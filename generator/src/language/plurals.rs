//! The forms of a word after a number: one page, two pages.

use fixed_decimal::Decimal;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};

/// Every category, in the order in which forms are listed.
const ORDER: [(PluralCategory, &str); 6] = [
    (PluralCategory::Zero, "zero"),
    (PluralCategory::One, "one"),
    (PluralCategory::Two, "two"),
    (PluralCategory::Few, "few"),
    (PluralCategory::Many, "many"),
    (PluralCategory::Other, "other"),
];

/// Numbers by which the rules of two languages with the categories `one` and `other` differ.
const TELLING: [&str; 8] = ["0", "0.1", "0.5", "1", "1.5", "2", "11", "21"];

/// The rules by which a language selects the form of a word after a number.
#[derive(Debug)]
pub struct Plurals {
    /// `None` if nothing is known of the language, which then has a single form.
    rules: Option<PluralRules>,
    /// The categories, in the order in which forms are listed.
    categories: Vec<PluralCategory>,
}

impl Plurals {
    /// The rules of the language with a tag.
    pub fn of_tag(tag: &str) -> Plurals {
        Plurals::of(&super::locale::locale(tag))
    }

    pub(super) fn of(locale: &Locale) -> Plurals {
        let rules = PluralRules::try_new_cardinal(locale.into()).ok();
        let used: Vec<PluralCategory> = match &rules {
            Some(rules) => rules.categories().collect(),
            None => vec![PluralCategory::Other],
        };
        let all = ORDER.iter().map(|(category, _)| *category);
        Plurals {
            rules,
            categories: all.filter(|category| used.contains(category)).collect(),
        }
    }

    /// The number of forms that a counted word has.
    pub fn count(&self) -> usize {
        self.categories.len()
    }

    /// The names of the forms in the order in which they are listed, joined by `|`: `one|other`.
    pub fn names(&self) -> String {
        let used = ORDER
            .iter()
            .filter(|(category, _)| self.categories.contains(category));
        let names: Vec<&str> = used.map(|(_, name)| *name).collect();
        names.join("|")
    }

    /// The place of the form for a number as it is written, with a decimal point, among the forms in their order. What
    /// is not a number takes the last form, which is the general one.
    pub fn place(&self, number: &str) -> usize {
        let last = self.categories.len() - 1;
        let number = Decimal::try_from_str(number).ok().map(|mut number| {
            // Zeros at the end of a fraction would count, but browsers do not know of them.
            number.trim_end();
            PluralOperands::from(&number)
        });
        let Some((rules, number)) = self.rules.as_ref().zip(number) else {
            return last;
        };
        let category = rules.category_for(number);
        let mut all = self.categories.iter();
        all.position(|known| *known == category).unwrap_or(last)
    }

    /// Whether the language has two forms: the first for 1, and the second for all other numbers.
    pub fn is_plain(&self) -> bool {
        self.count() == 2
            && TELLING
                .iter()
                .all(|number| self.place(number) == usize::from(*number != "1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that CLDR gives as samples of each category, with a few of their neighbours.
    const SAMPLES: [(&str, &[(&str, &str)]); 9] = [
        (
            "en",
            &[("one", "1"), ("other", "0 2 3 10 11 21 100 101 0.1 1.5")],
        ),
        ("ja", &[("other", "0 1 2 11 100 1.5")]),
        ("zh-CN", &[("other", "0 1 2 11 100 1.5")]),
        (
            "ar",
            &[
                ("zero", "0"),
                ("one", "1"),
                ("two", "2"),
                ("few", "3 4 10 103 110 1003"),
                ("many", "11 26 99 111 199 1011"),
                ("other", "100 101 102 200 1000 0.1 1.5"),
            ],
        ),
        (
            "pl",
            &[
                ("one", "1"),
                ("few", "2 3 4 22 23 24 32 102 1002"),
                ("many", "0 5 11 12 13 14 19 21 25 100 112 1000"),
                ("other", "0.1 1.5 2.5"),
            ],
        ),
        (
            "ru",
            &[
                ("one", "1 21 31 101 1001"),
                ("few", "2 3 4 22 24 102 1002"),
                ("many", "0 5 11 12 14 19 25 100 111 112 1000"),
                ("other", "0.1 1.5 2.5"),
            ],
        ),
        (
            "cy",
            &[
                ("zero", "0"),
                ("one", "1"),
                ("two", "2"),
                ("few", "3"),
                ("many", "6"),
                ("other", "4 5 7 8 10 100 1000 0.1 1.5"),
            ],
        ),
        (
            "es",
            &[
                ("one", "1"),
                ("many", "1000000 2000000"),
                ("other", "0 2 16 100 1000 1.5"),
            ],
        ),
        (
            "fr",
            &[
                ("one", "0 1 1.5"),
                ("many", "1000000"),
                ("other", "2 17 100 2.5"),
            ],
        ),
    ];

    #[test]
    fn numbers_take_the_forms_that_cldr_gives_them() {
        for (language, categories) in SAMPLES {
            let plurals = Plurals::of_tag(language);
            let names: Vec<&str> = categories.iter().map(|(name, _)| *name).collect();
            assert_eq!(plurals.names(), names.join("|"), "{language}");
            for (place, (name, numbers)) in categories.iter().enumerate() {
                for number in numbers.split(' ') {
                    assert_eq!(
                        plurals.place(number),
                        place,
                        "{language}: {number} is {name}"
                    );
                }
            }
        }
    }

    /// The table that a test of the scripts also uses: numbers, and for each language the number of its forms and the
    /// place of the form for each number.
    const TABLE: &str = include_str!("../../../tests/fixtures/plurals.txt");

    #[test]
    fn forms_are_those_of_the_table_that_browsers_are_tested_with() {
        let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let numbers: Vec<&str> = lines.next().expect("numbers").split(' ').collect();
        assert!(numbers.len() > 200);
        let mut seen = 0;
        for line in lines {
            let [tag, forms, places] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let plurals = Plurals::of_tag(tag);
            let found: Vec<String> = (numbers.iter())
                .map(|number| plurals.place(number).to_string())
                .collect();
            assert_eq!(
                (plurals.count().to_string(), found.concat()),
                (forms.into(), places.into()),
                "{tag}"
            );
            seen += 1;
        }
        assert!(seen >= 10);
    }

    #[test]
    fn zeros_at_the_end_of_a_fraction_do_not_count() {
        let english = Plurals::of_tag("en");
        assert_eq!(english.place("1.0"), 0);
        assert_eq!(english.place("1.50"), english.place("1.5"));
    }

    #[test]
    fn words_are_not_numbers_and_take_the_general_form() {
        for language in ["en", "ar", "ja", "qqq"] {
            let plurals = Plurals::of_tag(language);
            for words in ["", "–", "two", "1,5", "1 2", "NaN"] {
                assert_eq!(
                    plurals.place(words),
                    plurals.count() - 1,
                    "{language}: {words}"
                );
            }
        }
    }

    #[test]
    fn plain_rules_have_a_form_for_one_and_a_form_for_all_others() {
        for language in ["en", "de", "nl", "sv", "el", "hu", "qqq-none"] {
            let is_known = language != "qqq-none";
            assert_eq!(Plurals::of_tag(language).is_plain(), is_known, "{language}");
        }
        for language in ["ja", "zh", "fr", "es", "ar", "pl", "da", "hi", "is", "fil"] {
            assert!(!Plurals::of_tag(language).is_plain(), "{language}");
        }
    }
}
