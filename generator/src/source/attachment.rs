//! Pictures and downloads among the content, beside the texts that use them.
//!
//! A file is checked when it is read: whether it is of the kind that its name says, and whether it is small and safe enough
//! to publish. The codes are `E002`, `E038`, `E039`, `W002` and `W003`; [`crate::check::attachments`] reports them
//! for the files that a text uses.

use std::fmt;
use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::exif::CameraNotes;
use super::foreign::{AttachmentKind, PictureFormat};
use super::place::CONTENT;
use super::position::Position;
use super::rule::Rule;
use super::svg;
use crate::language::composed;
use crate::language::message::{Message, message};

/// The maximum size of a picture, in bytes.
const LARGEST_PICTURE: u64 = 8_000_000;

/// The maximum size of a download, in bytes.
const LARGEST_DOWNLOAD: u64 = 32_000_000;

/// The size in bytes from which a reader waits for a picture: some seconds on a slow telephone network.
const SLOW_PICTURE: usize = 1_000_000;

/// The bytes of a picture or download.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum AttachedBytes {
    /// The file as it is.
    Read(Arc<[u8]>),
    /// A file beyond the limit, which is not read. Its size in bytes.
    TooLarge(u64),
}

impl fmt::Debug for AttachedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AttachedBytes::Read(bytes) => write!(f, "{} bytes", bytes.len()),
            AttachedBytes::TooLarge(size) => write!(f, "{size} bytes, too large"),
        }
    }
}

/// The width and height of a picture, in pixels, as a page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// A picture or a download.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its path in the handbook: `content/pages/kiln.jpg`.
    pub file: Arc<str>,
    /// Its kind, by its name.
    pub kind: &'static AttachmentKind,
    /// Its bytes, empty if the file is too large.
    pub bytes: Arc<[u8]>,
    /// Its size, if it is a picture that could be read.
    pub size: Option<PictureSize>,
    /// Its path below the folder of such files in the site. The same for the same file, whatever is in it.
    pub address: Arc<str>,
    /// Its faults.
    pub faults: Vec<Diagnostic>,
}

impl Attachment {
    /// The maximum size of a file of a kind, in bytes.
    pub fn limit(kind: &AttachmentKind) -> u64 {
        match kind.picture {
            Some(_) => LARGEST_PICTURE,
            None => LARGEST_DOWNLOAD,
        }
    }

    /// Reads the file at `file`, whose name is that of a picture or download.
    pub fn read(file: &Arc<str>, bytes: &AttachedBytes) -> Option<Attachment> {
        let kind = AttachmentKind::of(file)?;
        let mut attachment = Attachment {
            file: file.clone(),
            kind,
            bytes: Arc::default(),
            size: None,
            address: address(file).into(),
            faults: Vec::new(),
        };
        match bytes {
            AttachedBytes::TooLarge(size) => attachment.faults.push(too_large(file, kind, *size)),
            AttachedBytes::Read(bytes) => {
                attachment.bytes = bytes.clone();
                attachment.examine();
            }
        }
        Some(attachment)
    }

    /// Finds the size of a picture, and the faults of the file.
    fn examine(&mut self) {
        let read = match self.kind.picture {
            Some(PictureFormat::Svg) => self.drawing(),
            Some(format) => self.raster(format),
            None => match self.kind.starts {
                [] => Ok(None),
                starts if starts.iter().any(|start| self.bytes.starts_with(start)) => Ok(None),
                _ => Err(self.wrong_kind()),
            },
        };
        match read {
            Ok(size) => self.size = size,
            Err(fault) => self.faults.push(fault),
        }
        if self.kind.picture.is_some() && self.bytes.len() > SLOW_PICTURE && self.faults.is_empty()
        {
            self.faults.push(Rule::LargePicture.at(
                &self.position(),
                message!("this picture has {size}", size = megabytes(self.bytes.len() as u64)),
                message!("save it with at most 1,600 pixels across, or as WebP or AVIF: readers on a phone wait for it"),
            ));
        }
    }

