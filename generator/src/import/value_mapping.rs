//! The texts, levels, roles, types and dimensions of a neutral tree as records.

use super::found::{
    FoundAxis, FoundPlace, FoundRole, FoundStandard, FoundTask, FoundText, FoundValue,
};
use super::ids::FreshIds;
use super::language::{LanguageKeys, spoken};
use super::records::{self, id, nowhere};
use super::wording::{FoundWording, code, spelled};
use crate::language::message::message;
use crate::source::format::axis::TypeRecord;
use crate::source::format::dimension::{Dimension, DimensionAxis, Dimensions};
use crate::source::format::note::Notes;
use crate::source::format::relation::{OwnRelationKind, RelationKind};
use crate::source::format::standard::{
    Ask, Edition, Level, License, Role, RoleGroup, StandardRecord, Task,
};
use crate::source::format::text::{Number, Symbol, Text};
use crate::source::text_role::TextRole;

/// The ids of the roles, levels, types, groups and dimensions, in the order in which they were found.
#[derive(Debug)]
pub(super) struct ValueIds {
    pub(super) roles: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) types: Vec<String>,
    pub(super) groups: Vec<String>,
    pub(super) axes: Vec<String>,
    /// By axis. Unique among all axes.
    pub(super) dimensions: Vec<Vec<String>>,
}

impl ValueIds {
    /// Makes an id for each.
    pub(super) fn of(found: &FoundStandard) -> Self {
        let all = |values: &[FoundValue], ids: &mut FreshIds, fallback: &str| -> Vec<String> {
            // Ids that values have already come first, so that no id that is made up takes one of them.
            let own = |value: &FoundValue| value.id.clone().filter(|id| ids.exactly(id));
            let own: Vec<Option<String>> = values.iter().map(own).collect();
            let one = |(value, own): (&FoundValue, Option<String>)| {
                let new = || ids.take(value.code.as_deref(), value.title.nearest("en"), fallback);
                own.unwrap_or_else(new)
            };
            values.iter().zip(own).map(one).collect()
        };
        let fresh = FreshIds::of_values;
        let roles: Vec<FoundValue> = found.roles.iter().map(|role| role.about.clone()).collect();
        let groups: Vec<FoundValue> = (found.groups.iter())
            .map(|group| group.about.clone())
            .collect();
        let axes = found.axes.iter().map(|axis| FoundValue {
            title: axis.title.clone(),
            ..FoundValue::default()
        });
        let mut dimensions = fresh();
        ValueIds {
            roles: all(&roles, &mut fresh(), "role"),
            levels: all(&found.levels, &mut fresh(), "level"),
            types: all(&found.types, &mut fresh(), "type"),
            groups: all(&groups, &mut fresh(), "group"),
            axes: all(&axes.collect::<Vec<_>>(), &mut fresh(), "axis"),
            dimensions: found
                .axes
                .iter()
                .map(|axis| all(&axis.values, &mut dimensions, "dimension"))
                .collect(),
        }
    }
}

