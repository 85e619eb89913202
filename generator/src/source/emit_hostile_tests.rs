//! Texts that are hard on YAML survive being written and read, in every place where a text may be.

use proptest::prelude::*;

use super::*;

/// The texts that readers of YAML take for something else, or that the syntax of YAML is hard on.
const HOSTILE: [&str; 84] = [
    "~",
    "null",
    "Null",
    "NULL",
    "true",
    "True",
    "TRUE",
    "false",
    "yes",
    "No",
    "ON",
    "off",
    "y",
    "=",
    "<<",
    "12",
    "012",
    "0o14",
    "0x1F",
    "0b11",
    "-5",
    "+5",
    "1_000",
    "1e3",
    "1.5",
    ".5",
    "5.",
    "5.10",
    "-0.25",
    ".inf",
    "-.INF",
    ".nan",
    "190:20:30",
    "2026-11-16",
    "2026-11-16 08:00:00",
    "2026-1-1t1:00:00Z",
    "-",
    "- a",
    "-a",
    "--- a",
    "---",
    "...",
    "... a",
    "? a",
    "?a",
    ": a",
    ":a",
    "a:",
    "a: b",
    "a:b",
    "a :b",
    "#a",
    "a #b",
    "a# b",
    "a\t#b",
    "%a",
    "@a",
    "`a`",
    "!a",
    "&a",
    "*a",
    "|",
    "> a",
    "'",
    "''",
    "it's: \"so\"",
    "it's # so",
    "\"",
    "\\",
    "\\n",
    "a\\",
    "[a",
    "{a}",
    "a, b",
    "a]",
    "a\tb",
    "a\rb",
    "a\r\nb",
    "a\u{85}b",
    "\u{feff}a",
    "a\u{feff}b",
    "a\u{2028}b",
    "א, ב: ג",
    "\u{202e}a",
];

/// Further texts: of several lines, and with white space at an end.
const LONG_OR_BLANK: [&str; 30] = [
    "a\nb",
    "a\n\nb",
    "\na",
    "\n\n  a\nb",
    "  a\nb",
    " a",
    "\ta\nb",
    "\t\na",
    " \na",
    "a\n b\n  c",
    "a\n \nb",
    "a\n\t\nb",
    "# a\n# b",
    "- a\n- b",
    "a: b\nc: d",
    "---\na\n---",
    "...\na",
    "a  \nb",
    "甲\n乙",
    "甲　乙",
    "　甲",
    "甲 乙",
    "用 Word\nExcel",
    "👩‍💻\n👍🏽",
    "a\nb: |\n  c",
    "%a\n%b",
    "|\na",
    "a\u{2029}\nb",
    "'\n\"",
    "\u{a0}a",
];

/// A record with `text` in every place where a text may be, from YAML that quotes and escapes everything.
fn shelf_with(text: &str) -> Shelf {
    let escaped: String = text
        .chars()
        .map(|character| format!("\\U{:08X}", u32::from(character)))
        .collect();
    let text = format!("\"{escaped}\"");
    let part = |more: &str| {
        format!(
            "{{id: a, text: {{en: {text}, zh: {text}}}, word: {text}, symbol: {text}, words: [{text}, {text}], \
             forms: {{en: [{text}, b, {text}]}}, \
             note: [{{text: {{en: {text}}}}}, {{quote: {text}, meant: {{en: {text}}}, text: {{en: {text}}}}}]{more}}}"
        )
    };
    let whole = part(&format!(", parts: [{}]", part("")));
    read(&whole)
}

/// The contents of a record without positions: each text, each word and each symbol.
fn contents(shelf: &Shelf) -> String {
    let text = |text: &Text| {
        let languages = text.languages.iter();
        languages
            .map(|(name, words, _)| format!("{name}={words:?} "))
            .collect::<String>()
    };
    let words: Vec<&str> = shelf.words.iter().map(|word| &*word.value).collect();
    let symbol = shelf.symbol.as_ref().map(|symbol| &symbol.value);
    let notes = shelf.note.0.iter().map(|remark| {
        let both = [&remark.quote, &remark.meant].map(|words| {
            let words = words.iter().flat_map(|words| words.each());
            words.map(str::to_owned).collect::<Vec<_>>()
        });
        format!("{both:?} {}", text(&remark.text))
    });
    let notes: Vec<String> = notes.collect();
    let parts: Vec<String> = shelf.parts.iter().map(contents).collect();
    let forms = shelf.forms.0.iter().map(|(language, forms)| {
        let forms: Vec<&str> = forms.iter().map(|form| &*form.value).collect();
        (&**language, forms)
    });
    let forms: Vec<(&str, Vec<&str>)> = forms.collect();
    format!(
        "{} {} {:?} {symbol:?} {words:?} {forms:?} {notes:?} {} {parts:?}",
        shelf.id,
        text(&shelf.text),
        shelf.word.value,
        shelf.open,
    )
}

#[track_caller]
fn survives(text: &str) {
    let shelf = shelf_with(text);
    assert_eq!(
        &*shelf.word.value, text,
        "the text is not read as it is meant"
    );
    let written = to_yaml(&shelf);
    let again = read(&written);
    assert_eq!(contents(&again), contents(&shelf), "{text:?}\n{written}");
    assert_eq!(to_yaml(&again), written, "{text:?}");
}

#[test]
fn the_record_of_these_tests_has_a_position() {
    assert_eq!(shelf_with("a").position.line, 1);
}

#[test]
fn hostile_texts_survive_in_every_place() {
    // Control characters other than these are refused when they are read.
    let is_readable = |text: &&str| !text.contains(['\u{85}']);
    for text in HOSTILE
        .iter()
        .chain(&LONG_OR_BLANK)
        .filter(|text| is_readable(text))
    {
        survives(text);
    }
}

#[test]
fn characters_that_are_refused_are_written_all_the_same() {
    let written = document(&Yaml::Table(vec![(
        "a".into(),
        Yaml::Text("b\u{85}\u{0}c".into()),
    )]));
    assert_eq!(written, "a: \"b\\u0085\\u0000c\"\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Texts of the characters that matter to YAML, and of any others.
    #[test]
    fn any_text_survives_in_every_place(
        text in prop_oneof![
            "[-?:,\\[\\]{}#&*!|>'\"%@`~= \t\r\n.0-9aTtnNéא甲　：。👍\u{feff}\u{a0}\u{2028}\u{200d}]{1,24}",
            "\\PC{1,40}",
        ].prop_filter("a text has words", |text| !text.trim().is_empty())
    ) {
        survives(&text);
    }

    /// Keys that are data, such as languages.
    #[test]
    fn any_key_survives(key in "[-?:,\\[\\]{}#&*!|>'\"%@`~= \t\n.0-9anyo甲：]{1,12}") {
        let table = Yaml::Table(vec![(key.clone(), Yaml::Text("a".into()))]);
        for root in [table.clone(), Yaml::Record(vec![("a".into(), table)])] {
            let written = document(&root);
            let node = yaml::parse(&"x.yaml".into(), &written).expect("YAML");
            let shown = format!("{node:?}");
            let kept = format!("Scalar({key:?})");
            prop_assert!(shown.contains(&kept), "{}\n{}", written, shown);
        }
    }
}
