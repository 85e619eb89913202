//! The card: the picture that other sites show beside a link to a page. It is drawn from the data: the name of the
//! standard, role or level, and its number of requirements.
//!
//! Cards are shown at half their size or less, so there are few words, and all are large. One picture serves all
//! languages.

mod canvas;
mod letters;

use self::canvas::{Canvas, Ink, Shading, WIDTH};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::model::palette::{Palette, Scheme};
use crate::render::frame::Frame;
use crate::site::card::Card;
use crate::source::format::text::Text;

/// The left edge of the text.
const LEFT: usize = 84;
/// The maximum width of the text.
const MEASURE: usize = WIDTH - 2 * LEFT;
/// The position of the rule above the figures.
const RULE: usize = 418;
/// The maximum number of figures under the rule.
const MOST_FIGURES: usize = 7;
/// The size of the words beside the rule and of the standard's title, in pixels.
const SMALL: f32 = 27.0;
/// The smallest size to which text is shrunk.
const SMALLEST: f32 = 22.0;

/// Returns the picture `of` as a PNG file of 1200 by 630 pixels. The same data give the same bytes on every machine.
pub fn picture(frame: &Frame, card: Card) -> Vec<u8> {
    let mut sheet = Sheet {
        frame,
        canvas: Canvas::new(),
        standard: card.standard(),
    };
    sheet.canvas.fill(Ink::Vermilion, LEFT, 0, 72, 26);
    match card {
        Card::Standard(_) => sheet.whole(),
        Card::Role { role, .. } => sheet.role(role, None),
        Card::Level { role, level, .. } => sheet.role(role, Some(level)),
    }
    sheet.canvas.png(&colours(frame))
}

/// Returns the colours of the pages in the light scheme.
fn colours(frame: &Frame) -> Shading {
    let house = frame.handbook().about.house.as_ref();
    let colours = house.and_then(|house| house.colours.as_ref());
    let palette = Palette::of(colours, Scheme::Light);
    Shading {
        paper: palette.paper,
        ink: palette.ink,
        accent: palette.accent,
    }
}

/// A number under the rule, and its label.
struct CountColumn {
    count: usize,
    name: Vec<String>,
    inks: (Ink, Ink),
}

struct Sheet<'a> {
    frame: &'a Frame<'a>,
    canvas: Canvas,
    standard: StandardIndex,
}

