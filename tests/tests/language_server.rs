//! The messages of the language server: their order, and those that are not valid.

use clausebook_tests::project::Project;
use serde_json::{Value as Json, json};

use crate::editor::Editor;

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";

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
