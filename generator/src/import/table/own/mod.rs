//! Reads a workbook of our own back: its records as they were written, with the cells that differ now.

mod clauses;
mod edits;
mod new_rows;
mod parts;
mod rows;
mod texts;
mod values;

use std::collections::HashMap;

use self::edits::OwnEditor;
use self::parts::OwnParts;
use self::rows::{SeenSheet, WrittenBook, WrittenSheet};
use crate::import::found::{FoundPlace, FoundStandard, FoundText, LeftOver};
use crate::import::own::OwnStandard;
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::raw::TableCells;
use crate::import::table::read_table::ReadTable;
use crate::language::message::message;
use crate::source::return_sheet::FIRST_CELL;

/// Reads the sheets. `None` if the hidden one is not whole, so that the workbook is a table like any other.
pub(super) fn read(sheets: &[TableCells]) -> Option<ReadTable> {
    let is_hidden = |sheet: &&TableCells| {
        let first = sheet.rows.first().and_then(|(_, row)| row.first());
        first.is_some_and(|cell| cell == FIRST_CELL)
    };
    let hidden = sheets.iter().find(is_hidden)?;
    let book = WrittenBook::of(hidden)?;
    let parts = OwnParts::of(&book)?;
    let before = parts.records();
    let seen = SeenSheet::of(sheets, &book.requirements)?;
    let clauses = SeenSheet::of(sheets, &book.clauses);
    let mut editor = OwnEditor::new(parts, &book);
    if let Some(clauses) = &clauses {
        editor.clauses(clauses);
    }
    editor.requirements(&seen);
    editor.finish(clauses.is_some());
    let (parts, mut left, decisions) = editor.into_parts();
    for sheet in sheets.iter().filter(|sheet| !is_hidden(sheet)) {
        left.extend(sheet.left.iter().cloned());
    }
    for (row, column, heading, words) in seen
        .others
        .iter()
        .chain(clauses.iter().flat_map(|sheet| &sheet.others))
    {
        left.push(LeftOver {
            place: FoundPlace::Cell(*row, *column),
            what: match heading.is_empty() {
                true => message!("a column without a heading"),
                false => message!("the column `{heading}`", heading),
            },
            content: words.clone(),
        });
    }
    left.splice(0..0, parts.left.iter().cloned());
    let title = &parts.about.title;
    let language = parts.about.language.as_str().to_owned();
    let found = FoundStandard {
        code: Some(parts.about.id.as_str().to_owned()),
        title: FoundText(
            title
                .languages
                .iter()
                .map(|(language, words, _)| (language.to_string(), words.to_string()))
                .collect(),
        ),
        language,
        left,
        decisions,
        own: Some(Box::new(OwnStandard {
            handbook: parts.handbook.clone(),
            rubric: parts.rubric.clone(),
            now: parts.records(),
            before,
        })),
        ..FoundStandard::default()
    };
    Some(ReadTable {
        found,
        columns: columns(&book.requirements, &seen),
        header: seen.header,
        remarks: vec![
            message!("a workbook that clausebook exported; cells that differ from it are changes"),
            message!("the sheet is `{name}`", name = seen.name.clone()),
        ],
    })
}

/// The columns with their meanings, in the order in which they are now.
fn columns(written: &WrittenSheet, seen: &SeenSheet) -> Vec<TableColumn> {
    let mut all: HashMap<usize, TableColumn> = HashMap::new();
    let written = written.columns.iter().zip(&written.headings);
    for ((key, heading), index) in written.zip(&seen.columns) {
        let Some(index) = *index else {
            continue;
        };
        let mut parts = key.split(':');
        let name = parts.next().unwrap_or_default();
        let language = matches!(name, "title" | "text" | "note" | "levels");
        let meaning = match name {
            "levels" => ColumnMeaning::Descriptor,
            "permalink" => ColumnMeaning::SameAs,
            name => ColumnMeaning::of(name).unwrap_or(ColumnMeaning::Ignore),
        };
        let column = TableColumn {
            index,
            base: heading.clone(),
            heading: heading.clone(),
            meaning,
            language: parts.next_back().filter(|_| language).map(str::to_owned),
            is_stated: true,
            is_withheld: false,
        };
        all.insert(index, column);
    }
    for (_, column, heading, _) in &seen.others {
        let index = column - 1;
        all.entry(index).or_insert_with(|| TableColumn {
            index,
            base: heading.clone(),
            heading: heading.clone(),
            meaning: ColumnMeaning::Ignore,
            language: None,
            is_stated: true,
            is_withheld: false,
        });
    }
    let mut all: Vec<TableColumn> = all.into_values().collect();
    all.sort_by_key(|column| column.index);
    all
}
