//! A standard as a competency framework of Moodle: the CSV file that its tool “Import competency framework” reads
//! (`tool_lpimportcsv`).
//!
//! There are fourteen columns, in a fixed order: first a row for the framework, then one for each clause that contains
//! requirements and for each requirement. Moodle cuts id numbers and short names at 100 characters.

mod framework;
mod id_numbers;
mod recorded;
mod scale;
mod taxonomy;

use std::collections::{BTreeMap, BTreeSet};

use crate::export::Source;
use crate::export::table::CsvTable;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::language::closing::without_closing;
use crate::language::on_one_line;
use crate::model::axis::Axes;
use crate::site::address::permalink_path;
use crate::site::export::exports;
use crate::site::framework::{FrameworkSubject, name_in};
use crate::site::markup::escaped;
use crate::site::moodle::competency::CompetencyTexts;
use crate::site::moodle::html::paragraphs;
use crate::site::moodle::{LONGEST, shortened};
use crate::site::{Make, RenderError};
use crate::source::format::clause::ClauseRecord;
use crate::source::format::relation::{Relation, RelationTarget};
use framework::MoodleFramework;
use id_numbers::{IdNumbers, short_id};
use recorded::{MadeRow, RowPart};
use scale::MoodleScales;

/// The headings of the columns.
const COLUMNS: [&str; 14] = [
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
];

/// The format of descriptions: HTML.
const HTML: &str = "1";

/// Returns the framework in one language.
impl Make<exports::Moodle> for Source<'_> {
    fn make(&self, target: exports::Moodle) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let subject = FrameworkSubject::Standard(target.standard);
        let framework = MoodleFramework {
            source: self,
            index: target.standard,
            standard: &handbook.standards[target.standard],
            language: &handbook.languages[target.language],
            original: subject.original(handbook),
            ids: IdNumbers::of(&handbook.standards[target.standard]),
        };
        let failed = |error: csv::Error| self.error(error.to_string());
        let mut table = CsvTable::for_programs();
        for row in framework.rows() {
            table.row(&row).map_err(failed)?;
        }
        table.into_bytes().map_err(failed)
    }
}

impl<'a> MoodleFramework<'a> {
    fn rows(&self) -> Vec<[String; 14]> {
        let scales = self.scales();
        let mut rows = vec![self.framework(&scales)];
        self.push_competencies(&scales, &mut rows);
        let named = self.restore(&mut rows, &scales);
        let own_names = rows[1..].iter().filter(|row| named.contains(&row.part));
        let mut names: BTreeSet<String> = own_names.map(|row| row.cells[2].clone()).collect();
        let mut all = vec![COLUMNS.map(str::to_owned)];
        for mut row in rows {
            if row.part != RowPart::Framework && !named.contains(&row.part) {
                row.cells[2] = unique(&mut names, row.number, &row.label);
            }
            all.push(row.cells);
        }
        all
    }

    /// Appends the rows of the clauses that contain requirements, and of the requirements.
    fn push_competencies(&self, scales: &MoodleScales, rows: &mut Vec<MadeRow<'a>>) {
        let standard = self.standard;
        let related = self.related();
        let contains = |clause: &ClauseIndex| standard.clauses[*clause].within > 0;
        for index in standard.clauses.indices().filter(contains) {
            let clause = &standard.clauses[index];
            let only_holds = standard.only_holds(index);
            if !only_holds {
                let texts = match clause.as_clause() {
                    Some(body) => CompetencyTexts::of_clause(body, clause.label()),
                    None => CompetencyTexts {
                        label: clause.label(),
                        body: Vec::new(),
                    },
                };
                let label = texts.label.map(|label| self.words(label));
                let above = clause.parent.map(|parent| self.ids.clause(parent));
                rows.push(self.competency(
                    RowPart::Clause(index),
                    above.unwrap_or_default(),
                    self.ids.clause(index),
                    label.unwrap_or_else(|| clause.id().to_string()),
                    texts,
                    &clause.axes,
                    &related,
                ));
            }
            for requirement in clause.requirements.clone() {
                let entry = &standard.requirements[requirement];
                let label = self.words(entry.title().unwrap_or(entry.text()));
                let label = match self.ids.are_own() {
                    true => label,
                    false => without_closing(&label).to_owned(),
                };
                let above = match entry.parent {
                    Some(parent) => self.ids.requirement(parent),
                    None if only_holds => "",
                    None => self.ids.clause(index),
                };
                let mut row = self.competency(
                    RowPart::Requirement(requirement),
                    above,
                    self.ids.requirement(requirement),
                    label,
                    CompetencyTexts::of_requirement(entry.item(), entry.title(), entry.text()),
                    &entry.axes,
                    &related,
                );
                if let Some(scale) = scales.own.get(&requirement) {
                    row.cells[5].clone_from(&scale.values);
                    row.cells[6].clone_from(&scale.configuration);
                }
                rows.push(row);
            }
        }
    }

