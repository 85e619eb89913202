//! The list of curricula, and a curriculum's overview with its plan.

use std::collections::BTreeSet;

use serde::Serialize;

use super::article::ArticleLanguage;
use super::check_way::CheckWay;
use super::course::{self, BadgesView};
use super::listing::{self, ListingEntry, ListingFilter};
use super::note::TextPlace;
use crate::index::{CurriculumIndex, ModuleIndex};
use crate::model::translation_state::is_stale_file;
use crate::model::{CompleteCurriculum, Language};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::{CurriculumPageMaker, PageMaker};
use crate::render::markdown;
use crate::render::text::TextView;
use crate::site::address::{CurriculumPage, Page, StandardPage, curriculum_pages, pages};
use crate::site::export::Export;
use crate::site::{Make, RenderError, Target};

/// The list of curricula.
#[derive(Debug, Serialize)]
pub struct CurriculaView {
    /// The curricula.
    pub curricula: Vec<ListingEntry<CurriculumView>>,
    /// The filters of a long list.
    pub filters: Vec<ListingFilter>,
    /// The most curricula that are shown at once.
    pub shown: usize,
}

/// A curriculum.
#[derive(Debug, Serialize)]
pub struct CurriculumView {
    /// The title, and the link to the overview.
    pub link: LinkView,
    /// The summary.
    pub summary: TextView,
    /// Whether it is an example.
    pub is_example: bool,
    /// The provider.
    pub provider: TextView,
    /// The mode of teaching.
    pub mode: TextView,
    /// The standard.
    pub standard: LinkView,
    /// Links to the roles and levels that it leads to.
    pub aims: Vec<LinkView>,
    /// Links to their self-checks.
    pub checks: Vec<CheckWay>,
    /// The total hours.
    pub hours: String,
    /// The number of modules.
    pub count: usize,
    /// The number of requirements that it leads to.
    pub asked: usize,
    /// The number of these that a module covers.
    pub covered: usize,
    /// The link to the coverage.
    pub coverage: String,
    /// The link to the coverage as a machine-readable table.
    pub table: String,
    /// The modules, in order.
    pub plan: Vec<PlanView>,
    /// The hours of all modules, in hundredths.
    pub time: i32,
    /// The overview in each language.
    pub languages: Vec<ArticleLanguage>,
    /// A notice if the overview is not written in a language of the reading.
    pub stand_in: Option<TextView>,
    /// The requirements that it assesses, as alignment entries of Open Badges.
    pub badges: Option<BadgesView>,
}

/// A line of the plan.
#[derive(Debug, Serialize)]
pub struct PlanView {
    /// The module.
    pub link: LinkView,
    /// Its hours.
    pub hours: String,
    /// The hours of the modules before it, in hundredths, and its own: its place when the modules are taken in order.
    pub time: (i32, i32),
    /// The modules that it builds on.
    pub needs: Vec<LinkView>,
    /// The number of requirements that it covers.
    pub covers: usize,
}

impl Make<pages::Curricula> for PageMaker<'_, '_> {
    fn make(&self, _: pages::Curricula) -> Result<Vec<u8>, RenderError> {
        self.shown(list(self.frame))
    }
}

/// Renders the list of curricula.
pub fn list(frame: &Frame) -> (Chrome, CurriculaView) {
    let curricula = frame.handbook().curricula.indexed();
    let entries = curricula.map(|(index, curriculum)| {
        let aims = curriculum.about.aims();
        let values = listing::subjects(frame, curriculum.standard, &aims);
        (view(frame, index), values)
    });
    let (curricula, filters) = listing::listing(frame, entries.collect());
    let view = CurriculaView {
        curricula,
        filters,
        shown: listing::SHOWN,
    };
    let mut chrome = frame.chrome("curricula");
    chrome.call(frame.label().to_owned());
    chrome.description = frame.word("curricula_are").to_owned();
    (chrome, view)
}

impl Make<curriculum_pages::Overview> for CurriculumPageMaker<'_, '_> {
    fn make(&self, _: curriculum_pages::Overview) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.curriculum))
    }
}

