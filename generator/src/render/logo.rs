//! The logo of a house: a picture without scripts, animations or external content.
//!
//! The file is the author's, but every page shows it, so it is read with an allowlist. The codes
//! are `E704` (missing), `E705` (not a picture, too large, or without a size) and `E706` (an SVG
//! that does more than draw).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use serde::Serialize;

use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Word;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::svg;

/// The maximum size of a logo, in bytes; every page contains it.
const LARGEST: usize = 64 * 1024;

/// A logo and its size in the picture's own units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// The file's name below `assets/`.
    pub name: String,
    /// The width. Pages state the size, so that nothing moves while the picture loads.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// Reads the logo that `handbook.yaml` calls `name` from the `files` of the theme in `folder`. Adds any faults to
/// `faults`.
///
/// `None` if there is any fault.
pub fn read(
    name: &Word,
    folder: &str,
    files: &BTreeMap<String, Arc<[u8]>>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Logo> {
    let file = format!("{folder}/assets/{}", name.value);
    let is_svg = name.value.ends_with(".svg");
    if !is_svg && !name.value.ends_with(".png") {
        faults.push(Rule::InvalidLogo.at(
            &name.position,
            message!(
                "the logo `{name}` is neither an SVG nor a PNG file",
                name = name.value
            ),
            message!("name an SVG or PNG file, such as `logo.svg`"),
        ));
        return None;
    }
    let Some(bytes) = files.get(&format!("assets/{}", name.value)) else {
        faults.push(Rule::MissingLogo.at(
            &name.position,
            message!("there is no logo `{name}`", name = name.value),
            message!("put it at `{file}`", file),
        ));
        return None;
    };
    if bytes.len() > LARGEST {
        faults.push(Rule::InvalidLogo.at(
            &name.position,
            message!(
                "the logo has {bytes} bytes, more than the limit of {largest}",
                bytes = bytes.len(),
                largest = LARGEST
            ),
            message!("make it simpler or smaller: every page contains it"),
        ));
        return None;
    }
    let size = if is_svg {
        svg(&file, bytes, faults)
    } else {
        let size = png(bytes);
        if size.is_none() {
            faults.push(Rule::InvalidLogo.at(
                &Position::file(file.as_str()),
                message!("this is not a PNG picture"),
                message!("save it as PNG, or use an SVG"),
            ));
        }
        size
    };
    size.map(|(width, height)| Logo {
        name: name.value.to_string(),
        width,
        height,
    })
}

/// Returns the width and height of a PNG. `None` if it is not one.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    Some(reader.info().size())
}

/// Returns the width and height of an SVG. Adds a fault for anything in it other than drawing.
fn svg(file: &str, bytes: &[u8], faults: &mut Vec<Diagnostic>) -> Option<(u32, u32)> {
    let at = |(line, column)| Position::point(file, line, column);
    let drawing = match svg::read(&String::from_utf8_lossy(bytes), &[&svg::DRAWING]) {
        Ok(drawing) => drawing,
        Err(error) => {
            faults.push(Rule::InvalidLogo.at(
                &at(error.place),
                message!("this SVG cannot be read: {cause}", cause = error.cause),
                message!("export it again from your drawing program as plain SVG"),
            ));
            return None;
        }
    };
    for part in &drawing.unsafe_parts {
        faults.push(Rule::UnsafeLogo.at(
            &at(part.place),
            message!("{part} is not allowed in a logo", part = part.part),
            message!("remove it: a logo may only draw, not load, run or style anything"),
        ));
    }
    if drawing.size.is_none() && drawing.unsafe_parts.is_empty() {
        faults.push(Rule::InvalidLogo.at(
            &at(drawing.root),
            message!("this SVG does not state its size"),
            message!("give its first element a `viewBox`, such as `viewBox=\"0 0 120 40\"`"),
        ));
    }
    drawing.size.filter(|_| drawing.unsafe_parts.is_empty())
}
