//! The event stream that tells an open page that it is out of date.
//!
//! The format is that of server-sent events (WHATWG HTML, section 9.2). A page gets the whole state
//! each time and decides itself what to do (`reload.js`).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::watch::Receiver;

use super::board::State;

/// The time after which a page reconnects when the preview was restarted.
const RETRY: Duration = Duration::from_millis(500);

/// The state of one open page's stream.
struct Following {
    board: Receiver<Arc<State>>,
    stop: Receiver<bool>,
    /// Whether the page has received the first state.
    has_first: bool,
}

/// Sends the current state, then every change, until the preview stops.
pub(super) fn stream(
    board: Receiver<Arc<State>>,
    stop: Receiver<bool>,
) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>>>> {
    let following = Following {
        board,
        stop,
        has_first: false,
    };
    Sse::new(stream::unfold(following, next)).keep_alive(KeepAlive::default())
}

/// Waits for the next state; `None` ends the stream.
async fn next(mut page: Following) -> Option<(Result<Event, Infallible>, Following)> {
    if page.has_first {
        tokio::select! {
            changed = page.board.changed() => changed.ok()?,
            // Otherwise an open page would delay the shutdown.
            _ = page.stop.wait_for(|stopped| *stopped) => return None,
        }
    }
    page.has_first = true;
    let event = Event::default()
        .retry(RETRY)
        .data(page.board.borrow_and_update().message());
    Some((Ok(event), page))
}
