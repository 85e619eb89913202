//! What a handbook is: standards, their clauses, requirements, forms and rules, and how they belong together.
//!
//! The model knows no file and no HTML. It is lenient: a reference to what does not exist finds nothing, and
//! [`crate::check`] says so.

pub mod acceptance;
pub mod assessment;
pub mod boundary;
pub mod clause;
pub mod continuation;
pub mod curriculum;
pub mod difference;
pub mod handbook;
pub mod history;
pub mod keyword;
pub mod near;
pub mod palette;
pub mod permalink;
pub mod posting;
pub mod rubric;
pub mod same;
pub mod standard;
pub mod term;

pub use clause::{Body, Clause, Requirement};
pub use curriculum::{Curriculum, Depth, Module};
pub use handbook::{Handbook, Language, Page, Reading};
pub use posting::Posting;
pub use standard::Standard;