    /// The row of the framework itself. A translation has an id number of its own, since Moodle knows a framework by it.
    fn framework(&self, scales: &MoodleScales) -> MadeRow<'a> {
        let texts = CompetencyTexts::of_framework(&self.standard.about);
        let id = name_in(self.standard.id(), &self.language.id, self.original);
        let label = self.words(&self.standard.about.title);
        let scale = scales.common.clone().unwrap_or_else(|| self.our_scale());
        let mut cells: [String; 14] = Default::default();
        cells[1] = short_id(&id);
        cells[2] = shortened(&label, LONGEST);
        cells[3] = self.description(&texts);
        cells[4] = HTML.to_owned();
        cells[5] = scale.values;
        cells[6] = scale.configuration;
        cells[12] = "1".to_owned();
        cells[13] = self.taxonomy();
        MadeRow {
            part: RowPart::Framework,
            cells,
            texts,
            label,
            number: None,
            addition: String::new(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "they are the cells of a row")]
    fn competency(
        &self,
        part: RowPart,
        above: &str,
        id: &str,
        label: String,
        texts: CompetencyTexts<'a>,
        axes: &Axes,
        related: &BTreeMap<String, BTreeSet<String>>,
    ) -> MadeRow<'a> {
        let standard = self.standard;
        let (number, requirement) = match part {
            RowPart::Framework => (None, None),
            RowPart::Clause(index) => (standard.clauses[index].number(), None),
            RowPart::Requirement(index) => {
                let entry = &standard.requirements[index];
                (entry.printed_name(), Some(index))
            }
        };
        let addition = self.addition(axes, requirement);
        let mut cells: [String; 14] = Default::default();
        cells[0] = above.to_owned();
        cells[1] = id.to_owned();
        cells[3] = self.description(&texts) + &addition;
        cells[4] = HTML.to_owned();
        cells[8] = "0".to_owned();
        cells[9] = "null".to_owned();
        cells[10] = related.get(id).map(listed).unwrap_or_default();
        MadeRow {
            part,
            cells,
            texts,
            label,
            number: number.filter(|_| !self.ids.are_own()),
            addition,
        }
    }

    /// The id numbers of what is related to each clause and requirement. A relation counts for both of its ends.
    fn related(&self) -> BTreeMap<String, BTreeSet<String>> {
        let standard = self.standard;
        let mut related: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut relate = |own: &str, relations: &[Relation]| {
            for relation in relations {
                let RelationTarget::Own(id) = relation.target() else {
                    continue;
                };
                let clause = standard.clause_index(id);
                let clause = clause.filter(|clause| {
                    standard.clauses[*clause].within > 0 && !standard.only_holds(*clause)
                });
                let other = match standard.requirement_index(id) {
                    Some(requirement) => Some(self.ids.requirement(requirement)),
                    None => clause.map(|clause| self.ids.clause(clause)),
                };
                if let Some(other) = other.filter(|other| *other != own) {
                    for (one, other) in [(own, other), (other, own)] {
                        let others = related.entry(one.to_owned()).or_default();
                        others.insert(other.to_owned());
                    }
                }
            }
        };
        for (index, clause) in standard.clauses.indexed() {
            if clause.within == 0 {
                continue;
            }
            let relations = clause.as_clause().map(|body: &ClauseRecord| &body.relates);
            relate(self.ids.clause(index), relations.map_or(&[], Vec::as_slice));
            for requirement in clause.requirements.clone() {
                let relations = &standard.requirements[requirement].item().relates;
                relate(self.ids.requirement(requirement), relations);
            }
        }
        related
    }

    /// What follows the texts of a description: the roles and levels, the modules that teach a requirement, and a link to its
    /// permalink.
    fn addition(&self, axes: &Axes, requirement: Option<RequirementIndex>) -> String {
        let standard = self.standard;
        let mut html = String::new();
        let roles = standard.about.roles.iter();
        let roles = roles
            .filter(|role| axes.roles.has(role.id.as_str()))
            .map(|role| &role.title);
        let levels = standard.levels_among(&axes.roles).into_iter();
        let levels = levels.filter(|level| axes.levels.has(level.id.as_str()));
        let about = roles.chain(levels.map(|level| &level.title));
        let about: Vec<String> = about.map(|title| self.words(title)).collect();
        if !about.is_empty() {
            html.push_str(&paragraphs(&about.join(" · ")));
        }
        if let Some(requirement) = requirement {
            self.push_taught(requirement, &mut html);
        }
        if let (Some(requirement), Some(base_url)) = (requirement, &self.source.site.base_url) {
            let url = escaped(&format!(
                "{base_url}{}",
                permalink_path(standard, requirement)
            ));
            html.push_str(&format!("<p><a href=\"{url}\">{url}</a></p>"));
        }
        html
    }

    /// Appends the modules that teach a requirement, a paragraph for each curriculum. Moodle imports frameworks, but no links
    /// between these and courses, so the descriptions are the only place for them.
    fn push_taught(&self, requirement: RequirementIndex, html: &mut String) {
        let curricula = self.source.site.handbook().curricula.iter();
        for curriculum in curricula.filter(|one| one.standard == self.index) {
            let modules = curriculum.taught(requirement).iter().map(|(module, _)| {
                let source = curriculum.modules[*module].get(&self.language.id);
                source.front_matter.title.value.to_string()
            });
            let modules: Vec<String> = modules.collect();
            if modules.is_empty() {
                continue;
            }
            let word = |key| self.source.words.word(&self.language.id, key);
            let taught = word("check_taught");
            let space = if taught.ends_with(':') { " " } else { "" };
            let title = self.words(&curriculum.about.title);
            let colon = word("colon");
            let modules = modules.join(" · ");
            html.push_str(&paragraphs(&format!(
                "{taught}{space}{title}{colon}{modules}"
            )));
        }
    }

    /// The description in the language, or else in that of the standard, as HTML.
    fn description(&self, texts: &CompetencyTexts<'_>) -> String {
        let languages = [&*self.language.id, self.original];
        texts.description(self.standard.markup(), &languages)
    }
}

