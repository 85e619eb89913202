//! The handbook's front page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check_way::{self, CheckChoice, CheckWay};
use super::contents;
use super::editions;
use super::facets;
use super::group::{self, EntriesOfGroup};
use super::joined::joined;
use super::relation;
use super::sample::{self, SampleView};
use super::sections::{self, FrontSection};
use super::start::{self, StartView};
use crate::index::{ClauseIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::chrome::Chrome;
use crate::render::fill::fill;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::render::named;
use crate::render::offline;
use crate::render::text::TextView;
use crate::site::address::{Page, StandardPage, pages};
use crate::site::{Make, RenderError};
use crate::source::format::dimension::{AxisOfDimensions, Dimension};
use crate::source::format::handbook::Audience;

/// The most clauses of a standard on the front page.
const CLAUSES: usize = 100;

/// The front page.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// The handbook's title.
    pub title: TextView,
    /// The handbook's description.
    pub description: Option<TextView>,
    /// The link to a self-check; `None` if no standard has a form.
    pub check: Option<CheckWay>,
    /// Whether one of the standards has a sample result.
    pub has_sample: bool,
    /// Its standards; empty if they are listed.
    pub standards: Vec<FrontStandard>,
    /// The sections of its pages.
    pub sections: Vec<FrontSection>,
    /// Its standards, if they are so many that they are listed.
    pub listed: Vec<ListedStandard>,
    /// The number of files that are saved for reading offline.
    pub kept: usize,
    /// Their size in whole megabytes, at least 1; `None` if the site cannot be saved.
    pub kept_size: Option<u64>,
}

/// A standard in the list of a front page with many.
#[derive(Debug, Serialize)]
pub struct ListedStandard {
    /// The link to its contents, labelled with its title.
    pub link: LinkView,
    /// Its description.
    pub description: Option<TextView>,
    /// The number of requirements, in words; `None` if there are none.
    pub counted: Option<TextView>,
    /// The link to the self-check, or to the choice of one; `None` if there is none.
    pub check: Option<CheckWay>,
}

/// A standard on the front page.
#[derive(Debug, Serialize)]
pub struct FrontStandard {
    /// The standard's title.
    pub title: TextView,
    /// The body with authority over it.
    pub authority: Option<TextView>,
    /// The words for its parts, by the keys of the interface words: its own names, if it has any.
    pub names: BTreeMap<&'static str, Html>,
    /// Its description.
    pub description: Option<TextView>,
    /// The link to the edition before it, if the handbook has it.
    pub replaces: Option<LinkView>,
    /// The link to its contents.
    pub contents: String,
    /// The link to its terms; empty if it has none.
    pub terms: String,
    /// The link to all requirements; empty if it has none.
    pub requirements: String,
    /// The link to the keywords; empty if it has no glossary.
    pub keywords: String,
    /// The link to the whole standard on one page.
    pub whole: String,
    /// Its roles and levels; `None` if it has neither.
    pub start: Option<StartView>,
    /// Whether there are roles.
    pub has_roles: bool,
    /// Whether there are levels.
    pub has_levels: bool,
    /// The people whom the page addresses, by the words used in content.
    pub audience: Vec<&'static str>,
    /// The outermost clauses, or the first of very many; if there is only one, also the clauses in it.
    pub clauses: Vec<LinkView>,
    /// The result of a self-check: `bands` if there is a form with bands for every role, `various` if there is one for some
    /// of them only, and without forms `levels` for one level, `grid` for a level of each requirement, or `whole` if
    /// there are no levels.
    pub result: &'static str,
    /// The link to the choice of self-checks, and the choice itself; `None` if there is no form.
    pub checks: Option<(CheckWay, CheckChoice)>,
    /// A sample result, for the first standard with a self-check.
    pub sample: Option<SampleView>,
    /// The axes of dimensions that have any values.
    pub axes: Vec<FrontAxis>,
    /// Whether trainers are addressed, whose part of the page lists the dimensions.
    pub is_for_trainers: bool,
    /// The annexes with a form.
    pub forms: Vec<LinkView>,
    /// The requirement pickers, labelled with their roles, by the groups of these; empty if there are very many.
    pub pickers: Vec<EntriesOfGroup<LinkView>>,
    /// Whether there are so many pickers that each is found from the page of its role.
    pub has_many_pickers: bool,
    /// A level of a role, as an example of a page to link to.
    pub level: Option<LinkView>,
    /// A requirement, as an example of a page to link to: its permalink, and its number or else its words.
    pub requirement: Option<LinkView>,
    /// The number of requirements.
    pub count: usize,
    /// The link to the curricula; empty if none is aligned to the standard.
    pub curricula: String,
    /// The link to the postings; empty if none uses the standard.
    pub postings: String,
}

