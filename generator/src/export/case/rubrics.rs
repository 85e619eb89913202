//! The rubrics of a framework: its forms, and the descriptors of its requirements.

use std::cmp::Ordering;
use std::collections::HashSet;

use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::names::{FrameworkNames, words_of};
use super::packing::{extensions, number};
use super::record::{CfCriterion, CfCriterionLevel, CfLink, CfNode, CfRubric, Extensions};
use super::recorded::Recorded;
use super::standard_packing::StandardPacking;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::language::on_one_line;
use crate::model::assessment::{Graded, scope};
use crate::model::framework_item::imported_as;
use crate::model::generated::RowSubject;
use crate::model::graded::GradedForm;
use crate::model::identifier::Identifier;
use crate::model::rubric::row_of;
use crate::model::source_record::{
    SourceName, criterion_record, form_record, grade_record, row_record,
};
use crate::source::format::annex::Row;
use crate::source::format::grade::Grade;
use crate::source::format::lock::exact_hash;
use crate::source::format::rubric::{RubricRow, Total};
use crate::source::format::statements::StatementField;
use crate::source::format::text::{Id, Text};

/// Adds the rubrics: one for each form, and one for all requirements with descriptors, unless these were imported
/// from several.
pub(super) fn add(standard: &mut StandardPacking) {
    let of = standard.names.standard;
    let mut taken = TakenIdentifiers::default();
    for form in of.graded_forms() {
        let rubric = of_form(standard, &mut taken, form);
        standard.packing.rubrics.push(rubric);
    }
    let rubrics = of_descriptors(standard, &mut taken);
    standard.packing.rubrics.extend(rubrics);
}

/// The parts of a level of a criterion that differ from kind to kind.
struct LevelParts<'a> {
    /// Its name in the source.
    record: String,
    /// The id of the grade or the level.
    id: &'a str,
    identifier: Identifier,
    quality: String,
    description: Option<String>,
    score: Option<i32>,
}

/// The parts of a criterion that differ from kind to kind.
struct CriterionParts<'a> {
    /// Its name in the source.
    record: String,
    identifier: Identifier,
    category: Option<String>,
    description: Option<String>,
    item_uri: Option<CfLink>,
    weight: Option<i32>,
    position: usize,
    levels: Vec<LevelParts<'a>>,
}

/// A criterion of a rubric, with the fields that it was imported with.
fn criterion(
    standard: &StandardPacking,
    taken: &mut TakenIdentifiers,
    rubric: Identifier,
    order: u64,
    parts: CriterionParts,
) -> CfCriterion {
    let recorded = &standard.packing.recorded;
    let record = SourceName::Other(&parts.record);
    let identifier = taken.take(recorded.identifier(record), parts.identifier);
    // Words that an import has divided between two fields, and numbers that depend on each other, stay together.
    let texts = [parts.category.as_deref(), parts.description.as_deref()];
    let texts = texts.map(Option::unwrap_or_default);
    let said = exact_hash(texts);
    let scores = parts.levels.iter().map(|level| level.score);
    let numbers: Vec<String> = std::iter::once(parts.weight)
        .chain(scores)
        .map(|number| number.map_or_else(String::new, |number| number.to_string()))
        .collect();
    let numbers = exact_hash(numbers.iter().map(String::as_str));
    let level_order = exact_hash(parts.levels.iter().map(|level| level.id));
    let words = |field, made| recorded.words_of_field(record, field, said, made);
    let weight = parts.weight.map(number);
    CfCriterion {
        identifier,
        uri: standard.packing.in_package(identifier),
        category: words(StatementField::Category, parts.category.clone()),
        description: words(StatementField::Description, parts.description.clone()),
        item_uri: parts.item_uri,
        weight: recorded.value(record, StatementField::Weight, numbers, weight),
        position: position(recorded, record, order, parts.position),
        rubric_id: rubric,
        last_change_date_time: recorded
            .time_of(record, texts)
            .unwrap_or_else(|| standard.packing.changed()),
        levels: in_order(
            levels(
                standard,
                taken,
                identifier,
                [numbers, level_order],
                parts.levels,
            ),
            |level| level.position.as_ref(),
        ),
    }
}

