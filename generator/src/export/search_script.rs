//! The scripts that give the search its records.
//!
//! [`super::search`] makes the records. Two files for each language keep the first search fast: the
//! records with their short texts, and the long texts, which are loaded afterwards. The readers of
//! both are `themes/default/scripts/search-records.js` and `search-index.js`; a change here is a
//! change there.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Source;
use super::search::{self, FurtherFacet, Record};
use crate::model::Language;
use crate::model::role_groups::WITHIN;
use crate::site::export::exports;
use crate::site::{Make, RenderError};
use crate::source::format::dimension::{Dimension, Dimensions};
use crate::source::format::text::{Id, Text};

/// The data for search in one language.
#[derive(Serialize)]
struct SearchData<'a> {
    /// The BCP 47 tag of the language.
    tag: &'a str,
    /// The interface words for search, by their keys without the prefix `search_`.
    words: BTreeMap<&'a str, &'a str>,
    /// The tags of the words that are borrowed from other languages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    borrowed: BTreeMap<&'a str, &'a str>,
    /// The direction, if the handbook has languages written from right to left.
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'static str>,
    /// All roles of the handbook, each id once, in the order of their groups.
    roles: Vec<Choice>,
    /// The levels of all standards. Those of single roles are not choices.
    levels: Vec<Choice>,
    /// The dimensions of standards whose dimensions have no named axes.
    dimensions: Vec<Choice>,
    /// The facets that only some handbooks have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further: Vec<FurtherChoices>,
    /// The last day of each posting, by the place of its record.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    expires: BTreeMap<usize, &'a str>,
    /// The groups of Han characters that count as the same, if a record has one of them.
    #[serde(skip_serializing_if = "String::is_empty")]
    variants: String,
}

/// The choices of a facet that only some handbooks have.
#[derive(Serialize)]
struct FurtherChoices {
    /// The name of the facet in the records.
    key: String,
    label: String,
    /// The label of the choice of everything.
    any: String,
    choices: Vec<Choice>,
}

/// An id and its label.
///
/// The label is in the script's language or, if it is not translated, in another.
#[derive(Serialize)]
struct Choice {
    id: String,
    label: String,
    /// The titles of the groups of a role, the outermost first.
    #[serde(skip_serializing_if = "String::is_empty")]
    group: String,
}

/// Separates the cells of a row. The control character that ASCII provides for it.
const BETWEEN_CELLS: &str = "\u{1f}";

/// Separates rows.
const BETWEEN_ROWS: &str = "\u{1e}";

/// Marks a row that is the same as the one before it.
const AS_BEFORE: &str = "=";

/// Returns the records in the language at `language` as a classic script that stores them in `clausebookSearch.data`.
/// Such a script also loads from disk, where a page may not read files.
///
/// The records are a single text with one row each. A browser parses this faster than as many objects, and can search
/// all of it for a word at once.
impl Make<exports::SearchRecords> for Source<'_> {
    fn make(&self, target: exports::SearchRecords) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let language = &handbook.languages[target.language];
        let in_language = |title: &Text| {
            let own = title.get(&language.id);
            let any = || title.languages.first().map(|(_, words, _)| &**words);
            own.or_else(any).unwrap_or_default().to_owned()
        };
        let choices = |values: &mut dyn Iterator<Item = (&Id, &Text)>| -> Vec<Choice> {
            // Editions of one standard share values.
            let mut known = BTreeSet::new();
            values
                .filter(|(id, _)| known.insert(id.to_string()))
                .map(|(id, title)| Choice {
                    id: id.to_string(),
                    label: in_language(title),
                    group: String::new(),
                })
                .collect()
        };
        let mut known = BTreeSet::new();
        let mut roles = Vec::new();
        for standard in handbook.standards.iter() {
            for (role, groups) in standard.roles_by_group() {
                let role = &standard.about.roles[role];
                // Editions of one standard share roles.
                if known.insert(role.id.as_str()) {
                    let titles = groups.iter().map(|group| in_language(&group.title));
                    roles.push(Choice {
                        id: role.id.to_string(),
                        label: in_language(&role.title),
                        group: titles.collect::<Vec<_>>().join(WITHIN),
                    });
                }
            }
        }
        let kinds = handbook
            .only_standard()
            .and_then(|only| handbook.standards[only].about.names.as_ref())
            .and_then(|names| names.r#type.as_ref());
        let further = FurtherFacet::all(handbook).into_iter().map(|facet| {
            let label = match facet.title(handbook) {
                Some(title) => in_language(title),
                None => kinds.map_or_else(
                    || self.words.word(&language.id, "type").to_owned(),
                    in_language,
                ),
            };
            let any = self.words.word(&language.id, "any_of_facet");
            FurtherChoices {
                key: facet.key(),
                any: any.replace("{facet}", &label),
                label,
                choices: choices(&mut facet.choices(handbook).into_iter()),
            }
        });
        let further = further.collect();
        let standards = || handbook.standards.iter().map(|standard| &standard.about);
        let mut words = self.words.words(&language.id, "search_");
        if handbook.curricula.is_empty() && handbook.postings.is_empty() {
            words.insert("help", self.words.word(&language.id, "find_help"));
        }
        let names = handbook
            .only_standard()
            .map(|only| &handbook.standards[only].about);
        let names = names.and_then(|about| Some((about, about.names.as_ref()?)));
        if let Some((about, names)) = names {
            let parts: [(&Option<Text>, &[&str]); 5] = [
                (&names.role, &["role", "kind_role", "any_role"]),
                (&names.level, &["level", "kind_level", "any_level"]),
                (&names.dimension, &["dimension", "any_dimension"]),
                (&names.requirement, &["kind_requirement"]),
                (&names.clause, &["kind_clause"]),
            ];
            for (name, keys) in parts {
                let name = name.as_ref();
                let name = name.and_then(|name| {
                    let own = name.get(&language.id);
                    own.or_else(|| name.get(about.language.as_str()))
                });
                words.extend(keys.iter().filter_map(|key| Some((*key, name?))));
            }
        }
        let records = records(self, language);
        let data = SearchData {
            tag: &language.tag,
            words,
            borrowed: self.words.borrowed(&language.id, "search_"),
            dir: handbook.dir(language),
            roles,
            levels: choices(
                &mut standards()
                    .flat_map(|about| about.levels.iter().map(|level| (&level.id, &level.title))),
            ),
            dimensions: choices(&mut standards().flat_map(|about| {
                let single: &[Dimension] = match &about.dimensions {
                    Dimensions::Single(values) => values,
                    Dimensions::Named(_) => &[],
                };
                single
                    .iter()
                    .map(|dimension| (&dimension.id, &dimension.title))
            })),
            further,
            expires: {
                let all = records.iter().enumerate();
                let postings = all.filter(|(_, record)| !record.expires.is_empty());
                postings
                    .map(|(place, record)| (place, record.expires.as_str()))
                    .collect()
            },
            variants: search::variants(records.iter().flat_map(searched)),
        };
        let data = serde_json::to_string(&data).map_err(|error| self.error(error.to_string()))?;
        let script = format!(
            "((globalThis.clausebookSearch ??= {{}}).data ??= {{}})[{}] = {{ ...JSON.parse({}), rows: {}, facets: {} }};\n",
            literal(&language.id),
            literal(&data),
            literal(&rows(&records)),
            literal(&facets(&records)),
        );
        Ok(script.into_bytes())
    }
}

