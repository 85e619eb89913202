//! The clauses and requirements of a workbook of our own, taken apart so that they can be edited, and put together again.

use std::collections::HashMap;
use std::sync::Arc;

use super::rows::WrittenBook;
use crate::import::found::{FoundPlace, LeftOver};
use crate::import::own::OwnRecords;
use crate::import::records::id;
use crate::language::message::{Message, message};
use crate::model::handbook::Handbook;
use crate::model::requirement::{letter, place};
use crate::source::decode::Decode;
use crate::source::documents::Documents;
use crate::source::format::annex::Annex;
use crate::source::format::clause::{ClauseRecord, NestedClauses, RequirementRecord};
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::relation::{Relation, RelationTarget};
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Symbol;
use crate::source::yaml;

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct OwnClause {
    pub(super) id: String,
    pub(super) above: Option<usize>,
    /// The record without what is in it.
    pub(super) record: ClauseRecord,
    /// The number that was printed.
    pub(super) number: Option<String>,
    /// It is not in the workbook any more.
    pub(super) is_gone: bool,
}

/// A requirement.
#[derive(Clone, Debug)]
pub(super) struct OwnRequirement {
    pub(super) id: String,
    pub(super) clause: usize,
    pub(super) above: Option<usize>,
    /// The record without its parts.
    pub(super) record: RequirementRecord,
    pub(super) is_gone: bool,
}

/// The parts of a standard.
#[derive(Clone, Debug)]
pub(super) struct OwnParts {
    pub(super) handbook: HandbookRecord,
    pub(super) about: StandardRecord,
    pub(super) rubric: Option<Rubric>,
    pub(super) annexes: Vec<Annex>,
    pub(super) clauses: Vec<OwnClause>,
    pub(super) requirements: Vec<OwnRequirement>,
    /// The clauses in document order.
    pub(super) clause_order: Vec<usize>,
    /// The requirements in document order.
    pub(super) order: Vec<usize>,
    /// Values that only the exported handbook can hold, with their places.
    pub(super) left: Vec<LeftOver>,
}

impl OwnParts {
    /// Reads the parts. `None` if the files have faults.
    pub(super) fn of(book: &WrittenBook) -> Option<Self> {
        let documents = Documents::read(&book.tree);
        if documents.unread().next().is_some() {
            return None;
        }
        let path: Arc<str> = "content/handbook.yaml".into();
        let node = yaml::parse(&path, book.tree.files.get(&path)?).ok()?;
        let mut record = HandbookRecord::decode(&node, &mut Vec::new())?;
        // Only its languages and readings come along.
        (record.audience, record.theme, record.house) = (None, None, None);
        (record.base_url, record.repository) = (None, None);
        let handbook = Handbook::build(&documents);
        let standard = handbook.standard(record.standards.first()?.as_str())?;
        let mut parts = OwnParts {
            about: (**standard.about.as_ref()?).clone(),
            rubric: standard.rubric.as_deref().cloned(),
            handbook: record,
            annexes: Vec::new(),
            clauses: Vec::new(),
            requirements: Vec::new(),
            clause_order: Vec::new(),
            order: Vec::new(),
            left: Vec::new(),
        };
        let mut clauses = HashMap::new();
        let mut requirements = HashMap::new();
        for (index, clause) in standard.clauses.indexed() {
            if let Some(annex) = clause.as_annex() {
                parts.annexes.push(annex.clone());
            }
            let Some(record) = clause.as_clause() else {
                continue;
            };
            let mut record = record.clone();
            record.parent = None;
            record.clauses = NestedClauses::default();
            record.requirements = Vec::new();
            let here = parts.clauses.len();
            clauses.insert(index, here);
            parts.clauses.push(OwnClause {
                id: clause.id().to_string(),
                above: clause.parent.and_then(|above| clauses.get(&above).copied()),
                number: clause.number().map(str::to_owned),
                is_gone: false,
                record,
            });
            for index in clause.requirements.clone() {
                let requirement = &standard.requirements[index];
                let mut record = requirement.item().clone();
                record.requirements = Vec::new();
                requirements.insert(index, parts.requirements.len());
                parts.requirements.push(OwnRequirement {
                    id: requirement.id.to_string(),
                    clause: here,
                    above: requirement
                        .parent
                        .and_then(|above| requirements.get(&above).copied()),
                    is_gone: false,
                    record,
                });
            }
        }
        parts.clause_order = (0..parts.clauses.len()).collect();
        parts.order = (0..parts.requirements.len()).collect();
        parts.leave_other_content();
        Some(parts)
    }

