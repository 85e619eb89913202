//! The meaning of each column: as the user states it, or as its heading and its cells suggest.

pub(in crate::import::table) mod headings;
mod hierarchy;
pub(in crate::import::table) mod levels;
pub(in crate::import::table) mod marks;
pub mod meaning;
mod second_headings;
mod unfold;

use std::collections::{HashMap, HashSet};

use self::headings::{divided, meaning, plain};
use self::levels::{cefr, is_level};
use self::marks::{CellMark, mark};
use self::meaning::ColumnMeaning;
use crate::import::address::uuid;
use crate::import::error::ImportError;
use crate::import::found::quoted;
use crate::import::found::{FoundPlace, column_name};
use crate::import::input::ImportFile;
use crate::import::table::raw::{TableCells, TableOptions};
use crate::language::message::{Message, Series, message};

/// A column with its meaning.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Its place, counted from 0.
    pub index: usize,
    /// Its heading; empty if it has none.
    pub heading: String,
    /// The heading without the language in it.
    pub(in crate::import::table) base: String,
    /// Its meaning.
    pub meaning: ColumnMeaning,
    /// The language of its words, if it names one.
    pub language: Option<String>,
    /// Whether the meaning is known: the user stated it, or the table is our own.
    pub is_stated: bool,
    /// Whether the sheet hides it, and its words would be published, so that they are not imported.
    pub is_withheld: bool,
}

/// Decides the meaning of each column. Returns the columns and the place of the row with their headings.
pub(super) fn understood(
    file: &ImportFile,
    cells: &mut TableCells,
    options: &TableOptions,
) -> Result<(Vec<TableColumn>, usize), ImportError> {
    let place = header(file, cells, options)?;
    if options.header.is_none() {
        second_headings::join(cells, place);
    }
    if options.columns.is_empty() && !hierarchy::flatten(cells, place) {
        unfold::unfold(cells, place);
    }
    let (_, headings) = &cells.rows[place];
    let rows = &cells.rows[place + 1..];
    let width = rows
        .iter()
        .map(|(_, row)| row.len())
        .max()
        .unwrap_or(0)
        .max(headings.len());
    let mut columns: Vec<TableColumn> = (0..width)
        .map(|index| {
            let heading = headings.get(index).map_or("", |heading| heading.trim());
            let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
            let (base, language) = divided(&heading);
            let meaning = meaning(base).unwrap_or(ColumnMeaning::Ignore);
            TableColumn {
                base: base.to_owned(),
                language,
                index,
                meaning,
                is_stated: false,
                is_withheld: false,
                heading,
            }
        })
        .collect();
    let view = ColumnCells { rows };
    view.guess(&mut columns);
    for column in &mut columns {
        let is_hidden = cells.hidden.contains(&column.index);
        if is_hidden && column.meaning.is_published() && !column.is_stated {
            column.is_withheld = true;
            column.meaning = ColumnMeaning::Ignore;
        }
    }
    for option in &options.columns {
        let found = columns
            .iter()
            .position(|column| is_named(column, &option.heading));
        let Some(found) = found else {
            let names = columns
                .iter()
                .filter(|column| !column.heading.is_empty())
                .map(|column| quoted(&column.heading));
            return Err(ImportError::usage(
                message!(
                    "{file} has no column `{heading}`",
                    file = file.name,
                    heading = option.heading
                ),
                message!(
                    "its columns are {columns}; a letter such as `C` names a column, too",
                    columns = Series::plain(names)
                ),
            ));
        };
        columns[found].meaning = option.meaning;
        columns[found].is_stated = true;
        columns[found].is_withheld = false;
        columns[found].language = option.language.clone().or(columns[found].language.take());
    }
    settle(&view, &mut columns);
    for column in &mut columns {
        if !column.meaning.is_words() {
            column.language = None;
        }
    }
    let has_words = columns.iter().any(|column| {
        matches!(
            column.meaning,
            ColumnMeaning::Text | ColumnMeaning::Title | ColumnMeaning::Descriptor
        )
    });
    if !has_words {
        let help = match columns.iter().find(|column| column.is_withheld) {
            Some(column) => message!(
                "column {column} is hidden in the sheet; `--with-hidden` imports hidden rows and columns as well",
                column = column_name(column.index + 1)
            ),
            None => message!(
                "name the column with `--column text=HEADING`, and the row of the headings with `--header-row N`"
            ),
        };
        return Err(ImportError::content(
            &file.name,
            FoundPlace::Row(cells.rows[place].0),
            message!("no column has texts"),
            help,
        ));
    }
    let told = hidden(&columns, &cells.hidden);
    cells.decisions.extend(told);
    Ok((columns, place))
}

