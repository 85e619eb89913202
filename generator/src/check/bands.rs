//! Checks the bands of a rubric: that every total has one, and that bands and levels belong together.
//!
//! The codes are `E309` to `E311`, `W302` and `W303`. The rest of the rubric is the subject of
//! [`super::rubric`].

use crate::index::{LevelIndex, List};
use crate::language::message::message;
use crate::model::rubric::{maximum, points, row_of, totals_name_rows};
use crate::model::{GradedForm, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::rubric::{Band, Rubric};
use crate::source::format::standard::Level;
use crate::source::rule::Rule;

/// `E309`, `E310` and `E311`. Two bands with the same limit are in the wrong order, since
/// the second would have no total.
pub(super) fn bands(bands: &[Band], found: &mut Vec<Diagnostic>) {
    let Some((last, others)) = bands.split_last() else {
        return;
    };
    if let Some(from) = &last.from {
        found.push(Rule::LimitedLowestBand.at(
            &from.position,
            message!(
                "the lowest band, `{last}`, has the limit {points}",
                last = last.id,
                points = points(from.hundredths)
            ),
            message!(
                "remove `from` here, or add a band for totals below {points}",
                points = points(from.hundredths)
            ),
        ));
    }
    for band in others {
        if band.from.is_none() {
            found.push(Rule::BandWithoutLimit.at(
                &band.position,
                message!(
                    "the band `{band}` has no `from` but is not the lowest",
                    band = band.id
                ),
                message!(
                    "add `from`, the lowest total of the band; only the lowest band may omit it"
                ),
            ));
        }
    }
    let limits = bands
        .iter()
        .filter_map(|band| Some((band, band.from.as_ref()?)));
    let limits: Vec<_> = limits.collect();
    for pair in limits.windows(2) {
        if let [(higher, above), (lower, from)] = pair
            && from.hundredths >= above.hundredths
        {
            found.push(Rule::BandOrder.at(
                &from.position,
                message!(
                    "the band `{lower}` begins at {points}, but must begin below `{higher}`, which begins at \
                     {points2}",
                    lower = lower.id,
                    points = points(from.hundredths),
                    higher = higher.id,
                    points2 = points(above.hundredths),
                ),
                message!("put the highest band first; each band must begin lower than the one before"),
            ).see(&above.position, message!("the limit of the band before")));
        }
    }
}

/// Whether a total names a level that is missing, or a clause a band: which band belongs to which level is then not known.
fn misses_a_level_or_band(
    part: &Standard,
    rubric: &Rubric,
    levels: &List<LevelIndex, Level>,
) -> bool {
    let mut named = rubric
        .totals
        .iter()
        .filter_map(|total| total.level.as_ref());
    let is_missing = |id: &str| !levels.iter().any(|level| level.id == *id);
    let mut bands = part
        .main_clauses()
        .filter_map(|clause| clause.band.as_ref());
    let has_band = |id: &str| rubric.bands.iter().any(|band| band.id == *id);
    named.any(|level| is_missing(level.as_str())) || bands.any(|band| !has_band(band.as_str()))
}

/// Checks that bands with the ids of levels are in the order of the levels, and that no level is left out.
///
/// `E311` and `W302`. A band may have the id of a level, by which a total leads to that level;
/// bands may also have ids of their own, such as `passed`.
pub(super) fn bands_of_levels(
    part: &Standard,
    rubric: &Rubric,
    levels: &List<LevelIndex, Level>,
    found: &mut Vec<Diagnostic>,
) {
    let rank = |id: &str| levels.find_index(|level| level.id == *id);
    let ranked: Vec<_> = rubric
        .bands
        .iter()
        .filter_map(|band| Some((band, rank(band.id.as_str())?)))
        .collect();
    for pair in ranked.windows(2) {
        if let [(higher, above), (lower, below)] = pair
            && below > above
        {
            found.push(
                Rule::BandOrder
                    .at(
                        &lower.id.position,
                        message!(
                            "the band `{lower}` is below `{higher}`, which is a lower level",
                            lower = lower.id,
                            higher = higher.id
                        ),
                        message!("put the highest band first"),
                    )
                    .see(&higher.id.position, message!("the band of the lower level")),
            );
        }
    }
    // Bands may all have ids of their own; but if some have the ids of levels, all levels need a band.
    if ranked.is_empty() || misses_a_level_or_band(part, rubric, levels) {
        return;
    }
    for level in levels {
        if !rubric.bands.iter().any(|band| band.id == *level.id.value) {
            found.push(Rule::LevelWithoutBand.at(
                &rubric.bands[0].position,
                message!(
                    "no band has the id of the level `{level}`",
                    level = level.id
                ),
                message!("add a band with this id: otherwise no total leads to this level"),
            ));
        }
    }
}

/// Warns about a band of `rubric` above the highest total of every one of `forms`, which nobody can reach.
///
/// `W303`. The highest total is the sum of the best scores, on the form on which it is greatest.
pub(super) fn reach<'a>(
    part: &Standard,
    rubric: &Rubric,
    forms: impl Iterator<Item = GradedForm<'a>> + Clone,
    found: &mut Vec<Diagnostic>,
) {
    // The highest total of an incomplete form, or of one that lacks scores, is not known.
    let is_complete = |graded: GradedForm<'_>| {
        let (form, rules) = (graded.form, graded.rubric);
        let mut rows = rules.rows.iter();
        let mut added = rules.totals.iter().flat_map(|total| &total.rows);
        totals_name_rows(&rules.rows, &rules.totals)
            && rows.all(|row| row_of(form, row.id.as_str()).is_some())
            && added.all(|id| row_of(form, id.as_str()).is_some_and(|row| row.scores.is_some()))
    };
    if !part.has_all_annexes()
        || !totals_name_rows(&rubric.rows, &rubric.totals)
        || !forms.clone().all(is_complete)
    {
        return;
    }
    let totals = forms.flat_map(|graded| {
        let totals = graded.rubric.totals.iter();
        totals.map(move |total| maximum(graded.form, total))
    });
    let Some(highest) = totals.max() else { return };
    for band in &rubric.bands {
        if let Some(from) = &band.from
            && from.hundredths > highest
        {
            found.push(Rule::UnreachableBand.at(
                &from.position,
                message!(
                    "the band `{band}` begins at {points}, but no form can reach more than {points2}",
                    band = band.id,
                    points = points(from.hundredths),
                    points2 = points(highest),
                ),
                message!("correct `from`, or the scores in the annexes"),
            ));
        }
    }
}
