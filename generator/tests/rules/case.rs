//! The cases, as they are written in `*.txt`. The table of their steps is in `../rules.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clausebook::source::rule::Rule;

const STANDARD: &str = "content/standards/bicycle-repair/";

/// The placeholder in a case for the example of the rule's explanation.
const EXAMPLE: &str = "EXAMPLE";

/// A change of the handbook, and the place at which it makes `check` report the rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    pub(super) steps: Vec<Vec<String>>,
    pub(super) places: Vec<String>,
    /// The other rules that are reported as well.
    pub(super) also: BTreeSet<String>,
}

/// The folder of the cases.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// A path in which `S/` stands for the folder of the standard, written out.
fn long(path: &str) -> String {
    path.strip_prefix("S/")
        .map_or_else(|| path.to_owned(), |rest| format!("{STANDARD}{rest}"))
}

/// Every case, by the name of its rule.
pub(super) fn cases() -> BTreeMap<String, Case> {
    let mut cases = BTreeMap::new();
    for entry in fs::read_dir(folder()).expect("the folder of the cases can be listed") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("the cases are text");
        for case in text.split("\n# ").skip(1) {
            let (name, body) = case.split_once('\n').expect("a case has steps");
            assert!(Rule::find(name).is_some(), "there is no rule `{name}`");
            let other = cases.insert(name.to_owned(), parsed(name, body));
            assert!(other.is_none(), "two cases for `{name}`");
        }
    }
    cases
}

/// The case for the rule `name`, from the lines below its name.
fn parsed(name: &str, body: &str) -> Case {
    let mut case = Case::default();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("also", rule) => {
                case.also.insert(rule.to_owned());
            }
            ("=", place) => case.places.push(long(place)),
            (sign @ ("-" | "+"), text) => {
                let step = case.steps.last_mut().expect("a step before its lines");
                assert_eq!(step[0], "@", "{name}: lines belong to a file");
                step[if sign == "-" { 2 } else { 3 }] += &format!("{text}\n");
            }
            ("@", file) => {
                case.steps.push(vec![
                    "@".to_owned(),
                    long(file),
                    String::new(),
                    String::new(),
                ]);
            }
            (step, rest) => {
                let words = std::iter::once(step.to_owned()).chain(rest.split(' ').map(long));
                case.steps.push(words.collect());
            }
        }
    }
    case
}

impl Case {
    /// Whether the example of the rule's explanation is a part of the case.
    pub(super) fn has_example(&self) -> bool {
        self.steps
            .iter()
            .flatten()
            .any(|word| word.contains(EXAMPLE))
    }

    /// Whether the case changes the theme or the settings, on which the theme depends.
    pub(super) fn changes_theme(&self) -> bool {
        let mut words = self.steps.iter().flatten();
        words.any(|word| word.starts_with("themes/") || word == "content/handbook.yaml")
    }

    /// The case with `example` in its place, indented as the word that it replaces.
    pub(super) fn with(&self, example: &str) -> Case {
        let mut case = self.clone();
        for word in case.steps.iter_mut().flatten() {
            if let Some((before, after)) = word.split_once(EXAMPLE) {
                let line = before.rsplit('\n').next().unwrap_or_default();
                let indentation = " ".repeat(line.len() - line.trim_start().len());
                let example = example.replace('\n', &format!("\n{indentation}"));
                *word = format!("{before}{example}{after}");
            }
        }
        case
    }
}
