//! The language server, asked as by an editor.

use std::fs;

use clausebook_tests::project::Project;
use serde_json::{Value as Json, json};

use crate::editor::Editor;

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
const RUBRIC: &str = "content/standards/bicycle-repair/rubric.yaml";
const POSTING: &str = "content/postings/thrower.yaml";
const MODULE: &str = "content/curricula/first-year/02-wheel.en.md";
const STANDARD: &str = "content/standards/pottery/standard.yaml";

/// The labels of what can be written.
fn labels(completion: &Json) -> Vec<&str> {
    let items = completion["items"].as_array().expect("a list");
    items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect()
}

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
fn ids_are_completed_where_they_are_expected() {
    let project = Project::made_up("pottery");
    let mut editor = Editor::start(&project);
    let posting = project.read(POSTING);
    editor.open(POSTING, &posting);
    let mut complete = |marked: &str| editor.at("textDocument/completion", POSTING, marked);
    let role = complete(&posting.replacen("role: thrower", "role: |", 1));
    assert_eq!(labels(&role), ["thrower", "glazer", "firer"]);
    assert_eq!(role["items"][0]["detail"], "Throwers");
    let level = complete(&posting.replacen("level: apprentice", "level: app|r", 1));
    assert_eq!(labels(&level), ["apprentice", "journeyman", "master"]);
    let edit = &level["items"][0]["textEdit"];
    let start = edit["range"]["start"]["character"].as_u64();
    let end = edit["range"]["end"]["character"].as_u64();
    assert_eq!(
        (start, end),
        (Some(7), Some(11)),
        "the whole word is replaced"
    );
    // The list is not closed and the record is not complete so far.
    let must = complete("standard: pottery\nmust: [3.1-a, |");
    assert!(labels(&must).contains(&"3.2.1.1-a"), "{must}");
    assert!(labels(&must).contains(&"3.1"), "{must}");
    let standard = complete("standard: |\n");
    assert_eq!(labels(&standard), ["pottery"]);
    let words = complete("employment: |\n");
    assert!(labels(&words).contains(&"full-time"), "{words}");
    let country = complete("country:|\n");
    let place = labels(&country).iter().position(|code| *code == "GB");
    let place = place.expect("a country of ISO 3166");
    assert_eq!(country["items"][place]["textEdit"]["newText"], " GB");
    let none = complete("published: |\n");
    assert_eq!(labels(&none), Vec::<&str>::new());

    let module = project.read(MODULE);
    editor.open(MODULE, &module);
    let mut complete = |marked: &str| editor.at("textDocument/completion", MODULE, marked);
    let modules = complete(&module.replacen("[01-clay]", "[|]", 1));
    assert_eq!(labels(&modules), ["01-clay", "02-wheel", "03-workshop"]);
    let covered = complete(&module.replacen("assesses: [3.3.1.1-b..e]", "assesses: [3|]", 1));
    assert!(labels(&covered).contains(&"3.3.1.1-b"), "{covered}");
    let mention = complete(&module.replacen("[[3.3.1.1-b]]", "[[3.3|", 1));
    assert!(labels(&mention).contains(&"3.3.1.1-b"), "{mention}");
    let prose = complete(&module.replacen("Look first", "Look| first", 1));
    assert_eq!(labels(&prose), Vec::<&str>::new());
    editor.shut_down();
}

#[test]
fn keys_are_completed_with_their_description_in_the_language_of_the_editor() {
    let project = Project::made_up("pottery");
    let (mut editor, _) = Editor::start_with(&project, json!({}), "zh-CN");
    editor.open(POSTING, "");
    let found = editor.at("textDocument/completion", POSTING, "title: {en: A}\norg|");
    let items = found["items"].as_array().expect("a list");
    let key = items.iter().find(|item| item["label"] == "organisation");
    let key = key.expect("the key of a posting");
    let about = key["documentation"]["value"]
        .as_str()
        .expect("a description");
    assert!(about.chars().any(|c| ('一'..='龥').contains(&c)), "{about}");
    assert_eq!(key["textEdit"]["newText"], "organisation: ");
    let nested = editor.at("textDocument/completion", POSTING, "organisation:\n  |");
    assert_eq!(labels(&nested), ["name", "url"]);
    let languages = editor.at("textDocument/completion", POSTING, "title: {|}");
    assert_eq!(labels(&languages), ["en", "zh", "ar"]);
    let faults = editor.faults(POSTING, |faults| !faults.is_empty());
    let words = faults[0]["message"].as_str().expect("a text");
    assert!(words.chars().any(|c| ('一'..='龥').contains(&c)), "{words}");
    editor.shut_down();
}

