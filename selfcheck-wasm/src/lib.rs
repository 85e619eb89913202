//! The assessment of a self-check: a rubric and grades in; totals, bands, the indicative level and advice out.
//!
//! Plain Rust without input, output or DOM. The generator and the tests use it as it is; the page uses the same code
//! as WASM, through the face behind the feature `widget`. Nothing here knows a standard: rows, grades, scores, levels,
//! bands and the rule of the guided way are data.
//!
//! - [`source`]: a rubric as data has it; [`rubric`]: the same, checked; [`rubric_text`]: its compact form for the page
//! - [`state`]: what a reader has entered: grades, answers, the level evaluated as, the level aimed at
//! - [`assess`](mod@assess): totals, bands and where the interpretations differ; [`advice`] says what is missing and the fewest steps
//! - [`guidance`]: from answers about requirements to a proposed grade
//! - [`fragment`] and [`saved`]: the state in a link and in a file; [`json`] and [`text`] are the file's parts
//!
//! Every index (`usize`) is a place in one of the rubric's lists, and every list has the order of the data.

pub mod advice;
pub mod assess;
pub mod fragment;
pub mod guidance;
pub mod json;
pub mod rubric;
pub mod rubric_text;
pub mod saved;
pub mod score;
pub mod source;
pub mod state;
pub mod text;

pub use advice::{Advice, Outcome, Raise, advise, advise_target};
pub use assess::{Assessment, FormResult, Interpretation, assess};
pub use fragment::FragmentError;
pub use guidance::{Proposal, Reason, propose};
pub use rubric::{AnswerRule, Band, Guidance, Level, Row, Rubric, Threshold};
pub use rubric_text::RubricTextError;
pub use saved::{FileError, SavedCheck};
pub use score::{Score, ScoreError};
pub use source::{RubricError, Source, SourceGuidance, SourceLevel, SourceRow};
pub use state::{Grades, State};
