//! Postings: jobs, and the requirements that they ask for.
//!
//! The references of a posting are resolved in its standard ([`super::resolve`]). What the posting
//! says about the role and the level is left as stated; `render/views/posting.rs` shows it,
//! `export/json_ld/posting.rs` describes it as a schema.org JobPosting, and `check/postings.rs`
//! checks it.

use std::sync::Arc;

use super::standard::Standard;
use crate::index::{List, RequirementIndex, StandardIndex};
use crate::source::format;
use crate::source::format::reference::Reference;

/// A posting.
#[derive(Debug)]
pub struct Posting {
    /// The posting's id in addresses: the name of its file. E.g. `2026-05-shop-assistant`.
    pub id: Arc<str>,
    /// The contents of its file.
    pub about: Arc<format::posting::PostingRecord>,
    /// The index of its standard in the handbook; absent if there is no such standard. Without it,
    /// `must` and `nice` are empty.
    pub standard: Option<StandardIndex>,
    /// The indices of the requirements that must be met, in document order. Without duplicates, and
    /// with their parts. References that lead nowhere are skipped.
    pub must: Vec<RequirementIndex>,
    /// The indices of the requirements that are welcome, without those that must be met.
    pub nice: Vec<RequirementIndex>,
}

impl Posting {
    /// Builds the posting `id`.
    ///
    /// `standards` are all standards of the handbook, among which it looks for its own.
    pub fn build(
        id: Arc<str>,
        about: Arc<format::posting::PostingRecord>,
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
