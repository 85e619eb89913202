//! Frameworks in CASE 1.0 and 1.1, as servers and other programs save them.
//!
//! `items` reads the items, `associations` their tree and relations (`ends` finds what they connect, `recording` keeps their
//! identifiers and the words of items), `roles` the items that are roles, `rubrics` the descriptors of levels, and `forms` the
//! rubrics with scores. `wording` reads exact words.

mod associations;
mod ends;
mod forms;
mod items;
mod levels;
mod ordering;
mod recording;
mod roles;
mod rubrics;
mod wording;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json};

use super::error::ImportError;
use super::found::{FoundEnd, FoundPlace, FoundStandard, FoundText, FoundValue, LeftOver};
use super::input::ImportFile;
use super::json::{JsonRecord, leave, parse};
use crate::import::language::spoken;
use crate::language::message::{Message, message};
use crate::model::identifier::Identifier;
use crate::model::source_record::{DefinitionKind, SourceFramework};
use crate::source::format::associations::RecordedAssociation;

/// How a framework is read.
#[derive(Clone, Debug, Default)]
pub struct CaseOptions {
    /// The language of texts that do not name theirs.
    pub language: Option<String>,
    /// The types of items that are roles.
    pub role_types: Vec<String>,
    /// The encoding of the file.
    pub encoding: Option<String>,
}

/// Reads a framework.
///
/// # Errors
/// Returns an error if the file is not a package of CASE.
pub fn read(file: &ImportFile, options: &CaseOptions) -> Result<FoundStandard, ImportError> {
    let (json, remark) = parse(file, options.encoding.as_deref())?;
    let package = package(file, &json)?;
    let mut reader = CaseReader::new(package, options);
    reader.found.decisions.extend(remark);
    reader.document();
    reader.definitions();
    reader.items();
    reader.associations();
    reader.rubrics();
    reader.put_in_order();
    reader.find_roles();
    reader.forms();
    reader.record_associations();
    reader.found.source = Some(reader.source);
    let whole = JsonRecord::at(package, "");
    let handled = [
        "CFDocument",
        "CFItems",
        "CFAssociations",
        "CFDefinitions",
        "CFRubrics",
    ];
    whole.leave_rest(&handled, &mut reader.found.left);
    if reader.foreign > 0 {
        reader.found.decisions.push(message!(
            "{count} {count|identifier is|identifiers are} not allowed in CASE 1.1; `same_as` has what the source says, and an export gives another",
            count = reader.foreign
        ));
    }
    Ok(reader.found)
}

/// The package in a file.
fn package<'a>(file: &ImportFile, json: &'a Json) -> Result<&'a Map<String, Json>, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let mut value = json;
    // A list with one answer, or an answer with one field.
    for _ in 0..3 {
        value = match value {
            Json::Array(items) if items.len() == 1 => &items[0],
            Json::Object(fields) => fields
                .get("CFPackage")
                .or(fields.get("data"))
                .unwrap_or(value),
            _ => value,
        };
    }
    let Json::Object(fields) = value else {
        return Err(failed(
            message!("this is not a package of CASE"),
            message!("save the answer of `CFPackages/IDENTIFIER`"),
        ));
    };
    if fields.contains_key("CFItems")
        || (fields.contains_key("CFDocument") && fields.contains_key("CFAssociations"))
    {
        let items = fields.get("CFItems").unwrap_or(&Json::Null);
        let has_items = items
            .as_array()
            .map_or(!items.is_null(), |items| !items.is_empty());
        return match has_items {
            true => Ok(fields),
            false => Err(failed(
                message!("there is nothing to import: the framework has no items"),
                message!("export it again, and check that the export is whole"),
            )),
        };
    }
    let mut addresses: Vec<String> = Vec::new();
    let documents = fields
        .get("CFDocuments")
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let alone = fields.get("CFDocument").unwrap_or(value);
    for document in documents.iter().chain([alone]) {
        let uri = document.pointer("/CFPackageURI/uri").and_then(Json::as_str);
        addresses.extend(uri.map(str::to_owned));
    }
    Err(match addresses.first() {
        Some(first) => failed(
            message!("this describes a framework, but does not contain its items"),
            message!(
                "open the address of its package, {first}, and save the answer",
                first
            ),
        ),
        None => failed(
            message!("this is JSON, but not a package of CASE: it has no `CFItems`"),
            message!("save the answer of `CFPackages/IDENTIFIER`"),
        ),
    })
}