/// The levels of a criterion, in this order.
fn levels(
    standard: &StandardPacking,
    taken: &mut TakenIdentifiers,
    of: Identifier,
    [numbers, order]: [u64; 2],
    all: Vec<LevelParts>,
) -> Vec<CfCriterionLevel> {
    let recorded = &standard.packing.recorded;
    let all = all.into_iter().enumerate();
    all.map(|(place, level)| {
        let record = SourceName::Other(&level.record);
        let identifier = taken.take(recorded.identifier(record), level.identifier);
        let quality = on_one_line(&level.quality);
        let texts = [&*quality, level.description.as_deref().unwrap_or_default()];
        let said = exact_hash(texts);
        let changed = recorded.time_of(record, texts);
        let words = |field, made| recorded.words_of_field(record, field, said, made);
        let score = level.score.map(number);
        CfCriterionLevel {
            identifier,
            uri: standard.packing.in_package(identifier),
            description: words(StatementField::Description, level.description.clone()),
            quality: words(StatementField::Quality, Some(quality.clone())),
            score: recorded.value(record, StatementField::Score, numbers, score),
            feedback: recorded.words_without_place(record, StatementField::Feedback),
            position: position(recorded, record, order, place + 1),
            rubric_criterion_id: of,
            last_change_date_time: changed.unwrap_or_else(|| standard.packing.changed()),
        }
    })
    .collect()
}

/// The identifiers of rubrics, criteria and levels so far.
#[derive(Default)]
struct TakenIdentifiers(HashSet<Identifier>);

impl TakenIdentifiers {
    /// The identifier in the source, unless something else has it.
    fn take(&mut self, imported: Option<Identifier>, made: Identifier) -> Identifier {
        let imported = imported.filter(|imported| !self.0.contains(imported));
        let identifier = imported.unwrap_or(made);
        self.0.insert(identifier);
        identifier
    }
}

/// The place of a criterion or a level, which it keeps as long as all of its list are in the `order` in which they were imported.
fn position(recorded: &Recorded, record: SourceName, order: u64, place: usize) -> Option<Json> {
    recorded.value(record, StatementField::Position, order, Some(place.into()))
}

/// The records of a list in the order of their places. Without places, they stay where they are.
fn in_order<T>(mut all: Vec<T>, place: impl Fn(&T) -> Option<&Json>) -> Vec<T> {
    let number = |one: &T| place(one).and_then(Json::as_f64);
    if all.iter().all(|one| number(one).is_some()) {
        all.sort_by(|one, other| {
            number(one)
                .partial_cmp(&number(other))
                .unwrap_or(Ordering::Equal)
        });
    }
    all
}

