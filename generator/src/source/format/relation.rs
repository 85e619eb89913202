//! Relations between requirements, within a standard and beyond.
//!
//! The kinds are those of SKOS and of CASE associations, as far as they fit requirements;
//! `export/json_ld.rs` writes
//! exact matches as linked data.

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::{Id, Symbol, Text};
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::yaml::Node;

record! {
    /// A relation to a clause or requirement.
    "a relation" Relation {
        /// Its id, `STANDARD/ID` for one of another standard of the handbook, a web address, or another identifier with a
        /// scheme, such as `urn:example:42`.
        #[names(RelationTarget)]
        required to: Symbol,
        /// The kind of relation: one that every standard has, or one of the standard's own `relations`.
        #[names(RelationKind)]
        required r#as: StatedKind,
        /// The title of a target outside the handbook.
        #[text(label)]
        optional title: Text,
        /// Notes on the relation.
        default note: Notes,
    }
}

record! {
    /// A kind of relation of the standard's own, besides those that every standard has.
    "a kind of relation" OwnRelationKind {
        /// The kind's id.
        required id: Id,
        /// The words before the target, such as `Assesses`.
        #[text(label)]
        required title: Text,
        /// The words at the target, before what states the relation, such as `Assessed by`. If absent, the relation is not
        /// shown there.
        #[text(label)]
        optional inverse: Text,
    }
}

/// The target of a relation, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationTarget<'a> {
    /// The id of a clause or requirement of the standard.
    Own(&'a str),
    /// The standard and the id of a clause or requirement of another one.
    Other(&'a str, &'a str),
    /// A web address.
    Web(&'a str),
    /// Another identifier with a scheme. Nothing is known of where it leads.
    Identifier(&'a str),
}

impl<'a> RelationTarget<'a> {
    /// The target that these words name. Ids contain no colons.
    pub fn of(to: &'a str) -> Self {
        match (to.split_once(':'), to.split_once('/')) {
            (Some(("http" | "https", _)), _) => RelationTarget::Web(to),
            (Some(_), _) => RelationTarget::Identifier(to),
            (None, Some((standard, id))) => RelationTarget::Other(standard, id),
            (None, None) => RelationTarget::Own(to),
        }
    }
}

impl Relation {
    /// The target.
    pub fn target(&self) -> RelationTarget<'_> {
        RelationTarget::of(&self.to.value)
    }
}

/// The kind that a relation states.
#[derive(Clone, Debug)]
pub enum StatedKind {
    /// One that every standard has.
    Common(RelationKind),
    /// The id of one of the standard's own.
    Own(Id),
}

impl StatedKind {
    /// The word used for it in content.
    pub fn word(&self) -> &str {
        match self {
            StatedKind::Common(kind) => kind.word(),
            StatedKind::Own(id) => id.as_str(),
        }
    }
}

impl Encode for StatedKind {
    fn encode(&self) -> Yaml {
        match self {
            StatedKind::Common(kind) => Yaml::Symbol(kind.word().to_owned()),
            StatedKind::Own(id) => id.encode(),
        }
    }
}

impl Decode for StatedKind {
    const EXAMPLE: &'static str = "close-match";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let id = Id::decode(node, faults)?;
        let mut kinds = RelationKind::ALL.into_iter();
        Some(match kinds.find(|kind| id == *kind.word()) {
            Some(kind) => StatedKind::Common(kind),
            None => StatedKind::Own(id),
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let id = Id::schema(definitions);
        json!({"anyOf": [{"enum": RelationKind::ALL.map(RelationKind::word)}, id]})
    }
}

/// A kind of relation that every standard has.
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
