//! The rubrics of a framework: its forms, and the descriptors of its requirements.

use serde_json::{Value as Json, json};

use super::names::{FrameworkNames, words_of};
use super::packing::{extensions, number};
use super::record::{CfCriterion, CfCriterionLevel, CfLink, CfNode, CfRubric, Extensions};
use super::standard_packing::StandardPacking;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::language::on_one_line;
use crate::model::assessment::{Graded, scope};
use crate::model::generated::RowSubject;
use crate::model::graded::GradedForm;
use crate::model::identifier::Identifier;
use crate::model::rubric::row_of;
use crate::source::format::annex::Row;
use crate::source::format::rubric::{RubricRow, Total};
use crate::source::format::text::{Id, Text};

/// Adds the rubrics: one for each form, and one for all requirements with descriptors.
pub(super) fn add(standard: &mut StandardPacking) {
    let of = standard.names.standard;
    for form in of.graded_forms() {
        let rubric = of_form(standard, form);
        standard.packing.rubrics.push(rubric);
    }
    if let Some(rubric) = of_descriptors(standard) {
        standard.packing.rubrics.push(rubric);
    }
}

/// The parts of a level of a criterion that differ from kind to kind.
struct LevelParts {
    identifier: Identifier,
    quality: String,
    description: Option<String>,
    score: Option<i32>,
}

/// The levels of a criterion, in this order.
fn levels(
    standard: &StandardPacking,
    of: Identifier,
    all: Vec<LevelParts>,
) -> Vec<CfCriterionLevel> {
    let all = all.into_iter().enumerate();
    all.map(|(place, level)| CfCriterionLevel {
        identifier: level.identifier,
        uri: standard.packing.in_package(level.identifier),
        description: level.description,
        quality: on_one_line(&level.quality),
        score: level.score.map(number),
        position: place + 1,
        rubric_criterion_id: of,
        last_change_date_time: standard.packing.changed(),
    })
    .collect()
}

/// A form as a rubric: a criterion for each row, with a level for each grade.
fn of_form(standard: &StandardPacking, form: GradedForm) -> CfRubric {
    let names = &standard.names;
    let identifier = names.part(&format!("form/{}", form.annex.id));
    let rows = form.rubric.rows.iter().enumerate();
    let criteria = rows.map(|(place, row)| of_row(standard, form, identifier, row, place + 1));
    let criteria: Vec<CfCriterion> = criteria.collect();
    let parts = [&form.form.number, &form.form.caption];
    let title: Vec<String> = parts.iter().map(|part| words_of(names, part)).collect();
    CfRubric {
        identifier,
        uri: standard.packing.in_package(identifier),
        title: on_one_line(&title.join(" ")),
        last_change_date_time: standard.packing.changed(),
        extensions: rules(names, form, &criteria),
        criteria,
    }
}

/// The names, totals and bands of a form, for which the specification has no fields. A total names the criteria that it adds up.
fn rules(names: &FrameworkNames, form: GradedForm, criteria: &[CfCriterion]) -> Extensions {
    let rows = &form.rubric.rows;
    let criterion = |row: &Id| {
        let place = rows.iter().position(|known| known.id == *row.value)?;
        Some(json!(criteria.get(place)?.identifier))
    };
    let standard = names.standard;
    let total = |total: &Total| {
        let level = total.level.as_ref();
        let title = match level {
            Some(level) => form
                .level(standard, level.as_str())
                .map(|level| &level.title),
            None => total.title.as_ref(),
        };
        Json::from(extensions([
            (
                "level",
                level.map_or(Json::Null, |level| level.as_str().into()),
            ),
            (
                "title",
                title.map_or(Json::Null, |title| words_of(names, title).into()),
            ),
            (
                "criteria",
                total.rows.iter().filter_map(criterion).collect(),
            ),
        ]))
    };
    let bands = form.rubric.bands.iter().map(|band| {
        let from = band.from.as_ref();
        Json::from(extensions([
            ("id", band.id.as_str().into()),
            ("title", words_of(names, &band.title).into()),
            (
                "from",
                from.map_or(Json::Null, |from| number(from.hundredths)),
            ),
        ]))
    });
    let bands: Json = bands.collect();
    let named = |row: &RubricRow| {
        let level = row.level.as_ref();
        Json::from(extensions([
            ("id", row.id.as_str().into()),
            (
                "level",
                level.map_or(Json::Null, |level| level.as_str().into()),
            ),
        ]))
    };
    let rows: Json = rows.iter().map(named).collect();
    let grades = form.rubric.grades.iter();
    let grades: Json = grades.map(|grade| grade.id.as_str()).collect();
    extensions([
        ("annex", form.annex.id.as_str().into()),
        ("number", words_of(names, &form.form.number).into()),
        ("role", form.role().map_or(Json::Null, Json::from)),
        ("rows", rows),
        ("grades", grades),
        ("totals", form.rubric.totals.iter().map(total).collect()),
        ("bands", bands),
    ])
}

