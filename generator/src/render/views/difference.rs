//! What sets a form's criterion apart from the requirement that it restates.

use serde::Serialize;

use crate::model::difference::{Side, difference};
use crate::model::{Language, Requirement, Standard};
use crate::source::format::text::Text;

/// A difference in the standard's own language, character by character.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceView {
    /// The requirement's name: `5.3.1.2-b`.
    pub id: String,
    /// The BCP 47 tag of the standard's language.
    pub lang: String,
    /// Both texts in one: what they share, what only one of them has.
    pub runs: Vec<RunView>,
}

/// A run of characters of a difference.
#[derive(Clone, Debug, Serialize)]
pub struct RunView {
    /// The characters.
    pub text: String,
    /// Where they stand: `both`, `clause` (the form leaves them out) or `form` (the clause does not have them).
    pub side: &'static str,
}

/// How `criterion` differs from `requirement` in the standard's language; `None` where it does not, to the letter.
pub fn view(
    standard: &Standard,
    languages: &[Language],
    requirement: &Requirement,
    criterion: &Text,
) -> Option<DifferenceView> {
    let source = standard.about.language.as_str();
    let (clause, form) = (requirement.text().get(source)?, criterion.get(source)?);
    if clause == form {
        return None;
    }
    let lang = languages
        .iter()
        .find(|language| &*language.id == source)
        .map_or(source, |language| &*language.tag);
    Some(DifferenceView {
        id: requirement.id.to_string(),
        lang: lang.to_owned(),
        runs: difference(clause, form)
            .into_iter()
            .map(|run| RunView {
                text: run.text,
                side: match run.side {
                    Side::Both => "both",
                    Side::Clause => "clause",
                    Side::Form => "form",
                },
            })
            .collect(),
    })
}
