//! Writes a site to a folder.
//!
//! A build has two halves. First every address is rendered, and what differs from the file that stands there is written
//! into a folder of its own inside the output (`staging`). Only when all of it is there is it moved into place. So a
//! template that fails or a full disk leaves the earlier site as it was, a build killed at any moment leaves every file
//! whole, and a rebuild that changes nothing writes nothing.
//!
//! [`manifest`] says which files are the program's own. Those it replaces and removes, even where somebody changed them
//! by hand: what stands in the output follows from the content, and a change belongs there. Every other file in the
//! folder is left alone; where one stands in the way of an address, nothing is built.
//!
//! A killed process is provided for, a power failure is not: nothing waits for the disk. The next build compares bytes
//! and so repairs what was lost.

pub mod error;
pub mod manifest;
mod place;
mod staging;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use error::OutputError;

use self::place::{Place, folder_of};
use self::staging::Staging;
use crate::site::{Address, Site};

/// How many addresses a core takes at a time.
const SHARE: usize = 4;

/// What a build did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many of the site's addresses are pages.
    pub pages: usize,
    /// How many files were written, because they were not there or had other bytes.
    pub written: usize,
    /// How many files had the right bytes already.
    pub unchanged: usize,
    /// How many files of an earlier build were removed, because nothing stands at their address any more.
    pub removed: usize,
}

/// Writes every address of `site` below `out`, in parallel. `root` is the folder of the handbook, which must not be
/// written over. `rendered` is called with the number of addresses done so far, from many threads.
///
/// # Errors
/// Where `out` cannot be used, a file that the program did not write stands in the way, a page cannot be rendered, or
/// the system refuses. The earlier site then stands as it was, unless the system refuses while files are moved into
/// place; each is whole even so, and the next build repairs.
pub fn write(
    site: &Site,
    root: &Path,
    out: &Path,
    rendered: &(dyn Fn(usize) + Sync),
) -> Result<Summary, OutputError> {
    refuse_unsafe(site)?;
    let addresses: BTreeSet<&str> = site.addresses().iter().map(|at| &*at.path).collect();
    let place = Place::open(root, out)?;
    let built = build(site, &addresses, &place, rendered);
    if built.is_err() {
        place.abandon();
    }
    built
}

/// Refuses a site with an address that cannot be the path of a file.
///
/// # Errors
/// The first such address.
pub fn refuse_unsafe(site: &Site) -> Result<(), OutputError> {
    let mut paths = site.addresses().iter().map(|address| &address.path);
    match paths.find(|path| !manifest::is_safe(path)) {
        Some(path) => Err(OutputError::Address(path.to_string())),
        None => Ok(()),
    }
}

fn build(
    site: &Site,
    addresses: &BTreeSet<&str>,
    place: &Place,
    rendered: &(dyn Fn(usize) + Sync),
) -> Result<Summary, OutputError> {
    let ours = staging::recover(place)?;
    let missing = place.examine(addresses, &ours)?;
    let staging = Staging::new(place);
    let written = match stage(site, &staging, &missing, rendered) {
        Ok(written) => written,
        Err(error) => {
            staging.discard();
            return Err(error);
        }
    };
    let removed = staging.publish(addresses, &ours)?;
    Ok(Summary {
        pages: addresses
            .iter()
            .filter(|path| path.ends_with(".html"))
            .count(),
        written,
        unchanged: addresses.len() - written,
        removed,
    })
}

/// Renders every address and stages what differs from what stands there, which is nothing in the folders that are
/// `missing`. Gives the number of files staged.
fn stage(
    site: &Site,
    staging: &Staging,
    missing: &BTreeSet<&str>,
    rendered: &(dyn Fn(usize) + Sync),
) -> Result<usize, OutputError> {
    let done = AtomicUsize::new(0);
    let written = AtomicUsize::new(0);
    let one = |buffer: &mut Vec<u8>, address: &Address| -> Result<(), OutputError> {
        let bytes = site.render(address)?;
        let is_new = folder_of(&address.path).is_some_and(|folder| missing.contains(folder));
        if is_new || !stands_at(&staging.place.path(&address.path), &bytes, buffer)? {
            staging.write(&address.path, &bytes)?;
            written.fetch_add(1, Ordering::Relaxed);
        }
        rendered(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    // The first fault in a fixed order, so that the same input gives the same message.
    let mut order: Vec<&Address> = site.addresses().iter().collect();
    // What grows with the handbook comes first, so that no core is left alone with it in the end.
    order.sort_by_key(|address| !address.target.grows());
    let fault = order
        .par_iter()
        .with_max_len(SHARE)
        .map_init(Vec::new, |buffer, address| one(buffer, address))
        .find_map_first(Result::err);
    match fault {
        Some(fault) => Err(fault),
        None => Ok(written.into_inner()),
    }
}

/// Whether the file at `path` is there and holds exactly `bytes`.
fn stands_at(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<bool, OutputError> {
    let failed = |cause| OutputError::io("read", path, cause);
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        // A file of an earlier build where the address now needs a folder; it is removed before the page is moved in.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(false),
        Err(error) => return Err(failed(error)),
    };
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(false);
    }
    buffer.resize(bytes.len(), 0);
    match file.read_exact(buffer) {
        Ok(()) => Ok(buffer == bytes),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(failed(error)),
    }
}
