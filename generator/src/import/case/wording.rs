//! The exact values of fields, so that an export can repeat them.

use serde_json::{Map, Value as Json};
use url::Url;
use uuid::Uuid;

use crate::import::json::{JsonRecord, words};
use crate::model::identifier::Identifier;
use crate::model::source_record::SourceRecord;
use crate::source::format::date::Date;
use crate::source::format::statements::StatementField;

/// The field with the time of the last change.
pub(super) const CHANGED: &str = "lastChangeDateTime";

/// The form that the specification requires of a value.
#[derive(Clone, Copy)]
enum ValueForm {
    /// Words with line breaks.
    Text,
    /// Words on one line.
    Line,
    /// A list of words.
    Lines,
    Date,
    Uri,
    /// A list of references.
    Links,
    /// A list of definitions of subjects.
    Subjects,
    Number,
    Integer,
    Identifier,
}

fn form_of(field: StatementField) -> ValueForm {
    use StatementField as Field;
    match field {
        Field::Description
        | Field::Full
        | Field::Notes
        | Field::LicenseText
        | Field::Category
        | Field::Feedback
        | Field::Quality => ValueForm::Text,
        Field::Abbreviated
        | Field::Language
        | Field::Title
        | Field::Creator
        | Field::Publisher
        | Field::Version
        | Field::AdoptionStatus
        | Field::FrameworkType
        | Field::AlternativeLabel
        | Field::Code
        | Field::ListEnumeration
        | Field::ItemType
        | Field::HierarchyCode
        | Field::TypeCode
        | Field::Keywords => ValueForm::Line,
        Field::Subject | Field::ConceptKeywords | Field::EducationLevel => ValueForm::Lines,
        Field::StatusStart | Field::StatusEnd => ValueForm::Date,
        Field::OfficialSource => ValueForm::Uri,
        Field::SubjectUri => ValueForm::Links,
        Field::Subjects => ValueForm::Subjects,
        Field::Weight | Field::Score => ValueForm::Number,
        Field::Position => ValueForm::Integer,
        Field::Identifier | Field::RubricId => ValueForm::Identifier,
    }
}

/// The value of a field as an export can repeat it. `None` if there is none, or if the specification does not allow it.
fn kept_value(value: &Json, form: ValueForm) -> Option<Json> {
    let text = match value {
        Json::String(words) => Some(words.clone()).filter(|words| !words.trim().is_empty()),
        other => words(other),
    };
    // The specification allows neither line breaks nor tabs in words on one line.
    let line = |words: String| words.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    match form {
        ValueForm::Text => text.map(Json::from),
        ValueForm::Line => text.map(line).map(Json::from),
        ValueForm::Lines => {
            let items: Vec<&Json> = match value {
                Json::Array(items) => items.iter().collect(),
                other => vec![other],
            };
            let items = items.into_iter();
            let lines = items.filter_map(|item| kept_value(item, ValueForm::Line));
            let lines: Vec<Json> = lines.collect();
            (!lines.is_empty()).then_some(Json::Array(lines))
        }
        ValueForm::Date => text
            .filter(|day| Date::parse(day).is_some())
            .map(Json::from),
        ValueForm::Uri => text.filter(|uri| is_uri(uri)).map(Json::from),
        ValueForm::Links => all_of(value, link),
        ValueForm::Subjects => all_of(value, subject),
        ValueForm::Number => {
            let number = text?
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())?;
            match value {
                Json::Number(_) => Some(value.clone()),
                _ => Some(Json::from(number)),
            }
        }
        ValueForm::Integer => Some(Json::from(text?.parse::<i32>().ok()?)),
        ValueForm::Identifier => {
            let uuid = Uuid::try_parse(&text?).ok()?;
            Identifier::allowed_in_case(uuid).map(|own| Json::from(own.as_str()))
        }
    }
}

fn is_uri(words: &str) -> bool {
    Url::parse(words).is_ok() && !words.contains(char::is_whitespace)
}

/// A list whose records can all be repeated.
fn all_of(value: &Json, kept: impl Fn(&Map<String, Json>) -> Option<Json>) -> Option<Json> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    let items: Option<Vec<Json>> = items.iter().map(|item| kept(item.as_object()?)).collect();
    Some(Json::Array(items?))
}

/// The fields of a record that have these names, in the forms of the specification.
fn fields_of(fields: &Map<String, Json>, forms: &[(&str, ValueForm)]) -> Option<Map<String, Json>> {
    let all = forms.iter().map(|(key, form)| {
        let value = fields.get(*key)?;
        Some(((*key).to_owned(), kept_value(value, *form)?))
    });
    all.collect()
}

