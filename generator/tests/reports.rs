//! The reports of `check`: all formats have the same diagnostics, SARIF follows its specification, and no content can break
//! out of an annotation.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

const STANDARD: &str = "content/standards/bicycle-repair/";

/// The small handbook of the whole-program tests, with faults of several kinds: some with a place on a line, with a place
/// over several lines, about a file as a whole, or with related places; errors and warnings; and texts and file names that
/// mean something in the formats of the reports.
fn handbook() -> TempDir {
    let root = TempDir::new().expect("a temporary folder can be made");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    for entry in WalkDir::new(&fixture) {
        let entry = entry.expect("the fixture can be walked");
        let path = entry.path().strip_prefix(&fixture).expect("a path below");
        let target = root.path().join(path);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
    let replace = |file: &str, old: &str, new: &str| {
        let path = root.path().join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(old), "{file} contains {old}");
        fs::write(path, text.replacen(old, new, 1)).expect("the file can be written");
    };
    let clauses = format!("{STANDARD}clauses/02-requirements.yaml");
    replace(&clauses, "dimension: theory", "dimension: '{0} 100%,a::b'");
    replace(
        &clauses,
        "- id: 2.2.2\n",
        "- id: 2.2.2\n  'c[d](1),%0A::error::e': f\n",
    );
    replace(&clauses, "quote: tube", "quote: tyre");
    let annex = format!("{STANDARD}annexes/A.yaml");
    replace(&annex, "restates: 2.2.1-a}", "restates: 2.2.1-z}");
    replace(&annex, "restates: 2.2.1-b}", "restates: 2.2.1-z}");
    replace(
        &format!("{STANDARD}standard.yaml"),
        "  - {id: master,",
        "  - {id: helper, title: {en: Second, zh: 二}}\n  - {id: master,",
    );
    let page = "---\ntitle: A\ndescription: B.\n---\n\nC.\n";
    for name in ["only.en.md", "a,b:c %.en.md"] {
        fs::write(root.path().join("content/pages").join(name), page)
            .expect("a file can be written");
    }
    root
}

/// The standard output and standard error of `check` in a format.
fn check(root: &Path, format: &str) -> (String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_clausebook"))
        .args(["check", "--format", format, "--root"])
        .arg(root)
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(1), "{format}");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("reports are text");
    (text(run.stdout), text(run.stderr))
}

