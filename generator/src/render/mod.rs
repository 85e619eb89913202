//! Addresses to bytes: a typed view for each kind of page, and the theme's template for it.
//!
//! [`Renderer`] implements [`crate::site::Render`]. For a page of a reading, the way is:
//! [`frame::Frame`] (address, reading, words), a view of [`views`] with its [`chrome::Chrome`], the
//! template with both, and two passes over the finished HTML: notices that nothing needs are
//! removed, and words in another script are tagged ([`scripts`]). All other files are made
//! directly.
//!
//! The same site and address give the same bytes. What is shared between pages is cached, and never
//! depends on which page came first.

pub mod attached;
pub mod card;
pub mod chrome;
pub mod code;
pub mod contents;
mod course;
pub mod fill;
pub mod frame;
pub mod house;
pub mod html;
pub mod logo;
mod maker;
pub mod markdown;
mod named;
pub mod offline;
mod renderer;
pub mod scripts;
pub mod statement;
pub mod statement_links;
mod suggestion;
pub mod text;
pub mod theme;
pub mod typeset;
pub mod views;
pub mod words;

use std::collections::BTreeSet;

use tera::Context;

use self::frame::Frame;
use self::maker::PageMaker;
pub use self::renderer::Renderer;
use crate::export::Source;
use crate::index::{ReadingIndex, StandardIndex};
use crate::model::Reading;
use crate::site::address::{self, Page, StandardPage};
use crate::site::check_place::CheckPlace;
use crate::site::{Address, Render, RenderError, Site, Target};

/// Returns the index of the reading with the most languages, for pages about a standard that belong to no reading; the first
/// if several have as many, and `None` if the handbook has no reading. A permalink is shown in as many languages as
/// possible. Readings in whose own language the standard is not written come last, and are only chosen if there is no other.
fn widest(site: &Site, standard: StandardIndex) -> Option<ReadingIndex> {
    let title = &site.handbook().standards[standard].about.title;
    let readings = site.handbook().readings.indexed();
    let is_written = |reading: &Reading| title.get(&reading.languages[0].id).is_some();
    readings
        .rev()
        .max_by_key(|(_, reading)| (is_written(reading), reading.languages.len()))
        .map(|(index, _)| index)
}

impl Render for Renderer {
    fn assets(&self) -> Vec<String> {
        let assets = self.theme.assets.keys();
        let assets = assets.filter(|name| !course::is_own_file(name));
        assets.cloned().collect()
    }

