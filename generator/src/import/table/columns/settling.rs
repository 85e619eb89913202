//! The meanings of columns beside each other: which of several is the text, and which are headings.

use std::collections::HashSet;

use super::column::TableColumn;
use super::column_cells::ColumnCells;
use super::guessing::unmapped;
use super::meaning::ColumnMeaning;

/// Settles which of several columns is the text, and which are headings.
pub(super) fn settle(view: &ColumnCells<'_>, columns: &mut [TableColumn]) {
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
