//! MathML that is nothing but MathML.
//!
//! The converter of formulas does not escape all of its input, so its output is checked against the elements and
//! attributes that formulas have.

/// The elements of formulas.
const ELEMENTS: [&str; 28] = [
    "math",
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
    "span",
];

/// The attributes of formulas.
const ATTRIBUTES: [&str; 28] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathcolor",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "style",
    "symmetric",
    "voffset",
    "width",
];

/// Returns `mathml` without style attributes, which pages do not permit. The alignment of a column is a class instead.
///
/// `None` if it has anything that formulas do not have, such as a link, an id, or HTML.
pub(super) fn clean(mathml: &str) -> Option<String> {
    let mut clean = String::with_capacity(mathml.len());
    let mut parts = mathml.split('<');
    clean.push_str(parts.next()?);
    for part in parts {
        let (tag, words) = part.split_once('>')?;
        let (slash, tag) = match tag.strip_prefix('/') {
            Some(tag) => ("/", tag),
            None => ("", tag),
        };
        let (name, attributes) = tag.split_at(tag.find([' ', '/']).unwrap_or(tag.len()));
        if !ELEMENTS.contains(&name) {
            return None;
        }
        clean.extend(["<", slash, name]);
        push_attributes(&mut clean, attributes)?;
        clean.push('>');
        clean.push_str(words);
    }
    Some(clean)
}

/// Appends the attributes of a tag: ` name="value"`, repeated. `None` if they are anything else.
fn push_attributes(clean: &mut String, attributes: &str) -> Option<()> {
    let mut rest = attributes.trim_end();
    if let Some(before) = rest.strip_suffix('/') {
        // An element of MathML may end in its own tag.
        push_attributes(clean, before)?;
        clean.push('/');
        return Some(());
    }
    while !rest.is_empty() {
        let (name, after) = rest.trim_start().split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        if !ATTRIBUTES.contains(&name) {
            return None;
        }
        match (name, value) {
            ("style", value) if value.contains("text-align: left") => {
                clean.push_str(" class=\"to-left\"");
            }
            ("style", value) if value.contains("text-align: right") => {
                clean.push_str(" class=\"to-right\"");
            }
            ("style", _) => {}
            (name, value) => clean.extend([" ", name, "=\"", value, "\""]),
        }
        rest = after;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn only_mathml_is_kept() {
        let kept = "<math display=\"block\"><mi>x</mi><mspace width=\"1em\"/><mo>&lt;</mo></math>";
        assert_eq!(clean(kept).as_deref(), Some(kept));
        assert_eq!(
            clean("<mtd style=\"text-align: left;justify-items: start;\">x</mtd>").as_deref(),
            Some("<mtd class=\"to-left\">x</mtd>")
        );
        for wrong in [
            "<b>",
            "<script>",
            "<mi onclick=\"x\">",
            "<mi onclick=x>",
            "<mi class=\"a>b\">",
            "<mtr id=\"main\">",
            "<mtext><a href=\"x\">y</a></mtext>",
            "<!-- x -->",
            "<",
            "<mi/onclick=\"x\">",
        ] {
            assert_eq!(clean(wrong), None, "{wrong}");
        }
    }
}
