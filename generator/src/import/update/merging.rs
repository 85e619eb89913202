//! Compares three values: of the last import, of the new release, and of today.

use crate::source::emit::Yaml;

/// A value that is set, or removed, at a path of keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueEdit {
    pub(super) path: Vec<String>,
    pub(super) before: Option<Yaml>,
    pub(super) after: Option<Yaml>,
    /// For a record that is new in a list, the ids of those that the source has before it.
    pub(super) follows: Vec<String>,
}

/// A list whose records the source has in another order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OtherOrder {
    pub(super) path: Vec<String>,
    /// The ids in the order of the source.
    pub(super) ids: Vec<String>,
}

/// The edits that follow from a comparison.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The values that only the source changed.
    pub(super) edits: Vec<ValueEdit>,
    /// The values that the source and the editor changed; `before` is the editor's.
    pub(super) kept: Vec<ValueEdit>,
    /// The lists that only the source put in another order.
    pub(super) orders: Vec<OtherOrder>,
}

/// The value of a mapping's key.
pub(super) fn get<'y>(pairs: &'y [(String, Yaml)], key: &str) -> Option<&'y Yaml> {
    pairs
        .iter()
        .find_map(|(known, value)| (known == key).then_some(value))
}

/// The pairs of a mapping.
fn pairs(value: Option<&Yaml>) -> Option<&[(String, Yaml)]> {
    match value {
        Some(Yaml::Table(pairs) | Yaml::Record(pairs)) => Some(pairs),
        Some(Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_)) | None => None,
    }
}

/// The records of a list by their ids. `None` if it is not a list of records with different ids.
fn records(value: Option<&Yaml>) -> Option<Vec<(String, Yaml)>> {
    let Some(Yaml::List(items)) = value else {
        return None;
    };
    let mut all: Vec<(String, Yaml)> = Vec::new();
    for item in items {
        let Some(Yaml::Symbol(id) | Yaml::Text(id)) = get(pairs(Some(item))?, "id") else {
            return None;
        };
        if get(&all, id).is_some() {
            return None;
        }
        all.push((id.clone(), item.clone()));
    }
    Some(all)
}

/// The ids of those records of a list that all three lists have.
fn in_all(list: &[(String, Yaml)], all: [&[(String, Yaml)]; 3]) -> Vec<String> {
    let ids = list.iter().map(|(id, _)| id);
    let known = ids.filter(|id| all.iter().all(|list| get(list, id).is_some()));
    known.cloned().collect()
}

impl Merged {
    /// Compares mappings key by key.
    pub(super) fn compare(
        &mut self,
        path: &[String],
        base: &[(String, Yaml)],
        release: &[(String, Yaml)],
        today: &[(String, Yaml)],
    ) {
        let mut keys: Vec<&str> = release.iter().map(|(key, _)| key.as_str()).collect();
        keys.extend(
            base.iter()
                .map(|(key, _)| key.as_str())
                .filter(|key| get(release, key).is_none()),
        );
        for key in keys {
            let (was, new, now) = (get(base, key), get(release, key), get(today, key));
            let mut path = path.to_vec();
            path.push(key.to_owned());
            self.value(path, was, new, now);
        }
    }

    /// Compares lists of records one by one, and their order.
    fn records(
        &mut self,
        path: &[String],
        was: &[(String, Yaml)],
        new: &[(String, Yaml)],
        now: &[(String, Yaml)],
    ) {
        let first = self.edits.len();
        self.compare(path, was, new, now);
        for edit in &mut self.edits[first..] {
            let id = edit.path.get(path.len()).cloned().unwrap_or_default();
            if edit.path.len() == path.len() + 1 && edit.before.is_none() {
                let earlier = new.iter().map(|(id, _)| id);
                edit.follows = earlier.take_while(|known| **known != id).cloned().collect();
            }
        }
        let ids = |list: &[(String, Yaml)]| -> Vec<String> { in_all(list, [was, new, now]) };
        let (before, after) = (ids(was), ids(new));
        if before != after && ids(now) == before {
            self.orders.push(OtherOrder {
                path: path.to_vec(),
                ids: after,
            });
        }
    }

