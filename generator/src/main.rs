//! The clausebook program.

fn main() -> std::process::ExitCode {
    clausebook::cli::run(std::env::args_os())
}
