//! What reading translations changes in the handbook.

use std::sync::Arc;

use super::returned::ReturnedUnit;
use super::unit::Unit;
use crate::language::message::Message;

/// The result of reading translations.
#[derive(Debug, Default)]
pub struct Intake {
    /// The files to write.
    pub files: Vec<ChangedFile>,
    /// The number of translations that are written.
    pub written: usize,
    /// The number of translations whose words stay and whose state changes.
    pub confirmed: usize,
    /// The number of units that change nothing.
    pub unchanged: usize,
    /// The units that are not written, in the order of the file.
    pub refused: Vec<RefusedUnit>,
}

/// A file of the handbook to write.
#[derive(Debug)]
pub struct ChangedFile {
    /// Its path from the handbook's folder.
    pub path: Arc<str>,
    /// Its text now; `None` if there is no such file.
    pub before: Option<Arc<str>>,
    /// Its text then.
    pub after: String,
}

/// A unit that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedUnit {
    /// The line of the translated file at which it begins, from 1.
    pub line: u32,
    /// Its id.
    pub id: String,
    /// The reason.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

/// A translation that is accepted.
pub(super) struct Accepted<'u, 'h> {
    pub unit: &'u Unit<'h>,
    pub returned: &'u ReturnedUnit,
    pub words: String,
    pub is_written: bool,
}
