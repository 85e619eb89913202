//! A sample result of a self-check for the front page: made-up entries, assessed by the program as a reader's are. Its
//! numbers follow from the standard's own rubric or profile, so they are possible, and they change with it.

use serde::Serialize;

use super::sample_result::Sample;
use super::{sample_form, sample_profile};
use crate::index::StandardIndex;
use crate::language::Direction;
use crate::model::rubric::points;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::check_place::CheckPlace;

/// The most bars of a sample; of more, the first are shown.
const BARS: usize = 8;

/// The height of a line of text in the scale, in px.
const LINE: usize = 16;

/// A sample result.
#[derive(Debug, Serialize)]
pub struct SampleView {
    /// The role of the self-check, if it has one.
    pub role: Option<TextView>,
    /// The verdict, in the words of the self-check.
    pub verdict: TextView,
    /// The result on its scale.
    pub scale: SampleScale,
    /// The parts of the result.
    pub bars: Vec<SampleBar>,
}

/// The scale of a result, from 0 to its greatest value. Lengths are in percent of it, and heights in px.
#[derive(Debug, Serialize)]
pub struct SampleScale {
    /// The zones, lowest first, each named on a line of its own above the scale.
    pub zones: Vec<SampleZone>,
    /// The height of the picture.
    pub height: usize,
    /// The top of the bar.
    pub top: usize,
    /// The marker: the end of the result's bar.
    pub marker: SamplePoint,
    /// The result, with its unit.
    pub value: String,
    /// The aim, if it is not the beginning of a zone.
    pub aim: Option<SamplePoint>,
    /// The greatest value, with its unit.
    pub greatest: String,
    /// The end of the scale.
    pub end: SamplePoint,
}

/// The beginning of a named part of the scale.
#[derive(Debug, Serialize)]
pub struct SampleZone {
    /// Its name in the languages of the reading, as plain text.
    pub name: Html,
    /// The least value, unless it is 0.
    pub from: String,
    /// The place of the least value.
    pub point: SamplePoint,
    /// The baseline of the name.
    pub line: usize,
    /// Whether it is the aim.
    pub is_aim: bool,
}

/// A part of the result.
#[derive(Debug, Serialize)]
pub struct SampleBar {
    /// Its name.
    pub name: TextView,
    /// The result, in the words of the self-check.
    pub result: TextView,
    /// The end of the bar.
    pub value: SamplePoint,
    /// The result that the aim needs, if that is more.
    pub aim: Option<SamplePoint>,
}

/// A place on a scale, in percent.
#[derive(Clone, Debug, Serialize)]
pub struct SamplePoint {
    /// Its distance from the left.
    pub x: String,
    /// The left end of a bar from the beginning of the scale to here.
    pub from: String,
    /// The length of that bar.
    pub length: String,
    /// Whether it is in the second half of the scale, so that words beside it are before it.
    pub is_late: bool,
    /// The end of such words that is beside it, as an attribute of SVG: `start` or `end`.
    pub anchor: &'static str,
    /// The distance of such words from a line at it, in px to the right.
    pub shift: i32,
}

/// Returns a sample result of the first self-check of a standard; `None` if it has no self-check, or none with a verdict.
pub fn of_standard(frame: &Frame, standard_index: StandardIndex) -> Option<SampleView> {
    let standard = &frame.handbook().standards[standard_index];
    let place = *CheckPlace::all(standard).first()?;
    let sample = match place.form(standard) {
        Some(graded) => sample_form::sample(frame, standard, graded)?,
        None => sample_profile::sample(frame, standard, place)?,
    };
    let role = (place.role).map(|role| &standard.about.roles[role].title);
    Some(SampleView {
        role: role.map(|title| frame.voice_of(standard).text(title)),
        ..drawn(frame.language().direction, sample)
    })
}