fn of_row(
    standard: &StandardPacking,
    form: GradedForm,
    rubric: Identifier,
    row: &RubricRow,
    position: usize,
) -> CfCriterion {
    let names = &standard.names;
    let identifier = rubric.within(&format!("row {}", row.id));
    let in_form = row_of(form.form, row.id.as_str());
    let dimension = row.dimension.as_ref();
    let dimension = dimension.and_then(|id| names.standard.dimension(id.as_str()));
    let label = in_form.and_then(|row| row.label.as_ref());
    let lines = label.into_iter().chain(subject(names, form, row));
    let criteria = in_form.iter().flat_map(|row| &row.criteria);
    let lines = lines.chain(criteria.map(|criterion| &criterion.text));
    let mut lines: Vec<String> = lines.map(|text| words_of(names, text)).collect();
    lines.dedup();
    let grade = |grade: &crate::source::format::grade::Grade| {
        let id = grade.id.as_str();
        let descriptor = in_form.and_then(|row: &Row| row.descriptors.get(id));
        let title = grade.title.as_ref();
        LevelParts {
            identifier: identifier.within(&format!("grade {id}")),
            quality: title.map_or_else(|| id.to_owned(), |title| words_of(names, title)),
            description: descriptor
                .or(grade.text.as_ref())
                .map(|text| words_of(names, text)),
            score: in_form.and_then(|row| row.score(id)),
        }
    };
    let grades = form.rubric.grades.iter().map(grade).collect();
    CfCriterion {
        identifier,
        uri: standard.packing.in_package(identifier),
        category: dimension.map(|dimension| on_one_line(&words_of(names, &dimension.title))),
        description: (!lines.is_empty()).then(|| lines.join("\n")),
        item_uri: graded_item(names, form, row),
        weight: weight(form, row).map(number),
        position,
        rubric_id: rubric,
        last_change_date_time: standard.packing.changed(),
        levels: levels(standard, identifier, grades),
    }
}

/// The weight of a row whose grades have no scores, in hundredths. Scores already contain it.
fn weight(form: GradedForm, row: &RubricRow) -> Option<i32> {
    let is_scored = row_of(form.form, row.id.as_str()).is_some_and(|row| !row.points().is_empty());
    let weight = form.generated_row(row.id.as_str())?.weight?;
    weight.times(100).filter(|_| !is_scored)
}

/// The words by which a generated row is known.
fn subject<'a>(
    names: &FrameworkNames<'a>,
    form: GradedForm<'a>,
    row: &RubricRow,
) -> Option<&'a Text> {
    let generated = form.generated_row(row.id.as_str())?;
    match generated.subject {
        RowSubject::Requirement(requirement) => {
            Some(names.standard.requirements[requirement].text())
        }
        RowSubject::Clause(clause) => names.standard.clauses[clause].label(),
        RowSubject::Dimension => None,
    }
}

