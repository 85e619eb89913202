//! What the edited files have to say, so that a layout that was misunderstood is found before anything is written.

use super::merging::get;
use super::snapshot::Snapshot;
use crate::source::emit::Yaml;

/// A record that has values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RecordName {
    /// The standard itself.
    About,
    /// The rubric or an annex.
    Document(String),
    /// A part, by its id.
    Part(String),
}

/// The values that the edited files have to have.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// By the record and the path of keys.
    pub(super) values: Vec<(RecordName, Vec<String>, Option<Yaml>)>,
    pub(super) present: Vec<String>,
    /// The rubric and annexes that are new.
    pub(super) documents: Vec<String>,
    /// Parts, each with the part that it is in.
    pub(super) moved: Vec<(String, String)>,
    pub(super) absent: Vec<String>,
}

impl Expected {
    /// The places where a state differs from this.
    pub(super) fn differences(&self, after: &Snapshot) -> Vec<String> {
        let mut all = Vec::new();
        for (name, path, expected) in &self.values {
            let fields = match name {
                RecordName::About => Some(&after.about),
                RecordName::Document(name) => after.document(name).map(|known| &known.fields),
                RecordName::Part(id) => after.get(id).map(|part| &part.fields),
            };
            let found = fields.and_then(|fields| at(fields, path));
            if found != expected.as_ref() {
                all.push(place(name, path));
            }
        }
        all.extend(
            self.present
                .iter()
                .filter(|id| after.get(id).is_none())
                .cloned(),
        );
        let documents = self.documents.iter();
        all.extend(
            documents
                .filter(|name| after.document(name).is_none())
                .cloned(),
        );
        let is_elsewhere = |(id, above): &&(String, String)| {
            let part = after.get(id);
            part.is_none_or(|part| part.above.as_deref() != Some(above))
        };
        all.extend(
            self.moved
                .iter()
                .filter(is_elsewhere)
                .map(|(id, _)| id.clone()),
        );
        all.extend(
            self.absent
                .iter()
                .filter(|id| after.get(id).is_some())
                .cloned(),
        );
        all
    }
}

/// The value at a path of keys.
fn at<'y>(fields: &'y [(String, Yaml)], path: &[String]) -> Option<&'y Yaml> {
    let (first, rest) = path.split_first()?;
    let found = get(fields, first)?;
    match (rest.is_empty(), found) {
        (true, _) => Some(found),
        (false, Yaml::Table(pairs) | Yaml::Record(pairs)) => at(pairs, rest),
        (false, Yaml::List(items)) => item_at(items, rest),
        (false, Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_)) => None,
    }
}

/// The value at a path that begins with the id of a record of a list.
fn item_at<'y>(items: &'y [Yaml], path: &[String]) -> Option<&'y Yaml> {
    let (id, rest) = path.split_first()?;
    items.iter().find_map(|item| match item {
        Yaml::Record(pairs) | Yaml::Table(pairs) => match get(pairs, "id")? {
            Yaml::Symbol(known) | Yaml::Text(known) if known == id => match rest.is_empty() {
                true => Some(item),
                false => at(pairs, rest),
            },
            Yaml::Symbol(_) | Yaml::Text(_) => None,
            Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
        },
        Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_) => None,
    })
}

/// A place in a record, for people.
pub(super) fn place(name: &RecordName, path: &[String]) -> String {
    let keys = path.join(", ");
    match name {
        RecordName::About => format!("standard.yaml, {keys}"),
        RecordName::Document(name) => format!("{name}.yaml, {keys}"),
        RecordName::Part(id) => format!("{id}, {keys}"),
    }
}
