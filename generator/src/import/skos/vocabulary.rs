//! The addresses of the properties and types that are read.

pub(super) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const VALUE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";

macro_rules! skos {
    ($name:literal) => {
        concat!("http://www.w3.org/2004/02/skos/core#", $name)
    };
}
macro_rules! dct {
    ($name:literal) => {
        concat!("http://purl.org/dc/terms/", $name)
    };
}
macro_rules! xl {
    ($name:literal) => {
        concat!("http://www.w3.org/2008/05/skos-xl#", $name)
    };
}
macro_rules! esco {
    ($name:literal) => {
        concat!("http://data.europa.eu/esco/model#", $name)
    };
}

pub(super) const CONCEPT: &str = skos!("Concept");
pub(super) const SCHEME: &str = skos!("ConceptScheme");
pub(super) const COLLECTION: &str = skos!("Collection");
pub(super) const ORDERED: &str = skos!("OrderedCollection");
pub(super) const IN_SCHEME: &str = skos!("inScheme");
pub(super) const TOP_OF: &str = skos!("topConceptOf");
pub(super) const HAS_TOP: &str = skos!("hasTopConcept");
pub(super) const BROADER: &str = skos!("broader");
pub(super) const NARROWER: &str = skos!("narrower");
pub(super) const BROADER_TRANSITIVE: &str = skos!("broaderTransitive");
pub(super) const NARROWER_TRANSITIVE: &str = skos!("narrowerTransitive");
pub(super) const RELATED: &str = skos!("related");
/// A relation between a concept and one above it, which `RELATED` must not have.
pub(super) const RELATION: &str = dct!("relation");
pub(super) const NOTATION: &str = skos!("notation");
pub(super) const ALT: &str = skos!("altLabel");
pub(super) const HIDDEN: &str = skos!("hiddenLabel");
pub(super) const PREF: &str = skos!("prefLabel");
pub(super) const DEFINITION: &str = skos!("definition");
pub(super) const SCOPE_NOTE: &str = skos!("scopeNote");
pub(super) const EXAMPLE: &str = skos!("example");
pub(super) const NOTE: &str = skos!("note");
pub(super) const EDITORIAL_NOTE: &str = skos!("editorialNote");
pub(super) const MEMBER: &str = skos!("member");
pub(super) const MEMBER_LIST: &str = skos!("memberList");
pub(super) const XL_PREF: &str = xl!("prefLabel");
pub(super) const XL_ALT: &str = xl!("altLabel");
pub(super) const XL_HIDDEN: &str = xl!("hiddenLabel");
pub(super) const LITERAL_FORM: &str = xl!("literalForm");
pub(super) const NODE_LITERAL: &str = esco!("nodeLiteral");
pub(super) const NODE_LANGUAGE: &str = esco!("language");
pub(super) const SKILL_TYPE: &str = esco!("skillType");
pub(super) const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";
pub(super) const DEPRECATED: &str = "http://www.w3.org/2002/07/owl#deprecated";
pub(super) const REPLACES: &str = dct!("replaces");
pub(super) const REPLACED_BY: &str = dct!("isReplacedBy");
pub(super) const DCT_LANGUAGE: &str = dct!("language");
pub(super) const DC_LANGUAGE: &str = "http://purl.org/dc/elements/1.1/language";
pub(super) const LICENSE: &str = dct!("license");
pub(super) const IDENTIFIER: &str = dct!("identifier");

/// The properties of a name, the most exact first.
pub(super) const LABELS: [&str; 5] = [
    PREF,
    XL_PREF,
    dct!("title"),
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://purl.org/dc/elements/1.1/title",
];
/// The properties of a description.
pub(super) const DESCRIPTIONS: [&str; 3] = [
    dct!("description"),
    "http://purl.org/dc/elements/1.1/description",
    "http://www.w3.org/2000/01/rdf-schema#comment",
];
/// The properties of other names.
pub(super) const OTHER_LABELS: [&str; 4] = [ALT, HIDDEN, XL_ALT, XL_HIDDEN];
/// The properties of a concept above.
pub(super) const ABOVE: [&str; 4] = [
    BROADER,
    "http://purl.org/iso25964/skos-thes#broaderGeneric",
    "http://purl.org/iso25964/skos-thes#broaderPartitive",
    "http://purl.org/iso25964/skos-thes#broaderInstantial",
];
/// The properties of a concept below.
pub(super) const BELOW: [&str; 4] = [
    NARROWER,
    "http://purl.org/iso25964/skos-thes#narrowerGeneric",
    "http://purl.org/iso25964/skos-thes#narrowerPartitive",
    "http://purl.org/iso25964/skos-thes#narrowerInstantial",
];
/// The properties of the issuing body.
pub(super) const AUTHORITIES: [&str; 4] = [
    dct!("creator"),
    dct!("publisher"),
    "http://purl.org/dc/elements/1.1/creator",
    "http://purl.org/dc/elements/1.1/publisher",
];
/// The properties of an edition.
pub(super) const EDITIONS: [&str; 2] = [
    "http://www.w3.org/2002/07/owl#versionInfo",
    dct!("hasVersion"),
];
/// The relations, with the word that the format has for each.
pub(super) const MATCHES: [(&str, &str); 5] = [
    (skos!("exactMatch"), "exact-match"),
    (skos!("closeMatch"), "close-match"),
    (skos!("broadMatch"), "broader"),
    (skos!("narrowMatch"), "narrower"),
    (skos!("relatedMatch"), "related"),
];

/// The prefixes by which properties are named in reports.
const PREFIXES: [(&str, &str); 10] = [
    ("http://www.w3.org/2004/02/skos/core#", "skos"),
    ("http://www.w3.org/2008/05/skos-xl#", "skosxl"),
    ("http://purl.org/dc/terms/", "dct"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://www.w3.org/2002/07/owl#", "owl"),
    ("http://data.europa.eu/esco/model#", "esco"),
    ("http://purl.org/iso25964/skos-thes#", "iso-thes"),
    ("http://schema.org/", "schema"),
];

/// A property with its usual prefix.
pub(super) fn short(address: &str) -> String {
    let known = PREFIXES
        .iter()
        .find_map(|(space, prefix)| Some(format!("{prefix}:{}", address.strip_prefix(space)?)));
    known.unwrap_or_else(|| address.to_owned())
}

/// Whether a statement with this property says nothing that others do not say.
pub(super) fn is_implied(property: &str) -> bool {
    [
        TYPE,
        NARROWER_TRANSITIVE,
        skos!("semanticRelation"),
        skos!("mappingRelation"),
    ]
    .contains(&property)
}

/// Whether a type says nothing about a concept.
pub(super) fn is_plain_type(kind: &str) -> bool {
    [
        CONCEPT,
        SCHEME,
        COLLECTION,
        ORDERED,
        "http://www.w3.org/2002/07/owl#NamedIndividual",
        "http://www.w3.org/2002/07/owl#Thing",
        "http://www.w3.org/2000/01/rdf-schema#Resource",
        esco!("MemberConcept"),
        esco!("Skill"),
        esco!("NodeLiteral"),
    ]
    .contains(&kind)
}

/// Whether resources of this type are read where something refers to them, or are listed elsewhere.
pub(super) fn is_read_elsewhere(kind: &str) -> bool {
    [
        CONCEPT,
        SCHEME,
        xl!("Label"),
        esco!("NodeLiteral"),
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#List",
        "http://www.w3.org/2002/07/owl#Ontology",
    ]
    .contains(&kind)
}
