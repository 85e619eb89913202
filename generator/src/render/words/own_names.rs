//! The interface words for pages about a standard with its own names for its parts.

use std::borrow::Cow;
use std::sync::Arc;

use super::{InterfaceWord, Words};
use crate::language::placeholders::{WordPart, parts};
use crate::render::fill::fill;
use crate::source::format::standard::Names;
use crate::source::format::text::Text;

/// The prefix of a word's variant with the names of a standard, such as `named_requirements_counted`.
const PREFIX: &str = "named_";

impl Words {
    /// Returns the words with those variants in place of others whose names the standard states in their language. A
    /// variant without any name replaces a word that has the interface's name for a requirement.
    ///
    /// A name cannot be inflected, so variants have it where every language has the bare noun, as in “Skill: 12”.
    pub fn with_names(&self, names: &Names) -> Words {
        let mut words = self.clone();
        for (language, of_language) in &mut words.languages {
            let name = |part: &str| -> Option<&str> { named(names, part)?.get(language) };
            let variants = of_language.iter().filter_map(|(key, variant)| {
                let replaced = key.strip_prefix(PREFIX)?;
                let words = filled(&variant.words, name)?;
                let word = InterfaceWord {
                    words: words.into(),
                    borrowed: variant.borrowed.clone(),
                    common: of_language.get(replaced).map(|word| word.words.clone()),
                };
                Some((Arc::from(replaced), word))
            });
            let variants: Vec<(Arc<str>, InterfaceWord)> = variants.collect();
            of_language.extend(variants);
        }
        words
    }

    /// Returns a word for a standard with these names, on a page that may be about another one.
    pub fn about<'a>(
        &'a self,
        names: Option<&Names>,
        language: &str,
        key: &'a str,
    ) -> Cow<'a, str> {
        let variant = self.word(language, &format!("{PREFIX}{key}"));
        let name = |part: &str| -> Option<&str> { named(names?, part)?.get(language) };
        if let Some(filled) = variant.and_then(|variant| filled(&variant.words, name)) {
            return filled.into();
        }
        let word = self.word(language, key);
        let common = word.map(|word| word.common.as_ref().unwrap_or(&word.words));
        Cow::Borrowed(common.map_or(key, |words| words))
    }
}

/// Fills the names of a variant; `None` if the standard lacks one of them.
fn filled<'a>(variant: &str, name: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let mut mentioned: Vec<&str> = parts(variant)
        .into_iter()
        .filter_map(|part| match part {
            WordPart::Value { name, .. } => Some(name),
            WordPart::Words(_) | WordPart::Forms { .. } => None,
        })
        .filter(|part| NAMED.contains(part))
        .collect();
    if mentioned.is_empty() {
        mentioned.push("requirement");
    }
    if mentioned.iter().any(|part| name(part).is_none()) {
        return None;
    }
    Some(fill(variant, |part| name(part).map(str::to_owned)))
}

/// The parts whose names variants have.
const NAMED: [&str; 2] = ["requirement", "role"];

/// The standard's own name for a part.
fn named<'a>(names: &'a Names, part: &str) -> Option<&'a Text> {
    match part {
        "requirement" => names.requirement.as_ref(),
        "role" => names.role.as_ref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_needs_every_name_in_it_and_keeps_its_numbers() {
        let name = |part: &str| (part == "requirement").then_some("Skill");
        for (variant, words) in [
            ("{requirement}: {count}", Some("Skill: {count}")),
            (
                "{requirement}: {count:one|{count} others}",
                Some("Skill: {count:one|{count} others}"),
            ),
            ("In common", Some("In common")),
            ("{role}: {count}", None),
            ("{role}, {requirement}", None),
        ] {
            assert_eq!(filled(variant, name).as_deref(), words, "{variant}");
        }
        assert_eq!(filled("In common", |_| None), None);
    }
}
