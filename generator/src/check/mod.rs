//! What is wrong with the content, said all at once: one rule a file.
//!
//! A rule looks at everything that could be read and gives its diagnostics in any order; [`check`] puts them in the
//! order of their places.

pub mod content;
pub mod figures;
pub mod forms;
pub mod glossary;
pub mod handbook;
pub mod languages;
pub mod links;
pub mod markdown;
pub mod names;
pub mod notes;
pub mod numbering;
pub mod pages;
pub mod punctuation;
pub mod references;
pub mod report;
pub mod rubric;
pub mod standards;
pub mod suggest;
pub mod unique;
pub mod walk;
pub mod width;

#[cfg(test)]
pub mod testing;

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Handbook;
use crate::site::{Address, Render, RenderError, Site};
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;
use content::Content;

/// The type of a rule: it looks at all the content and says what is wrong with it.
pub type Rule = fn(&Content<'_>) -> Vec<Diagnostic>;

/// Every rule.
const RULES: [Rule; 15] = [
    figures::rule,
    forms::rule,
    glossary::rule,
    handbook::rule,
    languages::rule,
    links::rule,
    names::rule,
    notes::rule,
    numbering::rule,
    pages::rule,
    punctuation::rule,
    references::rule,
    rubric::rule,
    standards::rule,
    unique::rule,
];

/// Everything that is wrong with `documents`, each fault once, in the order of places: files that cannot be read, and
/// what the rules find in the others. Links between pages are checked where there is a `site` to ask.
pub fn check(documents: &Documents, site: Option<&Site>) -> Vec<Diagnostic> {
    let content = Content::new(documents, site);
    let found: Vec<Vec<Diagnostic>> = RULES.par_iter().map(|rule| rule(&content)).collect();
    let found = found.into_iter().flatten();
    sorted(documents.faults().cloned().chain(found).collect())
}

/// The handbook, where the documents make one, and everything that is wrong with them. Where the diagnostics hold no
/// error there is a handbook.
pub fn check_documents(documents: &Documents) -> (Option<Arc<Handbook>>, Vec<Diagnostic>) {
    match Handbook::build(documents) {
        Ok(handbook) => {
            let handbook = Arc::new(handbook);
            let site = Site::new(handbook.clone(), Arc::new(NoTheme), None);
            (Some(handbook), check(documents, Some(&site)))
        }
        Err(missing) => {
            let mut found = check(documents, None);
            // The rules say why there is no handbook, more exactly than the model can.
            if !found.iter().any(Diagnostic::is_error) {
                found = sorted(missing);
            }
            (None, found)
        }
    }
}

/// `diagnostics` in the order of their places, each once.
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        (&a.position, a.severity, &a.message, &a.help).cmp(&(
            &b.position,
            b.severity,
            &b.message,
            &b.help,
        ))
    });
    diagnostics.dedup();
    diagnostics
}

/// Stands in for a theme, since the check asks only which addresses there are.
struct NoTheme;

impl Render for NoTheme {
    fn assets(&self) -> Vec<String> {
        Vec::new()
    }

    fn render(&self, _: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        Err(RenderError {
            address: address.path.to_string(),
            cause: "the check renders nothing".into(),
        })
    }
}
