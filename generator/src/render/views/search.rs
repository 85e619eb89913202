//! The script that hands search its records.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use crate::export::search::{self, Record};
use crate::model::Handbook;
use crate::render::markdown;
use crate::render::words::Words;
use crate::source::format::text::{Id, Text};

/// What search in one language needs.
#[derive(Serialize)]
struct SearchData<'a> {
    /// The BCP 47 tag of the language.
    tag: &'a str,
    /// The words of the interface that search uses, by their keys without `search_`.
    words: BTreeMap<&'a str, &'a str>,
    roles: Vec<Choice>,
    levels: Vec<Choice>,
    dimensions: Vec<Choice>,
}

/// A name in data, and what it is called.
#[derive(Serialize)]
struct Choice {
    id: String,
    label: String,
}

/// What parts the records in a column.
const BETWEEN: char = '\u{1f}';

/// Stands where a record has what the one before it has.
const AS_BEFORE: &str = "\u{1e}";

/// What a record has in a column.
type Cell = fn(&Record) -> Cow<'_, str>;

/// The columns whose texts are searched or shown as they are.
const TEXTS: [(&str, Cell); 7] = [
    ("number", |record| Cow::Borrowed(&record.number)),
    ("title", |record| Cow::Borrowed(&record.title)),
    ("other", |record| Cow::Borrowed(&record.other)),
    ("also", |record| Cow::Borrowed(&record.also)),
    ("text", |record| Cow::Borrowed(&record.text)),
    ("note", |record| Cow::Borrowed(&record.note)),
    ("within", |record| {
        let within = record.within.map(|place| place.to_string());
        Cow::Owned(within.unwrap_or_default())
    }),
];

/// The columns in which records that follow each other mostly have the same.
const FACETS: [(&str, Cell); 4] = [
    ("kind", |record| Cow::Borrowed(record.kind.name())),
    ("role", |record| Cow::Borrowed(&record.role)),
    ("level", |record| Cow::Borrowed(&record.level)),
    ("dimension", |record| Cow::Borrowed(&record.dimension)),
];

/// The records in the language at `language`, as a classic script that leaves them in `clausebookSearch.data`: such a
/// script loads from disk too, where a page may not read files.
///
/// Each column of the records is one text. A browser reads it sooner than as many objects, and can look for a word in all
/// of it at once.
///
/// # Errors
/// Where a record is no JSON, which no content makes it.
pub fn script(
    handbook: &Handbook,
    words: &Words,
    language: usize,
) -> Result<Vec<u8>, serde_json::Error> {
    let language = &handbook.languages[language];
    let choices = |of: &mut dyn Iterator<Item = (&Id, &Text)>| -> Vec<Choice> {
        // Editions of one standard have the same roles.
        let mut known = BTreeSet::new();
        of.filter(|(id, _)| known.insert(id.to_string()))
            .map(|(id, title)| Choice {
                id: id.to_string(),
                label: title
                    .get(&language.id)
                    .or_else(|| title.languages.first().map(|(_, words, _)| &**words))
                    .unwrap_or_default()
                    .to_owned(),
            })
            .collect()
    };
    let standards = || handbook.standards.iter().map(|standard| &standard.about);
    let data = SearchData {
        tag: &language.tag,
        words: words.with_prefix(&language.id, "search_").collect(),
        roles: choices(
            &mut standards()
                .flat_map(|about| about.roles.iter().map(|role| (&role.id, &role.title))),
        ),
        levels: choices(
            &mut standards()
                .flat_map(|about| about.levels.iter().map(|level| (&level.id, &level.title))),
        ),
        dimensions: choices(
            &mut standards()
                .flat_map(|about| about.dimensions.iter().map(|of| (&of.id, &of.title))),
        ),
    };
    let word = |key| words.get(&language.id, key).to_owned();
    let records = search::records(handbook, language, &word, markdown::plain);
    let name = serde_json::to_string(&*language.id)?;
    let data = serde_json::to_string(&data)?;
    let mut columns = format!("path: {}", literal(&paths(&records)));
    for (name, cell) in TEXTS {
        let _ = write!(columns, ", {name}: {}", literal(&column(&records, cell)));
    }
    for (name, cell) in FACETS {
        let _ = write!(columns, ", {name}: {}", literal(&repeating(&records, cell)));
    }
    let script = format!(
        "((globalThis.clausebookSearch ??= {{}}).data ??= {{}})[{name}] = {{ ...JSON.parse({}), columns: {{ {columns} }} }};\n",
        literal(&data)
    );
    Ok(script.into_bytes())
}

/// What the records have in a column, one after the other.
fn column(records: &[Record], cell: Cell) -> String {
    let cells: Vec<String> = records.iter().map(|record| clean(&cell(record))).collect();
    cells.join(&BETWEEN.to_string())
}

/// The same, with a mark where a record has what the one before it has.
fn repeating(records: &[Record], cell: Cell) -> String {
    let mut column = String::new();
    for (place, record) in records.iter().enumerate() {
        let own = cell(record);
        let before = place.checked_sub(1).map(|before| cell(&records[before]));
        if before.is_some() {
            column.push(BETWEEN);
        }
        if before.is_some_and(|before| before == own) {
            column.push_str(AS_BEFORE);
        } else {
            column.push_str(&clean(&own));
        }
    }
    column
}

/// The paths of the records; of what stands on the page of the record before it, the fragment alone.
fn paths(records: &[Record]) -> String {
    let mut page = "";
    let mut column = String::new();
    for (place, record) in records.iter().enumerate() {
        if place > 0 {
            column.push(BETWEEN);
        }
        let (own, fragment) = record
            .path
            .split_at(record.path.find('#').unwrap_or(record.path.len()));
        if own != page || fragment.is_empty() {
            column.push_str(own);
            page = own;
        }
        column.push_str(fragment);
    }
    column
}

/// A text without the signs that have a meaning in a column.
fn clean(text: &str) -> String {
    text.replace([BETWEEN, '\u{1e}'], " ")
}

/// A text as a program says it.
fn literal(text: &str) -> String {
    let mut said = String::with_capacity(text.len() + 2);
    said.push('\'');
    for sign in text.chars() {
        match sign {
            '\\' | '\'' => said.extend(['\\', sign]),
            '\n' => said.push_str("\\n"),
            '\r' => said.push_str("\\r"),
            _ => said.push(sign),
        }
    }
    said.push('\'');
    said
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_text_stays_one_literal_whatever_it_says() {
        assert_eq!(
            literal("it's\n\\n\r\u{2028}"),
            "'it\\'s\\n\\\\n\\r\u{2028}'"
        );
    }
}