/// Renders the overview of the curriculum at `curriculum`.
pub fn render(frame: &Frame, curriculum_index: CurriculumIndex) -> (Chrome, CurriculumView) {
    let curriculum = &frame.handbook().curricula[curriculum_index];
    let mut view = view(frame, curriculum_index);
    let written = overview(frame, curriculum_index, curriculum);
    let shown: Vec<&Language> = written.iter().map(|(language, _)| *language).collect();
    view.stand_in = course::stand_in(frame, &shown);
    let mut chrome = frame.chrome("curriculum");
    let all = &curriculum.overview;
    chrome.is_stale = shown
        .iter()
        .any(|language| is_stale_file(frame.handbook(), all, &language.id));
    view.languages = written.into_iter().map(|(_, text)| text).collect();
    view.badges = course::badges(frame, curriculum_index, None);
    chrome.call(view.link.label.plain.clone());
    chrome.description = view.summary.plain.clone();
    let first = curriculum.modules.index_at(0);
    chrome.next = first.map(|module| course::module_link(frame, curriculum_index, module));
    (chrome, view)
}

fn view(frame: &Frame, curriculum_index: CurriculumIndex) -> CurriculumView {
    let handbook = frame.handbook();
    let curriculum = &handbook.curricula[curriculum_index];
    let place = curriculum.standard;
    let standard = &handbook.standards[place];
    let voice = frame.own_voice();
    let asked = curriculum.asked(standard).len();
    CurriculumView {
        link: course::link(frame, curriculum_index),
        summary: voice.text(&curriculum.about.summary),
        is_example: curriculum.about.example,
        provider: voice.text(&curriculum.about.provider),
        mode: voice.text(&curriculum.about.mode),
        standard: frame.link_view(
            standard,
            place,
            StandardPage::Contents,
            &standard.about.title,
        ),
        aims: course::aims(frame, curriculum),
        checks: course::checks(frame, curriculum),
        hours: course::number(curriculum.hours()),
        count: curriculum.modules.len(),
        asked,
        covered: asked - curriculum.uncovered(standard).len(),
        coverage: course::href(frame, curriculum_index, CurriculumPage::Coverage),
        table: frame.target_link(&Target::Export(Export::Coverage(curriculum_index))),
        plan: plan(frame, curriculum_index),
        time: curriculum.hours(),
        languages: Vec::new(),
        stand_in: None,
        badges: None,
    }
}

/// Returns the plan of a curriculum.
fn plan(frame: &Frame, curriculum_index: CurriculumIndex) -> Vec<PlanView> {
    let curriculum = &frame.handbook().curricula[curriculum_index];
    let mut before = 0;
    let modules = curriculum.modules.indexed();
    let plan = modules.map(|(index, module)| {
        let time = (before, module.hours());
        before += module.hours();
        PlanView {
            link: course::module_link(frame, curriculum_index, index),
            hours: course::number(module.hours()),
            time,
            needs: needs(frame, curriculum_index, index),
            covers: module.covers.len(),
        }
    });
    plan.collect()
}

/// Returns links to the modules that a module builds on.
pub fn needs(
    frame: &Frame,
    curriculum_index: CurriculumIndex,
    module: ModuleIndex,
) -> Vec<LinkView> {
    let curriculum = &frame.handbook().curricula[curriculum_index];
    let mut places: Vec<ModuleIndex> = curriculum.modules[module]
        .languages
        .iter()
        .flat_map(|source| &source.front_matter.prerequisites)
        .filter_map(|id| curriculum.modules.find_index(|other| *id == *other.id))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .map(|place| course::module_link(frame, curriculum_index, place))
        .collect()
}

fn overview<'a>(
    frame: &Frame<'a>,
    curriculum_index: CurriculumIndex,
    curriculum: &CompleteCurriculum,
) -> Vec<(&'a Language, ArticleLanguage)> {
    let languages = &frame.handbook().languages;
    let page = Page::Curriculum {
        curriculum: curriculum_index,
        page: CurriculumPage::Overview,
    };
    let mut taken: BTreeSet<String> = ["main", "plan", "badges", "badges-entries", "data"]
        .map(str::to_owned)
        .into();
    let mut shown: Vec<(&Language, ArticleLanguage)> = Vec::new();
    for wanted in &frame.reading().languages {
        let found = [wanted].into_iter().chain(languages).find_map(|language| {
            let mut files = curriculum.overview.iter();
            Some((language, files.find(|file| file.language == language.id)?))
        });
        let Some((language, file)) = found else {
            continue;
        };
        if shown.iter().any(|(known, _)| known.id == language.id) {
            continue;
        }
        let place =
            TextPlace::of_curriculum(frame, language, page, &file.position, curriculum.standard);
        let text = ArticleLanguage {
            lang: language.tag.to_string(),
            title: Html::default(),
            body: markdown::sections(&file.body, &place, &mut taken),
        };
        shown.push((language, text));
    }
    shown
}
