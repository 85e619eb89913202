//! The parts around every page: titles, the trail, the next page, the switch between readings.
//!
//! [`Frame::chrome`] makes what every page has, and [`Frame::standard_chrome`] adds the contents of
//! a standard; a view then sets what it knows better, such as the title. Templates receive the
//! result as `page`.

#![warn(clippy::wildcard_enum_match_arm)]

mod around;
mod destinations;
mod elsewhere;
mod shown;

use serde::Serialize;

use self::destinations::DestinationView;
use super::contents::{self, ContentsLine};
use super::fill::fill;
use super::frame::{Frame, LinkView};
use super::html::Html;
use super::logo::Logo;
use super::text::TextView;
use super::views::check_way::{self, CheckWay};
use super::views::editions;
use crate::export::json_ld;
use crate::index::{ClauseIndex, StandardIndex};
use crate::site::address::{Page, StandardPage};
use crate::site::navigation::{self, Neighbours};
use crate::site::{Indexing, Target};

/// The parts around a page's own content. Links are relative to the page.
#[derive(Debug, Serialize)]
pub struct Chrome {
    /// The kind of page, for the styles: `clause`, `role`.
    pub kind: &'static str,
    /// The BCP 47 tag of the page's own language.
    pub lang: String,
    /// The reading's name. E.g. `zh-en`.
    pub reading: String,
    /// Whether several languages are shown.
    pub is_side_by_side: bool,
    /// The link to the site's root: `../../`, or empty. On the page for addresses that do not
    /// exist, the place of the site on its host.
    pub root: String,
    /// The hash of the site's inputs; `None` in a preview, which cannot be saved.
    pub version: Option<String>,
    /// The page's name.
    pub name: String,
    /// The title of the browser's tab: the page's name and the handbook's. E.g. `5.3.1 Tools ·
    /// Repair handbook` (WCAG 2.2, 2.4.2).
    pub title: String,
    /// The interface word that labels the page's kind; empty if the kind's label is a title of the content.
    pub label: TextView,
    /// The page's description in one sentence. At most about 160 characters on pages of a standard.
    pub description: String,
    /// The handbook's title.
    pub handbook: TextView,
    /// The publisher of the handbook. `None` if the handbook names none.
    pub house: Option<TextView>,
    /// The house's logo. `None` if the house has none.
    pub logo: Option<Logo>,
    /// The link to the reading's front page.
    pub home: String,
    /// The ids of the reading's languages, separated by spaces, for search.
    pub languages: String,
    /// The link to a self-check, or `None` if the page's subject has no form.
    pub check: Option<CheckWay>,
    /// The destinations in the masthead, from what there is.
    pub destinations: Vec<DestinationView>,
    /// The standards with their pages; the page's own if the front page lists the standards.
    pub standards: Vec<StandardView>,
    /// The link to the list of standards on the front page, if it has one and is another page; empty otherwise.
    pub all_standards: String,
    /// The sections of the handbook's own articles, and those of no section. Empty if there are none.
    pub articles: Vec<LinkView>,
    /// The link to the page of changes, if there are any.
    pub changes: Option<String>,
    /// The link to the feed of changes, if the site's address is known.
    pub feed: Option<String>,
    /// The same page in every reading. A page outside all readings links to their front pages.
    pub readings: Vec<ReadingView>,
    /// Whether the page says that translations of its standard are unofficial.
    pub has_translations: bool,
    /// Whether the handbook has editors' notes.
    pub has_notes: bool,
    /// The page that shows the original alone, if this page shows a translation.
    pub original: Option<OriginalView>,
    /// The edition of the page's standard. `None` if it has no title.
    pub edition: Option<TextView>,
    /// The contents of the later editions, if the page belongs to a standard that they replace.
    /// Empty on pages of the latest edition.
    pub later_editions: Vec<LinkView>,
    /// The pages above this one. The outermost is first; empty on the front page.
    pub trail: Vec<LinkView>,
    /// The contents beside the page. Templates receive them as HTML. Empty outside a standard and a section.
    #[serde(skip)]
    pub contents: Vec<ContentsLine>,
    /// The previous page. `None` on pages that have no place in an order.
    pub previous: Option<LinkView>,
    /// The next page.
    pub next: Option<LinkView>,
    /// The page's absolute address, if it is known.
    pub canonical: Option<String>,
    /// The BCP 47 tag and absolute address of the same page in other languages. Empty if the site's
    /// address is not known.
    pub alternates: Vec<(String, String)>,
    /// The structured data about the page, for search engines.
    pub json_ld: Option<Html>,
    /// The languages in the form that cards use, the page's own first.
    pub locales: Vec<String>,
    /// The page's card, if its address is known.
    pub image: Option<ImageView>,
    /// The standard whose requirements can be copied from the page.
    pub cited: Option<CitedView>,
    /// The address of the page's words in the handbook's repository, if readers can suggest changes there.
    pub suggestion: Option<String>,
    /// Whether search engines are told not to index the page, as with an example posting.
    pub is_unlisted: bool,
    /// Whether the page is shown in a translation of which a part is older than its original.
    pub is_stale: bool,
    /// The link to the state of the translations, if the handbook shows it.
    pub translation_status: Option<String>,
}

