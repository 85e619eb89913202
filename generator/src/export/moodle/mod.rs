//! A standard as a competency framework of Moodle: the CSV file that its tool “Import competency framework” reads
//! (`tool_lpimportcsv`).
//!
//! There are fourteen columns, in a fixed order: first a row for the framework, then one for each clause that contains
//! requirements and for each requirement. Moodle takes id numbers that look like equal decimals for the same (`5.1` and
//! `5.10`), so the id of the standard precedes each. It cuts id numbers and short names at 100 characters.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;
use super::table::CsvTable;
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::model::axis::Axes;
use crate::model::identifier::Identifier;
use crate::model::{CompleteStandard, Language};
use crate::site::address::permalink_path;
use crate::site::export::exports;
use crate::site::framework::{FrameworkSubject, name_in};
use crate::site::markup::escaped;
use crate::site::{Make, RenderError};
use crate::source::format::clause::ClauseRecord;
use crate::source::format::relation::{Relation, RelationTarget};
use crate::source::format::text::Text;

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

/// The longest id number or short name, in characters.
const LONGEST: usize = 100;

/// The format of descriptions: HTML.
const HTML: &str = "1";

/// The words of the scale, the lowest first. Only the highest means that somebody is proficient.
const SCALE: [&str; 3] = ["rate_not_yet", "rate_partly", "rate_met"];

/// The kind of competency at each of the four depths for which Moodle has one.
const TAXONOMY: &str = "competency,competency,competency,competency";

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
        };
        let failed = |error: csv::Error| self.error(error.to_string());
        let mut table = CsvTable::for_programs();
        for row in framework.rows() {
            table.row(&row).map_err(failed)?;
        }
        table.into_bytes().map_err(failed)
    }
}

/// A standard in one language.
struct MoodleFramework<'a> {
    source: &'a Source<'a>,
    index: StandardIndex,
    standard: &'a CompleteStandard,
    language: &'a Language,
    original: &'a str,
}

