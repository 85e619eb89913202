//! Examples in messages that name something of a standard.
//!
//! A file is decoded by itself, so the help of its faults cannot know the ids of the handbook. These examples are replaced by
//! its own once everything has been read ([`super::Message::exemplify`]); they remain only where there is nothing to show.

/// An example, by what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Example {
    /// A requirement.
    Requirement,
    /// A range of requirements.
    Range,
    /// A clause.
    Clause,
    /// A score for each grade.
    Scores,
    /// The address of a permalink.
    Permalink,
}

impl Example {
    /// The example where a standard has none of its own.
    pub const fn text(self) -> &'static str {
        match self {
            Example::Requirement => "5.1-a",
            Example::Range => "5.1-a..c",
            Example::Clause => "5.1",
            Example::Scores => "{A: 20, B: 16}",
            Example::Permalink => "id/STANDARD/5.1-a.html",
        }
    }
}
