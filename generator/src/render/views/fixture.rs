//! Handbooks for testing views: a made-up one, and for the tests of the shipped standard its own.

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

/// The site of a handbook, and the words of its theme.
pub(in crate::render) struct Fixture {
    site: Site,
    words: Words,
    /// The path of the whole text of its first standard, in its first reading.
    whole: &'static str,
}

impl Fixture {
    /// The made-up handbook of a pottery: three roles at three levels with forms, in English, Chinese and Arabic.
    pub(in crate::render) fn pottery() -> Self {
        Fixture::read("tests/fixtures/pottery", "en/pottery/whole.html")
    }

    /// The shipped handbook, for comparing views with figures counted by hand in its source.
    pub(in crate::render) fn shipped() -> Self {
        Fixture::read("", "zh/cbec-export-operations/whole.html")
    }

    /// Reads the handbook in a folder of the repository, and the repository's theme.
    fn read(folder: &str, whole: &'static str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut faults = Vec::new();
        let tree = Tree::read(&root.join(folder), "content", &mut faults).unwrap();
        let documents = Documents::read(&tree);
        assert!(faults.is_empty() && documents.faults().next().is_none());
        let handbook = Arc::new(CompleteHandbook::build(&documents).unwrap());
        let theme = Theme::load(&root, "default", &handbook).unwrap();
        let words = theme.words.clone();
        let renderer = Arc::new(Renderer::new(theme, &handbook));
        Fixture {
            site: Site::new(handbook, renderer, None),
            words,
            whole,
        }
    }

    /// Returns the frame of the page at `path` in the first reading.
    pub(in crate::render) fn frame(&self, path: &str) -> Frame<'_> {
        let address = self.site.find(path).unwrap();
        Frame::new(&self.site, &self.words, address, ReadingIndex::at(0))
    }

    /// Returns the frame of the first standard's whole text in the first reading.
    pub(in crate::render) fn any(&self) -> Frame<'_> {
        self.frame(self.whole)
    }
}
