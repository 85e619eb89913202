//! The steps of `selfcheck-wasm/build` for which there is no suitable program:
//!
//! - `widget-builder bind MODULE.wasm OUT_DIR` writes wasm-bindgen's glue as an ES module, and the module that it needs.
//! - `widget-builder pack FILE OUT` writes the file's bytes as printable ASCII, for `widget/unpack.js`.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["bind", module, out] => bind(module, out),
        ["pack", file, out] => pack(file, out),
        _ => {
            eprintln!("usage: widget-builder bind MODULE.wasm OUT_DIR | pack FILE OUT");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("widget-builder: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bind(module: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .bundler(true)?
        .input_path(module)
        .out_name("selfcheck")
        .typescript(false)
        // Every browser that can run the widget has `TextEncoder.encodeInto`.
        .encode_into(EncodeInto::Always)
        .generate(out)
        .map_err(|error| format!("{error:?}"))?;
    let glue = Path::new(out).join("selfcheck_bg.js");
    let shorter = shortened(&fs::read_to_string(&glue)?)?;
    Ok(fs::write(glue, shorter)?)
}

/// Removes two precautions from the glue, for which the widgets have no use: the way to pass long texts, which are encoded in
/// place, and the renewal of the decoder after 2 GB, which Safari needs.
fn shortened(glue: &str) -> Result<String, String> {
    let (before, rest) = part(glue, "    let len = arg.length;\n")?;
    let (_, after) = part(rest, "    WASM_VECTOR_LEN = offset;\n    return ptr;\n")?;
    let glue = format!("{before}{after}").replace(", wasm.__wbindgen_realloc", "");
    let (before, rest) = part(&glue, "    if (realloc === undefined) {\n")?;
    let (short, after) = part(rest, "    }\n")?;
    let glue = format!("{before}{short}{after}").replace("malloc, realloc)", "malloc)");
    let (before, rest) = part(&glue, "    numBytesDecoded += bytes.length;\n")?;
    let (_, after) = part(rest, "    }\n")?;
    let glue = format!("{before}{after}");
    let (before, rest) = part(&glue, "const MAX_SAFARI_DECODE_BYTES")?;
    let (_, after) = part(rest, "let numBytesDecoded = 0;\n")?;
    Ok(format!("{before}{after}"))
}

/// Returns what is before and after the first `mark`; an error if a new version of wasm-bindgen writes other glue.
fn part<'a>(glue: &'a str, mark: &str) -> Result<(&'a str, &'a str), String> {
    glue.split_once(mark)
        .ok_or_else(|| format!("the glue has no {mark:?}"))
}

fn pack(file: &str, out: &str) -> Result<(), Box<dyn Error>> {
    fs::write(out, packed(&fs::read(file)?))?;
    Ok(())
}

/// The number of byte values that a single character encodes.
const ALONE: u8 = 91;

/// Encodes each byte as one character, starting at `#` and skipping the backslash. A preceding space or `!` adds
/// [`ALONE`] once or twice.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    for byte in bytes {
        let above = byte / ALONE;
        if above > 0 {
            text.push(b' ' - 1 + above);
        }
        let character = b'#' + byte % ALONE;
        text.push(character + u8::from(character >= b'\\'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn every_byte_has_a_unique_printable_encoding() {
        let texts: std::collections::BTreeSet<_> = (0..=255).map(|byte| packed(&[byte])).collect();
        assert_eq!(texts.len(), 256);
        for text in texts {
            assert!(text.iter().all(|letter| matches!(letter, b' '..=b'~')));
            assert!(!text.iter().any(|letter| matches!(letter, b'"' | b'\\')));
        }
    }

    #[test]
    fn bytes_are_packed_as_the_script_unpacks_them() {
        assert_eq!(packed(&[0, 56, 57, 90, 91, 182, 255]), b"#[]~ #!#!m");
    }
}
