//! What surrounds a page, as the templates see it.

use serde::Serialize;

use crate::render::contents::Line;
use crate::render::html::Html;
use crate::render::logo::Logo;
use crate::render::text::TextView;
use crate::render::views::check_way::CheckWay;

/// What surrounds a page. Links are relative to the page.
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
    /// What the site is made from, in short; empty in a preview, which is not to be kept.
    pub version: String,
    /// What the page is called.
    pub name: String,
    /// The title of the browser's tab: the page's name and the handbook's.
    pub title: String,
    /// What the page is about, in a sentence.
    pub description: String,
    /// The handbook's title.
    pub handbook: TextView,
    /// Who publishes the handbook.
    pub house: Option<TextView>,
    /// The house's logo.
    pub logo: Option<Logo>,
    /// The link to the reading's front page.
    pub home: String,
    /// The names in data of the reading's languages, with spaces between, for search.
    pub languages: String,
    /// The way to a self-check; none where nothing that the page belongs to has a form.
    pub check: Option<CheckWay>,
    /// The standards with their pages.
    pub standards: Vec<StandardView>,
    /// What editors wrote.
    pub articles: Vec<LinkView>,
    /// The link to what has changed, where anything is said of it.
    pub changes: Option<String>,
    /// The link to the feed of it, where the site's address is known.
    pub feed: Option<String>,
    /// The same page in every reading.
    pub readings: Vec<ReadingView>,
    /// Where the page shows a translation: the page that shows the original alone.
    pub original: Option<OriginalView>,
    /// Where the page belongs to a standard that a later edition replaces: the contents of that edition.
    pub later_editions: Vec<LinkView>,
    /// The pages above this one.
    pub trail: Vec<LinkView>,
    /// The contents beside the page, which the template gets as HTML.
    #[serde(skip)]
    pub contents: Vec<Line>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// The page's absolute address, where it is known.
    pub canonical: Option<String>,
    /// BCP 47 tag and absolute address of the same page in other languages.
    pub alternates: Vec<(String, String)>,
    /// What the page is about, for search engines.
    pub json_ld: Option<Html>,
    /// The languages as link previews name them, the page's own first.
    pub locales: Vec<String>,
    /// The picture that a link to the page is shown with, where its address is known.
    pub image: Option<ImageView>,
    /// The standard whose requirements can be copied from the page.
    pub cited: Option<CitedView>,
    /// Whether search engines are asked to pass it over, as with a posting that is an example.
    pub is_unlisted: bool,
}

impl Chrome {
    /// Names the page.
    pub fn call(&mut self, name: String) {
        self.title = format!("{name} · {}", self.handbook.plain);
        self.name = name;
    }
}

/// A picture that links are shown with elsewhere.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// The absolute address.
    pub address: String,
    /// The words that it shows.
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
    /// Where it leads.
    pub href: String,
    /// The number before the label; empty where there is none.
    pub number: Html,
    /// The label.
    pub label: TextView,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
}

/// A branch of the contents.
#[derive(Clone, Debug, Serialize)]
pub struct BranchView {
    /// The clause.
    pub link: LinkView,
    /// How many requirements it and its parts hold.
    pub count: usize,
    /// Its parts, where the branch is open.
    pub children: Vec<BranchView>,
}

/// A standard and its pages.
#[derive(Debug, Serialize)]
pub struct StandardView {
    /// Whether a later edition stands in the handbook, which is shown in its place.
    pub is_replaced: bool,
    /// The link to its contents.
    pub contents: String,
    /// The link to its self-checks; empty where it has no form.
    pub check: String,
    /// The link to its terms.
    pub terms: String,
    /// The link to all its requirements.
    pub requirements: String,
    /// The link to its keywords.
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
    /// Tag and name of each of its languages.
    pub parts: Vec<(String, String)>,
    /// The names of its languages.
    pub label: String,
    /// The link to the same page there.
    pub href: String,
    /// Whether it is this reading.
    pub current: bool,
}

/// The page that shows the original alone, without a translation.
#[derive(Debug, Serialize)]
pub struct OriginalView {
    /// Where it stands.
    pub href: String,
    /// The BCP 47 tag of the original's language.
    pub lang: String,
    /// What the language calls itself.
    pub name: String,
}