/// Returns the long texts of the records in a language as a classic script that adds them to the records. They make up
/// most of the data but are rarely what readers look for, so nothing waits for them.
impl Make<exports::SearchTexts> for Source<'_> {
    fn make(&self, target: exports::SearchTexts) -> Result<Vec<u8>, RenderError> {
        let language = &self.site.handbook().languages[target.language];
        let records = records(self, language);
        let texts: Vec<_> = records
            .iter()
            .map(|record| clean(parted(record).1))
            .collect();
        let script = format!(
            "clausebookSearch.data[{}].texts = {};\n",
            literal(&language.id),
            literal(&texts.join(BETWEEN_ROWS))
        );
        Ok(script.into_bytes())
    }
}

/// Returns the records in a language.
fn records(source: &Source, language: &Language) -> Vec<Record> {
    let word = |language: &str, key: &str| source.words.word(language, key).to_owned();
    let plain = |markdown: &str| source.words.plain(markdown);
    search::records(source.site.handbook(), language, &word, &plain)
}

/// Returns the texts of a record in which search looks.
fn searched(record: &Record) -> [&str; 6] {
    [
        &record.number,
        &record.title,
        &record.other,
        &record.also,
        &record.text,
        &record.note,
    ]
}

/// Returns the text of a record that loads with it, and the text that loads later.
fn parted(record: &Record) -> (&str, &str) {
    if record.kind.is_long() {
        ("", &record.text)
    } else {
        (&record.text, "")
    }
}

/// Returns the records as rows, without their long texts. The columns are, in order: number, title,
/// title in other languages, other names, text, note, path, and the place of the record around it.
fn rows(records: &[Record]) -> String {
    let mut page = "";
    let rows = records.iter().map(|record| {
        // A record on the same page as the one before it has only the fragment of its path.
        let (own, fragment) = record
            .path
            .split_at(record.path.find('#').unwrap_or(record.path.len()));
        let is_there = own == page && !fragment.is_empty();
        page = own;
        let within = record.within.map(|place| place.to_string());
        row(&[
            &record.number,
            &record.title,
            &record.other,
            &record.also,
            parted(record).0,
            &record.note,
            if is_there { fragment } else { &record.path },
            &within.unwrap_or_default(),
        ])
    });
    rows.collect::<Vec<_>>().join(BETWEEN_ROWS)
}

/// Returns the kind, role, level, dimension and further facets of the records, as rows. Most
/// records are like the one before them, which saves most of the space.
fn facets(records: &[Record]) -> String {
    let facets: Vec<String> = records
        .iter()
        .map(|record| {
            let mut cells = vec![
                record.kind.name(),
                &record.role,
                &record.level,
                &record.dimension,
            ];
            cells.extend(record.further.iter().map(String::as_str));
            row(&cells)
        })
        .collect();
    let rows = facets.iter().enumerate().map(|(place, own)| {
        let is_as_before = place > 0 && facets[place - 1] == *own;
        if is_as_before { AS_BEFORE } else { own }
    });
    rows.collect::<Vec<_>>().join(BETWEEN_ROWS)
}

/// Joins cells. None of them can contain a separator.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
    cells.join(BETWEEN_CELLS)
}

/// Replaces the separators in a text.
fn clean(text: &str) -> String {
    text.replace(['\u{1e}', '\u{1f}'], " ")
}

/// Escapes a string as a JavaScript literal. In single quotes. Line separators of Unicode need no
/// escape in JavaScript since ECMAScript 2019.
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('\'');
    for sign in text.chars() {
        match sign {
            '\\' | '\'' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ => escaped.push(sign),
        }
    }
    escaped.push('\'');
    escaped
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn no_text_can_end_its_literal() {
        assert_eq!(
            literal("it's\n\\n\r\u{2028}"),
            "'it\\'s\\n\\\\n\\r\u{2028}'"
        );
    }
}