#[test]
fn an_id_shows_its_words_and_leads_to_its_definition() {
    let project = Project::made_up("pottery");
    let mut editor = Editor::start(&project);
    let posting = project.read(POSTING);
    editor.open(POSTING, &posting);
    let marked = posting.replacen("[3.1-d..e", "[3.1-d..|e", 1);
    let hover = editor.at("textDocument/hover", POSTING, &marked);
    let words = hover["contents"]["value"].as_str().expect("words");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(words.contains("**3.1-e**"), "{words}");
    for language in ["*en*: ", "*zh*: ", "*ar*: "] {
        assert!(words.contains(language), "{words}");
    }
    assert!(words.contains("Dimensions: Care"), "{words}");
    let clauses = "content/standards/pottery/clauses/03-requirements.yaml";
    let place = editor.at("textDocument/definition", POSTING, &marked);
    assert_eq!(place["uri"], *editor.uri(clauses));
    let line = place["range"]["start"]["line"].as_u64().expect("a line");
    let text = project.read(clauses);
    let line = text
        .lines()
        .nth(usize::try_from(line).expect("small"))
        .expect("a line");
    let sentence = line
        .split("en: ")
        .nth(1)
        .and_then(|rest| rest.split([',', ';', '}']).next());
    assert!(
        words.contains(sentence.expect("a text").trim_matches('\'')),
        "{line}\n{words}"
    );

    let marked = posting.replacen("role: thrower", "role: thro|wer", 1);
    let hover = editor.at("textDocument/hover", POSTING, &marked);
    assert!(
        hover["contents"]["value"]
            .as_str()
            .expect("words")
            .contains("拉坯工"),
        "{hover}"
    );
    let place = editor.at("textDocument/definition", POSTING, &marked);
    assert_eq!(place["uri"], *editor.uri(STANDARD));

    let marked = posting.replacen("employment", "emplo|yment", 1);
    let hover = editor.at("textDocument/hover", POSTING, &marked);
    let words = hover["contents"]["value"].as_str().expect("words");
    assert!(words.contains("The kind of employment"), "{words}");
    let nothing = posting.replacen("full-time", "full|-time", 1);
    assert_eq!(
        editor.at("textDocument/hover", POSTING, &nothing),
        Json::Null
    );

    let module = project.read(MODULE);
    editor.open(MODULE, &module);
    for mention in [
        "[[3.3.1.1|-b]]",
        "[[3.3.1.1|-b|so]]",
        "(../../id/pottery/3.3|.1.1-b.html)",
    ] {
        // Only the first bar is the mark.
        let marked = module.replacen("[[3.3.1.1-b]]", mention, 1);
        let place = editor.at("textDocument/definition", MODULE, &marked);
        assert_eq!(place["uri"], *editor.uri(clauses), "{mention}");
    }
    let marked = module.replacen("[01-clay]", "[01-c|lay]", 1);
    let place = editor.at("textDocument/definition", MODULE, &marked);
    assert!(
        place["uri"]
            .as_str()
            .expect("an address")
            .contains("01-clay."),
        "{place}"
    );
    editor.shut_down();
}

