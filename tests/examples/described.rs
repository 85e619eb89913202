//! Writes a made-up framework of a given size in two languages, which describes each requirement at every level.
//!
//!     described FOLDER REQUIREMENTS IN_CLAUSE LEVELS DIMENSIONS

use std::path::Path;
use std::{env, io};

use clausebook_tests::described::{self, DescribedSize};

fn main() -> io::Result<()> {
    let usage =
        || io::Error::other("usage: described FOLDER REQUIREMENTS IN_CLAUSE LEVELS DIMENSIONS");
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, numbers @ ..] = arguments.as_slice() else {
        return Err(usage());
    };
    let numbers: Vec<usize> = numbers
        .iter()
        .filter_map(|number| number.parse().ok())
        .collect();
    let [requirements, in_clause, levels, dimensions] = numbers[..] else {
        return Err(usage());
    };
    let size = DescribedSize {
        requirements,
        in_clause,
        levels,
        dimensions,
        has_role: false,
    };
    described::write(Path::new(folder), size)
}
