//! What an import records of a framework of Moodle: the cells that an export of the new files would change, the rules, and the
//! ids by which rules name competencies.

use std::collections::{BTreeMap, HashMap};

use super::found::{FoundCompetency, FoundMoodle, FoundText};
use crate::model::markdown::plain_words;
use crate::model::requirement::letter;
use crate::site::moodle::competency::CompetencyTexts;
use crate::site::moodle::scale::{ScaleCells, is_complete};
use crate::site::moodle::{LONGEST, short_name};
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::competencies::{CompetencyColumn, CompetencyLock, RecordedCell};
use crate::source::format::lock::exact_hash;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Text;

/// The number of HTML among the formats of descriptions.
const HTML: &str = "1";

/// Records the cells that an export of these records would change. `parts` are the cells of the clauses, by their ids with a
/// slash, and of the requirements, by their ids.
pub(super) fn recorded(
    moodle: &FoundMoodle,
    parts: BTreeMap<String, &FoundCompetency>,
    title: &FoundText,
    about: &StandardRecord,
    branches: &[ClauseRecord],
) -> CompetencyLock {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for part in parts.values() {
        *names.entry(&part.name).or_default() += 1;
    }
    let mut recorder = CellRecorder {
        about,
        language: about.language.as_str(),
        names,
        has_own_ids: moodle.has_own_ids,
        lock: CompetencyLock::default(),
    };
    let framework = CompetencyTexts::of_framework(about);
    // The user may have chosen another title.
    let is_own_title = title.nearest(recorder.language) == moodle.framework.name.trim();
    recorder.add("/", &moodle.framework, &framework, is_own_title);
    if !moodle.taxonomy.is_empty() {
        recorder.push(
            "/",
            CompetencyColumn::Taxonomy,
            &moodle.taxonomy,
            exact_hash([]),
        );
    }
    for branch in branches {
        recorder.clause(branch, &parts);
    }
    recorder.lock
}

/// Collects the cells of a framework.
struct CellRecorder<'a> {
    about: &'a StandardRecord,
    language: &'a str,
    /// The number of competencies with each short name, which an export would tell apart.
    names: HashMap<&'a str, usize>,
    has_own_ids: bool,
    lock: CompetencyLock,
}

impl CellRecorder<'_> {
    fn clause(&mut self, clause: &ClauseRecord, parts: &BTreeMap<String, &FoundCompetency>) {
        let key = format!("{}/", clause.id);
        if let Some(found) = parts.get(&key) {
            let texts = CompetencyTexts::of_clause(clause, clause.title.as_ref());
            self.add(&key, found, &texts, true);
        }
        self.requirements(clause.id.as_str(), &clause.requirements, parts);
        for inner in &clause.clauses.0 {
            self.clause(inner, parts);
        }
    }

    fn requirements(
        &mut self,
        above: &str,
        requirements: &[RequirementRecord],
        parts: &BTreeMap<String, &FoundCompetency>,
    ) {
        for (place, requirement) in requirements.iter().enumerate() {
            let stated = requirement.id.as_ref().map(|id| id.to_string());
            let id = stated.unwrap_or_else(|| format!("{above}-{}", letter(place)));
            let (title, text) = (requirement.title.as_ref(), requirement.text.as_ref());
            if let (Some(found), Some(body)) = (parts.get(&id), text.or(title)) {
                let apart = title.filter(|_| text.is_some());
                let texts = CompetencyTexts::of_requirement(requirement, apart, body);
                self.add(&id, found, &texts, true);
            }
            self.requirements(&id, &requirement.requirements, parts);
        }
    }

    /// Records the cells of a row that an export would change.
    fn add(
        &mut self,
        key: &str,
        found: &FoundCompetency,
        texts: &CompetencyTexts<'_>,
        has_own_name: bool,
    ) {
        let languages = [self.language];
        // In an export of our own, names begin with numbers, and descriptions end in what is not part of the text.
        if self.has_own_ids {
            let plain = |text: &Text| {
                let words = text.nearest(&languages).1;
                plain_words(self.about.markup(), text, words).into_owned()
            };
            let name = texts.label.map(plain).unwrap_or_default();
            let is_repeated = self.names.get(&*found.name).is_some_and(|count| *count > 1);
            let is_other = is_repeated || short_name(&name, LONGEST) != found.name;
            let is_valid = !found.name.trim().is_empty() && found.name.chars().count() <= LONGEST;
            if has_own_name && is_other && is_valid {
                let hash = texts.name_hash(&languages);
                self.push(key, CompetencyColumn::Name, &found.name, hash);
            }
            let hash = texts.description_hash(&languages);
            let made = texts.description(self.about.markup(), &languages);
            if found.description != made {
                self.push(key, CompetencyColumn::Description, &found.description, hash);
            }
            if found.format != HTML && !found.description.is_empty() {
                self.push(
                    key,
                    CompetencyColumn::DescriptionFormat,
                    &found.format,
                    hash,
                );
            }
        }
        self.add_scale(key, found);
        let [rule, outcome, config] = &found.rule;
        let empty = exact_hash([]);
        for (column, cell, usual) in [
            (CompetencyColumn::RuleType, rule, ""),
            (CompetencyColumn::RuleOutcome, outcome, "0"),
            (CompetencyColumn::RuleConfig, config, "null"),
            (CompetencyColumn::ExportedId, &found.exported_id, ""),
            (CompetencyColumn::Related, &found.related, ""),
        ] {
            if !cell.is_empty() && cell != usual {
                self.push(key, column, cell, empty);
            }
        }
    }

    fn add_scale(&mut self, key: &str, found: &FoundCompetency) {
        let made = found.made_scale.as_ref();
        let [values, configuration] = &found.scale;
        if values.is_empty() || !is_complete(configuration) {
            return;
        }
        let made_cells = made.map(|made| [&*made.values, &*made.configuration]);
        if made_cells != Some([values, configuration]) {
            let hash = ScaleCells::hash_of(made);
            self.push(key, CompetencyColumn::ScaleValues, values, hash);
            self.push(
                key,
                CompetencyColumn::ScaleConfiguration,
                configuration,
                hash,
            );
        }
    }

    fn push(&mut self, key: &str, column: CompetencyColumn, content: &str, imported: u64) {
        self.lock.0.push(RecordedCell {
            competency: key.into(),
            column,
            imported,
            content: content.into(),
        });
    }
}
