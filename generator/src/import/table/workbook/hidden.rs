//! The rows and columns of a sheet that are hidden. Whoever hid them by hand does not expect them on a public page, so they
//! are not published unless the user asks for it. A filter only narrows the view, and is easily left on: if its rows were left
//! out, an update would take them for removed.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, BufReader, Cursor};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::sheet::left;
use crate::import::found::{CELL_BREAK, FoundPlace, column_name, hidden_row};
use crate::import::table::raw::TableCells;
use crate::language::message::{Message, Series, message};

/// The most rows or columns that are named.
const MOST_NAMED: usize = 20;

/// The rows and columns of a sheet that are hidden, each as its first and its last, counted from 1.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HiddenParts {
    rows: Vec<(usize, usize)>,
    /// The rows of groups that are folded. A sign beside the sheet shows that they are there.
    folded: Vec<(usize, usize)>,
    /// The rows that a filter passes over.
    filtered: Vec<(usize, usize)>,
    columns: Vec<(usize, usize)>,
}

impl HiddenParts {
    /// Reads which parts of a sheet are hidden. There are none if the workbook does not say where the sheet is.
    pub(super) fn of(bytes: &[u8], sheet: &str) -> io::Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
        let Some(path) = path(&mut archive, sheet)? else {
            return Ok(HiddenParts::default());
        };
        let mut hidden = HiddenParts::default();
        let mut row: usize = 0;
        let mut is_filtered = has_filtered_table(&mut archive, &path)?;
        read(&mut archive, &path, |element| {
            match element.local_name().as_ref() {
                "row" => {
                    row = number(element, "r").unwrap_or(row.saturating_add(1));
                    let is_grouped = number(element, "outlineLevel").is_some_and(|level| level > 0);
                    if is_hidden(element) {
                        let rows = match is_grouped {
                            true => &mut hidden.folded,
                            false => &mut hidden.rows,
                        };
                        add(rows, (row, row));
                    }
                }
                "col" if is_hidden(element) => {
                    if let Some(first) = number(element, "min") {
                        let last = number(element, "max").unwrap_or(first);
                        add(&mut hidden.columns, (first, last));
                    }
                }
                "filterColumn" => is_filtered = true,
                _ => {}
            }
        })?;
        if is_filtered {
            hidden.filtered = std::mem::take(&mut hidden.rows);
        }
        hidden.rows.sort_unstable();
        hidden.filtered.sort_unstable();
        hidden.folded.sort_unstable();
        hidden.columns.sort_unstable();
        Ok(hidden)
    }

    /// Takes the hidden rows out of the cells of a sheet, except the one with the headings if the user named it, and marks
    /// the hidden columns. With `is_wanted`, both stay as they are. Reports each in a sentence. Returns the number of rows
    /// that were taken out.
    pub(super) fn withhold(
        &self,
        cells: &mut TableCells,
        header: Option<usize>,
        is_wanted: bool,
    ) -> usize {
        let among = |ranges: &[(usize, usize)]| -> Vec<usize> {
            let rows = cells.rows.iter().map(|(row, _)| *row);
            rows.filter(|row| is_in(ranges, *row) && header != Some(*row))
                .collect()
        };
        let (hidden, folded) = (among(&self.rows), among(&self.folded));
        let filtered = among(&self.filtered);
        let columns = self.columns(cells);
        if !folded.is_empty() {
            cells.decisions.push(message!(
                "{count} {count|row is|rows are} folded in the sheet and imported like the others: {rows}",
                count = folded.len(),
                rows = named(&folded, |row| row.to_string())
            ));
        }
        if !filtered.is_empty() {
            cells.decisions.push(message!(
                "{count} {count|row is|rows are} hidden by a filter and imported like the others: {rows}",
                count = filtered.len(),
                rows = named(&filtered, |row| row.to_string())
            ));
        }
        if is_wanted {
            cells.decisions.extend(imported(&hidden, &columns));
            return 0;
        }
        cells.hidden = columns.iter().map(|column| column - 1).collect();
        if hidden.is_empty() {
            return 0;
        }
        cells.decisions.push(message!(
            "{count} {count|row is|rows are} hidden in the sheet and not imported: {rows}; `--with-hidden` imports {count|it|them}",
            count = hidden.len(),
            rows = named(&hidden, |row| row.to_string())
        ));
        let hidden: HashSet<usize> = hidden.into_iter().collect();
        let rows = std::mem::take(&mut cells.rows).into_iter();
        let (hidden, shown) = rows.partition(|(row, _)| hidden.contains(row));
        cells.rows = shown;
        let hidden: Vec<(usize, Vec<String>)> = hidden;
        let count = hidden.len();
        for (row, words) in hidden {
            let words = words.iter().map(|cell| cell.trim());
            let words: Vec<&str> = words.filter(|cell| !cell.is_empty()).collect();
            let place = FoundPlace::Row(row);
            let row = left(place, hidden_row(), words.join(CELL_BREAK));
            cells.left.push(row);
        }
        count
    }

    /// The hidden columns with content.
    fn columns(&self, cells: &TableCells) -> Vec<usize> {
        let width = cells.rows.iter().map(|(_, row)| row.len()).max();
        (1..=width.unwrap_or(0))
            .filter(|column| is_in(&self.columns, *column))
            .filter(|column| {
                let mut cells = cells.rows.iter().filter_map(|(_, row)| row.get(column - 1));
                cells.any(|cell| !cell.trim().is_empty())
            })
            .collect()
    }
}

