//! Matrices: requirements by levels, of a standard, of a clause or of a role.

use std::collections::HashMap;

use serde::Serialize;

use super::asked_terms;
use super::details::{self, DescriptorView};
use super::follows::{self, LadderView};
use super::joined::joined;
use super::matrix_tables::{
    self, MatrixCellView, MatrixColumnView, MatrixGroupView, MatrixHeadingView, MatrixRowView,
    MatrixTableView,
};
use super::part;
use crate::index::{ClauseIndex, LevelIndex, List, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::asked::Asked;
use crate::model::matrix::with_headings;
use crate::model::parts::PartName;
use crate::model::{CompleteStandard, Requirement};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::standard::Level;

/// A matrix, or the list of the matrices of a standard.
#[derive(Debug, Default, Serialize)]
pub struct MatrixView {
    /// The title of the page.
    pub title: TextView,
    /// The title of the standard.
    pub standard: TextView,
    /// Whether the levels are those of a role. The cells then also say what the role expects.
    pub is_of_role: bool,
    /// Links to the matrices of parts, if the page is the list of them. If there are
    /// any, the page has no rows.
    pub parts: Vec<MatrixPartView>,
    /// The levels.
    pub columns: Vec<MatrixColumnView>,
    /// Whether any level has a description. If none has, the page has no list of descriptions.
    pub has_descriptions: bool,
    /// What each level follows; `None` if they are a chain.
    pub forks: Option<LadderView>,
    /// The tables; none on the list of the matrices of parts.
    pub tables: Vec<MatrixTableView>,
    /// The number of requirements.
    pub count: usize,
}

/// A link to the matrix of a part.
#[derive(Debug, Serialize)]
pub struct MatrixPartView {
    /// The clause, with its requirements if there are several parts of it.
    pub link: LinkView,
    /// The number of requirements in the matrix.
    pub count: usize,
}

impl Make<standard_pages::Matrix> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Matrix) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, None))
    }
}

impl Make<standard_pages::MatrixPart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::MatrixPart) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, Some(page.part)))
    }
}

impl Make<standard_pages::MatrixOfRole> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::MatrixOfRole) -> Result<Vec<u8>, RenderError> {
        self.shown(of_role(self.frame, self.standard, page.role, None))
    }
}

impl Make<standard_pages::MatrixOfRolePart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::MatrixOfRolePart) -> Result<Vec<u8>, RenderError> {
        self.shown(of_role(
            self.frame,
            self.standard,
            page.role,
            Some(page.part),
        ))
    }
}

