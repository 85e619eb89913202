//! Requirements whose words are nearly those of another.
//!
//! They are shown to readers, who might take one for the other, and to authors, for whom they may
//! be misprints. [`super::same`] finds those that are identical; [`super::continuation`] uses the
//! same measure between editions. All lengths are in characters, not bytes: the words compared are
//! mostly Chinese.

use std::collections::{BTreeMap, HashMap};

use rapidfuzz::distance::levenshtein;

use super::same::essence;
use crate::index::RequirementIndex;

/// The maximum number of characters in ten by which near texts may differ, counted as the fewest insertions, deletions
/// and substitutions. In the standard that ships with this project, no two requirements are this close without being
/// the same. The closest pair beyond this limit, at three characters in ten, asks for different things in the same
/// phrasing: 掌握国际物流方式的基本知识 and 掌握尾程物流运输的基本知识. The aim is to find an added word, a punctuation
/// mark or a misprint.
const DIFFERENT: usize = 2;
/// The denominator of [`DIFFERENT`].
const OF: usize = 10;

/// The minimum length of a text that is compared, in characters. In a shorter text, two characters can carry the
/// meaning.
const SHORTEST: usize = 10;

/// The maximum number of different texts that may contain a pair of characters for the pair to be distinctive. A pair
/// that more texts share belongs to a common phrasing.
const TELLING: usize = 16;

/// The maximum number of different texts that may be near one text. A text with more follows a common phrasing, as they
/// do.
const NEIGHBOURS: usize = 7;

/// The requirements of a standard whose words are nearly those of others. Two near requirements do not necessarily ask
/// for the same thing, so whoever shows them must show the difference.
#[derive(Clone, Debug)]
pub struct Near(BTreeMap<RequirementIndex, Vec<RequirementIndex>>);

impl Near {
    /// Finds the requirements with nearly the same words, given the words of each in the standard's own language.
    /// Identical words are not near.
    pub(super) fn of<'a>(words: impl Iterator<Item = (RequirementIndex, &'a str)>) -> Self {
        let texts = words.map(|(index, words)| (index, essence(words)));
        Near(near(&texts.collect::<Vec<_>>()))
    }

    /// The other requirements with nearly the words of `requirement`, in document order. Empty for
    /// most. At most `NEIGHBOURS` for each text that is near.
    pub fn others(&self, requirement: RequirementIndex) -> &[RequirementIndex] {
        self.0
            .get(&requirement)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// A text, and the places at which it occurs.
///
/// Texts that occur at several places are compared once.
struct DistinctText<Place> {
    characters: Vec<char>,
    places: Vec<Place>,
}

/// Returns the places of the texts that are near the text at each place, in order.
///
/// Not every pair of texts is compared. Inserting, deleting or substituting a character breaks at most two pairs of
/// adjacent characters, so near texts of `n` characters share all but `2n / 5` of their `n - 1` pairs, and at least one
/// shared pair is among the `2n / 5 + 1` rarest of either text. Only texts that share one of those are compared.
pub(super) fn near<Place: Copy + Ord>(texts: &[(Place, &str)]) -> BTreeMap<Place, Vec<Place>> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut distinct: Vec<DistinctText<Place>> = Vec::new();
    for (place, text) in texts {
        let index = *known.entry(text).or_insert_with(|| {
            distinct.push(DistinctText {
                characters: text.chars().collect(),
                places: Vec::new(),
            });
            distinct.len() - 1
        });
        distinct[index].places.push(*place);
    }
    let mut frequency: HashMap<Pair, usize> = HashMap::new();
    for words in &distinct {
        for pair in pairs(&words.characters) {
            *frequency.entry(pair).or_default() += 1;
        }
    }
    let mut by_pair: HashMap<Pair, Vec<usize>> = HashMap::new();
    let mut two_near: Vec<(usize, usize)> = Vec::new();
    for (index, words) in distinct.iter().enumerate() {
        let length = words.characters.len();
        if length < SHORTEST {
            continue;
        }
        let mut rarest = pairs(&words.characters);
        rarest.sort_by_key(|pair| (frequency[pair], *pair));
        rarest.truncate(2 * length * DIFFERENT / OF + 1);
        rarest.retain(|pair| frequency[pair] <= TELLING);
        let shared = rarest.iter().filter_map(|pair| by_pair.get(pair));
        let mut candidates: Vec<usize> = shared.flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        for candidate in candidates {
            let other = &distinct[candidate];
            if are_near(&words.characters, &other.characters) {
                two_near.push((candidate, index));
            }
        }
        for pair in rarest {
            by_pair.entry(pair).or_default().push(index);
        }
    }
    let mut neighbours = vec![0; distinct.len()];
    for (one, other) in &two_near {
        neighbours[*one] += 1;
        neighbours[*other] += 1;
    }
    let mut found: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for (one, other) in two_near {
        if neighbours[one].max(neighbours[other]) > NEIGHBOURS {
            continue;
        }
        for (text, others) in [(one, other), (other, one)] {
            for place in &distinct[text].places {
                let near = found.entry(*place).or_default();
                near.extend(distinct[others].places.iter().take(NEIGHBOURS));
            }
        }
    }
    for others in found.values_mut() {
        others.sort_unstable();
    }
    found
}

