//! The handbook: its languages, readings, standards and pages.
//!
//! [`Handbook::build`] takes the documents of a folder and always succeeds. What it could not read
//! or find is absent here and named in `unread`, and [`Handbook::complete`] decides whether a site
//! can be made of the rest.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::attached::AttachedFiles;
use super::curriculum::Curriculum;
use super::posting::Posting;
use super::published::Published;
use super::standard::Standard;
use super::translated::{StaleTranslations, Translations};
use crate::index::{
    ArticleIndex, CurriculumIndex, LanguageIndex, List, PostingIndex, ReadingIndex, SectionIndex,
    StandardIndex,
};
use crate::language::{Direction, Profile};
use crate::source::documents::Documents;
use crate::source::format;
use crate::source::format::text::Id;
use crate::source::gathering::{Gathering, Unread};
use crate::source::page::PageSource;
use crate::source::place::StandardPart;

/// A handbook, as far as its files could be read. Parts may be missing, and references may lead nowhere.
#[derive(Debug)]
pub struct Handbook {
    /// The contents of `handbook.yaml`, if it could be read.
    pub about: Option<Arc<format::handbook::HandbookRecord>>,
    /// The languages, in the handbook's order.
    pub languages: List<LanguageIndex, Language>,
    /// The readings whose languages the handbook has, in its order. A reading whose id does not
    /// consist of language ids is left out, and `E106` reports it.
    pub readings: List<ReadingIndex, Reading>,
    /// The standards: first those that the handbook lists, in its order, and then the others. The
    /// others are checked, but have no pages.
    pub standards: List<StandardIndex, Arc<Standard>>,
    /// The number of standards that the handbook lists. They come first in `standards`.
    pub listed: usize,
    /// The editors' pages: first those of the sections, in their order, and then the others, in order of their names.
    /// Empty if `content/pages` is.
    pub pages: List<ArticleIndex, Article>,
    /// The curricula, in order of their ids.
    pub curricula: List<CurriculumIndex, Arc<Curriculum>>,
    /// The postings, in order of their ids.
    pub postings: List<PostingIndex, Arc<Posting>>,
    /// The pictures and downloads.
    pub files: AttachedFiles,
    /// The changes, newest first. Empty if there is no `changes.yaml`, in which case there is no
    /// page of changes.
    pub changes: Arc<Vec<format::change::Change>>,
    /// The published permalinks, and the redirects and retired requirements.
    pub published: Published,
    /// The recorded translations, by which the state of each is known.
    pub translations: Arc<Translations>,
    /// The translations that are stale; found when one is first asked for.
    pub(super) stale: OnceLock<StaleTranslations>,
    /// The parts whose files could not be read, apart from standards and curricula, which have their own.
    pub unread: Unread,
}

/// A part without which no site can be made.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The part.
    pub part: MissingPart,
    /// Whether its file is there but could not be read, which is reported as a fault of the file.
    /// If so, the message about the missing part would only repeat that fault.
    pub is_unread: bool,
}

/// The kinds of parts without which no site can be made.
#[derive(Clone, Debug)]
pub enum MissingPart {
    /// `handbook.yaml`
    Handbook,
    /// A standard that the handbook lists.
    Standard(Id),
    /// The `standard.yaml` of a standard that the handbook lists, or its `rubric.yaml` if that could not be read.
    OfStandard(Id, StandardPart),
}

/// A language of the handbook.
#[derive(Clone, Debug)]
pub struct Language {
    /// The language's key in every text: `zh`.
    ///
    /// It need not be a BCP 47 tag: it is the author's short name for the language.
    pub id: Arc<str>,
    /// The BCP 47 tag: `zh-CN`.
    ///
    /// It is the value of `lang` in the pages (WCAG 2.2, 3.1.1 and 3.1.2), and decides the
    /// direction, the plural forms and the sorting.
    pub tag: Arc<str>,
    /// The language's own name: `中文`.
    pub name: Arc<str>,
    /// The direction in which it is written. As stated or, if not, as the Unicode CLDR says for the
    /// tag.
    pub direction: Direction,
}

impl Language {
    /// The language that a record of `handbook.yaml` describes.
    fn of(record: &format::handbook::LanguageRecord) -> Language {
        let tag = &record.tag.value;
        Language {
            id: record.id.value.clone(),
            tag: tag.clone(),
            name: record.name.value.clone(),
            direction: (record.direction).unwrap_or_else(|| Profile::of(tag).direction),
        }
    }
}

/// One way of reading the handbook: one language, or several side by side.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The reading's id in addresses: `zh`, `zh-en`.
    pub id: Arc<str>,
    /// The languages shown; the first is the page's own. Never empty in [`Handbook::readings`].
    pub languages: Vec<Language>,
}

impl Reading {
    /// Whether it shows only one language.
    pub fn is_single(&self) -> bool {
        self.languages.len() == 1
    }
}

/// A page written by the editors, in every language in which it is written.
#[derive(Clone, Debug)]
pub struct Article {
    /// The page's name, which is part of its addresses. E.g. `about` for
    /// `content/pages/about.zh.md`.
    pub name: Arc<str>,
    /// The page in each language, in path order.
    pub languages: Vec<Arc<PageSource>>,
    /// The first section that lists it, if any does.
    pub section: Option<SectionIndex>,
}

