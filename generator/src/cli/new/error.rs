//! Why nothing was added, and what to do.

use std::fmt::Write as _;

use crate::cli::terminal::Failure;
use crate::source::closest::closest;

/// Why a skeleton was not written. Its message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NewError {
    /// The handbook's own file is missing or has faults, so its languages are not known.
    #[error(
        "content/handbook.yaml cannot be read\nhelp: fix what `clausebook check` reports about it first"
    )]
    NoHandbook,
    /// A name cannot be part of an address.
    #[error(
        "`{0}` cannot be part of an address\nhelp: use letters, digits, `.`, `-` and `_`; begin and end with a letter or digit"
    )]
    InvalidName(String),
    /// A file is already there.
    #[error("{0} exists already\nhelp: choose another name, or change that file")]
    Taken(String),
    /// The handbook has the language already.
    #[error("the handbook has the language `{0}` already")]
    HasLanguage(String),
    /// There is nothing of a kind with that name.
    #[error("there is no {kind} `{name}`{help}")]
    Unknown {
        /// The kind: `standard`.
        kind: &'static str,
        /// The name that was given.
        name: String,
        /// The line with a suggestion.
        help: String,
    },
    /// There are several of a kind, and none was chosen.
    #[error("the handbook has several of this kind\nhelp: choose one with --{option}: {known}")]
    Several {
        /// The option that chooses one.
        option: &'static str,
        /// The ids.
        known: String,
    },
    /// There is none of a kind.
    #[error("the handbook has no {kind} yet\nhelp: write one first with `clausebook new {kind}`")]
    None {
        /// The kind: `standard`.
        kind: &'static str,
    },
    /// A clause needs an id that the author chooses.
    #[error(
        "the id of the clause is missing\nhelp: write it after `clause`, such as `{0}`; it becomes part of an address"
    )]
    NoId(String),
    /// The place of a clause follows from its number.
    #[error(
        "in this standard, the numbers of clauses say which one is part of which\nhelp: write the clause after the last one of `{parent}`, in {file}"
    )]
    Numbered {
        /// The clause that it should be part of.
        parent: String,
        /// The file of that clause, with its line.
        file: String,
    },
    /// A file cannot be edited safely.
    #[error(
        "the list `{key}` of {file} cannot be continued\nhelp: write it as `{key}: […]` on one line, and try again"
    )]
    NotEdited {
        /// The file.
        file: String,
        /// The key of the list.
        key: &'static str,
    },
}

impl NewError {
    /// There is nothing of a kind called `name`; `known` are the names that there are.
    pub(super) fn unknown<'a>(
        kind: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> NewError {
        let mut help = String::new();
        if let Some(close) = closest(name, known.clone()) {
            let _ = write!(help, "\nhelp: did you mean `{close}`?");
        } else {
            let known: Vec<&str> = known.into_iter().collect();
            if !known.is_empty() {
                let _ = write!(help, "\nhelp: there is {}", known.join(", "));
            }
        }
        NewError::Unknown {
            kind,
            name: name.to_owned(),
            help,
        }
    }
}

impl From<NewError> for Failure {
    fn from(error: NewError) -> Self {
        Failure::Call(error.to_string())
    }
}
