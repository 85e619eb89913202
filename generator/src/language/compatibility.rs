//! Characters that only look like others, or that cannot be seen: the compatibility forms of Han characters, which PDF files
//! contain, and where a zero-width space is ordinary.

use icu_normalizer::ComposingNormalizer;

/// Radicals of Unicode without a compatibility mapping, each before the simplified character that it looks like.
const RADICALS: &str = "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

/// The character that `character` only looks like. `None` for an ordinary character.
///
/// Radicals of the KangXi dictionary and compatibility ideographs are the only kinds: full-width letters, fractions and
/// the like are chosen on purpose.
pub fn ordinary_form(character: char) -> Option<char> {
    if !matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
    {
        return None;
    }
    let mut radicals = RADICALS.chars();
    while let (Some(radical), Some(form)) = (radicals.next(), radicals.next()) {
        if radical == character {
            return Some(form);
        }
    }
    let mut encoded = [0; 4];
    let written = character.encode_utf8(&mut encoded);
    let normal = ComposingNormalizer::new_nfkc().normalize(written);
    normal.chars().next().filter(|form| *form != character)
}

/// Whether writers mark the places where a line may break with zero-width spaces after such a letter: those of Thai, Lao,
/// Burmese and Khmer, which are written without spaces.
pub fn marks_breaks_after(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}')
}

/// The form of a name in which letters with marks are one character. Some systems store the names of files in the other form.
pub fn composed(name: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::ordinary_form;

    #[test]
    fn compatibility_forms_have_an_ordinary_form() {
        for (character, form) in [
            ('\u{2f64}', Some('用')),
            ('\u{2fae}', Some('非')),
            ('\u{2ec5}', Some('见')),
            ('\u{f900}', Some('豈')),
            ('\u{fa0e}', None),
            ('用', None),
            ('Ａ', None),
            ('½', None),
        ] {
            assert_eq!(ordinary_form(character), form, "{character}");
        }
    }
}
