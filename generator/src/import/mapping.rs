//! Makes records of the content format of a neutral tree.

use std::collections::HashMap;

use super::found::{
    FoundAsk, FoundAxis, FoundForm, FoundItem, FoundPlace, FoundRole, FoundStandard, FoundText,
    FoundValue, LeftOver,
};
use super::ids::FreshIds;
use super::item_mapping::{ItemMapper, ValueIds};
use super::language::LanguageKeys;
use super::records::{self, id, nowhere};
use super::tree::FoundTree;
use super::wording::FoundWording;
use crate::source::format::axis::TypeRecord;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::dimension::{Dimension, DimensionAxis, Dimensions};
use crate::source::format::mark::{DepthMarks, Marks, Numbering};
use crate::source::format::markup::Markup;
use crate::source::format::reference::Reference;
use crate::source::format::relation::{OwnRelationKind, RelationKind};
use crate::source::format::standard::{
    Ask, Edition, Level, License, OPTIONAL, Role, RoleGroup, StandardRecord, Task,
};
use crate::source::format::text::{Symbol, Text, Word};

/// An imported standard as records.
#[derive(Debug)]
pub struct MappedStandard {
    /// `standard.yaml`.
    pub about: StandardRecord,
    /// The outermost clauses, each with everything in it.
    pub branches: Vec<ClauseRecord>,
    /// A comment for each of these ids.
    pub comments: HashMap<String, String>,
    /// Its languages, its own first.
    pub languages: LanguageKeys,
    /// Everything that has no place in the format.
    pub left: Vec<LeftOver>,
    /// What a person should decide or check.
    pub decisions: Vec<String>,
    /// The number of clauses.
    pub clauses: usize,
    /// The number of requirements.
    pub requirements: usize,
}

/// Makes records of what was found. `name` is the id of the standard.
pub fn mapped(mut found: FoundStandard, name: &str) -> MappedStandard {
    let mut left = std::mem::take(&mut found.left);
    let mut decisions = std::mem::take(&mut found.decisions);
    let languages = languages(&found);
    let mut comments = HashMap::new();
    let mut items = std::mem::take(&mut found.items);
    let tree = with_headings(&mut items, &found, &mut left);
    found.items = items;
    let mut mapper = Mapper {
        wording: FoundWording::of(&found),
        language: languages.key(&found.language),
        keys: &languages,
        untranslated: 0,
        relations: Vec::new(),
    };
    let values = ValueIds::of(&found);
    let mut about = mapper.standard(&found, name, &values);
    let mut parts = ItemMapper::new(&found, &tree, &values, &mut mapper);
    let branches = parts.branches();
    let mut roles: Vec<Role> = Vec::new();
    for (place, role) in found.roles.iter().enumerate() {
        let ids = &parts.ids;
        let asked = |asks: &[FoundAsk]| -> Vec<Ask> {
            asks.iter()
                .filter_map(|ask| asked(ask, ids, &values))
                .collect()
        };
        let asks = asked(&role.asks);
        let levels: Vec<Vec<Ask>> = role.levels.iter().map(|(_, asks)| asked(asks)).collect();
        let mut record = parts.mapper.role(&found, place, &values, asks);
        record.levels = parts.mapper.levels_of(role, levels).into();
        roles.push(record);
    }
    about.roles = roles.into();
    if parts.made_up > 0 {
        about.numbering = Numbering::Stated;
    }
    if !parts.has_codes && !found.prints_marks {
        about.marks = Some(Marks {
            requirement: DepthMarks(vec![Word {
                value: DepthMarks::NONE.into(),
                position: nowhere(),
            }]),
            outcome: None,
            position: nowhere(),
        });
    }
    let (clauses, requirements) = (parts.clauses, parts.requirements);
    comments.extend(std::mem::take(&mut parts.comments));
    left.append(&mut parts.left);
    about.relations = mapper.own_relations();
    left.append(&mut mapper.wording.left);
    if mapper.untranslated > 0 {
        decisions.push(format!(
            "{} texts have no words in `{}`; they have those of another language in their place",
            mapper.untranslated, mapper.language
        ));
    }
    if mapper.wording.is_markdown {
        about.markup = Some(Markup::Markdown);
    }
    MappedStandard {
        about,
        branches,
        comments,
        languages,
        left,
        decisions,
        clauses,
        requirements,
    }
}

/// An entry of a list of what a role asks for.
fn asked(ask: &FoundAsk, ids: &[String], values: &ValueIds) -> Option<Ask> {
    Some(Ask {
        to: Reference::parse(&ids[ask.to], &nowhere()).ok()?,
        r#as: ask.is_optional.then(|| id(OPTIONAL)),
        level: ask.level.map(|level| id(&values.levels[level])),
        position: nowhere(),
    })
}

