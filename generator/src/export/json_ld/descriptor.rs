//! A requirement with its descriptors: the wording at each level is a `PropertyValue`.
//!
//! Only the page of the requirement has them. Lists of terms, such as those of courses, name requirements and leave the
//! rest to their pages.

use serde_json::Value as Json;

use super::{Described, Object, elsewhere, thing};
use crate::index::{RequirementIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::source::format::axis::DescriptorRecord;
use crate::source::format::standard::Level;
use crate::source::format::text::Text;

impl Described<'_> {
    /// A requirement as a `DefinedTerm` with its descriptors, after the values of its axes.
    pub(super) fn described_term(
        &self,
        standard_index: StandardIndex,
        requirement: RequirementIndex,
    ) -> Object {
        let standard = &self.handbook().standards[standard_index];
        let entry = &standard.requirements[requirement];
        let mut value = self.term(standard_index, requirement);
        let set = self.described_set(standard_index);
        value.insert("inDefinedTermSet".into(), set);
        let levels = standard.levels_among(&entry.axes.roles).into_iter();
        let descriptors: Vec<Json> = levels
            .filter_map(|level| {
                let words = entry.descriptor(level.id.as_str())?;
                Some(self.descriptor(standard, level, words).into())
            })
            .collect();
        if !descriptors.is_empty() {
            let properties = value
                .entry("additionalProperty")
                .or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(properties) = properties {
                properties.extend(descriptors);
            }
        }
        value
    }

    /// A descriptor: the level, the words at it, its type, code and other addresses.
    fn descriptor(
        &self,
        standard: &CompleteStandard,
        level: &Level,
        words: &DescriptorRecord,
    ) -> Object {
        let kind = words.r#type.as_ref();
        let kind = kind.and_then(|kind| standard.kind(kind.as_str()));
        let texts: Vec<&Text> = words.text.iter().chain(&words.criteria).collect();
        let value = match *texts {
            [text] => self.words(text),
            _ => {
                let texts = texts.into_iter();
                texts.map(|text| self.words(text)).collect()
            }
        };
        thing(
            "PropertyValue",
            [
                ("name", self.words(&level.title)),
                (
                    "identifier",
                    (words.number.as_ref()).map_or(Json::Null, |number| (*number.value).into()),
                ),
                (
                    "additionalType",
                    kind.map_or(Json::Null, |kind| self.words(&kind.title)),
                ),
                ("sameAs", elsewhere(&words.same_as)),
                ("value", value),
            ],
        )
    }
}
