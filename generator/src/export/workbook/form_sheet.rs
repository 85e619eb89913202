//! The sheet of a form: the rows with their points, a choice for each grade, and a formula for each score. Below them is what
//! [`super::form_result`] writes.

use rust_xlsxwriter::{DataValidation, Formula, ProtectionOptions, Worksheet, XlsxError};

use super::form_formulas::{self, BandPlace, SheetCell, range};
use super::{Looks, WorkbookTexts, cell, height};
use crate::model::GradedForm;
use crate::source::format::annex::Row;

/// The most rows of a form that is printed on one sheet of paper.
const MOST_ON_A_SHEET: usize = 40;

/// The column of the rows' labels.
pub(super) const ITEM: u16 = 0;
/// The column of the criteria.
pub(super) const CRITERIA: u16 = 1;
/// The column of the best grade.
pub(super) const FIRST_GRADE: u16 = 2;

/// The widths of columns, in characters.
const ITEM_WIDTH: u16 = 22;
pub(super) const CRITERIA_WIDTH: u16 = 62;
const GRADE_WIDTH: u16 = 8;
const CHOICE_WIDTH: u16 = 12;

/// A form in a reading.
pub(super) struct WorkbookForm<'a> {
    pub(super) texts: &'a WorkbookTexts<'a>,
    pub(super) graded: GradedForm<'a>,
}

/// The places of a form that formulas and the team's sheet refer to.
pub(super) struct FormPlaces {
    /// The name of the sheet, as formulas of other sheets write it.
    pub(super) sheet: String,
    /// The cells with the names of the grades.
    pub(super) grades: (SheetCell, SheetCell),
    /// The cells with the scores of each row's grades; `None` for a row without scores.
    pub(super) scores: Vec<Option<(SheetCell, SheetCell)>>,
    /// The bands, the highest first.
    pub(super) bands: Vec<BandPlace>,
}

