//! The command line of the examples that write a made-up handbook of a given size.

use std::path::PathBuf;
use std::{env, io};

/// Returns the folder and the numbers that follow it.
///
/// # Errors
/// Returns an error that says how the example is used, `usage`, if the arguments are others.
pub fn arguments<const N: usize>(usage: &str) -> io::Result<(PathBuf, [usize; N])> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from);
    let numbers: Option<Vec<usize>> = arguments.map(|number| number.parse().ok()).collect();
    let numbers = numbers.and_then(|numbers| <[usize; N]>::try_from(numbers).ok());
    let found = folder.zip(numbers);
    found.ok_or_else(|| io::Error::other(format!("usage: {usage}")))
}