/// Says which columns are hidden in the sheet: those that are not imported, and those that tell the structure.
fn hidden(columns: &[TableColumn], hidden: &HashSet<usize>) -> Vec<Message> {
    let named = |is_withheld: bool| -> Vec<String> {
        columns
            .iter()
            .filter(|column| hidden.contains(&column.index))
            .filter(|column| column.is_withheld == is_withheld)
            .map(|column| column_name(column.index + 1))
            .collect()
    };
    let (withheld, used) = (named(true), named(false));
    let mut told = Vec::new();
    if !withheld.is_empty() {
        told.push(message!(
            "{count} {count|column is|columns are} hidden in the sheet and not imported: {columns}; `--with-hidden` imports {count|it|them}",
            count = withheld.len(),
            columns = Series::plain(withheld)
        ));
    }
    if !used.is_empty() {
        told.push(message!(
            "{count} {count|column is|columns are} hidden in the sheet and read like the others: {columns}",
            count = used.len(),
            columns = Series::plain(used)
        ));
    }
    told
}

/// Whether a user means this column: by its heading, or by its letter.
fn is_named(column: &TableColumn, named: &str) -> bool {
    let by_heading = !column.heading.is_empty() && plain(&column.heading) == plain(named);
    by_heading || column_name(column.index + 1) == named
}

/// The place of the row with the headings: the first of those with the most known headings.
fn header(
    file: &ImportFile,
    cells: &TableCells,
    options: &TableOptions,
) -> Result<usize, ImportError> {
    let nothing = || {
        ImportError::content(
            &file.name,
            FoundPlace::File,
            message!("the table has no rows"),
            message!("name another sheet with `--sheet`, or check that this is the right file"),
        )
    };
    if let Some(row) = options.header {
        let found = cells.rows.iter().position(|(number, _)| *number == row);
        return found.ok_or_else(|| {
            ImportError::usage(
                message!("row {row} is empty", row),
                message!("name the row with the headings"),
            )
        });
    }
    // Levels in the cells of several rows are values, not headings.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, row) in cells.rows.iter().take(200) {
        for cell in row.iter().filter(|cell| is_level(cell)) {
            *counts.entry(cell.trim()).or_default() += 1;
        }
    }
    let is_repeated = |cell: &str| counts.get(cell.trim()).is_some_and(|count| *count > 1);
    let score = |row: &[String]| {
        let stated = |heading: &String| {
            options
                .columns
                .iter()
                .any(|option| plain(&option.heading) == plain(heading))
        };
        let has_values = row.iter().any(|cell| is_repeated(cell));
        let has_cefr = row.iter().filter(|cell| cefr(cell).is_some()).count() > 1;
        let hits = row
            .iter()
            .filter(|heading| heading.len() < 100)
            .filter(|heading| {
                let base = divided(heading).0;
                let is_level = is_level(base) || (has_cefr && cefr(base).is_some());
                stated(heading) || meaning(base).is_some() || (is_level && !has_values)
            });
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        // Headings are no addresses.
        let has_addresses = row.iter().any(|cell| cell.contains("://"));
        match has_addresses {
            true => (0, 0),
            false => (hits.count(), filled.min(3)),
        }
    };
    let rows = cells.rows.iter().take(30).enumerate();
    let best = rows.max_by_key(|(place, (_, row))| (score(row), usize::MAX - place));
    best.map(|(place, _)| place)
        .filter(|place| place + 1 < cells.rows.len())
        .ok_or_else(nothing)
}

