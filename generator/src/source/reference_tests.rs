//! The format reference in `docs/`: every key of every kind of file, generated from the declarations of the records.
//!
//! The English descriptions are the documentation comments of the records, the Chinese ones are in
//! `reference.zh.yaml`. To renew both files after a change:
//! `RENEW_REFERENCE=1 cargo test --workspace --lib -- the_format_reference`

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde_json::Value as Json;

use super::decode::{Decode, Definitions};
use super::definitions::RecordDefinition;
use super::format::colour::Colour;
use super::format::date::Date;
use super::format::permalinks::SiteAddress;
use super::format::points::Points;
use super::format::reference::Reference;
use super::format::text::{Id, Text};
use super::schema::{FileKind, KINDS};
use super::yaml::{self, Node, Value};

/// The command that writes both files.
const RENEW: &str = "RENEW_REFERENCE=1 cargo test --workspace --lib -- the_format_reference";

/// The words of a reference in one language, by key. Remembers which are used and which are missing.
struct Words {
    words: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
    missing: RefCell<BTreeSet<String>>,
}

impl Words {
    fn read(name: &str, text: &str) -> Words {
        let node = yaml::parse(&name.into(), text).expect("the words are YAML");
        let mut words = BTreeMap::new();
        collect(&node, "", &mut words);
        Words {
            words,
            used: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    fn get(&self, key: &str) -> &str {
        let Some(word) = self.words.get(key) else {
            self.missing.borrow_mut().insert(key.to_owned());
            return "";
        };
        self.used.borrow_mut().insert(key.to_owned());
        word
    }

    fn fill(&self, key: &str, value: &str) -> String {
        self.get(key).replace("{}", value)
    }

    /// Every key that is missing, and every key that nothing uses.
    fn faults(&self) -> Vec<String> {
        let missing = self.missing.borrow();
        let missing = missing.iter().map(|key| format!("`{key}` is missing"));
        let used = self.used.borrow();
        let unused = self.words.keys().filter(|key| !used.contains(*key));
        missing
            .chain(unused.map(|key| format!("`{key}` is not used")))
            .collect()
    }
}

/// Collects the texts of a mapping of mappings, with their keys joined by dots.
fn collect(node: &Node, key: &str, words: &mut BTreeMap<String, String>) {
    match &node.value {
        Value::Mapping(pairs) => {
            for (name, value) in pairs {
                let Value::Scalar(name) = &name.value else {
                    panic!("{key}: a key that is not a text");
                };
                let dot = if key.is_empty() { "" } else { "." };
                collect(value, &format!("{key}{dot}{name}"), words);
            }
        }
        Value::Scalar(text) => {
            let previous = words.insert(key.to_owned(), text.trim_end_matches('\n').to_owned());
            assert!(previous.is_none(), "{key} appears twice");
        }
        Value::Null | Value::Sequence(_) => panic!("{key}: not a text"),
    }
}

/// The anchor of a heading on code hosting sites.
fn anchor(heading: &str) -> String {
    let lower = heading.to_lowercase().replace(' ', "-");
    lower
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
        .collect()
}

/// The plural of a record's English name.
fn plural(name: &str) -> String {
    let (first, rest) = name.split_once(" of ").unwrap_or((name, ""));
    let first = match first {
        "axis" => "axes".to_owned(),
        "criterion" => "criteria".to_owned(),
        _ => match first.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{first}s"),
        },
    };
    if rest.is_empty() {
        first
    } else {
        format!("{first} of {rest}")
    }
}

/// The name with a capital letter at the beginning.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A kind of file with its records. The first is that of the file itself, or of its entries if the file is a list.
struct Kind {
    file: FileKind,
    is_list: bool,
    definitions: Definitions,
}

/// The reference in one language.
struct Writer {
    /// Whether descriptions are taken from the declarations.
    is_english: bool,
    words: Words,
    kinds: Vec<Kind>,
    /// The JSON Schema of each simple kind of value, with its key in the words.
    simple: Vec<(&'static str, Json)>,
}

impl Writer {
    fn new(is_english: bool, words: Words) -> Writer {
        let kinds = KINDS.map(|file| {
            let mut definitions = Definitions::default();
            let root = file.root(&mut definitions);
            Kind {
                file,
                is_list: root.get("items").is_some(),
                definitions,
            }
        });
        let none = &mut Definitions::default();
        let simple = vec![
            ("text", Text::schema(none)),
            ("string", String::schema(none)),
            ("id", Id::schema(none)),
            ("reference", Reference::schema(none)),
            ("number", Points::schema(none)),
            ("boolean", bool::schema(none)),
            ("date", Date::schema(none)),
            ("colour", Colour::schema(none)),
            ("address", SiteAddress::schema(none)),
        ];
        Writer {
            is_english,
            words,
            kinds: kinds.into(),
            simple,
        }
    }

