//! Interface words with placeholders, and inserting values into them.
//!
//! The placeholders are those of [`crate::language::placeholders`]. When words are loaded, each list of forms takes the tag
//! of its language, since words of several languages can meet in one text: `{name@pl:…|…|…|…}`. Without a tag, the first
//! form is for 1 and the second for all other numbers, as in [`Plurals::is_plain`].
//!
//! A value whose letters may be written in another direction than the words around it is isolated, so that it cannot move
//! the marks beside it: `«DAT-2»` stays whole in an Arabic sentence.

use crate::language::placeholders::{WordPart, parts};
use crate::language::{Direction, Plurals};

/// The enclosure of a value that must be isolated: characters in plain text, an element in HTML.
///
/// The way is that of UAX #9: an isolate keeps the direction of the value from affecting what is
/// around it.
#[derive(Clone, Copy, Debug)]
struct Isolation {
    start: &'static str,
    end: &'static str,
}

impl Isolation {
    /// The characters FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
    const CHARACTERS: Isolation = Isolation {
        start: "\u{2068}",
        end: "\u{2069}",
    };
    const ELEMENT: Isolation = Isolation {
        start: "<bdi>",
        end: "</bdi>",
    };

    /// Appends `value`, isolated if it has letters and either it or `words` has some that are written from right to left.
    fn push(self, filled: &mut String, words: &str, value: &str) {
        let is_mixed = Direction::has_right_to_left(words) || Direction::has_right_to_left(value);
        if is_mixed && value.contains(char::is_alphabetic) {
            filled.extend([self.start, value, self.end]);
        } else {
            filled.push_str(value);
        }
    }
}

/// Fills the placeholders of `words`. One whose name has no value is left unchanged, as is one with another number of
/// forms than its language has.
///
/// For example, `{n:one page|{n} pages}` with `n` as 3 is `3 pages`.
pub fn fill(words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(words.len());
    push_filled(&mut filled, words, Isolation::CHARACTERS, &value);
    filled
}

/// Fills the placeholders of `words` in HTML as [`fill`] does, with values in HTML.
pub fn fill_html(words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(words.len());
    push_filled(&mut filled, words, Isolation::ELEMENT, &value);
    filled
}

/// Appends the words with their values. Values are not filled again, whatever braces they contain.
fn push_filled(
    filled: &mut String,
    words: &str,
    isolation: Isolation,
    value: &impl Fn(&str) -> Option<String>,
) {
    for part in parts(words) {
        match part {
            WordPart::Words(words) => filled.push_str(words),
            WordPart::Value { written, name } => match value(name) {
                Some(value) => isolation.push(filled, words, &value),
                None => filled.push_str(written),
            },
            WordPart::Forms {
                written,
                name,
                tag,
                forms,
            } => match value(name).and_then(|number| chosen(tag, &forms, &number)) {
                Some(form) => push_filled(filled, form, isolation, value),
                None => filled.push_str(written),
            },
        }
    }
}

/// The form of `forms` for a number, by the rules of the language with a tag. `None` if the number
/// of forms is not that of the language's plural categories in the Unicode CLDR.
fn chosen<'a>(tag: &str, forms: &[&'a str], number: &str) -> Option<&'a str> {
    if tag.is_empty() {
        let [one, other] = forms else { return None };
        return Some(if number == "1" { one } else { other });
    }
    let plurals = Plurals::of_tag(tag);
    if plurals.count() != forms.len() {
        return None;
    }
    forms.get(plurals.place(number)).copied()
}

