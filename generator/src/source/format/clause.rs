//! `clauses/*.yaml`: the numbered parts of a standard, in document order.

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::{Id, Symbol, Text};
use crate::source::decode::{Decode, Definitions, record};
use crate::source::diagnostic::Diagnostic;
use crate::source::yaml::{Node, Value};

record! {
    /// A numbered part of a standard.
    "a clause" Clause {
        /// The clause's number.
        required id: Id,
        /// The clause's title.
        optional title: Text,
        /// Whether it stands before the standard's title and has no number, as a foreword does.
        default preliminary: bool,
        /// Prose, a paragraph an item.
        default text: Vec<Paragraph>,
        /// The term that the clause defines.
        optional term: Term,
        /// A table that belongs to the clause.
        optional table: Table,
        /// A figure that belongs to the clause.
        optional figure: Figure,
        /// The role that the clause is about.
        optional role: Id,
        /// The dimension that the clause is about.
        optional dimension: Id,
        /// The level that the clause is about.
        optional level: Id,
        /// The sentence that opens the list.
        optional intro: Text,
        /// The requirements, in the source's order.
        default requirements: Vec<Item>,
        /// The band whose outcomes the clause lists.
        optional band: Id,
        /// The outcomes, in the source's order.
        default outcomes: Vec<Item>,
        /// Remarks on the clause's title, intro, or as a whole.
        default note: Notes,
    }
}

record! {
    /// One item of a list: a requirement or an outcome.
    "a list item" Item {
        /// The item, to the letter, with its closing mark.
        required text: Text,
        /// The item's letter, where one before it is no more, so that it keeps its name: `c`. Those after it go on from there.
        optional letter: Symbol,
        /// The requirements of an earlier edition that it replaces, as `STANDARD/5.3.4.1-b`. An empty list says that the
        /// requirement is new; without one, the requirement in the same words, or in nearly the same, is found.
        optional replaces: Vec<Symbol>,
        /// Remarks on the item.
        default note: Notes,
    }
}

record! {
    /// A term and its definition.
    "a term" Term {
        /// The term.
        required name: Text,
        /// The languages in which the source itself prints the term.
        required printed: Vec<Id>,
        /// What it means, as printed.
        required definition: Text,
        /// Where the source takes the definition from, as printed.
        optional source: Text,
    }
}

record! {
    /// A table whose rows come from the standard's data.
    "a table" Table {
        /// The table's name in links.
        required id: Id,
        /// The table's number, as printed.
        required number: Text,
        /// The caption, as printed.
        required caption: Text,
        /// The column heads, as printed.
        required columns: Vec<Text>,
        /// What the rows are: `tasks`.
        required shows: Id,
        /// The clause after which the source prints the table, where that is another one.
        optional printed_after: Id,
        /// Remarks on the table.
        default note: Notes,
    }
}

record! {
    /// A figure that is drawn from the standard's data.
    "a figure" Figure {
        /// The figure's name in links.
        required id: Id,
        /// The figure's number, as printed.
        required number: Text,
        /// The caption, as printed.
        required caption: Text,
        /// What it shows: `roles-dimensions`.
        required shows: Id,
        /// Remarks on the figure.
        default note: Notes,
    }
}

record! {
    /// A paragraph with remarks.
    "a paragraph" NotedParagraph {
        /// The paragraph.
        required text: Text,
        /// Remarks on it.
        default note: Notes,
    }
}

/// A paragraph of prose: a text, or `{text: …, note: …}`.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The paragraph.
    pub text: Text,
    /// Remarks on it.
    pub note: Notes,
}

impl Decode for Paragraph {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let noted = matches!(&node.value, Value::Mapping(pairs) if pairs.iter().any(|(key, _)| {
            matches!(&key.value, Value::Scalar(name) if matches!(name.as_str(), "text" | "note"))
        }));
        if noted {
            NotedParagraph::decode(node, faults).map(|paragraph| Paragraph {
                text: paragraph.text,
                note: paragraph.note,
            })
        } else {
            Text::decode(node, faults).map(|text| Paragraph {
                text,
                note: Notes::default(),
            })
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"anyOf": [Text::schema(definitions), NotedParagraph::schema(definitions)]})
    }
}