/// The languages of all texts, that of the standard first.
fn languages(found: &FoundStandard) -> LanguageKeys {
    let mut keys = LanguageKeys::default();
    keys.add(&found.language);
    let mut add = |text: &FoundText| text.0.iter().for_each(|(language, _)| keys.add(language));
    add(&found.title);
    for item in &found.items {
        add(&item.title);
        add(&item.text);
        item.descriptors
            .iter()
            .for_each(|(_, descriptor)| add(&descriptor.text));
    }
    keys
}

/// The tree of the parts. Requirements that are in no clause get one, since requirements are always in a clause.
fn with_headings(
    items: &mut Vec<FoundItem>,
    found: &FoundStandard,
    left: &mut Vec<LeftOver>,
) -> FoundTree {
    let tree = FoundTree::of(items, left);
    let alone = |top: &usize| !tree.is_clause[*top];
    if !tree.tops.iter().any(alone) {
        return tree;
    }
    // Each run of requirements at the top gets a clause, so that the order stays.
    let mut first_below: HashMap<usize, usize> = HashMap::new();
    let mut current: Option<usize> = None;
    for top in &tree.tops {
        if !alone(top) {
            current = None;
            continue;
        }
        let heading = *current.get_or_insert_with(|| {
            let place = items[*top].place.clone();
            let title = match found.title.is_empty() {
                true => FoundText::one(&found.language, "Requirements"),
                false => found.title.clone(),
            };
            items.push(FoundItem {
                title,
                form: FoundForm::Clause,
                ..FoundItem::new(place)
            });
            first_below.insert(items.len() - 1, *top);
            items.len() - 1
        });
        items[*top].parent = Some(heading);
        items[*top].form = FoundForm::Requirement;
    }
    let mut tree = FoundTree::of(items, left);
    tree.tops
        .sort_by_key(|top| first_below.get(top).copied().unwrap_or(*top));
    tree.added = first_below.into_keys().collect();
    tree
}

/// The state that is shared by the mapping of all parts of a standard.
pub(super) struct Mapper<'a> {
    pub(super) wording: FoundWording,
    /// The key of the language of the standard.
    pub(super) language: String,
    keys: &'a LanguageKeys,
    /// The number of texts that lack the language of the standard.
    untranslated: usize,
    /// The kinds of relations of the standard's own.
    pub(super) relations: Vec<String>,
}

