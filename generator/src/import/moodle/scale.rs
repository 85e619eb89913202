//! Scales of Moodle: the values by which competencies are rated, and the configuration that says which of them mean that
//! somebody is proficient.
//!
//! The values are a list with commas between, lowest first. The configuration is JSON: an array whose first entry names the
//! scale, and whose others name values by their places, counted from 1. Values that are neither the default nor proficient
//! may be missing from it.

use selfcheck_wasm::validity::MAX_CHOICES;
use serde_json::Value as Json;

use crate::import::found::FoundGrade;
use crate::import::found::FoundText;
use crate::language::message::{Message, message};
use crate::site::moodle::scale::{ScaleCells, value};

/// A scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadScale {
    /// The values, lowest first.
    pub values: Vec<ScaleValue>,
}

/// A value of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScaleValue {
    /// Its place in the scale, counted from 1, by which the configuration names it.
    pub place: usize,
    /// Its name.
    pub name: String,
    /// Whether somebody with this rating is proficient.
    pub is_proficient: bool,
    /// Whether Moodle gives this rating when a competency is completed without one.
    pub is_default: bool,
}

/// A part of a scale that is not imported.
#[derive(Debug)]
pub(super) struct LeftScale {
    /// Whether it is in the configuration, not in the values.
    pub is_in_configuration: bool,
    /// A description of the part.
    pub what: Message,
    /// The content of the part.
    pub content: String,
}

impl LeftScale {
    fn of_values(what: Message, content: &str) -> Self {
        LeftScale {
            is_in_configuration: false,
            what,
            content: content.to_owned(),
        }
    }

    fn of_configuration(what: Message, content: &str) -> Self {
        LeftScale {
            is_in_configuration: true,
            what,
            content: content.to_owned(),
        }
    }
}

impl ReadScale {
    /// Reads the two cells of a scale. There is no scale if its values cannot be grades of a form.
    pub(super) fn read(values: &str, configuration: &str) -> (Option<Self>, Vec<LeftScale>) {
        let mut faults = Vec::new();
        let (values, configuration) = (values.trim(), configuration.trim());
        let configuration = Some(configuration).filter(|cell| !matches!(*cell, "" | "null"));
        let mut scale = Self::of_values(values, &mut faults);
        let Some(configuration) = configuration else {
            return (scale, faults);
        };
        match &mut scale {
            Some(scale) => scale.configure(configuration, &mut faults),
            None => faults.push(LeftScale::of_configuration(
                message!("the configuration of a scale"),
                configuration,
            )),
        }
        (scale, faults)
    }

    fn of_values(cell: &str, faults: &mut Vec<LeftScale>) -> Option<Self> {
        if cell.is_empty() {
            return None;
        }
        let names = cell.split(',').map(str::trim).enumerate();
        let values = names.clone().filter(|(_, name)| !name.is_empty());
        let values: Vec<ScaleValue> = values
            .map(|(place, name)| ScaleValue {
                place: place + 1,
                name: name.to_owned(),
                is_proficient: false,
                is_default: false,
            })
            .collect();
        let repeats = |(place, value): (usize, &ScaleValue)| {
            values[..place].iter().any(|known| known.name == value.name)
        };
        let what = if values.len() < 2 {
            message!("a scale with fewer than two values")
        } else if values.len() > MAX_CHOICES {
            message!("a scale with more than {most} values", most = MAX_CHOICES)
        } else if values.iter().enumerate().any(repeats) {
            message!("a scale that has a value twice")
        } else {
            for _ in names.filter(|(_, name)| name.is_empty()) {
                faults.push(LeftScale::of_values(
                    message!("a value of a scale without a name"),
                    cell,
                ));
            }
            return Some(ReadScale { values });
        };
        faults.push(LeftScale::of_values(what, cell));
        None
    }

    fn configure(&mut self, cell: &str, faults: &mut Vec<LeftScale>) {
        let Ok(Json::Array(entries)) = serde_json::from_str::<Json>(cell) else {
            faults.push(LeftScale::of_configuration(
                message!("the configuration of a scale, which is not a list in JSON"),
                cell,
            ));
            return;
        };
        // The first entry names the scale in the database that it comes from.
        for entry in entries.iter().filter(|entry| entry.get("id").is_some()) {
            let place = entry.get("id").and_then(number);
            let value = self.values.iter_mut();
            match value
                .into_iter()
                .find(|value| place == u64::try_from(value.place).ok())
            {
                Some(value) => {
                    value.is_proficient |= is_set(entry, "proficient");
                    value.is_default |= is_set(entry, "scaledefault");
                }
                None => faults.push(LeftScale::of_configuration(
                    message!("the configuration of a value that its scale does not have"),
                    &entry.to_string(),
                )),
            }
        }
    }

    /// Whether any value means that somebody is proficient.
    pub(super) fn has_proficient(&self) -> bool {
        self.values.iter().any(|value| value.is_proficient)
    }

    /// The cells that an export makes of the grades.
    pub(super) fn cells(&self) -> ScaleCells {
        let values = self.values.iter();
        let values = values.map(|scale| (value(&scale.name), scale.is_proficient));
        let values: Vec<(String, bool)> = values.collect();
        let lowest = self.values.iter().position(|value| value.is_proficient);
        let default = self.values.iter().position(|value| value.is_default);
        ScaleCells::of(&values, default.or(lowest).unwrap_or(0))
    }

