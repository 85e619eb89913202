//! The assessment: totals, bands and the indicative level from grades. A rubric without totals has no results besides its
//! grades, and one without bands has totals only.

use crate::rubric::{Item, Rubric};
use crate::score::Score;
use crate::state::Grades;

/// The result of assessing grades with a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The level evaluated for: the one chosen, or else the highest one whose rows are all graded, or else the only one.
    pub evaluated_as: Option<usize>,
    /// Whether the reader chose that level.
    pub chosen: bool,
    /// The result of every level's form, in level order; empty if the rubric has no totals.
    pub forms: Vec<FormResult>,
}

/// The result of one level's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormResult {
    /// The number of graded rows.
    pub graded: usize,
    /// The number of rows.
    pub rows: usize,
    /// The sum of the graded rows: the total, once all are graded.
    pub sum: Score,
    /// The least total that is still possible: every other row at the lowest grade.
    pub minimum: Score,
    /// The greatest total that is still possible: every other row at the best grade.
    pub maximum: Score,
    /// The greatest total of the form: every row at the best grade.
    pub greatest: Score,
    /// The band of the least total that is still possible: the total's band, once there is a total. `None` without bands.
    pub lowest_band: Option<usize>,
    /// The band of the greatest total that is still possible.
    pub highest_band: Option<usize>,
}

impl FormResult {
    /// The total, once all rows are graded.
    pub fn total(&self) -> Option<Score> {
        self.is_complete().then_some(self.sum)
    }

    /// The band of the total.
    pub fn band(&self) -> Option<usize> {
        self.lowest_band.filter(|_| self.is_complete())
    }

    /// Whether all rows are graded.
    pub fn is_complete(&self) -> bool {
        self.graded == self.rows
    }
}

/// A band, and the levels whose totals fall in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// A position in [`Rubric::bands`].
    pub band: usize,
    /// Positions in [`Rubric::levels`].
    pub levels: Vec<usize>,
}

impl Assessment {
    /// The form result of the level evaluated for.
    pub fn evaluated(&self) -> Option<&FormResult> {
        self.forms.get(self.evaluated_as?)
    }

    /// The indicative level: the band of the total of the level evaluated for, if that total exists and there are bands.
    pub fn indicative(&self) -> Option<usize> {
        self.evaluated()?.band()
    }

    /// The next higher band on the form of the level evaluated for. Ungraded rows count as having the lowest grade.
    /// Returns `None` at the highest band, without a level and without bands. [`advise`](crate::advise) finds the steps to it.
    pub fn next_band(&self) -> Option<usize> {
        self.evaluated()?.lowest_band?.checked_sub(1)
    }

    /// The bands of the existing totals, highest first, each with the levels whose totals fall in it.
    pub fn interpretations(&self) -> Vec<Interpretation> {
        let mut interpretations: Vec<Interpretation> = Vec::new();
        for (level, form) in self.forms.iter().enumerate() {
            let Some(band) = form.band() else { continue };
            match interpretations.binary_search_by_key(&band, |known| known.band) {
                Ok(index) => interpretations[index].levels.push(level),
                Err(index) => interpretations.insert(
                    index,
                    Interpretation {
                        band,
                        levels: vec![level],
                    },
                ),
            }
        }
        interpretations
    }

    /// Whether the band depends on the level whose total is used.
    pub fn interpretations_differ(&self) -> bool {
        self.interpretations().len() > 1
    }
}

/// Assesses `grades`. A level that is not in the rubric counts as not chosen.
pub fn assess(rubric: &Rubric, grades: &Grades, evaluated_as: Option<usize>) -> Assessment {
    let mut forms = Vec::new();
    let mut complete = None;
    for (place, level) in rubric.levels().iter().enumerate() {
        let form = form_result(rubric, grades, level);
        if form.is_complete() {
            complete = Some(place);
        }
        forms.push(form);
    }
    let chosen = evaluated_as.filter(|level| *level < forms.len());
    // A single total is evaluated even before all rows are graded: there is nothing to choose.
    let only = (forms.len() == 1).then_some(0);
    Assessment {
        evaluated_as: chosen.or(complete).or(only),
        chosen: chosen.is_some(),
        forms,
    }
}

/// The result of one level's form.
#[inline(never)]
pub fn form_result(rubric: &Rubric, grades: &Grades, level: &Item) -> FormResult {
    let mut graded = 0;
    let (mut sum, mut rest_minimum, mut rest_maximum) = (Score::ZERO, Score::ZERO, Score::ZERO);
    let mut greatest = Score::ZERO;
    for &place in &level.places {
        let Some(row) = rubric.rows().get(place) else {
            continue;
        };
        let best = row.score().unwrap_or_default();
        greatest = greatest + best;
        if let Some(score) = grades
            .get(rubric, place)
            .and_then(|grade| row.scores.get(grade))
        {
            graded += 1;
            sum = sum + *score;
        } else {
            rest_minimum = rest_minimum + row.scores.last().copied().unwrap_or_default();
            rest_maximum = rest_maximum + best;
        }
    }
    let (minimum, maximum) = (sum + rest_minimum, sum + rest_maximum);
    FormResult {
        graded,
        rows: level.places.len(),
        sum,
        minimum,
        maximum,
        greatest,
        lowest_band: rubric.band_of(minimum),
        highest_band: rubric.band_of(maximum),
    }
}
