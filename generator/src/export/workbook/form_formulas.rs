//! The formulas of a form: the score of a row from its grade, a total from scores, a band from a total, and the result.
//!
//! They say what [`selfcheck_wasm`] computes: a total exists only if each of its rows has a grade, and the result is the band
//! of the level that is checked, or else of the highest level whose total exists.

use rust_xlsxwriter::utility::row_col_to_cell_absolute;

/// A cell, by its row and column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SheetCell {
    pub(super) row: u32,
    pub(super) column: u16,
}

impl SheetCell {
    /// Its name in formulas: `$C$7`.
    pub(super) fn name(self) -> String {
        row_col_to_cell_absolute(self.row, self.column)
    }
}

/// The name of a range in formulas.
pub(super) fn range(first: SheetCell, last: SheetCell) -> String {
    if first == last {
        first.name()
    } else {
        format!("{}:{}", first.name(), last.name())
    }
}

/// The score that a grade is worth: the number below the same name in `names`. Nothing without a grade. It compares whole
/// names, without the wildcards of `MATCH`.
pub(super) fn score(grade: SheetCell, names: &str, scores: &str) -> String {
    let grade = grade.name();
    let is_chosen = format!("({names}={grade})");
    format!(
        "=IF({grade}=\"\",\"\",IF(SUMPRODUCT(--{is_chosen})=1,SUMPRODUCT({is_chosen}*{scores}),\"\"))"
    )
}

/// The sum of scores, if each of them exists. Neighbouring cells are one range, since a function takes a limited number of
/// arguments. Scores are exact to the hundredth.
pub(super) fn total(scores: &[SheetCell]) -> String {
    let mut ranges: Vec<(SheetCell, SheetCell)> = Vec::new();
    for cell in scores {
        match ranges.last_mut() {
            Some((first, last)) if is_next(*first, *last, *cell) => *last = *cell,
            Some(_) | None => ranges.push((*cell, *cell)),
        }
    }
    let ranges: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| range(first, last))
        .collect();
    let ranges = ranges.join(",");
    format!(
        "=IF(COUNT({ranges})={},ROUND(SUM({ranges}),2),\"\")",
        scores.len()
    )
}

/// Whether a cell continues a range of one column or of one row.
fn is_next(first: SheetCell, last: SheetCell, next: SheetCell) -> bool {
    let is_below =
        first.column == next.column && last.column == next.column && last.row + 1 == next.row;
    let is_beside = first.row == next.row && last.row == next.row && last.column + 1 == next.column;
    is_below || is_beside
}

/// A band in the sheet of a form.
#[derive(Clone, Debug)]
pub(super) struct BandPlace {
    /// The lowest total of the band, as a decimal. The lowest band has none.
    pub(super) from: Option<String>,
    /// The cell with its name.
    pub(super) name: SheetCell,
}

/// The name of the band of a total. `bands` begin with the highest; `sheet` is put before the cells with their names, if
/// they are on another sheet.
pub(super) fn band(total: SheetCell, bands: &[BandPlace], sheet: &str) -> String {
    let total = total.name();
    let named = bands.iter().rev().fold("\"\"".to_owned(), |lower, band| {
        let name = format!("{sheet}{}", band.name.name());
        match &band.from {
            Some(from) => format!("IF({total}>={from},{name},{lower})"),
            None => name,
        }
    });
    format!("=IF({total}=\"\",\"\",{named})")
}

/// The band of the level that is chosen, or else of the highest level that has one. `levels` are the cells with the names of
/// the levels and those with their bands, the lowest level first.
pub(super) fn result(chosen: Option<SheetCell>, levels: &[(SheetCell, SheetCell)]) -> String {
    let highest = levels.iter().fold("\"\"".to_owned(), |lower, (_, band)| {
        let band = band.name();
        format!("IF({band}<>\"\",{band},{lower})")
    });
    let Some(chosen) = chosen.map(SheetCell::name) else {
        return format!("={highest}");
    };
    let own = levels
        .iter()
        .fold("\"\"".to_owned(), |others, (name, band)| {
            format!("IF({chosen}={},{},{others})", name.name(), band.name())
        });
    format!("=IF({chosen}=\"\",{highest},{own})")
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(row: u32, column: u16) -> SheetCell {
        SheetCell { row, column }
    }

    #[test]
    fn neighbouring_scores_are_one_range() {
        let scores = [at(6, 7), at(7, 7), at(9, 7), at(11, 7), at(12, 7)];
        assert_eq!(
            total(&scores),
            "=IF(COUNT($H$7:$H$8,$H$10,$H$12:$H$13)=5,ROUND(SUM($H$7:$H$8,$H$10,$H$12:$H$13),2),\"\")"
        );
    }

    #[test]
    fn bands_are_tried_from_the_highest() {
        let place = |from: Option<&str>, row: u32| BandPlace {
            from: from.map(str::to_owned),
            name: at(row, 0),
        };
        let bands = [place(Some("90"), 0), place(Some("7.5"), 1), place(None, 2)];
        assert_eq!(
            band(at(4, 4), &bands, ""),
            "=IF($E$5=\"\",\"\",IF($E$5>=90,$A$1,IF($E$5>=7.5,$A$2,$A$3)))"
        );
        assert_eq!(
            band(at(4, 4), &bands[..1], "'Form'!"),
            "=IF($E$5=\"\",\"\",IF($E$5>=90,'Form'!$A$1,\"\"))"
        );
    }

    #[test]
    fn the_result_is_that_of_the_chosen_level_or_else_of_the_highest() {
        let levels = [(at(0, 0), at(0, 1)), (at(1, 0), at(1, 1))];
        let highest = "IF($B$2<>\"\",$B$2,IF($B$1<>\"\",$B$1,\"\"))";
        assert_eq!(result(None, &levels), format!("={highest}"));
        assert_eq!(
            result(Some(at(5, 5)), &levels),
            format!("=IF($F$6=\"\",{highest},IF($F$6=$A$2,$B$2,IF($F$6=$A$1,$B$1,\"\")))")
        );
    }
}
