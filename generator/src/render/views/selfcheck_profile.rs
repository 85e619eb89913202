//! A self-check by profile, for standards without a form: the requirements to rate, what is compared with them, and the
//! script's data.

use std::collections::BTreeSet;

use serde::Serialize;

use super::areas::{self, AreaTextsLink, AreaView};
use super::note::{self, NoteView};
use super::selfcheck_choices::{self, SharedChoicesView};
use super::selfcheck_plan::{self, PlanModulesView};
use super::selfcheck_postings::{self, CheckPostingView};
use super::selfcheck_profile_words as words;
use super::selfcheck_rated::{RatedBuilder, RatedClauseView, RatedGroupView};
use super::selfcheck_surroundings::{CheckChoiceView, frame_address, group_address, surroundings};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::model::rating::{self, Rated};
use crate::model::rubric::points;
use crate::model::{CompleteStandard, RoleProfile, RuleBasis};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::{StandardPage, Target};
use crate::site::check_place::CheckPlace;
use crate::source::format::points::Points;
use crate::source::format::text::Text;

/// A self-check by profile.
#[derive(Debug, Serialize)]
pub struct ProfileView {
    /// The heading, with the role.
    pub heading: TextView,
    /// Whether the handbook addresses people who look for a job or hire others.
    pub is_for_work: bool,
    /// The requirements, by dimension. Empty if a script brings them.
    pub groups: Vec<RatedGroupView>,
    /// The areas of what is rated, if a script brings their texts.
    pub areas: Vec<AreaView<RatedClauseView>>,
    /// The script with the texts of the areas; `None` if the page has them.
    pub texts: Option<AreaTextsLink>,
    /// The choices that a script adds to the requirements of a long list.
    pub shared_choices: Option<SharedChoicesView>,
    /// The dimensions by which the result is broken down.
    pub dimensions: Vec<CheckChoiceView>,
    /// The targets, lowest first.
    pub targets: Vec<TargetView>,
    /// Whether the targets are levels. Otherwise the only one is the role or the standard.
    pub has_levels: bool,
    /// The rule for reaching a target.
    pub rule: RuleView,
    /// Whether all requirements count the same.
    pub is_even: bool,
    /// Whether any requirement is rated by levels.
    pub has_scales: bool,
    /// Whether any requirement is rated as met or partly met.
    pub has_halves: bool,
    /// Whether the result is broken down by dimension, and some requirements belong to none.
    pub has_others: bool,
    /// The number of requirements.
    pub count: usize,
    /// The postings for the role.
    pub postings: Vec<CheckPostingView>,
    /// The self-checks for each branch of levels that fork; empty if there is one for all levels.
    pub branches: Vec<BranchCheckView>,
    /// The profile in its compact form, for the script. Empty if it is not valid, or if it comes with the texts.
    pub profile: String,
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
    /// The page that lists all files of the standard.
    pub take_along: String,
}

/// A target that the reader may aim for.
#[derive(Debug, Serialize)]
pub struct TargetView {
    /// The target.
    pub choice: CheckChoiceView,
    /// The link to the page that lists its requirements.
    pub page: String,
}

/// The self-check for a branch of levels that fork.
#[derive(Debug, Serialize)]
pub struct BranchCheckView {
    /// The link to it; its address is empty for that of this page.
    pub href: String,
    /// The levels of the branch, lowest first.
    pub levels: Vec<TextView>,
}

/// The rule for reaching a target.
#[derive(Debug, Default, Serialize)]
pub struct RuleView {
    /// Its origin: `standard`, `ours`, or `none` if there is none.
    pub basis: &'static str,
    /// The clause that states it.
    pub clause: Option<LinkView>,
    /// The standard's words.
    pub text: Option<TextView>,
    /// Whether everything that is required must be met.
    pub musts: bool,
    /// The minimum percentage of the weights that must be attained.
    pub share: Option<String>,
    /// The minimum percentage of the requirements that must be met.
    pub met: Option<String>,
    /// Notes on the rule.
    pub notes: Vec<NoteView>,
}

