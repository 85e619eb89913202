//! The coverage of a curriculum as a CSV table for spreadsheets.
//!
//! A row is a requirement; the columns are its id, whether the aims of the curriculum ask for it,
//! the greatest depth, and then the depth in each module. Columns such as `number` and `weight`
//! exist only if the standard has such data, so that a program finds columns by their names, not by
//! their places.

use super::Source;
use super::table::CsvTable;
use crate::model::Depth;
use crate::site::export::exports;
use crate::site::{Make, RenderError};

/// The coverage by module as CSV (RFC 4180): the requirements that the curriculum leads to, in document order, then the
/// others that it covers.
impl Make<exports::Coverage> for Source<'_> {
    fn make(&self, target: exports::Coverage) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let curriculum = &handbook.curricula[target.curriculum];
        let standard = &handbook.standards[curriculum.standard];
        let failed = |error: csv::Error| self.error(error.to_string());
        let mut table = CsvTable::new();
        let mut head: Vec<String> = ["requirement", "asked", "depth"].map(str::to_owned).into();
        let codes = standard.requirements.iter();
        let has_codes = codes
            .filter_map(|requirement| Some((requirement.code.as_ref()?, &requirement.id)))
            .any(|(code, id)| code != id);
        head.extend(has_codes.then(|| "number".to_owned()));
        let about = &standard.about;
        let has_types = !about.types.is_empty();
        head.extend(has_types.then(|| "type".to_owned()));
        let mut weights = standard.requirements.iter().map(|of| &of.item().weight);
        let has_weights = weights.any(Option::is_some);
        head.extend(has_weights.then(|| "weight".to_owned()));
        let axes = about.dimensions.named();
        head.extend(axes.iter().map(|axis| axis.id.to_string()));
        let languages = handbook.languages.iter();
        head.extend(languages.map(|language| format!("text ({})", language.id)));
        head.extend(
            curriculum
                .modules
                .iter()
                .map(|module| module.id.to_string()),
        );
        table.row(&head).map_err(failed)?;
        let asked = curriculum.asked(standard);
        let beyond = standard.requirements.indices().filter(|requirement| {
            !curriculum.taught(*requirement).is_empty() && asked.binary_search(requirement).is_err()
        });
        let is_asked = asked.iter().map(|requirement| (*requirement, true));
        for (requirement, is_asked) in
            is_asked.chain(beyond.map(|requirement| (requirement, false)))
        {
            let entry = &standard.requirements[requirement];
            let taught = curriculum.taught(requirement);
            let deepest = taught.iter().map(|(_, depth)| *depth).max();
            let mut cells = vec![
                entry.id.to_string(),
                if is_asked { "yes" } else { "no" }.to_owned(),
                deepest.map_or("", Depth::word).to_owned(),
            ];
            let code = entry.code.as_deref().unwrap_or_default();
            cells.extend(has_codes.then(|| code.to_owned()));
            let kind = entry.axes.kind.as_deref().unwrap_or_default();
            cells.extend(has_types.then(|| kind.to_owned()));
            let weight = entry.item().weight.as_ref();
            cells.extend(has_weights.then(|| {
                let points = weight.map(|weight| number(weight.hundredths));
                points.unwrap_or_default()
            }));
            cells.extend((0..axes.len()).map(|axis| {
                let values = entry.axes.dimensions.of(axis).iter();
                values.collect::<Vec<_>>().join(" ")
            }));
            cells.extend(handbook.languages.iter().map(|language| {
                let words = entry.text().get(&language.id);
                let words = standard.plain_words(entry.text(), words.unwrap_or_default());
                words.into_owned()
            }));
            cells.extend(curriculum.modules.indices().map(|module| {
                let depth = taught.iter().find(|(place, _)| *place == module);
                depth.map_or("", |(_, depth)| depth.word()).to_owned()
            }));
            table.row(&cells).map_err(failed)?;
        }
        table.into_bytes().map_err(failed)
    }
}

/// Hundredths as a decimal number: `2.5`. No trailing zeros are written.
fn number(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let part = format!("{part:02}");
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::curricula::tests::course;
    use crate::export::testing;
    use crate::index::CurriculumIndex;
    use crate::site::export::Export;

    #[test]
    fn every_applicable_requirement_has_a_line() {
        let table = testing::bytes(
            &testing::site(&course()),
            Export::Coverage(CurriculumIndex::at(0)),
        );
        let table = String::from_utf8(table.expect("an export")).expect("UTF-8");
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines[0],
            "\u{feff}\"requirement\",\"asked\",\"depth\",\"text (zh)\",\"text (en)\",\"01-open\",\"02-sell\""
        );
        let starts: Vec<String> = lines[1..]
            .iter()
            .map(|line| line.split(',').take(3).collect::<Vec<_>>().join(","))
            .collect();
        assert_eq!(
            starts,
            [
                "\"2.1-a\",\"yes\",\"introduces\"",
                "\"2.1-b\",\"yes\",\"introduces\"",
                "\"2.2.1-a\",\"yes\",\"assesses\"",
            ]
        );
    }

    #[test]
    fn types_weights_and_named_axes_have_columns() {
        let mut tree = course();
        let mut replace = |file: &str, from: &str, to: &str| {
            let file = format!("content/standards/demo/{file}");
            let text = tree.files[file.as_str()].replace(from, to);
            assert_ne!(*text, *tree.files[file.as_str()], "{from}");
            tree.files.insert(file.into(), text.into());
        };
        replace(
            "standard.yaml",
            "dimensions:\n",
            "types:\n  - {id: duty, title: {zh: 职责, en: Duty}}\ndimensions:\n  - id: side\n    \
             title: {zh: 侧面, en: Side}\n    values:\n",
        );
        replace(
            "standard.yaml",
            "  - {id: literacy",
            "      - {id: literacy",
        );
        replace("standard.yaml", "  - {id: skills", "      - {id: skills");
        replace(
            "clauses/02.yaml",
            "    - text: {zh: 开店；",
            "    - weight: 2.5\n      type: duty\n      text: {zh: 开店；",
        );
        let table = testing::bytes(
            &testing::site(&tree),
            Export::Coverage(CurriculumIndex::at(0)),
        );
        let table = String::from_utf8(table.expect("an export")).expect("UTF-8");
        let lines: Vec<&str> = table.lines().collect();
        assert!(
            lines[0].contains("\"depth\",\"type\",\"weight\",\"side\",\"text (zh)\""),
            "{}",
            lines[0]
        );
        assert!(lines[1].starts_with("\"2.1-a\",\"yes\",\"introduces\",\"\",\"\",\"literacy\","));
        assert!(
            lines[3].starts_with("\"2.2.1-a\",\"yes\",\"assesses\",\"duty\",\"2.5\",\"skills\","),
            "{}",
            lines[3]
        );
    }
}
