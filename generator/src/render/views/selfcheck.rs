//! A self-check: a form to fill in, the rules, and the script's data.

use std::collections::BTreeSet;

use serde::Serialize;

use super::form::{self, FormView, GradeView};
use super::item::mark;
use super::note::{self, NoteView};
use super::selfcheck_plan::{self, PlanModulesView};
use super::selfcheck_postings::{self, CheckPostingView};
use super::selfcheck_profile;
use super::selfcheck_rows::{CheckGroupView, Rows};
use super::selfcheck_surroundings::{CheckChoiceView, frame_address, group_address, surroundings};
use super::selfcheck_words;
use super::standard_files::form_workbook;
use crate::index::{ClauseIndex, RoleIndex, StandardIndex};
use crate::model::assessment;
use crate::model::requirement::letters;
use crate::model::rubric::{maximum, points};
use crate::model::{CompleteStandard, GradedForm};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::check_place::CheckPlace;
use crate::site::{Make, RenderError};
use crate::source::format::clause::OutcomeRecord;
use crate::source::format::points::Points;
use crate::source::format::rubric::{Band, Guidance};
use crate::source::format::text::{Id, Text};

/// A self-check.
#[derive(Debug, Serialize)]
pub struct SelfCheckView {
    /// The heading, with the role.
    pub heading: TextView,
    /// Whether the handbook addresses people who look for a job or hire others.
    pub is_for_work: bool,
    /// The annex with the form.
    pub annex: LinkView,
    /// The clause that states the bands.
    pub clause: LinkView,
    /// The clause that names the assessors, if there is one.
    pub assessors_clause: Option<LinkView>,
    /// The form's labels; its rows are in `groups`.
    pub form: FormView,
    /// The rows, by dimension.
    pub groups: Vec<CheckGroupView>,
    /// Whether the totals are those of levels.
    pub is_by_level: bool,
    /// Whether a course is told totals in per cent, since some are above the 100 points that it knows.
    pub is_in_percent: bool,
    /// The levels with their totals, lowest first, or a single total.
    pub levels: Vec<CheckLevelView>,
    /// The bands, highest first.
    pub bands: Vec<BandView>,
    /// The kinds of assessor.
    pub assessors: Vec<CheckChoiceView>,
    /// The rule of the guided self-check.
    pub guidance: Option<GuidanceView>,
    /// The postings for the role.
    pub postings: Vec<CheckPostingView>,
    /// The notes on rules that the standard leaves open.
    pub notes: Vec<NoteView>,
    /// The rubric in its compact form, for the script; empty if the rubric and the form do not match.
    pub rubric: String,
    /// The modules that may close gaps.
    pub modules: PlanModulesView,
    /// The script's sentences, as JSON.
    pub words: String,
    /// The link to the self-check's own page.
    pub page: String,
    /// The address of the self-check for frames; absolute if the site's address is known.
    pub frame: String,
    /// The link to the results of several people; empty if there is no such page.
    pub group: String,
    /// The link to the form as a workbook.
    pub workbook: String,
    /// The page that lists all files of the standard.
    pub take_along: String,
}

/// A level and its total, or a total without a level.
#[derive(Debug, Serialize)]
pub struct CheckLevelView {
    /// The total's id in data: that of its level, or `-`.
    pub id: String,
    /// The level's title, or the total's.
    pub title: TextView,
    /// The title in the languages of the reading, joined as plain text, since `option` cannot contain elements.
    pub joined: Html,
    /// The maximum, in points.
    pub maximum: String,
    /// The link to the level's page; empty if it has none.
    pub page: String,
}

