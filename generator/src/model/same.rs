//! Requirements that are printed more than once.

use std::collections::BTreeMap;

use crate::index::RequirementIndex;

/// The requirements of a standard that say the same thing in different places.
#[derive(Clone, Debug)]
pub struct Same(BTreeMap<RequirementIndex, Vec<RequirementIndex>>);

impl Same {
    /// Finds the requirements with the same words, given the words of each in the standard's own language. Surrounding
    /// spaces and the closing mark are ignored: the last item of a list ends in a full stop, the same item elsewhere in a
    /// semicolon.
    pub(super) fn of<'a>(words: impl Iterator<Item = (RequirementIndex, &'a str)>) -> Self {
        let mut by_words: BTreeMap<&str, Vec<RequirementIndex>> = BTreeMap::new();
        for (index, words) in words {
            let words = essence(words);
            if !words.is_empty() {
                by_words.entry(words).or_default().push(index);
            }
        }
        let mut same = BTreeMap::new();
        for group in by_words.values().filter(|group| group.len() > 1) {
            for requirement in group {
                let others = group.iter().copied().filter(|other| other != requirement);
                same.insert(*requirement, others.collect());
            }
        }
        Same(same)
    }

    /// The other requirements that say the same thing as `requirement`, in document order.
    pub fn others(&self, requirement: RequirementIndex) -> &[RequirementIndex] {
        self.0
            .get(&requirement)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// Strips surrounding white space and the closing mark from a requirement's words.
pub fn essence(words: &str) -> &str {
    let is_end = |character: char| character.is_whitespace() || "；。;.，,؛۔،।".contains(character);
    words.trim_start().trim_end_matches(is_end)
}
