//! The meaning of the cells of a column for a role.

/// The meaning of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::table) enum CellMark {
    /// The role asks for it.
    Must,
    /// The role asks for it without requiring it.
    Optional,
    /// The role does not ask for it.
    No,
}

const MUST: &[&str] = &[
    "x",
    "✓",
    "✔",
    "√",
    "●",
    "•",
    "■",
    "☑",
    "1",
    "y",
    "yes",
    "true",
    "m",
    "must",
    "r",
    "required",
    "mandatory",
    "essential",
    "core",
    "是",
    "有",
    "必须",
    "必备",
    "必需",
    "必修",
    "适用",
    "需要",
    "必须具备",
    "✅",
    "✔️",
    "☑️",
    "◆",
    "★",
    "ja",
    "oui",
    "sí",
    "h",
    "pflicht",
    "erforderlich",
    "obligatoire",
    "requis",
    "obligatorio",
    "必須",
];
const OPTIONAL: &[&str] = &[
    "o",
    "○",
    "(x)",
    "(✓)",
    "optional",
    "desirable",
    "desired",
    "nice to have",
    "recommended",
    "preferred",
    "bonus",
    "plus",
    "△",
    "◎",
    "☆",
    "可选",
    "加分",
    "加分项",
    "优先考虑",
    "可具备",
    "优先",
    "最好具备",
    "选修",
    "推荐",
    "wünschenswert",
    "empfohlen",
    "souhaitable",
    "facultatif",
    "deseable",
    "opcional",
    "任意",
    "推奨",
    "歓迎",
];
const NO: &[&str] = &[
    "",
    "-",
    "–",
    "—",
    "n",
    "no",
    "false",
    "0",
    "n/a",
    "none",
    "not required",
    "nein",
    "non",
    "×",
    "✗",
    "✘",
    "❌",
    "否",
    "无",
    "不适用",
    "不要求",
    "不需要",
    "无要求",
    "非必需",
    "/",
    "／",
    "ー",
    "―",
    "――",
    "✕",
    "✖",
    "entfällt",
    "不要",
    "なし",
    "無",
];

/// A mark as it is usually written: people type circles in several ways.
pub(in crate::import::table) fn usual(cell: &str) -> &str {
    match cell.trim() {
        "〇" | "◯" | "⭕" => "○",
        "⊚" | "◉" => "◎",
        "▵" => "△",
        other => other,
    }
}

/// The meaning of a cell. `None` if it has another.
pub(in crate::import::table) fn mark(cell: &str) -> Option<CellMark> {
    let cell = usual(cell).to_lowercase();
    let cell = cell.as_str();
    match () {
        () if NO.contains(&cell) => Some(CellMark::No),
        () if MUST.contains(&cell) => Some(CellMark::Must),
        () if OPTIONAL.contains(&cell) => Some(CellMark::Optional),
        () => None,
    }
}
