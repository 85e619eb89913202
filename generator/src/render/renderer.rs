//! The renderer: fills the theme's templates with the data of a page and with what pages share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use super::chrome::Chrome;
use super::contents::ContentsLines;
use super::frame::Frame;
use super::html::{self, Html};
use super::named;
use super::scripts::ScriptTags;
use super::theme::{self, Theme};
use super::words::Words;
use crate::index::{List, ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::site::{Address, RenderError};
use crate::source::diagnostic::Diagnostic;

/// Renders the pages of a handbook with a theme. What all pages of a reading share is built once.
pub struct Renderer {
    /// The theme, shared with renderers for other handbooks with the same settings.
    pub(super) theme: Arc<Theme>,
    /// The interface words, in the order of the handbook's readings.
    readings: Arc<List<ReadingIndex, ReadingWords>>,
    /// The lines of the contents that pages share.
    lines: OnceLock<ContentsLines>,
    /// The tags that mark words in another script than the text around them.
    scripts: OnceLock<ScriptTags>,
    /// The interface words of standards with names of their own for their parts.
    own_words: OnceLock<List<StandardIndex, Option<Words>>>,
    /// The same in each reading, as templates have them.
    named: Mutex<HashMap<(ReadingIndex, StandardIndex), Arc<ReadingWords>>>,
}

/// The interface words in one reading.
struct ReadingWords {
    /// In the languages of the reading, as HTML: `words` in templates.
    html: Value,
    /// Without elements, for attributes: `plain` in templates.
    plain: Value,
}

impl ReadingWords {
    /// Adds the words to the context of a page.
    fn give(&self, context: &mut Context) {
        context.insert_value("words", self.html.clone());
        context.insert_value("plain", self.plain.clone());
    }
}

impl Renderer {
    /// Prepares `theme` for `handbook`.
    ///
    /// `handbook` decides the readings; the renderer is only for sites of this handbook, or of one
    /// with the same settings.
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
            own_words: OnceLock::new(),
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
            own_words: OnceLock::new(),
            named: Mutex::default(),
        }
    }

    /// The faults of the theme that do not keep it from being used. For example, files that replace
    /// nothing (`W702`).
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.theme.warnings
    }

    /// Returns the frame of a page with the words of the standard that it is about or uses, or that is the only one.
    pub(super) fn with_own_words<'a>(&'a self, frame: Frame<'a>) -> Frame<'a> {
        let standard = frame.standard_of_page();
        let words = self.words_about(frame.handbook(), standard);
        Frame { words, ..frame }
    }

    /// Returns the interface words for a standard, or for the only one of the handbook without one.
    pub(super) fn words_about(
        &self,
        handbook: &CompleteHandbook,
        standard: Option<StandardIndex>,
    ) -> &Words {
        let words = &self.theme.words;
        let Some(standard) = standard.or_else(|| handbook.only_standard()) else {
            return words;
        };
        let all = self.own_words.get_or_init(|| {
            let standards = handbook.standards.iter();
            let names = standards.map(|standard| standard.about.names.as_ref());
            names.map(|names| Some(words.with_names(names?))).collect()
        });
        all.get(standard).and_then(Option::as_ref).unwrap_or(words)
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
        let mut html = frame.words.of(reading);
        let mut plain = frame.words.plain(reading);
        for (key, name, name_alone) in named::replaced(frame) {
            html.insert(key.to_owned(), name);
            plain.insert(key.to_owned(), name_alone);
        }
        ReadingWords {
            html: Value::from_serializable(&html),
            plain: Value::from_serializable(&plain),
        }
    }

    /// Changes whenever the theme's files change. It is part of the version of a published site.
    pub fn fingerprint(&self) -> u128 {
        self.theme.fingerprint
    }

    /// Returns the error for an address whose template failed.
    fn failed(&self, address: &Address, error: &tera::Error) -> RenderError {
        let fault = theme::fault(&self.theme.folder, error);
        RenderError {
            address: address.path.to_string(),
            place: fault.place,
            cause: fault.cause,
            help: fault.help.map(Box::new),
        }
    }

    /// Renders `template` with the data common to all pages of a reading and the page's own `view`.
    ///
    /// The order matters: the notice about texts that are not translated is removed or kept once
    /// the page is complete, and script tags are added last, since they may split words.
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

    /// Renders a file beside the pages from its template.
    pub(super) fn file(
        &self,
        context: &Context,
        address: &Address,
    ) -> Result<Vec<u8>, RenderError> {
        let mut bytes = Vec::new();
        let template = address.target.kind().template;
        let templates = &self.theme.templates;
        let written = templates.render_to(template, context, &mut bytes);
        written.map_err(|error| self.failed(address, &error))?;
        Ok(bytes)
    }

    /// Renders a file beside the pages as a script that hands a page its HTML as `name`, an expression of the script. A page
    /// that was opened from disk may load a script, but not read a file.
    pub(super) fn handed_over(
        &self,
        frame: &Frame,
        address: &Address,
        name: &str,
        view: &impl Serialize,
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
        let html = serde_json::to_string(&html)
            .map_err(|error| RenderError::of(address, error.to_string()))?;
        Ok(format!("{name} = {html};\n").into_bytes())
    }

    /// Renders a component of the theme for each of `items`, with the result of `make` as its `argument`. The parts of
    /// a long page are thus rendered in parallel and dropped one by one.
    ///
    /// The order of the result is that of `items`.
    pub(super) fn each<I: Send, T: Serialize>(
        &self,
        frame: &Frame,
        chrome: &Chrome,
        component: &str,
        argument: &'static str,
        items: Vec<I>,
        make: impl Fn(I) -> T + Sync,
    ) -> Result<Html, RenderError> {
        let mut implicit = Context::new();
        self.give_words(frame, &mut implicit);
        let surrounds = Value::try_from_serializable(chrome);
        implicit.insert_value(
            "page",
            surrounds.map_err(|error| self.failed(frame.address, &error))?,
        );
        let one = |item: I| -> Result<String, tera::Error> {
            let mut context = Context::new();
            context.insert_value(argument, Value::try_from_serializable(&make(item))?);
            let templates = &self.theme.templates;
            templates.render_component_with_implicits(component, &context, &implicit, None, true)
        };
        let parts: Result<Vec<String>, tera::Error> = items.into_par_iter().map(one).collect();
        let parts = parts.map_err(|error| self.failed(frame.address, &error))?;
        Ok(Html(parts.concat()))
    }

    /// Renders a page from its view and its template.
    pub(super) fn shown(
        &self,
        frame: &Frame,
        (chrome, view): (Chrome, impl Serialize),
    ) -> Result<Vec<u8>, RenderError> {
        let template = frame.address.target.template(frame.handbook());
        self.shown_by(template, frame, (chrome, view))
    }

    /// Renders a page from its view and `template`.
    pub(super) fn shown_by(
        &self,
        template: &str,
        frame: &Frame,
        (chrome, view): (Chrome, impl Serialize),
    ) -> Result<Vec<u8>, RenderError> {
        self.page(template, frame, &chrome, &view)
    }

    /// Renders a page as [`Renderer::shown`] does, if there is anything to show.
    pub(super) fn shown_if_any(
        &self,
        frame: &Frame,
        made: Option<(Chrome, impl Serialize)>,
    ) -> Result<Vec<u8>, RenderError> {
        let made =
            made.ok_or_else(|| RenderError::of(frame.address, "there is nothing to show"))?;
        self.shown(frame, made)
    }
}
