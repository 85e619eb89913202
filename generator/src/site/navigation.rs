//! Navigation between pages: neighbours, ancestors, contents and breadcrumbs.

use super::address::{CurriculumPage, Page, StandardPage};
use crate::model::{CompleteHandbook, Standard};

/// The clauses before and after `clause` in document order.
pub fn neighbours(standard: &Standard, clause: usize) -> (Option<usize>, Option<usize>) {
    let next = (clause + 1 < standard.clauses.len()).then_some(clause + 1);
    (clause.checked_sub(1), next)
}

/// The clauses that contain `clause`, outermost first.
pub fn ancestors(standard: &Standard, clause: usize) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = standard.clauses[clause].parent;
    while let Some(parent) = at {
        path.push(parent);
        at = standard.clauses[parent].parent;
    }
    path.reverse();
    path
}

/// A clause in the contents beside a page, and the clauses shown below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Branch {
    /// The clause.
    pub clause: usize,
    /// The subclauses, if the branch is open.
    pub children: Vec<Branch>,
}

/// The contents beside a page: the outermost clauses and the branch that leads to `current`. The other branches are
/// closed, so that the size does not grow with the handbook.
pub fn contents(standard: &Standard, current: Option<usize>) -> Vec<Branch> {
    let open: Vec<usize> = current.map_or_else(Vec::new, |clause| {
        let mut path = ancestors(standard, clause);
        path.push(clause);
        path
    });
    standard
        .tops
        .iter()
        .map(|top| branch(standard, *top, &open))
        .collect()
}

fn branch(standard: &Standard, clause: usize, open: &[usize]) -> Branch {
    let children = if open.contains(&clause) {
        standard.clauses[clause]
            .children
            .iter()
            .map(|child| branch(standard, *child, open))
            .collect()
    } else {
        Vec::new()
    };
    Branch { clause, children }
}

/// The whole tree of contents.
pub fn whole(standard: &Standard) -> Vec<Branch> {
    fn open(standard: &Standard, clause: usize) -> Branch {
        Branch {
            clause,
            children: standard.clauses[clause]
                .children
                .iter()
                .map(|child| open(standard, *child))
                .collect(),
        }
    }
    standard
        .tops
        .iter()
        .map(|top| open(standard, *top))
        .collect()
}

/// The pages above `page`, from the front page down, without `page` itself.
pub fn trail(handbook: &CompleteHandbook, page: Page) -> Vec<Page> {
    let of = |standard: usize, page: StandardPage| Page::Standard { standard, page };
    let mut trail = vec![Page::Front];
    if let Page::Standard { standard, page } = page {
        if page != StandardPage::Contents {
            trail.push(of(standard, StandardPage::Contents));
        }
        match page {
            StandardPage::Clause(clause) => {
                let above = ancestors(&handbook.standards[standard], clause);
                trail.extend(
                    above
                        .into_iter()
                        .map(|clause| of(standard, StandardPage::Clause(clause))),
                );
            }
            StandardPage::Level { role, .. }
            | StandardPage::SelfCheck(role)
            | StandardPage::SelfCheckFrame(role)
            | StandardPage::Picker(role) => trail.push(of(standard, StandardPage::Role(role))),
            StandardPage::CompareLevels(_) | StandardPage::CompareRoles { .. } => {
                trail.push(of(standard, StandardPage::Compare));
            }
            _ => {}
        }
    }
    match page {
        Page::Curriculum { curriculum, page } => {
            trail.push(Page::Curricula);
            if page != CurriculumPage::Overview {
                trail.push(Page::Curriculum {
                    curriculum,
                    page: CurriculumPage::Overview,
                });
            }
        }
        Page::Posting { .. } => trail.push(Page::Postings),
        _ => {}
    }
    if page == Page::Front {
        Vec::new()
    } else {
        trail
    }
}
