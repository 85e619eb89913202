//! The preview: renders each requested address from memory and follows the content as it is saved.
//!
//! Three parts run in parallel. The *watcher* (`watch`) turns file events into lists of saved files. The *worker*
//! (`worker`) reads those files again, rebuilds the site and puts it on the *board* (`board`); if the content has
//! errors, the board keeps the last valid site and lists the errors. The *desk* (`desk`) answers requests from the
//! board and notifies open pages when it changes.
//!
//! The preview renders only what is requested, so a save is shown after the time of one page.
//! Nothing leaves the machine unless the author says so: by default it listens on the loopback
//! address only, and answers only requests for it (`hosts`).

mod board;
mod desk;
mod events;
mod hosts;
mod inject;
mod plain;
mod signals;
#[cfg(test)]
mod tests;
mod watch;
mod worker;

use std::fmt::{self, Display, Formatter};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use self::board::Board;
use self::desk::Desk;
use self::hosts::Hosts;
pub use self::signals::StopSignals;
pub(crate) use self::watch::{Watch, unwatched, watch};
use self::worker::{Notices, Worker};
use crate::language::message::{Message, message};
use crate::language::{ProgramLanguage, system_error};
use crate::project::Project;
use crate::source::tree_error::TreeError;

/// The longest time that open connections may delay stopping.
const FAREWELL: Duration = Duration::from_secs(1);

/// The options of a preview.
pub struct Options {
    /// The handbook's folder.
    pub root: PathBuf,
    /// The port on this machine; 0 picks a free one.
    pub port: u16,
    /// The names by which it may be requested, besides those of this machine, and at most one address to listen on instead
    /// of that of this machine alone.
    pub hosts: Vec<String>,
    /// Whether to look at the files regularly instead of waiting for the system's events.
    pub polls: bool,
    /// Receives the problems in the content.
    pub remark: fn(&str),
    /// The language of the problems.
    pub language: ProgramLanguage,
    /// Whether the problems are formatted in colour.
    pub colour: bool,
}

/// The preview could not be started or run.
#[derive(Debug)]
pub enum ServeError {
    /// The content is missing or cannot be read.
    Content(TreeError),
    /// A host's name or address is not valid.
    Host(Message),
    /// Another program is listening on the port.
    PortInUse(u16),
    /// The system does not allow the program to listen on the port.
    Listen {
        /// The port.
        port: u16,
        /// The system's error.
        cause: io::Error,
    },
    /// The system reported another error that prevents serving.
    System(io::Error),
}

impl ServeError {
    /// The error for the user.
    pub fn message(&self) -> Message {
        match self {
            ServeError::Content(error) => error.message(),
            ServeError::Host(message) => message.clone(),
            ServeError::PortInUse(port) => message!(
                "port {port} is in use; choose another with --port N, or any free port with --port 0",
                port
            ),
            ServeError::Listen { port, cause } => message!(
                "cannot listen on port {port}: {cause}; choose another with --port N",
                port,
                cause = system_error(cause)
            ),
            ServeError::System(cause) => {
                message!("cannot serve: {cause}", cause = system_error(cause))
            }
        }
    }
}

impl Display for ServeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().english())
    }
}

impl std::error::Error for ServeError {}

impl From<TreeError> for ServeError {
    fn from(error: TreeError) -> Self {
        ServeError::Content(error)
    }
}

impl From<io::Error> for ServeError {
    fn from(error: io::Error) -> Self {
        ServeError::System(error)
    }
}

/// A running preview, which ends when it is stopped or dropped.
pub struct Preview {
    address: SocketAddr,
    runtime: Runtime,
    server: JoinHandle<io::Result<()>>,
    stop: Arc<tokio::sync::watch::Sender<bool>>,
    // Ends the watcher, and the worker with it.
    _watch: Option<Watch>,
}

impl Preview {
    /// Reads the handbook and starts listening and watching.
    ///
    /// # Errors
    /// Returns an error if there is no content or the program cannot listen. Errors in the content are shown instead.
    ///
    /// When this returns, the first site has been built, or its errors are on the board.
    pub fn start(options: Options) -> Result<Preview, ServeError> {
        let hosts = Hosts::read(&options.hosts).map_err(ServeError::Host)?;
        let listener = listen(hosts.address, options.port)?;
        let address = listener.local_addr()?;
        let root = dunce::canonicalize(&options.root).map_err(|cause| TreeError {
            path: options.root.clone(),
            cause,
        })?;
        // Start watching before the first reading, so that no save in between is missed.
        let (watch, changes) = match watch(&root, options.polls) {
            Ok((watch, changes)) => (Some(watch), Some(changes)),
            Err(error) => {
                let warning = message!(
                    "warning: the preview will not update when files are saved: they cannot be watched: {error}; try --poll",
                    error = unwatched(&error)
                );
                (options.remark)(&warning.text(options.language));
                (None, None)
            }
        };
        let project = Project::read(&root)?;
        let board = Board::new(options.language);
        let notices = Notices::new(options.remark, options.language, options.colour);
        let mut worker = Worker::new(project, board.clone(), notices);
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
        let desk = Desk::new(board, stop.clone(), hosts);
        let server = runtime.spawn(desk::open(listener, desk));
        Ok(Preview {
            address,
            runtime,
            server,
            stop,
            _watch: watch,
        })
    }

    /// The address that the preview listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Catches the signals that stop the preview. To be called before the address is printed: whoever reads it may send
    /// one at once.
    ///
    /// # Errors
    /// Returns an error if the system does not allow the program to catch signals.
    pub fn catch_signals(&self) -> Result<StopSignals, ServeError> {
        Ok(StopSignals::catch(&self.runtime)?)
    }

    /// Waits for one of the signals, then stops.
    pub fn run_until(self, mut signals: StopSignals) {
        self.runtime.block_on(signals.first());
        self.stop();
    }

    /// Stops listening, ends open event streams, and waits for pending responses. Returns whether all of them were
    /// sent.
    pub fn stop(self) -> bool {
        self.stop.send_replace(true);
        let server = self.server;
        // Do not wait for a client that never reads its response.
        let ended = self
            .runtime
            .block_on(async { tokio::time::timeout(FAREWELL, server).await });
        self.runtime.shutdown_background();
        ended.is_ok()
    }
}

/// Binds the port on an address.
fn listen(address: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let listener = TcpListener::bind((address, port)).map_err(|cause| match cause.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortInUse(port),
        _ => ServeError::Listen { port, cause },
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
