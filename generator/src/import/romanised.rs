//! Latin letters for words in other scripts, for ids: Cyrillic, Greek, Arabic, Japanese syllables and Korean.
//!
//! An id only has to say something to people who know the language, so one rule a letter is enough.

/// The words in Latin letters. `None` if they are in Latin letters already, or if a letter has no rule: half of a name would
/// be another name. Chinese characters have none, since they are read in another way in each language.
pub(super) fn romanised(words: &str) -> Option<String> {
    if words.is_ascii() {
        return None;
    }
    let mut latin = Romanisation::default();
    for c in words.chars() {
        latin.add(c)?;
    }
    latin.has_other.then_some(latin.text)
}

/// Words on their way to Latin letters.
#[derive(Default)]
struct Romanisation {
    text: String,
    /// Whether any letter was of another script.
    has_other: bool,
    /// Whether the consonant of the next Japanese syllable is doubled.
    is_doubled: bool,
}

impl Romanisation {
    fn add(&mut self, c: char) -> Option<()> {
        let small = c.to_lowercase().next().unwrap_or(c);
        if let Some(letters) = alphabetic(small) {
            // In Greek, these two letters are one vowel.
            let letters = match (small, self.text.ends_with(['o', 'O'])) {
                ('υ' | 'ύ', true) => "u",
                _ => letters,
            };
            match (c == small, letters.split_at_checked(1)) {
                (false, Some((first, rest))) => {
                    self.text.push_str(&first.to_uppercase());
                    self.text.push_str(rest);
                }
                (true, _) | (_, None) => self.text.push_str(letters),
            }
            self.has_other = true;
        } else if let Some(place) = hangul_place(c) {
            self.hangul(place);
        } else if matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30f6}' | 'ー') {
            self.kana(c)?;
        } else if c.is_alphabetic() && !is_latin(c) {
            return None;
        } else {
            self.text.push(c);
        }
        Some(())
    }

    /// A Korean syllable: its place counts the initial consonant, the vowel and the final consonant.
    fn hangul(&mut self, place: usize) {
        self.text
            .push_str(INITIALS[place / (VOWELS.len() * FINALS.len())]);
        self.text
            .push_str(VOWELS[place / FINALS.len() % VOWELS.len()]);
        self.text.push_str(FINALS[place % FINALS.len()]);
        self.has_other = true;
    }

    /// A Japanese syllable.
    fn kana(&mut self, c: char) -> Option<()> {
        self.has_other = true;
        // Katakana are as far from hiragana as their first signs are.
        let sign = match c {
            '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60)?,
            _ => c,
        };
        match sign {
            'ー' => {}
            'っ' => self.is_doubled = true,
            'ゃ' | 'ゅ' | 'ょ' => self.joined(match sign {
                'ゃ' => "ya",
                'ゅ' => "yu",
                _ => "yo",
            }),
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => self.joined(match sign {
                'ぁ' => "a",
                'ぃ' => "i",
                'ぅ' => "u",
                'ぇ' => "e",
                _ => "o",
            }),
            _ => {
                let (_, syllable) = KANA.iter().find(|(known, _)| *known == sign)?;
                let first = syllable.chars().next().filter(|_| self.is_doubled);
                self.text.extend(first);
                self.text.push_str(syllable);
                self.is_doubled = false;
            }
        }
        Some(())
    }

    /// A small sign, which changes the vowel of the syllable before it.
    fn joined(&mut self, vowel: &str) {
        let before = self.text.pop();
        let vowel = match before {
            // A vowel alone: ウィ is wi.
            Some('u') if !self.text.ends_with(|c: char| c.is_ascii_alphabetic()) => {
                self.text.push('w');
                vowel
            }
            _ if self.text.ends_with("sh")
                || self.text.ends_with("ch")
                || self.text.ends_with('j') =>
            {
                vowel.trim_start_matches('y')
            }
            _ => vowel,
        };
        self.text.push_str(vowel);
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The place of a Korean syllable among all.
fn hangul_place(c: char) -> Option<usize> {
    let place = usize::try_from(u32::from(c)).ok()?.checked_sub(0xac00)?;
    (place < INITIALS.len() * VOWELS.len() * FINALS.len()).then_some(place)
}

const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];

const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];

