//! Small edits of a file of YAML that leave the rest of it as the author wrote it, comments and layout included.
//!
//! Each edit is read again: if the file does not then hold exactly what was meant, there is no edit, and the author is told
//! what to write.

use std::sync::Arc;

use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::yaml::{self, Node, Value};

/// The text of `file` with `item` at the end of the list of a top-level key. `None` if there is no such list, or if it
/// is written in a way that cannot be continued safely.
pub(super) fn appended(file: &Arc<str>, text: &str, key: &str, item: &Yaml) -> Option<String> {
    let before = yaml::parse(file, text).ok()?;
    let list = before.get(key)?;
    let Value::Sequence(items) = &list.value else {
        return None;
    };
    let mut edits = YamlEdits::of(text);
    if !edits.insert(list, items.len(), item) {
        return None;
    }
    let edited = edits.finish()?;
    let read = yaml::parse(file, &edited).ok()?;
    let added = yaml::parse(file, &emit::document(item)).ok()?;
    let is_meant = others_are_same(&before, &read, key)
        && match &read.get(key)?.value {
            Value::Sequence(now) => {
                now.len() == items.len() + 1
                    && items
                        .iter()
                        .zip(now)
                        .all(|(one, other)| is_same(one, other))
                    && is_same(&added, &now[items.len()])
            }
            Value::Null | Value::Scalar(_) | Value::Mapping(_) => false,
        };
    is_meant.then_some(edited)
}

/// The text of `file` with `scalar`, a number, as the value of a top-level key that has a value on one line. `None` if it has none.
pub(super) fn replaced(file: &Arc<str>, text: &str, key: &str, scalar: &str) -> Option<String> {
    let before = yaml::parse(file, text).ok()?;
    before.get(key)?;
    let mut edits = YamlEdits::of(text);
    if !edits.set(&before, key, &Yaml::Bare(scalar.to_owned()), &[]) {
        return None;
    }
    let edited = edits.finish()?;
    let read = yaml::parse(file, &edited).ok()?;
    let is_meant = others_are_same(&before, &read, key)
        && matches!(&read.get(key)?.value, Value::Scalar(now) if now == scalar);
    is_meant.then_some(edited)
}

/// Whether two mappings are the same, apart from the value of `key`.
fn others_are_same(one: &Node, other: &Node, key: &str) -> bool {
    let (Value::Mapping(one), Value::Mapping(other)) = (&one.value, &other.value) else {
        return false;
    };
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((name, value), (other_name, other))| {
                is_same(name, other_name)
                    && (matches!(&name.value, Value::Scalar(name) if name == key)
                        || is_same(value, other))
            })
}

/// Whether two nodes have the same values.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(one), Value::Scalar(other)) => one == other,
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let pairs = || one.iter().zip(other);
            one.len() == other.len()
                && pairs().all(|((key, _), (other, _))| is_same(key, other))
                && pairs().all(|((_, value), (_, other))| is_same(value, other))
        }
        (Value::Null | Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> Option<String> {
        let item = Yaml::Symbol("new".to_owned());
        appended(&"a.yaml".into(), text, "list", &item)
    }

    #[test]
    fn an_item_is_added_to_a_list_of_any_layout() {
        for (before, after) in [
            ("list: [a]\n", "list: [a, new]\n"),
            ("list: []\nx: 1\n", "list: [new]\nx: 1\n"),
            ("list: [a, 'b']   # c\n", "list: [a, 'b', new]   # c\n"),
            (
                "list: [\n  a, # one\n  二,\n]\n",
                "list: [\n  a, # one\n  二, new,\n]\n",
            ),
            (
                "list:\n  - a\n  - b # c\nx: 1\n",
                "list:\n  - a\n  - b # c\n  - new\nx: 1\n",
            ),
            (
                "list:\n- a\n\n# next\nx: 1\n",
                "list:\n- a\n- new\n\n# next\nx: 1\n",
            ),
            ("list:\n  - a", "list:\n  - a\n  - new\n"),
        ] {
            assert_eq!(added(before).as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn what_cannot_be_edited_safely_is_left_to_the_author() {
        for text in ["list: a\n", "x: 1\n", "list:\n", "- list\n", "list: [a\n"] {
            assert_eq!(added(text), None, "{text}");
        }
    }

    #[test]
    fn records_are_added_as_people_write_them() {
        let text = |text: &str| Yaml::Text(text.to_owned());
        let item = Yaml::Record(vec![
            ("id".to_owned(), Yaml::Symbol("fr".to_owned())),
            ("name".to_owned(), text("Français")),
        ]);
        let before = "list:\n  - {id: en, name: English}\nx: 1\n";
        let after = appended(&"a.yaml".into(), before, "list", &item);
        let expected = "list:\n  - {id: en, name: English}\n  - {id: fr, name: Français}\nx: 1\n";
        assert_eq!(after.as_deref(), Some(expected));
    }

    #[test]
    fn a_number_is_replaced_and_its_comment_kept() {
        let text = "a: 1\nhours: 20  # of 60 minutes\nb: [20]\n";
        let after = replaced(&"a.yaml".into(), text, "hours", "21.5");
        let expected = "a: 1\nhours: 21.5  # of 60 minutes\nb: [20]\n";
        assert_eq!(after.as_deref(), Some(expected));
        assert_eq!(replaced(&"a.yaml".into(), text, "c", "1"), None);
    }
}
