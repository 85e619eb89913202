//! The handbook's model: standards, their clauses, requirements, forms and rules, and the relations between them.
//!
//! The model knows nothing of files or HTML. It is lenient: parts may be missing, and a reference to something that does
//! not exist resolves to nothing, which [`crate::check`] reports. [`CompleteHandbook`] is the proof that a site can be
//! made.
//!
//! The model takes the documents of [`crate::source`], grouped by [`crate::source::gathering`], and
//! is what [`crate::site`], [`crate::check`], [`crate::export`] and [`crate::render`] read. It
//! never writes anything: even the new lock of `check --accept` ([`acceptance`]) is returned as
//! text.
//!
//! Most files here extend [`Standard`] by one subject, for example `asked` by what a role requires
//! and `ladder` by how levels relate. Results that need the whole standard, such as
//! [`Standard::terms`], are computed on first use and live as long as the standard.

pub mod acceptance;
pub mod asked;
mod asked_parts;
pub mod assessment;
pub mod attached;
pub mod audience;
pub mod axis;
pub mod boundary;
mod branch;
pub mod clause;
mod clause_numbers;
pub mod complete;
pub mod complete_standard;
pub mod continuation;
pub mod curriculum;
mod defined;
pub mod difference;
pub mod edition_changes;
pub mod every_text;
pub mod framework_item;
pub mod generated;
mod gradable;
pub mod graded;
pub mod handbook;
pub mod history;
mod holding_clause;
pub mod identifier;
pub mod incoming;
pub mod interface_words;
pub mod keyword;
pub mod ladder;
mod long_list;
mod many_standards;
pub mod markdown;
pub mod matrix;
pub mod near;
pub mod palette;
pub mod parts;
pub mod permalink;
mod placing;
pub mod posting;
pub mod published;
pub mod rating;
pub mod requirement;
pub mod requirement_table;
pub mod resolve;
pub mod role_groups;
pub mod rubric;
pub mod same;
pub mod scale;
mod shared;
pub mod source_record;
pub mod standard;
pub mod term;
mod text_size;
pub mod translatable;
pub mod translated;
pub mod translation_progress;
pub mod translation_record;
pub mod translation_state;
pub mod tree;
pub mod unasked;
pub mod unrated;
mod weighing;
pub mod weight;

pub use branch::LevelBranch;
pub use clause::{Body, Clause};
pub use complete::{CompleteCurriculum, CompleteHandbook, CompletePosting};
pub use complete_standard::CompleteStandard;
pub use continuation::Proposal;
pub use curriculum::{Curriculum, Depth, Module};
pub use generated::{GeneratedForm, GeneratedRow, RowSubject};
pub use graded::GradedForm;
pub use handbook::{Article, Handbook, Language, Reading};
pub use incoming::RelationSource;
pub use ladder::Ladder;
pub use matrix::Matrices;
pub use posting::Posting;
pub use rating::{RoleProfile, RuleBasis};
pub use requirement::Requirement;
pub use standard::Standard;
pub use unasked::Unasked;
pub use unrated::{ScaleFault, Unrated};
