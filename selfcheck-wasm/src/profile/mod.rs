//! The assessment by profile, for standards without a form: the reader rates each requirement, and the result compares
//! the ratings with the expectations of a role or level.
//!
//! - [`model`]: the requirements, the expectations of each target, and the rule for reaching a target; [`validity`]:
//!   the rules that these must meet; [`text`]: the compact form for the page
//! - [`ratings`]: the reader's ratings
//! - [`attainment`]: ratings compared with a target's expectations, overall and by dimension, and the targets reached
//! - [`mod@gaps`]: the gaps to a target, the smallest first, and the fewest steps that reach it
//! - [`fragment`] and [`saved`]: ratings and target in a link and in a file
//! - [`interface`]: all of this as functions from text to text, for the page's script
//!
//! A rating counts the steps of a requirement's own scale that a person has reached. A requirement with descriptors has
//! one step for each of them. One that can only be met, partly met or not yet met has two.
//!
//! Each requirement counts by its weight alone, however long its scale is: a person who has reached two of the three
//! steps that a target expects has attained two thirds of the requirement. All sums are exact. They are kept in
//! [`Share`]s, of which [`WHOLE`] make up one hundredth of a requirement's weight, since every number of steps divides
//! it.

pub mod attainment;
pub mod fragment;
pub mod gaps;
pub mod interface;
pub mod model;
pub mod ratings;
pub mod saved;
pub mod text;
pub mod validity;

pub use attainment::{Attained, Attainment, Status, aim, attain, indicated};
pub use fragment::{ProfileFragmentError, ProfileState};
pub use gaps::{Gap, GapLine, Plan, Raise, gaps, lines, plan};
pub use model::{Ask, MAX_STEPS, MAX_WEIGHT, Profile, Requirement, Rule, Target};
pub use ratings::{Rating, Ratings};
pub use saved::SavedProfile;
pub use text::ProfileTextError;
pub use validity::ProfileError;

/// The smallest number that every number of steps divides.
pub const WHOLE: i64 = 360_360;

/// A part of the weights of requirements, in 360,360ths of a hundredth. The largest number of requirements of the
/// greatest weight is within its range, also multiplied by a percentage in hundredths.
pub type Share = i64;
