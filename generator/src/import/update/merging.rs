//! Compares three values: of the last import, of the new release, and of today.

use crate::source::emit::Yaml;

/// A value that is set, or removed, at a path of keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueEdit {
    pub(super) path: Vec<String>,
    pub(super) before: Option<Yaml>,
    pub(super) after: Option<Yaml>,
}

/// The edits that follow from a comparison.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The values that only the source changed.
    pub(super) edits: Vec<ValueEdit>,
    /// The values that the source and the editor changed; `before` is the editor's.
    pub(super) kept: Vec<ValueEdit>,
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
        // Records with ids, such as roles, are compared one by one. If none of them is left, the list is another.
        if let (Some(was), Some(new), Some(now)) = (records(was), records(new), records(now))
            && now.iter().any(|(id, _)| get(&new, id).is_some())
        {
            self.compare(&path, &was, &new, &now);
            return;
        }
        let edit = ValueEdit {
            path,
            before: now.cloned(),
            after: new.cloned(),
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
}
