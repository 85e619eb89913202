//! The request handlers, which answer from the board's current state.
//!
//! Paths that begin with `/.clausebook/` are those of the preview itself, which no address of a
//! site can have. Pages are rendered on threads for blocking work, so that a slow page delays no
//! other.

use std::net::TcpListener;
use std::sync::Arc;

use axum::extract::{Path, Request, State as Shared};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http};
use tokio::sync::watch::Sender;

use super::board::{Board, State};
use super::hosts::Hosts;
use super::{events, inject, plain};
use crate::site::address::INDEX;
use crate::site::{Address, Site, Target};

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The state shared by all handlers.
#[derive(Clone)]
pub(super) struct Desk {
    board: Board,
    stop: Arc<Sender<bool>>,
    hosts: Arc<Hosts>,
}

impl Desk {
    /// Creates a desk that answers from `board`, for these hosts, until `stop` becomes true.
    pub(super) fn new(board: Board, stop: Arc<Sender<bool>>, hosts: Hosts) -> Self {
        let hosts = Arc::new(hosts);
        Desk { board, stop, hosts }
    }
}

/// Serves on `listener` until the desk is stopped.
pub(super) async fn open(listener: TcpListener, desk: Desk) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut stop = desk.stop.subscribe();
    axum::serve(listener, routes(desk))
        .with_graceful_shutdown(async move {
            // An error means that the sender is gone, so stop in that case too.
            let _ = stop.wait_for(|stopped| *stopped).await;
        })
        .await
}

/// The routes. Each answers GET and HEAD and refuses other methods.
fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/{*path}", get(page))
        .route("/.clausebook/events", get(follow))
        .route(
            inject::SCRIPT,
            get(|| file(SCRIPT, include_str!("reload.js"))),
        )
        .route(
            inject::STYLE,
            get(|| file(CSS, include_str!("preview.css"))),
        )
        .layer(middleware::from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// A file of the preview itself.
async fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind)], text)
}

/// The stream of events for an open page.
async fn follow(Shared(desk): Shared<Desk>) -> impl IntoResponse {
    events::stream(desk.board.subscribe(), desk.stop.subscribe())
}

/// The page at the root.
async fn front(desk: Shared<Desk>, uri: Uri) -> Response {
    page(desk, Path(String::new()), uri).await
}

/// The page or file at a path.
async fn page(Shared(desk): Shared<Desk>, Path(path): Path<String>, uri: Uri) -> Response {
    let state = desk.board.now();
    // Rendering is CPU-bound, and a panic in it must not stop the server.
    let answer = tokio::task::spawn_blocking(move || answer(&state, &path, &uri)).await;
    answer.unwrap_or_else(|_| {
        let text =
            "The page could not be rendered. This is a bug in Clausebook; please report it.\n";
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            [(CONTENT_TYPE, TEXT)],
            text,
        )
            .into_response()
    })
}

/// The answer to a request for `path`, the decoded path of `uri`.
fn answer(state: &State, path: &str, uri: &Uri) -> Response {
    let Some(site) = &state.site else {
        return html(
            StatusCode::SERVICE_UNAVAILABLE,
            plain::faults(state).into_bytes(),
        );
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    let name = if is_folder {
        format!("{path}{INDEX}")
    } else {
        path.to_owned()
    };
    if let Some(address) = site.find(&name) {
        return found(state, site, address);
    }
    if !is_folder && site.find(&format!("{path}/{INDEX}")).is_some() {
        // The page's links are relative to its folder, so its address must end with a slash.
        let query = uri.query().map(|query| format!("?{query}"));
        let folder = format!("{}/{}", uri.path(), query.unwrap_or_default());
        return (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, folder)]).into_response();
    }
    missing(state, site)
}

/// The file at an address, with the preview's script if it is HTML.
fn found(state: &State, site: &Site, address: &Address) -> Response {
    match site.render(address) {
        Ok(bytes) => match content_type(&address.path) {
            HTML => html(StatusCode::OK, inject::follow(&bytes, &state.version())),
            kind => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        },
        Err(error) => html(
            StatusCode::INTERNAL_SERVER_ERROR,
            plain::failure(state, &error.to_string()).into_bytes(),
        ),
    }
}

/// The site's own page for an address that does not exist.
fn missing(state: &State, site: &Site) -> Response {
    let path = site.map.path(&Target::NotFound);
    let page = site
        .find(&path)
        .and_then(|address| site.render(address).ok());
    match page {
        Some(bytes) => {
            let bytes = inject::follow(&bytes, &state.version());
            html(
                StatusCode::NOT_FOUND,
                inject::at(&bytes, &format!("/{path}")),
            )
        }
        None => (
            StatusCode::NOT_FOUND,
            [(CONTENT_TYPE, TEXT)],
            "There is no page at this address.\n",
        )
            .into_response(),
    }
}

/// A page of HTML.
fn html(status: StatusCode, bytes: Vec<u8>) -> Response {
    (status, [(CONTENT_TYPE, HTML)], bytes).into_response()
}

/// Refuses requests for other hosts and forbids caching.
async fn guard(Shared(desk): Shared<Desk>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok());
    let mut response = if host.is_some_and(|host| desk.hosts.accepts(host)) {
        next.run(request).await
    } else {
        let language = desk.board.now().language;
        let text = format!("{}\n", desk.hosts.refusal().text(language));
        (StatusCode::FORBIDDEN, [(CONTENT_TYPE, TEXT)], text).into_response()
    };
    let headers: &mut http::HeaderMap = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The content type of the file at `path`, by its extension.
fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => HTML,
        "css" => CSS,
        "js" | "mjs" => SCRIPT,
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "txt" | "md" => TEXT,
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}
