//! `clausebook man`

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;

use super::terminal::{Failure, Terminal, grouped};
use super::writing::{unmade, unwritten};
use crate::language::ProgramLanguage;
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
    /// Prints or writes the pages of `command`, the program's command line in the language of the user.
    pub(super) fn run(&self, command: clap::Command, terminal: &Terminal) -> Result<(), Failure> {
        let language = terminal.language();
        let unmade_page = |cause: io::Error| {
            Failure::Call(message!(
                "cannot make the page: {cause}",
                cause = system_error(&cause)
            ))
        };
        let mut command = command;
        command.build();
        let Some(out) = &self.out else {
            let (_, text) = page(command, language).map_err(unmade_page)?;
            return terminal.bytes(&text);
        };
        fs::create_dir_all(out).map_err(|cause| unmade(out, &cause))?;
        let mut pages = 0;
        for command in each(&command) {
            let (name, text) = page(command, language).map_err(unmade_page)?;
            let file = out.join(name);
            fs::write(&file, text).map_err(|cause| unwritten(&file, &cause))?;
            pages += 1;
        }
        terminal.summary(&message!(
            "{pages} manual {pages|page|pages} in {folder}",
            pages = grouped(pages),
            folder = out.display()
        ))
    }
}

/// A command and all that it has below it.
fn each(command: &clap::Command) -> Vec<clap::Command> {
    let below = command.get_subcommands().filter(|part| !part.is_hide_set());
    let below = below.flat_map(each);
    std::iter::once(command.clone()).chain(below).collect()
}

/// The name of the file of a command's page, and the page.
fn page(command: clap::Command, language: ProgramLanguage) -> io::Result<(String, Vec<u8>)> {
    let program = concat!("clausebook ", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command).source(program);
    let mut text = Vec::new();
    man.render(&mut text)?;
    if language != ProgramLanguage::English {
        // The headings are the library's own.
        let mut page = String::from_utf8_lossy(&text).into_owned();
        for (heading, translated) in [
            ("NAME", message!("NAME")),
            ("SYNOPSIS", message!("SYNOPSIS")),
            ("DESCRIPTION", message!("DESCRIPTION")),
            ("VERSION", message!("VERSION")),
        ] {
            let translated = translated.text(language);
            page = page.replace(
                &format!("\n.SH {heading}\n"),
                &format!("\n.SH {translated}\n"),
            );
        }
        // Values are listed in the text of their option, each on a line.
        text = page.replace("\n\\- ", "\n.br\n\\- ").into_bytes();
    }
    Ok((man.get_filename(), text))
}
