//! From grades to totals, bands and the indicative level.

use crate::advice::{Advice, advise};
use crate::rubric::{Level, Rubric};
use crate::score::Score;
use crate::state::Grades;

/// What grades make of a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The level evaluated as: the one chosen, or else the highest whose rows are all graded.
    pub evaluated_as: Option<usize>,
    /// Whether the level evaluated as was chosen.
    pub chosen: bool,
    /// The result of every level's form, in level order.
    pub forms: Vec<FormResult>,
    /// The indicative level: the band of the total of the level evaluated as, where that total exists.
    pub indicative: Option<usize>,
    /// The bands that the totals which exist fall in, highest first, each with the levels whose totals they are.
    pub interpretations: Vec<Interpretation>,
    /// The way from the level evaluated as to the next band on its form; none at the highest band or with no level.
    /// Where the form is part-filled, the next band is that above the one which the lowest grades would make.
    pub next: Option<Advice>,
}

/// What grades make of one level's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormResult {
    /// How many of the form's rows are graded.
    pub graded: usize,
    /// How many rows the form has.
    pub rows: usize,
    /// The sum of the rows graded.
    pub sum: Score,
    /// The least total that is still possible: every other row at the lowest grade.
    pub minimum: Score,
    /// The greatest total that is still possible: every other row at the best grade.
    pub maximum: Score,
    /// The total, once all rows are graded.
    pub total: Option<Score>,
    /// The band of the total.
    pub band: Option<usize>,
    /// The band of the least total that is still possible.
    pub lowest_band: usize,
    /// The band of the greatest total that is still possible.
    pub highest_band: usize,
}

/// A band, and the levels whose totals fall in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// A place in [`Rubric::bands`].
    pub band: usize,
    /// Places in [`Rubric::levels`].
    pub levels: Vec<usize>,
}

impl Assessment {
    /// Whether the band depends on which level's total is meant.
    pub fn interpretations_differ(&self) -> bool {
        self.interpretations.len() > 1
    }
}

/// Assesses `grades`. A level that the rubric does not have counts as not chosen.
pub fn assess(rubric: &Rubric, grades: &Grades, evaluated_as: Option<usize>) -> Assessment {
    let forms: Vec<FormResult> = rubric
        .levels()
        .iter()
        .map(|level| form_result(rubric, grades, level))
        .collect();
    let chosen = evaluated_as.filter(|level| *level < forms.len());
    let evaluated_as = chosen.or_else(|| forms.iter().rposition(|form| form.total.is_some()));
    let evaluated_form = evaluated_as.and_then(|level| forms.get(level));

    let mut interpretations = Vec::new();
    for band in 0..rubric.bands().len() {
        let levels: Vec<usize> = (0..)
            .zip(&forms)
            .filter(|(_, form)| form.band == Some(band))
            .map(|(level, _)| level)
            .collect();
        if !levels.is_empty() {
            interpretations.push(Interpretation { band, levels });
        }
    }

    let next = evaluated_as.zip(evaluated_form).and_then(|(level, form)| {
        let above = form.lowest_band.checked_sub(1)?;
        advise(rubric, grades, level, above)
    });
    let indicative = evaluated_form.and_then(|form| form.band);
    Assessment {
        evaluated_as,
        chosen: chosen.is_some(),
        forms,
        indicative,
        interpretations,
        next,
    }
}

/// The result of one level's form.
pub fn form_result(rubric: &Rubric, grades: &Grades, level: &Level) -> FormResult {
    let mut graded = 0;
    let (mut sum, mut minimum, mut maximum) = (Score::ZERO, Score::ZERO, Score::ZERO);
    for (place, row) in level
        .rows
        .iter()
        .filter_map(|place| Some((*place, rubric.rows().get(*place)?)))
    {
        let score = |grade: Option<&Score>| grade.copied().unwrap_or_default();
        match grades.get(rubric, place) {
            Some(grade) => {
                let score = score(row.scores.get(grade));
                graded += 1;
                sum = sum + score;
                minimum = minimum + score;
                maximum = maximum + score;
            }
            None => {
                minimum = minimum + score(row.scores.last());
                maximum = maximum + score(row.scores.first());
            }
        }
    }
    let total = (graded == level.rows.len()).then_some(sum);
    FormResult {
        graded,
        rows: level.rows.len(),
        sum,
        minimum,
        maximum,
        total,
        band: total.map(|total| rubric.band_of(total)),
        lowest_band: rubric.band_of(minimum),
        highest_band: rubric.band_of(maximum),
    }
}
