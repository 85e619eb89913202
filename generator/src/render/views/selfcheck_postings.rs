//! The postings for a role, beside its self-check: the requirements of each, for the script to mark.

use std::collections::BTreeSet;

use serde::Serialize;

use super::course::{self, RequirementLink};
use super::taught;
use crate::index::{RequirementIndex, StandardIndex};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;

/// A posting beside a self-check.
#[derive(Debug, Serialize)]
pub struct CheckPostingView {
    /// The posting's id.
    pub id: String,
    /// The link to the posting, labelled with its title.
    pub link: LinkView,
    /// The title in the languages of the reading, joined as plain text, since `option` cannot contain elements.
    pub joined: Html,
    /// The level that the posting asks for.
    pub level: String,
    /// The last day on which the posting is valid, in ISO 8601.
    pub expires: String,
    /// The requirements that an applicant must meet.
    pub must: Vec<PostingRequirementView>,
    /// The requirements that are an advantage.
    pub nice: Vec<PostingRequirementView>,
}

/// A requirement of a posting.
#[derive(Debug, Serialize)]
pub struct PostingRequirementView {
    /// The requirement's id, such as `5.3.4.1-b`.
    pub id: String,
    /// Whether a criterion of the form grades it. If not, the grade of a row does not apply to it.
    pub is_graded: bool,
    /// The requirement, if the self-check does not list it. The script copies listed requirements, so that the page does
    /// not repeat them for every posting.
    pub elsewhere: Option<RequirementLink>,
}

/// Returns the views of the requirements of a posting. `listed` holds the ids of the requirements that the self-check lists,
/// and `graded` those that a criterion of its form grades. A requirement that comes twice is left out the second time.
pub fn requirements(
    frame: &Frame,
    standard_index: StandardIndex,
    requirements: impl Iterator<Item = RequirementIndex>,
    listed: &BTreeSet<&str>,
    graded: Option<&BTreeSet<&str>>,
) -> Vec<PostingRequirementView> {
    let standard = &frame.handbook().standards[standard_index];
    let mut met = BTreeSet::new();
    let view = |requirement: RequirementIndex| {
        let id = standard.requirements[requirement].id.to_string();
        PostingRequirementView {
            is_graded: graded.is_some_and(|graded| graded.contains(id.as_str())),
            elsewhere: (!listed.contains(id.as_str()))
                .then(|| course::requirement(frame, standard_index, requirement)),
            id,
        }
    };
    requirements
        .filter(|requirement| met.insert(*requirement))
        .map(view)
        .collect()
}

/// Returns the postings of the standard at `standard` for `role`. `asked` makes the views of their requirements.
pub fn views(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<&str>,
    asked: impl Fn(&[RequirementIndex]) -> Vec<PostingRequirementView>,
) -> Vec<CheckPostingView> {
    let postings = frame.handbook().postings.indexed();
    postings
        .filter(|(_, posting)| {
            posting.standard == standard_index && role == posting.about.role_id()
        })
        .map(|(index, posting)| {
            let link = taught::posting_link(frame, index);
            CheckPostingView {
                id: posting.id.to_string(),
                joined: link.label.joined(),
                link,
                level: posting.about.level_id().unwrap_or_default().to_owned(),
                expires: posting.about.expires.to_string(),
                must: asked(&posting.must),
                nice: asked(&posting.nice),
            }
        })
        .collect()
}