impl MoodleFramework<'_> {
    fn rows(&self) -> Vec<[String; 14]> {
        let standard = self.standard;
        let related = self.related();
        let mut names = BTreeSet::new();
        let mut rows = vec![COLUMNS.map(str::to_owned), self.framework()];
        let contains = |clause: &ClauseIndex| standard.clauses[*clause].within > 0;
        for index in standard.clauses.indices().filter(contains) {
            let clause = &standard.clauses[index];
            let intro = clause.as_clause().and_then(|body| body.intro.as_ref());
            let label = clause.label().or(intro).map(|label| self.words(label));
            let label = label.unwrap_or_else(|| clause.id().to_string());
            let above = clause.parent.map(|parent| self.clause_id(parent));
            let only_holds = standard.only_holds(index);
            if !only_holds {
                rows.push(self.competency(
                    above.unwrap_or_default(),
                    self.clause_id(index),
                    unique(&mut names, clause.number(), &label),
                    self.paragraphs(intro.into_iter(), &clause.axes, None),
                    related.get(&self.clause_id(index)),
                ));
            }
            for requirement in clause.requirements.clone() {
                let entry = &standard.requirements[requirement];
                let label = self.words(entry.title().unwrap_or(entry.text()));
                let above = match entry.parent {
                    Some(parent) => self.requirement_id(parent),
                    None if only_holds => String::new(),
                    None => self.clause_id(index),
                };
                let texts = [entry.text()].into_iter().chain(&entry.item().examples);
                let number = entry.printed_name();
                rows.push(self.competency(
                    above,
                    self.requirement_id(requirement),
                    unique(&mut names, number, without_closing(&label)),
                    self.paragraphs(texts, &entry.axes, Some(requirement)),
                    related.get(&self.requirement_id(requirement)),
                ));
            }
        }
        rows
    }

    /// The row of the framework itself. A translation has an id number of its own, since Moodle knows a framework by it.
    fn framework(&self) -> [String; 14] {
        let about = &self.standard.about;
        let id = name_in(self.standard.id(), &self.language.id, self.original);
        let title = self.words(&about.title);
        let scale = SCALE.map(|word| self.source.words.word(&self.language.id, word));
        let scale = scale.map(|word| word.replace(',', " ")).join(",");
        let description = about
            .description
            .as_ref()
            .map(|text| paragraph(&self.words(text)));
        let configuration = "[{\"scaleid\":\"0\"},{\"id\":1,\"scaledefault\":1,\"proficient\":0},\
                             {\"id\":2,\"scaledefault\":0,\"proficient\":0},{\"id\":3,\"scaledefault\":0,\"proficient\":1}]";
        let mut row: [String; 14] = Default::default();
        row[1] = short_id(&id);
        row[2] = shortened(&title, LONGEST);
        row[3] = description.unwrap_or_default();
        row[4] = HTML.to_owned();
        row[5] = scale;
        row[6] = configuration.to_owned();
        row[12] = "1".to_owned();
        row[13] = TAXONOMY.to_owned();
        row
    }

    fn competency(
        &self,
        above: String,
        id: String,
        name: String,
        description: String,
        related: Option<&BTreeSet<String>>,
    ) -> [String; 14] {
        let mut row: [String; 14] = Default::default();
        row[0] = above;
        row[1] = id;
        row[2] = name;
        row[3] = description;
        row[4] = HTML.to_owned();
        row[9] = "null".to_owned();
        row[10] = related.map(listed).unwrap_or_default();
        row
    }

    /// The id number of a clause. A requirement may have the same id, so a clause ends in a slash.
    fn clause_id(&self, clause: ClauseIndex) -> String {
        let id = self.standard.clauses[clause].id();
        short_id(&format!("{}/{id}/", self.standard.id()))
    }

    fn requirement_id(&self, requirement: RequirementIndex) -> String {
        let id = &self.standard.requirements[requirement].id;
        short_id(&format!("{}/{id}", self.standard.id()))
    }

    /// The id numbers of what is related to each clause and requirement. A relation counts for both of its ends.
    fn related(&self) -> BTreeMap<String, BTreeSet<String>> {
        let standard = self.standard;
        let mut related: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut relate = |own: String, relations: &[Relation]| {
            for relation in relations {
                let RelationTarget::Own(id) = relation.target() else {
                    continue;
                };
                let clause = standard.clause_index(id);
                let clause = clause.filter(|clause| {
                    standard.clauses[*clause].within > 0 && !standard.only_holds(*clause)
                });
                let other = match standard.requirement_index(id) {
                    Some(requirement) => Some(self.requirement_id(requirement)),
                    None => clause.map(|clause| self.clause_id(clause)),
                };
                if let Some(other) = other.filter(|other| *other != own) {
                    related
                        .entry(other.clone())
                        .or_default()
                        .insert(own.clone());
                    related.entry(own.clone()).or_default().insert(other);
                }
            }
        };
        for (index, clause) in standard.clauses.indexed() {
            if clause.within == 0 {
                continue;
            }
            let relations = clause.as_clause().map(|body: &ClauseRecord| &body.relates);
            relate(self.clause_id(index), relations.map_or(&[], Vec::as_slice));
            for requirement in clause.requirements.clone() {
                let relations = &standard.requirements[requirement].item().relates;
                relate(self.requirement_id(requirement), relations);
            }
        }
        related
    }

    /// Texts as paragraphs, then the roles and levels, the modules that teach a requirement, and a link to its permalink.
    fn paragraphs<'t>(
        &self,
        texts: impl Iterator<Item = &'t Text>,
        axes: &Axes,
        requirement: Option<RequirementIndex>,
    ) -> String {
        let standard = self.standard;
        let mut html: String = texts.map(|text| paragraph(&self.lines(text))).collect();
        let roles = standard.about.roles.iter();
        let roles = roles
            .filter(|role| axes.roles.has(role.id.as_str()))
            .map(|role| &role.title);
        let levels = standard.levels_among(&axes.roles).into_iter();
        let levels = levels.filter(|level| axes.levels.has(level.id.as_str()));
        let about = roles.chain(levels.map(|level| &level.title));
        let about: Vec<String> = about.map(|title| self.words(title)).collect();
        if !about.is_empty() {
            html.push_str(&paragraph(&about.join(" · ")));
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
            html.push_str(&paragraph(&format!(
                "{taught}{space}{title}{colon}{modules}"
            )));
        }
    }

    /// The lines in the language, or else in that of the standard, without markup.
    fn lines(&self, text: &Text) -> String {
        let (_, words) = text.nearest(&[&self.language.id, self.original]);
        self.standard.plain_lines(text, words).into_owned()
    }

    /// The words in the language, or else in that of the standard, without markup.
    fn words(&self, text: &Text) -> String {
        let (_, words) = text.nearest(&[&self.language.id, self.original]);
        self.standard.plain_words(text, words).into_owned()
    }
}

/// Id numbers as one cell lists them.
fn listed(ids: &BTreeSet<String>) -> String {
    let ids = ids.iter().map(|id| id.replace(',', "%2C"));
    ids.collect::<Vec<_>>().join(",")
}

/// Words as a paragraph of HTML.
fn paragraph(words: &str) -> String {
    format!("<p>{}</p>", escaped(words).replace('\n', "<br />"))
}

/// An id number. One that is too long is replaced by an identifier, since ids that differ only at their ends would be the
/// same once they are cut.
fn short_id(id: &str) -> String {
    if id.chars().count() <= LONGEST {
        id.to_owned()
    } else {
        Identifier::of(id).to_string()
    }
}

/// A short name that no other competency has: the number and the label, cut to length, with a count if it is taken.
fn unique(taken: &mut BTreeSet<String>, number: Option<&str>, label: &str) -> String {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match number {
        Some(number) => format!("{number} {label}"),
        None => label,
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

/// Words of at most `longest` characters. Words that are cut end in an ellipsis.
fn shortened(words: &str, longest: usize) -> String {
    if words.chars().count() <= longest {
        return words.to_owned();
    }
    let kept: String = words.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
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
        assert_eq!(scale.as_array().map(Vec::len), Some(4));
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
}
