//! Variants of Han characters, which search takes for the same: Traditional and Simplified forms, the forms of Taiwan and
//! Hong Kong, and characters that are often typed for each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hanconv::RawDictionary::{HKVariants, TSCharacters, TWVariants};

/// Characters with the same sound and shape that are often typed for each other, beside the variants of OpenCC:
/// 账 is the account and 帐 the curtain, but both are written for the former.
const OFTEN_CONFUSED: [(char, char); 1] = [('账', '帐')];

/// The groups of variants, each in the order of its code points, by their characters.
///
/// A character with several Simplified forms, or several that share one, joins their groups: 乾, 幹 and 干 are one
/// group. Search then finds too much rather than too little.
static GROUPS: LazyLock<BTreeMap<char, String>> = LazyLock::new(|| {
    let listed = [TSCharacters, TWVariants, HKVariants].map(|dictionary| dictionary.inv_iter());
    let pairs = listed
        .into_iter()
        .flatten()
        .filter_map(|(one, other)| Some((only(one)?, only(other)?)))
        .chain(OFTEN_CONFUSED);
    let mut groups: Vec<BTreeSet<char>> = Vec::new();
    let mut places: BTreeMap<char, usize> = BTreeMap::new();
    for (one, other) in pairs {
        let place = *places.entry(one).or_insert_with(|| {
            groups.push(BTreeSet::from([one]));
            groups.len() - 1
        });
        let joined = match places.get(&other) {
            Some(&joined) if joined == place => continue,
            Some(&joined) => std::mem::take(&mut groups[joined]),
            None => BTreeSet::from([other]),
        };
        for character in joined {
            places.insert(character, place);
            groups[place].insert(character);
        }
    }
    let written: Vec<String> = groups.iter().map(|group| group.iter().collect()).collect();
    places
        .into_iter()
        .filter(|(_, place)| groups[*place].len() > 1)
        .map(|(character, place)| (character, written[place].clone()))
        .collect()
});

/// The character of a text that has only one.
fn only(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The groups of variants that have a character in `texts`, separated by spaces, e.g. `务務 帐帳賬账`. The order of a
/// group, and thus its first character, does not depend on the texts.
pub fn variants<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let written: BTreeSet<char> = texts.into_iter().flat_map(str::chars).collect();
    let groups: BTreeSet<&str> = written
        .iter()
        .filter_map(|character| GROUPS.get(character).map(String::as_str))
        .collect();
    groups.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_every_form_of_its_characters() {
        assert_eq!(variants(["关务"]), "关關 务務");
        assert_eq!(variants(["發"]), variants(["发"]));
        for (one, other) in [("发", '髮'), ("里", '裏'), ("里", '裡'), ("為", '爲')] {
            assert!(
                variants([one]).contains(other),
                "{one}: {}",
                variants([one])
            );
        }
        assert_eq!(variants(["帐"]), variants(["賬"]));
    }

    #[test]
    fn only_characters_of_the_texts_are_listed_each_in_one_group() {
        assert_eq!(variants(["a 一 ア"]), "");
        let whole: String = GROUPS.keys().collect();
        let groups = variants([whole.as_str()]);
        let mut known = BTreeSet::new();
        for character in groups.split(' ').flat_map(str::chars) {
            assert!(known.insert(character), "{character} is in two groups");
        }
        assert_eq!(known.len(), whole.chars().count());
    }
}