/// Id numbers as one cell lists them.
fn listed(ids: &BTreeSet<String>) -> String {
    let ids = ids.iter().map(|id| id.replace(',', "%2C"));
    ids.collect::<Vec<_>>().join(",")
}

/// A short name that no other competency has: the number and the label, cut to length, with a count if it is taken.
fn unique(taken: &mut BTreeSet<String>, number: Option<&str>, label: &str) -> String {
    let name = match number {
        Some(number) => format!("{number} {}", on_one_line(label)),
        None => on_one_line(label),
    };
    let mut count = 1;
    let mut found = shortened(&name, LONGEST);
    while !taken.insert(found.clone()) {
        count += 1;
        let end = format!(" ({count})");
        found = format!("{}{end}", shortened(&name, LONGEST - end.chars().count()));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::check::curricula::tests::course;
    use crate::check::testing::and;
    use crate::export::testing::{bytes, site};
    use crate::index::{LanguageIndex, StandardIndex};
    use crate::site::export::Export;
    use crate::source::tree::Tree;

    /// The rows of the file in a language.
    fn rows(tree: &Tree, language: usize) -> Vec<Vec<String>> {
        let export = Export::Moodle {
            standard: StandardIndex::at(0),
            language: LanguageIndex::at(language),
        };
        let file = bytes(&site(tree), export).expect("an export");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&*file);
        let rows = reader.records().map(|row| row.expect("fourteen cells"));
        rows.map(|row| row.iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_rows_are_the_framework_and_its_tree() {
        let rows = rows(&course(), 1);
        assert!(rows.iter().all(|row| row.len() == 14));
        assert_eq!(rows[0][10], "Cross-referenced competency ID numbers");
        assert_eq!(rows[1][..3], ["", "demo#en", "Standard for stores"]);
        assert_eq!(rows[1][5], "rate_not_yet,rate_partly,rate_met");
        let scale: serde_json::Value = serde_json::from_str(&rows[1][6]).expect("JSON");
        let expected =
            serde_json::json!([{"scaleid": "0"}, {"id": 3, "scaledefault": 1, "proficient": 1}]);
        assert_eq!(scale, expected);
        assert_eq!(rows[1][12], "1");
        let told: Vec<(&str, &str, &str)> = rows[2..]
            .iter()
            .map(|row| (&*row[0], &*row[1], &*row[2]))
            .collect();
        assert_eq!(
            told[..5],
            [
                ("", "demo/2/", "2 Requirements"),
                ("demo/2/", "demo/2.1/", "2.1 Literacy"),
                ("demo/2.1/", "demo/2.1-a", "2.1-a be honest"),
                ("demo/2.1/", "demo/2.1-b", "2.1-b do storefront design"),
                ("demo/2/", "demo/2.2/", "2.2 Skills"),
            ]
        );
        let open = rows
            .iter()
            .find(|row| row[1] == "demo/2.2.1-a")
            .expect("a requirement");
        assert_eq!(
            open[3],
            "<p>Open a shop;</p><p>Seller · Junior</p><p>check_taughtFirst stepscolonOpening</p><p><a href=\"https://example.org/handbook/id/demo/2.2.1-a.html\">\
             https://example.org/handbook/id/demo/2.2.1-a.html</a></p>"
        );
        assert!(rows[2..].iter().all(|row| row[12].is_empty()));
    }

    #[test]
    fn commas_in_cross_references_are_escaped() {
        let related = ["demo/a,1", "demo/b"].map(str::to_owned);
        assert_eq!(super::listed(&BTreeSet::from(related)), "demo/a%2C1,demo/b");
    }

    #[test]
    fn relations_count_for_both_ends() {
        let clauses = "content/standards/demo/clauses/02.yaml";
        let relates = "    - relates: [{to: 2.1-a, as: related}]\n      text: {zh: 开店；";
        let rows = rows(
            &and(course(), clauses, "    - text: {zh: 开店；", relates),
            0,
        );
        let related = |id: &str| rows.iter().find(|row| row[1] == id).map(|row| &*row[10]);
        assert_eq!(related("demo/2.2.1-a"), Some("demo/2.1-a"));
        assert_eq!(related("demo/2.1-a"), Some("demo/2.2.1-a"));
    }

    #[test]
    fn ids_and_names_are_unique_and_never_too_long() {
        let clauses = "content/standards/demo/clauses/02.yaml";
        let long = "x".repeat(118);
        let words = "开店".repeat(80);
        let more = format!(
            "    - {{id: {long}a, number: 甲, text: {{zh: '{words}1'}}}}\n    - {{id: {long}b, number: 甲, text: {{zh: '{words}2'}}}}\n    \
             - text: {{zh: 开店；"
        );
        let rows = rows(&and(course(), clauses, "    - text: {zh: 开店；", &more), 0);
        for column in [1, 2] {
            let cells: BTreeSet<&str> = rows[1..].iter().map(|row| &*row[column]).collect();
            assert_eq!(cells.len(), rows.len() - 1);
            let is_right = |cell: &&str| !cell.is_empty() && cell.chars().count() <= 100;
            assert!(cells.iter().all(is_right), "{cells:?}");
        }
    }

    /// The tree of tests with other grades in its rubric.
    fn with_grades(grades: &str) -> Vec<Vec<String>> {
        let tree = and(
            course(),
            "content/standards/demo/rubric.yaml",
            "[A, B]",
            grades,
        );
        rows(&tree, 0)
    }

    #[test]
    fn grades_that_are_met_are_the_scale() {
        let rows = with_grades(
            "[{id: A, title: {zh: 好, en: Good}, met: true}, {id: B, title: {zh: 好, en: Poor}}]",
        );
        assert_eq!(rows[1][5], "好,好 (A)");
        let configuration = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
        assert_eq!(rows[1][6], configuration);
    }

    #[test]
    fn grades_that_do_not_say_what_is_met_are_not_the_scale() {
        let rows = with_grades("[A, B]");
        assert_eq!(rows[1][5], "rate_not_yet,rate_partly,rate_met");
    }
}
