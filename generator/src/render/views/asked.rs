//! What a role is asked for, dimension by dimension.

use serde::Serialize;

use super::clause::{self, ClauseView};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;

/// A dimension, and what it asks of a role.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension's name in data.
    pub id: String,
    /// The clause of the dimension.
    pub link: LinkView,
    /// The dimension.
    pub title: TextView,
    /// Whether what it asks rises from level to level.
    pub is_by_level: bool,
    /// Whether it asks the same of every role.
    pub is_shared: bool,
    /// The clauses with requirements, in document order.
    pub clauses: Vec<AskedView>,
    /// How many requirements they hold.
    pub count: usize,
}

/// A clause with requirements.
#[derive(Debug, Serialize)]
pub struct AskedView {
    /// The clause.
    pub clause: ClauseView,
    /// How high the level stands that it belongs to, from 0; `None` where it belongs to all.
    pub rank: Option<usize>,
    /// The level that it belongs to.
    pub level: Option<TextView>,
    /// Whether it is what the highest level shown adds to those below.
    pub is_added: bool,
}

/// What the role at `role` is asked for up to the level at `level`, or at all levels. Dimensions that ask nothing of
/// it are left out.
pub fn dimensions(
    frame: &Frame,
    standard: usize,
    role: usize,
    level: Option<usize>,
) -> Vec<DimensionView> {
    let of = &frame.handbook().standards[standard];
    let voice = frame.voice_of(of);
    let id = of.about.roles[role].id.as_str();
    let mut dimensions = Vec::new();
    for dimension in &of.about.dimensions {
        let mut clauses = Vec::new();
        let mut is_shared = true;
        for (index, entry) in of.clauses.iter().enumerate() {
            let rank = entry
                .level
                .as_deref()
                .and_then(|of_clause| of.level_rank(of_clause));
            let is_asked = !entry.requirements.is_empty()
                && entry.dimension.as_deref() == Some(dimension.id.as_str())
                && entry.role.as_deref().is_none_or(|of| of == id)
                && rank.zip(level).is_none_or(|(rank, level)| rank <= level);
            if !is_asked {
                continue;
            }
            is_shared &= entry.role.is_none();
            clauses.push(AskedView {
                clause: clause::view(frame, standard, index),
                rank,
                level: rank.map(|rank| voice.text(&of.about.levels[rank].title)),
                is_added: rank.is_some() && rank == level,
            });
        }
        let Some(home) = of
            .clause_index(dimension.clause.as_str())
            .filter(|_| !clauses.is_empty())
        else {
            continue;
        };
        dimensions.push(DimensionView {
            id: dimension.id.to_string(),
            link: frame.clause_link(standard, home),
            title: voice.text(&dimension.title),
            is_by_level: clauses.iter().any(|clause| clause.rank.is_some()),
            is_shared,
            count: clauses
                .iter()
                .map(|clause| clause.clause.requirements.len())
                .sum(),
            clauses,
        });
    }
    dimensions
}
