//! The details of a requirement besides its text: a type, its own roles, levels and dimensions, descriptors, a weight, examples
//! and relations.
//!
//! The page of a permalink and that of a clause show it below the text. What a requirement takes
//! over from its clause is not repeated here: only what the requirement states itself.

use serde::Serialize;

use super::course;
use super::level_titles;
use super::note::{self, NoteView};
use super::relation::{self, RelationsView};
use crate::index::StandardIndex;
use crate::model::{CompleteStandard, Requirement};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::{TextView, Voice};
use crate::source::format::axis::DescriptorRecord;
use crate::source::format::dimension::Dimensions;
use crate::source::format::standard::Level;
use crate::source::format::text::{Id, Text};

/// The details of a requirement besides its text.
#[derive(Clone, Debug, Serialize)]
pub struct DetailsView {
    /// Whether it has a type, a weight, or roles, levels or dimensions of its own.
    pub has_facts: bool,
    /// Its type.
    pub kind: Option<TextView>,
    /// The roles that it states itself. Empty if it has those of its clause.
    pub roles: Vec<TextView>,
    /// The levels that it states itself. Empty if it has those of its clause.
    pub levels: Vec<TextView>,
    /// The dimensions that it states itself, axis by axis.
    pub dimensions: Vec<AxisFactView>,
    /// How it reads at each level, in the order of the levels. Levels without a descriptor are left
    /// out.
    pub descriptors: Vec<DescriptorView>,
    /// Its weight, in points. For example, `2.5`.
    pub weight: Option<String>,
    /// Examples.
    pub examples: Vec<TextView>,
    /// The standard's own remarks.
    pub remarks: Vec<TextView>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<LinkView>,
    /// Its relations, by kind. Those whose target does not exist are left out.
    pub relations: Vec<RelationsView>,
}

/// The values of an axis of dimensions to which something belongs.
#[derive(Clone, Debug, Serialize)]
pub struct AxisFactView {
    /// The name of the axis, if it has one. `None` if the standard has a single axis without a
    /// name.
    pub title: Option<TextView>,
    /// The titles of the values.
    pub values: Vec<TextView>,
}

/// How a requirement reads at a level.
#[derive(Clone, Debug, Serialize)]
pub struct DescriptorView {
    /// The level.
    pub level: TextView,
    /// The code as printed; empty if it has none.
    pub number: String,
    /// Its type.
    pub kind: Option<TextView>,
    /// The text.
    pub text: Option<TextView>,
    /// The criteria.
    pub criteria: Vec<TextView>,
    /// Examples.
    pub examples: Vec<TextView>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<LinkView>,
    /// Notes on the descriptor.
    pub notes: Vec<NoteView>,
}

/// Returns what `requirement` has besides its text; `None` if it has nothing else.
pub(super) fn view(
    frame: &Frame,
    voice: &Voice,
    standard_index: StandardIndex,
    requirement: &Requirement,
) -> Option<DetailsView> {
    let standard = &frame.handbook().standards[standard_index];
    let item = requirement.item();
    let about = &standard.about;
    let titles = |stated: &[Id], known: Vec<(&str, &Text)>| {
        let is_stated = |id: &str| stated.iter().any(|stated| *stated == *id);
        let known = known.into_iter().filter(|(id, _)| is_stated(id));
        known
            .map(|(_, title)| voice.text(title))
            .collect::<Vec<_>>()
    };
    let roles = about.roles.iter();
    let levels = standard.levels_among(&requirement.axes.roles);
    // A source may state for each requirement what its clause states.
    let is_as_above = requirement.parent.is_none()
        && requirement.axes.levels == standard.clauses[requirement.clause].axes.levels;
    let own_levels: &[Id] = if is_as_above { &[] } else { &item.level.0 };
    let descriptors = levels.iter().filter_map(|level| {
        let words = requirement.descriptor(level.id.as_str())?;
        Some(descriptor(frame, voice, standard, level, words))
    });
    let kind = requirement.axes.kind.as_deref();
    let view = DetailsView {
        has_facts: item.r#type.is_some()
            || item.weight.is_some()
            || [&item.role.0, own_levels, &item.dimension.0]
                .iter()
                .any(|stated| !stated.is_empty()),
        kind: kind
            .and_then(|kind| standard.kind(kind))
            .map(|kind| voice.text(&kind.title)),
        roles: titles(
            &item.role.0,
            roles.map(|role| (role.id.as_str(), &role.title)).collect(),
        ),
        levels: level_titles::titles(voice, &levels, |id| {
            own_levels.iter().any(|stated| *stated == *id)
        }),
        dimensions: dimensions(voice, &about.dimensions, |id| {
            item.dimension.0.iter().any(|stated| *stated == *id)
        }),
        descriptors: descriptors.collect(),
        weight: item
            .weight
            .as_ref()
            .map(|weight| course::number(weight.hundredths)),
        examples: item
            .examples
            .iter()
            .map(|example| voice.text(example))
            .collect(),
        remarks: (item.remarks.iter())
            .map(|remark| voice.marked(remark, &item.note))
            .collect(),
        same_as: relation::elsewhere(voice, &item.same_as),
        relations: relation::views(frame, voice, standard_index, &requirement.id, &item.relates),
    };
    let is_empty = view.kind.is_none()
        && view.roles.is_empty()
        && view.levels.is_empty()
        && view.dimensions.is_empty()
        && view.descriptors.is_empty()
        && view.weight.is_none()
        && view.examples.is_empty()
        && view.remarks.is_empty()
        && view.same_as.is_empty()
        && view.relations.is_empty();
    (!is_empty).then_some(view)
}

/// Returns the values of each axis of `all` to which something belongs, without axes that have none.
pub(super) fn dimensions(
    voice: &Voice,
    all: &Dimensions,
    belongs: impl Fn(&str) -> bool,
) -> Vec<AxisFactView> {
    let axes = all.axes().into_iter().map(|axis| {
        let values = axis.values.iter();
        let values = values.filter(|value| belongs(value.id.as_str()));
        AxisFactView {
            title: axis.named.map(|named| voice.text(&named.title)),
            values: values.map(|value| voice.text(&value.title)).collect(),
        }
    });
    axes.filter(|axis| !axis.values.is_empty()).collect()
}

/// Returns how a requirement reads at `level`.
pub(super) fn descriptor(
    frame: &Frame,
    voice: &Voice,
    standard: &CompleteStandard,
    level: &Level,
    words: &DescriptorRecord,
) -> DescriptorView {
    let marked = |text: &Text| voice.marked(text, &words.note);
    let kind = words.r#type.as_ref();
    let kind = kind.and_then(|kind| standard.kind(kind.as_str()));
    DescriptorView {
        level: voice.text(&level.title),
        number: (words.number.as_ref())
            .map(|number| number.value.to_string())
            .unwrap_or_default(),
        kind: kind.map(|kind| voice.text(&kind.title)),
        text: words.text.as_ref().map(marked),
        criteria: words.criteria.iter().map(marked).collect(),
        examples: words.examples.iter().map(marked).collect(),
        same_as: relation::elsewhere(voice, &words.same_as),
        notes: note::views(frame, voice, &words.note),
    }
}
