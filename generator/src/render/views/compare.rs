//! Comparisons of roles.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::alike::{self, AlikeView};
use super::asked::{self, AskedView, DimensionView};
use super::compare_choice;
use super::compare_ways::{WayView, role_link, ways};
use super::item::ItemView;
use super::joined::joined;
use super::role::ComparedAxes;
use crate::index::{ClauseIndex, RoleIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::standard_pages;
use crate::site::{Make, RenderError};

/// A comparison of roles.
#[derive(Debug, Serialize)]
pub struct RolesView {
    /// The title of the comparison.
    pub title: TextView,
    /// The roles, one per column.
    pub roles: Vec<LinkView>,
    /// The tasks of the roles; empty if none has any.
    pub tasks: Vec<TasksView>,
    /// The axes along which requirements differ.
    pub has: ComparedAxes,
    /// The requirements for each role, part by part.
    pub parts: Vec<ComparedPartView>,
    /// The dimensions whose requirements are the same for all roles.
    pub shared: Vec<SharedView>,
    /// Links to every comparison.
    pub ways: Vec<WayView>,
}

/// A dimension, or a dimension at one level, across the columns.
#[derive(Debug, Serialize)]
pub struct ComparedPartView {
    /// The anchor.
    pub id: String,
    /// The link to the dimension's clause.
    pub dimension: LinkView,
    /// The title: the dimension, and the level if the columns are roles and the dimension rises.
    pub title: TextView,
    /// Whether the part is for one level.
    pub is_by_level: bool,
    /// Whether the part adds to a lower level.
    pub is_added: bool,
    /// One cell for each column with requirements here.
    pub cells: Vec<CellView>,
}

/// The requirements of one column in a part.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// The column, from 1.
    pub column: usize,
    /// The column's subject, and the link to its requirements.
    pub head: LinkView,
    /// The number of requirements.
    pub count: usize,
    /// The clauses that contain them.
    pub clauses: Vec<ComparedClause>,
}

/// A clause in a cell.
#[derive(Debug, Serialize)]
pub struct ComparedClause {
    /// The clause.
    pub link: LinkView,
    /// The titles of the clauses between it and the dimension's own, and its own.
    pub title: TextView,
    /// Its requirements.
    pub items: Vec<ComparedItem>,
}

/// A requirement in a cell.
#[derive(Debug, Serialize)]
pub struct ComparedItem {
    /// The requirement.
    pub item: ItemView,
    /// The requirements in the same or nearly the same words.
    pub alike: AlikeView,
    /// Whether it is the first on the page with its id: several roles may ask for it.
    pub is_first: bool,
}

/// The tasks of one column.
#[derive(Debug, Serialize)]
pub struct TasksView {
    /// The column, from 1.
    pub column: usize,
    /// The role and the link to its page.
    pub head: LinkView,
    /// The tasks.
    pub tasks: Vec<TextView>,
}

/// A dimension whose requirements are the same in every column.
#[derive(Debug, Serialize)]
pub struct SharedView {
    /// The link to the dimension's clause.
    pub link: LinkView,
    /// Whether they are the same for every role, not only for every level.
    pub is_for_all: bool,
    /// The number of requirements.
    pub count: usize,
}

impl Make<standard_pages::Compare> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Compare) -> Result<Vec<u8>, RenderError> {
        let (frame, standard) = (self.frame, self.standard);
        if frame.handbook().standards[standard].is_compared_on_pages() {
            return self.shown(all(frame, standard));
        }
        self.shown(compare_choice::render(frame, standard))
    }
}

/// Renders the comparison of all roles, from which the reader selects some.
pub fn all(frame: &Frame, standard_index: StandardIndex) -> (Chrome, RolesView) {
    let standard = &frame.handbook().standards[standard_index];
    let roles = standard.roles_by_group().into_iter();
    let roles: Vec<RoleIndex> = roles.map(|(role, _)| role).collect();
    roles_page(frame, standard_index, &roles, frame.spoken_label())
}

impl Make<standard_pages::CompareRoles> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::CompareRoles) -> Result<Vec<u8>, RenderError> {
        self.shown(pair(self.frame, self.standard, page.first, page.second))
    }
}