/// The cells below the headings.
struct ColumnCells<'a> {
    rows: &'a [(usize, Vec<String>)],
}

impl ColumnCells<'_> {
    /// The cells of a column that are not empty.
    fn filled(&self, index: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |(_, row)| row.get(index));
        cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// Whether the values of a column are repeated, as those of a heading are.
    fn is_repeated(&self, index: usize) -> bool {
        let values: Vec<&str> = self.filled(index).collect();
        let distinct: HashSet<&&str> = values.iter().collect();
        distinct.len() * 5 < values.len() * 4
    }

    /// Whether a column has cells in the first row and in fewer than half of the others, as a heading that is written once
    /// for the rows below it.
    fn is_written_once(&self, index: usize) -> bool {
        let count = self.filled(index).count();
        let is_first = self
            .rows
            .first()
            .and_then(|(_, row)| row.get(index))
            .is_some_and(|cell| !cell.trim().is_empty());
        is_first && count > 1 && count * 2 < self.rows.len()
    }

    /// Whether each value of a column always comes with the same value of another, in rows that do not follow each other:
    /// the rows are about the same thing again.
    fn decides(&self, index: usize, other: usize) -> bool {
        let mut known: HashMap<&str, &str> = HashMap::new();
        let mut last = "";
        let mut comes_again = false;
        for (_, row) in self.rows {
            let of = |index: usize| row.get(index).map_or("", |cell| cell.trim());
            let (value, words) = (of(index), of(other));
            if value.is_empty() || words.is_empty() {
                continue;
            }
            match known.insert(value, words) {
                Some(before) if before != words => return false,
                Some(_) => comes_again |= value != last,
                None => {}
            }
            last = value;
        }
        comes_again
    }

    /// Whether the cells of a column are the depths in the tree that another column tells by naming parents: the rows
    /// without a parent, and only these, have the lowest number.
    fn is_depth(&self, index: usize, parent: usize) -> bool {
        let of =
            |row: &[String], index: usize| row.get(index).map_or("", |cell| cell.trim()).to_owned();
        let depths: Option<Vec<(u8, bool)>> = (self.rows.iter())
            .map(|(_, row)| Some((of(row, index).parse().ok()?, of(row, parent).is_empty())))
            .collect();
        let depths = depths.unwrap_or_default();
        let Some(least) = depths
            .iter()
            .map(|(depth, _)| *depth)
            .min()
            .filter(|least| *least < 2)
        else {
            return false;
        };
        let is_told = depths
            .iter()
            .all(|(depth, is_top)| (*depth == least) == *is_top);
        is_told && depths.iter().any(|(_, is_top)| !is_top)
    }

    /// Whether most cells of a column are UUIDs.
    fn has_uuids(&self, index: usize) -> bool {
        let count = self
            .filled(index)
            .filter(|cell| uuid(cell).is_some())
            .count();
        count > 0 && count * 2 > self.filled(index).count()
    }

    /// Guesses what headings alone do not tell.
    fn guess(&self, columns: &mut [TableColumn]) {
        let is_export = columns
            .first()
            .is_some_and(|column| column.heading == "requirement")
            && columns.iter().any(|column| column.heading == "clause");
        if is_export {
            self.guess_export(columns);
            return;
        }
        let cefr: Vec<usize> = unmapped(columns)
            .filter(|index| cefr(&columns[*index].base).is_some())
            .collect();
        let levels: Vec<usize> = unmapped(columns)
            .filter(|index| {
                is_level(&columns[*index].base) || (cefr.len() > 1 && cefr.contains(index))
            })
            .collect();
        let in_one = |row: &Vec<String>| {
            levels
                .iter()
                .filter(|index| row.get(**index).is_some_and(|cell| !cell.trim().is_empty()))
                .count()
        };
        let single = self.rows.iter().filter(|(_, row)| in_one(row) == 1).count();
        let several = self.rows.iter().filter(|(_, row)| in_one(row) > 1).count();
        // An outline has one cell in each row, further to the right the deeper it is.
        let is_outline = levels.len() > 1 && single > several * 4;
        for index in levels {
            columns[index].meaning = match is_outline {
                true => ColumnMeaning::Clause,
                false => ColumnMeaning::Descriptor,
            };
        }
        for index in unmapped(columns).collect::<Vec<_>>() {
            let mut marks = self.filled(index).map(mark);
            let has_marks = self
                .filled(index)
                .any(|cell| matches!(mark(cell), Some(CellMark::Must | CellMark::Optional)));
            let heading = &columns[index].heading;
            // A heading such as "must/optional" names no role.
            let is_role =
                !heading.is_empty() && !heading.split(['/', '、']).any(|part| mark(part).is_some());
            if has_marks && is_role && marks.all(|mark| mark.is_some()) {
                columns[index].meaning = ColumnMeaning::Asks;
            }
        }
        // Several columns with the same few levels say which level each role needs.
        let is_of_levels = |index: &usize| {
            // A dash means that a role needs none.
            let cells = self.filled(*index);
            let mut cells = cells
                .filter(|cell| mark(cell) != Some(CellMark::No))
                .peekable();
            let is_named = !columns[*index].heading.is_empty() && !is_level(&columns[*index].base);
            is_named && cells.peek().is_some() && cells.all(is_expected_level)
        };
        let of_levels: Vec<usize> = unmapped(columns).filter(is_of_levels).collect();
        if of_levels.len() > 1 {
            for index in of_levels {
                columns[index].meaning = ColumnMeaning::Asks;
            }
        }
    }

    /// The columns of our own export: the rest are axes and, with languages, levels.
    fn guess_export(&self, columns: &mut [TableColumn]) {
        let has_titles = columns
            .iter()
            .any(|column| column.base == "clause" && column.language.is_some());
        for column in columns.iter_mut() {
            column.meaning = match (column.heading.as_str(), column.meaning) {
                ("requirement", _) => ColumnMeaning::Id,
                ("number", _) => ColumnMeaning::Number,
                ("clause", _) if has_titles => ColumnMeaning::ClauseId,
                ("permalink", _) => ColumnMeaning::SameAs,
                (_, _) if column.base == "text" => ColumnMeaning::Text,
                (_, ColumnMeaning::Ignore) if column.language.is_some() => {
                    ColumnMeaning::Descriptor
                }
                (_, ColumnMeaning::Ignore) => ColumnMeaning::Dimension,
                (_, known) => known,
            };
            column.is_stated = true;
        }
    }
}

