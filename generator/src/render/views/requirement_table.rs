//! The table of the requirements below a clause, with a column for each dimension.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::model::requirement_table::REQUIREMENTS;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::source::format::clause::Table;

/// A table of requirements.
#[derive(Debug, Serialize)]
pub struct RequirementTableView {
    /// The anchor.
    pub id: String,
    /// The table's number, as printed.
    pub number: TextView,
    /// The caption.
    pub caption: TextView,
    /// The column headings: those of clauses, then those of dimensions.
    pub columns: Vec<TextView>,
    /// The rows.
    pub rows: Vec<RequirementRowView>,
    /// Notes on the table.
    pub notes: Vec<NoteView>,
}

/// A row: a clause, with its requirements by dimension.
#[derive(Debug, Serialize)]
pub struct RequirementRowView {
    /// The headings that begin in this row.
    pub heads: Vec<RowHeadView>,
    /// The requirements of each dimension.
    pub cells: Vec<Vec<RowItemView>>,
}

/// A clause that heads rows.
#[derive(Debug, Serialize)]
pub struct RowHeadView {
    /// The clause.
    pub link: LinkView,
    /// The number of rows that it heads.
    pub rows: usize,
    /// The number of columns that it takes.
    pub columns: usize,
}

/// A requirement in a row.
#[derive(Debug, Serialize)]
pub struct RowItemView {
    /// The link to it on its clause's page.
    pub href: String,
    /// The number as printed, or the mark.
    pub number: String,
    /// Its title, if it has one besides its text.
    pub title: Option<TextView>,
    /// Its words.
    pub text: TextView,
}

/// Returns the table of the requirements below `clause`; `None` if `table` shows something else, or if there are none.
pub(super) fn view(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
    table: &Table,
) -> Option<RequirementTableView> {
    let shows = table.shows.as_ref()?;
    if shows.as_str() != REQUIREMENTS {
        return None;
    }
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let found = standard.requirement_table(clause);
    let heads = |place: usize| -> Vec<RowHeadView> {
        let path = &found.rows[place].path;
        let before = place.checked_sub(1).map(|before| &found.rows[before].path);
        let is_new = |depth: &usize| {
            before.is_none_or(|before| before.get(..=*depth) != path.get(..=*depth))
        };
        let head = |depth: usize| RowHeadView {
            link: frame.clause_link(standard_index, path[depth]),
            rows: (found.rows[place..].iter())
                .take_while(|row| row.path.get(..=depth) == path.get(..=depth))
                .count(),
            columns: if depth + 1 == path.len() {
                found.depth - depth
            } else {
                1
            },
        };
        (0..path.len()).filter(is_new).map(head).collect()
    };
    let item = |index: &RequirementIndex| {
        let requirement = &standard.requirements[*index];
        RowItemView {
            href: frame.item_link(standard_index, requirement),
            number: requirement.mark.to_string(),
            title: requirement.title().map(|title| voice.text(title)),
            text: voice.text(requirement.text()),
        }
    };
    let rows = found.rows.iter().enumerate();
    let rows = rows.map(|(place, row)| RequirementRowView {
        heads: heads(place),
        cells: (row.cells.iter())
            .map(|cell| cell.iter().map(item).collect())
            .collect(),
    });
    let view = RequirementTableView {
        id: table.id.to_string(),
        number: voice.text(&table.number),
        caption: voice.marked(&table.caption, &table.note),
        columns: (table.columns.iter())
            .map(|column| voice.text(column))
            .collect(),
        rows: rows.collect(),
        notes: note::views(frame, &voice, &table.note),
    };
    (!view.rows.is_empty()).then_some(view)
}
