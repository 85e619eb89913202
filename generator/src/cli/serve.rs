//! `clausebook serve`
//!
//! It runs until it is stopped, and ends with 0. Errors in the content do not end it: they are
//! shown in the page and printed.

use std::path::Path;

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::serve::{Options, Preview};

/// Serves the site and updates open pages when a file is saved.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The port to listen on; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
}

impl Serve {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let preview = Preview::start(Options {
            root: root.to_owned(),
            port: self.port,
            remark: |text| Terminal::new().remark(text),
            colour: terminal.shows_colour(),
        })
        .map_err(|error| Failure::Call(error.to_string()))?;
        let printed = terminal.result(&format!(
            "Serving the handbook at http://{}/ (Ctrl-C stops)",
            preview.address()
        ));
        match printed {
            // The pages are served even if nobody reads the output.
            Ok(()) | Err(Failure::Unread) => {}
            Err(failure) => return Err(failure),
        }
        preview
            .run_until_stopped()
            .map_err(|error| Failure::Call(error.to_string()))
    }
}
