//! The requirements of a standard as a CSV table for spreadsheets, in document order.
//!
//! As in the table of coverage, columns exist only if the standard has such data, so that a program finds them by their
//! names, not by their places. Roles, levels and dimensions are ids, those that a requirement inherits included; several are
//! separated by spaces, and none means all.

use super::Source;
use super::table::CsvTable;
use crate::index::RequirementIndex;
use crate::model::rubric::points;
use crate::model::{CompleteHandbook, CompleteStandard, Requirement};
use crate::site::address::permalink_path;
use crate::site::export::exports;
use crate::site::{Make, RenderError};
use crate::source::format::text::Text;

/// The cell of a requirement.
type CsvCell<'a> = Box<dyn Fn(RequirementIndex, &Requirement) -> String + 'a>;

/// A column: its heading, and the cell of a requirement.
struct CsvColumn<'a> {
    heading: String,
    cell: CsvCell<'a>,
}

/// Returns the table. A column without a cell is left out, except for those of the texts.
impl Make<exports::Requirements> for Source<'_> {
    fn make(&self, target: exports::Requirements) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let standard = &handbook.standards[target.standard];
        let base_url = self.site.base_url.as_deref().unwrap_or_default();
        let failed = |error: csv::Error| self.error(error.to_string());
        let mut columns = columns(handbook, standard, base_url);
        columns.retain(|column| {
            let mut requirements = standard.requirements.indexed();
            requirements.any(|(index, entry)| !(column.cell)(index, entry).is_empty())
        });
        let mut table = CsvTable::new();
        let headings: Vec<&str> = columns.iter().map(|column| &*column.heading).collect();
        table.row(&headings).map_err(failed)?;
        for (index, entry) in standard.requirements.indexed() {
            let cells = columns.iter().map(|column| (column.cell)(index, entry));
            let cells: Vec<String> = cells.collect();
            table.row(&cells).map_err(failed)?;
        }
        table.into_bytes().map_err(failed)
    }
}

/// Every column that a table can have.
fn columns<'a>(
    handbook: &'a CompleteHandbook,
    standard: &'a CompleteStandard,
    base_url: &'a str,
) -> Vec<CsvColumn<'a>> {
    let mut columns = Vec::new();
    let mut add = |heading: String, cell: CsvCell<'a>| {
        columns.push(CsvColumn { heading, cell });
    };
    let words = move |text: &Text, language: &str| {
        let words = text.get(language).unwrap_or_default();
        standard.plain_words(text, words).into_owned()
    };
    let joined = |values: &mut dyn Iterator<Item = &str>| values.collect::<Vec<_>>().join(" ");
    add(
        "requirement".to_owned(),
        Box::new(|_, entry| entry.id.to_string()),
    );
    add(
        "number".to_owned(),
        Box::new(|_, entry| {
            let code = entry.code.as_ref().filter(|code| **code != entry.id);
            code.map_or_else(String::new, |code| code.to_string())
        }),
    );
    add(
        "part of".to_owned(),
        Box::new(|_, entry| {
            let above = entry.parent.map(|above| &standard.requirements[above]);
            above.map_or_else(String::new, |above| above.id.to_string())
        }),
    );
    add(
        "clause".to_owned(),
        Box::new(|_, entry| standard.clauses[entry.clause].id().to_string()),
    );
    for language in &handbook.languages {
        add(
            format!("clause ({})", language.id),
            Box::new(move |_, entry| {
                let label = standard.clauses[entry.clause].label();
                label.map_or_else(String::new, |label| words(label, &language.id))
            }),
        );
    }
    add(
        "type".to_owned(),
        Box::new(|_, entry| entry.axes.kind.as_deref().unwrap_or_default().to_owned()),
    );
    add(
        "role".to_owned(),
        Box::new(move |_, entry| joined(&mut entry.axes.roles.iter())),
    );
    add(
        "level".to_owned(),
        Box::new(move |_, entry| joined(&mut entry.axes.levels.iter())),
    );
    for (place, axis) in standard.about.dimensions.axes().into_iter().enumerate() {
        let heading = axis.named.map_or("dimension", |axis| axis.id.as_str());
        add(
            heading.to_owned(),
            Box::new(move |_, entry| joined(&mut entry.axes.dimensions.of(place).iter())),
        );
    }
    add(
        "weight".to_owned(),
        Box::new(|_, entry| {
            let weight = entry.item().weight.as_ref();
            weight.map_or_else(String::new, |weight| points(weight.hundredths))
        }),
    );
    for language in &handbook.languages {
        add(
            format!("title ({})", language.id),
            Box::new(move |_, entry| {
                entry
                    .title()
                    .map_or_else(String::new, |title| words(title, &language.id))
            }),
        );
        add(
            format!("text ({})", language.id),
            Box::new(move |_, entry| words(entry.text(), &language.id)),
        );
    }
    for level in standard.levels_among(&Default::default()) {
        for language in &handbook.languages {
            add(
                format!("{} ({})", level.id, language.id),
                Box::new(move |_, entry| {
                    let descriptor = entry.descriptor(level.id.as_str());
                    let text = descriptor.and_then(|descriptor| descriptor.text.as_ref());
                    text.map_or_else(String::new, |text| words(text, &language.id))
                }),
            );
        }
    }
    add(
        "permalink".to_owned(),
        Box::new(move |index, _| format!("{base_url}{}", permalink_path(standard, index))),
    );
    columns
}

#[cfg(test)]
mod tests {
    use crate::check::curricula::tests::course;
    use crate::check::testing::and;
    use crate::export::testing;
    use crate::index::StandardIndex;
    use crate::site::export::Export;

    #[test]
    fn every_requirement_has_a_line_and_absent_data_no_column() {
        let clauses = "content/standards/demo/clauses/02.yaml";
        let text = "    - weight: 2.5\n      levels: {senior: {zh: 精通, en: Masters}}\n      text: {zh: 开店；";
        let tree = and(course(), clauses, "    - text: {zh: 开店；", text);
        let export = Export::Requirements(StandardIndex::at(0));
        let table = testing::bytes(&testing::site(&tree), export).expect("an export");
        let table = String::from_utf8(table).expect("UTF-8");
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines[0],
            "\u{feff}\"requirement\",\"clause\",\"clause (zh)\",\"clause (en)\",\"role\",\"level\",\"dimension\",\
             \"weight\",\"text (zh)\",\"text (en)\",\"senior (zh)\",\"senior (en)\",\"permalink\""
        );
        assert_eq!(lines.len(), 5);
        assert_eq!(
            lines[3],
            "\"2.2.1-a\",\"2.2.1\",\"初级\",\"Junior\",\"seller\",\"junior\",\"skills\",\"2.5\",\"开店；\",\
             \"Open a shop;\",\"精通\",\"Masters\",\"https://example.org/handbook/id/demo/2.2.1-a.html\""
        );
    }
}
