//! `curricula/NAME/`: a curriculum and its modules.

use super::points::Points;
use super::reference::Reference;
use super::text::{Id, Symbol, Text, Word};
use crate::source::record::record;

record! {
    /// A curriculum.
    "a curriculum" CurriculumRecord {
        /// The curriculum's title.
        #[text(ours)]
        required title: Text,
        /// A summary, in a sentence or two.
        #[text(ours)]
        required summary: Text,
        /// The standard that it is aligned with.
        #[names(Standard)]
        required standard: Id,
        /// The provider of the curriculum.
        #[text(ours)]
        required provider: Text,
        /// Whether it is an example that nobody offers.
        default example: bool,
        /// The number of hours; must be the sum of the modules' hours.
        optional hours: Points,
        /// The mode of teaching.
        #[text(ours)]
        required mode: Text,
        /// The roles and levels that it leads to. Absent if the standard has neither; it then leads to the whole standard.
        default leads_to: Vec<Aim>,
        /// The modules, by the names of their files, in order.
        #[names(Module)]
        required modules: Vec<Id>,
    }
}

record! {
    /// A role and a level that a curriculum leads to.
    "an aim" Aim {
        /// The role; absent if the standard has none.
        #[names(Role)]
        optional role: Id,
        /// The level; absent if the role or the standard has none.
        #[names(Level)]
        optional level: Id,
    }
}

/// The ids of a role and of a level, if a standard has them.
pub type AimIds<'a> = (Option<&'a str>, Option<&'a str>);

impl CurriculumRecord {
    /// The ids of the roles and levels that it leads to; neither stands for the whole standard.
    ///
    /// Never empty.
    pub fn aims(&self) -> Vec<AimIds<'_>> {
        if self.leads_to.is_empty() {
            return vec![(None, None)];
        }
        let aims = self.leads_to.iter();
        aims.map(|aim| {
            (
                aim.role.as_ref().map(Id::as_str),
                aim.level.as_ref().map(Id::as_str),
            )
        })
        .collect()
    }
}

record! {
    /// The front matter of a module's file.
    "a module" ModuleFrontMatter {
        /// The module's title.
        required title: Word,
        /// The number of hours.
        required hours: Points,
        /// The modules that must be taken before it.
        #[names(Module)]
        default prerequisites: Vec<Id>,
        /// The requirements that it covers; must be the same in every language.
        optional covers: Covers,
        /// The learning outcomes: the abilities that a learner has after the module.
        default outcomes: Vec<Word>,
        /// The resources used to teach it.
        default resources: Vec<Resource>,
    }
}

record! {
    /// The requirements that a module covers, by depth.
    "the coverage" Covers {
        /// The requirements that it introduces.
        #[names(Reference)]
        default introduces: Vec<Reference>,
        /// The requirements that it practises.
        #[names(Reference)]
        default practises: Vec<Reference>,
        /// The requirements that it assesses.
        #[names(Reference)]
        default assesses: Vec<Reference>,
    }
}

record! {
    /// A resource used to teach a module.
    "a resource" Resource {
        /// The title of the resource.
        required title: Word,
        /// The web address of the resource, or the name of a file beside the module: `worksheet.pdf`.
        optional url: Symbol,
    }
}
