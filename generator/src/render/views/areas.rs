//! The areas of a long list of what a role asks for, on the page of a self-check or a picker. The reader opens one at a
//! time: a dimension, a clause, or a run of small clauses.

use serde::Serialize;

use crate::index::{ClauseIndex, StandardIndex};
use crate::language::range;
use crate::model::CompleteStandard;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;

/// The number of requirements up to which clauses are one area.
const MOST: usize = 60;

/// The number of neighbouring clauses above which those that are small together share an area.
const MANY: usize = 20;

/// A clause of a list that has areas.
pub(super) trait AreaClause: Sized {
    /// The clause.
    fn index(&self) -> ClauseIndex;

    /// The number of its requirements.
    fn count(&self) -> usize;

    /// Its requirements by name.
    fn outline(&self) -> Vec<OutlineView>;

    /// Divides it into pieces of at most `most` requirements.
    fn pieces(self, most: usize) -> Vec<Self>;

    /// Replaces the clauses above it by those that its area does not name.
    fn set_path(&mut self, path: Vec<LinkView>);

    /// Leaves out its title, which is that of its area.
    fn leave_out_title(&mut self);
}

/// The clauses of a list that belong together: those of a dimension, or all.
pub(super) struct AreaGroup<C> {
    /// The title of the dimension, if there is any.
    pub(super) title: Option<TextView>,
    /// The clauses.
    pub(super) clauses: Vec<C>,
}

/// The script that brings the texts of the areas of a page.
#[derive(Debug, Serialize)]
pub struct AreaTextsLink {
    /// The link to it.
    pub href: String,
    /// The folder from which its links lead, relative to that of this page; empty if it is the same.
    pub folder: String,
}

/// An area.
#[derive(Debug, Serialize)]
pub struct AreaView<C> {
    /// The title of its dimension, if it is the first of several areas of the dimension.
    pub heading: Option<TextView>,
    /// Whether it is below such a heading.
    pub is_below: bool,
    /// The title of the dimension whose only area it is.
    pub title: Option<TextView>,
    /// The clauses above its own, the outermost first, without those of all areas of its dimension.
    pub above: Vec<LinkView>,
    /// Its clause, or its first; `None` if it has a title.
    pub first: Option<LinkView>,
    /// Its last clause, if it has several.
    pub last: Option<LinkView>,
    /// The mark between the first and the last, as in “60–76”.
    pub joint: &'static str,
    /// The names of its first and last requirement, if it is a part of a clause.
    pub range: String,
    /// Its requirements by name alone, each with a link to its text.
    pub outline: Vec<OutlineView>,
    /// Its clauses with their requirements.
    #[serde(skip)]
    pub clauses: Vec<C>,
}

/// A requirement of an area, without its text.
#[derive(Debug, Serialize)]
pub struct OutlineView {
    /// The link to its text.
    pub href: String,
    /// Its name: `5.3.1.2-a`.
    pub name: String,
    /// Its title, if it has one besides its text.
    pub title: Option<TextView>,
}

/// The clauses of an area before it has a title.
struct Area<C> {
    first: ClauseIndex,
    last: ClauseIndex,
    is_part: bool,
    clauses: Vec<C>,
}

impl<C> Area<C> {
    fn of(clause: ClauseIndex, clauses: Vec<C>) -> Self {
        Area {
            first: clause,
            last: clause,
            is_part: false,
            clauses,
        }
    }
}

/// Returns the areas of all groups, in their order. Each requirement is in exactly one.
pub(super) fn areas<C: AreaClause>(
    frame: &Frame,
    standard_index: StandardIndex,
    groups: Vec<AreaGroup<C>>,
) -> Vec<AreaView<C>> {
    let standard = &frame.handbook().standards[standard_index];
    let view = |group: AreaGroup<C>| {
        let mut areas = Vec::new();
        let all = count(&group.clauses);
        match group.clauses.first().map(C::index) {
            // Without a title, an area has the name of its clause, and so cannot hold others as well.
            Some(clause) if all <= MOST && group.title.is_some() => {
                areas.push(Area::of(clause, group.clauses));
            }
            Some(_) => divide(standard, group.clauses, 0, &mut areas),
            None => {}
        }
        let is_only = areas.len() == 1;
        let common = common(standard, &areas);
        let mut title = group.title;
        let is_below = title.is_some() && !is_only;
        let views = areas.into_iter().map(|area| {
            let own = title.take();
            let (heading, title) = if is_only { (None, own) } else { (own, None) };
            let view = AreaView {
                heading,
                is_below,
                ..area_view(frame, standard_index, area, &common)
            };
            match title {
                None => view,
                title => AreaView {
                    title,
                    above: Vec::new(),
                    first: None,
                    last: None,
                    range: String::new(),
                    ..view
                },
            }
        });
        views.collect::<Vec<AreaView<C>>>()
    };
    groups.into_iter().flat_map(view).collect()
}

