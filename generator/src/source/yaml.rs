//! YAML as a tree of nodes that have positions.
//!
//! The tree is generic, so that one pass over it can report every fault of a file; [`super::format`] defines what a
//! file may contain. It is built from the parser's events, since a deserializer would take up half of the reading time
//! of a large build.
//!
//! The limits on depth, nodes and aliases keep a hostile or damaged file from exhausting memory
//! (`E014`). Tags are refused (`E011`), and so is a second document in a file (`E010`).

mod block;
mod cause;
mod flow;
mod growing;
mod line;
mod node;
mod quotes;
pub(super) mod signs;
mod stop;

use std::sync::Arc;

use granit_parser::Parser;

use super::diagnostic::Diagnostic;
use growing::{DEPTH, Growing};
pub use node::{Node, Value};

/// Parses `text`, the content of `file`.
///
/// # Errors
/// Returns a diagnostic at the position where the text stops being YAML, or exceeds the bounds that keep hostile input
/// harmless.
///
/// An empty text is [`Value::Null`].
pub fn parse(file: &Arc<str>, text: &str) -> Result<Node, Diagnostic> {
    parse_from(file, text, 1)
}

/// Parses `text`, a part of `file` that begins on the line `first`.
///
/// # Errors
/// Returns the same errors as [`parse`].
///
/// Positions are those in the file, not in the part.
pub fn parse_from(file: &Arc<str>, text: &str, first: u32) -> Result<Node, Diagnostic> {
    let options = granit_parser::options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let mut growing = Growing::new(file, text, first);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => growing.take(event, &span)?,
            Err(error) => return Err(growing.unreadable(&error)),
        }
    }
    growing.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Node {
        parse(&"x.yaml".into(), text).expect("valid YAML")
    }

    #[test]
    fn values_have_positions() {
        let node = parsed("a: 1\nb:\n  - 二\n  - c: [三]\n");
        let Value::Mapping(pairs) = &node.value else {
            panic!("{node:?}")
        };
        assert_eq!(pairs[1].0.position.to_string(), "x.yaml:2:1");
        let Value::Sequence(items) = &pairs[1].1.value else {
            panic!("{node:?}")
        };
        assert_eq!(items[0].position.to_string(), "x.yaml:3:5");
    }

    #[test]
    fn numbers_and_words_keep_their_spelling() {
        for spelled in [
            "5.10", "3.2", "1e3", "0x1F", "007", "true", "Yes", "5.3.1.2",
        ] {
            let node = parsed(&format!("- id: {spelled}\n"));
            let Value::Sequence(items) = &node.value else {
                panic!("{node:?}")
            };
            let Value::Mapping(pairs) = &items[0].value else {
                panic!("{node:?}")
            };
            assert!(
                matches!(&pairs[0].1.value, Value::Scalar(text) if text == spelled),
                "{spelled}: {:?}",
                pairs[0].1
            );
        }
    }

    #[test]
    fn repeated_keys_are_kept_for_the_reader_to_refuse() {
        let node = parsed("a: 1\na: 2\n");
        assert!(matches!(&node.value, Value::Mapping(pairs) if pairs.len() == 2));
    }

    #[test]
    fn an_error_has_a_position() {
        let fault = parse(&"x.yaml".into(), "a: 1\nb: [1,\nc: 2\n").expect_err("unclosed");
        assert!(fault.position.line >= 2, "{fault:?}");
    }

    #[test]
    fn hostile_files_are_refused_in_bounded_time() {
        let deep = "[".repeat(100_000);
        assert!(parse(&"x.yaml".into(), &deep).is_err());
        let mut laughs = String::from("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for i in 1..12 {
            let inner = vec![format!("*a{}", i - 1); 9].join(", ");
            laughs.push_str(&format!("a{i}: &a{i} [{inner}]\n"));
        }
        assert!(parse(&"x.yaml".into(), &laughs).is_err());
    }
}
