//! Tables: those with rows of their own, and those of roles and their tasks.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::clause::Table;
use crate::source::format::shared_text::SharedText;

/// A table with rows of its own, or the table of roles and their tasks.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// The anchor: `T1`.
    pub id: String,
    /// The table's number, as printed.
    pub number: TextView,
    /// The caption.
    pub caption: TextView,
    /// The column headings. In a table of tasks: a number, the role, its tasks.
    pub columns: Vec<TextView>,
    /// The rows of the table's own; empty in a table of tasks.
    pub rows: Vec<Vec<TextView>>,
    /// A group of rows for each role; empty in a table with rows of its own.
    pub groups: Vec<TableGroup>,
    /// Notes on the table, the roles and the tasks.
    pub notes: Vec<NoteView>,
}

/// A role and its tasks.
#[derive(Debug, Serialize)]
pub struct TableGroup {
    /// The number of the role, from 1.
    pub number: usize,
    /// The role, as named in the table.
    pub head: TextView,
    /// The tasks.
    pub tasks: Vec<TextView>,
}

/// Returns a table with rows of its own or of tasks; `None` if the table shows something else.
pub fn view(frame: &Frame, standard_index: StandardIndex, table: &Table) -> Option<TableView> {
    if table.rows.is_empty() && !table.shows_tasks() {
        return None;
    }
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut notes = note::views(frame, &voice, &table.note);
    let mut groups = Vec::new();
    let roles = standard.about.roles.indexed();
    for (index, role) in roles.filter(|_| table.rows.is_empty()) {
        notes.extend(note::views(frame, &voice, &role.note));
        for task in &role.tasks {
            notes.extend(note::views(frame, &voice, &task.note));
        }
        groups.push(TableGroup {
            number: index.position() + 1,
            head: voice.marked(role.personnel.as_ref().unwrap_or(&role.title), &role.note),
            tasks: role
                .tasks
                .iter()
                .map(|task| voice.marked(&task.text, &task.note))
                .collect(),
        });
    }
    Some(TableView {
        id: table.id.to_string(),
        number: voice.text(&table.number),
        caption: voice.marked(&table.caption, &table.note),
        columns: table
            .columns
            .iter()
            .map(|column| voice.text(column))
            .collect(),
        rows: (table.rows.iter())
            .map(|row| row.iter().map(|cell| cell_view(&voice, cell)).collect())
            .collect(),
        groups,
        notes,
    })
}

/// A cell. Words that are the same in every language are shown once, whatever the reading.
fn cell_view(voice: &Voice, cell: &SharedText) -> TextView {
    let languages = voice.reading.languages.iter();
    voice.text(&cell.within(languages.map(|language| &language.id)))
}
