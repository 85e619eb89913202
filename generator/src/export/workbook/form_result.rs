//! The part of a form below its rows: the totals with their bands, the result, and the fields for the assessor.

use rust_xlsxwriter::{DataValidation, Format, Formula, Worksheet, XlsxError};

use super::form_formulas::{self, BandPlace, SheetCell, range};
use super::form_sheet::{CRITERIA, CRITERIA_WIDTH, FIRST_GRADE, ITEM, WorkbookForm, at};
use super::{Looks, cell, height};
use crate::model::rubric::{maximum, points};
use crate::source::format::rubric::Total;
use crate::source::format::text::Text;

impl WorkbookForm<'_> {
    /// The totals, their bands and the result, then the fields of the form. `first` is the first row that is graded.
    /// Returns the next free row and the bands.
    pub(super) fn result(
        &self,
        sheet: &mut Worksheet,
        mut row: u32,
        first: u32,
        looks: &Looks,
    ) -> Result<(u32, Vec<BandPlace>), XlsxError> {
        let (rubric, texts, words) = (self.graded.rubric, self.texts, &self.graded.rubric.result);
        let bands: Vec<_> = rubric
            .bands
            .iter()
            .filter(|_| !rubric.totals.is_empty())
            .collect();
        let said = |text: &Option<Text>, key: &str| {
            text.as_ref()
                .map_or_else(|| texts.word(key), |text| texts.lines(text))
        };
        let mut named = Vec::new();
        if !rubric.totals.is_empty() {
            let above = row;
            sheet.merge_range(
                row,
                ITEM,
                row,
                CRITERIA,
                &texts.word("check_totals"),
                &looks.head,
            )?;
            if !bands.is_empty() {
                self.wide(sheet, row, &said(&words.band, "band"), &looks.centred_head)?;
            }
            sheet.write_with_format(
                row,
                self.last(),
                said(&words.total, "check_total"),
                &looks.centred_head,
            )?;
            row += 1;
            // The names of the bands are below the totals and the result.
            let first_band = row + u32::try_from(rubric.totals.len()).unwrap_or(u32::MAX) + 3;
            for (place, band) in (first_band..).zip(&bands) {
                let from = band.from.as_ref().map(|from| points(from.hundredths));
                named.push(BandPlace {
                    from,
                    name: at(place, ITEM),
                });
            }
            let mut levels = Vec::new();
            for total in &rubric.totals {
                levels.push((at(row, ITEM), at(row, FIRST_GRADE)));
                self.total(sheet, row, total, first, &named, looks)?;
                row += 1;
            }
            self.overall(sheet, row, above + 1, &levels, looks)?;
            row = first_band;
            for (place, band) in bands.iter().enumerate() {
                let from = band
                    .from
                    .as_ref()
                    .map(|from| format!("≥ {}", points(from.hundredths)));
                let below = place
                    .checked_sub(1)
                    .and_then(|place| bands[place].from.as_ref());
                let below = below.map(|below| format!("< {}", points(below.hundredths)));
                let bounds: Vec<String> = from.into_iter().chain(below).collect();
                sheet.write_with_format(row, ITEM, texts.label(&band.title), &looks.text)?;
                sheet.write_with_format(
                    row,
                    CRITERIA,
                    texts.bounds(&bounds.join(", ")),
                    &looks.text,
                )?;
                row += 1;
            }
            row += 1;
        }
        for field in [
            &words.comment,
            &words.department,
            &words.assessor,
            &words.date,
        ] {
            self.field(sheet, row, &texts.label(field), looks)?;
            row += 1;
        }
        sheet.set_row_height(row - 4, 60)?;
        Ok((row + 1, named))
    }

    /// A total: its level or title, its formula in words, its band, and its points.
    fn total(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        total: &Total,
        first: u32,
        bands: &[BandPlace],
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        let (form, texts) = (self.graded.form, self.texts);
        sheet.write_with_format(row, ITEM, self.total_label(total), &looks.strong)?;
        let greatest = texts.bounds(&format!("≤ {}", points(maximum(form, total))));
        let formula = total.formula.as_ref().map(|formula| texts.lines(formula));
        let about: Vec<String> = formula.into_iter().chain([greatest]).collect();
        let about = about.join("\n");
        sheet.set_row_height(row, height([(&*about, CRITERIA_WIDTH)]))?;
        sheet.write_with_format(row, CRITERIA, cell(&about), &looks.text)?;
        let scores: Vec<SheetCell> = self
            .places_of(total)
            .map(|place| at(first + place, self.last()))
            .collect();
        let sum = at(row, self.last());
        sheet.write_with_format(
            sum.row,
            sum.column,
            Formula::new(form_formulas::total(&scores)),
            &looks.result,
        )?;
        if !bands.is_empty() {
            self.wide(sheet, row, "", &looks.result)?;
            let band = Formula::new(form_formulas::band(sum, bands, ""));
            sheet.write_with_format(row, FIRST_GRADE, band, &looks.result)?;
        }
        Ok(())
    }

    /// The level to check for and the result, in two rows, if there are several levels.
    fn overall(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        first: u32,
        levels: &[(SheetCell, SheetCell)],
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        let (rubric, texts) = (self.graded.rubric, self.texts);
        if levels.len() < 2 || rubric.bands.is_empty() {
            return Ok(());
        }
        sheet.merge_range(
            row,
            ITEM,
            row,
            CRITERIA,
            &texts.word("check_as"),
            &looks.strong,
        )?;
        self.wide(sheet, row, "", &looks.choice)?;
        let names = range(at(first, ITEM), at(row - 1, ITEM));
        let choices = DataValidation::new().allow_list_formula(Formula::new(format!("={names}")));
        sheet.add_data_validation(row, FIRST_GRADE, row, FIRST_GRADE, &choices)?;
        let overall = rubric.result.overall.as_ref();
        let overall =
            overall.map_or_else(|| texts.word("check_level"), |overall| texts.label(overall));
        sheet.merge_range(row + 1, ITEM, row + 1, CRITERIA, &overall, &looks.strong)?;
        self.wide(sheet, row + 1, "", &looks.result)?;
        let result = Formula::new(form_formulas::result(Some(at(row, FIRST_GRADE)), levels));
        sheet.write_with_format(row + 1, FIRST_GRADE, result, &looks.result)?;
        Ok(())
    }

    /// Writes below the grades, across their columns and that of the grade that is chosen.
    fn wide(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        words: &str,
        look: &Format,
    ) -> Result<(), XlsxError> {
        let end = self.last() - u16::from(self.has_scores());
        if end > FIRST_GRADE {
            sheet.merge_range(row, FIRST_GRADE, row, end, words, look)?;
        } else {
            sheet.write_with_format(row, FIRST_GRADE, words, look)?;
        }
        Ok(())
    }

    /// The places of the rows that a total adds, in the form's order, from 0.
    pub(super) fn places_of(&self, total: &Total) -> impl Iterator<Item = u32> {
        let rows = (0..).zip(&self.graded.form.rows);
        rows.filter(|(_, row)| total.rows.iter().any(|id| *id == *row.key()))
            .map(|(place, _)| place)
    }
}
