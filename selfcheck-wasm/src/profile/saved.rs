//! The saved file of a profile: one self-check as JSON, stored by the reader.
//!
//! ```json
//! {
//!   "format": "clausebook-profile",
//!   "version": "1",
//!   "standard": "ID",
//!   "edition": "ID",
//!   "role": "ID",
//!   "date": "2026-01-31",
//!   "name": "the name of the person who rates",
//!   "person": "the name of the person evaluated",
//!   "notes": "…",
//!   "target": "TARGET",
//!   "posting": "ID of the posting that the reader compares themselves with",
//!   "ratings": {"REQUIREMENT": "2"},
//!   "evidence": {"requirements": {"REQUIREMENT": {"note": "…", "link": "https://…"}}}
//! }
//! ```
//!
//! It follows the [file of a form](crate::saved), from which only its `format` tells it apart: `format`, `version`,
//! `standard`, `edition` and, if the standard has roles, `role` are required, and other keys are left out if empty. A
//! rating is the number of steps reached, as a hexadecimal digit, or `x` if the requirement does not apply. Ratings are stored by requirement,
//! so that a file survives a new order of requirements. An unknown key, or a name that is not in the profile, is an
//! error.

use super::fragment::ProfileState;
use super::model::Profile;
use super::ratings::{Ratings, is_rating};
use crate::saved::{
    Entries, Evidence, FOR_REQUIREMENTS, FileError, OwnTexts, fits, push_entry, start,
};
use crate::state::push_or_none;

/// The name of the format.
pub const FORMAT: &str = "clausebook-profile";

/// A saved profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedProfile<'a> {
    /// The ratings and the target.
    pub state: ProfileState,
    /// The texts that the reader entered.
    pub own: OwnTexts<'a>,
    /// The evidence for requirements, by their positions.
    pub evidence: Vec<(usize, Evidence<'a>)>,
}

impl<'a> SavedProfile<'a> {
    /// Reads the entries of a saved file for this profile.
    ///
    /// # Errors
    /// Returns the first [`FileError`] found; the format, version and identity of the file are checked first.
    pub fn decode(profile: &Profile, entries: &'a str) -> Result<SavedProfile<'a>, FileError> {
        let mut entries = Entries::new(entries, FORMAT)?;
        entries.identity(profile.identity());
        let mut target = None;
        if let Some(id) = entries.find("", "target") {
            target = profile.target(id);
            entries.need(target.is_some(), FileError::Unknown);
        }
        let mut ratings = String::new();
        let mut evidence = Vec::new();
        for (place, requirement) in profile.requirements.iter().enumerate() {
            let found = entries.find("ratings", &requirement.id);
            let rating = found.filter(|rating| is_rating(rating, requirement));
            entries.need(found == rating, FileError::Unknown);
            push_or_none(&mut ratings, rating.unwrap_or(""));
            evidence.extend(entries.evidence(FOR_REQUIREMENTS, (place, &requirement.id)));
        }
        let check = SavedProfile {
            state: ProfileState {
                ratings: Ratings::from_letters(ratings),
                target,
            },
            own: entries.own_texts(),
            evidence,
        };
        entries.end().map(|()| check)
    }

    /// Writes the entries of the saved file.
    ///
    /// # Errors
    /// Returns a [`FileError`] if the file could not be read again.
    pub fn encode(&self, profile: &Profile) -> Result<String, FileError> {
        self.own.check()?;
        let mut out = encode_state(profile, &self.state);
        self.own.push(&mut out);
        for (place, evidence) in &self.evidence {
            evidence.check()?;
            if let Some(requirement) = profile.requirements.get(*place) {
                evidence.push(&mut out, FOR_REQUIREMENTS, &requirement.id);
            }
        }
        fits(out)
    }
}

/// Writes the entries for the file's identity, the target and the ratings, without the texts that the reader entered.
pub fn encode_state(profile: &Profile, state: &ProfileState) -> String {
    let mut out = start(FORMAT, profile.identity());
    push_entry(&mut out, "", "target", profile.target_id(state.target));
    for (place, requirement) in profile.requirements.iter().enumerate() {
        let letter = state.ratings.letter(place);
        push_entry(&mut out, "ratings", &requirement.id, letter);
    }
    out
}
