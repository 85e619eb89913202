//! A search record: what it describes, its texts, and the roles, levels and dimensions to which it belongs.
//!
//! The order of kinds and the names of fields are part of the data that the browser reads
//! (`themes/default/scripts/search-index.js`).

use super::facet::FurtherFacet;
use crate::index::StandardIndex;
use crate::model::axis::Axes;

/// The kind of thing that a record describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A clause or an annex.
    Clause,
    /// A requirement.
    Requirement,
    /// An entry of the glossary.
    Term,
    /// A role.
    Role,
    /// A level of a role.
    Level,
    /// A role's self-check.
    Check,
    /// A curriculum.
    Curriculum,
    /// A module of a curriculum.
    Module,
    /// A posting.
    Posting,
    /// Any other page.
    Page,
    /// A requirement that was removed.
    Retired,
    /// A requirement that has another address now.
    Moved,
}

impl Kind {
    /// The name in the exported data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Clause => "clause",
            Kind::Requirement => "requirement",
            Kind::Term => "term",
            Kind::Role => "role",
            Kind::Level => "level",
            Kind::Check => "check",
            Kind::Curriculum => "curriculum",
            Kind::Module => "module",
            Kind::Posting => "posting",
            Kind::Page => "page",
            Kind::Retired => "retired",
            Kind::Moved => "moved",
        }
    }

    /// Whether the record has a long text, which is a whole page of text from outside the standard.
    pub fn is_long(self) -> bool {
        matches!(
            self,
            Kind::Curriculum | Kind::Module | Kind::Posting | Kind::Page
        )
    }
}

/// A search record in one language; any text may be empty.
#[derive(Clone, Debug)]
pub struct Record {
    /// The kind.
    pub kind: Kind,
    /// The path from a reading's folder, with the fragment. E.g. `demo/5.3.html#a`. The same in
    /// every reading.
    pub path: String,
    /// The number as printed: `5.3.1.2`, `5.3.1.2-a`, `附录 A`.
    pub number: String,
    /// The title; empty for a requirement.
    pub title: String,
    /// The title in the other languages, of terms, clauses, roles, levels, self-checks and the pages of a standard.
    pub other: String,
    /// Other names and spellings.
    pub also: String,
    /// The main text.
    pub text: String,
    /// The editors' notes.
    pub note: String,
    /// The index of the record that contains this one. It always comes earlier in the list. `None`
    /// for a record at the top.
    pub within: Option<usize>,
    /// The roles, separated by spaces, or `*` for every role. Empty if the record has nothing to do
    /// with roles.
    pub role: String,
    /// The levels. As for roles.
    pub level: String,
    /// The dimension, of a standard whose dimensions have no named axes.
    pub dimension: String,
    /// The values of the further facets, in their order.
    pub further: Vec<String>,
    /// The last day of a posting: `2027-02-28`. Empty for anything else.
    pub expires: String,
}

impl Record {
    /// A record without any texts.
    pub(super) fn new(kind: Kind, path: String) -> Self {
        Record {
            kind,
            path,
            number: String::new(),
            title: String::new(),
            other: String::new(),
            also: String::new(),
            text: String::new(),
            note: String::new(),
            within: None,
            role: String::new(),
            level: String::new(),
            dimension: String::new(),
            further: Vec::new(),
            expires: String::new(),
        }
    }

    /// Sets the roles, levels, dimensions and type of a clause or requirement of a standard.
    ///
    /// A record without any role, level and dimension is not limited by these facets.
    pub(super) fn belonging(
        mut self,
        axes: &Axes,
        standard: StandardIndex,
        facets: &[FurtherFacet],
    ) -> Self {
        let of_type = facets.iter().map(|facet| facet.of_type(axes));
        self.further = of_type.map(Option::unwrap_or_default).collect();
        if axes.roles.is_empty() && axes.levels.is_empty() && axes.dimensions.is_empty() {
            return self;
        }
        let mut all = facets.iter();
        let has_axes = all.any(|facet| facet.axis_in(standard).is_some());
        for (value, facet) in self.further.iter_mut().zip(facets) {
            if let Some(axis) = facet.axis_in(standard) {
                *value = axes.dimensions.of(axis).joined();
            }
        }
        Record {
            role: axes.roles.joined(),
            level: axes.levels.joined(),
            dimension: if has_axes {
                String::new()
            } else {
                axes.dimensions.first().joined()
            },
            ..self
        }
    }

    /// Sets the roles, levels and dimension. If any of them is given, the others default to `*`, which means all.
    pub(super) fn concerning(
        mut self,
        role: Option<&str>,
        level: Option<&str>,
        dimension: Option<&str>,
    ) -> Self {
        if role.is_some() || level.is_some() || dimension.is_some() {
            let or_each = |of: Option<&str>| of.unwrap_or("*").to_owned();
            self.role = or_each(role);
            self.level = or_each(level);
            self.dimension = or_each(dimension);
        }
        self
    }
}
