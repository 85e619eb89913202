//! The modules that teach a requirement, and the postings that require it.

use serde::Serialize;

use super::course;
use crate::index::{ModuleIndex, PostingIndex, RequirementIndex, StandardIndex};
use crate::model::{CompleteCurriculum, Depth};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::address::Page;

/// The modules that teach requirements, and the postings that require them.
#[derive(Debug, Default, Serialize)]
pub struct TaughtView {
    /// The curricula with the modules that cover the requirements.
    pub curricula: Vec<TaughtCurriculum>,
    /// The postings that require them.
    pub postings: Vec<PostingLink>,
    /// Whether there is only one requirement, which then need not be named.
    pub is_one: bool,
}

/// A curriculum.
#[derive(Debug, Serialize)]
pub struct TaughtCurriculum {
    /// The curriculum.
    pub link: LinkView,
    /// Its modules, in order.
    pub modules: Vec<TaughtModule>,
}

/// A module.
#[derive(Debug, Serialize)]
pub struct TaughtModule {
    /// The module.
    pub link: LinkView,
    /// Its key among the modules of a self-check's plan.
    pub key: String,
    /// The greatest depth to which it covers them.
    pub depth: TextView,
    /// The depth as a number, from 1 for introduced to 3 for assessed.
    pub rank: u8,
    /// The letters of the requirements.
    pub letters: Vec<String>,
}

/// A posting.
#[derive(Debug, Serialize)]
pub struct PostingLink {
    /// The posting.
    pub link: LinkView,
    /// The last day on which the posting is open, in ISO 8601.
    pub expires: String,
    /// Whether applicants must meet any of the requirements.
    pub is_must: bool,
}

/// A posting for a role.
#[derive(Debug, Serialize)]
pub struct RolePosting {
    /// The posting.
    pub link: LinkView,
    /// The last day on which the posting is open, in ISO 8601.
    pub expires: String,
}

/// Returns the modules that teach the requirements at `requirements`, and the postings that require them.
pub fn view(
    frame: &Frame,
    standard: StandardIndex,
    requirements: &[RequirementIndex],
) -> TaughtView {
    TaughtView {
        curricula: curricula(frame, standard, requirements),
        postings: postings(frame, standard, |requirement| {
            requirements.contains(&requirement)
        }),
        is_one: requirements.len() == 1,
    }
}

/// Returns the curricula that lead to a role, and the postings for it.
pub fn of_role(
    frame: &Frame,
    standard: StandardIndex,
    role: &str,
) -> (Vec<LinkView>, Vec<RolePosting>) {
    let handbook = frame.handbook();
    let curricula = handbook.curricula.indexed();
    let curricula = curricula
        .filter(|(_, curriculum)| {
            let mut aims = curriculum.about.aims().into_iter();
            curriculum.standard == standard && aims.any(|(of, _)| of == Some(role))
        })
        .map(|(index, _)| course::link(frame, index));
    let postings = handbook.postings.indexed();
    let postings = postings
        .filter(|(_, posting)| {
            posting.standard == standard && posting.about.role_id() == Some(role)
        })
        .map(|(index, posting)| RolePosting {
            link: posting_link(frame, index),
            expires: posting.about.expires.to_string(),
        });
    (curricula.collect(), postings.collect())
}

/// Returns the link to a posting, labelled with its title.
pub fn posting_link(frame: &Frame, posting_index: PostingIndex) -> LinkView {
    let posting = &frame.handbook().postings[posting_index];
    LinkView {
        href: frame.page_link(Page::Posting {
            posting: posting_index,
        }),
        number: Html::default(),
        label: frame.own_voice().text(&posting.about.title),
        current: false,
    }
}

/// Returns the curricula with modules that teach the requirements at `requirements`.
pub fn curricula(
    frame: &Frame,
    standard: StandardIndex,
    requirements: &[RequirementIndex],
) -> Vec<TaughtCurriculum> {
    let handbook = frame.handbook();
    let mut found = Vec::new();
    for (index, curriculum) in handbook.curricula.indexed() {
        if curriculum.standard != standard {
            continue;
        }
        let mut modules: Vec<(ModuleIndex, Depth, Vec<String>)> = Vec::new();
        for requirement in requirements {
            let entry = &handbook.standards[standard].requirements[*requirement];
            let label = &entry.name[entry.known().len()..];
            for (module, depth) in curriculum.taught(*requirement) {
                match modules.iter_mut().find(|(place, ..)| place == module) {
                    Some((_, greatest, letters)) => {
                        *greatest = (*greatest).max(*depth);
                        letters.push(label.to_owned());
                    }
                    None => modules.push((*module, *depth, vec![label.to_owned()])),
                }
            }
        }
        modules.sort_by_key(|(place, ..)| *place);
        if !modules.is_empty() {
            found.push(TaughtCurriculum {
                link: course::link(frame, index),
                modules: modules
                    .into_iter()
                    .map(|(place, depth, letters)| TaughtModule {
                        link: course::module_link(frame, index, place),
                        key: module_key(curriculum, place),
                        rank: match depth {
                            Depth::Introduces => 1,
                            Depth::Practises => 2,
                            Depth::Assesses => 3,
                        },
                        depth: frame.spoken(course::depth_word(depth)),
                        letters,
                    })
                    .collect(),
            });
        }
    }
    found
}

/// The key of a module among those of all curricula: `evening-course/glazing`.
pub fn module_key(curriculum: &CompleteCurriculum, module: ModuleIndex) -> String {
    format!("{}/{}", curriculum.id, curriculum.modules[module].id)
}

fn postings(
    frame: &Frame,
    standard: StandardIndex,
    is_meant: impl Fn(RequirementIndex) -> bool,
) -> Vec<PostingLink> {
    let postings = frame.handbook().postings.indexed();
    postings
        .filter(|(_, posting)| posting.standard == standard)
        .filter_map(|(index, posting)| {
            let is_must = posting
                .must
                .iter()
                .any(|requirement| is_meant(*requirement));
            let is_nice = posting
                .nice
                .iter()
                .any(|requirement| is_meant(*requirement));
            (is_must || is_nice).then(|| PostingLink {
                link: posting_link(frame, index),
                expires: posting.about.expires.to_string(),
                is_must,
            })
        })
        .collect()
}