/// The state that is shared by the mapping of all parts of a standard.
pub(super) struct Mapper<'a> {
    pub(super) wording: FoundWording,
    /// The key of the language of the standard.
    pub(super) language: String,
    pub(super) keys: &'a LanguageKeys,
    /// The number of texts that lack the language of the standard.
    pub(super) untranslated: usize,
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
        let text = text.map(|text| Text {
            role: TextRole::Label,
            ..text
        });
        self.complete(text)
    }

    /// The description of the standard, which keeps its lines.
    fn description(&mut self, found: &FoundText) -> Option<Text> {
        let keys = self.keys;
        let place = FoundPlace::File;
        let text = records::text(found, keys, |words| self.wording.lines(&place, words));
        let text = text.map(|text| Text {
            role: TextRole::Ours,
            ..text
        });
        self.complete(text)
    }

    /// A note.
    pub(super) fn note(&mut self, place: &FoundPlace, found: &FoundText) -> Option<Text> {
        let keys = self.keys;
        let text = records::text(found, keys, |words| self.wording.note(place, words));
        self.complete(text)
    }

    /// A text that has the language of the standard, which every text of it needs.
    pub(super) fn complete(&mut self, text: Option<Text>) -> Option<Text> {
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
    pub(super) fn label_or(&mut self, found: &FoundText, words: &str) -> Text {
        let label = self.label(&FoundPlace::File, found);
        label.unwrap_or_else(|| self.words(words))
    }

    /// A text in the language of the standard.
    pub(super) fn words(&self, words: &str) -> Text {
        Text {
            languages: vec![(
                self.language.as_str().into(),
                code(words).unwrap_or_else(|| "…".to_owned()).into(),
                nowhere(),
            )],
            role: TextRole::Label,
            position: nowhere(),
        }
    }

    /// The standard without its roles.
    pub(super) fn standard(
        &mut self,
        found: &FoundStandard,
        name: &str,
        values: &ValueIds,
    ) -> StandardRecord {
        let title = self.label_or(&found.title, name);
        let mut about = records::standard(name, &self.language, title);
        about.description = self.description(&found.description);
        about.authority = self.label(&FoundPlace::File, &found.authority);
        about.same_as = found.same_as.iter().map(|to| Symbol::new(to)).collect();
        about.license = found.license.as_ref().map(|(title, url)| License {
            title: self.label_or(title, message!("licence").label(spoken(&self.language))),
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
            .map(|(group, name)| RoleGroup {
                id: id(name),
                parent: group.parent.map(|parent| id(&values.groups[parent])),
                title: self.label_or(&group.about.title, name),
                description: self.text(&FoundPlace::File, &group.about.description),
                same_as: (group.about.same_as.iter())
                    .map(|to| Symbol::new(to))
                    .collect(),
                position: nowhere(),
            });
        about.groups = groups.collect();
        about.dimensions = self.dimensions(&found.axes, values);
        let role = self.label(&FoundPlace::File, &found.role_name);
        let group = self.label(&FoundPlace::File, &found.group_name);
        if role.is_some() || group.is_some() {
            about.names = Some(records::names_of_roles(role, group));
        }
        about
    }

    pub(super) fn dimensions(&mut self, axes: &[FoundAxis], ids: &ValueIds) -> Dimensions {
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

    pub(super) fn role(
        &mut self,
        found: &FoundStandard,
        place: usize,
        values: &ValueIds,
        asks: Vec<Ask>,
    ) -> Role {
        let role = &found.roles[place];
        let name = &values.roles[place];
        let mut record = records::role(name, self.label_or(&role.about.title, name));
        let code = role.about.code.as_deref().and_then(code);
        record.number = code
            .filter(|code| code != name)
            .map(|code| Number::new(&code));
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
        record.tasks = tasks.filter_map(|task| self.task(task)).collect();
        record.note = self.notes(&role.notes);
        record
    }

    /// A task; `None` if it has no words.
    fn task(&mut self, task: &FoundTask) -> Option<Task> {
        let text = self.text(&FoundPlace::File, &task.text)?;
        Some(Task {
            text,
            same_as: task.same_as.iter().map(|to| Symbol::new(to)).collect(),
            note: self.notes(&task.notes),
            position: nowhere(),
        })
    }

    fn notes(&mut self, notes: &[FoundText]) -> Notes {
        let notes = notes.iter();
        let notes: Vec<Text> = notes
            .filter_map(|note| self.note(&FoundPlace::File, note))
            .collect();
        records::notes(notes)
    }

    /// The levels of a role, with what each asks for.
    pub(super) fn levels_of(&mut self, role: &FoundRole, asks: Vec<Vec<Ask>>) -> Vec<Level> {
        let mut ids = FreshIds::of_values();
        let own: Vec<Option<String>> = (role.levels.iter())
            .map(|(value, _)| value.id.clone().filter(|id| ids.exactly(id)))
            .collect();
        let levels = role.levels.iter().zip(own).zip(asks);
        levels
            .map(|(((value, _), own), asks)| {
                let new = || ids.take(value.code.as_deref(), value.title.nearest("en"), "level");
                let name = own.unwrap_or_else(new);
                let mut level = records::level(&name, self.label_or(&value.title, &name));
                level.description = self.text(&FoundPlace::File, &value.description);
                level.asks = asks;
                level
            })
            .collect()
    }

    /// The kinds of relations that are not those of every standard.
    pub(super) fn own_relations(&mut self) -> Vec<OwnRelationKind> {
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
