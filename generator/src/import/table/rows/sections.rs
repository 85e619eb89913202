//! Rows with words in one cell only: headings of the rows below them, and notes below the table.

use std::collections::HashMap;

use super::reader::RowReader;
use super::totals::is_total;
use crate::import::found::{FoundPlace, FoundText};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::language::message::{Series, message};

/// The most rows that are named.
const MOST_NAMED: usize = 10;

/// The meaning of a row with a single cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionRow {
    /// A heading of the rows below it.
    Heading,
    /// A note below the last row.
    Note,
}

impl RowReader<'_> {
    /// Finds the rows that are headings of those below them, or notes below the table: their only cell is merged across the
    /// table, or has words in the column of codes. There are none if most rows are like that.
    pub(super) fn section_rows(
        &self,
        rows: &[(usize, Vec<String>)],
        across: &HashMap<usize, (usize, usize)>,
    ) -> HashMap<usize, SectionRow> {
        let mut found = HashMap::new();
        if self.is_export || self.is_own_book {
            return found;
        }
        // Below the last row with several cells, there is nothing to head.
        let last = rows.iter().rfind(|(_, row)| is_filled(row));
        let last = last.map_or(0, |(number, _)| *number);
        for (number, row) in rows {
            let Some((index, words)) = only(row).filter(|(_, words)| !is_total(words)) else {
                continue;
            };
            let is_across = across.get(number).is_some_and(|place| self.covers(*place));
            // A heading below the last row would have nothing in it.
            let is_last_heading = *number > last && self.is_of_headings(index);
            if is_across || is_last_heading || (self.is_of_codes(index) && !is_code(words)) {
                let row = match *number < last {
                    true => SectionRow::Heading,
                    false => SectionRow::Note,
                };
                found.insert(*number, row);
            }
        }
        if found.len() * 2 > rows.len() {
            found.clear();
        }
        found
    }

    /// Whether a cell begins where the table does and covers most of it.
    fn covers(&self, (first, last): (usize, usize)) -> bool {
        let headed = || {
            self.columns
                .iter()
                .filter(|column| !column.heading.is_empty())
        };
        let begins = headed()
            .next()
            .is_some_and(|column| first <= column.index + 1);
        let covered = headed().filter(|column| (first..=last).contains(&(column.index + 1)));
        begins && covered.count() * 2 > headed().count()
    }

    fn is_of_codes(&self, index: usize) -> bool {
        self.columns.iter().any(|column| {
            let is_code = matches!(column.meaning, ColumnMeaning::Id | ColumnMeaning::Number);
            column.index == index && is_code
        })
    }

    fn is_of_headings(&self, index: usize) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|column| column.index == index && column.meaning == ColumnMeaning::Clause)
    }

    /// Reads a row with a single cell.
    pub(super) fn section(&mut self, number: usize, section: SectionRow, row: &[String]) {
        let Some((index, words)) = only(row) else {
            return;
        };
        match section {
            SectionRow::Note => {
                self.asides.push(words.to_owned());
                self.leave(
                    FoundPlace::Cell(number, index + 1),
                    message!("a note below the table"),
                    words,
                );
            }
            SectionRow::Heading => {
                self.path.clear();
                let known = self.headings.get(&(None, words.to_owned())).copied();
                let heading = known.unwrap_or_else(|| {
                    self.sections.push(number);
                    let title = FoundText::one(&self.language, words);
                    self.new_heading(number, None, words, title, None)
                });
                self.section = Some(heading);
            }
        }
    }

    /// Says which rows are headings.
    pub(super) fn tell_sections(&mut self) {
        if self.sections.is_empty() {
            return;
        }
        let shown = self.sections.iter().take(MOST_NAMED).map(usize::to_string);
        let mut shown: Vec<String> = shown.collect();
        if self.sections.len() > MOST_NAMED {
            shown.push("…".to_owned());
        }
        self.found.decisions.push(message!(
            "{count} {count|row is a heading|rows are headings} of those below: {rows}",
            count = self.sections.len(),
            rows = Series::plain(shown)
        ));
    }
}

/// The only cell with words, with its place.
fn only(row: &[String]) -> Option<(usize, &str)> {
    let mut filled = row
        .iter()
        .map(|cell| cell.trim())
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty());
    let only = filled.next()?;
    filled.next().is_none().then_some(only)
}

/// Whether a row has several cells with words.
fn is_filled(row: &[String]) -> bool {
    row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1
}

/// Whether words may be a code: `K0005`, `LO1.2`.
fn is_code(words: &str) -> bool {
    let is_sign = |c: char| c.is_ascii() && !c.is_whitespace();
    words.chars().all(is_sign) && words.bytes().any(|byte| byte.is_ascii_digit())
}
