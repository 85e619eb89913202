//! The tables of a matrix: one or, if its outermost clauses are described at levels of their own, one for each run of
//! clauses with common levels.

use std::collections::BTreeSet;

use serde::Serialize;

use super::details::DescriptorView;
use super::joined::joined;
use crate::render::frame::LinkView;
use crate::render::text::TextView;

/// A table of a matrix.
#[derive(Debug, Serialize)]
pub struct MatrixTableView {
    /// The anchor of the caption.
    pub id: String,
    /// The caption: the title of the standard and, in one of several tables, that of the first clause.
    pub caption: TextView,
    /// The levels.
    pub columns: Vec<MatrixColumnView>,
    /// The rows, in groups.
    pub groups: Vec<MatrixGroupView>,
}

/// A level.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixColumnView {
    /// The place of the column, from 1.
    pub column: usize,
    /// The level.
    pub title: TextView,
    /// A description of the level.
    pub description: Option<TextView>,
    /// The link to its page; empty if it has none.
    pub href: String,
}

/// The requirements below the same headings.
#[derive(Debug, Serialize)]
pub struct MatrixGroupView {
    /// The clauses that begin here, outermost first. Those that the group before has too are not
    /// repeated.
    pub headings: Vec<MatrixHeadingView>,
    /// The requirements.
    pub rows: Vec<MatrixRowView>,
}

/// A clause above requirements.
#[derive(Debug, Serialize)]
pub struct MatrixHeadingView {
    /// The clause.
    pub link: LinkView,
    /// The number of headings above it.
    pub depth: usize,
}

/// A requirement.
#[derive(Debug, Serialize)]
pub struct MatrixRowView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The part of its name that is clear in its list: `5.3.1.2-`.
    pub known: String,
    /// The rest of its name; empty if it has no mark.
    pub mark: String,
    /// The number of requirements that it is part of.
    pub depth: usize,
    /// The link to its permalink.
    pub permalink: String,
    /// Its title or, without one, its text.
    pub label: TextView,
    /// Whether the label is a title, its own or that of its clause.
    pub is_titled: bool,
    /// Whether the label repeats the heading directly above the row, so that it need not be seen.
    pub is_named_above: bool,
    /// Its text, if the label is its title and the levels are those of the standard.
    pub text: Option<TextView>,
    /// Whether only its parts have cells.
    pub is_heading: bool,
    /// A cell for each level; none if the row is only a heading.
    pub cells: Vec<MatrixCellView>,
}

/// A requirement at a level.
#[derive(Debug, Serialize)]
pub struct MatrixCellView {
    /// The place of the column, from 1.
    pub column: usize,
    /// The step that the role expects, or how strictly it asks. `None` at a level at which the role
    /// does not ask for it, and in a matrix that is not a role's.
    pub expected: Option<TextView>,
    /// The descriptor. `None` if the requirement has no words of its own for the level.
    pub descriptor: Option<DescriptorView>,
    /// Whether the criteria are long and therefore folded.
    pub is_folded: bool,
}

/// Divides `groups` into tables. Only where levels fork may a table lack some of `columns`: those at which nothing in it is
/// described or expected. `page_tag` is the tag of the page's language.
pub(super) fn tables(
    title: &TextView,
    page_tag: &str,
    columns: &[MatrixColumnView],
    groups: Vec<MatrixGroupView>,
    is_forked: bool,
) -> Vec<MatrixTableView> {
    let mut divided: Vec<(BTreeSet<usize>, Vec<MatrixGroupView>)> = Vec::new();
    for group in groups {
        let used = used(&group);
        let begins = group.headings.iter().any(|heading| heading.depth == 0);
        match divided.last_mut() {
            Some((known, table)) if !(is_forked && begins && known.is_disjoint(&used)) => {
                known.extend(used);
                table.push(group);
            }
            _ => divided.push((used, vec![group])),
        }
    }
    let is_one = divided.len() == 1;
    let tables = divided.into_iter().enumerate();
    tables
        .map(|(place, (used, mut groups))| {
            let is_shown = |column: usize| !is_forked || used.contains(&column);
            for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
                row.cells.retain(|cell| is_shown(cell.column));
            }
            let first = groups.first().and_then(|group| group.headings.first());
            let caption = match first.filter(|_| !is_one) {
                Some(first) => joined(&[title.clone(), first.link.label.clone()], " · ", page_tag),
                None => title.clone(),
            };
            let columns = columns.iter().filter(|column| is_shown(column.column));
            MatrixTableView {
                id: match place {
                    0 => "by-level".to_owned(),
                    more => format!("by-level-{}", more + 1),
                },
                caption,
                columns: columns.cloned().collect(),
                groups,
            }
        })
        .collect()
}

/// Returns the places of the columns at which anything in a group is described or expected.
fn used(group: &MatrixGroupView) -> BTreeSet<usize> {
    let cells = group.rows.iter().flat_map(|row| &row.cells);
    let cells = cells.filter(|cell| cell.expected.is_some() || cell.descriptor.is_some());
    cells.map(|cell| cell.column).collect()
}
