//! The description of a framework, and the days on which its words last changed.

use super::names::{FrameworkNames, document_uri, notes_of, package_uri, words_of};
use super::record::{CfDocument, CfLink};
use super::recorded::Recorded;
use super::worded::WordedHandbook;
use crate::index::CurriculumIndex;
use crate::language::on_one_line;
use crate::model::identifier::Identifier;
use crate::model::source_record::{DefinitionKind, SourceName};
use crate::model::{CompleteHandbook, permalink};
use crate::site::framework::{Framework, FrameworkSubject};
use crate::source::format::lock::exact_hash;
use crate::source::format::permalinks::clause_key;
use crate::source::format::standard::License;
use crate::source::format::statements::StatementField;
use crate::source::format::text::{Symbol, Text};
use crate::source::format::wording::Day;

/// The version of the specification.
const VERSION: &str = "1.1";

/// The day of words of which no change is recorded, in a handbook that lists no changes. The specification requires one.
const UNKNOWN: Day = (1970, 1, 1);

/// Describes the standard of a framework.
pub(super) fn of_standard(
    source: WordedHandbook,
    base_url: &str,
    names: &FrameworkNames,
    recorded: &Recorded,
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
    let [description, own_notes] = recorded.of_framework(names);
    let own_notes = own_notes.into_iter();
    let notes: Vec<String> = own_notes.chain(unofficial).chain(notes).collect();
    let changed = recorded.last_change(names);
    let mut document = CfDocument {
        identifier: names.framework.identifier,
        uri: document_uri(names.handbook, base_url, names.framework),
        case_version: VERSION,
        creator: authority.unwrap_or_else(|| publisher.clone()),
        framework_type: None,
        title: on_one_line(&words_of(names, &about.title)),
        last_change_date_time: changed.unwrap_or_else(|| time(last_day(names))),
        official_source: None,
        publisher,
        description,
        subject: None,
        subject_uri: None,
        language: names.language.tag.to_string(),
        version: about.edition.as_ref().map(|edition| edition.id.to_string()),
        adoption_status: is_replaced.then(|| "Deprecated".to_owned()),
        status_start_date: None,
        status_end_date: None,
        license_uri: about
            .license
            .as_ref()
            .map(|license| license_link(names, recorded, license)),
        notes: (!notes.is_empty()).then(|| notes.join("\n")),
        package_uri: None,
    };
    if let Some(record) = recorded.framework() {
        let house = names.handbook.about.house.as_ref();
        let house = house.and_then(|house| house.name.as_ref());
        let house = house.map(|name| name.nearest(&[language]).1);
        keep(&mut document, recorded, record, house);
    }
    document
}

/// Lets the description of a framework keep the fields with which it was imported. A `house` publishes what it exports.
fn keep(document: &mut CfDocument, recorded: &Recorded, record: SourceName, house: Option<&str>) {
    let required = |field, made: &mut String| {
        *made = recorded.required_line(record, field, std::mem::take(made));
    };
    required(StatementField::Creator, &mut document.creator);
    required(StatementField::Title, &mut document.title);
    let publisher = std::mem::take(&mut document.publisher);
    let field = StatementField::Publisher;
    document.publisher = recorded.required(record, field, exact_hash(house), publisher);
    let field = StatementField::Version;
    document.version = recorded.line(record, field, document.version.take());
    let field = StatementField::AdoptionStatus;
    document.adoption_status = recorded.line(record, field, document.adoption_status.take());
    let words = |field| recorded.words_without_place(record, field);
    document.framework_type = words(StatementField::FrameworkType);
    document.official_source = words(StatementField::OfficialSource);
    document.status_start_date = words(StatementField::StatusStart);
    document.status_end_date = words(StatementField::StatusEnd);
    document.subject = recorded.without_place(record, StatementField::Subject);
    document.subject_uri = recorded.without_place(record, StatementField::SubjectUri);
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
        framework_type: None,
        title: on_one_line(&words(&about.title)),
        last_change_date_time: time(last_change(handbook)),
        official_source: None,
        publisher: publisher(handbook, &language.id),
        description: Some(words(&about.summary)),
        subject: None,
        subject_uri: None,
        language: language.tag.to_string(),
        version: None,
        adoption_status: about.example.then(|| "Draft".to_owned()),
        status_start_date: None,
        status_end_date: None,
        license_uri: None,
        notes: None,
        package_uri: None,
    }
}

/// Describes a framework outside its package. `None` if its standard is unknown.
pub(super) fn alone(
    source: WordedHandbook,
    base_url: &str,
    framework: Framework,
) -> Option<CfDocument> {
    let handbook = source.handbook;
    let mut document = match framework.subject {
        FrameworkSubject::Standard(index) => {
            let names = FrameworkNames::of(handbook, base_url, index, framework.language)?;
            let is_replaced = !handbook.later_editions(index).is_empty();
            of_standard(source, base_url, &names, &Recorded::of(&names), is_replaced)
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
pub(super) fn license_link(
    names: &FrameworkNames,
    recorded: &Recorded,
    license: &License,
) -> CfLink {
    let title = on_one_line(&words_of(names, &license.title));
    let record = DefinitionKind::Licenses.record(&title);
    let imported = recorded.identifier(SourceName::Other(&record));
    let identifier: Identifier = imported.unwrap_or_else(|| names.part("standard/license"));
    CfLink {
        title,
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
fn last_day(names: &FrameworkNames) -> Day {
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
