//! Where and how the work of a posting is done, and how it is paid.

use serde_json::{Value as Json, json};

use super::amount::Amount;
use super::text::{Id, Text};
use super::words::words;
use crate::language::message::message;
use crate::source::closest::closest;
use crate::source::decode::{Decode, Definitions, mismatch, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::{Node, Value};

record! {
    /// A further place of work.
    "a place of work" Workplace {
        /// The place of work, as people write it.
        #[text(ours)]
        required place: Text,
        /// The country of the place, as an ISO 3166 code; that of the posting if absent.
        #[names(Country)]
        optional country: Id,
        /// The region of the place.
        #[text(ours)]
        optional region: Text,
    }
}

/// How much of the work can be done from anywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remote {
    /// Nothing: `false`.
    #[default]
    None,
    /// A part: `hybrid`.
    Hybrid,
    /// Everything: `true`.
    Full,
}

impl Remote {
    const ALL: [(Remote, &'static str); 3] = [
        (Remote::None, "false"),
        (Remote::Hybrid, "hybrid"),
        (Remote::Full, "true"),
    ];
}

impl Encode for Remote {
    fn encode(&self) -> Yaml {
        let word = Remote::ALL.iter().find(|(remote, _)| remote == self);
        Yaml::Bare(word.map_or("false", |(_, word)| word).to_owned())
    }
}

impl Decode for Remote {
    const EXAMPLE: &'static str = "hybrid";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let word = symbol(node, faults)?;
        let found = Remote::ALL.iter().find(|(_, known)| *known == word);
        if found.is_none() {
            let close = closest(&word, Remote::ALL.iter().map(|(_, known)| *known));
            faults.push(Rule::UnknownValue.at(
                &node.position,
                message!("`{word}` does not say how much can be done remotely", word),
                close.map_or_else(
                    || message!("write `true`, `false` or, for a part of the time, `hybrid`"),
                    |close| message!("did you mean `{close}`?", close),
                ),
            ));
        }
        found.map(|(remote, _)| *remote)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"anyOf": [{"type": "boolean"}, {"enum": ["hybrid"]}]})
    }
}

/// The kinds of employment that a posting offers: one, or a list. Never empty.
#[derive(Clone, Debug)]
pub struct Employments(pub Vec<Employment>);

impl Encode for Employments {
    fn encode(&self) -> Yaml {
        match &*self.0 {
            [kind] => kind.encode(),
            kinds => kinds.to_vec().encode(),
        }
    }
}

impl Decode for Employments {
    const EXAMPLE: &'static str = Employment::EXAMPLE;

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Sequence(items) if items.is_empty() => {
                let help = message!("write at least one, such as `full-time`");
                mismatch(node, message!("a kind of employment"), help, faults);
                None
            }
            Value::Sequence(_) => Vec::decode(node, faults).map(Employments),
            _ => Employment::decode(node, faults).map(|kind| Employments(vec![kind])),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let kind = Employment::schema(definitions);
        json!({"anyOf": [kind, {"type": "array", "items": kind, "minItems": 1}]})
    }
}

/// The pay: an amount, or whatever is agreed on.
#[derive(Clone, Debug)]
pub enum Pay {
    /// An amount, or a range.
    Amount(Salary),
    /// `by-agreement`
    ByAgreement,
}

/// The word for pay that is agreed on.
const BY_AGREEMENT: &str = "by-agreement";

impl Encode for Pay {
    fn encode(&self) -> Yaml {
        match self {
            Pay::Amount(salary) => salary.encode(),
            Pay::ByAgreement => Yaml::Symbol(BY_AGREEMENT.to_owned()),
        }
    }
}

impl Decode for Pay {
    const EXAMPLE: &'static str = "{currency: CNY, from: 6000, per: month}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Scalar(word) if word == BY_AGREEMENT => Some(Pay::ByAgreement),
            Value::Scalar(word) => {
                faults.push(Rule::UnknownValue.at(
                    &node.position,
                    message!("`{word}` is not a salary", word),
                    message!(
                        "write `{example}`, or `{by_agreement}`",
                        example = Self::EXAMPLE,
                        by_agreement = BY_AGREEMENT
                    ),
                ));
                None
            }
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                Salary::decode(node, faults).map(Pay::Amount)
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let salary = Salary::schema(definitions);
        json!({"anyOf": [salary, {"enum": [BY_AGREEMENT]}]})
    }
}

record! {
    /// The pay.
    "a salary" Salary {
        /// The currency, as an ISO 4217 code: `CNY`.
        #[names(Currency)]
        required currency: Id,
        /// The lowest amount, or the only one.
        required from: Amount,
        /// The highest amount, if the pay is a range.
        optional to: Amount,
        /// The unit of time that the pay is for.
        required per: Period,
    }
}

words! {
    /// The kind of employment.
    "a kind of employment" Employment {
        /// Full-time employment.
        FullTime = "full-time",
        /// Part-time employment.
        PartTime = "part-time",
        /// A contract for a fixed term.
        Contract = "contract",
        /// Temporary employment.
        Temporary = "temporary",
        /// An internship.
        Internship = "internship",
    }
}

words! {
    /// The unit of time of a salary.
    "a unit of time" Period {
        /// An hour.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}
