//! Workbooks for spreadsheet programs (Office Open XML): the standard, to filter and sort, and each form, to fill in.
//!
//! The same handbook gives the same bytes: a workbook states no time, and its parts are in a fixed order.

mod form;
mod form_formulas;
mod form_result;
mod form_sheet;
mod form_words;
mod return_sheet;
mod saved;
mod standard;
mod team;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::Source;
use crate::index::{ReadingIndex, StandardIndex};
use crate::language::on_one_line;
use crate::model::{CompleteStandard, Reading};
use crate::source::format::standard::Names;
use crate::source::format::text::Text;

/// The longest name of a sheet, in characters.
const LONGEST_NAME: usize = 31;

/// The longest text of a cell, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;

/// Paper of 210 mm by 297 mm.
const A4: u8 = 9;

/// The texts of a standard in the languages of a reading, as a workbook has them.
struct WorkbookTexts<'a> {
    source: &'a Source<'a>,
    standard: &'a CompleteStandard,
    reading: &'a Reading,
}

impl<'a> WorkbookTexts<'a> {
    fn new(source: &'a Source<'a>, standard: StandardIndex, reading: ReadingIndex) -> Self {
        let handbook = source.site.handbook();
        WorkbookTexts {
            source,
            standard: &handbook.standards[standard],
            reading: &handbook.readings[reading],
        }
    }

    /// The words of a text in each language of the reading, without markup. A language that the text does not have is
    /// replaced by the nearest, which is not repeated.
    fn each(&self, text: &Text) -> Vec<String> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for language in &self.reading.languages {
            let nearest = text.nearest(&[&language.id, self.standard.about.language.as_str()]);
            if !found.contains(&nearest) {
                found.push(nearest);
            }
        }
        let words = found.into_iter();
        words
            .map(|(_, words)| self.standard.plain_words(text, words).into_owned())
            .collect()
    }

    /// The words of a text in the language of the reading at `place`, without markup. If it has words in none of the
    /// languages, the nearest are at the first place.
    fn at(&self, text: &Text, place: usize) -> String {
        let languages = &self.reading.languages;
        let own = languages
            .get(place)
            .and_then(|language| text.get(&language.id));
        let has_any = languages
            .iter()
            .any(|language| text.get(&language.id).is_some());
        let words = match own {
            Some(words) => words,
            None if has_any || place > 0 => return String::new(),
            None => text.nearest(&[self.standard.about.language.as_str()]).1,
        };
        self.standard.plain_words(text, words).into_owned()
    }

    /// A heading with the language of the reading at `place`, if there are several.
    fn beside(&self, heading: &str, place: usize) -> String {
        let languages = &self.reading.languages;
        match languages.get(place) {
            Some(language) if languages.len() > 1 => format!("{heading} ({})", language.name),
            Some(_) | None => heading.to_owned(),
        }
    }

    /// The words of a text on a line for each language.
    fn lines(&self, text: &Text) -> String {
        self.each(text).join("\n")
    }

    /// The words of a label on one line.
    fn label(&self, text: &Text) -> String {
        self.each(text).join(" / ")
    }

    /// An interface word on one line.
    fn word(&self, key: &str) -> String {
        let mut words: Vec<&str> = Vec::new();
        for language in &self.reading.languages {
            let word = self.source.words.word(&language.id, key);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(" / ")
    }

    /// The standard's own name for a part of it, or else the interface word.
    fn named(&self, name: impl Fn(&Names) -> Option<&Text>, key: &str) -> String {
        let names = self.standard.about.names.as_ref();
        names
            .and_then(name)
            .map_or_else(|| self.word(key), |name| self.label(name))
    }

    /// The title of the standard, and its edition if it states one.
    fn title(&self) -> String {
        let about = &self.standard.about;
        let title = self.label(&about.title);
        match &about.edition {
            Some(edition) => format!("{title} · {}", self.label(&edition.title)),
            None => title,
        }
    }

    /// Whether the reading is written from right to left.
    fn is_right_to_left(&self) -> bool {
        let first = self.reading.languages.first();
        first.is_some_and(|language| self.source.site.handbook().dir(language) == Some("rtl"))
    }

    /// Bounds of points, such as `≥ 80, < 90`, in the direction of the reading. Not every program takes it from the cell if
    /// the text has no letters.
    fn bounds(&self, bounds: &str) -> String {
        match self.is_right_to_left() {
            true => format!("\u{200f}{bounds}"),
            false => bounds.to_owned(),
        }
    }

    /// A new workbook, with the title of the standard in its properties.
    fn workbook(&self) -> Result<Workbook, XlsxError> {
        let mut workbook = Workbook::new();
        // Without a time of its own, a workbook states when it was made.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(self.title())
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        Ok(workbook)
    }

    /// Prepares a sheet for the screen and for paper: its name, its direction, one page wide on A4, with the title above and
    /// the number of the page below.
    fn set_up(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        sheet.set_name(sheet_name(name))?;
        sheet.set_right_to_left(self.is_right_to_left());
        // Until something is filled in, formulas have no result.
        sheet.set_formula_result_default("");
        sheet.set_paper_size(A4);
        sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        // A sign that is doubled stands for itself.
        let title: String = self.title().replace('&', "&&").chars().take(200).collect();
        sheet.set_header(format!("&L&8{title}"));
        sheet.set_footer("&R&8&P / &N");
        Ok(())
    }
}

