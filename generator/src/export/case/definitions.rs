//! The concepts of a framework: the dimensions and levels, each below the axis that it is on.

use super::names::words_of;
use super::record::{CfConcept, CfLink};
use super::standard_packing::StandardPacking;
use crate::language::on_one_line;
use crate::model::source_record::{DefinitionKind, SourceName};
use crate::source::format::dimension::Dimension;
use crate::source::format::standard::Level;
use crate::source::format::statements::StatementField;
use crate::source::format::text::Text;

/// An axis and its values: the path below which the values have identifiers, the title and the description.
struct ConceptAxis<'a> {
    path: String,
    title: String,
    description: Option<&'a Text>,
    values: Vec<ConceptValue<'a>>,
}

/// A value of an axis.
struct ConceptValue<'a> {
    id: &'a str,
    title: &'a Text,
    description: Option<&'a Text>,
}

/// Adds the concepts of dimensions, which items refer to, and those of levels.
pub(super) fn add(standard: &mut StandardPacking) {
    let about = &standard.names.standard.about;
    let named = about.names.as_ref();
    let mut axes: Vec<ConceptAxis> = Vec::new();
    for axis in about.dimensions.axes() {
        let title = axis.named.map(|axis| &axis.title);
        let title = title.or_else(|| named.and_then(|names| names.dimension.as_ref()));
        axes.push(ConceptAxis {
            path: "dimension".to_owned(),
            title: called(standard, title, "dimension"),
            description: axis.named.and_then(|axis| axis.description.as_ref()),
            values: axis.values.iter().map(dimension).collect(),
        });
    }
    let title = named.and_then(|names| names.level.as_ref());
    let title = called(standard, title, "level");
    axes.push(ConceptAxis {
        path: "level".to_owned(),
        title: title.clone(),
        description: None,
        values: about.levels.iter().map(level).collect(),
    });
    for role in &about.roles {
        axes.push(ConceptAxis {
            path: format!("role/{}/level", role.id),
            title: format!("{title} ({})", words_of(&standard.names, &role.title)),
            description: None,
            values: role.levels.iter().map(level).collect(),
        });
    }
    axes.retain(|axis| !axis.values.is_empty());
    for (place, axis) in axes.into_iter().enumerate() {
        let code = (place + 1).to_string();
        push(
            standard,
            &format!("axis/{code}"),
            &axis.title,
            axis.description,
            code.clone(),
        );
        for (place, value) in axis.values.into_iter().enumerate() {
            let title = words_of(&standard.names, value.title);
            let path = format!("{}/{}", axis.path, value.id);
            let code = format!("{code}.{}", place + 1);
            let link = push(standard, &path, &title, value.description, code);
            if axis.path == "dimension" {
                standard.concepts.insert(value.id, link);
            }
        }
    }
}

fn dimension(value: &Dimension) -> ConceptValue<'_> {
    ConceptValue {
        id: value.id.as_str(),
        title: &value.title,
        description: value.description.as_ref(),
    }
}

fn level(level: &Level) -> ConceptValue<'_> {
    ConceptValue {
        id: level.id.as_str(),
        title: &level.title,
        description: level.description.as_ref(),
    }
}

/// The standard's own word for an axis, or else that of the interface.
fn called<'a>(standard: &StandardPacking<'a>, own: Option<&Text>, word: &'a str) -> String {
    match own {
        Some(own) => words_of(&standard.names, own),
        None => standard.packing.word(word).to_owned(),
    }
}

/// Adds a concept and refers to it.
fn push(
    standard: &mut StandardPacking,
    path: &str,
    title: &str,
    description: Option<&Text>,
    hierarchy_code: String,
) -> CfLink {
    let title = on_one_line(title);
    let record = DefinitionKind::Concepts.record(&title);
    let record = SourceName::Other(&record);
    let recorded = &standard.packing.recorded;
    let imported = recorded.identifier(record);
    // Two concepts may have the same title, but not the same identifier.
    let imported = imported.filter(|imported| {
        let known = &standard.packing.definitions.concepts;
        known.iter().all(|known| known.identifier != *imported)
    });
    let link = CfLink {
        identifier: imported.unwrap_or_else(|| standard.names.part(path)),
        uri: String::new(),
        title,
    };
    let link = CfLink {
        uri: standard.packing.in_package(link.identifier),
        ..link
    };
    let description = description.map(|text| words_of(&standard.names, text));
    let texts = [Some(&*link.title), description.as_deref()];
    let changed = recorded.time_of(record, texts.into_iter().flatten());
    let concept = CfConcept {
        identifier: link.identifier,
        uri: link.uri.clone(),
        title: link.title.clone(),
        keywords: recorded.words_without_place(record, StatementField::Keywords),
        hierarchy_code: recorded.required_line(
            record,
            StatementField::HierarchyCode,
            hierarchy_code,
        ),
        description: recorded.line(record, StatementField::Description, description),
        last_change_date_time: changed.unwrap_or_else(|| standard.packing.changed()),
    };
    standard.packing.definitions.concepts.push(concept);
    link
}
