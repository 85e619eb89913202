//! Applies what people changed in a workbook of our own: cells that differ from those that were written, and rows that are new
//! or gone.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::parts::{OwnClause, OwnParts};
use super::rows::{SeenRow, SeenSheet, WrittenBook, WrittenSheet, normal};
use super::texts::{CellWords, one_line};
use super::values::{OwnAxis, add, label, named};
use crate::import::found::{FoundPlace, LeftOver, quoted};
use crate::import::ids::FreshIds;
use crate::import::records::{id, ids, nowhere};
use crate::import::table::rows::cells::hundredths;
use crate::import::table::rows::cells::own_permalink;
use crate::language::message::{Message, Series, message};
use crate::model::requirement::place as place_of;
use crate::source::format::axis::Ids;
use crate::source::format::markup::Markup;
use crate::source::format::points::Points;
use crate::source::format::reference::Reference;
use crate::source::format::standard::Ask;
use crate::source::format::text::Number;

/// A cell that was changed.
pub(super) struct ChangedCell<'c> {
    pub(super) key: &'c str,
    pub(super) before: &'c str,
    pub(super) now: &'c str,
    pub(super) place: FoundPlace,
}

/// A workbook while its changes are applied.
pub(super) struct OwnEditor<'b> {
    pub(super) parts: OwnParts,
    pub(super) book: &'b WrittenBook,
    /// The languages of the columns.
    pub(super) languages: Vec<String>,
    pub(super) by_id: HashMap<String, usize>,
    pub(super) clauses_by_id: BTreeMap<String, usize>,
    /// The clauses by what cells call them.
    pub(super) clauses_by_label: HashMap<String, usize>,
    /// The most requirements that each list had, so that no letter is given again.
    pub(super) letters: HashMap<(usize, Option<usize>), usize>,
    pub(super) fresh: FreshIds,
    pub(super) left: Vec<LeftOver>,
    pub(super) decisions: Vec<Message>,
}

impl<'b> OwnEditor<'b> {
    pub(super) fn new(parts: OwnParts, book: &'b WrittenBook) -> Self {
        let mut languages: Vec<String> = Vec::new();
        let of_texts = book.requirements.columns.iter();
        for language in of_texts.filter_map(|key| key.strip_prefix("text:")) {
            languages.push(language.to_owned());
        }
        let mut fresh = FreshIds::of_parts();
        let mut by_id = HashMap::new();
        let mut letters: HashMap<(usize, Option<usize>), usize> = HashMap::new();
        for (index, part) in parts.requirements.iter().enumerate() {
            by_id.insert(part.id.clone(), index);
            fresh.exactly(&part.id);
            *letters.entry((part.clause, part.above)).or_default() += 1;
            let own = part.id.rsplit_once('-').and_then(|(_, own)| place_of(own));
            if let (None, Some(own)) = (&part.record.id, own) {
                let most = letters.entry((part.clause, part.above)).or_default();
                *most = (*most).max(own + 1);
            }
        }
        let mut clauses_by_id = BTreeMap::new();
        let mut clauses_by_label = HashMap::new();
        for (index, clause) in parts.clauses.iter().enumerate() {
            clauses_by_id.insert(clause.id.clone(), index);
            fresh.exactly(&clause.id);
            for words in labels(clause, &languages, parts.about.language.as_str()) {
                clauses_by_label.entry(words).or_insert(index);
            }
        }
        // What the cells of requirements call their clauses is known best.
        let column = book
            .requirements
            .columns
            .iter()
            .position(|key| key == "clause");
        for (id, cells) in &book.requirements.rows {
            let cell = column.and_then(|column| cells.get(column));
            if let (Some(cell), Some(index)) = (cell, by_id.get(id)) {
                clauses_by_label.insert(
                    one_line(cell).to_lowercase(),
                    parts.requirements[*index].clause,
                );
            }
        }
        OwnEditor {
            parts,
            book,
            languages,
            by_id,
            clauses_by_id,
            clauses_by_label,
            letters,
            fresh,
            left: Vec::new(),
            decisions: Vec::new(),
        }
    }

