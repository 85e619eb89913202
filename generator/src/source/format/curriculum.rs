//! `curricula/NAME/`: a curriculum and its modules.

use super::annex::Points;
use super::reference::Reference;
use super::text::{Id, Symbol, Text, Word};
use crate::source::decode::record;

record! {
    /// A curriculum.
    "a curriculum" Curriculum {
        /// The curriculum's title.
        required title: Text,
        /// What it is, in a sentence or two.
        required summary: Text,
        /// The standard that it is aligned to.
        required standard: Id,
        /// Who offers it.
        required provider: Text,
        /// Whether it is an example and nobody offers it.
        default example: bool,
        /// How many hours it takes: what its modules add up to.
        optional hours: Points,
        /// How it is taught.
        required mode: Text,
        /// The roles and levels that it leads to.
        required leads_to: Vec<Aim>,
        /// The modules, by the names of their files, in order.
        required modules: Vec<Id>,
    }
}

record! {
    /// A role at a level, as an aim.
    "an aim" Aim {
        /// The role.
        required role: Id,
        /// The level.
        required level: Id,
    }
}

record! {
    /// The head of a module's file.
    "a module" ModuleFrontMatter {
        /// The module's title.
        required title: Word,
        /// How many hours it takes.
        required hours: Points,
        /// The modules that come before it.
        default prerequisites: Vec<Id>,
        /// The requirements that it covers; the same in every language.
        optional covers: Covers,
        /// What a learner can do afterwards.
        default outcomes: Vec<Word>,
        /// What it is taught with.
        default resources: Vec<Resource>,
    }
}

record! {
    /// The requirements that a module covers, by depth.
    "the coverage" Covers {
        /// The requirements that it introduces.
        default introduces: Vec<Reference>,
        /// The requirements that it practises.
        default practises: Vec<Reference>,
        /// The requirements that it assesses.
        default assesses: Vec<Reference>,
    }
}

record! {
    /// Something that a module is taught with.
    "a resource" Resource {
        /// What it is called.
        required title: Word,
        /// Where it is found, if it is on the web.
        optional url: Symbol,
    }
}
