//! A minimal HTTP client: one request and one response, on the loopback address.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};

use crate::program::LIMIT;

/// A response.
#[derive(Debug)]
pub struct Answer {
    /// The status code; 0 if the response is not HTTP.
    pub status: u16,
    /// The status line and headers, in lower case.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The value of a header, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
    }
}

/// Requests a path with `GET`. Returns `None` if nothing answers.
pub fn get(server: SocketAddr, path: &str) -> Option<Answer> {
    send(
        server,
        format!("GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n").as_bytes(),
    )
}

/// Sends bytes and reads the response until the server closes the connection. A server that neither sends nor closes for
/// [`LIMIT`] counts as hanging.
pub fn send(server: SocketAddr, request: &[u8]) -> Option<Answer> {
    answer(written(server, request)?)
}

/// Sends bytes, says that nothing follows them, and reads what comes back. For requests that are not whole, after which a
/// server may rightly wait for the rest.
pub fn send_all_there_is(server: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    let stream = written(server, bytes)?;
    // The server may have closed already.
    let _ = stream.shutdown(Shutdown::Write);
    answer(stream)
}

/// A connection over which `bytes` were sent.
fn written(server: SocketAddr, bytes: &[u8]) -> Option<TcpStream> {
    let mut stream = TcpStream::connect_timeout(&server, LIMIT).ok()?;
    stream.set_read_timeout(Some(LIMIT)).ok()?;
    stream.set_write_timeout(Some(LIMIT)).ok()?;
    // A server may refuse and close before it has read everything.
    let _ = stream.write_all(bytes);
    Some(stream)
}

/// Reads the response until the server closes the connection.
fn answer(mut stream: TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    let mut part = [0; 64 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut part) {
        bytes.extend_from_slice(&part[..count]);
    }
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = head
        .strip_prefix("http/1.")
        .and_then(|rest| rest.get(2..5)?.parse().ok())
        .unwrap_or(0);
    let body = bytes.get(end + 4..).unwrap_or_default();
    let body = if head.contains("transfer-encoding: chunked") {
        unchunk(body)
    } else {
        body.to_vec()
    };
    Some(Answer {
        status,
        head,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// Joins the chunks of a body.
fn unchunk(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&body[..end])
            .ok()
            .and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
        let Some(size @ 1..) = size else { break };
        let Some(chunk) = body.get(end + 2..end + 2 + size) else {
            break;
        };
        whole.extend_from_slice(chunk);
        body = body.get(end + size + 4..).unwrap_or_default();
    }
    whole
}
