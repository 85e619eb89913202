//! Amounts of money.

use serde_json::{Value as Json, json};

use super::decimal;
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::yaml::Node;

/// The most digits before the point. In some currencies a year's pay has nine.
const DIGITS: usize = 12;

/// An amount of money with at most two decimals, kept in hundredths.
///
/// The greatest is 999,999,999,999.99.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The amount, in hundredths.
    pub hundredths: i64,
    /// The position of the amount.
    pub position: Position,
}

impl Encode for Amount {
    fn encode(&self) -> Yaml {
        Yaml::Bare(decimal::write(self.hundredths))
    }
}

impl Decode for Amount {
    const EXAMPLE: &'static str = "6000";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        Some(Amount {
            hundredths: decimal::decode(node, DIGITS, faults)?,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "number"})
    }
}