/// Places what is drawn.
fn drawn(direction: Direction, sample: Sample) -> SampleView {
    let Sample {
        verdict,
        value,
        greatest,
        aim,
        zones,
        mut parts,
        unit,
    } = sample;
    let top = LINE * zones.len() + 4;
    let at = |part: i32| point(direction, part, greatest);
    let lines = zones.len();
    let zone = |(place, (from, name)): (usize, &(i32, TextView))| SampleZone {
        name: name.joined(),
        from: if *from == 0 {
            String::new()
        } else {
            points(*from)
        },
        point: at(*from),
        line: LINE * (lines - place) - 4,
        is_aim: aim == Some(*from),
    };
    parts.truncate(BARS);
    SampleView {
        role: None,
        verdict,
        scale: SampleScale {
            top,
            marker: at(value),
            value: points(value) + unit,
            aim: aim
                .filter(|aim| zones.iter().all(|(from, _)| from != aim))
                .map(at),
            zones: zones.iter().enumerate().map(zone).collect(),
            greatest: points(greatest) + unit,
            end: at(greatest),
            height: top + 32,
        },
        bars: parts
            .into_iter()
            .map(|part| SampleBar {
                name: part.name,
                result: part.result,
                value: point(direction, part.value.0, part.value.1),
                aim: part.aim.map(|aim| point(direction, aim, part.value.1)),
            })
            .collect(),
    }
}

/// Returns the place of `part` on a scale that ends at `whole`.
fn point(direction: Direction, part: i32, whole: i32) -> SamplePoint {
    let whole = i64::from(whole.max(1));
    let hundredths = (i64::from(part) * 10_000 / whole).clamp(0, 10_000) as i32;
    let (x, from) = match direction {
        Direction::LeftToRight => (hundredths, 0),
        Direction::RightToLeft => (10_000 - hundredths, 10_000 - hundredths),
    };
    let is_late = hundredths > 5_000;
    // The words themselves are placed from the left in every language.
    let is_at_left = is_late == (direction == Direction::LeftToRight);
    SamplePoint {
        x: points(x),
        from: points(from),
        length: points(hundredths),
        is_late,
        anchor: if is_at_left { "end" } else { "start" },
        shift: if is_at_left { -4 } else { 4 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::StandardIndex;
    use crate::render::views::fixture::Fixture;

    fn number(words: &str) -> f64 {
        words.parse().unwrap()
    }

    #[test]
    fn a_sample_is_what_its_rows_add_up_to_and_is_short_of_its_aim() {
        for fixture in [Fixture::pottery(), Fixture::shipped()] {
            let frame = fixture.any();
            let sample = of_standard(&frame, StandardIndex::at(0)).unwrap();
            let rows: Vec<f64> = (sample.bars.iter())
                .map(|bar| bar.result.plain.replace('/', " of "))
                .map(|result| {
                    let digits = result.split(|c: char| !c.is_ascii_digit() && c != '.');
                    number(digits.clone().find(|part| !part.is_empty()).unwrap())
                })
                .collect();
            let scale = &sample.scale;
            assert_eq!(rows.iter().sum::<f64>(), number(&scale.value));
            let aim = scale.zones.iter().find(|zone| zone.is_aim).unwrap();
            assert!(number(&scale.value) < number(&aim.from));
            assert!(sample.verdict.plain.contains(&aim.from));
            let raised = sample.bars.iter().filter(|bar| bar.aim.is_some()).count();
            assert!(raised > 0, "no row leads to the aim");
        }
    }

    #[test]
    fn a_scale_begins_where_the_language_begins() {
        let right = point(Direction::RightToLeft, 35, 45);
        assert_eq!(
            (&*right.x, &*right.from, &*right.length),
            ("22.23", "22.23", "77.77")
        );
        let left = point(Direction::LeftToRight, 35, 45);
        assert_eq!(
            (&*left.x, &*left.from, &*left.length),
            ("77.77", "0", "77.77")
        );
    }
}