impl Sheet<'_> {
    /// Returns the handbook's languages, the standard's own first.
    fn languages(&self) -> impl Iterator<Item = &str> {
        let handbook = self.frame.handbook();
        let source = handbook.standards[self.standard].about.language.as_str();
        let others = handbook.languages.iter().map(|language| &*language.id);
        [source]
            .into_iter()
            .chain(others.filter(move |other| *other != source))
    }

    /// Returns the texts in at most two languages, a list for each text. Only languages in which the font has the
    /// characters of all the texts are used; if there are none, the ids beside the texts are returned.
    fn together<const N: usize>(&self, texts: [(&Text, &str); N]) -> [Vec<String>; N] {
        let words_in = |language: &str| texts.map(|(text, _)| text.get(language));
        let languages = self.languages().filter(|language| {
            words_in(language)
                .iter()
                .all(|words| words.is_some_and(letters::has_all))
        });
        let languages: Vec<&str> = languages.take(2).collect();
        texts.map(|(text, id)| {
            let words = languages.iter().filter_map(|language| text.get(language));
            let words: Vec<String> = words.map(|words| words.trim().to_owned()).collect();
            if words.is_empty() {
                vec![id.to_owned()]
            } else {
                words
            }
        })
    }

    /// Returns a text in at most two languages that the font can write, or else its id.
    fn words(&self, text: &Text, id: &str) -> Vec<String> {
        let [words] = self.together([(text, id)]);
        words
    }

    /// Returns a word of the interface in at most two languages that the font can write.
    fn interface(&self, key: &'static str) -> Vec<String> {
        self.languages()
            .map(|language| self.frame.words.get(language, key))
            .filter(|words| letters::has_all(words))
            .take(2)
            .map(str::to_owned)
            .collect()
    }

    /// Writes a line at `y`, as large as `size` and the width of the sheet allow.
    fn line(&mut self, ink: Ink, text: &str, y: usize, size: f32) {
        let size = fitting(text, size, MEASURE as f32);
        self.canvas
            .write(ink, text, (LEFT, y), size, MEASURE as f32);
    }

    /// Writes a heading in each language, the first as large as `size` and the room allow; each of `marks` follows its
    /// line in vermilion.
    fn heading(&mut self, words: &[String], marks: &[String], from: usize, size: f32) {
        for line in laid_out(words, marks.is_empty(), from, size) {
            let ink = if line.place == 0 {
                Ink::Black
            } else {
                Ink::Soft
            };
            let Some(mark) = marks.get(line.place) else {
                self.line(ink, line.text, line.y, line.size);
                continue;
            };
            let measure = MEASURE as f32;
            // Scales the text, the mark and the gap by the same factor.
            let apart = |size: f32| size * 0.5 + letters::width(mark, size);
            let whole = letters::width(line.text, line.size) + apart(line.size);
            let size = (line.size * (measure / whole).min(1.0)).max(SMALLEST);
            let room = (measure - apart(size)).max(0.0);
            let end = letters::width(line.text, size).min(room) + size * 0.5;
            self.canvas
                .write(ink, line.text, (LEFT, line.y), size, room);
            let at = (LEFT + end as usize, line.y);
            self.canvas
                .write(Ink::Vermilion, mark, at, size, measure - end);
        }
    }

    fn whole(&mut self) {
        let standard = &self.frame.handbook().standards[self.standard];
        let title = self.words(&standard.about.title, standard.id());
        self.heading(&title, &[], 200, 84.0);
        let counts = [
            ("figure_roles", standard.about.roles.len()),
            ("levels_counted", standard.about.levels.len()),
            ("requirements", standard.requirements.len()),
        ];
        let figures = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| CountColumn {
                count,
                name: self.interface(key),
                inks: (Ink::Black, Ink::Soft),
            })
            .collect();
        self.figures(figures, None);
    }

    fn role(&mut self, role_index: RoleIndex, marked: Option<LevelIndex>) {
        let standard = &self.frame.handbook().standards[self.standard];
        let about = &standard.about.roles[role_index];
        for (place, text) in self
            .words(&standard.about.title, standard.id())
            .iter()
            .enumerate()
        {
            let size = if place == 0 { 30.0 } else { SMALL };
            self.line(Ink::Soft, text, 96 + 40 * place, size);
        }
        let name = |level: LevelIndex| {
            let about = &standard.levels_at(Some(role_index))[level];
            (&about.title, about.id.as_str())
        };
        let role = (&about.title, about.id.as_str());
        let [words, marks] = match marked {
            Some(marked) => self.together([role, name(marked)]),
            None => [self.words(role.0, role.1), Vec::new()],
        };
        let levels = standard.levels_at(Some(role_index)).indexed();
        let figures = levels
            .map(|(level, about_level)| CountColumn {
                count: standard
                    .asked(Some(about.id.as_str()), Some(about_level.id.as_str()))
                    .len(),
                name: {
                    let (title, id) = name(level);
                    self.words(title, id)
                },
                inks: match marked {
                    Some(marked) if marked == level => (Ink::Vermilion, Ink::Vermilion),
                    Some(_) => (Ink::Soft, Ink::Soft),
                    None => (Ink::Black, Ink::Soft),
                },
            })
            .collect();
        self.heading(&words, &marks, 256, 96.0);
        let caption = self.interface("requirements").join("  ");
        let end = letters::width(&caption, SMALL).min(MEASURE as f32);
        let x = LEFT + MEASURE - end as usize;
        self.canvas
            .write(Ink::Soft, &caption, (x, RULE - 20), SMALL, end);
        self.figures(figures, marked.map(LevelIndex::position));
    }

    /// Draws numbers in columns under a rule, which is thick over the `marked` one. If there are too many, shows only
    /// the marked one, or else the last.
    fn figures(&mut self, mut figures: Vec<CountColumn>, mut marked: Option<usize>) {
        if figures.len() > MOST_FIGURES {
            let shown = marked.unwrap_or(figures.len() - 1);
            figures = figures.drain(shown..=shown).collect();
            marked = marked.map(|_| 0);
        }
        self.canvas.fill(Ink::Rule, LEFT, RULE, MEASURE, 3);
        let column = MEASURE / figures.len().max(3);
        let room = column.saturating_sub(24);
        for (place, figure) in figures.iter().enumerate() {
            let x = LEFT + place * column;
            if marked == Some(place) {
                let end = (LEFT + MEASURE).min(x + column);
                self.canvas.fill(Ink::Vermilion, x, RULE - 3, end - x, 9);
            }
            let (ink, soft) = figure.inks;
            let number = figure.count.to_string();
            let room = room as f32;
            let size = fitting(&number, 76.0, room);
            self.canvas.write(ink, &number, (x, RULE + 92), size, room);
            let both = figure.name.join("  ");
            let first = figure.name.first().map_or("", String::as_str);
            let name = if letters::width(&both, SMALL) <= room {
                &both
            } else {
                first
            };
            let size = fitting(name, 32.0, room);
            self.canvas.write(soft, name, (x, RULE + 146), size, room);
        }
    }
}

