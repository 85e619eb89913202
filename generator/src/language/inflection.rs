//! The forms of words: whether two words are forms of one.

use std::borrow::Cow;

use waken_snowball::{Algorithm, stem};

use super::Profile;

/// The algorithms by the codes of their languages.
const STEMMERS: [(&str, Algorithm); 26] = [
    ("ar", Algorithm::Arabic),
    ("hy", Algorithm::Armenian),
    ("eu", Algorithm::Basque),
    ("ca", Algorithm::Catalan),
    ("da", Algorithm::Danish),
    ("nl", Algorithm::Dutch),
    ("en", Algorithm::English),
    ("et", Algorithm::Estonian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("hu", Algorithm::Hungarian),
    ("id", Algorithm::Indonesian),
    ("ga", Algorithm::Irish),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("no", Algorithm::Norwegian),
    ("nb", Algorithm::Norwegian),
    ("nn", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("es", Algorithm::Spanish),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// The codes of languages that write compounds as one word.
const COMPOUNDING: [&str; 14] = [
    "af", "da", "de", "et", "fi", "fy", "hu", "is", "lb", "nb", "nl", "nn", "no", "sv",
];

/// The code of Arabic.
const ARABIC: &str = "ar";

/// The Arabic article, with the particles that are written before it.
const ARTICLES: [&str; 8] = ["وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل"];

/// The code of Dutch.
const DUTCH: &str = "nl";

/// The shortest word that is recognised within a compound, in letters: a shorter one is part of many other words.
const IN_COMPOUND: usize = 5;

/// The shortest word that is recognised at the beginning of a compound, and the shortest rest after it, in letters.
const BEGINNING: usize = 4;

impl Profile {
    /// Whether words of the language change mostly at their end, so that forms of one word begin alike.
    pub fn inflects_at_the_end(&self) -> bool {
        /// Scripts of alphabets whose languages add endings, with few exceptions.
        const SCRIPTS: [&str; 5] = ["Latn", "Cyrl", "Grek", "Armn", "Geor"];
        self.script()
            .is_some_and(|script| SCRIPTS.contains(&script))
    }

    /// Whether anything is known of the forms that words of the language take.
    pub fn knows_forms(&self) -> bool {
        self.inflects_at_the_end() || self.stem("").is_some()
    }

    /// The stem of a word in lower case. `None` if the language's forms are not known.
    pub fn stem<'w>(&self, word: &'w str) -> Option<Cow<'w, str>> {
        let code = self.writing.0.as_str();
        let (_, algorithm) = STEMMERS.iter().find(|(known, _)| *known == code)?;
        if code == DUTCH && ends_in_consonant_and_e(word) {
            // The algorithm leaves the ending -e of most adjectives, but not -en, before which words are spelt alike:
            // `grote` has the stem of `groten`, which is that of `groot`.
            return Some(Cow::Owned(
                stem(*algorithm, &format!("{word}n")).into_owned(),
            ));
        }
        Some(stem(*algorithm, word))
    }

    /// Whether both words, in lower case, have the same stem.
    pub fn have_one_stem(&self, one: &str, other: &str) -> bool {
        if self.writing.0.as_str() == ARABIC {
            // The algorithm takes the first letter of some words for a particle unless the article is before it.
            let (one, other) = (without_article(one), without_article(other));
            let (stem_of_one, stem_of_other) = (self.stem(one), self.stem(other));
            return one == other
                || stem_of_one == stem_of_other
                || stem_of_one.as_deref() == Some(other)
                || stem_of_other.as_deref() == Some(one);
        }
        let one = self.stem(one);
        one.is_some() && one == self.stem(other)
    }

    /// Whether `word` is a compound that begins or ends with `part` in any form, in a language that writes compounds as one
    /// word. Both are in lower case.
    pub fn is_compound_with(&self, word: &str, part: &str) -> bool {
        let code = self.writing.0.as_str();
        if !COMPOUNDING.contains(&code) {
            return false;
        }
        let length = part.chars().count();
        if length < IN_COMPOUND {
            let rest = word.strip_prefix(part).map(|rest| rest.chars().count());
            return length == BEGINNING && rest.is_some_and(|rest| rest >= BEGINNING);
        }
        let stem = self.stem(word);
        word.starts_with(part)
            || word.ends_with(part)
            || stem.zip(self.stem(part)).is_some_and(|(word, part)| {
                part.chars().count() >= IN_COMPOUND && word.ends_with(&*part)
            })
    }
}

/// The forms that Arabic words take with the article and the particles before it, without the words as they are written.
/// Each further word has the article as well, as an adjective has. Empty for words of other scripts.
///
/// For example, `فتيل` becomes `الفتيل`, `والفتيل`, `بالفتيل`, `للفتيل` and others.
pub fn with_articles(words: &str) -> Vec<String> {
    let is_arabic = |word: &str| {
        word.chars()
            .all(|letter| ('\u{620}'..='\u{652}').contains(&letter))
    };
    let mut all = words.split(' ').map(without_article);
    let Some(first) = all
        .next()
        .filter(|first| is_arabic(first) && !first.is_empty())
    else {
        return Vec::new();
    };
    let definite: String = all.map(|word| format!(" ال{word}")).collect();
    let forms = ARTICLES
        .iter()
        .map(|article| format!("{article}{first}{definite}"));
    forms.filter(|form| form != words).collect()
}

/// An Arabic word without its article.
fn without_article(word: &str) -> &str {
    let bare = ARTICLES
        .iter()
        .find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| bare.chars().count() > 1).unwrap_or(word)
}

