//! The data of a profile: requirements, the expectations of each target, and the rule for reaching a target.

use crate::score::Score;

/// The largest number of steps in a requirement's scale: a rating is one hexadecimal digit.
pub const MAX_STEPS: u8 = 15;

/// The greatest weight of a requirement. Sums over the largest profile stay within the range of a [`Share`](super::Share).
pub const MAX_WEIGHT: Score = Score::from_points(10_000);

/// The requirements of a role, or of a whole standard, with all data for assessing a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The standard's id.
    pub standard: String,
    /// The edition's id.
    pub edition: String,
    /// The role's id; empty if the standard has no roles.
    pub role: String,
    /// The ids of the dimensions by which the result is broken down; may be empty.
    pub dimensions: Vec<String>,
    /// The requirements, in the standard's order.
    pub requirements: Vec<Requirement>,
    /// The targets that the reader may aim for, such as the levels of a role. Each comes after those that it follows.
    pub targets: Vec<Target>,
    /// The rule for reaching a target; without one, no target counts as reached.
    pub rule: Option<Rule>,
}

/// A requirement that can be rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// The requirement's id.
    pub id: String,
    /// The number of steps in its scale, from 1 to [`MAX_STEPS`].
    pub steps: u8,
    /// Its weight; more than 0, and at most [`MAX_WEIGHT`].
    pub weight: Score,
    /// Its dimensions: positions in [`Profile::dimensions`].
    pub dimensions: Vec<usize>,
}

/// A level, or a role at a level, that the reader may aim for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The target's id.
    pub id: String,
    /// The targets that it follows directly: earlier positions in [`Profile::targets`]. A ladder that forks has several
    /// targets that follow the same one.
    pub follows: Vec<usize>,
    /// Its expectations, in the order of the requirements.
    pub asks: Vec<Ask>,
}

/// A target's expectation of one requirement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The requirement: a position in [`Profile::requirements`].
    pub requirement: usize,
    /// The steps to reach, from 1 to the requirement's own number.
    pub expected: u8,
    /// Whether the target requires it; otherwise it is optional.
    pub is_must: bool,
}

/// The rule for reaching a target. Of several conditions, all must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Whether everything that the target requires must be met.
    pub every_must: bool,
    /// The least share of the target's weights that must be attained, in percent.
    pub share: Option<Score>,
    /// The least share of the target's requirements that must be met in full, in percent, whatever their weights. It is not
    /// combined with `share`, since the fewest steps that satisfy both are hard to find.
    pub met: Option<Score>,
}

impl Profile {
    /// The ids of standard, edition and role.
    pub(super) fn identity(&self) -> [&str; 4] {
        [&self.standard, &self.edition, &self.role, ""]
    }

    /// The position of the target with this id.
    #[inline(never)]
    pub fn target(&self, id: &str) -> Option<usize> {
        self.targets.iter().position(|target| target.id == id)
    }

    /// The id of a target; empty if there is none.
    #[inline(never)]
    pub fn target_id(&self, target: Option<usize>) -> &str {
        let target = target.and_then(|target| self.targets.get(target));
        target.map_or("", |target| &target.id)
    }
}
