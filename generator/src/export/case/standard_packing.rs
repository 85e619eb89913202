//! The package of a standard while it is put together: its items, and what translates what.

use std::collections::HashMap;

use super::document::date;
use super::names::{FrameworkNames, words_of};
use super::packing::{Packing, item_node};
use super::record::{CfItem, CfLink, CfNode, Extensions, Siblings};
use crate::index::StandardIndex;
use crate::model::identifier::Identifier;
use crate::model::source_record::SourceName;
use crate::source::format::axis::TypeRecord;
use crate::source::format::lock::exact_hash;
use crate::source::format::statements::StatementField;
use crate::source::format::text::Text;
use crate::source::format::wording::Day;

/// A standard while its package is put together.
pub(super) struct StandardPacking<'a> {
    pub(super) packing: Packing<'a>,
    pub(super) names: FrameworkNames<'a>,
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
    /// The identifier in the source, if it was imported.
    pub(super) record: Option<String>,
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) statement: String,
    /// The short statement, if it is another.
    pub(super) abbreviated: Option<String>,
    pub(super) kind: Option<ItemKind>,
    /// The time at which its words changed last.
    pub(super) changed: Option<String>,
    pub(super) language: String,
}

/// The type of an item.
pub(super) struct ItemKind {
    title: String,
    description: Option<String>,
    /// A hash of what the handbook says of it.
    said: u64,
}

impl ItemKind {
    /// The type that a word of the interface names.
    pub(super) fn of_word<'a>(packing: &Packing<'a>, word: &'a str) -> Self {
        ItemKind {
            title: packing.word(word).to_owned(),
            description: None,
            said: exact_hash(["word", word]),
        }
    }
}

/// An item that is not in its package yet.
pub(super) struct NewItem {
    pub(super) item: CfItem,
    record: Option<String>,
    kind: Option<ItemKind>,
}

/// An item with these parts and nothing else.
pub(super) fn item(packing: &Packing, parts: ItemParts) -> NewItem {
    let item = CfItem {
        identifier: parts.identifier,
        full_statement: parts.statement,
        alternative_label: None,
        item_type: None,
        uri: parts.uri,
        human_coding_scheme: None,
        list_enumeration: None,
        abbreviated_statement: parts.abbreviated,
        concept_keywords: Vec::new(),
        concept_keywords_uri: None,
        notes: None,
        subject: None,
        subject_uri: None,
        language: Some(parts.language),
        education_level: Vec::new(),
        item_type_uri: None,
        status_start_date: None,
        status_end_date: None,
        last_change_date_time: parts.changed.unwrap_or_else(|| packing.changed()),
        extensions: Extensions::new(),
    };
    NewItem {
        item,
        record: parts.record,
        kind: parts.kind,
    }
}

impl NewItem {
    /// The item with its type, and with the fields that it was imported with.
    pub(super) fn finished(self, packing: &mut Packing) -> CfItem {
        let NewItem {
            mut item,
            record,
            kind,
        } = self;
        let recorded = &packing.recorded;
        let record = record.as_deref().filter(|_| !recorded.is_idle());
        let Some(record) = record.map(SourceName::Item) else {
            if let Some(kind) = kind {
                let link = packing.item_type(&kind.title, kind.description);
                item.item_type = Some(link.title.clone());
                item.item_type_uri = Some(link);
            }
            return item;
        };
        let line = |field, made| recorded.line(record, field, made);
        item.human_coding_scheme = line(StatementField::Code, item.human_coding_scheme);
        item.list_enumeration = line(StatementField::ListEnumeration, item.list_enumeration);
        item.language = line(StatementField::Language, item.language);
        item.status_end_date = line(StatementField::StatusEnd, item.status_end_date);
        item.status_start_date = line(StatementField::StatusStart, None);
        item.alternative_label = line(StatementField::AlternativeLabel, None);
        let list = |field, made| recorded.list(record, field, made);
        item.education_level = list(StatementField::EducationLevel, item.education_level);
        item.concept_keywords = list(StatementField::ConceptKeywords, item.concept_keywords);
        item.subject = recorded.without_place(record, StatementField::Subject);
        item.subject_uri = recorded.without_place(record, StatementField::SubjectUri);
        let (said, made, description) = match kind {
            Some(kind) => (kind.said, Some(kind.title), kind.description),
            None => (exact_hash([]), None, None),
        };
        let field = StatementField::ItemType;
        let title = recorded.words_of_field(record, field, said, made.clone());
        if let Some(title) = title {
            let description = description.filter(|_| made.as_ref() == Some(&title));
            let link = packing.item_type(&title, description);
            item.item_type = Some(title);
            item.item_type_uri = Some(link);
        }
        item
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
        item: NewItem,
        siblings: Siblings,
        above: Option<(CfNode, usize)>,
        named: impl Fn(&FrameworkNames<'a>) -> CfNode,
    ) -> CfNode {
        let item = item.finished(&mut self.packing);
        let own = item_node(&item);
        if let Some(original) = &self.original {
            self.translated.push(Translated {
                item: own.clone(),
                original: named(original),
                is_translated: item.language.as_deref() == Some(&*self.names.language.tag),
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
        &self,
        own: Option<&TypeRecord>,
        named: Option<&Text>,
        word: &'a str,
    ) -> ItemKind {
        let names = &self.names;
        match (own, named) {
            (Some(own), _) => {
                let title = words_of(names, &own.title);
                ItemKind {
                    said: exact_hash(["own", &title]),
                    description: own.description.as_ref().map(|text| words_of(names, text)),
                    title,
                }
            }
            (None, Some(named)) => {
                let title = words_of(names, named);
                ItemKind {
                    said: exact_hash(["named", &title]),
                    description: None,
                    title,
                }
            }
            (None, None) => ItemKind::of_word(&self.packing, word),
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
