//! The possible totals of a role's form, and their consequences.

use std::collections::BTreeSet;

use serde::Serialize;

use super::generated;
use crate::index::{RoleIndex, StandardIndex};
use crate::language::range;
use crate::model::rubric::{band, maximum, points, row_of};
use crate::model::{GradedForm, RowSubject};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::annex::{Form, Row};
use crate::source::format::rubric::{Rubric, Total};

/// A total on a role's form: that of a level, or one without.
#[derive(Clone, Debug, Serialize)]
pub struct TotalView {
    /// The level and the link to its page, or the title of a total without a level, without a link.
    pub level: LinkView,
    /// The formula, as printed, if it is.
    pub formula: Option<TextView>,
    /// The maximum, in points.
    pub maximum: String,
    /// The minimum, in points.
    pub minimum: String,
    /// The bands, highest first, with the part of each that the total can reach.
    pub bands: Vec<ReachView>,
    /// Whether any of the bands has outcomes, or a clause that states them.
    pub has_outcomes: bool,
    /// Whether the reach is known. It is not if a form has too many possible totals to enumerate.
    pub is_known: bool,
}

/// The part of a band that a total can reach.
#[derive(Clone, Debug, Serialize)]
pub struct ReachView {
    /// The band's id.
    pub id: String,
    /// The band's title.
    pub title: TextView,
    /// The lowest total of the band, in points; empty in the lowest band.
    pub from: String,
    /// The lower limit of the next higher band, in points; empty in the highest band.
    pub below: String,
    /// The lowest and highest possible totals within the band, in points; `None` if the total cannot fall into it.
    pub range: Option<RangeView>,
    /// The clause that states the outcomes of the band, if there is one.
    pub clause: Option<LinkView>,
    /// The outcomes of the band.
    pub outcomes: Vec<TextView>,
}

/// A range of points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RangeView {
    /// The lowest number of points.
    pub least: String,
    /// The highest number of points.
    pub most: String,
    /// The mark between the two, as in “60–76”.
    pub joint: &'static str,
    /// Whether both are the same.
    pub is_single: bool,
}

/// A row of a role's form, with the maximum that it adds to each total.
#[derive(Clone, Debug, Serialize)]
pub struct PointsView {
    /// The dimension, or the label of a row without one.
    pub dimension: TextView,
    /// The level, if the row grades one.
    pub level: Option<TextView>,
    /// The link to the row in the form.
    pub href: String,
    /// The maximum that the row adds to each total, in the order of the totals; empty if the total does not include it.
    pub totals: Vec<String>,
}

/// The maximum number of different totals to enumerate for one form. A typical form has a few dozen.
const MOST_SUMS: usize = 50_000;

/// Returns every possible value of `total` on `form`, in hundredths of a point; `None` if there are too many.
pub fn sums(form: &Form, total: &Total) -> Option<BTreeSet<i32>> {
    let mut sums = BTreeSet::from([0]);
    for row in total
        .rows
        .iter()
        .filter_map(|row| row_of(form, row.as_str()))
    {
        sums = sums
            .iter()
            .flat_map(|sum| row.points().iter().map(move |grade| sum + grade.1))
            .collect();
        if sums.len() > MOST_SUMS {
            return None;
        }
    }
    Some(sums)
}

