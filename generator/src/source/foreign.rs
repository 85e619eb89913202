//! The kinds of files that are not text: pictures, downloads, and what no handbook can use.
//!
//! They are known by their names, so that a film is not read as text. A file whose name is that of content
//! and whose bytes are not text is an error instead ([`super::tree`]).

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::rule::Rule;
use crate::language::message::{Message, message};

/// A file in the content tree that is not text, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A file that a text can show or link to.
    Attached(&'static FileKind),
    /// A shortcut, which works only on the computer of its author.
    Shortcut,
    /// A note for the people who work on the handbook, such as `README.md`.
    Note,
}

/// A kind of file that a text can show or link to.
#[derive(Debug, PartialEq, Eq)]
pub struct FileKind {
    /// The kind, with its article: `a PNG picture`.
    pub name: Message,
    /// The extensions of its names, in small letters.
    pub extensions: &'static [&'static str],
    /// The format in which browsers show it, if it is a picture that they show.
    pub picture: Option<PictureFormat>,
    /// The bytes with which such a file begins, one of them; empty if files of this kind begin in many ways.
    pub starts: &'static [&'static [u8]],
}

/// A format of pictures that every browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// A drawing, which is a text in XML.
    Svg,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
    /// AVIF.
    Avif,
}

/// An archive, which many documents are.
const ZIP: &[u8] = b"PK\x03\x04";
/// A document of an older office program, or one with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The kinds of files.
static KINDS: [FileKind; 14] = [
    picture(message!("an SVG picture"), &["svg"], PictureFormat::Svg),
    picture(message!("a PNG picture"), &["png"], PictureFormat::Png),
    picture(
        message!("a JPEG picture"),
        &["jpg", "jpeg"],
        PictureFormat::Jpeg,
    ),
    picture(message!("a WebP picture"), &["webp"], PictureFormat::WebP),
    picture(message!("an AVIF picture"), &["avif"], PictureFormat::Avif),
    download(message!("a GIF picture"), &["gif"], &[b"GIF8"]),
    download(
        message!("a picture for other programs"),
        &[
            "bmp", "tif", "tiff", "heic", "heif", "ico", "psd", "ai", "eps", "drawio",
        ],
        &[],
    ),
    download(message!("a PDF file"), &["pdf"], &[b"%PDF-"]),
    download(
        message!("a document of an office program"),
        &[
            "docx", "odt", "xlsx", "ods", "pptx", "odp", "vsdx", "pages", "numbers", "key",
        ],
        &[ZIP, OLE],
    ),
    // Some programs save other formats under these names.
    download(
        message!("a document of an office program"),
        &["doc", "xls", "ppt", "rtf", "wps", "et", "dps"],
        &[],
    ),
    download(message!("an e-book"), &["epub"], &[ZIP]),
    download(
        message!("an archive"),
        &["zip", "7z", "rar", "gz", "tar"],
        &[],
    ),
    download(message!("a table"), &["csv", "tsv"], &[]),
    download(
        message!("a recording"),
        &[
            "mp3", "m4a", "wav", "ogg", "mp4", "mov", "webm", "avi", "mkv",
        ],
        &[],
    ),
];

/// The extensions of shortcuts.
const SHORTCUTS: [&str; 3] = ["lnk", "url", "webloc"];

const fn picture(
    name: Message,
    extensions: &'static [&'static str],
    format: PictureFormat,
) -> FileKind {
    FileKind {
        name,
        extensions,
        picture: Some(format),
        starts: &[],
    }
}

const fn download(
    name: Message,
    extensions: &'static [&'static str],
    starts: &'static [&'static [u8]],
) -> FileKind {
    FileKind {
        name,
        extensions,
        picture: None,
        starts,
    }
}

impl FileKind {
    /// The kind of the file at `path`, if it is one that a text can show or link to.
    pub fn of(path: &str) -> Option<&'static FileKind> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.')?;
        let extension = extension.to_lowercase();
        let is_own = |kind: &&FileKind| kind.extensions.contains(&extension.as_str());
        KINDS.iter().find(is_own).filter(|_| !stem.is_empty())
    }

    /// The kind of pictures in a format.
    pub fn of_format(format: PictureFormat) -> &'static FileKind {
        let mut kinds = KINDS.iter();
        let found = kinds.find(|kind| kind.picture == Some(format));
        found.unwrap_or(&KINDS[0])
    }
}

impl Foreign {
    /// The file at `path`, if it is not text.
    pub fn of(path: &str) -> Option<Foreign> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        if matches!(stem, "readme" | "license" | "licence")
            && matches!(extension, "" | "md" | "txt")
        {
            return Some(Foreign::Note);
        }
        if SHORTCUTS.contains(&extension) {
            return Some(Foreign::Shortcut);
        }
        FileKind::of(path).map(Foreign::Attached)
    }

    /// The warning about the file at `path` if no handbook can use it. A note is no mistake.
    pub fn warning(self, path: &str) -> Option<Diagnostic> {
        match self {
            Foreign::Note | Foreign::Attached(_) => None,
            Foreign::Shortcut => Some(Rule::NotContent.at(
                &Position::file(path),
                message!("this file is a shortcut, which works only on your computer"),
                message!(
                    "copy the file that it leads to, or write the web address as a link in the text"
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
            Some(Foreign::Attached(kind)) => kind.name.english(),
            Some(Foreign::Shortcut) => "a shortcut".to_owned(),
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
            ("content/pages/shop.url", "a shortcut"),
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
