//! Languages whose speakers read a common written language.

use icu_locale::subtags::Language;

/// The languages that ISO 639-3 counts as Arabic or Chinese. Those who speak them learn to read the common written language.
const WRITTEN: [(&str, &[&str]); 2] = [
    (
        "ar",
        &[
            "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec", "afb",
            "apc", "apd", "arb", "arq", "ars", "ary", "arz", "auz", "avl", "ayh", "ayl", "ayn",
            "ayp", "pga", "shu", "ssh",
        ],
    ),
    (
        "zh",
        &[
            "cdo", "cjy", "cmn", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "lzh",
            "mnp", "nan", "wuu", "yue",
        ],
    ),
];

/// The language that those who speak `language` learn to read: its own, or a common one.
pub(super) fn read_language(language: &Language) -> &str {
    let own = language.as_str();
    let mut common = WRITTEN.iter();
    let common = common.find(|(_, spoken)| spoken.contains(&own));
    common.map_or(own, |(written, _)| written)
}
