//! A self-check by profile, for standards without a form: the requirements to rate, what is compared with them, and the
//! script's data.

use std::collections::BTreeSet;

use serde::Serialize;

use super::joined::joined;
use super::note::{self, NoteView};
use super::selfcheck_postings::{self, CheckPostingView};
use super::selfcheck_profile_words as words;
use super::selfcheck_surroundings::{CheckChoiceView, frame_address, surroundings};
use super::taught::{self, TaughtCurriculum};
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::rating::{self, Rated};
use crate::model::rubric::points;
use crate::model::{Clause, CompleteStandard, RoleProfile, RuleBasis};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::annex::Points;
use crate::source::format::standard::Level;
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
    /// The rule for reaching a target.
    pub rule: RuleView,
    /// Whether all requirements count the same.
    pub is_even: bool,
    /// Whether any requirement is rated by levels.
    pub has_scales: bool,
    /// Whether any requirement is rated as met or partly met.
    pub has_halves: bool,
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

/// The rule for reaching a target.
#[derive(Debug, Default, Serialize)]
pub struct RuleView {
    /// Where it comes from: `standard`, `ours`, or `none` if there is none.
    pub basis: &'static str,
    /// The clause that states it.
    pub clause: Option<LinkView>,
    /// The standard's words.
    pub text: Option<TextView>,
    /// Whether everything that is required must be met.
    pub musts: bool,
    /// The least percentage of the weights that must be attained.
    pub share: Option<String>,
    /// The least percentage of the requirements that must be met.
    pub met: Option<String>,
    /// Notes on the rule.
    pub notes: Vec<NoteView>,
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
    /// The number or code as printed; empty if it has none.
    pub number: String,
    /// The part by which sentences name it: `title`, `text` or `number`.
    pub named_by: &'static str,
    /// The title, if it does not stand for the text.
    pub title: Option<TextView>,
    /// The text.
    pub text: TextView,
    /// The levels by which it is rated, lowest first; empty if it is rated as met or partly met.
    pub steps: Vec<RatedLevelView>,
    /// The requirements that are part of it and are not rated themselves, in document order.
    pub parts: Vec<TextView>,
    /// The weight, in points, if requirements count differently.
    pub weight: Option<String>,
    /// The modules that teach it, by curriculum.
    pub taught: Vec<TaughtCurriculum>,
}

