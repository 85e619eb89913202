//! Forms that are generated: what their rows are made of.

use super::text::Id;
use super::words::words;
use crate::source::record::record;

record! {
    /// The rows of a form that is generated from the requirements of its role.
    "the rule for generated rows" Generate {
        /// What each row grades.
        required by: GeneratedBy,
        /// The level whose requirements are graded. If absent, they are those of the highest level or, if levels are
        /// independent, those of all levels.
        optional level: Id,
        /// The axis whose values are the rows, if each row is a dimension. If absent, it is the first.
        optional axis: Id,
    }
}

words! {
    /// What each row of a generated form grades.
    "a kind of generated row" GeneratedBy {
        /// One requirement.
        Requirement = "requirement",
        /// The requirements of one clause.
        Clause = "clause",
        /// The requirements of one dimension.
        Dimension = "dimension",
    }
}
