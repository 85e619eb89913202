//! A standard as a concept scheme of SKOS (<https://www.w3.org/TR/skos-reference/>) in JSON-LD.
//!
//! Requirements, and the clauses that contain some and do more than hold them, are concepts; roles, levels and dimensions are collections of
//! requirements. Everything needs an absolute address, so a scheme exists only if the site's own is known.

mod context;

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value as Json, json};
use url::Url;

use self::context::context;
use super::Source;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::language::closing::without_closing;
use crate::model::{CompleteHandbook, CompleteStandard};
use crate::site::address::permalink_path;
use crate::site::export::exports;
use crate::site::{Make, RenderError};
use crate::source::format::dimension::Dimensions;
use crate::source::format::relation::{Relation, RelationKind, RelationTarget, StatedKind};
use crate::source::format::text::{Symbol, Text};

/// Returns the scheme.
impl Make<exports::Concepts> for Source<'_> {
    fn make(&self, target: exports::Concepts) -> Result<Vec<u8>, RenderError> {
        let base_url = self.site.base_url.as_deref();
        let base_url =
            base_url.ok_or_else(|| self.error("a concept scheme needs the address of the site"))?;
        let handbook = self.site.handbook();
        let scheme = ConceptScheme {
            handbook,
            standard: &handbook.standards[target.standard],
            base_url,
            scheme: format!("{base_url}{}", self.address.path),
        };
        let text = serde_json::to_string_pretty(&scheme.json());
        let text = text.map_err(|error| self.error(error.to_string()))?;
        Ok(format!("{text}\n").into_bytes())
    }
}

/// A clause or requirement that is a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ConceptPlace {
    Clause(ClauseIndex),
    Requirement(RequirementIndex),
}

/// A standard and the address of its scheme.
struct ConceptScheme<'a> {
    handbook: &'a CompleteHandbook,
    standard: &'a CompleteStandard,
    base_url: &'a str,
    scheme: String,
}

