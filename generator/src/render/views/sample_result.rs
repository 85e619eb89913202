//! A sample result before it is drawn, which the samples of both kinds of self-check give.

use crate::model::Language;
use crate::render::fill::fill;
use crate::render::frame::Frame;
use crate::render::text::TextView;

/// The parts of a sample before it is drawn. Values are in one unit, such as hundredths of a point.
pub(super) struct Sample {
    /// The verdict.
    pub verdict: TextView,
    /// The value of the result.
    pub value: i32,
    /// The greatest possible value.
    pub greatest: i32,
    /// The value to reach, if there is one.
    pub aim: Option<i32>,
    /// The least value and the name of each zone, lowest first.
    pub zones: Vec<(i32, TextView)>,
    /// The parts.
    pub parts: Vec<SamplePart>,
    /// The unit that is written after a value.
    pub unit: &'static str,
}

/// A part of a sample before it is drawn.
pub(super) struct SamplePart {
    /// Its name.
    pub name: TextView,
    /// The result in words.
    pub result: TextView,
    /// Its value, and the greatest possible one.
    pub value: (i32, i32),
    /// The value that the aim needs, if that is more.
    pub aim: Option<i32>,
}

/// Returns words of the interface in the languages of the reading, with the values for each language.
pub(super) fn sentence<'a>(
    frame: &Frame<'a>,
    key: &'a str,
    value: impl Fn(&Language, &str) -> Option<String>,
) -> TextView {
    frame.spoken_with(key, |language, words| {
        fill(words, |name| value(language, name))
    })
}