/// Renders the matrix of a part, or that of the standard, which lists the parts if it is divided.
///
/// On the matrix of a part, the links to the previous and the next page lead to those of the neighbouring parts; the matrix
/// of the standard has no such links.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    part: Option<PartName>,
) -> (Chrome, MatrixView) {
    let page = MatrixPage::new(frame, standard_index, None);
    let standard = page.standard;
    let parts = standard.matrices().division.with_requirements();
    let mut view = page.view();
    let name = match part {
        Some(part) => {
            let link = page.part_link(part);
            let name = format!("{} {}", link.number.0, link.label.plain);
            view.title = link.label;
            name.trim().to_owned()
        }
        None => frame.label().to_owned(),
    };
    if part.is_none() && !parts.is_empty() {
        let parts = parts.iter().map(|part| MatrixPartView {
            link: page.part_link(*part),
            count: standard.matrix_rows(Some(*part)).len(),
        });
        view.parts = parts.collect();
        view.count = view.parts.iter().map(|part| part.count).sum();
    } else {
        let rows = standard.matrix_rows(part);
        view.count = rows.len();
        let groups = page.groups(
            &rows,
            part.map(|part| part.clause),
            |requirement, column, level| page.cell(column, None, requirement, level),
        );
        view.tables = page.tables(&view, groups);
    }
    let mut chrome = page.chrome(&name, &view);
    // The neighbours are matrices too.
    chrome.previous = None;
    chrome.next = None;
    if let Some(part) = part {
        let (previous, next) = navigation::around(&parts, part);
        let link = |part| page.part_link(part);
        (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
    }
    (chrome, view)
}

/// Renders the matrix of a role: what it asks for, by its own levels. If it is divided, renders that of a part, or the list
/// of these.
///
/// A requirement for which the role states no terms is marked as one that must be met.
pub fn of_role(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    part: Option<PartName>,
) -> (Chrome, MatrixView) {
    let page = MatrixPage::new(frame, standard_index, Some(role));
    let standard = page.standard;
    let ladder = standard.ladder_at(Some(role));
    let id = standard.role_id(Some(role));
    let division = standard.parts_of_matrix(role);
    let mut rows: Vec<RequirementIndex> = standard.asked(id, None);
    let count = rows.len();
    rows.retain(|index| {
        let clause = standard.requirements[*index].clause;
        division.of_requirement(clause, *index).map(|own| own.name) == part
    });
    let at_level = |level: LevelIndex| -> HashMap<RequirementIndex, Asked> {
        let asked = standard.asked_of(id, &ladder, Some(level)).into_iter();
        asked.map(|asked| (asked.requirement, asked)).collect()
    };
    let asked: List<LevelIndex, HashMap<RequirementIndex, Asked>> =
        page.levels.indices().map(at_level).collect();
    let title = &standard.about.roles[role].title;
    let mut view = page.view();
    let voice = frame.voice_of(standard);
    let own = part.map(|part| page.part_link(part).label);
    let titles = [voice.text(title), view.title].into_iter().chain(own);
    view.title = joined(&titles.collect::<Vec<_>>(), " · ", &voice.own().tag);
    view.is_of_role = true;
    view.count = if part.is_some() { rows.len() } else { count };
    if part.is_none() {
        let parts = division.parts().iter().filter(|part| part.count > 0);
        let parts = parts.map(|part| MatrixPartView {
            link: page.part_link(part.name),
            count: part.count,
        });
        view.parts = parts.collect();
    }
    let within = part.map(|part| part.clause);
    let groups = page.groups(&rows, within, |requirement, column, level| {
        let expected = asked[level].get(&requirement).map(|asked| {
            let terms = asked
                .ask
                .and_then(|ask| asked_terms::terms(frame, standard, ask));
            terms.unwrap_or_else(|| frame.spoken("asked_must"))
        });
        page.cell(column, expected, requirement, level)
    });
    view.tables = page.tables(&view, groups);
    let mut chrome = page.chrome(&view.title.plain, &view);
    if let Some(part) = part {
        let (previous, next) = navigation::around(&division.with_requirements(), part);
        let link = |part| page.part_link(part);
        (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
    }
    (chrome, view)
}

/// Everything that the rows of a matrix are made from.
struct MatrixPage<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    role: Option<RoleIndex>,
    levels: &'a List<LevelIndex, Level>,
}

impl<'f, 'a> MatrixPage<'f, 'a> {
    fn new(frame: &'f Frame<'a>, standard_index: StandardIndex, role: Option<RoleIndex>) -> Self {
        let standard = &frame.handbook().standards[standard_index];
        MatrixPage {
            frame,
            standard_index,
            standard,
            role,
            levels: standard.levels_at(role),
        }
    }

    /// Returns the view without rows.
    fn view(&self) -> MatrixView {
        let voice = self.frame.voice_of(self.standard);
        let levels = self.levels.indexed();
        let columns = levels.map(|(index, level)| MatrixColumnView {
            column: index.position() + 1,
            title: voice.text(&level.title),
            description: level.description.as_ref().map(|text| voice.text(text)),
            href: self.frame.level_link(self.standard_index, self.role, index),
        });
        MatrixView {
            title: self.frame.spoken_label(),
            standard: voice.text(&self.standard.about.title),
            columns: columns.collect(),
            forks: follows::of_all(self.frame, self.standard_index, self.role),
            has_descriptions: self.levels.iter().any(|level| level.description.is_some()),
            ..MatrixView::default()
        }
    }

    /// Returns `groups` as the tables of the page.
    fn tables(&self, view: &MatrixView, groups: Vec<MatrixGroupView>) -> Vec<MatrixTableView> {
        let own = self.frame.voice_of(self.standard).own().tag.clone();
        let is_forked = self.levels.iter().any(|level| level.follows.is_some());
        matrix_tables::tables(&view.standard, &own, &view.columns, groups, is_forked)
    }

    /// Returns the chrome of the page. The matrix takes the room of the contents.
    fn chrome(&self, name: &str, view: &MatrixView) -> Chrome {
        let description = format!(
            "{}{}{}",
            self.frame.label(),
            self.frame.word("colon"),
            view.standard.plain
        );
        let mut chrome =
            self.frame
                .standard_chrome("matrix", self.standard_index, name, &description);
        chrome.contents = Vec::new();
        chrome
    }

    /// Returns the link to the matrix of a part.
    fn part_link(&self, name: PartName) -> LinkView {
        let (division, page) = match self.role {
            Some(role) => (
                self.standard.parts_of_matrix(role),
                StandardPage::MatrixOfRolePart { role, part: name },
            ),
            None => (
                &self.standard.matrices().division,
                StandardPage::MatrixPart(name),
            ),
        };
        part::link(self.frame, self.standard_index, division, name, page)
    }

    /// Returns `rows` below the titles of their clauses, without those that contain the whole matrix: `part` and the
    /// clauses above it.
    fn groups(
        &self,
        rows: &[RequirementIndex],
        part: Option<ClauseIndex>,
        cell: impl Fn(RequirementIndex, usize, LevelIndex) -> MatrixCellView,
    ) -> Vec<MatrixGroupView> {
        let mut groups: Vec<MatrixGroupView> = Vec::new();
        let mut before: Vec<ClauseIndex> = Vec::new();
        for (index, is_heading) in with_headings(self.standard, rows) {
            let requirement = &self.standard.requirements[index];
            let named = is_named_by_clause(requirement);
            let mut path = self.path(requirement, part);
            // Without the heading, the row would seem to belong to the clause whose heading is above it.
            let is_below_another = named && before.len() > path.len() && before.starts_with(&path);
            if is_below_another {
                path.push(requirement.clause);
            }
            if groups.is_empty() || path != before {
                let known = path
                    .iter()
                    .zip(&before)
                    .take_while(|(one, other)| one == other);
                let known = known.count();
                groups.push(MatrixGroupView {
                    headings: self.headings(&path, known),
                    rows: Vec::new(),
                });
                before = path;
            }
            let mut row = self.row(index, requirement);
            row.is_heading = is_heading;
            row.is_named_above = is_below_another;
            if !is_heading {
                let levels = self.levels.indices();
                row.cells = levels
                    .map(|level| cell(index, level.position() + 1, level))
                    .collect();
            }
            if let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
        }
        groups
    }

    /// Returns the clauses whose titles are above a requirement, outermost first. The title of its clause is not above it
    /// if it stands for the requirement itself.
    fn path(&self, requirement: &Requirement, part: Option<ClauseIndex>) -> Vec<ClauseIndex> {
        let mut path = navigation::ancestors(self.standard, requirement.clause);
        path.push(requirement.clause);
        if is_named_by_clause(requirement) {
            path.pop();
        }
        let outer = path.iter().position(|clause| Some(*clause) == part);
        path.split_off(outer.map_or(0, |outer| outer + 1))
    }

    /// Returns the headings of the clauses in `path` after the first `known` ones.
    fn headings(&self, path: &[ClauseIndex], known: usize) -> Vec<MatrixHeadingView> {
        let new = path.iter().enumerate().skip(known);
        let labelled = new.filter(|(_, clause)| self.standard.clauses[**clause].label().is_some());
        labelled
            .map(|(depth, clause)| MatrixHeadingView {
                link: self.frame.clause_link(self.standard_index, *clause),
                depth,
            })
            .collect()
    }

    /// Returns the row of a requirement without its cells.
    fn row(&self, index: RequirementIndex, requirement: &Requirement) -> MatrixRowView {
        let voice = self.frame.voice_of(self.standard);
        let item = requirement.item();
        let shown = item.title.as_ref().unwrap_or(requirement.text());
        MatrixRowView {
            id: requirement.id.to_string(),
            name: requirement.name.to_string(),
            known: requirement.known().to_owned(),
            mark: requirement.mark.to_string(),
            depth: requirement.depth,
            permalink: self.frame.permalink(self.standard_index, index),
            label: voice.marked(shown, &item.note),
            is_titled: item.title.is_some() || item.text.is_none(),
            text: (item.text.as_ref())
                .filter(|_| item.title.is_some() && self.role.is_none())
                .map(|text| voice.marked(text, &item.note)),
            is_named_above: false,
            is_heading: false,
            cells: Vec::new(),
        }
    }

    /// Returns the cell of a requirement at a level.
    fn cell(
        &self,
        column: usize,
        expected: Option<TextView>,
        requirement: RequirementIndex,
        level: LevelIndex,
    ) -> MatrixCellView {
        let level = &self.levels[level];
        let voice = self.frame.voice_of(self.standard);
        let words = self.standard.requirements[requirement].descriptor(level.id.as_str());
        let descriptor =
            words.map(|words| details::descriptor(self.frame, &voice, self.standard, level, words));
        let is_folded = descriptor.as_ref().is_some_and(is_long);
        MatrixCellView {
            column,
            expected,
            descriptor,
            is_folded,
        }
    }
}

/// The number of criteria up to which they are shown unfolded.
const FEW_CRITERIA: usize = 3;

/// The length of all criteria, in characters, up to which they are shown unfolded.
const SHORT_CRITERIA: usize = 240;

/// Whether the criteria of a descriptor are many or long.
fn is_long(descriptor: &DescriptorView) -> bool {
    let lengths = descriptor.criteria.iter();
    let length: usize = lengths.map(|text| text.plain.chars().count()).sum();
    descriptor.criteria.len() > FEW_CRITERIA || length > SHORT_CRITERIA
}

/// Whether a requirement has no words of its own besides its descriptors, so that its clause's title names it.
fn is_named_by_clause(requirement: &Requirement) -> bool {
    let item = requirement.item();
    item.title.is_none() && item.text.is_none() && requirement.parent.is_none()
}
