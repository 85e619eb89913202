//! `clausebook serve`

use std::path::Path;

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::project::load_theme;
use crate::serve::{Options, Preview};

/// Shows the site while it is written.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
}

impl Serve {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let preview = Preview::start(Options {
            root: root.to_owned(),
            port: self.port,
            load_theme,
            remark: |text| Terminal::new().remark(text),
            colour: terminal.shows_colour(),
        })
        .map_err(|error| Failure::Call(error.to_string()))?;
        let printed = terminal.result(&format!(
            "Serving the handbook at http://{}/ (Ctrl-C stops)",
            preview.address()
        ));
        match printed {
            // Whoever started it may not care to listen; the pages are there all the same.
            Ok(()) | Err(Failure::Unread) => {}
            Err(failure) => return Err(failure),
        }
        preview
            .run_until_stopped()
            .map_err(|error| Failure::Call(error.to_string()))
    }
}
