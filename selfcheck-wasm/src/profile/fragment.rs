//! The state of a profile in a link: the part after `#`, such as `p=20x-1&target=senior`.
//!
//! | key | value | if absent |
//! | --- | --- | --- |
//! | `p` | one character per requirement, in their order: the number of steps reached, `x` = does not apply, `-` = not rated | nothing is rated |
//! | `target` | the target | not chosen |
//!
//! Keys are written in this order and read in any order. Absent values are not written. **Unknown keys are ignored**,
//! and so are parts without `=`, as in the [link of a form](crate::fragment); the page uses the same keys of its own,
//! `posting` and `own`. A known key with a value that is not in the profile, or a repeated known key, is an error: a
//! damaged link must never silently become a different self-check.

use super::model::Profile;
use super::ratings::Ratings;
use crate::fragment::{MAX_FRAGMENT, find, push};

/// The reader's entries in a profile that a link can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileState {
    /// The ratings, by requirement.
    pub ratings: Ratings,
    /// The target that the reader chose, a position in [`Profile::targets`].
    pub target: Option<usize>,
}

/// The reason why a fragment is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileFragmentError {
    /// Longer than [`MAX_FRAGMENT`].
    #[error("the link is too long")]
    TooLong,
    /// A key is repeated.
    #[error("the link has the same key twice")]
    Twice,
    /// `p` is not one rating or `-` for each requirement.
    #[error("the link's ratings are not those of this profile")]
    Ratings,
    /// `target` is not a target.
    #[error("the link names a target that this profile does not have")]
    Target,
}

impl ProfileFragmentError {
    /// The error's stable code, for pages that have their own messages.
    pub fn code(self) -> &'static str {
        match self {
            ProfileFragmentError::TooLong => "link-too-long",
            ProfileFragmentError::Twice => "link-key-twice",
            ProfileFragmentError::Ratings => "link-ratings",
            ProfileFragmentError::Target => "link-target",
        }
    }
}

/// Reads a fragment, with or without its `#`.
///
/// # Errors
/// Returns a [`ProfileFragmentError`] if the fragment is not valid. A fragment without known keys is the empty state.
#[inline(never)]
pub fn read(profile: &Profile, fragment: &str) -> Result<ProfileState, ProfileFragmentError> {
    if fragment.len() > MAX_FRAGMENT {
        return Err(ProfileFragmentError::TooLong);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut twice = false;
    let ratings = find(fragment, "p", &mut twice);
    let target = find(fragment, "target", &mut twice);
    if twice {
        return Err(ProfileFragmentError::Twice);
    }
    let mut state = ProfileState::default();
    if let Some(text) = ratings {
        // Without any character, the link was cut off.
        let cut = text.is_empty();
        let ratings = Ratings::parse(profile, text).filter(|_| !cut);
        state.ratings = ratings.ok_or(ProfileFragmentError::Ratings)?;
    }
    if let Some(id) = target {
        state.target = Some(profile.target(id).ok_or(ProfileFragmentError::Target)?);
    }
    Ok(state)
}

/// Writes a fragment, without `#`; empty for the empty state. A target that is not in the profile is left out.
#[inline(never)]
pub fn write(profile: &Profile, state: &ProfileState) -> String {
    let mut fragment = String::new();
    push(&mut fragment, "p=", state.ratings.text());
    push(&mut fragment, "target=", profile.target_id(state.target));
    fragment
}
