//! The changes to the handbook: a page, and a feed to subscribe to.

use serde::Serialize;

use super::posting::{self, DateView};
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
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
            .map(|(standard, place, reference)| LinkView {
                href: frame.link(&path(frame, standard, place)),
                number: number(frame, standard, place, reference),
                label: label(frame, standard, place),
                current: false,
            })
            .collect(),
    }
}

/// Returns the standard of every reference in a change, and the clause or requirement that it leads to. References to
/// nothing are skipped.
fn places<'a>(
    frame: &Frame<'a>,
    change: &'a Change,
) -> Vec<(StandardIndex, ChangePlace, &'a Reference)> {
    let standards = &frame.handbook().standards;
    let standard = match &change.standard {
        Some(name) => standards.find_index(|standard| *name == *standard.id()),
        None => standards.index_at(0),
    };
    let about = change.about.iter();
    about
        .filter_map(|reference| {
            let index = standard?;
            let standard = standards.get(index)?;
            let first = &*reference.first;
            let place = match standard.requirement_index(first) {
                Some(requirement) => ChangePlace::Requirement(requirement),
                None => ChangePlace::Clause(standard.clause_index(first)?),
            };
            Some((index, place, reference))
        })
        .collect()
}

/// The place that a reference leads to.
#[derive(Clone, Copy)]
enum ChangePlace {
    Clause(ClauseIndex),
    Requirement(RequirementIndex),
}

/// Returns the path of a clause in the reading, with the anchor of the requirement if the place is one.
fn path(frame: &Frame, standard: StandardIndex, place: ChangePlace) -> String {
    match place {
        ChangePlace::Clause(clause) => frame.path_of(standard, StandardPage::Clause(clause)),
        ChangePlace::Requirement(requirement) => {
            let entry = &frame.handbook().standards[standard].requirements[requirement];
            frame.item_path(standard, entry)
        }
    }
}

/// Returns the number of a place as printed. A range is shown as it is written.
fn number(
    frame: &Frame,
    standard: StandardIndex,
    place: ChangePlace,
    reference: &Reference,
) -> Html {
    let standard = &frame.handbook().standards[standard];
    match place {
        _ if reference.last.is_some() => Html::escaped(&reference.written),
        ChangePlace::Clause(clause) => match &standard.clauses[clause] {
            entry if entry.as_annex().is_some() => Html::escaped(entry.id().as_str()),
            entry if entry.is_preliminary() && entry.number.is_none() => {
                Html::escaped(&reference.written)
            }
            entry => Html::escaped(entry.number().unwrap_or_default()),
        },
        ChangePlace::Requirement(requirement) => {
            Html::escaped(&standard.requirements[requirement].name)
        }
    }
}

/// Returns the title of a clause; empty for requirements, which have only a number.
fn label(frame: &Frame, standard: StandardIndex, place: ChangePlace) -> TextView {
    let standard = &frame.handbook().standards[standard];
    let label = match place {
        ChangePlace::Clause(clause) => standard.clauses[clause].label(),
        ChangePlace::Requirement(_) => None,
    };
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
    let label = Page::Changes.kind().label.word();
    let last = changes.iter().map(|change| change.date.to_string()).max();
    Some(FeedView {
        lang: frame.language().tag.to_string(),
        title: format!(
            "{} · {}",
            label.map(|key| frame.joined(key)).unwrap_or_default(),
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
                    .map(|(standard, clause, _)| format!("{base}{}", path(frame, standard, clause)))
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
        let fixture = Fixture::pottery();
        assert!(feed(&fixture.any()).is_none());
    }
}
