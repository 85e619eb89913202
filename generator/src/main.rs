//! The clausebook program.

/// A build makes and drops many short-lived texts in several threads, which this allocator is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    clausebook::cli::run(std::env::args_os())
}
