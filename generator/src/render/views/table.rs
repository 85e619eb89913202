//! Tables whose rows come from the standard's data.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::source::format::clause::Table;

/// The table of roles and their tasks.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// The anchor: `T1`.
    pub id: String,
    /// The table's number, as printed.
    pub number: TextView,
    /// The caption.
    pub caption: TextView,
    /// The column headings: a number, the role, its tasks.
    pub columns: Vec<TextView>,
    /// A group of rows for each role.
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

/// Returns the table of tasks; `None` if the table shows something else, which no theme can draw.
pub fn view(frame: &Frame, standard_index: StandardIndex, table: &Table) -> Option<TableView> {
    if table.shows.as_str() != "tasks" {
        return None;
    }
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut notes = note::views(frame, &voice, &table.note);
    let mut groups = Vec::new();
    for (index, role) in standard.about.roles.indexed() {
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
        groups,
        notes,
    })
}
