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
    Attached(&'static AttachmentKind),
    /// A shortcut, which works only on the computer of its author.
    Shortcut,
    /// A copy that a program made because two versions of a file conflict.
    Conflict,
    /// A note for the people who work on the handbook, such as `README.md`.
    Note,
}

/// A kind of file that a text can show or link to.
#[derive(Debug, PartialEq, Eq)]
pub struct AttachmentKind {
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
static KINDS: [AttachmentKind; 14] = [
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
) -> AttachmentKind {
    AttachmentKind {
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
) -> AttachmentKind {
    AttachmentKind {
        name,
        extensions,
        picture: None,
        starts,
    }
}

impl AttachmentKind {
    /// The kind of the file at `path`, if it is one that a text can show or link to.
    pub fn of(path: &str) -> Option<&'static AttachmentKind> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.')?;
        let extension = extension.to_lowercase();
        let is_own = |kind: &&AttachmentKind| kind.extensions.contains(&extension.as_str());
        KINDS.iter().find(is_own).filter(|_| !stem.is_empty())
    }

    /// The kind of pictures in a format.
    pub fn of_format(format: PictureFormat) -> &'static AttachmentKind {
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
        if conflict(&name).is_some() {
            return Some(Foreign::Conflict);
        }
        AttachmentKind::of(path).map(Foreign::Attached)
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
            Foreign::Conflict => {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                let of = conflict(name).map_or(folder.to_owned(), |(stem, ending)| {
                    format!("{}{ending}", stem.trim_end())
                });
                Some(Rule::NotContent.at(
                    &Position::file(path),
                    message!(
                        "this file is a copy that was made because two people changed `{of}` at a time; it is not read",
                        of = &of
                    ),
                    message!("take what is missing over into `{of}`, and remove the copy", of),
                ))
            }
        }
    }
}

/// The name before and after what a program that synchronises folders adds to it for a copy that conflicts with another; `None`
/// for any other name.
fn conflict(name: &str) -> Option<(&str, &str)> {
    let (stem, _) = name.rsplit_once('.')?;
    let ending = &name[stem.len()..];
    if let Some(at) = stem.find(".sync-conflict-") {
        return Some((&stem[..at], ending));
    }
    let (before, added) = stem.rsplit_once(['(', '（'])?;
    let (added, after) = added.split_once([')', '）'])?;
    let small = added.to_lowercase();
    let is_conflict = ["conflicted copy", "冲突副本", "衝突複本"];
    let is_conflict = is_conflict.iter().any(|words| small.contains(words));
    // The language of a page may follow.
    is_conflict.then(|| (before, &name[stem.len() - after.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_conflicts_are_known_with_their_originals() {
        for (name, original) in [
            (
                "shop.sync-conflict-20261130-120000-ABCDEFG.yaml",
                "shop.yaml",
            ),
            ("shop (Anna's conflicted copy 2026-11-30).yaml", "shop.yaml"),
            (
                "about (conflicted copy 2026-11-30 120000).en.md",
                "about.en.md",
            ),
            ("shop (李雷的冲突副本 2026-11-30).yaml", "shop.yaml"),
        ] {
            let warning = Foreign::of(name).and_then(|foreign| foreign.warning(name));
            let help = warning.map(|warning| warning.help.english());
            let help = help.unwrap_or_default();
            assert!(help.contains(&format!("`{original}`")), "{name}: {help}");
        }
        for name in [
            "shop.yaml",
            "conflicted copy.yaml",
            "shop (1).yaml",
            "sync-conflict.md",
            "a)b(.md",
        ] {
            assert_eq!(conflict(name), None, "{name}");
        }
    }

    #[test]
    fn files_are_known_by_their_names() {
        let kind = |path| match Foreign::of(path) {
            Some(Foreign::Attached(kind)) => kind.name.english(),
            Some(Foreign::Shortcut) => "a shortcut".to_owned(),
            Some(Foreign::Conflict) => "a copy".to_owned(),
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
