//! Addresses to bytes: a typed view for each kind of page, and the theme's template for it.

pub mod card;
pub mod chrome;
pub mod contents;
pub mod fill;
pub mod frame;
pub mod house;
pub mod html;
pub mod logo;
mod maker;
pub mod markdown;
mod named;
pub mod offline;
pub mod scripts;
pub mod text;
pub mod theme;
pub mod views;
pub mod words;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use self::chrome::Chrome;
use self::contents::ContentsLines;
use self::frame::Frame;
use self::html::Html;
use self::maker::PageMaker;
use self::scripts::ScriptTags;
use self::theme::Theme;
use self::views::compare_choice::ComparedRoleView;
use crate::export::Source;
use crate::index::{ClauseIndex, List, ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::site::address::{self, Page, StandardPage};
use crate::site::{Address, Render, RenderError, Site, Target};
use crate::source::diagnostic::Diagnostic;

/// Renders the pages of a handbook with a theme. What all pages of a reading share is built once.
pub struct Renderer {
    theme: Arc<Theme>,
    readings: Arc<List<ReadingIndex, ReadingWords>>,
    /// The lines of the contents that pages share.
    lines: OnceLock<ContentsLines>,
    /// The tags that mark words in another script than the text around them.
    scripts: OnceLock<ScriptTags>,
    /// The interface words of standards with names of their own for their parts, in each reading.
    named: Mutex<HashMap<(ReadingIndex, StandardIndex), Arc<ReadingWords>>>,
}

/// The interface words in one reading.
struct ReadingWords {
    html: Value,
    plain: Value,
}

impl ReadingWords {
    fn give(&self, context: &mut Context) {
        context.insert_value("words", self.html.clone());
        context.insert_value("plain", self.plain.clone());
    }
}

impl Renderer {
    /// Prepares `theme` for `handbook`.
    pub fn new(theme: Theme, handbook: &CompleteHandbook) -> Self {
        let readings = handbook
            .readings
            .iter()
            .map(|reading| ReadingWords {
                html: Value::from_serializable(&theme.words.of(reading)),
                plain: Value::from_serializable(&theme.words.plain(reading)),
            })
            .collect();
        Renderer {
            theme: Arc::new(theme),
            readings: Arc::new(readings),
            scripts: OnceLock::new(),
            lines: OnceLock::new(),
            named: Mutex::default(),
        }
    }

    /// A renderer with the same theme for another handbook with the same settings. What pages of a handbook share is
    /// built again.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Renderer {
            theme: self.theme.clone(),
            readings: self.readings.clone(),
            scripts: OnceLock::new(),
            lines: OnceLock::new(),
            named: Mutex::default(),
        }
    }

    /// The faults of the theme that do not keep it from being used.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.theme.warnings
    }

    /// Adds the interface words of the page's reading, with its standard's own names for its parts.
    fn give_words(&self, frame: &Frame, context: &mut Context) {
        let Some(standard) = named::standard(frame) else {
            return self.readings[frame.reading_index].give(context);
        };
        let place = (frame.reading_index, standard);
        let mut known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let words = known
            .entry(place)
            .or_insert_with(|| Arc::new(self.named_words(frame)));
        words.give(context);
    }

    /// Returns the interface words of the page's reading, with its standard's own names for its parts.
    fn named_words(&self, frame: &Frame) -> ReadingWords {
        let reading = frame.reading();
        let mut html = self.theme.words.of(reading);
        let mut plain = self.theme.words.plain(reading);
        for (key, name, name_alone) in named::replaced(frame) {
            html.insert(key.to_owned(), name);
            plain.insert(key.to_owned(), name_alone);
        }
        ReadingWords {
            html: Value::from_serializable(&html),
            plain: Value::from_serializable(&plain),
        }
    }

    /// Changes whenever the theme's files change.
    pub fn fingerprint(&self) -> u128 {
        self.theme.fingerprint
    }

    /// Returns the error for an address whose template failed.
    fn failed(&self, address: &Address, error: &tera::Error) -> RenderError {
        let (place, cause) = theme::fault(&self.theme.folder, error);
        RenderError {
            address: address.path.to_string(),
            place,
            cause,
        }
    }

    /// Renders `template` with the data common to all pages of a reading and the page's own `view`.
    fn page(
        &self,
        template: &str,
        frame: &Frame,
        chrome: &Chrome,
        view: &impl Serialize,
    ) -> Result<Vec<u8>, RenderError> {
        let failed = |error: tera::Error| self.failed(frame.address, &error);
        let mut context = Context::new();
        let lines = self
            .lines
            .get_or_init(|| ContentsLines::of(frame.handbook()))
            .render(&self.theme.templates, frame, &chrome.contents)
            .map_err(failed)?;
        context.insert_value("contents", Value::safe_string(&lines));
        self.give_words(frame, &mut context);
        context.insert_value(
            "page",
            Value::try_from_serializable(chrome).map_err(failed)?,
        );
        context.insert_value("view", Value::try_from_serializable(view).map_err(failed)?);
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.theme
            .templates
            .render_to(template, &context, &mut bytes)
            .map_err(failed)?;
        let scripts = self
            .scripts
            .get_or_init(|| ScriptTags::of(frame.handbook()));
        let changed = |change: &dyn Fn(&str) -> Option<String>, bytes: Vec<u8>| {
            let page = std::str::from_utf8(&bytes).ok().and_then(change);
            page.map_or(bytes, String::into_bytes)
        };
        let bytes = changed(&html::without_needless_notice, bytes);
        Ok(changed(&|page| scripts.mark(page), bytes))
    }
}

