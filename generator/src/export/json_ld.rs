//! Structured data about a page in the vocabulary of schema.org, as a JSON-LD block for search engines and course
//! catalogues.
//!
//! Addresses must be absolute in the block, so they are omitted if the site's own is not known.
//!
//! The vocabulary is that of <https://schema.org>: `DefinedTerm` for a requirement, with a
//! `PropertyValue` for each of its descriptors, `Occupation`
//! for a role at a level, `Course` and `LearningResource` for curricula and modules, `JobPosting`
//! for postings. Which page describes what is a property of its kind ([`Thing`]).

mod clause;
mod descriptor;
mod posting;

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::translation;
use crate::index::{
    CurriculumIndex, ModuleIndex, PostingIndex, ReadingIndex, RequirementIndex, StandardIndex,
};
use crate::language::closing::without_closing;
use crate::model::{CompleteCurriculum, CompleteHandbook, Language, Module};
use crate::site::address::{self, CurriculumPage, Page, StandardPage};
use crate::site::kind::Thing;
use crate::site::{Address, Site};
use crate::source::format::decimal;
use crate::source::format::relation::{Relation, RelationKind, RelationTarget, StatedKind};
use crate::source::format::text::{Symbol, Text};

/// The block of the page at `address`, ready to be put in a `script` element, or `None` if there is nothing to
/// describe. Its words are in the first language of `reading`. `translated` is the theme's pattern for marking an
/// unofficial translation; `described` returns the description of a posting as HTML with links that work elsewhere.
pub fn block(
    site: &Site,
    address: &Address,
    reading: ReadingIndex,
    translated: &str,
    described: impl Fn(PostingIndex) -> String,
) -> Option<String> {
    let page = Described {
        site,
        reading,
        language: site.handbook().readings.get(reading)?.languages.first()?,
        translated,
    };
    let subject = address.target.subject();
    let mut value = match address.target.kind().describes {
        Thing::Nothing => return None,
        Thing::Clause => page.known_clause(subject.standard?, subject.clause?)?,
        Thing::Requirement => page.described_term(subject.standard?, subject.requirement?),
        Thing::Level => page.occupation(subject.standard?, subject.role?, subject.level?),
        Thing::Curriculum => page.course(subject.curriculum?),
        Thing::Module => page.module_alone(subject.curriculum?, subject.module?),
        Thing::Posting => {
            let posting = subject.posting?;
            page.posting(posting, described(posting))?
        }
    };
    value.insert("@context".into(), "https://schema.org".into());
    Some(escaped(&Json::Object(value)))
}

/// Serialises JSON so that an HTML parser cannot mistake any of it for the end of the block.
///
/// The result is JSON still, with such characters as `\u003c`.
pub fn escaped(value: &Json) -> String {
    value
        .to_string()
        .replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// A JSON object, with or without a `@type`.
type Object = Map<String, Json>;

/// An object of the given type. Keys without a value are omitted.
fn thing<const N: usize>(kind: &str, keys: [(&str, Json); N]) -> Object {
    let mut object = Object::new();
    object.insert("@type".into(), kind.into());
    for (key, value) in keys {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            object.insert(key.into(), value);
        }
    }
    object
}

/// The addresses and identifiers under which something is known elsewhere.
fn elsewhere(all: &[Symbol]) -> Json {
    all.iter().map(|to| Json::from(&*to.value)).collect()
}

