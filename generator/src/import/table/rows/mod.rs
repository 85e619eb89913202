//! The neutral tree of a table: a part for each row, and one for each heading that rows are under.

mod asks;
pub(in crate::import::table) mod cells;
mod codes;
mod expected;
mod heights;
mod nesting;
mod parents;
mod reader;
mod sections;
mod signs;
mod totals;

use std::collections::HashMap;

use self::cells::{add_words, hundredths};
use self::codes::without_zeros;
use self::reader::{NamedParent, RowAsk, RowReader, ValueKind};
use self::signs::SignMeanings;
use self::totals::is_total;
use crate::import::address::known_elsewhere;
use crate::import::found::{
    FoundAsk, FoundAxis, FoundDescriptor, FoundForm, FoundItem, FoundPlace, FoundRole,
    FoundStandard, FoundText, FoundValue,
};
use crate::import::language::guessed;
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::marks::{CellMark, mark};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::raw::{TableCells, TableOptions};
use crate::language::message::message;
use crate::source::format::permalinks::PAGE_ENDING;
use crate::source::format::text::Id;
use crate::source::return_sheet::FORMULA_SIGNS;

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
        expected: Vec::new(),
        is_order_told: false,
    };
    reader.declare();
    reader.declare_expected(rows);
    let told = reader.signs.told();
    reader.found.decisions.extend(told);
    let headings = &cells.rows[header].1;
    for (place, (number, row)) in cells.rows[..header].iter().enumerate() {
        let filled: Vec<&String> = row.iter().filter(|cell| !cell.trim().is_empty()).collect();
        if let ([title], 0) = (&filled[..], place) {
            reader.found.title = FoundText::one(&reader.language, title);
            reader.found.decisions.push(message!(
                "the title is that above the table, `{title}`",
                title = title.trim()
            ));
            continue;
        }
        for (index, cell) in row
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            // A heading that is merged with the row above is that of its column.
            .filter(|(index, cell)| headings.get(*index) != Some(*cell))
        {
            reader.asides.push(cell.clone());
            reader.leave(
                FoundPlace::Cell(*number, index + 1),
                message!("a cell above the headings"),
                cell,
            );
        }
    }
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
    reader.asides.extend(headings.iter().cloned());
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

    /// Reads a row.
    fn row(&mut self, number: usize, row: &[String]) {
        let columns = self.columns;
        let is_export = self.is_export;
        let cell = |column: &TableColumn| {
            let words = row.get(column.index).map_or("", |cell| cell.trim());
            if is_export { unmarked(words) } else { words }
        };
        let parent = self.heading(number, row);
        let mut item = FoundItem::new(FoundPlace::Row(number));
        item.parent = parent;
        if self.is_export || self.is_own_book {
            item.form = FoundForm::Requirement;
        }
        let mut asks = Vec::new();
        let mut is_empty = true;
        let mut above = None;
        let mut above_title = FoundText::default();
        let mut depth = None;
        let mut title_depth = None;
        let mut text_depth = None;
        let mut code = None;
        let mut outline = None;
        let mut level_text = FoundText::default();
        let mut of_role = FoundRole::default();
        let mut group = None;
        let mut axis = 0;
        let first = row
            .iter()
            .map(|cell| cell.trim())
            .find(|cell| !cell.is_empty());
        if first.is_some_and(is_total) {
            self.leave(
                FoundPlace::Row(number),
                message!("a row with totals"),
                &row.join(" | "),
            );
            return;
        }
        for column in columns {
            let place = FoundPlace::Cell(number, column.index + 1);
            let words = cell(column);
            let own_axis = axis;
            axis += usize::from(column.meaning == ColumnMeaning::Dimension);
            if words.is_empty() {
                continue;
            }
            match column.meaning {
                ColumnMeaning::Id => {
                    self.look_for_date(place, words);
                    code = Some(words.to_owned());
                }
                ColumnMeaning::Number => {
                    self.look_for_date(place, words);
                    item.code = Some(words.to_owned());
                }
                ColumnMeaning::Parent => above = Some((words.to_owned(), place)),
                ColumnMeaning::ParentTitle => above_title = self.words(column, words),
                ColumnMeaning::Clause | ColumnMeaning::ClauseId => continue,
                ColumnMeaning::Text | ColumnMeaning::Description => {
                    let text = self.words(column, words);
                    text_depth = text_depth.or(Some(indentation(row, column)));
                    text.0
                        .iter()
                        .for_each(|(language, words)| item.text.add(language, words));
                }
                ColumnMeaning::Title => {
                    let text = self.words(column, words);
                    title_depth = title_depth.or(Some(indentation(row, column)));
                    text.0
                        .iter()
                        .for_each(|(language, words)| item.title.add(language, words));
                }
                ColumnMeaning::Level => item.levels = self.several(ValueKind::Level, words),
                ColumnMeaning::Role => item.roles = self.several(ValueKind::Role, words),
                ColumnMeaning::Type => item.kind = Some(self.value(ValueKind::Type, words)),
                ColumnMeaning::Dimension => {
                    for value in self.several(ValueKind::Axis(own_axis), words) {
                        item.dimensions.push((own_axis, value));
                    }
                }
                ColumnMeaning::Weight => match hundredths(words) {
                    Some(weight) => item.weight = Some(weight),
                    None => self.leave(
                        place,
                        message!("a weight that is not a number with at most two decimals"),
                        words,
                    ),
                },
                ColumnMeaning::Example => {
                    add_words(&mut item.examples, self.words(column, words), column)
                }
                ColumnMeaning::Remark => {
                    add_words(&mut item.remarks, self.words(column, words), column)
                }
                ColumnMeaning::Note => {
                    add_words(&mut item.notes, self.words(column, words), column)
                }
                ColumnMeaning::SameAs => {
                    let permalink = own_permalink(words);
                    if let Some((standard, id)) = permalink {
                        if item.code.as_deref() != Some(id) {
                            item.id = Some(id.to_owned());
                        }
                        self.found.code.get_or_insert_with(|| standard.to_owned());
                    }
                    match known_elsewhere(words) {
                        Some(to) => item.same_as.push(to),
                        // An export of a site without an address has permalinks without one.
                        None if permalink.is_some() => {}
                        None => self.leave(
                            place,
                            message!("an identifier that is not an address"),
                            words,
                        ),
                    }
                }
                // A dash means that there is no text for the level.
                ColumnMeaning::Descriptor if is_dash(words) => continue,
                ColumnMeaning::Descriptor => {
                    let level = self.value(ValueKind::Level, &column.base);
                    let text = self.words(column, words);
                    match item
                        .descriptors
                        .iter_mut()
                        .find(|(known, _)| *known == level)
                    {
                        Some((_, known)) => text
                            .0
                            .iter()
                            .for_each(|(language, words)| known.text.add(language, words)),
                        None => item.descriptors.push((
                            level,
                            FoundDescriptor {
                                text,
                                same_as: Vec::new(),
                            },
                        )),
                    }
                }
                ColumnMeaning::Asks => self.ask(column, place, words, &mut asks),
                ColumnMeaning::Depth => depth = words.parse().ok(),
                ColumnMeaning::Outline => outline = Some(words.to_owned()),
                ColumnMeaning::LevelText => level_text = self.words(column, words),
                ColumnMeaning::RoleText => of_role.about.description = self.words(column, words),
                ColumnMeaning::Group => group = Some(self.value(ValueKind::Group(group), words)),
                ColumnMeaning::RoleLevel => of_role.levels.push((
                    FoundValue {
                        title: self.words(column, words),
                        ..FoundValue::default()
                    },
                    Vec::new(),
                )),
                ColumnMeaning::RoleLevelText => match of_role.levels.last_mut() {
                    Some((level, _)) => level.description = self.words(column, words),
                    None => self.leave(
                        place,
                        message!("a description of a level that the row does not name"),
                        words,
                    ),
                },
                ColumnMeaning::Ignore => {
                    let heading = &column.heading;
                    let what = match (heading.is_empty(), column.is_withheld) {
                        (true, false) => message!("a column without a heading"),
                        (true, true) => message!("a hidden column without a heading"),
                        (false, false) => message!("the column `{heading}`", heading),
                        (false, true) => message!("the hidden column `{heading}`", heading),
                    };
                    self.leave(place, what, words);
                    continue;
                }
            }
            is_empty = false;
        }
        if is_empty {
            return;
        }
        let printed = item.code.take();
        item.code = printed.or_else(|| code.clone());
        if item.text.is_empty()
            && item.title.is_empty()
            && item.descriptors.is_empty()
            && item.code.is_none()
        {
            // Only remarks and the like, which belong to no part.
            self.leave(
                FoundPlace::Row(number),
                message!("a row without a text"),
                &row.join(" | "),
            );
            return;
        }
        let own_level = of_role
            .levels
            .first()
            .map(|(level, _)| level.title.nearest("").to_owned());
        for role in item.roles.clone() {
            self.describe(role, group, &of_role);
        }
        if group.is_some() && item.roles.is_empty() {
            self.leave(
                FoundPlace::Row(number),
                message!("a group without a role"),
                &row.join(" | "),
            );
        }
        match (level_text.is_empty(), item.levels.first()) {
            (true, _) => {}
            (false, Some(level)) => item.descriptors.push((
                *level,
                FoundDescriptor {
                    text: level_text,
                    same_as: Vec::new(),
                },
            )),
            (false, None) => self.leave(
                FoundPlace::Row(number),
                message!("a text for a level that the row does not name"),
                level_text.nearest(""),
            ),
        }
        let key = match &item.code {
            Some(code) => format!("{code}\u{0}{}", item.text.nearest(&self.language)),
            None => format!(
                "\u{0}{}\u{0}{}",
                item.title.nearest(&self.language),
                item.text.nearest(&self.language)
            ),
        };
        let ask = RowAsk {
            item: self.found.items.len(),
            roles: std::mem::take(&mut item.roles),
            levels: std::mem::take(&mut item.levels),
            own_level,
        };
        // Headings with the same words in other branches, and parts with identifiers of their own, are not the same.
        let is_again = |known: &usize| {
            let known = &self.found.items[*known];
            known.parent == item.parent && known.same_as == item.same_as
        };
        let known = self.by_key.get(&key).copied().filter(is_again);
        if let Some(known) =
            known.filter(|_| !ask.roles.is_empty() && outline.is_none() && above.is_none())
        {
            self.again(known, item, number);
            self.asked.push(RowAsk { item: known, ..ask });
            return;
        }
        if let Some((name, place)) = &above
            && self.is_known_address(&item)
        {
            self.leave(
                place.clone(),
                message!("another parent of a part in an earlier row"),
                name,
            );
            return;
        }
        self.by_key.entry(key).or_insert(ask.item);
        self.asked.push(ask);
        let index = self.found.items.len();
        if let Some(outline) = outline {
            self.outline.push((index, outline));
        }
        if let Some(mut code) = code.or_else(|| item.code.clone()) {
            if let Some(whole) = self
                .last_code
                .as_ref()
                .filter(|_| self.by_code.contains_key(&code))
                .and_then(|last| without_zeros(last, &code))
                .filter(|whole| !self.by_code.contains_key(whole))
            {
                self.found.decisions.push(message!(
                    "the code of row {row} is `{whole}`: spreadsheets make it `{code}`, which an earlier row has",
                    row = number,
                    whole = whole.clone(),
                    code = code.clone()
                ));
                if item.code.as_deref() == Some(&*code) {
                    item.code = Some(whole.clone());
                }
                code = whole;
            }
            self.last_code = Some(code.clone());
            if self.by_code.contains_key(&code) {
                self.leave(
                    FoundPlace::Row(number),
                    message!("an id that an earlier row has, so that this row gets another"),
                    &code,
                );
            }
            self.by_code.entry(code).or_insert(index);
        }
        let name = if item.title.is_empty() {
            &item.text
        } else {
            &item.title
        };
        self.by_name
            .entry(name.nearest(&self.language).to_owned())
            .or_insert(index);
        for address in &item.same_as {
            self.by_address.entry(address.clone()).or_insert(index);
        }
        if let Some((name, place)) = above {
            self.parents.push(NamedParent {
                item: index,
                name,
                title: above_title,
                place,
            });
        }
        // A description is not indented where titles tell the parts.
        let depth = depth.or(title_depth).or(text_depth);
        self.depths.push((index, depth.unwrap_or(0)));
        for (role, is_optional, level) in asks {
            let asks: &mut Vec<FoundAsk> = &mut self.found.roles[role].asks;
            asks.push(FoundAsk {
                to: index,
                is_optional,
                level,
            });
        }
        self.found.items.push(item);
    }

    /// The values that a cell names, divided by semicolons, bars, line breaks or Chinese commas.
    fn several(&mut self, kind: ValueKind, words: &str) -> Vec<usize> {
        let separators: &[char] = match self.is_export {
            true => &[' '],
            false => &[';', '；', '、', '|', '\n'],
        };
        let parts = words
            .split(separators)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let mut all = Vec::new();
        for part in parts.collect::<Vec<_>>() {
            let value = self.value(kind, part);
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all
    }
}

