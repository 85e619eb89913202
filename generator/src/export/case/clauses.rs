//! The clauses and requirements of a framework as items.
//!
//! A clause is an item if there are requirements in it or below it. What only explains them, such as a scope or an annex, is
//! on the pages of the handbook.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::document::{day_of, time};
use super::names::{FrameworkNames, elsewhere, notes_of, with_remarks, words_of};
use super::packing::{extensions, number};
use super::record::{CfItem, CfNode, Siblings};
use super::standard_packing::{ItemParts, StandardPacking, item};
use crate::index::{ClauseIndex, RequirementIndex};
use crate::language::on_one_line;
use crate::model::axis::Axes;
use crate::model::framework_item::FrameworkItem;
use crate::model::permalink;
use crate::source::format::permalinks::clause_key;
use crate::source::format::text::Text;

/// Adds the clauses with everything below them.
pub(super) fn add(standard: &mut StandardPacking) {
    for clause in &standard.names.standard.tops {
        standard.add_clause(*clause, None, 0);
    }
}

impl StandardPacking<'_> {
    /// Adds a clause with everything below it, if there are requirements in it.
    fn add_clause(&mut self, index: ClauseIndex, above: Option<CfNode>, place: usize) {
        let standard = self.names.standard;
        let clause = &standard.clauses[index];
        let (Some(body), true) = (clause.as_clause(), clause.within > 0) else {
            return;
        };
        if standard.only_holds(index) {
            self.add_requirements(index, None);
            return;
        }
        let named = standard
            .about
            .names
            .as_ref()
            .and_then(|names| names.clause.as_ref());
        let own = clause
            .axes
            .kind
            .as_deref()
            .and_then(|kind| standard.kind(kind));
        let kind = self.kind(own, named, "search_kind_clause");
        let names = &self.names;
        let node = names.clause_node(index);
        let words = FrameworkItem::of_clause(body, clause.label());
        let words = self.packing.recorded.words(names, &words);
        let address = clause_key(standard.id(), clause.id().as_str());
        let text = clause.label().or(body.intro.as_ref());
        let notes = notes_of(names, self.packing.source.words, &[&body.note]);
        let notes = with_remarks(&words.remarks, notes);
        let statement = words.statement.unwrap_or_else(|| node.title.clone());
        let parts = ItemParts {
            record: words.record,
            identifier: names.clause(index),
            uri: node.uri,
            statement,
            abbreviated: words.abbreviated,
            kind: Some(kind),
            changed: words.changed.or_else(|| day_of(names, &address).map(time)),
            language: match text {
                Some(text) => self.language_of(text),
                None => names.language.tag.to_string(),
            },
        };
        let mut new = item(&self.packing, parts);
        let item = &mut new.item;
        item.human_coding_scheme = clause.number().map(on_one_line);
        item.notes = notes;
        item.extensions = extensions([
            ("remarks", words.remarks.into()),
            ("sameAs", elsewhere(&body.same_as, names.clause(index))),
        ]);
        self.about(item, &clause.axes);
        let above = above.map(|above| (above, place));
        let own = self.push(new, Siblings::Clauses, above, |names| {
            names.clause_node(index)
        });
        let mut below = self.add_requirements(index, Some(&own));
        for child in &clause.children {
            if standard.clauses[*child].within > 0 {
                below += 1;
                self.add_clause(*child, Some(own.clone()), below);
            }
        }
    }

    /// Adds the requirements of a clause below its item, or at the top. Returns how many are not parts of others.
    fn add_requirements(&mut self, clause: ClauseIndex, own: Option<&CfNode>) -> usize {
        let standard = self.names.standard;
        let mut places = HashMap::new();
        let mut below = 0;
        for requirement in standard.clauses[clause].requirements.clone() {
            let parent = standard.requirements[requirement].parent;
            let place = match parent {
                Some(parent) => places.entry(parent).or_insert(0),
                None => &mut below,
            };
            *place += 1;
            let place = *place;
            let above = match parent {
                Some(parent) => Some(self.names.requirement_node(parent)),
                None => own.cloned(),
            };
            self.add_requirement(requirement, above.map(|above| (above, place)));
        }
        below
    }

    fn add_requirement(&mut self, index: RequirementIndex, above: Option<(CfNode, usize)>) {
        let standard = self.names.standard;
        let entry = &standard.requirements[index];
        let record = entry.item();
        let named = standard.about.names.as_ref();
        let named = named.and_then(|names| names.requirement.as_ref());
        let own = entry
            .axes
            .kind
            .as_deref()
            .and_then(|kind| standard.kind(kind));
        let kind = self.kind(own, named, "search_kind_requirement");
        let names = &self.names;
        let words = FrameworkItem::of_requirement(record, entry.title(), Some(entry.text()));
        let words = self.packing.recorded.words(names, &words);
        let address = permalink::address(standard.id(), &entry.id);
        let weight = record.weight.as_ref();
        let weight = weight.map_or(Json::Null, |weight| number(weight.hundredths));
        let notes = notes_of(names, self.packing.source.words, &[&record.note]);
        let notes = with_remarks(&words.remarks, notes);
        let more = extensions([
            ("examples", all_words(names, &record.examples).into()),
            ("remarks", words.remarks.into()),
            (
                "sameAs",
                elsewhere(&record.same_as, names.requirement(index)),
            ),
            ("weight", weight),
        ]);
        let parts = ItemParts {
            record: words.record,
            identifier: names.requirement(index),
            uri: names.requirement_uri(index),
            statement: words.statement.unwrap_or_default(),
            abbreviated: words.abbreviated,
            kind: Some(kind),
            changed: words.changed.or_else(|| day_of(names, &address).map(time)),
            language: self.language_of(entry.text()),
        };
        let mut new = item(&self.packing, parts);
        let item = &mut new.item;
        item.human_coding_scheme = entry.printed_name().map(on_one_line);
        let is_lettered = entry.code.is_none() && !entry.mark.is_empty();
        item.list_enumeration = is_lettered.then(|| entry.mark.to_string());
        item.notes = notes;
        item.extensions = more;
        self.about(item, &entry.axes);
        self.push(new, Siblings::Requirements, above, |names| {
            names.requirement_node(index)
        });
    }

    /// Adds the dimensions and levels of an item.
    fn about(&self, item: &mut CfItem, axes: &Axes) {
        let standard = self.names.standard;
        let dimensions = standard.about.dimensions.values();
        let dimensions = dimensions.filter(|value| axes.dimensions.has(value.id.as_str()));
        for dimension in dimensions {
            if let Some(concept) = self.concepts.get(dimension.id.as_str()) {
                item.concept_keywords.push(concept.title.clone());
                item.concept_keywords_uri
                    .get_or_insert_with(|| concept.clone());
            }
        }
        let levels = standard.levels_among(&axes.roles).into_iter();
        let levels = levels.filter(|level| axes.levels.has(level.id.as_str()));
        let levels = levels.map(|level| on_one_line(&words_of(&self.names, &level.title)));
        item.education_level = levels.collect();
    }
}

/// The words of several texts in the language of the framework.
fn all_words(names: &FrameworkNames, texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| words_of(names, text)).collect()
}
