//! Navigation between pages: neighbours, ancestors, contents and breadcrumbs.

use super::address::{CurriculumPage, Page, StandardPage};
use super::kind::Above;
use crate::index::ClauseIndex;
use crate::model::parts::PartName;
use crate::model::{CompleteHandbook, Standard};

/// The clauses before and after `clause` in document order.
pub fn neighbours(
    standard: &Standard,
    clause: ClauseIndex,
) -> (Option<ClauseIndex>, Option<ClauseIndex>) {
    (clause.previous(), standard.clauses.next(clause))
}

/// The clauses that contain `clause`, outermost first.
pub fn ancestors(standard: &Standard, clause: ClauseIndex) -> Vec<ClauseIndex> {
    let mut path = Vec::new();
    let mut above = standard.clauses[clause].parent;
    while let Some(parent) = above {
        path.push(parent);
        above = standard.clauses[parent].parent;
    }
    path.reverse();
    path
}

/// The parts before and after `part` among those with a page of a kind, in document order.
pub fn around(pages: &[PartName], part: PartName) -> (Option<PartName>, Option<PartName>) {
    let place = pages.iter().position(|other| *other == part);
    let previous = place.and_then(|place| place.checked_sub(1));
    let next = place.map(|place| place + 1);
    let at = |place: Option<usize>| pages.get(place?).copied();
    (at(previous), at(next))
}

/// Neighbouring clauses in the contents beside a page, with the clauses shown below each. Of very many, those near the page
/// are shown, and the others are counted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The number of clauses before those shown.
    pub before: usize,
    /// The clauses shown.
    pub shown: Vec<(ClauseIndex, Neighbours)>,
    /// The number of clauses after those shown.
    pub after: usize,
}

/// The most neighbouring clauses that are all shown.
const ALL: usize = 80;

/// The number of clauses shown before and after the page's own, if not all are.
const NEAR: usize = 12;

/// The contents beside a page: the outermost clauses and the branch that leads to `current`. The other branches are
/// closed, and very many neighbours are cut, so that the size does not grow with the handbook.
pub fn contents(standard: &Standard, current: Option<ClauseIndex>) -> Neighbours {
    let open: Vec<ClauseIndex> = current.map_or_else(Vec::new, |clause| {
        let mut path = ancestors(standard, clause);
        path.push(clause);
        path
    });
    open_along(standard, &standard.tops, &open)
}

fn open_along(standard: &Standard, clauses: &[ClauseIndex], open: &[ClauseIndex]) -> Neighbours {
    let own = clauses.iter().position(|clause| open.contains(clause));
    let shown = if clauses.len() > ALL {
        let own = own.unwrap_or_default();
        own.saturating_sub(NEAR)..(own + NEAR + 1).min(clauses.len())
    } else {
        0..clauses.len()
    };
    let below = |clause: &ClauseIndex| {
        if open.contains(clause) {
            open_along(standard, &standard.clauses[*clause].children, open)
        } else {
            Neighbours::default()
        }
    };
    Neighbours {
        before: shown.start,
        after: clauses.len() - shown.end,
        shown: clauses[shown]
            .iter()
            .map(|clause| (*clause, below(clause)))
            .collect(),
    }
}

/// A clause in the contents, and the clauses shown below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Branch {
    /// The clause.
    pub clause: ClauseIndex,
    /// The subclauses.
    pub children: Vec<Branch>,
}

