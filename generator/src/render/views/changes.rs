//! The changes to the handbook: a page, and a feed to subscribe to.

use serde::Serialize;

use super::posting::{self, DateView};
use crate::index::{ClauseIndex, StandardIndex};
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::render::text::TextView;
use crate::site::address::{self, Page, StandardPage, pages};
use crate::site::{Make, RenderError};
use crate::source::format::change::Change;
use crate::source::format::reference::Reference;
use crate::source::format::text::Text;

/// The page of changes.
#[derive(Debug, Serialize)]
pub struct ChangesView {
    /// The changes, the newest first.
    pub changes: Vec<ChangeView>,
    /// The link to the feed, if there is one.
    pub feed: Option<String>,
}

/// A change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// Its id, which is its anchor.
    pub id: String,
    /// The day.
    pub date: DateView,
    /// The title.
    pub title: TextView,
    /// The explanation.
    pub text: Option<TextView>,
    /// Links to the clauses and requirements affected.
    pub about: Vec<LinkView>,
}

impl Make<pages::Changes> for PageMaker<'_, '_> {
    fn make(&self, _: pages::Changes) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame))
    }
}

/// Renders the page of changes.
pub fn render(frame: &Frame) -> (Chrome, ChangesView) {
    let changes = frame.handbook().changes.iter();
    let mut chrome = frame.chrome("changes");
    let view = ChangesView {
        changes: changes.map(|change| view(frame, change)).collect(),
        feed: chrome.feed.clone(),
    };
    chrome.call(frame.label().to_owned());
    chrome.description = frame.word("changes_are").to_owned();
    (chrome, view)
}

fn view(frame: &Frame, change: &Change) -> ChangeView {
    let voice = frame.own_voice();
    ChangeView {
        id: change.id.to_string(),
        date: posting::day(frame, &change.date),
        title: voice.text(&change.title),
        text: change.text.as_ref().map(|text| voice.text(text)),
        about: places(frame, change)
            .into_iter()
            .map(|(standard, clause, reference)| LinkView {
                href: frame.link(&path(frame, standard, clause, reference)),
                number: Html::escaped(&reference.written),
                label: label(frame, standard, clause, reference),
                current: false,
            })
            .collect(),
    }
}

/// Returns the standard and clause of every reference in a change. References to nothing are skipped.
fn places<'a>(
    frame: &Frame<'a>,
    change: &'a Change,
) -> Vec<(StandardIndex, ClauseIndex, &'a Reference)> {
    let standards = &frame.handbook().standards;
    let standard = match &change.standard {
        Some(name) => standards.find_index(|standard| *name == *standard.id()),
        None => standards.index_at(0),
    };
    let about = change.about.iter();
    about
        .filter_map(|reference| {
            let standard = standard?;
            let clause = standards.get(standard)?.clause_index(&reference.clause)?;
            Some((standard, clause, reference))
        })
        .collect()
}

/// Returns the path of a clause in the reading, with the anchor of the first requirement if the reference names any.
fn path(
    frame: &Frame,
    standard: StandardIndex,
    clause: ClauseIndex,
    reference: &Reference,
) -> String {
    let path = frame.path_of(standard, StandardPage::Clause(clause));
    match &reference.letters {
        Some((first, _)) => format!("{path}#{first}"),
        None => path,
    }
}

/// Returns the title of a clause; empty for requirements, which have only a number.
fn label(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
    reference: &Reference,
) -> TextView {
    let standard = &frame.handbook().standards[standard_index];
    let label = standard.clauses[clause].label();
    let label = label.filter(|_| reference.letters.is_none());
    label
        .map(|label| frame.voice_of(standard).text(label))
        .unwrap_or_default()
}

/// The feed of a reading, as defined by RFC 4287. Addresses are absolute. Times are whole days, so that the feed
/// depends only on the content.
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// The BCP 47 tag of the reading's first language.
    pub lang: String,
    /// The feed's title.
    pub title: String,
    /// The feed's own address.
    pub address: String,
    /// The address of the page of changes.
    pub page: String,
    /// The day of the newest change.
    pub updated: String,
    /// The publisher of the handbook, or the handbook's title if no house is named.
    pub author: String,
    /// The changes, the newest first.
    pub entries: Vec<FeedEntryView>,
}

/// A change in the feed.
#[derive(Debug, Serialize)]
pub struct FeedEntryView {
    /// The address of the change on the page of changes, which is permanent.
    pub address: String,
    /// The title.
    pub title: String,
    /// The explanation; empty if there is none.
    pub summary: String,
    /// The day.
    pub updated: String,
    /// The addresses of the clauses and requirements affected.
    pub related: Vec<String>,
}

/// Renders the feed; `None` if the address of the site is not known or nothing has changed.
pub fn feed(frame: &Frame) -> Option<FeedView> {
    let about = &frame.handbook().about;
    let base = frame.site.base_url.as_deref()?;
    let page = address::page_path(frame.handbook(), frame.reading_index, Page::Changes);
    let page = format!("{base}{page}");
    let house = about.house.as_ref().and_then(|house| house.name.as_ref());
    let changes = &frame.handbook().changes;
    let last = changes.iter().map(|change| change.date.to_string()).max();
    Some(FeedView {
        lang: frame.language().tag.to_string(),
        title: format!(
            "{} · {}",
            frame.joined("changes"),
            spoken(frame, &about.title)
        ),
        address: format!("{base}{}", frame.address.path),
        updated: last?,
        author: spoken(frame, house.unwrap_or(&about.title)),
        entries: changes
            .iter()
            .map(|change| FeedEntryView {
                address: format!("{page}#{}", change.id),
                title: spoken(frame, &change.title),
                summary: change
                    .text
                    .as_ref()
                    .map(|text| spoken(frame, text))
                    .unwrap_or_default(),
                updated: change.date.to_string(),
                related: places(frame, change)
                    .into_iter()
                    .map(|(standard, clause, reference)| {
                        format!("{base}{}", path(frame, standard, clause, reference))
                    })
                    .collect(),
            })
            .collect(),
        page,
    })
}

/// Returns the words of a text in the languages of the reading, without HTML.
fn spoken(frame: &Frame, text: &Text) -> String {
    let languages = frame.reading().languages.iter();
    let words: Vec<&str> = languages
        .filter_map(|language| text.get(&language.id))
        .collect();
    if words.is_empty() {
        return frame.own_voice().plain(text);
    }
    words.join(" / ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn a_site_without_an_address_has_no_feed() {
        let fixture = Fixture::new();
        assert!(feed(&fixture.any()).is_none());
    }
}
