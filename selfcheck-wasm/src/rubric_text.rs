//! The compact form in which a rubric reaches the page: lines of words, so that no JSON parser is needed there.
//!
//! ```text
//! rubric 1                                         format and version
//! of STANDARD EDITION ROLE
//! grades A B C D                                   best first
//! row ID 2000 1600 1200 800 REQUIREMENT …          a score for each grade, in hundredths; then the requirements
//! level ID ROW …                                   lowest first
//! band ID 9000                                     highest first; the last without a number
//! assessors ID …                                   where there are any
//! answer ID 200                                    guided way, best first; without a number: does not count
//! answered 7500                                    percent, in hundredths
//! propose GRADE 9000                               percent, in hundredths, highest first
//! ```
//!
//! Words are parted by one space, lines by one line feed, and lines stand in this order.

use crate::rubric::{AnswerRule, Band, Rubric};
use crate::score::Score;
use crate::source::{RubricError, Source, SourceGuidance, SourceLevel, SourceRow};

/// The version of the form that is written, and the only one that is read.
pub const VERSION: &str = "1";
/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// Why a text is not a rubric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RubricTextError {
    /// Longer than [`MAX_TEXT`].
    #[error("the rubric is longer than {MAX_TEXT} bytes")]
    TooLong,
    /// Another format or version.
    #[error("not a rubric of version {VERSION}")]
    Version,
    /// A line that is not known, does not stand in its place, or has too few or too many words (its number, from 1).
    #[error("line {0} is not one of a rubric")]
    Line(usize),
    /// What it says is not a sound rubric.
    #[error(transparent)]
    Rubric(#[from] RubricError),
}

impl RubricTextError {
    /// A stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            RubricTextError::TooLong => "rubric-too-long",
            RubricTextError::Version => "rubric-version",
            RubricTextError::Line(_) => "rubric-line",
            RubricTextError::Rubric(error) => error.code(),
        }
    }
}

impl Rubric {
    /// The rubric in its compact form.
    pub fn encode(&self) -> String {
        let mut text = Text(format!("rubric {VERSION}"));
        text.line("of", [self.standard(), self.edition(), self.role()]);
        text.line("grades", self.grades().iter().map(char::to_string));
        for row in self.rows() {
            text.line("row", [row.id.as_str()]);
            text.words(row.scores.iter().copied().map(number));
            text.words(
                row.requirements
                    .iter()
                    .filter_map(|place| self.requirements().get(*place)),
            );
        }
        for level in self.levels() {
            text.line("level", [level.id.as_str()]);
            text.words(
                level
                    .rows
                    .iter()
                    .filter_map(|place| Some(&self.rows().get(*place)?.id)),
            );
        }
        for band in self.bands() {
            text.line("band", [band.id.as_str()]);
            text.words(band.from.map(number));
        }
        if !self.assessors().is_empty() {
            text.line("assessors", self.assessors());
        }
        if let Some(guidance) = self.guidance() {
            for answer in &guidance.answers {
                text.line("answer", [answer.id.as_str()]);
                text.words(answer.points.map(number));
            }
            text.line("answered", [number(guidance.answered)]);
            for threshold in &guidance.thresholds {
                text.line(
                    "propose",
                    self.grades().get(threshold.grade).map(char::to_string),
                );
                text.words([number(threshold.from)]);
            }
        }
        text.0
    }

    /// Reads the compact form.
    ///
    /// # Errors
    /// Any [`RubricTextError`].
    pub fn decode(text: &str) -> Result<Rubric, RubricTextError> {
        if text.len() > MAX_TEXT {
            return Err(RubricTextError::TooLong);
        }
        let mut source = Source::default();
        let mut guidance = SourceGuidance::default();
        let mut stage = 0;
        for (place, line) in text.split('\n').enumerate() {
            let stage_of_line =
                read_line(line, &mut source, &mut guidance, place).ok_or(if place == 0 {
                    RubricTextError::Version
                } else {
                    RubricTextError::Line(place + 1)
                })?;
            // Lines of one kind may follow each other where there are several of the kind.
            let (kind, repeats) = stage_of_line;
            if kind < stage || (kind == stage && place > 0 && !repeats) {
                return Err(RubricTextError::Line(place + 1));
            }
            stage = kind;
        }
        if stage >= ANSWER {
            source.guidance = Some(guidance);
        }
        Ok(Rubric::new(source)?)
    }
}

