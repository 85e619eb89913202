//! `content/handbook.yaml`: what the handbook is called, and what it holds.

use super::text::{Id, Text, Word};
use crate::source::decode::record;

record! {
    /// The handbook as a whole.
    "the handbook" Handbook {
        /// The handbook's title.
        required title: Text,
        /// What the handbook is, in a sentence.
        required description: Text,
        /// The languages, in the handbook's order.
        required languages: Vec<Language>,
        /// The readings: a language, or several joined by a hyphen, shown side by side.
        required readings: Vec<Id>,
        /// The standards, by the names of their folders.
        required standards: Vec<Id>,
        /// The theme; `default` where none is named.
        optional theme: Id,
        /// The absolute address under which the site is published.
        optional base_url: Word,
    }
}

record! {
    /// One language of the handbook.
    "a language" Language {
        /// The key of this language in every text.
        required id: Id,
        /// The BCP 47 tag for the pages, such as `zh-CN`.
        required tag: Id,
        /// What the language calls itself.
        required name: Word,
    }
}
