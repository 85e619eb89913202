//! The picture that a link to a page is shown with elsewhere, drawn from the data: what the standard, a role or a level
//! is called, and how many requirements that is.
//!
//! Pictures are shown at half their size and less, so there are few words, and none is small. One picture serves all
//! languages.

mod canvas;
mod letters;

use self::canvas::{Canvas, Ink, WIDTH};
use crate::render::frame::Frame;
use crate::site::preview::Preview;
use crate::source::format::text::Text;

/// Where text begins.
const LEFT: usize = 84;
/// The width that text may take.
const MEASURE: usize = WIDTH - 2 * LEFT;
/// Where the rule stands, above the figures.
const RULE: usize = 418;
/// The size of the words beside the rule and of the standard's title, in pixels.
const SMALL: f32 = 27.0;
/// The smallest size of letters that have to give way.
const SMALLEST: f32 = 22.0;

/// The picture `of` as a PNG file of 1200 by 630 pixels. The same data give the same bytes on every machine.
pub fn picture(frame: &Frame, of: Preview) -> Vec<u8> {
    let mut sheet = Sheet {
        frame,
        canvas: Canvas::new(),
        standard: of.standard(),
    };
    sheet.canvas.fill(Ink::Vermilion, LEFT, 0, 72, 26);
    match of {
        Preview::Standard(_) => sheet.whole(),
        Preview::Role { role, .. } => sheet.role(role, None),
        Preview::Level { role, level, .. } => sheet.role(role, Some(level)),
    }
    sheet.canvas.png()
}

/// A number under the rule, and what it counts.
struct Figure {
    count: usize,
    name: Vec<String>,
    inks: (Ink, Ink),
}

struct Sheet<'a> {
    frame: &'a Frame<'a>,
    canvas: Canvas,
    standard: usize,
}

impl Sheet<'_> {
    /// Two languages of the handbook at most, the standard's own first.
    fn languages(&self) -> impl Iterator<Item = &str> {
        let handbook = self.frame.handbook();
        let own = handbook.standards[self.standard].about.language.as_str();
        let others = handbook.languages.iter().map(|language| &*language.id);
        [own]
            .into_iter()
            .chain(others.filter(move |other| *other != own))
    }

    /// A text in those languages in which the font can write it; where there is none, `id`, as it stands in addresses.
    fn words(&self, text: &Text, id: &str) -> Vec<String> {
        let texts = self.languages().filter_map(|language| text.get(language));
        let mut words: Vec<String> = texts
            .filter(|words| letters::has_all(words))
            .take(2)
            .map(|words| words.trim().to_owned())
            .collect();
        if words.is_empty() {
            words.push(id.to_owned());
        }
        words
    }

    /// A word of the interface in those languages in which the font can write it.
    fn interface(&self, key: &'static str) -> Vec<String> {
        self.languages()
            .map(|language| self.frame.words.get(language, key))
            .filter(|words| letters::has_all(words))
            .take(2)
            .map(str::to_owned)
            .collect()
    }

    /// Writes a line on `y` as large as `size` and the width of the sheet allow.
    fn line(&mut self, ink: Ink, text: &str, y: usize, size: f32) {
        let size = fitting(text, size, MEASURE as f32);
        self.canvas
            .write(ink, text, (LEFT, y), size, MEASURE as f32);
    }

    /// A heading in each language, the first large; what stands in `marks` follows in vermilion.
    fn heading(&mut self, words: &[String], marks: &[String], from: usize, size: f32) {
        let mut y = from;
        for (place, words) in words.iter().enumerate() {
            let (ink, size) = match place {
                0 => (Ink::Black, size),
                _ => (Ink::Soft, size * 0.5),
            };
            let lines = match marks {
                [] => broken(words, size),
                _ => vec![words.as_str()],
            };
            for text in lines {
                if place > 0 {
                    y += (size * 1.3) as usize;
                }
                let Some(mark) = marks.get(place) else {
                    self.line(ink, text, y, size);
                    continue;
                };
                let measure = MEASURE as f32;
                // The letters' own size times what is wanted between both, so that the whole shrinks alike.
                let whole = letters::width(text, size) + letters::width(mark, size) + size * 0.5;
                let size = (size * (measure / whole).min(1.0)).max(SMALLEST);
                let behind = letters::width(mark, size);
                let room = measure - behind - size * 0.5;
                let before = letters::width(text, size).min(room) + size * 0.5;
                self.canvas.write(ink, text, (LEFT, y), size, room);
                let at = LEFT + before as usize;
                self.canvas
                    .write(Ink::Vermilion, mark, (at, y), size, measure - before);
            }
            if place == 0 {
                y += (size * 0.1) as usize;
            }
        }
    }

    fn whole(&mut self) {
        let of = &self.frame.handbook().standards[self.standard];
        let title = self.words(&of.about.title, of.id());
        self.heading(&title, &[], 200, 84.0);
        let counts = [
            ("figure_roles", of.about.roles.len()),
            ("levels_counted", of.about.levels.len()),
            ("requirements", of.requirements.len()),
        ];
        let figures = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| Figure {
                count,
                name: self.interface(key),
                inks: (Ink::Black, Ink::Soft),
            })
            .collect();
        self.figures(figures, None);
    }

    fn role(&mut self, role: usize, marked: Option<usize>) {
        let of = &self.frame.handbook().standards[self.standard];
        let about = &of.about.roles[role];
        for (place, text) in self.words(&of.about.title, of.id()).iter().enumerate() {
            let size = if place == 0 { 30.0 } else { SMALL };
            self.line(Ink::Soft, text, 96 + 40 * place, size);
        }
        let words = self.words(&about.title, about.id.as_str());
        let name = |level: usize| {
            let about = &of.about.levels[level];
            self.words(&about.title, about.id.as_str())
        };
        let marks = marked.map(name).unwrap_or_default();
        let levels = of.about.levels.iter().enumerate();
        let figures = levels
            .map(|(level, about_level)| Figure {
                count: of.asked(about.id.as_str(), about_level.id.as_str()).len(),
                name: name(level),
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
            .write(Ink::Soft, &caption, (x, RULE - 16), SMALL, end);
        self.figures(figures, marked);
    }

    /// Numbers in columns under a rule, which is thick over the `marked` one.
    fn figures(&mut self, figures: Vec<Figure>, marked: Option<usize>) {
        self.canvas.fill(Ink::Rule, LEFT, RULE, MEASURE, 3);
        let column = MEASURE / figures.len().max(3);
        let room = column.saturating_sub(24);
        for (place, figure) in figures.iter().enumerate() {
            let x = LEFT + place * column;
            if marked == Some(place) {
                self.canvas.fill(Ink::Vermilion, x, RULE - 3, room, 9);
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

/// The size at which a text fits into `room` pixels, `size` at most.
fn fitting(text: &str, size: f32, room: f32) -> f32 {
    let whole = letters::width(text, size).max(1.0);
    (size * (room / whole).min(1.0)).max(SMALLEST)
}

/// A text in one line, or, where it would have to be much smaller than `size`, in two of about the same length. It is
/// broken only at spaces: where Chinese may be broken no rule tells without a dictionary.
fn broken(text: &str, size: f32) -> Vec<&str> {
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
