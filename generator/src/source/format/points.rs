//! Numbers of points, hours or per cent.

use serde_json::{Value as Json, json};

use super::decimal;
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::yaml::Node;

/// The most digits before the point.
const DIGITS: usize = 6;

/// A number of points or of another quantity, with at most two decimals, kept in hundredths so that sums are exact.
///
/// The greatest is 999,999.99.
#[derive(Clone, Debug)]
pub struct Points {
    /// The number, in hundredths.
    pub hundredths: i32,
    /// The position of the number.
    pub position: Position,
}

impl Encode for Points {
    fn encode(&self) -> Yaml {
        Yaml::Bare(decimal::write(self.hundredths.into()))
    }
}

impl Decode for Points {
    const EXAMPLE: &'static str = "20";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let hundredths = decimal::decode(node, DIGITS, faults)?;
        Some(Points {
            hundredths: hundredths.try_into().ok()?,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "number"})
    }
}
