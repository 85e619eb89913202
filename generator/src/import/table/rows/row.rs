//! The cells of a row.

use super::cells::{add_words, hundredths, indentation, is_dash, own_permalink, unmarked};
use super::reader::{RowReader, ValueKind};
use super::totals::is_total;
use crate::import::address::known_elsewhere;
use crate::import::found::{
    FoundDescriptor, FoundForm, FoundItem, FoundPlace, FoundRole, FoundText, FoundValue,
};
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::language::message::message;

/// What the cells of a row say.
#[derive(Debug)]
pub(super) struct ReadRow {
    pub(super) item: FoundItem,
    /// The code by which other rows name it, if it differs from the printed one.
    pub(super) code: Option<String>,
    /// The name of its parent, and where it is.
    pub(super) above: Option<(String, FoundPlace)>,
    pub(super) above_title: FoundText,
    pub(super) depth: Option<usize>,
    /// Its number in an outline.
    pub(super) outline: Option<String>,
    /// The roles whose columns ask for it: each with whether it is optional, and the level.
    pub(super) asks: Vec<(usize, bool, Option<usize>)>,
    /// The text for the level that the row names.
    pub(super) level_text: FoundText,
    /// What the row says about the roles that it names.
    pub(super) of_role: FoundRole,
    pub(super) group: Option<usize>,
}

impl RowReader<'_> {
    /// Reads a row, and adds the part that it is about.
    pub(super) fn row(&mut self, number: usize, row: &[String]) {
        if let Some(read) = self.read_row(number, row) {
            self.add(number, read);
        }
    }

    /// Reads the cells of a row. `None` if it has no part.
    fn read_row(&mut self, number: usize, row: &[String]) -> Option<ReadRow> {
        let columns = self.columns;
        let is_export = self.is_export;
        let cell = |column: &TableColumn| {
            let words = row.get(column.index).map_or("", |cell| cell.trim());
            if is_export { unmarked(words) } else { words }
        };
        // A total in the column of headings is not one of them.
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
            return None;
        }
        let parent = self.heading(number, row);
        let mut read = ReadRow {
            item: FoundItem::new(FoundPlace::Row(number)),
            code: None,
            above: None,
            above_title: FoundText::default(),
            depth: None,
            outline: None,
            asks: Vec::new(),
            level_text: FoundText::default(),
            of_role: FoundRole::default(),
            group: None,
        };
        let item = &mut read.item;
        item.parent = parent;
        if self.is_export || self.is_own_book {
            item.form = FoundForm::Requirement;
        }
        let mut is_empty = true;
        let mut title_depth = None;
        let mut text_depth = None;
        let mut axis = 0;
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
                    read.code = Some(words.to_owned());
                }
                ColumnMeaning::Number => {
                    self.look_for_date(place, words);
                    item.code = Some(words.to_owned());
                }
                ColumnMeaning::Parent => read.above = Some((words.to_owned(), place)),
                ColumnMeaning::ParentTitle => read.above_title = self.words(column, words),
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
                ColumnMeaning::Level => item.levels = self.several(ValueKind::Level, column, words),
                ColumnMeaning::Role => item.roles = self.several(ValueKind::Role, column, words),
                ColumnMeaning::Type => item.kind = Some(self.value(ValueKind::Type, words)),
                ColumnMeaning::Dimension => {
                    for value in self.several(ValueKind::Axis(own_axis), column, words) {
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
                ColumnMeaning::Asks => self.ask(column, place, words, &mut read.asks),
                ColumnMeaning::Depth => read.depth = words.parse().ok(),
                ColumnMeaning::Outline => read.outline = Some(words.to_owned()),
                ColumnMeaning::LevelText => read.level_text = self.words(column, words),
                ColumnMeaning::RoleText => {
                    read.of_role.about.description = self.words(column, words)
                }
                ColumnMeaning::Group => {
                    read.group = Some(self.value(ValueKind::Group(read.group), words))
                }
                ColumnMeaning::RoleLevel => read.of_role.levels.push((
                    FoundValue {
                        title: self.words(column, words),
                        ..FoundValue::default()
                    },
                    Vec::new(),
                )),
                ColumnMeaning::RoleLevelText => match read.of_role.levels.last_mut() {
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
            return None;
        }
        // The same words are not printed twice.
        if !self.is_export && !self.is_own_book && read.item.title == read.item.text {
            read.item.title = FoundText::default();
        }
        // A description is not indented where titles tell the parts.
        read.depth = read.depth.or(title_depth).or(text_depth);
        let printed = read.item.code.take();
        read.item.code = printed.or_else(|| read.code.clone());
        if read.item.text.is_empty()
            && read.item.title.is_empty()
            && read.item.descriptors.is_empty()
            && read.item.code.is_none()
        {
            // Only remarks and the like, which belong to no part.
            self.leave(
                FoundPlace::Row(number),
                message!("a row without a text"),
                &row.join(" | "),
            );
            return None;
        }
        if read.group.is_some() && read.item.roles.is_empty() {
            self.leave(
                FoundPlace::Row(number),
                message!("a group without a role"),
                &row.join(" | "),
            );
        }
        Some(read)
    }
}
