//! Git's conflict markers in a file of one record per line.
//!
//! Used for the lock and the recorded words, which Git merges. The lines between the markers are
//! read as records, since both sides were published.

use std::sync::Arc;

use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Finds conflict markers and reports each conflict once, at its first line.
pub struct Merge<'a> {
    file: &'a Arc<str>,
    /// The index in the faults of the open conflict.
    open: Option<usize>,
    /// The label of our side, such as `HEAD`; empty if it has none.
    ours: String,
}

impl<'a> Merge<'a> {
    /// Creates a reader of the lines of `file`.
    pub fn new(file: &'a Arc<str>) -> Self {
        Merge {
            file,
            open: None,
            ours: String::new(),
        }
    }

    /// Whether `line`, at `place` from 0, is a conflict marker and not a record. The lines between the markers are
    /// records of one side or the other.
    ///
    /// `E031`. The markers are those of Git, including the third one of `diff3`.
    pub fn takes(&mut self, place: usize, line: &str, faults: &mut Vec<Diagnostic>) -> bool {
        let label = |marker: &str| {
            let rest = line.strip_prefix(marker)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim().to_owned())
        };
        if let Some(ours) = label("<<<<<<<") {
            self.ours = ours;
            self.open = Some(faults.len());
            faults.push(self.fault(place, ""));
            return true;
        }
        if let Some(theirs) = label(">>>>>>>") {
            match self.open.take() {
                Some(index) => {
                    let place = usize::try_from(faults[index].position.line).unwrap_or(1) - 1;
                    faults[index] = self.fault(place, &theirs);
                }
                None => faults.push(self.fault(place, &theirs)),
            }
            return true;
        }
        let is_middle = label("=======").is_some() || label("|||||||").is_some();
        if is_middle && self.open.is_none() {
            faults.push(self.fault(place, ""));
            self.open = Some(faults.len() - 1);
        }
        is_middle
    }

    /// The fault of a conflict; `theirs` is empty until the end of the conflict is known.
    fn fault(&self, place: usize, theirs: &str) -> Diagnostic {
        let message = match (&*self.ours, theirs) {
            ("", _) | (_, "") => message!("a merge conflict is not resolved here"),
            (ours, theirs) => message!(
                "a merge conflict between `{ours}` and `{theirs}` is not resolved here",
                ours,
                theirs
            ),
        };
        Rule::MergeConflict.at(
            &Position::point(self.file.clone(), u32::try_from(place + 1).unwrap_or(u32::MAX), 1).with_length(7),
            message,
            message!(
                "keep the lines of both sides and remove the lines that begin with `<<<<<<<`, `=======` and \
                 `>>>>>>>`; then run `clausebook check`, which reports permalinks that both sides published with \
                 different words"
            ),
        )
    }
}
