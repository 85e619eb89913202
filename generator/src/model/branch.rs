//! The branches of a ladder that forks. A requirement that is described on several of them has no single scale, so its
//! role has a self-check for each branch.

use crate::index::LevelIndex;

/// A branch of a ladder that forks: levels that follow each other one by one, from a lowest to a highest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelBranch {
    /// The level that distinguishes the branch: the last that only one way of several leads to.
    pub key: LevelIndex,
    /// The levels, lowest first.
    pub levels: Vec<LevelIndex>,
}
