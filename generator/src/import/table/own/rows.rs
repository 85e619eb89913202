//! The rows of a workbook of our own: those that people see, and those that the hidden sheet repeats.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::import::table::raw::TableCells;
use crate::source::return_sheet::{
    CLAUSE_SHEET, COLUMNS, FILE, FIRST_CELL, HEADINGS, NAME, REQUIREMENT_SHEET, ROW, TEXT_MARK,
    VERSION,
};
use crate::source::tree::Tree;

/// A sheet as it was written.
#[derive(Debug, Default)]
pub(super) struct WrittenSheet {
    pub(super) name: String,
    /// The meanings of its columns.
    pub(super) columns: Vec<String>,
    pub(super) headings: Vec<String>,
    /// The id of each row, and its cells.
    pub(super) rows: Vec<(String, Vec<String>)>,
}

impl WrittenSheet {
    /// The cells of the rows, by their ids.
    pub(super) fn by_id(&self) -> HashMap<&str, &Vec<String>> {
        let rows = self.rows.iter();
        rows.map(|(id, cells)| (id.as_str(), cells)).collect()
    }
}

/// The hidden sheet.
#[derive(Debug, Default)]
pub(super) struct WrittenBook {
    /// The files of the standard.
    pub(super) tree: Tree,
    pub(super) requirements: WrittenSheet,
    pub(super) clauses: WrittenSheet,
}

impl WrittenBook {
    /// Reads the hidden sheet. `None` if it is not one of this version.
    pub(super) fn of(cells: &TableCells) -> Option<Self> {
        let (_, first) = cells.rows.first()?;
        let is_known = first.first()? == FIRST_CELL && first.get(1)?.trim() == VERSION;
        if !is_known {
            return None;
        }
        let mut book = WrittenBook::default();
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for (_, row) in &cells.rows[1..] {
            let cell = |place: usize| row.get(place).map_or("", String::as_str);
            if cell(0) == FILE {
                let piece = cell(2).strip_prefix(TEXT_MARK)?.strip_suffix(TEXT_MARK)?;
                files.entry(cell(1)).or_default().push_str(piece);
                continue;
            }
            let sheet = match cell(0) {
                REQUIREMENT_SHEET => &mut book.requirements,
                CLAUSE_SHEET => &mut book.clauses,
                _ => continue,
            };
            let rest = || row.get(2..).unwrap_or_default().to_vec();
            match cell(1) {
                NAME => cell(2).clone_into(&mut sheet.name),
                COLUMNS => sheet.columns = rest(),
                HEADINGS => sheet.headings = rest(),
                ROW => {
                    let cells = row.get(3..).unwrap_or_default().to_vec();
                    sheet.rows.push((cell(2).to_owned(), cells));
                }
                _ => {}
            }
        }
        let files = files.into_iter().map(|(path, text)| {
            let text = text.replace("\r\n", "\n");
            (Arc::from(path), Arc::from(text))
        });
        book.tree.files = files.collect();
        Some(book)
    }
}

/// A row that people see.
#[derive(Debug)]
pub(super) struct SeenRow {
    /// Its number, counted from 1.
    pub(super) number: usize,
    /// The cell of each column that was written, with the number of its column now. `None` if the column is not there.
    pub(super) cells: Vec<Option<(String, usize)>>,
}

/// A sheet that people see.
#[derive(Debug)]
pub(super) struct SeenSheet {
    pub(super) name: String,
    /// The number of the row of the headings.
    pub(super) header: usize,
    /// The place of each column that was written, counted from 0.
    pub(super) columns: Vec<Option<usize>>,
    pub(super) rows: Vec<SeenRow>,
    /// The cells of columns that were not written: the row, the column, the heading and the words.
    pub(super) others: Vec<(usize, usize, String, String)>,
}

impl SeenSheet {
    /// Finds the sheet: by its name, or else by its headings.
    pub(super) fn of(sheets: &[TableCells], written: &WrittenSheet) -> Option<Self> {
        let named = sheets
            .iter()
            .find(|sheet| sheet.sheet.as_deref() == Some(&*written.name));
        let found = named.and_then(|sheet| Some((sheet, header(sheet, written)?)));
        let (sheet, place) = found.or_else(|| {
            let mut all = sheets.iter();
            all.find_map(|sheet| Some((sheet, header(sheet, written)?)))
        })?;
        let (number, headings) = &sheet.rows[place];
        let mut columns: Vec<Option<usize>> = Vec::new();
        for heading in &written.headings {
            let free = headings.iter().enumerate().find(|(column, known)| {
                normal(known) == normal(heading) && !columns.contains(&Some(*column))
            });
            columns.push(free.map(|(column, _)| column));
        }
        let mut rows = Vec::new();
        let mut others = Vec::new();
        for (number, row) in &sheet.rows[place + 1..] {
            let cell = |column: usize| row.get(column).map_or("", String::as_str);
            let cells = columns.iter().map(|column| {
                let column = (*column)?;
                Some((normal(cell(column)), column + 1))
            });
            rows.push(SeenRow {
                number: *number,
                cells: cells.collect(),
            });
            for (column, words) in row.iter().enumerate() {
                if !columns.contains(&Some(column)) && !words.trim().is_empty() {
                    let heading = headings.get(column).map_or("", |heading| heading.trim());
                    others.push((*number, column + 1, heading.to_owned(), words.clone()));
                }
            }
        }
        Some(SeenSheet {
            name: sheet.sheet.clone().unwrap_or_default(),
            header: *number,
            columns,
            rows,
            others,
        })
    }
}

/// The place of the row with the headings: one of the first with most of them.
fn header(sheet: &TableCells, written: &WrittenSheet) -> Option<usize> {
    let count = |row: &[String]| {
        let headings = written.headings.iter();
        headings
            .filter(|heading| row.iter().any(|cell| normal(cell) == normal(heading)))
            .count()
    };
    let rows = sheet.rows.iter().take(30).enumerate();
    let (place, (_, row)) =
        rows.max_by_key(|(place, (_, row))| (count(row), usize::MAX - place))?;
    (count(row) * 2 > written.headings.len()).then_some(place)
}

/// A cell as it is compared: programs change line breaks, and spaces at the ends of lines.
pub(super) fn normal(cell: &str) -> String {
    let lines = cell.trim().lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}
