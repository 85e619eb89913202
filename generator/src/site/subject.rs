//! The parts of a target: which reading, standard, clause and so on its path names.
//!
//! The tables of addresses ([`super::table`]) derive the subject of a target from its fields.

use std::sync::Arc;

use crate::index::{
    ArticleIndex, ClauseIndex, CurriculumIndex, FileIndex, LanguageIndex, LevelIndex, ModuleIndex,
    PostingIndex, ReadingIndex, RedirectIndex, RequirementIndex, RetiredIndex, RoleIndex,
    StandardIndex,
};
use crate::model::parts::PartName;
use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};

/// The parts of a target: what its path names and its page is about.
///
/// Everything that a target does not have is `None`. Trails, titles, cards and the other readings
/// of a page are decided by these parts, not by the kind of the page.
#[derive(Debug, Default)]
pub struct TargetSubject<'a> {
    /// The reading.
    pub reading: Option<ReadingIndex>,
    /// The language.
    pub language: Option<LanguageIndex>,
    /// The editors' page.
    pub article: Option<ArticleIndex>,
    /// The standard.
    pub standard: Option<StandardIndex>,
    /// The clause of the standard.
    pub clause: Option<ClauseIndex>,
    /// The requirement of the standard.
    pub requirement: Option<RequirementIndex>,
    /// The part of a division of the standard.
    pub part: Option<PartName>,
    /// The role of the standard.
    pub role: Option<RoleIndex>,
    /// The first of two roles of the standard.
    pub first: Option<RoleIndex>,
    /// The second of two roles of the standard.
    pub second: Option<RoleIndex>,
    /// The level of the standard.
    pub level: Option<LevelIndex>,
    /// The curriculum.
    pub curriculum: Option<CurriculumIndex>,
    /// The module of the curriculum.
    pub module: Option<ModuleIndex>,
    /// The posting.
    pub posting: Option<PostingIndex>,
    /// The picture or download.
    pub file: Option<FileIndex>,
    /// The redirect.
    pub redirect: Option<RedirectIndex>,
    /// The retired requirement.
    pub retired: Option<RetiredIndex>,
    /// The identifier of the framework in CASE.
    pub framework: Option<&'a str>,
    /// The name of the asset.
    pub asset: Option<&'a str>,
}

impl<'a> TargetSubject<'a> {
    /// The id in `handbook` of what a path calls `name`. `None` for a part that the target does not
    /// have, or a name that paths do not use.
    pub(super) fn id(&self, name: &str, handbook: &'a CompleteHandbook) -> Option<&'a str> {
        let standard =
            || -> Option<&'a CompleteStandard> { Some(&handbook.standards[self.standard?]) };
        let curriculum =
            || -> Option<&'a CompleteCurriculum> { Some(&handbook.curricula[self.curriculum?]) };
        let role = |role: Option<RoleIndex>| -> Option<&'a str> {
            Some(standard()?.about.roles[role?].id.as_str())
        };
        let moves = handbook.published.moves.as_ref();
        Some(match name {
            "reading" => &*handbook.readings[self.reading?].id,
            "language" => &*handbook.languages[self.language?].id,
            "article" => &*handbook.pages[self.article?].name,
            "standard" => standard()?.id(),
            "clause" => standard()?.clauses[self.clause?].id().as_str(),
            "requirement" => &*standard()?.requirements[self.requirement?].id,
            "part" => {
                let part = self.part?;
                match part.requirement {
                    Some(requirement) => &*standard()?.requirements[requirement].id,
                    None => standard()?.clauses[part.clause].id().as_str(),
                }
            }
            "role" => role(self.role)?,
            "first" => role(self.first)?,
            "second" => role(self.second)?,
            "level" => standard()?.levels_at(self.role)[self.level?].id.as_str(),
            "curriculum" => &*curriculum()?.id,
            "module" => &*curriculum()?.modules[self.module?].id,
            "posting" => &*handbook.postings[self.posting?].id,
            "file" => &*handbook.files.used[self.file?].address,
            "redirect" => &*moves?.redirects[self.redirect?].from.path,
            "retired" => &*moves?.retired[self.retired?].address.path,
            "framework" => self.framework?,
            "asset" => self.asset?,
            _ => return None,
        })
    }
}

/// A part of a target that its path depends on.
///
/// Implemented for indices, and by `kinds!` for the enums themselves, so that a target within a
/// target adds its parts.
pub(super) trait SubjectPart {
    /// Adds itself, called `name` in paths, to `subject`.
    fn add<'a>(&'a self, name: &'static str, subject: &mut TargetSubject<'a>);
}

/// Declares which index is which part of a subject.
macro_rules! parts {
    ($($index:ty => $part:ident),+ $(,)?) => {
        $(
            impl SubjectPart for $index {
                fn add(&self, _: &'static str, subject: &mut TargetSubject) {
                    subject.$part = Some(*self);
                }
            }
        )+
    };
}

parts! {
    ReadingIndex => reading,
    LanguageIndex => language,
    ArticleIndex => article,
    StandardIndex => standard,
    ClauseIndex => clause,
    RequirementIndex => requirement,
    LevelIndex => level,
    CurriculumIndex => curriculum,
    ModuleIndex => module,
    PostingIndex => posting,
    FileIndex => file,
    RedirectIndex => redirect,
    RetiredIndex => retired,
}

impl SubjectPart for RoleIndex {
    fn add(&self, name: &'static str, subject: &mut TargetSubject) {
        let part = match name {
            "first" => &mut subject.first,
            "second" => &mut subject.second,
            _ => &mut subject.role,
        };
        *part = Some(*self);
    }
}

impl SubjectPart for PartName {
    fn add<'a>(&'a self, name: &'static str, subject: &mut TargetSubject<'a>) {
        self.clause.add(name, subject);
        subject.part = Some(*self);
    }
}

impl SubjectPart for Arc<str> {
    fn add<'a>(&'a self, _: &'static str, subject: &mut TargetSubject<'a>) {
        subject.asset = Some(self);
    }
}
