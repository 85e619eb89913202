//! The repository's own handbook, for testing views against figures counted by hand in the source.

use std::path::Path;
use std::sync::Arc;

use crate::index::ReadingIndex;
use crate::model::CompleteHandbook;
use crate::render::Renderer;
use crate::render::frame::Frame;
use crate::render::theme::Theme;
use crate::render::words::Words;
use crate::site::Site;
use crate::source::documents::Documents;
use crate::source::tree::Tree;

/// The site of the repository's handbook, and the words of its theme.
pub(super) struct Fixture {
    site: Site,
    words: Words,
}

impl Fixture {
    /// Reads the repository's content and theme.
    pub(super) fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut faults = Vec::new();
        let tree = Tree::read(&root, "content", &mut faults).unwrap();
        let documents = Documents::read(&tree);
        assert!(faults.is_empty() && documents.faults().next().is_none());
        let handbook = Arc::new(CompleteHandbook::build(&documents).unwrap());
        let theme = Theme::load(&root, "default", &handbook).unwrap();
        let words = theme.words.clone();
        let renderer = Arc::new(Renderer::new(theme, &handbook));
        Fixture {
            site: Site::new(handbook, renderer, None),
            words,
        }
    }

    /// Returns the frame of the page at `path` in the first reading.
    pub(super) fn frame(&self, path: &str) -> Frame<'_> {
        let address = self.site.find(path).unwrap();
        Frame::new(&self.site, &self.words, address, ReadingIndex::at(0))
    }

    /// Returns the frame of an arbitrary page.
    pub(super) fn any(&self) -> Frame<'_> {
        self.frame("zh/cbec-export-operations/whole.html")
    }
}
