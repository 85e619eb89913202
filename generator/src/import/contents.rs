//! The number of things of each kind in an imported standard, for the report.

use super::mapping::MappedStandard;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};

/// How many things of each kind the clauses and requirements of a standard have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportedContents {
    /// The descriptors.
    pub descriptors: usize,
    /// The relations.
    pub relations: usize,
    /// The examples.
    pub examples: usize,
    /// The standard's own remarks.
    pub remarks: usize,
    /// The notes of editors.
    pub notes: usize,
}

impl MappedStandard {
    /// Counts what the clauses and requirements have.
    pub fn contents(&self) -> ImportedContents {
        let mut contents = ImportedContents::default();
        self.branches
            .iter()
            .for_each(|branch| contents.add_clause(branch));
        contents
    }
}

impl ImportedContents {
    fn add_clause(&mut self, clause: &ClauseRecord) {
        self.relations += clause.relates.len();
        self.remarks += clause.remarks.len();
        self.notes += clause.note.0.len();
        for requirement in &clause.requirements {
            self.add_requirement(requirement);
        }
        for inner in &clause.clauses.0 {
            self.add_clause(inner);
        }
    }

    fn add_requirement(&mut self, requirement: &RequirementRecord) {
        self.descriptors += requirement.levels.0.len();
        self.relations += requirement.relates.len();
        self.examples += requirement.examples.len();
        self.remarks += requirement.remarks.len();
        self.notes += requirement.note.0.len();
        for part in &requirement.requirements {
            self.add_requirement(part);
        }
    }
}
