//! The state of a standard: its description, and its parts by their ids.

use std::collections::{HashMap, HashSet};

use super::documents::{SnapshotDocument, documents_in};
use super::fields::{fields, shown};
use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::language::message::{Series, message};
use crate::model::handbook::Handbook;
use crate::source::closest::closest;
use crate::source::documents::Documents;
use crate::source::emit::Yaml;
use crate::source::position::Position;
use crate::source::tree::Tree;

/// A clause or a requirement.
#[derive(Debug)]
pub(super) struct SnapshotPart {
    /// The id, of its own or made of a letter.
    pub(super) id: String,
    /// The id of the clause or requirement that it is in.
    pub(super) above: Option<String>,
    pub(super) is_clause: bool,
    /// The letter, if it has no id of its own.
    pub(super) letter: Option<String>,
    /// The keys of its record with their values, without the parts in it and what names it.
    pub(super) fields: Vec<(String, Yaml)>,
    /// The whole record, with everything in it.
    pub(super) record: Yaml,
    pub(super) position: Position,
}

/// The keys that name a part, or hold other parts.
const STRUCTURE: [&str; 6] = [
    "id",
    "letter",
    "parent",
    "requirements",
    "clauses",
    "outcomes",
];

impl SnapshotPart {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Yaml> {
        self.fields
            .iter()
            .find_map(|(known, value)| (known == key).then_some(value))
    }

    /// The words by which it is known.
    pub(super) fn words(&self) -> String {
        let value = ["text", "title", "intro"]
            .into_iter()
            .find_map(|key| self.get(key));
        match value {
            Some(Yaml::Table(pairs) | Yaml::Record(pairs)) => {
                shown(pairs.first().map(|(_, words)| words))
            }
            value => shown(value),
        }
    }
}

/// A state of a standard.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// The keys of `standard.yaml` with their values.
    pub(super) about: Vec<(String, Yaml)>,
    pub(super) about_position: Position,
    /// The rubric and the annexes.
    pub(super) documents: Vec<SnapshotDocument>,
    /// The parts in document order.
    pub(super) parts: Vec<SnapshotPart>,
    by_id: HashMap<String, usize>,
}

impl Snapshot {
    /// The title of the standard in the first of its languages.
    pub(super) fn title(&self) -> String {
        let title = self.about.iter().find(|(key, _)| key == "title");
        match title {
            Some((_, Yaml::Table(pairs) | Yaml::Record(pairs))) => {
                shown(pairs.first().map(|(_, words)| words))
            }
            Some((_, value)) => shown(Some(value)),
            None => String::new(),
        }
    }

    /// Reads the standard `name` of a tree.
    ///
    /// # Errors
    /// Returns an error if there is no such standard, or if one of its files has errors.
    pub(super) fn of(tree: &Tree, name: &str) -> Result<Self, ImportError> {
        let documents = Documents::read(tree);
        let folder = format!("content/standards/{name}/");
        if let Some(unread) = documents.unread().find(|file| file.starts_with(&*folder)) {
            return Err(ImportError::content(
                unread,
                FoundPlace::File,
                message!("the file has errors"),
                message!("run `clausebook check`, and import again when it reports none"),
            ));
        }
        let handbook = Handbook::build(&documents);
        let missing = || {
            let known = handbook
                .standards
                .iter()
                .map(|standard| standard.id())
                .filter(|id| !id.is_empty());
            let known: Vec<&str> = known.collect();
            let help = match closest(name, known.iter().copied()) {
                Some(close) => message!("did you mean `{close}`?", close),
                None if known.is_empty() => {
                    message!("import without `--update`: the handbook has no standard yet")
                }
                None => message!(
                    "write one of the standards, {known}, or import without `--update`",
                    known = Series::any(known.iter().map(|id| format!("`{id}`")))
                ),
            };
            ImportError::usage(
                message!("the handbook has no standard `{name}`", name),
                help,
            )
        };
        let standard = handbook.standard(name).ok_or_else(missing)?;
        let about = standard.about.as_ref().ok_or_else(missing)?;
        let mut parts = Vec::new();
        for clause in standard.clauses.iter() {
            let Some(record) = clause.as_clause() else {
                continue;
            };
            let above = clause
                .parent
                .map(|parent| standard.clauses[parent].id().as_str().to_owned());
            parts.push(part(
                record,
                clause.id().as_str(),
                above,
                None,
                record.position.clone(),
                true,
            ));
            for requirement in clause.requirements.clone() {
                let requirement = &standard.requirements[requirement];
                let record = requirement.item();
                let above = match requirement.parent {
                    Some(parent) => standard.requirements[parent].id.to_string(),
                    None => clause.id().as_str().to_owned(),
                };
                let letter = requirement.letter().map(str::to_owned);
                let position = record.position.clone();
                parts.push(part(
                    record,
                    &requirement.id,
                    Some(above),
                    letter,
                    position,
                    false,
                ));
            }
        }
        Ok(Snapshot {
            about: fields(&**about),
            about_position: about.position.clone(),
            documents: documents_in(tree, &folder),
            by_id: by_id(&parts),
            parts,
        })
    }

