#![allow(
    unreachable_pub,
    reason = "the records that `record!` declares are public"
)]

use super::*;
use crate::source::decode::Decode;
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::glossary::Forms;
use crate::source::format::note::Notes;
use crate::source::format::text::{Id, Symbol, Text, Word};
use crate::source::record::record;
use crate::source::yaml;

#[path = "emit_hostile_tests.rs"]
mod hostile;

record! {
    /// A record with a text in every place where a text may be.
    "a shelf" Shelf {
        /// The id.
        required id: Id,
        /// A text in several languages.
        #[text(ours)]
        required text: Text,
        /// A word after a key.
        required word: Word,
        /// A symbol after a key.
        optional symbol: Symbol,
        /// Words, one a line.
        default words: Vec<Word>,
        /// Words within brackets.
        default forms: Forms,
        /// Notes.
        default note: Notes,
        /// Whether it is open.
        default open: bool,
        /// Shelves within it.
        default parts: Vec<Shelf>,
    }
}

fn read(text: &str) -> Shelf {
    let node = yaml::parse(&"x.yaml".into(), text)
        .unwrap_or_else(|fault| panic!("{}: {}\n{text}", fault.position, fault.message.english()));
    let mut faults = Vec::new();
    let shelf = Shelf::decode(&node, &mut faults);
    shelf.unwrap_or_else(|| panic!("{faults:?}\n{text}"))
}

/// Writes what `text` says.
fn rewritten(text: &str) -> String {
    to_yaml(&read(text))
}

#[test]
fn only_what_would_be_misread_is_quoted() {
    let quoted = |text: &str| scalar::text(text, YamlPlace::Block) != text;
    for text in [
        "",
        "~",
        "null",
        "TRUE",
        "Yes",
        "12",
        "1e3",
        "-0.25",
        "2026-11-16",
        "- a",
        "a: b",
        "a #b",
        "a:",
        "'a",
        "[a",
        " a",
        "a ",
        "　a",
        "#a",
        "1:30",
        ".5",
        "<<",
    ] {
        assert!(quoted(text), "{text:?}");
    }
    for text in [
        "a",
        "yES",
        "5.3.1",
        "GB/T 1.1-2020",
        "a, b",
        "a:b",
        "C# 和#1号",
        "it's",
        "“a”",
        "12 a",
        "1.5 h",
        "e3",
        "a-b",
        "甲：乙",
        "——",
        "5.1-a..c",
        "n",
        "Note",
        ".a",
        "https://example.org/#a",
        "2026",
    ] {
        let is_number = text.parse::<f64>().is_ok();
        assert_eq!(quoted(text), is_number, "{text:?}");
    }
    let symbol = |name: &str| scalar::symbol(name, YamlPlace::Flow);
    for name in [
        "5", "5.1", "0.5", "2026", "5.3.10", "1.2.30", "zh-CN", "5.1-a..c", "n", "K001", "1e", "0x",
    ] {
        assert_eq!(symbol(name), name);
    }
    for name in [
        "no",
        "true",
        "null",
        "~",
        "a, b",
        "5.10",
        "1.0",
        "001",
        "012",
        "00",
        "01.5",
        "5.",
        "1e3",
        "1E3",
        "1.5e3",
        "0x10",
        "0b1",
        "0o7",
        "1_000",
        "12:30",
        "2024-01-01",
        "1234567890123456",
    ] {
        assert_eq!(symbol(name), format!("'{name}'"));
    }
    // In block style a comma and a bracket are characters like any other.
    assert_eq!(scalar::text("a, [b]", YamlPlace::Block), "a, [b]");
    assert_eq!(scalar::text("a, [b]", YamlPlace::Flow), "'a, [b]'");
    assert_eq!(scalar::text("a?", YamlPlace::Block), "a?");
    assert_eq!(scalar::text("a?", YamlPlace::Flow), "'a?'");
    assert_eq!(scalar::text("it's: so", YamlPlace::Block), "\"it's: so\"");
    assert_eq!(
        scalar::text("it's: \"so\"", YamlPlace::Block),
        "'it''s: \"so\"'"
    );
}