/// Returns the totals of a form of the role at `role`, in level order.
pub fn totals<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    role: RoleIndex,
    graded: GradedForm<'a>,
) -> Vec<TotalView> {
    let standard = &frame.handbook().standards[standard_index];
    let form = graded.form;
    graded
        .rubric
        .totals
        .iter()
        .filter_map(|total| {
            let level = match &total.level {
                Some(level) => {
                    let level = standard.ladder_at(Some(role)).find(level.as_str())?;
                    frame.link_view(
                        standard,
                        standard_index,
                        StandardPage::Level { role, level },
                        &standard.levels_at(Some(role))[level].title,
                    )
                }
                None => LinkView {
                    href: String::new(),
                    number: Html::default(),
                    label: frame.voice_of(standard).text(total.title.as_ref()?),
                    current: false,
                },
            };
            let sums = sums(form, total);
            let bands = bands(
                frame,
                standard_index,
                graded.rubric,
                sums.as_ref().unwrap_or(&BTreeSet::new()),
            );
            let mut with_outcomes = bands.iter();
            Some(TotalView {
                level,
                formula: (total.formula.as_ref())
                    .map(|formula| frame.voice_of(standard).text(formula)),
                maximum: points(maximum(form, total)),
                minimum: points(minimum(form, total)),
                is_known: sums.is_some(),
                has_outcomes: with_outcomes
                    .any(|band| band.clause.is_some() || !band.outcomes.is_empty()),
                bands,
            })
        })
        .collect()
}

/// Returns the minimum of `total` on `form`, in hundredths of a point.
fn minimum(form: &Form, total: &Total) -> i32 {
    let rows = total.rows.iter();
    rows.filter_map(|row| row_of(form, row.as_str()))
        .filter_map(|row| row.points().iter().map(|grade| grade.1).min())
        .sum()
}

fn bands<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    rubric: &'a Rubric,
    sums: &BTreeSet<i32>,
) -> Vec<ReachView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let from = |index: usize| {
        let band = rubric.bands.get(index)?;
        Some(points(band.from.as_ref()?.hundredths))
    };
    let bands = rubric.bands.iter().enumerate();
    bands
        .map(|(index, entry)| {
            let within = |sum: &&i32| {
                band(rubric, **sum).is_some_and(|found| found.id == *entry.id.as_str())
            };
            let least = sums.iter().find(within);
            let most = sums.iter().rev().find(within);
            let clause = standard.clauses.find_index(|clause| {
                clause
                    .as_clause()
                    .and_then(|clause| clause.band.as_ref())
                    .is_some_and(|band| *band == *entry.id.as_str())
            });
            let outcomes = clause
                .and_then(|clause| standard.clauses[clause].as_clause())
                .map(|clause| clause.outcomes.as_slice())
                .unwrap_or_default();
            ReachView {
                id: entry.id.to_string(),
                title: voice.text(&entry.title),
                from: from(index).unwrap_or_default(),
                below: index.checked_sub(1).and_then(from).unwrap_or_default(),
                range: least.zip(most).map(|(least, most)| RangeView {
                    least: points(*least),
                    most: points(*most),
                    joint: range::between_numbers(&frame.language().tag),
                    is_single: least == most,
                }),
                clause: clause.map(|clause| frame.clause_link(standard_index, clause)),
                outcomes: outcomes
                    .iter()
                    .map(|outcome| voice.text(&outcome.text))
                    .collect(),
            }
        })
        .collect()
}

