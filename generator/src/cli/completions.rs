//! `clausebook completions`

use clap::Args;
use clap_complete::{Shell, generate};

use super::help::with_translated_values;
use super::terminal::{Failure, Terminal};

/// Prints a completion script.
#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script for `command`, the program's command line in the language of the user.
    pub(super) fn run(&self, command: clap::Command, terminal: &Terminal) -> Result<(), Failure> {
        let mut command = with_translated_values(command, terminal.language());
        let name = command.get_name().to_owned();
        let mut script = Vec::new();
        generate(self.shell, &mut command, name, &mut script);
        terminal.bytes(&script)
    }
}