const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// A small letter of an alphabet, or a mark of one.
fn alphabetic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'α' | 'ά' | 'ا' | 'أ' | 'آ' | 'ع' | 'ة' | 'ى' => "a",
        'б' | 'ب' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'ғ' | 'γ' | 'گ' => "g",
        'д' | 'δ' | 'د' | 'ض' => "d",
        'е' | 'ё' | 'э' | 'ε' | 'έ' => "e",
        'ж' | 'ژ' => "zh",
        'з' | 'ζ' | 'ز' | 'ظ' => "z",
        'и' | 'і' | 'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' | 'إ' => "i",
        'й' | 'ы' | 'υ' | 'ύ' | 'ϋ' | 'ΰ' | 'ي' | 'ی' | 'ئ' => "y",
        'к' | 'κ' | 'ك' | 'ک' => "k",
        'л' | 'λ' | 'ل' => "l",
        'м' | 'μ' | 'م' => "m",
        'н' | 'ң' | 'ν' | 'ن' => "n",
        'о' | 'ө' | 'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'п' | 'π' | 'پ' => "p",
        'р' | 'ρ' | 'ر' => "r",
        'с' | 'σ' | 'ς' | 'س' | 'ص' => "s",
        'т' | 'τ' | 'ت' | 'ط' => "t",
        'у' | 'ў' | 'ұ' | 'ү' => "u",
        'ф' | 'φ' | 'ف' => "f",
        'х' | 'خ' => "kh",
        'ц' => "ts",
        'ч' | 'χ' | 'چ' => "ch",
        'ш' | 'ش' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        'қ' | 'ق' => "q",
        'һ' | 'ح' | 'ه' => "h",
        'ђ' => "dj",
        'ј' | 'ج' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        'θ' | 'ث' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        'ذ' => "dh",
        'غ' => "gh",
        'و' | 'ؤ' => "w",
        // The signs of Russian, and the marks of Arabic.
        'ъ' | 'ь' | 'ء' | '\u{640}' | '\u{64b}'..='\u{65f}' => "",
        _ => return None,
    })
}

/// The syllables of hiragana.
const KANA: [(char, &str); 73] = [
    ('あ', "a"),
    ('い', "i"),
    ('う', "u"),
    ('え', "e"),
    ('お', "o"),
    ('か', "ka"),
    ('き', "ki"),
    ('く', "ku"),
    ('け', "ke"),
    ('こ', "ko"),
    ('が', "ga"),
    ('ぎ', "gi"),
    ('ぐ', "gu"),
    ('げ', "ge"),
    ('ご', "go"),
    ('さ', "sa"),
    ('し', "shi"),
    ('す', "su"),
    ('せ', "se"),
    ('そ', "so"),
    ('ざ', "za"),
    ('じ', "ji"),
    ('ず', "zu"),
    ('ぜ', "ze"),
    ('ぞ', "zo"),
    ('た', "ta"),
    ('ち', "chi"),
    ('つ', "tsu"),
    ('て', "te"),
    ('と', "to"),
    ('だ', "da"),
    ('ぢ', "ji"),
    ('づ', "zu"),
    ('で', "de"),
    ('ど', "do"),
    ('な', "na"),
    ('に', "ni"),
    ('ぬ', "nu"),
    ('ね', "ne"),
    ('の', "no"),
    ('は', "ha"),
    ('ひ', "hi"),
    ('ふ', "fu"),
    ('へ', "he"),
    ('ほ', "ho"),
    ('ば', "ba"),
    ('び', "bi"),
    ('ぶ', "bu"),
    ('べ', "be"),
    ('ぼ', "bo"),
    ('ぱ', "pa"),
    ('ぴ', "pi"),
    ('ぷ', "pu"),
    ('ぺ', "pe"),
    ('ぽ', "po"),
    ('ま', "ma"),
    ('み', "mi"),
    ('む', "mu"),
    ('め', "me"),
    ('も', "mo"),
    ('や', "ya"),
    ('ゆ', "yu"),
    ('よ', "yo"),
    ('ら', "ra"),
    ('り', "ri"),
    ('る', "ru"),
    ('れ', "re"),
    ('ろ', "ro"),
    ('わ', "wa"),
    ('を', "o"),
    ('ん', "n"),
    ('ゔ', "vu"),
    ('ゐ', "i"),
];

#[cfg(test)]
mod tests {
    use super::romanised;

    #[test]
    fn words_of_other_scripts_are_in_latin_letters() {
        for (words, latin) in [
            ("Бухгалтер", "Bukhgalter"),
            ("Щука ОК 1", "Shchuka OK 1"),
            ("Που", "Pou"),
            ("カスタマーサポート", "kasutamasapoto"),
            ("しゃちょう", "shachou"),
            ("ロジックとチェック", "rojikkutochekku"),
            ("ファイル ウィンドウ パーティー", "fairu windou pati"),
            ("한글", "hangeul"),
            ("مُدير", "mdyr"),
        ] {
            assert_eq!(romanised(words).as_deref(), Some(latin), "{words}");
        }
        for words in ["Öle über", "plain", "数据", "データ分析", "", "x’–"] {
            assert_eq!(romanised(words), None, "{words}");
        }
    }
}