#[test]
fn values_that_fit_are_on_one_line_and_sentences_are_below_each_other() {
    let long = "long ".repeat(22);
    let long = long.trim();
    let written = rewritten(&format!(
        "{{id: a, text: {{en: label, zh: 标签}}, word: b, words: [c], forms: {{en: [d, e]}}, open: false, \
          note: {{en: A remark., zh: 备注。}}, parts: [{{id: f, text: {{en: {long}, zh: 长}}, word: g}}, \
          {{id: h, text: {{en: short}}, word: i, note: [], open: true, parts: []}}]}}"
    ));
    assert_eq!(
        written,
        format!(
            "id: a
text: {{en: label, zh: 标签}}
word: b
words:
  - c
forms: {{en: [d, e]}}
note:
  en: A remark.
  zh: 备注。
parts:
  - id: f
    text:
      en: {long}
      zh: 长
    word: g
  - id: h
    text: {{en: short}}
    word: i
    open: true
"
        )
    );
}

#[test]
fn items_are_written_alike() {
    let item = |id: &str, words: &str| {
        let text = vec![("en".to_owned(), Yaml::Text(words.into()))];
        Yaml::Record(vec![
            ("id".into(), Yaml::Symbol(id.into())),
            ("text".into(), Yaml::Table(text)),
        ])
    };
    let listed = |items: Vec<Yaml>| document(&Yaml::Record(vec![("a".into(), Yaml::List(items))]));
    assert_eq!(
        listed(vec![item("1", "b"), item("2", "c")]),
        "a:\n  - {id: 1, text: {en: b}}\n  - {id: 2, text: {en: c}}\n"
    );
    let long = "d".repeat(WIDTH);
    assert_eq!(
        listed(vec![item("1", "b"), item("2", &long)]),
        format!("a:\n  - id: 1\n    text: {{en: b}}\n  - id: 2\n    text:\n      en: {long}\n")
    );
    let texts = |words: &str| {
        Yaml::Record(vec![(
            "text".into(),
            Yaml::Table(vec![("en".into(), Yaml::Text(words.into()))]),
        )])
    };
    assert_eq!(
        listed(vec![texts("b"), texts(&long)]),
        format!("a:\n  - text:\n      en: b\n  - text:\n      en: {long}\n")
    );
}

#[test]
fn long_items_of_a_file_are_parted_by_blank_lines() {
    let item = |lines: usize| {
        let pair = |line: usize| (format!("k{line}"), Yaml::Text("v".into()));
        Yaml::Record((0..lines).map(pair).collect())
    };
    let short = document(&Yaml::List(vec![item(LONG), item(1)]));
    assert!(!short.contains("\n\n"), "{short}");
    let long = document(&Yaml::List(vec![item(LONG + 1), item(1), item(1)]));
    assert!(long.ends_with("v\n\n- k0: v\n\n- k0: v\n"), "{long}");
}

#[test]
fn a_text_of_several_lines_is_a_block() {
    let shelf =
        "id: a\ntext:\n  en: |\n    # a\n\n      - b\n    c: d\n  zh: 甲\nword: |-\n  e\n  f\n";
    assert_eq!(rewritten(shelf), shelf);
    let kept = "id: a\ntext: {en: b}\nword: |2+\n    c\n  d\n\nopen: true\n";
    assert_eq!(rewritten(kept), kept);
}

#[test]
fn the_shorter_of_two_forms_is_written() {
    let written = |note: &str| {
        let text = rewritten(&format!(
            "{{id: a, text: {{en: b}}, word: c, note: {note}}}"
        ));
        text.split_once("note:")
            .map(|(_, note)| note.to_owned())
            .unwrap_or_default()
    };
    assert_eq!(written("{text: {en: a}}"), " {en: a}\n");
    assert_eq!(written("[{text: {en: a}}]"), " {en: a}\n");
    assert_eq!(
        written("[{quote: a, text: {en: b}}]"),
        "\n  quote: a\n  text: {en: b}\n"
    );
    assert_eq!(written("[]"), "");
    // A language whose key is also that of a remark needs the longer form.
    assert_eq!(written("{text: {text: a}}"), "\n  text: {text: a}\n");
}

#[test]
fn an_empty_record_and_an_empty_list_are_written() {
    assert_eq!(document(&Yaml::Record(Vec::new())), "{}\n");
    assert_eq!(Vec::<Shelf>::new().encode(), Yaml::List(Vec::new()));
    assert_eq!(to_yaml(&Vec::<Shelf>::new()), "[]\n");
}
