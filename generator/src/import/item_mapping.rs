//! The clauses and requirements of a neutral tree as records.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::found::{
    FoundEnd, FoundItem, FoundRelation, FoundRole, FoundStandard, FoundText, LeftOver,
};
use super::ids::{FreshIds, id_of, slug};
use super::records::{self, id, nowhere};
use super::tree::{FoundTree, label};
use super::value_mapping::{Mapper, ValueIds};
use super::wording::code;
use crate::language::message::{Message, message};
use crate::model::requirement::{letter, place};
use crate::model::source_record::SourceRecord;
use crate::source::format::axis::{Descriptor, DescriptorRecord, Descriptors, Ids};
use crate::source::format::clause::{ClauseRecord, NestedClauses, RequirementRecord};
use crate::source::format::note::Notes;
use crate::source::format::points::Points;
use crate::source::format::relation::{Relation, RelationKind, StatedKind};
use crate::source::format::text::{Number, Symbol, Text};

/// The most letters that are tried for a new requirement of a list.
const MOST_LETTERS: usize = 10_000;

/// Maps the parts of a standard.
pub(super) struct ItemMapper<'a, 'm, 'k> {
    pub(super) found: &'a FoundStandard,
    pub(super) tree: &'a FoundTree,
    pub(super) values: &'a ValueIds,
    pub(super) mapper: &'m mut Mapper<'k>,
    /// The id of each part.
    pub(super) ids: Vec<String>,
    /// Whether the id of each part is made of that of the part above and a letter, so that it is not written.
    is_lettered: Vec<bool>,
    /// Whether something refers to each part.
    is_named: HashSet<usize>,
    /// The number of written ids that the source does not have.
    pub(super) made_up: usize,
    /// Whether any requirement has a code.
    pub(super) has_codes: bool,
    pub(super) clauses: usize,
    pub(super) requirements: usize,
    pub(super) comments: HashMap<String, Message>,
    pub(super) left: Vec<LeftOver>,
    /// What the source says of forms, their rows and grades, each with its name.
    pub(super) records: Vec<(String, SourceRecord)>,
}

impl<'a, 'm, 'k> ItemMapper<'a, 'm, 'k> {
    /// Gives an id to every part.
    pub(super) fn new(
        found: &'a FoundStandard,
        tree: &'a FoundTree,
        values: &'a ValueIds,
        mapper: &'m mut Mapper<'k>,
    ) -> Self {
        let count = found.items.len();
        let relations = found.items.iter().flat_map(|item| &item.relations);
        let named = relations.filter_map(|relation| match relation.to {
            FoundEnd::Item(item) => Some(item),
            FoundEnd::Elsewhere(_) => None,
        });
        let of_levels = |role: &'a FoundRole| role.levels.iter().flat_map(|(_, asks)| asks);
        let asked = found
            .roles
            .iter()
            .flat_map(|role| role.asks.iter().chain(of_levels(role)));
        let asked = asked.map(|ask| ask.to);
        let mut all = ItemMapper {
            found,
            tree,
            values,
            mapper,
            ids: vec![String::new(); count],
            is_lettered: vec![false; count],
            is_named: named.chain(asked).collect(),
            made_up: 0,
            has_codes: false,
            clauses: 0,
            requirements: 0,
            comments: HashMap::new(),
            left: Vec::new(),
            records: Vec::new(),
        };
        let mut fresh = FreshIds::of_parts();
        for id in &found.reserved {
            fresh.exactly(id);
        }
        // Ids that parts have already come first, then codes, so that no id that is made up takes one of them.
        for has_id in [true, false] {
            for index in all.in_order() {
                let item = &all.found.items[index];
                if item.id.is_some() != has_id {
                    continue;
                }
                if let Some(code) = item.id.clone().or(item.code.clone()) {
                    all.name_by_code(index, &code, &mut fresh);
                }
            }
        }
        let mut places: HashMap<Option<usize>, usize> = HashMap::new();
        for index in all.in_order() {
            let parent = all.found.items[index].parent;
            let place = places.entry(parent).or_insert(0);
            all.name(index, *place, &mut fresh);
            if !tree.is_clause[index] || parent.is_none_or(|parent| tree.is_clause[parent]) {
                *place += 1;
            }
        }
        all
    }

