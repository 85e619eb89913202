//! What an import records of its source: the fields that an export of the new files would change.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::{CLAUSES, annex_file, association_file, rubric_file, standard_file};
use super::handbook::{HANDBOOK, new_handbook};
use super::mapping::MappedStandard;
use crate::export::{WordSource, case};
use crate::language::message::message;
use crate::model::CompleteHandbook;
use crate::model::source_record::SourceFramework;
use crate::source::documents::Documents;
use crate::source::emit::document;
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::statements::StatementLock;
use crate::source::tree::Tree;

/// Records the fields that an export of these records would change, and the times of the last changes.
pub(super) fn record(mapped: &mut MappedStandard) {
    let Some(source) = mapped.source.take() else {
        return;
    };
    mapped.statements = differences(&source, mapped);
    if mapped.statements.is_none() {
        mapped.decisions.push(message!(
            "exports will not have the source's own words, since the records have errors that `clausebook check` reports"
        ));
    }
}

/// The fields that differ. `None` if the records do not make a handbook.
fn differences(source: &SourceFramework, mapped: &MappedStandard) -> Option<StatementLock> {
    let name = mapped.about.id.as_str();
    let mut tree = Tree::default();
    let mut add = |path: String, text: String| {
        tree.files.insert(path.into(), Arc::from(text));
    };
    add(HANDBOOK.to_owned(), new_handbook(mapped, false));
    add(standard_file(name), to_yaml(&mapped.about));
    let clauses = format!("content/standards/{name}/{CLAUSES}");
    add(clauses, document(&mapped.branches.encode()));
    if let Some(rubric) = &mapped.rubric {
        add(rubric_file(name), to_yaml(rubric));
    }
    for annex in &mapped.annexes {
        add(annex_file(name, annex.id.as_str()), to_yaml(annex));
    }
    add(association_file(name), mapped.associations.write());
    let handbook = CompleteHandbook::build(&Documents::read(&tree)).ok()?;
    let standard = handbook.standards.indices().next()?;
    Some(case::differences(&handbook, &NoWords, standard, source))
}

/// A word that no source has.
const NOTHING: &str = "\u{0}";

/// Words of the interface that no source has, since those of a theme may change.
struct NoWords;

impl WordSource for NoWords {
    fn word<'a>(&'a self, _: &str, _: &'a str) -> &'a str {
        NOTHING
    }

    fn words<'a>(&'a self, _: &str, _: &'a str) -> BTreeMap<&'a str, &'a str> {
        BTreeMap::new()
    }

    fn borrowed<'a>(&'a self, _: &str, _: &'a str) -> BTreeMap<&'a str, &'a str> {
        BTreeMap::new()
    }

    /// Words with a mark may have another form without it, so they count as different.
    fn plain(&self, markdown: &str) -> String {
        let is_plain =
            |c: char| c.is_alphanumeric() || " ,.;:?'’“”–—()/，。；：、？（）".contains(c);
        let mark = if markdown.chars().all(is_plain) {
            ""
        } else {
            NOTHING
        };
        format!("{markdown}{mark}")
    }
}
