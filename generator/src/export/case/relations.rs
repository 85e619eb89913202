//! The relations of a framework's items with others: as the content states them, from edition to edition, and of retired
//! requirements.

use std::collections::HashMap;

use serde_json::Value as Json;
use url::Url;

use super::names::{FrameworkNames, node, notes_on_relation, words_of};
use super::packing::extensions;
use super::record::{CfNode, Extensions, Siblings, WEB};
use super::standard_packing::{ItemParts, StandardPacking, item};
use crate::index::StandardIndex;
use crate::language::on_one_line;
use crate::model::identifier::Identifier;
use crate::site::address::StandardPage;
use crate::source::format::permalinks::{self, Retired, SiteAddress};
use crate::source::format::relation::{Relation, RelationKind, RelationTarget, StatedKind};

/// The names of other standards, found when they are first referred to.
struct Others<'a>(HashMap<StandardIndex, Option<FrameworkNames<'a>>>);

impl<'a> Others<'a> {
    /// The names of another standard, in the same language if it is translated.
    fn names(
        &mut self,
        standard: &StandardPacking<'a>,
        other: StandardIndex,
    ) -> Option<&FrameworkNames<'a>> {
        let packing = &standard.packing;
        let handbook = packing.handbook();
        let language = packing.framework.language;
        let names = || FrameworkNames::of(handbook, packing.base_url, other, language);
        self.0.entry(other).or_insert_with(names).as_ref()
    }
}

/// Adds the relations that the content states, and those between editions.
pub(super) fn add(standard: &mut StandardPacking) {
    let of = standard.names.standard;
    let mut others = Others(HashMap::new());
    for (index, clause) in of.clauses.indexed() {
        let Some(body) = clause.as_clause().filter(|_| clause.within > 0) else {
            continue;
        };
        for relation in &body.relates {
            let own = standard.names.clause_node(index);
            relate(standard, &mut others, own, relation);
        }
        for requirement in clause.requirements.clone() {
            for relation in &of.requirements[requirement].item().relates {
                let own = standard.names.requirement_node(requirement);
                relate(standard, &mut others, own, relation);
            }
        }
    }
    let handbook = standard.packing.handbook();
    for later in handbook.later_editions(standard.index) {
        if let Some(names) = others.names(standard, later) {
            let ends = [standard.packing.document_node(), names.document_node()];
            standard
                .packing
                .associate("replacedBy", ends, Extensions::new());
        }
    }
    for requirement in of.requirements.indices() {
        for (later, successor) in handbook.successors(standard.index, requirement) {
            if let Some(names) = others.names(standard, *later) {
                let ends = [
                    standard.names.requirement_node(requirement),
                    names.requirement_node(*successor),
                ];
                standard
                    .packing
                    .associate("replacedBy", ends, Extensions::new());
            }
        }
    }
}

/// The types of associations of the specification for which there is no relation that every standard has. A kind of the
/// standard's own with such a name is this type.
const TYPES: [&str; 7] = [
    "exemplar",
    "hasSkillLevel",
    "isChildOf",
    "isPartOf",
    "isPeerOf",
    "isTranslationOf",
    "replacedBy",
];

/// Adds one relation. Kinds that the specification does not know are relations in general, and the kind is an extension;
/// a kind of the standard's own extends the vocabulary.
fn relate<'a>(
    standard: &mut StandardPacking<'a>,
    others: &mut Others<'a>,
    own: CfNode,
    relation: &Relation,
) {
    let Some(other) = target(standard, others, relation) else {
        return;
    };
    let notes = notes_on_relation(
        &standard.names,
        standard.packing.source.words,
        &relation.note,
    );
    let common = |kind: RelationKind| extensions([("relation", Json::from(kind.word()))]);
    let none = Extensions::new;
    let (kind, ends, more) = match &relation.r#as {
        StatedKind::Own(id) if TYPES.contains(&id.as_str()) => {
            (id.to_string(), [own, other], none())
        }
        StatedKind::Own(id) => (format!("ext:{id}"), [own, other], none()),
        StatedKind::Common(kind) => match kind {
            RelationKind::ExactMatch => ("exactMatchOf".to_owned(), [own, other], none()),
            RelationKind::Precedes => ("precedes".to_owned(), [own, other], none()),
            RelationKind::Replaces => ("replacedBy".to_owned(), [other, own], none()),
            RelationKind::Related => ("isRelatedTo".to_owned(), [own, other], none()),
            RelationKind::CloseMatch | RelationKind::Broader | RelationKind::Narrower => {
                ("isRelatedTo".to_owned(), [own, other], common(*kind))
            }
        },
    };
    standard.packing.associate_noted(&kind, ends, notes, more);
}

