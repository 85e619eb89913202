//! Writes a made-up catalogue of a given size.
//!
//!     catalogue FOLDER STATEMENTS ROLES LEVELS ASKED

use std::path::Path;
use std::{env, io};

use clausebook_tests::catalogue::{self, Size};

fn main() -> io::Result<()> {
    let usage = || io::Error::other("usage: catalogue FOLDER STATEMENTS ROLES LEVELS ASKED");
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, numbers @ ..] = arguments.as_slice() else {
        return Err(usage());
    };
    let numbers: Vec<usize> = numbers
        .iter()
        .filter_map(|number| number.parse().ok())
        .collect();
    let [statements, roles, levels, asked] = numbers[..] else {
        return Err(usage());
    };
    let size = Size {
        statements,
        roles,
        levels,
        asked,
    };
    catalogue::write(Path::new(folder), size)
}