    /// The same state with other ids of parts, each with its new one. Those made of the id above and a letter follow.
    pub(super) fn with_ids(mut self, mut new: HashMap<String, String>, today: &Snapshot) -> Self {
        for part in &mut self.parts {
            let above = part
                .above
                .as_ref()
                .and_then(|above| new.get(above))
                .cloned();
            let lettered = part.letter.as_ref().zip(above.as_ref());
            let lettered = lettered.map(|(letter, above)| format!("{above}-{letter}"));
            if let Some(lettered) = lettered.filter(|id| today.get(id).is_some()) {
                new.insert(part.id.clone(), lettered);
            }
            if let Some(above) = above {
                part.above = Some(above);
            }
            if let Some(id) = new.get(&part.id) {
                part.id.clone_from(id);
            }
        }
        self.by_id = by_id(&self.parts);
        self
    }

    /// The rubric or the annex with this name.
    pub(super) fn document(&self, name: &str) -> Option<&SnapshotDocument> {
        self.documents.iter().find(|document| document.name == name)
    }

    /// The part with this id.
    pub(super) fn get(&self, id: &str) -> Option<&SnapshotPart> {
        self.by_id.get(id).map(|index| &self.parts[*index])
    }

    /// The parts that are directly in this one, or in none.
    pub(super) fn children<'a>(
        &'a self,
        above: Option<&'a str>,
    ) -> impl Iterator<Item = &'a SnapshotPart> {
        self.parts
            .iter()
            .filter(move |part| part.above.as_deref() == above)
    }
}

/// The places of parts by their ids. If several have the same, the first.
fn by_id(parts: &[SnapshotPart]) -> HashMap<String, usize> {
    let mut by_id = HashMap::new();
    for (index, part) in parts.iter().enumerate() {
        by_id.entry(part.id.clone()).or_insert(index);
    }
    by_id
}

fn part(
    record: &impl crate::source::encode::Encode,
    id: &str,
    above: Option<String>,
    letter: Option<String>,
    position: Position,
    is_clause: bool,
) -> SnapshotPart {
    let all = fields(record);
    let own = all
        .iter()
        .filter(|(key, _)| !STRUCTURE.contains(&key.as_str()));
    SnapshotPart {
        id: id.to_owned(),
        above,
        is_clause,
        letter,
        fields: own.cloned().collect(),
        record: Yaml::Record(all),
        position,
    }
}

/// The ids of a list of parts.
pub(super) fn ids<'a>(parts: impl Iterator<Item = &'a SnapshotPart>) -> HashSet<&'a str> {
    parts.map(|part| &*part.id).collect()
}
