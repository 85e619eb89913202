//! The package of a standard while it is put together: its items, and what translates what.

use std::collections::HashMap;

use super::document::date;
use super::names::{FrameworkNames, words_of};
use super::packing::{Packing, item_node};
use super::record::{CfItem, CfLink, CfNode, Extensions, Siblings};
use super::recorded_words::RecordedWords;
use crate::index::StandardIndex;
use crate::model::identifier::Identifier;
use crate::source::format::axis::TypeRecord;
use crate::source::format::text::Text;
use crate::source::format::wording::Day;

/// A standard while its package is put together.
pub(super) struct StandardPacking<'a> {
    pub(super) packing: Packing<'a>,
    pub(super) names: FrameworkNames<'a>,
    pub(super) recorded: RecordedWords<'a>,
    pub(super) index: StandardIndex,
    /// The concepts of the dimensions, by their ids.
    pub(super) concepts: HashMap<&'a str, CfLink>,
    /// The names of the same parts in the language of the standard, if this is a translation.
    pub(super) original: Option<FrameworkNames<'a>>,
    /// The number of items directly below the framework.
    tops: usize,
    /// The items of a translation, each with what it translates.
    translated: Vec<Translated>,
}

/// An item of a translation, and the item of the original.
struct Translated {
    item: CfNode,
    original: CfNode,
    /// Whether the item is translated. If not, it has the words of the original.
    is_translated: bool,
}

/// The parts of an item that differ from kind to kind.
pub(super) struct ItemParts {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) statement: String,
    /// The short statement, if it is another.
    pub(super) abbreviated: Option<String>,
    pub(super) kind: Option<CfLink>,
    /// The time at which its words changed last.
    pub(super) changed: Option<String>,
    pub(super) language: String,
}

/// An item with these parts and nothing else.
pub(super) fn item(packing: &Packing, parts: ItemParts) -> CfItem {
    CfItem {
        identifier: parts.identifier,
        full_statement: parts.statement,
        item_type: parts.kind.as_ref().map(|kind| kind.title.clone()),
        uri: parts.uri,
        human_coding_scheme: None,
        list_enumeration: None,
        abbreviated_statement: parts.abbreviated,
        concept_keywords: Vec::new(),
        concept_keywords_uri: None,
        notes: None,
        language: parts.language,
        education_level: Vec::new(),
        item_type_uri: parts.kind,
        status_end_date: None,
        last_change_date_time: parts.changed.unwrap_or_else(|| packing.changed()),
        extensions: Extensions::new(),
    }
}

impl<'a> StandardPacking<'a> {
    /// Begins the package of a standard.
    pub(super) fn new(
        packing: Packing<'a>,
        names: FrameworkNames<'a>,
        index: StandardIndex,
    ) -> Self {
        let original = if names.is_original() {
            None
        } else {
            names.in_original()
        };
        StandardPacking {
            packing,
            recorded: RecordedWords::of(&names),
            names,
            index,
            concepts: HashMap::new(),
            original,
            tops: 0,
            translated: Vec::new(),
        }
    }

    /// Adds an item below another, or below the framework, and returns a reference to it. `siblings` has its kind, and `named` refers to the same part
    /// in any language.
    pub(super) fn push(
        &mut self,
        item: CfItem,
        siblings: Siblings,
        above: Option<(CfNode, usize)>,
        named: impl Fn(&FrameworkNames<'a>) -> CfNode,
    ) -> CfNode {
        let own = item_node(&item);
        if let Some(original) = &self.original {
            self.translated.push(Translated {
                item: own.clone(),
                original: named(original),
                is_translated: *item.language == *self.names.language.tag,
            });
        }
        let (above, place) = above.unwrap_or_else(|| {
            self.tops += 1;
            (self.packing.document_node(), self.tops)
        });
        self.packing.items.push(item);
        self.packing.nest([own.clone(), above], siblings, place);
        own
    }

    /// The tag of the language in which `text` is shown: that of the framework or, if it is not translated, another.
    pub(super) fn language_of(&self, text: &Text) -> String {
        let (id, _) = text.nearest(&[&self.names.language.id, self.names.original()]);
        let mut languages = self.names.handbook.languages.iter();
        let found = languages.find(|language| *language.id == *id);
        found
            .map_or(&self.names.language.tag, |language| &language.tag)
            .to_string()
    }

    /// The type of an item: its own, or else the name of its kind.
    pub(super) fn kind(
        &mut self,
        own: Option<&TypeRecord>,
        named: Option<&Text>,
        word: &'a str,
    ) -> CfLink {
        let names = &self.names;
        match (own, named) {
            (Some(own), _) => {
                let title = words_of(names, &own.title);
                let description = own.description.as_ref().map(|text| words_of(names, text));
                self.packing.item_type(&title, description)
            }
            (None, Some(named)) => {
                let title = words_of(names, named);
                self.packing.item_type(&title, None)
            }
            (None, None) => {
                let title = self.packing.word(word);
                self.packing.item_type(title, None)
            }
        }
    }

    /// Associates a translation with its original: the framework, and every item.
    pub(super) fn add_translations(&mut self) {
        let Some(original) = &self.original else {
            return;
        };
        let ends = [self.packing.document_node(), original.document_node()];
        self.packing
            .associate("isTranslationOf", ends, Extensions::new());
        for Translated {
            item,
            original,
            is_translated,
        } in std::mem::take(&mut self.translated)
        {
            let kind = if is_translated {
                "isTranslationOf"
            } else {
                "exactMatchOf"
            };
            self.packing
                .associate(kind, [item, original], Extensions::new());
        }
    }

    /// The last day on which anything in the framework changed, in the form of a date.
    fn last_day(&self) -> String {
        let time = self.packing.changed();
        time.split('T').next().unwrap_or_default().to_owned()
    }

    /// A day, or else the last on which anything in the framework changed.
    pub(super) fn day_or_last(&self, day: Option<Day>) -> String {
        day.map_or_else(|| self.last_day(), date)
    }
}
