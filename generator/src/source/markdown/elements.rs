//! The elements of HTML that a page may have. The renderer removes all others, and a check says so.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The elements that `ammonia` permits, with which the renderer cleans a page.
static KEPT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| ammonia::Builder::default().clone_tags());

/// Whether an element stays on a page. The name is in small letters.
pub fn is_kept(element: &str) -> bool {
    KEPT.contains(element)
}
