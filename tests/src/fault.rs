//! Errors as the program prints them: lines that start with `FILE:LINE:COLUMN: error: …`.

/// A reported error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as printed.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// The message.
    pub message: String,
}

/// The errors in the program's output.
pub fn faults(printed: &str) -> Vec<Fault> {
    printed.lines().filter_map(fault).collect()
}

fn fault(line: &str) -> Option<Fault> {
    let (place, message) = line.split_once(": error: ")?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some(Fault {
        file: parts.next()?.to_owned(),
        line,
        column,
        message: message.to_owned(),
    })
}
