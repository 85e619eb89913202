//! What the items of a framework in CASE say: the statement, the short statement and the remarks of each part of a standard.
//!
//! An export writes these words. An import compares them with those of its source, so that an export can have the source's own
//! words where these differ (`source/format/statements.rs`).

use std::collections::HashSet;
use std::iter;

use super::identifier::Identifier;
use crate::language::closing::without_closing;
use crate::language::on_one_line;
use crate::source::emit::document;
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::lock::exact_hash;
use crate::source::format::standard::{Role, RoleGroup, StandardRecord, Task};
use crate::source::format::text::{Symbol, Text};

/// A part of a standard as an item.
#[derive(Clone, Copy, Debug)]
pub struct FrameworkItem<'a> {
    heading: Option<&'a Text>,
    body: Option<&'a Text>,
    /// The standard's own remarks.
    pub remarks: &'a [Text],
    same_as: &'a [Symbol],
    /// Whether its heading is no part of its statement.
    is_apart: bool,
    /// Whether its short statement is made of its statement if it has no heading.
    is_shortened: bool,
}

/// The statements of an item.
#[derive(Debug, PartialEq, Eq)]
pub struct ItemStatements {
    /// The statement, unless the item has no words at all.
    pub full: Option<String>,
    /// The short statement, if it is another.
    pub abbreviated: Option<String>,
}

impl<'a> FrameworkItem<'a> {
    /// The framework itself, whose statement is its description.
    pub fn of_framework(about: &'a StandardRecord) -> Self {
        FrameworkItem {
            heading: None,
            body: about.description.as_ref(),
            remarks: &[],
            same_as: &about.same_as,
            is_apart: true,
            is_shortened: false,
        }
    }

    /// A clause with this label. One from a server has its title apart from its statement.
    pub fn of_clause(clause: &'a ClauseRecord, label: Option<&'a Text>) -> Self {
        FrameworkItem {
            heading: label,
            body: clause.intro.as_ref(),
            remarks: &clause.remarks,
            same_as: &clause.same_as,
            is_apart: is_of_server(&clause.same_as),
            is_shortened: false,
        }
    }

    /// A requirement with this title and text. One from a server has no short statement but its title.
    pub fn of_requirement(
        requirement: &'a RequirementRecord,
        title: Option<&'a Text>,
        text: Option<&'a Text>,
    ) -> Self {
        FrameworkItem {
            heading: title,
            body: text,
            remarks: &requirement.remarks,
            same_as: &requirement.same_as,
            is_apart: true,
            is_shortened: !is_of_server(&requirement.same_as),
        }
    }

    /// A role.
    pub fn of_role(role: &'a Role) -> Self {
        FrameworkItem::of_value(&role.title, role.description.as_ref(), &role.same_as)
    }

    /// A group of roles.
    pub fn of_group(group: &'a RoleGroup) -> Self {
        FrameworkItem::of_value(&group.title, group.description.as_ref(), &group.same_as)
    }

    fn of_value(title: &'a Text, description: Option<&'a Text>, same_as: &'a [Symbol]) -> Self {
        FrameworkItem {
            heading: Some(title),
            body: description,
            remarks: &[],
            same_as,
            is_apart: is_of_server(same_as),
            is_shortened: false,
        }
    }

    /// A task.
    pub fn of_task(task: &'a Task) -> Self {
        FrameworkItem {
            heading: None,
            body: Some(&task.text),
            remarks: &[],
            same_as: &task.same_as,
            is_apart: true,
            is_shortened: false,
        }
    }

    /// The statements in words that `plain` finds for a text.
    pub fn statements(&self, plain: impl Fn(&Text) -> String) -> ItemStatements {
        let heading = self.heading.map(&plain);
        let body = self.body.map(&plain);
        let full = match (&heading, body) {
            (Some(heading), Some(body)) if !self.is_apart => Some(format!("{heading}\n{body}")),
            (heading, body) => body.or(heading.clone()),
        };
        let shortened = || {
            let full = full.as_deref().filter(|_| self.is_shortened)?;
            Some(without_closing(full).to_owned())
        };
        let abbreviated = heading.or_else(shortened).map(|words| on_one_line(&words));
        let is_other = |words: &String| Some(words) != full.as_deref().map(on_one_line).as_ref();
        ItemStatements {
            abbreviated: abbreviated.filter(is_other),
            full,
        }
    }

    /// The identifier with which it was imported.
    pub fn imported_as(&self) -> Option<String> {
        imported_as(self.same_as.iter().map(|to| &*to.value))
    }

    /// A hash of the texts of which the description is made, as they are written in one of `languages`.
    pub fn hash_of_description(&self, languages: &[&str]) -> u64 {
        exact_hash(words(self.body, languages))
    }

    /// A hash of the texts of which the statement is made.
    pub fn hash_of_statement(&self, languages: &[&str]) -> u64 {
        let body = self.body.or(self.heading);
        let texts = match self.is_apart {
            true => [body, None],
            false => [self.heading, self.body],
        };
        exact_hash(words(texts.into_iter().flatten(), languages))
    }

    /// A hash of the text of which the short statement is made.
    pub fn hash_of_short_statement(&self, languages: &[&str]) -> u64 {
        exact_hash(words(self.heading.or(self.body), languages))
    }

    /// A hash of the remarks.
    pub fn hash_of_remarks(&self, languages: &[&str]) -> u64 {
        exact_hash(words(self.remarks, languages))
    }

    /// A hash of all its texts and of the identifier with which it was imported.
    pub fn hash(&self, identifier: &str, languages: &[&str]) -> u64 {
        let own =
            [self.heading, self.body].map(|text| text.map_or("", |text| word(text, languages)));
        let all = iter::once(identifier).chain(own);
        exact_hash(all.chain(words(self.remarks, languages)))
    }
}

fn word<'t>(text: &'t Text, languages: &[&str]) -> &'t str {
    text.nearest(languages).1
}

fn words<'t>(
    texts: impl IntoIterator<Item = &'t Text>,
    languages: &[&str],
) -> impl Iterator<Item = &'t str> {
    texts.into_iter().map(|text| word(text, languages))
}

/// A hash of the records of a standard: its description and its clauses, in the order of the document. Clauses that are
/// nested in others count with these.
pub fn hash_of_records<'a>(
    about: &StandardRecord,
    clauses: impl Iterator<Item = &'a ClauseRecord>,
) -> u64 {
    let mut nested: HashSet<&str> = HashSet::new();
    let clauses = clauses.filter(|clause| {
        let inner = clause.clauses.0.iter();
        nested.extend(inner.map(|clause| clause.id.as_str()));
        !nested.contains(clause.id.as_str())
    });
    let clauses = clauses.map(|clause| document(&clause.encode()));
    let all: Vec<String> = iter::once(to_yaml(about)).chain(clauses).collect();
    exact_hash(all.iter().map(String::as_str))
}

/// The identifier with which something that is known under these addresses was imported, even if CASE 1.1 does not allow it.
pub fn imported_as<'a>(same_as: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let allowed = same_as.clone().find_map(Identifier::of_case);
    let other = || same_as.clone().find_map(|to| to.strip_prefix("urn:uuid:"));
    allowed
        .map(|found| found.to_string())
        .or_else(|| other().map(str::to_owned))
}

/// Whether something was imported from a server of CASE.
fn is_of_server(same_as: &[Symbol]) -> bool {
    let folders = ["/CFItems/", "/uri/"];
    same_as.iter().any(|to| {
        to.value.starts_with("http") && folders.iter().any(|folder| to.value.contains(folder))
    })
}
