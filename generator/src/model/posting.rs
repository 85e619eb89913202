//! Postings: jobs, and the requirements that they ask for.

use std::sync::Arc;

use super::standard::Standard;
use crate::index::{List, RequirementIndex, StandardIndex};
use crate::source::format;
use crate::source::format::reference::Reference;

/// A posting.
#[derive(Debug)]
pub struct Posting {
    /// The posting's id in addresses: the name of its file.
    pub id: Arc<str>,
    /// The contents of its file.
    pub about: Arc<format::posting::Posting>,
    /// The index of its standard in the handbook; absent if there is no such standard.
    pub standard: Option<StandardIndex>,
    /// The indices of the requirements that must be met, in document order.
    pub must: Vec<RequirementIndex>,
    /// The indices of the requirements that are welcome, without those that must be met.
    pub nice: Vec<RequirementIndex>,
}

impl Posting {
    /// Builds the posting `id`.
    pub fn build(
        id: Arc<str>,
        about: Arc<format::posting::Posting>,
        standards: &List<StandardIndex, Arc<Standard>>,
    ) -> Posting {
        let standard = standards.find_index(|standard| about.standard == *standard.id());
        let resolved = |references: &[Reference]| {
            let mut found: Vec<RequirementIndex> = standard
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
            id,
            about,
            standard,
            must,
            nice,
        }
    }
}