    fn ids(&self, site: &Site, address: &Address) -> Option<BTreeSet<String>> {
        let page = self.render(site, address).ok()?;
        Some(html::ids(&String::from_utf8_lossy(&page)))
    }

    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        let frame = |reading| {
            let frame = Frame::new(site, &self.theme.words, address, reading);
            self.with_own_words(frame.with_logo(self.theme.logo.as_ref()))
        };
        let or_fault = |reading: Option<ReadingIndex>| {
            reading.ok_or_else(|| RenderError::of(address, "the handbook has no reading"))
        };
        let first = || or_fault(site.handbook().readings.index_at(0)).map(frame);
        match &address.target {
            Target::Asset(name) => match self.theme.assets.get(&**name) {
                Some(bytes) => Ok(bytes.clone()),
                None => Err(RenderError::of(address, "the theme has no such file")),
            },
            Target::File(file) => Ok(site.handbook().files.used[*file].bytes.to_vec()),
            Target::Choice => self.choice(&first()?, "choice"),
            Target::NotFound => self.choice(&first()?, "notfound"),
            Target::Offline => self.choice(&first()?, "offline"),
            Target::Redirect(index) => {
                let frame = first()?;
                self.shown_if_any(&frame, views::redirect::redirect(&frame, *index))
            }
            Target::Retired(index) => {
                let frame = first()?;
                self.shown_if_any(&frame, views::redirect::retired(&frame, *index))
            }
            Target::ServiceWorker => self.service_worker(site, address),
            Target::OfflineList => offline::list(site, address),
            Target::Manifest(reading) => {
                Ok(offline::manifest(&frame(*reading), &self.theme.assets))
            }
            Target::Feed(reading) => {
                let mut context = Context::new();
                let view = views::changes::feed(&frame(*reading)).ok_or_else(|| {
                    RenderError::of(address, "a feed needs the address of the site and a change")
                })?;
                context.insert("view", &view);
                self.file(&context, address)
            }
            Target::RunningHeads { reading, standard } => Ok(views::running_heads::css(
                site.handbook(),
                &self.theme.words,
                *reading,
                *standard,
            )),
            Target::ComparedRole {
                reading,
                standard,
                role,
            } => {
                // Its links are those of the page on which the reader chooses.
                let place = (*reading, *standard, StandardPage::Compare);
                let frame = self.frame_of_page(site, address, place)?;
                let view = views::compare_choice::role(&frame, *standard, *role);
                let id = serde_json::to_string(&view.id)
                    .map_err(|error| RenderError::of(address, error.to_string()))?;
                let name = format!("(globalThis.clausebookCompared ??= {{}})[{id}]");
                self.handed_over(&frame, address, &name, &view)
            }
            Target::CheckTexts {
                reading,
                standard,
                role,
            } => {
                let place = CheckPlace::of_role(Some(*role));
                self.check_texts(site, address, (*reading, *standard), place)
            }
            Target::CheckTextsOfAll { reading, standard } => {
                let place = CheckPlace::of_role(None);
                self.check_texts(site, address, (*reading, *standard), place)
            }
            Target::CheckTextsOfBranch {
                reading,
                standard,
                role,
                level,
            } => {
                let place = CheckPlace::of_branch(Some(*role), *level);
                self.check_texts(site, address, (*reading, *standard), place)
            }
            Target::CheckTextsOfAllBranch {
                reading,
                standard,
                level,
            } => {
                let place = CheckPlace::of_branch(None, *level);
                self.check_texts(site, address, (*reading, *standard), place)
            }
            Target::PickerTexts {
                reading,
                standard,
                role,
            } => {
                let place = (*reading, *standard, StandardPage::Picker(*role));
                let frame = self.frame_of_page(site, address, place)?;
                let view = views::picker::texts(&frame, *standard, *role);
                self.handed_over(&frame, address, "globalThis.clausebookPicked", &view)
            }
            Target::Card(card) => Ok(card::picture(&first()?, *card)),
            Target::Export(export) => {
                let source = Source {
                    site,
                    address,
                    words: {
                        let subject = address.target.subject();
                        self.words_about(site.handbook(), subject.standard)
                    },
                    pages: self,
                };
                export.made_by(&source)
            }
            Target::Permalink {
                standard,
                requirement,
            } => {
                let frame = frame(or_fault(widest(site, *standard))?);
                let made = views::permalink::render(&frame, *standard, *requirement);
                self.shown_if_any(&frame, made)
            }
            Target::Page { reading, page } => page.made_by(&PageMaker {
                renderer: self,
                frame: &frame(*reading),
            }),
        }
    }
}

impl Renderer {
    /// Renders the texts of a long self-check. Their links are those of its page.
    fn check_texts(
        &self,
        site: &Site,
        address: &Address,
        (reading, standard): (ReadingIndex, StandardIndex),
        place: CheckPlace,
    ) -> Result<Vec<u8>, RenderError> {
        let page = (reading, standard, place.page());
        let frame = self.frame_of_page(site, address, page)?;
        let view = views::selfcheck_texts::render(&frame, standard, place)
            .ok_or_else(|| RenderError::of(address, "there is no such self-check"))?;
        self.handed_over(&frame, address, "globalThis.clausebookRated", &view)
    }

    /// Returns the frame of the page for which `address` brings texts, whose links are those of the page.
    fn frame_of_page<'a>(
        &'a self,
        site: &'a Site,
        address: &Address,
        (reading, standard, page): (ReadingIndex, StandardIndex, StandardPage),
    ) -> Result<Frame<'a>, RenderError> {
        let page = Page::Standard { standard, page };
        let page = site.find(&address::page_path(site.handbook(), reading, page));
        let page = page.ok_or_else(|| RenderError::of(address, "it has no page"))?;
        let frame = Frame::new(site, &self.theme.words, page, reading);
        Ok(self.with_own_words(frame))
    }

    /// Renders the service worker that saves the site of a version. Without a version, it removes itself and whatever
    /// was saved. The preview has no version, so it cleans up what an earlier published site left
    /// in the browser.
    fn service_worker(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        let mut context = Context::new();
        context.insert("version", &site.version);
        // It knows the files itself, since it must decide at once whether a request is for it.
        let files = serde_json::to_string(&offline::files(site))
            .map_err(|error| RenderError::of(address, error.to_string()))?;
        context.insert("files", &files);
        self.file(&context, address)
    }

    /// Renders a page that offers the choice of readings. It belongs to no reading; its frame is that of the first.
    fn choice(&self, frame: &Frame, kind: &'static str) -> Result<Vec<u8>, RenderError> {
        let view = views::choice::view(frame);
        self.shown(frame, (frame.chrome(kind), view))
    }
}
