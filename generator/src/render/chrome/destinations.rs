//! The navigation in the masthead: what readers come for, from what the handbook has.

use serde::Serialize;

use crate::index::StandardIndex;
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::render::views::{check_way, sections};
use crate::site::address::{self, Page, StandardPage};
use crate::site::kind::Destination;

/// The most sections that fit into the masthead.
const MOST_SECTIONS: usize = 6;

/// A link of the navigation in the masthead.
#[derive(Debug, Serialize)]
pub struct DestinationView {
    /// The label.
    pub label: TextView,
    /// The link.
    pub href: String,
    /// Whether it leads to the self-check.
    pub is_check: bool,
    /// Whether the page belongs to it.
    pub is_current: bool,
}

impl Frame<'_> {
    /// Returns the destinations that the handbook has. Those of a standard are of the one that the page is about, or of the
    /// handbook's only one. Those of a handbook of pages alone are its sections, if they are few.
    pub(super) fn destinations(&self) -> Vec<DestinationView> {
        if self.handbook().standards.is_empty() {
            return self.sections();
        }
        let current = self.address.target.kind().destination;
        let destinations = Destination::ALL.into_iter();
        destinations
            .filter_map(|destination| {
                let (href, key) = self.destination(destination)?;
                Some(DestinationView {
                    label: self.spoken(key),
                    href,
                    is_check: destination == Destination::SelfCheck,
                    is_current: current == Some(destination),
                })
            })
            .collect()
    }

    /// Returns the sections of the handbook's pages as destinations; none if they do not fit.
    fn sections(&self) -> Vec<DestinationView> {
        let handbook = self.handbook();
        let sections = &handbook.about.sections;
        if sections.len() > MOST_SECTIONS {
            return Vec::new();
        }
        let article = self.address.target.subject().article;
        let current = article.and_then(|article| handbook.pages[article].section);
        let destination = |section| {
            let link = sections::section_link(self, section)?;
            Some(DestinationView {
                label: link.label,
                href: link.href,
                is_check: false,
                is_current: current == Some(section),
            })
        };
        sections.indices().filter_map(destination).collect()
    }

    /// Returns the link to a destination, and the key of the word that labels it; `None` if the handbook has no such destination.
    fn destination(&self, destination: Destination) -> Option<(String, &'static str)> {
        let handbook = self.handbook();
        let standard = || self.standard_of_page().or_else(|| handbook.only_standard());
        let page = |page, is_there: bool| is_there.then(|| self.page_link(page));
        Some(match destination {
            Destination::Roles => self.choice_of_roles(standard()?)?,
            Destination::SelfCheck => (check_way::of_page(self)?.href, "check"),
            Destination::Standard => {
                let contents = self.standard_link(standard()?, StandardPage::Contents);
                (contents, "the_standard")
            }
            Destination::Curricula => (
                page(Page::Curricula, !handbook.curricula.is_empty())?,
                "curricula",
            ),
            Destination::Postings => (
                page(Page::Postings, !handbook.postings.is_empty())?,
                "postings",
            ),
        })
    }

    /// Returns the link to the choice of a role, or of a level, on the front page; `None` if the standard has neither, or
    /// is not on the front page because a later edition is.
    fn choice_of_roles(&self, standard: StandardIndex) -> Option<(String, &'static str)> {
        let handbook = self.handbook();
        let about = &handbook.standards[standard].about;
        let key = match (about.roles.is_empty(), about.levels.is_empty()) {
            (false, _) => "roles",
            (true, false) => "levels",
            (true, true) => return None,
        };
        let mut shown = handbook.latest_standards();
        let before = shown.position(|known| known == standard)?;
        let front = address::page_path(handbook, self.reading_index, Page::Front);
        let anchor = front_anchor(before + 1);
        Some((self.link(&format!("{front}#{anchor}")), key))
    }
}

/// The anchor of the choice of a role or a level on the front page, of the standard at this place from 1.
fn front_anchor(place: usize) -> String {
    format!("start-{place}")
}
