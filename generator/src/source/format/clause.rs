//! `clauses/*.yaml`: the numbered parts of a standard, in document order.

use std::sync::Arc;

use serde_json::Value as Json;

use super::axis::{Descriptors, Ids};
use super::note::Notes;
use super::paragraph::Paragraph;
use super::points::Points;
use super::relation::Relation;
use super::shared_text::SharedText;
use super::text::{Id, Number, Symbol, Text};
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::yaml::Node;

record! {
    /// A part of a standard, at any depth.
    "a clause" ClauseRecord {
        /// The clause's id, which is part of its address.
        required id: Id,
        /// The number that the source prints, if it differs from the id.
        optional number: Number,
        /// The clause above, which may come later in the files. If absent, the clause above is the one that it is nested
        /// in.
        #[names(Clause)]
        optional parent: Id,
        /// The clause's title.
        #[text(label)]
        optional title: Text,
        /// Whether it comes before the standard's title and has no number, like a foreword.
        default preliminary: bool,
        /// Prose, one paragraph per item.
        default text: Vec<Paragraph>,
        /// The term that the clause defines.
        optional term: Term,
        /// A table that belongs to the clause.
        optional table: Table,
        /// A figure that belongs to the clause.
        optional figure: Figure,
        /// The type of the clause.
        #[names(Type)]
        optional r#type: Id,
        /// The role or roles that the clause is about; those of the clause above if absent.
        #[names(Role)]
        default role: Ids,
        /// The dimension or dimensions that the clause is about; those of the clause above if absent.
        #[names(Dimension)]
        default dimension: Ids,
        /// The level or levels that the clause is about; those of the clause above if absent.
        #[names(Level)]
        default level: Ids,
        /// The band whose outcomes the clause lists.
        #[names(Band)]
        optional band: Id,
        /// The sentence that introduces the list.
        #[text(source)]
        optional intro: Text,
        /// The standard's own remarks on the clause, verbatim, in source order.
        #[text(source)]
        default remarks: Vec<Text>,
        /// Its relations to other clauses and requirements.
        default relates: Vec<Relation>,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which it is known elsewhere.
        default same_as: Vec<Symbol>,
        /// Notes on the clause's title or intro, or on the clause as a whole.
        default note: Notes,
        /// The requirements, in source order.
        default requirements: Vec<RequirementRecord>,
        /// The outcomes, in source order.
        default outcomes: Vec<OutcomeRecord>,
        /// The clauses that are part of it, in document order.
        default clauses: NestedClauses,
    }
}

/// The clauses nested in a clause. Each is gathered as a clause of its own, so a walk over the texts of the outer clause
/// does not meet theirs. Empty if the key is absent.
#[derive(Clone, Debug, Default)]
pub struct NestedClauses(pub Vec<Arc<ClauseRecord>>);

impl Encode for NestedClauses {
    fn encode(&self) -> Yaml {
        self.0.encode()
    }
}

impl Decode for NestedClauses {
    const EXAMPLE: &'static str = Vec::<ClauseRecord>::EXAMPLE;

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let clauses = Vec::<ClauseRecord>::decode(node, faults)?;
        Some(NestedClauses(clauses.into_iter().map(Arc::new).collect()))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Vec::<ClauseRecord>::schema(definitions)
    }
}