/// The words of a cell without the apostrophe by which our own tables keep spreadsheets from running them.
fn unmarked(words: &str) -> &str {
    let rest = words.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(FORMULA_SIGNS))
        .unwrap_or(words)
}

/// The ids of the standard and of the requirement in a permalink that this program made: `…id/STANDARD/REQUIREMENT.html`.
pub(super) fn own_permalink(words: &str) -> Option<(&str, &str)> {
    let (before, id) = words.strip_suffix(PAGE_ENDING)?.rsplit_once('/')?;
    let (before, standard) = before.rsplit_once('/')?;
    let is_own = before == "id" || before.ends_with("/id");
    (is_own && Id::is_valid(standard) && Id::is_valid(id)).then_some((standard, id))
}

/// Whether a cell says that there is nothing: `–`, `/`, `n/a`, `无`.
fn is_dash(words: &str) -> bool {
    mark(words) == Some(CellMark::No) && words != "0"
}

/// The depth by the indentation of a cell, in steps of two spaces or one wider character: a single space is a slip.
fn indentation(row: &[String], column: &TableColumn) -> usize {
    let raw = row.get(column.index).map_or("", String::as_str);
    let width = |c: char| if matches!(c, ' ' | '\u{a0}') { 1 } else { 2 };
    let spaces = raw.chars().take_while(|c| c.is_whitespace());
    spaces.map(width).sum::<usize>() / 2
}
