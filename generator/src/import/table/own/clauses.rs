//! The clauses of a workbook of our own: changed, new and gone rows, and the clauses that requirements name.

use std::collections::HashSet;

use super::edits::{ChangedCell, OwnEditor, cell, changes, labels, number};
use super::parts::OwnClause;
use super::rows::{SeenRow, SeenSheet, WrittenSheet};
use super::texts::{CellWords, new_text, one_line};
use crate::import::records;
use crate::import::table::numbers::numbered;
use crate::language::message::message;

impl OwnEditor<'_> {
    /// Applies the sheet of clauses.
    pub(super) fn clauses(&mut self, seen: &SeenSheet) {
        let written = &self.book.clauses;
        self.report_columns(seen, written);
        let known = written.by_id();
        let id_column = written.columns.iter().position(|key| key == "id");
        let mut met: HashSet<&str> = HashSet::new();
        let mut last = None;
        for row in &seen.rows {
            let id = id_column.and_then(|column| cell(row, column));
            let found = id.and_then(|(id, _)| known.get_key_value(id));
            match found.filter(|(id, _)| met.insert(id)) {
                Some((id, before)) => {
                    last = self.clauses_by_id.get(*id).copied().or(last);
                    for change in changes(row, written, before) {
                        if !matches!(change.key, "count" | "id") {
                            self.change_clause(id, &change);
                        }
                    }
                }
                None => last = self.new_clause_row(row, written, last),
            }
        }
        // Rows without a column of ids cannot be told apart.
        let has_ids = id_column.is_some_and(|column| seen.columns[column].is_some());
        if has_ids {
            for (id, index) in &self.clauses_by_id {
                if known.contains_key(id.as_str()) && !met.contains(id.as_str()) {
                    self.parts.clauses[*index].is_gone = true;
                }
            }
        }
    }

    pub(super) fn change_clause(&mut self, id: &str, change: &ChangedCell<'_>) {
        let annex = self.parts.annexes.iter_mut().find(|annex| annex.id == *id);
        let language = change.key.strip_prefix("title:");
        let index = self.clauses_by_id.get(id).copied();
        match (language, annex, index) {
            (Some(language), Some(annex), _) if !change.now.is_empty() => {
                let mut title = Some(annex.title.clone());
                let words = CellWords {
                    language,
                    is_markdown: false,
                };
                words.set_label(&mut title, change.now);
                if let Some(title) = title {
                    annex.title = title;
                }
            }
            (Some(language), None, Some(index)) => {
                let is_markdown = self.is_markdown();
                let main = self.parts.about.language.as_str().to_owned();
                let record = &mut self.parts.clauses[index].record;
                let is_lost = change.now.is_empty() && language == main;
                let words = CellWords {
                    language,
                    is_markdown,
                };
                match (&mut record.title, &mut record.term, &mut record.intro) {
                    _ if is_lost => self.keep(change),
                    (None, Some(term), _) => {
                        let mut name = Some(term.name.clone());
                        words.set_label(&mut name, change.now);
                        if let Some(name) = name {
                            term.name = name;
                        }
                    }
                    (None, None, intro @ Some(_)) => words.set_text(intro, change.now),
                    (title, _, _) => words.set_label(title, change.now),
                }
                let own = self.parts.about.language.as_str();
                for words in labels(&self.parts.clauses[index], &self.languages, own) {
                    self.clauses_by_label.entry(words).or_insert(index);
                }
            }
            (None, None, Some(index)) if change.key == "number" => {
                let clause = &mut self.parts.clauses[index];
                clause.record.number = number(change.now);
                clause.number = Some(change.now.to_owned());
            }
            _ => self.keep(change),
        }
    }

    /// Reads a row of the sheet of clauses that is new. Returns its clause.
    pub(super) fn new_clause_row(
        &mut self,
        row: &SeenRow,
        written: &WrittenSheet,
        last: Option<usize>,
    ) -> Option<usize> {
        let value = |key: &str| {
            let column = written.columns.iter().position(|known| known == key)?;
            let (words, _) = cell(row, column)?;
            (!words.is_empty()).then_some(words)
        };
        let titles: Vec<(String, &str)> = self
            .languages
            .iter()
            .filter_map(|language| Some((language.clone(), value(&format!("title:{language}"))?)))
            .collect();
        let Some((_, title)) = titles.first() else {
            return last;
        };
        let index = self.add_clause(value("number"), title, last);
        for (language, title) in titles {
            let words = CellWords {
                language: &language,
                is_markdown: false,
            };
            words.set_label(&mut self.parts.clauses[index].record.title, title);
        }
        let mut title = self.parts.clauses[index].record.title.take();
        self.complete(&mut title);
        self.parts.clauses[index].record.title = title;
        let own = self.parts.about.language.as_str();
        for words in labels(&self.parts.clauses[index], &self.languages, own) {
            self.clauses_by_label.entry(words).or_insert(index);
        }
        Some(index)
    }

    /// Adds a clause: in the one whose number its own begins with, or else beside the one before it.
    pub(super) fn add_clause(
        &mut self,
        number_of: Option<&str>,
        title: &str,
        last: Option<usize>,
    ) -> usize {
        let by_number = number_of.and_then(|number| {
            let (above, _) = number.rsplit_once('.')?;
            let mut all = self.parts.clauses.iter();
            all.position(|clause| clause.number.as_deref() == Some(above))
        });
        let beside = last.and_then(|last| self.parts.clauses[last].above);
        let name = self.fresh.take(number_of, title, "clause");
        let mut record = records::clause(&name);
        record.number = number_of.filter(|number| **number != name).and_then(number);
        let main = self.parts.about.language.as_str();
        record.title = new_text(main, title);
        let index = self.parts.clauses.len();
        self.parts.clauses.push(OwnClause {
            id: name.clone(),
            above: by_number.or(beside),
            record,
            number: number_of.map(str::to_owned),
            is_gone: false,
        });
        self.parts.clause_order.push(index);
        self.clauses_by_id.insert(name, index);
        index
    }

    /// The clause that a cell names: by its number and title, or by one of both. If there is none, it is added.
    pub(super) fn clause_of(&mut self, cell: &str, beside: Option<usize>) -> usize {
        let words = one_line(cell);
        if let Some(known) = self.clauses_by_label.get(&words.to_lowercase()) {
            return *known;
        }
        let (number_of, title) = numbered(&words);
        let by_number =
            self.parts.clauses.iter().position(|clause| {
                clause.number.is_some() && clause.number.as_deref() == number_of
            });
        if let Some(known) = by_number {
            return known;
        }
        self.decisions.push(message!(
            "the clause `{title}` is new; check that it is not another spelling of one that there is",
            title = words.clone()
        ));
        let index = self.add_clause(number_of, title, beside);
        self.clauses_by_label.insert(words.to_lowercase(), index);
        index
    }

    /// Removes the clauses that have no row any more, if nothing is left in them.
    pub(super) fn finish(&mut self, has_clauses: bool) {
        if !has_clauses {
            self.decisions.push(message!(
                "the sheet of clauses is not in the workbook; the clauses stay as they were"
            ));
        }
        let mut is_used = vec![false; self.parts.clauses.len()];
        for part in self.parts.requirements.iter().filter(|part| !part.is_gone) {
            for clause in self.parts.clauses_above(part.clause) {
                is_used[clause] = true;
            }
        }
        for index in 0..is_used.len() {
            if !self.parts.clauses[index].is_gone {
                for above in self.parts.clauses_above(index).skip(1) {
                    is_used[above] = true;
                }
            }
        }
        for (clause, is_used) in self.parts.clauses.iter_mut().zip(is_used) {
            if clause.is_gone && is_used {
                clause.is_gone = false;
                self.decisions.push(message!(
                    "the clause `{id}` has no row any more, but something is in it, so it stays",
                    id = clause.id.clone()
                ));
            } else if clause.is_gone {
                self.decisions.push(message!(
                    "the clause `{id}` has no row any more",
                    id = clause.id.clone()
                ));
            }
        }
    }
}