impl Article {
    /// The page in `language`, if it is written. A reading shows a notice and another language in
    /// its place.
    pub fn get(&self, language: &str) -> Option<&PageSource> {
        self.languages
            .iter()
            .find(|page| &*page.language == language)
            .map(Arc::as_ref)
    }
}

impl Handbook {
    /// Builds the handbook from whatever could be read of the documents.
    pub fn build(documents: &Documents) -> Handbook {
        Handbook::rebuild(documents, None)
    }

    /// Rebuilds the handbook after some of the documents have changed, reusing parts of `before`.
    ///
    /// `before` must be a handbook of the same folder. A standard whose files have not changed is
    /// the same allocation as before, by which callers recognise that nothing about it is new.
    pub fn rebuild(documents: &Documents, before: Option<&Handbook>) -> Handbook {
        let Gathering {
            about,
            standards: mut files,
            curricula,
            postings,
            pages,
            used,
            unused,
            changes,
            lock,
            wordings,
            permalinks,
            translations,
            unread,
        } = Gathering::of(documents);
        let mut standards = Vec::with_capacity(files.len());
        for id in about.iter().flat_map(|about| &about.standards) {
            standards.extend(files.remove_entry(id.as_str()));
        }
        let listed = standards.len();
        standards.extend(files);
        let standards: List<StandardIndex, Arc<Standard>> = standards
            .into_iter()
            .map(|(id, files)| {
                let earlier = before.and_then(|before| before.standard(&id));
                Standard::build(&id, files, earlier)
            })
            .collect();
        let languages: List<LanguageIndex, Language> = about
            .iter()
            .flat_map(|about| &about.languages)
            .map(Language::of)
            .collect();
        let readings = about
            .iter()
            .flat_map(|about| &about.readings)
            .map(|id| Reading {
                id: id.value.clone(),
                languages: languages_of(id.as_str(), &languages),
            })
            .filter(|reading| !reading.languages.is_empty())
            .collect();
        let curricula = curricula
            .into_iter()
            .map(|(id, files)| Arc::new(Curriculum::build(id, files, &standards)))
            .collect();
        let postings = postings
            .into_iter()
            .map(|(id, about)| Arc::new(Posting::build(id, about, &standards)))
            .collect();
        let pages = in_sections(about.as_deref(), pages);
        let published = Published {
            lock,
            words: wordings,
            moves: permalinks,
            translations,
        };
        let same = before.filter(|before| before.published.has_same_translations(&published));
        let translations = same.map_or_else(
            || Arc::new(Translations::of(&published)),
            |before| before.translations.clone(),
        );
        Handbook {
            about,
            languages,
            readings,
            standards,
            listed,
            pages,
            curricula,
            postings,
            files: AttachedFiles::of(used, unused),
            changes,
            published,
            translations,
            stale: OnceLock::new(),
            unread,
        }
    }

    /// The parts that are missing and without which no site can be made. Empty exactly if
    /// [`Handbook::complete`] succeeds. In the handbook's order.
    pub fn missing(&self) -> Vec<Missing> {
        let Some(about) = &self.about else {
            return vec![Missing {
                part: MissingPart::Handbook,
                is_unread: self.unread.handbook,
            }];
        };
        let mut missing = Vec::new();
        for id in &about.standards {
            let Some(standard) = self.standard(id.as_str()) else {
                missing.push(Missing {
                    part: MissingPart::Standard(id.clone()),
                    is_unread: false,
                });
                continue;
            };
            let parts = [
                (StandardPart::About, standard.about.is_none()),
                (
                    StandardPart::Rubric,
                    standard.is_unread(StandardPart::Rubric),
                ),
            ];
            let parts = parts.into_iter().filter(|(_, is_missing)| *is_missing);
            missing.extend(parts.map(|(part, _)| Missing {
                part: MissingPart::OfStandard(id.clone(), part),
                is_unread: standard.is_unread(part),
            }));
        }
        missing
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&Arc<Standard>> {
        self.standards.iter().find(|standard| standard.id() == id)
    }

    /// The index of the standard with this id.
    pub fn standard_index(&self, id: &str) -> Option<StandardIndex> {
        self.standards.find_index(|standard| standard.id() == id)
    }

    /// The direction of a language as an attribute; `None` if all languages of the handbook are written from left to
    /// right, so that nobody needs to be told. The attribute is `dir` in HTML: `ltr` or `rtl`.
    pub fn dir(&self, language: &Language) -> Option<&'static str> {
        let is_usual = |known: &Language| known.direction == Direction::LeftToRight;
        (!self.languages.iter().all(is_usual)).then(|| language.direction.attribute())
    }

    /// Whether a page is written in `language`, in a file that may not have been readable.
    pub fn has_page(&self, name: &str, language: &str) -> bool {
        let mut pages = self.pages.iter().filter(|page| &*page.name == name);
        let unread = (name.into(), language.into());
        pages.any(|page| page.get(language).is_some()) || self.unread.pages.contains(&unread)
    }

