//! The state of reading rows, and the values that cells name.

use std::collections::{HashMap, HashSet};

use super::cells::unbroken;
use super::signs::SignMeanings;
use crate::import::found::{
    FoundGroup, FoundPlace, FoundRole, FoundStandard, FoundText, FoundValue, LeftOver,
};
use crate::import::table::columns::TableColumn;
use crate::language::message::Message;

/// The roles and levels of a row, which tell what a role asks for if a part has several rows.
#[derive(Debug)]
pub(super) struct RowAsk {
    pub(super) item: usize,
    pub(super) roles: Vec<usize>,
    pub(super) levels: Vec<usize>,
    /// The level that the role has itself.
    pub(super) own_level: Option<String>,
}

/// A parent that a row names.
#[derive(Debug)]
pub(super) struct NamedParent {
    pub(super) item: usize,
    pub(super) name: String,
    /// The title of the parent, if the row has it.
    pub(super) title: FoundText,
    /// The place of the name.
    pub(super) place: FoundPlace,
}

/// A kind of value that cells name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ValueKind {
    Role,
    Level,
    Type,
    /// A group of roles, by the group that it is part of.
    Group(Option<usize>),
    Axis(usize),
}

pub(super) struct RowReader<'a> {
    pub(super) columns: &'a [TableColumn],
    pub(super) found: FoundStandard,
    pub(super) language: String,
    /// The table is one that the program wrote itself.
    pub(super) is_export: bool,
    /// The table is a workbook that the program wrote itself, with titles where other tables of its own have ids.
    pub(super) is_own_book: bool,
    /// The parts by their codes.
    pub(super) by_code: HashMap<String, usize>,
    /// The parts by their titles or texts.
    pub(super) by_name: HashMap<String, usize>,
    /// The parts by their addresses.
    pub(super) by_address: HashMap<String, usize>,
    /// The parts that name a parent.
    pub(super) parents: Vec<NamedParent>,
    /// The heading across the table that the current row is under.
    pub(super) section: Option<usize>,
    /// The rows of these headings.
    pub(super) sections: Vec<usize>,
    /// The headings that the current row is under: the words of each, and the part.
    pub(super) path: Vec<(String, usize)>,
    /// The parts of headings, by the heading above and their words.
    pub(super) headings: HashMap<(Option<usize>, String), usize>,
    pub(super) values: HashMap<(ValueKind, String), usize>,
    /// The parts by what tells them apart: their codes, or their titles and texts.
    pub(super) by_key: HashMap<String, usize>,
    /// The roles and levels of each row.
    pub(super) asked: Vec<RowAsk>,
    /// The numbers of parts in an outline.
    pub(super) outline: Vec<(usize, String)>,
    /// The depth of each part by its indentation or its column of depths, for tables without other nesting.
    pub(super) depths: Vec<(usize, usize)>,
    /// The words beside the table, which may explain its levels.
    pub(super) asides: Vec<String>,
    /// The code of the row above.
    pub(super) last_code: Option<String>,
    /// What the signs in the columns of roles mean.
    pub(super) signs: SignMeanings,
    /// The columns whose cells are lists with commas between.
    pub(super) lists: HashSet<usize>,
    /// The levels that these columns name, lowest first.
    pub(super) expected: Vec<String>,
    /// The report says that the levels are taken for lowest first.
    pub(super) is_order_told: bool,
}

impl RowReader<'_> {
    pub(super) fn words(&self, column: &TableColumn, words: &str) -> FoundText {
        let language = column.language.as_deref().unwrap_or(&self.language);
        FoundText::one(language, &unbroken(words))
    }

    /// The value that a cell names, which is declared if it is new.
    pub(super) fn value(&mut self, kind: ValueKind, name: &str) -> usize {
        let key = (kind, name.trim().to_lowercase());
        if let Some(known) = self.values.get(&key) {
            return *known;
        }
        let value = FoundValue {
            code: self.is_export.then(|| name.to_owned()),
            title: FoundText::one(&self.language, name),
            ..FoundValue::default()
        };
        let list = match kind {
            ValueKind::Role => {
                self.found.roles.push(FoundRole {
                    about: value,
                    ..FoundRole::default()
                });
                let place = self.found.roles.len() - 1;
                self.values.insert(key, place);
                return place;
            }
            ValueKind::Level => &mut self.found.levels,
            ValueKind::Type => &mut self.found.types,
            ValueKind::Group(parent) => {
                self.found.groups.push(FoundGroup {
                    about: value,
                    parent,
                });
                let place = self.found.groups.len() - 1;
                self.values.insert(key, place);
                return place;
            }
            ValueKind::Axis(axis) => &mut self.found.axes[axis].values,
        };
        list.push(value);
        let place = list.len() - 1;
        self.values.insert(key, place);
        place
    }

    pub(super) fn leave(&mut self, place: FoundPlace, what: Message, content: &str) {
        self.found.left.push(LeftOver {
            place,
            what,
            content: content.to_owned(),
        });
    }
}
