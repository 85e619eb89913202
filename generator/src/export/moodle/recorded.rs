//! The source's own cells, of a standard that was imported from Moodle, as long as what they follow from has not changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::framework::MoodleFramework;
use super::scale::MoodleScales;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::model::CompleteStandard;
use crate::site::moodle::competency::CompetencyTexts;
use crate::site::moodle::scale::ScaleCells;
use crate::source::format::competencies::CompetencyColumn;

/// A row: the framework, or a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowPart {
    Framework,
    Clause(ClauseIndex),
    Requirement(RequirementIndex),
}

/// A row of the file before the cells of the source are in it.
#[derive(Debug)]
pub(super) struct MadeRow<'a> {
    pub(super) part: RowPart,
    pub(super) cells: [String; 14],
    pub(super) texts: CompetencyTexts<'a>,
    /// The words that its short name is made of.
    pub(super) label: String,
    /// The number before its short name.
    pub(super) number: Option<&'a str>,
    /// The end of its description that does not follow from its texts: the roles and levels, the modules, the permalink.
    pub(super) addition: String,
}

/// The recorded cells of a standard.
#[derive(Debug, Default)]
pub(super) struct RecordedCells<'a> {
    by_place: HashMap<(&'a str, CompetencyColumn), (u64, &'a str)>,
}

impl<'a> RecordedCells<'a> {
    pub(super) fn of(standard: &'a CompleteStandard) -> Self {
        let cells = standard.competencies.iter().flat_map(|lock| &lock.0);
        let by_place = cells.map(|cell| {
            let place = (&*cell.competency, cell.column);
            (place, (cell.imported, &*cell.content))
        });
        RecordedCells {
            by_place: by_place.collect(),
        }
    }

    /// The source's cell, whatever has changed.
    fn stated(&self, key: &str, column: CompetencyColumn) -> Option<&'a str> {
        self.by_place.get(&(key, column)).map(|(_, cell)| *cell)
    }

    /// The source's cell, if what it follows from still has this hash.
    fn unchanged(&self, key: &str, column: CompetencyColumn, hash: u64) -> Option<&'a str> {
        let found = self.by_place.get(&(key, column));
        found
            .filter(|(imported, _)| *imported == hash)
            .map(|(_, cell)| *cell)
    }
}

impl MoodleFramework<'_> {
    /// Puts the source's own cells in the place of those that were made. Returns the rows that have the source's short name.
    pub(super) fn restore(
        &self,
        rows: &mut [MadeRow<'_>],
        scales: &MoodleScales,
    ) -> BTreeSet<RowPart> {
        let recorded = RecordedCells::of(self.standard);
        let mut named = BTreeSet::new();
        if recorded.by_place.is_empty() {
            return named;
        }
        let children = self.exported_children(rows, &recorded);
        for row in rows {
            let key = self.key(row.part);
            if *self.language.id == *self.original {
                if restore_name(row, &key, &recorded, self.original) {
                    named.insert(row.part);
                }
                restore_description(row, &key, &recorded, self.original);
            }
            let own = match row.part {
                RowPart::Framework => scales.common.as_ref(),
                RowPart::Requirement(index) => scales.own.get(&index),
                RowPart::Clause(_) => None,
            };
            restore_scale(row, &key, &recorded, own);
            restore_relations(row, &key, &recorded);
            if let Some(exported) = recorded.stated(&key, CompetencyColumn::ExportedId) {
                row.cells[11] = exported.to_owned();
            }
            restore_rule(row, &key, &recorded, children.get(&row.part));
            let kinds = recorded.stated(&key, CompetencyColumn::Taxonomy);
            if let Some(kinds) = kinds.filter(|kinds| self.has_kinds(kinds)) {
                row.cells[13] = kinds.to_owned();
            }
        }
        named
    }

    /// The name of a row in the record.
    fn key(&self, part: RowPart) -> String {
        match part {
            RowPart::Framework => "/".to_owned(),
            RowPart::Clause(index) => format!("{}/", self.standard.clauses[index].id()),
            RowPart::Requirement(index) => self.standard.requirements[index].id.to_string(),
        }
    }

    /// The exported ids of the competencies in each.
    fn exported_children<'r>(
        &self,
        rows: &[MadeRow<'_>],
        recorded: &RecordedCells<'r>,
    ) -> BTreeMap<RowPart, HashSet<&'r str>> {
        let by_id: HashMap<&str, RowPart> = rows[1..]
            .iter()
            .map(|row| (&*row.cells[1], row.part))
            .collect();
        let mut children: BTreeMap<RowPart, HashSet<&'r str>> = BTreeMap::new();
        for row in &rows[1..] {
            if let Some(parent) = by_id.get(&*row.cells[0]) {
                let exported = recorded.stated(&self.key(row.part), CompetencyColumn::ExportedId);
                children.entry(*parent).or_default().extend(exported);
            }
        }
        children
    }
}

