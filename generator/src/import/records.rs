//! Records of the content format without anything but their id, for the mapper to fill in.

use std::sync::Arc;

use super::found::FoundText;
use super::language::LanguageKeys;
use crate::source::format::axis::{Descriptors, Ids};
use crate::source::format::clause::{ClauseRecord, NestedClauses, RequirementRecord};
use crate::source::format::dimension::Dimensions;
use crate::source::format::mark::Numbering;
use crate::source::format::note::{Notes, Remark};
use crate::source::format::standard::{Level, Names, Role, StandardRecord};
use crate::source::format::text::{Id, Text};
use crate::source::position::Position;
use crate::source::text_role::TextRole;

/// The position of records that are in no file yet.
pub(super) fn nowhere() -> Position {
    Position::file("")
}

/// An id.
pub(super) fn id(value: &str) -> Id {
    Id {
        value: value.into(),
        position: nowhere(),
    }
}

/// Several ids.
pub(super) fn ids<'a>(values: impl Iterator<Item = &'a str>) -> Ids {
    Ids(values.map(id).collect())
}

/// A text whose words are written by `written`. `None` if it has no words.
pub(super) fn text(
    found: &FoundText,
    keys: &LanguageKeys,
    mut written: impl FnMut(&str) -> String,
) -> Option<Text> {
    let mut languages: Vec<(Arc<str>, Arc<str>, Position)> = Vec::new();
    for (language, words) in &found.0 {
        let words = written(words);
        let key = keys.key(language);
        if !words.trim().is_empty() && !languages.iter().any(|(known, ..)| **known == *key) {
            languages.push((key.into(), words.into(), nowhere()));
        }
    }
    (!languages.is_empty()).then(|| Text {
        languages,
        role: TextRole::Source,
        position: nowhere(),
    })
}

/// Notes with these texts.
pub(super) fn notes(texts: Vec<Text>) -> Notes {
    let remark = |text| Remark {
        quote: None,
        meant: None,
        text,
        position: nowhere(),
    };
    Notes(texts.into_iter().map(remark).collect())
}

/// A standard.
pub(super) fn standard(name: &str, language: &str, title: Text) -> StandardRecord {
    StandardRecord {
        id: id(name),
        edition: None,
        language: id(language),
        official: Vec::new(),
        title,
        description: None,
        authority: None,
        license: None,
        same_as: Vec::new(),
        numbering: Numbering::Ids,
        markup: None,
        marks: None,
        types: Vec::new(),
        relations: Vec::new(),
        groups: Vec::new().into(),
        roles: Vec::new().into(),
        dimensions: Dimensions::default(),
        levels: Vec::new().into(),
        progression: None,
        rule: None,
        tiers: Vec::new(),
        names: None,
        moodle: None,
        note: Notes::default(),
        position: nowhere(),
    }
}

/// The names of a standard that has words of its own for a role or a group of roles.
pub(super) fn names_of_roles(role: Option<Text>, group: Option<Text>) -> Names {
    Names {
        role,
        level: None,
        dimension: None,
        requirement: None,
        clause: None,
        r#type: None,
        group,
        position: nowhere(),
    }
}

/// A clause.
pub(super) fn clause(name: &str) -> ClauseRecord {
    ClauseRecord {
        id: id(name),
        number: None,
        parent: None,
        title: None,
        preliminary: false,
        text: Vec::new(),
        term: None,
        table: None,
        figure: None,
        r#type: None,
        role: Ids::default(),
        dimension: Ids::default(),
        level: Ids::default(),
        band: None,
        intro: None,
        remarks: Vec::new(),
        relates: Vec::new(),
        same_as: Vec::new(),
        note: Notes::default(),
        requirements: Vec::new(),
        outcomes: Vec::new(),
        clauses: NestedClauses::default(),
        position: nowhere(),
    }
}

/// A requirement.
pub(super) fn requirement() -> RequirementRecord {
    RequirementRecord {
        id: None,
        number: None,
        title: None,
        text: None,
        letter: None,
        replaces: None,
        r#type: None,
        role: Ids::default(),
        dimension: Ids::default(),
        level: Ids::default(),
        levels: Descriptors::default(),
        weight: None,
        examples: Vec::new(),
        remarks: Vec::new(),
        relates: Vec::new(),
        same_as: Vec::new(),
        note: Notes::default(),
        requirements: Vec::new(),
        position: nowhere(),
    }
}

/// A role.
pub(super) fn role(name: &str, title: Text) -> Role {
    Role {
        id: id(name),
        number: None,
        title,
        personnel: None,
        description: None,
        group: None,
        r#type: None,
        same_as: Vec::new(),
        levels: Vec::new().into(),
        progression: None,
        asks: Vec::new(),
        annex: None,
        tasks: Vec::new(),
        note: Notes::default(),
        position: nowhere(),
    }
}

/// A level.
pub(super) fn level(name: &str, title: Text) -> Level {
    Level {
        id: id(name),
        title,
        description: None,
        follows: None,
        asks: Vec::new(),
        position: nowhere(),
    }
}
