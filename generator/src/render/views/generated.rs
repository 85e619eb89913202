//! The rows of generated forms: their names, and the clauses under whose titles they are shown.
//!
//! A row of a transcribed form has a label, or the heading of its dimension. One of a generated form is named after its
//! requirement or its clause, by the title or, without one, by the number.

use std::borrow::Cow;

use super::details::{self, DescriptorView};
use super::lead;
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::model::{CompleteStandard, GeneratedRow, GradedForm, Requirement, RowSubject};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{Piece, TextView, Voice};
use crate::source::format::annex::Row;
use crate::source::format::text::Text;

/// A name that is the same in every language.
fn plain(voice: &Voice, name: &str) -> TextView {
    let piece = Piece {
        lang: voice.own().tag.to_string(),
        language: voice.own().id.to_string(),
        html: Html::escaped(name),
        ..Piece::default()
    };
    TextView::of(vec![piece], &voice.own().tag, name.to_owned())
}

/// Returns the title of a clause or, without one, its number or id.
pub(super) fn title(voice: &Voice, standard: &CompleteStandard, clause: ClauseIndex) -> TextView {
    let clause = &standard.clauses[clause];
    match clause.title() {
        Some(title) => voice.text(title),
        None => plain(voice, clause.number().unwrap_or(clause.id().as_str())),
    }
}

/// Returns the label of a row: as the form states it or, if the form is generated, the title or number of what it grades.
pub(super) fn label(
    voice: &Voice,
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    row: &Row,
) -> Option<TextView> {
    if let Some(label) = &row.label {
        return Some(voice.text(label));
    }
    Some(match graded.generated_row(row.key())?.subject {
        RowSubject::Requirement(index) => plain(voice, &number(&standard.requirements[index])),
        RowSubject::Clause(index) => title(voice, standard, index),
        RowSubject::Dimension => return None,
    })
}

/// The number of a requirement as printed, or else its mark. Without either, the last part of its id.
fn number(requirement: &Requirement) -> Cow<'_, str> {
    match (requirement.printed_name(), &*requirement.mark) {
        (Some(name), _) => name.into(),
        (None, "") => requirement.anchor.as_ref().into(),
        (None, mark) => mark.into(),
    }
}

/// Returns the name of a row in one language, which `say` gives: the label or, if it is clear only among its neighbours, the
/// title above it as well.
pub(super) fn name(
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    (row, made): (&Row, &GeneratedRow),
    say: impl Fn(&Text) -> String,
) -> String {
    let all = graded.form.rows.iter();
    let label = row.label.as_ref().map(&say);
    let is_clear = match (&label, made.subject) {
        (Some(own), _) => {
            let same = all.filter(|other| other.label.as_ref().map(&say).as_ref() == Some(own));
            same.count() == 1
        }
        (None, RowSubject::Requirement(index)) => {
            standard.requirements[index].printed_name().is_some()
        }
        (None, RowSubject::Clause(_) | RowSubject::Dimension) => true,
    };
    let own = label.unwrap_or_else(|| match made.subject {
        RowSubject::Requirement(index) => number(&standard.requirements[index]).into_owned(),
        RowSubject::Clause(index) => {
            let clause = &standard.clauses[index];
            clause.number().unwrap_or(clause.id().as_str()).to_owned()
        }
        RowSubject::Dimension => row.key().to_owned(),
    });
    let group = made.group.and_then(|group| standard.clauses[group].title());
    match group.filter(|_| !is_clear) {
        Some(group) => format!("{} · {own}", say(group)),
        None => own,
    }
}

/// Returns the link to what a row grades, labelled with its number: its clause. `None` if it is a requirement or a dimension.
pub(super) fn clause(
    frame: &Frame,
    standard_index: StandardIndex,
    made: &GeneratedRow,
) -> Option<LinkView> {
    match made.subject {
        RowSubject::Clause(index) => Some(frame.clause_link(standard_index, index)),
        RowSubject::Requirement(_) | RowSubject::Dimension => None,
    }
}

/// Returns the link to the requirement that a row grades; empty if it grades a clause or a dimension.
pub(super) fn href(frame: &Frame, standard_index: StandardIndex, made: &GeneratedRow) -> String {
    let standard = &frame.handbook().standards[standard_index];
    match made.subject {
        RowSubject::Requirement(index) => {
            frame.item_link(standard_index, &standard.requirements[index])
        }
        RowSubject::Clause(_) | RowSubject::Dimension => String::new(),
    }
}

/// Returns the text of the criterion at `place` of a row, after the words that lead it in and that the criteria before it do
/// not show.
pub(super) fn text(
    frame: &Frame,
    standard: &CompleteStandard,
    made: &GeneratedRow,
    place: usize,
) -> Option<TextView> {
    let index = made.requirements.get(place)?;
    let before = place.checked_sub(1).map(|before| made.requirements[before]);
    Some(lead::text(frame, standard, *index, before))
}

/// Returns how a requirement of a generated form reads at its levels. If the form is for one level, only at that level or,
/// without a descriptor, at the nearest below it.
pub(super) fn descriptors(
    frame: &Frame,
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    requirement: RequirementIndex,
) -> Vec<DescriptorView> {
    let voice = frame.voice_of(standard);
    let requirement = &standard.requirements[requirement];
    let ladder = standard.ladder(graded.role());
    let rule = graded.form.generate.as_ref();
    let level = rule.and_then(|rule| ladder.find(rule.level.as_ref()?.as_str()));
    let levels = standard.levels_among(&requirement.axes.roles).into_iter();
    let described = levels.filter(|known| {
        level.is_none_or(|level| {
            let known = ladder.find(known.id.as_str());
            known.is_some_and(|known| ladder.reaches(level, known))
        })
    });
    let mut views: Vec<DescriptorView> = described
        .filter_map(|level| {
            let words = requirement.descriptor(level.id.as_str())?;
            Some(details::descriptor(frame, &voice, standard, level, words))
        })
        .collect();
    if level.is_some() {
        views.drain(..views.len().saturating_sub(1));
    }
    views
}

/// Returns the texts of the parts of a requirement that is rated as a whole.
pub(super) fn parts(
    frame: &Frame,
    standard: &CompleteStandard,
    requirement: RequirementIndex,
) -> Vec<TextView> {
    let voice = frame.voice_of(standard);
    let parts = standard.parts_of(requirement);
    let parts = parts.filter(|part| *part != requirement);
    parts
        .map(|part| voice.text(standard.requirements[part].text()))
        .collect()
}
