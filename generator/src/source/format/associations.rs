//! `content/standards/ID/associations.lock`: the identifiers of the associations of a framework in CASE that the standard was
//! imported from.
//!
//! One line per association: its type, the identifiers of its origin and of its destination, and its own. If the framework
//! numbers what is in the destination, the number follows:
//!
//! ```text
//! isChildOf 6b65a0c8-d7cb-11e8-824f-0242ac160002 7c1f… 91d0… 2
//! ```
//!
//! An association outside the framework may have an address as its end. Lines name no place in the files, so they stay true
//! if a part is renamed or moved. An association that has no line, or whose ends have changed, gets an identifier of its own
//! in an export.
//!
//! Only `clausebook import` writes the file.

use std::collections::HashSet;
use std::sync::Arc;

use uuid::Uuid;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The recorded associations, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssociationLock(pub Vec<RecordedAssociation>);

/// An association as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordedAssociation {
    /// The type, without `ext:`.
    pub kind: Arc<str>,
    /// The identifier of the origin.
    pub origin: Arc<str>,
    /// The identifier of the destination, or its address.
    pub destination: Arc<str>,
    /// The identifier of the association.
    pub identifier: Uuid,
    /// The number of the origin among those with the same destination.
    pub number: Option<i64>,
}

/// The prefix of types that the specification does not define.
const OWN: &str = "ext:";

/// The type of an association without the prefix of those that the specification does not define.
pub fn plain_kind(kind: &str) -> &str {
    kind.strip_prefix(OWN).unwrap_or(kind)
}

impl RecordedAssociation {
    /// The line that records it, without a line ending.
    fn line(&self) -> String {
        let RecordedAssociation {
            kind,
            origin,
            destination,
            identifier,
            number,
        } = self;
        let number = number.map_or_else(String::new, |number| format!(" {number}"));
        format!("{kind} {origin} {destination} {identifier}{number}")
    }

    /// The association that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let (kind, origin, destination, identifier, number) = match *parts {
            [kind, origin, destination, identifier] => {
                (kind, origin, destination, identifier, None)
            }
            [kind, origin, destination, identifier, number] => {
                (kind, origin, destination, identifier, Some(number))
            }
            _ => return None,
        };
        Some(RecordedAssociation {
            kind: kind.into(),
            origin: origin.into(),
            destination: destination.into(),
            identifier: Uuid::try_parse(identifier).ok()?,
            number: number.map(str::parse).transpose().ok()?,
        })
    }
}

/// The header of the file.
const HEAD: &str = "# For each imported association, its type, the identifiers of its ends, its own, and its number.\n\
                    # Written by `clausebook import`.\n";

impl AssociationLock {
    /// Reads `file`, and reports unreadable lines in `faults`.
    ///
    /// Lines that are empty or begin with `#` are skipped. A damaged line is `E032`, and a conflict of a merge `E031`;
    /// the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut lock = AssociationLock::default();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            match RecordedAssociation::parse(line) {
                Some(association) => lock.0.push(association),
                None => faults.push(Rule::DamagedRecord.at(
                    &Position::line(file.clone(), number, line),
                    message!("this line is not a type followed by three identifiers"),
                    message!("restore the line from an earlier version; only `clausebook` writes this file"),
                )),
            }
        }
        lock
    }

    /// The contents of the file.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for association in &self.0 {
            text.push_str(&association.line());
            text.push('\n');
        }
        text
    }

    /// These associations and those of an earlier import between other ends, which the editor may have kept.
    pub fn following(mut self, earlier: AssociationLock) -> Self {
        let ends = |one: &RecordedAssociation| {
            (
                one.kind.clone(),
                one.origin.clone(),
                one.destination.clone(),
            )
        };
        let known: HashSet<_> = self.0.iter().map(ends).collect();
        let kept = earlier.0.into_iter();
        self.0
            .extend(kept.filter(|one| !known.contains(&ends(one))));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/standards/demo/associations.lock";

    fn recorded(origin: &str, destination: &str, number: Option<i64>) -> RecordedAssociation {
        RecordedAssociation {
            kind: "isChildOf".into(),
            origin: origin.into(),
            destination: destination.into(),
            identifier: Uuid::from_u128(7),
            number,
        }
    }

    #[test]
    fn it_reads_what_it_writes() {
        let written = AssociationLock(vec![
            recorded("a", "b", Some(-2)),
            recorded("a", "https://example.org/x", None),
        ]);
        let mut faults = Vec::new();
        let read = AssociationLock::read(&FILE.into(), &written.write(), &mut faults);
        assert_eq!(read, written);
        assert_eq!(faults, Vec::new());
    }

    #[test]
    fn damaged_lines_are_reported() {
        let identifier = Uuid::from_u128(7);
        for line in [
            "isChildOf a b".to_owned(),
            "isChildOf a b c".to_owned(),
            format!("isChildOf a b {identifier} first"),
            format!("isChildOf a b {identifier} 1 2"),
        ] {
            let mut faults = Vec::new();
            AssociationLock::read(&FILE.into(), &format!("# head\n{line}\n"), &mut faults);
            let lines: Vec<u32> = faults.iter().map(|fault| fault.position.line).collect();
            assert_eq!(lines, [2], "{line}");
        }
    }

    #[test]
    fn earlier_associations_stay_unless_the_same_ends_have_new_ones() {
        let earlier = AssociationLock(vec![recorded("a", "b", None), recorded("c", "d", None)]);
        let later = AssociationLock(vec![recorded("a", "b", Some(1))]);
        let expected = [recorded("a", "b", Some(1)), recorded("c", "d", None)];
        assert_eq!(later.following(earlier).0, expected);
    }
}
