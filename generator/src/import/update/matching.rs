//! Finds the parts of a new release that are known: by their identifiers elsewhere, otherwise by their codes, and those that
//! have neither by their words and by what they are in.

use std::collections::{HashMap, HashSet};

use super::nearness::{NEAR, nearest, plain};
use super::report::UpdateReport;
use super::retiring::RetiredPart;
use super::snapshot::{Snapshot, SnapshotPart};
use crate::import::found::{FoundForm, FoundItem, FoundStandard};
use crate::import::ids::id_of;
use crate::import::tree::DEEPEST;
use crate::language::message::message;
use crate::source::emit::Yaml;

/// The most parts of a part whose words are compared with each other.
const MOST_NEAR: usize = 300;

/// Words that have less in common than this are those of different things.
const FAR: f64 = 0.5;
/// The fewest letters of words that tell a part from others.
const TELLING: usize = 8;

/// Gives the parts that `base` knows their ids, and reserves those of the other parts of today and of retired ones. Returns the
/// ids of retired parts that the source has again.
pub(super) fn match_parts(
    found: &mut FoundStandard,
    base: &Snapshot,
    today: &Snapshot,
    retired: &[RetiredPart],
    report: &mut UpdateReport,
) -> HashSet<String> {
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
    // An identifier that is known to be that of another part is not overruled by a code or by words.
    let may_be = |item: &FoundItem, id: &str| {
        let part = base.get(id);
        let has_identifier = part.is_some_and(|part| identifiers(part).next().is_some());
        !has_identifier || item.same_as.is_empty()
    };
    let of_code = |item: &FoundItem| {
        let code = item.id.as_ref().or(item.code.as_ref())?;
        by_code
            .get(code.as_str())
            .or_else(|| by_code.get(&id_of(code)?))
            .copied()
    };
    // Where the source was numbered again, words that are the same tell more than codes.
    let base_words = unique(
        base.parts
            .iter()
            .map(|part| (plain(&part.words()), &*part.id)),
    );
    let found_words = unique(found.items.iter().zip(0..).flat_map(|(item, index)| {
        plain_words(item)
            .into_iter()
            .map(move |words| (words, index))
    }));
    for (index, item) in found.items.iter().enumerate() {
        if matched[index].is_some() || item.id.is_some() || item.code.is_none() {
            continue;
        }
        let mut words = plain_words(item).into_iter();
        let own = words.find_map(|words| {
            let is_only = found_words.get(&words) == Some(&Some(index));
            is_only
                .then(|| base_words.get(&words).copied().flatten())
                .flatten()
        });
        let own = own.filter(|id| of_code(item) != Some(*id) && may_be(item, id));
        matched[index] = own.filter(|id| used.insert(id));
    }
    for (item, known) in found.items.iter().zip(&mut matched) {
        if known.is_some() {
            continue;
        }
        let own = of_code(item).filter(|id| may_be(item, id));
        let Some(id) = own.filter(|id| used.insert(id)) else {
            continue;
        };
        *known = Some(id);
        let before = base.get(id).map_or_else(String::new, SnapshotPart::words);
        let (words, now) = (plain(&before), plain_words(item));
        let is_other = !now.contains(&words) && nearest([&words], &now) < FAR;
        if is_other && !words.is_empty() && !now.is_empty() && item.same_as.is_empty() {
            report.remarks.push(message!(
                "`{id}` has quite different words now; if that is another requirement, give it another id and retire the permalink of `{id}`",
                id
            ));
        }
    }
    match_by_words(found, base, &by_code, &mut matched, &mut used);
    let matched: Vec<Option<String>> = matched
        .into_iter()
        .map(|id| id.map(str::to_owned))
        .collect();
    let used: HashSet<String> = used.into_iter().map(str::to_owned).collect();
    for (item, id) in found.items.iter_mut().zip(&matched) {
        let Some(id) = id else {
            continue;
        };
        // A part stays a clause or a requirement, whatever is in it now.
        if let Some(part) = base.get(id) {
            item.form = match part.is_clause {
                true => FoundForm::Clause,
                false => FoundForm::Requirement,
            };
        }
        item.id = Some(id.clone());
    }
    let restored = match_retired(found, &matched, retired, report);
    let free = |id: &str| {
        let part = base
            .get(id)
            .filter(|part| part.is_clause && part.above.is_none());
        part.is_some_and(|part| !used.contains(id) && identifiers(part).next().is_none())
    };
    found.headings = matched
        .iter()
        .enumerate()
        .filter(|(index, _)| found.items[*index].parent.is_none())
        .filter_map(|(index, id)| Some((index, base.get(id.as_ref()?)?.above.clone()?)))
        .filter(|(_, above)| free(above))
        .collect();
    let headings: HashSet<&String> = found.headings.values().collect();
    let reserved = today.parts.iter().chain(&base.parts).map(|part| &part.id);
    let reserved = reserved.chain(retired.iter().map(|part| &part.id));
    found.reserved = reserved
        .filter(|id| !used.contains(*id) && !restored.contains(*id) && !headings.contains(id))
        .cloned()
        .collect();
    restored
}

/// The plain words of a part in each language.
fn plain_words(item: &FoundItem) -> Vec<String> {
    let words = if item.text.is_empty() {
        &item.title
    } else {
        &item.text
    };
    words.0.iter().map(|(_, words)| plain(words)).collect()
}

