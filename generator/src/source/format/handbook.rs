//! `content/handbook.yaml`: what the handbook is called, and what it holds.

use super::colour::Colour;
use super::text::{Id, Symbol, Text, Word};
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
        optional base_url: Symbol,
        /// Who publishes the handbook, and the colours and the logo that go with it.
        optional house: House,
    }
}

record! {
    /// The house that publishes a handbook.
    "the house" House {
        /// What the house is called.
        optional name: Text,
        /// Its logo: an SVG or PNG file in the theme's `assets/`, such as `logo.svg`.
        optional logo: Symbol,
        /// Its colours. What is not named follows from those that are.
        optional colours: Colours,
    }
}

record! {
    /// The colours of a house.
    "the house's colours" Colours {
        /// The colour of clause numbers, marks and focus.
        optional accent: Shades,
        /// The colour that everything stands on.
        optional paper: Shades,
        /// The colour of text.
        optional ink: Shades,
    }
}

record! {
    /// A colour in both colour schemes.
    "a colour" Shades {
        /// The colour in the light scheme.
        required light: Colour,
        /// The colour in the dark scheme.
        required dark: Colour,
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
