//! `clausebook completions`

use clap::Args;
use clap_complete::{Shell, generate};

use super::terminal::{Failure, Terminal};

/// Prints a completion script.
#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script for `command`, the program's command line.
    pub(super) fn run(
        &self,
        mut command: clap::Command,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        let name = command.get_name().to_owned();
        let mut script = Vec::new();
        generate(self.shell, &mut command, name, &mut script);
        terminal.bytes(&script)
    }
}
