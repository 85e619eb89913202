//! `rubric.yaml`: how a filled form becomes a total, and a total a band.

use super::annex::Points;
use super::note::Notes;
use super::text::{Id, Text};
use crate::source::decode::record;

record! {
    /// The rules of the assessment.
    "the rubric" Rubric {
        /// The clause that states the bands.
        required clause: Id,
        /// The grades, best first.
        required grades: Vec<Id>,
        /// The rows that every form has, in order.
        required rows: Vec<RubricRow>,
        /// A total for each level, lowest first.
        required totals: Vec<Total>,
        /// The bands, highest first.
        required bands: Vec<Band>,
        /// The words that every form prints under its rows.
        required result: ResultWords,
        /// Who may assess, where the standard says it.
        optional assessors: Assessors,
        /// How answers about requirements become a proposed grade; ours, not the standard's.
        optional guidance: Guidance,
        /// Remarks on the rules.
        default note: Notes,
    }
}

record! {
    /// A row that every form has.
    "a rubric row" RubricRow {
        /// The row's name in data.
        required id: Id,
        /// The dimension that it grades.
        required dimension: Id,
        /// The level that it grades, where it grades one.
        optional level: Id,
    }
}

record! {
    /// The total of one level.
    "a total" Total {
        /// The level.
        required level: Id,
        /// The rows that are added up.
        required rows: Vec<Id>,
        /// The formula, as printed.
        required formula: Text,
    }
}

record! {
    /// A band: the range of totals that is called by one name.
    "a band" Band {
        /// The band's name in data.
        required id: Id,
        /// The lowest total of the band; absent in the lowest band.
        optional from: Points,
        /// The band.
        required title: Text,
    }
}

record! {
    /// The words that every form prints under its rows.
    "the result words" ResultWords {
        /// The label of the overall result.
        required overall: Text,
        /// The label of the field for the band.
        required band: Text,
        /// The label of the field for the total.
        required total: Text,
        /// The label of the field for comments.
        required comment: Text,
        /// What stands before the formulas.
        required remark: Text,
        /// The label of the field for the department.
        required department: Text,
        /// The label of the field for the assessor's name.
        required assessor: Text,
        /// The label of the field for the date.
        required date: Text,
    }
}

record! {
    /// Who may assess.
    "the assessors" Assessors {
        /// The clause that names them.
        required clause: Id,
        /// The kinds of assessor, in the source's order.
        required kinds: Vec<AssessorKind>,
    }
}

record! {
    /// A kind of assessor.
    "a kind of assessor" AssessorKind {
        /// The kind's name in data.
        required id: Id,
        /// The kind.
        required title: Text,
    }
}

record! {
    /// The rule of the guided way: from answers about requirements to a proposed grade.
    "the guidance" Guidance {
        /// What can be answered about a requirement, best first.
        required answers: Vec<Answer>,
        /// How many percent of a row's requirements must be answered before a grade is proposed.
        required answered: Points,
        /// From how many percent of the possible points each grade is proposed, best first; the last has no bound.
        required grades: Vec<GradeFrom>,
        /// Remarks on the rule: that it is ours.
        default note: Notes,
    }
}

record! {
    /// What can be answered about a requirement.
    "an answer" Answer {
        /// The answer's name in data.
        required id: Id,
        /// What it is worth; absent where it leaves the requirement out of the count.
        optional points: Points,
        /// The answer.
        required title: Text,
    }
}

record! {
    /// From where a grade is proposed.
    "a bound" GradeFrom {
        /// The grade.
        required grade: Id,
        /// The percent of the possible points; absent for the last.
        optional from: Points,
    }
}
