//! Rows with totals.

use crate::import::table::columns::headings::plain;

/// The words that begin a row with totals.
const TOTALS: [&str; 15] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "合計",
    "小計",
    "합계",
    "total",
    "subtotal",
    "gesamt",
    "gesamtsumme",
    "summe",
    "suma",
    "somme",
    "итого",
];

/// Whether a cell begins a row with totals.
pub(super) fn is_total(words: &str) -> bool {
    TOTALS.contains(&plain(words).as_str())
}