    pub(super) fn into_parts(self) -> (OwnParts, Vec<LeftOver>, Vec<Message>) {
        (self.parts, self.left, self.decisions)
    }

    /// Applies the sheet of requirements.
    pub(super) fn requirements(&mut self, seen: &SeenSheet) {
        let written = &self.book.requirements;
        self.report_columns(seen, written);
        let known = written.by_id();
        let link = written.columns.iter().position(|key| key == "permalink");
        let mut met: HashSet<&str> = HashSet::new();
        let mut order = Vec::new();
        let mut last: Option<usize> = None;
        for row in &seen.rows {
            let id = link.and_then(|column| cell(row, column));
            let id = id.and_then(|(link, _)| own_permalink(link).map(|(_, id)| id));
            let found = id.and_then(|id| known.get_key_value(id));
            let index = id.and_then(|id| self.by_id.get(id).copied());
            match (found.filter(|(id, _)| met.insert(id)), index) {
                (Some((_, before)), Some(index)) => {
                    for change in changes(row, written, before) {
                        if change.key != "permalink" {
                            self.change_requirement(index, &change);
                        }
                    }
                    order.push(index);
                    last = Some(index);
                }
                _ => last = self.new_row(row, written, last),
            }
        }
        if order.windows(2).any(|pair| pair[0] > pair[1]) {
            self.decisions.push(message!(
                "the rows are in another order than they were; the requirements keep theirs"
            ));
        }
        let has_links = link.is_some_and(|column| seen.columns[column].is_some());
        let gone: Vec<usize> = written
            .rows
            .iter()
            .filter(|(id, _)| has_links && !met.contains(id.as_str()))
            .filter_map(|(id, _)| self.by_id.get(id).copied())
            .collect();
        self.remove(&gone);
    }

    /// Takes out requirements. Their parts that are left are parts of what they were in.
    pub(super) fn remove(&mut self, gone: &[usize]) {
        if gone.is_empty() {
            return;
        }
        let names: Vec<String> = gone
            .iter()
            .map(|index| self.parts.requirements[*index].id.clone())
            .collect();
        for index in gone {
            self.parts.requirements[*index].is_gone = true;
        }
        for index in 0..self.parts.requirements.len() {
            while let Some(above) = self.parts.requirements[index]
                .above
                .filter(|above| self.parts.requirements[*above].is_gone)
            {
                let part = &mut self.parts.requirements[index];
                part.record.id = Some(id(&part.id));
                self.parts.requirements[index].above = self.parts.requirements[above].above;
            }
        }
        for role in self.parts.about.roles.iter_mut() {
            let is_left = |ask: &Ask| !names.iter().any(|name| *name == *ask.to.written);
            role.asks.retain(is_left);
            for level in role.levels.iter_mut() {
                level.asks.retain(is_left);
            }
        }
        let ids = names.iter().take(20).map(|name| quoted(name));
        let mut shown: Vec<Message> = ids.collect();
        if names.len() > 20 {
            shown.push(message!("…"));
        }
        let count = names.len();
        self.decisions.push(message!(
            "{count} {count|requirement has|requirements have} no row any more: {ids}",
            count,
            ids = Series::plain(shown)
        ));
    }

    pub(super) fn is_markdown(&self) -> bool {
        self.parts.about.markup() == Markup::Markdown
    }