record! {
    /// A requirement: one item of a list.
    "a requirement" RequirementRecord {
        /// The requirement's id, which is part of its permalink. If absent, it is the id of the clause or requirement above
        /// with a letter.
        optional id: Id,
        /// The code that the source prints, if it differs from the id.
        optional number: Number,
        /// A short title.
        #[text(label)]
        optional title: Text,
        /// The item, verbatim, with its closing mark. It may be absent if there are `levels`.
        #[text(source)]
        optional text: Text,
        /// The item's letter, such as `c`. Set it after an earlier item was removed, so that this one keeps its id. The
        /// items after it count on from there.
        optional letter: Symbol,
        /// The requirements of an earlier edition that it replaces, as `STANDARD/5.3.4.1-b`. An empty list means that
        /// the requirement is new. If absent, the requirement with the same or nearly the same words is used.
        #[names(RelationTarget)]
        optional replaces: Vec<Symbol>,
        /// The type of the requirement.
        #[names(Type)]
        optional r#type: Id,
        /// The role or roles to which it applies; those of the requirement or clause above if absent.
        #[names(Role)]
        default role: Ids,
        /// The dimension or dimensions to which it belongs; those of the requirement or clause above if absent.
        #[names(Dimension)]
        default dimension: Ids,
        /// The level or levels at which it applies; those of the requirement or clause above if absent.
        #[names(Level)]
        default level: Ids,
        /// The descriptors: the requirement as it reads at each level, by the id of the level.
        #[names(Level)]
        default levels: Descriptors,
        /// Its weight, in points.
        optional weight: Points,
        /// Examples, verbatim, in source order.
        #[text(source)]
        default examples: Vec<Text>,
        /// The standard's own remarks on the item, verbatim, in source order.
        #[text(source)]
        default remarks: Vec<Text>,
        /// Its relations to other clauses and requirements.
        default relates: Vec<Relation>,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which it is known elsewhere.
        default same_as: Vec<Symbol>,
        /// Notes on the item.
        default note: Notes,
        /// The requirements that are part of it, in source order.
        default requirements: Vec<RequirementRecord>,
    }
}

record! {
    /// An outcome: one item of a list.
    "an outcome" OutcomeRecord {
        /// The item, verbatim, with its closing mark.
        #[text(source)]
        required text: Text,
        /// The item's letter, such as `c`, if it does not follow that of the item before it.
        optional letter: Symbol,
        /// Notes on the item.
        default note: Notes,
    }
}

record! {
    /// A term and its definition.
    "a term" Term {
        /// The term.
        #[text(label)]
        required name: Text,
        /// The languages in which the source itself prints the term.
        #[names(Language)]
        required printed: Vec<Id>,
        /// The definition, as printed.
        #[text(source)]
        required definition: Text,
        /// The source of the definition, as printed.
        #[text(label)]
        optional source: Text,
    }
}

record! {
    /// A table: its own rows, or rows that come from the standard's data.
    "a table" Table {
        /// The table's id in links.
        required id: Id,
        /// The table's number, as printed.
        #[text(label)]
        required number: Text,
        /// The caption, as printed.
        #[text(source)]
        required caption: Text,
        /// The column headings, as printed.
        #[text(source)]
        required columns: Vec<Text>,
        /// The rows, in source order, each a list of cells, one for each column. A cell that is the same in every
        /// language, such as a number, is written as it is.
        #[text(source)]
        default rows: Vec<Vec<SharedText>>,
        /// The data in the rows of a table without `rows`: `tasks`, the tasks of the roles; or `requirements`, those of
        /// the clauses below, with a column for each dimension.
        #[names(TableKind)]
        optional shows: Id,
        /// The clause after which the source prints the table, if that is a different clause.
        #[names(Clause)]
        optional printed_after: Id,
        /// Notes on the table.
        default note: Notes,
    }
}

impl Table {
    /// The word in `shows` of a table of tasks.
    pub const TASKS: &str = "tasks";

    /// Whether its rows are the roles and their tasks.
    pub fn shows_tasks(&self) -> bool {
        (self.shows.as_ref()).is_some_and(|shows| *shows == *Table::TASKS)
    }
}

record! {
    /// A figure: a picture, or one that is drawn from the standard's data.
    "a figure" Figure {
        /// The figure's id in links.
        required id: Id,
        /// The figure's number, as printed.
        #[text(label)]
        required number: Text,
        /// The caption, as printed.
        #[text(source)]
        required caption: Text,
        /// The picture, as the name of a file beside this one: `map.svg`.
        optional picture: Symbol,
        /// The picture in words, for people who cannot see it; required with a picture.
        #[text(ours)]
        optional alternative: Text,
        /// The data in a figure without a picture: `roles-dimensions`, the roles and their dimensions.
        #[names(FigureKind)]
        optional shows: Id,
        /// Notes on the figure.
        default note: Notes,
    }
}