/// Renders the comparison of two roles.
pub fn pair(
    frame: &Frame,
    standard_index: StandardIndex,
    first: RoleIndex,
    second: RoleIndex,
) -> (Chrome, RolesView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let tag = &voice.own().tag;
    let titles = [first, second].map(|role| voice.text(&standard.about.roles[role].title));
    let title = joined(
        &[joined(&titles, " / ", tag), frame.spoken("compare_pair")],
        " · ",
        tag,
    );
    roles_page(frame, standard_index, &[first, second], title)
}

fn roles_page(
    frame: &Frame,
    standard_index: StandardIndex,
    roles: &[RoleIndex],
    title: TextView,
) -> (Chrome, RolesView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let columns: Vec<LinkView> = roles
        .iter()
        .map(|role| role_link(frame, standard, standard_index, *role))
        .collect();
    let asked: Vec<Vec<DimensionView>> = roles
        .iter()
        .map(|role| asked::dimensions(frame, standard_index, Some(*role), None))
        .collect();
    // Roles with levels of their own are compared as wholes.
    let has_common_levels = standard.has_common_levels();
    let ranks = || {
        let levels = standard
            .about
            .levels
            .indices()
            .filter(|_| has_common_levels);
        std::iter::once(None).chain(levels.map(Some))
    };
    let ladder = standard.ladder_at(None);
    let mut parts = Vec::new();
    for (id, title) in groups(&asked) {
        for rank in ranks() {
            let mut cells = Vec::new();
            let mut home = None;
            for (column, dimensions) in asked.iter().enumerate() {
                let Some(found) = dimensions
                    .iter()
                    .find(|found| found.id == id && !found.is_shared)
                else {
                    continue;
                };
                home.get_or_insert_with(|| found.link.clone());
                let clauses = found.clauses.iter();
                let of_rank = clauses.filter(|asked| !has_common_levels || asked.rank == rank);
                let of_rank = of_rank.map(|asked| (asked, asked.clause.requirements.clone()));
                cells.extend(cell(
                    frame,
                    standard_index,
                    column,
                    columns[column].clone(),
                    of_rank,
                ));
            }
            if let Some(home) = home.filter(|_| !cells.is_empty()) {
                parts.push(ComparedPartView {
                    id: part_id(&id, rank.map(|rank| &*standard.about.levels[rank].id.value)),
                    dimension: home,
                    title: joined(
                        &std::iter::once(title.clone())
                            .chain(rank.map(|rank| voice.text(&standard.about.levels[rank].title)))
                            .collect::<Vec<_>>(),
                        " · ",
                        &voice.own().tag,
                    ),
                    is_by_level: rank.is_some(),
                    is_added: rank.is_some_and(|rank| !ladder.is_lowest(rank))
                        && ladder.is_cumulative(),
                    cells,
                });
            }
        }
    }
    let mut shared = shared(asked.first().into_iter().flatten());
    shared.retain(|shared| shared.is_for_all);
    link_alike(frame, standard_index, &mut parts);
    let has_tasks = roles
        .iter()
        .any(|role| !standard.about.roles[*role].tasks.is_empty());
    let view = RolesView {
        has: ComparedAxes {
            levels: has_common_levels && standard.about.levels.len() > 1,
            ..ComparedAxes::of(standard, None)
        },
        tasks: roles
            .iter()
            .zip(&columns)
            .enumerate()
            .filter(|_| has_tasks)
            .map(|(column, (role, head))| TasksView {
                column: column + 1,
                head: head.clone(),
                tasks: standard.about.roles[*role]
                    .tasks
                    .iter()
                    .map(|task| voice.text(&task.text))
                    .collect(),
            })
            .collect(),
        roles: columns,
        parts,
        shared,
        ways: ways(frame, standard_index),
        title,
    };
    let names: Vec<&str> = view
        .roles
        .iter()
        .map(|role| role.label.plain.as_str())
        .collect();
    let description = if roles.len() == 2 {
        let names = names.join(frame.word("list_comma"));
        let about = if has_tasks {
            frame.word("compare_roles_is")
        } else {
            frame.word("compare_roles_plain")
        };
        format!("{names}{}{about}", frame.word("colon"))
    } else {
        frame.word(view.has.sentence()).to_owned()
    };
    let chrome = frame.standard_chrome("compare", standard_index, &view.title.plain, &description);
    (chrome, view)
}

