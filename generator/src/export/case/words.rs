//! Strings as the specification requires them.

/// Words as a string without line breaks, as the specification requires of labels.
pub(super) fn normalized(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading and the words below it, each on a line of its own. The heading alone if there are none.
pub(super) fn headed(heading: &str, below: Option<String>) -> String {
    match below {
        Some(below) => format!("{heading}\n{below}"),
        None => heading.to_owned(),
    }
}
