//! References to requirements: one, a range of a clause's list, or a whole clause.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::text::Id;
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

/// A reference to requirements: `5.3.4.1-b`, `5.2.4.1-a..c`, or `5.3.4.1` with all clauses below it.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The clause.
    pub clause: Arc<str>,
    /// The first and the last letter; equal for a single requirement, absent for a whole clause.
    pub letters: Option<(String, String)>,
    /// The reference as written.
    pub written: Arc<str>,
    /// The position of the reference.
    pub position: Position,
}

impl Reference {
    /// Reads a reference.
    ///
    /// # Errors
    /// Returns the rule, a message and the help if `written` is not a reference or is a range that runs backwards.
    pub fn parse(written: &str, position: &Position) -> Result<Self, (Rule, String, String)> {
        let shape = || {
            (
                Rule::InvalidReference,
                format!("`{written}` is not a reference to requirements"),
                "write one requirement as `5.3.4.1-b`, a range as `5.3.4.1-b..d`, or a whole clause as `5.3.4.1`"
                    .to_owned(),
            )
        };
        let is_letters =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase());
        let (clause, letters) = match written.rsplit_once('-') {
            Some((clause, tail)) => match tail.split_once("..") {
                Some((first, last)) if is_letters(first) && is_letters(last) => {
                    (clause, Some((first.to_owned(), last.to_owned())))
                }
                None if is_letters(tail) => (clause, Some((tail.to_owned(), tail.to_owned()))),
                _ => return Err(shape()),
            },
            None => (written, None),
        };
        if !Id::is_valid(clause) {
            return Err(shape());
        }
        if let Some((first, last)) = &letters
            && (last.len(), last) < (first.len(), first)
        {
            return Err((
                Rule::BackwardRange,
                format!("the range `{written}` runs backwards"),
                format!("write it as `{clause}-{last}..{first}`"),
            ));
        }
        Ok(Reference {
            clause: clause.into(),
            letters,
            written: written.into(),
            position: position.clone(),
        })
    }
}

impl Encode for Reference {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.written.to_string())
    }
}

impl Decode for Reference {
    const EXAMPLE: &'static str = "5.3.4.1-b..d";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        match Reference::parse(&written, &node.position) {
            Ok(reference) => Some(reference),
            Err((rule, message, help)) => {
                faults.push(rule.at(&node.position, message, help));
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9.]*(-[a-z]+(\\.\\.[a-z]+)?)?$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(written: &str) -> Result<(String, Option<(String, String)>), String> {
        Reference::parse(written, &Position::file("x"))
            .map(|reference| (reference.clause.to_string(), reference.letters))
            .map_err(|(_, message, _)| message)
    }

    #[test]
    fn a_reference_names_a_requirement_a_range_or_a_clause() {
        let letters = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(
            parsed("5.3.4.1-b"),
            Ok(("5.3.4.1".into(), letters("b", "b")))
        );
        assert_eq!(
            parsed("5.2.4.1-a..c"),
            Ok(("5.2.4.1".into(), letters("a", "c")))
        );
        assert_eq!(
            parsed("5.2.4.1-y..ab"),
            Ok(("5.2.4.1".into(), letters("y", "ab")))
        );
        assert_eq!(parsed("5.1"), Ok(("5.1".into(), None)));
    }

    #[test]
    fn backward_ranges_and_malformed_references_are_refused() {
        assert!(parsed("5.2.4.1-c..a").is_err_and(|message| message.contains("backwards")));
        for wrong in [
            "",
            "-a",
            "5.1-",
            "5.1-A",
            "5.1-a..",
            "5.1-a...c",
            "../x-a",
            "5.1 -a",
        ] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