impl Chrome {
    /// Sets the page's name, and its title accordingly. A view that does not call it has the
    /// handbook's title.
    pub fn call(&mut self, name: String) {
        self.title = format!("{name} · {}", self.handbook.plain);
        self.name = name;
    }
}

/// A card: the picture that other sites show beside a link.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// The absolute address.
    pub address: String,
    /// The text that the picture shows.
    pub alt: String,
}

/// The standard whose requirements can be copied from a page.
#[derive(Debug, Serialize)]
pub struct CitedView {
    /// The standard's title.
    pub name: String,
    /// The link to its contents.
    pub contents: String,
}

/// A standard and its pages.
#[derive(Debug, Serialize)]
pub struct StandardView {
    /// The title, if the handbook shows several standards.
    pub title: Option<TextView>,
    /// Whether a later edition in the handbook replaces the standard and is shown instead.
    pub is_replaced: bool,
    /// The link to its contents.
    pub contents: String,
    /// The link to its self-checks; empty if it has no form.
    pub check: String,
    /// The link to its matrix; empty if no requirement is described at a level.
    pub matrix: String,
    /// The link to its terms; empty if it has none.
    pub terms: String,
    /// The link to all its requirements; empty if it has none.
    pub requirements: String,
    /// The label of that link.
    pub requirements_label: TextView,
    /// The link to its keywords; empty if it has no glossary.
    pub keywords: String,
    /// The link to the whole standard.
    pub whole: String,
    /// The link to its files for other programs.
    pub take_along: String,
}

/// The same page in another reading.
#[derive(Debug, Serialize)]
pub struct ReadingView {
    /// The reading's name.
    pub id: String,
    /// The BCP 47 tag of the reading's first language.
    pub hreflang: String,
    /// The tag and name of each of its languages.
    pub parts: Vec<(String, String)>,
    /// The names of its languages.
    pub label: String,
    /// The link to the same page there.
    pub href: String,
    /// Whether this is the page's own reading.
    pub current: bool,
}

/// The page that shows the original alone, without a translation.
#[derive(Debug, Serialize)]
pub struct OriginalView {
    /// The link to it.
    pub href: String,
    /// The BCP 47 tag of the original's language.
    pub lang: String,
    /// The language's name for itself.
    pub name: String,
}