    /// The size of a picture made of pixels.
    fn raster(&mut self, format: PictureFormat) -> Result<Option<PictureSize>, Diagnostic> {
        if format_of(&self.bytes) != Some(format) {
            return Err(self.wrong_kind());
        }
        let size = imagesize::blob_size(&self.bytes).ok();
        let side = |side: usize| u32::try_from(side).ok().filter(|side| *side > 0);
        let sides = size.and_then(|size| Some((side(size.width)?, side(size.height)?)));
        let Some((width, height)) = sides else {
            return Err(self.damaged());
        };
        if format != PictureFormat::Jpeg {
            return Ok(Some(PictureSize { width, height }));
        }
        let notes = CameraNotes::of(&self.bytes);
        if notes.has_place {
            self.faults.push(Rule::PictureWithPlace.at(
                &self.position(),
                message!("this photograph reveals where it was taken"),
                message!("save it without its location, for example with “Export” in a photo program, unless readers may know the place"),
            ));
        }
        Ok(Some(match notes.is_turned {
            true => PictureSize {
                width: height,
                height: width,
            },
            false => PictureSize { width, height },
        }))
    }

    /// The size of a drawing. Adds a fault if it does more than draw.
    fn drawing(&mut self) -> Result<Option<PictureSize>, Diagnostic> {
        let bytes = self.bytes.clone();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if format_of(bytes).is_some() || bytes.starts_with(b"GIF8") {
            return Err(self.wrong_kind());
        }
        let at = |(line, column)| Position::point(self.file.clone(), line, column);
        let help = message!("export it again from your drawing program as plain SVG");
        let Ok(text) = std::str::from_utf8(bytes) else {
            let message = message!("this SVG picture is not UTF-8 text");
            return Err(Rule::WrongFileKind.at(&self.position(), message, help));
        };
        let drawing = svg::read(text, &[&svg::DRAWING, &svg::FURTHER]).map_err(|error| {
            let message = message!(
                "this SVG picture cannot be read: {cause}",
                cause = error.cause
            );
            Rule::WrongFileKind.at(&at(error.place), message, help)
        })?;
        if let Some(first) = drawing.unsafe_parts.first() {
            let part = &first.part;
            let message = match drawing.unsafe_parts.len() - 1 {
                0 => message!("{part} of this picture runs or loads something", part),
                more => message!(
                    "{part} of this picture runs or loads something, and so {more|does|do} {more} other {more|part|parts}",
                    part,
                    more
                ),
            };
            return Err(Rule::UnsafePicture.at(
                &at(first.place),
                message,
                message!("remove it, or export the picture as plain SVG or as PNG: a picture may only draw"),
            ));
        }
        Ok(drawing
            .size
            .map(|(width, height)| PictureSize { width, height }))
    }

    /// The fault of a file that is not of the kind that its name says.
    fn wrong_kind(&self) -> Diagnostic {
        let found = match format_of(&self.bytes) {
            Some(format) => Some(AttachmentKind::of_format(format)),
            None if self.bytes.starts_with(b"%PDF-") => AttachmentKind::of("x.pdf"),
            None if self.bytes.starts_with(b"GIF8") => AttachmentKind::of("x.gif"),
            None => None,
        };
        match found.and_then(|kind| Some((kind, kind.extensions.first()?))) {
            Some((kind, extension)) => self.is_not(
                message!("it is {kind}", kind = kind.name),
                message!(
                    "rename it so that it ends in `.{extension}`, or save it in the other format",
                    extension
                ),
            ),
            None => self.damaged(),
        }
    }

    /// The fault of a file that is damaged, or of an unknown kind.
    fn damaged(&self) -> Diagnostic {
        self.is_not(
            message!("it is damaged or of another kind"),
            message!("open it to see what it is, and save it again"),
        )
    }

    /// The fault of a file whose name promises something else.
    fn is_not(&self, found: Message, help: Message) -> Diagnostic {
        let message = message!(
            "the name of this file says that it is {kind}, but {found}",
            kind = self.kind.name,
            found
        );
        Rule::WrongFileKind.at(&self.position(), message, help)
    }

    /// The file as a whole.
    fn position(&self) -> Position {
        Position::file(self.file.clone())
    }
}

/// The fault of a file beyond the limit.
fn too_large(file: &Arc<str>, kind: &AttachmentKind, size: u64) -> Diagnostic {
    Rule::FileTooLarge.at(
        &Position::file(file.clone()),
        message!(
            "this file has {size}, more than the limit of {limit}",
            size = megabytes(size),
            limit = megabytes(Attachment::limit(kind))
        ),
        match kind.picture {
            Some(_) => message!("save the picture with at most 1,600 pixels across"),
            None => message!("make it smaller, or put it on another site and link to it there"),
        },
    )
}

/// A number of bytes, for people, rounded up. `1.5 MB`.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{}.{tenth} MB", tenths / 10),
    }
}

