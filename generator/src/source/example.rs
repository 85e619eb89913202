//! Examples in help that name something of a standard.
//!
//! A file is decoded by itself, so the help of its faults cannot know the ids of the handbook. These examples are replaced by
//! its own once everything has been read ([`crate::check::own`]); they remain only where there is nothing to show.

use crate::language::message::Example;

/// A requirement.
pub const REQUIREMENT: Example = Example("5.1-a");

/// A range of requirements.
pub const RANGE: Example = Example("5.1-a..c");

/// A clause.
pub const CLAUSE: Example = Example("5.1");

/// A score for each grade.
pub const SCORES: Example = Example("{A: 20, B: 16}");
