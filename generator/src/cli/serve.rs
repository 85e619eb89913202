//! `clausebook serve`
//!
//! It runs until it is stopped, and ends with 0. Errors in the content do not end it: they are
//! shown in the page and printed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::language::message::message;
use crate::serve::{Options, Preview};

/// Serves the site and updates open pages when a file is saved.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The port to listen on; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// A name by which the preview may be requested, such as that of a forwarded port; or an address to listen on, such as
    /// 0.0.0.0 for other machines in the network. May be repeated
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Look for changes regularly, on file systems that do not report them, such as network folders and mounts of virtual
    /// machines
    #[arg(long)]
    poll: bool,
}

impl Serve {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let preview = Preview::start(Options {
            root: root.to_owned(),
            port: self.port,
            hosts: self.host.clone(),
            polls: self.poll,
            remark: |text| Terminal::new().report(text),
            language: terminal.language(),
            colour: terminal.shows_colour(),
        })
        .map_err(|error| Failure::Call(error.message()))?;
        let signals = preview
            .catch_signals()
            .map_err(|error| Failure::Call(error.message()))?;
        let address = preview.address();
        let here = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        let shown = SocketAddr::new(here, address.port());
        let printed = terminal.answer(&message!(
            "Serving the handbook at http://{shown}/ (Ctrl-C stops)",
            shown
        ));
        if !address.ip().is_loopback() {
            terminal.note(&message!(
                "note: other machines that can reach this one can read the preview"
            ));
        }
        if self.poll {
            terminal.note(&message!("note: looking for changes twice a second"));
        }
        match printed {
            // The pages are served even if nobody reads the output.
            Ok(()) | Err(Failure::Unread) => {}
            Err(failure) => return Err(failure),
        }
        preview.run_until(signals);
        Ok(())
    }
}
