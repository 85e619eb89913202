//! The parts around a page's own content, as templates see them.

use serde::Serialize;

use crate::render::contents::ContentsLine;
use crate::render::html::Html;
use crate::render::logo::Logo;
use crate::render::text::TextView;
use crate::render::views::check_way::CheckWay;

/// The parts around a page's own content. Links are relative to the page.
#[derive(Debug, Serialize)]
pub struct Chrome {
    /// The kind of page, for the styles: `clause`, `role`.
    pub kind: &'static str,
    /// The BCP 47 tag of the page's own language.
    pub lang: String,
    /// The reading's name.
    pub reading: String,
    /// Whether several languages are shown.
    pub is_side_by_side: bool,
    /// The link to the site's root: `../../`, or empty.
    pub root: String,
    /// The hash of the site's inputs; `None` in a preview, which cannot be saved.
    pub version: Option<String>,
    /// The page's name.
    pub name: String,
    /// The title of the browser's tab: the page's name and the handbook's.
    pub title: String,
    /// The interface word that labels the page's kind; empty if the kind's label is a title of the content.
    pub label: TextView,
    /// The page's description in one sentence.
    pub description: String,
    /// The handbook's title.
    pub handbook: TextView,
    /// The publisher of the handbook.
    pub house: Option<TextView>,
    /// The house's logo.
    pub logo: Option<Logo>,
    /// The link to the reading's front page.
    pub home: String,
    /// The ids of the reading's languages, separated by spaces, for search.
    pub languages: String,
    /// The link to a self-check, or `None` if the page's subject has no form.
    pub check: Option<CheckWay>,
    /// The standards with their pages.
    pub standards: Vec<StandardView>,
    /// The handbook's own articles.
    pub articles: Vec<LinkView>,
    /// The link to the page of changes, if there are any.
    pub changes: Option<String>,
    /// The link to the feed of changes, if the site's address is known.
    pub feed: Option<String>,
    /// The same page in every reading.
    pub readings: Vec<ReadingView>,
    /// Whether the handbook shows an unofficial translation of a standard.
    pub has_translations: bool,
    /// Whether the handbook has editors' notes.
    pub has_notes: bool,
    /// The page that shows the original alone, if this page shows a translation.
    pub original: Option<OriginalView>,
    /// The contents of the later editions, if the page belongs to a standard that they replace.
    pub later_editions: Vec<LinkView>,
    /// The pages above this one.
    pub trail: Vec<LinkView>,
    /// The contents beside the page. Templates receive them as HTML.
    #[serde(skip)]
    pub contents: Vec<ContentsLine>,
    /// The previous page.
    pub previous: Option<LinkView>,
    /// The next page.
    pub next: Option<LinkView>,
    /// The page's absolute address, if it is known.
    pub canonical: Option<String>,
    /// The BCP 47 tag and absolute address of the same page in other languages.
    pub alternates: Vec<(String, String)>,
    /// The structured data about the page, for search engines.
    pub json_ld: Option<Html>,
    /// The languages in the form that cards use, the page's own first.
    pub locales: Vec<String>,
    /// The page's card, if its address is known.
    pub image: Option<ImageView>,
    /// The standard whose requirements can be copied from the page.
    pub cited: Option<CitedView>,
    /// Whether search engines are told not to index the page, as with an example posting.
    pub is_unlisted: bool,
}

impl Chrome {
    /// Sets the page's name, and its title accordingly.
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

/// A link with its label.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// The address, relative to the page.
    pub href: String,
    /// The number before the label; empty if there is none.
    pub number: Html,
    /// The label.
    pub label: TextView,
    /// Whether the link leads to the page that it is on.
    pub current: bool,
}

impl LinkView {
    /// A label that leads nowhere.
    pub fn without_address(label: TextView) -> Self {
        LinkView {
            href: String::new(),
            number: Html::default(),
            label,
            current: false,
        }
    }
}

/// A branch of the contents.
#[derive(Clone, Debug, Serialize)]
pub struct BranchView {
    /// The clause.
    pub link: LinkView,
    /// The number of requirements in the clause and its parts.
    pub count: usize,
    /// The clause's parts, if the branch is open.
    pub children: Vec<BranchView>,
}

/// A standard and its pages.
#[derive(Debug, Serialize)]
pub struct StandardView {
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
    /// The link to its keywords; empty if it has no glossary.
    pub keywords: String,
    /// The link to the whole standard.
    pub whole: String,
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
