//! A self-check by profile, for standards without a form: the requirements to rate, what is compared with them, and the
//! script's data.

use std::collections::BTreeSet;

use serde::Serialize;

use super::joined::joined;
use super::selfcheck_postings::{self, CheckPostingView};
use super::selfcheck_profile_words as words;
use super::selfcheck_surroundings::{CheckChoiceView, frame_address, surroundings};
use super::taught::{self, TaughtCurriculum};
use crate::index::{ClauseIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::rating::{self, RoleProfile};
use crate::model::{Clause, CompleteStandard};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::text::Text;

/// A self-check by profile.
#[derive(Debug, Serialize)]
pub struct ProfileView {
    /// The heading, with the role.
    pub heading: TextView,
    /// Whether the handbook addresses people who look for a job or hire others.
    pub is_for_work: bool,
    /// The requirements, by dimension.
    pub groups: Vec<RatedGroupView>,
    /// The dimensions by which the result is broken down.
    pub dimensions: Vec<CheckChoiceView>,
    /// The targets, lowest first.
    pub targets: Vec<TargetView>,
    /// Whether the targets are levels. Otherwise the only one is the role or the standard.
    pub has_levels: bool,
    /// Whether the rule for reaching a target is ours.
    pub has_our_rule: bool,
    /// Whether all requirements count the same and have two steps.
    pub is_even: bool,
    /// The number of requirements.
    pub count: usize,
    /// The postings for the role.
    pub postings: Vec<CheckPostingView>,
    /// The profile in its compact form, for the script; empty if it is not valid.
    pub profile: String,
    /// The script's sentences, as JSON.
    pub words: String,
    /// The link to the self-check's own page.
    pub page: String,
    /// The address of the self-check for frames; absolute if the site's address is known.
    pub frame: String,
}

/// A target that the reader may aim for.
#[derive(Debug, Serialize)]
pub struct TargetView {
    /// The target.
    pub choice: CheckChoiceView,
    /// The link to the page that lists its requirements.
    pub page: String,
}

/// The requirements of a dimension, or those without one.
#[derive(Debug, Serialize)]
pub struct RatedGroupView {
    /// The dimension.
    pub title: Option<TextView>,
    /// Its clauses.
    pub clauses: Vec<RatedClauseView>,
}

/// The requirements of a clause.
#[derive(Debug, Serialize)]
pub struct RatedClauseView {
    /// The clause's id.
    pub id: String,
    /// The link to the clause; `None` if it is the dimension's own, whose title is above.
    pub link: Option<LinkView>,
    /// The clauses that contain it and not all requirements of its dimension, the outermost first.
    pub path: Vec<LinkView>,
    /// The level of its requirements, or their levels, if they have any.
    pub level: Option<TextView>,
    /// Its requirements.
    pub requirements: Vec<RatedView>,
}

/// A requirement to rate.
#[derive(Debug, Serialize)]
pub struct RatedView {
    /// The requirement's id.
    pub id: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The text.
    pub text: TextView,
    /// The modules that teach it, by curriculum.
    pub taught: Vec<TaughtCurriculum>,
}

/// Renders the self-check by profile of the role at `role`, or of a standard without roles; `None` if there is none.
/// `in_frame` is set for a frame in another page.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    in_frame: bool,
) -> Option<(Chrome, ProfileView)> {
    let standard = &frame.handbook().standards[standard_index];
    let role_id = role.map(|role| standard.about.roles[role].id.as_str());
    let profile = rating::profile(standard, role_id)?;
    let lede = if profile.levels.is_empty() {
        "profile_lede_whole"
    } else {
        "profile_lede"
    };
    let (chrome, heading) = surroundings(frame, standard_index, role, in_frame, lede);
    let builder = ProfileBuilder {
        frame,
        standard_index,
        standard,
        profile: &profile,
    };
    let core = &profile.profile;
    let listed: BTreeSet<&str> = core
        .requirements
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let first = core.requirements.first();
    let is_even = core.requirements.iter().all(|one| {
        one.steps == rating::STEPS && Some(one.weight) == first.map(|first| first.weight)
    });
    let view = ProfileView {
        heading,
        is_for_work: frame.handbook().is_for_work(standard_index),
        groups: builder.groups(),
        dimensions: builder.dimensions(),
        targets: builder.targets(role),
        has_levels: !profile.levels.is_empty(),
        has_our_rule: profile.has_our_rule,
        is_even,
        count: core.requirements.len(),
        postings: selfcheck_postings::views(
            frame,
            standard_index,
            role_id,
            &listed,
            &BTreeSet::new(),
        ),
        profile: core.check().map(|()| core.encode()).unwrap_or_default(),
        words: words::json(frame, standard, &profile, role),
        page: frame.standard_link(standard_index, StandardPage::of_self_check(role)),
        frame: frame_address(frame, standard_index, role),
    };
    Some((chrome, view))
}