/// Adds the areas of clauses that are more than one, by the clauses at a `depth`, from 0, that contain them.
fn divide<C: AreaClause>(
    standard: &CompleteStandard,
    clauses: Vec<C>,
    depth: usize,
    areas: &mut Vec<Area<C>>,
) {
    let mut chunks: Vec<(ClauseIndex, Vec<C>)> = Vec::new();
    for clause in clauses {
        let above = path(standard, clause.index());
        let key = above.get(depth).copied().unwrap_or(clause.index());
        match chunks.last_mut() {
            Some((last, chunk)) if *last == key => chunk.push(clause),
            Some(_) | None => chunks.push((key, vec![clause])),
        }
    }
    let is_many = chunks.len() > MANY;
    let mut room = 0;
    for (key, chunk) in chunks {
        let size = count(&chunk);
        if size > MOST {
            let is_deeper = chunk.iter().any(|clause| clause.index() != key);
            if is_deeper {
                divide(standard, chunk, depth + 1, areas);
            } else {
                divide_clause(key, chunk, areas);
            }
            room = 0;
        } else if let Some(area) = areas.last_mut().filter(|_| room >= size) {
            area.last = key;
            area.clauses.extend(chunk);
            room -= size;
        } else {
            areas.push(Area::of(key, chunk));
            room = if is_many { MOST - size } else { 0 };
        }
    }
}

/// Adds the areas of a clause with many requirements of its own.
fn divide_clause<C: AreaClause>(key: ClauseIndex, clauses: Vec<C>, areas: &mut Vec<Area<C>>) {
    let pieces = clauses.into_iter().flat_map(|clause| clause.pieces(MOST));
    areas.extend(pieces.map(|piece| Area {
        is_part: true,
        ..Area::of(key, vec![piece])
    }));
}

/// The clauses that contain `clause` and itself, the outermost first.
fn path(standard: &CompleteStandard, clause: ClauseIndex) -> Vec<ClauseIndex> {
    let parent = |index: &ClauseIndex| standard.clauses[*index].parent;
    let mut path: Vec<ClauseIndex> = std::iter::successors(Some(clause), parent).collect();
    path.reverse();
    path
}

/// The clauses that contain all areas.
fn common<C>(standard: &CompleteStandard, areas: &[Area<C>]) -> Vec<ClauseIndex> {
    let mut ends = areas.iter().flat_map(|area| [area.first, area.last]);
    let mut common = ends
        .next()
        .map_or(Vec::new(), |clause| above(standard, clause));
    for clause in ends {
        let above = above(standard, clause);
        let same = common
            .iter()
            .zip(&above)
            .take_while(|(one, other)| one == other);
        common.truncate(same.count());
    }
    common
}

/// The clauses that contain `clause`, the outermost first.
fn above(standard: &CompleteStandard, clause: ClauseIndex) -> Vec<ClauseIndex> {
    let mut path = path(standard, clause);
    path.pop();
    path
}

fn count<C: AreaClause>(clauses: &[C]) -> usize {
    clauses.iter().map(C::count).sum()
}

fn area_view<C: AreaClause>(
    frame: &Frame,
    standard_index: StandardIndex,
    mut area: Area<C>,
    common: &[ClauseIndex],
) -> AreaView<C> {
    let standard = &frame.handbook().standards[standard_index];
    let link = |clause: &ClauseIndex| frame.clause_link(standard_index, *clause);
    let above = above(standard, area.first).into_iter().skip(common.len());
    let above: Vec<ClauseIndex> = above.collect();
    // What names the area is not named again above its first clause.
    if let Some(first) = area.clauses.first_mut() {
        let named = |clause: &ClauseIndex| {
            common.contains(clause) || above.contains(clause) || *clause == area.first
        };
        let path = self::above(standard, first.index()).into_iter();
        let path = path.filter(|clause| !named(clause));
        first.set_path(path.map(|clause| link(&clause)).collect());
    }
    if area.first == area.last {
        let own = area.clauses.iter_mut();
        own.filter(|clause| clause.index() == area.first)
            .for_each(C::leave_out_title);
    }
    let outline: Vec<OutlineView> = area.clauses.iter().flat_map(C::outline).collect();
    let joint = range::between_names(&frame.language().tag);
    let range = match outline.as_slice() {
        [first, .., last] if area.is_part => format!("{}{joint}{}", first.name, last.name),
        [only] if area.is_part => only.name.clone(),
        _ => String::new(),
    };
    AreaView {
        heading: None,
        is_below: false,
        title: None,
        above: above.iter().map(link).collect(),
        first: Some(link(&area.first)),
        last: (area.first != area.last).then(|| link(&area.last)),
        joint,
        range,
        outline,
        clauses: area.clauses,
    }
}
