//! The sheet for several people: a line for each, with a choice for each row of the form, the totals and the bands.

use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

use super::form_formulas::{self, SheetCell, range};
use super::form_sheet::{FormPlaces, WorkbookForm, at, protection};
use super::{Looks, cell, height};

/// The number of people that the sheet has lines for.
const PEOPLE: u32 = 60;

/// The width of a column, in characters.
const WIDTH: u16 = 14;

/// The row of the column heads.
const HEAD: u32 = 2;

/// Fills the sheet.
pub(super) fn sheet(
    form: &WorkbookForm<'_>,
    places: &FormPlaces,
    sheet: &mut Worksheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (texts, rubric) = (form.texts, form.graded.rubric);
    let rows = &form.graded.form.rows;
    texts.set_up(sheet, &texts.word("workbook_team"))?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    let columns = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let is_by_band = !places.bands.is_empty();
    let first_grade = 1;
    let first_total = first_grade + columns(rows.len());
    let wide = 1 + u16::from(is_by_band);
    let first_score = first_total + columns(rubric.totals.len()) * wide;

    let about = form.caption();
    sheet.write_with_format(0, 0, texts.word("workbook_team"), &looks.title)?;
    sheet.merge_range(1, 0, 1, first_grade + 4, &cell(&about), &looks.fine)?;
    sheet.set_column_width(0, 24)?;
    sheet.write_with_format(HEAD, 0, texts.word("check_person"), &looks.head)?;
    for (column, row) in (first_grade..).zip(rows) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.write_with_format(HEAD, column, cell(&form.name(row)), &looks.centred_head)?;
    }
    let names: Vec<String> = rows.iter().map(|row| form.name(row)).collect();
    sheet.set_row_height(
        HEAD,
        height(names.iter().map(|name| (&**name, WIDTH))) + 30.0,
    )?;
    for (place, total) in rubric.totals.iter().enumerate() {
        let column = first_total + columns(place) * wide;
        let label = form.total_label(total);
        sheet.write_with_format(HEAD, column, &label, &looks.centred_head)?;
        if is_by_band {
            let band = rubric.result.band.as_ref();
            let band = band.map_or_else(|| texts.word("band"), |band| texts.label(band));
            sheet.set_column_width(column + 1, WIDTH)?;
            sheet.write_with_format(
                HEAD,
                column + 1,
                format!("{label} · {band}"),
                &looks.centred_head,
            )?;
        }
    }
    let has_scores = places.scores.iter().any(Option::is_some);
    if has_scores {
        let score = form.graded.form.columns.score.as_ref();
        let score = score.map_or_else(|| texts.word("check_total"), |score| texts.label(score));
        for (column, row) in (first_score..).zip(rows) {
            let label = cell(&format!("{score}\n{}", form.name(row)));
            sheet.write_with_format(HEAD, column, label, &looks.centred_head)?;
        }
    }

    let elsewhere =
        |(first, last): (SheetCell, SheetCell)| format!("{}{}", places.sheet, range(first, last));
    let grades = elsewhere(places.grades);
    for line in HEAD + 1..=HEAD + PEOPLE {
        sheet.write_blank(line, 0, &looks.field)?;
        for (column, scores) in (first_grade..).zip(&places.scores) {
            sheet.write_blank(line, column, &looks.choice)?;
            let place = first_score + (column - first_grade);
            if let Some(scores) = scores {
                let score = form_formulas::score(at(line, column), &grades, &elsewhere(*scores));
                sheet.write_with_format(line, place, Formula::new(score), &looks.number)?;
            } else if has_scores {
                sheet.write_blank(line, place, &looks.number)?;
            }
        }
        for (place, total) in rubric.totals.iter().enumerate() {
            let column = first_total + columns(place) * wide;
            let added = form
                .places_of(total)
                .filter_map(|row| u16::try_from(row).ok());
            let added: Vec<SheetCell> = added.map(|row| at(line, first_score + row)).collect();
            sheet.write_with_format(
                line,
                column,
                Formula::new(form_formulas::total(&added)),
                &looks.result,
            )?;
            if is_by_band {
                let band = form_formulas::band(at(line, column), &places.bands, &places.sheet);
                sheet.write_with_format(line, column + 1, Formula::new(band), &looks.result)?;
            }
        }
    }
    if !rows.is_empty() {
        let choices = DataValidation::new().allow_list_formula(Formula::new(format!("={grades}")));
        sheet.add_data_validation(
            HEAD + 1,
            first_grade,
            HEAD + PEOPLE,
            first_total - 1,
            &choices,
        )?;
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.protect_with_options(&protection());
    Ok(())
}
