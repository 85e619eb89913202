//! The two rubrics that texts are read for: one with the numbers of a shipped form, and one made up to differ in everything.

use std::sync::LazyLock;

use selfcheck_wasm::Rubric;

/// Both, checked.
pub(crate) static RUBRICS: LazyLock<[Rubric; 2]> = LazyLock::new(|| {
    [
        include_str!("../../seeds/compact_rubric/shipped"),
        include_str!("../../seeds/compact_rubric/made-up"),
    ]
    .map(|text| Rubric::decode(text).expect("the seed is a sound rubric"))
});
