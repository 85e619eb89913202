//! `permalinks.yaml` and `permalinks.lock`: addresses that are never withdrawn.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::text::{Id, Text};
use crate::source::decode::{Decode, Definitions, record, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::yaml::Node;

record! {
    /// What became of addresses that once were published.
    "the permalinks" Permalinks {
        /// Addresses that lead elsewhere now.
        default redirects: Vec<Redirect>,
        /// Requirements that are no more.
        default retired: Vec<Retired>,
    }
}

record! {
    /// An address that leads elsewhere now.
    "a redirect" Redirect {
        /// The address that was published, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required from: SiteAddress,
        /// The address that stands for it now; may end in a fragment.
        required to: SiteAddress,
    }
}

record! {
    /// A requirement that is no more.
    "a retired requirement" Retired {
        /// The address that was published, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required address: SiteAddress,
        /// What the requirement said.
        required text: Text,
        /// Why it is no more.
        required reason: Text,
        /// The addresses of what replaced it.
        default replaced_by: Vec<SiteAddress>,
    }
}

/// An address within the site: folders and a page, never leading out of it.
#[derive(Clone, Debug)]
pub struct SiteAddress {
    /// The path of the page from the site's root.
    pub path: Arc<str>,
    /// The fragment without its `#`; empty where there is none.
    pub fragment: Arc<str>,
    /// Where it stands.
    pub position: Position,
}

impl Decode for SiteAddress {
    const EXAMPLE: &'static str = "id/STANDARD/5.3.4.1-b.html";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let (path, fragment) = written.split_once('#').unwrap_or((&written, ""));
        let sound = path.ends_with(".html")
            && path.split('/').all(Id::is_valid)
            && (fragment.is_empty() || Id::is_valid(fragment));
        if !sound {
            faults.push(Diagnostic::error(
                &node.position,
                format!("`{written}` is not an address within the site"),
                format!("write it from the site's root, as `{}`", Self::EXAMPLE),
            ));
            return None;
        }
        Some(SiteAddress {
            path: path.into(),
            fragment: fragment.into(),
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]*\\.html(#[A-Za-z0-9._-]+)?$"})
    }
}

/// Every permalink ever published: one line each, with a hash of the clause's words and one of the requirement's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The permalinks, in the order of the file.
    pub entries: Vec<Locked>,
}

/// A published permalink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The address, from the site's root.
    pub address: Arc<str>,
    /// The hash of the clause's title and intro in the standard's language.
    pub clause: u64,
    /// The hash of the requirement's words in the standard's language.
    pub text: u64,
    /// Where the line stands.
    pub position: Position,
}

/// What stands at the head of a lock.
const HEAD: &str = "# Every permalink ever published: its address, a hash of its clause's words, a hash of its own.\n\
                    # Written by `clausebook check --accept`; never remove a line.\n";

impl Lock {
    /// Reads the lock in `file`; lines that cannot be read are said in `faults`.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Lock {
        let mut entries = Vec::new();
        for (place, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let position = Position {
                file: file.clone(),
                line: u32::try_from(place + 1).unwrap_or(u32::MAX),
                column: 1,
            };
            let parts: Vec<&str> = line.split_whitespace().collect();
            let hash = |part: &str| u64::from_str_radix(part, 16).ok();
            match parts.as_slice() {
                [address, clause, text] if hash(clause).is_some() && hash(text).is_some() => {
                    entries.push(Locked {
                        address: (*address).into(),
                        clause: hash(clause).unwrap_or_default(),
                        text: hash(text).unwrap_or_default(),
                        position,
                    });
                }
                _ => faults.push(Diagnostic::error(
                    &position,
                    "this line is not a permalink with its two hashes",
                    "restore the line from the version that was published; the file is written by the program",
                )),
            }
        }
        Lock { entries }
    }

    /// The lock as it is written, in the order of addresses.
    pub fn write(&self) -> String {
        let mut lines: Vec<String> = self
            .entries
            .iter()
            .map(|entry| {
                format!(
                    "{} {:016x} {:016x}\n",
                    entry.address, entry.clause, entry.text
                )
            })
            .collect();
        lines.sort();
        lines.dedup();
        format!("{HEAD}{}", lines.concat())
    }
}

/// A hash that is the same on every machine and in every version: FNV-1a, 64 bits. White space does not count.
pub fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.split_whitespace().flat_map(str::bytes).chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_reads_what_it_writes() {
        let lock = Lock {
            entries: vec![Locked {
                address: "id/a/5.1-a.html".into(),
                clause: 1,
                text: hash(&["诚实守信"]),
                position: Position {
                    file: "content/permalinks.lock".into(),
                    line: 3,
                    column: 1,
                },
            }],
        };
        let mut faults = Vec::new();
        let read = Lock::read(
            &"content/permalinks.lock".into(),
            &lock.write(),
            &mut faults,
        );
        assert_eq!((read, faults), (lock, Vec::new()));
    }

    #[test]
    fn damaged_lines_are_said() {
        let mut faults = Vec::new();
        Lock::read(&"x".into(), "# head\nid/a/5.1-a.html 12 zz\n", &mut faults);
        assert_eq!(faults[0].position.line, 2);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // FNV-1a of the byte 0xff alone: changing the function would break every published lock.
        assert_eq!(hash(&[""]), 0xaf64_724c_8602_eb6e);
        assert_eq!(hash(&["一 二"]), hash(&["一二"]));
        assert_ne!(hash(&["一", "二"]), hash(&["一二"]));
    }
}
