//! The archive of a workbook, measured before it is read.

use std::io::{self, Cursor, Read, Write};

use calamine::{Reader, Xlsx};
use zip::ZipArchive;

use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::input::ImportFile;
use crate::import::table::delimited::LONGEST_CELL;
use crate::language::message::{Message, message};

/// The most bytes of an unpacked workbook.
const LARGEST: u64 = 512 << 20;

/// The most bytes of a part that is kept in memory as a whole: the list of sheets, the formats of cells.
const LARGEST_PART: u64 = 16 << 20;

/// The most sheets of a workbook.
const MOST_SHEETS: usize = 1000;

/// The most marks of XML in the list of texts, each of which has a few.
const MOST_MARKS: usize = 20_000_000;

/// What follows the header of the first entry in the archive of an OpenDocument spreadsheet: its name and its content.
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

/// Opens a workbook.
pub(super) fn opened(file: &ImportFile) -> Result<Xlsx<Cursor<&[u8]>>, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    if file.bytes.starts_with(b"\xd0\xcf") {
        return Err(failed(
            message!("this is a workbook in the old format of Excel, or one with a password"),
            message!("save it as XLSX without a password"),
        ));
    }
    if file
        .bytes
        .get(30..)
        .is_some_and(|rest| rest.starts_with(OPEN_DOCUMENT))
    {
        return Err(failed(
            message!("this is a spreadsheet in the OpenDocument format"),
            message!("save it as XLSX"),
        ));
    }
    measured(file)?;
    let book = Xlsx::new(Cursor::new(file.bytes.as_slice())).map_err(|error| {
        failed(
            message!(
                "the workbook cannot be read: {error}",
                error = Message::report(error.to_string())
            ),
            message!("save it as XLSX again, or as CSV in UTF-8"),
        )
    })?;
    if book.sheets_metadata().len() > MOST_SHEETS {
        return Err(failed(
            message!(
                "the workbook has more than {most} sheets",
                most = MOST_SHEETS
            ),
            message!("save the table as CSV in UTF-8"),
        ));
    }
    Ok(book)
}

/// The most bytes between two marks of XML: those of the longest cell, each of which may be written with several.
const LONGEST_WORDS: usize = LONGEST_CELL * 8;

/// Measures the words between the marks of XML, which the reader of a workbook would keep in memory.
#[derive(Default)]
struct WordsOfXml {
    /// Whether the file begins as XML does. `None` before its first byte.
    is_xml: Option<bool>,
    current: usize,
    longest: usize,
    marks: usize,
}

impl Write for WordsOfXml {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let (Some(first), None) = (bytes.first(), self.is_xml) {
            // A mark of the byte order may come first.
            self.is_xml =
                Some(matches!(first, b'<' | 0xef | 0xfe | 0xff) || first.is_ascii_whitespace());
        }
        let mut parts = bytes.split(|byte| *byte == b'<');
        let first = parts.next().map_or(0, <[u8]>::len);
        self.current += first;
        for part in parts {
            self.marks += 1;
            self.longest = self.longest.max(self.current);
            self.current = part.len();
        }
        self.longest = self.longest.max(self.current);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks the workbook once without keeping anything, since the sizes that it states may be wrong.
fn measured(file: &ImportFile) -> Result<(), ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let damaged = |error: &dyn std::fmt::Display| {
        failed(
            message!(
                "the workbook is damaged: {error}",
                error = Message::report(error.to_string())
            ),
            message!("save it again as XLSX"),
        )
    };
    let mut archive =
        ZipArchive::new(Cursor::new(file.bytes.as_slice())).map_err(|error| damaged(&error))?;
    let mut total = 0;
    let mut is_xlsx = false;
    let mut is_long = false;
    let mut large = None;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = entry
            .name()
            .map_or_else(|_| String::new(), |name| name.to_lowercase());
        is_xlsx |= name == "xl/workbook.xml";
        let more = LARGEST.saturating_sub(total) + 1;
        let mut words = WordsOfXml::default();
        let size = io::copy(&mut entry.take(more), &mut words).map_err(|error| damaged(&error))?;
        total += size;
        let is_xml = name.ends_with(".xml") || words.is_xml == Some(true);
        is_long |= is_xml && words.longest > LONGEST_WORDS;
        let is_kept = name.ends_with(".rels")
            || matches!(
                name.as_str(),
                "xl/workbook.xml" | "xl/styles.xml" | "[content_types].xml"
            );
        let has_marks = name.ends_with("sharedstrings.xml") && words.marks > MOST_MARKS;
        if has_marks || (is_kept && size > LARGEST_PART) {
            large.get_or_insert(name);
        }
        if total > LARGEST {
            return Err(failed(
                message!(
                    "the workbook has more than {size} MB when it is unpacked",
                    size = LARGEST >> 20
                ),
                message!(
                    "remove the sheets that are not needed, or save the table as CSV in UTF-8"
                ),
            ));
        }
    }
    if let Some(name) = large {
        return Err(failed(
            message!("`{name}` in the workbook is too large", name),
            message!("save the table as CSV in UTF-8"),
        ));
    }
    match (is_xlsx, is_long) {
        (true, false) => Ok(()),
        (true, true) => Err(failed(
            message!("the cells have too much text"),
            message!("shorten them, or split the table"),
        )),
        (false, _) => Err(failed(
            message!("this is an archive, but not a workbook"),
            message!("name an XLSX file, or save the table as CSV in UTF-8"),
        )),
    }
}
