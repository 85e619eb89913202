//! Rows with totals.

use crate::import::table::columns::headings::plain;

/// The words that begin a row with totals.
const TOTALS: [&str; 8] = [
    "合计", "总计", "小计", "共计", "total", "subtotal", "gesamt", "summe",
];

/// Whether a cell begins a row with totals.
pub(super) fn is_total(words: &str) -> bool {
    TOTALS.contains(&plain(words).as_str())
}
