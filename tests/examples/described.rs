//! Writes a made-up framework of a given size in two languages, which describes each requirement at every level.
//!
//!     described FOLDER REQUIREMENTS IN_CLAUSE LEVELS DIMENSIONS

use std::io;

use clausebook_tests::described::{self, DescribedSize};
use clausebook_tests::sized;

fn main() -> io::Result<()> {
    let (folder, [requirements, in_clause, levels, dimensions]) =
        sized::arguments("described FOLDER REQUIREMENTS IN_CLAUSE LEVELS DIMENSIONS")?;
    let size = DescribedSize {
        requirements,
        in_clause,
        levels,
        dimensions,
        has_role: false,
    };
    described::write(&folder, size)
}
