//! The destinations of links in a text: pictures and downloads of the content, and pages.

use crate::index::FileIndex;
use crate::site::{Site, Target, link};
use crate::source::attachment::PictureSize;

/// The place of a text: the site, and the file that it is written in.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The site.
    pub site: &'a Site,
    /// The file in the content.
    pub file: &'a str,
}

impl Written<'_> {
    /// Returns the path from the site's root, as a link has it, that the link `to` of the text leads to: that of the file
    /// beside the text or, without such a file, that of a page, from the page at `from`. `None` if it leaves the site.
    pub fn destination(&self, from: &str, to: &str) -> Option<String> {
        if let Some(path) = self.file_path(to) {
            return Some(path);
        }
        let (path, fragment) = link::resolve(from, to)?;
        let page = self.site.map.page_of_file(&path);
        let path = page.map_or(path.as_str(), |page| &page.path);
        Some(match fragment {
            Some(fragment) => format!("{path}#{fragment}"),
            None => path.to_owned(),
        })
    }

    /// Returns the path from the site's root, as a link has it, of the picture or download that the link `to` leads to.
    pub fn file_path(&self, to: &str) -> Option<String> {
        let target = Target::File(self.named(to)?);
        let mut path = link::encoded(&self.site.map.path(&target));
        if let Some((_, fragment)) = to.split_once('#') {
            path.push('#');
            path.push_str(fragment);
        }
        Some(path)
    }

    /// Returns the size of the picture that the link `to` leads to, if it is one of the content.
    pub fn size(&self, to: &str) -> Option<PictureSize> {
        self.site.handbook().files.used[self.named(to)?].size
    }

    /// The file that the link `to` leads to.
    fn named(&self, to: &str) -> Option<FileIndex> {
        self.site.handbook().files.named(self.file, to)
    }
}
