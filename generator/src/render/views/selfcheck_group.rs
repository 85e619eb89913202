//! The results of several people in a self-check: what the script compares, and the words that it shows.

use std::collections::BTreeSet;

use serde::Serialize;

use super::areas::AreaTextsLink;
use super::course;
use super::script_words::ScriptWords;
use super::selfcheck::{self, SelfCheckView};
use super::selfcheck_postings::CheckPostingView;
use super::selfcheck_profile::{self, ProfileView};
use super::selfcheck_rows::CheckRowView;
use super::selfcheck_surroundings::CheckChoiceView;
use super::{selfcheck_profile_words, selfcheck_words};
use crate::index::{CurriculumIndex, ModuleIndex, StandardIndex};
use crate::model::{Depth, rating};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::standard_pages;
use crate::site::check_place::CheckPlace;
use crate::site::{Make, RenderError};

/// The results of several people in a self-check.
#[derive(Debug, Serialize)]
pub struct PeopleView {
    /// The heading, with the role.
    pub heading: TextView,
    /// Whether the self-check is by profile.
    pub is_by_profile: bool,
    /// Whether the results are levels. Otherwise they are bands, or the role or standard as a whole.
    pub has_levels: bool,
    /// Whether there is a column for each row or dimension.
    pub has_columns: bool,
    /// Whether there is a rule by which ratings indicate a result.
    pub has_rule: bool,
    /// The rubric or profile in its compact form, for the script.
    pub data: String,
    /// The script's sentences, as JSON.
    pub words: String,
    /// The link to the self-check.
    pub check: String,
    /// The script with the texts of the requirements; `None` if the page has them.
    pub texts: Option<AreaTextsLink>,
    /// The requirements that it grades or rates.
    pub requirements: Vec<PeopleRequirementView>,
    /// The modules that practise or assess any of them.
    pub modules: Vec<PeopleModuleView>,
    /// The kinds of assessor that a file may name.
    pub assessors: Vec<CheckChoiceView>,
    /// The postings to compare people with.
    pub postings: Vec<PeoplePostingView>,
}

/// A requirement of the self-check.
#[derive(Debug, Serialize)]
pub struct PeopleRequirementView {
    /// Its id in saved files.
    pub id: String,
    /// The number or code as printed; empty if it has none.
    pub number: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The title, if it does not stand for the text.
    pub title: Option<TextView>,
    /// The text.
    pub text: TextView,
    /// Whether only answers tell how a person meets it, since no row of the form grades it.
    pub is_ungraded: bool,
    /// The positions of the modules that practise or assess it, separated by spaces.
    pub taught: String,
}

/// A module.
#[derive(Debug, Serialize)]
pub struct PeopleModuleView {
    /// The module.
    pub link: LinkView,
    /// Its curriculum.
    pub curriculum: LinkView,
    /// Whether the curriculum is an example, which nobody offers.
    pub is_example: bool,
}

/// A posting.
#[derive(Debug, Serialize)]
pub struct PeoplePostingView {
    /// The posting's id.
    pub id: String,
    /// The title in the languages of the reading, joined as plain text.
    pub joined: Html,
    /// The level that the posting asks for.
    pub level: String,
    /// The last day on which the posting is valid, in ISO 8601.
    pub expires: String,
    /// The ids of the requirements for which it asks, separated by spaces.
    pub asked: String,
}

/// The words of the script.
const WORDS: ScriptWords = ScriptWords {
    is_shared: |key| {
        let shared = ["and", "bad", "met", "not_yet", "nothing", "partly"];
        shared.contains(&key) || selfcheck_profile_words::is_about_files(key)
    },
    own: Some("group_say_"),
    has_plan: false,
};

impl Make<standard_pages::SelfCheckGroup> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckGroup) -> Result<Vec<u8>, RenderError> {
        self.group(CheckPlace::of_role(Some(page.role)))
    }
}

impl Make<standard_pages::SelfCheckOfAllGroup> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::SelfCheckOfAllGroup) -> Result<Vec<u8>, RenderError> {
        self.group(CheckPlace::of_role(None))
    }
}

