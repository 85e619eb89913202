//! What competency frameworks of Moodle say about the parts of a standard.
//!
//! An export writes these names, descriptions and scales. An import compares them with the cells of its source, so that an
//! export can have the source's own cells where these differ (`source/format/competencies.rs`).

pub mod competency;
pub mod html;
pub mod scale;

use crate::language::on_one_line;

/// The longest id number or short name, in characters.
pub const LONGEST: usize = 100;

/// Words as a short name of at most `longest` characters.
pub fn short_name(words: &str, longest: usize) -> String {
    shortened(&on_one_line(words), longest)
}

/// Words of at most `longest` characters. Words that are cut end in an ellipsis.
pub fn shortened(words: &str, longest: usize) -> String {
    if words.chars().count() <= longest {
        return words.to_owned();
    }
    let kept: String = words.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
}
