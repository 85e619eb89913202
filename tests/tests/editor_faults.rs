//! The faults that the language server shows while a handbook is edited.

use std::fs;

use clausebook_tests::project::Project;
use serde_json::{Value as Json, json};

use crate::editor::Editor;

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
const RUBRIC: &str = "content/standards/bicycle-repair/rubric.yaml";

/// The codes of faults.
fn codes(faults: &[Json]) -> Vec<&str> {
    faults
        .iter()
        .filter_map(|fault| fault["code"].as_str())
        .collect()
}

#[test]
fn faults_follow_the_text_that_is_not_saved() {
    let project = Project::small();
    let saved = project.read(CLAUSES);
    let mut editor = Editor::start(&project);
    editor.open(CLAUSES, &saved);
    let wrong = saved.replacen("level: helper", "level: helpr", 1);
    let start = "- {id: 2.2.3, title: {en: 😀, zh: 甲}, level: ";
    let wrong = format!("{wrong}{start}mastr}}\n");
    editor.change(CLAUSES, 2, &wrong);
    let faults = editor.faults(CLAUSES, |faults| codes(faults).contains(&"E202"));
    let fault = |name: &str| {
        let has = |fault: &&Json| {
            fault["message"]
                .as_str()
                .is_some_and(|words| words.contains(name))
        };
        faults.iter().find(has).expect("the fault is reported")
    };
    let helper = fault("`helpr`");
    let line = wrong
        .lines()
        .position(|line| line.contains("helpr"))
        .expect("it is there");
    assert_eq!(
        helper["range"]["start"],
        json!({"line": line, "character": 9})
    );
    assert_eq!(
        helper["range"]["end"],
        json!({"line": line, "character": 14})
    );
    assert_eq!(helper["code"], "E202");
    assert_eq!(helper["severity"], 1);
    assert_eq!(helper["source"], "clausebook");
    let words = helper["message"].as_str().expect("a text");
    assert!(words.contains("help: did you mean `helper`?"), "{words}");
    // Columns are counted in units of UTF-16, of which the picture has two.
    let column = start.encode_utf16().count();
    assert_eq!(fault("`mastr`")["range"]["start"]["character"], column);
    editor.change(CLAUSES, 3, &saved);
    editor.faults(CLAUSES, <[Json]>::is_empty);
    assert_eq!(project.read(CLAUSES), saved, "the server writes no file");
    editor.shut_down();
}

#[test]
fn a_change_in_one_file_is_a_fault_in_another_with_its_second_place() {
    let project = Project::small();
    let mut editor = Editor::start(&project);
    let text = project.read(CLAUSES);
    editor.open(CLAUSES, &text);
    let twice = text.replacen("- id: 2.2\n", "- id: 1\n", 1);
    editor.change(CLAUSES, 2, &twice);
    let faults = editor.faults(CLAUSES, |faults| {
        faults
            .iter()
            .any(|fault| fault["relatedInformation"].is_array())
    });
    let related = faults
        .iter()
        .filter_map(|fault| fault["relatedInformation"].as_array());
    let files: Vec<&str> = related
        .flatten()
        .filter_map(|related| related["location"]["uri"].as_str())
        .collect();
    assert!(
        files.iter().any(|file| file.ends_with("01-scope.yaml")),
        "{files:?}"
    );
    // Without the clause, the files that name it are wrong, the first with the place of the second.
    editor.change(CLAUSES, 3, &text.replacen("- id: 2.1\n", "- id: 2.9\n", 1));
    let annex = "content/standards/bicycle-repair/annexes/A.yaml";
    let faults = editor.faults(annex, |faults| codes(faults) == ["E203"]);
    let related = faults[0]["relatedInformation"].as_array();
    let is_standard = |related: &Json| {
        let uri = related["location"]["uri"].as_str();
        uri.is_some_and(|uri| uri.ends_with("/standard.yaml"))
    };
    assert!(
        related.is_some_and(|related| related.iter().any(is_standard)),
        "{faults:?}"
    );
    // A text that is closed without being saved counts no longer.
    let uri = editor.uri(CLAUSES);
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    editor.faults(annex, <[Json]>::is_empty);
    editor.shut_down();
}

