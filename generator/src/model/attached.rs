//! The pictures and downloads of a handbook: those that a text uses, and how a text names them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::index::{FileIndex, List};
use crate::language::composed;
use crate::source::attachment::Attachment;
use crate::source::mention;

/// The pictures and downloads of a handbook.
#[derive(Debug, Default)]
pub struct AttachedFiles {
    /// Those that a text shows or links to. They are published.
    pub used: List<FileIndex, Arc<Attachment>>,
    /// Those that no text names, in path order. They are not published.
    pub unused: Vec<Arc<Attachment>>,
    /// The used ones by their paths in the content.
    by_path: HashMap<String, FileIndex>,
}

impl AttachedFiles {
    /// The files, by whether a text uses them.
    pub(super) fn of(used: Vec<Arc<Attachment>>, unused: Vec<Arc<Attachment>>) -> Self {
        let used: List<FileIndex, Arc<Attachment>> = used.into_iter().collect();
        let by_path = used.indexed();
        let by_path = by_path.map(|(index, attachment)| (composed(&attachment.file), index));
        AttachedFiles {
            by_path: by_path.collect(),
            used,
            unused,
        }
    }

    /// The file that the link `to` leads to, in a text that is written in the file `from` of the content. `None` if it
    /// leads to something else, or nowhere.
    pub fn named(&self, from: &str, to: &str) -> Option<FileIndex> {
        if self.by_path.is_empty() {
            return None;
        }
        let mut targets = mention::targets(from, to).into_iter();
        targets.find_map(|target| self.by_path.get(&target).copied())
    }

    /// The paths in the site, below the folder of such files.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &Arc<str>> {
        self.used.iter().map(|attachment| &attachment.address)
    }
}