/// Returns the ids and titles of the groups of all columns, those of dimensions and clauses each in their order.
fn groups(asked: &[Vec<DimensionView>]) -> Vec<(String, TextView)> {
    let mut groups: Vec<(usize, String, TextView)> = Vec::new();
    for dimension in asked.iter().flatten() {
        if groups.iter().all(|(_, id, _)| *id != dimension.id) {
            groups.push((
                dimension.order,
                dimension.id.clone(),
                dimension.title.clone(),
            ));
        }
    }
    groups.sort_by_key(|(order, ..)| *order);
    let groups = groups.into_iter();
    groups.map(|(_, id, title)| (id, title)).collect()
}

pub(super) fn part_id(dimension: &str, level: Option<&str>) -> String {
    match level {
        Some(level) => format!("{dimension}-{level}"),
        None => dimension.to_owned(),
    }
}

pub(super) fn shared<'a>(
    dimensions: impl IntoIterator<Item = &'a DimensionView>,
) -> Vec<SharedView> {
    let dimensions = dimensions.into_iter();
    dimensions
        .filter(|dimension| !dimension.is_by_level)
        .map(|dimension| SharedView {
            link: dimension.link.clone(),
            is_for_all: dimension.is_shared,
            count: dimension.count,
        })
        .collect()
}

/// Returns the cell of a column, with the requirements of each clause that belong there; `None` if it has none.
pub(super) fn cell<'a>(
    frame: &Frame,
    standard_index: StandardIndex,
    column: usize,
    head: LinkView,
    asked: impl Iterator<Item = (&'a AskedView, Vec<ItemView>)>,
) -> Option<CellView> {
    let standard = &frame.handbook().standards[standard_index];
    let mut clauses: Vec<ComparedClause> = Vec::new();
    let mut places: HashMap<ClauseIndex, usize> = HashMap::new();
    for (asked, items) in asked.filter(|(_, items)| !items.is_empty()) {
        // A role that has levels of its own may ask for requirements of a clause at several of them.
        let place = *places.entry(asked.index).or_insert(clauses.len());
        if place == clauses.len() {
            clauses.push(ComparedClause {
                link: frame.clause_link(standard_index, asked.index),
                title: asked.title.clone(),
                items: Vec::new(),
            });
        }
        let listed = &mut clauses[place].items;
        let is_continued = !listed.is_empty();
        listed.extend(items.into_iter().map(|item| ComparedItem {
            item,
            alike: AlikeView::default(),
            is_first: true,
        }));
        if is_continued {
            listed.sort_by_key(|compared| standard.requirement_index(&compared.item.id));
        }
    }
    (!clauses.is_empty()).then(|| CellView {
        column: column + 1,
        head,
        count: clauses.iter().map(|clause| clause.items.len()).sum(),
        clauses,
    })
}

/// Links requirements with the same or nearly the same words: within the page if the other is on it, or else to its
/// clause.
pub(super) fn link_alike(
    frame: &Frame,
    standard_index: StandardIndex,
    parts: &mut [ComparedPartView],
) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let items = |part: &ComparedPartView| -> Vec<String> {
        let clauses = part.cells.iter().flat_map(|cell| &cell.clauses);
        let items = clauses.flat_map(|clause| &clause.items);
        items.map(|item| item.item.id.clone()).collect()
    };
    let here: HashSet<String> = parts.iter().flat_map(items).collect();
    let mut known = HashSet::new();
    for part in parts {
        let clauses = part.cells.iter_mut().flat_map(|cell| &mut cell.clauses);
        for compared in clauses.flat_map(|clause| &mut clause.items) {
            let Some(index) = standard.requirement_index(&compared.item.id) else {
                continue;
            };
            compared.is_first = known.insert(index);
            compared.alike = alike::view(&voice, standard, index, |other| {
                let id = &standard.requirements[other].id;
                if here.contains(&**id) {
                    Some(format!("#{id}"))
                } else {
                    frame.requirement_link(standard_index, id)
                }
            });
        }
    }
}