/// An association that is recorded if its ends keep their identifiers.
struct ReadAssociation {
    association: RecordedAssociation,
    place: FoundPlace,
    /// Whether each end is in the package.
    is_within: [bool; 2],
}

/// A framework while it is read.
pub(super) struct CaseReader<'a> {
    package: &'a Map<String, Json>,
    options: &'a CaseOptions,
    found: FoundStandard,
    /// The items by their identifiers and addresses.
    by_name: HashMap<String, usize>,
    /// The identifiers and addresses of the framework itself.
    own_names: Vec<String>,
    /// The types by their titles.
    types: HashMap<String, usize>,
    levels: HashMap<String, usize>,
    /// The values of dimensions, by the titles of concepts.
    concepts: HashMap<String, (usize, usize)>,
    /// The package is one that the program wrote itself.
    is_own: bool,
    /// The number of identifiers that CASE 1.1 does not allow.
    foreign: usize,
    /// The number of each item among those with the same parent, as far as it is stated.
    sequence: HashMap<usize, f64>,
    /// The rubrics with scores.
    scored: Vec<JsonRecord<'a>>,
    /// The items that belong to another, each with the record that says so.
    parts: Vec<(usize, usize, Map<String, Json>, FoundPlace)>,
    /// The items that belong to others, with the terms, by which repetitions are recognised.
    parts_seen: HashSet<(usize, usize, Option<String>)>,
    /// The relations of items: the item, the kind and the other end.
    related: HashSet<(usize, String, FoundEnd)>,
    /// The associations whose identifiers may be kept.
    associations: Vec<ReadAssociation>,
    /// What the source says of its records.
    source: SourceFramework,
}

impl<'a> CaseReader<'a> {
    fn new(package: &'a Map<String, Json>, options: &'a CaseOptions) -> Self {
        CaseReader {
            package,
            options,
            found: FoundStandard::default(),
            by_name: HashMap::new(),
            own_names: Vec::new(),
            types: HashMap::new(),
            levels: HashMap::new(),
            concepts: HashMap::new(),
            is_own: false,
            foreign: 0,
            sequence: HashMap::new(),
            scored: Vec::new(),
            parts: Vec::new(),
            parts_seen: HashSet::new(),
            related: HashSet::new(),
            associations: Vec::new(),
            source: SourceFramework::default(),
        }
    }

    /// Reads the description of the framework.
    fn document(&mut self) {
        let empty = Map::new();
        let fields = self
            .package
            .get("CFDocument")
            .and_then(Json::as_object)
            .unwrap_or(&empty);
        let document = JsonRecord::at(fields, "/CFDocument");
        let found = &mut self.found;
        let language = document.words("language").or(self.options.language.clone());
        found.language = language.unwrap_or_else(|| "en".to_owned());
        let tag = found.language.clone();
        let text = |key: &str| {
            document
                .words(key)
                .map_or_else(FoundText::default, |words| FoundText::one(&tag, &words))
        };
        found.title = text("title");
        found.description = text("description");
        found.authority = text("creator");
        found.edition = document.words("version");
        found.same_as = same_as(document, &mut self.foreign, &mut found.left);
        if let Some(source) = document.words("officialSourceURL") {
            match super::address::known_elsewhere(&source) {
                Some(source) => found.same_as.push(source),
                None => document.leave(
                    "officialSourceURL",
                    message!("an address that is not one"),
                    &mut found.left,
                ),
            }
        }
        self.own_names = names(document);
        // A server answers without the ending, which only files have.
        let uri = document.words("uri").unwrap_or_default();
        self.is_own = uri.contains("/ims/case/v1p1/CFDocuments/") && uri.ends_with(".json");
        if let Some(license) = document.record("licenseURI") {
            let link = JsonRecord::at(license, "/CFDocument/licenseURI");
            let title = link
                .words("title")
                .unwrap_or_else(|| message!("licence").label(spoken(&tag)).to_owned());
            let own = link.words("identifier");
            let definitions = self
                .package
                .get("CFDefinitions")
                .and_then(|all| all.get("CFLicenses"));
            let known = JsonRecord::list(definitions, "/CFDefinitions/CFLicenses", &mut Vec::new());
            let known = known.iter().find(|known| known.words("identifier") == own);
            let terms = known.and_then(|known| known.words("licenseText"));
            let url = terms.filter(|terms| {
                super::address::known_elsewhere(terms).is_some() && terms.starts_with("http")
            });
            found.license = Some((FoundText::one(&tag, &title), url));
        }
        let mut handled = vec![
            "identifier",
            "uri",
            "title",
            "creator",
            "description",
            "language",
            "version",
            "licenseURI",
            "officialSourceURL",
            "caseVersion",
            "CFPackageURI",
        ];
        handled.extend(self.keep_framework(document));
        document.leave_rest(&handled, &mut self.found.left);
    }

