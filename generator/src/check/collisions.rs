//! Two branches that published one permalink with different words.
//!
//! `content/permalinks.lock` has one line for each permalink, so that Git can merge two versions of
//! it line by line. If both branches published the same letter with different words, the merged
//! file has two lines for it: `E603`, which an author must decide. `E604` is the harmless variant,
//! in which the words agree.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::message::message;
use crate::model::published::Published;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::{Document, Documents};
use crate::source::format::lock::Locked;
use crate::source::format::permalinks;
use crate::source::rule::Rule;

/// Requires that the lock has one line for each permalink. This needs no handbook, so that a merge is reported whole
/// before it is finished. Without a lock, there is nothing to report.
pub fn check(documents: &Documents) -> Vec<Diagnostic> {
    let mut published = Published::default();
    for (_, document) in documents.iter() {
        match document {
            Document::Lock(lock) => published.lock = Some(lock.clone()),
            Document::Wordings(words) => published.words = Some(words.clone()),
            Document::Handbook(_)
            | Document::Standard(_)
            | Document::Rubric(_)
            | Document::Glossary(_)
            | Document::Clauses(_)
            | Document::Annex(_)
            | Document::Page(_)
            | Document::Curriculum(_)
            | Document::Overview(_)
            | Document::Module(_)
            | Document::Posting(_)
            | Document::Changes(_)
            | Document::Permalinks(_)
            | Document::Associations(_)
            | Document::Statements(_)
            | Document::Competencies(_)
            | Document::Translations(_) => {}
        }
    }
    let Some(lock) = published.lock.clone() else {
        return Vec::new();
    };
    let mut first: BTreeMap<&Arc<str>, &Locked> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in &lock.entries {
        match first.get(&entry.address) {
            Some(other) if other.text != entry.text => {
                found.push(collision(&published, other, entry));
            }
            Some(other) if other.contradicts(entry) => found.push(doubled(other, entry)),
            Some(_) => {}
            None => {
                first.insert(&entry.address, entry);
            }
        }
    }
    found
}

/// `E603`, with the words of both if they are recorded.
fn collision(published: &Published, other: &Locked, entry: &Locked) -> Diagnostic {
    let words = [other, entry].map(|entry| {
        let words = published.words_of(&entry.address, entry.text);
        words.map(|words| format!("“{}”", words.trim()))
    });
    let address = &entry.address;
    let message = match words {
        [Some(one), Some(two)] => message!(
            "the permalink `{address}` was published with different words on two branches: {one} and {two}",
            address,
            one,
            two,
        ),
        _ => message!(
            "the permalink `{address}` was published with different words on two branches",
            address
        ),
    };
    Rule::PermalinkCollision.at(
        &entry.position,
        message,
        message!(
            "only one requirement can keep `{name}`: the one that readers saw first. Remove the line of the other \
             one here and its words in `content/permalinks.words`, move that requirement to the end of its list, \
             where it gets the next free letter, and run `clausebook check --accept`",
            name = permalinks::name(&entry.address),
        ),
    )
    .see(&other.position, message!("the other line"))
}

/// `E604`: the lines have the same words, but differ in the clause or in a translation.
fn doubled(other: &Locked, entry: &Locked) -> Diagnostic {
    Rule::PermalinkTwice.at(
        &entry.position,
        message!(
            "the permalink `{address}` has two lines that disagree about its clause or its translations",
            address = entry.address,
        ),
        message!("remove one of them: keep the line that matches the words of the merged content"),
    )
    .see(&other.position, message!("the other line"))
}
