//! The identifiers, addresses, labels and words of a standard's parts in a framework, as the framework itself and others
//! refer to them.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::record::{CASE, CfNode};
use crate::export::WordSource;
use crate::index::{
    ClauseIndex, LanguageIndex, ReadingIndex, RequirementIndex, RoleIndex, StandardIndex,
};
use crate::language::on_one_line;
use crate::model::identifier::Identifier;
use crate::model::{CompleteHandbook, CompleteStandard, Language, Reading};
use crate::site::Target;
use crate::site::address::{self, Page, StandardPage};
use crate::site::export::Export;
use crate::site::framework::{Framework, FrameworkSubject, name_in, origin};
use crate::source::format::lock::exact_hash;
use crate::source::format::note::Notes;
use crate::source::format::permalinks::clause_key;
use crate::source::format::standard::RoleGroup;
use crate::source::format::text::{Symbol, Text};

/// The names of a standard's parts in one language.
pub(super) struct FrameworkNames<'a> {
    pub(super) handbook: &'a CompleteHandbook,
    pub(super) standard: &'a CompleteStandard,
    pub(super) language: &'a Language,
    pub(super) framework: Framework,
    index: StandardIndex,
    base_url: &'a str,
    /// In the order of the standard's requirements.
    requirements: Vec<Identifier>,
    /// In the order of the standard's clauses.
    clauses: Vec<Identifier>,
}

impl<'a> FrameworkNames<'a> {
    /// The names in `language`, or else in the standard's own if the framework is not translated.
    pub(super) fn of(
        handbook: &'a CompleteHandbook,
        base_url: &'a str,
        index: StandardIndex,
        language: LanguageIndex,
    ) -> Option<Self> {
        let frameworks = Framework::each(handbook, base_url, FrameworkSubject::Standard(index));
        let mut all = frameworks.iter();
        let framework = all.find(|framework| framework.language == language);
        let framework = *framework.or(frameworks.first())?;
        let mut names = FrameworkNames {
            handbook,
            standard: &handbook.standards[index],
            language: &handbook.languages[framework.language],
            framework,
            index,
            base_url,
            requirements: Vec::new(),
            clauses: Vec::new(),
        };
        let mut taken = HashSet::new();
        let requirements = names.standard.requirements.indices();
        let identifiers = requirements.map(|requirement| {
            let same_as = &names.standard.requirements[requirement].item().same_as;
            let imported = names
                .imported(same_as)
                .filter(|found| !taken.contains(found));
            let path = address::permalink_path(names.standard, requirement);
            let identifier = imported.unwrap_or_else(|| names.named(&path));
            taken.insert(identifier);
            identifier
        });
        names.requirements = identifiers.collect();
        let clauses = names.standard.clauses.indexed();
        let identifiers = clauses.map(|(_, clause)| {
            let same_as = clause.as_clause().map(|body| &*body.same_as);
            let imported = names
                .imported(same_as.unwrap_or_default())
                .filter(|found| !taken.contains(found));
            let identifier = imported.unwrap_or_else(|| names.part(clause.id().as_str()));
            taken.insert(identifier);
            identifier
        });
        names.clauses = identifiers.collect();
        Some(names)
    }

    /// Whether its language is that of the standard.
    pub(super) fn is_original(&self) -> bool {
        *self.language.id == *self.original()
    }

