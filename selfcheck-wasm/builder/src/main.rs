//! The parts of `selfcheck-wasm/build` for which there is a library but no program to rely on:
//!
//! - `widget-builder bind MODULE.wasm OUT_DIR`: wasm-bindgen's glue, as an ES module, and the module to go with it
//! - `widget-builder pack FILE OUT`: raw deflate, as small as can be

use std::error::Error;
use std::fs;
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
        // Every browser that has what else the widget needs has this.
        .encode_into(EncodeInto::Always)
        .generate(out)
        .map_err(|error| format!("{error:?}").into())
}

fn pack(file: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let mut packed = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Deflate,
        bytes.as_slice(),
        &mut packed,
    )?;
    fs::write(out, packed)?;
    Ok(())
}
