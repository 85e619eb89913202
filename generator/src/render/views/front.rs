//! The handbook's front page.

use serde::Serialize;

use super::check_way::{self, CheckChoice, CheckWay};
use super::compare;
use super::editions;
use super::grid::{self, GridView};
use super::joined::joined;
use crate::index::StandardIndex;
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::maker::PageMaker;
use crate::render::text::TextView;
use crate::site::address::{Page, StandardPage, pages};
use crate::site::{Make, RenderError};

/// The front page.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// The handbook's title.
    pub title: TextView,
    /// The handbook's description.
    pub description: Option<TextView>,
    /// The link to a self-check; `None` if no standard has a form.
    pub check: Option<CheckWay>,
    /// Its standards.
    pub standards: Vec<FrontStandard>,
}

/// A standard on the front page.
#[derive(Debug, Serialize)]
pub struct FrontStandard {
    /// The standard's title.
    pub title: TextView,
    /// Its description.
    pub description: Option<TextView>,
    /// The link to the edition before it, if the handbook has it.
    pub replaces: Option<LinkView>,
    /// The link to its contents.
    pub contents: String,
    /// The link to its terms.
    pub terms: String,
    /// The link to all requirements.
    pub requirements: String,
    /// The link to the keywords.
    pub keywords: String,
    /// The link to the whole standard on one page.
    pub whole: String,
    /// The link to the comparisons of roles and levels; empty if there is nothing to compare.
    pub compare: String,
    /// The grid of roles by levels.
    pub grid: GridView,
    /// The outermost clauses.
    pub clauses: Vec<LinkView>,
    /// The link to the choice of self-checks, and the choice itself; `None` if no role has a form.
    pub checks: Option<(CheckWay, CheckChoice)>,
    /// The clauses of the dimensions.
    pub dimensions: Vec<LinkView>,
    /// The requirement pickers, labelled with their roles.
    pub pickers: Vec<LinkView>,
    /// A level of a role, as an example of a page to link to.
    pub level: Option<LinkView>,
    /// A requirement, as an example of a page to link to: its permalink and its id.
    pub requirement: Option<(String, String)>,
    /// The number of requirements.
    pub count: usize,
    /// The link to the curricula; empty if none is aligned to the standard.
    pub curricula: String,
    /// The link to the postings; empty if none uses the standard.
    pub postings: String,
}

impl Make<pages::Front> for PageMaker<'_, '_> {
    fn make(&self, _: pages::Front) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame))
    }
}

/// Renders the front page.
pub fn render(frame: &Frame) -> (Chrome, FrontView) {
    let about = &frame.handbook().about;
    let voice = frame.own_voice();
    let handbook = frame.handbook();
    // A replaced edition is reached from the one that replaces it.
    let standards = handbook
        .standards
        .indices()
        .filter(|standard| handbook.later_editions(*standard).is_empty());
    let view = FrontView {
        title: voice.text(&about.title),
        description: about
            .description
            .as_ref()
            .map(|description| voice.text(description)),
        check: check_way::of_page(frame),
        standards: standards
            .map(|index| front_standard(frame, index))
            .collect(),
    };
    (frame.chrome("front"), view)
}

fn front_standard(frame: &Frame, index: StandardIndex) -> FrontStandard {
    let standard = &frame.handbook().standards[index];
    let voice = frame.voice_of(standard);
    let dimensions = standard.about.dimensions.iter();
    // A requirement for a level illustrates permalinks better than one that applies to everybody.
    let requirement = standard
        .requirements
        .find_index(|requirement| standard.clauses[requirement.clause].level.is_some())
        .or(standard.requirements.index_at(0));
    let handbook = frame.handbook();
    let curricula = handbook
        .curricula
        .iter()
        .any(|curriculum| curriculum.standard == index);
    let postings = handbook
        .postings
        .iter()
        .any(|posting| posting.standard == index);
    FrontStandard {
        title: voice.text(&standard.about.title),
        description: standard
            .about
            .description
            .as_ref()
            .map(|description| voice.text(description)),
        replaces: frame
            .handbook()
            .earlier_edition(index)
            .map(|earlier| editions::link(frame, earlier)),
        contents: frame.standard_link(index, StandardPage::Contents),
        terms: frame.link_if_any(index, StandardPage::Terms),
        requirements: frame.link_if_any(index, StandardPage::Requirements),
        keywords: frame.link_if_any(index, StandardPage::Keywords),
        whole: frame.standard_link(index, StandardPage::Whole),
        compare: compare::home(frame, index),
        grid: grid::of_standard(frame, index),
        clauses: standard
            .tops
            .iter()
            .map(|clause| frame.clause_link(index, *clause))
            .collect(),
        checks: check_way::of_standard(frame, index).zip(check_way::choice_on_front(frame, index)),
        dimensions: dimensions
            .filter_map(|dimension| standard.clause_index(dimension.clause.as_ref()?.as_str()))
            .map(|clause| frame.clause_link(index, clause))
            .collect(),
        pickers: standard
            .about
            .roles
            .indexed()
            .map(|(role, about)| {
                frame.link_view(standard, index, StandardPage::Picker(role), &about.title)
            })
            .collect(),
        level: example_level(frame, index),
        requirement: requirement.map(|requirement| {
            let id = standard.requirements[requirement].id.to_string();
            (frame.permalink(index, requirement), id)
        }),
        count: standard.requirements.len(),
        curricula: if curricula {
            frame.page_link(Page::Curricula)
        } else {
            String::new()
        },
        postings: if postings {
            frame.page_link(Page::Postings)
        } else {
            String::new()
        },
    }
}

/// Returns the link to the second level of the first role, labelled with both.
fn example_level(frame: &Frame, index: StandardIndex) -> Option<LinkView> {
    let standard = &frame.handbook().standards[index];
    let (roles, levels) = (&standard.about.roles, &standard.about.levels);
    let level_index = levels.index_at(1).or(levels.index_at(0))?;
    let role_index = roles.index_at(0)?;
    let (role, level) = (&roles[role_index], &levels[level_index]);
    let mut link = frame.link_view(
        standard,
        index,
        StandardPage::Level {
            role: role_index,
            level: level_index,
        },
        &role.title,
    );
    let voice = frame.voice_of(standard);
    link.label = joined(
        &[voice.text(&role.title), voice.text(&level.title)],
        " · ",
        &voice.own().tag,
    );
    Some(link)
}