/// The item that a row grades: its only requirement, or the lowest clause with all of its requirements.
fn graded_item(names: &FrameworkNames, form: GradedForm, row: &RubricRow) -> Option<CfLink> {
    let standard = names.standard;
    let scope = scope(standard, form, row);
    let requirements = scope.graded.iter().filter_map(|graded| match graded {
        Graded::Requirement(requirement) => standard.requirement_index(&requirement.id),
        Graded::Criterion { .. } => None,
    });
    let requirements: Vec<RequirementIndex> = requirements.collect();
    match &*requirements {
        [] => None,
        [requirement] => {
            let node = names.requirement_node(*requirement);
            Some(link(node, names.requirement(*requirement)))
        }
        [first, others @ ..] => {
            let mut common = above(names, *first);
            for other in others {
                let all = above(names, *other);
                common.retain(|clause| all.contains(clause));
            }
            let clause = common.first()?;
            Some(link(names.clause_node(*clause), names.clause(*clause)))
        }
    }
}

/// The clauses that contain a requirement, the nearest first.
fn above(names: &FrameworkNames, requirement: RequirementIndex) -> Vec<ClauseIndex> {
    let standard = names.standard;
    let nearest = standard.requirements[requirement].clause;
    let above = |clause: &ClauseIndex| standard.clauses[*clause].parent;
    std::iter::successors(Some(nearest), above).collect()
}

fn link(node: CfNode, identifier: Identifier) -> CfLink {
    CfLink {
        title: node.title,
        identifier,
        uri: node.uri,
    }
}

/// The requirements with descriptors as a rubric: a criterion for each, with its level descriptors and its weight.
fn of_descriptors(standard: &StandardPacking) -> Option<CfRubric> {
    let names = &standard.names;
    let of = names.standard;
    let described = of.requirements.indexed();
    let described: Vec<_> = described
        .filter(|(_, entry)| !entry.item().levels.0.is_empty())
        .collect();
    if described.is_empty() {
        return None;
    }
    let identifier = names.part("standard/descriptors");
    let criteria = described.into_iter().enumerate();
    let criteria = criteria.map(|(place, (index, entry))| {
        let record = entry.item();
        let criterion = identifier.within(&format!("requirement {}", entry.id));
        let ladder = of.levels_among(&entry.axes.roles);
        let described = record.levels.0.iter().map(|descriptor| {
            let level = ladder
                .iter()
                .find(|level| level.id == *descriptor.level.value);
            let texts = descriptor
                .words
                .text
                .iter()
                .chain(&descriptor.words.criteria);
            let texts: Vec<String> = texts.map(|text| words_of(names, text)).collect();
            let own = criterion.within(&format!("level {}", descriptor.level));
            LevelParts {
                identifier: names.imported(&descriptor.words.same_as).unwrap_or(own),
                quality: level.map_or_else(
                    || descriptor.level.to_string(),
                    |level| words_of(names, &level.title),
                ),
                description: (!texts.is_empty()).then(|| texts.join("\n")),
                score: None,
            }
        });
        let described = described.collect();
        let weight = record.weight.as_ref();
        CfCriterion {
            identifier: criterion,
            uri: standard.packing.in_package(criterion),
            category: None,
            description: Some(words_of(names, entry.text())),
            item_uri: Some(link(
                names.requirement_node(index),
                names.requirement(index),
            )),
            weight: weight.map(|weight| number(weight.hundredths)),
            position: place + 1,
            rubric_id: identifier,
            last_change_date_time: standard.packing.changed(),
            levels: levels(standard, criterion, described),
        }
    });
    let criteria = criteria.collect();
    Some(CfRubric {
        identifier,
        uri: standard.packing.in_package(identifier),
        title: on_one_line(&words_of(names, &of.about.title)),
        last_change_date_time: standard.packing.changed(),
        criteria,
        extensions: Extensions::new(),
    })
}