    /// The language of the standard.
    pub(super) fn original(&self) -> &'a str {
        self.framework.subject.original(self.handbook)
    }

    /// The identifier made of a path from the site's root. Translations have identifiers of their own.
    pub(super) fn named(&self, path: &str) -> Identifier {
        let name = format!("{}{path}", origin(self.handbook, self.base_url));
        Identifier::of(&name_in(&name, &self.language.id, self.original()))
    }

    /// The identifier made of the path of a part of the standard that has no permalink.
    pub(super) fn part(&self, path: &str) -> Identifier {
        self.named(&clause_key(self.standard.id(), path))
    }

    /// The identifier in CASE that something was imported with. It is that of the original, not of a translation.
    pub(super) fn imported(&self, same_as: &[Symbol]) -> Option<Identifier> {
        let mut found = same_as
            .iter()
            .filter_map(|to| Identifier::of_case(&to.value));
        found.next().filter(|_| self.is_original())
    }

    /// The identifier of a requirement.
    pub(super) fn requirement(&self, requirement: RequirementIndex) -> Identifier {
        self.requirements[requirement.position()]
    }

    /// The identifier of a clause.
    pub(super) fn clause(&self, clause: ClauseIndex) -> Identifier {
        self.clauses[clause.position()]
    }

    /// The identifier of a role.
    pub(super) fn role(&self, role: RoleIndex) -> Identifier {
        let record = &self.standard.about.roles[role];
        let imported = self.imported(&record.same_as);
        imported.unwrap_or_else(|| self.part(&format!("role/{}", record.id)))
    }

    /// The identifier of a group of roles.
    pub(super) fn group(&self, group: &RoleGroup) -> Identifier {
        let imported = self.imported(&group.same_as);
        imported.unwrap_or_else(|| self.part(&format!("group/{}", group.id)))
    }

    /// The absolute address of a requirement: its permalink, or the page that shows its translation.
    pub(super) fn requirement_uri(&self, requirement: RequirementIndex) -> String {
        let entry = &self.standard.requirements[requirement];
        let page = StandardPage::with_requirement(self.standard, entry);
        match self.page(page) {
            Some(page) if !self.is_original() => format!("{page}#{}", entry.anchor),
            Some(_) | None => {
                let path = address::permalink_path(self.standard, requirement);
                format!("{}{path}", self.base_url)
            }
        }
    }

    /// The absolute address of a page of the standard in the language. `None` if no reading is in it.
    pub(super) fn page(&self, page: StandardPage) -> Option<String> {
        let reading = reading_of(self.handbook, self.framework.language)?;
        let page = Page::Standard {
            standard: self.index,
            page,
        };
        let path = address::page_path(self.handbook, reading, page);
        Some(format!("{}{path}", self.base_url))
    }

    /// The absolute address of a record within the package of the framework.
    pub(super) fn in_package(&self, identifier: Identifier) -> String {
        in_package(self.handbook, self.base_url, self.framework, identifier)
    }

    /// A reference to a requirement.
    pub(super) fn requirement_node(&self, requirement: RequirementIndex) -> CfNode {
        let entry = &self.standard.requirements[requirement];
        let title = match entry.printed_name() {
            Some(name) => name.to_owned(),
            None => on_one_line(&words_of(self, entry.text())),
        };
        node(
            title,
            self.requirement(requirement),
            self.requirement_uri(requirement),
        )
    }

    /// A reference to a clause.
    pub(super) fn clause_node(&self, clause: ClauseIndex) -> CfNode {
        let entry = &self.standard.clauses[clause];
        let label = entry.label().map(|label| words_of(self, label));
        let parts = [entry.number().map(str::to_owned), label];
        let title: Vec<String> = parts.into_iter().flatten().collect();
        let identifier = self.clause(clause);
        let page = self.page(StandardPage::Clause(clause));
        let uri = page.unwrap_or_else(|| self.in_package(identifier));
        let title = if title.is_empty() {
            entry.id().to_string()
        } else {
            on_one_line(&title.join(" "))
        };
        node(title, identifier, uri)
    }

    /// A reference to a role.
    pub(super) fn role_node(&self, role: RoleIndex) -> CfNode {
        let title = on_one_line(&words_of(self, &self.standard.about.roles[role].title));
        let identifier = self.role(role);
        let page = self.page(StandardPage::Role(role));
        node(
            title,
            identifier,
            page.unwrap_or_else(|| self.in_package(identifier)),
        )
    }

    /// A reference to a group of roles.
    pub(super) fn group_node(&self, group: &RoleGroup) -> CfNode {
        let title = on_one_line(&words_of(self, &group.title));
        let identifier = self.group(group);
        node(title, identifier, self.in_package(identifier))
    }

    /// A reference to the framework itself.
    pub(super) fn document_node(&self) -> CfNode {
        let title = on_one_line(&words_of(self, &self.standard.about.title));
        let uri = document_uri(self.handbook, self.base_url, self.framework);
        node(title, self.framework.identifier, uri)
    }

    /// The names of the same standard in its own language.
    pub(super) fn in_original(&self) -> Option<FrameworkNames<'a>> {
        let original = self.original();
        let languages = &self.handbook.languages;
        let language = languages.find_index(|language| *language.id == *original)?;
        FrameworkNames::of(self.handbook, self.base_url, self.index, language)
    }
}

/// A reference to something in CASE.
pub(super) fn node(title: String, identifier: Identifier, uri: String) -> CfNode {
    CfNode {
        title,
        identifier: identifier.to_string(),
        uri,
        target_type: CASE,
    }
}

