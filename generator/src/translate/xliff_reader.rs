//! Reads XLIFF 1.2, as translators' tools write it.
//!
//! `roxmltree` refuses a document type, so no entity is expanded and no other file is read, whatever the file asks for.

use roxmltree::{Document, Node};

use super::error::ExchangeError;
use super::returned::ReturnedUnit;
use crate::language::message::{Message, message};
use crate::source::lines::Lines;

/// Reads the units of a file.
///
/// # Errors
/// Returns an error if the file is not XML, or not XLIFF 1.2.
pub(super) fn read(text: &str) -> Result<Vec<ReturnedUnit>, ExchangeError> {
    if let Some(line) = too_deep(text) {
        return Err(ExchangeError::at(
            line,
            message!("the elements of this file are nested too deeply"),
            message!(
                "give a file that `clausebook translate out` wrote and a translator filled in"
            ),
        ));
    }
    let document = Document::parse(text).map_err(|error| match error {
        roxmltree::Error::DtdDetected => ExchangeError::whole(
            message!("this file has a document type (`<!DOCTYPE …>`), which is not read"),
            message!("remove the document type; XLIFF needs none"),
        ),
        other => ExchangeError::at(
            other.pos().row,
            message!(
                "this file is not XML: {cause}",
                cause = Message::report(without_place(&other))
            ),
            message!("export the translation again from your tool"),
        ),
    })?;
    let lines = Lines::of(text);
    let root = document.root_element();
    if root.tag_name().name() != "xliff" {
        return Err(ExchangeError::at(
            lines.number(root.range().start),
            message!(
                "this file is XML, but not XLIFF: it begins with `<{name}>`",
                name = root.tag_name().name()
            ),
            message!(
                "give a file that `clausebook translate out` wrote and a translator filled in"
            ),
        ));
    }
    let version = root.attribute("version").unwrap_or("1.2");
    if !matches!(version, "1.0" | "1.1" | "1.2") {
        return Err(ExchangeError::at(
            lines.number(root.range().start),
            message!(
                "this file is XLIFF {version}, but only XLIFF 1.2 is read",
                version
            ),
            message!("save it as XLIFF 1.2 in your translation tool"),
        ));
    }
    let mut units = Vec::new();
    for file in root.children().filter(|child| is(*child, "file")) {
        let language = |name: &str| file.attribute(name).map(str::to_owned);
        let (source_language, target_language) =
            (language("source-language"), language("target-language"));
        let inside = file.descendants().filter(|node| is(*node, "trans-unit"));
        for node in inside {
            let line = lines.number(node.range().start);
            let child = |name: &str| node.children().find(|child| is(*child, name));
            let Some(id) = node.attribute("id") else {
                return Err(ExchangeError::at(
                    line,
                    message!("this unit has no `id`"),
                    message!("export the translation again from your tool"),
                ));
            };
            let target = child("target");
            let state = target
                .and_then(|target| target.attribute("state"))
                .unwrap_or_default();
            // Some tools drop the state, and keep what the unit says of itself.
            let is_draft = match state {
                "" => node.attribute("approved") == Some("no"),
                state => state.starts_with("needs-") || state == "new",
            };
            let words = |node: Option<Node<'_, '_>>| node.map(words).transpose();
            let (source, target) = (words(child("source")), words(target));
            let (Ok(source), Ok(target)) = (source, target) else {
                return Err(ExchangeError::at(
                    line,
                    message!(
                        "the unit `{id}` has an element without words, which stands for something that was not in the text",
                        id
                    ),
                    message!(
                        "write the words of the unit without such elements, or export the translation again from your tool"
                    ),
                ));
            };
            units.push(ReturnedUnit {
                id: id.to_owned(),
                line,
                source: source.unwrap_or_default(),
                target: target.unwrap_or_default(),
                is_draft,
                source_language: source_language.clone(),
                target_language: target_language.clone(),
            });
        }
    }
    Ok(units)
}