impl WorkbookForm<'_> {
    /// Whether the form has scores.
    pub(super) fn has_scores(&self) -> bool {
        self.graded.form.rows.iter().any(|row| row.scores.is_some())
    }

    /// The column of the grade that is chosen.
    pub(super) fn chosen(&self) -> u16 {
        FIRST_GRADE + self.count_of_grades()
    }

    fn count_of_grades(&self) -> u16 {
        u16::try_from(self.graded.rubric.grades.len()).unwrap_or(u16::MAX)
    }

    /// The last column: that of the score, if the form has scores, or else that of the grade.
    pub(super) fn last(&self) -> u16 {
        self.chosen() + u16::from(self.has_scores())
    }

    pub(super) fn sheet(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        looks: &Looks,
    ) -> Result<FormPlaces, XlsxError> {
        let (form, rubric, texts) = (self.graded.form, self.graded.rubric, self.texts);
        texts.set_up(sheet, name)?;
        sheet.set_column_width(ITEM, ITEM_WIDTH)?;
        sheet.set_column_width(CRITERIA, CRITERIA_WIDTH)?;
        sheet.set_column_range_width(FIRST_GRADE, self.chosen() - 1, GRADE_WIDTH)?;
        sheet.set_column_range_width(self.chosen(), self.last(), CHOICE_WIDTH)?;
        let is_short = form.rows.len() <= MOST_ON_A_SHEET;
        sheet.set_print_fit_to_pages(1, u16::from(is_short));
        let last = self.last();

        sheet.merge_range(0, ITEM, 0, last, &cell(&self.caption()), &looks.title)?;
        sheet.set_row_height(0, 40)?;
        sheet.merge_range(1, ITEM, 1, last, &cell(&texts.title()), &looks.fine)?;
        let person = format!(
            "{} {}",
            texts.word("check_person"),
            texts.word("check_person_added")
        );
        self.field(sheet, 2, &person, looks)?;

        let head = 4;
        let score = form.columns.score.as_ref();
        let score = score.map_or_else(|| texts.word("check_total"), |score| texts.lines(score));
        let grades = rubric
            .grades
            .iter()
            .map(|grade| (self.grade(grade), GRADE_WIDTH));
        let mut heads = vec![
            (texts.lines(&form.columns.item), ITEM_WIDTH),
            (texts.lines(&form.columns.criteria), CRITERIA_WIDTH),
        ];
        heads.extend(grades);
        heads.push((texts.lines(&form.columns.grade), CHOICE_WIDTH));
        heads.extend(self.has_scores().then_some((score, CHOICE_WIDTH)));
        for (column, (words, _)) in (ITEM..).zip(&heads) {
            let look = match column < FIRST_GRADE {
                true => &looks.head,
                false => &looks.centred_head,
            };
            sheet.write_with_format(head, column, words, look)?;
        }
        sheet.set_row_height(
            head,
            height(heads.iter().map(|(words, width)| (&**words, *width))),
        )?;
        let grades = (at(head, FIRST_GRADE), at(head, self.chosen() - 1));
        sheet.set_repeat_rows(head, head)?;
        sheet.set_freeze_panes(head + 1, CRITERIA)?;

        let first = head + 1;
        let mut scores = Vec::new();
        for (row, entry) in (first..).zip(&form.rows) {
            scores.push(self.row(sheet, row, entry, grades, looks)?);
        }
        self.items(sheet, first, looks)?;
        let after = first + u32::try_from(form.rows.len()).unwrap_or(u32::MAX);
        if !form.rows.is_empty() {
            let choices = DataValidation::new()
                .allow_list_formula(Formula::new(format!("={}", range(grades.0, grades.1))));
            sheet.add_data_validation(first, self.chosen(), after - 1, self.chosen(), &choices)?;
        }
        let (after, bands) = self.result(sheet, after + 1, first, looks)?;
        self.legend(sheet, after, looks)?;
        sheet.protect_with_options(&protection());
        Ok(FormPlaces {
            sheet: format!("'{}'!", sheet.name().replace('\'', "''")),
            grades,
            scores,
            bands,
        })
    }

    /// A row to grade. Returns the cells with its scores.
    fn row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        entry: &Row,
        grades: (SheetCell, SheetCell),
        looks: &Looks,
    ) -> Result<Option<(SheetCell, SheetCell)>, XlsxError> {
        let criteria = self.criteria(entry);
        sheet.write_with_format(row, CRITERIA, cell(&criteria), &looks.text)?;
        let label = self.label(entry).join("\n");
        sheet.set_row_height(
            row,
            height([(&*criteria, CRITERIA_WIDTH), (&label, ITEM_WIDTH)]),
        )?;
        for (column, grade) in (FIRST_GRADE..).zip(&self.graded.rubric.grades) {
            match entry.score(grade.id.as_str()) {
                Some(hundredths) => sheet.write_with_format(
                    row,
                    column,
                    f64::from(hundredths) / 100.0,
                    &looks.number,
                )?,
                None => sheet.write_blank(row, column, &looks.number)?,
            };
        }
        sheet.write_blank(row, self.chosen(), &looks.choice)?;
        if !self.has_scores() {
            return Ok(None);
        }
        if entry.scores.is_none() {
            sheet.write_blank(row, self.last(), &looks.result)?;
            return Ok(None);
        }
        let scores = (at(row, FIRST_GRADE), at(row, self.chosen() - 1));
        let formula = form_formulas::score(
            at(row, self.chosen()),
            &range(grades.0, grades.1),
            &range(scores.0, scores.1),
        );
        sheet.write_with_format(row, self.last(), Formula::new(formula), &looks.result)?;
        Ok(Some(scores))
    }

    /// The labels of the rows. Neighbours with the same label share a cell, as on paper.
    fn items(&self, sheet: &mut Worksheet, first: u32, looks: &Looks) -> Result<(), XlsxError> {
        let labels = self
            .graded
            .form
            .rows
            .iter()
            .map(|row| cell(&self.label(row).join("\n")));
        let labels: Vec<String> = labels.collect();
        let mut row = first;
        for same in labels.chunk_by(|one, other| one == other) {
            let last = row + u32::try_from(same.len()).unwrap_or(u32::MAX) - 1;
            if last == row {
                sheet.write_with_format(row, ITEM, &same[0], &looks.strong)?;
            } else {
                sheet.merge_range(row, ITEM, last, ITEM, &same[0], &looks.strong)?;
            }
            row = last + 1;
        }
        Ok(())
    }

    /// The meaning of the grades that apply to every row.
    fn legend(&self, sheet: &mut Worksheet, mut row: u32, looks: &Looks) -> Result<(), XlsxError> {
        for grade in &self.graded.rubric.grades {
            let Some(text) = &grade.text else { continue };
            sheet.write_with_format(row, ITEM, self.grade(grade), &looks.strong)?;
            let text = self.texts.lines(text);
            sheet.set_row_height(row, height([(&*text, CRITERIA_WIDTH)]))?;
            sheet.write_with_format(row, CRITERIA, cell(&text), &looks.text)?;
            row += 1;
        }
        Ok(())
    }

    /// A label and a field to fill in beside it.
    pub(super) fn field(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        label: &str,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        sheet.set_row_height(row, height([(label, ITEM_WIDTH)]))?;
        sheet.write_with_format(row, ITEM, cell(label), &looks.strong)?;
        sheet.merge_range(row, CRITERIA, row, self.last(), "", &looks.field)?;
        Ok(())
    }
}

/// A cell by its row and column, from 0.
pub(super) const fn at(row: u32, column: u16) -> SheetCell {
    SheetCell { row, column }
}

/// Protection that lets people set widths and heights.
pub(super) fn protection() -> ProtectionOptions {
    ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    }
}
