//! The script that hands search its records.

use std::collections::{BTreeMap, BTreeSet};

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
    records: Vec<Record>,
}

/// A name in data, and what it is called.
#[derive(Serialize)]
struct Choice {
    id: String,
    label: String,
}

/// The records in the language at `language`, as a classic script that leaves them in `clausebookSearch.data`: such a
/// script loads from disk too, where a page may not read files.
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
        records: search::records(
            handbook,
            language,
            &|key| words.get(&language.id, key).to_owned(),
            markdown::plain,
        ),
    };
    let name = serde_json::to_string(&*language.id)?;
    let data = serde_json::to_string(&data)?;
    // A browser reads JSON in a string several times as fast as the same text as a program.
    let data = data.replace('\\', r"\\").replace('\'', r"\'");
    let script = format!(
        "((globalThis.clausebookSearch ??= {{}}).data ??= {{}})[{name}] = JSON.parse('{data}');\n"
    );
    Ok(script.into_bytes())
}
