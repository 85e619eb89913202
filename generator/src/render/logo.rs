//! The logo of a house: a picture that does nothing but be looked at.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use serde::Serialize;

use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Word;
use crate::source::position::Position;

/// The largest logo, in bytes: it is on every page.
const LARGEST: usize = 64 * 1024;

/// Elements of SVG that draw, or hold what draws. Scripts, animations, other documents and links are none of them.
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

/// A logo, and its size in the picture's own units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// The file's name below `assets/`.
    pub name: String,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// The logo that `handbook.yaml` calls `name`, among the `files` of the theme in `folder`. What is wrong with it is said
/// in `faults`.
pub fn read(
    name: &Word,
    folder: &str,
    files: &BTreeMap<String, Arc<[u8]>>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Logo> {
    let file = format!("{folder}/assets/{}", name.value);
    let is_svg = name.value.ends_with(".svg");
    if !is_svg && !name.value.ends_with(".png") {
        faults.push(Diagnostic::error(
            &name.position,
            format!("the logo `{}` is neither an SVG nor a PNG file", name.value),
            "name one, such as `logo.svg`",
        ));
        return None;
    }
    let Some(bytes) = files.get(&format!("assets/{}", name.value)) else {
        faults.push(Diagnostic::error(
            &name.position,
            format!("there is no logo `{}`", name.value),
            format!("put it at `{file}`"),
        ));
        return None;
    };
    if bytes.len() > LARGEST {
        faults.push(Diagnostic::error(
            &name.position,
            format!(
                "the logo has {} bytes; at most {LARGEST} go on every page",
                bytes.len()
            ),
            "make it simpler or smaller",
        ));
        return None;
    }
    let size = if is_svg {
        svg(&file, bytes, faults)
    } else {
        let size = png(bytes);
        if size.is_none() {
            faults.push(Diagnostic::error(
                &Position::file(file.as_str()),
                "this is not a PNG picture",
                "save it as PNG, or use an SVG",
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

/// Width and height of a PNG.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    Some(reader.info().size())
}

/// Width and height of an SVG that only draws.
fn svg(file: &str, bytes: &[u8], faults: &mut Vec<Diagnostic>) -> Option<(u32, u32)> {
    let at = |position: roxmltree::TextPos| Position {
        file: file.into(),
        line: position.row,
        column: position.col,
    };
    let text = String::from_utf8_lossy(bytes);
    let document = match roxmltree::Document::parse(&text) {
        Ok(document) => document,
        Err(error) => {
            faults.push(Diagnostic::error(
                &at(error.pos()),
                format!("this SVG cannot be read: {error}"),
                "export it anew from your drawing program, as plain SVG",
            ));
            return None;
        }
    };
    let before = faults.len();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        if !ELEMENTS.contains(&name) {
            faults.push(Diagnostic::error(
                &at(document.text_pos_at(element.range().start)),
                format!("a logo has no use for the element `{name}`"),
                "remove it: a logo only draws, and loads, runs and styles nothing",
            ));
        }
        for attribute in element.attributes() {
            let value = attribute.value().trim();
            let leads_out = attribute.name() == "href" && !value.starts_with('#');
            // A picture, paint or mask that stands elsewhere.
            let loads = value.split("url(").skip(1).any(|rest| {
                let rest = rest.trim_start_matches(['"', '\'', ' ']);
                !rest.starts_with('#')
            });
            if attribute.name().starts_with("on") || leads_out || loads || value.contains("@import")
            {
                faults.push(Diagnostic::error(
                    &at(document.text_pos_at(attribute.range().start)),
                    format!(
                        "the attribute `{}` of a logo loads or runs something",
                        attribute.name()
                    ),
                    "remove it: a logo only draws",
                ));
            }
        }
    }
    let root = document.root_element();
    let size = size_of(&root);
    if size.is_none() && faults.len() == before {
        faults.push(Diagnostic::error(
            &at(document.text_pos_at(root.range().start)),
            "this SVG does not say how wide and high it is",
            "give its first element a `viewBox`, such as `viewBox=\"0 0 120 40\"`",
        ));
    }
    if faults.len() == before { size } else { None }
}

/// Width and height by the `viewBox`, rounded up.
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
    // Comparing with what is no number is false.
    let is_size = |side: f64| side > 0.0 && side <= 65_536.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 65,536"
    )]
    (is_size(width) && is_size(height)).then(|| (width.ceil() as u32, height.ceil() as u32))
}