/// A level by which a requirement is rated.
#[derive(Debug, Serialize)]
pub struct RatedLevelView {
    /// The rating: the number of steps as a hexadecimal digit.
    pub value: String,
    /// The level.
    pub title: TextView,
    /// How the requirement reads at the level.
    pub text: Option<TextView>,
    /// The criteria.
    pub criteria: Vec<TextView>,
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
    let lede = match profile.basis {
        RuleBasis::None => "profile_lede_grid",
        _ if profile.levels.is_empty() => "profile_lede_whole",
        RuleBasis::Standard(_) | RuleBasis::Ours => "profile_lede",
    };
    let (chrome, heading) = surroundings(frame, standard_index, role, in_frame, lede);
    let first = profile.rated.first();
    let is_even = (profile.rated.iter()).all(|one| Some(one.weight) == first.map(|one| one.weight));
    let has_scale = |one: &Rated| !one.scale.levels.is_empty();
    let builder = ProfileBuilder {
        frame,
        standard_index,
        standard,
        profile: &profile,
        is_even,
    };
    let core = &profile.profile;
    let listed: BTreeSet<&str> = core
        .requirements
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let view = ProfileView {
        heading,
        is_for_work: frame.handbook().is_for_work(standard_index),
        groups: builder.groups(),
        dimensions: builder.dimensions(),
        targets: builder.targets(role),
        has_levels: !profile.levels.is_empty(),
        rule: builder.rule(),
        is_even,
        has_scales: profile.rated.iter().any(has_scale),
        has_halves: !profile.rated.iter().all(has_scale),
        count: profile.rated.len(),
        postings: selfcheck_postings::views(frame, standard_index, role_id, |requirements| {
            let standing = requirements.iter().filter_map(|one| builder.standing(*one));
            selfcheck_postings::requirements(frame, standard_index, standing, &listed, None)
        }),
        profile: core.encode(),
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
    profile: &'f RoleProfile<'a>,
    is_even: bool,
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

    /// The requirement by whose rating a requirement of a posting is judged: itself, or the one that it is part of and that
    /// is rated as a whole. `None` if it is rated by its parts, which postings name as well.
    fn standing(&self, requirement: RequirementIndex) -> Option<RequirementIndex> {
        let is_rated = |index: &RequirementIndex| {
            self.profile
                .rated
                .iter()
                .any(|one| one.requirement == *index)
        };
        let mut lineage = std::iter::once(requirement).chain(self.standard.above(requirement));
        if let Some(rated) = lineage.find(is_rated) {
            return Some(rated);
        }
        let mut parts = self.standard.parts_of(requirement);
        (!parts.any(|part| is_rated(&part))).then_some(requirement)
    }

    /// The requirements by dimension, in the order of the dimensions, those without one last; within each by clause.
    fn groups(&self) -> Vec<RatedGroupView> {
        let ids = self.profile.profile.dimensions.iter();
        let dimensions = ids.map(|id| Some(id.as_str())).chain([None]);
        let groups = dimensions.map(|dimension| self.group(dimension));
        groups.filter(|group| !group.clauses.is_empty()).collect()
    }

    fn group(&self, dimension: Option<&str>) -> RatedGroupView {
        let requirements = self.profile.rated.iter().map(|one| one.requirement);
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
        // Requirements without words of their own bear the title of the clause.
        let is_title_of_all = requirements.iter().all(|index| {
            let item = self.standard.requirements[*index].item();
            item.title.is_none() && item.text.is_none()
        });
        RatedClauseView {
            id: clause.id().to_string(),
            link: (!is_title_of_all).then(|| self.frame.clause_link(self.standard_index, index)),
            path,
            level: (!levels.is_empty()).then(|| joined(&levels, " · ", &voice.own().tag)),
            requirements: (requirements.iter())
                .filter_map(|index| self.rated(*index))
                .collect(),
        }
    }

    fn rated(&self, index: RequirementIndex) -> Option<RatedView> {
        let mut all = self.profile.rated.iter();
        let rated = all.find(|one| one.requirement == index)?;
        let voice = self.frame.voice_of(self.standard);
        let requirement = &self.standard.requirements[index];
        let item = requirement.item();
        let step = |level: &&Level, value: usize| {
            let words = requirement.descriptor(level.id.as_str());
            RatedLevelView {
                value: format!("{value:x}"),
                title: voice.text(&level.title),
                text: words
                    .and_then(|words| words.text.as_ref())
                    .map(|text| voice.text(text)),
                criteria: words
                    .map_or(&[][..], |words| &words.criteria)
                    .iter()
                    .map(|text| voice.text(text))
                    .collect(),
            }
        };
        let parts = self.standard.parts_of(index).filter(|part| *part != index);
        let mark = match (&item.title, &item.text) {
            // It is known by the title of its clause.
            (None, None) => "",
            (Some(_), _) | (_, Some(_)) => &*requirement.mark,
        };
        let number = requirement.printed.as_deref().unwrap_or(mark);
        Some(RatedView {
            id: requirement.id.to_string(),
            href: self.frame.item_link(self.standard_index, requirement),
            number: number.to_owned(),
            named_by: match (&item.title, &item.text) {
                (Some(_), Some(_)) => "title",
                (Some(_), None) => "text",
                (None, _) if number.is_empty() => "text",
                (None, _) => "number",
            },
            title: (item.title.as_ref())
                .filter(|_| item.text.is_some())
                .map(|title| voice.text(title)),
            text: voice.text(requirement.text()),
            steps: (rated.scale.levels.iter().zip(1..))
                .map(|(level, value)| step(level, value))
                .collect(),
            parts: parts
                .map(|part| voice.text(self.standard.requirements[part].text()))
                .collect(),
            weight: (!self.is_even).then(|| rated.weight.written()),
            taught: taught::curricula(self.frame, self.standard_index, &[index]),
        })
    }
}
