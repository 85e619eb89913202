//! The assessment of a self-check: computes totals, bands, the indicative level and advice from a rubric and grades.
//!
//! The crate is plain Rust without input, output or DOM. The generator and the tests use it directly; the page runs the
//! same code as WASM, through the bindings behind the features `widget`, for forms, and `widget-profile`. No standard is
//! built in: rows, grades, scores, levels, bands and the rule of the guided self-check are data.
//!
//! - [`source`]: a rubric by names, as the data holds it; [`validity`]: the rules that it must meet; [`rubric`]: the
//!   validated rubric; [`rubric_text`]: its compact form for the page
//! - [`state`]: the reader's entries: grades, answers, the level evaluated for and the target band
//! - [`assess`](mod@assess): totals, bands and differing interpretations; [`advice`]: missing points and the fewest steps
//! - [`mod@plan`]: all rows to raise, by the points that each step gains
//! - [`guidance`]: proposes grades from answers about requirements
//! - [`fragment`] and [`saved`]: the state in a link and in a file; [`text`]: validates texts entered by a person
//! - [`profile`]: the assessment of a profile, for standards without a form
//! - [`interface`]: all of this as functions from text to text, for the page's script
//!
//! Every index (`usize`) is a position in one of the rubric's lists, and every list keeps the order of the data.

#![allow(
    clippy::single_char_add_str,
    reason = "pushing a `char` adds the UTF-8 encoder to the widget, which is 0.2 kB"
)]

pub mod advice;
pub mod assess;
pub mod fragment;
pub mod guidance;
pub mod interface;
pub mod plan;
// Left out of the widget for forms, whose bytes would otherwise change with it.
#[cfg(not(feature = "widget"))]
pub mod profile;
pub mod rubric;
pub mod rubric_text;
pub mod saved;
pub mod score;
pub mod source;
pub mod state;
pub mod text;
pub mod validity;
#[cfg(any(feature = "widget", feature = "widget-profile"))]
pub mod widget;
mod words;

// This allocator adds 0.4 kB (gzipped) to the widget; the standard one adds 3 kB.
#[cfg(all(
    any(feature = "widget", feature = "widget-profile"),
    target_arch = "wasm32"
))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

pub use advice::{Advice, Outcome, Raise, advise, target_level};
pub use assess::{Assessment, FormResult, Interpretation, assess};
pub use fragment::FragmentError;
pub use guidance::{Proposal, Reason, propose};
pub use plan::{PlanLine, plan};
pub use rubric::{Item, List, Rubric};
pub use rubric_text::RubricTextError;
pub use saved::{Evidence, FileError, OwnTexts, SavedCheck};
pub use score::{Score, ScoreError};
pub use source::{Source, SourceAnswer, SourceBand, SourceGuidance, SourceLevel, SourceRow};
pub use state::{Answers, Grades, State};
pub use validity::RubricError;
