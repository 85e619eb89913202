//! The roles, levels and dimensions that clauses and requirements belong to.
//!
//! The rule of inheritance is the same for all: a record that states nothing belongs to what the
//! record above it belongs to; one that states something belongs to that alone. With several axes
//! of dimensions, this is decided axis by axis. Ids are kept as they are stated, including unknown
//! ones, which [`crate::check`] reports.

use std::sync::{Arc, LazyLock};

use crate::source::format::axis::Ids;
use crate::source::format::dimension::Dimensions;

/// The values of an axis, such as roles, that something belongs to, its own or inherited. Without any, it belongs to all.
/// E.g. `["picker", "packer"]`. Cloning is cheap, since the list is shared with everything that
/// inherits it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AxisValues(Arc<[Arc<str>]>);

impl AxisValues {
    /// The `stated` values or, without any, those that are `inherited`.
    ///
    /// Empty, and so open to all, if neither is there.
    pub fn or_inherited(stated: &Ids, inherited: Option<&AxisValues>) -> Self {
        if stated.0.is_empty() {
            return inherited.cloned().unwrap_or_default();
        }
        AxisValues(stated.0.iter().map(|id| id.value.clone()).collect())
    }

    /// A single value.
    pub fn one(id: Arc<str>) -> Self {
        AxisValues(Arc::new([id]))
    }

    /// Whether it has no value, and so belongs to all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it has this value itself.
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|value| **value == *id)
    }

    /// Whether it has this value, or belongs to all.
    pub fn allows(&self, id: &str) -> bool {
        self.is_empty() || self.has(id)
    }

    /// Whether it belongs to all, or has `id`. Without an id, whether it belongs to all.
    pub fn allow(&self, id: Option<&str>) -> bool {
        self.is_empty() || id.is_some_and(|id| self.has(id))
    }

    /// The value, if there is exactly one. `None` if it belongs to all or to several.
    pub fn only(&self) -> Option<&str> {
        match &*self.0 {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The values, in the order in which they are stated.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|value| &**value)
    }

    /// The values separated by spaces, or `*` for all.
    ///
    /// Used in search records and in attributes of rows, by which scripts filter. Ids contain no
    /// spaces, so the list can be split again.
    pub fn joined(&self) -> String {
        if self.is_empty() {
            return "*".to_owned();
        }
        self.iter().collect::<Vec<_>>().join(" ")
    }
}

/// No values of an axis.
static NO_VALUES: LazyLock<AxisValues> = LazyLock::new(AxisValues::default);

/// The dimensions that something belongs to, axis by axis, its own or inherited. One list for each
/// axis, in the order of the axes; the outer list may be shorter than that, which means no values
/// on the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DimensionValues(Arc<[AxisValues]>);

impl DimensionValues {
    /// The `stated` values of each axis or, without any, those that are `inherited`. A value that no axis has counts as one
    /// of the first.
    pub fn or_inherited(
        stated: &Ids,
        inherited: Option<&DimensionValues>,
        dimensions: Option<&Dimensions>,
    ) -> Self {
        if stated.0.is_empty() {
            return inherited.cloned().unwrap_or_default();
        }
        let axes = dimensions.map_or(1, |dimensions| dimensions.axes().len().max(1));
        let axis_of = |id: &str| dimensions.and_then(|dimensions| dimensions.axis_of(id));
        let values = (0..axes).map(|axis| {
            let own = stated.0.iter();
            let own = own.filter(|id| axis_of(id.as_str()).unwrap_or(0) == axis);
            let own: Arc<[Arc<str>]> = own.map(|id| id.value.clone()).collect();
            if own.is_empty() {
                inherited.map_or_else(AxisValues::default, |above| above.of(axis).clone())
            } else {
                AxisValues(own)
            }
        });
        DimensionValues(values.collect())
    }

    /// The values of the axis at a place. Empty for an axis that does not exist.
    pub fn of(&self, axis: usize) -> &AxisValues {
        self.0.get(axis).unwrap_or(&NO_VALUES)
    }

    /// The values of the first axis, by which requirements are grouped and counted.
    pub fn first(&self) -> &AxisValues {
        self.of(0)
    }

    /// Whether it has no value of any axis.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(AxisValues::is_empty)
    }

    /// Whether it has this value itself.
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|axis| axis.has(id))
    }
}

/// Everything that a clause or requirement belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axes {
    /// The roles. Empty if it concerns everybody.
    pub roles: AxisValues,
    /// The levels. Empty if it is the same at every level.
    pub levels: AxisValues,
    /// The dimensions. Empty if it belongs to none, which is different from belonging to all.
    pub dimensions: DimensionValues,
    /// The type. It is never inherited: the type of a clause says nothing about that of its
    /// requirements.
    pub kind: Option<Arc<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode::Decode;
    use crate::source::yaml;

    fn read<T: Decode>(text: &str) -> T {
        let node = yaml::parse(&"a.yaml".into(), text).expect("YAML");
        let mut faults = Vec::new();
        let read = T::decode(&node, &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        read.expect("no fault")
    }

    /// Returns the values, axis by axis, of a record that states `own` and is below one that states `above`.
    fn belonging(dimensions: &str, above: &str, own: &str) -> Vec<String> {
        let dimensions: Dimensions = read(dimensions);
        let of = |ids: &str, inherited: Option<&DimensionValues>| {
            DimensionValues::or_inherited(&read::<Ids>(ids), inherited, Some(&dimensions))
        };
        let above = of(above, None);
        let values = of(own, Some(&above));
        let axes = 0..dimensions.axes().len();
        axes.map(|axis| values.of(axis).joined()).collect()
    }

    #[test]
    fn each_named_axis_is_inherited_by_itself() {
        let axes = "
- {id: matter, title: {en: Matter}, values: [{id: clay, title: {en: Clay}}, {id: fire, title: {en: Fire}}]}
- {id: side, title: {en: Side}, values: [{id: doing, title: {en: Doing}}, {id: knowing, title: {en: Knowing}}]}
";
        assert_eq!(belonging(axes, "clay", "doing"), ["clay", "doing"]);
        assert_eq!(
            belonging(axes, "[clay, doing]", "knowing"),
            ["clay", "knowing"]
        );
        assert_eq!(
            belonging(axes, "[clay, doing]", "[fire, clay]"),
            ["fire clay", "doing"]
        );
        assert_eq!(belonging(axes, "doing", "[]"), ["*", "doing"]);
        assert_eq!(belonging(axes, "[]", "[]"), ["*", "*"]);
    }

    #[test]
    fn the_values_of_a_single_axis_replace_those_above() {
        let values = "[{id: clay, title: {en: Clay}}, {id: fire, title: {en: Fire}}]";
        assert_eq!(belonging(values, "clay", "fire"), ["fire"]);
        assert_eq!(belonging(values, "clay", "[]"), ["clay"]);
        assert_eq!(belonging("[]", "clay", "[]"), ["clay"]);
    }
}
