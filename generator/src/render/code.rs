//! QR codes (ISO/IEC 18004) of addresses, for printed pages: the paper leads back to the page.

use std::fmt::Write;

use fast_qr::{ECL, Mode, QRBuilder};
use serde::Serialize;

/// The width of the light border that scanners need, in modules.
const BORDER: usize = 4;

/// A code of an address.
#[derive(Debug, Serialize)]
pub struct Code {
    /// The address.
    pub address: String,
    /// The width and the height with the border, in modules.
    pub size: usize,
    /// The dark modules as a path of SVG: each run of a row as a stroke of the width 1.
    pub path: String,
}

/// Returns the code of an address with the lowest error correction, which suffices for undamaged paper and gives the largest
/// modules; `None` if the address is too long.
pub fn of(address: &str) -> Option<Code> {
    let code = QRBuilder::new(address)
        .mode(Mode::Byte)
        .ecl(ECL::L)
        .build()
        .ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let is_dark = |column: usize| column < code.size && code[row][column].value();
        let mut column = 0;
        while column < code.size {
            let length = (column..).take_while(|column| is_dark(*column)).count();
            if length > 0 {
                let (x, y) = (column + BORDER, row + BORDER);
                // Unreachable: writing to a string does not fail.
                let _ = write!(path, "M{x} {y}.5h{length}");
            }
            column += length.max(1);
        }
    }
    Some(Code {
        address: address.to_owned(),
        size: code.size + 2 * BORDER,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_code_has_the_smallest_version_that_holds_the_address() {
        // Version 3 holds 53 bytes, and version 4 holds 78.
        let sizes = [53, 54, 78, 79].map(|length| of(&"a".repeat(length)).unwrap().size);
        assert_eq!(sizes, [37, 41, 41, 45]);
        assert!(of(&"a".repeat(2953)).is_some());
        assert!(of(&"a".repeat(2954)).is_none());
    }
}
