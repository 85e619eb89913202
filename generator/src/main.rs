//! The clausebook program.

/// The allocator: a build allocates and frees many short-lived strings on several threads, which mimalloc is designed
/// for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    clausebook::cli::run(std::env::args_os())
}