/// A band and its possible outcomes.
#[derive(Debug, Serialize)]
pub struct BandView {
    /// The band's id.
    pub id: String,
    /// The band's title.
    pub title: TextView,
    /// The title in the languages of the reading, joined as plain text.
    pub joined: Html,
    /// The lowest total of the band, in points; empty in the lowest band.
    pub from: String,
    /// The lowest total that is above the band, in points; empty in the highest band.
    pub below: String,
    /// The clause that states the outcomes of the band, if there is one.
    pub clause: Option<LinkView>,
    /// The sentence that introduces the outcomes.
    pub intro: Option<TextView>,
    /// The possible outcomes of the band.
    pub outcomes: Vec<OutcomeView>,
}

/// A possible outcome of a band.
#[derive(Debug, Serialize)]
pub struct OutcomeView {
    /// The mark as the source prints it: `a）`.
    pub mark: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The text.
    pub text: TextView,
}

/// The rule of the guided self-check.
#[derive(Debug, Serialize)]
pub struct GuidanceView {
    /// The answers with their points; empty if an answer does not count.
    pub answers: Vec<(CheckChoiceView, String)>,
    /// The percentage of a row's requirements that must be answered.
    pub answered: String,
    /// The grades with the percentage of the possible points from which each is proposed; empty for the last.
    pub grades: Vec<(GradeView, String)>,
    /// The note that the rule is ours.
    pub notes: Vec<NoteView>,
}

impl Make<standard_pages::SelfCheck> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheck) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_role(Some(page.role)), false)
    }
}

impl Make<standard_pages::SelfCheckFrame> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckFrame) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_role(Some(page.role)), true)
    }
}

impl Make<standard_pages::SelfCheckOfAll> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::SelfCheckOfAll) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_role(None), false)
    }
}

impl Make<standard_pages::SelfCheckOfAllFrame> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::SelfCheckOfAllFrame) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_role(None), true)
    }
}

impl Make<standard_pages::SelfCheckOfBranch> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfBranch) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_branch(Some(page.role), page.level), false)
    }
}

impl Make<standard_pages::SelfCheckOfBranchFrame> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfBranchFrame) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_branch(Some(page.role), page.level), true)
    }
}

impl Make<standard_pages::SelfCheckOfAllBranch> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfAllBranch) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_branch(None, page.level), false)
    }
}

impl Make<standard_pages::SelfCheckOfAllBranchFrame> for StandardPageMaker<'_, '_> {
    fn make(
        &self,
        page: standard_pages::SelfCheckOfAllBranchFrame,
    ) -> Result<Vec<u8>, RenderError> {
        self.self_check(CheckPlace::of_branch(None, page.level), true)
    }
}

impl Make<standard_pages::SelfCheckOfForm> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfForm) -> Result<Vec<u8>, RenderError> {
        self.further(page.clause, false)
    }
}

impl Make<standard_pages::SelfCheckOfFormFrame> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::SelfCheckOfFormFrame) -> Result<Vec<u8>, RenderError> {
        self.further(page.clause, true)
    }
}

impl StandardPageMaker<'_, '_> {
    /// Renders a self-check by form, or else by profile.
    fn self_check(&self, place: CheckPlace, in_frame: bool) -> Result<Vec<u8>, RenderError> {
        match selfcheck_profile::render(self.frame, self.standard, place, in_frame) {
            Some(made) => self.shown(made),
            None => self.shown_if_any(render(self.frame, self.standard, place, in_frame)),
        }
    }

    /// Renders the self-check with the form in the annex at `annex`.
    fn further(&self, annex: ClauseIndex, in_frame: bool) -> Result<Vec<u8>, RenderError> {
        let standard = &self.frame.handbook().standards[self.standard];
        let form = standard.graded_form_at(annex);
        let place = form.and_then(|form| CheckPlace::of_form(standard, form));
        let made = place.and_then(|place| render(self.frame, self.standard, place, in_frame));
        self.shown_if_any(made)
    }
}

/// Renders the self-check at `place`; `None` if it is by profile. `in_frame` is set for a frame in another page.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
    in_frame: bool,
) -> Option<(Chrome, SelfCheckView)> {
    let standard = &frame.handbook().standards[standard_index];
    let graded = place.form(standard)?;
    let (chrome, heading) = surroundings(frame, standard_index, place, in_frame, "check_lede");
    let view = SelfCheckBuilder {
        frame,
        standard_index,
        standard,
        graded,
    }
    .view(place, heading);
    Some((chrome, view))
}

