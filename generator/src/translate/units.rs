//! The units of a handbook.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::place::{Landmark, UnitPlace, places};
use super::unit::Unit;
use crate::model::term::Meaning;
use crate::model::translatable::{
    FilePart, Translatable, TranslatablePlace, TranslationPart, translatables,
};
use crate::model::translation_state::states;
use crate::model::{CompleteHandbook, Handbook, Standard, permalink};
use crate::source::edit::words::At;
use crate::source::format::text::Text;
use crate::source::place::{CurriculumPart, Part, Place, StandardPart};
use crate::source::position::Position;
use crate::source::texts::TextRole;
use crate::source::tree::Tree;
use crate::source::yaml;

/// Lists every text to be translated into `to`, in the order of the document. `tree` has the files of the handbook.
pub fn units<'h>(
    handbook: &'h CompleteHandbook,
    tree: &Tree,
    from: Option<&str>,
    to: &str,
) -> Vec<Unit<'h>> {
    let all = translatables(handbook, from, to);
    let states = states(handbook, to, &all);
    let landmarks = landmarks(handbook);
    let none = HashMap::new();
    let mut files: BTreeMap<Arc<str>, HashMap<At, UnitPlace>> = BTreeMap::new();
    let mut found = Vec::with_capacity(all.len());
    for (text, state) in all.into_iter().zip(states) {
        let unit = match &text.place {
            TranslatablePlace::Text(words) => {
                let file = words.position.file.clone();
                let places = files.entry(file.clone()).or_insert_with(|| {
                    let source = tree.files.get(&file).map_or("", |text| &**text);
                    let here = landmarks.get(&file).unwrap_or(&none);
                    yaml::parse(&file, source).map_or_else(
                        |_| HashMap::new(),
                        |node| places(&node, &prefix(&file), here, own_language(handbook, &file)),
                    )
                });
                let at = (words.position.line, words.position.column);
                let Some(place) = places.get(&at) else {
                    continue;
                };
                Unit {
                    id: place.id.clone(),
                    context: context(place, &text),
                    permalink: place
                        .landmark
                        .as_ref()
                        .and_then(|landmark| landmark.permalink.clone()),
                    terms: terms(handbook, &text, words, to),
                    file,
                    state,
                    text,
                }
            }
            TranslatablePlace::File {
                file, title, part, ..
            } => {
                let (key, is_body) = match part {
                    FilePart::Words(keys) => (keys.join("/"), false),
                    FilePart::Body => ("body".to_owned(), true),
                    FilePart::Block(place, _) => (format!("body/{place}"), true),
                };
                let title = title.clone().unwrap_or_default();
                let title = if is_body { title } else { key.clone() };
                let file = file.clone();
                Unit {
                    id: format!("{}/{key}", prefix(&file)),
                    context: format!("{}: {title}", prefix(&file)),
                    permalink: None,
                    terms: Vec::new(),
                    file,
                    state,
                    text,
                }
            }
        };
        found.push(unit);
    }
    found
}

/// The language of the standard to which a file belongs; empty for other files.
fn own_language<'h>(handbook: &'h CompleteHandbook, file: &str) -> &'h str {
    let owner = Place::of(file).map_or("", |place| place.part.owner());
    let standard = handbook.standard(owner);
    standard.map_or("", |standard| standard.language())
}

/// The beginning of the ids of the texts in a file.
fn prefix(file: &str) -> String {
    let Some(place) = Place::of(file) else {
        return file.to_owned();
    };
    match place.part {
        Part::Handbook => "handbook".to_owned(),
        Part::Changes => "changes".to_owned(),
        Part::Permalinks | Part::Lock | Part::Wordings | Part::Translations => {
            "permalinks".to_owned()
        }
        Part::Standard(id, part) => {
            let part = match part {
                StandardPart::About => "about".to_owned(),
                StandardPart::Rubric => "rubric".to_owned(),
                StandardPart::Glossary => "glossary".to_owned(),
                StandardPart::Clauses
                | StandardPart::Associations
                | StandardPart::Statements
                | StandardPart::Competencies
                | StandardPart::Other => "clauses".to_owned(),
                StandardPart::Annexes => format!("annexes/{}", stem(file)),
            };
            format!("standards/{id}/{part}")
        }
        Part::Curriculum(id, part) => match part {
            CurriculumPart::About | CurriculumPart::Other => format!("curricula/{id}"),
            CurriculumPart::Overview => format!("curricula/{id}/overview"),
            CurriculumPart::Module(module) => format!("curricula/{id}/{module}"),
        },
        Part::Page { name, .. } => format!("pages/{name}"),
        Part::Posting(name) => format!("postings/{name}"),
    }
}