#[test]
fn saved_files_are_read_again() {
    let project = Project::small();
    let mut editor = Editor::start(&project);
    let text = project.read(RUBRIC);
    project.write(RUBRIC, format!("{text}nonsense: 1\n"));
    let event = |editor: &mut Editor| {
        let uri = editor.uri(RUBRIC);
        let params = json!({"changes": [{"uri": uri, "type": 2}]});
        editor.notify("workspace/didChangeWatchedFiles", params);
    };
    event(&mut editor);
    editor.faults(RUBRIC, |faults| !faults.is_empty());
    project.write(RUBRIC, &text);
    event(&mut editor);
    editor.faults(RUBRIC, <[Json]>::is_empty);
    fs::remove_dir_all(project.path("content")).expect("it can be removed");
    event(&mut editor);
    let answer = editor.request(
        "textDocument/hover",
        json!({
            "textDocument": {"uri": editor.uri(RUBRIC)},
            "position": {"line": 0, "character": 0},
        }),
    );
    assert_eq!(answer, Json::Null);
    editor.shut_down();
}

#[test]
fn a_folder_that_is_renamed_or_removed_is_reported_as_one_file() {
    let project = Project::small();
    let mut editor = Editor::start(&project);
    let about = "content/handbook.yaml";
    let standard = "content/standards/bicycle-repair";
    let (old, new) = (project.path(standard), project.root().join("aside"));
    for (from, to, is_there) in [(&old, &new, false), (&new, &old, true)] {
        fs::rename(from, to).expect("it can be renamed");
        let kind = if is_there { 1 } else { 3 };
        let params = json!({"changes": [{"uri": editor.uri(standard), "type": kind}]});
        editor.notify("workspace/didChangeWatchedFiles", params);
        editor.faults(about, |faults| codes(faults).contains(&"E102") != is_there);
    }
    editor.shut_down();
}

#[test]
fn columns_are_counted_as_the_editor_asks() {
    let project = Project::small();
    for (offered, chosen) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["x", "utf-32"]), "utf-32"),
        (json!([]), "utf-16"),
    ] {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let (mut editor, result) = Editor::start_with(&project, capabilities, "en");
        assert_eq!(result["capabilities"]["positionEncoding"], chosen);
        let text = project
            .read(CLAUSES)
            .replacen("zh: 帮工应：}", "zh: 帮工应：}\n  x: 一", 1);
        editor.open(CLAUSES, &text);
        let uri = editor.uri(CLAUSES);
        let line = text
            .lines()
            .position(|line| line == "  x: 一")
            .expect("it is there");
        let end = if chosen == "utf-8" { 8 } else { 6 };
        editor.notify("textDocument/didChange", json!({
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{
                "range": {"start": {"line": line, "character": 2}, "end": {"line": line, "character": end}},
                "text": "band: mister",
            }],
        }));
        let faults = editor.faults(CLAUSES, |faults| {
            faults.iter().any(|fault| {
                fault["message"]
                    .as_str()
                    .unwrap_or_default()
                    .contains("mister")
            })
        });
        assert!(!faults.is_empty());
        editor.shut_down();
    }
}

#[test]
fn the_handbook_is_found_around_and_below_the_folder_and_beside_an_open_file() {
    let project = Project::small();
    let text = project
        .read(CLAUSES)
        .replacen("level: helper", "level: helpr", 1);
    project.write(CLAUSES, &text);
    let above = project.root().parent().expect("a folder above").to_owned();
    for folder in ["content/standards", "content", "."] {
        let mut editor = Editor::silent(&project, &[]);
        let uri = editor.uri(folder);
        editor.request(
            "initialize",
            json!({"capabilities": {}, "processId": null, "rootUri": uri}),
        );
        editor.notify("initialized", json!({}));
        editor.faults(CLAUSES, |faults| codes(faults) == ["E202"]);
        editor.shut_down();
    }
    let mut editor = Editor::silent(
        &project,
        &["--root", above.join("nowhere").to_str().expect("UTF-8")],
    );
    editor.request(
        "initialize",
        json!({"capabilities": {}, "processId": null, "rootUri": null}),
    );
    editor.notify("initialized", json!({}));
    editor.open(CLAUSES, &text);
    editor.faults(CLAUSES, |faults| codes(faults) == ["E202"]);
    editor.shut_down();
}