impl Mapper<'_> {
    /// A text of the standard.
    pub(super) fn text(&mut self, place: &FoundPlace, found: &FoundText) -> Option<Text> {
        let keys = self.keys;
        let text = records::text(found, keys, |words| self.wording.text(place, words));
        self.complete(text)
    }

    /// A title or another label.
    pub(super) fn label(&mut self, place: &FoundPlace, found: &FoundText) -> Option<Text> {
        let keys = self.keys;
        let text = records::text(found, keys, |words| self.wording.label(place, words));
        self.complete(text)
    }

    /// A text that has the language of the standard, which every text of it needs.
    fn complete(&mut self, text: Option<Text>) -> Option<Text> {
        let mut text = text?;
        if text.get(&self.language).is_none() {
            let words = text.languages.first().map(|(_, words, _)| words.clone())?;
            text.languages
                .insert(0, (self.language.as_str().into(), words, nowhere()));
            self.untranslated += 1;
        }
        Some(text)
    }

    /// A label, or else these words.
    fn label_or(&mut self, found: &FoundText, words: &str) -> Text {
        let label = self.label(&FoundPlace::File, found);
        label.unwrap_or_else(|| self.words(words))
    }

    /// A text in the language of the standard.
    pub(super) fn words(&self, words: &str) -> Text {
        Text {
            languages: vec![(self.language.as_str().into(), words.into(), nowhere())],
            role: crate::source::text_role::TextRole::Label,
            position: nowhere(),
        }
    }

    /// The standard without its roles.
    fn standard(&mut self, found: &FoundStandard, name: &str, values: &ValueIds) -> StandardRecord {
        let title = self.label_or(&found.title, name);
        let mut about = records::standard(name, &self.language, title);
        about.description = self.label(&FoundPlace::File, &found.description);
        about.authority = self.label(&FoundPlace::File, &found.authority);
        about.same_as = found.same_as.iter().map(|to| Symbol::new(to)).collect();
        about.license = found.license.as_ref().map(|(title, url)| License {
            title: self.label_or(title, "licence"),
            url: url.as_deref().map(Symbol::new),
            position: nowhere(),
        });
        about.edition = found.edition.as_ref().map(|edition| Edition {
            id: id(&FreshIds::of_values().take(Some(edition), edition, "edition")),
            title: self.words(edition),
            replaces: None,
            note: Default::default(),
            position: nowhere(),
        });
        let types = found
            .types
            .iter()
            .zip(&values.types)
            .map(|(value, name)| TypeRecord {
                id: id(name),
                title: self.label_or(&value.title, name),
                description: self.text(&FoundPlace::File, &value.description),
                position: nowhere(),
            });
        about.types = types.collect();
        let levels = found
            .levels
            .iter()
            .zip(&values.levels)
            .map(|(value, name)| {
                let mut level: Level = records::level(name, self.label_or(&value.title, name));
                level.description = self.text(&FoundPlace::File, &value.description);
                level
            });
        about.levels = levels.collect();
        let groups = found
            .groups
            .iter()
            .zip(&values.groups)
            .map(|(value, name)| RoleGroup {
                id: id(name),
                title: self.label_or(&value.title, name),
                description: self.text(&FoundPlace::File, &value.description),
                same_as: value.same_as.iter().map(|to| Symbol::new(to)).collect(),
                position: nowhere(),
            });
        about.groups = groups.collect();
        about.dimensions = self.dimensions(&found.axes, values);
        about
    }

    fn dimensions(&mut self, axes: &[FoundAxis], ids: &ValueIds) -> Dimensions {
        let value = |found: &FoundValue, name: &str, mapper: &mut Self| Dimension {
            id: id(name),
            title: mapper.label_or(&found.title, name),
            description: mapper.text(&FoundPlace::File, &found.description),
            clause: None,
            position: nowhere(),
        };
        let mut mapped: Vec<Vec<Dimension>> = Vec::new();
        for (axis, names) in axes.iter().zip(&ids.dimensions) {
            let values = axis.values.iter().zip(names);
            mapped.push(
                values
                    .map(|(found, name)| value(found, name, self))
                    .collect(),
            );
        }
        match axes {
            [] => Dimensions::default(),
            [axis] if axis.title.is_empty() => Dimensions::Single(mapped.pop().unwrap_or_default()),
            axes => {
                let all = axes.iter().zip(&ids.axes).zip(mapped);
                let all = all.map(|((axis, name), values)| DimensionAxis {
                    id: id(name),
                    title: self.label_or(&axis.title, name),
                    description: None,
                    values,
                    position: nowhere(),
                });
                Dimensions::Named(all.collect())
            }
        }
    }

    fn role(
        &mut self,
        found: &FoundStandard,
        place: usize,
        values: &ValueIds,
        asks: Vec<Ask>,
    ) -> Role {
        let role = &found.roles[place];
        let name = &values.roles[place];
        let mut record = records::role(name, self.label_or(&role.about.title, name));
        let code = role.about.code.as_deref().filter(|code| code != name);
        record.number = code.map(crate::source::format::text::Number::new);
        record.description = self.text(&FoundPlace::File, &role.about.description);
        record.group = role.group.map(|group| id(&values.groups[group]));
        record.same_as = role
            .about
            .same_as
            .iter()
            .map(|to| Symbol::new(to))
            .collect();
        record.asks = asks;
        let tasks = role.tasks.iter();
        let tasks = tasks
            .filter_map(|task| self.text(&FoundPlace::File, task))
            .map(|text| Task {
                text,
                note: Default::default(),
                position: nowhere(),
            });
        record.tasks = tasks.collect();
        let notes: Vec<Text> = role
            .notes
            .iter()
            .filter_map(|note| self.text(&FoundPlace::File, note))
            .collect();
        record.note = records::notes(notes);
        record
    }

    /// The levels of a role, with what each asks for.
    fn levels_of(&mut self, role: &FoundRole, asks: Vec<Vec<Ask>>) -> Vec<Level> {
        let mut ids = FreshIds::of_values();
        let levels = role.levels.iter().zip(asks);
        levels
            .map(|((value, _), asks)| {
                let name = ids.take(value.code.as_deref(), value.title.nearest("en"), "level");
                let mut level = records::level(&name, self.label_or(&value.title, &name));
                level.description = self.text(&FoundPlace::File, &value.description);
                level.asks = asks;
                level
            })
            .collect()
    }

    /// The kinds of relations that are not those of every standard.
    fn own_relations(&mut self) -> Vec<OwnRelationKind> {
        let kinds = std::mem::take(&mut self.relations);
        let is_own = |kind: &String| !RelationKind::ALL.iter().any(|known| known.word() == kind);
        let kinds = kinds.into_iter().filter(is_own);
        kinds
            .map(|kind| OwnRelationKind {
                title: self.words(&spelled(&kind)),
                id: id(&kind),
                inverse: None,
                position: nowhere(),
            })
            .collect()
    }
}

/// The words of a name such as `isPartOf`: `Is part of`.
fn spelled(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        match c {
            '-' | '_' => words.push(' '),
            c if c.is_uppercase() && !words.is_empty() => {
                words.push(' ');
                words.extend(c.to_lowercase());
            }
            c if words.is_empty() => words.extend(c.to_uppercase()),
            c => words.push(c),
        }
    }
    words
}