impl Make<standard_pages::SelfCheckOfFormGroup> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfFormGroup) -> Result<Vec<u8>, RenderError> {
        let standard = &self.frame.handbook().standards[self.standard];
        let form = standard.graded_form_at(page.clause);
        let place = form.and_then(|form| CheckPlace::of_form(standard, form));
        let made = place.and_then(|place| render(self.frame, self.standard, place));
        self.shown_if_any(made)
    }
}

impl Make<standard_pages::SelfCheckOfBranchGroup> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfBranchGroup) -> Result<Vec<u8>, RenderError> {
        self.group(CheckPlace::of_branch(Some(page.role), page.level))
    }
}

impl Make<standard_pages::SelfCheckOfAllBranchGroup> for StandardPageMaker<'_, '_> {
    fn make(
        &self,
        page: standard_pages::SelfCheckOfAllBranchGroup,
    ) -> Result<Vec<u8>, RenderError> {
        self.group(CheckPlace::of_branch(None, page.level))
    }
}

impl StandardPageMaker<'_, '_> {
    fn group(&self, place: CheckPlace) -> Result<Vec<u8>, RenderError> {
        self.shown_if_any(render(self.frame, self.standard, place))
    }
}

/// Renders the view of several people for the self-check at `place`; `None` if there is none.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> Option<(Chrome, PeopleView)> {
    let (mut chrome, view) = by_profile(frame, standard_index, place)
        .or_else(|| by_form(frame, standard_index, place))?;
    chrome.kind = "group";
    chrome.description = frame.word("group_lede").to_owned();
    Some((chrome, view))
}