/// Whether a word of a Latin script in lower case ends in a consonant and -e.
fn ends_in_consonant_and_e(word: &str) -> bool {
    let before = word
        .strip_suffix('e')
        .and_then(|rest| rest.chars().next_back());
    before.is_some_and(|before| before.is_alphabetic() && !"aeiouyäëïöüáéíóúè".contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for (tag, one, other) in [
            ("nl", "competentie", "competenties"),
            ("nl-BE", "leerling", "leerlingen"),
            ("nl", "groot", "grote"),
            ("nl", "hoog", "hoge"),
            ("nl", "dik", "dikke"),
            ("nl", "lief", "lieve"),
            ("nl", "ziekte", "ziekten"),
            ("de", "prüfung", "prüfungen"),
            ("en-GB", "study", "studying"),
            ("fr", "exigence", "exigences"),
            ("nb", "ferdighet", "ferdigheter"),
        ] {
            assert!(
                Profile::of(tag).have_one_stem(one, other),
                "{tag}: {one}, {other}"
            );
        }
        for form in ["الفتيل", "والفتيل", "بالفتيل", "للفتيل", "فتيلها"]
        {
            assert!(Profile::of("ar").have_one_stem(form, "فتيل"), "{form}");
        }
        assert!(!Profile::of("ar").have_one_stem("النار", "فتيل"));
        for (one, other) in [("leerling", "leraar"), ("maan", "man"), ("boom", "bom")] {
            assert!(
                !Profile::of("nl").have_one_stem(one, other),
                "{one}, {other}"
            );
        }
        // Of a language without an algorithm, nothing is known.
        assert!(!Profile::of("pl").have_one_stem("dom", "dom"));
    }

    #[test]
    fn arabic_words_take_the_article_and_particles() {
        let forms = with_articles("فتيل");
        for form in ["الفتيل", "والفتيل", "بالفتيل", "للفتيل"] {
            assert!(forms.iter().any(|known| known == form), "{form}");
        }
        assert!(with_articles("فانوس ورقي").contains(&"الفانوس الورقي".to_owned()));
        assert!(!with_articles("الفتيل").contains(&"الفتيل".to_owned()));
        for other in ["wick", "芯", "USB فتيل", ""] {
            assert!(with_articles(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_compound_begins_or_ends_with_its_part() {
        let dutch = Profile::of("nl");
        for (word, part) in [
            ("leerlingvolgsysteem", "leerling"),
            ("basiscompetenties", "competentie"),
            ("dataverwijdering", "data"),
        ] {
            assert!(dutch.is_compound_with(word, part), "{word}: {part}");
        }
        assert!(!dutch.is_compound_with("kast", "kas"));
        assert!(!dutch.is_compound_with("datagram", "gram"));
        assert!(!dutch.is_compound_with("taalles", "taal"));
        assert!(!Profile::of("en").is_compound_with("storekeeping", "store"));
    }
}
