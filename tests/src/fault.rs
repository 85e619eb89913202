//! Diagnostics as the program draws them: `error[E018]: …` at the beginning of a line, and `--> FILE:LINE:COLUMN` on the
//! next.

/// A reported fault: its place and its message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as printed.
    pub file: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column, counted from 1; 0 for the file as a whole.
    pub column: usize,
    /// The code of the rule.
    pub code: String,
    /// The message.
    pub message: String,
}

/// The errors in the program's output.
pub fn faults(printed: &str) -> Vec<Fault> {
    drawn(printed, "error[E")
}

/// The warnings in the program's output. A denied warning is an error and not among them.
pub fn warnings(printed: &str) -> Vec<Fault> {
    drawn(printed, "warning[W")
}

/// The place, the code and the message of each fault, on one line.
pub fn told(faults: Vec<Fault>) -> Vec<String> {
    let told = |fault: Fault| {
        let Fault {
            file,
            line,
            column,
            code,
            message,
        } = fault;
        format!("{file}:{line}:{column} {code} {message}")
    };
    faults.into_iter().map(told).collect()
}

fn drawn(printed: &str, head: &str) -> Vec<Fault> {
    let lines: Vec<&str> = printed.lines().collect();
    let pairs = lines.windows(2);
    pairs
        .filter(|pair| pair[0].starts_with(head))
        .filter_map(|pair| fault(pair[0], pair[1]))
        .collect()
}

fn fault(title: &str, place: &str) -> Option<Fault> {
    let (code, message) = title.split_once('[')?.1.split_once("]: ")?;
    let place = place.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let number = |part: Option<&str>| part?.parse::<usize>().ok();
    let (column, line) = (number(parts.next()), number(parts.next()));
    let (file, line, column) = match (line, column) {
        (Some(line), Some(column)) => (parts.next()?, line, column),
        _ => (place, 0, 0),
    };
    Some(Fault {
        file: file.to_owned(),
        line,
        column,
        code: code.to_owned(),
        message: message.to_owned(),
    })
}
