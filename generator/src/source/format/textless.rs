//! The values of the format whose texts no record declares: those that hold none, and those that hold them in ways of their own.
//!
//! The walk over texts ([`super::super::texts`]) needs an implementation for the type of each
//! field. For records, `record!` generates it; the types here are written by hand, so that a new
//! type without one does not compile.

use super::amount::Amount;
use super::annex::{Layout, Scores};
use super::axis::Ids;
use super::clause::NestedClauses;
use super::colour::Colour;
use super::date::Date;
use super::generate::{GeneratedBy, RowWeights};
use super::glossary::Forms;
use super::handbook::Audience;
use super::mark::{DepthMarks, Numbering};
use super::markup::Markup;
use super::paragraph::Paragraph;
use super::permalinks::SiteAddress;
use super::points::Points;
use super::reference::Reference;
use super::relation::StatedKind;
use super::shared_text::SharedText;
use super::standard::Progression;
use super::text::{Id, Number, Symbol};
use super::work::{Employments, Pay, Period, Remote};
use crate::language::Direction;
use crate::source::texts::{TextRole, Texts, Walk};

impl Texts<TextRole> for SharedText {
    fn texts<'a>(&'a self, role: TextRole, walk: &mut Walk<'_, 'a>) {
        match self {
            SharedText::Text(text) => text.texts(role, walk),
            SharedText::Word(word) => walk.word(word),
        }
    }

    fn declare(&mut self, role: TextRole) {
        match self {
            SharedText::Text(text) => text.declare(role),
            SharedText::Word(_) => {}
        }
    }
}

impl Texts<()> for Paragraph {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        walk.field("text", &self.text, TextRole::Source);
        walk.field("note", &self.note, ());
    }

    fn declare(&mut self, (): ()) {
        self.text.declare(TextRole::Source);
    }
}

impl Texts<()> for Number {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        walk.word(self);
    }
}

impl Texts<()> for DepthMarks {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        self.0.texts((), walk);
    }
}

impl Texts<()> for Forms {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        for (_, forms) in &self.0 {
            forms.texts((), walk);
        }
    }
}

/// Declares that values of these types hold neither a text in several languages nor words for readers.
macro_rules! without_texts {
    ($($type:ty),* $(,)?) => {
        $(
            impl Texts<()> for $type {
                fn texts<'a>(&'a self, (): (), _: &mut Walk<'_, 'a>) {}
            }
        )*
    };
}

without_texts!(
    Audience,
    bool,
    Colour,
    Date,
    Direction,
    Employments,
    GeneratedBy,
    Id,
    Ids,
    Layout,
    Markup,
    NestedClauses,
    Numbering,
    Pay,
    Period,
    Amount,
    Points,
    Progression,
    Reference,
    Remote,
    RowWeights,
    Scores,
    SiteAddress,
    StatedKind,
    Symbol,
);
