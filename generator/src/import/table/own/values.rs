//! The roles, levels, types and dimensions that the cells of a workbook of our own name.

use super::texts::{new_text, one_line};
use crate::import::ids::FreshIds;
use crate::import::records::{self, id, nowhere};
use crate::source::format::axis::TypeRecord;
use crate::source::format::dimension::{Dimension, Dimensions};
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Text;

/// An axis that cells name values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnAxis {
    Role,
    Level,
    Type,
    /// The axis of dimensions at a place.
    Dimension(usize),
}

/// The values that a cell names.
#[derive(Debug, Default)]
pub(super) struct NamedValues {
    /// The ids of those that are known.
    pub(super) ids: Vec<String>,
    /// The words of the others.
    pub(super) new: Vec<String>,
}

/// The ids of the values of an axis, with their titles.
fn values(about: &StandardRecord, axis: OwnAxis) -> Vec<(&str, &Text)> {
    match axis {
        OwnAxis::Role => {
            let roles = about.roles.iter();
            roles.map(|role| (role.id.as_str(), &role.title)).collect()
        }
        OwnAxis::Level => {
            let own = about.roles.iter().flat_map(|role| role.levels.iter());
            let levels = about.levels.iter().chain(own);
            levels
                .map(|level| (level.id.as_str(), &level.title))
                .collect()
        }
        OwnAxis::Type => {
            let types = about.types.iter();
            types.map(|one| (one.id.as_str(), &one.title)).collect()
        }
        OwnAxis::Dimension(place) => {
            let axes = about.dimensions.axes();
            let values = axes.get(place).map_or(&[][..], |axis| axis.values);
            values
                .iter()
                .map(|value| (value.id.as_str(), &value.title))
                .collect()
        }
    }
}

/// Finds the values that a cell names, in the languages of the workbook.
pub(super) fn named(
    about: &StandardRecord,
    axis: OwnAxis,
    languages: &[String],
    cell: &str,
) -> NamedValues {
    let known = values(about, axis);
    let find = |words: &str| {
        let words = one_line(words).to_lowercase();
        let is_named = |(id, title): &&(&str, &Text)| {
            let mut titles = title.languages.iter();
            id.to_lowercase() == words
                || label(title, languages, about.language.as_str()).to_lowercase() == words
                || titles.any(|(_, title, _)| title.to_lowercase() == words)
        };
        known.iter().find(is_named).map(|(id, _)| (*id).to_owned())
    };
    let mut found = NamedValues::default();
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines {
        let parts: Vec<&str> = match find(line) {
            Some(_) => vec![line],
            None => {
                let parts = line.split([';', '；', '、', '|', ',', '，']);
                parts
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .collect()
            }
        };
        for part in parts {
            match find(part) {
                Some(id) if found.ids.contains(&id) => {}
                Some(id) => found.ids.push(id),
                None => found.new.push(part.to_owned()),
            }
        }
    }
    found
}

/// The words of a title in the languages of a workbook, as it shows them.
pub(super) fn label(title: &Text, languages: &[String], own: &str) -> String {
    let mut words: Vec<(&str, &str)> = Vec::new();
    for language in languages {
        let nearest = title.nearest(&[language, own]);
        if !words.contains(&nearest) {
            words.push(nearest);
        }
    }
    let words: Vec<&str> = words.into_iter().map(|(_, words)| words).collect();
    one_line(&words.join(" / "))
}

/// Adds a value with this name, and returns its id.
pub(super) fn add(
    about: &mut StandardRecord,
    axis: OwnAxis,
    languages: &[String],
    name: &str,
) -> String {
    let mut fresh = FreshIds::of_values();
    for (id, _) in values(about, axis) {
        fresh.exactly(id);
    }
    let fallback = match axis {
        OwnAxis::Role => "role",
        OwnAxis::Level => "level",
        OwnAxis::Type => "type",
        OwnAxis::Dimension(_) => {
            for other in about.dimensions.values() {
                fresh.exactly(other.id.as_str());
            }
            "dimension"
        }
    };
    let new = fresh.take(None, name, fallback);
    let own = about.language.as_str().to_owned();
    let Some(mut title) = new_text(&own, name) else {
        return new;
    };
    for language in languages
        .iter()
        .take(1)
        .filter(|language| **language != own)
    {
        let words = (language.as_str().into(), name.into(), nowhere());
        title.languages.push(words);
    }
    match axis {
        OwnAxis::Role => {
            about.roles.push(records::role(&new, title));
        }
        OwnAxis::Level => {
            about.levels.push(records::level(&new, title));
        }
        OwnAxis::Type => about.types.push(TypeRecord {
            id: id(&new),
            title,
            description: None,
            position: nowhere(),
        }),
        OwnAxis::Dimension(place) => {
            let value = Dimension {
                id: id(&new),
                title,
                description: None,
                clause: None,
                position: nowhere(),
            };
            match &mut about.dimensions {
                Dimensions::Single(values) => values.push(value),
                Dimensions::Named(axes) => {
                    if let Some(axis) = axes.get_mut(place) {
                        axis.values.push(value);
                    }
                }
            }
        }
    }
    new
}
