//! Forms that are generated from requirements: one row for each requirement that is asked of the role, or for each clause
//! or dimension that has such requirements.
//!
//! The result is a form and rules like those of a transcribed form, so that the assessment, the pages and most checks treat
//! both alike. Besides, each row has its subject here, by which pages name it.

use std::collections::BTreeSet;

use super::requirement::Requirement;
use super::standard::Standard;
use super::weight::Weight;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::source::format::annex::{Annex, Criterion, Form, Row, Scores};
use crate::source::format::dimension::Dimensions;
use crate::source::format::generate::{Generate, GeneratedBy, RowWeights};
use crate::source::format::grade::{Grade, GradeDescriptors};
use crate::source::format::note::Notes;
use crate::source::format::reference::Reference;
use crate::source::format::rubric::{Rubric, RubricRow, Total};
use crate::source::format::text::{Id, Text};

/// A form that is generated, and its rules.
#[derive(Debug)]
pub struct GeneratedForm {
    /// The form, with its rows and with the totals of its rules.
    pub form: Form,
    /// The subject of each row, in the order of the form's rows.
    pub rows: Vec<GeneratedRow>,
    /// The requirements that are asked for but in no row, since they have no dimension of the axis.
    pub left_out: Vec<RequirementIndex>,
}

/// A row of a generated form.
#[derive(Clone, Debug)]
pub struct GeneratedRow {
    /// The thing that it grades.
    pub subject: RowSubject,
    /// The clause under whose title the row is shown, together with its neighbours of the same clause.
    pub group: Option<ClauseIndex>,
    /// Its requirements, which are its criteria.
    pub requirements: Vec<RequirementIndex>,
    /// Its weight. `None` if weights are not positive or cannot be stated exactly.
    pub weight: Option<Weight>,
}

/// The thing that a row of a generated form grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSubject {
    /// A requirement.
    Requirement(RequirementIndex),
    /// The requirements of a clause.
    Clause(ClauseIndex),
    /// The requirements of a dimension, which is the row's label.
    Dimension,
}

/// The requirements of a form, before they are divided among rows.
struct Weighed {
    /// The requirements, in document order.
    requirements: Vec<RequirementIndex>,
    /// The weight of each; `None` if they cannot be stated.
    weights: Option<Vec<Weight>>,
}

impl GeneratedForm {
    /// Generates the form of `annex`, whose form is `form`, by `rule`, with the rules of the standard's `rubric`. The form has
    /// no rows if no requirement is found.
    pub(super) fn of(
        standard: &Standard,
        annex: &Annex,
        form: &Form,
        rule: &Generate,
        rubric: &Rubric,
    ) -> Self {
        let role = annex.role.as_ref().map(Id::as_str);
        let mut requirements = standard.gradable(role, rule.level.as_ref().map(Id::as_str));
        standard.choose(rule, &mut requirements);
        let graded = Weighed {
            weights: standard.weights(&requirements),
            requirements,
        };
        let (mut rows, left_out) = match rule.by {
            GeneratedBy::Requirement => (graded.by_requirement(standard), Vec::new()),
            GeneratedBy::Clause => (graded.by_clause(standard, &rule.weights), Vec::new()),
            GeneratedBy::Dimension => graded.by_dimension(standard, rule.axis.as_ref()),
        };
        for (id, row) in &mut rows {
            if let Some(weight) = rule.weights.get(id) {
                row.weight = Weight::stated(weight.hundredths);
            }
        }
        let dimensions = match rule.by {
            GeneratedBy::Dimension => standard.dimensions_of_axis(rule.axis.as_ref()),
            GeneratedBy::Requirement | GeneratedBy::Clause => Vec::new(),
        };
        let label = |id: &str| {
            let mut dimensions = dimensions.iter();
            let found = dimensions.find(|(known, _)| **known == *id);
            found.map(|(_, title)| (*title).clone())
        };
        let made = rows.iter().map(|(id, row)| Row {
            row: None,
            id: Some(Id {
                value: id.as_str().into(),
                position: rule.position.clone(),
            }),
            dimension: None,
            level: None,
            label: match row.subject {
                RowSubject::Requirement(index) => standard.requirements[index].title().cloned(),
                RowSubject::Clause(index) => standard.clauses[index].title().cloned(),
                RowSubject::Dimension => label(id),
            },
            layout: None,
            scores: scores(form.grades_or(rubric), row, rule),
            descriptors: GradeDescriptors::default(),
            criteria: row
                .requirements
                .iter()
                .map(|index| criterion(&standard.requirements[*index], rule))
                .collect(),
            note: Notes::default(),
            position: rule.position.clone(),
        });
        let made: Vec<Row> = made.collect();
        let rows: Vec<GeneratedRow> = rows.into_iter().map(|(_, row)| row).collect();
        let totals = if form.totals.is_empty() && rubric.rows.is_empty() {
            &rubric.totals
        } else {
            &form.totals
        };
        let totals = totals.iter();
        let totals = totals.map(|total| standard.with_rows(total, role, &made, &rows));
        GeneratedForm {
            form: Form {
                totals: totals.collect(),
                rows: made,
                ..form.clone()
            },
            rows,
            left_out,
        }
    }