/// The fields that a reference must have.
const LINK: [(&str, ValueForm); 3] = [
    ("title", ValueForm::Line),
    ("identifier", ValueForm::Identifier),
    ("uri", ValueForm::Uri),
];

fn link(fields: &Map<String, Json>) -> Option<Json> {
    fields_of(fields, &LINK).map(Json::Object)
}

/// A definition of a subject. One without a place is at the top.
fn subject(fields: &Map<String, Json>) -> Option<Json> {
    let mut kept = fields_of(fields, &LINK)?;
    let more = |key: &str, form| fields.get(key).and_then(|value| kept_value(value, form));
    let code = more("hierarchyCode", ValueForm::Line);
    kept.insert(
        "hierarchyCode".to_owned(),
        code.unwrap_or_else(|| "1".into()),
    );
    let description = more("description", ValueForm::Text);
    kept.extend(description.map(|words| ("description".to_owned(), words)));
    let changed = time_of(JsonRecord::at(fields, ""))?;
    kept.insert(CHANGED.to_owned(), changed.into());
    Some(Json::Object(kept))
}

/// The fields of a record that an export can repeat.
pub(super) fn kept(record: JsonRecord<'_>, fields: &[StatementField]) -> SourceRecord {
    let values = fields.iter().filter_map(|field| {
        let value = record.get(field.word())?;
        Some((*field, kept_value(value, form_of(*field))?))
    });
    SourceRecord {
        fields: values.collect(),
        changed: time_of(record),
    }
}

/// The names of the fields that are kept, with that of the time if it is.
pub(super) fn kept_names(record: &SourceRecord) -> impl Iterator<Item = &'static str> {
    let fields = record.fields.iter().map(|(field, _)| field.word());
    fields.chain(record.changed.as_ref().map(|_| CHANGED))
}

/// The words of a field as they are, unless they are blank.
fn written(record: JsonRecord<'_>, key: &str) -> Option<String> {
    let words = record.get(key)?.as_str()?;
    (!words.trim().is_empty()).then(|| words.to_owned())
}

/// The time of the last change, if it can be written as the specification requires. It is in UTC if it names no zone, as in
/// packages of CASE 1.0.
fn time_of(record: JsonRecord<'_>) -> Option<String> {
    let time = written(record, CHANGED)?;
    let in_utc = format!("{time}Z");
    [time, in_utc].into_iter().find(|time| is_time(time))
}

/// Whether words are a time such as `2024-05-01T09:30:00Z`, with a zone (RFC 3339).
fn is_time(words: &str) -> bool {
    let Some((day, rest)) = words.split_once('T') else {
        return false;
    };
    let (Some(clock), Some(rest)) = (rest.get(..8), rest.get(8..)) else {
        return false;
    };
    let zone = match rest.strip_prefix('.') {
        Some(rest) => {
            let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == rest.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let offset = zone.strip_prefix(['+', '-']);
    let is_zone = zone == "Z" || offset.is_some_and(|offset| is_clock(offset, 2));
    Date::parse(day).is_some() && is_clock(clock, 3) && is_zone
}

/// Whether words are so many numbers of two digits, hours first: `09:30`.
fn is_clock(words: &str, count: usize) -> bool {
    let below = [24, 60, 60];
    let numbers: Vec<&str> = words.split(':').collect();
    let is_below = |(number, below): (&&str, u8)| {
        number.len() == 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && number.parse::<u8>().is_ok_and(|number| number < below)
    };
    numbers.len() == count && numbers.iter().zip(below).all(is_below)
}

#[cfg(test)]
mod tests {
    use super::is_time;

    #[test]
    fn only_times_with_a_zone_are_kept() {
        for time in [
            "2024-05-01T09:30:00Z",
            "2024-02-29T00:00:00.000123+00:00",
            "2023-12-31T23:59:59-05:30",
        ] {
            assert!(is_time(time), "{time}");
        }
        for time in [
            "2024-05-01",
            "2024-05-01 09:30:00Z",
            "2024-05-01T09:30:00",
            "2024-05-01T09:30:00.Z",
            "2023-02-29T09:30:00Z",
            "2024-13-01T09:30:00Z",
            "2024-05-01T24:00:00Z",
            "2024-05-01T09:30:60Z",
            "2024-05-01T09:30:00+0000",
            "2024-05-01T09:30:00+24:00",
            "２０２４年五月一日九時三十分",
            "",
        ] {
            assert!(!is_time(time), "{time}");
        }
    }
}
