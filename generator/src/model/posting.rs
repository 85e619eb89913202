//! Postings: which requirements a job asks for.

use std::sync::Arc;

use super::standard::Standard;
use crate::source::format;
use crate::source::format::reference::Reference;

/// A posting, complete.
#[derive(Debug)]
pub struct Posting {
    /// The posting's name in addresses.
    pub id: Arc<str>,
    /// What its file says.
    pub about: Arc<format::posting::Posting>,
    /// The place of its standard among the handbook's; absent where there is no such standard.
    pub standard: Option<usize>,
    /// The requirements that must be met, by their place in the standard, in document order.
    pub must: Vec<usize>,
    /// The requirements that are welcome, those that must be met left out.
    pub nice: Vec<usize>,
}

impl Posting {
    /// Puts the posting `id` together.
    pub fn build(
        id: &str,
        about: Arc<format::posting::Posting>,
        standards: &[Standard],
    ) -> Posting {
        let standard = standards
            .iter()
            .position(|standard| about.standard == *standard.id());
        let resolved = |references: &[Reference]| {
            let mut found: Vec<usize> = standard
                .into_iter()
                .flat_map(|standard| {
                    references.iter().flat_map(move |reference| {
                        standards[standard].resolve(reference).unwrap_or_default()
                    })
                })
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let must = resolved(&about.must);
        let mut nice = resolved(&about.nice);
        nice.retain(|requirement| !must.contains(requirement));
        Posting {
            id: id.into(),
            about,
            standard,
            must,
            nice,
        }
    }
}