/// Returns the rows of a form, with the maximum that each adds to the totals. Rows of a generated form that each grade a
/// requirement are summed by clause.
pub fn rows<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    graded: GradedForm<'a>,
) -> Vec<PointsView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let page = frame.standard_link(standard_index, StandardPage::Clause(graded.index));
    let clause_of = |row: &Row| {
        let made = graded.generated_row(row.key())?;
        match made.subject {
            RowSubject::Requirement(_) => made.group,
            RowSubject::Clause(_) | RowSubject::Dimension => None,
        }
    };
    let rows: Vec<&Row> = graded.form.rows.iter().collect();
    let groups = rows.chunk_by(|one, other| {
        let clause = clause_of(one);
        clause.is_some() && clause == clause_of(other)
    });
    groups
        .filter_map(|group| {
            let row = group.first()?;
            row.points().first()?;
            let rubric = graded.row(row.key())?;
            let level = rubric.level.as_ref();
            let maximum = |total: &Total| -> Option<i32> {
                let is_added = |row: &&&Row| total.rows.iter().any(|id| *id == *row.key());
                let best = |row: &&Row| row.points().iter().map(|grade| grade.1).max();
                let mut added = group.iter().filter(is_added).filter_map(best);
                added.next().map(|first| first + added.sum::<i32>())
            };
            Some(PointsView {
                dimension: match (clause_of(row), &rubric.dimension) {
                    (Some(clause), _) => generated::title(&voice, standard, clause),
                    (None, Some(dimension)) => {
                        voice.text(&standard.dimension(dimension.as_str())?.title)
                    }
                    (None, None) => generated::label(&voice, standard, graded, row)?,
                },
                level: level
                    .and_then(|level| graded.level(standard, level.as_str()))
                    .map(|level| voice.text(&level.title)),
                href: format!("{page}#{}", row.key()),
                totals: graded
                    .rubric
                    .totals
                    .iter()
                    .map(|total| maximum(total).map(points).unwrap_or_default())
                    .collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    /// The total of an apprentice adds four rows of 10, 8, 6 or 4: every even number from 16 to 40. That of a journeyman
    /// adds 5, 4, 3 or 2 to that, and that of a master as much again: every number from 18 to 45, and from 20 to 50. The
    /// bands begin at 30, 40 and 45.
    #[test]
    fn the_reach_of_each_total_matches_the_scores_of_its_rows() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let standard = &frame.handbook().standards[StandardIndex::at(0)];
        for role in standard.about.roles.indices() {
            let graded = standard
                .graded_form(Some(standard.about.roles[role].id.as_str()))
                .unwrap();
            let written: Vec<String> = totals(&frame, StandardIndex::at(0), role, graded)
                .iter()
                .map(|total| {
                    let bands = total.bands.iter().map(|band| match &band.range {
                        Some(range) => format!("{} {}-{}", band.id, range.least, range.most),
                        None => format!("{} never", band.id),
                    });
                    let bands: Vec<String> = bands.collect();
                    format!("{}-{}: {}", total.minimum, total.maximum, bands.join(", "))
                })
                .collect();
            assert_eq!(
                written,
                [
                    "16-40: master never, journeyman 40-40, apprentice 30-38, trial 16-28",
                    "18-45: master 45-45, journeyman 40-44, apprentice 30-39, trial 18-29",
                    "20-50: master 45-50, journeyman 40-44, apprentice 30-39, trial 20-29",
                ]
            );
        }
    }

    #[test]
    fn each_row_adds_its_best_score_to_the_totals_that_count_it() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let graded = frame.handbook().standards[StandardIndex::at(0)]
            .graded_form(Some("firer"))
            .unwrap();
        let written: Vec<String> = rows(&frame, StandardIndex::at(0), graded)
            .iter()
            .map(|row| format!("{} {}", row.href, row.totals.join(" ")))
            .collect();
        assert_eq!(
            written,
            [
                "C.html#care 10 10 10",
                "C.html#material 10 10 10",
                "C.html#craft-apprentice 10 10 10",
                "C.html#craft-journeyman  5 5",
                "C.html#craft-master   5",
                "C.html#growth 10 10 10",
            ]
        );
    }

    #[test]
    fn a_band_lists_its_outcomes() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let graded = frame.handbook().standards[StandardIndex::at(0)]
            .graded_form(Some("glazer"))
            .unwrap();
        let written: Vec<String> = totals(&frame, StandardIndex::at(0), RoleIndex::at(1), graded)
            [1]
        .bands
        .iter()
        .map(|band| {
            let outcomes: Vec<&str> = band
                .outcomes
                .iter()
                .map(|outcome| outcome.plain.as_str())
                .collect();
            format!(
                "{} {}/{} {}",
                band.title.plain,
                band.from,
                band.below,
                outcomes.concat()
            )
        })
        .collect();
        assert_eq!(
            written,
            [
                "Master 45/ a higher wage;a key to the kiln house.",
                "Journeyman 40/45 a wheel of one’s own;a better wage.",
                "Apprentice 30/40 another year in the workshop;a course.",
                "On trial /30 another month on trial.",
            ]
        );
    }
}
