//! Copies every file of a folder into another, in parallel: the least work that a build must do.
//!
//!     write_only FROM TO

use std::path::{Path, PathBuf};
use std::{env, fs, io, thread};

fn main() -> io::Result<()> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: write_only FROM TO"));
    };
    let mut files = Vec::new();
    collect(&from, &mut files)?;
    let share = files
        .len()
        .div_ceil(thread::available_parallelism()?.get())
        .max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(share)
            .map(|chunk| scope.spawn(|| write(chunk, &from, &to)))
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a worker panicked")))
        })
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn write(files: &[PathBuf], from: &Path, to: &Path) -> io::Result<()> {
    for file in files {
        let target = to.join(file.strip_prefix(from).unwrap_or(file));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(target, fs::read(file)?)?;
    }
    Ok(())
}
