//! `content/standards/ID/competencies.lock`: the cells of the competency framework of Moodle that the standard was imported
//! from, where an export would have others.
//!
//! One line per cell: the id of the clause, with a slash, or of the requirement, or a slash alone for the framework itself; the
//! column; a hash of what the cell follows from in the handbook, as it was imported; and the source's own cell as JSON:
//!
//! ```text
//! DR-1/ description 8fcc9dec93f28851 "<p>Uses <u>ropes</u>.</p>"
//! ```
//!
//! If what a cell follows from has changed, its hash is another and the line no longer counts. A rule and an id of Moodle's
//! database follow from nothing in a handbook, so they always count as long as the competency is there.
//!
//! Only `clausebook import` writes the file.

use std::sync::Arc;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The recorded cells, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompetencyLock(pub Vec<RecordedCell>);

/// A cell of a competency as the source has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCell {
    /// The competency.
    pub competency: Arc<str>,
    /// The column.
    pub column: CompetencyColumn,
    /// The hash of what the cell follows from, as it was imported.
    pub imported: u64,
    /// The source's own cell.
    pub content: Arc<str>,
}

/// A column that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompetencyColumn {
    /// The short name.
    Name,
    /// The description.
    Description,
    /// The format of the description, by its number in Moodle.
    DescriptionFormat,
    /// The values of the scale.
    ScaleValues,
    /// The configuration of the scale.
    ScaleConfiguration,
    /// The class of the rule for completing the competency.
    RuleType,
    /// The outcome of the rule, by its number in Moodle.
    RuleOutcome,
    /// The configuration of the rule.
    RuleConfig,
    /// The cross-references.
    Related,
    /// The id of the competency in the Moodle site that exported it, by which rules name it.
    ExportedId,
    /// The kinds of competencies by their depths.
    Taxonomy,
}

impl CompetencyColumn {
    const ALL: [CompetencyColumn; 11] = [
        CompetencyColumn::Name,
        CompetencyColumn::Description,
        CompetencyColumn::DescriptionFormat,
        CompetencyColumn::ScaleValues,
        CompetencyColumn::ScaleConfiguration,
        CompetencyColumn::RuleType,
        CompetencyColumn::RuleOutcome,
        CompetencyColumn::RuleConfig,
        CompetencyColumn::Related,
        CompetencyColumn::ExportedId,
        CompetencyColumn::Taxonomy,
    ];

    /// Its name in Moodle.
    fn word(self) -> &'static str {
        match self {
            CompetencyColumn::Name => "shortname",
            CompetencyColumn::Description => "description",
            CompetencyColumn::DescriptionFormat => "descriptionformat",
            CompetencyColumn::ScaleValues => "scalevalues",
            CompetencyColumn::ScaleConfiguration => "scaleconfiguration",
            CompetencyColumn::RuleType => "ruletype",
            CompetencyColumn::RuleOutcome => "ruleoutcome",
            CompetencyColumn::RuleConfig => "ruleconfig",
            CompetencyColumn::Related => "relatedidnumbers",
            CompetencyColumn::ExportedId => "exportid",
            CompetencyColumn::Taxonomy => "taxonomies",
        }
    }
}

impl RecordedCell {
    /// The line that records it, without a line ending.
    fn line(&self) -> String {
        let (competency, column) = (&self.competency, self.column.word());
        let content = serde_json::Value::from(&*self.content);
        format!("{competency} {column} {:016x} {content}", self.imported)
    }

    /// The cell that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let (competency, column, imported) = (parts.next()?, parts.next()?, parts.next()?);
        let content: String = serde_json::from_str(parts.next()?).ok()?;
        let mut columns = CompetencyColumn::ALL.into_iter();
        Some(RecordedCell {
            competency: competency.into(),
            column: columns.find(|known| known.word() == column)?,
            imported: u64::from_str_radix(imported, 16)
                .ok()
                .filter(|_| imported.len() == 16)?,
            content: content.into(),
        })
    }
}

/// The header of the file.
const HEAD: &str = "# For each imported cell that an export to Moodle would change, the competency, the column, a hash of what the cell\n\
                    # follows from as imported, and the source's own cell. Written by `clausebook import`.\n";

impl CompetencyLock {
    /// Reads `file`, and reports unreadable lines in `faults`.
    ///
    /// Lines that are empty or begin with `#` are skipped. A damaged line is `E032`, and a conflict of a merge `E031`;
    /// the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut lock = CompetencyLock::default();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match RecordedCell::parse(line) {
                Some(cell) => lock.0.push(cell),
                None => {
                    let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
                    faults.push(Rule::DamagedRecord.at(
                        &Position::line(file.clone(), number, line),
                        message!("this line is not a recorded cell"),
                        message!("restore the line from an earlier version; only `clausebook` writes this file"),
                    ));
                }
            }
        }
        lock
    }

    /// The contents of the file.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for cell in &self.0 {
            text.push_str(&cell.line());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/standards/demo/competencies.lock";

    fn recorded(column: CompetencyColumn) -> RecordedCell {
        RecordedCell {
            competency: "D-1/".into(),
            column,
            imported: 7,
            content: " Two  spaces\r\n\n\"quotes\"\t<<<<<<<\u{2028}é ".into(),
        }
    }

    #[test]
    fn it_reads_what_it_writes() {
        let written = CompetencyLock(CompetencyColumn::ALL.map(recorded).to_vec());
        let mut faults = Vec::new();
        let text = written.write();
        let read = CompetencyLock::read(&FILE.into(), &text, &mut faults);
        assert_eq!(read, written);
        assert_eq!(faults, Vec::new());
        assert_eq!(text.lines().count(), 2 + CompetencyColumn::ALL.len());
    }

    #[test]
    fn damaged_lines_and_conflicts_are_reported() {
        let whole = recorded(CompetencyColumn::Name).line();
        for (line, rule) in [
            (whole.trim_end_matches('"'), Rule::DamagedRecord),
            (whole.split_once(' ').unwrap().0, Rule::DamagedRecord),
            (&*whole.replace("short", "long"), Rule::DamagedRecord),
            (&*whole.replace("0007", "7"), Rule::DamagedRecord),
            ("<<<<<<< HEAD", Rule::MergeConflict),
        ] {
            let mut faults = Vec::new();
            let text = format!("# head\n{line}\n{whole}\n");
            let read = CompetencyLock::read(&FILE.into(), &text, &mut faults);
            let found: Vec<_> = faults
                .iter()
                .map(|fault| (fault.rule, fault.position.line))
                .collect();
            assert_eq!(found, [(rule, 2)], "{line}");
            assert_eq!(read.0.len(), 1, "{line}");
        }
    }
}
