//! The base protocol: messages of JSON, each after a header with its length.
//!
//! A message that is framed correctly but is not a valid message is answered with an error, and the next one is read. If
//! the frame itself is broken, nothing says where the next message begins, so reading ends.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::ErrorCodes;
use gen_lsp_types::json_rpc::{Error, Id};
use serde::Serialize;
use serde_json::Value as Json;

/// The most bytes of a line of the header.
const HEADER_LINE: u64 = 4096;

/// The most bytes of a message. A file of content has at most eight megabytes, which escapes make longer.
const LARGEST: u64 = 128 * 1024 * 1024;

/// A message of the editor.
#[derive(Debug)]
pub(super) enum Received {
    /// A request, which must be answered.
    Request {
        /// The id to answer with.
        id: Id,
        /// The method.
        method: String,
        /// The parameters; null if there are none.
        params: Json,
    },
    /// A notification, which has no answer.
    Notification {
        /// The method.
        method: String,
        /// The parameters; null if there are none.
        params: Json,
    },
    /// The answer to a request of the server.
    Answer,
    /// Not a message, with the error to answer with. The id is null if it is not known.
    Malformed(Id, Error),
}

/// Reads the next message. `None` at the end of the input.
///
/// # Errors
/// Returns an error if the input cannot be read, or if a header has no valid length.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Received>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(HEADER_LINE).read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return match line.is_empty() && length.is_none() {
                true => Ok(None),
                false => Err(broken("the header is cut off")),
            };
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| broken("a line of the header has no colon"))?;
        if name.trim().eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.ok_or_else(|| broken("the header has no length"))?;
    if length > LARGEST {
        return Err(broken("the message is too long"));
    }
    let mut body = Vec::new();
    // Memory is used only for bytes that arrive.
    let read = input.take(length).read_to_end(&mut body)?;
    match u64::try_from(read) == Ok(length) {
        true => Ok(Some(received(&body))),
        false => Err(broken("the message is cut off")),
    }
}

fn broken(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// The message in the body of a frame.
fn received(body: &[u8]) -> Received {
    let message: Json = match serde_json::from_slice(body) {
        Ok(message) => message,
        Err(error) => return malformed(Id::Null, ErrorCodes::ParseError, error.to_string()),
    };
    let Json::Object(mut message) = message else {
        let words = "a message is an object".to_owned();
        return malformed(Id::Null, ErrorCodes::InvalidRequest, words);
    };
    let params = message.remove("params").unwrap_or_default();
    let id = message.remove("id");
    match (message.remove("method"), id) {
        (Some(Json::String(method)), None) => Received::Notification { method, params },
        (Some(Json::String(method)), Some(id)) => match serde_json::from_value(id) {
            Ok(id @ (Id::Number(_) | Id::String(_))) => Received::Request { id, method, params },
            Ok(Id::Null) | Err(_) => {
                let words = "the id of a request is a whole number or a string".to_owned();
                malformed(Id::Null, ErrorCodes::InvalidRequest, words)
            }
        },
        (None, Some(_)) if message.contains_key("result") || message.contains_key("error") => {
            Received::Answer
        }
        (Some(_) | None, id) => {
            let id = id.and_then(|id| serde_json::from_value(id).ok());
            let words = "a message has a method".to_owned();
            malformed(id.unwrap_or(Id::Null), ErrorCodes::InvalidRequest, words)
        }
    }
}

fn malformed(id: Id, code: ErrorCodes, message: String) -> Received {
    let data = None;
    Received::Malformed(
        id,
        Error {
            code,
            message,
            data,
        },
    )
}

/// Writes a message.
///
/// # Errors
/// Returns an error if the output is closed.
pub(super) fn write(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages that are read from `input`, each by its kind, and whether reading ends with an error.
    fn kinds(input: &[u8]) -> (Vec<&'static str>, bool) {
        let mut input = input;
        let mut kinds = Vec::new();
        loop {
            match read(&mut input) {
                Ok(Some(Received::Request { .. })) => kinds.push("request"),
                Ok(Some(Received::Notification { .. })) => kinds.push("notification"),
                Ok(Some(Received::Answer)) => kinds.push("answer"),
                Ok(Some(Received::Malformed(..))) => kinds.push("malformed"),
                Ok(None) => return (kinds, false),
                Err(_) => return (kinds, true),
            }
        }
    }

    fn framed(bodies: &[&str]) -> Vec<u8> {
        let frame = |body: &&str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        bodies.iter().map(frame).collect::<String>().into_bytes()
    }

    #[test]
    fn reading_goes_on_after_a_message_that_is_not_valid() {
        let input = framed(&[
            "{",
            "[]",
            "{}",
            r#"{"id": 1}"#,
            r#"{"id": null, "method": "a"}"#,
            r#"{"id": 1.5, "method": "a"}"#,
            r#"{"id": 1, "method": 2}"#,
            r#"{"id": 9000000000, "method": "a"}"#,
            r#"{"method": "a", "params": null}"#,
            r#"{"id": 1, "result": null}"#,
        ]);
        let malformed = ["malformed"; 7];
        let valid = ["request", "notification", "answer"];
        assert_eq!(kinds(&input), ([&malformed[..], &valid].concat(), false));
    }

    #[test]
    fn reading_ends_where_no_message_can_be_found() {
        for input in [
            "Content-Length: 5\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "Content-Length: 99999999999\r\n\r\n{}",
            "Content-Type: a\r\n\r\n{}",
            "no colon\r\n\r\n{}",
            "Content-Length: 2\r\n",
            &"x".repeat(10_000),
        ] {
            assert_eq!(kinds(input.as_bytes()), (Vec::new(), true), "{input:.40}");
        }
        assert_eq!(kinds(b""), (Vec::new(), false));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut bytes = Vec::new();
        let message = serde_json::json!({"method": "注册", "params": {}});
        write(&mut bytes, &message).unwrap();
        assert_eq!(kinds(&bytes), (vec!["notification"], false));
    }
}
