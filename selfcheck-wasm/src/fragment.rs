//! The state in a link: the part after `#`, such as `g=AAB-CD&as=mid&target=senior`.
//!
//! | key | value | if absent |
//! | --- | --- | --- |
//! | `g` | one letter per row, in row order, `-` = not graded | no row is graded |
//! | `as` | the level evaluated for | not chosen |
//! | `target` | the target band, usually named like a level | none |
//! | `q` | one digit per requirement, the position of its answer, `-` = not answered | nothing is answered |
//! | `form` | the form, unless it is the first of its role | not checked |
//!
//! Keys are written in this order and read in any order. Absent values are not written. **Unknown keys are ignored**,
//! and so are parts without `=`: a link may carry another program's keys or an anchor of the page. The page itself uses
//! two such keys: `posting`, the posting that the reader compares themselves with, and `own`, the texts that the reader
//! entered, carried along when they switch languages.
//! A known key with a value that is not in the rubric, or a repeated known key, is an error: a damaged link must never
//! silently become a different self-check.

use crate::rubric::{List, Rubric};
use crate::state::{Answers, Grades, State};
use crate::words::Parts;

/// The longest fragment that is accepted, in bytes.
pub const MAX_FRAGMENT: usize = 4096;

/// The reason why a fragment is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FragmentError {
    /// Longer than [`MAX_FRAGMENT`].
    #[error("the link is too long")]
    TooLong,
    /// A key is repeated.
    #[error("the link has the same key twice")]
    Twice,
    /// `g` is not one grade or `-` for each row.
    #[error("the link's grades are not those of this form")]
    Grades,
    /// `as` is not a level.
    #[error("the link names a level that this form does not have")]
    Level,
    /// `target` is not a band.
    #[error("the link's target is a level that this form does not have")]
    Target,
    /// `form` is not this form.
    #[error("the link is for another form")]
    Form,
    /// `q` is not one answer or `-` for each requirement.
    #[error("the link's answers are not those of this role")]
    Answers,
}

impl FragmentError {
    /// The error's stable code, for pages that have their own messages.
    pub fn code(self) -> &'static str {
        match self {
            FragmentError::TooLong => "link-too-long",
            FragmentError::Twice => "link-key-twice",
            FragmentError::Grades => "link-grades",
            FragmentError::Level => "link-level",
            FragmentError::Target => "link-target",
            FragmentError::Form => "link-form",
            FragmentError::Answers => "link-answers",
        }
    }
}

/// Reads a fragment, with or without its `#`.
///
/// # Errors
/// Returns a [`FragmentError`] if the fragment is not valid. A fragment without known keys is the empty state.
#[inline(never)]
pub fn read(rubric: &Rubric, fragment: &str) -> Result<State, FragmentError> {
    if fragment.len() > MAX_FRAGMENT {
        return Err(FragmentError::TooLong);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut twice = false;
    let grades = find(fragment, "g", &mut twice);
    let level = find(fragment, "as", &mut twice);
    let target = find(fragment, "target", &mut twice);
    let answers = find(fragment, "q", &mut twice);
    let form = find(fragment, "form", &mut twice);
    if twice {
        return Err(FragmentError::Twice);
    }
    if form.is_some_and(|id| id != rubric.form()) {
        return Err(FragmentError::Form);
    }
    let mut state = State::default();
    if let Some(text) = grades {
        state.grades = Grades::parse(rubric, text).ok_or(FragmentError::Grades)?;
    }
    if let Some(id) = level {
        state.evaluated_as = Some(rubric.level(id).ok_or(FragmentError::Level)?);
    }
    if let Some(id) = target {
        state.target = Some(rubric.band(id).ok_or(FragmentError::Target)?);
    }
    if let Some(text) = answers {
        state.answers = Answers::parse(rubric, text).ok_or(FragmentError::Answers)?;
    }
    Ok(state)
}

/// The value of `key`; sets `twice` if the key is repeated.
#[inline(never)]
pub(crate) fn find<'a>(fragment: &'a str, key: &str, twice: &mut bool) -> Option<&'a str> {
    let mut found = None;
    for part in Parts::new(fragment, b'&') {
        let mut value = Parts::new(part, b'=');
        if value.next_or_empty() == key && value.rest().is_some() {
            *twice |= found.is_some();
            found = value.rest();
        }
    }
    found
}

/// Writes a fragment, without `#`; empty for the empty state. Values that are not in the rubric are left out.
#[inline(never)]
pub fn write(rubric: &Rubric, state: &State) -> String {
    let mut fragment = String::new();
    push(&mut fragment, "g=", state.grades.text());
    push(
        &mut fragment,
        "as=",
        rubric.id(List::Levels, state.evaluated_as),
    );
    push(
        &mut fragment,
        "target=",
        rubric.id(List::Bands, state.target),
    );
    push(&mut fragment, "q=", state.answers.text());
    if !fragment.is_empty() {
        push(&mut fragment, "form=", rubric.form());
    }
    fragment
}

/// Appends a key and its value, unless the value is empty.
#[inline(never)]
pub(crate) fn push(fragment: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        if !fragment.is_empty() {
            fragment.push_str("&");
        }
        fragment.push_str(key);
        fragment.push_str(value);
    }
}