/// Whether a cell is a level that a role may need: a digit, or the usual name of a level.
pub(in crate::import::table) fn is_expected_level(cell: &str) -> bool {
    let cell = cell.trim();
    let is_digit = matches!(cell.as_bytes(), [digit] if (b'1'..=b'9').contains(digit));
    is_digit || is_level(cell)
}

/// The columns without a meaning.
fn unmapped(columns: &[TableColumn]) -> impl Iterator<Item = usize> {
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.meaning == ColumnMeaning::Ignore)
        .filter(|(_, column)| !column.is_stated && !column.is_withheld)
        .map(|(index, _)| index)
}

/// Settles which of several columns is the text, and which are headings.
fn settle(view: &ColumnCells<'_>, columns: &mut [TableColumn]) {
    let has = |columns: &[TableColumn], meaning: ColumnMeaning| {
        columns.iter().any(|column| column.meaning == meaning)
    };
    for column in columns.iter_mut() {
        let is_code = matches!(column.meaning, ColumnMeaning::Id | ColumnMeaning::Number);
        if is_code && !column.is_stated && view.has_uuids(column.index) {
            column.meaning = ColumnMeaning::SameAs;
        }
    }
    // The titles of parents are their names if no other column names them.
    if !has(columns, ColumnMeaning::Parent) {
        for column in columns
            .iter_mut()
            .filter(|column| column.meaning == ColumnMeaning::ParentTitle && !column.is_stated)
        {
            column.meaning = ColumnMeaning::Parent;
        }
    }
    let parent = columns
        .iter()
        .find(|column| column.meaning == ColumnMeaning::Parent)
        .map(|column| column.index);
    for column in columns.iter_mut() {
        let is_level = column.meaning == ColumnMeaning::Level && !column.is_stated;
        if is_level && parent.is_some_and(|parent| view.is_depth(column.index, parent)) {
            column.meaning = ColumnMeaning::Depth;
        }
    }
    // Of several columns with texts in the same language, the first is the text.
    let mut seen: HashSet<(ColumnMeaning, Option<String>)> = HashSet::new();
    for column in columns.iter_mut() {
        let is_single = matches!(
            column.meaning,
            ColumnMeaning::Id
                | ColumnMeaning::Text
                | ColumnMeaning::Title
                | ColumnMeaning::Description
                | ColumnMeaning::Parent
                | ColumnMeaning::ParentTitle
                | ColumnMeaning::Weight
        );
        if is_single && !column.is_stated && view.filled(column.index).next().is_none() {
            column.meaning = ColumnMeaning::Ignore;
            continue;
        }
        if is_single && !seen.insert((column.meaning, column.language.clone())) && !column.is_stated
        {
            column.meaning = match column.meaning {
                // What several rows have in common is what they are in.
                ColumnMeaning::Id if view.is_repeated(column.index) => ColumnMeaning::Clause,
                ColumnMeaning::Text | ColumnMeaning::Description => ColumnMeaning::Remark,
                _ => ColumnMeaning::Ignore,
            };
        }
    }
    if !has(columns, ColumnMeaning::Text) {
        for column in columns
            .iter_mut()
            .filter(|column| column.meaning == ColumnMeaning::Description)
        {
            column.meaning = ColumnMeaning::Text;
        }
    }
    for column in columns
        .iter_mut()
        .filter(|column| column.meaning == ColumnMeaning::Description)
    {
        column.meaning = ColumnMeaning::Remark;
    }
    let has_words = has(columns, ColumnMeaning::Text) || has(columns, ColumnMeaning::Title);
    let is_outline = columns
        .iter()
        .filter(|column| column.meaning == ColumnMeaning::Clause)
        .count()
        > 1;
    if !has_words && !has(columns, ColumnMeaning::Descriptor) {
        let longest = unmapped(columns).max_by_key(|index| {
            let (count, length) = view.filled(*index).fold((0, 0), |(count, length), cell| {
                (count + 1, length + cell.len())
            });
            (length.checked_div(count).unwrap_or(0), usize::MAX - index)
        });
        let longest = longest.filter(|index| view.filled(*index).next().is_some());
        match longest {
            Some(index) if !is_outline => columns[index].meaning = ColumnMeaning::Text,
            Some(_) | None => {
                // The innermost heading is the requirement itself.
                let last = columns.iter().rposition(|column| {
                    column.meaning == ColumnMeaning::Clause && !column.is_stated
                });
                if let Some(last) = last {
                    columns[last].meaning = ColumnMeaning::Text;
                }
            }
        }
    }
    if !has_words && has(columns, ColumnMeaning::Descriptor) {
        // The innermost heading names what each row describes, unless several rows are under it.
        let last = columns
            .iter()
            .rposition(|column| column.meaning == ColumnMeaning::Clause && !column.is_stated);
        if let Some(last) =
            last.filter(|last| !view.is_repeated(*last) && !view.is_written_once(*last))
        {
            columns[last].meaning = ColumnMeaning::Title;
        }
    }
    // A title that is written once for several rows heads them.
    let has_other = has(columns, ColumnMeaning::Text) || has(columns, ColumnMeaning::Descriptor);
    let text = columns
        .iter()
        .find(|column| column.meaning == ColumnMeaning::Text)
        .map(|column| column.index);
    for column in columns.iter_mut() {
        let is_again = text.is_some_and(|text| view.decides(column.index, text));
        let is_heading =
            !is_again && (view.is_repeated(column.index) || view.is_written_once(column.index));
        if column.meaning == ColumnMeaning::Title && !column.is_stated && has_other && is_heading {
            column.meaning = ColumnMeaning::Clause;
        }
    }
}
