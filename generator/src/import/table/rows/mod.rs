//! The neutral tree of a table: a part for each row, and one for each heading that rows are under.

mod adding;
mod asks;
pub(in crate::import::table) mod cells;
mod codes;
mod expected;
mod heights;
mod lists;
mod nesting;
mod parents;
mod preface;
mod reader;
mod row;
mod sections;
mod signs;
mod totals;

use std::collections::{HashMap, HashSet};

use self::cells::own_permalink;
use self::reader::{RowReader, ValueKind};
use self::signs::SignMeanings;
use crate::import::found::{FoundAxis, FoundStandard, FoundText};
use crate::import::language::guessed;
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::raw::{TableCells, TableOptions};

/// Finds the parts of a standard in the rows below the headings, which are at `header`.
pub(super) fn found(
    cells: &TableCells,
    columns: &[TableColumn],
    header: usize,
    options: &TableOptions,
) -> FoundStandard {
    let rows = &cells.rows[header + 1..];
    let words = columns.iter().filter(|column| {
        matches!(
            column.meaning,
            ColumnMeaning::Text | ColumnMeaning::Title | ColumnMeaning::Descriptor
        )
    });
    let words: Vec<&TableColumn> = words.collect();
    // A column that names no language is in that of the standard.
    let unnamed: Vec<&&TableColumn> = words
        .iter()
        .filter(|column| column.language.is_none())
        .collect();
    let stated = words.iter().find_map(|column| column.language.clone());
    let stated = stated.filter(|_| unnamed.is_empty());
    let of_cells = rows.iter().take(200);
    let of_cells =
        of_cells.flat_map(|(_, row)| unnamed.iter().filter_map(|column| row.get(column.index)));
    let language = options.language.clone().or(stated);
    let language = language.unwrap_or_else(|| guessed(of_cells.map(String::as_str)).to_owned());
    let is_export = columns
        .first()
        .is_some_and(|column| column.heading == "requirement");
    let addresses = columns
        .iter()
        .find(|column| column.meaning == ColumnMeaning::SameAs);
    let first = addresses.and_then(|column| rows.first()?.1.get(column.index));
    let is_own = first.is_some_and(|cell| own_permalink(cell.trim()).is_some());
    let mut reader = RowReader {
        columns,
        found: FoundStandard {
            language: language.clone(),
            ..FoundStandard::default()
        },
        language,
        is_export,
        is_own_book: is_own && !is_export,
        by_code: HashMap::new(),
        by_name: HashMap::new(),
        by_address: HashMap::new(),
        parents: Vec::new(),
        section: None,
        sections: Vec::new(),
        path: Vec::new(),
        headings: HashMap::new(),
        values: HashMap::new(),
        by_key: HashMap::new(),
        asked: Vec::new(),
        outline: Vec::new(),
        depths: Vec::new(),
        last_code: None,
        asides: cells.legends.clone(),
        signs: SignMeanings::of(columns, rows),
        lists: HashSet::new(),
        expected: Vec::new(),
        is_order_told: false,
    };
    reader.declare();
    reader.find_lists(rows);
    reader.declare_expected(rows);
    let told = reader.signs.told();
    reader.found.decisions.extend(told);
    reader.preface(&cells.rows[..header], &cells.rows[header].1);
    let sections = reader.section_rows(rows, &cells.across);
    for (number, row) in rows {
        match sections.get(number) {
            Some(section) => reader.section(*number, *section, row),
            None => reader.row(*number, row),
        }
    }
    reader.tell_sections();
    reader.ask_for_rows();
    reader.nest();
    reader.asides.push(reader.asides.join("\n"));
    reader.asides.extend(cells.rows[header].1.iter().cloned());
    reader.tell_expected();
    reader.order_levels();
    reader.found
}

impl RowReader<'_> {
    /// Declares what the headings themselves name: levels of descriptors, roles, and axes.
    fn declare(&mut self) {
        let columns = self.columns;
        let axes = columns
            .iter()
            .filter(|column| column.meaning == ColumnMeaning::Dimension);
        let axes: Vec<&TableColumn> = axes.collect();
        for axis in &axes {
            let is_named = axes.len() > 1 || axis.base != "dimension";
            self.found.axes.push(FoundAxis {
                title: if is_named {
                    self.words(axis, &axis.base)
                } else {
                    FoundText::default()
                },
                values: Vec::new(),
            });
        }
        for column in columns {
            match column.meaning {
                ColumnMeaning::Descriptor => {
                    self.value(ValueKind::Level, &column.base);
                }
                ColumnMeaning::Asks => {
                    self.value(ValueKind::Role, &column.base);
                }
                _ => {}
            }
        }
    }
}
