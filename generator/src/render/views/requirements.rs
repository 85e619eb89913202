//! Every requirement of a standard on one page, or on a page for each part of a large standard.

use serde::Serialize;

use super::facets::{FacetPage, FacetView, axis_key};
use super::joined::joined;
use super::part::{self, PartAnchorsView};
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::axis::{Axes, AxisValues};
use crate::model::parts::{ClausePiece, PartName};
use crate::model::{CompleteStandard, Requirement};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};
use crate::source::format::dimension::Dimensions;

/// Every requirement, clause by clause. The requirements of a group belong to the same roles, levels and dimensions and
/// have the same type, so whole groups are shown or hidden.
#[derive(Debug, Serialize)]
pub struct RequirementsView {
    /// The title.
    pub title: TextView,
    /// The number of requirements.
    pub count: usize,
    /// The number of requirements of the standard, on the page of a part; otherwise 0.
    pub total: usize,
    /// The clauses with requirements, which lead to the parts of a large standard; empty if the requirements are on the
    /// page itself.
    pub contents: Vec<RequirementBranchView>,
    /// The anchors in the parts of a standard with very many clauses, which `contents` does not list.
    pub anchors: Vec<PartAnchorsView>,
    /// The facets by which the list can be filtered.
    pub facets: Vec<FacetView>,
    /// Whether the facets are a dimension, a role and a level.
    pub has_usual_facets: bool,
    /// Whether the list can be sorted by role.
    pub sorts_by_role: bool,
    /// Whether the list can be sorted by level.
    pub sorts_by_level: bool,
    /// The clauses that have requirements, in document order.
    pub groups: Vec<RequirementGroupView>,
    /// The link to the keywords; empty for a standard without a glossary.
    pub keywords: String,
}

/// A clause of a large standard that has requirements, itself or in clauses below it.
#[derive(Debug, Serialize)]
pub struct RequirementBranchView {
    /// The clause, and the link to the page of the part with its requirements.
    pub link: LinkView,
    /// Its id.
    pub id: String,
    /// The anchor there of it or of the first clause below it that has requirements; empty if it begins the page.
    pub anchor: String,
    /// The place of its first requirement among those of the standard, from 0.
    pub first: usize,
    /// The number of its requirements with those of the clauses below it.
    pub count: usize,
    /// The clauses below it.
    pub children: Vec<RequirementBranchView>,
    /// Whether these are indented, since their numbers do not show that they are below the clause.
    pub is_indented: bool,
}

/// The requirements of a clause.
#[derive(Debug, Serialize)]
pub struct RequirementGroupView {
    /// The clause and the link to it.
    pub clause: LinkView,
    /// Its id, which is the anchor; empty for a further group of the same clause.
    pub id: String,
    /// The titles of the clauses that contain it, except the outermost, and its own.
    pub title: TextView,
    /// The roles separated by spaces, or `*` for every role.
    pub role: String,
    /// The levels, or `*` for every level.
    pub level: String,
    /// The dimensions, or `*` for every dimension; `None` if the dimensions have named axes.
    pub dimension: Option<String>,
    /// The values of each named axis of dimensions, and the type, by the keys of their facets.
    pub further: Vec<(String, String)>,
    /// The type of the requirements.
    pub kind: Option<TextView>,
    /// The ranks of role and level in the order of lists; clauses without either come first.
    pub rank: String,
    /// The requirements.
    pub requirements: Vec<RequirementItemView>,
}

/// A requirement.
#[derive(Debug, Serialize)]
pub struct RequirementItemView {
    /// Its id: `5.3.1.2-a`.
    pub id: String,
    /// The part of its name that is clear in its group: `5.3.1.2-`.
    pub known: String,
    /// The rest of its name; empty if it has no mark.
    pub mark: String,
    /// Its depth if it is part of another requirement, from 2; otherwise 0.
    pub depth: usize,
    /// The link to it on its clause's page.
    pub href: String,
    /// Its title, if it has one besides its text.
    pub title: Option<TextView>,
    /// The words.
    pub text: TextView,
    /// Whether it has notes.
    pub is_noted: bool,
}

impl Make<standard_pages::Requirements> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Requirements) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, None))
    }
}

impl Make<standard_pages::RequirementsPart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::RequirementsPart) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, Some(page.part)))
    }
}