/// Renders the self-check by profile at `place`; `None` if there is none. `in_frame` is set for a frame in another page.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
    in_frame: bool,
) -> Option<(Chrome, ProfileView)> {
    let standard = &frame.handbook().standards[standard_index];
    let role = place.role;
    let role_id = standard.role_id(role);
    let profile = rating::profile(standard, role_id, place.branch(standard))?;
    let lede = match profile.basis {
        RuleBasis::None => "profile_lede_grid",
        _ if profile.levels.is_empty() => "profile_lede_whole",
        RuleBasis::Standard(_) | RuleBasis::Ours => "profile_lede",
    };
    let (chrome, heading) = surroundings(frame, standard_index, place, in_frame, lede);
    let has_scale = |one: &Rated| !one.scale.levels.is_empty();
    let builder = ProfileBuilder {
        frame,
        standard_index,
        standard,
        profile: &profile,
    };
    let rated = RatedBuilder::new(frame, standard_index, place.role, &profile);
    let mut groups = rated.groups();
    let core = &profile.profile;
    let listed: BTreeSet<&str> = core
        .requirements
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let postings = selfcheck_postings::views(frame, standard_index, role_id, |requirements| {
        let standing = requirements.iter().filter_map(|one| rated.standing(*one));
        selfcheck_postings::requirements(frame, standard_index, standing, &listed, None)
    });
    // A posting for a level of another branch is compared there.
    let postings = postings.into_iter().filter(|posting| {
        let level = standard.ladder_at(role).find(&posting.level);
        level.is_none_or(|level| place.has_level(standard, level))
    });
    let shared_choices = selfcheck_choices::share(&mut groups);
    let page = frame.standard_link(standard_index, place.page());
    let texts = place.has_texts(standard).then(|| {
        let texts = Target::check_texts(frame.reading_index, standard_index, place);
        let folder = page.rfind('/').map_or("", |end| &page[..=end]);
        AreaTextsLink {
            href: frame.target_link(&texts),
            folder: folder.to_owned(),
        }
    });
    let areas = if texts.is_some() {
        let groups = std::mem::take(&mut groups).into_iter();
        areas::areas(frame, standard_index, groups.map(Into::into).collect())
    } else {
        Vec::new()
    };
    let view = ProfileView {
        heading,
        is_for_work: frame.handbook().is_for_work(standard_index),
        shared_choices,
        groups,
        areas,
        dimensions: builder.dimensions(),
        targets: builder.targets(role),
        has_levels: !profile.levels.is_empty(),
        rule: builder.rule(),
        is_even: rated.is_even,
        has_scales: profile.rated.iter().any(has_scale),
        has_halves: !profile.rated.iter().all(has_scale),
        has_others: !core.dimensions.is_empty()
            && (core.requirements.iter()).any(|one| one.dimensions.is_empty()),
        count: profile.rated.len(),
        postings: postings.collect(),
        branches: builder.branches(place),
        profile: if texts.is_some() {
            String::new()
        } else {
            core.encode()
        },
        texts,
        modules: selfcheck_plan::modules(frame, standard_index, role_id),
        words: words::json(frame, standard_index, &profile, role, words::PROFILE_WORDS),
        page,
        frame: frame_address(frame, standard_index, place),
        group: group_address(frame, standard_index, place),
        take_along: frame.standard_link(standard_index, StandardPage::TakeAlong),
    };
    Some((chrome, view))
}

/// Builds the parts of the view.
struct ProfileBuilder<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    profile: &'f RoleProfile<'a>,
}

impl ProfileBuilder<'_, '_> {
    fn choice(&self, id: &str, title: &Text) -> CheckChoiceView {
        let title = self.frame.voice_of(self.standard).text(title);
        CheckChoiceView {
            id: id.to_owned(),
            joined: title.joined(),
            title,
        }
    }

    /// The self-checks for each branch, with that at `own`.
    fn branches(&self, own: CheckPlace) -> Vec<BranchCheckView> {
        let voice = self.frame.voice_of(self.standard);
        let places = CheckPlace::all(self.standard).into_iter();
        let places = places.filter(|place| place.role == own.role);
        let view = |place: CheckPlace| {
            let branch = place.branch(self.standard)?;
            let title = |level: &LevelIndex| voice.text(&self.profile.ladder.levels[*level].title);
            let page = self.frame.standard_link(self.standard_index, place.page());
            Some(BranchCheckView {
                href: if place == own { String::new() } else { page },
                levels: branch.levels.iter().map(title).collect(),
            })
        };
        places.filter_map(view).collect()
    }

    fn dimensions(&self) -> Vec<CheckChoiceView> {
        let ids = self.profile.profile.dimensions.iter();
        ids.filter_map(|id| Some(self.choice(id, &self.standard.dimension(id)?.title)))
            .collect()
    }

    fn targets(&self, role: Option<RoleIndex>) -> Vec<TargetView> {
        let about = &self.standard.about;
        let link = |page| self.frame.link_if_any(self.standard_index, page);
        if self.profile.levels.is_empty() {
            let title = role.map_or(&about.title, |role| &about.roles[role].title);
            let page = role.map_or(StandardPage::Requirements, StandardPage::Role);
            let targets = self.profile.profile.targets.iter();
            let view = |target: &selfcheck_wasm::profile::Target| TargetView {
                choice: self.choice(&target.id, title),
                page: link(page),
            };
            return targets.map(view).collect();
        }
        let levels = self.profile.levels.iter();
        let view = |level: &LevelIndex| {
            let about = &self.profile.ladder.levels[*level];
            TargetView {
                choice: self.choice(about.id.as_str(), &about.title),
                page: link(role.map_or(StandardPage::LevelOfAll(*level), |role| {
                    StandardPage::Level {
                        role,
                        level: *level,
                    }
                })),
            }
        };
        levels.map(view).collect()
    }

    fn rule(&self) -> RuleView {
        let rule = match self.profile.basis {
            RuleBasis::Standard(rule) => rule,
            RuleBasis::Ours => {
                return RuleView {
                    basis: "ours",
                    ..RuleView::default()
                };
            }
            RuleBasis::None => {
                return RuleView {
                    basis: "none",
                    ..RuleView::default()
                };
            }
        };
        let voice = self.frame.voice_of(self.standard);
        let clause = rule.clause.as_ref();
        let clause = clause.and_then(|clause| self.standard.clause_index(clause.as_str()));
        let percent = |share: &Option<Points>| share.as_ref().map(|share| points(share.hundredths));
        RuleView {
            basis: "standard",
            clause: clause.map(|clause| self.frame.clause_link(self.standard_index, clause)),
            text: rule
                .text
                .as_ref()
                .map(|text| voice.marked(text, &rule.note)),
            musts: rule.musts,
            share: percent(&rule.share),
            met: percent(&rule.met),
            notes: note::views(self.frame, &voice, &rule.note),
        }
    }
}
