//! Why nothing was added, and what to do.

use crate::cli::terminal::Failure;
use crate::language::message::{Message, Series, message};
use crate::source::closest::closest;

/// Why a skeleton was not written. Its message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NewError {
    /// A file is missing or has faults, so what the skeleton needs from it is not known.
    Unread(String),
    /// A name cannot be part of an address.
    InvalidName(String),
    /// A file is already there.
    Taken(String),
    /// A clause has the id already.
    TakenClause {
        /// The id.
        id: String,
        /// The file of the clause.
        file: String,
    },
    /// The handbook has the language already.
    HasLanguage(String),
    /// There is nothing of a kind with that name.
    Unknown {
        /// The kind: `standard`.
        kind: &'static str,
        /// The name that was given.
        name: String,
        /// A suggestion, if there is one.
        help: Option<Message>,
    },
    /// There are several of a kind, and none was chosen.
    Several {
        /// The option that chooses one.
        option: &'static str,
        /// The ids.
        known: Vec<String>,
    },
    /// There is none of a kind.
    None {
        /// The kind: `standard`.
        kind: &'static str,
    },
    /// There are more titles than languages.
    TooManyTitles(Message),
    /// A clause needs an id that the author chooses.
    NoId(String),
    /// The place of a clause follows from its number.
    Numbered {
        /// The clause that it should be part of.
        parent: String,
        /// The file of that clause, with its line.
        file: String,
    },
    /// A file cannot be edited safely.
    NotEdited {
        /// The file.
        file: String,
        /// The key of the list.
        key: &'static str,
    },
}

impl NewError {
    /// The error and the way to fix it.
    fn told(self) -> (Message, Option<Message>) {
        match self {
            NewError::Unread(file) => (
                message!("{file} cannot be read", file),
                Some(message!(
                    "fix what `clausebook check` reports about it first"
                )),
            ),
            NewError::InvalidName(name) => (
                message!("`{name}` cannot be part of an address", name),
                Some(message!(
                    "use letters, digits, `.`, `-` and `_`; begin and end with a letter or digit"
                )),
            ),
            NewError::Taken(path) => (
                message!("{path} exists already", path),
                Some(message!("choose another name, or change that file")),
            ),
            NewError::TakenClause { id, file } => (
                message!("the clause `{id}` in {file} exists already", id, file),
                Some(message!("choose another name, or change that file")),
            ),
            NewError::HasLanguage(language) => (
                message!(
                    "the handbook has the language `{language}` already",
                    language
                ),
                None,
            ),
            NewError::Unknown { kind, name, help } => {
                let what = kind_word(kind);
                (message!("there is no {what} `{name}`", what, name), help)
            }
            NewError::Several { option, known } => (
                message!("the handbook has several of this kind"),
                Some(message!(
                    "choose one with --{option}: {known}",
                    option,
                    known = Series::plain(known)
                )),
            ),
            NewError::None { kind } => (
                message!("the handbook has no {what} yet", what = kind_word(kind)),
                Some(message!(
                    "write one first with `clausebook new {kind}`",
                    kind
                )),
            ),
            NewError::TooManyTitles(message) => (
                message,
                Some(message!("write `--title` once for each language")),
            ),
            NewError::NoId(example) => (
                message!("the id of the clause is missing"),
                Some(message!(
                    "write it after `clause`, such as `{example}`; it becomes part of an address",
                    example
                )),
            ),
            NewError::Numbered { parent, file } => (
                message!("in this standard, the numbers of clauses say which one is part of which"),
                Some(message!(
                    "write the clause after the last one of `{parent}`, in {file}",
                    parent,
                    file
                )),
            ),
            NewError::NotEdited { file, key } => (
                message!("the list `{key}` of {file} cannot be continued", key, file),
                Some(message!(
                    "write it as `{key}: […]` on one line, and try again",
                    key
                )),
            ),
        }
    }

    /// There is nothing of a kind called `name`; `known` are the names that there are.
    pub(super) fn unknown<'a>(
        kind: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> NewError {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match closest(name, known.iter().copied()) {
            Some(close) => Some(message!("did you mean `{close}`?", close)),
            None if known.is_empty() => None,
            None => Some(message!("there is {known}", known = Series::plain(known))),
        };
        NewError::Unknown {
            kind,
            name: name.to_owned(),
            help,
        }
    }
}

/// The name of a kind of things.
fn kind_word(kind: &'static str) -> Message {
    match kind {
        "standard" => message!("standard"),
        "clause" => message!("clause"),
        "curriculum" => message!("curriculum"),
        "role" => message!("role"),
        "level" => message!("level"),
        "language" => message!("language"),
        other => Message::verbatim(other),
    }
}

impl From<NewError> for Failure {
    fn from(error: NewError) -> Self {
        let (message, help) = error.told();
        match help {
            Some(help) => Failure::helped(message, help),
            None => Failure::Call(message),
        }
    }
}
