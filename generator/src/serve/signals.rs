//! The signals that stop a preview.

use std::io;

use tokio::runtime::Runtime;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};

/// The signals that ask a program to stop: Ctrl-C and, where the system has it, SIGTERM. From when they are caught, none of
/// them ends the program by itself.
pub struct StopSignals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(windows)]
    interrupt: CtrlC,
}

impl StopSignals {
    /// Catches the signals from now on.
    ///
    /// # Errors
    /// Returns an error if the system does not allow it.
    pub(super) fn catch(runtime: &Runtime) -> io::Result<StopSignals> {
        let _context = runtime.enter();
        Ok(StopSignals {
            #[cfg(unix)]
            interrupt: signal(SignalKind::interrupt())?,
            #[cfg(unix)]
            terminate: signal(SignalKind::terminate())?,
            #[cfg(windows)]
            interrupt: ctrl_c()?,
        })
    }

    /// Waits for the first of them.
    #[cfg(unix)]
    pub(super) async fn first(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Waits for it.
    #[cfg(windows)]
    pub(super) async fn first(&mut self) {
        self.interrupt.recv().await;
    }
}