/// Returns the index of the reading with the most languages, for pages that belong to no reading; the first if several
/// have as many, and `None` if the handbook has no reading.
fn widest(site: &Site) -> Option<ReadingIndex> {
    let readings = site.handbook().readings.indexed();
    readings
        .rev()
        .max_by_key(|(_, reading)| reading.languages.len())
        .map(|(index, _)| index)
}

impl Render for Renderer {
    fn assets(&self) -> Vec<String> {
        self.theme.assets.keys().cloned().collect()
    }

    fn ids(&self, site: &Site, address: &Address) -> Option<BTreeSet<String>> {
        let page = self.render(site, address).ok()?;
        Some(html::ids(&String::from_utf8_lossy(&page)))
    }

    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        let frame = |reading| {
            Frame::new(site, &self.theme.words, address, reading)
                .with_logo(self.theme.logo.as_ref())
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
                let page = address::page_path(
                    site.handbook(),
                    *reading,
                    Page::Standard {
                        standard: *standard,
                        page: StandardPage::Compare,
                    },
                );
                let page = site
                    .find(&page)
                    .ok_or_else(|| RenderError::of(address, "there is nothing to compare"))?;
                let frame = Frame::new(site, &self.theme.words, page, *reading);
                let view = views::compare_choice::role(&frame, *standard, *role);
                self.compared_role(&frame, address, &view)
            }
            Target::Card(card) => Ok(card::picture(&first()?, *card)),
            Target::Export(export) => {
                let source = Source {
                    site,
                    address,
                    words: &self.theme.words,
                };
                export.made_by(&source)
            }
            Target::Permalink {
                standard,
                requirement,
            } => {
                let frame = frame(or_fault(widest(site))?);
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
    /// Renders the service worker that saves the site of a version. Without a version, it removes itself and whatever
    /// was saved.
    fn service_worker(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        let mut context = Context::new();
        context.insert("version", &site.version);
        // It knows the files itself, since it must decide at once whether a request is for it.
        let files = serde_json::to_string(&offline::files(site))
            .map_err(|error| RenderError::of(address, error.to_string()))?;
        context.insert("files", &files);
        self.file(&context, address)
    }

    /// Renders a file beside the pages from its template.
    fn file(&self, context: &Context, address: &Address) -> Result<Vec<u8>, RenderError> {
        let mut bytes = Vec::new();
        let template = address.target.kind().template;
        let templates = &self.theme.templates;
        let written = templates.render_to(template, context, &mut bytes);
        written.map_err(|error| self.failed(address, &error))?;
        Ok(bytes)
    }

    /// Renders what a role asks for as a script that hands the page its HTML. A page that was opened from disk may load a
    /// script, but not read a file.
    fn compared_role(
        &self,
        frame: &Frame,
        address: &Address,
        view: &ComparedRoleView,
    ) -> Result<Vec<u8>, RenderError> {
        let mut context = Context::new();
        self.give_words(frame, &mut context);
        let tag = &frame.language().tag;
        context.insert("lang", tag);
        let failed = |error: tera::Error| self.failed(address, &error);
        context.insert_value("view", Value::try_from_serializable(view).map_err(failed)?);
        let template = address.target.kind().template;
        let html = self.theme.templates.render(template, &context);
        let html = html.map_err(failed)?;
        let scripts = self
            .scripts
            .get_or_init(|| ScriptTags::of(frame.handbook()));
        let html = scripts.mark(&html).unwrap_or(html);
        let json = |text: &str| {
            serde_json::to_string(text).map_err(|error| RenderError::of(address, error.to_string()))
        };
        let script = format!(
            "(globalThis.clausebookCompared ??= {{}})[{}] = {};\n",
            json(&view.id)?,
            json(&html)?
        );
        Ok(script.into_bytes())
    }

    /// Renders a component of the theme for each of `clauses`, with the result of `make` as its `argument`. The parts of
    /// a long page are thus rendered in parallel and dropped one by one.
    fn each<T: Serialize>(
        &self,
        frame: &Frame,
        chrome: &Chrome,
        component: &str,
        argument: &'static str,
        clauses: Vec<ClauseIndex>,
        make: impl Fn(ClauseIndex) -> T + Sync,
    ) -> Result<Html, RenderError> {
        let mut implicit = Context::new();
        self.give_words(frame, &mut implicit);
        let surrounds = Value::try_from_serializable(chrome);
        implicit.insert_value(
            "page",
            surrounds.map_err(|error| self.failed(frame.address, &error))?,
        );
        let one = |clause: ClauseIndex| -> Result<String, tera::Error> {
            let mut context = Context::new();
            context.insert_value(argument, Value::try_from_serializable(&make(clause))?);
            let templates = &self.theme.templates;
            templates.render_component_with_implicits(component, &context, &implicit, None, true)
        };
        let parts: Result<Vec<String>, tera::Error> = clauses.into_par_iter().map(one).collect();
        let parts = parts.map_err(|error| self.failed(frame.address, &error))?;
        Ok(Html(parts.concat()))
    }

    /// Renders a page from its view and its template.
    fn shown(
        &self,
        frame: &Frame,
        (chrome, view): (Chrome, impl Serialize),
    ) -> Result<Vec<u8>, RenderError> {
        let template = frame.address.target.template(frame.handbook());
        self.page(template, frame, &chrome, &view)
    }

    /// Renders a page as [`Renderer::shown`] does, if there is anything to show.
    fn shown_if_any(
        &self,
        frame: &Frame,
        made: Option<(Chrome, impl Serialize)>,
    ) -> Result<Vec<u8>, RenderError> {
        let made =
            made.ok_or_else(|| RenderError::of(frame.address, "there is nothing to show"))?;
        self.shown(frame, made)
    }

    /// Renders a page that offers the choice of readings.
    fn choice(&self, frame: &Frame, kind: &'static str) -> Result<Vec<u8>, RenderError> {
        let view = views::choice::view(frame);
        self.shown(frame, (frame.chrome(kind), view))
    }
}