/// The addresses and identifiers under which a term is known elsewhere: the targets outside the handbook with which it is
/// an exact match, then those that it states.
fn known_as(relations: &[Relation], same_as: &[Symbol]) -> Json {
    let same = relations.iter().filter_map(|relation| {
        let is_same = matches!(relation.r#as, StatedKind::Common(RelationKind::ExactMatch));
        match relation.target() {
            RelationTarget::Web(to) | RelationTarget::Identifier(to) => is_same.then_some(to),
            RelationTarget::Own(_) | RelationTarget::Other(..) => None,
        }
    });
    let stated = same_as.iter().map(|to| &*to.value);
    same.chain(stated).map(Json::from).collect()
}

/// Hours in hundredths as an ISO 8601 duration: `PT7H30M`. Negative hours count as none.
fn duration(hundredths: i32) -> String {
    let minutes = hundredths.max(0) * 60 / 100;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("PT{hours}H"),
        (0, minutes) => format!("PT{minutes}M"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

/// A number in hundredths. A whole number is written without a fraction.
fn amount(hundredths: i64) -> Json {
    let number = decimal::write(hundredths).parse();
    number.map_or(Json::Null, Json::Number)
}

/// The page to be described.
struct Described<'a> {
    /// The site, for absolute addresses.
    site: &'a Site,
    reading: ReadingIndex,
    /// The page's own language: the first of the reading.
    language: &'a Language,
    /// The pattern for marking an unofficial translation.
    translated: &'a str,
}

impl<'a> Described<'a> {
    fn handbook(&self) -> &'a CompleteHandbook {
        self.site.handbook()
    }

    /// A text in the page's language, or else in another, which the value then names.
    fn words(&self, text: &Text) -> Json {
        let (language, words) = text.nearest(&[&self.language.id]);
        self.value(language, words)
    }

    /// A text without the name of its language.
    fn plain_words(&self, text: &Text) -> String {
        text.nearest(&[&self.language.id]).1.to_owned()
    }

    /// Words in the language with an id: a string, or a value that names the language if it is not the page's.
    fn value(&self, language: &str, words: &str) -> Json {
        let mut languages = self.handbook().languages.iter();
        let other = languages.find(|known| *known.id == *language && known.id != self.language.id);
        match other {
            Some(other) => json!({"@language": &*other.tag, "@value": words}),
            None => words.into(),
        }
    }

    /// The absolute address of a path; null if the site's own is not known.
    fn url(&self, path: &str) -> Json {
        let base = self.site.base_url.as_ref();
        base.map_or(Json::Null, |base| format!("{base}{path}").into())
    }

    /// The absolute address of a page of the same reading.
    fn page_url(&self, page: Page) -> Json {
        self.url(&address::page_path(self.handbook(), self.reading, page))
    }

    /// A requirement as a `DefinedTerm`, in the set that is its standard. A relation that is an
    /// exact match with something elsewhere on the web is its `sameAs`.
    fn term(&self, standard_index: StandardIndex, requirement: RequirementIndex) -> Object {
        let standard = &self.handbook().standards[standard_index];
        let entry = &standard.requirements[requirement];
        let url = self.url(&address::permalink_path(standard, requirement));
        let (language, words) = translation::words_in(standard, entry.text(), self.language);
        let original = translation::original(standard, entry.text());
        let marked =
            translation::marked(standard, self.language, self.translated, &words, &original);
        let kind = entry.axes.kind.as_deref();
        let kind = kind.and_then(|kind| standard.kind(kind));
        let item = entry.item();
        let axes = standard.about.dimensions.named().iter();
        let axes = axes.flat_map(|axis| {
            let values = axis.values.iter();
            let values = values.filter(|value| entry.axes.dimensions.has(value.id.as_str()));
            values.map(|value| {
                let name = self.words(&axis.title);
                let value = self.words(&value.title);
                Json::from(thing("PropertyValue", [("name", name), ("value", value)]))
            })
        });
        thing(
            "DefinedTerm",
            [
                ("@id", url.clone()),
                ("url", url),
                ("termCode", entry.printed.as_deref().into()),
                ("name", self.value(language, without_closing(&words))),
                (
                    "additionalType",
                    kind.map_or(Json::Null, |kind| self.words(&kind.title)),
                ),
                ("sameAs", known_as(&item.relates, &item.same_as)),
                ("additionalProperty", axes.collect()),
                ("description", marked.into()),
                ("inDefinedTermSet", self.term_set(standard_index)),
            ],
        )
    }

    /// A standard as the set of its terms.
    fn term_set(&self, standard: StandardIndex) -> Json {
        let title = &self.handbook().standards[standard].about.title;
        let page = StandardPage::Contents;
        let contents = Page::Standard { standard, page };
        let keys = [
            ("name", self.words(title)),
            ("url", self.page_url(contents)),
        ];
        thing("DefinedTermSet", keys).into()
    }

    /// A standard as the set of its terms, with the body with authority over it. Only pages about one term have it.
    fn described_set(&self, standard: StandardIndex) -> Json {
        let mut set = self.term_set(standard);
        let authority = self.handbook().standards[standard].about.authority.as_ref();
        if let (Some(authority), Json::Object(object)) = (authority, &mut set) {
            let body = thing("Organization", [("name", self.words(authority))]);
            object.insert("creator".into(), body.into());
        }
        set
    }

    /// Requirements as a list of terms.
    fn terms<'b>(
        &self,
        standard: StandardIndex,
        requirements: impl IntoIterator<Item = &'b RequirementIndex>,
    ) -> Json {
        requirements
            .into_iter()
            .map(|requirement| Json::Object(self.term(standard, *requirement)))
            .collect()
    }

    /// A curriculum as a `Course` with its modules as parts. Search engines require a provider and
    /// an instance with a mode and a workload.
    fn course(&self, index: CurriculumIndex) -> Object {
        let curriculum = &self.handbook().curricula[index];
        let standard = curriculum.standard;
        let taught: BTreeSet<RequirementIndex> = curriculum
            .modules
            .iter()
            .flat_map(|module| module.covers.keys().copied())
            .collect();
        let overview = Page::Curriculum {
            curriculum: index,
            page: CurriculumPage::Overview,
        };
        let parts: Json = curriculum
            .modules
            .indices()
            .map(|module| Json::Object(self.module(curriculum, index, standard, module)))
            .collect();
        let hours = duration(curriculum.hours());
        thing(
            "Course",
            [
                ("name", self.words(&curriculum.about.title)),
                ("description", self.words(&curriculum.about.summary)),
                ("url", self.page_url(overview)),
                ("inLanguage", (*self.language.tag).into()),
                (
                    "provider",
                    thing(
                        "Organization",
                        [("name", self.words(&curriculum.about.provider))],
                    )
                    .into(),
                ),
                ("educationalLevel", self.levels(curriculum)),
                ("timeRequired", hours.clone().into()),
                ("teaches", self.terms(standard, &taught)),
                ("hasPart", parts),
                (
                    "hasCourseInstance",
                    thing(
                        "CourseInstance",
                        [
                            ("courseMode", self.words(&curriculum.about.mode)),
                            ("courseWorkload", hours.into()),
                        ],
                    )
                    .into(),
                ),
            ],
        )
    }

    /// The levels that a curriculum leads to.
    fn levels(&self, curriculum: &CompleteCurriculum) -> Json {
        let standard = &self.handbook().standards[curriculum.standard];
        let aims = curriculum.about.leads_to.iter();
        let levels = aims.filter_map(|aim| aim.level.as_ref());
        levels
            .filter_map(|level| standard.level(level.as_str()))
            .map(|level| self.words(&level.title))
            .collect()
    }

    /// A module as a `LearningResource`, in the language in which it is shown.
    fn module(
        &self,
        curriculum: &CompleteCurriculum,
        index: CurriculumIndex,
        standard: StandardIndex,
        module: ModuleIndex,
    ) -> Object {
        let entry: &Module = &curriculum.modules[module];
        let source = entry.get(&self.language.id);
        let page = Page::Curriculum {
            curriculum: index,
            page: CurriculumPage::Module(module),
        };
        let languages = self.handbook().languages.iter();
        let tag = languages
            .clone()
            .find(|language| language.id == source.language)
            .map_or(&*source.language, |language| &*language.tag);
        thing(
            "LearningResource",
            [
                ("name", (*source.front_matter.title.value).into()),
                ("url", self.page_url(page)),
                ("position", (module.position() + 1).into()),
                ("inLanguage", tag.into()),
                ("timeRequired", duration(entry.hours()).into()),
                ("teaches", self.terms(standard, entry.covers.keys())),
            ],
        )
    }

    /// A module on its own page, with a short form of its course.
    fn module_alone(&self, index: CurriculumIndex, module: ModuleIndex) -> Object {
        let curriculum = &self.handbook().curricula[index];
        let mut value = self.module(curriculum, index, curriculum.standard, module);
        let overview = Page::Curriculum {
            curriculum: index,
            page: CurriculumPage::Overview,
        };
        let course = thing(
            "Course",
            [
                ("name", self.words(&curriculum.about.title)),
                ("description", self.words(&curriculum.about.summary)),
                ("url", self.page_url(overview)),
            ],
        );
        value.insert("isPartOf".into(), course.into());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_durations() {
        assert_eq!(duration(9000), "PT90H");
        assert_eq!(duration(750), "PT7H30M");
        assert_eq!(duration(50), "PT30M");
    }

    #[test]
    fn no_text_can_end_the_script_element() {
        let block = escaped(&json!({"name": "</script><!-- & \u{2028}"}));
        assert!(!block.contains(['<', '>', '&', '\u{2028}']), "{block}");
        let read: Json = serde_json::from_str(&block).expect("JSON");
        assert_eq!(read["name"], "</script><!-- & \u{2028}");
    }
}