/// Renders the page of the requirements of a part, or of all requirements of a standard without parts. That of a standard
/// with parts leads to these.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    part: Option<PartName>,
) -> (Chrome, RequirementsView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let division = &standard.parts().list;
    let pages = division.with_requirements();
    let link = |name| {
        let page = StandardPage::RequirementsPart(name);
        part::link(frame, standard_index, division, name, page)
    };
    let is_list_of_parts = part.is_none() && !pages.is_empty();
    let list = frame.spoken("requirements_index");
    let (title, listed) = match part {
        Some(part) => {
            let title = joined(&[link(part).label, list], " · ", &voice.own().tag);
            (title, division.pieces(standard, part))
        }
        None if is_list_of_parts => (list, Vec::new()),
        None => {
            let clauses = standard.clauses.indices();
            let pieces = clauses.map(|clause| ClausePiece::whole(standard, clause));
            (list, pieces.collect())
        }
    };
    let roles = standard.roles_by_group().into_iter();
    let roles: Vec<RoleIndex> = roles.map(|(role, _)| role).collect();
    let groups = listed.iter();
    let groups: Vec<RequirementGroupView> = groups
        .flat_map(|piece| groups_of(frame, standard_index, &roles, piece))
        .collect();
    let facets = FacetPage::new(frame, standard_index, part).facets();
    let has = |key: &str| !is_list_of_parts && facets.iter().any(|facet| facet.key == key);
    let keys = facets.iter().map(|facet| facet.key.as_str());
    let view = RequirementsView {
        title,
        count: if is_list_of_parts {
            standard.requirements.len()
        } else {
            groups.iter().map(|group| group.requirements.len()).sum()
        },
        total: part.map_or(0, |_| standard.requirements.len()),
        contents: if is_list_of_parts {
            contents(frame, standard_index)
        } else {
            Vec::new()
        },
        anchors: if is_list_of_parts && division.is_cut(standard) {
            part::anchors(
                frame,
                standard_index,
                division,
                StandardPage::RequirementsPart,
            )
        } else {
            Vec::new()
        },
        sorts_by_role: has("role"),
        sorts_by_level: has("level"),
        has_usual_facets: keys.eq(["dimension", "role", "level"]),
        facets,
        groups,
        keywords: frame.link_if_any(standard_index, StandardPage::Keywords),
    };
    let title = match part {
        Some(_) => &view.title.plain,
        None => frame.label(),
    };
    let description = format!(
        "{title}{}{}",
        frame.word("colon"),
        voice.plain(&standard.about.title)
    );
    let mut chrome = frame.standard_chrome("requirements", standard_index, title, &description);
    if let Some(part) = part {
        let (previous, next) = navigation::around(&pages, part);
        (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
    }
    (chrome, view)
}

/// Returns the clauses with requirements of a standard with parts.
fn contents(frame: &Frame, standard_index: StandardIndex) -> Vec<RequirementBranchView> {
    let standard = &frame.handbook().standards[standard_index];
    let division = &standard.parts().list;
    let tops = standard.tops.iter();
    let tops = tops.filter(|top| division.lists(standard, **top));
    let tops = tops.filter_map(|top| branch(frame, standard_index, *top));
    tops.collect()
}

/// Returns a clause with the clauses below it, if they have requirements.
fn branch(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> Option<RequirementBranchView> {
    let standard = &frame.handbook().standards[standard_index];
    let entry = &standard.clauses[clause];
    let division = &standard.parts().list;
    let part = division.of_clause(clause)?;
    if entry.within == 0 {
        return None;
    }
    let mut children = ranges(frame, standard_index, clause);
    let is_indented = !children.is_empty() || !standard.numbers_show_depth(clause);
    let below = entry.children.iter();
    let below = below.filter(|child| division.lists(standard, **child));
    children.extend(below.filter_map(|child| branch(frame, standard_index, *child)));
    let own = entry.requirements.clone().next();
    let mut inner = standard.clauses.indices_from(clause);
    let first = inner.find_map(|clause| standard.clauses[clause].requirements.clone().next())?;
    // A part that its first clause names may hold more clauses.
    let stands_for_part = children.is_empty() && part.name.clause == clause;
    let anchor = if clause <= part.name.clause {
        String::new()
    } else if own.is_some() {
        entry.id().to_string()
    } else {
        let below = children.first().map(|child| child.anchor.clone());
        below.unwrap_or_default()
    };
    Some(RequirementBranchView {
        link: LinkView {
            href: frame.standard_link(standard_index, StandardPage::RequirementsPart(part.name)),
            ..frame.clause_link(standard_index, clause)
        },
        id: entry.id().to_string(),
        anchor,
        first: first.position(),
        count: if stands_for_part {
            part.count
        } else {
            entry.within
        },
        children,
        is_indented,
    })
}

/// Returns the parts of the requirements of a clause that has several.
fn ranges(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> Vec<RequirementBranchView> {
    let standard = &frame.handbook().standards[standard_index];
    let division = &standard.parts().list;
    let voice = frame.voice_of(standard);
    let parts = division.parts().iter();
    let parts = parts
        .filter(|part| part.name.clause == clause)
        .filter_map(|part| {
            let name = part.name;
            let range = part::range(&voice, standard, division, name)?;
            let pieces = division.pieces(standard, name).into_iter();
            let mut requirements = pieces
                .filter(|piece| piece.clause == clause)
                .flat_map(|piece| piece.requirements);
            let first = requirements.next()?;
            let page = StandardPage::RequirementsPart(name);
            Some(RequirementBranchView {
                link: LinkView {
                    href: frame.standard_link(standard_index, page),
                    ..LinkView::without_address(part::named_alike(frame, standard, &range))
                },
                id: format!("from-{}", standard.requirements[first].id),
                anchor: String::new(),
                first: first.position(),
                count: 1 + requirements.count(),
                children: Vec::new(),
                is_indented: false,
            })
        });
    parts.collect()
}

/// Returns the values of each named axis of dimensions and the type, by the keys of their facets.
fn further(standard: &CompleteStandard, axes: &Axes) -> Vec<(String, String)> {
    let named = standard.about.dimensions.named().iter().enumerate();
    let mut further: Vec<(String, String)> = named
        .map(|(place, axis)| (axis_key(Some(axis)), axes.dimensions.of(place).joined()))
        .collect();
    if !standard.about.types.is_empty() {
        let kind = axes.kind.as_deref().unwrap_or_default();
        further.push(("type".to_owned(), kind.to_owned()));
    }
    further
}

/// Returns the requirements of a clause that a page has, in groups that belong to the same roles, levels and dimensions and have
/// the same type. `ranked` is the order of the roles.
fn groups_of(
    frame: &Frame,
    standard_index: StandardIndex,
    ranked: &[RoleIndex],
    piece: &ClausePiece,
) -> Vec<RequirementGroupView> {
    let standard = &frame.handbook().standards[standard_index];
    let index = piece.clause;
    let clause = &standard.clauses[index];
    let voice = frame.voice_of(standard);
    let mut path = navigation::ancestors(standard, index);
    path.push(index);
    let named = path.iter().skip(usize::from(path.len() > 1));
    let clause_labels: Vec<TextView> = named
        .filter_map(|clause| standard.clauses[*clause].label())
        .map(|label| voice.text(label))
        .collect();
    let belong_together = |one: &Requirement, other: &Requirement| {
        let (one, other) = (&one.axes, &other.axes);
        one == other
    };
    let requirements = &standard.requirements[piece.requirements.clone()];
    let runs = requirements.chunk_by(belong_together).enumerate();
    runs.filter_map(|(place, run)| {
        let axes = &run.first()?.axes;
        let roles = &standard.about.roles;
        let role = roles.find_index(|role| axes.roles.has(role.id.as_str()));
        let has_role = |role: RoleIndex| axes.roles.has(roles[role].id.as_str());
        let level = standard
            .ladder_at(role)
            .stated(&axes.levels)
            .first()
            .copied();
        // A role, level or dimension of only some of the clause's requirements is not in its title.
        let is_own = |of: fn(&Axes) -> &AxisValues| of(axes) != of(&clause.axes);
        let own_roles = roles
            .iter()
            .filter(|role| is_own(|axes| &axes.roles) && axes.roles.has(role.id.as_str()));
        let own_levels = standard
            .levels_among(&axes.roles)
            .into_iter()
            .filter(|level| is_own(|axes| &axes.levels) && axes.levels.has(level.id.as_str()));
        let own = own_roles.map(|role| &role.title);
        let own = own.chain(own_levels.map(|level| &level.title));
        let mut labels = clause_labels.clone();
        labels.extend(own.map(|title| voice.text(title)));
        let rank = |position: Option<usize>| position.map_or(0, |position| position + 1);
        Some(RequirementGroupView {
            clause: frame.clause_link(standard_index, index),
            id: if place == 0 {
                clause.id().to_string()
            } else {
                String::new()
            },
            title: joined(&labels, " · ", &voice.own().tag),
            role: axes.roles.joined(),
            level: axes.levels.joined(),
            dimension: match &standard.about.dimensions {
                Dimensions::Single(_) => Some(axes.dimensions.first().joined()),
                Dimensions::Named(_) => None,
            },
            further: further(standard, axes),
            kind: (axes.kind.as_deref())
                .and_then(|kind| standard.kind(kind))
                .map(|kind| voice.text(&kind.title)),
            rank: format!(
                "{} {}",
                rank(ranked.iter().position(|role| has_role(*role))),
                rank(level.map(LevelIndex::position))
            ),
            requirements: run
                .iter()
                .map(|requirement| RequirementItemView {
                    id: requirement.id.to_string(),
                    known: requirement.known().to_owned(),
                    mark: requirement.mark.to_string(),
                    depth: if requirement.depth == 0 {
                        0
                    } else {
                        requirement.depth + 1
                    },
                    href: frame.item_link(standard_index, requirement),
                    title: requirement.title().map(|title| voice.text(title)),
                    text: voice.text(requirement.text()),
                    is_noted: !requirement.item().note.0.is_empty(),
                })
                .collect(),
        })
    })
    .collect()
}
