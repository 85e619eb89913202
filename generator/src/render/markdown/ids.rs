//! The ids of headings and footnotes.

use std::collections::BTreeSet;

/// Lower-cases letters and digits and joins them with hyphens: `Who it is for` becomes `who-it-is-for`.
/// Letters of all scripts are kept, so that a Chinese heading has a readable id; `section` if there
/// are none.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::new();
    for character in words.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        "section".into()
    } else {
        slug
    }
}

/// Returns `wanted` if it is free, or else the first free name of `wanted-2`, `wanted-3` and so on; if there are gaps
/// among the taken names, it may return any free one. Needs few lookups even if a text repeats one heading a thousand
/// times.
pub(super) fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(wanted.to_owned()) {
        return wanted.to_owned();
    }
    let name = |count: usize| format!("{wanted}-{count}");
    let (mut below, mut free) = (1, 2);
    while taken.contains(&name(free)) {
        below = free;
        free *= 2;
    }
    while free - below > 1 {
        let between = below + (free - below) / 2;
        if taken.contains(&name(between)) {
            below = between;
        } else {
            free = between;
        }
    }
    taken.insert(name(free));
    name(free)
}