    /// The name of a record, as in the middle of a sentence.
    fn name(&self, record: &RecordDefinition) -> String {
        if self.is_english {
            let (_, name) = record.called.split_once(' ').expect("an article");
            name.to_owned()
        } else {
            let key = format!("records.{}.name", record.name);
            self.words.get(&key).to_owned()
        }
    }

    fn title(&self, file: FileKind) -> String {
        if self.is_english {
            file.title.to_owned()
        } else {
            self.words.get(&format!("kinds.{}", file.name)).to_owned()
        }
    }

    /// The heading above a record: that of its kind of file if it is the file's own record.
    fn heading(&self, record: &RecordDefinition) -> String {
        let root_of = |kind: &&Kind| {
            let root = kind.definitions.records().first();
            root.is_some_and(|root| root.name == record.name)
        };
        match self.kinds.iter().find(root_of) {
            Some(kind) => self.title(kind.file),
            None => capitalised(&self.name(record)),
        }
    }

    fn record(&self, name: &str) -> &RecordDefinition {
        let kinds = self.kinds.iter();
        kinds
            .flat_map(|kind| kind.definitions.records())
            .find(|record| record.name == name)
            .expect("a record that a schema refers to")
    }

    /// The number of kinds of files that have a record.
    fn uses(&self, name: &str) -> usize {
        let has = |kind: &&Kind| {
            let mut records = kind.definitions.records().iter();
            records.any(|record| record.name == name)
        };
        self.kinds.iter().filter(has).count()
    }

    /// The values that `schema` accepts, in words.
    fn values(&self, schema: &Json, is_plural: bool) -> String {
        let number = if is_plural { "many" } else { "one" };
        if let Some(name) = schema["$ref"].as_str() {
            let record = self.record(name.trim_start_matches("#/$defs/"));
            let name = self.name(record);
            let name = if self.is_english && is_plural {
                plural(&name)
            } else {
                name
            };
            return format!("[{name}](#{})", anchor(&self.heading(record)));
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let choices = choices.iter().map(|choice| self.values(choice, is_plural));
            return self.either(choices.collect());
        }
        if let Some(words) = schema["enum"].as_array() {
            let words = words.iter().filter_map(Json::as_str);
            return self.either(words.map(|word| format!("`{word}`")).collect());
        }
        if schema["type"] == "array" {
            let items = self.values(&schema["items"], true);
            return self.words.fill(&format!("list.{number}"), &items);
        }
        if schema["additionalProperties"].is_object() {
            let values = self.values(&schema["additionalProperties"], true);
            return self.words.fill("mapping", &values);
        }
        if schema["type"] == "string"
            && schema.get("pattern").is_none()
            && schema["format"].is_null()
        {
            return self
                .words
                .get(&format!("values.string.{number}"))
                .to_owned();
        }
        let known = self.simple.iter().find(|(_, known)| known == schema);
        let (key, _) = known.unwrap_or_else(|| panic!("no name for the values {schema}"));
        self.words.get(&format!("values.{key}.{number}")).to_owned()
    }

    fn either(&self, mut choices: Vec<String>) -> String {
        let last = choices.pop().unwrap_or_default();
        if choices.is_empty() {
            return last;
        }
        let others = choices.join(self.words.get("comma"));
        format!("{others}{}{last}", self.words.get("or"))
    }

    fn table(&self, record: &RecordDefinition, out: &mut String) {
        let about = if self.is_english {
            record.description
        } else {
            self.words.get(&format!("records.{}.about", record.name))
        };
        write!(out, "\n{about}\n\n").expect("a string");
        writeln!(
            out,
            "{}\n| --- | --- | --- | --- |",
            self.words.get("columns")
        )
        .expect("a string");
        for key in &record.keys {
            let about = if self.is_english {
                key.description
            } else {
                self.words
                    .get(&format!("records.{}.keys.{}", record.name, key.name))
            };
            let required = if key.is_required {
                self.words.get("required")
            } else {
                ""
            };
            let values = self.values(&key.values, false);
            writeln!(
                out,
                "| `{}` | {required} | {values} | {} |",
                key.name,
                about.replace('|', "\\|")
            )
            .expect("a string");
        }
    }