/// An axis of dimensions.
#[derive(Debug, Serialize)]
pub struct FrontAxis {
    /// The name of the axis, if it has one.
    pub title: Option<TextView>,
    /// The values: their clauses, or the list of their requirements if they have none.
    pub values: Vec<LinkView>,
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
    let standards = handbook.latest_standards();
    let standards: Vec<StandardIndex> = standards.collect();
    let is_listed = handbook.lists_standards();
    let (listed, shown): (Vec<_>, Vec<_>) = standards.into_iter().partition(|_| is_listed);
    let has_check = |index: &StandardIndex| check_way::of_standard(frame, *index).is_some();
    let checked = shown.iter().copied().find(has_check);
    let shown = shown.into_iter().map(|index| FrontStandard {
        sample: checked
            .filter(|checked| *checked == index)
            .and_then(|index| sample::of_standard(frame, index)),
        ..front_standard(frame, index)
    });
    let fronts: Vec<FrontStandard> = shown.collect();
    let view = FrontView {
        title: voice.text(&about.title),
        description: about
            .description
            .as_ref()
            .map(|description| voice.text(description)),
        // A list has a link for each of its standards.
        check: check_way::of_page(frame).filter(|_| !is_listed),
        has_sample: fronts.iter().any(|standard| standard.sample.is_some()),
        standards: fronts,
        sections: sections::on_front(frame),
        listed: listed
            .into_iter()
            .map(|index| listed_standard(frame, index))
            .collect(),
        kept: offline::files(frame.site).len(),
        kept_size: (frame.site.version.as_ref()).map(|_| megabytes(frame.site.kept_size())),
    };
    (frame.chrome("front"), view)
}

/// Returns a size in bytes as whole megabytes, at least 1.
fn megabytes(bytes: u64) -> u64 {
    ((bytes + 500_000) / 1_000_000).max(1)
}

fn listed_standard(frame: &Frame, index: StandardIndex) -> ListedStandard {
    let standard = &frame.handbook().standards[index];
    let about = &standard.about;
    let voice = frame.voice_of(standard);
    ListedStandard {
        link: frame.link_view(standard, index, StandardPage::Contents, &about.title),
        description: (about.description.as_ref()).map(|description| voice.text(description)),
        counted: (!standard.requirements.is_empty()).then(|| {
            let count = standard.requirements.len().to_string();
            let names = about.names.as_ref();
            frame.spoken_with("in_all", |language, _| {
                let words = frame.words.about(names, &language.id, "in_all");
                fill(&words, |name| (name == "count").then(|| count.clone()))
            })
        }),
        check: check_way::of_standard(frame, index),
    }
}

