//! A standard that comes back from a workbook of our own: its records as they are now, and as they were when the workbook was
//! written.

use crate::source::format::annex::Annex;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;

/// The standard of a workbook of our own.
#[derive(Clone, Debug)]
pub struct OwnStandard {
    /// A handbook with this standard alone.
    pub handbook: HandbookRecord,
    /// Its `rubric.yaml`.
    pub rubric: Option<Rubric>,
    /// The standard with the changes made in the workbook.
    pub now: OwnRecords,
    /// The standard when the workbook was exported.
    pub before: OwnRecords,
}

/// The records of a standard.
#[derive(Clone, Debug)]
pub struct OwnRecords {
    /// Its `standard.yaml`.
    pub about: StandardRecord,
    /// The outermost clauses, each with everything in it.
    pub branches: Vec<ClauseRecord>,
    /// Its annexes.
    pub annexes: Vec<Annex>,
}