    /// Takes out everything that names other content of the handbook.
    fn leave_other_content(&mut self) {
        let mut left = Vec::new();
        let mut leave = |what: Message, content: &str| {
            left.push(LeftOver {
                place: FoundPlace::File,
                what,
                content: content.to_owned(),
            });
        };
        if let Some(edition) = &mut self.about.edition
            && let Some(replaces) = edition.replaces.take()
        {
            leave(message!("the edition before"), replaces.as_str());
        }
        let mut relations = |of: &str, relations: &mut Vec<Relation>| {
            relations.retain(|relation| match relation.target() {
                RelationTarget::Other(..) => {
                    let to = format!("{of} → {}", relation.to.value);
                    leave(message!("a relation to another standard"), &to);
                    false
                }
                RelationTarget::Own(_) | RelationTarget::Web(_) | RelationTarget::Identifier(_) => {
                    true
                }
            });
        };
        for clause in &mut self.clauses {
            relations(&clause.id, &mut clause.record.relates);
        }
        for part in &mut self.requirements {
            relations(&part.id, &mut part.record.relates);
        }
        for part in &mut self.requirements {
            let replaces = part.record.replaces.take();
            for earlier in replaces.into_iter().flatten() {
                let earlier: Symbol = earlier;
                let from = format!("{} ← {}", part.id, earlier.value);
                leave(message!("a requirement of an earlier edition"), &from);
            }
        }
        for clause in &mut self.clauses {
            let Some(figure) = clause
                .record
                .figure
                .take_if(|figure| figure.picture.is_some())
            else {
                continue;
            };
            let picture = figure.picture.map(|picture| picture.value.to_string());
            leave(
                message!("a figure, whose picture is not in the workbook"),
                &picture.unwrap_or_default(),
            );
        }
        self.left = left;
    }

    /// The records.
    pub(super) fn records(&self) -> OwnRecords {
        let tops = self.clause_order.iter().copied();
        let tops = tops
            .filter(|index| self.clauses[*index].above.is_none() && !self.clauses[*index].is_gone);
        let inside = Inside::of(self);
        OwnRecords {
            about: self.about.clone(),
            branches: tops.map(|index| self.clause(index, &inside)).collect(),
            annexes: self.annexes.clone(),
        }
    }

    fn clause(&self, index: usize, inside: &Inside) -> ClauseRecord {
        let clause = &self.clauses[index];
        let mut record = clause.record.clone();
        record.requirements = self.list(&clause.id, &inside.requirements[index], inside);
        let nested = inside.clauses[index].iter();
        let nested = nested.map(|inner| Arc::new(self.clause(*inner, inside)));
        record.clauses = NestedClauses(nested.collect());
        record
    }

    /// The records of a list. One without an id keeps its letter, whatever is before it now.
    fn list(&self, above: &str, items: &[usize], inside: &Inside) -> Vec<RequirementRecord> {
        let mut next = 0;
        let mut records = Vec::new();
        for index in items {
            let part = &self.requirements[*index];
            let mut record = part.record.clone();
            let stated = record.letter.as_ref();
            let stated = stated.and_then(|stated| place(&stated.value));
            let mut position = stated.filter(|stated| *stated >= next).unwrap_or(next);
            if record.id.is_none() {
                let rest = part.id.strip_prefix(above);
                let rest = rest.and_then(|rest| rest.strip_prefix('-'));
                match rest.and_then(place) {
                    Some(own) if own == position => {}
                    Some(own) if own == next => {
                        record.letter = None;
                        position = own;
                    }
                    Some(own) if own > next => {
                        record.letter = Some(Symbol::new(&letter(own)));
                        position = own;
                    }
                    Some(_) | None => {
                        record.letter = None;
                        record.id = Some(id(&part.id));
                    }
                }
            }
            next = position + 1;
            record.requirements = self.list(&part.id, &inside.parts[*index], inside);
            records.push(record);
        }
        records
    }

    /// The clause and those above it, the innermost first.
    pub(super) fn clauses_above(&self, clause: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(clause), |index| self.clauses[*index].above)
    }
}

/// The contents of each part, in document order.
struct Inside {
    clauses: Vec<Vec<usize>>,
    requirements: Vec<Vec<usize>>,
    parts: Vec<Vec<usize>>,
}

impl Inside {
    fn of(parts: &OwnParts) -> Self {
        let mut inside = Inside {
            clauses: vec![Vec::new(); parts.clauses.len()],
            requirements: vec![Vec::new(); parts.clauses.len()],
            parts: vec![Vec::new(); parts.requirements.len()],
        };
        for index in &parts.clause_order {
            let clause = &parts.clauses[*index];
            if let Some(above) = clause.above.filter(|_| !clause.is_gone) {
                inside.clauses[above].push(*index);
            }
        }
        for index in &parts.order {
            let part = &parts.requirements[*index];
            if part.is_gone {
                continue;
            }
            match part.above {
                Some(above) => inside.parts[above].push(*index),
                None => inside.requirements[part.clause].push(*index),
            }
        }
        inside
    }
}