/// Builds the parts of the view.
struct SelfCheckBuilder<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    graded: GradedForm<'a>,
}

impl SelfCheckBuilder<'_, '_> {
    fn view(&self, place: CheckPlace, heading: TextView) -> SelfCheckView {
        let (annex_index, rules) = (self.graded.index, self.graded.rubric);
        let rubric = assessment::rubric(self.standard, self.graded);
        let mut form = form::view(self.frame, self.standard_index, self.graded, "");
        let groups = std::mem::take(&mut form.groups).into_iter();
        let rows = Rows {
            frame: self.frame,
            standard_index: self.standard_index,
            standard: self.standard,
            graded: self.graded,
        };
        let groups: Vec<CheckGroupView> = groups.map(|group| rows.group(group)).collect();
        let clause = (rules.clause.as_ref())
            .and_then(|clause| self.clause_link(clause.as_str()))
            .unwrap_or_else(|| self.frame.clause_link(self.standard_index, annex_index));
        let annex = self.frame.clause_link(self.standard_index, annex_index);
        let assessors = rules.assessors.as_ref();
        let assessors_clause =
            assessors.and_then(|assessors| self.clause_link(assessors.clause.as_str()));
        SelfCheckView {
            heading,
            is_for_work: self.frame.handbook().is_for_work(self.standard_index),
            words: selfcheck_words::json(
                self.frame,
                self.standard_index,
                &clause,
                (&annex, self.graded),
                selfcheck_words::FORM_WORDS,
            ),
            modules: selfcheck_plan::modules(self.frame, self.standard_index, self.graded.role()),
            postings: self.postings(&groups),
            groups,
            is_by_level: rules.is_by_level(),
            is_in_percent: (rules.totals.iter())
                .any(|total| maximum(self.graded.form, total) > 10_000),
            levels: self.levels(place.role),
            bands: self.bands(),
            assessors: assessors
                .iter()
                .flat_map(|assessors| &assessors.kinds)
                .map(|kind| self.choice(kind.id.as_str(), &kind.title))
                .collect(),
            guidance: rules
                .guidance
                .as_ref()
                .map(|guidance| self.guidance(guidance)),
            notes: form::rules(self.frame, self.standard_index, rules).rules,
            rubric: rubric.map(|rubric| rubric.encode()).unwrap_or_default(),
            page: self.frame.standard_link(self.standard_index, place.page()),
            frame: frame_address(self.frame, self.standard_index, place),
            group: group_address(self.frame, self.standard_index, place),
            workbook: form_workbook(self.frame, self.standard_index, self.graded),
            take_along: (self.frame).standard_link(self.standard_index, StandardPage::TakeAlong),
            form,
            clause,
            annex,
            assessors_clause,
        }
    }

    fn clause_link(&self, id: &str) -> Option<LinkView> {
        let index = self.standard.clause_index(id)?;
        Some(self.frame.clause_link(self.standard_index, index))
    }

    fn postings(&self, groups: &[CheckGroupView]) -> Vec<CheckPostingView> {
        let rows = groups.iter().flat_map(|group| &group.rows);
        let in_form: BTreeSet<&str> = rows
            .flat_map(|row| row.graded.iter().chain(&row.ungraded))
            .map(|requirement| requirement.id.as_str())
            .collect();
        let graded: BTreeSet<&str> = (self.graded.form.rows.iter())
            .flat_map(|row| &row.criteria)
            .flat_map(assessment::named)
            .map(Id::as_str)
            .collect();
        let role = self.graded.role();
        selfcheck_postings::views(self.frame, self.standard_index, role, |requirements| {
            let requirements = requirements.iter().copied();
            let (frame, standard) = (self.frame, self.standard_index);
            selfcheck_postings::requirements(frame, standard, requirements, &in_form, Some(&graded))
        })
    }

