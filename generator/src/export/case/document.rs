//! The description of a framework, and the days on which its words last changed.

use super::names::{FrameworkNames, document_uri, notes_of, package_uri, words_of};
use super::record::{CfDocument, CfLink};
use super::recorded_words::{RecordedWords, last_change as last_change_in_source};
use crate::export::Source;
use crate::index::CurriculumIndex;
use crate::language::on_one_line;
use crate::model::identifier::Identifier;
use crate::model::{CompleteHandbook, permalink};
use crate::site::framework::{Framework, FrameworkSubject};
use crate::source::format::permalinks::clause_key;
use crate::source::format::standard::License;
use crate::source::format::text::{Symbol, Text};
use crate::source::format::wording::Day;

/// The version of the specification.
const VERSION: &str = "1.1";

/// The day of words of which no change is recorded, in a handbook that lists no changes. The specification requires one.
const UNKNOWN: Day = (1970, 1, 1);

/// Describes the standard of a framework.
pub(super) fn of_standard(
    source: &Source,
    base_url: &str,
    names: &FrameworkNames,
    is_replaced: bool,
) -> CfDocument {
    let about = &names.standard.about;
    let language = &*names.language.id;
    let publisher = publisher(names.handbook, language);
    let authority = about.authority.as_ref();
    let authority = authority.map(|authority| on_one_line(&words_of(names, authority)));
    let unofficial = (!about.is_published_in(language))
        .then(|| source.words.word(language, "unofficial").to_owned());
    let notes = notes_of(names, source.words, &[&about.note]);
    let [description, own_notes] = RecordedWords::of(names).of_framework(names);
    let own_notes = own_notes.into_iter();
    let notes: Vec<String> = own_notes.chain(unofficial).chain(notes).collect();
    CfDocument {
        identifier: names.framework.identifier,
        uri: document_uri(names.handbook, base_url, names.framework),
        case_version: VERSION,
        creator: authority.unwrap_or_else(|| publisher.clone()),
        title: on_one_line(&words_of(names, &about.title)),
        last_change_date_time: last_change_in_source(names).unwrap_or_else(|| time(changed(names))),
        publisher,
        description,
        language: names.language.tag.to_string(),
        version: about.edition.as_ref().map(|edition| edition.id.to_string()),
        adoption_status: is_replaced.then_some("Deprecated"),
        license_uri: about
            .license
            .as_ref()
            .map(|license| license_link(names, license)),
        notes: (!notes.is_empty()).then(|| notes.join("\n")),
        package_uri: None,
    }
}

/// Describes a curriculum. One that nobody offers is a draft.
pub(super) fn of_curriculum(
    handbook: &CompleteHandbook,
    base_url: &str,
    framework: Framework,
    curriculum: CurriculumIndex,
) -> CfDocument {
    let about = &handbook.curricula[curriculum].about;
    let language = &handbook.languages[framework.language];
    let words = |text: &Text| {
        text.nearest(&[&language.id, framework.subject.original(handbook)])
            .1
            .to_owned()
    };
    CfDocument {
        identifier: framework.identifier,
        uri: document_uri(handbook, base_url, framework),
        case_version: VERSION,
        creator: on_one_line(&words(&about.provider)),
        title: on_one_line(&words(&about.title)),
        last_change_date_time: time(last_change(handbook)),
        publisher: publisher(handbook, &language.id),
        description: Some(words(&about.summary)),
        language: language.tag.to_string(),
        version: None,
        adoption_status: about.example.then_some("Draft"),
        license_uri: None,
        notes: None,
        package_uri: None,
    }
}

/// Describes a framework outside its package. `None` if its standard is unknown.
pub(super) fn alone(source: &Source, base_url: &str, framework: Framework) -> Option<CfDocument> {
    let handbook = source.site.handbook();
    let mut document = match framework.subject {
        FrameworkSubject::Standard(index) => {
            let names = FrameworkNames::of(handbook, base_url, index, framework.language)?;
            let is_replaced = !handbook.later_editions(index).is_empty();
            of_standard(source, base_url, &names, is_replaced)
        }
        FrameworkSubject::Curriculum(curriculum) => {
            of_curriculum(handbook, base_url, framework, curriculum)
        }
    };
    document.package_uri = Some(CfLink {
        title: document.title.clone(),
        identifier: framework.identifier,
        uri: package_uri(handbook, base_url, framework),
    });
    Some(document)
}

/// A reference to the licence, which is in the package.
pub(super) fn license_link(names: &FrameworkNames, license: &License) -> CfLink {
    let identifier: Identifier = names.part("standard/license");
    CfLink {
        title: on_one_line(&words_of(names, &license.title)),
        identifier,
        uri: names.in_package(identifier),
    }
}

/// The text of the licence, or the address of it.
pub(super) fn license_text(names: &FrameworkNames, license: &License) -> String {
    let url = license
        .url
        .as_ref()
        .map(|url: &Symbol| url.value.to_string());
    url.unwrap_or_else(|| words_of(names, &license.title))
}

/// The publisher: the house, or else the handbook.
fn publisher(handbook: &CompleteHandbook, language: &str) -> String {
    let house = handbook.about.house.as_ref();
    let name = house.and_then(|house| house.name.as_ref());
    let name = name.unwrap_or(&handbook.about.title);
    on_one_line(name.nearest(&[language]).1)
}

/// The last day on which words of the standard changed in the language, or else on which the handbook did.
fn changed(names: &FrameworkNames) -> Day {
    let standard = names.standard;
    let requirements = standard.requirements.iter();
    let requirements = requirements.map(|entry| permalink::address(standard.id(), &entry.id));
    let clauses = standard.clauses.iter();
    let clauses = clauses.map(|clause| clause_key(standard.id(), clause.id().as_str()));
    let days = requirements
        .chain(clauses)
        .filter_map(|address| day_of(names, &address));
    days.max().unwrap_or_else(|| last_change(names.handbook))
}

/// The last day on which the words at an address changed in the language. `None` if none are recorded.
pub(super) fn day_of(names: &FrameworkNames, address: &str) -> Option<Day> {
    let words = names.handbook.published.words.as_ref()?;
    let history = words.history(address);
    let history = history.filter(|wording| wording.language == names.language.id);
    history.map(|wording| wording.since).max()
}

/// The day of the handbook's last change.
fn last_change(handbook: &CompleteHandbook) -> Day {
    let days = handbook.changes.iter().map(|change| change.date.day);
    days.max().unwrap_or(UNKNOWN)
}

/// A day in the form of the specification.
pub(super) fn date((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The beginning of a day as a time in the form of the specification.
pub(super) fn time(day: Day) -> String {
    format!("{}T00:00:00Z", date(day))
}
