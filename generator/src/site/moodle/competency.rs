//! The texts of a clause or requirement as a competency.

use std::iter;

use super::html::{of_markdown, paragraphs};
use crate::model::markdown::is_markdown;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::lock::exact_hash;
use crate::source::format::markup::Markup;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Text;

/// The texts of a competency, or of a framework.
#[derive(Clone, Debug)]
pub struct CompetencyTexts<'a> {
    /// The text that its short name is made of.
    pub label: Option<&'a Text>,
    /// The texts of its description.
    pub body: Vec<&'a Text>,
}

impl<'a> CompetencyTexts<'a> {
    /// A framework.
    pub fn of_framework(about: &'a StandardRecord) -> Self {
        CompetencyTexts {
            label: Some(&about.title),
            body: about.description.iter().collect(),
        }
    }

    /// A clause with this label.
    pub fn of_clause(clause: &'a ClauseRecord, label: Option<&'a Text>) -> Self {
        CompetencyTexts {
            label: label.or(clause.intro.as_ref()),
            body: clause.intro.iter().collect(),
        }
    }

    /// A requirement with this title and text.
    pub fn of_requirement(
        requirement: &'a RequirementRecord,
        title: Option<&'a Text>,
        text: &'a Text,
    ) -> Self {
        CompetencyTexts {
            label: Some(title.unwrap_or(text)),
            body: iter::once(text).chain(&requirement.examples).collect(),
        }
    }

    /// The description as HTML, in the first of `languages` that each text has.
    pub fn description(&self, markup: Markup, languages: &[&str]) -> String {
        let html = |text: &Text| {
            let words = text.nearest(languages).1;
            match is_markdown(markup, text) {
                true => of_markdown(words),
                false => paragraphs(words),
            }
        };
        self.body.iter().map(|text| html(text)).collect()
    }

    /// A hash of what the short name is made of, as it is written in one of `languages`.
    pub fn name_hash(&self, languages: &[&str]) -> u64 {
        hash(self.label, languages)
    }

    /// A hash of what the description is made of, as it is written in one of `languages`.
    pub fn description_hash(&self, languages: &[&str]) -> u64 {
        hash(self.body.iter().copied(), languages)
    }
}

fn hash<'t>(texts: impl IntoIterator<Item = &'t Text>, languages: &[&str]) -> u64 {
    exact_hash(texts.into_iter().map(|text| text.nearest(languages).1))
}