/// Builds the parts of the view.
struct ProfileBuilder<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    profile: &'f RoleProfile,
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
        let view = |level: &crate::index::LevelIndex| TargetView {
            choice: self.choice(
                about.levels[*level].id.as_str(),
                &about.levels[*level].title,
            ),
            page: link(role.map_or(StandardPage::LevelOfAll(*level), |role| {
                StandardPage::Level {
                    role,
                    level: *level,
                }
            })),
        };
        levels.map(view).collect()
    }

    /// The requirements by dimension, in the order of the dimensions, those without one last; within each by clause.
    fn groups(&self) -> Vec<RatedGroupView> {
        let ids = self.profile.profile.dimensions.iter();
        let dimensions = ids.map(|id| Some(id.as_str())).chain([None]);
        let groups = dimensions.map(|dimension| self.group(dimension));
        groups.filter(|group| !group.clauses.is_empty()).collect()
    }

    fn group(&self, dimension: Option<&str>) -> RatedGroupView {
        let requirements = self.profile.requirements.iter().copied();
        let within: Vec<RequirementIndex> = requirements
            .filter(|index| {
                let axes = &self.standard.requirements[*index].axes;
                let own = self.standard.first_dimension(axes);
                own.map(|own| own.id.as_str()) == dimension
            })
            .collect();
        let of = |index: &RequirementIndex| &self.standard.requirements[*index];
        // Requirements of one clause at the same levels stay together.
        let clauses = within.chunk_by(|one, other| {
            let (one, other) = (of(one), of(other));
            one.clause == other.clause && one.axes.levels == other.axes.levels
        });
        let clauses: Vec<(ClauseIndex, &[RequirementIndex])> = clauses
            .map(|requirements| (of(&requirements[0]).clause, requirements))
            .collect();
        let about = dimension.and_then(|id| self.standard.dimension(id));
        let home = about.and_then(|about| about.clause.as_ref());
        let home = home.and_then(|clause| self.standard.clause_index(clause.as_str()));
        let mut common = self.common(clauses.iter().map(|(clause, _)| *clause));
        common.extend(home);
        let voice = self.frame.voice_of(self.standard);
        let clauses = clauses.into_iter().map(|(clause, requirements)| {
            let view = self.clause(clause, requirements, &common);
            RatedClauseView {
                link: view.link.filter(|_| Some(clause) != home),
                ..view
            }
        });
        RatedGroupView {
            title: about.map(|dimension| voice.text(&dimension.title)),
            clauses: clauses.collect(),
        }
    }

    /// The clauses above `clause`, the innermost first.
    fn above(&self, clause: ClauseIndex) -> impl Iterator<Item = ClauseIndex> {
        let parent = |index: &ClauseIndex| self.standard.clauses[*index].parent;
        std::iter::successors(parent(&clause), parent)
    }

    /// The clauses that contain all of `clauses`, which need not be named beside each.
    fn common(&self, mut clauses: impl Iterator<Item = ClauseIndex>) -> BTreeSet<ClauseIndex> {
        let first = clauses.next().into_iter();
        let mut common: BTreeSet<ClauseIndex> =
            first.flat_map(|clause| self.above(clause)).collect();
        for clause in clauses {
            let above: BTreeSet<ClauseIndex> = self.above(clause).collect();
            common.retain(|clause| above.contains(clause));
        }
        common
    }

    fn clause(
        &self,
        index: ClauseIndex,
        requirements: &[RequirementIndex],
        common: &BTreeSet<ClauseIndex>,
    ) -> RatedClauseView {
        let voice = self.frame.voice_of(self.standard);
        let clause: &Clause = &self.standard.clauses[index];
        let axes = requirements
            .first()
            .map(|index| &self.standard.requirements[*index].axes);
        let levels: Vec<TextView> = axes
            .into_iter()
            .flat_map(|axes| {
                let levels = self.standard.levels_among(&axes.roles).into_iter();
                levels.filter(|level| axes.levels.has(level.id.as_str()))
            })
            .map(|level| voice.text(&level.title))
            .collect();
        let mut path: Vec<LinkView> = self
            .above(index)
            .filter(|above| !common.contains(above))
            .map(|above| self.frame.clause_link(self.standard_index, above))
            .collect();
        path.reverse();
        let requirement = |index: &RequirementIndex| {
            let requirement = &self.standard.requirements[*index];
            RatedView {
                id: requirement.id.to_string(),
                href: self.frame.item_link(self.standard_index, requirement),
                text: voice.text(requirement.text()),
                taught: taught::curricula(self.frame, self.standard_index, &[*index]),
            }
        };
        RatedClauseView {
            id: clause.id().to_string(),
            link: Some(self.frame.clause_link(self.standard_index, index)),
            path,
            level: (!levels.is_empty()).then(|| joined(&levels, " · ", &voice.own().tag)),
            requirements: requirements.iter().map(requirement).collect(),
        }
    }
}
