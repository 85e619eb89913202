//! The sample result of a self-check by form: grades that fall just short of the middle band.

use selfcheck_wasm::{Grades, List, Outcome, Rubric, advise, assess, target_level};

use super::sample_result::{Sample, SamplePart, sentence};
use super::selfcheck_words::row_name;
use crate::model::rubric::points;
use crate::model::{CompleteStandard, GradedForm, Language, assessment};
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::{Piece, TextView};
use crate::source::format::text::Text;

/// Returns the sample; `None` if the form has no bands, or none that can be missed.
pub(super) fn sample(
    frame: &Frame,
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
) -> Option<Sample> {
    let rubric = assessment::rubric(standard, graded).ok()?;
    let band = rubric.bands().len().checked_sub(1)? / 2;
    let last = rubric.levels().len().checked_sub(1)?;
    let level = target_level(&rubric, None, band).unwrap_or(last);
    let grades = short_of(&rubric, level, band)?;
    let form = assess(&rubric, &grades, Some(level))
        .forms
        .get(level)
        .copied()?;
    let advice = advise(&rubric, &grades, level, band)?;
    let raises = match &advice.outcome {
        Outcome::Steps { raises, .. } => raises.as_slice(),
        Outcome::Reached | Outcome::OutOfReach { .. } => &[],
    };
    let (sum, greatest) = (form.sum.hundredths(), form.greatest.hundredths());
    let bound = advice.bound.hundredths();
    let voice = frame.voice_of(standard);
    let rules = graded.rubric;
    let say = |language: &Language, text: &Text| {
        let source = standard.about.language.as_str();
        text.nearest(&[&language.id, source]).1.to_owned()
    };
    let grade_name = |language: &Language, grade: usize| {
        let grade = rules.grades.get(grade)?;
        let title = grade.title.as_ref().map(|title| say(language, title));
        Some(title.unwrap_or_else(|| grade.id.to_string()))
    };
    let total = rules.totals.get(level)?;
    let (key, total) = match &total.level {
        Some(id) => ("outlook_short", Some(&standard.level(id.as_str())?.title)),
        None => ("titled_outlook_short", total.title.as_ref()),
    };
    let verdict = sentence(frame, key, |language, name| match name {
        "band" => Some(say(language, &rules.bands.get(band)?.title)),
        "level" => Some(total.map(|title| say(language, title)).unwrap_or_default()),
        "total" => Some(points(sum)),
        "greatest" => Some(points(greatest)),
        "missing" => Some(points(advice.missing.hundredths())),
        "bound" => Some(points(bound)),
        _ => None,
    });
    let zones = rubric.bands().iter().zip(&rules.bands).rev();
    let zones = zones.map(|(item, band)| {
        let from = item.score().unwrap_or_default().hundredths();
        (from, voice.text(&band.title))
    });
    let part = |place: &usize| {
        let (row, item) = (rules.rows.get(*place)?, rubric.rows().get(*place)?);
        let grade = grades.get(&rubric, *place)?;
        let to = raises.iter().find(|raise| raise.row == *place);
        let score = |grade: usize| item.scores.get(grade).map(|score| score.hundredths());
        let (value, most) = (score(grade)?, score(0)?);
        let key = if to.is_some() {
            "outlook_row_aim"
        } else {
            "outlook_row"
        };
        Some(SamplePart {
            name: names(frame, |language| {
                row_name(standard, graded, row, |text| say(language, text))
            }),
            result: sentence(frame, key, |language, name| match name {
                "grade" => grade_name(language, grade),
                "to" => grade_name(language, to?.to),
                "score" => Some(points(value)),
                "max" => Some(points(most)),
                _ => None,
            }),
            value: (value, most),
            aim: to.and_then(|raise| score(raise.to)),
        })
    };
    Some(Sample {
        verdict,
        value: sum,
        greatest,
        aim: Some(bound),
        zones: zones.filter(|(from, _)| *from <= greatest).collect(),
        parts: rubric
            .levels()
            .get(level)?
            .places
            .iter()
            .filter_map(part)
            .collect(),
        unit: "",
    })
}

/// Returns a name in the languages of the reading.
fn names(frame: &Frame, name: impl Fn(&Language) -> String) -> TextView {
    let piece = |language: &Language| Piece {
        lang: language.tag.to_string(),
        language: language.id.to_string(),
        html: Html::escaped(&name(language)),
        ..Piece::default()
    };
    let pieces = frame.reading().languages.iter().map(piece);
    let own = frame.language();
    TextView::of(pieces.collect(), &own.tag, name(own))
}

/// Returns grades with which the total of `level` falls short of `band` by at least a tenth of the greatest total, or as far
/// as possible; `None` if it cannot fall short. Every second row has lower grades than the others, as in real life.
fn short_of(rubric: &Rubric, level: usize, band: usize) -> Option<Grades> {
    let places = &rubric.levels().get(level)?.places;
    let mut grades: Vec<Option<usize>> = vec![None; rubric.rows().len()];
    for place in places {
        *grades.get_mut(*place)? = Some(0);
    }
    let missing = |grades: &[Option<usize>]| {
        let grades = Grades::from_places(rubric, grades);
        Some(advise(rubric, &grades, level, band)?.missing.hundredths())
    };
    let form = assess(rubric, &Grades::from_places(rubric, &grades), Some(level));
    let greatest = form.forms.get(level)?.greatest.hundredths();
    if missing(&grades)? > 0 {
        return None;
    }
    let worst = rubric.items(List::Grades).len().checked_sub(1)?;
    for pass in 0..3 * worst {
        // Two steps for the second, fourth, … row, then one for the others.
        let first = usize::from(pass % 3 != 2);
        for place in places.iter().skip(first).step_by(2) {
            let grade = grades.get_mut(*place)?.as_mut()?;
            *grade = (*grade + 1).min(worst);
            if missing(&grades)? * 10 >= greatest {
                return Some(Grades::from_places(rubric, &grades));
            }
        }
    }
    (missing(&grades)? > 0).then(|| Grades::from_places(rubric, &grades))
}