/// The name of a file without its folder and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".yaml").unwrap_or(name)
}

/// The clauses and requirements of each file, by where they begin.
fn landmarks(handbook: &CompleteHandbook) -> HashMap<Arc<str>, HashMap<At, Landmark>> {
    let mut all: HashMap<Arc<str>, HashMap<At, Landmark>> = HashMap::new();
    let mut add = |position: &Position, landmark: Landmark| {
        let file = all.entry(position.file.clone()).or_default();
        file.insert((position.line, position.column), landmark);
    };
    for standard in &handbook.standards {
        let id = standard.id();
        let names: &Standard = standard;
        for clause in &names.clauses {
            let Some(record) = clause.as_clause() else {
                continue;
            };
            let name = clause.number.as_deref().unwrap_or(clause.id().as_str());
            add(
                &record.position,
                Landmark {
                    id: format!("standards/{id}/clauses/{}", clause.id()),
                    name: format!("Clause {name}"),
                    permalink: None,
                },
            );
        }
        for requirement in &names.requirements {
            add(
                &requirement.item().position,
                Landmark {
                    id: format!("standards/{id}/requirements/{}", requirement.id),
                    name: format!("Requirement {}", requirement.name),
                    permalink: Some(permalink::address(id, &requirement.id)),
                },
            );
        }
    }
    all
}

/// A description of the place of a text.
fn context(place: &UnitPlace, text: &Translatable<'_>) -> String {
    let kind = match text.role {
        TextRole::Source => "words of the standard",
        TextRole::Label => "label",
        TextRole::Quote => {
            "quotation: copy the words from the translation of the text that the note is on"
        }
        TextRole::Ours | TextRole::Markdown => "words of the handbook",
    };
    let name = place.landmark.as_ref().map(|landmark| &*landmark.name);
    let name = name.unwrap_or_else(|| {
        place
            .id
            .strip_suffix(&place.keys.join("/"))
            .unwrap_or_default()
            .trim_end_matches('/')
    });
    format!("{name}: {} ({kind})", place.keys.join(" / "))
}

/// The terms that occur in a text of a standard, each once, with their translations.
fn terms(
    handbook: &CompleteHandbook,
    unit: &Translatable<'_>,
    text: &Text,
    to: &str,
) -> Vec<(String, Option<String>)> {
    let standard = match unit.part {
        TranslationPart::Standard(index) | TranslationPart::Notes(index) => {
            let all: &Handbook = handbook;
            &all.standards[index]
        }
        TranslationPart::Handbook
        | TranslationPart::Glossary(_)
        | TranslationPart::Curriculum(_)
        | TranslationPart::Pages
        | TranslationPart::Postings => return Vec::new(),
    };
    let source = standard.language();
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for (_, meaning) in standard.terms().uses(source, text, "") {
        let name = match meaning {
            Meaning::Entry(entry) => Some(&standard.glossary[entry].term),
            Meaning::Clause(clause) => {
                let clause = standard.clauses[clause].as_clause();
                clause
                    .and_then(|clause| clause.term.as_ref())
                    .map(|term| &term.name)
            }
        };
        // The text may itself be the term.
        let Some(name) = name.filter(|name| !std::ptr::eq(*name, text)) else {
            continue;
        };
        let shown = name.get(unit.shown.language).or(name.get(source));
        let Some(shown) = shown else { continue };
        if !found.iter().any(|(term, _)| term == shown) {
            found.push((shown.to_owned(), name.get(to).map(str::to_owned)));
        }
    }
    found
}