/// The whole tree of contents.
pub fn whole(standard: &Standard) -> Vec<Branch> {
    fn open(standard: &Standard, clause: ClauseIndex) -> Branch {
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

/// The most clauses in a tree of contents.
const IN_TREE: usize = 1000;

/// The contents of `clauses`, as deep as a page may show them. The clauses themselves are always shown.
pub fn tree(standard: &Standard, clauses: &[ClauseIndex]) -> Vec<Branch> {
    fn open(standard: &Standard, clause: ClauseIndex, depth: usize) -> Branch {
        let children = &standard.clauses[clause].children;
        let children = children.iter().filter(|_| depth > 0);
        Branch {
            clause,
            children: children
                .map(|child| open(standard, *child, depth - 1))
                .collect(),
        }
    }
    let mut depth = 0;
    let (mut count, mut row) = (clauses.len(), clauses.to_vec());
    while !row.is_empty() {
        let next = row
            .iter()
            .flat_map(|clause| &standard.clauses[*clause].children);
        row = next.copied().collect();
        count += row.len();
        if count > IN_TREE {
            break;
        }
        depth += 1;
    }
    let all = clauses.iter();
    all.map(|clause| open(standard, *clause, depth)).collect()
}

/// The pages above `page`, from the front page down, without `page` itself.
pub fn trail(handbook: &CompleteHandbook, page: Page) -> Vec<Page> {
    let mut trail: Vec<Page> =
        std::iter::successors(above(handbook, page), |page| above(handbook, *page)).collect();
    trail.reverse();
    trail
}

/// The page above `page`, if there is one.
fn above(handbook: &CompleteHandbook, page: Page) -> Option<Page> {
    let subject = page.subject();
    let in_standard = |page: StandardPage| {
        let standard = subject.standard?;
        Some(Page::Standard { standard, page })
    };
    match page.kind().above {
        Above::Nothing => None,
        Above::Front => Some(Page::Front),
        Above::Contents => in_standard(StandardPage::Contents),
        Above::Clause => {
            let standard = &handbook.standards[subject.standard?];
            let parent = standard.clauses[subject.clause?].parent;
            in_standard(parent.map_or(StandardPage::Contents, StandardPage::Clause))
        }
        Above::DividedClause => {
            let part = subject.part?;
            let standard = &handbook.standards[subject.standard?];
            let above = match part.requirement {
                Some(_) => Some(part.clause),
                None => standard.clauses[part.clause].parent,
            };
            in_standard(above.map_or(StandardPage::Contents, StandardPage::Clause))
        }
        Above::Role => in_standard(StandardPage::Role(subject.role?)),
        Above::Level => in_standard(StandardPage::of_level(subject.role, subject.level?)),
        Above::Compare => in_standard(StandardPage::Compare),
        Above::Requirements => in_standard(StandardPage::Requirements),
        Above::Whole => in_standard(StandardPage::Whole),
        Above::Matrix => in_standard(StandardPage::Matrix),
        Above::MatrixOfRole => in_standard(StandardPage::MatrixOfRole(subject.role?)),
        Above::Curricula => Some(Page::Curricula),
        Above::Curriculum => Some(Page::Curriculum {
            curriculum: subject.curriculum?,
            page: CurriculumPage::Overview,
        }),
        Above::Postings => Some(Page::Postings),
        Above::Posting => Some(Page::Posting {
            posting: subject.posting?,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Map, Scope, Target};
    use super::*;
    use crate::check::curricula::tests::course;
    use crate::source::documents::Documents;

    /// The paths of the pages above the page at `path` in the English reading, within it.
    fn above_it(map: &Map, path: &str) -> Vec<String> {
        let address = map.find(&format!("en/{path}"));
        let target = address.map(|address| &address.target);
        let Some(Target::Page { reading, page }) = target else {
            panic!("{path} is not a page");
        };
        let pages = trail(&map.handbook, *page).into_iter();
        let paths = pages.map(|page| {
            map.path(&Target::Page {
                reading: *reading,
                page,
            })
        });
        let paths = paths.map(|path| path.trim_start_matches("en/").to_owned());
        paths.collect()
    }

    #[test]
    fn of_very_many_neighbours_those_near_the_page_are_shown() {
        let mut tree = crate::check::testing::sound();
        let clauses =
            (0..500).map(|place| format!("- id: F{place}\n  title: {{zh: 条, en: Clause}}\n"));
        let file = "content/standards/demo/clauses/09.yaml";
        tree.files
            .insert(file.into(), clauses.collect::<String>().into());
        let handbook = CompleteHandbook::build(&Documents::read(&tree)).expect("a handbook");
        let standard = &handbook.standards[crate::index::StandardIndex::at(0)];
        let total = standard.tops.len();
        let of = |id| contents(standard, standard.clause_index(id));
        for (id, before) in [("F0", None), ("F250", Some(250)), ("F499", None)] {
            let beside = of(id);
            assert!(beside.shown.len() <= 2 * NEAR + 1, "{id}");
            assert_eq!(
                beside.before + beside.shown.len() + beside.after,
                total,
                "{id}"
            );
            let own = standard.clause_index(id).expect("a clause");
            assert!(
                beside.shown.iter().any(|(clause, _)| *clause == own),
                "{id}"
            );
            if let Some(least) = before {
                assert!(beside.before >= least - NEAR && beside.after > 0);
            }
        }
        // The tree of many clauses shows at least these.
        assert_eq!(super::tree(standard, &standard.tops).len(), total);
        // Without a clause of its own, a page shows the first ones.
        assert_eq!(contents(standard, None).before, 0);
    }

    #[test]
    fn every_page_is_below_the_page_that_the_table_names() {
        let handbook = CompleteHandbook::build(&Documents::read(&course())).expect("a handbook");
        let handbook = Arc::new(handbook);
        let map = Map::new(handbook.clone(), Scope::of(&handbook));
        let expected = [
            ("index.html", &[][..]),
            ("about.html", &["index.html"]),
            ("demo/index.html", &["index.html"]),
            ("demo/terms.html", &["index.html", "demo/index.html"]),
            (
                "demo/2.1.html",
                &["index.html", "demo/index.html", "demo/2.html"],
            ),
            (
                "demo/role/seller/junior.html",
                &["index.html", "demo/index.html", "demo/role/seller.html"],
            ),
            (
                "demo/compare/seller.html",
                &["index.html", "demo/index.html", "demo/compare.html"],
            ),
            ("curricula/index.html", &["index.html"]),
            (
                "curricula/first/coverage.html",
                &[
                    "index.html",
                    "curricula/index.html",
                    "curricula/first/index.html",
                ],
            ),
        ];
        for (path, pages) in expected {
            assert_eq!(above_it(&map, path), pages, "{path}");
        }
    }
}
