//! `standard.yaml`: a standard's title, and the roles, dimensions and levels that its clauses and forms refer to.

use super::axis::{Ids, TypeRecord};
use super::dimension::Dimensions;
use super::mark::{Marks, Numbering};
use super::markup::Markup;
use super::note::Notes;
use super::points::Points;
use super::reference::Reference;
use super::relation::OwnRelationKind;
use super::text::{Id, Number, Symbol, Text};
use super::words::words;
use crate::index::{LevelIndex, List, RoleGroupIndex, RoleIndex};
use crate::source::record::record;

record! {
    /// A standard.
    "the standard" StandardRecord {
        /// The standard's id in addresses.
        required id: Id,
        /// The edition of the standard that is encoded.
        optional edition: Edition,
        /// The language of the source, which is authoritative.
        #[names(Language)]
        required language: Id,
        /// The other languages in which the issuer itself publishes the standard. Every further language is an
        /// unofficial translation.
        #[names(Language)]
        default official: Vec<Id>,
        /// The title, as printed.
        #[text(label)]
        required title: Text,
        /// A description of the standard; ours, not the source's.
        #[text(ours)]
        optional description: Text,
        /// The body with authority over the standard: the one that issues it, has proposed it or looks after it.
        #[text(ours)]
        optional authority: Text,
        /// The licence under which the issuer lets others use the standard.
        optional license: License,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which the standard is known elsewhere.
        default same_as: Vec<Symbol>,
        /// The number printed for a clause or requirement that states none: `ids` (the default) prints its id, `stated`
        /// prints none.
        default numbering: Numbering,
        /// The markup of the standard's texts: `plain` (the default) prints them to the letter, `markdown` formats them as
        /// Markdown. Titles and other labels are always plain.
        optional markup: Markup,
        /// The marks that the source puts before the items of its lists; `a)` if absent.
        optional marks: Marks,
        /// The types of clauses and requirements.
        default types: Vec<TypeRecord>,
        /// The standard's own kinds of relations, besides those that every standard has.
        default relations: Vec<OwnRelationKind>,
        /// The groups of roles, in source order.
        default groups: List<RoleGroupIndex, RoleGroup>,
        /// The roles, in source order.
        default roles: List<RoleIndex, Role>,
        /// The dimensions: the values of one axis, or a list of named axes with their `values`, in source order.
        default dimensions: Dimensions,
        /// The levels, lowest first.
        default levels: List<LevelIndex, Level>,
        /// The relation of a level to those that it follows; `cumulative` if absent.
        optional progression: Progression,
        /// The standard's own rule for reaching a level.
        optional rule: LevelRule,
        /// The standard's own words for how strictly a role asks for something, besides `must` and `optional`.
        default tiers: Vec<Tier>,
        /// The standard's own names for its parts, where they differ from those of the interface.
        optional names: Names,
        /// The settings of the competency framework for Moodle.
        optional moodle: MoodleSettings,
        /// Notes on the document as a whole.
        default note: Notes,
    }
}

record! {
    /// How the standard becomes a competency framework of Moodle.
    "the settings for Moodle" MoodleSettings {
        /// Whether competencies have the codes of their clauses and requirements as id numbers, and names without codes, as in
        /// a framework that was imported from Moodle. Otherwise the id of the standard precedes each id number.
        default own_ids: bool,
        /// The grade that Moodle gives when a competency is completed without a rating; if absent, the lowest that is `met`.
        #[names(Grade)]
        optional completed_as: Id,
    }
}

/// The mark of a list's item in a standard that states none.
const MARK: &str = "a)";

impl StandardRecord {
    /// Whether the issuer publishes the standard in `language`: it is that of the source, or an official one.
    pub fn is_published_in(&self, language: &str) -> bool {
        let mut languages = [&self.language].into_iter().chain(&self.official);
        languages.any(|published| *published == *language)
    }

    /// The markup of the standard's texts.
    pub fn markup(&self) -> Markup {
        self.markup.unwrap_or(Markup::Plain)
    }

    /// The mark before an outcome, with an `a` in place of its letter.
    pub fn outcome_mark(&self) -> &str {
        let outcome = self.marks.as_ref().and_then(|marks| marks.outcome.as_ref());
        outcome.map_or(MARK, |mark| &mark.value)
    }
}

record! {
    /// A licence.
    "a licence" License {
        /// The name of the licence.
        #[text(ours)]
        required title: Text,
        /// The web address of its text.
        optional url: Symbol,
    }
}

record! {
    /// An edition of a standard.
    "an edition" Edition {
        /// The edition's id.
        required id: Id,
        /// The title of the edition.
        #[text(ours)]
        required title: Text,
        /// The standard that is the previous edition, if the handbook contains it.
        #[names(Standard)]
        optional replaces: Id,
        /// Notes on the edition.
        default note: Notes,
    }
}