/// A line of a heading: the index of its text, its position and its preferred size.
struct HeadingLine<'t> {
    place: usize,
    text: &'t str,
    y: usize,
    size: f32,
}

/// Lays out a heading that begins at `from`: its first text at `size`, the others at half of it, and all smaller if
/// they would come too close to the rule.
fn laid_out(words: &[String], may_break: bool, from: usize, size: f32) -> Vec<HeadingLine<'_>> {
    let mut lines: Vec<HeadingLine> = Vec::new();
    let mut y = from;
    for (place, text) in words.iter().enumerate() {
        let size = if place == 0 { size } else { size * 0.5 };
        let texts = if may_break {
            lines_of(text, size)
        } else {
            vec![text.as_str()]
        };
        for text in texts {
            if let Some(before) = lines.last() {
                let apart = if before.place == place { 1.25 } else { 1.4 };
                y += (size * apart) as usize;
            }
            lines.push(HeadingLine {
                place,
                text,
                y,
                size,
            });
        }
    }
    if y + 60 > RULE && size > SMALLEST * 2.0 {
        return laid_out(words, may_break, from, size * 0.9);
    }
    lines
}

/// Returns the size, at most `size`, at which a text fits into `room` pixels.
fn fitting(text: &str, size: f32, room: f32) -> f32 {
    let whole = letters::width(text, size).max(1.0);
    (size * (room / whole).min(1.0)).max(SMALLEST)
}

/// Splits a text that would have to be much smaller than `size` into two lines of about the same length. Splits only at
/// spaces, since Chinese line breaks need a dictionary.
fn lines_of(text: &str, size: f32) -> Vec<&str> {
    if fitting(text, size, MEASURE as f32) > size * 0.8 {
        return vec![text];
    }
    let halves = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    let longer = |(first, second): &(&str, &str)| {
        (letters::width(first, size).max(letters::width(second, size))) as usize
    };
    match halves.min_by_key(longer) {
        Some((first, second)) => vec![first, second.trim_start()],
        None => vec![text],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::format::colour::Rgb;

    #[test]
    fn a_heading_stays_above_the_rule_whatever_its_length() {
        let long = "Requirements for the people who sort, move and count ".repeat(8);
        let texts = [
            "物流管理",
            "Logistics management",
            &long,
            &"物".repeat(90),
            "",
        ];
        for first in texts {
            for second in texts {
                let words = [first.to_owned(), second.to_owned()];
                for (from, size) in [(200, 84.0), (256, 96.0)] {
                    let lines = laid_out(&words, true, from, size);
                    assert!(lines.len() <= 4);
                    assert!(
                        lines
                            .iter()
                            .all(|line| line.y + 30 < RULE && line.size >= SMALLEST * 0.9)
                    );
                    let mut ends = lines.windows(2).map(|pair| (pair[0].y, pair[1].y));
                    assert!(ends.all(|(above, below)| above + 20 < below));
                }
            }
        }
    }

    #[test]
    fn characters_missing_from_the_font_are_detected_and_not_drawn() {
        for lacking in ["岈", "한국어", "العربية", "🎓", "\u{0}", "e\u{301}"] {
            assert!(!letters::has_all(lacking), "{lacking}");
        }
        for written in ["跨境电子商务", "Ångström – “õ” (×2)", "", "5.3.1.2-a"] {
            assert!(letters::has_all(written), "{written}");
        }
        assert!(letters::outlines("한🎓", 40.0, 400.0).is_empty());
    }

    #[test]
    fn text_that_does_not_fit_is_shortened_with_an_ellipsis() {
        for (text, room) in [
            ("跨境电子商务出口运营", 200.0),
            ("Logistics", 60.0),
            ("W", 1.0),
        ] {
            let drawn = letters::outlines(text, 40.0, room);
            assert!(drawn.len() <= text.chars().count());
            let last = drawn.last().map_or(0.0, |letter| letter.start);
            assert!(last <= room, "{text}");
        }
        // Anything beyond the edges of the sheet is neither drawn nor fails.
        let mut canvas = Canvas::new();
        for at in [(0, 0), (WIDTH - 1, 0), (5 * WIDTH, 9 * WIDTH)] {
            canvas.write(Ink::Black, "WÅgj物", at, 90.0, 900.0);
            canvas.fill(Ink::Rule, at.0, at.1, 2 * WIDTH, 2 * WIDTH);
        }
        let colours = Shading {
            paper: Rgb([250, 251, 252]),
            ink: Rgb([1, 2, 3]),
            accent: Rgb([10, 120, 130]),
        };
        let file = canvas.png(&colours);
        assert!(file.starts_with(b"\x89PNG"));
        for colour in [colours.paper, colours.ink, colours.accent] {
            assert!(file.windows(3).any(|bytes| bytes == colour.0));
        }
    }
}
