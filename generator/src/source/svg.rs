//! SVG pictures: their size, and whether they only draw.
//!
//! A browser runs no script of a picture on a page, but the file also has an address of its own, at which it would. So a
//! picture with anything that runs or loads something is refused.

use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use crate::language::message::{Message, message};

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

/// The namespace of HTML, whose scripts run in an SVG too.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The most nodes of a picture.
const NODES: u32 = 1_000_000;

/// The largest side of a picture.
const LARGEST_SIDE: f64 = 65_536.0;

/// The elements that draw, or that contain drawings. Scripts, animations, links and other documents are not among them.
pub const DRAWING: [&str; 23] = [
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

/// Further elements that drawing programs write: patterns, arrows, styles and filters.
pub const FURTHER: [&str; 33] = [
    "pattern",
    "marker",
    "image",
    "style",
    "textPath",
    "view",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "color-profile",
];

/// A picture that could be read.
#[derive(Debug)]
pub struct Drawing {
    /// The width and the height, rounded up. `None` if it does not state them.
    pub size: Option<(u32, u32)>,
    /// The place of its first element, as line and column.
    pub root: (u32, u32),
    /// The parts that do more than draw.
    pub unsafe_parts: Vec<UnsafePart>,
}

/// A part of a picture that does more than draw.
#[derive(Debug, PartialEq, Eq)]
pub struct UnsafePart {
    /// The part, such as ``the element `script` ``.
    pub part: Message,
    /// The line and the column.
    pub place: (u32, u32),
}

/// A text that is not an SVG picture.
#[derive(Debug)]
pub struct NotSvg {
    /// The cause, in the words of the reader of XML.
    pub cause: Message,
    /// The line and the column.
    pub place: (u32, u32),
}

/// Reads a picture that may have the elements in `allowed`.
///
/// # Errors
/// Returns an error if the text is not XML, or its first element is not that of an SVG picture.
pub fn read(text: &str, allowed: &[&[&str]]) -> Result<Drawing, NotSvg> {
    if let Some(encoding) = foreign_encoding(text) {
        return Err(NotSvg {
            cause: message!("its encoding is stated as {encoding}, not UTF-8", encoding),
            place: (1, 1),
        });
    }
    let options = ParsingOptions {
        // Many programs write a document type without declarations of its own.
        allow_dtd: true,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| NotSvg {
        cause: Message::report(error.to_string()),
        place: (error.pos().row, error.pos().col),
    })?;
    let place = |range: Range<usize>| {
        let place = document.text_pos_at(range.start);
        (place.row, place.col)
    };
    let root = document.root_element();
    let root_place = place(root.range());
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        return Err(NotSvg {
            cause: message!(
                "its first element is not `<svg xmlns=\"{namespace}\">`",
                namespace = SVG
            ),
            place: root_place,
        });
    }
    let mut unsafe_parts = Vec::new();
    let mut refuse = |part: Message, range: Range<usize>| {
        unsafe_parts.push(UnsafePart {
            part,
            place: place(range),
        });
    };
    // A browser gives elements the attributes that these declare, and this reader of XML does not.
    for declaration in ["<!ATTLIST", "<!ENTITY", "<!ELEMENT"] {
        if let Some(start) = text.find(declaration) {
            refuse(
                message!("the declaration `{declaration}`", declaration),
                start..start,
            );
        }
    }
    for node in document.descendants() {
        if node.is_pi() {
            refuse(message!("a style sheet outside the file"), node.range());
        }
        if !node.is_element() {
            continue;
        }
        let name = node.tag_name().name();
        // Elements of drawing programs, which browsers do not know, draw and do nothing.
        let is_allowed = match node.tag_name().namespace() {
            Some(SVG) => allowed.iter().any(|some| some.contains(&name)),
            Some(HTML) => false,
            Some(_) | None => true,
        };
        if !is_allowed {
            refuse(message!("the element `{name}`", name), node.range());
            continue;
        }
        if name == "style" && node.descendants().filter_map(|node| node.text()).any(loads) {
            refuse(message!("a style that loads something"), node.range());
        }
        let holds_pictures = matches!(name, "image" | "feImage");
        for attribute in node.attributes() {
            let name = attribute.name();
            let value = attribute.value().trim();
            let leads_out = match name {
                "href" | "src" => {
                    !value.starts_with('#') && !(holds_pictures && is_embedded(value))
                }
                "base" => true,
                _ => false,
            };
            if leads_out || name.to_ascii_lowercase().starts_with("on") || loads(value) {
                refuse(message!("the attribute `{name}`", name), attribute.range());
            }
        }
    }
    Ok(Drawing {
        size: size(&root),
        root: root_place,
        unsafe_parts,
    })
}

/// The encoding that the first line states, if a browser would read other characters than those of `text`.
fn foreign_encoding(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, stated) = declaration.split_once("encoding")?;
    let stated = stated.trim_start_matches(['=', ' ', '\t', '\n', '\r']);
    let stated = stated.get(1..)?.split(['"', '\'']).next()?;
    let is_harmless = ["utf-8", "us-ascii", "iso-8859-1"]
        .iter()
        .any(|known| stated.eq_ignore_ascii_case(known));
    (!is_harmless).then_some(stated)
}

/// Whether the value of an attribute or a style makes a browser load something from outside the file. CSS may write any
/// letter with a backslash, which no drawing needs.
fn loads(value: &str) -> bool {
    let small = value.to_ascii_lowercase();
    let has_outer_url = small.split("url(").skip(1).any(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ', '\t', '\n', '\r']);
        !rest.starts_with('#')
    });
    let has_function = ["@import", "image-set(", "image(", "src(", "expression("]
        .iter()
        .any(|function| small.contains(function));
    has_outer_url || has_function || (value.contains('\\') && value.contains(['(', '@']))
}

