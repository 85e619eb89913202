//! The things that a standard defines by id: its types, roles, dimensions and levels, and the rows of its rubric.
//!
//! These are plain lookups in `standard.yaml` and `rubric.yaml`. Each returns `None`, or an empty
//! list, both for an unknown id and for a file that could not be read: whoever reports unknown ids
//! must ask [`Standard::is_unread`] first, so that one broken file does not make every reference to
//! it a fault.

use super::axis::Axes;
use super::standard::Standard;
use crate::source::format::axis::TypeRecord;
use crate::source::format::dimension::{Dimension, Dimensions};
use crate::source::format::standard::{Level, Role};

impl Standard {
    /// The type with this id.
    pub fn kind(&self, id: &str) -> Option<&TypeRecord> {
        let mut types = self.about.as_ref()?.types.iter();
        types.find(|kind| kind.id == *id)
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles().iter().find(|role| role.id == *id)
    }

    /// Its roles, in order; none if they could not be read.
    pub fn roles(&self) -> &[Role] {
        self.about.as_ref().map_or(&[], |about| &about.roles)
    }

    /// Its dimensions, axis by axis; `None` if they could not be read.
    pub fn dimensions(&self) -> Option<&Dimensions> {
        self.about.as_ref().map(|about| &about.dimensions)
    }

    /// Its levels, from the lowest; none if they could not be read.
    pub fn levels(&self) -> &[Level] {
        self.about.as_ref().map_or(&[], |about| &about.levels)
    }

    /// The dimension with this id, on any axis.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        let mut values = self.dimensions()?.values();
        values.find(|dimension| dimension.id == *id)
    }

    /// The first of the standard's dimensions to which something belongs, on the first axis: the one in which it is shown
    /// and counted. The order is that of `standard.yaml`, not that in which the requirement states
    /// them.
    pub fn first_dimension(&self, axes: &Axes) -> Option<&Dimension> {
        let mut dimensions = self.dimensions()?.first().iter();
        dimensions.find(|dimension| axes.dimensions.has(dimension.id.as_str()))
    }

    /// The level with this id. Levels of single roles are not searched; see [`Standard::ladder`].
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels().iter().find(|level| level.id == *id)
    }
}
