//! Requirements that are printed more than once.

use std::collections::{BTreeMap, HashMap};

use super::Standard;
use crate::index::RequirementIndex;

/// The requirements of a standard that say the same thing in different places.
#[derive(Clone, Debug)]
pub struct Same(BTreeMap<RequirementIndex, Vec<RequirementIndex>>);

impl Same {
    /// Finds the requirements of `standard` with the same words in its own language, ignoring surrounding spaces and
    /// the closing mark: the last item of a list ends in a full stop, the same item elsewhere in a semicolon.
    pub(super) fn of(standard: &Standard) -> Self {
        let source = standard.language();
        let mut by_words: HashMap<&str, Vec<RequirementIndex>> = HashMap::new();
        for (index, requirement) in standard.requirements.indexed() {
            let words = essence(requirement.text().get(source).unwrap_or_default());
            if !words.is_empty() {
                by_words.entry(words).or_default().push(index);
            }
        }
        let mut same = BTreeMap::new();
        for requirement in standard.requirements.indices() {
            let text = standard.requirements[requirement].text();
            let words = essence(text.get(source).unwrap_or_default());
            let group = by_words.get(words).map(Vec::as_slice).unwrap_or_default();
            if group.len() > 1 {
                let others = group.iter().copied().filter(|other| *other != requirement);
                same.insert(requirement, others.collect());
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
