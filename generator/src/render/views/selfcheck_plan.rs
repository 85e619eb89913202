//! The data of a self-check's plan: the modules that may close gaps, and the sentences of the script that shows it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::course;
use super::taught::module_key;
use crate::index::{ModuleIndex, StandardIndex};
use crate::model::Module;
use crate::render::frame::{Frame, LinkView};
use crate::site::address::CurriculumPage;

/// The prefix of interface words for the script. They keep it, so that they differ from those of the self-check's script.
const PREFIX: &str = "outlook_";

/// The beginning of the keys of words about modules.
const OF_MODULES: &str = "module_";

/// The modules of a standard's curricula, for the plan.
#[derive(Debug, Default, Serialize)]
pub struct PlanModulesView {
    /// The modules in the order of the curricula, as JSON: `{"CURRICULUM/MODULE": [HOURS, OWN, EXAMPLE, [PREREQUISITE, …]]}`.
    /// `OWN` is 1 if the curriculum leads to the role of the self-check, and `EXAMPLE` if nobody offers it. Prerequisites are
    /// keys of modules. Empty if the standard has no curricula.
    pub facts: String,
    /// The link to the coverage of a curriculum that leads to the role; of one that is offered, if there is any.
    pub coverage: Option<String>,
    /// The modules on which others build.
    pub before: Vec<PlanModuleView>,
}

/// A module with its key.
#[derive(Debug, Serialize)]
pub struct PlanModuleView {
    /// The key: `CURRICULUM/MODULE`.
    pub key: String,
    /// The link to it.
    pub link: LinkView,
}

/// Returns the modules of all curricula of a standard, for the self-check of `role`.
pub(super) fn modules(
    frame: &Frame,
    standard: StandardIndex,
    role: Option<&str>,
) -> PlanModulesView {
    let mut view = PlanModulesView::default();
    let mut is_offered = false;
    let mut facts: Vec<String> = Vec::new();
    for (index, curriculum) in frame.handbook().curricula.indexed() {
        if curriculum.standard != standard {
            continue;
        }
        let mut aims = curriculum.about.aims().into_iter();
        let is_own = aims.any(|(of, _)| of.is_none() || of == role);
        if is_own && (view.coverage.is_none() || (!is_offered && !curriculum.about.example)) {
            view.coverage = Some(course::href(frame, index, CurriculumPage::Coverage));
            is_offered = !curriculum.about.example;
        }
        let modules = &curriculum.modules;
        let before = |module: &Module| {
            let ids = module.languages[0].front_matter.prerequisites.iter();
            let places = ids.filter_map(|id| modules.find_index(|other| *other.id == *id.as_str()));
            places.collect::<Vec<ModuleIndex>>()
        };
        let needed: BTreeSet<ModuleIndex> = modules.iter().flat_map(before).collect();
        view.before
            .extend(needed.into_iter().map(|place| PlanModuleView {
                key: module_key(curriculum, place),
                link: course::module_link(frame, index, place),
            }));
        for (place, module) in modules.indexed() {
            let before = before(module).into_iter();
            let before: Vec<String> = before.map(|place| module_key(curriculum, place)).collect();
            let hours = f64::from(module.hours()) / 100.0;
            let is_example = curriculum.about.example;
            let key = json!(module_key(curriculum, place));
            let values = json!([hours, u8::from(is_own), u8::from(is_example), before]);
            // Written by hand, since a map would not keep the order.
            facts.push(format!("{key}:{values}"));
        }
    }
    if !facts.is_empty() {
        view.facts = format!("{{{}}}", facts.join(","));
    }
    view
}

/// The sentences of the script in one language, by their keys.
#[derive(Debug, Default)]
pub(super) struct PlanWords<'a> {
    /// The sentences.
    pub(super) words: Vec<(String, String)>,
    /// The tags of the languages of those that are borrowed.
    pub(super) borrowed: Vec<(String, &'a str)>,
}

/// Returns the sentences of the script in one language. Words about modules are left out if the standard has no curricula.
pub(super) fn words<'a>(
    frame: &'a Frame,
    standard: StandardIndex,
    language: &str,
) -> PlanWords<'a> {
    let mut curricula = frame.handbook().curricula.iter();
    let has_modules = curricula.any(|curriculum| curriculum.standard == standard);
    let is_used = |key: &str| has_modules || !key.starts_with(OF_MODULES);
    let words = frame.words.with_prefix(language, PREFIX);
    let words = words.filter(|(key, _)| is_used(key));
    let lent = frame.words.borrowed(language, PREFIX);
    let lent = lent.filter(|(key, _)| is_used(key));
    PlanWords {
        words: words
            .map(|(key, words)| (format!("{PREFIX}{key}"), words.to_owned()))
            .collect(),
        borrowed: lent
            .map(|(key, tag)| (format!("{PREFIX}{key}"), tag))
            .collect(),
    }
}
