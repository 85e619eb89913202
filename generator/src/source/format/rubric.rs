//! `rubric.yaml`: the grades and rows of the forms, and the rules that turn a completed form into a total and a total into a
//! band, if the standard has such rules.

use super::grade::Grade;
use super::note::Notes;
use super::points::Points;
use super::text::{Id, Text};
use crate::source::record::record;

record! {
    /// The rules of the assessment.
    "the rubric" Rubric {
        /// The clause that states the bands.
        #[names(Clause)]
        optional clause: Id,
        /// The grades of every form that has none of its own, best first.
        default grades: Vec<Grade>,
        /// The rows of every form that defines none itself, in order.
        default rows: Vec<RubricRow>,
        /// The total for each level, lowest first, or a single total without a level. Without totals, the result of a form
        /// is its grades. The totals for a role's own levels are in its form.
        default totals: Vec<Total>,
        /// The bands, highest first. Without bands, a total is only a number of points.
        default bands: Vec<Band>,
        /// The words that every form prints below its rows.
        required result: ResultWords,
        /// The people who may assess, if the standard names them.
        optional assessors: Assessors,
        /// The rules that turn answers about requirements into a proposed grade; ours, not the standard's.
        optional guidance: Guidance,
        /// Notes on the rules.
        default note: Notes,
    }
}

record! {
    /// A row of every form that defines none itself.
    "a rubric row" RubricRow {
        /// The row's id in data.
        required id: Id,
        /// The dimension that it grades, if it grades one.
        #[names(Dimension)]
        optional dimension: Id,
        /// The level that it grades, if it grades one.
        #[names(Level)]
        optional level: Id,
    }
}

record! {
    /// The total of one level, or of a form without levels.
    "a total" Total {
        /// The level: one of the standard or, in the form of a role, one of the role's own. Only a single total may omit it.
        #[names(Level)]
        optional level: Id,
        /// The name of a total without a level.
        #[text(label)]
        optional title: Text,
        /// The rows that are added up. In a generated form, all rows or, for the total of a level, those with something that
        /// the level asks for, if absent.
        #[names(Row)]
        default rows: Vec<Id>,
        /// The formula, as printed.
        #[text(source)]
        optional formula: Text,
    }
}

record! {
    /// A band: a named range of totals.
    "a band" Band {
        /// The band's id in data.
        required id: Id,
        /// The lowest total of the band; absent in the lowest band.
        optional from: Points,
        /// The name of the band.
        #[text(label)]
        required title: Text,
    }
}

record! {
    /// The words that every form prints below its rows.
    "the result words" ResultWords {
        /// The label of the overall result.
        #[text(label)]
        optional overall: Text,
        /// The label of the field for the band.
        #[text(label)]
        optional band: Text,
        /// The label of the field for the total.
        #[text(label)]
        optional total: Text,
        /// The label of the field for comments.
        #[text(label)]
        required comment: Text,
        /// The words before the formulas.
        #[text(source)]
        optional remark: Text,
        /// The label of the field for the department.
        #[text(label)]
        required department: Text,
        /// The label of the field for the assessor's name.
        #[text(label)]
        required assessor: Text,
        /// The label of the field for the date.
        #[text(label)]
        required date: Text,
    }
}

record! {
    /// The people who may assess.
    "the assessors" Assessors {
        /// The clause that names them.
        #[names(Clause)]
        required clause: Id,
        /// The kinds of assessor, in source order.
        required kinds: Vec<AssessorKind>,
    }
}

record! {
    /// A kind of assessor.
    "a kind of assessor" AssessorKind {
        /// The kind's id in data.
        required id: Id,
        /// The name of the kind.
        #[text(label)]
        required title: Text,
    }
}

record! {
    /// The rules of the guided self-check, which turn answers about requirements into a proposed grade.
    "the guidance" Guidance {
        /// The possible answers about a requirement, best first.
        required answers: Vec<Answer>,
        /// The percentage of a row's requirements that must be answered before a grade is proposed.
        required answered: Points,
        /// The percentage of the possible points from which each grade is proposed, best grade first; the last grade
        /// has no bound.
        required grades: Vec<GradeFrom>,
        /// Notes on the rules, stating that they are ours.
        default note: Notes,
    }
}

record! {
    /// A possible answer about a requirement.
    "an answer" Answer {
        /// The answer's id in data.
        required id: Id,
        /// The points it is worth. If absent, the requirement does not count.
        optional points: Points,
        /// The words of the answer.
        #[text(ours)]
        required title: Text,
    }
}

record! {
    /// The bound from which a grade is proposed.
    "a bound" GradeFrom {
        /// The grade.
        #[names(Grade)]
        required grade: Id,
        /// The percentage of the possible points; absent for the last grade.
        optional from: Points,
    }
}