/// Says which hidden rows and columns are imported, a sentence each.
fn imported(rows: &[usize], columns: &[usize]) -> Vec<Message> {
    let mut told = Vec::new();
    if !rows.is_empty() {
        told.push(message!(
            "{count} {count|row is|rows are} hidden in the sheet and imported like the others: {rows}",
            count = rows.len(),
            rows = named(rows, |row| row.to_string())
        ));
    }
    if !columns.is_empty() {
        told.push(message!(
            "{count} {count|column is|columns are} hidden in the sheet and read like the others: {columns}",
            count = columns.len(),
            columns = named(columns, column_name)
        ));
    }
    told
}

/// Names numbers, with those that follow each other as ranges.
fn named(numbers: &[usize], name: impl Fn(usize) -> String) -> Message {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        add(&mut ranges, (*number, *number));
    }
    let shown = ranges
        .iter()
        .take(MOST_NAMED)
        .map(|(first, last)| match first == last {
            true => name(*first),
            false => format!("{}–{}", name(*first), name(*last)),
        });
    let mut shown: Vec<String> = shown.collect();
    if ranges.len() > MOST_NAMED {
        shown.push("…".to_owned());
    }
    message!("{names}", names = Series::plain(shown))
}

/// Adds a range. One that follows the last is joined with it.
fn add(ranges: &mut Vec<(usize, usize)>, (first, last): (usize, usize)) {
    match ranges.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
        Some(_) | None => ranges.push((first, last)),
    }
}

/// Whether a number is in one of these ranges, which are sorted.
fn is_in(ranges: &[(usize, usize)], number: usize) -> bool {
    let place = ranges.partition_point(|(first, _)| *first <= number);
    let before = place.checked_sub(1).map(|place| ranges[place]);
    before.is_some_and(|(_, last)| number <= last)
}

/// The path of a sheet in the archive.
fn path(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> io::Result<Option<String>> {
    let mut id = None;
    read(archive, "xl/workbook.xml", |element| {
        let is_named = element.local_name().as_ref() == "sheet";
        if is_named && attribute(element, "name").as_deref() == Some(sheet) {
            id = attribute(element, "id");
        }
    })?;
    let Some(id) = id else {
        return Ok(None);
    };
    let mut target = None;
    read(archive, "xl/_rels/workbook.xml.rels", |element| {
        if attribute(element, "Id").as_deref() == Some(&*id) {
            target = attribute(element, "Target");
        }
    })?;
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if target.starts_with("xl/") => target,
        None => format!("xl/{target}"),
    }))
}

/// Whether a filter of a table on this sheet passes over some rows.
fn has_filtered_table(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> io::Result<bool> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let mut tables = Vec::new();
    read(archive, &format!("{folder}/_rels/{name}.rels"), |element| {
        let is_table = attribute(element, "Type").is_some_and(|kind| kind.ends_with("/table"));
        tables.extend(attribute(element, "Target").filter(|_| is_table));
    })?;
    let mut is_filtered = false;
    for table in tables {
        let table = match table.strip_prefix("../") {
            Some(beside) => format!("xl/{beside}"),
            None => table.trim_start_matches('/').to_owned(),
        };
        read(archive, &table, |element| {
            is_filtered |= element.local_name().as_ref() == "filterColumn";
        })?;
    }
    Ok(is_filtered)
}

/// Passes each element of a part of the archive to `see`. A part that is not there has none.
fn read(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    mut see: impl FnMut(&BytesStart<'_>),
) -> io::Result<()> {
    let is_path = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(path);
    let found = (0..archive.len()).find(|index| {
        let name = archive.name_for_index(*index);
        name.is_some_and(|name| name.is_ok_and(|name| is_path(&name)))
    });
    let Some(index) = found else {
        return Ok(());
    };
    let entry = archive.by_index(index).map_err(io::Error::other)?;
    let mut reader = Reader::from_reader(BufReader::new(entry));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(io::Error::other)?;
        if let Event::Start(element) | Event::Empty(element) = &event {
            see(element);
        } else if event == Event::Eof {
            return Ok(());
        }
    }
}

/// An attribute, by its name without a prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(element, name)?.parse().ok()
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}
