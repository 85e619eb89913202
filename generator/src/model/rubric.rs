//! Queries on the rubric that several modules share.
//!
//! The rubric is the standard's rules ([`crate::source::format::rubric`]) and a form the table of
//! one role ([`crate::source::format::annex`]). Points are whole numbers of hundredths throughout,
//! so that sums are exact.

use crate::source::format::annex::{Form, Row};
use crate::source::format::rubric::{Band, Rubric, RubricRow, Total};

/// The id, in data, of a total without a level. No content can have it as an id.
pub const NO_LEVEL: &str = "-";

impl Total {
    /// The id of the total in data: that of its level, or [`NO_LEVEL`].
    pub fn id(&self) -> &str {
        self.level.as_ref().map_or(NO_LEVEL, |level| level.as_str())
    }

    /// Whether the total is that of the level with this id.
    pub fn is_of(&self, level: &str) -> bool {
        self.level.as_ref().is_some_and(|own| *own == *level)
    }
}

impl Rubric {
    /// Whether the totals are those of levels.
    pub fn is_by_level(&self) -> bool {
        self.totals.iter().any(|total| total.level.is_some())
    }
}

/// Whether the totals add only rows that exist. Otherwise the row that was meant seems to be left out.
pub fn totals_name_rows(rows: &[RubricRow], totals: &[Total]) -> bool {
    let mut added = totals.iter().flat_map(|total| &total.rows);
    added.all(|id| rows.iter().any(|row| row.id == *id.value))
}

/// The row of `form` with this id. `None` if the form lacks it, which `E315` reports.
pub fn row_of<'a>(form: &'a Form, row: &str) -> Option<&'a Row> {
    form.rows.iter().find(|candidate| candidate.key() == row)
}

/// The maximum of `total` on `form`, in hundredths of a point. The sum of the highest score of each
/// row in the total, whatever the grade is called. Rows that the form lacks count as 0.
pub fn maximum(form: &Form, total: &Total) -> i32 {
    total
        .rows
        .iter()
        .filter_map(|row| row_of(form, row.as_str()))
        .filter_map(|row| row.points().iter().map(|(_, score, _)| *score).max())
        .sum()
}

/// The band of a total of `hundredths`. The bands are tried from the highest. A bound belongs to
/// its band: a total of exactly `from` is in it. The lowest band has no bound, so there is always a
/// band in a valid rubric; `None` means that the total is below all bounds.
pub fn band(rubric: &Rubric, hundredths: i32) -> Option<&Band> {
    rubric.bands.iter().find(|band| {
        band.from
            .as_ref()
            .is_none_or(|from| hundredths >= from.hundredths)
    })
}

/// Formats a number given in hundredths as people write it: `80`, `7.5`. No digits are lost, and no
/// trailing zeros are written: 750 is `7.5`, 705 is `7.05`, and -50 is `-0.5`.
pub fn points(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn points_are_written_without_trailing_zeros() {
        let written: Vec<String> = [8000, 750, 25, -50, 0].map(points).into();
        assert_eq!(written, ["80", "7.5", "0.25", "-0.5", "0"]);
    }
}
