//! `standard.yaml`: a standard's title, and the names that its clauses and forms are made of.

use super::note::Notes;
use super::text::{Id, Text, Word};
use crate::source::decode::record;

record! {
    /// A standard.
    "the standard" Standard {
        /// The standard's name in addresses.
        required id: Id,
        /// The issue of the standard that is encoded.
        required edition: Edition,
        /// The language of the source, which is the authority; every other is a translation.
        required language: Id,
        /// The title, as printed.
        required title: Text,
        /// What the standard is about; ours, not the source's.
        required description: Text,
        /// How the source marks the items of its lists.
        required marks: Marks,
        /// The roles, in the source's order.
        required roles: Vec<Role>,
        /// The dimensions, in the source's order.
        required dimensions: Vec<Dimension>,
        /// The levels, lowest first.
        required levels: Vec<Level>,
        /// Remarks on the document as a whole.
        default note: Notes,
    }
}

record! {
    /// One issue of a standard.
    "an edition" Edition {
        /// The edition's name.
        required id: Id,
        /// What the edition is called.
        required title: Text,
        /// The standard that is the edition before this one, where the handbook holds it.
        optional replaces: Id,
        /// Remarks on the edition.
        default note: Notes,
    }
}

record! {
    /// How the source marks the items of its lists; an `a` in a mark stands for the item's letter.
    "the marks" Marks {
        /// The mark before a requirement.
        required requirement: Word,
        /// The mark before an outcome.
        required outcome: Word,
    }
}

record! {
    /// A role: a kind of personnel that the standard asks something of.
    "a role" Role {
        /// The role's name in addresses.
        required id: Id,
        /// The role.
        required title: Text,
        /// The people in the role, as the source names them.
        required personnel: Text,
        /// The annex that holds the role's form.
        optional annex: Id,
        /// What the role does.
        default tasks: Vec<Task>,
        /// Remarks on the role's name.
        default note: Notes,
    }
}

record! {
    /// A task: something that a role does.
    "a task" Task {
        /// The task, as printed.
        required text: Text,
        /// Remarks on the task.
        default note: Notes,
    }
}

record! {
    /// A dimension: a side of competency.
    "a dimension" Dimension {
        /// The dimension's name in data.
        required id: Id,
        /// The dimension.
        required title: Text,
        /// The clause that holds its requirements.
        required clause: Id,
    }
}

record! {
    /// A level.
    "a level" Level {
        /// The level's name in addresses.
        required id: Id,
        /// The level.
        required title: Text,
    }
}
