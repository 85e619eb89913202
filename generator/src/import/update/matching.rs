//! Finds the parts of a new release that are known: by their identifiers elsewhere, otherwise by their codes, and those that
//! have neither by their words and by what they are in.

use std::collections::{HashMap, HashSet};

use rapidfuzz::fuzz::ratio;

use super::merging::get;
use super::snapshot::{Snapshot, SnapshotPart};
use crate::import::found::{FoundStandard, FoundValue};
use crate::import::ids::id_of;
use crate::import::tree::DEEPEST;
use crate::source::emit::Yaml;

/// The least nearness of words that are probably those of the same part, from 0 to 1.
const NEAR: f64 = 0.8;
/// The most parts of a part whose words are compared with each other.
const MOST_NEAR: usize = 300;

/// Gives the roles, groups, levels and types that `base` knows the ids that they had: by their identifiers, their codes or their
/// titles, which may have changed a little.
pub(super) fn match_values(found: &mut FoundStandard, base: &Snapshot) {
    let roles = found.roles.iter_mut().map(|role| &mut role.about).collect();
    match_list("roles", roles, base);
    match_list("groups", found.groups.iter_mut().collect(), base);
    match_list("levels", found.levels.iter_mut().collect(), base);
    match_list("types", found.types.iter_mut().collect(), base);
}

/// Gives the values of a list their ids.
fn match_list(key: &str, mut values: Vec<&mut FoundValue>, base: &Snapshot) {
    let Some(Yaml::List(records)) = get(&base.about, key) else {
        return;
    };
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
        let titles = value.title.0.iter().map(|(_, words)| plain(words));
        let all = titles.flat_map(|words| {
            let nearest = known.titles.iter();
            nearest
                .map(move |title| ratio(title.chars(), words.chars()))
                .collect::<Vec<_>>()
        });
        all.fold(0.0, f64::max)
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
    let (Yaml::Record(pairs) | Yaml::Table(pairs)) = record else {
        return None;
    };
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

/// Gives the parts that `base` knows their ids, and reserves those of the other parts of today.
pub(super) fn match_parts(found: &mut FoundStandard, base: &Snapshot, today: &Snapshot) {
    let mut by_identifier: HashMap<&str, &str> = HashMap::new();
    let mut by_code: HashMap<String, &str> = HashMap::new();
    for part in &base.parts {
        for identifier in identifiers(part) {
            by_identifier.entry(identifier).or_insert(&part.id);
        }
        if let Some(Yaml::Symbol(code) | Yaml::Text(code)) = part.get("number") {
            by_code.entry(code.clone()).or_insert(&part.id);
        }
    }
    for part in &base.parts {
        by_code.entry(part.id.clone()).or_insert(&part.id);
    }
    let mut used: HashSet<&str> = HashSet::new();
    let mut matched: Vec<Option<&str>> = Vec::new();
    for item in &found.items {
        let known = item
            .same_as
            .iter()
            .find_map(|same| by_identifier.get(same.as_str()));
        let known = known.copied().filter(|id| used.insert(id));
        matched.push(known);
    }
    for (item, known) in found.items.iter().zip(&mut matched) {
        let code = item.id.as_ref().or(item.code.as_ref());
        let Some(code) = code.filter(|_| known.is_none()) else {
            continue;
        };
        // An identifier that is known to be that of another part is not overruled by a code.
        let own = by_code
            .get(code.as_str())
            .or_else(|| by_code.get(&id_of(code)?));
        let own = own.copied().filter(|id| {
            let part = base.get(id);
            let differs = part.is_some_and(|part| identifiers(part).next().is_some())
                && !item.same_as.is_empty();
            !differs
        });
        *known = own.filter(|id| used.insert(id));
    }
    match_by_words(found, base, &mut matched, &mut used);
    found.reserved = today
        .parts
        .iter()
        .chain(&base.parts)
        .map(|part| part.id.clone())
        .filter(|id| !used.contains(id.as_str()))
        .collect();
    let matched: Vec<Option<String>> = matched
        .into_iter()
        .map(|id| id.map(str::to_owned))
        .collect();
    for (item, id) in found.items.iter_mut().zip(matched) {
        if id.is_some() {
            item.id = id;
        }
    }
}

/// Matches parts that the source gives neither a code nor an identifier: those with the same words in the same part, then those
/// with nearly the same.
fn match_by_words<'b>(
    found: &FoundStandard,
    base: &'b Snapshot,
    matched: &mut [Option<&'b str>],
    used: &mut HashSet<&'b str>,
) {
    let mut children: HashMap<Option<&str>, Vec<(&'b SnapshotPart, String)>> = HashMap::new();
    for part in &base.parts {
        let words = plain(&part.words());
        children
            .entry(part.above.as_deref())
            .or_default()
            .push((part, words));
    }
    let mut order: Vec<(usize, usize)> = (0..found.items.len())
        .map(|item| (depth(found, item), item))
        .collect();
    order.sort_unstable();
    for is_near in [false, true] {
        for (_, index) in &order {
            let item = &found.items[*index];
            let is_named = item.code.is_some() || item.id.is_some() || !item.same_as.is_empty();
            if is_named || matched[*index].is_some() {
                continue;
            }
            let above = match item.parent {
                None => None,
                Some(parent) => match matched[parent] {
                    Some(id) => Some(id),
                    None => continue,
                },
            };
            let words = if item.text.is_empty() {
                &item.title
            } else {
                &item.text
            };
            let all: Vec<String> = words.0.iter().map(|(_, words)| plain(words)).collect();
            let Some(siblings) = children
                .get(&above)
                .filter(|all| !is_near || all.len() <= MOST_NEAR)
            else {
                continue;
            };
            let free = siblings.iter().filter(|(part, _)| {
                !used.contains(&*part.id)
                    && identifiers(part).next().is_none()
                    && part.get("number").is_none()
            });
            let fit = match is_near {
                false => free.clone().find(|(_, known)| all.contains(known)),
                true => free
                    .map(|sibling| {
                        let nearest = all
                            .iter()
                            .map(|words| ratio(sibling.1.chars(), words.chars()));
                        (nearest.fold(0.0, f64::max), sibling)
                    })
                    .filter(|(nearness, _)| *nearness >= NEAR)
                    .max_by(|(one, _), (other, _)| one.total_cmp(other))
                    .map(|(_, sibling)| sibling),
            };
            if let Some((part, _)) = fit {
                used.insert(&part.id);
                matched[*index] = Some(&part.id);
            }
        }
    }
}

/// The number of parts that a part is in.
fn depth(found: &FoundStandard, item: usize) -> usize {
    let mut depth = 0;
    let mut current = found.items[item].parent;
    while let Some(parent) = current.filter(|_| depth <= DEEPEST) {
        depth += 1;
        current = found.items[parent].parent;
    }
    depth
}

/// Words without marks and case.
fn plain(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The identifiers of a part elsewhere.
fn identifiers(part: &SnapshotPart) -> impl Iterator<Item = &str> {
    let list = match part.get("same_as") {
        Some(Yaml::List(items)) => &items[..],
        _ => &[],
    };
    list.iter().filter_map(|item| match item {
        Yaml::Symbol(name) | Yaml::Text(name) => Some(name.as_str()),
        Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
    })
}