    fn levels(&self, role: Option<RoleIndex>) -> Vec<CheckLevelView> {
        let totals = self.graded.rubric.totals.iter();
        totals
            .filter_map(|total| {
                let title = match &total.level {
                    Some(id) => &self.graded.level(self.standard, id.as_str())?.title,
                    None => total.title.as_ref()?,
                };
                let choice = self.choice(total.id(), title);
                Some(CheckLevelView {
                    id: choice.id,
                    title: choice.title,
                    joined: choice.joined,
                    maximum: points(maximum(self.graded.form, total)),
                    page: self
                        .standard
                        .ladder_at(role)
                        .find(total.id())
                        .map(|level| self.frame.level_link(self.standard_index, role, level))
                        .unwrap_or_default(),
                })
            })
            .collect()
    }

    fn bands(&self) -> Vec<BandView> {
        let voice = self.frame.voice_of(self.standard);
        let bands = &self.graded.rubric.bands;
        let from = |index: usize| {
            let from = bands.get(index)?.from.as_ref()?;
            Some(points(from.hundredths))
        };
        let view = |(index, band): (usize, &Band)| {
            let clause = self.standard.clauses.find_index(|clause| {
                let body = clause.as_clause().and_then(|body| body.band.as_ref());
                body.is_some_and(|id| *id == *band.id.as_str())
            });
            let body = clause.and_then(|clause| self.standard.clauses[clause].as_clause());
            let choice = self.choice(band.id.as_str(), &band.title);
            let clause = clause.map(|clause| self.frame.clause_link(self.standard_index, clause));
            let href = clause.as_ref().map(|clause| clause.href.clone());
            let outcome = |(item, letter): (&OutcomeRecord, String)| OutcomeView {
                mark: mark(self.standard.about.outcome_mark(), &letter),
                href: format!("{}#{letter}", href.as_deref().unwrap_or_default()),
                text: voice.text(&item.text),
            };
            BandView {
                id: choice.id,
                title: choice.title,
                joined: choice.joined,
                from: from(index).unwrap_or_default(),
                below: index.checked_sub(1).and_then(from).unwrap_or_default(),
                clause,
                intro: body
                    .and_then(|body| body.intro.as_ref())
                    .map(|intro| voice.text(intro)),
                outcomes: body
                    .into_iter()
                    .flat_map(|body| body.outcomes.iter().zip(letters(&body.outcomes)))
                    .map(outcome)
                    .collect(),
            }
        };
        bands.iter().enumerate().map(view).collect()
    }

    fn guidance(&self, guidance: &Guidance) -> GuidanceView {
        let number = |number: &Option<Points>| {
            let number = number.as_ref().map(|number| points(number.hundredths));
            number.unwrap_or_default()
        };
        let grades = form::grades(self.frame, self.standard_index, self.graded.rubric);
        GuidanceView {
            answers: guidance
                .answers
                .iter()
                .map(|answer| {
                    let choice = self.choice(answer.id.as_str(), &answer.title);
                    (choice, number(&answer.points))
                })
                .collect(),
            answered: points(guidance.answered.hundredths),
            grades: guidance
                .grades
                .iter()
                .filter_map(|bound| {
                    let mut grades = grades.iter();
                    let grade = grades.find(|grade| bound.grade == *grade.id)?;
                    Some((grade.clone(), number(&bound.from)))
                })
                .collect(),
            notes: note::views(
                self.frame,
                &self.frame.voice_of(self.standard),
                &guidance.note,
            ),
        }
    }

    fn choice(&self, id: &str, title: &Text) -> CheckChoiceView {
        let title = self.frame.voice_of(self.standard).text(title);
        CheckChoiceView {
            id: id.to_owned(),
            joined: title.joined(),
            title,
        }
    }
}