fn parsed(report: &str) -> Value {
    serde_json::from_str(report).expect("the report is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

/// The diagnostics of the JSON report.
fn diagnostics(root: &Path) -> Vec<Value> {
    let report = parsed(&check(root, "json").0);
    let faults = list(&report["diagnostics"]).to_vec();
    let has = |test: &dyn Fn(&Value) -> bool| faults.iter().any(test);
    assert!(has(&|fault| fault["severity"] == "error"));
    assert!(has(&|fault| fault["severity"] == "warning"));
    assert!(has(&|fault| fault["span"].is_null()));
    assert!(has(&|fault| fault["related"] != Value::Array(Vec::new())));
    assert!(has(
        &|fault| text(&fault["message"]).contains("{0} 100%,a::b")
    ));
    assert!(has(
        &|fault| text(&fault["message"]).contains("c[d](1),%0A::error::e")
    ));
    assert!(has(&|fault| text(&fault["file"]).contains("a,b:c %")));
    faults
}

/// `FILE:LINE:COLUMN`, or only the file.
fn place(fault: &Value) -> String {
    let (file, start) = (text(&fault["file"]), &fault["span"]["start"]);
    match start["line"].as_u64() {
        Some(line) => format!("{file}:{line}:{}", start["column"]),
        None => file.to_owned(),
    }
}

#[test]
fn the_report_for_people_says_what_the_one_for_programs_says() {
    let root = handbook();
    let (out, report) = check(root.path(), "human");
    assert_eq!(out, "");
    let faults = diagnostics(root.path());
    let expected: Vec<(String, String)> = faults
        .iter()
        .map(|fault| {
            let (severity, code) = (text(&fault["severity"]), text(&fault["code"]));
            let title = format!("{severity}[{code}]: {}", text(&fault["message"]));
            (title, place(fault))
        })
        .collect();
    let lines: Vec<&str> = report.lines().collect();
    let printed = lines.windows(2).filter_map(|pair| {
        let is_title = ["error[E", "error[W", "warning[W"]
            .iter()
            .any(|head| pair[0].starts_with(head));
        let place = pair[1].trim_start().strip_prefix("--> ")?;
        is_title.then(|| (pair[0].to_owned(), place.to_owned()))
    });
    assert_eq!(printed.collect::<Vec<_>>(), expected);
    for fault in &faults {
        for (name, words) in [("help", &fault["help"])].into_iter().chain(
            list(&fault["related"])
                .iter()
                .map(|related| ("related", &related["message"])),
        ) {
            assert!(report.contains(text(words)), "{name}: {words}");
        }
    }
    let count = |severity: &str| {
        faults
            .iter()
            .filter(|fault| fault["severity"] == severity)
            .count()
    };
    let whole = parsed(&check(root.path(), "json").0);
    assert_eq!(number(&whole["errors"]), count("error") as u64);
    assert_eq!(number(&whole["warnings"]), count("warning") as u64);
    let counted = format!("{} errors, {} warning", count("error"), count("warning"));
    assert!(report.contains(&counted), "{counted}");
}

/// The properties that SARIF 2.1.0 gives to an object; its schema permits no others.
fn has_only(value: &Value, properties: &[&str]) {
    for name in value.as_object().expect("an object").keys() {
        assert!(properties.contains(&name.as_str()), "{name} in {value}");
    }
}

/// Reads a SARIF message, in which braces are doubled (section 3.11.5).
fn message(value: &Value) -> String {
    has_only(
        value,
        &["text", "markdown", "id", "arguments", "properties"],
    );
    let message = text(&value["text"]);
    assert!(!message.is_empty());
    let rest = message.replace("{{", "").replace("}}", "");
    assert!(!rest.contains(['{', '}']), "a placeholder in {message}");
    message.replace("{{", "{").replace("}}", "}")
}

/// Checks a physical location (section 3.29) and returns it as the JSON report has it.
fn location(value: &Value) -> (String, Value) {
    has_only(value, &["artifactLocation", "region"]);
    has_only(&value["artifactLocation"], &["uri"]);
    let uri = text(&value["artifactLocation"]["uri"]);
    let is_permitted = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%:".contains(&byte);
    assert!(!uri.is_empty() && uri.bytes().all(is_permitted), "{uri}");
    let mut parts = uri.split('%');
    let mut file: Vec<u8> = parts.next().unwrap_or_default().into();
    for part in parts {
        let (code, rest) = part.split_at(2);
        file.push(u8::from_str_radix(code, 16).expect("a percent-encoded byte"));
        file.extend(rest.bytes());
    }
    let file = String::from_utf8(file).expect("paths are text");
    let region = &value["region"];
    if region.is_null() {
        assert!(value.get("region").is_none(), "a region is an object");
        return (file, Value::Null);
    }
    has_only(
        region,
        &["startLine", "startColumn", "endLine", "endColumn"],
    );
    let start = (number(&region["startLine"]), number(&region["startColumn"]));
    let end = (number(&region["endLine"]), number(&region["endColumn"]));
    assert!(
        start.0 >= 1 && start.1 >= 1 && end.1 >= 1 && start <= end,
        "{region}"
    );
    let point = |(line, column)| serde_json::json!({"line": line, "column": column});
    (
        file,
        serde_json::json!({"start": point(start), "end": point(end)}),
    )
}

#[test]
fn sarif_follows_its_specification_and_has_the_same_diagnostics() {
    let root = handbook();
    let log = parsed(&check(root.path(), "sarif").0);
    has_only(&log, &["$schema", "version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]).starts_with("https://"));
    assert_eq!(list(&log["runs"]).len(), 1);
    let run = &log["runs"][0];
    has_only(run, &["tool", "columnKind", "results"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    has_only(&run["tool"], &["driver"]);
    let driver = &run["tool"]["driver"];
    has_only(driver, &["name", "version", "rules"]);
    assert_eq!(driver["name"], "clausebook");
    let levels = ["none", "note", "warning", "error"];
    let mut ids = BTreeSet::new();
    for rule in list(&driver["rules"]) {
        has_only(
            rule,
            &[
                "id",
                "name",
                "shortDescription",
                "help",
                "defaultConfiguration",
            ],
        );
        assert!(ids.insert(text(&rule["id"])), "{} twice", rule["id"]);
        assert!(!text(&rule["name"]).is_empty());
        message(&rule["shortDescription"]);
        has_only(&rule["help"], &["text", "markdown"]);
        assert!(!text(&rule["help"]["text"]).is_empty());
        has_only(&rule["defaultConfiguration"], &["level"]);
        assert!(levels.contains(&text(&rule["defaultConfiguration"]["level"])));
    }
    let results = list(&run["results"]);
    let faults = diagnostics(root.path());
    assert_eq!(results.len(), faults.len());
    for (result, fault) in results.iter().zip(&faults) {
        has_only(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "relatedLocations",
            ],
        );
        let index = usize::try_from(number(&result["ruleIndex"])).expect("an index");
        assert_eq!(driver["rules"][index]["id"], result["ruleId"]);
        assert_eq!(driver["rules"][index]["name"], fault["rule"]);
        assert_eq!(result["ruleId"], fault["code"]);
        assert_eq!(result["level"], fault["severity"]);
        let (words, help) = (text(&fault["message"]), text(&fault["help"]));
        assert_eq!(
            message(&result["message"]),
            format!("{words}\nhelp: {help}")
        );
        assert_eq!(list(&result["locations"]).len(), 1);
        has_only(&result["locations"][0], &["physicalLocation"]);
        let (file, span) = location(&result["locations"][0]["physicalLocation"]);
        assert!(file.ends_with(text(&fault["file"])), "{file}");
        assert_eq!(span, fault["span"]);
        let mut ids = BTreeSet::new();
        let related = list(&result["relatedLocations"]);
        assert_eq!(related.len(), list(&fault["related"]).len());
        for (related, expected) in related.iter().zip(list(&fault["related"])) {
            has_only(related, &["id", "physicalLocation", "message"]);
            assert!(
                ids.insert(number(&related["id"])),
                "{} twice",
                related["id"]
            );
            assert_eq!(message(&related["message"]), text(&expected["message"]));
            let (file, span) = location(&related["physicalLocation"]);
            assert!(file.ends_with(text(&expected["file"])), "{file}");
            assert_eq!(span, expected["span"]);
        }
    }
}

/// Undoes the escapes of a workflow command, as the runner does.
fn unescaped(text: &str) -> String {
    [
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%25", "%"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (code, sign)| {
        text.replace(code, sign)
    })
}

#[test]
fn an_annotation_is_one_command_whatever_the_content_holds() {
    let root = handbook();
    let (report, _) = check(root.path(), "github");
    let faults = diagnostics(root.path());
    assert_eq!(report.lines().count(), faults.len(), "{report}");
    for (line, fault) in report.lines().zip(&faults) {
        // The runner takes the first `::` after the name as the end of the properties, and splits these at commas.
        let (head, data) = line[2..].split_once("::").expect("a command");
        let (name, properties) = head.split_once(' ').expect("a name");
        assert!(line.starts_with("::"));
        assert_eq!(name, text(&fault["severity"]));
        let property = |wanted: &str| {
            let mut properties = properties
                .split(',')
                .filter_map(|part| part.split_once('='));
            properties
                .find(|(name, _)| *name == wanted)
                .map(|found| unescaped(found.1))
        };
        let file = property("file").expect("a file");
        assert!(file.ends_with(text(&fault["file"])), "{file}");
        assert_eq!(
            property("title"),
            Some(format!("{} {}", text(&fault["code"]), text(&fault["rule"])))
        );
        let start = &fault["span"]["start"];
        assert_eq!(
            property("line"),
            start["line"].as_u64().map(|line| line.to_string())
        );
        let data = unescaped(data);
        assert!(data.starts_with(text(&fault["message"])), "{data}");
        assert!(
            data.ends_with(&format!("help: {}", text(&fault["help"]))),
            "{data}"
        );
    }
}