    /// Reads the concepts, which are levels and dimensions if items name them, and the descriptions of types.
    fn definitions(&mut self) {
        let Some(definitions) = self.package.get("CFDefinitions").and_then(Json::as_object) else {
            return;
        };
        let tag = self.found.language.clone();
        let types = JsonRecord::list(
            definitions.get("CFItemTypes"),
            "/CFDefinitions/CFItemTypes",
            &mut self.found.left,
        );
        for record in types {
            let Some(title) = record.words("title") else {
                continue;
            };
            let description = record.words("description").filter(|words| *words != title);
            let place = self.kind(&title);
            self.found.types[place].description =
                description.map_or_else(FoundText::default, |words| FoundText::one(&tag, &words));
            let mut handled = vec![
                "identifier",
                "uri",
                "title",
                "description",
                "hierarchyCode",
                "lastChangeDateTime",
            ];
            handled.extend(self.keep_definition(record, DefinitionKind::ItemTypes));
            record.leave_rest(&handled, &mut self.found.left);
        }
        self.read_concepts(definitions.get("CFConcepts"));
        let licenses = definitions.get(DefinitionKind::Licenses.word());
        for record in JsonRecord::list(licenses, "/CFDefinitions/CFLicenses", &mut Vec::new()) {
            self.keep_definition(record, DefinitionKind::Licenses);
        }
        let mut read = vec!["CFItemTypes", "CFConcepts", "CFLicenses"];
        read.extend(self.keep_subjects(definitions));
        for (key, value) in definitions {
            if !read.contains(&key.as_str()) {
                let pointer = format!("/CFDefinitions/{key}");
                let records = JsonRecord::list(Some(value), &pointer, &mut Vec::new());
                for record in records {
                    let whole = Json::Object(record.fields.clone());
                    leave(
                        &mut self.found.left,
                        record.place(),
                        message!("a definition in `{key}`", key),
                        &whole,
                    );
                }
            }
        }
    }

