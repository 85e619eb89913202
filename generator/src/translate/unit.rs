//! One text to translate.

use std::sync::Arc;

use crate::model::translatable::Translatable;
use crate::model::translated::TranslationState;

/// One text to translate, as a translator receives it.
#[derive(Clone, Debug)]
pub struct Unit<'h> {
    /// Its id: the ids and names of fields that lead to it, such as `standards/pottery/requirements/2.1-a/text`. It names
    /// no line, so it stays the same when lines move.
    pub id: String,
    /// The file that holds the original.
    pub file: Arc<str>,
    /// The text and its translation.
    pub text: Translatable<'h>,
    /// The state of the translation.
    pub state: TranslationState,
    /// A description of its place, for translators.
    pub context: String,
    /// The address of the permalink of the requirement to which it belongs.
    pub permalink: Option<String>,
    /// The terms of the glossary that occur in it, each with its set translation.
    pub terms: Vec<(String, Option<String>)>,
}

impl Unit<'_> {
    /// Everything that a translator should know, one remark a line.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![self.context.clone()];
        if let Some(permalink) = &self.permalink {
            remarks.push(format!("Permalink: {permalink}"));
        }
        for (term, translation) in &self.terms {
            remarks.push(match translation {
                Some(translation) => format!("Term: {term} = {translation}"),
                None => format!("Term: {term} (not translated yet)"),
            });
        }
        match self.state {
            TranslationState::Stale => {
                remarks.push("The words have changed since this translation was made.".to_owned());
            }
            TranslationState::Draft => {
                remarks.push("This translation has yet to be reviewed.".to_owned());
            }
            TranslationState::Missing | TranslationState::Done => {}
        }
        if self.text.is_markdown {
            remarks.push("Markdown: keep links, code, formulas and headings.".to_owned());
        }
        remarks
    }
}
