//! The frameworks that the site publishes in CASE, each in one language.
//!
//! CASE knows a framework by an identifier, which is part of its address, and a framework has one language. A standard is
//! therefore a framework in each language into which its title is translated, and so is a curriculum.

use super::subject::{SubjectPart, TargetSubject};
use crate::index::{CurriculumIndex, LanguageIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::model::identifier::Identifier;
use crate::source::format::text::Text;

/// A framework in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framework {
    /// The thing that the framework presents.
    pub subject: FrameworkSubject,
    /// The language.
    pub language: LanguageIndex,
    /// Its identifier.
    pub identifier: Identifier,
}

/// The thing that a framework presents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameworkSubject {
    /// A standard.
    Standard(StandardIndex),
    /// A curriculum, whose modules are the items.
    Curriculum(CurriculumIndex),
}

impl FrameworkSubject {
    /// The language of the original, as the others are translations of it: that of the standard, or else the first in
    /// which there is a title.
    pub fn original(self, handbook: &CompleteHandbook) -> &str {
        let standard = match self {
            FrameworkSubject::Standard(standard) => standard,
            FrameworkSubject::Curriculum(curriculum) => handbook.curricula[curriculum].standard,
        };
        let language = handbook.standards[standard].about.language.as_str();
        self.title(handbook).nearest(&[language]).0
    }

    /// The title.
    fn title(self, handbook: &CompleteHandbook) -> &Text {
        match self {
            FrameworkSubject::Standard(standard) => &handbook.standards[standard].about.title,
            FrameworkSubject::Curriculum(curriculum) => &handbook.curricula[curriculum].about.title,
        }
    }

    /// The path that its identifier is made of. Curricula and standards do not share names.
    fn name(self, handbook: &CompleteHandbook) -> String {
        match self {
            FrameworkSubject::Standard(standard) => handbook.standards[standard].id().to_owned(),
            FrameworkSubject::Curriculum(curriculum) => {
                format!("curricula/{}", handbook.curricula[curriculum].id)
            }
        }
    }
}

/// The address that identifiers are made of: the one that is recorded, or else that of the site.
pub fn origin<'a>(handbook: &'a CompleteHandbook, base_url: &'a str) -> &'a str {
    handbook.published.origin().unwrap_or(base_url)
}

/// The name of something in a language, to make its identifier of. The original has the name alone, so that the
/// identifier of a requirement follows from its permalink.
pub fn name_in(name: &str, language: &str, original: &str) -> String {
    if language == original {
        name.to_owned()
    } else {
        format!("{name}#{language}")
    }
}

impl Framework {
    /// The framework of `subject` in `language`. The site is published at `base_url`.
    pub fn of(
        handbook: &CompleteHandbook,
        base_url: &str,
        subject: FrameworkSubject,
        language: LanguageIndex,
    ) -> Self {
        let name = format!(
            "{}ims/case/v1p1/CFDocuments/{}",
            origin(handbook, base_url),
            subject.name(handbook)
        );
        let id = &handbook.languages[language].id;
        let original = subject.original(handbook);
        // The identifier that a standard was imported with is that of the original, not of a translation.
        let imported = match subject {
            FrameworkSubject::Standard(standard) if **id == *original => {
                let same_as = handbook.standards[standard].about.same_as.iter();
                same_as
                    .filter_map(|to| Identifier::of_case(&to.value))
                    .next()
            }
            FrameworkSubject::Standard(_) | FrameworkSubject::Curriculum(_) => None,
        };
        Framework {
            subject,
            language,
            identifier: imported.unwrap_or_else(|| Identifier::of(&name_in(&name, id, original))),
        }
    }

    /// The frameworks of `subject`: the original first, then its translations.
    pub fn each(
        handbook: &CompleteHandbook,
        base_url: &str,
        subject: FrameworkSubject,
    ) -> Vec<Framework> {
        let title = subject.title(handbook);
        let original = subject.original(handbook);
        let languages = handbook.languages.indexed();
        let mut languages: Vec<_> = languages
            .filter(|(_, language)| title.get(&language.id).is_some())
            .collect();
        languages.sort_by_key(|(_, language)| *language.id != *original);
        let languages = languages.into_iter();
        let one = |(index, _)| Framework::of(handbook, base_url, subject, index);
        languages.map(one).collect()
    }

    /// The frameworks of a site: those of the standards, then those of the curricula. None unless the site's own address
    /// is known, since everything in a framework has an absolute address.
    pub fn all(handbook: &CompleteHandbook, base_url: Option<&str>) -> Vec<Framework> {
        let Some(base_url) = base_url else {
            return Vec::new();
        };
        let standards = handbook.standards.indices();
        let curricula = handbook.curricula.indices();
        standards
            .map(FrameworkSubject::Standard)
            .chain(curricula.map(FrameworkSubject::Curriculum))
            .flat_map(|subject| Framework::each(handbook, base_url, subject))
            .collect()
    }
}

impl SubjectPart for Framework {
    fn add<'a>(&'a self, _: &'static str, subject: &mut TargetSubject<'a>) {
        subject.framework = Some(self.identifier.as_str());
    }
}