/// The target of a relation. `None` if it leads nowhere, or its address is not one.
fn target<'a>(
    standard: &StandardPacking<'a>,
    others: &mut Others<'a>,
    relation: &Relation,
) -> Option<CfNode> {
    let title = relation.title.as_ref();
    let title = title.map(|title| on_one_line(&words_of(&standard.names, title)));
    match relation.target() {
        RelationTarget::Own(id) => within(&standard.names, id),
        RelationTarget::Other(other, id) => {
            let standards = &standard.packing.handbook().standards;
            let other = standards.find_index(|known| known.id() == other)?;
            within(others.names(standard, other)?, id)
        }
        RelationTarget::Web(to) | RelationTarget::Identifier(to) => {
            let uri = Url::parse(to).ok()?.to_string();
            let title = title.unwrap_or_else(|| to.to_owned());
            Some(match Identifier::of_case(to) {
                Some(identifier) => node(title, identifier, uri),
                None => web(title, uri),
            })
        }
    }
}

/// The requirement or clause with this id. A clause that is not an item is referred to by its page.
fn within(names: &FrameworkNames, id: &str) -> Option<CfNode> {
    if let Some(requirement) = names.standard.requirement_index(id) {
        return Some(names.requirement_node(requirement));
    }
    let clause = names.standard.clause_index(id)?;
    let node = names.clause_node(clause);
    if names.standard.clauses[clause].within > 0 {
        return Some(node);
    }
    let page = names.page(StandardPage::Clause(clause))?;
    Some(web(node.title, page))
}

/// A reference to something outside CASE.
fn web(title: String, uri: String) -> CfNode {
    CfNode {
        title,
        identifier: uri.clone(),
        uri,
        target_type: WEB,
    }
}

/// Adds the requirements that were retired, at the end of the framework, and what replaces them.
pub(super) fn add_retired(standard: &mut StandardPacking) {
    let handbook = standard.packing.handbook();
    let moves = handbook.published.moves.as_ref();
    for retired in moves.iter().flat_map(|moves| &moves.retired) {
        let name = permalinks::name(&retired.address.path);
        let of = name.split_once('/').map(|(of, _)| of);
        if of == Some(standard.names.standard.id()) {
            add_one_retired(standard, retired);
        }
    }
}

fn add_one_retired<'a>(standard: &mut StandardPacking<'a>, retired: &'a Retired) {
    let path = &*retired.address.path;
    let base_url = standard.packing.base_url;
    let named = |names: &FrameworkNames<'a>| {
        let label = retired.address.page_name().to_owned();
        node(label, names.named(path), uri_of(names, base_url, path))
    };
    let about = &standard.names.standard.about;
    let own = about
        .names
        .as_ref()
        .and_then(|names| names.requirement.as_ref());
    let kind = standard.kind(None, own, "search_kind_requirement");
    let names = &standard.names;
    let parts = ItemParts {
        record: None,
        identifier: names.named(path),
        uri: uri_of(names, base_url, path),
        statement: words_of(names, &retired.text),
        abbreviated: None,
        kind: Some(kind),
        changed: None,
        language: standard.language_of(&retired.text),
    };
    let reason = words_of(names, &retired.reason);
    let mut new = item(&standard.packing, parts);
    let record = &mut new.item;
    let prints_ids = standard.names.standard.prints_ids();
    record.human_coding_scheme = prints_ids.then(|| retired.address.page_name().to_owned());
    record.notes = Some(reason);
    let day = retired.date.as_ref().map(|date| date.day);
    record.status_end_date = Some(standard.day_or_last(day));
    let own = standard.push(new, Siblings::Others, None, named);
    for replacement in &retired.replaced_by {
        let ends = [own.clone(), replacement_of(standard, replacement)];
        standard
            .packing
            .associate("replacedBy", ends, Extensions::new());
    }
}

/// The address of a retired requirement. Its page is in all languages, so a translation adds its own as a fragment.
fn uri_of(names: &FrameworkNames, base_url: &str, path: &str) -> String {
    if names.is_original() {
        format!("{base_url}{path}")
    } else {
        format!("{base_url}{path}#{}", names.language.id)
    }
}

/// The replacement of a retired requirement: a requirement of a standard, or a page.
fn replacement_of(standard: &StandardPacking, to: &SiteAddress) -> CfNode {
    let packing = &standard.packing;
    let handbook = packing.handbook();
    let found = handbook.find_requirement(permalinks::name(&to.path));
    let node = found.and_then(|(index, requirement)| {
        let language = packing.framework.language;
        let names = FrameworkNames::of(handbook, packing.base_url, index, language)?;
        Some(names.requirement_node(requirement))
    });
    node.unwrap_or_else(|| {
        let sign = if to.fragment.is_empty() { "" } else { "#" };
        let uri = format!("{}{}{sign}{}", packing.base_url, to.path, to.fragment);
        web(to.page_name().to_owned(), uri)
    })
}
