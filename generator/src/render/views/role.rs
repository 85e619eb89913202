//! The page of a role.

use serde::Serialize;

use super::asked::{self, DimensionView};
use super::check_way::{self, CheckWay};
use super::compare_ways::{self, WayView};
use super::edition_changes;
use super::follows::{self, LadderView};
use super::group;
use super::note::{self, NoteView};
use super::part::{self, PartLinkView};
use super::relation;
use super::standard_files::{self, StandardFilesView};
use super::taught::{self, RolePosting};
use super::total::{self, PointsView, TotalView};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::model::{CompleteStandard, GradedForm};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::{Make, RenderError};
use crate::source::format::clause::Table;

/// A role.
#[derive(Debug, Serialize)]
pub struct RoleView {
    /// The role's title.
    pub title: TextView,
    /// The code as printed; empty if it has none.
    pub number: String,
    /// Its type.
    pub kind: Option<TextView>,
    /// Its groups, the outermost first.
    pub groups: Vec<GroupView>,
    /// The titles of its groups as one text; a text for each if they are in different languages.
    pub group_path: Vec<TextView>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<LinkView>,
    /// The people in the role, as the source calls them.
    pub personnel: Option<TextView>,
    /// Notes on the role's name.
    pub notes: Vec<NoteView>,
    /// The link to the role's self-check, or those to the self-checks with its forms.
    pub checks: Vec<CheckWay>,
    /// A description of the role.
    pub description: Option<TextView>,
    /// The relation between its levels, by the word used in content.
    pub progression: &'static str,
    /// What each of its levels follows; `None` if they are a chain.
    pub forks: Option<LadderView>,
    /// The number of the parts of the page that have a heading.
    pub sections: usize,
    /// The role's tasks.
    pub tasks: Vec<TaskView>,
    /// The clause whose table lists the tasks.
    pub tasks_clause: Option<LinkView>,
    /// The levels, lowest first.
    pub levels: Vec<StepView>,
    /// Links to the parts of what it lists, if there are several. The dimensions then only say what the levels list.
    pub parts: Vec<PartLinkView>,
    /// The dimensions whose requirements rise from level to level.
    pub ladder: Vec<DimensionView>,
    /// The dimensions whose requirements are specific to this role and the same at every level.
    pub own: Vec<DimensionView>,
    /// The dimensions whose requirements are the same for every role and level.
    pub shared: Vec<DimensionView>,
    /// Whether the standard has several roles and levels, so that it makes sense to say what is the same for all.
    pub has: ComparedAxes,
    /// An overview of each of the role's forms.
    pub forms: Vec<OverviewView>,
    /// The link to the requirement picker; empty if nothing is asked of the role.
    pub picker: String,
    /// The standard and the role's forms for other programs.
    pub files: StandardFilesView,
    /// The link to the matrix of the role's own levels; empty if it has none.
    pub matrix: String,
    /// The link to what the edition changes for the role; empty if the handbook does not have the edition before.
    pub changes: String,
    /// Links to what the next editions change for it.
    pub changes_next: Vec<String>,
    /// Links to the comparisons of the role and its levels, if there are any.
    pub compare: Option<WayView>,
    /// The curricula that lead to the role.
    pub curricula: Vec<LinkView>,
    /// The postings for the role.
    pub postings: Vec<RolePosting>,
}

/// A group of roles.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// The name of the group.
    pub title: TextView,
    /// A description of the group.
    pub description: Option<TextView>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<LinkView>,
}

/// The axes of a standard along which requirements differ.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ComparedAxes {
    /// Whether there are several roles.
    pub roles: bool,
    /// Whether there are several levels.
    pub levels: bool,
    /// Whether the levels are not a chain, so that none is simply below another.
    pub forks: bool,
}

impl ComparedAxes {
    /// The axes of `standard`, with the levels of the role at `role`.
    pub fn of(standard: &CompleteStandard, role: Option<RoleIndex>) -> Self {
        ComparedAxes {
            roles: standard.about.roles.len() > 1,
            levels: standard.levels_at(role).len() > 1,
            forks: !standard.ladder_at(role).is_chain(),
        }
    }

    /// The key of the sentence about the comparison along them.
    pub fn sentence(self) -> &'static str {
        match (self.roles, self.levels) {
            (true, true) => "compare_is",
            (true, false) => "compare_is_roles",
            (false, _) => "compare_levels_is",
        }
    }
}

/// A task.
#[derive(Debug, Serialize)]
pub struct TaskView {
    /// The task, as printed.
    pub text: TextView,
    /// Notes on the task.
    pub notes: Vec<NoteView>,
}

/// A level of the role.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// The level and the link to its page.
    pub link: LinkView,
    /// Its rank, from 0.
    pub rank: LevelIndex,
    /// Its total number of requirements.
    pub asked: usize,
}

/// An overview of a form of the role.
#[derive(Debug, Serialize)]
pub struct OverviewView {
    /// The annex.
    pub annex: LinkView,
    /// The id of the level whose requirements the form grades, if it is generated for one.
    pub level: Option<String>,
    /// The table's number, as printed.
    pub number: TextView,
    /// The caption, as printed.
    pub caption: TextView,
    /// The clause that defines the bands.
    pub bands_clause: Option<LinkView>,
    /// The rows, with the maximum that each adds to the totals.
    pub rows: Vec<PointsView>,
    /// The totals.
    pub totals: Vec<TotalView>,
}

impl Make<standard_pages::Role> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::Role) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, page.role))
    }
}