impl ConceptScheme<'_> {
    fn json(&self) -> Json {
        let standard = self.standard;
        let is_concept = |clause: &ClauseIndex| self.is_concept(*clause);
        let holds = |clause: ClauseIndex| standard.only_holds(clause);
        let mut tops: Vec<String> = Vec::new();
        for top in standard.tops.iter().copied().filter(is_concept) {
            if !holds(top) {
                tops.push(self.clause(top));
                continue;
            }
            let requirements = standard.clauses[top].requirements.clone();
            let held = requirements.filter(|index| standard.requirements[*index].parent.is_none());
            tops.extend(held.map(|requirement| self.requirement(requirement)));
        }
        let mut graph = vec![self.scheme_node(&tops)];
        graph.extend(self.license_node());
        for index in standard.clauses.indices().filter(is_concept) {
            if !holds(index) {
                graph.push(self.clause_concept(index));
            }
            let requirements = standard.clauses[index].requirements.clone();
            graph.extend(requirements.map(|requirement| self.requirement_concept(requirement)));
        }
        graph.extend(self.collections());
        json!({"@context": context(), "@graph": graph})
    }

    /// The scheme itself. Programs look for its name as a title or as a label.
    fn scheme_node(&self, tops: &[String]) -> Json {
        let about = &self.standard.about;
        let mut scheme = Map::new();
        scheme.insert("id".into(), (*self.scheme).into());
        scheme.insert("type".into(), "skos:ConceptScheme".into());
        let title = self.words(&about.title);
        scheme.insert("title".into(), title.clone());
        scheme.insert("prefLabel".into(), title);
        if let Some(description) = &about.description {
            scheme.insert("description".into(), self.words(description));
        }
        if let Some(authority) = &about.authority {
            scheme.insert("creator".into(), self.words(authority));
        }
        if let Some(url) = self.license() {
            scheme.insert("license".into(), url.into());
        }
        let same = about.same_as.iter();
        let same = same.filter_map(|to| Some(Url::parse(&to.value).ok()?.to_string()));
        for same in same.filter(|same| *same != self.scheme) {
            add(&mut scheme, "sameAs", same);
        }
        let language = self.tag(about.language.as_str());
        scheme.insert("language".into(), language.into());
        scheme.insert("hasTopConcept".into(), json!(tops));
        scheme.into()
    }

    /// The address of the licence, if it has one.
    fn license(&self) -> Option<String> {
        let url = self.standard.about.license.as_ref()?.url.as_ref()?;
        Some(Url::parse(&url.value).ok()?.to_string())
    }

    /// The licence with its name.
    fn license_node(&self) -> Option<Json> {
        let license = self.standard.about.license.as_ref()?;
        Some(json!({"id": self.license()?, "title": self.words(&license.title)}))
    }

    /// Whether a clause or the requirements in it are concepts: there are some in it or below it.
    fn is_concept(&self, clause: ClauseIndex) -> bool {
        self.standard.clauses[clause].within > 0
    }

    /// The address of a clause, which differs from language to language, within the scheme.
    fn clause(&self, clause: ClauseIndex) -> String {
        self.part("clause", self.standard.clauses[clause].id().as_str())
    }

    fn requirement(&self, requirement: RequirementIndex) -> String {
        format!(
            "{}{}",
            self.base_url,
            permalink_path(self.standard, requirement)
        )
    }

    fn part(&self, kind: &str, id: &str) -> String {
        format!("{}#{kind}/{id}", self.scheme)
    }

    /// The words in each language, by its tag, without markup.
    fn words(&self, text: &Text) -> Json {
        self.each_words(text, |words| words)
    }

    /// The lines in each language, by its tag, without markup.
    fn lines(&self, text: &Text) -> Json {
        let languages = self.handbook.languages.iter();
        let lines = languages.filter_map(|language| {
            let lines = self.standard.plain_lines(text, text.get(&language.id)?);
            Some((language.tag.to_string(), lines.into()))
        });
        Json::Object(lines.collect())
    }

    fn each_words(&self, text: &Text, change: impl Fn(&str) -> &str) -> Json {
        let languages = self.handbook.languages.iter();
        let words = languages.filter_map(|language| {
            let words = self.standard.plain_words(text, text.get(&language.id)?);
            Some((language.tag.to_string(), change(&words).into()))
        });
        Json::Object(words.collect())
    }

    fn clause_concept(&self, index: ClauseIndex) -> Json {
        let clause = &self.standard.clauses[index];
        let body = clause.as_clause();
        let intro = body.and_then(|body| body.intro.as_ref());
        let mut concept = self.concept(self.clause(index), clause.number());
        if let Some(label) = clause.label().or(intro) {
            concept.insert("prefLabel".into(), self.words(label));
        }
        if let Some(intro) = intro.filter(|_| clause.label().is_some()) {
            concept.insert("scopeNote".into(), self.lines(intro));
        }
        match clause.parent {
            Some(parent) => concept.insert("broader".into(), self.clause(parent).into()),
            None => concept.insert("topConceptOf".into(), (*self.scheme).into()),
        };
        self.remark(&mut concept, body.map_or(&[][..], |body| &body.remarks));
        let relations = body.map_or(&[][..], |body| &body.relates);
        self.relate(&mut concept, ConceptPlace::Clause(index), relations);
        self.identify(&mut concept, body.map_or(&[][..], |body| &body.same_as));
        concept.into()
    }

    fn requirement_concept(&self, index: RequirementIndex) -> Json {
        let entry = &self.standard.requirements[index];
        let record = entry.item();
        let mut concept = self.concept(self.requirement(index), entry.printed_name());
        let label = match entry.title() {
            Some(title) => {
                concept.insert("definition".into(), self.lines(entry.text()));
                self.words(title)
            }
            None => {
                let whole = self.lines(entry.text());
                let label = self.each_words(entry.text(), without_closing);
                if whole != label {
                    concept.insert("definition".into(), whole);
                }
                label
            }
        };
        concept.insert("prefLabel".into(), label);
        let broader = match entry.parent {
            Some(parent) => Some(self.requirement(parent)),
            None if self.standard.only_holds(entry.clause) => None,
            None => Some(self.clause(entry.clause)),
        };
        match broader {
            Some(broader) => concept.insert("broader".into(), broader.into()),
            None => concept.insert("topConceptOf".into(), (*self.scheme).into()),
        };
        let examples = self.all_words(&record.examples);
        if !examples.is_empty() {
            concept.insert("example".into(), json!(examples));
        }
        self.remark(&mut concept, &record.remarks);
        self.relate(
            &mut concept,
            ConceptPlace::Requirement(index),
            &record.relates,
        );
        self.identify(&mut concept, &record.same_as);
        concept.into()
    }

    /// The tag of the language with this key.
    fn tag<'k>(&'k self, key: &'k str) -> &'k str {
        let mut languages = self.handbook.languages.iter();
        let known = languages.find(|language| *language.id == *key);
        known.map_or(key, |language| &language.tag)
    }

    /// Adds the standard's own remarks.
    fn remark(&self, concept: &mut Map<String, Json>, remarks: &[Text]) {
        let remarks = self.all_words(remarks);
        if !remarks.is_empty() {
            concept.insert("note".into(), json!(remarks));
        }
    }

    /// Adds the addresses and identifiers under which the concept is known elsewhere. They match it exactly, but unlike a
    /// relation they are its own.
    fn identify(&self, concept: &mut Map<String, Json>, same_as: &[Symbol]) {
        let own = concept.get("id").cloned();
        for same in same_as.iter().filter_map(|to| Url::parse(&to.value).ok()) {
            let same = same.to_string();
            if own.as_ref().and_then(Json::as_str) != Some(&same) {
                add(concept, "exactMatch", same.clone());
                add(concept, "sameAs", same);
            }
        }
    }

    /// The words of several texts in each language, by its tag.
    fn all_words(&self, texts: &[Text]) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for language in &self.handbook.languages {
            for text in texts {
                if let Some(words) = text.get(&language.id) {
                    let words = self.standard.plain_lines(text, words).into_owned();
                    all.entry(language.tag.to_string()).or_default().push(words);
                }
            }
        }
        all
    }

    fn concept(&self, id: String, notation: Option<&str>) -> Map<String, Json> {
        let mut concept = Map::new();
        concept.insert("id".into(), id.into());
        concept.insert("type".into(), "skos:Concept".into());
        concept.insert("inScheme".into(), (*self.scheme).into());
        if let Some(notation) = notation {
            concept.insert("notation".into(), notation.into());
        }
        concept
    }

    /// Adds the relations that SKOS and Dublin Core know. Those with another scheme are matches. SKOS does not let a
    /// concept be `related` to one above or below it.
    fn relate(&self, concept: &mut Map<String, Json>, place: ConceptPlace, relations: &[Relation]) {
        let line = self.line(place);
        for relation in relations {
            let StatedKind::Common(kind) = &relation.r#as else {
                continue;
            };
            let own = match relation.target() {
                RelationTarget::Own(id) => self.own(id),
                RelationTarget::Other(..)
                | RelationTarget::Web(_)
                | RelationTarget::Identifier(_) => None,
            };
            let target = match relation.target() {
                RelationTarget::Own(_) => own.map(|other| self.concept_address(other)),
                RelationTarget::Other(..) => self.other(&relation.to.value),
                RelationTarget::Web(to) | RelationTarget::Identifier(to) => {
                    Url::parse(to).ok().map(|url| url.to_string())
                }
            };
            let is_own = own.is_some();
            let is_in_line =
                own.is_some_and(|other| line.contains(&other) || self.line(other).contains(&place));
            let key = match kind {
                RelationKind::ExactMatch => "exactMatch",
                RelationKind::CloseMatch => "closeMatch",
                RelationKind::Broader if is_own => "broader",
                RelationKind::Broader => "broadMatch",
                RelationKind::Narrower if is_own => "narrower",
                RelationKind::Narrower => "narrowMatch",
                RelationKind::Related if is_in_line => "relation",
                RelationKind::Related if is_own => "related",
                RelationKind::Related => "relatedMatch",
                RelationKind::Replaces => "replaces",
                RelationKind::Precedes => continue,
            };
            if let Some(target) = target {
                add(concept, key, target);
            }
        }
    }

    /// The concept of the standard with this id.
    fn own(&self, id: &str) -> Option<ConceptPlace> {
        if let Some(requirement) = self.standard.requirement_index(id) {
            return Some(ConceptPlace::Requirement(requirement));
        }
        let clause = self.standard.clause_index(id)?;
        (self.is_concept(clause) && !self.standard.only_holds(clause))
            .then_some(ConceptPlace::Clause(clause))
    }

    fn concept_address(&self, place: ConceptPlace) -> String {
        match place {
            ConceptPlace::Clause(clause) => self.clause(clause),
            ConceptPlace::Requirement(requirement) => self.requirement(requirement),
        }
    }

    /// A concept and all above it, the nearest first.
    fn line(&self, place: ConceptPlace) -> Vec<ConceptPlace> {
        let mut line = vec![place];
        let mut last = place;
        while let Some(above) = self.above(last) {
            line.push(above);
            last = above;
        }
        line
    }

    fn above(&self, place: ConceptPlace) -> Option<ConceptPlace> {
        match place {
            ConceptPlace::Clause(clause) => {
                let parent = self.standard.clauses[clause].parent;
                parent.map(ConceptPlace::Clause)
            }
            ConceptPlace::Requirement(requirement) => {
                let entry = &self.standard.requirements[requirement];
                match entry.parent {
                    Some(parent) => Some(ConceptPlace::Requirement(parent)),
                    None if self.standard.only_holds(entry.clause) => None,
                    None => Some(ConceptPlace::Clause(entry.clause)),
                }
            }
        }
    }

    /// The requirement of another standard with this name.
    fn other(&self, name: &str) -> Option<String> {
        let (standard, requirement) = self.handbook.find_requirement(name)?;
        let standard = &self.handbook.standards[standard];
        Some(format!(
            "{}{}",
            self.base_url,
            permalink_path(standard, requirement)
        ))
    }

    /// The roles with what they ask for, and the levels and dimensions with what belongs to them.
    fn collections(&self) -> Vec<Json> {
        let standard = self.standard;
        let about = &standard.about;
        let mut all = Vec::new();
        let mut collect = |id: String, title: &Text, members: Vec<RequirementIndex>| {
            if !members.is_empty() {
                let members = members.into_iter().map(|index| self.requirement(index));
                all.push(json!({
                    "id": id,
                    "type": "skos:Collection",
                    "prefLabel": self.words(title),
                    "member": members.collect::<Vec<_>>(),
                }));
            }
        };
        for role in &about.roles {
            let members = standard.asked(Some(role.id.as_str()), None);
            collect(self.part("role", role.id.as_str()), &role.title, members);
        }
        let with = |belongs: &dyn Fn(&crate::model::axis::Axes) -> bool| {
            let all = standard.requirements.indexed();
            all.filter(|(_, entry)| belongs(&entry.axes))
                .map(|(index, _)| index)
                .collect()
        };
        for level in &about.levels {
            let id = level.id.as_str();
            collect(
                self.part("level", id),
                &level.title,
                with(&|axes| axes.levels.has(id)),
            );
        }
        for dimension in about.dimensions.values() {
            let id = dimension.id.as_str();
            let members = with(&|axes| axes.dimensions.has(id));
            collect(self.part("dimension", id), &dimension.title, members);
        }
        if let Dimensions::Named(axes) = &about.dimensions {
            let known: HashSet<String> = all
                .iter()
                .filter_map(|one| Some(one["id"].as_str()?.to_owned()))
                .collect();
            for axis in axes {
                let members = axis
                    .values
                    .iter()
                    .map(|value| self.part("dimension", value.id.as_str()));
                all.push(json!({
                    "id": self.part("axis", axis.id.as_str()),
                    "type": "skos:Collection",
                    "prefLabel": self.words(&axis.title),
                    "member": members.filter(|member| known.contains(member)).collect::<Vec<_>>(),
                }));
            }
        }
        all
    }
}

/// Adds a value to those of a key.
fn add(concept: &mut Map<String, Json>, key: &str, value: String) {
    let values = concept
        .entry(key)
        .or_insert_with(|| Json::Array(Vec::new()));
    if let Json::String(first) = values {
        *values = Json::Array(vec![Json::String(std::mem::take(first))]);
    }
    if let Json::Array(values) = values
        && !values.contains(&Json::from(&*value))
    {
        values.push(value.into());
    }
}

#[cfg(test)]
#[path = "skos_tests.rs"]
mod tests;
