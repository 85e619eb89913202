//! Where the rows of a table belong: under their headings, in their parents, or by their numbers and indentation.

use std::collections::HashMap;

use super::reader::RowReader;
use crate::import::found::{FoundForm, FoundItem, FoundPlace, FoundText};
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::numbers::numbered;
use crate::language::message::{Series, message};

impl RowReader<'_> {
    /// The heading that a row is under. A column that is empty has the heading of the row above.
    pub(super) fn heading(&mut self, number: usize, row: &[String]) -> Option<usize> {
        let columns = self.columns;
        let clauses = columns
            .iter()
            .filter(|column| column.meaning == ColumnMeaning::Clause);
        let mut slots: Vec<Vec<&TableColumn>> = Vec::new();
        for column in clauses {
            match slots
                .last_mut()
                .filter(|slot| column.language.is_some() && slot[0].base == column.base)
            {
                Some(slot) => slot.push(column),
                None => slots.push(vec![column]),
            }
        }
        let code = columns
            .iter()
            .find(|column| column.meaning == ColumnMeaning::ClauseId);
        let code = code
            .and_then(|column| row.get(column.index))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        if slots.is_empty() && code.is_none() {
            return self.section;
        }
        let count = slots.len().max(1);
        for depth in 0..count {
            let slot = slots.get(depth).map_or(&[][..], Vec::as_slice);
            let mut title = FoundText::default();
            for column in slot {
                let cell = row.get(column.index).map_or("", |cell| cell.trim());
                title.add(column.language.as_deref().unwrap_or(&self.language), cell);
            }
            let code = code.filter(|_| depth + 1 == count);
            let words =
                code.map_or_else(|| title.nearest(&self.language).to_owned(), str::to_owned);
            if words.is_empty() {
                // Below a new heading, an empty cell is no heading.
                if self.path.len() > depth {
                    continue;
                }
                break;
            }
            let is_same = self
                .path
                .get(depth)
                .is_some_and(|(known, _)| *known == words);
            if is_same {
                continue;
            }
            self.path.truncate(depth);
            let above = self.path.last().map(|(_, index)| *index).or(self.section);
            let index = match self.headings.get(&(above, words.clone())) {
                Some(known) => *known,
                None => self.new_heading(number, above, &words, title, code),
            };
            self.path.push((words, index));
        }
        self.path.last().map(|(_, index)| *index).or(self.section)
    }

    pub(super) fn new_heading(
        &mut self,
        number: usize,
        above: Option<usize>,
        words: &str,
        title: FoundText,
        code: Option<&str>,
    ) -> usize {
        let index = self.found.items.len();
        let (number_of, rest) = numbered(words);
        let title = match (number_of, title.0.as_slice()) {
            // `1 Safety` has a code of its own.
            (Some(_), [(language, _)]) if code.is_none() => FoundText::one(language, rest),
            _ => title,
        };
        self.found.items.push(FoundItem {
            parent: above,
            code: code.or(number_of).map(str::to_owned),
            title,
            form: FoundForm::Clause,
            ..FoundItem::new(FoundPlace::Row(number))
        });
        self.headings.insert((above, words.to_owned()), index);
        index
    }

    /// Nests the parts by the parents that they name or else, if there are no headings, by their codes or indentation.
    pub(super) fn nest(&mut self) {
        let has_parents = self
            .columns
            .iter()
            .any(|column| column.meaning == ColumnMeaning::Parent);
        self.find_parents();
        self.nest_headings();
        if has_parents || self.headings.len() > self.sections.len() {
            return;
        }
        if !self.outline.is_empty() {
            let outline = std::mem::take(&mut self.outline);
            let places: HashMap<String, usize> = outline
                .iter()
                .map(|(index, number)| (number.clone(), *index))
                .collect();
            for (index, number) in &outline {
                let mut above = number.as_str();
                while let Some((rest, _)) = above.rsplit_once('.') {
                    above = rest;
                    if let Some(parent) = places.get(above) {
                        self.found.items[*index].parent = Some(*parent);
                        break;
                    }
                }
            }
            return;
        }
        let least = self
            .depths
            .iter()
            .map(|(_, depth)| *depth)
            .min()
            .unwrap_or(0);
        if self.depths.iter().any(|(_, depth)| *depth > least) {
            let mut open: Vec<(usize, usize)> = Vec::new();
            for (index, depth) in &self.depths {
                while open.last().is_some_and(|(_, last)| last >= depth) {
                    open.pop();
                }
                if let Some((above, _)) = open.last() {
                    self.found.items[*index].parent = Some(*above);
                }
                open.push((*index, *depth));
            }
            return;
        }
        self.nest_by_numbers();
    }

    /// Nests headings in each other by their codes. Our own tables have only the innermost headings, so those above are
    /// added.
    fn nest_headings(&mut self) {
        let mut codes: HashMap<String, usize> = HashMap::new();
        let headings = self.found.items.iter().enumerate();
        for (index, item) in headings.filter(|(_, item)| item.form == FoundForm::Clause) {
            if let (Some(code), None) = (&item.code, item.parent) {
                codes.entry(code.clone()).or_insert(index);
            }
        }
        let mut rest: Vec<(String, usize)> = codes
            .iter()
            .map(|(code, index)| (code.clone(), *index))
            .collect();
        rest.sort();
        let mut added = Vec::new();
        while let Some((code, index)) = rest.pop() {
            let Some((above, _)) = code.rsplit_once('.') else {
                continue;
            };
            let parent = match codes.get(above) {
                Some(parent) => Some(*parent),
                None if self.is_export || self.is_own_book => {
                    let place = self.found.items[index].place.clone();
                    self.found.items.push(FoundItem {
                        code: Some(above.to_owned()),
                        title: FoundText::one(&self.language, above),
                        form: FoundForm::Clause,
                        ..FoundItem::new(place)
                    });
                    let parent = self.found.items.len() - 1;
                    codes.insert(above.to_owned(), parent);
                    rest.push((above.to_owned(), parent));
                    added.push(above.to_owned());
                    Some(parent)
                }
                None => None,
            };
            self.found.items[index].parent = parent.filter(|parent| *parent != index);
        }
        if !added.is_empty() {
            added.sort();
            self.found.decisions.push(message!(
                "the table lacks the titles of {clauses}; write them",
                clauses = Series::plain(added)
            ));
        }
    }

    /// Nests `2.1` in `2`. Texts that begin with a number have it as their code if there is no column of codes.
    pub(super) fn nest_by_numbers(&mut self) {
        let has_codes = self.found.items.iter().any(|item| item.code.is_some());
        if !has_codes {
            let starts = |item: &FoundItem| numbered(item.text.nearest("")).0.is_some();
            let count = self.found.items.iter().filter(|item| starts(item)).count();
            if count * 2 < self.found.items.len() || count < 2 {
                return;
            }
            for (index, item) in self.found.items.iter_mut().enumerate() {
                let [(_, words)] = item.text.0.as_mut_slice() else {
                    continue;
                };
                if let (Some(code), rest) = numbered(words) {
                    let code = code.to_owned();
                    self.by_code.entry(code.clone()).or_insert(index);
                    *words = rest.to_owned();
                    item.code = Some(code);
                }
            }
        }
        for index in 0..self.found.items.len() {
            let Some(code) = self.found.items[index].code.clone() else {
                continue;
            };
            let mut above = code.as_str();
            while let Some(at) = above.rfind(['.', '-', '/']) {
                above = &above[..at];
                let parent = self.by_code.get(above).copied();
                if let Some(parent) = parent.filter(|parent| *parent != index) {
                    self.found.items[index].parent = Some(parent);
                    break;
                }
            }
        }
    }
}
