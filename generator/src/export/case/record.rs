//! The records of CASE 1.1 as JSON, as far as they are written: <https://www.imsglobal.org/spec/case/v1p1>.
//!
//! The fields are in the order of the specification and have its names. A field without a value is left out, since the
//! specification knows no `null`, and nothing is written that it does not name; what it has no field for is in
//! `extensions`.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::model::identifier::Identifier;

/// Data for which the specification has no field, under our own names.
pub(super) type Extensions = Map<String, Json>;

/// A reference to a record of the framework.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CfLink {
    pub(super) title: String,
    pub(super) identifier: Identifier,
    pub(super) uri: String,
}

/// An end of an association, which may be outside CASE.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfNode {
    pub(super) title: String,
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) target_type: &'static str,
}

/// The `targetType` of something in CASE.
pub(super) const CASE: &str = "CASE";

/// The `targetType` of something outside CASE.
pub(super) const WEB: &str = "ext:web";

/// A framework.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfDocument {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) case_version: &'static str,
    pub(super) creator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) framework_type: Option<String>,
    pub(super) title: String,
    pub(super) last_change_date_time: String,
    #[serde(rename = "officialSourceURL", skip_serializing_if = "Option::is_none")]
    pub(super) official_source: Option<String>,
    pub(super) publisher: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<Json>,
    #[serde(rename = "subjectURI", skip_serializing_if = "Option::is_none")]
    pub(super) subject_uri: Option<Json>,
    pub(super) language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) adoption_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_end_date: Option<String>,
    #[serde(rename = "licenseURI", skip_serializing_if = "Option::is_none")]
    pub(super) license_uri: Option<CfLink>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
    /// Only outside a package.
    #[serde(rename = "CFPackageURI", skip_serializing_if = "Option::is_none")]
    pub(super) package_uri: Option<CfLink>,
}

/// An item: a clause, a requirement, a role, a task or a module.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfItem {
    pub(super) identifier: Identifier,
    pub(super) full_statement: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alternative_label: Option<String>,
    #[serde(rename = "CFItemType", skip_serializing_if = "Option::is_none")]
    pub(super) item_type: Option<String>,
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) human_coding_scheme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) list_enumeration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) abbreviated_statement: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) concept_keywords: Vec<String>,
    #[serde(rename = "conceptKeywordsURI", skip_serializing_if = "Option::is_none")]
    pub(super) concept_keywords_uri: Option<CfLink>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<Json>,
    #[serde(rename = "subjectURI", skip_serializing_if = "Option::is_none")]
    pub(super) subject_uri: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) education_level: Vec<String>,
    #[serde(rename = "CFItemTypeURI", skip_serializing_if = "Option::is_none")]
    pub(super) item_type_uri: Option<CfLink>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_end_date: Option<String>,
    pub(super) last_change_date_time: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) extensions: Extensions,
}

/// The kind of an item among those with the same one above. Each kind has an order of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Siblings {
    Clauses,
    Requirements,
    /// Roles, tasks, modules, and what was retired.
    Others,
}

/// An association between two items or frameworks.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfAssociation {
    pub(super) identifier: Identifier,
    pub(super) association_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sequence_number: Option<i64>,
    /// The kind of the origin, if that has a number.
    #[serde(skip)]
    pub(super) siblings: Option<Siblings>,
    /// Whether it was imported.
    #[serde(skip)]
    pub(super) is_recorded: bool,
    /// The number with which it was imported.
    #[serde(skip)]
    pub(super) recorded_number: Option<i64>,
    pub(super) uri: String,
    #[serde(rename = "originNodeURI")]
    pub(super) origin: CfNode,
    #[serde(rename = "destinationNodeURI")]
    pub(super) destination: CfNode,
    pub(super) last_change_date_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) extensions: Extensions,
}

/// A concept: a dimension, a level, or the axis that they are on.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfConcept {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) keywords: Option<String>,
    pub(super) hierarchy_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) last_change_date_time: String,
}

/// A type of items.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfItemType {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) hierarchy_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) type_code: Option<String>,
    pub(super) last_change_date_time: String,
}

/// A licence.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfLicense {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) license_text: String,
    pub(super) last_change_date_time: String,
}

/// The definitions that items refer to.
#[derive(Debug, Default, Serialize)]
pub(super) struct CfDefinitions {
    #[serde(rename = "CFConcepts", skip_serializing_if = "Vec::is_empty")]
    pub(super) concepts: Vec<CfConcept>,
    /// Those of the source, for which a handbook has no place.
    #[serde(rename = "CFSubjects", skip_serializing_if = "Option::is_none")]
    pub(super) subjects: Option<Json>,
    #[serde(rename = "CFLicenses", skip_serializing_if = "Vec::is_empty")]
    pub(super) licenses: Vec<CfLicense>,
    #[serde(rename = "CFItemTypes", skip_serializing_if = "Vec::is_empty")]
    pub(super) item_types: Vec<CfItemType>,
}

/// A rubric: a form, or the descriptors of requirements.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfRubric {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) last_change_date_time: String,
    #[serde(rename = "CFRubricCriteria")]
    pub(super) criteria: Vec<CfCriterion>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) extensions: Extensions,
}

/// A criterion of a rubric: a row of a form, or a requirement.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfCriterion {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "CFItemURI", skip_serializing_if = "Option::is_none")]
    pub(super) item_uri: Option<CfLink>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<Json>,
    pub(super) rubric_id: Identifier,
    pub(super) last_change_date_time: String,
    #[serde(rename = "CFRubricCriterionLevels")]
    pub(super) levels: Vec<CfCriterionLevel>,
}

/// A level of a criterion: a grade, or a level with its descriptor.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CfCriterionLevel {
    pub(super) identifier: Identifier,
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) feedback: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<Json>,
    pub(super) rubric_criterion_id: Identifier,
    pub(super) last_change_date_time: String,
}

/// A package: a framework with everything in it.
#[derive(Debug, Serialize)]
pub(super) struct CfPackage {
    #[serde(rename = "CFDocument")]
    pub(super) document: CfDocument,
    #[serde(rename = "CFItems")]
    pub(super) items: Vec<CfItem>,
    #[serde(rename = "CFAssociations")]
    pub(super) associations: Vec<CfAssociation>,
    #[serde(rename = "CFDefinitions")]
    pub(super) definitions: CfDefinitions,
    #[serde(rename = "CFRubrics", skip_serializing_if = "Vec::is_empty")]
    pub(super) rubrics: Vec<CfRubric>,
}

/// All frameworks of a site.
#[derive(Debug, Serialize)]
pub(super) struct CfDocuments {
    #[serde(rename = "CFDocuments")]
    pub(super) documents: Vec<CfDocument>,
}