    /// The whole document.
    fn write(&self) -> String {
        let mut out = format!(
            "# {}\n\n{}\n\n{}\n\n",
            self.words.get("title"),
            self.words.get("switch"),
            self.words.get("intro")
        );
        writeln!(out, "{}\n| --- | --- |", self.words.get("files")).expect("a string");
        for kind in &self.kinds {
            let title = self.title(kind.file);
            writeln!(
                out,
                "| `{}` | [{title}](#{}) |",
                kind.file.files,
                anchor(&title)
            )
            .expect("a string");
        }
        write!(out, "\n## {}\n\n", self.words.get("values_title")).expect("a string");
        writeln!(out, "{}\n| --- | --- |", self.words.get("values_columns")).expect("a string");
        for (key, _) in &self.simple {
            let name = self.words.get(&format!("values.{key}.one"));
            // A value of which no list exists has a plural all the same.
            self.words.get(&format!("values.{key}.many"));
            let about = self.words.get(&format!("values.{key}.about"));
            writeln!(out, "| {name} | {about} |").expect("a string");
        }
        let mut shared: Vec<&RecordDefinition> = Vec::new();
        for kind in &self.kinds {
            write!(
                out,
                "\n## {}\n\n`{}`",
                self.title(kind.file),
                kind.file.files
            )
            .expect("a string");
            if kind.is_list {
                out.push_str(self.words.get("list_file"));
            }
            out.push('\n');
            for (at, record) in kind.definitions.records().iter().enumerate() {
                if at == 0 {
                    // The record is called by its name where others refer to it.
                    self.name(record);
                } else if self.uses(record.name) > 1 {
                    if !shared.iter().any(|known| known.name == record.name) {
                        shared.push(record);
                    }
                    continue;
                } else {
                    write!(out, "\n### {}\n", self.heading(record)).expect("a string");
                }
                self.table(record, &mut out);
            }
        }
        write!(out, "\n## {}\n", self.words.get("shared")).expect("a string");
        for record in shared {
            write!(out, "\n### {}\n", self.heading(record)).expect("a string");
            self.table(record, &mut out);
        }
        out
    }
}

/// Every link within a document that leads to no heading or to several.
fn broken_links(document: &str) -> Vec<String> {
    let headings = document.lines().filter_map(|line| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len()).then(|| anchor(heading.trim()))
    });
    let headings: Vec<String> = headings.collect();
    let links = document.split("](#").skip(1);
    let links = links.filter_map(|link| link.split(')').next());
    links
        .filter(|link| headings.iter().filter(|heading| heading == link).count() != 1)
        .map(|link| format!("#{link} is not the anchor of one heading"))
        .collect()
}

/// Compares the file at `path` with what the declarations say, or writes it. `words` is the path of the words.
fn compare(is_english: bool, words: &str, path: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(folder.join(words)).expect("the words can be read");
    let writer = Writer::new(is_english, Words::read(words, &text));
    let written = writer.write();
    let faults = writer.words.faults();
    assert!(faults.is_empty(), "{words}:\n{}", faults.join("\n"));
    assert_eq!(broken_links(&written), Vec::<String>::new(), "{path}");
    let file = folder.join("..").join(path);
    if env::var_os("RENEW_REFERENCE").is_some() {
        fs::write(&file, &written).expect("the reference can be written");
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    let difference = written
        .lines()
        .zip(found.lines().chain([""; 1]))
        .find(|(written, found)| written != found);
    assert!(
        written == found,
        "{path} differs from the declarations of the records: {difference:?}. Renew it: {RENEW}"
    );
}

#[test]
fn the_format_reference_in_english_is_up_to_date() {
    compare(
        true,
        "src/source/reference.en.yaml",
        "docs/content/pages/en/reference.md",
    );
}

#[test]
fn the_format_reference_in_chinese_is_up_to_date() {
    compare(
        false,
        "src/source/reference.zh.yaml",
        "docs/content/pages/zh/reference.md",
    );
}

#[test]
fn words_that_are_missing_or_unused_are_found() {
    let words = Words::read("words.yaml", "title: A\nkinds: {page: B, poem: C}\n");
    assert_eq!(words.get("title"), "A");
    assert_eq!(words.get("kinds.page"), "B");
    assert_eq!(words.get("kinds.module"), "");
    let faults = words.faults();
    assert_eq!(
        faults,
        ["`kinds.module` is missing", "`kinds.poem` is not used"]
    );
}

#[test]
fn broken_links_are_found() {
    let document = "# A b\n\n[a](#a-b) [c](#c)\n\n## `D` e\n\n[d](#d-e)\n";
    assert_eq!(
        broken_links(document),
        ["#c is not the anchor of one heading"]
    );
}
