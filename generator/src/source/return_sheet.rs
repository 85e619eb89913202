//! What tables of our own have for the way back: the exports write it, and the import of tables reads it. Most of it is in the
//! hidden sheet of a workbook.

/// The signs at the beginning of a cell that a spreadsheet would run as a formula: those that OWASP names for CSV injection,
/// also in their full-width forms. In CSV, an apostrophe is before them.
pub const FORMULA_SIGNS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The name of the sheet.
pub const RETURN_SHEET: &str = "clausebook";

/// The first cell of the sheet.
pub const FIRST_CELL: &str = "clausebook workbook";

/// The version of the sheet, beside the first cell.
pub const VERSION: &str = "1";

/// A row with a piece of a file: its path, and the piece between marks.
pub const FILE: &str = "file";

/// The mark before and after a piece of a file, so that no program takes its spaces away.
pub const TEXT_MARK: char = '|';

/// A row about the sheet of requirements.
pub const REQUIREMENT_SHEET: &str = "requirements";

/// A row about the sheet of clauses.
pub const CLAUSE_SHEET: &str = "clauses";

/// A row with the name of a sheet.
pub const NAME: &str = "name";

/// A row with the meanings of the columns of a sheet.
pub const COLUMNS: &str = "columns";

/// A row with the headings of the columns of a sheet.
pub const HEADINGS: &str = "headings";

/// A row with the id of a row of a sheet, and its cells.
pub const ROW: &str = "row";
