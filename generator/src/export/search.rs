//! The search records: one for everything that readers may look for, made from the model.
//!
//! The records have the same order in all languages, so that a view in two languages shows one result for both.
//!
//! [`records`] takes the handbook and gives a list; [`super::search_script`] writes it as a script
//! for the browser. Which texts of a record of the content go where follows from their roles
//! (`fields`). How records are ranked is decided in the browser alone. `docs/content/pages/en/search.md` describes
//! the whole.

mod courses;
mod facet;
mod fields;
mod record;
mod variants;

pub use facet::FurtherFacet;
use fields::found;
pub use record::{Kind, Record};
pub use variants::variants;

use crate::index::{ClauseIndex, List, PostingIndex, ReadingIndex, RoleIndex, StandardIndex};
use crate::model::keyword::prose;
use crate::model::markdown::plain_words;
use crate::model::{Body, Clause, CompleteHandbook, CompletePosting, CompleteStandard, Language};
use crate::site::address::{self, PAGE_ENDING, Page, StandardPage};
use crate::site::check_place::CheckPlace;
use crate::source::format::markup::Markup;
use crate::source::format::note::Notes;
use crate::source::format::permalinks::{self, SiteAddress};
use crate::source::format::text::Text;
use crate::source::han::is_han;
use crate::source::texts::{TextAt, TextRole};

/// All records in one language. `word` returns the theme's name for one of the interface's own pages by a language and its
/// key; `plain` returns the plain text of a Markdown text.
///
/// A text that is not translated is found in another language, so that no record is empty. Empty
/// without readings.
pub fn records(
    handbook: &CompleteHandbook,
    language: &Language,
    word: &dyn Fn(&str, &'static str) -> String,
    plain: &dyn Fn(&str) -> String,
) -> Vec<Record> {
    // All readings have the same pages, each in its own folder. Without a reading there is nothing to find.
    let Some(reading) = handbook.readings.index_at(0) else {
        return Vec::new();
    };
    let mut all = Records {
        handbook,
        language: &language.id,
        word,
        plain,
        reading,
        facets: FurtherFacet::all(handbook),
        markup: Markup::Plain,
        records: Vec::new(),
    };
    for standard in handbook.standards.indices() {
        all.standard(standard);
    }
    all.markup = Markup::Plain;
    for (index, curriculum) in handbook.curricula.indexed() {
        all.curriculum(index, curriculum, &handbook.standards[curriculum.standard]);
    }
    for (index, posting) in handbook.postings.indexed() {
        all.posting(index, posting);
    }
    all.pages();
    all.former();
    all.records
}

/// The records so far, and what is needed to make more.
struct Records<'a> {
    handbook: &'a CompleteHandbook,
    language: &'a str,
    word: &'a dyn Fn(&str, &'static str) -> String,
    plain: &'a dyn Fn(&str) -> String,
    /// Any reading: paths are stored without its folder.
    reading: ReadingIndex,
    facets: Vec<FurtherFacet>,
    /// The markup of the standard whose records are made.
    markup: Markup,
    records: Vec<Record>,
}

