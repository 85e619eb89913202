//! Writes a site to a folder.
//!
//! A build has two halves. First, every address is rendered, and each file that differs from the existing one is
//! written to a staging folder inside the output (`staging`). Once all of them have been written, they are moved into
//! place. As a result, a failing template or a full disk leaves the earlier site unchanged, a build killed at any
//! moment leaves every file complete, and a rebuild that changes nothing writes nothing.
//!
//! [`manifest`] lists the files that the program wrote. It replaces and removes those even if somebody edited them,
//! because the output is derived from the content and changes belong there. Every other file in the folder is left
//! alone; if one is in the way of an address, nothing is built.
//!
//! The build tolerates a killed process but not a power failure, because nothing waits for the disk. The next build
//! compares bytes and so repairs any damage.

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
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

pub use error::{OutputAction, OutputError};

use self::place::{OutputPlace, folder_of};
use self::staging::Staging;
use crate::site::address::PAGE_ENDING;
use crate::site::{Address, Site, is_counted};

/// The number of addresses that a core takes at a time.
const SHARE: usize = 4;

/// The outcome of a build.
///
/// `written` and `unchanged` add up to the number of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of the site's addresses that are pages.
    pub pages: usize,
    /// The number of files written because they were missing or had different bytes.
    pub written: usize,
    /// The number of files that already had the right bytes.
    pub unchanged: usize,
    /// The number of files of an earlier build that were removed because the site no longer has their address.
    pub removed: usize,
}

/// Writes every address of `site` below `out`, in parallel. `root` is the handbook's folder, which must not be
/// overwritten. Many threads call `rendered` with the number of addresses done so far.
///
/// # Errors
/// Returns an error if `out` cannot be used, a file that the program did not write is in the way, a page cannot be
/// rendered, or the system reports an error. The earlier site is then unchanged, unless the system reports an error
/// while files are moved into place; even then each file is complete, and the next build repairs the site.
pub fn write(
    site: &Site,
    root: &Path,
    out: &Path,
    rendered: &(dyn Fn(usize) + Sync),
) -> Result<Summary, OutputError> {
    refuse_unsafe(site)?;
    let addresses: BTreeSet<&str> = site
        .addresses()
        .iter()
        .map(|address| &*address.path)
        .collect();
    let place = OutputPlace::open(root, out)?;
    let built = build(site, &addresses, &place, rendered);
    if built.is_err() {
        place.abandon();
    }
    built
}

/// Checks that every address of a site can be the path of a file.
///
/// # Errors
/// Returns an error for the first address that cannot.
pub fn refuse_unsafe(site: &Site) -> Result<(), OutputError> {
    let mut paths = site.addresses().iter().map(|address| &address.path);
    match paths.find(|path| !manifest::is_safe(path)) {
        Some(path) => Err(OutputError::Address(path.to_string())),
        None => Ok(()),
    }
}

/// Runs in this order: recover from a killed build, check that nothing is in the way, render and
/// stage, publish.
fn build(
    site: &Site,
    addresses: &BTreeSet<&str>,
    place: &OutputPlace,
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
            .filter(|path| path.ends_with(PAGE_ENDING))
            .count(),
        written,
        unchanged: addresses.len() - written,
        removed,
    })
}

/// Renders every address and stages the files that differ from the existing ones. Nothing exists in the folders that
/// are `missing`. Pages that state the size of the others come last. Returns the number of files staged.
fn stage(
    site: &Site,
    staging: &Staging,
    missing: &BTreeSet<&str>,
    rendered: &(dyn Fn(usize) + Sync),
) -> Result<usize, OutputError> {
    let done = AtomicUsize::new(0);
    let written = AtomicUsize::new(0);
    let size = AtomicU64::new(0);
    let one = |buffer: &mut Vec<u8>, address: &Address| -> Result<(), OutputError> {
        let bytes = site.render(address)?;
        if is_counted(address) {
            size.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        let is_new = folder_of(&address.path).is_some_and(|folder| missing.contains(folder));
        if is_new || !stands_at(&staging.place.path(&address.path), &bytes, buffer)? {
            staging.write(&address.path, &bytes)?;
            written.fetch_add(1, Ordering::Relaxed);
        }
        rendered(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    // Report the first error in a fixed order, so that the same input gives the same message.
    let all = site.addresses().iter();
    let (last, mut order): (Vec<&Address>, Vec<&Address>) =
        all.partition(|address| address.target.kind().states_size);
    // Start with the pages that grow with the handbook, so that no core is left working alone on one at the end.
    order.sort_by_key(|address| !address.target.kind().grows);
    let all = |order: &[&Address]| {
        let done = order
            .par_iter()
            .with_max_len(SHARE)
            .map_init(Vec::new, |buffer, address| one(buffer, address));
        done.find_map_first(Result::err).map_or(Ok(()), Err)
    };
    all(&order)?;
    site.note_kept_size(size.load(Ordering::Relaxed));
    all(&last)?;
    Ok(written.into_inner())
}

/// Whether the file at `path` exists and contains exactly `bytes`.
///
/// `buffer` is reused between calls, so that comparing allocates nothing.
fn stands_at(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<bool, OutputError> {
    let failed = |cause| OutputError::io(OutputAction::Read, path, cause);
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        // An earlier build left a file where the address needs a folder; it is removed before the page is moved in.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(false),
        // The opposite: a folder is where the address needs a file. Some systems cannot open a folder.
        Err(_) if path.is_dir() => return Ok(false),
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
