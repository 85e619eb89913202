//! The contents list beside a page. A line that does not lead to the page itself is the same on every page of a folder,
//! so it is rendered once; otherwise the contents would cost more than the page.
//!
//! [`super::chrome`] lists the lines, and the theme's component `line` renders each.

use std::sync::OnceLock;

use tera::{Context, Tera, Value};

use super::frame::{BranchView, Frame, LinkView};
use crate::index::{ClauseIndex, List, ReadingIndex, StandardIndex};
use crate::model::{CompleteHandbook, CompleteStandard};
use crate::site::Target;
use crate::site::address::Page;

/// A line of the contents.
#[derive(Clone, Debug)]
pub enum ContentsLine {
    /// A clause other than the page's own, with its parts hidden.
    Closed {
        /// The standard.
        standard: StandardIndex,
        /// The clause.
        clause: ClauseIndex,
    },
    /// Any other line, with the lines below it.
    Open {
        /// The link.
        link: LinkView,
        /// The lines below it.
        below: Vec<ContentsLine>,
    },
}

impl From<BranchView> for ContentsLine {
    fn from(branch: BranchView) -> Self {
        ContentsLine::Open {
            link: branch.link,
            below: branch
                .children
                .into_iter()
                .map(ContentsLine::from)
                .collect(),
        }
    }
}

/// The rendered closed lines by reading, standard and clause, as they appear on pages in the standard's own folder.
pub(super) struct ContentsLines(
    List<ReadingIndex, List<StandardIndex, List<ClauseIndex, OnceLock<String>>>>,
);

impl ContentsLines {
    /// Creates an empty cache for all lines of `handbook`.
    pub(super) fn of(handbook: &CompleteHandbook) -> Self {
        let clauses = |standard: &CompleteStandard| {
            let clauses = standard.clauses.iter();
            clauses.map(|_| OnceLock::new()).collect()
        };
        let standards = || handbook.standards.iter().map(clauses).collect();
        ContentsLines(handbook.readings.iter().map(|_| standards()).collect())
    }

    /// Renders the lines as HTML.
    ///
    /// # Errors
    /// Returns an error if the theme's template cannot be rendered.
    pub(super) fn render(
        &self,
        templates: &Tera,
        frame: &Frame,
        lines: &[ContentsLine],
    ) -> Result<String, tera::Error> {
        let mut html = String::new();
        for line in lines {
            match line {
                ContentsLine::Open { link, below } => {
                    let below = self.render(templates, frame, below)?;
                    html.push_str(&one(templates, link, &below)?);
                }
                ContentsLine::Closed { standard, clause } => {
                    let render = || one(templates, &link(frame, *standard, *clause), "");
                    if !is_beside(frame, *standard) {
                        html.push_str(&render()?);
                        continue;
                    }
                    let kept = &self.0[frame.reading_index][*standard][*clause];
                    let line = match kept.get() {
                        Some(line) => line,
                        None => {
                            let made = render()?;
                            kept.get_or_init(|| made)
                        }
                    };
                    html.push_str(line);
                }
            }
        }
        Ok(html)
    }
}

/// Whether the page is in the folder of `standard`, so that its links to the clauses are the same as its neighbours'.
fn is_beside(frame: &Frame, standard: StandardIndex) -> bool {
    let target = &frame.address.target;
    let is_in_standard = matches!(
        target,
        Target::Page {
            page: Page::Standard { standard: of, .. },
            ..
        } if *of == standard
    );
    is_in_standard && target.kind().is_beside_contents()
}

/// Returns the link of a clause in the contents beside a page. An annex with the only form of a role goes by the role there,
/// since the titles of such annexes are long and differ in little else.
pub(super) fn link(frame: &Frame, index: StandardIndex, clause: ClauseIndex) -> LinkView {
    let link = frame.clause_link(index, clause);
    let standard = &frame.handbook().standards[index];
    let annex = standard.clauses[clause].as_annex();
    let role = annex.and_then(|annex| annex.role.as_ref());
    let Some(role) = role.and_then(|role| standard.role(role.as_str())) else {
        return link;
    };
    match standard.forms_of(Some(role.id.as_str())).as_slice() {
        [only] if only.index == clause => LinkView {
            label: frame.voice_of(standard).text(&role.title),
            ..link
        },
        _ => link,
    }
}

/// Renders a line with the HTML of the lines below it.
fn one(templates: &Tera, link: &LinkView, below: &str) -> Result<String, tera::Error> {
    let mut context = Context::new();
    context.insert_value("link", Value::try_from_serializable(link)?);
    context.insert_value("children", Value::safe_string(below));
    templates.render_component("line", &context, None, true)
}