fn front_standard(frame: &Frame, index: StandardIndex) -> FrontStandard {
    let standard = &frame.handbook().standards[index];
    let voice = frame.voice_of(standard);
    let axes = standard.about.dimensions.axes().into_iter();
    let axes: Vec<FrontAxis> = axes
        .map(|axis| front_axis(frame, index, axis))
        .filter(|axis| !axis.values.is_empty())
        .collect();
    // A requirement for a level illustrates permalinks better than one that applies to everybody.
    let requirement = standard
        .requirements
        .find_index(|requirement| !requirement.axes.levels.is_empty())
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
    let pickers = group::grouped(&voice, standard, |role| {
        let picker = StandardPage::Picker(role);
        let title = &standard.about.roles[role].title;
        let is_any = !frame.link_if_any(index, picker).is_empty();
        is_any.then(|| frame.link_view(standard, index, picker, title))
    });
    let has_many_pickers = group::count(&pickers) > group::MOST_ROLES;
    FrontStandard {
        title: voice.text(&standard.about.title),
        authority: contents::authority(frame, standard),
        names: named::in_front(frame, index),
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
        start: start::of_standard(frame, index),
        clauses: {
            let inner: &[ClauseIndex] = match standard.tops.as_slice() {
                [only] => &standard.clauses[*only].children,
                _ => &[],
            };
            let clauses = standard.tops.iter().chain(inner);
            // The contents list the others.
            let clauses = clauses.take(CLAUSES);
            clauses
                .map(|clause| frame.clause_link(index, *clause))
                .collect()
        },
        result: result(standard),
        checks: check_way::of_standard(frame, index).zip(check_way::choice_on_front(frame, index)),
        sample: None,
        axes,
        forms: standard
            .graded_forms()
            .map(|form| frame.clause_link(index, form.index))
            .collect(),
        is_for_trainers: handbook.addresses(index, Audience::Trainers),
        has_roles: !standard.about.roles.is_empty(),
        has_levels: !standard.about.levels.is_empty(),
        audience: handbook
            .audience(index)
            .into_iter()
            .map(Audience::word)
            .collect(),
        pickers: if has_many_pickers {
            Vec::new()
        } else {
            pickers
        },
        has_many_pickers,
        level: example_level(frame, index),
        requirement: requirement.map(|requirement| {
            let link = relation::requirement_link(frame, &voice, index, requirement);
            if link.number.0.is_empty() {
                link
            } else {
                LinkView {
                    label: TextView::default(),
                    ..link
                }
            }
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

/// Returns what self-checks result in.
fn result(standard: &CompleteStandard) -> &'static str {
    let about = &standard.about;
    let mut roles = about.roles.iter();
    if standard.graded_forms().next().is_some() {
        let has_band = |role: Option<&str>| {
            let form = standard
                .graded_form(role)
                .or_else(|| standard.graded_form(None));
            form.is_some_and(|form| !form.rubric.bands.is_empty())
        };
        let has_bands = match about.roles.is_empty() {
            true => has_band(None),
            false => roles.all(|role| has_band(Some(role.id.as_str()))),
        };
        return if has_bands { "bands" } else { "various" };
    }
    if standard.is_grid() {
        "grid"
    } else if !about.levels.is_empty() || roles.any(|role| !role.levels.is_empty()) {
        "levels"
    } else {
        "whole"
    }
}

/// Returns an axis of dimensions.
fn front_axis(frame: &Frame, index: StandardIndex, axis: AxisOfDimensions) -> FrontAxis {
    let voice = frame.voice_of(&frame.handbook().standards[index]);
    let values = axis.values.iter();
    let key = facets::axis_key(axis.named);
    FrontAxis {
        title: axis.named.map(|named| voice.text(&named.title)),
        values: values
            .filter_map(|about| dimension(frame, index, &key, about))
            .collect(),
    }
}

/// Returns the link to the clause of a dimension, or to its part of the list of requirements, where its axis is called
/// `key`; `None` if it has neither.
fn dimension(
    frame: &Frame,
    index: StandardIndex,
    key: &str,
    about: &Dimension,
) -> Option<LinkView> {
    let standard = &frame.handbook().standards[index];
    let clause = about.clause.as_ref();
    if let Some(clause) = clause.and_then(|clause| standard.clause_index(clause.as_str())) {
        return Some(frame.clause_link(index, clause));
    }
    let mut requirements = standard.requirements.iter();
    let is_used =
        requirements.any(|requirement| requirement.axes.dimensions.has(about.id.as_str()));
    let list = frame.link_if_any(index, StandardPage::Requirements);
    (is_used && !list.is_empty()).then(|| LinkView {
        href: format!("{list}#{key}={}", about.id),
        ..LinkView::without_address(frame.voice_of(standard).text(&about.title))
    })
}

/// Returns the link to the second level of the first role, labelled with both, or to either if there is only one.
fn example_level(frame: &Frame, index: StandardIndex) -> Option<LinkView> {
    let standard = &frame.handbook().standards[index];
    let roles = &standard.about.roles;
    let role = roles.index_at(0);
    let levels = standard.levels_at(role);
    let level = levels.index_at(1).or(levels.index_at(0));
    let page = match (role, level) {
        (Some(role), None) => StandardPage::Role(role),
        (role, Some(level)) => StandardPage::of_level(role, level),
        (None, None) => return None,
    };
    let titles = role.map(|role| &roles[role].title).into_iter();
    let titles = titles.chain(level.map(|level| &levels[level].title));
    let voice = frame.voice_of(standard);
    let titles: Vec<TextView> = titles.map(|title| voice.text(title)).collect();
    Some(LinkView {
        href: frame.standard_link(index, page),
        ..LinkView::without_address(joined(&titles, " · ", &voice.own().tag))
    })
}
