//! The coverage of a curriculum: the requirements covered by each module, and those left uncovered.

use serde::Serialize;

use super::course::{self, RequirementLink};
use crate::index::{ClauseIndex, CurriculumIndex, RequirementIndex, StandardIndex};
use crate::model::{CompleteCurriculum, Depth};
use crate::render::chrome::Chrome;
use crate::render::fill::fill;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::CurriculumPageMaker;
use crate::render::text::TextView;
use crate::site::address::curriculum_pages;
use crate::site::export::Export;
use crate::site::{Make, RenderError, Target};

/// The coverage of a curriculum.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// The curriculum.
    pub curriculum: LinkView,
    /// Whether it is an example.
    pub is_example: bool,
    /// Links to the roles and levels that it leads to.
    pub aims: Vec<LinkView>,
    /// The modules, one per column.
    pub modules: Vec<LinkView>,
    /// The number of requirements that it leads to.
    pub asked: usize,
    /// The number of these that a module covers.
    pub covered: usize,
    /// The requirements that no module covers.
    pub gaps: Vec<CoverageRowView>,
    /// The covered requirements, clause by clause.
    pub clauses: Vec<CoverageGroupView>,
    /// The covered requirements beyond those that it leads to.
    pub beyond: Vec<CoverageRowView>,
    /// The number of requirements that each module covers.
    pub sums: Vec<usize>,
    /// The link to the coverage as a machine-readable table.
    pub table: String,
}

/// The covered requirements of a clause.
#[derive(Debug, Serialize)]
pub struct CoverageGroupView {
    /// The clause.
    pub clause: LinkView,
    /// Its requirements.
    pub rows: Vec<CoverageRowView>,
}

/// A requirement and the depth to which each module covers it.
#[derive(Debug, Serialize)]
pub struct CoverageRowView {
    /// The requirement.
    pub requirement: RequirementLink,
    /// The greatest depth among all modules; empty if none covers it.
    pub depth: &'static str,
    /// A cell for each module.
    pub cells: Vec<CoverageCellView>,
}

/// The depth to which a module covers a requirement.
#[derive(Debug, Serialize)]
pub struct CoverageCellView {
    /// The depth's id; empty if the module does not cover the requirement.
    pub depth: &'static str,
    /// The depth's label.
    pub label: TextView,
}

impl Make<curriculum_pages::Coverage> for CurriculumPageMaker<'_, '_> {
    fn make(&self, _: curriculum_pages::Coverage) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.curriculum))
    }
}

/// Renders the coverage of the curriculum at `curriculum`.
pub fn render(frame: &Frame, curriculum_index: CurriculumIndex) -> (Chrome, CoverageView) {
    let handbook = frame.handbook();
    let curriculum = &handbook.curricula[curriculum_index];
    let place = curriculum.standard;
    let standard = &handbook.standards[place];
    let asked = curriculum.asked(standard);
    let row = |requirement: RequirementIndex| row(frame, curriculum, place, requirement);
    let (covered, gaps): (Vec<RequirementIndex>, Vec<RequirementIndex>) = asked
        .iter()
        .partition(|requirement| !curriculum.taught(**requirement).is_empty());
    let mut clauses: Vec<(ClauseIndex, CoverageGroupView)> = Vec::new();
    for requirement in &covered {
        let clause = standard.requirements[*requirement].clause;
        if clauses.last().is_none_or(|(last, _)| *last != clause) {
            let group = CoverageGroupView {
                clause: frame.clause_link(place, clause),
                rows: Vec::new(),
            };
            clauses.push((clause, group));
        }
        if let Some((_, group)) = clauses.last_mut() {
            group.rows.push(row(*requirement));
        }
    }
    let beyond = standard.requirements.indices().filter(|requirement| {
        !curriculum.taught(*requirement).is_empty() && asked.binary_search(requirement).is_err()
    });
    let view = CoverageView {
        curriculum: course::link(frame, curriculum_index),
        is_example: curriculum.about.example,
        aims: course::aims(frame, curriculum),
        modules: curriculum
            .modules
            .indices()
            .map(|module| course::module_link(frame, curriculum_index, module))
            .collect(),
        asked: asked.len(),
        covered: covered.len(),
        gaps: gaps.into_iter().map(row).collect(),
        clauses: clauses.into_iter().map(|(_, group)| group).collect(),
        beyond: beyond.map(row).collect(),
        sums: curriculum
            .modules
            .iter()
            .map(|module| module.covers.len())
            .collect(),
        table: frame.target_link(&Target::Export(Export::Coverage(curriculum_index))),
    };
    let mut chrome = frame.chrome("coverage");
    let title = &view.curriculum.label.plain;
    chrome.call(format!("{} · {title}", frame.label()));
    chrome.description = fill(frame.word("coverage_is"), |name| match name {
        "covered" => Some(view.covered.to_string()),
        "asked" => Some(view.asked.to_string()),
        _ => None,
    });
    (chrome, view)
}

fn row(
    frame: &Frame,
    curriculum: &CompleteCurriculum,
    standard: StandardIndex,
    requirement: RequirementIndex,
) -> CoverageRowView {
    let taught = curriculum.taught(requirement);
    let depth = taught.iter().map(|(_, depth)| *depth).max();
    CoverageRowView {
        requirement: course::requirement(frame, standard, requirement),
        depth: depth.map_or("", Depth::word),
        cells: curriculum
            .modules
            .indices()
            .map(|module| {
                let depth = taught
                    .iter()
                    .find(|(place, _)| *place == module)
                    .map(|(_, depth)| *depth);
                CoverageCellView {
                    depth: depth.map_or("", Depth::word),
                    label: depth
                        .map(|depth| frame.spoken(course::depth_word(depth)))
                        .unwrap_or_else(|| TextView {
                            inline: Html::default(),
                            pieces: Vec::new(),
                            plain: String::new(),
                        }),
                }
            })
            .collect(),
    }
}