    pub(super) fn change_requirement(&mut self, index: usize, change: &ChangedCell<'_>) {
        let is_markdown = self.is_markdown();
        let main = self.parts.about.language.as_str().to_owned();
        let written = |language| CellWords {
            language,
            is_markdown,
        };
        let keys: Vec<&str> = change.key.split(':').collect();
        let record = &mut self.parts.requirements[index].record;
        match keys[..] {
            ["number"] => record.number = number(change.now),
            ["clause"] => self.move_to(index, change),
            ["type"] => {
                let ids = self.values(OwnAxis::Type, change);
                let record = &mut self.parts.requirements[index].record;
                record.r#type = ids.first().map(|first| id(first));
                if ids.len() > 1 {
                    self.keep(change);
                }
            }
            ["role"] => self.change_roles(index, change),
            ["level"] => {
                let levels = self.values(OwnAxis::Level, change);
                let record = &mut self.parts.requirements[index].record;
                record.level = ids(levels.iter().map(String::as_str));
            }
            ["dimension", place] => {
                let place = place.parse().unwrap_or(0);
                let new = self.values(OwnAxis::Dimension(place), change);
                let dimensions = &self.parts.about.dimensions;
                let record = &mut self.parts.requirements[index].record;
                let others = record.dimension.0.iter().map(|value| value.as_str());
                let others = others.filter(|value| dimensions.axis_of(value).unwrap_or(0) != place);
                let all: Vec<&str> = others.chain(new.iter().map(String::as_str)).collect();
                record.dimension = ids(all.into_iter());
            }
            ["weight"] => match hundredths(change.now) {
                Some(hundredths) => {
                    record.weight = Some(Points {
                        hundredths,
                        position: nowhere(),
                    });
                }
                None if change.now.is_empty() => record.weight = None,
                None => self.leave(
                    change.place.clone(),
                    message!("a weight that is not a number with at most two decimals"),
                    change.now,
                ),
            },
            ["title", language] if change.now.is_empty() && language == main => {
                // Without its first language, the title is gone.
                record.title = None;
            }
            ["title", language] => written(language).set_label(&mut record.title, change.now),
            ["text", language] if change.now.is_empty() && language == main => self.keep(change),
            ["text", language] => {
                let is_title = record.text.is_none() && record.title.is_some();
                match is_title && !change.before.is_empty() {
                    true => written(language).set_label(&mut record.title, change.now),
                    false => written(language).set_text(&mut record.text, change.now),
                }
            }
            ["levels", level, language] => {
                written(language).set_descriptor(&mut record.levels, level, change.now);
            }
            ["note", language] => {
                if !written(language).set_note(&mut record.note, change.now) {
                    self.leave(
                        change.place.clone(),
                        message!("a change to one of several notes; make it in the file"),
                        change.now,
                    );
                }
            }
            _ => self.keep(change),
        }
    }

    /// Moves a requirement, with its parts, to the clause that a cell names. It keeps its id.
    pub(super) fn move_to(&mut self, index: usize, change: &ChangedCell<'_>) {
        if change.now.is_empty() {
            self.keep(change);
            return;
        }
        let from = self.parts.requirements[index].clause;
        let to = self.clause_of(change.now, Some(from));
        if to == from {
            return;
        }
        let order = self.parts.order.clone();
        let Some(start) = order.iter().position(|known| *known == index) else {
            return;
        };
        let end = self.end_of(index).unwrap_or(start + 1);
        for moved in &order[start..end] {
            self.parts.requirements[*moved].clause = to;
        }
        let part = &mut self.parts.requirements[index];
        part.record.id = Some(id(&part.id));
        part.above = None;
        let mut rest: Vec<usize> = order[..start]
            .iter()
            .chain(&order[end..])
            .copied()
            .collect();
        let last = rest
            .iter()
            .rposition(|other| self.parts.requirements[*other].clause == to);
        let at = last.map_or(rest.len(), |last| last + 1);
        rest.splice(at..at, order[start..end].iter().copied());
        self.parts.order = rest;
    }

    /// The ids of the values that a cell names. Those that are new are added.
    pub(super) fn values(&mut self, axis: OwnAxis, change: &ChangedCell<'_>) -> Vec<String> {
        let found = named(&self.parts.about, axis, &self.languages, change.now);
        let mut ids = found.ids;
        for name in found.new {
            let new = add(&mut self.parts.about, axis, &self.languages, &name);
            self.decisions.push(message!(
                "{place}: `{name}` is new; check that it is not another spelling of one that there is",
                place = change.place.message(),
                name
            ));
            ids.push(new);
        }
        ids
    }

