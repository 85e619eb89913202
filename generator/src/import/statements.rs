//! What an import records of the source's own words: those that an export of the new files would change.

use std::collections::HashMap;

use super::found::FoundStatements;
use crate::model::framework_item::{FrameworkItem, hash_of_records};
use crate::model::markdown::plain_lines;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::standard::StandardRecord;
use crate::source::format::statements::{
    RecordedChange, RecordedStatement, StatementField, StatementLock,
};
use crate::source::format::text::Text;

/// Records the words that an export of these records would change, and the times of the last changes.
pub(super) fn recorded(
    found: &FoundStatements,
    about: &StandardRecord,
    branches: &[ClauseRecord],
) -> StatementLock {
    let mut lock = StatementLock::default();
    let own = found.items.iter().map(|item| (&*item.identifier, item));
    let own: HashMap<&str, _> = own.collect();
    let languages = [about.language.as_str()];
    let plain = |text: &Text| {
        let words = text.nearest(&languages).1;
        plain_lines(about.markup(), text, words).into_owned()
    };
    let framework = FrameworkItem::of_framework(about);
    if let Some(identifier) = framework.imported_as() {
        let made = framework.statements(plain).full;
        let is_other = found.description.is_some() && found.description != made;
        let description = found.description.as_deref().filter(|_| is_other);
        let fields = [
            (StatementField::Description, description),
            (StatementField::Notes, found.notes.as_deref()),
        ];
        for (field, words) in fields {
            lock.statements.extend(words.map(|words| RecordedStatement {
                identifier: identifier.as_str().into(),
                field,
                imported: framework.hash_of(field, &languages),
                words: Some(words.into()),
            }));
        }
    }
    for item in items(about, branches) {
        let Some(identifier) = item.imported_as() else {
            continue;
        };
        let Some(source) = own.get(&*identifier) else {
            continue;
        };
        let made = item.statements(plain);
        let notes: Vec<String> = item.remarks.iter().map(plain).collect();
        // Several remarks stay apart.
        let is_other = notes.len() < 2 && source.notes != notes.into_iter().next();
        let fields = [
            (
                StatementField::Full,
                &source.full,
                source.full.is_some() && source.full != made.full,
            ),
            (
                StatementField::Abbreviated,
                &source.abbreviated,
                source.abbreviated != made.abbreviated,
            ),
            (
                StatementField::Language,
                &source.language,
                source.language.is_some(),
            ),
            (
                StatementField::Notes,
                &source.notes,
                source.notes.is_some() && is_other,
            ),
        ];
        for (field, words, is_other) in fields {
            if is_other {
                lock.statements.push(RecordedStatement {
                    identifier: identifier.as_str().into(),
                    field,
                    imported: item.hash_of(field, &languages),
                    words: words.as_deref().map(Into::into),
                });
            }
        }
        if let Some(time) = &source.changed {
            lock.changes.push(RecordedChange {
                time: time.as_str().into(),
                imported: item.hash(&identifier, &languages),
            });
        }
    }
    if let Some(time) = &found.changed {
        lock.changes.push(RecordedChange {
            time: time.as_str().into(),
            imported: hash_of_records(about, branches.iter()),
        });
    }
    lock
}

/// The parts of a standard that are items in an export.
fn items<'a>(about: &'a StandardRecord, branches: &'a [ClauseRecord]) -> Vec<FrameworkItem<'a>> {
    let mut all = Vec::new();
    for branch in branches {
        add_clause(branch, &mut all);
    }
    all.extend(about.groups.iter().map(FrameworkItem::of_group));
    for role in about.roles.iter() {
        all.push(FrameworkItem::of_role(role));
        all.extend(role.tasks.iter().map(FrameworkItem::of_task));
    }
    all
}

fn add_clause<'a>(clause: &'a ClauseRecord, all: &mut Vec<FrameworkItem<'a>>) {
    all.push(FrameworkItem::of_clause(clause, clause.title.as_ref()));
    for requirement in &clause.requirements {
        add_requirement(requirement, all);
    }
    for inner in &clause.clauses.0 {
        add_clause(inner, all);
    }
}

fn add_requirement<'a>(requirement: &'a RequirementRecord, all: &mut Vec<FrameworkItem<'a>>) {
    let (title, text) = (requirement.title.as_ref(), requirement.text.as_ref());
    let apart = title.filter(|_| text.is_some());
    all.push(FrameworkItem::of_requirement(
        requirement,
        apart,
        text.or(title),
    ));
    for part in &requirement.requirements {
        add_requirement(part, all);
    }
}
