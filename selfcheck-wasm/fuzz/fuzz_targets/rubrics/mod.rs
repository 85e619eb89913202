//! The two rubrics that texts are read with: one with the numbers of a shipped form, and a made-up one that differs from
//! it in every respect.

use std::sync::LazyLock;

use selfcheck_wasm::Rubric;

/// Both rubrics, validated.
pub(crate) static RUBRICS: LazyLock<[Rubric; 2]> = LazyLock::new(|| {
    [
        include_str!("../../seeds/compact_rubric/shipped"),
        include_str!("../../seeds/compact_rubric/made-up"),
    ]
    .map(|text| Rubric::decode(text).expect("the seed is a valid rubric"))
});
