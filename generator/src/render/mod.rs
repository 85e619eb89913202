//! Addresses to bytes: a typed view for each kind of page, and the theme's template for it.

pub mod contents;
pub mod fill;
pub mod frame;
pub mod house;
pub mod html;
pub mod logo;
pub mod markdown;
pub mod offline;
pub mod preview;
pub mod scripts;
pub mod text;
pub mod theme;
pub mod views;
pub mod words;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use self::contents::Lines;
use self::frame::{Chrome, Frame};
use self::html::Html;
use self::scripts::ScriptTags;
use self::theme::Theme;
use crate::export::{self, Source};
use crate::index::{ClauseIndex, CurriculumIndex, List, ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::site::address::{ANNEX_TEMPLATE, CurriculumPage, Page, StandardPage};
use crate::site::{Address, Render, RenderError, Site, Target};

/// Renders the pages of a handbook with a theme. What all pages of a reading share is built once.
pub struct Renderer {
    theme: Arc<Theme>,
    readings: Arc<List<ReadingIndex, ReadingWords>>,
    /// The lines of the contents that pages share.
    lines: OnceLock<Lines>,
    /// The tags that mark words in another script than the text around them.
    scripts: OnceLock<ScriptTags>,
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
        let words = &self.readings[frame.reading_index];
        let failed = |error: tera::Error| self.failed(frame.address, &error);
        let mut context = Context::new();
        let lines = self
            .lines
            .get_or_init(|| Lines::of(frame.handbook()))
            .render(&self.theme.templates, frame, &chrome.contents)
            .map_err(failed)?;
        context.insert_value("contents", Value::safe_string(&lines));
        words.give(&mut context);
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
        let marked = std::str::from_utf8(&bytes).map(|page| scripts.mark(page));
        Ok(match marked {
            Ok(Some(marked)) => marked.into_bytes(),
            Ok(None) | Err(_) => bytes,
        })
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
            Target::Worker => self.worker(site, address),
            Target::OfflineList => offline::list(site, address),
            Target::Manifest(reading) => {
                Ok(offline::manifest(&frame(*reading), &self.theme.assets))
            }
            Target::Feed(reading) => {
                let mut context = Context::new();
                let view = views::changes::feed(&frame(*reading));
                context.insert("view", &view);
                self.file(&context, address)
            }
            Target::RunningHeads { reading, standard } => Ok(views::running_heads::css(
                site.handbook(),
                &self.theme.words,
                *reading,
                *standard,
            )),
            Target::Preview(of) => Ok(preview::picture(&first()?, *of)),
            Target::Export(of) => {
                let source = Source {
                    site,
                    address,
                    words: &self.theme.words,
                };
                export::bytes(&source, *of)
            }
            Target::Permalink {
                standard,
                requirement,
            } => {
                let frame = frame(or_fault(widest(site))?);
                let made = views::permalink::render(&frame, *standard, *requirement);
                self.shown_if_any(&frame, made)
            }
            Target::Page { reading, page } => self.reading_page(&frame(*reading), *page),
        }
    }
}

impl Renderer {
    /// Renders the service worker that saves the site of a version. Without a version, it removes itself and whatever
    /// was saved.
    fn worker(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        let mut context = Context::new();
        context.insert("version", site.version.as_deref().unwrap_or_default());
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
        self.readings[frame.reading_index].give(&mut implicit);
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

    /// Renders a page from its view and the template of its kind.
    fn shown(
        &self,
        frame: &Frame,
        (chrome, view): (Chrome, impl Serialize),
    ) -> Result<Vec<u8>, RenderError> {
        self.page(frame.address.target.kind().template, frame, &chrome, &view)
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

    fn reading_page(&self, frame: &Frame, page: Page) -> Result<Vec<u8>, RenderError> {
        match page {
            Page::Front => self.shown(frame, views::front::render(frame)),
            Page::Article { article } => self.shown(frame, views::article::render(frame, article)),
            Page::Standard { standard, page } => self.standard_page(frame, standard, page),
            Page::Curricula => self.shown(frame, views::curriculum::list(frame)),
            Page::Curriculum { curriculum, page } => self.curriculum_page(frame, curriculum, page),
            Page::Changes => self.shown(frame, views::changes::render(frame)),
            Page::Postings => self.shown(frame, views::posting::list(frame)),
            Page::Posting { posting } => self.shown(frame, views::posting::render(frame, posting)),
        }
    }

    /// Renders a page of a curriculum.
    fn curriculum_page(
        &self,
        frame: &Frame,
        curriculum: CurriculumIndex,
        page: CurriculumPage,
    ) -> Result<Vec<u8>, RenderError> {
        match page {
            CurriculumPage::Overview => {
                self.shown(frame, views::curriculum::render(frame, curriculum))
            }
            CurriculumPage::Module(module) => {
                self.shown(frame, views::module::render(frame, curriculum, module))
            }
            CurriculumPage::Coverage => {
                self.shown(frame, views::coverage::render(frame, curriculum))
            }
        }
    }

    fn standard_page(
        &self,
        frame: &Frame,
        standard: StandardIndex,
        page: StandardPage,
    ) -> Result<Vec<u8>, RenderError> {
        match page {
            StandardPage::Contents => self.shown(frame, views::contents::render(frame, standard)),
            StandardPage::Clause(clause) => {
                let of = &frame.handbook().standards[standard].clauses[clause];
                if let Some(annex) = of.as_annex() {
                    let (chrome, view) = views::annex::render(frame, standard, clause, annex);
                    return self.page(ANNEX_TEMPLATE, frame, &chrome, &view);
                }
                self.shown(frame, views::clause::render(frame, standard, clause))
            }
            StandardPage::Role(role) => {
                self.shown(frame, views::role::render(frame, standard, role))
            }
            StandardPage::Level { role, level } => {
                let made = views::level::render(frame, standard, role, level);
                self.shown(frame, made)
            }
            StandardPage::SelfCheck(role) => self.shown_if_any(
                frame,
                views::selfcheck::render(frame, standard, role, false),
            ),
            StandardPage::SelfCheckFrame(role) => {
                self.shown_if_any(frame, views::selfcheck::render(frame, standard, role, true))
            }
            StandardPage::Picker(role) => {
                self.shown(frame, views::picker::render(frame, standard, role))
            }
            StandardPage::Compare => self.shown(frame, views::compare::all(frame, standard)),
            StandardPage::CompareLevels(role) => {
                self.shown(frame, views::compare::levels(frame, standard, role))
            }
            StandardPage::CompareRoles { first, second } => {
                let made = views::compare::pair(frame, standard, first, second);
                self.shown(frame, made)
            }
            StandardPage::Terms => self.shown(frame, views::terms::render(frame, standard)),
            StandardPage::Requirements => {
                self.shown(frame, views::requirements::render(frame, standard))
            }
            StandardPage::Keywords => self.shown(frame, views::keywords::render(frame, standard)),
            StandardPage::Whole => {
                let (chrome, mut view) = views::whole::render(frame, standard);
                let of = &frame.handbook().standards[standard];
                let tables = views::whole::tables(of);
                let part = |clause| views::whole::part(frame, standard, clause, &tables);
                let (preliminary, parts): (Vec<ClauseIndex>, Vec<ClauseIndex>) = of
                    .clauses
                    .indices()
                    .partition(|clause| of.clauses[*clause].is_preliminary());
                view.preliminary =
                    self.each(frame, &chrome, "whole_part", "part", preliminary, part)?;
                view.parts = self.each(frame, &chrome, "whole_part", "part", parts, part)?;
                self.shown(frame, (chrome, view))
            }
        }
    }
}
