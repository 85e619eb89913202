//! The assessment of a profile as functions from text to text, which the page's script calls through WASM and tests and
//! fuzzers call directly.
//!
//! Every function takes and returns one text, as in the [interface of forms](crate::interface): a
//! [link's fragment](super::fragment), or the [entries](super::saved) of a file. The page receives an error as `!`
//! followed by its code; no other answer starts with `!`.

use super::attainment::{Attained, Attainment, Status, aim, attain, indicated};
use super::fragment::{self, ProfileFragmentError};
use super::gaps::{Short, lines, plan, short};
use super::model::Profile;
use super::saved::{self, SavedProfile};
use crate::interface::Numbers;
use crate::saved::FileError;

/// The result of a function of this module.
pub type ProfileAnswer = Result<String, ProfileInterfaceError>;

/// The reason why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileInterfaceError {
    /// The fragment is not valid.
    #[error(transparent)]
    Fragment(#[from] ProfileFragmentError),
    /// The file is not valid.
    #[error(transparent)]
    File(#[from] FileError),
}

impl ProfileInterfaceError {
    /// The error's stable code, for pages that have their own messages.
    pub fn code(self) -> &'static str {
        match self {
            ProfileInterfaceError::Fragment(error) => error.code(),
            ProfileInterfaceError::File(error) => error.code(),
        }
    }
}

/// Assesses a fragment. The answer is a list of integers separated by spaces, with -1 for `None`:
/// - the target that the advice is for, and 1 if it was chosen or 0 if not
/// - the number of targets, the number of dimensions, and for each target: its status (0 reached, 1 open, 2 missed, 3
///   nothing applies), and the [`Attained`] of all its requirements and of each dimension: asked, met, partly, not yet,
///   unrated, excluded, the attained share in whole percent, and the possible one, both rounded down
/// - the number of targets indicated, and their positions
/// - the gaps to the target: their number, and for each: requirement, the steps reached, the steps expected, and 1 if
///   it is required or 0 if optional
/// - the plan for the target: the steps, or -1 if there is no plan, the number of [lines], and for each: requirement, the
///   steps reached, the steps after it, the share of the whole gained in hundredths of a percent, and 1 if it is needed to
///   reach the target or 0 if not
///
/// # Errors
/// Returns a [`ProfileFragmentError`] if the fragment is not valid.
pub fn assess_text(profile: &Profile, fragment: &str) -> ProfileAnswer {
    let state = fragment::read(profile, fragment)?;
    let mut out = Numbers(String::with_capacity(1024));
    let mut attainments: Vec<Attainment> = Vec::new();
    for target in &profile.targets {
        attainments.push(attain(profile, &state.ratings, target));
    }
    let aim = aim(&attainments, state.target);
    out.place(aim);
    out.count(usize::from(state.target.is_some()));
    out.count(attainments.len());
    out.count(profile.dimensions.len());
    for attainment in &attainments {
        out.number(match attainment.status {
            None => -1,
            Some(Status::Reached) => 0,
            Some(Status::Open) => 1,
            Some(Status::Missed) => 2,
            Some(Status::NothingApplies) => 3,
        });
        push_attained(&mut out, &attainment.all);
        for dimension in &attainment.dimensions {
            push_attained(&mut out, dimension);
        }
    }
    let indicated = indicated(profile, &attainments);
    out.count(indicated.len());
    for place in indicated {
        out.count(place);
    }
    let Some(target) = aim.and_then(|aim| profile.targets.get(aim)) else {
        return Ok(out.0);
    };
    let short = short(profile, &state.ratings, target);
    let mut count = 0;
    for short in &short {
        count += usize::from(short.reached.is_some());
    }
    out.count(count);
    for Short { ask, reached, .. } in short {
        if let Some(reached) = reached {
            out.count(ask.requirement);
            out.count(usize::from(reached));
            out.count(usize::from(ask.expected));
            out.count(usize::from(ask.is_must));
        }
    }
    let whole = aim.and_then(|aim| attainments.get(aim));
    let whole = whole.map_or(1, |attainment| attainment.all.expected.max(1));
    let plan = plan(profile, &state.ratings, target);
    out.place(plan.as_ref().map(|plan| plan.steps));
    let lines = lines(profile, &state.ratings, target, plan.as_ref());
    out.count(lines.len());
    for line in lines {
        out.count(line.raise.requirement);
        out.place(line.raise.from.map(usize::from));
        out.count(usize::from(line.raise.to));
        out.number((line.gain * 10_000 / whole) as i32);
        out.count(usize::from(line.is_needed));
    }
    Ok(out.0)
}

#[inline(never)]
fn push_attained(out: &mut Numbers, attained: &Attained) {
    for count in [
        attained.asked,
        attained.met,
        attained.partly,
        attained.not_yet,
        attained.unrated,
        attained.excluded,
    ] {
        out.count(count);
    }
    for percent in [attained.percent(), attained.possible_percent()] {
        out.place(percent.map(|percent| percent as usize));
    }
}

/// Reads a fragment and writes its normal form: known keys in their order, without empty values.
///
/// # Errors
/// Returns a [`ProfileFragmentError`] if the fragment is not valid.
pub fn link(profile: &Profile, fragment: &str) -> ProfileAnswer {
    Ok(fragment::write(
        profile,
        &fragment::read(profile, fragment)?,
    ))
}

/// Converts the entries of a saved file to a fragment.
///
/// # Errors
/// Returns a [`FileError`] if an entry is not valid.
pub fn open_file(profile: &Profile, entries: &str) -> ProfileAnswer {
    let check = SavedProfile::decode(profile, entries)?;
    Ok(fragment::write(profile, &check.state))
}

/// Converts a fragment to the entries of a saved file. The script adds the texts that the reader entered, and validates
/// the result with [`open_file`] before saving it.
///
/// # Errors
/// Returns a [`ProfileFragmentError`] if the fragment is not valid.
pub fn save_file(profile: &Profile, fragment: &str) -> ProfileAnswer {
    Ok(saved::encode_state(
        profile,
        &fragment::read(profile, fragment)?,
    ))
}
