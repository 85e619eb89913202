//! The keywords of a standard, and the clauses that contain them.

use serde::Serialize;

use crate::index::{ClauseIndex, StandardIndex};
use crate::language::Collation;
use crate::model::Language;
use crate::model::keyword;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::{Make, RenderError};

/// The keywords, language by language.
#[derive(Debug, Serialize)]
pub struct KeywordsView {
    /// One list per language of the reading.
    pub lists: Vec<KeywordListView>,
    /// Whether the standard has annexes.
    pub has_annexes: bool,
    /// The link to all requirements; empty if there are none.
    pub requirements: String,
}

/// The keywords of one language.
#[derive(Debug, Serialize)]
pub struct KeywordListView {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// The language's id, which begins the anchors.
    pub language: String,
    /// The language's name for itself. For example, `Deutsch`.
    pub name: String,
    /// The number of keywords.
    pub count: usize,
    /// The keywords by initial.
    pub groups: Vec<KeywordGroupView>,
}

/// The keywords that begin with one letter.
#[derive(Debug, Serialize)]
pub struct KeywordGroupView {
    /// The letter, or `#` for keywords that do not begin with one.
    pub letter: String,
    /// The anchor. For example, `en-c`, or `en-other` for keywords that do not begin with a letter.
    pub anchor: String,
    /// The keywords.
    pub keywords: Vec<KeywordView>,
}

/// A keyword.
#[derive(Debug, Serialize)]
pub struct KeywordView {
    /// The word.
    pub word: String,
    /// Its spelling in pinyin; empty if it is the word itself.
    pub pinyin: String,
    /// Its translations into the other languages, each with its BCP 47 tag. They include languages
    /// that are not in the reading.
    pub others: Vec<(String, String)>,
    /// The link to its entry in the glossary.
    pub href: String,
    /// The clauses that contain it: link and number. An annex has its letter, and a clause without
    /// a number its title.
    pub clauses: Vec<(String, Html)>,
}

impl Make<standard_pages::Keywords> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Keywords) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard))
    }
}

/// Renders the page of keywords.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, KeywordsView) {
    let standard = &frame.handbook().standards[standard_index];
    let languages = frame.reading().languages.iter();
    let listed = languages.map(|language| list(frame, standard_index, language));
    let mut lists: Vec<KeywordListView> = listed.filter(|list| list.count > 0).collect();
    if lists.is_empty() {
        // Without a translated term, the index is that of the standard's own language.
        let known = frame.handbook().languages.iter();
        let source = known.filter(|language| *language.id == *standard.language());
        lists.extend(source.map(|language| list(frame, standard_index, language)));
    }
    let view = KeywordsView {
        lists,
        has_annexes: !standard.annexes.is_empty(),
        requirements: frame.link_if_any(standard_index, StandardPage::Requirements),
    };
    let title = frame.label();
    let about = frame.voice_of(standard).plain(&standard.about.title);
    let description = format!("{title}{}{about}", frame.word("colon"));
    let chrome = frame.standard_chrome("keywords", standard_index, title, &description);
    (chrome, view)
}

/// Returns the keywords in `language`, in the alphabetical order of that language (UTS 10). In the
/// standard's own language, words with a pinyin spelling are sorted by it.
fn list<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    language: &'a Language,
) -> KeywordListView {
    let standard = &frame.handbook().standards[standard_index];
    let anchors = &standard.terms().anchors;
    let glossary = frame.standard_link(standard_index, StandardPage::Terms);
    let is_source = standard.about.language == *language.id;
    let all = &frame.handbook().languages;
    let keywords = keyword::keywords(standard, &language.id);
    let count = keywords.len();
    let mut sorted: Vec<(String, KeywordView)> = keywords
        .into_iter()
        .filter_map(|keyword| {
            let first = *keyword.entries.first()?;
            let word = standard.glossary[first].term.get(&language.id)?;
            let pinyin = standard.glossary[first]
                .pinyin
                .as_ref()
                .filter(|_| is_source);
            let pinyin = pinyin.map(|pinyin| &*pinyin.value).unwrap_or_default();
            let mut others: Vec<(String, String)> = Vec::new();
            for entry in &keyword.entries {
                for other in all.iter().filter(|other| other.id != language.id) {
                    let name = standard.glossary[*entry].term.get(&other.id);
                    others.extend(name.map(|name| (other.tag.to_string(), name.to_owned())));
                }
            }
            let view = KeywordView {
                word: word.to_owned(),
                pinyin: if pinyin.eq_ignore_ascii_case(word) {
                    ""
                } else {
                    pinyin
                }
                .to_owned(),
                others,
                href: format!("{glossary}#{}", anchors[first]),
                clauses: keyword
                    .clauses
                    .iter()
                    .map(|clause| clause_of(frame, standard_index, *clause))
                    .collect(),
            };
            let spelt = if pinyin.is_empty() { word } else { pinyin };
            Some((spelt.to_lowercase(), view))
        })
        .collect();
    let collation = Collation::of_tag(&language.tag);
    sorted.sort_by(|a, b| {
        let order = collation.compare(&a.0, &b.0);
        order.then_with(|| (&a.0, &a.1.word).cmp(&(&b.0, &b.1.word)))
    });
    let mut groups: Vec<KeywordGroupView> = Vec::new();
    for (spelt, keyword) in sorted {
        let initial = collation.initial(&spelt);
        let letter = initial.clone().unwrap_or_else(|| "#".to_owned());
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.keywords.push(keyword),
            _ => groups.push(KeywordGroupView {
                anchor: match initial {
                    Some(initial) => format!("{}-{}", language.id, initial.to_lowercase()),
                    None => format!("{}-other", language.id),
                },
                letter,
                keywords: vec![keyword],
            }),
        }
    }
    KeywordListView {
        lang: language.tag.to_string(),
        language: language.id.to_string(),
        name: language.name.to_string(),
        count,
        groups,
    }
}

/// Returns the link to a clause and its label in a list of places: its number, or the letter of an annex.
fn clause_of(frame: &Frame, standard_index: StandardIndex, clause: ClauseIndex) -> (String, Html) {
    let standard = &frame.handbook().standards[standard_index];
    let link = frame.clause_link(standard_index, clause);
    let entry = &standard.clauses[clause];
    let called = match (entry.number(), entry.as_annex()) {
        (Some(number), _) => Html::escaped(number),
        (None, Some(_)) => Html::escaped(entry.id().as_str()),
        (None, None) => link.label.inline,
    };
    (link.href, called)
}