/// A form as a rubric: a criterion for each row, with a level for each grade.
fn of_form(standard: &StandardPacking, taken: &mut TakenIdentifiers, form: GradedForm) -> CfRubric {
    let names = &standard.names;
    let recorded = &standard.packing.recorded;
    let record = form_record(form.annex.id.as_str());
    let record = SourceName::Other(&record);
    let own = names.part(&format!("form/{}", form.annex.id));
    let identifier = taken.take(recorded.identifier(record), own);
    let order = exact_hash(form.rubric.rows.iter().map(|row| row.id.as_str()));
    let rows = form.rubric.rows.iter().enumerate();
    let criteria = rows.map(|(place, row)| {
        let parts = of_row(standard, form, own, row, place + 1);
        criterion(standard, taken, identifier, order, parts)
    });
    let criteria: Vec<CfCriterion> = criteria.collect();
    let parts = [&form.form.number, &form.form.caption];
    let title: Vec<String> = parts.iter().map(|part| words_of(names, part)).collect();
    let title = on_one_line(&title.join(" "));
    let changed = recorded.time_of(record, [&*title]);
    CfRubric {
        identifier,
        uri: standard.packing.in_package(identifier),
        title: recorded.line(record, StatementField::Title, Some(title)),
        description: recorded.words_without_place(record, StatementField::Description),
        last_change_date_time: changed.unwrap_or_else(|| standard.packing.changed()),
        extensions: rules(names, form, &criteria),
        criteria: in_order(criteria, |criterion| criterion.position.as_ref()),
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

fn of_row<'a>(
    standard: &StandardPacking,
    form: GradedForm<'a>,
    rubric: Identifier,
    row: &'a RubricRow,
    position: usize,
) -> CriterionParts<'a> {
    let names = &standard.names;
    let identifier = rubric.within(&format!("row {}", row.id));
    let (annex, row_id) = (form.annex.id.as_str(), row.id.as_str());
    let in_form = row_of(form.form, row_id);
    let dimension = row.dimension.as_ref();
    let dimension = dimension.and_then(|id| names.standard.dimension(id.as_str()));
    let label = in_form.and_then(|row| row.label.as_ref());
    let lines = label.into_iter().chain(subject(names, form, row));
    let criteria = in_form.iter().flat_map(|row| &row.criteria);
    let lines = lines.chain(criteria.map(|criterion| &criterion.text));
    let mut lines: Vec<String> = lines.map(|text| words_of(names, text)).collect();
    lines.dedup();
    let grade = |grade: &'a Grade| {
        let id = grade.id.as_str();
        let descriptor = in_form.and_then(|row: &Row| row.descriptors.get(id));
        let title = grade.title.as_ref();
        LevelParts {
            record: grade_record(annex, row_id, id),
            id,
            identifier: identifier.within(&format!("grade {id}")),
            quality: title.map_or_else(|| id.to_owned(), |title| words_of(names, title)),
            description: descriptor
                .or(grade.text.as_ref())
                .map(|text| words_of(names, text)),
            score: in_form.and_then(|row| row.score(id)),
        }
    };
    CriterionParts {
        record: row_record(annex, row_id),
        identifier,
        category: dimension.map(|dimension| on_one_line(&words_of(names, &dimension.title))),
        description: (!lines.is_empty()).then(|| lines.join("\n")),
        item_uri: graded_item(names, form, row),
        weight: weight(form, row),
        position,
        levels: form.rubric.grades.iter().map(grade).collect(),
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

/// The requirements with descriptors as rubrics: a criterion for each, with its level descriptors and its weight. Those that
/// were imported are in the rubric that they were in.
fn of_descriptors(standard: &StandardPacking, taken: &mut TakenIdentifiers) -> Vec<CfRubric> {
    let names = &standard.names;
    let of = names.standard;
    let recorded = &standard.packing.recorded;
    let described = of.requirements.indexed();
    let described = described.filter(|(_, entry)| !entry.item().levels.0.is_empty());
    let own = names.part("standard/descriptors");
    let mut rubrics: Vec<(Option<Identifier>, Vec<CriterionParts>)> = Vec::new();
    for (index, entry) in described {
        let record = entry.item();
        let imported_as = imported_as(record.same_as.iter().map(|to| &*to.value));
        let name = criterion_record(imported_as.as_deref().unwrap_or(&entry.id));
        let field = StatementField::RubricId;
        let rubric = recorded.words_without_place(SourceName::Other(&name), field);
        let rubric = rubric.and_then(|rubric| Uuid::try_parse(&rubric).ok());
        let rubric = rubric.and_then(Identifier::allowed_in_case);
        let place = rubrics.iter().position(|(known, _)| *known == rubric);
        let place = place.unwrap_or_else(|| {
            rubrics.push((rubric, Vec::new()));
            rubrics.len() - 1
        });
        let criterion = own.within(&format!("requirement {}", entry.id));
        let ladder = of.levels_among(&entry.axes.roles);
        let levels = record.levels.0.iter().map(|descriptor| {
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
            let identifier = names.imported(&descriptor.words.same_as).unwrap_or(own);
            LevelParts {
                record: identifier.to_string(),
                id: descriptor.level.as_str(),
                identifier,
                quality: level.map_or_else(
                    || descriptor.level.to_string(),
                    |level| words_of(names, &level.title),
                ),
                description: (!texts.is_empty()).then(|| texts.join("\n")),
                score: None,
            }
        });
        let levels = levels.collect();
        let criteria = &mut rubrics[place].1;
        criteria.push(CriterionParts {
            record: name,
            identifier: criterion,
            category: None,
            description: Some(words_of(names, entry.text())),
            item_uri: Some(link(
                names.requirement_node(index),
                names.requirement(index),
            )),
            weight: record.weight.as_ref().map(|weight| weight.hundredths),
            position: criteria.len() + 1,
            levels,
        });
    }
    let rubrics = rubrics.into_iter();
    let rubrics = rubrics.map(|(rubric, criteria)| {
        let identifier = taken.take(rubric, own);
        let order = exact_hash(criteria.iter().map(|criterion| &*criterion.record));
        let all = criteria.into_iter();
        let all = all.map(|parts| criterion(standard, taken, identifier, order, parts));
        let criteria = all.collect();
        let title = on_one_line(&words_of(names, &of.about.title));
        let record = SourceName::Other(identifier.as_str());
        let changed = recorded.time_of(record, [&*title]);
        CfRubric {
            identifier,
            uri: standard.packing.in_package(identifier),
            title: recorded.line(record, StatementField::Title, Some(title)),
            description: recorded.words_without_place(record, StatementField::Description),
            last_change_date_time: changed.unwrap_or_else(|| standard.packing.changed()),
            criteria: in_order(criteria, |criterion| criterion.position.as_ref()),
            extensions: Extensions::new(),
        }
    });
    rubrics.collect()
}
