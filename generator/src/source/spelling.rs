//! The spelling of ids and of references, which decoding and the help of messages share.

/// The length of the longest id, which leaves room for the rest of a file's name.
pub const LONGEST: usize = 120;

/// Whether `name` may be an id.
///
/// For example, `5.3.1.2-a`, `K0001` and `zh-Hant` are; `-a`, `a..b`, `a/b` and the empty string are not.
pub fn is_id(name: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.len() <= LONGEST
        && name.chars().all(inside)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && !name.contains("..")
}

/// Whether `written` is an id, or a range of two.
pub fn is_reference(written: &str) -> bool {
    match written.split_once("..") {
        Some((first, last)) => is_id(first) && is_id(last),
        None => is_id(written),
    }
}