    /// Whether every address of the site is known: every file that makes an address could be read, and every reading,
    /// standard and curriculum is complete. If not, an address that is not found may be hidden by another fault.
    /// The rule about links then stays silent about internal links that lead nowhere.
    pub fn has_all_addresses(&self) -> bool {
        let unread = &self.unread;
        let about = self.about.as_ref();
        about.is_some_and(|about| about.readings.len() == self.readings.len())
            && unread.pages.is_empty()
            && unread.postings.is_empty()
            && self
                .standards
                .iter()
                .all(|standard| standard.unread.is_empty())
            && (self.curricula.iter())
                .all(|curriculum| curriculum.unread.is_empty() && curriculum.standard.is_some())
    }
}

/// The pages in the order of the sections, and then those of no section in order of their names.
fn in_sections(
    about: Option<&format::handbook::HandbookRecord>,
    mut pages: BTreeMap<Arc<str>, Vec<Arc<PageSource>>>,
) -> List<ArticleIndex, Article> {
    let sections = about.into_iter().flat_map(|about| about.sections.indexed());
    let listed = sections.flat_map(|(index, section)| {
        let names = section.pages.iter();
        names.map(move |name| (index, &*name.value))
    });
    let mut ordered = Vec::new();
    for (section, name) in listed {
        if let Some((name, languages)) = pages.remove_entry(name) {
            ordered.push(Article {
                name,
                languages,
                section: Some(section),
            });
        }
    }
    let others = pages.into_iter().map(|(name, languages)| Article {
        name,
        languages,
        section: None,
    });
    ordered.into_iter().chain(others).collect()
}

/// The languages in a reading's id: zh, then en for `zh-en`. Empty if the id is not made of languages.
fn languages_of(reading: &str, languages: &List<LanguageIndex, Language>) -> Vec<Language> {
    let find = |id: &str| {
        languages
            .iter()
            .find(|language| *language.id == *id)
            .cloned()
    };
    let ids = || languages.iter().map(|language| &*language.id);
    let ways = ways_of_reading(reading, &ids);
    let first = ways.first().into_iter().flatten();
    first.filter_map(|id| find(id)).collect()
}

/// The ways to read a reading's id as language ids joined by hyphens, those with the longest first id first. A language's
/// own id may contain hyphens, so there may be several ways, of which two are returned. An id that is that of a language
/// means this language alone.
///
/// For example, with the languages `zh`, `zh-hant` and `en`, the id `zh-hant-en` can only be read
/// as `zh-hant` and `en`. An empty result means that the id is not made of languages; two results
/// mean that it is ambiguous, which `E115` reports.
pub fn ways_of_reading<'r, 'l, I>(reading: &'r str, ids: &impl Fn() -> I) -> Vec<Vec<&'r str>>
where
    I: Iterator<Item = &'l str>,
{
    let is_known = |id: &str| ids().any(|known| known == id);
    if is_known(reading) {
        return vec![vec![reading]];
    }
    ways(reading, &is_known)
}

/// The search stops at the second way, since a third would change nothing; otherwise the number of
/// ways could grow exponentially with the length of the id.
fn ways<'r>(id: &'r str, is_known: &impl Fn(&str) -> bool) -> Vec<Vec<&'r str>> {
    let mut found = Vec::new();
    if is_known(id) {
        found.push(vec![id]);
    }
    for (at, _) in id.match_indices('-').rev() {
        let (first, rest) = (&id[..at], &id[at + 1..]);
        if found.len() < 2 && is_known(first) {
            found.extend(
                ways(rest, is_known)
                    .into_iter()
                    .map(|rest| [&[first], &*rest].concat()),
            );
        }
    }
    found.truncate(2);
    found
}

#[cfg(test)]
mod tests {
    use super::ways_of_reading;

    #[test]
    fn a_reading_is_made_of_language_ids_that_may_contain_hyphens() {
        let known = ["en", "zh", "zh-Hant", "min", "zh-min"];
        let ways = |reading| ways_of_reading(reading, &|| known.iter().copied());
        assert_eq!(ways("zh"), [["zh"]]);
        assert_eq!(ways("zh-Hant"), [["zh-Hant"]]);
        assert_eq!(ways("zh-en"), [["zh", "en"]]);
        assert_eq!(ways("en-zh-Hant"), [["en", "zh-Hant"]]);
        assert_eq!(ways("zh-Hant-en-zh"), [["zh-Hant", "en", "zh"]]);
        assert_eq!(ways("zh-min"), [["zh-min"]]);
        assert_eq!(
            ways("en-zh-min"),
            [vec!["en", "zh-min"], vec!["en", "zh", "min"]]
        );
        for none in [
            "", "-", "zh-", "-zh", "fr", "zh-fr", "zh--en", "Hant", "en-Hant",
        ] {
            assert!(ways(none).is_empty(), "{none}");
        }
        // Many ways are not all listed.
        let many = ["zh-min"; 30].join("-");
        assert_eq!(ways(&many).len(), 2);
    }
}