fn restore_name(
    row: &mut MadeRow<'_>,
    key: &str,
    recorded: &RecordedCells<'_>,
    original: &str,
) -> bool {
    let hash = row.texts.name_hash(&[original]);
    let own = recorded.unchanged(key, CompetencyColumn::Name, hash);
    if let Some(own) = own {
        row.cells[2] = own.to_owned();
    }
    own.is_some()
}

fn restore_description(
    row: &mut MadeRow<'_>,
    key: &str,
    recorded: &RecordedCells<'_>,
    original: &str,
) {
    let hash = row.texts.description_hash(&[original]);
    let own = recorded.unchanged(key, CompetencyColumn::Description, hash);
    let format = recorded.unchanged(key, CompetencyColumn::DescriptionFormat, hash);
    // What is added is HTML, which only some formats of Moodle can have.
    let is_html = format.is_none_or(|format| !matches!(format, PLAIN | MARKDOWN));
    if !is_html && !row.addition.is_empty() {
        return;
    }
    if let Some(own) = own {
        row.cells[3] = format!("{own}{}", row.addition);
    }
    if let Some(format) = format {
        row.cells[4] = format.to_owned();
    }
}

/// The formats of descriptions without HTML.
const PLAIN: &str = "2";
const MARKDOWN: &str = "4";

fn restore_scale(
    row: &mut MadeRow<'_>,
    key: &str,
    recorded: &RecordedCells<'_>,
    made: Option<&ScaleCells>,
) {
    let hash = ScaleCells::hash_of(made);
    for (place, column) in [
        (5, CompetencyColumn::ScaleValues),
        (6, CompetencyColumn::ScaleConfiguration),
    ] {
        if let Some(own) = recorded.unchanged(key, column, hash) {
            row.cells[place] = own.to_owned();
        }
    }
}

/// Restores the order of cross-references, if they are the same.
fn restore_relations(row: &mut MadeRow<'_>, key: &str, recorded: &RecordedCells<'_>) {
    let Some(own) = recorded.stated(key, CompetencyColumn::Related) else {
        return;
    };
    let ids = |cell: &str| -> BTreeSet<String> {
        let ids = cell.split(',').map(|id| id.trim().replace("%2c", "%2C"));
        ids.filter(|id| !id.is_empty()).collect()
    };
    if ids(own) == ids(&row.cells[10]) {
        row.cells[10] = own.to_owned();
    }
}

/// Restores a rule, if the competencies that it names are still in this one. Moodle refuses a file with a rule about others.
fn restore_rule(
    row: &mut MadeRow<'_>,
    key: &str,
    recorded: &RecordedCells<'_>,
    children: Option<&HashSet<&str>>,
) {
    let cell = |column| recorded.stated(key, column);
    let rule = cell(CompetencyColumn::RuleType);
    let config = cell(CompetencyColumn::RuleConfig);
    if rule.is_some() {
        let Some(children) = children else {
            return;
        };
        let named = config.map(named_ids).unwrap_or_default();
        if !named.iter().all(|id| children.contains(&**id)) {
            return;
        }
    }
    let outcome = cell(CompetencyColumn::RuleOutcome);
    for (place, own) in [(7, rule), (8, outcome), (9, config)] {
        if let Some(own) = own {
            row.cells[place] = own.to_owned();
        }
    }
}

/// The exported ids that the configuration of a rule names.
fn named_ids(config: &str) -> Vec<String> {
    let config: serde_json::Value = serde_json::from_str(config).unwrap_or_default();
    let named = config.get("competencies").and_then(|all| all.as_array());
    let ids = named.into_iter().flatten().filter_map(|one| one.get("id"));
    ids.map(|id| {
        id.as_str()
            .map_or_else(|| id.to_string(), |id| id.trim().to_owned())
    })
    .collect()
}