/// Whether the address of a picture within a drawing is the picture itself, in a format that runs nothing.
fn is_embedded(value: &str) -> bool {
    ["png", "jpeg", "jpg", "webp", "gif", "avif"]
        .iter()
        .any(|format| value.starts_with(&format!("data:image/{format};base64,")))
}

/// The width and height that the first element states, or else those of its `viewBox`. `None` without either, or if a
/// side is too small or too large.
fn size(root: &Node<'_, '_>) -> Option<(u32, u32)> {
    let stated = root
        .attribute("width")
        .and_then(pixels)
        .zip(root.attribute("height").and_then(pixels));
    let (width, height) = stated.or_else(|| {
        let numbers: Vec<f64> = root
            .attribute("viewBox")?
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap_or(f64::NAN))
            .collect();
        let [_, _, width, height] = numbers[..] else {
            return None;
        };
        Some((width, height))
    })?;
    // Comparisons with NaN are false.
    let is_size = |side: f64| side > 0.0 && side <= LARGEST_SIDE;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 65,536"
    )]
    (is_size(width) && is_size(height)).then(|| (width.ceil() as u32, height.ceil() as u32))
}

/// A length in pixels; `None` if it depends on the page.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 7] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let length = length.trim();
    UNITS.iter().find_map(|(unit, factor)| {
        let number: f64 = length.strip_suffix(unit)?.trim().parse().ok()?;
        Some(number * factor)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(attributes: &str, inside: &str) -> Drawing {
        let text = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" {attributes}>{inside}</svg>"
        );
        read(&text, &[&DRAWING, &FURTHER]).expect("an SVG picture")
    }

    #[test]
    fn the_size_is_stated_or_that_of_the_view_box() {
        let box_only = "viewBox=\"0 0 120 40.5\"";
        assert_eq!(picture(box_only, "").size, Some((120, 41)));
        let both = "width=\"96pt\" height=\"1in\" viewBox=\"0 0 1 1\"";
        assert_eq!(picture(both, "").size, Some((128, 96)));
        let relative = "width=\"100%\" height=\"100%\" viewBox=\"0 0 30 20\"";
        assert_eq!(picture(relative, "").size, Some((30, 20)));
        for none in ["", "viewBox=\"0 0 0 1\"", "width=\"NaN\" height=\"1\""] {
            assert_eq!(picture(none, "").size, None, "{none}");
        }
    }

    #[test]
    fn drawings_of_common_programs_are_accepted() {
        for inside in [
            "<style>.a { fill: url(#b); stroke: #123 }</style><path class=\"a\" d=\"M0 0h1\"/>",
            "<i:grid/><metadata/><g i:label=\"one\" style=\"fill:url('#g')\"/>",
            "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/><use xlink:href=\"#a\"/>",
            "<filter id=\"f\"><feGaussianBlur/></filter><marker id=\"m\"/>",
        ] {
            assert_eq!(picture("", inside).unsafe_parts, [], "{inside}");
        }
    }

    #[test]
    fn whatever_runs_or_loads_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
            "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
            "<a href=\"javascript:alert(1)\"><text>x</text></a>",
            "<g onclick=\"alert(1)\"/>",
            "<g ONLOAD=\"alert(1)\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<image xlink:href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<image href=\"../b.png\"/>",
            "<use href=\"other.svg#a\"/>",
            "<use href=\"data:image/png;base64,AAAA\"/>",
            "<g style=\"fill:url(https://example.org/a)\"/>",
            "<g fill=\"url( 'b.svg#a')\"/>",
            "<style>@import 'a.css';</style>",
            "<style>@\\69mport 'a.css';</style>",
            "<style><![CDATA[ * { background: u\\72l(//e.org) } ]]></style>",
            "<style>@font-face { src: url(data:font/woff2;base64,AA) }</style>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<animate attributeName=\"x\"/>",
            "<iframe/>",
            "<g xml:base=\"https://example.org/\"/>",
            "<?xml-stylesheet href=\"a.xsl\" type=\"text/xsl\"?>",
        ] {
            assert!(!picture("", inside).unsafe_parts.is_empty(), "{inside}");
        }
        let styled = format!("<?xml-stylesheet href=\"a.css\"?><svg xmlns=\"{SVG}\"/>");
        assert_eq!(read(&styled, &[&DRAWING]).unwrap().unsafe_parts.len(), 1);
        for declared in [
            "<!ENTITY x \"<g/>\">",
            "<!ATTLIST svg onload CDATA \"alert(1)\">",
        ] {
            let text = format!("<!DOCTYPE svg [{declared}]><svg xmlns=\"{SVG}\"/>");
            assert!(!read(&text, &[&DRAWING]).unwrap().unsafe_parts.is_empty());
        }
        let typed = format!(
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a.dtd\"><svg xmlns=\"{SVG}\"/>"
        );
        assert_eq!(read(&typed, &[&DRAWING]).unwrap().unsafe_parts, []);
    }

    #[test]
    fn what_no_browser_draws_is_no_picture() {
        for text in [
            "",
            "a picture",
            "<svg/>",
            "<?xml version=\"1.0\" encoding='ISO-2022-JP'?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<!DOCTYPE a [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>",
        ] {
            assert!(read(text, &[&DRAWING]).is_err(), "{text}");
        }
    }
}
