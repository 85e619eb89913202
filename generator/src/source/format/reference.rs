//! References to requirements: one, a range of a clause's list, or a whole clause.
//!
//! [`crate::model::resolve`] finds what a reference names. It is kept as written too, so that
//! messages and files show the author's own words.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::language::message::{Example, Message, Series, message};
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::meant;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::spelling::is_reference;
use crate::source::yaml::Node;

/// The pattern of references: an id, or the ends of a range.
const PATTERN: &str =
    "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(\\.\\.[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$";

/// A reference to a clause or requirement with everything below it, `5.3.4.1` or `5.3.4.1-b`, or to requirements that
/// follow each other in a list, `5.2.4.1-a..c`. What it means is decided by the ids of the standard.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The id of the clause or requirement, or of the first requirement of a range. E.g.
    /// `5.2.4.1-a`.
    pub first: Arc<str>,
    /// The id or the letter of the last requirement of a range. `None` if it is not a range. For
    /// example, `c` in `5.2.4.1-a..c` and `K0007` in `K0001..K0007`.
    pub last: Option<Arc<str>>,
    /// The reference as written.
    pub written: Arc<str>,
    /// The position of the reference.
    pub position: Position,
}

impl Reference {
    /// Reads a reference.
    ///
    /// # Errors
    /// Returns the rule, a message and the help if `written` is not a reference.
    ///
    /// The rule is `E027`.
    pub fn parse(written: &str, position: &Position) -> Result<Self, (Rule, Message, Message)> {
        if !is_reference(written) {
            return Err((
                Rule::InvalidReference,
                message!("`{written}` is not a reference to requirements", written),
                remedy(written),
            ));
        }
        let (first, last) = match written.split_once("..") {
            Some((first, last)) => (first, Some(last)),
            None => (written, None),
        };
        Ok(Reference {
            first: first.into(),
            last: last.map(Into::into),
            written: written.into(),
            position: position.clone(),
        })
    }
}

/// The help for what is not a reference: the references that were probably meant, or the forms that they have.
fn remedy(written: &str) -> Message {
    match meant::references(written).as_deref() {
        Some([one]) => message!("write `{one}`", one),
        Some(several) if !several.is_empty() => message!(
            "write each as an item of its own: {references}",
            references = Series::plain(several.iter().map(|one| format!("`{one}`")))
        ),
        Some(_) | None => message!(
            "write one requirement as `{requirement}`, a range as `{range}`, or a whole clause as `{clause}`",
            requirement = Example::Requirement,
            range = Example::Range,
            clause = Example::Clause
        ),
    }
}

impl Encode for Reference {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.written.to_string())
    }
}

impl Decode for Reference {
    const EXAMPLE: &'static str = "…";

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
        json!({"type": ["string", "number"], "pattern": PATTERN})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(written: &str) -> Option<(String, Option<String>)> {
        let reference = Reference::parse(written, &Position::file("x")).ok()?;
        let last = reference.last.map(|last| last.to_string());
        Some((reference.first.to_string(), last))
    }

    #[test]
    fn a_reference_names_one_id_or_the_ends_of_a_range() {
        for (written, first, last) in [
            ("5.3.4.1-b", "5.3.4.1-b", None),
            ("5.2.4.1-a..c", "5.2.4.1-a", Some("c")),
            ("5.2.4.1-y..ab", "5.2.4.1-y", Some("ab")),
            ("5.1", "5.1", None),
            ("DR-AT1", "DR-AT1", None),
            ("K0001..K0007", "K0001", Some("K0007")),
            ("5.1-a..5.1-c", "5.1-a", Some("5.1-c")),
        ] {
            let expected = Some((first.to_owned(), last.map(str::to_owned)));
            assert_eq!(parsed(written), expected, "{written}");
        }
    }

    #[test]
    fn malformed_references_are_refused() {
        for wrong in [
            "",
            "-a",
            "5.1-",
            "5.1-a..",
            "..c",
            "5.1-a...c",
            "a..b..c",
            "../x-a",
            "5.1 -a",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
