//! Values that are one of a few words.
//!
//! `words!` makes an enumeration, its decoding and its schema from the words, so that the words in
//! content, in messages and in `docs/content/pages/en/reference.md` are the same. A wrong word is `E026`, whose help
//! names the closest or lists them all.

use crate::language::message::{Message, Series, message};
use crate::source::closest::closest;

/// Declares an enumeration whose values are written as words.
macro_rules! words {
    ($(#[doc = $doc:literal])* $called:literal $name:ident { $( $(#[doc = $variant_doc:literal])* $variant:ident = $word:literal, )* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[doc = $variant_doc])* $variant, )*
        }

        impl $name {
            /// The word used for it in content and data.
            pub fn word(self) -> &'static str {
                match self {
                    $( $name::$variant => $word, )*
                }
            }
        }

        impl $crate::source::encode::Encode for $name {
            fn encode(&self) -> $crate::source::emit::Yaml {
                $crate::source::emit::Yaml::Symbol(self.word().to_owned())
            }
        }

        impl $crate::source::decode::Decode for $name {
            const EXAMPLE: &'static str = concat!("one of", $( " `", $word, "`" ),*);

            fn decode(node: &$crate::source::yaml::Node, faults: &mut Vec<$crate::source::diagnostic::Diagnostic>) -> Option<Self> {
                let word = $crate::source::decode::symbol(node, faults)?;
                match word.as_str() {
                    $( $word => Some($name::$variant), )*
                    _ => {
                        faults.push($crate::source::rule::Rule::UnknownValue.at(
                            &node.position,
                            $crate::language::message::message!(
                                "`{word}` is not {called}",
                                word,
                                called = $crate::language::message::message!($called),
                            ),
                            $crate::source::format::words::one_of(&word, &[$( $word ),*]),
                        ));
                        None
                    }
                }
            }

            fn schema(_: &mut $crate::source::decode::Definitions) -> serde_json::Value {
                serde_json::json!({"enum": [$( $word ),*]})
            }
        }
    };
}
pub(crate) use words;

/// The help for a word that is none of `known`: the closest, or all of them. Capital letters, spaces and underscores in
/// the author's word make no difference.
pub fn one_of(written: &str, known: &[&str]) -> Message {
    let plain = written.trim().to_lowercase().replace([' ', '_'], "-");
    let translated = IN_CHINESE.iter().find(|(chinese, _)| *chinese == plain);
    let translated = translated
        .map(|(_, word)| *word)
        .filter(|word| known.contains(word));
    match translated.or_else(|| closest(&plain, known.iter().copied())) {
        Some(meant) => message!("did you mean `{meant}`?", meant),
        None => {
            let known = known.iter().map(|word| format!("`{word}`"));
            message!("write one of {known}", known = Series::plain(known))
        }
    }
}

/// Words that authors write in Chinese, and those that the format has for them.
const IN_CHINESE: [(&str, &str); 22] = [
    ("全职", "full-time"),
    ("全日制", "full-time"),
    ("兼职", "part-time"),
    ("非全日制", "part-time"),
    ("合同", "contract"),
    ("合同工", "contract"),
    ("合同制", "contract"),
    ("临时", "temporary"),
    ("临时工", "temporary"),
    ("实习", "internship"),
    ("实习生", "internship"),
    ("面议", "by-agreement"),
    ("时", "hour"),
    ("小时", "hour"),
    ("每小时", "hour"),
    ("日", "day"),
    ("天", "day"),
    ("周", "week"),
    ("月", "month"),
    ("每月", "month"),
    ("年", "year"),
    ("每年", "year"),
];
