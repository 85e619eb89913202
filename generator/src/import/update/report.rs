//! What an update changes, and what it leaves to the editor.

use crate::language::message::Message;
/// A change of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// The part, and the place in it: `K1.2, text, en`.
    pub place: String,
    /// The words or the value before; empty if there was none.
    pub before: String,
    /// The words or the value after; empty if there is none.
    pub after: String,
}

/// A part that is in another part now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartMove {
    /// The part.
    pub id: String,
    /// The part that it was in; empty if it was in none.
    pub before: String,
    /// The part that it is in.
    pub after: String,
}

/// The changes that an update makes, and those that it leaves to the editor.
#[derive(Debug, Default)]
pub struct UpdateReport {
    /// The parts that are new, with their words.
    pub added: Vec<(String, String)>,
    /// The parts that the source moved.
    pub moved: Vec<PartMove>,
    /// The values that the source changed.
    pub changed: Vec<PartChange>,
    /// The parts that the source no longer has, with their words.
    pub removed: Vec<(String, String)>,
    /// The published requirements among them, which are now retired.
    pub retired: Vec<String>,
    /// The values that both the source and the editor changed; the editor's stay.
    pub kept: Vec<PartChange>,
    /// Everything that a person has to do, one sentence each.
    pub remarks: Vec<Message>,
}
