//! The default theme, which is part of the program.

/// The default theme's files by name. `build.rs` writes the list.
pub(super) static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The text of a file; bytes that are not UTF-8 are replaced.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
