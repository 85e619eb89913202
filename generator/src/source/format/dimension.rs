//! The dimensions of a standard: one axis, or several that have names.
//!
//! A standard with one axis lists its values, one with several lists axes with values. Code that
//! shows all axes uses [`Dimensions::axes`], and code that groups by one uses the first.

use serde_json::{Value as Json, json};

use super::text::{Id, Text};
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, mismatch};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::texts::{Texts, Walk};
use crate::source::yaml::{Node, Value};

record! {
    /// A dimension: a side of competency, or a value of a named axis.
    "a dimension" Dimension {
        /// The dimension's id in data.
        required id: Id,
        /// The name of the dimension.
        #[text(label)]
        required title: Text,
        /// A description of the dimension.
        #[text(source)]
        optional description: Text,
        /// The clause that holds its requirements, if there is one.
        #[names(Clause)]
        optional clause: Id,
    }
}

record! {
    /// A named axis of dimensions: a way to tell requirements apart.
    "an axis" DimensionAxis {
        /// The axis's id in data.
        required id: Id,
        /// The name of the axis.
        #[text(label)]
        required title: Text,
        /// A description of the axis.
        #[text(source)]
        optional description: Text,
        /// The values, in source order. Their ids are unique in the standard.
        required values: Vec<Dimension>,
    }
}

/// The dimensions of a standard.
#[derive(Clone, Debug)]
pub enum Dimensions {
    /// The values of a single axis without a name, in source order.
    Single(Vec<Dimension>),
    /// Several axes with names, or one, in source order.
    Named(Vec<DimensionAxis>),
}

impl Default for Dimensions {
    fn default() -> Self {
        Dimensions::Single(Vec::new())
    }
}

/// An axis of dimensions.
#[derive(Clone, Copy, Debug)]
pub struct AxisOfDimensions<'a> {
    /// The id and the name of the axis, unless it is the only one and has none.
    pub named: Option<&'a DimensionAxis>,
    /// The values.
    pub values: &'a [Dimension],
}

impl Dimensions {
    /// The axes, in source order. There is always at least one in the first form, which may have no
    /// values; in the second, there may be none.
    pub fn axes(&self) -> Vec<AxisOfDimensions<'_>> {
        match self {
            Dimensions::Single(values) => vec![AxisOfDimensions {
                named: None,
                values,
            }],
            Dimensions::Named(axes) => {
                let axes = axes.iter();
                axes.map(|axis| AxisOfDimensions {
                    named: Some(axis),
                    values: &axis.values,
                })
                .collect()
            }
        }
    }

    /// The axes that have names.
    pub fn named(&self) -> &[DimensionAxis] {
        match self {
            Dimensions::Single(_) => &[],
            Dimensions::Named(axes) => axes,
        }
    }

    /// The values of the first axis, by which requirements are grouped and counted.
    pub fn first(&self) -> &[Dimension] {
        match self {
            Dimensions::Single(values) => values,
            Dimensions::Named(axes) => axes.first().map_or(&[], |axis| &axis.values),
        }
    }

    /// The values of all axes.
    pub fn values(&self) -> impl Iterator<Item = &Dimension> + Clone {
        let (single, axes): (&[Dimension], &[DimensionAxis]) = match self {
            Dimensions::Single(values) => (values, &[]),
            Dimensions::Named(axes) => (&[], axes),
        };
        single
            .iter()
            .chain(axes.iter().flat_map(|axis| &axis.values))
    }

    /// The place of the axis that has the value `id`. `None` if none has. Ids are unique among all
    /// axes.
    pub fn axis_of(&self, id: &str) -> Option<usize> {
        let axes = self.axes();
        axes.iter()
            .position(|axis| axis.values.iter().any(|value| value.id == *id))
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }
}

impl Encode for Dimensions {
    fn encode(&self) -> Yaml {
        match self {
            Dimensions::Single(values) => values.encode(),
            Dimensions::Named(axes) => axes.encode(),
        }
    }
}

impl Decode for Dimensions {
    const EXAMPLE: &'static str = Vec::<Dimension>::EXAMPLE;

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            mismatch(
                node,
                message!("a list"),
                message!("write each item on its own line after `- `"),
                faults,
            );
            return None;
        };
        let is_axis = |item: &Node| {
            let Value::Mapping(pairs) = &item.value else {
                return false;
            };
            let mut keys = pairs.iter().map(|(key, _)| &key.value);
            keys.any(|key| matches!(key, Value::Scalar(name) if name == "values"))
        };
        if items.iter().any(is_axis) {
            let axes: Vec<DimensionAxis> = Vec::decode(node, faults)?;
            for axis in axes.iter().filter(|axis| axis.values.is_empty()) {
                faults.push(Rule::EmptyList.at(
                    &axis.id.position,
                    message!("the axis `{axis}` has no values", axis = axis.id),
                    message!("list its values, or remove the axis"),
                ));
            }
            Some(Dimensions::Named(axes))
        } else {
            Vec::decode(node, faults).map(Dimensions::Single)
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let values = Vec::<Dimension>::schema(definitions);
        let axes = Vec::<DimensionAxis>::schema(definitions);
        json!({"anyOf": [values, axes]})
    }
}

impl Texts<()> for Dimensions {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        match self {
            Dimensions::Single(values) => values.texts((), walk),
            Dimensions::Named(axes) => axes.texts((), walk),
        }
    }
}
