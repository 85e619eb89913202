//! `changes.yaml`: what has changed in the handbook, for those who come back to it.

use super::date::Date;
use super::reference::Reference;
use super::text::{Id, Text};
use crate::source::decode::record;

record! {
    /// What changed on a day.
    "a change" Change {
        /// The name of the change, by which it can be linked to; it stays.
        required id: Id,
        /// The day of the change.
        required date: Date,
        /// What changed, in a few words.
        required title: Text,
        /// What it means for those who use the handbook.
        optional text: Text,
        /// The standard whose clauses it is about; the handbook's first where none is named.
        optional standard: Id,
        /// The clauses and requirements that it is about.
        default about: Vec<Reference>,
    }
}