fn by_profile(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> Option<(Chrome, PeopleView)> {
    let standard = &frame.handbook().standards[standard_index];
    let (chrome, check) = selfcheck_profile::render(frame, standard_index, place, false)?;
    let profile = rating::profile(
        standard,
        standard.role_id(place.role),
        place.branch(standard),
    )?;
    let words = selfcheck_profile_words::json(frame, standard_index, &profile, place.role, WORDS);
    let mut modules = Modules::of(frame, standard_index, standard.role_id(place.role));
    let has_rule = check.rule.basis != "none";
    let ProfileView {
        areas,
        dimensions,
        heading,
        groups,
        has_levels,
        page,
        postings,
        texts,
        ..
    } = check;
    // Those of a long self-check are in its areas.
    let clauses = groups.into_iter().flat_map(|group| group.clauses);
    let clauses = clauses.chain(areas.into_iter().flat_map(|area| area.clauses));
    let parts = clauses.flat_map(|clause| clause.parts);
    let requirements = parts.flat_map(|part| part.requirements);
    let requirements = requirements.map(|one| PeopleRequirementView {
        taught: modules.taught(&one.id),
        id: one.id,
        number: one.number,
        href: one.href,
        title: one.title,
        text: one.text,
        is_ungraded: false,
    });
    let requirements = requirements.collect();
    let view = PeopleView {
        heading,
        is_by_profile: true,
        has_levels,
        has_columns: !dimensions.is_empty(),
        has_rule,
        assessors: Vec::new(),
        data: profile.profile.encode(),
        words,
        check: page,
        texts,
        requirements,
        modules: modules.views(),
        postings: postings.iter().map(posting).collect(),
    };
    Some((chrome, view))
}

fn by_form(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> Option<(Chrome, PeopleView)> {
    let standard = &frame.handbook().standards[standard_index];
    let (chrome, check) = selfcheck::render(frame, standard_index, place, false)?;
    let annex = (&check.annex, place.form(standard)?);
    let words = selfcheck_words::json(frame, standard_index, &check.clause, annex, WORDS);
    let mut modules = Modules::of(frame, standard_index, standard.role_id(place.role));
    let SelfCheckView {
        assessors,
        heading,
        groups,
        is_by_level,
        page,
        postings,
        rubric,
        ..
    } = check;
    // A requirement may be graded by several rows.
    let mut met = BTreeSet::new();
    let mut requirements = Vec::new();
    let rows: Vec<_> = groups.into_iter().flat_map(|group| group.rows).collect();
    let graded = |row: &CheckRowView| -> Vec<String> {
        row.graded.iter().map(|one| one.id.clone()).collect()
    };
    let graded: BTreeSet<String> = rows.iter().flat_map(graded).collect();
    for one in rows
        .into_iter()
        .flat_map(|row| row.graded.into_iter().chain(row.ungraded))
    {
        if met.insert(one.id.clone()) {
            requirements.push(PeopleRequirementView {
                taught: modules.taught(&one.id),
                is_ungraded: !graded.contains(&one.id),
                id: one.id,
                number: one.name,
                href: one.href,
                title: None,
                text: one.text,
            });
        }
    }
    let view = PeopleView {
        heading,
        is_by_profile: false,
        has_levels: is_by_level,
        has_columns: true,
        has_rule: true,
        assessors,
        data: rubric,
        words,
        check: page,
        texts: None,
        requirements,
        modules: modules.views(),
        postings: postings.iter().map(posting).collect(),
    };
    Some((chrome, view))
}

fn posting(posting: &CheckPostingView) -> PeoplePostingView {
    let asked = posting.must.iter().chain(&posting.nice);
    let asked: Vec<&str> = asked.map(|one| one.id.as_str()).collect();
    PeoplePostingView {
        id: posting.id.clone(),
        joined: posting.joined.clone(),
        level: posting.level.clone(),
        expires: posting.expires.clone(),
        asked: asked.join(" "),
    }
}

/// The modules that practise or assess requirements, in the order in which they are needed.
struct Modules<'f, 'a> {
    frame: &'f Frame<'a>,
    standard: StandardIndex,
    /// The curricula of the standard, those that lead to the role first.
    curricula: Vec<CurriculumIndex>,
    found: Vec<(CurriculumIndex, ModuleIndex)>,
}

impl<'f, 'a> Modules<'f, 'a> {
    fn of(frame: &'f Frame<'a>, standard: StandardIndex, role: Option<&str>) -> Self {
        let curricula = frame.handbook().curricula.indexed();
        let own = curricula.filter(|(_, curriculum)| curriculum.standard == standard);
        let leads_elsewhere = |index: CurriculumIndex| {
            let aims = frame.handbook().curricula[index].about.aims();
            !aims.iter().any(|(aim, _)| *aim == role)
        };
        let mut curricula: Vec<CurriculumIndex> = own.map(|(index, _)| index).collect();
        curricula.sort_by_key(|index| leads_elsewhere(*index));
        Modules {
            frame,
            standard,
            curricula,
            found: Vec::new(),
        }
    }

    /// The positions of the modules that practise or assess the requirement with an id.
    fn taught(&mut self, id: &str) -> String {
        let standard = &self.frame.handbook().standards[self.standard];
        let Some(requirement) = standard.requirement_index(id) else {
            return String::new();
        };
        let mut places = Vec::new();
        for curriculum in &self.curricula {
            let modules = self.frame.handbook().curricula[*curriculum].taught(requirement);
            for (module, _) in modules
                .iter()
                .filter(|(_, depth)| *depth >= Depth::Practises)
            {
                let one = (*curriculum, *module);
                let place = self.found.iter().position(|found| *found == one);
                let place = place.unwrap_or_else(|| {
                    self.found.push(one);
                    self.found.len() - 1
                });
                places.push(place.to_string());
            }
        }
        places.join(" ")
    }

    fn views(self) -> Vec<PeopleModuleView> {
        let view = |(curriculum, module): (CurriculumIndex, ModuleIndex)| PeopleModuleView {
            link: course::module_link(self.frame, curriculum, module),
            curriculum: course::link(self.frame, curriculum),
            is_example: self.frame.handbook().curricula[curriculum].about.example,
        };
        self.found.iter().copied().map(view).collect()
    }
}
