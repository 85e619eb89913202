//! A form as a workbook to fill in: choices for the grades, and formulas for scores, totals and the result as the rubric has
//! them. Everything else is protected, without a password.

use rust_xlsxwriter::XlsxError;

use super::form_sheet::WorkbookForm;
use super::saved::saved;
use super::{Looks, WorkbookTexts, team};
use crate::export::Source;
use crate::site::export::exports;
use crate::site::{Make, RenderError};

/// Returns the workbook of a form in a reading.
impl Make<exports::FormWorkbook> for Source<'_> {
    fn make(&self, target: exports::FormWorkbook) -> Result<Vec<u8>, RenderError> {
        let texts = WorkbookTexts::new(self, target.standard, target.reading);
        let graded = texts.standard.graded_form_at(target.clause);
        let graded =
            graded.ok_or_else(|| self.error("the annex has no form that can be graded"))?;
        let form = WorkbookForm {
            texts: &texts,
            graded,
        };
        bytes(&form).map_err(|error| self.error(error.to_string()))
    }
}

/// The sheet of the form, then the sheet for several people.
fn bytes(form: &WorkbookForm<'_>) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new(form.texts.is_right_to_left());
    let mut workbook = form.texts.workbook()?;
    let number = form.texts.label(&form.graded.form.number);
    let places = form.sheet(workbook.add_worksheet(), &number, &looks)?;
    team::sheet(form, &places, workbook.add_worksheet(), &looks)?;
    saved(&mut workbook)
}
