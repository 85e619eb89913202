//! The facets of search besides kind, role, level and dimension: the named axes of dimensions, and the type.

use std::sync::Arc;

use crate::index::{List, StandardIndex};
use crate::model::CompleteHandbook;
use crate::model::axis::Axes;
use crate::source::format::text::{Id, Text};

/// A facet that only some handbooks have.
#[derive(Clone, Debug)]
pub enum FurtherFacet {
    /// A named axis of dimensions. Axes with the same id in several standards, such as editions, are one facet.
    Axis {
        /// The id of the axis.
        id: Arc<str>,
        /// The place of the axis among those of each standard that has it.
        places: List<StandardIndex, Option<usize>>,
    },
    /// The type of a clause or requirement.
    Type,
}

impl FurtherFacet {
    /// The further facets of a handbook.
    pub fn all(handbook: &CompleteHandbook) -> Vec<FurtherFacet> {
        let standards = || handbook.standards.iter().map(|standard| &standard.about);
        let mut facets = Vec::new();
        let mut known: Vec<Arc<str>> = Vec::new();
        for axis in standards().flat_map(|about| about.dimensions.named()) {
            if known.contains(&axis.id.value) {
                continue;
            }
            known.push(axis.id.value.clone());
            let places = standards().map(|about| {
                let mut axes = about.dimensions.named().iter();
                axes.position(|other| other.id == *axis.id.as_str())
            });
            facets.push(FurtherFacet::Axis {
                id: axis.id.value.clone(),
                places: places.collect(),
            });
        }
        if standards().any(|about| !about.types.is_empty()) {
            facets.push(FurtherFacet::Type);
        }
        facets
    }

    /// The name of the facet in the exported data.
    pub fn key(&self) -> String {
        match self {
            FurtherFacet::Axis { id, .. } => format!("axis-{id}"),
            FurtherFacet::Type => "type".to_owned(),
        }
    }

    /// The name of the axis in the first standard that has it; `None` for the type.
    pub fn title<'a>(&self, handbook: &'a CompleteHandbook) -> Option<&'a Text> {
        let FurtherFacet::Axis { id, .. } = self else {
            return None;
        };
        let standards = handbook.standards.iter();
        let mut axes = standards.flat_map(|standard| standard.about.dimensions.named());
        axes.find(|axis| axis.id == **id).map(|axis| &axis.title)
    }

    /// The choices of the facet in all standards.
    pub fn choices<'a>(&self, handbook: &'a CompleteHandbook) -> Vec<(&'a Id, &'a Text)> {
        let standards = handbook.standards.iter().map(|standard| &standard.about);
        match self {
            FurtherFacet::Axis { id, .. } => {
                let axes = standards.flat_map(|about| about.dimensions.named());
                let axes = axes.filter(|axis| axis.id == **id);
                let values = axes.flat_map(|axis| &axis.values);
                values.map(|value| (&value.id, &value.title)).collect()
            }
            FurtherFacet::Type => {
                let types = standards.flat_map(|about| &about.types);
                types.map(|kind| (&kind.id, &kind.title)).collect()
            }
        }
    }

    /// The place of the axis among those of a standard that has it.
    pub(super) fn axis_in(&self, standard: StandardIndex) -> Option<usize> {
        match self {
            FurtherFacet::Axis { places, .. } => places[standard],
            FurtherFacet::Type => None,
        }
    }

    /// The type of something that belongs to `axes`, if the facet is the type.
    pub(super) fn of_type(&self, axes: &Axes) -> Option<String> {
        match self {
            FurtherFacet::Axis { .. } => None,
            FurtherFacet::Type => axes.kind.as_deref().map(str::to_owned),
        }
    }
}