/// The absolute address of a framework.
pub(super) fn document_uri(
    handbook: &CompleteHandbook,
    base_url: &str,
    framework: Framework,
) -> String {
    let path = Target::Export(Export::FrameworkDocument(framework)).path(handbook);
    format!("{base_url}{path}")
}

/// The absolute address of the package of a framework.
pub(super) fn package_uri(
    handbook: &CompleteHandbook,
    base_url: &str,
    framework: Framework,
) -> String {
    let path = Target::Export(Export::FrameworkPackage(framework)).path(handbook);
    format!("{base_url}{path}")
}

/// The absolute address of a record that is only in a package.
pub(super) fn in_package(
    handbook: &CompleteHandbook,
    base_url: &str,
    framework: Framework,
    identifier: Identifier,
) -> String {
    format!(
        "{}#{identifier}",
        package_uri(handbook, base_url, framework)
    )
}

/// The reading in a language: the one in it alone or, if there is none, the first that shows it.
pub(super) fn reading_of(
    handbook: &CompleteHandbook,
    language: LanguageIndex,
) -> Option<ReadingIndex> {
    let id = &handbook.languages[language].id;
    let readings = &handbook.readings;
    let has = |reading: &Reading| reading.languages.iter().any(|known| known.id == *id);
    let alone = readings.find_index(|reading| reading.is_single() && has(reading));
    alone.or_else(|| readings.find_index(has))
}

/// The words of `text` in the language of the framework, or else in that of the standard, without markup, in lines.
pub(super) fn words_of(names: &FrameworkNames, text: &Text) -> String {
    let (_, words) = text.nearest(&[&names.language.id, names.original()]);
    names.standard.plain_lines(text, words).into_owned()
}

/// The notes on a relation.
#[derive(Debug)]
pub(super) struct RelationNotes {
    /// Their words, a line for each note. `None` without any.
    pub(super) words: Option<String>,
    /// A hash of them as they are written.
    pub(super) written: u64,
}

impl RelationNotes {
    /// The notes of a relation without any.
    pub(super) fn none() -> Self {
        RelationNotes {
            words: None,
            written: exact_hash([]),
        }
    }
}

/// The notes on a relation that are written in the language of the framework.
pub(super) fn notes_on_relation(
    names: &FrameworkNames,
    words: &dyn WordSource,
    notes: &Notes,
) -> RelationNotes {
    let remarks = notes.0.iter();
    let remarks = remarks.filter_map(|remark| remark.text.get(&names.language.id));
    let written = exact_hash(remarks.clone());
    let remarks: Vec<String> = remarks
        .map(|remark| words.plain(remark).trim().to_owned())
        .collect();
    RelationNotes {
        words: (!remarks.is_empty()).then(|| remarks.join("\n")),
        written,
    }
}

/// The editors' notes that are written in the language of the framework, marked as theirs. `None` without any.
pub(super) fn notes_of(
    names: &FrameworkNames,
    words: &dyn WordSource,
    notes: &[&Notes],
) -> Option<String> {
    let language = &*names.language.id;
    let remarks = notes.iter().flat_map(|notes| &notes.0);
    let remarks = remarks.filter_map(|remark| remark.text.get(language));
    let mark = format!(
        "{}{}",
        words.word(language, "note"),
        words.word(language, "colon")
    );
    let remarks: Vec<String> = remarks
        .map(|remark| format!("{mark}{}", words.plain(remark).trim()))
        .collect();
    (!remarks.is_empty()).then(|| remarks.join("\n"))
}

/// The addresses and identifiers under which an item is known elsewhere, besides the `own` one that it has in the framework.
pub(super) fn elsewhere(same_as: &[Symbol], own: Identifier) -> Json {
    let others = same_as.iter();
    let others = others.filter(|to| Identifier::of_case(&to.value) != Some(own));
    others.map(|to| Json::from(&*to.value)).collect()
}

/// The notes of an item: the standard's own remarks, then the editors' notes. The remarks are also in the extensions, so
/// that they can be told from the notes.
pub(super) fn with_remarks(remarks: &[String], notes: Option<String>) -> Option<String> {
    let all: Vec<&str> = remarks
        .iter()
        .map(String::as_str)
        .chain(notes.as_deref())
        .collect();
    (!all.is_empty()).then(|| all.join("\n"))
}