    /// The rows as a rubric defines them.
    pub(super) fn rubric_rows(&self) -> Vec<RubricRow> {
        self.form.rows.iter().filter_map(Row::defined).collect()
    }
}

/// A criterion in the words of a requirement.
fn criterion(requirement: &Requirement, rule: &Generate) -> Criterion {
    Criterion {
        text: requirement.text().clone(),
        starts_line: false,
        restates: Some(Id {
            value: requirement.id.clone(),
            position: rule.position.clone(),
        }),
        summarises: None,
        note: Notes::default(),
        position: rule.position.clone(),
    }
}

/// The scores of a row: its weight, times the points of each grade. `None` unless each grade has points and each score can
/// be stated exactly.
fn scores(grades: &[Grade], row: &GeneratedRow, rule: &Generate) -> Option<Scores> {
    let weight = row.weight?;
    let grades = grades.iter().map(|grade| {
        let points = grade.points.as_ref()?;
        let score = weight.times(points.hundredths)?;
        Some((grade.id.to_string(), score, points.position.clone()))
    });
    Some(Scores {
        grades: grades.collect::<Option<_>>()?,
        position: rule.position.clone(),
    })
}

impl Weighed {
    /// The requirements at `places`, as one row.
    fn row(
        &self,
        places: &[usize],
        subject: RowSubject,
        group: Option<ClauseIndex>,
    ) -> GeneratedRow {
        let sum = |weights: &Vec<Weight>| {
            let mut weights = places.iter().map(|place| weights[*place]);
            let first = weights.next()?;
            weights.try_fold(first, Weight::plus)
        };
        GeneratedRow {
            subject,
            group,
            requirements: places
                .iter()
                .map(|place| self.requirements[*place])
                .collect(),
            weight: self.weights.as_ref().and_then(sum),
        }
    }

    fn by_requirement(&self, standard: &Standard) -> Vec<(String, GeneratedRow)> {
        let rows = self.requirements.iter().enumerate();
        rows.map(|(place, index)| {
            let requirement = &standard.requirements[*index];
            let subject = RowSubject::Requirement(*index);
            let row = self.row(&[place], subject, Some(requirement.clause));
            (requirement.id.to_string(), row)
        })
        .collect()
    }

    /// The rows by the clauses that directly hold the requirements, or by clauses above these that have a weight.
    fn by_clause(&self, standard: &Standard, weights: &RowWeights) -> Vec<(String, GeneratedRow)> {
        let parent = |clause: &ClauseIndex| standard.clauses[*clause].parent;
        let has_weight = |clause: &ClauseIndex| {
            let id = standard.clauses[*clause].id();
            weights.get(id.as_str()).is_some()
        };
        let mut rows: Vec<(ClauseIndex, Vec<usize>)> = Vec::new();
        for (place, index) in self.requirements.iter().enumerate() {
            let own = standard.requirements[*index].clause;
            let mut above = std::iter::successors(Some(own), parent);
            let clause = above.find(has_weight).unwrap_or(own);
            match rows.iter_mut().find(|(known, _)| *known == clause) {
                Some((_, places)) => places.push(place),
                None => rows.push((clause, vec![place])),
            }
        }
        let rows = rows.into_iter().map(|(index, places)| {
            let clause = &standard.clauses[index];
            let row = self.row(&places, RowSubject::Clause(index), clause.parent);
            (clause.id().to_string(), row)
        });
        rows.collect()
    }

