//! The areas of a long self-check by profile.

use super::areas::{AreaClause, AreaGroup, OutlineView};
use super::selfcheck_rated::{RatedClauseView, RatedGroupView, RatedPartsView, RatedView};
use crate::index::ClauseIndex;
use crate::render::frame::LinkView;

impl From<RatedGroupView> for AreaGroup<RatedClauseView> {
    fn from(group: RatedGroupView) -> Self {
        AreaGroup {
            title: group.title,
            clauses: group.clauses,
        }
    }
}

impl AreaClause for RatedClauseView {
    fn index(&self) -> ClauseIndex {
        self.index
    }

    fn count(&self) -> usize {
        let parts = self.parts.iter();
        parts.map(|parts| parts.requirements.len()).sum()
    }

    fn outline(&self) -> Vec<OutlineView> {
        let requirements = self.parts.iter().flat_map(|parts| &parts.requirements);
        let item = |requirement: &RatedView| OutlineView {
            href: requirement.href.clone(),
            name: requirement.name.clone(),
            title: requirement.title.clone(),
        };
        requirements.map(item).collect()
    }

    fn pieces(mut self, most: usize) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut own: Vec<RatedPartsView> = Vec::new();
        let all = std::mem::take(&mut self.parts);
        let mut add = |parts: &mut Vec<RatedPartsView>| {
            pieces.push(RatedClauseView {
                index: self.index,
                id: self.id.clone(),
                link: self.link.clone(),
                path: Vec::new(),
                level: self.level.clone(),
                parts: std::mem::take(parts),
            });
        };
        let mut size = 0;
        for mut parts in all {
            let mut rest = std::mem::take(&mut parts.requirements).into_iter();
            loop {
                let taken: Vec<RatedView> = rest.by_ref().take(most - size).collect();
                if taken.is_empty() {
                    break;
                }
                size += taken.len();
                own.push(RatedPartsView {
                    leads: std::mem::take(&mut parts.leads),
                    requirements: taken,
                });
                if size == most {
                    add(&mut own);
                    size = 0;
                }
            }
        }
        if !own.is_empty() {
            add(&mut own);
        }
        pieces
    }

    fn set_path(&mut self, path: Vec<LinkView>) {
        self.path = path;
    }

    fn leave_out_title(&mut self) {
        self.link = None;
    }
}