/// Renders the page of a role.
pub fn render(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> (Chrome, RoleView) {
    let standard = &frame.handbook().standards[standard_index];
    let about = &standard.about.roles[role];
    let voice = frame.voice_of(standard);
    let mut dimensions = asked::of_role(frame, standard_index, role);
    let parts = part::of_asked(frame, standard_index, Some(role), None);
    if !parts.is_empty() {
        dimensions.retain_mut(|dimension| {
            dimension.clauses.clear();
            !dimension.counted.is_empty()
        });
    }
    let levels = steps(frame, standard_index, standard, role);
    let (ladder, flat): (Vec<_>, Vec<_>) = dimensions
        .into_iter()
        .partition(|dimension| dimension.is_by_level);
    let (shared, own): (Vec<_>, Vec<_>) =
        flat.into_iter().partition(|dimension| dimension.is_shared);
    let (curricula, postings) = taught::of_role(frame, standard_index, about.id.as_str());
    let forms = overviews(frame, standard_index, role);
    let view = RoleView {
        sections: [&ladder, &own, &shared].map(Vec::len).iter().sum::<usize>()
            + usize::from(!about.tasks.is_empty())
            + usize::from(!forms.is_empty()),
        parts,
        matrix: frame.link_if_any(standard_index, StandardPage::MatrixOfRole(role)),
        picker: frame.link_if_any(standard_index, StandardPage::Picker(role)),
        files: {
            let forms = standard.forms_of(Some(about.id.as_str()));
            standard_files::view(frame, standard_index, &forms)
        },
        title: voice.text(&about.title),
        number: (about.number.as_ref())
            .map(|number| number.value.to_string())
            .unwrap_or_default(),
        kind: (about.r#type.as_ref())
            .and_then(|kind| standard.kind(kind.as_str()))
            .map(|kind| voice.text(&kind.title)),
        group_path: group::path(&voice, &standard.groups_of(role)),
        groups: (standard.groups_of(role).into_iter())
            .map(|group| GroupView {
                title: voice.text(&group.title),
                description: (group.description.as_ref())
                    .map(|description| voice.text(description)),
                same_as: relation::elsewhere(&voice, &group.same_as),
            })
            .collect(),
        same_as: relation::elsewhere(&voice, &about.same_as),
        checks: check_way::all_of_role(frame, standard_index, role),
        personnel: about
            .personnel
            .as_ref()
            .map(|personnel| voice.text(personnel)),
        notes: note::views(frame, &voice, &about.note),
        tasks: about
            .tasks
            .iter()
            .map(|task| TaskView {
                text: voice.text(&task.text),
                notes: note::views(frame, &voice, &task.note),
            })
            .collect(),
        tasks_clause: standard
            .clauses
            .find_index(|clause| {
                let table = clause.as_clause().and_then(|body| body.table.as_ref());
                table.is_some_and(Table::shows_tasks)
            })
            .map(|clause| frame.clause_link(standard_index, clause)),
        has: ComparedAxes::of(standard, Some(role)),
        progression: standard.ladder_at(Some(role)).progression.word(),
        forks: follows::of_all(frame, standard_index, Some(role)),
        description: about
            .description
            .as_ref()
            .map(|description| voice.text(description)),
        levels,
        ladder,
        own,
        shared,
        forms,
        changes: edition_changes::href(frame, standard_index, Some(about.id.as_str())),
        changes_next: (frame.handbook().later_editions(standard_index).into_iter())
            .map(|later| edition_changes::href(frame, later, Some(about.id.as_str())))
            .filter(|href| !href.is_empty())
            .collect(),
        compare: Some(compare_ways::way(frame, standard_index, role, None))
            .filter(WayView::leads_anywhere),
        curricula,
        postings,
    };
    let tasks: Vec<&str> = view
        .tasks
        .iter()
        .map(|task| task.text.plain.as_str())
        .collect();
    let personnel = view.personnel.as_ref().unwrap_or(&view.title);
    let description = match tasks.as_slice() {
        [] => personnel.plain.clone(),
        tasks => format!(
            "{}{}{}",
            personnel.plain,
            frame.word("colon"),
            tasks.join(frame.word("list_semicolon"))
        ),
    };
    let title = voice.plain(&about.title);
    let mut chrome = frame.standard_chrome("role", standard_index, &title, &description);
    chrome.cited = frame.cited(standard_index);
    (chrome, view)
}

/// Returns the levels of a role, with the number of requirements of each.
pub(super) fn steps<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    role: RoleIndex,
) -> Vec<StepView> {
    let ladder = standard.ladder_at(Some(role));
    let id = standard.role_id(Some(role));
    let levels = standard.levels_at(Some(role)).indexed();
    levels
        .map(|(rank, level)| {
            let page = StandardPage::Level { role, level: rank };
            StepView {
                link: frame.link_view(standard, standard_index, page, &level.title),
                rank,
                asked: standard.asked_of(id, &ladder, Some(rank)).len(),
            }
        })
        .collect()
}

/// Returns an overview of each form of the role at `role`, the first form first.
pub fn overviews(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> Vec<OverviewView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let forms = standard.forms_of(standard.role_id(Some(role))).into_iter();
    let view = |graded: GradedForm<'_>| OverviewView {
        annex: frame.clause_link(standard_index, graded.index),
        level: (graded.form.generate.as_ref())
            .and_then(|rule| Some(rule.level.as_ref()?.to_string())),
        number: voice.text(&graded.form.number),
        caption: voice.text(&graded.form.caption),
        bands_clause: standard
            .clause_index(graded.rubric.clause.as_ref().map_or("", |id| id.as_str()))
            .map(|clause| frame.clause_link(standard_index, clause)),
        rows: total::rows(frame, standard_index, graded),
        totals: total::totals(frame, standard_index, role, graded),
    };
    forms.map(view).collect()
}