    fn value(
        &mut self,
        path: Vec<String>,
        was: Option<&Yaml>,
        new: Option<&Yaml>,
        now: Option<&Yaml>,
    ) {
        if was == new || now == new {
            return;
        }
        if let (Some(was), Some(new), Some(now)) = (pairs(was), pairs(new), pairs(now)) {
            self.compare(&path, was, new, now);
            return;
        }
        // A text that got a translation is compared by language, and so is one that lost all.
        if let (None, Some(new), Some(now)) = (was, pairs(new), pairs(now)) {
            self.compare(&path, &[], new, now);
            return;
        }
        // A text becomes a record when the editor adds something to it, such as a note to a descriptor.
        if let (Some(Yaml::Table(_)), Some(Yaml::Table(_)), Some(Yaml::Record(own))) =
            (was, new, now)
            && let Some(text @ Yaml::Table(_)) = get(own, "text")
        {
            let path = [path, vec!["text".to_owned()]].concat();
            self.value(path, was, new, Some(text));
            return;
        }
        // Records with ids, such as roles, are compared one by one. If none of them is left, the list is another.
        if let (Some(was), Some(new), Some(now)) = (records(was), records(new), records(now))
            && now.iter().any(|(id, _)| get(&new, id).is_some())
        {
            self.records(&path, &was, &new, &now);
            return;
        }
        let edit = ValueEdit {
            path,
            before: now.cloned(),
            after: new.cloned(),
            follows: Vec::new(),
        };
        match was == now {
            true => self.edits.push(edit),
            false => self.kept.push(edit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(pairs: &[(&str, &str)]) -> Vec<(String, Yaml)> {
        let one =
            |(key, words): &(&str, &str)| ((*key).to_owned(), Yaml::Text((*words).to_owned()));
        pairs.iter().map(one).collect()
    }

    #[test]
    fn only_what_the_source_alone_changed_is_edited() {
        let base = table(&[("en", "one"), ("de", "eins"), ("es", "uno"), ("it", "uno")]);
        let release = table(&[
            ("en", "first"),
            ("de", "erstens"),
            ("es", "uno"),
            ("fr", "un"),
        ]);
        let today = table(&[
            ("en", "one"),
            ("de", "Eins"),
            ("es", "el uno"),
            ("it", "uno"),
            ("zh", "一"),
        ]);
        let mut merged = Merged::default();
        merged.compare(&[], &base, &release, &today);
        let of = |edits: &[ValueEdit]| -> Vec<String> {
            edits
                .iter()
                .map(|edit| format!("{}: {:?}", edit.path.join("."), edit.after))
                .collect()
        };
        assert_eq!(
            of(&merged.edits),
            [
                "en: Some(Text(\"first\"))",
                "fr: Some(Text(\"un\"))",
                "it: None"
            ]
        );
        assert_eq!(of(&merged.kept), ["de: Some(Text(\"erstens\"))"]);
    }

    #[test]
    fn new_records_know_what_they_follow_and_another_order_is_found() {
        let list = |ids: &[&str]| {
            let one = |id: &&str| {
                let id = ("id".to_owned(), Yaml::Symbol((*id).to_owned()));
                Yaml::Record(vec![id])
            };
            vec![(
                "levels".to_owned(),
                Yaml::List(ids.iter().map(one).collect()),
            )]
        };
        let merged = |was: &[&str], new: &[&str], now: &[&str]| {
            let mut merged = Merged::default();
            merged.compare(&[], &list(was), &list(new), &list(now));
            merged
        };
        let longer = merged(&["b", "c"], &["a", "b", "d", "c"], &["b", "own", "c"]);
        let follows: Vec<_> = longer
            .edits
            .iter()
            .map(|edit| edit.follows.join(" "))
            .collect();
        assert_eq!(follows, ["", "a b"]);
        assert!(longer.orders.is_empty());
        let turned = merged(&["a", "b", "c"], &["c", "a"], &["a", "b", "c"]);
        assert_eq!(turned.orders[0].ids, ["c", "a"]);
        let ours = merged(&["a", "b"], &["b", "a"], &["b", "a"]);
        assert!(ours.orders.is_empty());
    }
}
