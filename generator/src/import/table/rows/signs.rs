//! The meaning of the signs in the columns of roles, which differs from table to table.

use crate::import::table::columns::TableColumn;
use crate::import::table::columns::marks::{CellMark, mark, usual};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::language::message::{Message, message};

/// The circles and triangles that rank how well a role masters something, lowest first.
pub(super) const RANKED: [&str; 3] = ["△", "○", "◎"];

/// What circles and triangles mean in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CircleMeaning {
    /// Optional, beside other marks.
    #[default]
    Optional,
    /// Levels, from △ to ◎.
    Ranks,
    /// The sign that says most is a requirement, and the others are optional.
    Required(&'static str),
}

/// What the signs in the columns of roles mean in a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SignMeanings {
    /// An `x` is the opposite of a tick.
    crosses_mean_no: bool,
    circles: CircleMeaning,
}

impl SignMeanings {
    /// Tells the meanings by the signs that a table has.
    pub(super) fn of(columns: &[TableColumn], rows: &[(usize, Vec<String>)]) -> Self {
        let cells = || {
            let asks = columns
                .iter()
                .filter(|column| column.meaning == ColumnMeaning::Asks);
            let cells = asks.flat_map(|column| {
                rows.iter()
                    .filter_map(|(_, row)| row.get(column.index).map(String::as_str))
            });
            cells.map(usual)
        };
        let has = |signs: &[&str]| cells().any(|cell| signs.contains(&cell));
        let has_other = cells().any(|cell| mark(cell) == Some(CellMark::Must));
        let circles = match (RANKED.map(|sign| has(&[sign])), has_other) {
            (_, true) | ([_, false, false], false) => CircleMeaning::Optional,
            ([true, true, true], false) => CircleMeaning::Ranks,
            ([_, _, true], false) => CircleMeaning::Required("◎"),
            ([_, true, false], false) => CircleMeaning::Required("○"),
        };
        SignMeanings {
            crosses_mean_no: has(&["x", "X"]) && has(&["✓", "✔", "√", "✔️", "✅"]),
            circles,
        }
    }

    /// Whether circles and triangles are levels.
    pub(super) fn are_ranks(self) -> bool {
        self.circles == CircleMeaning::Ranks
    }

    /// The meaning of a cell that names no level.
    pub(super) fn mark(self, cell: &str) -> Option<CellMark> {
        match (mark(cell), self.circles) {
            (Some(CellMark::Must), _) if self.crosses_mean_no && cell.eq_ignore_ascii_case("x") => {
                Some(CellMark::No)
            }
            (Some(CellMark::Optional), CircleMeaning::Required(sign)) if usual(cell) == sign => {
                Some(CellMark::Must)
            }
            (mark, _) => mark,
        }
    }

    /// Says what was decided, a sentence each.
    pub(super) fn told(self) -> Vec<Message> {
        let mut told = Vec::new();
        if self.crosses_mean_no {
            told.push(message!(
                "an `x` beside ticks means that a role does not ask for the requirement"
            ));
        }
        if let CircleMeaning::Required(sign) = self.circles {
            told.push(message!(
                "`{sign}` means that a role requires the requirement; other circles and triangles mean that it is optional",
                sign
            ));
        }
        told
    }
}
