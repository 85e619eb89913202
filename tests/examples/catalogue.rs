//! Writes a made-up catalogue of a given size.
//!
//!     catalogue FOLDER STATEMENTS ROLES LEVELS ASKED

use std::io;

use clausebook_tests::catalogue::{self, Size};
use clausebook_tests::sized;

fn main() -> io::Result<()> {
    let (folder, [statements, roles, levels, asked]) =
        sized::arguments("catalogue FOLDER STATEMENTS ROLES LEVELS ASKED")?;
    let size = Size {
        statements,
        roles,
        levels,
        asked,
    };
    catalogue::write(&folder, size)
}