    /// Whether some values mean that somebody is proficient, and others do not.
    pub(super) fn distinguishes(&self) -> bool {
        let proficient = self.values.iter().filter(|value| value.is_proficient);
        (1..self.values.len()).contains(&proficient.count())
    }

    /// The values as grades, best first. The sign of each is its place, so that signs stay when a higher value is added.
    pub(super) fn grades(&self, language: &str) -> Vec<FoundGrade> {
        let is_worth = self.distinguishes();
        let grades = self.values.iter().enumerate().rev();
        grades
            .map(|(place, value)| FoundGrade {
                // A sign has one character, and there are at most ten.
                id: match place {
                    0..9 => (place + 1).to_string(),
                    _ => "0".to_owned(),
                },
                title: FoundText::one(language, &value.name),
                points: is_worth.then_some(if value.is_proficient { 100 } else { 0 }),
                is_met: value.is_proficient,
            })
            .collect()
    }

    /// Whether another scale has the same values, with the same meaning.
    pub(super) fn has_grades_of(&self, other: &Self) -> bool {
        let meaning = |value: &ScaleValue| (value.name.clone(), value.is_proficient);
        let own = self.values.iter().map(meaning);
        own.eq(other.values.iter().map(meaning))
    }

    /// The default, by its place in the scale.
    pub(super) fn default(&self) -> Option<usize> {
        let default = self.values.iter().find(|value| value.is_default);
        default.map(|value| value.place)
    }

    /// The place of the default among the grades, unless it is the lowest value that means that somebody is proficient.
    pub(super) fn unusual_default(&self) -> Option<usize> {
        let default = self.values.iter().position(|value| value.is_default)?;
        let usual = self.values.iter().position(|value| value.is_proficient);
        (usual != Some(default)).then(|| self.values.len() - 1 - default)
    }
}

/// A number that may be written as a text.
fn number(value: &Json) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// Whether a flag of an entry is set, as PHP understands it.
fn is_set(entry: &Json, key: &str) -> bool {
    match entry.get(key) {
        Some(Json::Bool(is_set)) => *is_set,
        Some(value @ (Json::Number(_) | Json::String(_))) => {
            number(value).is_some_and(|number| number > 0)
        }
        Some(Json::Null | Json::Array(_) | Json::Object(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ReadScale;

    /// The values of a scale, those that mean proficient with a `+` and the default with a `!`, and what is left of it.
    fn read(values: &str, configuration: &str) -> (Option<String>, Vec<String>) {
        let (scale, faults) = ReadScale::read(values, configuration);
        let told = scale.map(|scale| {
            let value = scale.values.iter().map(|value| {
                let plus = if value.is_proficient { "+" } else { "" };
                let mark = if value.is_default { "!" } else { "" };
                format!("{}{}{plus}{mark}", value.place, value.name)
            });
            value.collect::<Vec<_>>().join(" ")
        });
        let left = faults.iter().map(|fault| {
            let cell = if fault.is_in_configuration { "G" } else { "F" };
            format!("{cell} {}", fault.what.english())
        });
        (told, left.collect())
    }

    #[test]
    fn a_scale_has_its_values_and_its_configuration() {
        let configuration = r#"[{"scaleid":"2"},{"id":2,"scaledefault":1,"proficient":1}]"#;
        let (told, left) = read("Not yet competent, Competent", configuration);
        assert_eq!(told.as_deref(), Some("1Not yet competent 2Competent+!"));
        assert!(left.is_empty(), "{left:?}");
        let texts = r#"[{"scaleid":2},{"id":"1","scaledefault":"1","proficient":"0"},{"id":"2","proficient":true}]"#;
        assert_eq!(read("No,Yes", texts).0.as_deref(), Some("1No! 2Yes+"));
    }

    #[test]
    fn a_scale_that_cannot_be_the_grades_of_a_form_is_left() {
        let two_hundred = vec!["value"; 200].join(",");
        for (values, fault) in [
            ("Competent", "F a scale with fewer than two values"),
            (",,", "F a scale with fewer than two values"),
            ("A,B,A", "F a scale that has a value twice"),
            (&*two_hundred, "F a scale with more than 10 values"),
        ] {
            let (told, left) = read(values, r#"[{"scaleid":"1"}]"#);
            assert_eq!(told, None, "{values}");
            assert_eq!(left, [fault, "G the configuration of a scale"]);
        }
        assert_eq!(read("", ""), (None, Vec::new()));
        assert_eq!(read("", "[]").1, ["G the configuration of a scale"]);
    }

    #[test]
    fn a_broken_configuration_is_left_and_the_values_are_not() {
        for broken in ["[{", "{\"id\":1}", "7", "[[[["] {
            let (told, left) = read("No,Yes", broken);
            assert_eq!(told.as_deref(), Some("1No 2Yes"));
            assert_eq!(
                left,
                ["G the configuration of a scale, which is not a list in JSON"]
            );
        }
        let outside =
            r#"[{"scaleid":1},{"id":9,"proficient":1},{"id":-1},{"id":2,"proficient":1},5,null]"#;
        let (told, left) = read("No,,Yes", outside);
        assert_eq!(told.as_deref(), Some("1No 3Yes"));
        let value = "G the configuration of a value that its scale does not have";
        assert_eq!(
            left,
            ["F a value of a scale without a name", value, value, value]
        );
    }
}
