//! Relations between requirements, within a standard and beyond.

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::{Symbol, Text};
use crate::source::closest::closest;
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

record! {
    /// A relation to a clause or requirement.
    "a relation" Relation {
        /// Its id, `STANDARD/ID` for one of another standard of the handbook, or a web address.
        required to: Symbol,
        /// The kind of relation.
        required r#as: RelationKind,
        /// The title of a target outside the handbook.
        #[text(label)]
        optional title: Text,
        /// Notes on the relation.
        default note: Notes,
    }
}

/// The kind of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// Both ask for the same.
    ExactMatch,
    /// Both ask for nearly the same.
    CloseMatch,
    /// The target asks for more.
    Broader,
    /// The target asks for a part of it.
    Narrower,
    /// They have to do with each other.
    Related,
    /// It comes before the target.
    Precedes,
    /// It is there instead of the target.
    Replaces,
}

impl RelationKind {
    /// Every kind.
    pub const ALL: [RelationKind; 7] = [
        RelationKind::ExactMatch,
        RelationKind::CloseMatch,
        RelationKind::Broader,
        RelationKind::Narrower,
        RelationKind::Related,
        RelationKind::Precedes,
        RelationKind::Replaces,
    ];

    /// The word used for it in content.
    pub fn word(self) -> &'static str {
        match self {
            RelationKind::ExactMatch => "exact-match",
            RelationKind::CloseMatch => "close-match",
            RelationKind::Broader => "broader",
            RelationKind::Narrower => "narrower",
            RelationKind::Related => "related",
            RelationKind::Precedes => "precedes",
            RelationKind::Replaces => "replaces",
        }
    }
}

impl Encode for RelationKind {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.word().to_owned())
    }
}

impl Decode for RelationKind {
    const EXAMPLE: &'static str = "close-match";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let word = symbol(node, faults)?;
        let kind = RelationKind::ALL
            .into_iter()
            .find(|kind| kind.word() == word);
        if kind.is_none() {
            let words = RelationKind::ALL.map(RelationKind::word);
            let help = match closest(&word, words) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the kinds of relations are {}", words.join(", ")),
            };
            faults.push(Rule::UnknownValue.at(
                &node.position,
                format!("`{word}` is not a kind of relation"),
                help,
            ));
        }
        kind
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"enum": RelationKind::ALL.map(RelationKind::word)})
    }
}