/// The format of a picture made of pixels, by its first bytes.
fn format_of(bytes: &[u8]) -> Option<PictureFormat> {
    use imagesize::{Compression, ImageType};
    match imagesize::image_type(bytes).ok()? {
        ImageType::Png => Some(PictureFormat::Png),
        ImageType::Jpeg => Some(PictureFormat::Jpeg),
        ImageType::Webp => Some(PictureFormat::WebP),
        ImageType::Heif(Compression::Av1) => Some(PictureFormat::Avif),
        _ => None,
    }
}

/// The path of a file of the content in the site: that in the content, with hyphens for characters that have a meaning in
/// addresses or that some system does not allow in names. Letters of every script stay.
fn address(file: &str) -> String {
    let inside = file.strip_prefix(CONTENT).unwrap_or(file);
    let inside = composed(inside.trim_start_matches('/'));
    inside
        .chars()
        .map(|c| match c {
            '.' | '_' | '/' => c,
            c if c.is_alphanumeric() => c,
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG picture with these sides, as far as its header.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png.extend([8, 6, 0, 0, 0]);
        png
    }

    fn read(file: &str, bytes: &[u8]) -> Attachment {
        Attachment::read(&file.into(), &AttachedBytes::Read(bytes.into())).expect("a kind")
    }

    fn fault(file: &str, bytes: &[u8]) -> String {
        let faults = read(file, bytes).faults;
        let faults: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.rule.name(), fault.message.english()))
            .collect();
        faults.join("\n")
    }

    #[test]
    fn the_sides_of_a_picture_are_those_in_the_file() {
        let jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\0\x30\0\x40\x03\x01\x11\0\x02\x11\x01\x03\x11\x01";
        let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
        webp.extend([63, 0, 0, 47, 0, 0]);
        let svg = b"\xef\xbb\xbf<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 48\"/>";
        for (file, bytes) in [
            ("content/a.png", png(64, 48)),
            ("content/a.JPG", jpeg.to_vec()),
            ("content/a.webp", webp),
            ("content/a.svg", svg.to_vec()),
        ] {
            let size = PictureSize {
                width: 64,
                height: 48,
            };
            assert_eq!(read(file, &bytes).size, Some(size), "{file}");
            assert_eq!(fault(file, &bytes), "");
        }
    }

    #[test]
    fn a_file_of_another_kind_than_its_name_is_a_fault_that_names_the_kind() {
        let not = |name: &str| {
            format!("wrong-file-kind: the name of this file says that it is {name}, but ")
        };
        let damaged = "it is damaged or of another kind";
        for (file, bytes, expected) in [
            (
                "content/a.jpg",
                png(1, 1),
                not("a JPEG picture") + "it is a PNG picture",
            ),
            (
                "content/a.svg",
                png(1, 1),
                not("an SVG picture") + "it is a PNG picture",
            ),
            (
                "content/a.png",
                b"GIF89a......".to_vec(),
                not("a PNG picture") + "it is a GIF picture",
            ),
            (
                "content/a.png",
                b"%PDF-1.7....".to_vec(),
                not("a PNG picture") + "it is a PDF file",
            ),
            (
                "content/a.pdf",
                b"<!doctype html>".to_vec(),
                not("a PDF file") + damaged,
            ),
            ("content/a.png", Vec::new(), not("a PNG picture") + damaged),
            ("content/a.png", png(0, 7), not("a PNG picture") + damaged),
            (
                "content/a.docx",
                b"x".to_vec(),
                not("a document of an office program") + damaged,
            ),
        ] {
            assert_eq!(fault(file, &bytes), expected, "{file}");
        }
        for (file, bytes) in [
            ("content/a.pdf", b"%PDF-1.7".to_vec()),
            ("content/a.docx", b"PK\x03\x04".to_vec()),
            ("content/a.mp4", b"anything".to_vec()),
        ] {
            assert_eq!(fault(file, &bytes), "", "{file}");
        }
    }

    #[test]
    fn an_address_has_the_letters_of_the_name_and_no_sign_with_a_meaning() {
        for (file, expected) in [
            ("content/pages/kiln.jpg", "pages/kiln.jpg"),
            ("content/postings/图 1.png", "postings/图-1.png"),
            ("content/a/plan%20b #2?.pdf", "a/plan-20b--2-.pdf"),
            ("content/e\u{301}.png", "\u{e9}.png"),
        ] {
            assert_eq!(address(file), expected);
        }
    }
}
