//! The roles, levels and dimensions that clauses and requirements belong to.

use std::sync::Arc;

use crate::source::format::axis::Ids;

/// The values of an axis, such as roles, that something belongs to, its own or inherited. Without any, it belongs to all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AxisValues(Arc<[Arc<str>]>);

impl AxisValues {
    /// The `stated` values or, without any, those that are `inherited`.
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

    /// The value, if there is exactly one.
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
    pub fn joined(&self) -> String {
        if self.is_empty() {
            return "*".to_owned();
        }
        self.iter().collect::<Vec<_>>().join(" ")
    }
}

/// Everything that a clause or requirement belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axes {
    /// The roles.
    pub roles: AxisValues,
    /// The levels.
    pub levels: AxisValues,
    /// The dimensions.
    pub dimensions: AxisValues,
    /// The type.
    pub kind: Option<Arc<str>>,
}
