//! The postings that look for a role, beside its self-check: what each asks, for the script to mark.

use std::collections::BTreeSet;

use serde::Serialize;

use super::course::{self, RequirementLink};
use super::taught;
use crate::model::assessment::named;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::source::format::annex::Annex;
use crate::source::format::text::Id;

/// A posting beside a self-check.
#[derive(Debug, Serialize)]
pub struct CheckPostingView {
    /// The posting's name in addresses.
    pub id: String,
    /// The posting, called by its title.
    pub link: LinkView,
    /// The title in the languages of the reading, joined: options hold no elements.
    pub joined: Html,
    /// The last day on which it stands, as ISO 8601 writes it.
    pub expires: String,
    /// What an applicant must meet.
    pub must: Vec<AskedView>,
    /// What is welcome.
    pub nice: Vec<AskedView>,
}

/// A requirement that a posting asks for.
#[derive(Debug, Serialize)]
pub struct AskedView {
    /// The name: `5.3.4.1-b`.
    pub id: String,
    /// Whether a criterion of the form takes it up. Of one that none does, the grade of a row says nothing.
    pub is_graded: bool,
    /// The requirement, where it does not stand behind a row of the form. Those that do stand on the page already, and the script
    /// shows them from there: so a page does not repeat every requirement for every posting.
    pub elsewhere: Option<RequirementLink>,
}

/// The postings of the standard at `standard` that look for the role of a form. `behind` names the requirements behind its rows.
pub fn views(
    frame: &Frame,
    standard: usize,
    annex: &Annex,
    behind: &BTreeSet<&str>,
) -> Vec<CheckPostingView> {
    let rows = annex.form.rows.iter();
    let graded: BTreeSet<&str> = rows
        .flat_map(|row| &row.criteria)
        .flat_map(named)
        .map(Id::as_str)
        .collect();
    let asked = |requirements: &[usize]| {
        let of = &frame.handbook().standards[standard];
        let view = |requirement: &usize| {
            let id = of.requirements[*requirement].id.to_string();
            AskedView {
                is_graded: graded.contains(id.as_str()),
                elsewhere: (!behind.contains(id.as_str()))
                    .then(|| course::requirement(frame, standard, *requirement)),
                id,
            }
        };
        requirements.iter().map(view).collect()
    };
    let postings = frame.handbook().postings.iter().enumerate();
    postings
        .filter(|(_, of)| of.standard == standard && of.about.role == *annex.role.as_str())
        .map(|(index, of)| {
            let link = taught::posting_link(frame, index);
            CheckPostingView {
                id: of.id.to_string(),
                joined: link.label.joined(),
                link,
                expires: of.about.expires.to_string(),
                must: asked(&of.must),
                nice: asked(&of.nice),
            }
        })
        .collect()
}
