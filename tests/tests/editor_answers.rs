//! What the language server answers about a place of a file: completion, hover, definition and outline.

use clausebook_tests::project::Project;
use serde_json::{Value as Json, json};

use crate::editor::Editor;

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
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
    let below = editor.at("textDocument/completion", POSTING, "title:\n  |\n");
    assert_eq!(labels(&below), ["en", "zh", "ar"]);
    assert_eq!(below["items"][0]["textEdit"]["newText"], "en: ");
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
