//! The server: the order of messages that the protocol asks for, and the method of each.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::{Error, Id};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::checking::CheckJob;
use super::event::Event;
use super::introduction::{LanguageServerOptions, introduction};
use super::session::{Outbox, Session};
use super::wire::{self, Received};

/// How far a session has come.
enum Phase {
    /// The editor has not introduced itself.
    Waiting,
    /// Everything is answered.
    Running(Box<Session>),
    /// Only the end is waited for.
    ShutDown,
}

/// Whether to go on after a message.
enum Next {
    GoOn,
    /// The session has ended; whether as the protocol says.
    End(bool),
}

/// The server of one session.
pub(super) struct Server {
    options: LanguageServerOptions,
    /// Passes content to the thread that runs the rules.
    jobs: Sender<CheckJob>,
    phase: Phase,
}

impl Server {
    /// A server that passes content to check to `jobs`.
    pub(super) fn new(options: LanguageServerOptions, jobs: Sender<CheckJob>) -> Self {
        Server {
            options,
            jobs,
            phase: Phase::Waiting,
        }
    }

    /// Answers messages until the session ends. Returns whether it ended as the protocol says.
    pub(super) fn run(&mut self, events: &Receiver<Event>, output: &mut impl Write) -> bool {
        loop {
            let due = match &self.phase {
                Phase::Running(session) => session.due(),
                Phase::Waiting | Phase::ShutDown => None,
            };
            let wait = due.map_or(Duration::MAX, |due| {
                due.saturating_duration_since(Instant::now())
            });
            let event = match wait.is_zero() {
                true => events.try_recv().map_err(|_| RecvTimeoutError::Timeout),
                false if due.is_none() => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => events.recv_timeout(wait),
            };
            let mut out = Outbox::default();
            let next = match event {
                Ok(Event::Message(message)) => self.message(message, &mut out),
                Ok(Event::Checked(result)) => {
                    if let Phase::Running(session) = &mut self.phase {
                        session.checked(result, &mut out);
                    }
                    Next::GoOn
                }
                Err(RecvTimeoutError::Timeout) => {
                    if let Phase::Running(session) = &mut self.phase {
                        session.check(&self.jobs);
                    }
                    Next::GoOn
                }
                Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => {
                    Next::End(matches!(self.phase, Phase::ShutDown))
                }
            };
            let mut messages = out.messages.iter();
            if !messages.all(|message| wire::write(output, message).is_ok()) {
                return false;
            }
            if let Next::End(is_proper) = next {
                return is_proper;
            }
        }
    }

    /// Takes a message of the editor.
    fn message(&mut self, message: Received, out: &mut Outbox) -> Next {
        match message {
            Received::Request { id, method, params } => {
                // A fault of the program must not end the session.
                let answer = catch_unwind(AssertUnwindSafe(|| self.request(&method, params)));
                let answer = answer.unwrap_or_else(|_| {
                    let code = lsp::ErrorCodes::InternalError;
                    Err(failure(code, "the request cannot be answered".to_owned()))
                });
                out.messages.push(response(&id, answer));
            }
            Received::Notification { method, params } => {
                if method == "exit" {
                    return Next::End(matches!(self.phase, Phase::ShutDown));
                }
                let phase = &mut self.phase;
                if let Phase::Running(session) = phase {
                    // Nobody waits for an answer; a notification that cannot be used changes nothing.
                    let _ =
                        catch_unwind(AssertUnwindSafe(|| notified(session, &method, params, out)));
                }
            }
            Received::Malformed(id, error) => out.messages.push(response(&id, Err(error))),
            Received::Answer => {}
        }
        Next::GoOn
    }

    /// Answers a request.
    fn request(&mut self, method: &str, params: Json) -> Result<Json, Error> {
        use lsp::ErrorCodes::{InvalidRequest, MethodNotFound, ServerNotInitialized};
        let session = match (&mut self.phase, method) {
            (Phase::Waiting, "initialize") => {
                let params: lsp::InitializeParams = read(params)?;
                let session = Session::new(&self.options, &params);
                let result = introduction(&session.editor);
                self.phase = Phase::Running(Box::new(session));
                return written(&result);
            }
            (Phase::Waiting, _) => {
                let words = "the first request is `initialize`".to_owned();
                return Err(failure(ServerNotInitialized, words));
            }
            (Phase::ShutDown, _) => {
                let words = "the server has been shut down".to_owned();
                return Err(failure(InvalidRequest, words));
            }
            (Phase::Running(_), "initialize") => {
                let words = "the server is initialized".to_owned();
                return Err(failure(InvalidRequest, words));
            }
            (Phase::Running(_), "shutdown") => {
                self.phase = Phase::ShutDown;
                return Ok(Json::Null);
            }
            (Phase::Running(session), _) => session,
        };
        match method {
            "textDocument/completion" => {
                let params: lsp::CompletionParams = read(params)?;
                written(&session.completion(&params.text_document_position_params))
            }
            "textDocument/hover" => {
                let params: lsp::HoverParams = read(params)?;
                written(&session.hover(&params.text_document_position_params))
            }
            "textDocument/definition" => {
                let params: lsp::DefinitionParams = read(params)?;
                written(&session.definition(&params.text_document_position_params))
            }
            "textDocument/documentSymbol" => {
                let params: lsp::DocumentSymbolParams = read(params)?;
                written(&session.symbols(&params.text_document))
            }
            _ => Err(failure(
                MethodNotFound,
                format!("there is no method `{method}`"),
            )),
        }
    }
}

/// Takes a notification.
fn notified(
    session: &mut Session,
    method: &str,
    params: Json,
    out: &mut Outbox,
) -> Result<(), Error> {
    match method {
        "initialized" => session.initialized(out),
        "textDocument/didOpen" => session.opened(read(params)?),
        "textDocument/didChange" => session.changed(read(params)?),
        "textDocument/didSave" => session.saved(&read(params)?),
        "textDocument/didClose" => session.closed(&read(params)?),
        "workspace/didChangeWatchedFiles" => session.files_changed(&read(params)?),
        "workspace/didChangeWorkspaceFolders" => session.folders_changed(&read(params)?, out),
        // Others are for servers that do more.
        _ => {}
    }
    Ok(())
}

/// Reads the parameters of a message.
fn read<T: DeserializeOwned>(params: Json) -> Result<T, Error> {
    serde_json::from_value(params)
        .map_err(|error| failure(lsp::ErrorCodes::InvalidParams, error.to_string()))
}

/// Writes the result of a request.
fn written(result: &impl Serialize) -> Result<Json, Error> {
    serde_json::to_value(result)
        .map_err(|error| failure(lsp::ErrorCodes::InternalError, error.to_string()))
}

fn failure(code: lsp::ErrorCodes, message: String) -> Error {
    Error {
        code,
        message,
        data: None,
    }
}

/// The answer to the request with an id.
fn response(id: &Id, answer: Result<Json, Error>) -> Json {
    match answer {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(error) => json!({"jsonrpc": "2.0", "id": id, "error": error}),
    }
}