/// The things with telling words, by these. `None` for words that several have.
fn unique<T: PartialEq>(all: impl Iterator<Item = (String, T)>) -> HashMap<String, Option<T>> {
    let mut by_words: HashMap<String, Option<T>> = HashMap::new();
    for (words, thing) in all.filter(|(words, _)| words.chars().count() >= TELLING) {
        match by_words.get_mut(&words) {
            Some(known) if known.as_ref() == Some(&thing) => {}
            Some(known) => *known = None,
            None => {
                by_words.insert(words, Some(thing));
            }
        }
    }
    by_words
}

/// Gives the parts that are new their ids if they are retired requirements that the source has again. A code of a retired
/// requirement that another has now is reported.
fn match_retired(
    found: &mut FoundStandard,
    matched: &[Option<String>],
    retired: &[RetiredPart],
    report: &mut UpdateReport,
) -> HashSet<String> {
    let mut restored = HashSet::new();
    for index in 0..found.items.len() {
        let item = &found.items[index];
        if matched[index].is_some() {
            continue;
        }
        let words = plain_words(item);
        let code = item
            .id
            .as_ref()
            .or(item.code.as_ref())
            .and_then(|code| id_of(code));
        let above = item.parent.and_then(|parent| matched[parent].clone());
        let own = retired.iter().find(|part| match (&code, &above) {
            (Some(code), _) => part.id == *code,
            (None, Some(above)) => {
                let rest = part.id.strip_prefix(above.as_str());
                let is_below = rest.is_some_and(|rest| rest.starts_with('-'));
                is_below && words.iter().any(|words| part.words.contains(words))
            }
            (None, None) => false,
        });
        let Some(own) = own else {
            continue;
        };
        if nearest(&own.words, &words) >= NEAR {
            if restored.insert(own.id.clone()) {
                found.items[index].id = Some(own.id.clone());
            }
            continue;
        }
        report.remarks.push(message!(
            "the source gives the code `{code}`, which a retired requirement had, to another; it got another id, so that the permalink still answers",
            code = own.id
        ));
    }
    restored
}

/// Matches parts that neither a code nor an identifier tells: those with the same words in the same part, then those with
/// nearly the same, and then those with the same words in another part.
fn match_by_words<'b>(
    found: &FoundStandard,
    base: &'b Snapshot,
    by_code: &HashMap<String, &'b str>,
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
    let knows = |code: &String| {
        by_code.contains_key(code) || id_of(code).is_some_and(|id| by_code.contains_key(&id))
    };
    // A code that belongs to a part of other words is free.
    let unmatched = found
        .items
        .iter()
        .zip(&*matched)
        .filter(|(_, known)| known.is_none());
    let codes = unmatched.filter_map(|(item, _)| item.code.as_ref());
    let codes: HashSet<String> = codes
        .flat_map(|code| [Some(code.clone()), id_of(code)])
        .flatten()
        .collect();
    let is_named = |item: &FoundItem| {
        item.code.as_ref().is_some_and(knows) || item.id.is_some() || !item.same_as.is_empty()
    };
    let is_free = |part: &SnapshotPart, used: &HashSet<&str>| {
        let number = match part.get("number") {
            Some(Yaml::Symbol(number) | Yaml::Text(number)) => Some(number),
            _ => None,
        };
        let has_code =
            codes.contains(&part.id) || number.is_some_and(|number| codes.contains(number));
        !used.contains(&*part.id) && identifiers(part).next().is_none() && !has_code
    };
    for is_near in [false, true] {
        for (_, index) in &order {
            let item = &found.items[*index];
            if is_named(item) || matched[*index].is_some() {
                continue;
            }
            let above = match item.parent {
                None => None,
                Some(parent) => match matched[parent] {
                    Some(id) => Some(id),
                    None => continue,
                },
            };
            let all = plain_words(item);
            let Some(siblings) = children
                .get(&above)
                .filter(|all| !is_near || all.len() <= MOST_NEAR)
            else {
                continue;
            };
            let free = siblings.iter().filter(|(part, _)| is_free(part, used));
            let fit = match is_near {
                false => free.clone().find(|(_, known)| all.contains(known)),
                true => free
                    .map(|sibling| (nearest([&sibling.1], &all), sibling))
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
    let free = base.parts.iter().filter(|part| is_free(part, used));
    let elsewhere = unique(free.map(|part| (plain(&part.words()), &*part.id)));
    for (index, item) in found.items.iter().enumerate() {
        if is_named(item) || matched[index].is_some() {
            continue;
        }
        let words = plain_words(item);
        let own = words
            .iter()
            .find_map(|words| elsewhere.get(words).copied().flatten());
        matched[index] = own.filter(|id| used.insert(id));
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

/// The identifiers of a part elsewhere.
pub(super) fn identifiers(part: &SnapshotPart) -> impl Iterator<Item = &str> {
    let list = match part.get("same_as") {
        Some(Yaml::List(items)) => &items[..],
        _ => &[],
    };
    list.iter().filter_map(|item| match item {
        Yaml::Symbol(name) | Yaml::Text(name) => Some(name.as_str()),
        Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
    })
}