/// A name of a sheet: without the signs that no name may have, and cut to length.
fn sheet_name(name: &str) -> String {
    let allowed = |sign: &char| {
        !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !sign.is_control()
    };
    let kept: String = name.chars().filter(allowed).collect();
    let kept = on_one_line(&kept);
    let kept: String = kept.chars().take(LONGEST_NAME).collect();
    let kept = kept.trim().trim_matches('\'').trim().to_owned();
    if kept.is_empty() {
        "1".to_owned()
    } else {
        kept
    }
}

/// A text that is cut where a cell ends.
fn cell(text: &str) -> String {
    let mut length = 0;
    let fits = |sign: &char| {
        length += sign.len_utf16();
        length <= LONGEST_CELL
    };
    text.chars().take_while(fits).collect()
}

/// The height, in points, of a row with these texts in columns of these widths, in characters. Programs other than Excel do
/// not find it themselves.
fn height<'t>(cells: impl IntoIterator<Item = (&'t str, u16)>) -> f64 {
    let lines = cells.into_iter().map(|(text, width)| {
        let lines = text
            .split('\n')
            .map(|line| line.width().div_ceil(usize::from(width).max(1)).max(1));
        lines.sum::<usize>()
    });
    let lines = lines.max().unwrap_or(1).max(1);
    let height = u32::try_from(lines).map_or(HIGHEST, |lines| f64::from(lines) * LINE + 3.0);
    height.min(HIGHEST)
}

/// The height of a line, in points.
const LINE: f64 = 16.5;

/// The greatest height of a row, in points.
const HIGHEST: f64 = 409.0;

/// The looks of cells.
struct Looks {
    /// A heading of the sheet.
    title: Format,
    /// A line that says what something is.
    fine: Format,
    /// The head of a column.
    head: Format,
    /// The head of a column whose cells are centred.
    centred_head: Format,
    /// A text.
    text: Format,
    /// A text that stands out.
    strong: Format,
    /// A number.
    number: Format,
    /// A field to fill in.
    field: Format,
    /// A field for a choice.
    choice: Format,
    /// A result.
    result: Format,
}

impl Looks {
    fn new(is_right_to_left: bool) -> Self {
        let line = Color::RGB(0x8A_85_78);
        let start = if is_right_to_left {
            FormatAlign::Right
        } else {
            FormatAlign::Left
        };
        // Programs differ in where they align a text that has no letters, such as the bounds of a band.
        let direction = if is_right_to_left { 2 } else { 1 };
        let plain = || {
            Format::new()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_align(start)
                .set_reading_direction(direction)
        };
        let boxed = || {
            plain()
                .set_border(FormatBorder::Thin)
                .set_border_color(line)
        };
        let centred = |format: Format| {
            format
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
        };
        let open = |format: Format| {
            format
                .set_background_color(Color::RGB(0xFF_F9_E0))
                .set_unlocked()
        };
        let head = || {
            boxed()
                .set_bold()
                .set_background_color(Color::RGB(0xEF_EB_E1))
        };
        Looks {
            title: plain().set_bold().set_font_size(14),
            fine: plain()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x55_50_48)),
            head: head(),
            centred_head: head().set_align(FormatAlign::Center),
            text: boxed(),
            strong: boxed().set_bold(),
            number: centred(boxed()),
            field: open(boxed()),
            choice: centred(open(boxed()).set_bold()),
            result: centred(boxed().set_bold()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_valid() {
        assert_eq!(sheet_name("Table A.1: 3/4 [x]?*\\"), "Table A.1 34 x");
        assert_eq!(sheet_name("'quoted'"), "quoted");
        assert_eq!(sheet_name("要求 / Requirements"), "要求 Requirements");
        assert_eq!(sheet_name("[]"), "1");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        assert_eq!(height([]), 19.5);
        assert_eq!(height([("one", 10), ("能力要求能力", 5)]), 52.5);
        assert_eq!(height([("1\n2\n", 10)]), 52.5);
        assert_eq!(height([(&*"x".repeat(9_000), 10)]), HIGHEST);
    }

    #[test]
    fn a_cell_is_cut_between_characters() {
        let long = "😀".repeat(LONGEST_CELL);
        assert_eq!(cell(&long).encode_utf16().count(), LONGEST_CELL - 1);
        assert_eq!(cell("短"), "短");
    }
}