    /// The rows by the values of an axis, and the requirements that have none of them. A requirement that has several is in
    /// the row of the first, so that nothing counts twice.
    fn by_dimension(
        &self,
        standard: &Standard,
        axis: Option<&Id>,
    ) -> (Vec<(String, GeneratedRow)>, Vec<RequirementIndex>) {
        let values = standard.dimensions_of_axis(axis);
        let value = |place: &usize| {
            let axes = &standard.requirements[self.requirements[*place]].axes;
            values.iter().position(|(id, _)| axes.dimensions.has(id))
        };
        let all = 0..self.requirements.len();
        let rows = values.iter().enumerate().filter_map(|(at, (id, _))| {
            let places: Vec<usize> = all
                .clone()
                .filter(|place| value(place) == Some(at))
                .collect();
            let row = || self.row(&places, RowSubject::Dimension, None);
            (!places.is_empty()).then(|| ((*id).to_owned(), row()))
        });
        let left_out = all.clone().filter(|place| value(place).is_none());
        let left_out = left_out.map(|place| self.requirements[place]);
        (rows.collect(), left_out.collect())
    }
}

impl Standard {
    /// Removes the requirements that a form does not grade by its rule. A requirement is chosen with everything in it.
    fn choose(&self, rule: &Generate, requirements: &mut Vec<RequirementIndex>) {
        let named = |references: &[Reference]| -> BTreeSet<RequirementIndex> {
            let resolved = references.iter().map(|to| self.resolve(to));
            resolved.flat_map(Result::unwrap_or_default).collect()
        };
        let is_in = |index: RequirementIndex, named: &BTreeSet<RequirementIndex>| {
            named.contains(&index) || self.above(index).any(|above| named.contains(&above))
        };
        if !rule.only.is_empty() {
            let only = named(&rule.only);
            requirements.retain(|index| is_in(*index, &only));
        }
        if !rule.except.is_empty() {
            let except = named(&rule.except);
            requirements.retain(|index| !is_in(*index, &except));
        }
    }

    /// The ids and titles of the values of the axis with this id, or of the first axis; none if it does not exist.
    fn dimensions_of_axis(&self, axis: Option<&Id>) -> Vec<(&str, &Text)> {
        let axes = self.dimensions().map(Dimensions::axes).unwrap_or_default();
        let found = axes.into_iter().find(|known| match (axis, known.named) {
            (None, _) => true,
            (Some(axis), Some(named)) => named.id == *axis.as_str(),
            (Some(_), None) => false,
        });
        let values = found.map_or(&[][..], |axis| axis.values).iter();
        values
            .map(|value| (value.id.as_str(), &value.title))
            .collect()
    }

    /// The total with the rows that it adds: those that it states, or else all. The total of a level then has the rows with
    /// something that the level asks for.
    fn with_rows(
        &self,
        total: &Total,
        role: Option<&str>,
        made: &[Row],
        rows: &[GeneratedRow],
    ) -> Total {
        if !total.rows.is_empty() {
            return total.clone();
        }
        let level = total.level.as_ref().map(Id::as_str);
        let level = level.filter(|level| self.ladder(role).find(level).is_some());
        let asked = level.map(|level| self.asked(role, Some(level)));
        let is_added = |row: &GeneratedRow| {
            let mut requirements = row.requirements.iter();
            asked
                .as_ref()
                .is_none_or(|asked| requirements.any(|index| asked.contains(index)))
        };
        let both = made.iter().zip(rows);
        let added = both.filter(|(_, row)| is_added(row));
        Total {
            rows: added.filter_map(|(row, _)| row.id.clone()).collect(),
            ..total.clone()
        }
    }
}

#[cfg(test)]
#[path = "generated_tests.rs"]
mod tests;
