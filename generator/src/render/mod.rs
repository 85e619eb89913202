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
use crate::export::{badges, coverage};
use crate::model::CompleteHandbook;
use crate::site::address::{CurriculumPage, Page, StandardPage};
use crate::site::{Address, Render, RenderError, Site, Target};

/// Renders the pages of a handbook with a theme. What all pages of a reading share is built once.
pub struct Renderer {
    theme: Arc<Theme>,
    readings: Arc<Vec<ReadingWords>>,
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
/// have as many.
fn widest(site: &Site) -> usize {
    let readings = site.handbook.readings.iter().enumerate();
    readings
        .rev()
        .max_by_key(|(_, reading)| reading.languages.len())
        .map_or(0, |(index, _)| index)
}

impl Render for Renderer {
    fn fingerprint(&self) -> u128 {
        self.theme.fingerprint
    }

    fn assets(&self) -> Vec<String> {
        self.theme.assets.keys().cloned().collect()
    }

    fn anew(&self) -> Option<Arc<dyn Render>> {
        Some(Arc::new(Renderer {
            theme: self.theme.clone(),
            readings: self.readings.clone(),
            scripts: OnceLock::new(),
            lines: OnceLock::new(),
        }))
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
        match &address.target {
            Target::Asset(name) => Ok(self.theme.assets.get(&**name).cloned().unwrap_or_default()),
            Target::Choice => {
                let frame = frame(0);
                self.page(
                    "choice.html",
                    &frame,
                    &frame.chrome("choice"),
                    &views::choice::view(&frame),
                )
            }
            Target::NotFound => {
                let frame = frame(0);
                self.page(
                    "notfound.html",
                    &frame,
                    &frame.chrome("notfound"),
                    &views::choice::view(&frame),
                )
            }
            Target::Redirect(index) => {
                let frame = frame(0);
                match views::redirect::redirect(&frame, *index) {
                    Some((chrome, view)) => self.page("redirect.html", &frame, &chrome, &view),
                    None => Ok(Vec::new()),
                }
            }
            Target::Retired(index) => {
                let frame = frame(0);
                match views::redirect::retired(&frame, *index) {
                    Some((chrome, view)) => self.page("retired.html", &frame, &chrome, &view),
                    None => Ok(Vec::new()),
                }
            }
            Target::Worker => self.worker(site, address),
            Target::Offline => {
                let frame = frame(0);
                self.page(
                    "offline.html",
                    &frame,
                    &frame.chrome("offline"),
                    &views::choice::view(&frame),
                )
            }
            Target::OfflineList => Ok(offline::list(site)),
            Target::Manifest(reading) => {
                Ok(offline::manifest(&frame(*reading), &self.theme.assets))
            }
            Target::Feed(reading) => {
                let mut context = Context::new();
                let view = views::changes::feed(&frame(*reading));
                context.insert("view", &view);
                self.file("feed.xml", &context, address)
            }
            Target::Sitemap => Ok(views::sitemap::bytes(site)),
            Target::RunningHeads { reading, standard } => Ok(views::running_heads::css(
                &site.handbook,
                &self.theme.words,
                *reading,
                *standard,
            )),
            Target::Preview(of) => Ok(preview::picture(&frame(0), *of)),
            Target::Coverage(curriculum) => Ok(coverage::csv(&site.handbook, *curriculum)),
            Target::SearchTexts(language) => {
                let words = &self.theme.words;
                Ok(views::search::texts(&site.handbook, words, *language))
            }
            Target::SearchRecords(language) => {
                let script = views::search::script(&site.handbook, &self.theme.words, *language);
                script.map_err(|error| RenderError {
                    address: address.path.to_string(),
                    place: None,
                    cause: error.to_string(),
                })
            }
            Target::Alignment {
                curriculum,
                language,
            } => {
                let id = &site.handbook.languages[*language].id;
                let translated = self.theme.words.get(id, "translated");
                Ok(badges::file(site, *curriculum, *language, translated))
            }
            Target::Permalink {
                standard,
                requirement,
            } => {
                let frame = frame(widest(site));
                match views::permalink::render(&frame, *standard, *requirement) {
                    Some((chrome, view)) => self.page("permalink.html", &frame, &chrome, &view),
                    None => Ok(Vec::new()),
                }
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
        let files = serde_json::to_string(&offline::files(site)).unwrap_or_default();
        context.insert("files", &files);
        self.file("sw.js", &context, address)
    }

    /// Renders a file beside the pages from a template.
    fn file(
        &self,
        template: &str,
        context: &Context,
        address: &Address,
    ) -> Result<Vec<u8>, RenderError> {
        let mut bytes = Vec::new();
        let written = self
            .theme
            .templates
            .render_to(template, context, &mut bytes);
        written.map_err(|error| self.failed(address, &error))?;
        Ok(bytes)
    }

    /// Renders a component of the theme for each of `places`, with the result of `make` as its `argument`. The parts of
    /// a long page are thus rendered in parallel and dropped one by one.
    fn each<T: Serialize>(
        &self,
        frame: &Frame,
        chrome: &Chrome,
        component: &str,
        argument: &'static str,
        places: Vec<usize>,
        make: impl Fn(usize) -> T + Sync,
    ) -> Result<Html, RenderError> {
        let mut implicit = Context::new();
        self.readings[frame.reading_index].give(&mut implicit);
        let surrounds = Value::try_from_serializable(chrome);
        implicit.insert_value(
            "page",
            surrounds.map_err(|error| self.failed(frame.address, &error))?,
        );
        let one = |place: usize| -> Result<String, tera::Error> {
            let mut context = Context::new();
            context.insert_value(argument, Value::try_from_serializable(&make(place))?);
            let templates = &self.theme.templates;
            templates.render_component_with_implicits(component, &context, &implicit, None, true)
        };
        let parts: Result<Vec<String>, tera::Error> = places.into_par_iter().map(one).collect();
        let parts = parts.map_err(|error| self.failed(frame.address, &error))?;
        Ok(Html(parts.concat()))
    }

    fn reading_page(&self, frame: &Frame, page: Page) -> Result<Vec<u8>, RenderError> {
        match page {
            Page::Front => {
                let (chrome, view) = views::front::render(frame);
                self.page("front.html", frame, &chrome, &view)
            }
            Page::Article { page } => {
                let (chrome, view) = views::article::render(frame, page);
                self.page("article.html", frame, &chrome, &view)
            }
            Page::Standard { standard, page } => self.standard_page(frame, standard, page),
            Page::Curricula => {
                let (chrome, view) = views::curriculum::list(frame);
                self.page("curricula.html", frame, &chrome, &view)
            }
            Page::Curriculum { curriculum, page } => self.curriculum_page(frame, curriculum, page),
            Page::Changes => {
                let (chrome, view) = views::changes::render(frame);
                self.page("changes.html", frame, &chrome, &view)
            }
            Page::Postings => {
                let (chrome, view) = views::posting::list(frame);
                self.page("postings.html", frame, &chrome, &view)
            }
            Page::Posting { posting } => {
                let (chrome, view) = views::posting::render(frame, posting);
                self.page("posting.html", frame, &chrome, &view)
            }
        }
    }

    /// Renders a page of a curriculum.
    fn curriculum_page(
        &self,
        frame: &Frame,
        curriculum: usize,
        page: CurriculumPage,
    ) -> Result<Vec<u8>, RenderError> {
        match page {
            CurriculumPage::Overview => {
                let (chrome, view) = views::curriculum::render(frame, curriculum);
                self.page("curriculum.html", frame, &chrome, &view)
            }
            CurriculumPage::Module(module) => {
                let (chrome, view) = views::module::render(frame, curriculum, module);
                self.page("module.html", frame, &chrome, &view)
            }
            CurriculumPage::Coverage => {
                let (chrome, view) = views::coverage::render(frame, curriculum);
                self.page("coverage.html", frame, &chrome, &view)
            }
        }
    }

    fn standard_page(
        &self,
        frame: &Frame,
        standard: usize,
        page: StandardPage,
    ) -> Result<Vec<u8>, RenderError> {
        match page {
            StandardPage::Contents => {
                let (chrome, view) = views::contents::render(frame, standard);
                self.page("contents.html", frame, &chrome, &view)
            }
            StandardPage::Clause(clause) => {
                let of = &frame.handbook().standards[standard].clauses[clause];
                if let Some(annex) = of.as_annex() {
                    let (chrome, view) = views::annex::render(frame, standard, clause, annex);
                    return self.page("annex.html", frame, &chrome, &view);
                }
                let (chrome, view) = views::clause::render(frame, standard, clause);
                self.page("clause.html", frame, &chrome, &view)
            }
            StandardPage::Role(role) => {
                let (chrome, view) = views::role::render(frame, standard, role);
                self.page("role.html", frame, &chrome, &view)
            }
            StandardPage::Level { role, level } => {
                let (chrome, view) = views::level::render(frame, standard, role, level);
                self.page("level.html", frame, &chrome, &view)
            }
            StandardPage::SelfCheck(role) => {
                self.selfcheck("selfcheck.html", frame, standard, role, false)
            }
            StandardPage::SelfCheckFrame(role) => {
                self.selfcheck("selfcheck-frame.html", frame, standard, role, true)
            }
            StandardPage::Picker(role) => {
                let (chrome, view) = views::picker::render(frame, standard, role);
                self.page("picker.html", frame, &chrome, &view)
            }
            StandardPage::Compare => {
                let (chrome, view) = views::compare::all(frame, standard);
                self.page("compare.html", frame, &chrome, &view)
            }
            StandardPage::CompareLevels(role) => {
                let (chrome, view) = views::compare::levels(frame, standard, role);
                self.page("compare-levels.html", frame, &chrome, &view)
            }
            StandardPage::CompareRoles { first, second } => {
                let (chrome, view) = views::compare::pair(frame, standard, first, second);
                self.page("compare-roles.html", frame, &chrome, &view)
            }
            StandardPage::Terms => {
                let (chrome, view) = views::terms::render(frame, standard);
                self.page("terms.html", frame, &chrome, &view)
            }
            StandardPage::Requirements => {
                let (chrome, view) = views::requirements::render(frame, standard);
                self.page("requirements.html", frame, &chrome, &view)
            }
            StandardPage::Keywords => {
                let (chrome, view) = views::keywords::render(frame, standard);
                self.page("keywords.html", frame, &chrome, &view)
            }
            StandardPage::Whole => {
                let (chrome, mut view) = views::whole::render(frame, standard);
                let of = &frame.handbook().standards[standard];
                let tables = views::whole::tables(of);
                let part = |clause| views::whole::part(frame, standard, clause, &tables);
                let (preliminary, parts): (Vec<usize>, Vec<usize>) =
                    (0..of.clauses.len()).partition(|clause| of.clauses[*clause].is_preliminary());
                view.preliminary =
                    self.each(frame, &chrome, "whole_part", "part", preliminary, part)?;
                view.parts = self.each(frame, &chrome, "whole_part", "part", parts, part)?;
                self.page("whole.html", frame, &chrome, &view)
            }
        }
    }

    fn selfcheck(
        &self,
        template: &str,
        frame: &Frame,
        standard: usize,
        role: usize,
        in_frame: bool,
    ) -> Result<Vec<u8>, RenderError> {
        match views::selfcheck::render(frame, standard, role, in_frame) {
            Some((chrome, view)) => self.page(template, frame, &chrome, &view),
            // A role without a form has no such address.
            None => Ok(Vec::new()),
        }
    }
}