/// Two adjacent characters, and the number of this occurrence within the text, from 1.
type Pair = (char, char, usize);

/// The pairs of a text, in order: one fewer than it has characters. Numbering the occurrences makes
/// them a set, so that `abab` has `ab` twice.
fn pairs(characters: &[char]) -> Vec<Pair> {
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    let neighbours = characters.windows(2).map(|two| (two[0], two[1]));
    neighbours
        .map(|(first, second)| {
            let count = counts.entry((first, second)).or_default();
            *count += 1;
            (first, second, *count)
        })
        .collect()
}

/// The two cheap conditions on the lengths come first, so that the edit distance is computed for
/// few, and only as far as it stays below the limit.
fn are_near(one: &[char], other: &[char]) -> bool {
    let most = one.len().max(other.len()) * DIFFERENT / OF;
    one.len().min(other.len()) >= SHORTEST
        && one.len().abs_diff(other.len()) <= most
        && is_within(one, other, most)
}

/// Whether the edit distance of two texts is at most `most`.
fn is_within(one: &[char], other: &[char], most: usize) -> bool {
    let until = levenshtein::Args::default().score_cutoff(most);
    let (one, other) = (one.iter().copied(), other.iter().copied());
    levenshtein::distance_with_args(one, other, &until).is_some()
}

/// Whether two texts are nearly the same, as [`Near`] defines it. Unlike there, identical texts are
/// near if they are long enough to be compared.
pub fn is_near(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| essence(text).chars().collect::<Vec<_>>());
    are_near(&one, &other)
}

/// The likeness of two texts by edit distance, from 0 if nothing is the same to 1 if everything is.
/// Used to rank candidates, not to decide: 1 minus the edit distance divided by the longer length.
pub fn likeness(one: &str, other: &str) -> f64 {
    levenshtein::normalized_similarity(essence(one).chars(), essence(other).chars())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near_positions(texts: &[&str]) -> BTreeMap<usize, Vec<usize>> {
        near(&texts.iter().copied().enumerate().collect::<Vec<_>>())
    }

    #[test]
    fn texts_are_near_if_they_differ_in_a_character_word_or_mark() {
        let texts = [
            "能独立完成产品资料的收集与整理",
            "能独立完成产品资料收集与整理",
            "能独立完成产品资料的收集、整理",
            "掌握国际物流方式的基本知识",
            "掌握尾程物流运输的基本知识",
            "能协助完成报关、清关",
            "能独立完成报关、清关工作",
            "能独立完成产品资料的收集与整理",
        ];
        let expected = [
            (0, vec![1, 2]),
            (1, vec![0, 2, 7]),
            (2, vec![0, 1, 7]),
            (7, vec![1, 2]),
        ];
        assert_eq!(near_positions(&texts), BTreeMap::from(expected));
    }

    #[test]
    fn a_phrase_shared_by_many_texts_does_not_make_them_near() {
        let texts: Vec<String> = (0..200)
            .map(|number| format!("掌握第{number}类产品的相关知识"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(near_positions(&texts), BTreeMap::new());
    }

    /// The edit distance by its definition, a row of the table after the other.
    fn distance(one: &[char], other: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (place, first) in one.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = place + 1;
            for (place, second) in other.iter().enumerate() {
                let substituted = diagonal + usize::from(first != second);
                diagonal = row[place + 1];
                row[place + 1] = substituted.min(diagonal + 1).min(row[place] + 1);
            }
        }
        row[other.len()]
    }

    proptest! {
        /// The distance is the same whether it is computed up to a limit or in full, in texts of any length.
        #[test]
        fn the_limit_does_not_change_the_distance(
            one in prop::collection::vec(prop::sample::select(vec!['甲', '乙', 'a', 'b']), 0..200),
            changes in prop::collection::vec((0usize..200, prop::option::of(prop::sample::select(vec!['甲', 'a', 'é']))), 0..60),
        ) {
            let mut other = one.clone();
            for (place, change) in changes {
                let place = place % (other.len() + 1);
                match change {
                    Some(added) => other.insert(place, added),
                    None if place < other.len() => { other.remove(place); }
                    None => {}
                }
            }
            let expected = distance(&one, &other);
            for most in [expected.saturating_sub(1), expected, expected + 1, 0, 200] {
                prop_assert_eq!(is_within(&one, &other, most), expected <= most);
            }
        }

        /// Texts that are not compared are not near: the result is the same as when every pair is compared.
        #[test]
        fn no_pair_is_missed(texts in prop::collection::vec("[甲乙丙]{0,3}[甲乙]{6,14}[甲乙丙丁]{0,2}", 0..=NEIGHBOURS + 1)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut expected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (one, first) in texts.iter().enumerate() {
                for (other, second) in texts.iter().enumerate() {
                    let [first_characters, second_characters]: [Vec<char>; 2] = [first.chars().collect(), second.chars().collect()];
                    if first != second && are_near(&first_characters, &second_characters) {
                        expected.entry(one).or_default().push(other);
                    }
                }
            }
            prop_assert_eq!(near_positions(&texts), expected);
        }
    }
}