/// Whether a node is an element with this name.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The words of an element. Tools put elements into it to mark sentences.
///
/// # Errors
/// Returns an error if one of these elements stands for something and holds no words.
fn words(node: Node<'_, '_>) -> Result<String, ()> {
    let mut words = String::new();
    for inside in node.descendants() {
        if inside.is_text() {
            words.push_str(inside.text().unwrap_or_default());
        } else if ["x", "bx", "ex"].iter().any(|name| is(inside, name)) {
            return Err(());
        }
    }
    Ok(words)
}

/// The depth of elements in the files of translators' tools is about ten.
const DEEPEST: usize = 200;

/// The line at which elements are nested more deeply than any tool does it. The parser would run out of stack.
fn too_deep(text: &str) -> Option<u32> {
    let mut depth = 0_usize;
    for (offset, _) in text.match_indices('<') {
        let tag = &text[offset..];
        let end = tag.find('>')?;
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with("<!") && !tag.starts_with("<?") && !tag[..end].ends_with('/') {
            depth += 1;
            if depth > DEEPEST {
                return Some(Lines::of(text).number(offset));
            }
        }
    }
    None
}

/// The message of an error, without the place that it ends with.
fn without_place(error: &roxmltree::Error) -> String {
    let message = error.to_string();
    let place = format!(" at {}", error.pos());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(inside: &str) -> String {
        format!(
            "<xliff version=\"1.2\" xmlns=\"{}\">\n<file source-language=\"en\" target-language=\"es\">\n<body>{inside}</body></file></xliff>",
            super::super::xliff::NAMESPACE
        )
    }

    #[test]
    fn words_are_read_out_of_the_elements_of_tools() {
        let text = file(
            "<group><trans-unit id=\"a\"><source>A &amp; b</source><seg-source><mrk mtype=\"seg\">A</mrk></seg-source>\
             <target state=\"needs-translation\"><mrk mtype=\"seg\">Ä</mrk> <g id=\"1\">ö</g></target>\
             <alt-trans><target>no</target></alt-trans></trans-unit></group>",
        );
        let units = read(&text).unwrap();
        let [unit] = units.as_slice() else {
            panic!("{units:?}")
        };
        assert_eq!(
            (&*unit.source, &*unit.target, unit.is_draft),
            ("A & b", "Ä ö", true)
        );
        assert_eq!(
            (unit.line, unit.target_language.as_deref()),
            (3, Some("es"))
        );
    }

    #[test]
    fn states_are_those_of_the_target_or_else_of_the_unit() {
        let is_draft = |unit: &str, target: &str| {
            let text = file(&format!(
                "<trans-unit id=\"a\"{unit}><source>a</source><target{target}>b</target></trans-unit>"
            ));
            read(&text).unwrap()[0].is_draft
        };
        let no = " approved=\"no\"";
        assert!(is_draft(no, "") && is_draft("", " state=\"new\""));
        assert!(is_draft(
            " approved=\"yes\"",
            " state=\"needs-review-translation\""
        ));
        assert!(!is_draft(no, " state=\"translated\"") && !is_draft("", ""));
    }

    #[test]
    fn hostile_and_damaged_files_are_errors() {
        let deep = "<g>".repeat(100_000);
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><xliff>&b;</xliff>";
        let external = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><xliff/>";
        let two = "<xliff version=\"2.0\"/>".to_owned();
        for text in [
            file(&deep),
            laughs.to_owned(),
            external.to_owned(),
            file("<trans-unit id=\"a\"><source>a</trans-unit>"),
            file("<trans-unit><source>a</source></trans-unit>"),
            file("<trans-unit id=\"a\"><source>a<x id=\"1\"/></source></trans-unit>"),
            file("<trans-unit id=\"a\"><source>&nbsp;</source></trans-unit>"),
            "<html/>".to_owned(),
            two,
            "<".to_owned(),
        ] {
            assert!(read(&text).is_err(), "{}", &text[..text.len().min(200)]);
        }
    }
}
