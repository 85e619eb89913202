//! The names in the hidden sheet by which a workbook is read back. The exports write it, and the import of tables reads it.

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