impl Records<'_> {
    /// The path of a page within the folder of a reading.
    fn path(&self, page: Page) -> String {
        let path = address::page_path(self.handbook, self.reading, page);
        path.split_once('/')
            .map(|(_, within)| within.to_owned())
            .unwrap_or(path)
    }

    /// The text in the records' language, or in the first language that has it, without markup.
    fn in_language(&self, text: &Text) -> String {
        let any = || text.languages.first().map(|(_, words, _)| &**words);
        let words = text.get(self.language).or_else(any);
        plain_words(self.markup, text, words.unwrap_or_default()).into_owned()
    }

    /// The label of a kind of page in a language.
    fn label(&self, language: &str, page: StandardPage) -> String {
        let key = page.kind().label.word();
        key.map(|key| (self.word)(language, key))
            .unwrap_or_default()
    }

    /// The result of `words(language)` for each of the handbook's other languages, so that readers find the record by any
    /// of them. A language for which it is `None` is left out.
    fn in_others(&self, words: impl Fn(&str) -> Option<String>) -> String {
        let languages = self.handbook.languages.iter();
        let others = languages.filter(|language| *language.id != *self.language);
        let said: Vec<String> = others.filter_map(|language| words(&language.id)).collect();
        said.join(", ")
    }

    /// A title in the handbook's other languages.
    fn titled_in_others(&self, title: Option<&Text>) -> String {
        self.in_others(|language| {
            let words = title?.get(language)?;
            Some(plain_words(self.markup, title?, words).into_owned())
        })
    }

    /// The title in the records' language; empty if there is none.
    fn titled(&self, title: Option<&Text>) -> String {
        title
            .map(|title| self.in_language(title))
            .unwrap_or_default()
    }

    /// Texts in the records' language, each on a line.
    fn joined<'t>(&self, texts: impl IntoIterator<Item = &'t Text>) -> String {
        let texts: Vec<String> = texts
            .into_iter()
            .map(|text| self.in_language(text))
            .collect();
        texts.join("\n")
    }

    /// The texts as they are read, each on a line.
    fn read(&self, texts: &[TextAt<'_>]) -> String {
        let texts = texts.iter().map(|at| match at.role {
            TextRole::Markdown => (self.plain)(&self.in_language(at.text)),
            TextRole::Source | TextRole::Label | TextRole::Quote | TextRole::Ours => {
                self.in_language(at.text)
            }
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Notes as plain text, each on a line. The words presumably meant are included, so that a
    /// reader who knows the right word finds the place.
    fn noted<'n>(&self, notes: impl IntoIterator<Item = &'n Notes>) -> String {
        let remarks = notes.into_iter().flat_map(|notes| &notes.0);
        let lines: Vec<String> = remarks
            .map(|remark| {
                let meant = remark.meant.as_ref();
                let meant = meant.and_then(|meant| meant.get(self.language));
                let text = (self.plain)(&self.in_language(&remark.text));
                meant.map_or_else(|| text.clone(), |meant| format!("{meant} {text}"))
            })
            .collect();
        lines.join("\n")
    }

    /// Adds a standard: its contents, clauses, terms, roles, levels and other pages.
    fn standard(&mut self, standard: StandardIndex) {
        let of = &self.handbook.standards[standard];
        self.markup = of.about.markup();
        let page = |page| Page::Standard { standard, page };
        let first = self.records.len();
        let content = found(&*of.about, &["roles", "dimensions", "levels"]);
        self.records.push(Record {
            title: self.titled(content.title),
            text: self.read(&content.texts),
            note: self.noted(content.notes),
            ..Record::new(Kind::Page, self.path(page(StandardPage::Contents)))
        });
        // A handbook with one standard does not need to name the standard of each clause.
        let above = (self.handbook.standards.len() > 1).then_some(first);
        let mut places: List<ClauseIndex, usize> = List::default();
        for (index, clause) in of.clauses.indexed() {
            places.push(self.records.len());
            let within = clause.parent.map_or(above, |parent| Some(places[parent]));
            self.clause(
                (standard, of),
                page(StandardPage::Clause(index)),
                clause,
                within,
            );
        }
        self.terms(of, page(StandardPage::Terms), above);
        for (role, _) in of.roles_by_group() {
            self.role(standard, of, role, above);
        }
        if of.about.roles.is_empty() {
            for (rank, level) in of.about.levels.indexed() {
                let content = found(level, &[]);
                let record = Record {
                    title: self.titled(content.title),
                    other: self.titled_in_others(content.title),
                    text: self.read(&content.texts),
                    note: self.noted(content.notes),
                    within: above,
                    ..Record::new(Kind::Level, self.path(page(StandardPage::LevelOfAll(rank))))
                };
                let record = record.concerning(None, Some(level.id.as_str()), None);
                self.records.push(record);
            }
        }
        let checks = CheckPlace::all(of).into_iter();
        for place in checks.filter(|place| place.role.is_none()) {
            let record = self.check(of, place, above, page(place.page()));
            self.records.push(record);
        }
        for (by_label, key) in StandardPage::found_by_label(of) {
            self.records.push(Record {
                title: (self.word)(self.language, key),
                other: self.in_others(|language| Some((self.word)(language, key))),
                within: above,
                ..Record::new(Kind::Page, self.path(page(by_label)))
            });
        }
    }

    /// Adds a clause, followed by its requirements.
    fn clause(
        &mut self,
        (standard, of): (StandardIndex, &CompleteStandard),
        page: Page,
        clause: &Clause,
        within: Option<usize>,
    ) {
        let place = self.records.len();
        let path = self.path(page);
        let annex = clause.as_annex();
        let number = match (clause.number(), annex) {
            (Some(number), _) => number.to_owned(),
            (None, Some(annex)) => self.titled(annex.heading.as_ref()),
            (None, None) => String::new(),
        };
        let mut content = match &clause.body {
            Body::Clause(body) => found(&**body, &["requirements"]),
            Body::Annex(annex) => found(&**annex, &[]),
        };
        // The words of the standard, to which a table adds those that it shows, then any of ours.
        content.texts.retain(|at| at.role != TextRole::Source);
        let texts = prose(of, clause).into_iter().map(|text| TextAt {
            text,
            role: TextRole::Source,
        });
        let texts: Vec<TextAt> = texts.chain(content.texts).collect();
        let kind = clause.axes.kind.as_deref().and_then(|kind| of.kind(kind));
        let record = Record {
            also: self.titled(kind.map(|kind| &kind.title)),
            number,
            title: self.titled(clause.label()),
            other: self.titled_in_others(clause.label()),
            text: self.read(&texts),
            note: self.noted(content.notes),
            within,
            ..Record::new(Kind::Clause, path.clone())
        };
        let record = record.belonging(&clause.axes, standard, &self.facets);
        self.records.push(record);
        for requirement in of.requirements_of(clause) {
            let page = StandardPage::with_requirement(of, requirement);
            let path = self.path(Page::Standard { standard, page });
            let content = found(requirement.item(), &["requirements"]);
            let kind = requirement.axes.kind.as_deref();
            let kind = kind.and_then(|kind| of.kind(kind));
            let record = Record {
                title: self.titled(content.title),
                also: self.titled(kind.map(|kind| &kind.title)),
                number: requirement
                    .printed
                    .as_deref()
                    .unwrap_or_default()
                    .to_owned(),
                text: self.read(&content.texts),
                note: self.noted(content.notes),
                within: Some(place),
                ..Record::new(Kind::Requirement, format!("{path}#{}", requirement.anchor))
            };
            let record = record.belonging(&requirement.axes, standard, &self.facets);
            self.records.push(record);
        }
    }

    /// Adds the entries of the glossary. They are found by the term in every language, by its other
    /// forms and by its pinyin.
    fn terms(&mut self, of: &CompleteStandard, page: Page, within: Option<usize>) {
        let path = self.path(page);
        for (entry, anchor) in of.glossary.iter().zip(&of.terms().anchors) {
            let others: Vec<&str> = entry
                .term
                .languages
                .iter()
                .filter(|(language, _, _)| **language != *self.language)
                .map(|(_, words, _)| &**words)
                .collect();
            let forms = entry.forms.0.iter().flat_map(|(_, forms)| forms);
            let forms = forms.map(|form| &*form.value);
            let pinyin = entry.pinyin.as_ref().map(|pinyin| &*pinyin.value);
            let content = found(entry, &[]);
            self.records.push(Record {
                title: self.titled(content.title),
                other: others.join(", "),
                also: forms.chain(pinyin).collect::<Vec<_>>().join(", "),
                text: self.read(&content.texts),
                note: self.noted(content.notes),
                within,
                ..Record::new(Kind::Term, format!("{path}#{anchor}"))
            });
        }
    }

    /// Adds a role, its levels, and its self-check if it has a form.
    fn role(
        &mut self,
        standard: StandardIndex,
        of: &CompleteStandard,
        role: RoleIndex,
        within: Option<usize>,
    ) {
        let page = |page| Page::Standard { standard, page };
        let place = self.records.len();
        let about = &of.about.roles[role];
        let id = about.id.as_str();
        let content = found(about, &[]);
        let title = self.titled(content.title);
        let also = self.joined(content.names);
        let record = Record {
            title: title.clone(),
            other: self.titled_in_others(Some(&about.title)),
            also: also.clone(),
            number: (about.number.as_ref())
                .map(|number| number.value.to_string())
                .unwrap_or_default(),
            text: self.read(&content.texts),
            note: self.noted(content.notes),
            within,
            ..Record::new(Kind::Role, self.path(page(StandardPage::Role(role))))
        };
        self.records.push(record.concerning(Some(id), None, None));
        for (rank, level) in of.levels_at(Some(role)).indexed() {
            let at = page(StandardPage::Level { role, level: rank });
            let content = found(level, &[]);
            let level_title = self.titled(content.title);
            // Chinese and Japanese write the two as one word.
            let is_one_word = title.chars().last().is_some_and(is_han);
            let run_together = is_one_word.then(|| format!("{title}{level_title}"));
            let names = [also.clone()].into_iter().chain(run_together);
            let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
            let record = Record {
                title: format!("{title} · {level_title}"),
                other: self.in_others(|language| {
                    let level = level.title.get(language)?;
                    Some(format!("{} · {level}", about.title.get(language)?))
                }),
                also: names.join(", "),
                text: self.read(&content.texts),
                note: self.noted(content.notes),
                within: Some(place),
                ..Record::new(Kind::Level, self.path(at))
            };
            let record = record.concerning(Some(id), Some(level.id.as_str()), None);
            self.records.push(record);
        }
        let checks = CheckPlace::all(of).into_iter();
        for check in checks.filter(|check| check.role == Some(role)) {
            let record = self.check(of, check, Some(place), page(check.page()));
            self.records.push(record.concerning(Some(id), None, None));
        }
    }

    /// The record of a self-check, named by its role and, if there are several forms for the role, by its form.
    fn check(
        &self,
        of: &CompleteStandard,
        place: CheckPlace,
        within: Option<usize>,
        page: Page,
    ) -> Record {
        let role = place.role.map(|role| &of.about.roles[role].title);
        let names: Vec<&Text> = (role.into_iter())
            .chain(place.titles_among_several(of))
            .collect();
        let titled = |language: &str, named: &dyn Fn(&Text) -> Option<String>| {
            let names: Option<Vec<String>> = names.iter().map(|name| named(name)).collect();
            let label = self.label(language, place.page());
            Some([vec![label], names?].concat().join(" · "))
        };
        let title = titled(self.language, &|name| Some(self.titled(Some(name))));
        Record {
            title: title.unwrap_or_default(),
            other: self.in_others(|language| {
                titled(language, &|name| name.get(language).map(str::to_owned))
            }),
            within,
            ..Record::new(Kind::Check, self.path(page))
        }
    }

    /// Adds a posting.
    fn posting(&mut self, index: PostingIndex, posting: &CompletePosting) {
        let about = &posting.about;
        let content = found(&**about, &[]);
        let record = Record {
            title: self.titled(content.title),
            text: self.read(&content.texts),
            expires: about.expires.to_string(),
            ..Record::new(Kind::Posting, self.path(Page::Posting { posting: index }))
        };
        let record = record.concerning(about.role_id(), about.level_id(), None);
        self.records.push(record);
    }

    /// Adds the editors' pages.
    fn pages(&mut self) {
        for (index, page) in self.handbook.pages.indexed() {
            let Some(source) = page
                .get(self.language)
                .or(page.languages.first().map(|page| &**page))
            else {
                continue;
            };
            let head = &source.front_matter;
            self.records.push(Record {
                title: head.title.value.to_string(),
                text: format!("{}\n{}", head.description.value, (self.plain)(&source.body)),
                ..Record::new(Kind::Page, self.path(Page::Article { article: index }))
            });
        }
    }

    /// Adds the requirements that were removed or have moved: people look for the numbers that old documents cite. Their pages
    /// belong to no reading.
    fn former(&mut self) {
        let Some(moves) = self.handbook.published.moves.as_deref() else {
            return;
        };
        let former = |kind: Kind, address: &SiteAddress| {
            let is_permalink =
                permalinks::name(&address.path) != address.path.trim_end_matches(PAGE_ENDING);
            is_permalink.then(|| Record {
                number: address.page_name().to_owned(),
                ..Record::new(kind, format!("../{}", address.path))
            })
        };
        for retired in &moves.retired {
            let content = found(retired, &[]);
            let text = self.read(&content.texts);
            let record = former(Kind::Retired, &retired.address);
            self.records
                .extend(record.map(|record| Record { text, ..record }));
        }
        for redirect in &moves.redirects {
            self.records.extend(former(Kind::Moved, &redirect.from));
        }
    }
}
