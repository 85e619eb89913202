use super::*;

/// A file as people write them, with comments wherever they may be.
const FILE: &str = "# head
- id: a # first
  title: {en: One, zh: 一} # label
  text: # below
    en: Old words. # why
    zh: 旧。
  # about the list
  tags: [x, y]
  parts:
    # about p
    - id: p
      text: |
        First.
        Second.
    - text: Short
      id: q

# about b
- id: b
  title: {en: Two}
";

fn text(words: &str) -> Yaml {
    Yaml::Text(words.to_owned())
}

fn symbol(words: &str) -> Yaml {
    Yaml::Symbol(words.to_owned())
}

/// The node at a path of keys and places.
fn at<'n>(node: &'n Node, path: &[&str]) -> &'n Node {
    let Some((first, rest)) = path.split_first() else {
        return node;
    };
    let next = match &node.value {
        Value::Mapping(pairs) => pairs
            .iter()
            .find(|(key, _)| is_scalar(key, first))
            .map(|(_, value)| value),
        Value::Sequence(items) => items.get(first.parse::<usize>().expect("a place")),
        Value::Null | Value::Scalar(_) => None,
    };
    at(next.expect("a node"), rest)
}

/// The file after an edit of the node at a path.
#[track_caller]
fn edited(path: &[&str], edit: impl FnOnce(&mut YamlEdits<'_>, &Node) -> bool) -> String {
    let root = yaml::parse(&"x.yaml".into(), FILE).expect("YAML");
    let mut edits = YamlEdits::of(FILE);
    assert!(edit(&mut edits, at(&root, path)), "the edit is possible");
    edits.finish().expect("YAML")
}

/// Requires that exactly these words were replaced.
#[track_caller]
fn replaces(after: &str, from: &str, to: &str) {
    assert!(FILE.contains(from), "{from}");
    assert_eq!(after, FILE.replacen(from, to, 1));
}

#[test]
fn a_value_is_replaced_where_it_is() {
    let new = text("New: words.");
    let after = edited(&["0", "text"], |edits, node| {
        edits.set(node, "en", &new, &[])
    });
    replaces(&after, "Old words. # why", "'New: words.' # why");
    let after = edited(&["0", "title"], |edits, node| {
        edits.set(node, "zh", &text("壹，贰"), &[])
    });
    replaces(&after, "zh: 一", "zh: 壹，贰");
    let after = edited(&["0", "parts", "0"], |edits, node| {
        edits.set(node, "text", &text("One."), &[])
    });
    replaces(
        &after,
        "text: |\n        First.\n        Second.",
        "text: One.",
    );
    let after = edited(&["0", "parts", "1"], |edits, node| {
        edits.set(node, "text", &text("A.\nB.\n"), &[])
    });
    replaces(&after, "text: Short", "text: |\n        A.\n        B.");
    let after = edited(&["0"], |edits, node| {
        edits.set(node, "id", &text("A.\nB.\n"), &[])
    });
    replaces(&after, "id: a # first", "id: | # first\n    A.\n    B.");
}

#[test]
fn keys_are_added_and_removed() {
    let after = edited(&["0"], |edits, node| {
        edits.set(node, "number", &symbol("1"), &["id"])
    });
    replaces(&after, "# first\n", "# first\n  number: 1\n");
    let after = edited(&["1", "title"], |edits, node| {
        edits.set(node, "zh", &text("二"), &[])
    });
    replaces(&after, "{en: Two}", "{en: Two, zh: 二}");
    let after = edited(&["1"], |edits, node| {
        edits.set(node, "note", &text("x"), &[])
    });
    replaces(&after, "{en: Two}\n", "{en: Two}\n  note: x\n");
    let after = edited(&["0"], |edits, node| edits.remove(node, "tags"));
    replaces(&after, "  tags: [x, y]\n", "");
    let after = edited(&["0", "parts", "1"], |edits, node| {
        edits.remove(node, "text")
    });
    replaces(&after, "text: Short\n      id", "id");
    let after = edited(&["0", "title"], |edits, node| edits.remove(node, "en"));
    replaces(&after, "en: One, ", "");
}

#[test]
fn items_are_added_and_removed() {
    let item = Yaml::Record(vec![
        ("id".into(), symbol("n")),
        ("text".into(), text("A sentence.")),
    ]);
    let after = edited(&["0", "parts"], |edits, node| edits.insert(node, 1, &item));
    replaces(
        &after,
        "Second.\n",
        "Second.\n    - {id: n, text: A sentence.}\n",
    );
    let after = edited(&[], |edits, node| edits.insert(node, 9, &item));
    replaces(
        &after,
        "{en: Two}\n",
        "{en: Two}\n\n- {id: n, text: A sentence.}\n",
    );
    let after = edited(&["0", "tags"], |edits, node| {
        edits.insert(node, 0, &symbol("w"))
    });
    replaces(&after, "[x, y]", "[w, x, y]");
    let after = edited(&["0", "parts"], |edits, node| edits.remove_item(node, 0));
    replaces(
        &after,
        "    # about p\n    - id: p\n      text: |\n        First.\n        Second.\n",
        "",
    );
    let after = edited(&[], |edits, node| edits.remove_item(node, 1));
    replaces(&after, "# about b\n- id: b\n  title: {en: Two}\n", "");
}

#[test]
fn a_record_in_braces_is_unfolded_for_what_does_not_fit_into_braces() {
    let file: Arc<str> = "x.yaml".into();
    let text = "- {id: a, text: {en: One}} # short\n- id: b\n";
    let root = yaml::parse(&file, text).expect("YAML");
    let record = at(&root, &["0"]);
    let parts = Yaml::List(vec![Yaml::Record(vec![("id".to_owned(), symbol("c"))])]);
    let mut edits = YamlEdits::of(text);
    assert!(edits.unfold(record));
    assert!(edits.set(record, "parts", &parts, &[]));
    assert!(edits.set(record, "number", &symbol("1"), &["id"]));
    assert!(edits.set(at(record, &["text"]), "en", &symbol("Two"), &[]));
    let words = edits.finish().expect("YAML");
    assert!(
        words.contains("- id: a\n  text: {en: ") && words.contains(" # short\n"),
        "{words}"
    );
    let after = yaml::parse(&file, &words).expect("YAML");
    assert!(
        at(&after, &["0"]).get("parts").is_some() && at(&after, &["0"]).get("number").is_some()
    );
    // Keys are removed from it as well.
    for (key, left) in [("id", "- text: {en: One}\n"), ("text", "- id: a\n")] {
        let text = "- {id: a, text: {en: One}}\n";
        let root = yaml::parse(&file, text).expect("YAML");
        let mut edits = YamlEdits::of(text);
        assert!(edits.unfold(at(&root, &["0"])) && edits.remove(at(&root, &["0"]), key));
        assert_eq!(edits.finish().as_deref(), Some(left));
    }
    // Words of several lines fit into braces in quotes.
    let mut edits = YamlEdits::of(text);
    let lines = Yaml::Text("Two\n\"lines\"".to_owned());
    assert!(edits.set(at(record, &["text"]), "en", &lines, &[]));
    let words = edits.finish().expect("YAML");
    let after = yaml::parse(&file, &words).expect("YAML");
    let now = at(&after, &["0", "text", "en"]);
    assert!(is_scalar(now, "Two\n\"lines\""), "{words}");
}

#[test]
fn an_item_at_the_beginning_comes_before_the_comments_of_the_first() {
    let item = Yaml::Record(vec![("id".to_owned(), symbol("n"))]);
    let after = edited(&["0", "parts"], |edits, node| edits.insert(node, 0, &item));
    replaces(&after, "    # about p\n", "    - {id: n}\n    # about p\n");
}

#[test]
fn several_edits_are_made_together() {
    let root = yaml::parse(&"x.yaml".into(), FILE).expect("YAML");
    let mut edits = YamlEdits::of(FILE);
    assert!(edits.set(at(&root, &["1"]), "id", &symbol("bb"), &[]));
    assert!(edits.set(at(&root, &["0"]), "id", &symbol("aa"), &[]));
    assert!(edits.remove_item(at(&root, &["0", "parts"]), 1));
    let after = edits.finish().expect("YAML");
    assert_eq!(
        after,
        FILE.replace("id: a ", "id: aa ")
            .replace("id: b\n", "id: bb\n")
            .replace("    - text: Short\n      id: q\n", "")
    );
    let mut edits = YamlEdits::of(FILE);
    assert!(edits.remove_item(at(&root, &["0", "parts"]), 1));
    assert!(edits.set(at(&root, &["0", "parts", "1"]), "id", &symbol("x"), &[]));
    assert_eq!(edits.finish(), None, "edits that overlap are refused");
}

#[test]
fn an_item_is_added_beside_one_that_is_removed() {
    let root = yaml::parse(&"x.yaml".into(), FILE).expect("YAML");
    let parts = at(&root, &["0", "parts"]);
    for place in [1, 2] {
        let mut edits = YamlEdits::of(FILE);
        assert!(edits.remove_item(parts, 1));
        assert!(edits.insert(parts, place, &symbol("n")));
        let after = edits.finish().expect("YAML");
        replaces(&after, "    - text: Short\n      id: q\n", "    - n\n");
    }
    let mut edits = YamlEdits::of(FILE);
    assert!(edits.remove_item(&root, 1) && edits.insert(&root, 2, &symbol("n")));
    let after = edits.finish().expect("YAML");
    replaces(&after, "# about b\n- id: b\n  title: {en: Two}\n", "- n\n");
}
