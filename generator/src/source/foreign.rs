//! Files in the content tree that are no content: pictures, documents of office programs, archives, and notes for editors.
//!
//! They are known by their names, so that a film is not read to find that it is none. A file whose name is that of content
//! and whose bytes are not text is an error instead ([`super::tree`]).

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::rule::Rule;
use crate::language::message::{Message, message};

/// The kind of a file in the content tree, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A file of another kind, with its article: `a PNG picture`.
    Kind(&'static Message),
    /// A note for the people who work on the handbook, such as `README.md`.
    Note,
}

/// The kinds of files by their extensions.
static KINDS: [(Message, &[&str]); 11] = [
    (message!("an SVG picture"), &["svg"]),
    (message!("a PNG picture"), &["png"]),
    (message!("a JPEG picture"), &["jpg", "jpeg"]),
    (message!("a WebP picture"), &["webp"]),
    (message!("an AVIF picture"), &["avif"]),
    (
        message!("a picture"),
        &[
            "gif", "bmp", "tif", "tiff", "heic", "ico", "psd", "ai", "eps", "drawio",
        ],
    ),
    (message!("a PDF file"), &["pdf"]),
    (
        message!("a document of an office program"),
        &[
            "doc", "docx", "odt", "rtf", "wps", "xls", "xlsx", "ods", "et", "ppt", "pptx", "odp",
            "dps", "pages", "numbers", "key", "vsdx",
        ],
    ),
    (message!("an archive"), &["zip", "7z", "rar", "gz", "tar"]),
    (
        message!("a recording"),
        &[
            "mp3", "m4a", "wav", "ogg", "mp4", "mov", "webm", "avi", "mkv",
        ],
    ),
    (message!("a shortcut"), &["lnk", "url", "webloc"]),
];

impl Foreign {
    /// The kind of the file at `path`, if it is not content.
    pub fn of(path: &str) -> Option<Foreign> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        if matches!(stem, "readme" | "license" | "licence")
            && matches!(extension, "" | "md" | "txt")
        {
            return Some(Foreign::Note);
        }
        let kind = KINDS.iter().find(|(_, known)| known.contains(&extension));
        kind.map(|(kind, _)| Foreign::Kind(kind))
    }

    /// The warning about the file at `path`. `None` for a note, which is no mistake.
    pub fn warning(self, path: &str) -> Option<Diagnostic> {
        match self {
            Foreign::Note => None,
            Foreign::Kind(kind) => Some(Rule::NotContent.at(
                &Position::file(path),
                message!("this file is {kind}, not text, so it is not part of the handbook", kind),
                message!(
                    "pictures and files to download belong in the theme's folder `assets/`; keep other files outside \
                     `content/`"
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        let kind = |path| match Foreign::of(path) {
            Some(Foreign::Kind(kind)) => kind.english(),
            Some(Foreign::Note) => "a note".to_owned(),
            None => String::new(),
        };
        for (path, expected) in [
            ("content/pages/Photo.JPG", "a JPEG picture"),
            ("content/map.svg", "an SVG picture"),
            (
                "content/curricula/a/slides.pptx",
                "a document of an office program",
            ),
            ("content/pages/README.md", "a note"),
            ("content/LICENSE", "a note"),
            ("content/pages/readme.zh.md", ""),
            ("content/pages/about.en.md", ""),
            ("content/handbook.yaml", ""),
            ("content/postings/png", ""),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }
}