/// The place of the first line of the guided way in the order of lines.
const ANSWER: u8 = 7;

/// Reads one line; its place in the order of lines, and whether there may be several of its kind.
fn read_line(
    line: &str,
    source: &mut Source,
    guidance: &mut SourceGuidance,
    place: usize,
) -> Option<(u8, bool)> {
    let mut words = line.split(' ');
    let head = words.next()?;
    let order = match head {
        "rubric" if place == 0 => {
            if words.next()? != VERSION {
                return None;
            }
            (0, false)
        }
        _ if place == 0 => return None,
        "of" => {
            source.standard = words.next()?.to_owned();
            source.edition = words.next()?.to_owned();
            source.role = words.next()?.to_owned();
            (1, false)
        }
        "grades" => {
            source.grades = words.by_ref().map(str::to_owned).collect();
            (2, false)
        }
        "row" => {
            let id = words.next()?.to_owned();
            let scores = words
                .by_ref()
                .take(source.grades.len())
                .map(score)
                .collect::<Option<_>>()?;
            let requirements = words.by_ref().map(str::to_owned).collect();
            source.rows.push(SourceRow {
                id,
                scores,
                requirements,
            });
            (3, true)
        }
        "level" => {
            let id = words.next()?.to_owned();
            source.levels.push(SourceLevel {
                id,
                rows: words.by_ref().map(str::to_owned).collect(),
            });
            (4, true)
        }
        "band" => {
            let id = words.next()?.to_owned();
            source.bands.push(Band {
                id,
                from: last_score(&mut words)?,
            });
            (5, true)
        }
        "assessors" => {
            source.assessors = words.by_ref().map(str::to_owned).collect();
            (6, false)
        }
        "answer" => {
            let id = words.next()?.to_owned();
            guidance.answers.push(AnswerRule {
                id,
                points: last_score(&mut words)?,
            });
            (ANSWER, true)
        }
        "answered" => {
            guidance.answered = score(words.next()?)?;
            (8, false)
        }
        "propose" => {
            let grade = words.next()?.to_owned();
            guidance.grades.push((grade, score(words.next()?)?));
            (9, true)
        }
        _ => return None,
    };
    words.next().is_none().then_some(order)
}

/// The score that ends a line, where there is one; none if the word there is no score.
fn last_score<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Option<Score>> {
    words
        .next()
        .map_or(Some(None), |word| score(word).map(Some))
}

/// Reads hundredths as [`number`] writes them: digits, without sign or zeros in front.
fn score(word: &str) -> Option<Score> {
    let canonical = word == "0" || !word.starts_with('0');
    if word.is_empty() || word.len() > 8 || !canonical {
        return None;
    }
    let digit = |sum: i32, byte: u8| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + i32::from(byte - b'0'))
    };
    word.bytes().try_fold(0, digit).map(Score::from_hundredths)
}

fn number(score: Score) -> String {
    score.hundredths().to_string()
}

/// A text that grows by words and lines.
struct Text(String);

impl Text {
    fn line<W: AsRef<str>>(&mut self, head: &str, words: impl IntoIterator<Item = W>) {
        self.0.push('\n');
        self.0.push_str(head);
        self.words(words);
    }

    fn words<W: AsRef<str>>(&mut self, words: impl IntoIterator<Item = W>) {
        for word in words {
            self.0.push(' ');
            self.0.push_str(word.as_ref());
        }
    }
}
