//! The hidden sheet by which `clausebook import` reads a workbook back: the records of the standard, and every cell as it
//! was written. Cells that a person changed differ from it; everything else comes back to the letter.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::WorkbookTexts;
use crate::source::emit::{self, Yaml};
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::clause::NestedClauses;
use crate::source::return_sheet::{
    CLAUSE_SHEET, COLUMNS, FILE, FIRST_CELL, HEADINGS, NAME, REQUIREMENT_SHEET, RETURN_SHEET, ROW,
    TEXT_MARK, VERSION,
};

/// The most UTF-16 units of a text in a cell of the sheet.
const LONGEST: usize = 32_000;

/// A sheet that people see, as it is repeated.
pub(super) struct RepeatedSheet {
    /// The name of the sheet.
    pub(super) name: String,
    /// The columns: the meaning of each, and its heading.
    pub(super) columns: Vec<(String, String)>,
    /// The rows: the id of each, and its cells.
    pub(super) rows: Vec<(String, Vec<String>)>,
}

/// The rows of the sheet while they are written.
struct ReturnRows<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl ReturnRows<'_> {
    fn add<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            if !cell.is_empty() {
                self.sheet.write_string(self.row, column, cell)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// A file, in as many cells as it needs. Each begins with a mark, so that no program takes its spaces away.
    fn file(&mut self, path: &str, text: &str) -> Result<(), XlsxError> {
        for piece in pieces(text) {
            self.add([FILE, path, &format!("{TEXT_MARK}{piece}{TEXT_MARK}")])?;
        }
        Ok(())
    }
}

/// Writes the sheet.
pub(super) fn write(
    texts: &WorkbookTexts<'_>,
    sheet: &mut Worksheet,
    requirements: &RepeatedSheet,
    clauses: &RepeatedSheet,
) -> Result<(), XlsxError> {
    sheet.set_name(RETURN_SHEET)?;
    sheet.set_hidden(true);
    let mut rows = ReturnRows { sheet, row: 0 };
    rows.add([FIRST_CELL, VERSION])?;
    let standard = texts.standard;
    rows.file("content/handbook.yaml", &handbook(texts))?;
    let folder = format!("content/standards/{}", standard.id());
    rows.file(
        &format!("{folder}/standard.yaml"),
        &to_yaml(&*standard.about),
    )?;
    let mut records = Vec::new();
    for clause in standard.clauses.iter() {
        if let Some(record) = clause.as_clause() {
            let above = clause.parent.map(|above| standard.clauses[above].id());
            let mut record = record.clone();
            record.parent = above.cloned();
            record.clauses = NestedClauses::default();
            records.push(record);
        }
    }
    let text = emit::document(&records.encode());
    rows.file(&format!("{folder}/clauses/all.yaml"), &text)?;
    if let Some(rubric) = &standard.rubric {
        rows.file(&format!("{folder}/rubric.yaml"), &to_yaml(&**rubric))?;
    }
    for annex in standard
        .clauses
        .iter()
        .filter_map(|clause| clause.as_annex())
    {
        rows.file(
            &format!("{folder}/annexes/{}.yaml", annex.id),
            &to_yaml(annex),
        )?;
    }
    for (kind, sheet) in [(REQUIREMENT_SHEET, requirements), (CLAUSE_SHEET, clauses)] {
        rows.add([kind, NAME, &sheet.name])?;
        let keys = sheet.columns.iter().map(|(key, _)| key.as_str());
        rows.add([kind, COLUMNS].into_iter().chain(keys))?;
        let headings = sheet.columns.iter().map(|(_, heading)| heading.as_str());
        rows.add([kind, HEADINGS].into_iter().chain(headings))?;
        for (id, cells) in &sheet.rows {
            let cells = cells.iter().map(String::as_str);
            rows.add([kind, ROW, id].into_iter().chain(cells))?;
        }
    }
    Ok(())
}

/// A handbook with this standard alone, in all languages of the one that it is of.
fn handbook(texts: &WorkbookTexts<'_>) -> String {
    let handbook = texts.source.site.handbook();
    let symbol = |words: &str| Yaml::Symbol(words.to_owned());
    let languages = handbook.languages.iter().map(|language| {
        Yaml::Record(vec![
            ("id".to_owned(), symbol(&language.id)),
            ("tag".to_owned(), symbol(&language.tag)),
            ("name".to_owned(), Yaml::Text(language.name.to_string())),
        ])
    });
    let readings = handbook
        .readings
        .iter()
        .map(|reading| symbol(&reading.id))
        .collect();
    emit::document(&Yaml::Record(vec![
        ("title".to_owned(), texts.standard.about.title.encode()),
        ("languages".to_owned(), Yaml::List(languages.collect())),
        ("readings".to_owned(), Yaml::List(readings)),
        (
            "standards".to_owned(),
            Yaml::List(vec![symbol(texts.standard.id())]),
        ),
    ]))
}

/// A text in pieces that fit into a cell.
fn pieces(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (at, sign) in text.char_indices() {
        if length + sign.len_utf16() > LONGEST {
            all.push(&text[start..at]);
            (start, length) = (at, 0);
        }
        length += sign.len_utf16();
    }
    all.push(&text[start..]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_fit_and_make_the_text() {
        let text = "长😀\n ".repeat(20_000);
        let all = pieces(&text);
        assert_eq!(all.concat(), text);
        let longest = all.iter().map(|piece| piece.encode_utf16().count()).max();
        assert!(longest.is_some_and(|longest| longest <= LONGEST) && all.len() > 2);
    }
}
