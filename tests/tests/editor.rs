//! An editor that talks to the language server as editors do: over its standard input and output.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use clausebook_tests::program::{LIMIT, Run, call, finish};
use clausebook_tests::project::Project;
use serde_json::{Value as Json, json};

/// An editor with a running language server, which ends when dropped.
pub(crate) struct Editor {
    child: Option<Child>,
    input: Option<ChildStdin>,
    received: Receiver<Json>,
    /// The messages that nobody has asked for so far.
    unread: Vec<Json>,
    root: PathBuf,
    next: i64,
}

impl Editor {
    /// Starts the server without any message.
    pub(crate) fn silent(project: &Project, options: &[&str]) -> Editor {
        let mut child = call(["language-server"])
            .args(options)
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("it is piped");
        let (sender, received) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Editor {
            input: child.stdin.take(),
            child: Some(child),
            received,
            unread: Vec::new(),
            root: project.root().to_owned(),
            next: 1,
        }
    }

    /// Starts the server for a project, with these capabilities and the language of the editor.
    pub(crate) fn start_with(
        project: &Project,
        capabilities: Json,
        locale: &str,
    ) -> (Editor, Json) {
        let mut editor = Editor::silent(project, &[]);
        let folder = json!({"uri": uri(project.root()), "name": "handbook"});
        let result = editor.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": null,
                "locale": locale,
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            }),
        );
        editor.notify("initialized", json!({}));
        (editor, result)
    }

    /// Starts the server for a project.
    pub(crate) fn start(project: &Project) -> Editor {
        let capabilities = json!({"textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true},
        }});
        Editor::start_with(project, capabilities, "en").0
    }

    /// The address of a file of the project.
    pub(crate) fn uri(&self, path: &str) -> String {
        uri(&self.root.join(path))
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        // A server that has ended is noticed where its answer is missing.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    /// Sends a message.
    pub(crate) fn send_message(&mut self, message: &Json) {
        let body = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Json) {
        self.send_message(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer: the result, or the whole answer if it is an error.
    #[track_caller]
    pub(crate) fn request(&mut self, method: &str, params: Json) -> Json {
        let id = self.next;
        self.next += 1;
        self.send_message(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let answer = self.until(method, |message| {
            message["id"] == id && message.get("method").is_none()
        });
        match answer.get("result") {
            Some(result) => result.clone(),
            None => answer,
        }
    }

    /// Waits for a message that `fits`. Others are kept.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, fits: impl Fn(&Json) -> bool) -> Json {
        if let Some(place) = self.unread.iter().position(&fits) {
            return self.unread.remove(place);
        }
        loop {
            match self.received.recv_timeout(LIMIT) {
                Ok(message) if fits(&message) => return message,
                Ok(message) => self.unread.push(message),
                Err(_) => panic!("no answer: {what}; unread: {:?}", self.unread),
            }
        }
    }

    /// Waits until the faults of a file are such that `fits`, and returns them.
    #[track_caller]
    pub(crate) fn faults(&mut self, path: &str, fits: impl Fn(&[Json]) -> bool) -> Vec<Json> {
        let uri = self.uri(path);
        let message = self.until(&format!("faults of {path}"), |message| {
            let faults = message["params"]["diagnostics"].as_array();
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == *uri
                && faults.is_some_and(|faults| fits(faults))
        });
        let faults = message["params"]["diagnostics"].as_array();
        faults.expect("it was just found").clone()
    }

    /// Opens a file with a text, which need not be saved.
    pub(crate) fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}),
        );
    }

    /// Replaces the whole text of an open file.
    pub(crate) fn change(&mut self, path: &str, version: i64, text: &str) {
        let uri = self.uri(path);
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"text": text}],
            }),
        );
    }

    /// Asks about the place of `|` in `marked`, which becomes the text of an open file without it.
    #[track_caller]
    pub(crate) fn at(&mut self, method: &str, path: &str, marked: &str) -> Json {
        let (before, after) = marked.split_once('|').expect("a mark");
        self.change(path, 2, &format!("{before}{after}"));
        let last = before.rsplit('\n').next().unwrap_or_default();
        let position = json!({
            "line": before.matches('\n').count(),
            "character": last.encode_utf16().count(),
        });
        let uri = self.uri(path);
        self.request(
            method,
            json!({"textDocument": {"uri": uri}, "position": position}),
        )
    }

    /// Ends the input and waits for the end of the server.
    #[track_caller]
    pub(crate) fn end(mut self) -> Run {
        self.input = None;
        let mut child = self.child.take().expect("it is running");
        // Its output is read by the thread.
        child.stdout = None;
        finish(child)
    }

    /// Ends the session as the protocol says, and checks that the server does so too.
    #[track_caller]
    pub(crate) fn shut_down(mut self) {
        assert_eq!(self.request("shutdown", Json::Null), Json::Null);
        self.notify("exit", Json::Null);
        self.end().expect_code(0);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The address of a path. The paths of tests have no characters that an address writes otherwise.
fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The next message. `None` at the end.
fn read(output: &mut impl BufRead) -> Option<Json> {
    let mut length = None;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}