    /// Reads concepts. Those whose codes have two parts, such as `1.2`, are values of the axis `1`.
    fn read_concepts(&mut self, list: Option<&Json>) {
        let tag = self.found.language.clone();
        let records = JsonRecord::list(list, "/CFDefinitions/CFConcepts", &mut self.found.left);
        let items = self
            .package
            .get("CFItems")
            .and_then(Json::as_array)
            .map_or(&[][..], Vec::as_slice);
        let named = |key: &str| -> HashSet<String> {
            let items = items.iter().filter_map(Json::as_object);
            items
                .flat_map(|fields| JsonRecord::at(fields, "").all_words(key))
                .collect()
        };
        let (levels, keywords) = (named("educationLevel"), named("conceptKeywords"));
        let code = |record: &JsonRecord<'_>| record.words("hierarchyCode").unwrap_or_default();
        let mut axes: HashMap<String, (bool, bool)> = HashMap::new();
        for record in &records {
            if let (Some((axis, _)), Some(title)) =
                (code(record).rsplit_once('.'), record.words("title"))
            {
                let known = axes.entry(axis.to_owned()).or_default();
                known.0 |= levels.contains(&title);
                known.1 |= keywords.contains(&title);
            }
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        for record in &records {
            self.keep_definition(*record, DefinitionKind::Concepts);
            let title = record.words("title").unwrap_or_default();
            let own = code(record);
            let axis = own.rsplit_once('.').map(|(axis, _)| axis.to_owned());
            let use_of = axis
                .as_ref()
                .and_then(|axis| axes.get(axis))
                .copied()
                .unwrap_or_default();
            let value = FoundValue {
                title: FoundText::one(&tag, &title),
                description: record
                    .words("description")
                    .map_or_else(FoundText::default, |words| FoundText::one(&tag, &words)),
                ..FoundValue::default()
            };
            match (axis, use_of) {
                (Some(_), (true, _)) => {
                    self.levels.insert(title, self.found.levels.len());
                    self.found.levels.push(value);
                }
                (Some(axis), (false, true)) => {
                    let place = *places.entry(axis.clone()).or_insert_with(|| {
                        let named = records.iter().find(|record| code(record) == axis);
                        let name = named
                            .and_then(|record| record.words("title"))
                            .unwrap_or_default();
                        self.found.axes.push(super::found::FoundAxis {
                            title: FoundText::one(&tag, &name),
                            values: Vec::new(),
                        });
                        self.found.axes.len() - 1
                    });
                    let values = &mut self.found.axes[place].values;
                    self.concepts.insert(title, (place, values.len()));
                    values.push(value);
                }
                (Some(_), (false, false)) => {
                    let whole = Json::Object(record.fields.clone());
                    leave(
                        &mut self.found.left,
                        record.place(),
                        message!("a concept that no item names"),
                        &whole,
                    );
                }
                // An axis, whose name was taken if it has values that items name.
                (None, _) => {
                    if axes
                        .get(&own)
                        .is_none_or(|(level, keyword)| !level && !keyword)
                    {
                        let whole = Json::Object(record.fields.clone());
                        leave(
                            &mut self.found.left,
                            record.place(),
                            message!("a concept that no item names"),
                            &whole,
                        );
                    }
                }
            }
        }
    }

    /// The type with this title, which is declared if it is new.
    fn kind(&mut self, title: &str) -> usize {
        let types = &mut self.found.types;
        let language = &self.found.language;
        *self.types.entry(title.to_owned()).or_insert_with(|| {
            types.push(FoundValue {
                title: FoundText::one(language, title),
                ..FoundValue::default()
            });
            types.len() - 1
        })
    }
}

/// The identifier and the addresses of a record, as others refer to it.
fn names(record: JsonRecord<'_>) -> Vec<String> {
    let names = ["identifier", "uri"]
        .into_iter()
        .filter_map(|key| record.words(key));
    names.map(|name| name.to_lowercase()).collect()
}

/// The addresses and the identifier under which a record is known. An address that contains the identifier says both.
fn same_as(record: JsonRecord<'_>, foreign: &mut usize, left: &mut Vec<LeftOver>) -> Vec<String> {
    let mut all = Vec::new();
    let uri = record
        .words("uri")
        .and_then(|uri| super::address::known_elsewhere(&uri));
    let identifier = record
        .words("identifier")
        .map(|identifier| identifier.to_lowercase());
    let own = identifier.as_deref().and_then(super::address::uuid);
    let in_case = own.as_deref().and_then(Identifier::of_case);
    match (&identifier, &own) {
        (Some(_), None) => record.leave(
            "identifier",
            message!("an identifier that is not a UUID"),
            left,
        ),
        (Some(_), Some(_)) if in_case.is_none() => *foreign += 1,
        (_, _) => {}
    }
    if let Some(uri) = uri {
        if in_case.is_none() || Identifier::of_case(&uri) != in_case {
            all.extend(own);
        }
        // An address within the package is known only there.
        if !uri.contains('#') {
            all.push(uri);
        }
    } else {
        all.extend(own);
        record.leave("uri", message!("an address that is not one"), left);
    }
    all
}
