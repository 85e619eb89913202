//! The preview: renders the one address that is asked for, from memory, and follows the content as it is saved.
//!
//! Three things run side by side. The *watcher* turns what editors do into "this file was saved" (`watch`). The
//! *worker* reads that one file again, makes the site anew and puts it on the *board* (`worker`, `board`); where
//! the content is faulty the last sound site stays there, with the faults beside it. The *desk* answers requests from
//! what the board shows (`desk`), and tells open pages when it changes.

mod board;
mod desk;
mod events;
mod inject;
mod plain;
#[cfg(test)]
mod tests;
mod watch;
mod worker;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use self::board::Board;
use self::desk::Desk;
use self::watch::Watch;
use self::worker::Worker;
use crate::project::{LoadTheme, Project};
use crate::source::tree::TreeError;

/// How long open connections may hold up the end.
const FAREWELL: Duration = Duration::from_secs(1);

/// What a preview is of, and where it is.
pub struct Options {
    /// The folder of the handbook.
    pub root: PathBuf,
    /// The port on this machine; 0 takes any that is free.
    pub port: u16,
    /// Loads the theme.
    pub load_theme: LoadTheme,
    /// Where faults of the content are told.
    pub remark: fn(&str),
    /// Whether they are told in colour.
    pub colour: bool,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There is no content, or it cannot be read.
    #[error(transparent)]
    Content(#[from] TreeError),
    /// Something else listens there.
    #[error("port {0} is taken; choose another with --port N, or --port 0 for any that is free")]
    Taken(u16),
    /// The system does not let the program listen there.
    #[error("cannot listen on port {port}: {cause}; choose another with --port N")]
    Listen {
        /// The port.
        port: u16,
        /// What the system says.
        cause: io::Error,
    },
    /// The system refused something else that a server needs.
    #[error("cannot serve: {0}")]
    System(#[from] io::Error),
}

/// A preview at work, until it is stopped or dropped.
pub struct Preview {
    address: SocketAddr,
    runtime: Runtime,
    server: JoinHandle<io::Result<()>>,
    stop: Arc<tokio::sync::watch::Sender<bool>>,
    // Ends the watcher, and with it the worker.
    _watch: Option<Watch>,
}

impl Preview {
    /// Reads the handbook, and begins to listen and to watch.
    ///
    /// # Errors
    /// Where there is no content, or nothing can be listened on. Faulty content is no error: it is shown.
    pub fn start(options: Options) -> Result<Preview, ServeError> {
        let listener = listen(options.port)?;
        let address = listener.local_addr()?;
        let root = options.root.canonicalize().map_err(|cause| TreeError {
            path: options.root.clone(),
            cause,
        })?;
        // Watching begins before the first reading, so that nothing saved in between is missed.
        let (watch, changes) = match watch::watch(&root) {
            Ok((watch, changes)) => (Some(watch), Some(changes)),
            Err(error) => {
                (options.remark)(&format!(
                    "warning: saved files will not show, since they cannot be watched: {error}"
                ));
                (None, None)
            }
        };
        let project = Project::read(&root, options.load_theme)?;
        let board = Board::default();
        let mut worker = Worker::new(project, board.clone(), options.remark, options.colour);
        worker.refresh();
        if let Some(changes) = changes {
            std::thread::Builder::new()
                .name("worker".into())
                .spawn(move || changes.for_each(|change| worker.apply(change)))?;
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let stop = Arc::new(tokio::sync::watch::Sender::new(false));
        let desk = Desk::new(board, stop.clone());
        let server = runtime.spawn(desk::open(listener, desk));
        Ok(Preview {
            address,
            runtime,
            server,
            stop,
            _watch: watch,
        })
    }

    /// Where the preview listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for Ctrl-C or, where the system has it, SIGTERM, then stops.
    ///
    /// # Errors
    /// Where the system does not let the program wait for signals.
    pub fn run_until_stopped(self) -> Result<(), ServeError> {
        self.runtime.block_on(stop_signal())?;
        self.stop();
        Ok(())
    }

    /// Stops listening, ends open event streams, and lets answers that are under way go out. Whether all of them could.
    pub fn stop(self) -> bool {
        self.stop.send_replace(true);
        let server = self.server;
        // A client that never reads its answer is not waited for.
        let ended = self
            .runtime
            .block_on(async { tokio::time::timeout(FAREWELL, server).await });
        self.runtime.shutdown_background();
        ended.is_ok()
    }
}

fn listen(port: u16) -> Result<TcpListener, ServeError> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|cause| match cause.kind() {
            io::ErrorKind::AddrInUse => ServeError::Taken(port),
            _ => ServeError::Listen { port, cause },
        })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(unix)]
async fn stop_signal() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
