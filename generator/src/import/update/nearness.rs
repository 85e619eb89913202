//! The nearness of words of two releases.

use rapidfuzz::fuzz::ratio;

/// The least nearness of words that are probably those of the same thing, from 0 to 1.
pub(super) const NEAR: f64 = 0.8;

/// Words without marks and case.
pub(super) fn plain(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The nearness of the nearest pair of plain words, from 0 to 1.
pub(super) fn nearest<'a>(
    some: impl IntoIterator<Item = &'a String>,
    others: impl IntoIterator<Item = &'a String> + Clone,
) -> f64 {
    let all = some.into_iter().flat_map(|one| {
        let others = others.clone().into_iter();
        others.map(|other| ratio(one.chars(), other.chars()))
    });
    all.fold(0.0, f64::max)
}
