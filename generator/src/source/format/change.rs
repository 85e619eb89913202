//! `changes.yaml`: the changes to the handbook, for readers who come back to it.

use super::date::Date;
use super::reference::Reference;
use super::text::{Id, Text};
use crate::source::record::record;

record! {
    /// A change to the handbook.
    "a change" Change {
        /// The id by which the change can be linked to. It never changes.
        required id: Id,
        /// The day of the change.
        required date: Date,
        /// A short title for the change.
        #[text(ours)]
        required title: Text,
        /// The effect of the change on the handbook's users.
        #[text(ours)]
        optional text: Text,
        /// The standard whose clauses it concerns; the handbook's first standard if absent.
        #[names(Standard)]
        optional standard: Id,
        /// The clauses and requirements that it concerns.
        #[names(Reference)]
        default about: Vec<Reference>,
    }
}
