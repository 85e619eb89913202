//! Finds the roles, groups, levels and types of a new release that are known.

use std::collections::HashSet;

use super::merging::get;
use super::nearness::{NEAR, nearest, plain};
use super::snapshot::Snapshot;
use crate::import::found::{FoundStandard, FoundValue};
use crate::source::emit::Yaml;

/// Gives the roles, groups, levels and types that `base` knows the ids that they had: by their identifiers, their codes or their
/// titles, which may have changed a little.
pub(super) fn match_values(found: &mut FoundStandard, base: &Snapshot) {
    let roles = found.roles.iter_mut().map(|role| &mut role.about).collect();
    let list = |key: &str| list_of(get(&base.about, key));
    match_list(list("roles"), roles);
    let groups = found.groups.iter_mut().map(|group| &mut group.about);
    match_list(list("groups"), groups.collect());
    match_list(list("levels"), found.levels.iter_mut().collect());
    match_list(list("types"), found.types.iter_mut().collect());
    for role in &mut found.roles {
        let known = list("roles").iter().find(|known| {
            let id = pairs_of(known).and_then(|pairs| get(pairs, "id"));
            matches!(id, Some(Yaml::Symbol(id) | Yaml::Text(id)) if role.about.id.as_ref() == Some(id))
        });
        let levels = known
            .and_then(pairs_of)
            .and_then(|pairs| get(pairs, "levels"));
        let own = role.levels.iter_mut().map(|(level, _)| level).collect();
        match_list(list_of(levels), own);
    }
}

/// The items of a list.
fn list_of(value: Option<&Yaml>) -> &[Yaml] {
    match value {
        Some(Yaml::List(items)) => items,
        Some(
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::Table(_) | Yaml::Record(_),
        )
        | None => &[],
    }
}

/// The pairs of a record.
fn pairs_of(value: &Yaml) -> Option<&[(String, Yaml)]> {
    match value {
        Yaml::Record(pairs) | Yaml::Table(pairs) => Some(pairs),
        Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_) => None,
    }
}

/// Gives the values of a list their ids.
fn match_list(records: &[Yaml], mut values: Vec<&mut FoundValue>) {
    let known: Vec<KnownValue> = records.iter().filter_map(known_value).collect();
    let mut used: HashSet<&str> = HashSet::new();
    let is_same = |value: &FoundValue, known: &KnownValue| {
        value
            .same_as
            .iter()
            .any(|same| known.same_as.contains(same))
    };
    let has_code = |value: &FoundValue, known: &KnownValue| {
        value
            .code
            .as_ref()
            .is_some_and(|code| known.codes.contains(code))
    };
    let nearness = |value: &FoundValue, known: &KnownValue| {
        let titles: Vec<String> = value
            .title
            .0
            .iter()
            .map(|(_, words)| plain(words))
            .collect();
        nearest(&titles, &known.titles)
    };
    let is_titled = |value: &FoundValue, known: &KnownValue| nearness(value, known) >= 1.0;
    let is_near = |value: &FoundValue, known: &KnownValue| {
        value.code.is_none() && nearness(value, known) >= NEAR
    };
    let ways: [MatchingWay<'_>; 4] = [&is_same, &has_code, &is_titled, &is_near];
    for fits in ways {
        for value in values.iter_mut().filter(|value| value.id.is_none()) {
            let free = known.iter().filter(|known| !used.contains(&*known.id));
            let own = { free }.find(|known| fits(value, known));
            if let Some(own) = own {
                used.insert(&own.id);
                value.id = Some(own.id.clone());
            }
        }
    }
}

/// Whether a value of the new release is one of the last import.
type MatchingWay<'a> = &'a dyn Fn(&FoundValue, &KnownValue) -> bool;

/// A value of the last import: its id, and what it is known by.
struct KnownValue {
    id: String,
    /// The id, and the number that the source prints.
    codes: Vec<String>,
    titles: Vec<String>,
    same_as: Vec<String>,
}

fn known_value(record: &Yaml) -> Option<KnownValue> {
    let pairs = pairs_of(record)?;
    let words = |value: &Yaml| match value {
        Yaml::Symbol(words) | Yaml::Text(words) => Some(words.clone()),
        Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
    };
    let id = get(pairs, "id").and_then(words)?;
    let number = get(pairs, "number").and_then(words);
    let titles = match get(pairs, "title") {
        Some(Yaml::Table(all) | Yaml::Record(all)) => {
            all.iter().filter_map(|(_, title)| words(title)).collect()
        }
        Some(title) => words(title).into_iter().collect(),
        None => Vec::new(),
    };
    let same_as = match get(pairs, "same_as") {
        Some(Yaml::List(all)) => all.iter().filter_map(words).collect(),
        Some(_) | None => Vec::new(),
    };
    Some(KnownValue {
        codes: [id.clone()].into_iter().chain(number).collect(),
        titles: titles.iter().map(|title: &String| plain(title)).collect(),
        same_as,
        id,
    })
}
