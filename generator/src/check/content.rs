//! The handbook as the rules see it, part by part.

use std::sync::Arc;

use super::course::{self, Course, Prose};
use super::walk::{self, Noted, Passage};
use crate::model;
use crate::model::Standard as Model;
use crate::site::Site;
use crate::source::format::annex::Annex;
use crate::source::format::change::Change;
use crate::source::format::clause::Clause;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::handbook::Handbook as About;
use crate::source::format::posting::Posting;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::Standard;
use crate::source::format::text::Id;
use crate::source::page::PageSource;

/// Everything that could be read.
pub struct Content<'a> {
    /// The handbook itself.
    pub model: &'a model::Handbook,
    /// `content/handbook.yaml`
    pub handbook: Option<&'a About>,
    /// Whether there is a `content/handbook.yaml` that could not be read.
    pub handbook_unread: bool,
    /// The names of the handbook's languages; none where the handbook could not be read.
    pub languages: Vec<&'a str>,
    /// The standards, in the order of their folders.
    pub standards: Vec<Part<'a>>,
    /// The editors' pages, in the order of paths.
    pub pages: Vec<(&'a Arc<str>, &'a PageSource)>,
    /// The curricula, in the order of their folders.
    pub curricula: Vec<Course<'a>>,
    /// The postings, in the order of paths.
    pub postings: Vec<(&'a Arc<str>, &'a Posting)>,
    /// `content/changes.yaml`, the newest first.
    pub changes: &'a [Change],
    /// Every Markdown text that stands in a file of its own.
    pub prose: Vec<Prose<'a>>,
    /// Every text, once.
    pub passages: Vec<Passage<'a>>,
    /// Everything that has notes.
    pub noted: Vec<Noted<'a>>,
    /// The site's addresses, where a site could be made.
    pub site: Option<&'a Site>,
}

/// What was read of one standard.
pub struct Part<'a> {
    /// The standard itself.
    pub model: &'a Model,
    /// The name of its folder.
    pub folder: &'a str,
    /// `standard.yaml`, with its path.
    pub about: Option<(&'a Arc<str>, &'a Standard)>,
    /// `rubric.yaml`
    pub rubric: Option<&'a Rubric>,
    /// `glossary.yaml`
    pub glossary: &'a [GlossaryEntry],
    /// `clauses/*.yaml`, in document order.
    pub clauses: Vec<&'a Clause>,
    /// `annexes/*.yaml`, each with its path.
    pub annexes: Vec<(&'a Arc<str>, &'a Annex)>,
}

impl<'a> Content<'a> {
    /// The rules' view of `handbook`.
    pub fn new(handbook: &'a model::Handbook, site: Option<&'a Site>) -> Self {
        let pages = handbook.pages.iter().flat_map(|page| &page.languages);
        let mut content = Content {
            model: handbook,
            handbook: handbook.about.as_deref(),
            handbook_unread: handbook.unread.handbook,
            languages: (handbook.languages.iter())
                .map(|language| &*language.id)
                .collect(),
            standards: handbook.standards.iter().map(|of| Part::of(of)).collect(),
            pages: pages.map(|page| (&page.position.file, &**page)).collect(),
            curricula: handbook.curricula.iter().map(|of| Course::of(of)).collect(),
            postings: (handbook.postings.iter())
                .map(|posting| (&posting.about.position.file, &*posting.about))
                .collect(),
            changes: &handbook.changes,
            prose: Vec::new(),
            passages: Vec::new(),
            noted: Vec::new(),
            site,
        };
        content.prose = course::prose(&content);
        walk::walk(&mut content);
        content
    }

    /// Whether texts in `language` are set as Chinese is.
    pub fn is_chinese(&self, language: &str) -> bool {
        primary(self.tag(language)) == "zh"
    }

    /// Whether texts in `language` are set with Latin punctuation.
    pub fn is_western(&self, language: &str) -> bool {
        !matches!(
            primary(self.tag(language)).as_str(),
            "zh" | "yue" | "ja" | "ko"
        )
    }

    fn tag<'b>(&'b self, language: &'b str) -> &'b str {
        self.handbook
            .and_then(|handbook| {
                handbook
                    .languages
                    .iter()
                    .find(|known| known.id == *language)
            })
            .map_or(language, |known| known.tag.as_str())
    }

    /// Whether every address of the site is known.
    pub fn has_all_addresses(&self) -> bool {
        self.model.has_all_addresses()
    }

    /// Whether there is a page that could not be read.
    pub fn has_unread_page(&self, name: &str, language: &str) -> bool {
        let page = (name.into(), language.into());
        self.model.unread.pages.contains(&page)
    }

    /// The standard at a place in `standards`, where its language is one of the handbook's. Where it is not, which words
    /// are the source's cannot be said.
    pub fn standard(&self, index: Option<usize>) -> Option<&'a Standard> {
        let standard = self.part(index)?.standard()?;
        self.languages
            .contains(&standard.language.as_str())
            .then_some(standard)
    }

    /// The part that a passage belongs to.
    pub fn part(&self, standard: Option<usize>) -> Option<&Part<'a>> {
        self.standards.get(standard?)
    }
}

/// The first part of a language tag, in small letters: `zh` of `zh-CN`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_', '.'])
        .next()
        .unwrap_or(tag)
        .to_ascii_lowercase()
}

impl<'a> Part<'a> {
    fn of(standard: &'a Model) -> Self {
        let clauses = standard.clauses.iter();
        let annexes = clauses.clone().filter_map(|clause| clause.as_annex());
        Part {
            model: standard,
            folder: standard.id(),
            about: (standard.about.as_ref()).map(|about| (&about.id.position.file, &**about)),
            rubric: standard.rubric.as_deref(),
            glossary: &standard.glossary,
            clauses: clauses.filter_map(|clause| clause.as_clause()).collect(),
            annexes: annexes
                .map(|annex| (&annex.id.position.file, annex))
                .collect(),
        }
    }

    /// What `standard.yaml` says.
    pub fn standard(&self) -> Option<&'a Standard> {
        self.about.map(|(_, standard)| standard)
    }

    /// Whether a clause that is not found may be hidden by another fault.
    pub fn may_hide_clause(&self, id: &str) -> bool {
        self.model.may_hide_clause(id)
    }

    /// Whether every annex was read.
    pub fn has_all_annexes(&self) -> bool {
        self.model.has_all_annexes()
    }

    /// The clause with this number, annexes left out.
    pub fn clause(&self, id: &str) -> Option<&'a Clause> {
        self.model.clause(id)?.as_clause()
    }

    /// The annex with this letter.
    pub fn annex(&self, id: &str) -> Option<&'a Annex> {
        self.model.clause(id)?.as_annex()
    }

    /// Whether there is such a clause or annex.
    pub fn has_clause(&self, id: &str) -> bool {
        self.model.clause_index(id).is_some()
    }

    /// Whether there is such a requirement.
    pub fn has_requirement(&self, id: &str) -> bool {
        self.model.requirement_index(id).is_some()
    }

    /// The numbers of the clauses, then the letters of the annexes.
    pub fn clause_ids(&self) -> impl Iterator<Item = &'a Id> {
        let clauses = self.clauses.iter().map(|clause| &clause.id);
        clauses.chain(self.annexes.iter().map(|(_, annex)| &annex.id))
    }
}
