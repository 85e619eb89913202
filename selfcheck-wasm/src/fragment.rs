//! The state in a link: the part after `#`, such as `g=AAB-CD&as=mid&target=senior`.
//!
//! | key | value | where absent |
//! | --- | --- | --- |
//! | `g` | one letter a row, in row order, `-` = not graded | no row is graded |
//! | `as` | the level evaluated as | not chosen |
//! | `target` | the band aimed at, which is a level's name too | none |
//! | `q` | one digit a requirement, the place of its answer, `-` = not answered | nothing is answered |
//!
//! Written in this order, and only what is not absent. Keys may be read in any order. **Keys that are not known are
//! ignored**, and so is a part without `=`: a link may carry another program's keys, or name a place in the page.
//! A known key with a value that the rubric does not have, or a known key twice, is an error: a damaged
//! link must not turn into another self-check in silence.

use crate::rubric::Rubric;
use crate::state::{Grades, State};

/// The longest fragment that is read, in bytes.
pub const MAX_FRAGMENT: usize = 4096;

/// Why a fragment is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FragmentError {
    /// Longer than [`MAX_FRAGMENT`].
    #[error("the link is too long")]
    TooLong,
    /// A key stands twice.
    #[error("the link has the same key twice")]
    Twice,
    /// `g` is not one grade or `-` for each row.
    #[error("the link's grades are not those of this form")]
    Grades,
    /// `as` is no level.
    #[error("the link names a level that this form does not have")]
    Level,
    /// `target` is no band.
    #[error("the link aims at a level that this form does not have")]
    Target,
    /// `q` is not one answer or `-` for each requirement.
    #[error("the link's answers are not those of this role")]
    Answers,
}

impl FragmentError {
    /// A stable name of the error, for a page that has its own words.
    pub fn code(self) -> &'static str {
        match self {
            FragmentError::TooLong => "link-too-long",
            FragmentError::Twice => "link-key-twice",
            FragmentError::Grades => "link-grades",
            FragmentError::Level => "link-level",
            FragmentError::Target => "link-target",
            FragmentError::Answers => "link-answers",
        }
    }
}

/// Reads a fragment, with or without its `#`.
///
/// # Errors
/// Any [`FragmentError`]. A fragment without any known key is the empty state.
pub fn read(rubric: &Rubric, fragment: &str) -> Result<State, FragmentError> {
    if fragment.len() > MAX_FRAGMENT {
        return Err(FragmentError::TooLong);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (mut grades, mut level, mut target, mut answers) = (None, None, None, None);
    for (key, value) in fragment.split('&').filter_map(|part| part.split_once('=')) {
        let place = match key {
            "g" => &mut grades,
            "as" => &mut level,
            "target" => &mut target,
            "q" => &mut answers,
            _ => continue,
        };
        if place.replace(value).is_some() {
            return Err(FragmentError::Twice);
        }
    }

    let mut state = State::none(rubric);
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
        state.answers = read_answers(rubric, text).ok_or(FragmentError::Answers)?;
    }
    Ok(state)
}

/// Writes a fragment, without `#`; empty for the empty state. What the rubric does not have is left out.
pub fn write(rubric: &Rubric, state: &State) -> String {
    let mut parts: Vec<(&str, String)> = Vec::new();
    let grades = state.grades.text(rubric);
    if grades.bytes().any(|letter| letter != b'-') {
        parts.push(("g", grades));
    }
    if let Some(level) = state
        .evaluated_as
        .and_then(|level| rubric.levels().get(level))
    {
        parts.push(("as", level.id.clone()));
    }
    if let Some(band) = state.target.and_then(|band| rubric.bands().get(band)) {
        parts.push(("target", band.id.clone()));
    }
    let answers = write_answers(rubric, &state.answers);
    if answers.bytes().any(|digit| digit != b'-') {
        parts.push(("q", answers));
    }
    let mut fragment = String::new();
    for (key, value) in parts {
        if !fragment.is_empty() {
            fragment.push('&');
        }
        fragment.push_str(key);
        fragment.push('=');
        fragment.push_str(&value);
    }
    fragment
}

/// Reads answers as a fragment has them; none if they do not fit the rubric.
pub fn read_answers(rubric: &Rubric, text: &str) -> Option<Vec<Option<usize>>> {
    let known = rubric
        .guidance()
        .map_or(0, |guidance| guidance.answers.len());
    let place = |digit: char| match digit {
        '-' => Some(None),
        digit => digit
            .to_digit(10)
            .map(|digit| digit as usize)
            .filter(|place| *place < known)
            .map(Some),
    };
    let answers = text.chars().map(place).collect::<Option<Vec<_>>>()?;
    (answers.len() == rubric.requirements().len()).then_some(answers)
}

/// Writes answers as [`read_answers`] reads them.
pub fn write_answers(rubric: &Rubric, answers: &[Option<usize>]) -> String {
    let known = rubric
        .guidance()
        .map_or(0, |guidance| guidance.answers.len());
    let digit = |requirement: usize| {
        let answer = answers
            .get(requirement)
            .copied()
            .flatten()
            .filter(|answer| *answer < known);
        answer
            .and_then(|answer| char::from_digit(answer as u32, 10))
            .unwrap_or('-')
    };
    (0..rubric.requirements().len()).map(digit).collect()
}
