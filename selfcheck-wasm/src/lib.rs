//! The assessment of a self-check: a rubric and grades in; totals, bands, the indicative level and advice out.
//!
//! Plain Rust without input, output or DOM. The generator and the tests use it as it is; the page uses the same code
//! as WASM, through the face behind the feature `widget`. Nothing here knows a standard: rows, grades, scores, levels,
//! bands and the rule of the guided way are data.
//!
//! - [`source`]: a rubric as data has it, by names; [`sound`]: what makes it good; [`rubric`]: the same, checked;
//!   [`rubric_text`]: its compact form for the page
//! - [`state`]: what a reader has entered: grades, answers, the level evaluated as, the level aimed at
//! - [`assess`](mod@assess): totals, bands and where the interpretations differ; [`advice`] says what is missing and the fewest steps
//! - [`guidance`]: from answers about requirements to a proposed grade
//! - [`fragment`] and [`saved`]: the state in a link and in a file; [`text`]: what a person may enter there
//! - [`face`]: all of this on texts, for the page's script
//!
//! Every index (`usize`) is a place in one of the rubric's lists, and every list has the order of the data.

#![allow(
    clippy::single_char_add_str,
    reason = "to push a `char` brings the encoder of UTF-8 into the widget, 0.2 kB of it"
)]

pub mod advice;
pub mod assess;
pub mod face;
pub mod fragment;
pub mod guidance;
pub mod rubric;
pub mod rubric_text;
pub mod saved;
pub mod score;
pub mod sound;
pub mod source;
pub mod state;
pub mod text;
#[cfg(feature = "widget")]
pub mod widget;
mod words;

// The standard allocator is 3 kB of the widget, gzipped; this one is 0.4.
#[cfg(all(feature = "widget", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

pub use advice::{Advice, Outcome, Raise, advise, target_level};
pub use assess::{Assessment, FormResult, Interpretation, assess};
pub use fragment::FragmentError;
pub use guidance::{Proposal, Reason, propose};
pub use rubric::{Item, List, Rubric};
pub use rubric_text::RubricTextError;
pub use saved::{FileError, SavedCheck};
pub use score::{Score, ScoreError};
pub use sound::RubricError;
pub use source::{Source, SourceAnswer, SourceBand, SourceGuidance, SourceLevel, SourceRow};
pub use state::{Answers, Grades, State};