#[test]
fn the_outline_of_a_file_has_its_clauses_and_requirements() {
    let project = Project::small();
    let mut editor = Editor::start(&project);
    let nested = "- id: 4\n  title: {en: More, zh: 更多}\n  clauses:\n    - id: 4.1\n      title: {en: A, zh: 甲}\n";
    let text = project.read(CLAUSES) + nested;
    editor.open(CLAUSES, &text);
    let uri = editor.uri(CLAUSES);
    let outline = editor.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
    let names = |symbols: &Json| -> Vec<String> {
        let symbols = symbols.as_array().expect("a list").iter();
        symbols
            .map(|symbol| symbol["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(names(&outline), ["2", "2.1", "2.2", "2.2.1", "2.2.2", "4"]);
    assert_eq!(names(&outline[1]["children"]), ["2.1-a", "2.1-b"]);
    assert_eq!(outline[1]["children"][1]["detail"], "how a chain wears.");
    assert_eq!(names(&outline[5]["children"]), ["4.1"]);
    let line = text
        .lines()
        .position(|line| line == "- id: 2.2")
        .expect("it is there");
    assert_eq!(
        outline[2]["selectionRange"]["start"],
        json!({"line": line, "character": 6})
    );
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

#[test]
fn the_order_of_a_session_is_that_of_the_protocol() {
    let project = Project::small();
    let mut editor = Editor::silent(&project, &[]);
    let early = editor.request("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002);
    let capabilities = json!({"capabilities": {}, "processId": null, "rootUri": editor.uri("")});
    assert!(editor.request("initialize", capabilities.clone())["capabilities"].is_object());
    let again = editor.request("initialize", capabilities);
    assert_eq!(again["error"]["code"], -32600);
    assert_eq!(
        editor.request("textDocument/rename", json!({}))["error"]["code"],
        -32601
    );
    assert_eq!(
        editor.request("textDocument/hover", json!([]))["error"]["code"],
        -32602
    );
    assert_eq!(editor.request("shutdown", Json::Null), Json::Null);
    assert_eq!(
        editor.request("textDocument/hover", json!({}))["error"]["code"],
        -32600
    );
    editor.notify("exit", Json::Null);
    editor.end().expect_code(0);

    // Without `shutdown`, by `exit` or by the end of the input.
    let mut editor = Editor::start(&project);
    editor.notify("exit", Json::Null);
    editor.end().expect_code(1);
    Editor::silent(&project, &[]).end().expect_code(1);
}

#[test]
fn hostile_messages_are_answered_and_end_nothing() {
    let project = Project::small();
    project.write("content/broken.yaml", [0xff, 0xfe, 0x00, 0x80]);
    let mut editor = Editor::start(&project);
    for (body, code) in [
        ("{", -32700),
        ("\u{0}", -32700),
        ("[]", -32600),
        ("{}", -32600),
        ("{\"id\": {}, \"method\": \"shutdown\"}", -32600),
    ] {
        editor.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let answer = editor.until(body, |message| {
            message["id"].is_null() && message.get("error").is_some()
        });
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    editor.send(format!("content-length: {}\r\nX: y\r\n\r\n{deep}", deep.len()).as_bytes());
    editor.until("deep", |message| message["error"]["code"] == -32700);
    // Notifications that cannot be used change nothing.
    editor.notify("textDocument/didOpen", json!({"textDocument": 1}));
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": "file:///nowhere.yaml", "version": 1},
            "contentChanges": [{"text": "a"}],
        }),
    );
    editor.notify("$/unknown", json!(null));
    editor.open("content/broken.yaml", "\u{0}\u{fffd}: [");
    editor.open(CLAUSES, "- id: 1\r\n  title: {en: 😀");
    let far = u32::MAX;
    for uri in [
        editor.uri(CLAUSES),
        editor.uri("content/broken.yaml"),
        editor.uri("content/none.yaml"),
        "untitled:1".to_owned(),
        "%".to_owned(),
    ] {
        for place in [(0, 0), (1, far), (far, far), (1, 17)] {
            for method in ["hover", "definition", "completion"] {
                let position = json!({"line": place.0, "character": place.1});
                let params = json!({"textDocument": {"uri": uri}, "position": position});
                let answer = editor.request(&format!("textDocument/{method}"), params);
                assert!(answer.get("error").is_none(), "{uri} {method}: {answer}");
            }
        }
    }
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": editor.uri(CLAUSES), "version": 2},
            "contentChanges": [{
                "range": {"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 3}},
                "text": "é",
            }],
        }),
    );
    editor.faults(CLAUSES, |faults| !faults.is_empty());
    editor.shut_down();

    // Where the frame itself is broken, the server ends instead of guessing.
    let mut editor = Editor::start(&project);
    editor.send(b"Content-Length: 4294967296000\r\n\r\n{}");
    editor.end().expect_code(1);
}