record! {
    /// A role: a kind of personnel for which the standard has requirements.
    "a role" Role {
        /// The role's id in addresses.
        required id: Id,
        /// The code that the source prints for the role.
        optional number: Number,
        /// The name of the role.
        #[text(label)]
        required title: Text,
        /// The people in the role, as the source names them.
        #[text(source)]
        optional personnel: Text,
        /// A description of the role.
        #[text(source)]
        optional description: Text,
        /// The group to which the role belongs.
        #[names(RoleGroup)]
        optional group: Id,
        /// The type of the role.
        #[names(Type)]
        optional r#type: Id,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which the role is known elsewhere.
        default same_as: Vec<Symbol>,
        /// The role's own levels, which it has instead of the standard's, lowest first.
        default levels: List<LevelIndex, Level>,
        /// The relation of a level of the role to those that it follows; as in the standard if absent.
        optional progression: Progression,
        /// The requirements that the role asks for at each of its levels. If any role of the standard has such a list, each
        /// role asks only for what its lists name, and for what names the role.
        default asks: Vec<Ask>,
        /// The annex that holds the role's form.
        #[names(Annex)]
        optional annex: Id,
        /// The tasks of the role.
        default tasks: Vec<Task>,
        /// Notes on the role's name.
        default note: Notes,
    }
}

record! {
    /// A group of roles, such as a family or a department.
    "a group of roles" RoleGroup {
        /// The group's id.
        required id: Id,
        /// The group that it is part of, which may come later in the list.
        #[names(RoleGroup)]
        optional parent: Id,
        /// The name of the group.
        #[text(label)]
        required title: Text,
        /// A description of the group.
        #[text(source)]
        optional description: Text,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which the group is known elsewhere.
        default same_as: Vec<Symbol>,
    }
}

record! {
    /// A task of a role.
    "a task" Task {
        /// The task, as printed.
        #[text(source)]
        required text: Text,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which the task is known elsewhere.
        default same_as: Vec<Symbol>,
        /// Notes on the task.
        default note: Notes,
    }
}

record! {
    /// A level.
    "a level" Level {
        /// The level's id in addresses.
        required id: Id,
        /// The name of the level.
        #[text(label)]
        required title: Text,
        /// A description of the level.
        #[text(source)]
        optional description: Text,
        /// The levels that it directly follows. If absent, it follows the level before it in the list.
        #[names(Level)]
        optional follows: Ids,
        /// The requirements that the level asks for, if it is a level of a role.
        default asks: Vec<Ask>,
    }
}

record! {
    /// Something that a role, or a level of a role, asks for.
    "an entry of `asks`" Ask {
        /// The requirement, or the clause with all its requirements.
        #[names(Reference)]
        required to: Reference,
        /// Whether it must be met: `must` (the default), `optional`, or one of the standard's own `tiers`.
        #[names(Tier)]
        optional r#as: Id,
        /// The level that is expected of it.
        #[names(Level)]
        optional level: Id,
    }
}

record! {
    /// The standard's own rule for reaching a level, or for meeting what a role without levels asks for. Of several conditions,
    /// all must hold.
    "the rule for levels" LevelRule {
        /// The clause that states the rule.
        #[names(Clause)]
        optional clause: Id,
        /// The rule, as the standard words it.
        #[text(source)]
        optional text: Text,
        /// Whether everything that is required must be met as expected.
        default musts: bool,
        /// The minimum percentage of the weights that must be attained.
        optional share: Points,
        /// The minimum percentage of the requirements that must be met as expected, regardless of their weights.
        optional met: Points,
        /// Notes on the rule.
        default note: Notes,
    }
}

record! {
    /// A word of the standard's own for how strictly a role asks for something.
    "a tier" Tier {
        /// The tier's id.
        required id: Id,
        /// The name of the tier.
        #[text(label)]
        required title: Text,
        /// Whether the requirements of this tier must be met. Otherwise they are optional.
        default must: bool,
    }
}

/// The tier of what a role asks for if its list does not say otherwise.
pub const MUST: &str = "must";

/// The tier of what a role asks for without requiring it.
pub const OPTIONAL: &str = "optional";

words! {
    /// The relation of a level to the levels that it follows.
    "a progression" Progression {
        /// It asks for what they ask for, and more.
        Cumulative = "cumulative",
        /// Its requirements take the place of theirs in the same cell.
        Replacing = "replacing",
        /// It asks only for what it states itself.
        Independent = "independent",
    }
}

record! {
    /// A standard's own names for its parts, in the singular. Labels have them, and so do sentences that count requirements,
    /// as in “Skill: 12”.
    "the names" Names {
        /// The word for a role.
        #[text(label)]
        optional role: Text,
        /// The word for a level.
        #[text(label)]
        optional level: Text,
        /// The word for a dimension.
        #[text(label)]
        optional dimension: Text,
        /// The word for a requirement.
        #[text(label)]
        optional requirement: Text,
        /// The word for a clause.
        #[text(label)]
        optional clause: Text,
        /// The word for a type.
        #[text(label)]
        optional r#type: Text,
        /// The word for a group of roles.
        #[text(label)]
        optional group: Text,
    }
}
