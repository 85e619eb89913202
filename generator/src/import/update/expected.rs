//! What the edited files have to say, so that a layout that was misunderstood is found before anything is written.

use super::merging::get;
use super::snapshot::Snapshot;
use crate::source::emit::Yaml;

/// The values that the edited files have to have.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// By the id of the part (`None` for the standard itself) and the path of keys.
    pub(super) values: Vec<(Option<String>, Vec<String>, Option<Yaml>)>,
    pub(super) present: Vec<String>,
    /// Parts, each with the part that it is in.
    pub(super) moved: Vec<(String, String)>,
    pub(super) absent: Vec<String>,
}

impl Expected {
    /// The places where a state differs from this.
    pub(super) fn differences(&self, after: &Snapshot) -> Vec<String> {
        let mut all = Vec::new();
        for (id, path, expected) in &self.values {
            let fields = match id {
                Some(id) => after.get(id).map(|part| &part.fields),
                None => Some(&after.about),
            };
            let found = fields.and_then(|fields| at(fields, path));
            if found != expected.as_ref() {
                all.push(place(id.as_deref(), path));
            }
        }
        all.extend(
            self.present
                .iter()
                .filter(|id| after.get(id).is_none())
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

/// A place in a part, for people.
pub(super) fn place(id: Option<&str>, path: &[String]) -> String {
    let keys = path.join(", ");
    match id {
        Some(id) => format!("{id}, {keys}"),
        None => format!("standard.yaml, {keys}"),
    }
}
