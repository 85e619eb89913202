//! `clausebook man`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::{Failure, Terminal, grouped};
use super::writing::{unmade, unread, unwritten};
use crate::language::message::message;
use crate::language::system_error;

/// Prints the manual page.
#[derive(Args, Debug)]
pub(super) struct Man {
    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    /// Prints or writes the pages of `command`, the program's command line.
    pub(super) fn run(&self, command: clap::Command, terminal: &Terminal) -> Result<(), Failure> {
        let page = |cause: io::Error| {
            Failure::Call(message!(
                "cannot make the page: {cause}",
                cause = system_error(&cause)
            ))
        };
        let Some(out) = &self.out else {
            let mut text = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut text)
                .map_err(page)?;
            return terminal.bytes(&text);
        };
        fs::create_dir_all(out).map_err(|cause| unmade(out, &cause))?;
        clap_mangen::generate_to(command, out).map_err(|cause| unwritten(out, &cause))?;
        let pages = pages(out).map_err(|cause| unread(out, &cause))?;
        terminal.summary(&message!(
            "{pages} manual {pages|page|pages} in {folder}",
            pages = grouped(pages),
            folder = out.display()
        ))
    }
}

/// The number of manual pages in a folder.
fn pages(folder: &Path) -> io::Result<usize> {
    let entries = fs::read_dir(folder)?.flatten();
    let is_page = |entry: &fs::DirEntry| entry.path().extension().is_some_and(|end| end == "1");
    Ok(entries.filter(is_page).count())
}
