//! What levels follow, where the levels fork or join. In a plain chain, their order says it already.

use serde::Serialize;

use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::model::Ladder;
use crate::render::frame::{Frame, LinkView};
use crate::site::address::StandardPage;

/// The levels of a role, or of a standard without roles, with those around each.
#[derive(Debug, Serialize)]
pub struct LadderView {
    /// The relation of a level to those that it follows, by the word used in content.
    pub progression: &'static str,
    /// The levels, lowest first.
    pub steps: Vec<LadderStepView>,
}

/// A level with those around it.
#[derive(Debug, Serialize)]
pub struct LadderStepView {
    /// The level.
    pub link: LinkView,
    /// The levels that it directly follows. A level without any is a starting point.
    pub before: Vec<LinkView>,
    /// The levels that directly follow it.
    pub after: Vec<LinkView>,
}

/// Returns the levels of a role, or of the standard without one; `None` if they are a chain.
pub(super) fn of_all(
    frame: &Frame,
    standard: StandardIndex,
    role: Option<RoleIndex>,
) -> Option<LadderView> {
    view(frame, standard, role, |_| true)
}

/// Returns one level of a role, or of the standard without one; `None` if the levels are a chain.
pub(super) fn of_level(
    frame: &Frame,
    standard: StandardIndex,
    role: Option<RoleIndex>,
    level: LevelIndex,
) -> Option<LadderView> {
    view(frame, standard, role, |one| one == level)
}

fn view(
    frame: &Frame,
    index: StandardIndex,
    role: Option<RoleIndex>,
    is_shown: impl Fn(LevelIndex) -> bool,
) -> Option<LadderView> {
    let standard = &frame.handbook().standards[index];
    let ladder: Ladder = standard.ladder_at(role);
    if ladder.is_chain() {
        return None;
    }
    let link = |level: LevelIndex| {
        let page = StandardPage::of_level(role, level);
        LinkView {
            href: frame.level_link(index, role, level),
            ..frame.link_view(standard, index, page, &ladder.levels[level].title)
        }
    };
    let links = |levels: Vec<LevelIndex>| levels.into_iter().map(link).collect();
    let shown = ladder.levels.indices().filter(|level| is_shown(*level));
    let steps = shown.map(|level| LadderStepView {
        link: link(level),
        before: links(ladder.before(level)),
        after: links(ladder.after(level)),
    });
    Some(LadderView {
        progression: ladder.progression.word(),
        steps: steps.collect(),
    })
}