impl Frame<'_> {
    /// Returns the chrome of a page that has no place within a reading.
    pub fn chrome(&self, kind: &'static str) -> Chrome {
        let about = &self.handbook().about;
        let voice = self.own_voice();
        let title = voice.plain(&about.title);
        let page = self.address.target.page();
        let root = if self.address.target == Target::NotFound {
            self.site.place_on_host().to_owned()
        } else {
            "../".repeat(self.address.path.matches('/').count())
        };
        Chrome {
            kind,
            lang: self.language().tag.to_string(),
            reading: self.reading().id.to_string(),
            is_side_by_side: self.reading().languages.len() > 1,
            root,
            version: self.site.version.clone(),
            description: about
                .description
                .as_ref()
                .map_or_else(|| title.clone(), |description| voice.plain(description)),
            name: title.clone(),
            title,
            label: self.spoken_label(),
            handbook: voice.text(&about.title),
            house: about
                .house
                .as_ref()
                .and_then(|house| house.name.as_ref())
                .map(|name| voice.text(name)),
            logo: self.logo.cloned(),
            home: self.page_link(Page::Front),
            languages: self
                .reading()
                .languages
                .iter()
                .map(|language| &*language.id)
                .collect::<Vec<_>>()
                .join(" "),
            check: check_way::of_page(self),
            destinations: self.destinations(),
            standards: self.standards(),
            all_standards: self.all_standards(page),
            articles: self.articles(),
            changes: self.changes(),
            translation_status: self.translation_status(),
            is_stale: false,
            feed: self.feed(),
            readings: self.readings(page),
            has_translations: self.has_translations(),
            has_notes: self.handbook().has_notes(),
            original: page.and_then(|page| self.original(page)),
            edition: self.edition(),
            later_editions: self.later_editions(),
            trail: page.map(|page| self.trail(page)).unwrap_or_default(),
            contents: Vec::new(),
            previous: None,
            next: None,
            canonical: self
                .site
                .base_url
                .as_ref()
                .filter(|_| self.address.target != Target::NotFound)
                .map(|base| format!("{base}{}", self.address.path)),
            alternates: self.alternates(),
            json_ld: json_ld::block(
                self.site,
                self.address,
                self.reading_index,
                self.words.get(&self.language().id, "translated"),
                |posting| self.described(posting),
            )
            .map(Html),
            locales: self.locales(),
            image: self.image(),
            cited: None,
            suggestion: self.suggestion(),
            is_unlisted: self.site.indexing(&self.address.target) == Indexing::Refused,
        }
    }

    /// Returns the edition of the standard to which the page belongs.
    fn edition(&self) -> Option<TextView> {
        let standard = &self.handbook().standards[self.address.target.subject().standard?];
        let edition = standard.about.edition.as_ref()?;
        Some(self.voice_of(standard).text(&edition.title))
    }

    /// Returns links to the editions that replace the standard to which the page belongs.
    fn later_editions(&self) -> Vec<LinkView> {
        let Some(standard) = self.address.target.subject().standard else {
            return Vec::new();
        };
        let later = self.handbook().later_editions(standard);
        later
            .into_iter()
            .map(|later| editions::link(self, later))
            .collect()
    }

    /// Returns the chrome of a standard's page titled `title`, with the contents beside it.
    pub fn standard_chrome(
        &self,
        kind: &'static str,
        standard_index: StandardIndex,
        title: &str,
        description: &str,
    ) -> Chrome {
        let standard = &self.handbook().standards[standard_index];
        let clause = self.address.target.subject().clause;
        let mut chrome = self.chrome(kind);
        chrome.call(title.to_owned());
        chrome.description = shortened(description);
        let beside = navigation::contents(standard, clause);
        chrome.contents = self.lines(standard_index, None, beside, clause);
        if let Some(clause) = clause {
            let (previous, next) = navigation::neighbours(standard, clause);
            chrome.previous = previous.map(|clause| self.clause_link(standard_index, clause));
            chrome.next = next.map(|clause| self.clause_link(standard_index, clause));
        }
        chrome
    }

    /// Returns the details of the standard whose requirements can be copied from the page.
    pub fn cited(&self, standard_index: StandardIndex) -> Option<CitedView> {
        let standard = &self.handbook().standards[standard_index];
        Some(CitedView {
            name: self.voice_of(standard).plain(&standard.about.title),
            contents: self.standard_link(standard_index, StandardPage::Contents),
        })
    }

    /// Returns the lines of neighbouring clauses, which are below `above`, in the contents beside the page, which shows the
    /// clause at `own`. A clause without parts, and any other than the page's own, is closed and shared between pages. A line
    /// that counts clauses leads to the page that lists them.
    fn lines(
        &self,
        standard: StandardIndex,
        above: Option<ClauseIndex>,
        clauses: Neighbours,
        own: Option<ClauseIndex>,
    ) -> Vec<ContentsLine> {
        let more = |count: usize| {
            let count_of = |name: &str| (name == "count").then(|| count.to_string());
            let label = self.spoken_with("contents_more", |_, words| fill(words, count_of));
            let page = above.map_or(StandardPage::Contents, StandardPage::Clause);
            let href = self.standard_link(standard, page);
            let link = LinkView {
                href,
                ..LinkView::without_address(label)
            };
            (count > 0).then(|| ContentsLine::Open {
                link,
                below: Vec::new(),
            })
        };
        let line = |(clause, below): (ClauseIndex, Neighbours)| {
            if below.shown.is_empty() && own != Some(clause) {
                return ContentsLine::Closed { standard, clause };
            }
            ContentsLine::Open {
                link: contents::link(self, standard, clause),
                below: self.lines(standard, Some(clause), below, own),
            }
        };
        let (before, after) = (more(clauses.before), more(clauses.after));
        let shown = clauses.shown.into_iter().map(line);
        before.into_iter().chain(shown).chain(after).collect()
    }
}

/// Shortens a description for search engines: to at most about 160 characters, cut at a word.
/// Chinese is cut at a mark.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 160 {
        return text.to_owned();
    }
    let cut: String = text.chars().take(157).collect();
    let end = cut
        .rfind([' ', '，', '；', '、', '。'])
        .unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}
