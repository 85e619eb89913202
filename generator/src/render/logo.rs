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

/// The maximum size of a logo, in bytes; every page contains it.
const LARGEST: usize = 64 * 1024;

/// The permitted SVG elements: those that draw or contain drawings. Scripts, animations, other documents and links are
/// not permitted. Pictures and filters are not among them either.
const ELEMENTS: [&str; 23] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "metadata",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "switch",
];

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
    let at = |position: roxmltree::TextPos| Position::point(file, position.row, position.col);
    let text = String::from_utf8_lossy(bytes);
    let document = match roxmltree::Document::parse(&text) {
        Ok(document) => document,
        Err(error) => {
            faults.push(Rule::InvalidLogo.at(
                &at(error.pos()),
                message!("this SVG cannot be read: {error}", error),
                message!("export it again from your drawing program as plain SVG"),
            ));
            return None;
        }
    };
    let before = faults.len();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        if !ELEMENTS.contains(&name) {
            faults.push(Rule::UnsafeLogo.at(
                &at(document.text_pos_at(element.range().start)),
                message!("the element `{name}` is not allowed in a logo", name),
                message!("remove it: a logo may only draw, not load, run or style anything"),
            ));
        }
        for attribute in element.attributes() {
            let value = attribute.value().trim();
            let leads_out = attribute.name() == "href" && !value.starts_with('#');
            // A picture, paint or mask from outside the file.
            let loads = value.split("url(").skip(1).any(|rest| {
                let rest = rest.trim_start_matches(['"', '\'', ' ']);
                !rest.starts_with('#')
            });
            if attribute.name().starts_with("on") || leads_out || loads || value.contains("@import")
            {
                faults.push(Rule::UnsafeLogo.at(
                    &at(document.text_pos_at(attribute.range().start)),
                    message!(
                        "the attribute `{name}` of this logo loads or runs something",
                        name = attribute.name()
                    ),
                    message!("remove it: a logo may only draw"),
                ));
            }
        }
    }
    let root = document.root_element();
    let size = size_of(&root);
    if size.is_none() && faults.len() == before {
        faults.push(Rule::InvalidLogo.at(
            &at(document.text_pos_at(root.range().start)),
            message!("this SVG does not state its size"),
            message!("give its first element a `viewBox`, such as `viewBox=\"0 0 120 40\"`"),
        ));
    }
    if faults.len() == before { size } else { None }
}

/// Returns the width and height of the `viewBox`, rounded up. `None` without a `viewBox`, or if a
/// side is not between 0 and 65,536.
fn size_of(root: &roxmltree::Node) -> Option<(u32, u32)> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split([' ', ',', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(f64::NAN))
        .collect();
    let [_, _, width, height] = numbers[..] else {
        return None;
    };
    // Comparisons with NaN are false.
    let is_size = |side: f64| side > 0.0 && side <= 65_536.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 65,536"
    )]
    (is_size(width) && is_size(height)).then(|| (width.ceil() as u32, height.ceil() as u32))
}
