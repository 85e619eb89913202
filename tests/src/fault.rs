//! Faults as the program reports them: `FILE:LINE:COLUMN: error: …` at the beginning of a line.

/// Where a reported fault is, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as printed.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// The faults in what the program printed.
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