    /// The parts in document order.
    fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.ids.len());
        let mut rest: Vec<usize> = self.tree.tops.iter().rev().copied().collect();
        while let Some(index) = rest.pop() {
            order.push(index);
            rest.extend(self.tree.children[index].iter().rev());
        }
        order
    }

    fn name_by_code(&mut self, index: usize, code: &str, fresh: &mut FreshIds) {
        let Some(wanted) = id_of(code) else {
            return;
        };
        let item = &self.found.items[index];
        let has_code = item.code.is_some();
        self.has_codes |= has_code && !self.tree.is_clause[index];
        // An id that an update gives back may be made of the id above and a letter.
        let above = item.parent.map(|parent| self.ids[parent].as_str());
        let rest = above.and_then(|above| code.strip_prefix(above)?.strip_prefix('-'));
        let is_lettered = rest.is_some_and(|letters| place(letters).is_some());
        self.made_up += usize::from(!has_code && !is_lettered);
        let taken = fresh.take(Some(code), "", "part");
        if taken != wanted {
            self.made_up += 1;
            self.comments.insert(
                taken.clone(),
                message!("The source gives the code {wanted} to several parts, or the site needs it. Choose another id before you publish.", wanted),
            );
        }
        self.ids[index] = taken;
    }

    fn name(&mut self, index: usize, place: usize, fresh: &mut FreshIds) {
        let item = &self.found.items[index];
        let above = item.parent.map(|parent| self.ids[parent].clone());
        let lettered = above
            .as_ref()
            .map(|above| format!("{above}-{}", letter(place)));
        if !self.ids[index].is_empty() {
            self.is_lettered[index] =
                !self.tree.is_clause[index] && lettered.as_ref() == Some(&self.ids[index]);
            return;
        }
        let is_plain =
            !self.tree.is_clause[index] && item.code.is_none() && !self.is_named.contains(&index);
        if is_plain && let Some(above) = &above {
            // In an update, earlier requirements may have the next letters.
            let more = if self.found.reserved.is_empty() {
                0
            } else {
                MOST_LETTERS
            };
            let mut letters =
                (place..=place + more).map(|place| format!("{above}-{}", letter(place)));
            if let Some(free) = letters.find(|id| fresh.exactly(id)) {
                self.is_lettered[index] = lettered.as_ref() == Some(&free);
                self.ids[index] = free;
                return;
            }
        }
        let words = if item.title.is_empty() {
            &item.text
        } else {
            &item.title
        };
        self.made_up += 1;
        self.ids[index] = match (&above, self.tree.is_clause[index]) {
            (Some(above), false) if item.title.is_empty() => fresh.below(above, place + 1),
            (Some(above), _) if slug(words.nearest("en"), 40).is_empty() => {
                fresh.below(above, place + 1)
            }
            (None | Some(_), _) => fresh.take(None, words.nearest("en"), "clause"),
        };
    }

    /// The outermost clauses, each with everything in it.
    pub(super) fn branches(&mut self) -> Vec<ClauseRecord> {
        let tops = self.tree.tops.clone();
        let is_flat = tops.iter().all(|top| {
            self.tree.children[*top]
                .iter()
                .all(|part| !self.tree.is_clause[*part])
        });
        if is_flat && tops.iter().any(|top| self.ids[*top].contains('.')) {
            // Where nothing is nested, dots would make a tree of the clauses.
            self.without_dots(&tops);
        }
        tops.into_iter().map(|top| self.clause(top)).collect()
    }

    /// Replaces the dots in the ids of clauses, and keeps the source's codes as numbers.
    fn without_dots(&mut self, tops: &[usize]) {
        let mut used: HashSet<String> = self.ids.iter().map(|id| id.to_lowercase()).collect();
        for top in tops {
            let mut id = self.ids[*top].replace('.', "-");
            if id == self.ids[*top] {
                continue;
            }
            while !used.insert(id.to_lowercase()) {
                id.push_str("-2");
            }
            let old = std::mem::replace(&mut self.ids[*top], id.clone());
            self.made_up += 1;
            for part in &self.tree.children[*top] {
                if self.is_lettered[*part]
                    && let Some(rest) = self.ids[*part].strip_prefix(&old)
                {
                    self.ids[*part] = format!("{id}{rest}");
                }
            }
        }
    }

    fn clause(&mut self, index: usize) -> ClauseRecord {
        let found = self.found;
        let item = &found.items[index];
        let place = &item.place;
        let mut record = records::clause(&self.ids[index]);
        self.clauses += 1;
        record.number = self.number(index);
        let title = self.mapper.label(place, &item.title);
        let has_title = title.is_some();
        let title = match title {
            Some(title) => Some(title),
            None => {
                let words = item.text.nearest(&found.language);
                if words.contains('\n') {
                    self.leave(
                        item,
                        message!("line breaks of a heading, in whose place there are spaces"),
                        words,
                    );
                }
                self.mapper.label(place, &item.text)
            }
        };
        record.title = Some(title.unwrap_or_else(|| self.mapper.words(&label(item))));
        if has_title {
            record.intro = self.mapper.text(place, &item.text);
        }
        record.r#type = item.kind.map(|kind| id(&self.values.types[kind]));
        (record.role, record.level, record.dimension) = self.axes(item);
        record.remarks = self.texts(item, &item.remarks);
        record.relates = self.relations(item);
        record.same_as = item.same_as.iter().map(|to| Symbol::new(to)).collect();
        record.note = self.notes(item, &item.notes);
        for (level, descriptor) in &item.descriptors {
            self.leave(
                item,
                message!("a descriptor of a clause, which only requirements have"),
                &format!(
                    "{}: {}",
                    self.values.levels[*level],
                    descriptor.text.nearest("en")
                ),
            );
        }
        for example in &item.examples {
            self.leave(
                item,
                message!("an example of a clause, which only requirements have"),
                example.nearest("en"),
            );
        }
        if let Some(weight) = item.weight {
            self.leave(
                item,
                message!("a weight of a clause, which only requirements have"),
                &(f64::from(weight) / 100.0).to_string(),
            );
        }
        if self.tree.added.contains(&index) {
            self.comments.insert(
                self.ids[index].clone(),
                message!(
                    "The source has no heading for these requirements. Give them one, or several."
                ),
            );
        }
        let mut nested = Vec::new();
        for child in self.tree.children[index].clone() {
            if self.tree.is_clause[child] {
                nested.push(Arc::new(self.clause(child)));
            } else {
                record.requirements.push(self.requirement(child));
            }
        }
        record.clauses = NestedClauses(nested);
        record
    }

    fn requirement(&mut self, index: usize) -> RequirementRecord {
        let found = self.found;
        let item = &found.items[index];
        let place = &item.place;
        let mut record = records::requirement();
        self.requirements += 1;
        record.id = (!self.is_lettered[index]).then(|| id(&self.ids[index]));
        record.number = self.number(index);
        let descriptors: Vec<Descriptor> = self.descriptors(item);
        match (item.title.is_empty(), item.text.is_empty()) {
            (_, false) => {
                record.title = self.mapper.label(place, &item.title);
                record.text = self.mapper.text(place, &item.text);
            }
            (false, true) if descriptors.is_empty() => {
                record.text = self.mapper.text(place, &item.title)
            }
            (false, true) => record.title = self.mapper.label(place, &item.title),
            (true, true) => {}
        }
        if record.text.is_none() && record.title.is_none() {
            record.text = Some(
                self.mapper
                    .words(&self.mapper.wording.literally(&label(item))),
            );
        }
        record.levels = Descriptors(descriptors);
        record.r#type = item.kind.map(|kind| id(&self.values.types[kind]));
        (record.role, record.level, record.dimension) = self.axes(item);
        record.weight = item.weight.map(|hundredths| Points {
            hundredths,
            position: nowhere(),
        });
        record.examples = self.texts(item, &item.examples);
        record.remarks = self.texts(item, &item.remarks);
        record.relates = self.relations(item);
        record.same_as = item.same_as.iter().map(|to| Symbol::new(to)).collect();
        record.note = self.notes(item, &item.notes);
        let children = self.tree.children[index].clone();
        record.requirements = children
            .into_iter()
            .map(|child| self.requirement(child))
            .collect();
        record
    }

    /// The number of a part, if it differs from its id.
    fn number(&self, index: usize) -> Option<Number> {
        let code = code(self.found.items[index].code.as_deref()?)?;
        let is_said = self.made_up > 0 || code != self.ids[index];
        (is_said && !self.is_lettered[index]).then(|| Number::new(&code))
    }

    fn descriptors(&mut self, item: &FoundItem) -> Vec<Descriptor> {
        let mut all: Vec<Descriptor> = Vec::new();
        for (level, found) in &item.descriptors {
            let level = &self.values.levels[*level];
            let Some(text) = self.mapper.text(&item.place, &found.text) else {
                continue;
            };
            if all.iter().any(|known| known.level == **level) {
                self.leave(
                    item,
                    message!("a second descriptor for the same level"),
                    found.text.nearest("en"),
                );
                continue;
            }
            all.push(Descriptor {
                level: id(level),
                words: DescriptorRecord {
                    number: None,
                    r#type: None,
                    text: Some(text),
                    criteria: Vec::new(),
                    examples: Vec::new(),
                    same_as: found.same_as.iter().map(|to| Symbol::new(to)).collect(),
                    note: Notes::default(),
                    position: nowhere(),
                },
            });
        }
        all
    }

    /// The roles, levels and dimensions of a part.
    fn axes(&self, item: &FoundItem) -> (Ids, Ids, Ids) {
        let values = self.values;
        let dimensions = item
            .dimensions
            .iter()
            .map(|(axis, value)| values.dimensions[*axis][*value].as_str());
        (
            records::ids(item.roles.iter().map(|role| values.roles[*role].as_str())),
            records::ids(
                item.levels
                    .iter()
                    .map(|level| values.levels[*level].as_str()),
            ),
            records::ids(dimensions),
        )
    }

    fn texts(&mut self, item: &FoundItem, texts: &[FoundText]) -> Vec<Text> {
        texts
            .iter()
            .filter_map(|text| self.mapper.text(&item.place, text))
            .collect()
    }

    fn notes(&mut self, item: &FoundItem, texts: &[FoundText]) -> Notes {
        let notes: Vec<Text> = texts
            .iter()
            .filter_map(|text| self.mapper.note(&item.place, text))
            .collect();
        records::notes(notes)
    }

    fn relations(&mut self, item: &FoundItem) -> Vec<Relation> {
        let mut all: Vec<Relation> = Vec::new();
        let mut known: HashSet<(String, &str)> = HashSet::new();
        for relation in &item.relations {
            let to = match &relation.to {
                FoundEnd::Item(to) => self.ids[*to].clone(),
                FoundEnd::Elsewhere(to) => to.clone(),
            };
            let mut kinds = RelationKind::ALL.into_iter();
            let kind = match kinds.find(|kind| kind.word() == relation.kind) {
                Some(kind) => StatedKind::Common(kind),
                None => StatedKind::Own(id(&relation.kind)),
            };
            if !known.insert((to.clone(), relation.kind.as_str())) {
                continue;
            }
            if !self.mapper.relations.contains(&relation.kind) {
                self.mapper.relations.push(relation.kind.clone());
            }
            all.push(self.relation(item, relation, &to, kind));
        }
        all
    }

    fn relation(
        &mut self,
        item: &FoundItem,
        found: &FoundRelation,
        to: &str,
        kind: StatedKind,
    ) -> Relation {
        let title = match found.to {
            FoundEnd::Item(_) => None,
            FoundEnd::Elsewhere(_) => self.mapper.label(&item.place, &found.title),
        };
        Relation {
            to: Symbol::new(to),
            r#as: kind,
            title,
            note: self.notes(item, &found.notes),
            position: nowhere(),
        }
    }

    fn leave(&mut self, item: &FoundItem, what: Message, content: &str) {
        self.left.push(LeftOver {
            place: item.place.clone(),
            what,
            content: content.to_owned(),
        });
    }
}
