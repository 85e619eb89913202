//! The rows of requirements that are new in a workbook of our own.

use super::edits::{ChangedCell, OwnEditor, cell, number};
use super::parts::OwnRequirement;
use super::rows::{SeenRow, WrittenSheet};
use crate::import::found::FoundPlace;
use crate::import::ids::id_of;
use crate::import::records::{self, id, nowhere};
use crate::language::message::message;
use crate::model::requirement::letter;
use crate::source::format::text::Text;

impl OwnEditor<'_> {
    /// Reads a row that is new. Returns its requirement, or the one before it.
    pub(super) fn new_row(
        &mut self,
        row: &SeenRow,
        written: &WrittenSheet,
        last: Option<usize>,
    ) -> Option<usize> {
        let all = written.columns.iter().enumerate();
        let filled: Vec<(&str, &str, usize)> = all
            .filter_map(|(column, key)| {
                let (words, column) = cell(row, column)?;
                (!words.is_empty()).then_some((key.as_str(), words, column))
            })
            .collect();
        let is_text = |key: &str| {
            ["text:", "title:", "levels:"]
                .iter()
                .any(|kind| key.starts_with(kind))
        };
        if !filled.iter().any(|(key, ..)| is_text(key)) {
            if !filled.is_empty() {
                let words: Vec<&str> = filled.iter().map(|(_, words, _)| *words).collect();
                self.leave(
                    FoundPlace::Row(row.number),
                    message!("a row without a text"),
                    &words.join(" | "),
                );
            }
            return last;
        }
        let value = |key: &str| {
            filled
                .iter()
                .find(|(known, ..)| *known == key)
                .map(|(_, words, _)| *words)
        };
        let before = last.map(|last| self.parts.requirements[last].clause);
        let clause = match (value("clause"), before) {
            (Some(cell), _) => self.clause_of(cell, before),
            (None, Some(clause)) => clause,
            (None, None) => match self.parts.clause_order.first() {
                Some(first) => *first,
                None => {
                    let title = self.parts.about.title.nearest(&[]).1.to_owned();
                    self.add_clause(None, &title, None)
                }
            },
        };
        let siblings: Vec<usize> = self
            .parts
            .order
            .iter()
            .copied()
            .filter(|index| {
                let part = &self.parts.requirements[*index];
                part.clause == clause && part.above.is_none()
            })
            .collect();
        let is_coded = siblings
            .first()
            .is_some_and(|index| self.parts.requirements[*index].record.id.is_some());
        let above = self.parts.clauses[clause].id.clone();
        let printed = value("number");
        let mut record = records::requirement();
        let new = match (printed.and_then(id_of), is_coded) {
            (Some(code), true) => {
                let new = self.fresh.take(Some(&code), "", "requirement");
                record.number = printed.filter(|printed| **printed != new).and_then(number);
                record.id = Some(id(&new));
                new
            }
            (None, true) => {
                let new = self.fresh.below(&above, siblings.len() + 1);
                record.number = printed.and_then(number);
                record.id = Some(id(&new));
                new
            }
            // In a list with letters, it gets the next one that was never used.
            (_, false) => loop {
                let most = self.letters.entry((clause, None)).or_default();
                let new = format!("{above}-{}", letter(*most));
                *most += 1;
                if self.fresh.exactly(&new) {
                    break new;
                }
            },
        };
        let index = self.parts.requirements.len();
        self.parts.requirements.push(OwnRequirement {
            id: new,
            clause,
            above: None,
            record,
            is_gone: false,
        });
        let after = match last.filter(|last| is_coded && siblings.contains(last)) {
            Some(last) => Some(last),
            None => siblings.last().copied(),
        };
        let place = after.and_then(|after| self.end_of(after));
        let place = place.unwrap_or(self.parts.order.len());
        self.parts.order.insert(place, index);
        for (key, now, column) in &filled {
            if !matches!(*key, "number" | "clause" | "permalink") {
                let place = FoundPlace::Cell(row.number, *column);
                self.change_requirement(
                    index,
                    &ChangedCell {
                        key,
                        before: "",
                        now,
                        place,
                    },
                );
            }
        }
        let (mut title, mut text) = {
            let record = &mut self.parts.requirements[index].record;
            (record.title.take(), record.text.take())
        };
        self.complete(&mut title);
        self.complete(&mut text);
        let record = &mut self.parts.requirements[index].record;
        (record.title, record.text) = (title, text);
        if record.text.is_none() && record.levels.0.is_empty() {
            record.text = record.title.take();
        }
        Some(index)
    }

    /// The place after a requirement and its parts.
    pub(super) fn end_of(&self, index: usize) -> Option<usize> {
        let order = &self.parts.order;
        let at = order.iter().position(|known| *known == index)?;
        let is_part = |other: &usize| {
            let mut above = self.parts.requirements[*other].above;
            while let Some(here) = above {
                if here == index {
                    return true;
                }
                above = self.parts.requirements[here].above;
            }
            false
        };
        Some(
            at + 1
                + order[at + 1..]
                    .iter()
                    .take_while(|other| is_part(other))
                    .count(),
        )
    }

    /// Adds the language of the standard to a text that lacks it, with the words of another.
    pub(super) fn complete(&mut self, text: &mut Option<Text>) {
        let language = self.parts.about.language.as_str().to_owned();
        let Some(text) = text.as_mut().filter(|text| text.get(&language).is_none()) else {
            return;
        };
        let words = text.nearest(&[]).1.to_owned();
        self.decisions.push(message!(
            "`{words}` has no words in `{language}`; those of another language are in their place",
            words = words.clone(),
            language = language.clone()
        ));
        text.languages.insert(
            0,
            (language.as_str().into(), words.as_str().into(), nowhere()),
        );
    }
}