    /// Changes the roles of a requirement: those that it names itself, and the lists of the roles.
    pub(super) fn change_roles(&mut self, index: usize, change: &ChangedCell<'_>) {
        let before = named(
            &self.parts.about,
            OwnAxis::Role,
            &self.languages,
            change.before,
        )
        .ids;
        let now = self.values(OwnAxis::Role, change);
        let name = self.parts.requirements[index].id.clone();
        let roles = &mut self.parts.about.roles;
        let has_lists = roles.iter().any(|role| !role.asks.is_empty());
        if !has_lists {
            let record = &mut self.parts.requirements[index].record;
            record.role = ids(now.iter().map(String::as_str));
            return;
        }
        for role in roles.iter_mut() {
            let is_now = now.iter().any(|known| role.id == **known);
            let was = before.iter().any(|known| role.id == **known);
            if was && !is_now {
                role.asks.retain(|ask| *ask.to.written != *name);
            }
            let is_asked = role.asks.iter().any(|ask| *ask.to.written == *name);
            if let (true, false, false, Ok(to)) =
                (is_now, was, is_asked, Reference::parse(&name, &nowhere()))
            {
                role.asks.push(Ask {
                    to,
                    r#as: None,
                    level: None,
                    position: nowhere(),
                });
            }
        }
        let own: Ids = self.parts.requirements[index].record.role.clone();
        if !own.0.is_empty() {
            let record = &mut self.parts.requirements[index].record;
            record.role = ids(now.iter().map(String::as_str));
        }
    }

    /// Reports a change that is not applied.
    pub(super) fn keep(&mut self, change: &ChangedCell<'_>) {
        self.leave(
            change.place.clone(),
            message!("a change that the standard has no place for; what it was before stays"),
            change.now,
        );
    }

    pub(super) fn leave(&mut self, place: FoundPlace, what: Message, content: &str) {
        self.left.push(LeftOver {
            place,
            what,
            content: content.to_owned(),
        });
    }

    pub(super) fn report_columns(&mut self, seen: &SeenSheet, written: &WrittenSheet) {
        let missing = written.headings.iter().zip(&seen.columns);
        for (heading, _) in missing.filter(|(_, column)| column.is_none()) {
            self.decisions.push(message!(
                "the column `{heading}` is not in the sheet any more; its values stay as they were",
                heading = heading.clone()
            ));
        }
    }
}

/// A cell of a row, and the number of its column.
pub(super) fn cell(row: &SeenRow, column: usize) -> Option<(&str, usize)> {
    let (words, column) = row.cells.get(column)?.as_ref()?;
    Some((words, *column))
}

/// The cells of a row that differ from those that were written.
pub(super) fn changes<'c>(
    row: &'c SeenRow,
    written: &'c WrittenSheet,
    before: &'c [String],
) -> Vec<ChangedCell<'c>> {
    let mut all = Vec::new();
    for (place, key) in written.columns.iter().enumerate() {
        let Some((now, column)) = cell(row, place) else {
            continue;
        };
        let before = before.get(place).map_or("", String::as_str);
        let is_same = match key.as_str() {
            "weight" => {
                hundredths(now) == hundredths(before) && now.is_empty() == before.is_empty()
            }
            _ => normal(before) == now,
        };
        if !is_same {
            all.push(ChangedCell {
                key,
                before,
                now,
                place: FoundPlace::Cell(row.number, column),
            });
        }
    }
    all
}

/// Everything that cells may call a clause.
pub(super) fn labels(clause: &OwnClause, languages: &[String], own: &str) -> Vec<String> {
    let term = clause.record.term.as_ref().map(|term| &term.name);
    let title = clause.record.title.as_ref().or(term);
    let mut titles: Vec<String> = Vec::new();
    if let Some(title) = title {
        titles.push(label(title, languages, own));
        titles.extend(title.languages.iter().map(|(_, words, _)| one_line(words)));
    }
    let number = clause.number.iter().cloned();
    let both = number.clone().flat_map(|number| {
        let all = titles.iter();
        all.map(move |title| format!("{number} {title}"))
            .collect::<Vec<_>>()
    });
    let all = both.chain(titles.iter().cloned()).chain(number);
    all.map(|words| words.to_lowercase()).collect()
}

/// A number as printed. `None` without one.
pub(super) fn number(words: &str) -> Option<Number> {
    let words = one_line(words);
    (!words.is_empty()).then(|| Number::new(&words))
}