/// Returns `words` of the language with a tag so that they are filled by its rules wherever they are put.
/// Unchanged if the language has the two forms of English.
pub fn tagged(words: &str, tag: &str, plurals: &Plurals) -> String {
    let mut named = String::with_capacity(words.len());
    for part in parts(words) {
        match part {
            WordPart::Forms { name, forms, .. } if !plurals.is_plain() => {
                named.extend(["{", name, "@", tag, ":"]);
                named.push_str(&forms.join("|"));
                named.push('}');
            }
            WordPart::Words(written)
            | WordPart::Value { written, .. }
            | WordPart::Forms { written, .. } => {
                named.push_str(written);
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str, count: impl ToString) -> String {
        fill(words, |name| (name == "count").then(|| count.to_string()))
    }

    #[test]
    fn a_number_selects_the_plural_form() {
        let words = "{count} {count:page is|pages are} listed.";
        assert_eq!(shown(words, 0), "0 pages are listed.");
        assert_eq!(shown(words, 1), "1 page is listed.");
        assert_eq!(shown(words, 2), "2 pages are listed.");
        assert_eq!(shown(words, 11), "11 pages are listed.");
    }

    #[test]
    fn the_language_selects_the_form() {
        let polish = "{count} {count@pl:strona|strony|stron|strony}";
        for (count, words) in [
            ("1", "1 strona"),
            ("2", "2 strony"),
            ("5", "5 stron"),
            ("22", "22 strony"),
            ("1.5", "1.5 strony"),
        ] {
            assert_eq!(shown(polish, count), words);
        }
        assert_eq!(shown("{count}{count@ja:件}", 1), "1件");
    }

    #[test]
    fn a_form_can_contain_the_number_or_leave_it_out() {
        let arabic =
            "{count@ar:لا صفحات|صفحة واحدة|صفحتان|{count} صفحات|{count} صفحة|{count} صفحة}.";
        assert_eq!(shown(arabic, 0), "لا صفحات.");
        assert_eq!(shown(arabic, 2), "صفحتان.");
        assert_eq!(shown(arabic, 3), "3 صفحات.");
        assert_eq!(shown(arabic, 11), "11 صفحة.");
    }

    #[test]
    fn a_placeholder_without_a_value_is_kept() {
        for words in [
            "{other} pages",
            "{other:page|pages}",
            "{other@pl:a|b|c|d}",
            "{count:page}",
            "{count@pl:page|pages}",
            "{count@ja}",
            "{count:a {count:b|c}|d}",
            "{count",
            "{count:a|{b",
            "{}",
            "}{",
        ] {
            assert_eq!(shown(words, 1), words);
        }
    }

    #[test]
    fn a_name_in_another_direction_is_isolated() {
        let arabic = "نسخ «{id}» ({count})";
        let value = |name: &str| match name {
            "id" => Some("D&amp;E-1".to_owned()),
            "count" => Some("12".to_owned()),
            _ => None,
        };
        assert_eq!(fill(arabic, value), "نسخ «\u{2068}D&amp;E-1\u{2069}» (12)");
        assert_eq!(fill_html(arabic, value), "نسخ «<bdi>D&amp;E-1</bdi>» (12)");
        assert_eq!(
            fill_html("Copy “{id}”", |_| Some("خزّاف".to_owned())),
            "Copy “<bdi>خزّاف</bdi>”"
        );
        for words in ["Copy “{id}”", "复制“{id}”"] {
            let filled = words.replace("{id}", "D&amp;E-1");
            assert_eq!(fill_html(words, value), filled);
            assert_eq!(fill(words, value), filled);
        }
    }

    #[test]
    fn a_value_is_not_filled_again() {
        let filled = fill("“{query}”, {count}", |name| {
            Some(if name == "query" { "{count}" } else { "3" }.to_owned())
        });
        assert_eq!(filled, "“{count}”, 3");
    }

    #[test]
    fn forms_take_the_tag_of_their_language_unless_its_rules_are_plain() {
        let tagged = |words, tag| tagged(words, tag, &Plurals::of_tag(tag));
        let words = "{a}, {n} {n:x|{n} y}";
        assert_eq!(tagged(words, "en-GB"), words);
        assert_eq!(tagged(words, "fr"), "{a}, {n} {n@fr:x|{n} y}");
        assert_eq!(tagged("{n:x}{", "ja"), "{n@ja:x}{");
    }
}
