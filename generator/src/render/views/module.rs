//! The page of a module of a curriculum.

use std::collections::BTreeSet;

use serde::Serialize;

use super::article::ArticleLanguage;
use super::check_way::CheckWay;
use super::course::{self, BadgesView, RequirementLink};
use super::curriculum;
use super::note::TextPlace;
use crate::index::{CurriculumIndex, ModuleIndex};
use crate::model::translation_state::is_stale_file;
use crate::model::{Depth, Language};
use crate::render::attached::Written;
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::CurriculumPageMaker;
use crate::render::markdown;
use crate::render::text::TextView;
use crate::site::address::{CurriculumPage, Page, curriculum_pages};
use crate::site::{Make, RenderError};
use crate::source::format::text::Word;

/// A module.
#[derive(Debug, Serialize)]
pub struct ModuleView {
    /// Its number in the curriculum, from 1.
    pub number: Html,
    /// Its title.
    pub title: TextView,
    /// Whether the curriculum is an example.
    pub is_example: bool,
    /// The curriculum.
    pub curriculum: LinkView,
    /// Links to the self-checks for the levels that the curriculum leads to.
    pub checks: Vec<CheckWay>,
    /// Its hours. For example, `4` or `2.5`.
    pub hours: String,
    /// The modules that it builds on. Empty for a module that can come first.
    pub needs: Vec<LinkView>,
    /// The number of requirements that it covers.
    pub count: usize,
    /// The requirements that it covers, the greatest depth first. Depths to which it covers none
    /// are left out.
    pub covers: Vec<DepthView>,
    /// The learning outcomes and the resources, by language.
    pub lists: Vec<ListsView>,
    /// The text in each language.
    pub languages: Vec<ArticleLanguage>,
    /// A notice if it is not written in a language of the reading.
    pub stand_in: Option<TextView>,
    /// The requirements that it assesses, as alignment entries of Open Badges. `None` if it
    /// assesses none.
    pub badges: Option<BadgesView>,
    /// The link to the coverage.
    pub coverage: String,
}

/// The requirements that a module covers to one depth.
#[derive(Debug, Serialize)]
pub struct DepthView {
    /// The depth's id.
    pub id: &'static str,
    /// The depth's label.
    pub label: TextView,
    /// The requirements.
    pub requirements: Vec<RequirementLink>,
}

/// The lists of a module in one language.
#[derive(Debug, Serialize)]
pub struct ListsView {
    /// The BCP 47 tag.
    pub lang: String,
    /// The learning outcomes.
    pub outcomes: Vec<String>,
    /// The resources: a title, and an address or an empty string.
    pub resources: Vec<(String, String)>,
}

impl Make<curriculum_pages::Module> for CurriculumPageMaker<'_, '_> {
    fn make(&self, page: curriculum_pages::Module) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.curriculum, page.module))
    }
}

/// Returns the link to a resource: a web address, or a file of the content.
fn resource_link(frame: &Frame, url: &Word) -> String {
    let written = Written {
        site: frame.site,
        file: &url.position.file,
    };
    written
        .file_path(&url.value)
        .map_or_else(|| url.value.to_string(), |path| frame.link(&path))
}

/// Renders the page of a module.
pub fn render(
    frame: &Frame,
    curriculum: CurriculumIndex,
    module_index: ModuleIndex,
) -> (Chrome, ModuleView) {
    let about = &frame.handbook().curricula[curriculum];
    let module = &about.modules[module_index];
    let page = Page::Curriculum {
        curriculum,
        page: CurriculumPage::Module(module_index),
    };
    let mut taken: BTreeSet<String> = [
        "main",
        "outcomes",
        "covers",
        "resources",
        "badges",
        "badges-entries",
    ]
    .map(str::to_owned)
    .into();
    let written = course::written(frame, module);
    let view = ModuleView {
        number: Html((module_index.position() + 1).to_string()),
        title: course::title(frame, module),
        is_example: about.about.example,
        curriculum: course::link(frame, curriculum),
        checks: course::checks(frame, about),
        hours: course::number(module.hours()),
        needs: curriculum::needs(frame, curriculum, module_index),
        count: module.covers.len(),
        covers: covers(frame, curriculum, module_index),
        lists: written
            .iter()
            .map(|(language, source)| {
                let head = &source.front_matter;
                let word = |word: &Word| word.value.to_string();
                ListsView {
                    lang: language.tag.to_string(),
                    outcomes: head.outcomes.iter().map(word).collect(),
                    resources: head
                        .resources
                        .iter()
                        .map(|resource| {
                            (
                                word(&resource.title),
                                resource
                                    .url
                                    .as_ref()
                                    .map(|url| resource_link(frame, url))
                                    .unwrap_or_default(),
                            )
                        })
                        .collect(),
                }
            })
            .collect(),
        languages: written
            .iter()
            .map(|(language, source)| ArticleLanguage {
                lang: language.tag.to_string(),
                title: Html::escaped(&source.front_matter.title.value),
                body: markdown::sections(
                    &source.body,
                    &TextPlace::of_curriculum(
                        frame,
                        language,
                        page,
                        &source.position,
                        about.standard,
                    ),
                    &mut taken,
                ),
            })
            .collect(),
        stand_in: {
            let shown: Vec<&Language> = written.iter().map(|(language, _)| *language).collect();
            course::stand_in(frame, &shown)
        },
        badges: course::badges(frame, curriculum, Some(module_index)),
        coverage: course::href(frame, curriculum, CurriculumPage::Coverage),
    };
    let mut chrome = frame.chrome("module");
    let handbook = frame.handbook();
    let mut languages = written.iter().map(|(language, _)| language);
    chrome.is_stale =
        languages.any(|language| is_stale_file(handbook, &module.languages, &language.id));
    chrome.call(format!(
        "{} · {}",
        view.title.plain, view.curriculum.label.plain
    ));
    chrome.description = view
        .lists
        .first()
        .filter(|lists| !lists.outcomes.is_empty())
        .map_or_else(
            || frame.own_voice().plain(&about.about.summary),
            |lists| lists.outcomes.join(frame.word("list_semicolon")),
        );
    chrome.previous = module_index
        .previous()
        .map(|module_index| course::module_link(frame, curriculum, module_index));
    chrome.next = about
        .modules
        .next(module_index)
        .map(|module_index| course::module_link(frame, curriculum, module_index));
    (chrome, view)
}

/// Returns the requirements that a module covers: first those it assesses, then those it practises,
/// then those it introduces.
fn covers(frame: &Frame, curriculum: CurriculumIndex, module: ModuleIndex) -> Vec<DepthView> {
    let about = &frame.handbook().curricula[curriculum];
    let standard = about.standard;
    [Depth::Assesses, Depth::Practises, Depth::Introduces]
        .into_iter()
        .map(|depth| DepthView {
            id: depth.word(),
            label: frame.spoken(course::depth_word(depth)),
            requirements: {
                let covers = about.modules[module].covers.iter();
                let within = covers.filter(|(_, reached)| **reached == depth);
                course::requirements(frame, standard, within.map(|(requirement, _)| *requirement))
            },
        })
        .filter(|depth| !depth.requirements.is_empty())
        .collect()
}
