//! JSON as other programs write it: with nulls, numbers where words belong, and fields that no one knows.

use serde_json::{Map, Value as Json};

use super::error::ImportError;
use super::found::{FoundPlace, LeftOver};
use super::input::{ImportFile, LONGEST_TEXT};
use crate::language::message::{Message, message};

/// The largest file of JSON that is read, in bytes. In memory it takes several times as much.
const LARGEST: usize = 128 << 20;

/// Reads a file.
///
/// The message says in which encoding it was read, if that had to be recognised.
pub(super) fn parse(
    file: &ImportFile,
    encoding: Option<&str>,
) -> Result<(Json, Option<Message>), ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    if file.bytes.len() > LARGEST {
        return Err(failed(
            message!("the file is larger than {size} MB", size = LARGEST >> 20),
            message!("split it into several frameworks"),
        ));
    }
    let read = file.text(encoding)?;
    let remark = read.remark(encoding);
    let text = read.text;
    let start = text.trim_start();
    if start.starts_with('<') {
        return Err(failed(
            message!("this is a web page or XML, not JSON"),
            message!(
                "save the answer of the framework's address for programs, which ends in `CFPackages/IDENTIFIER`"
            ),
        ));
    }
    if !start.starts_with(['{', '[']) {
        return Err(failed(
            message!("this is not JSON"),
            message!("a table is imported with `clausebook import table`"),
        ));
    }
    let json = serde_json::from_str(&text).map_err(|error| {
        failed(
            message!(
                "this is not valid JSON: {error}",
                error = Message::report(error.to_string())
            ),
            message!("export or download the file again"),
        )
    })?;
    let mut pointer = String::new();
    if has_long_words(&json, &mut pointer) {
        return Err(ImportError::content(
            &file.name,
            FoundPlace::Pointer(pointer),
            message!("this text is longer than {size} bytes", size = LONGEST_TEXT),
            message!("shorten it, or remove pictures and other files from it"),
        ));
    }
    Ok((json, remark))
}

/// Whether a value has words that are too long. `pointer` then leads to them.
fn has_long_words(value: &Json, pointer: &mut String) -> bool {
    let length = pointer.len();
    let mut leads = |key: &str, value: &Json| {
        pointer.push('/');
        pointer.push_str(key);
        let found = has_long_words(value, pointer);
        if !found {
            pointer.truncate(length);
        }
        found
    };
    match value {
        Json::String(words) => words.len() > LONGEST_TEXT,
        Json::Array(items) => {
            let mut items = items.iter().enumerate();
            items.any(|(position, item)| leads(&position.to_string(), item))
        }
        Json::Object(fields) => fields.iter().any(|(key, value)| leads(key, value)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// A record of JSON with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonRecord<'a> {
    pub(super) fields: &'a Map<String, Json>,
    /// The list or the record that it is in.
    above: &'a str,
    /// Its position in the list.
    position: Option<usize>,
}

impl<'a> JsonRecord<'a> {
    /// The record at a pointer.
    pub(super) fn at(fields: &'a Map<String, Json>, pointer: &'a str) -> Self {
        JsonRecord {
            fields,
            above: pointer,
            position: None,
        }
    }

    /// The records of a list at a pointer. Anything else in it is left.
    pub(super) fn list(
        list: Option<&'a Json>,
        pointer: &'a str,
        left: &mut Vec<LeftOver>,
    ) -> Vec<JsonRecord<'a>> {
        let items: &[Json] = match list {
            Some(Json::Array(items)) => items,
            Some(Json::Null) | None => &[],
            Some(other) => {
                leave(
                    left,
                    FoundPlace::Pointer(pointer.to_owned()),
                    message!("a value that is not a list"),
                    other,
                );
                &[]
            }
        };
        let mut all = Vec::new();
        for (position, item) in items.iter().enumerate() {
            match item {
                Json::Object(fields) => all.push(JsonRecord {
                    fields,
                    above: pointer,
                    position: Some(position),
                }),
                Json::Null => {}
                other => {
                    let place = FoundPlace::Pointer(format!("{pointer}/{position}"));
                    leave(left, place, message!("a value in a list of records"), other);
                }
            }
        }
        all
    }

    /// Its place.
    pub(super) fn place(&self) -> FoundPlace {
        FoundPlace::Pointer(self.pointer())
    }

    /// Its pointer.
    fn pointer(&self) -> String {
        match self.position {
            Some(position) => format!("{}/{position}", self.above),
            None => self.above.to_owned(),
        }
    }

    /// The pointer of a field.
    pub(super) fn pointer_of(&self, key: &str) -> String {
        let key = key.replace('~', "~0").replace('/', "~1");
        format!("{}/{key}", self.pointer())
    }

    /// The place of a field.
    pub(super) fn place_of(&self, key: &str) -> FoundPlace {
        FoundPlace::Pointer(self.pointer_of(key))
    }

    /// The value of a field, unless it is null.
    pub(super) fn get(&self, key: &str) -> Option<&'a Json> {
        self.fields.get(key).filter(|value| !value.is_null())
    }

    /// The words of a field. Empty words are none.
    pub(super) fn words(&self, key: &str) -> Option<String> {
        self.get(key).and_then(words)
    }

    /// The words in a field that is a list, or words alone.
    pub(super) fn all_words(&self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(Json::Array(items)) => items.iter().filter_map(words).collect(),
            Some(other) => words(other).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The record in a field.
    pub(super) fn record(&self, key: &str) -> Option<&'a Map<String, Json>> {
        self.get(key).and_then(Json::as_object)
    }

    /// Leaves a field.
    pub(super) fn leave(&self, key: &str, what: Message, left: &mut Vec<LeftOver>) {
        if let Some(value) = self.get(key) {
            leave(left, self.place_of(key), what, value);
        }
    }

    /// Leaves every field that is not in `handled` and has a value.
    pub(super) fn leave_rest(&self, handled: &[&str], left: &mut Vec<LeftOver>) {
        for (key, value) in self.fields {
            let is_empty = match value {
                Json::Null => true,
                Json::String(words) => words.trim().is_empty(),
                Json::Array(items) => items.is_empty(),
                Json::Object(fields) => fields.is_empty(),
                Json::Bool(_) | Json::Number(_) => false,
            };
            if !is_empty && !handled.contains(&key.as_str()) {
                leave(
                    left,
                    self.place_of(key),
                    message!("the field `{key}`", key),
                    value,
                );
            }
        }
    }
}

/// The words of a value.
pub(super) fn words(value: &Json) -> Option<String> {
    match value {
        Json::String(words) => Some(words.trim())
            .filter(|words| !words.is_empty())
            .map(str::to_owned),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// Leaves a value.
pub(super) fn leave(left: &mut Vec<LeftOver>, place: FoundPlace, what: Message, value: &Json) {
    left.push(LeftOver {
        place,
        what,
        content: words(value).unwrap_or_else(|| value.to_string()),
    });
}
