//! The picture that a link to a page is shown with elsewhere, drawn from the data: what the standard, a role or a level
//! is called, and how many requirements each level asks for.

mod canvas;

use self::canvas::{Canvas, HEIGHT, Ink, WIDTH};
use crate::render::frame::Frame;
use crate::site::preview::Preview;
use crate::source::format::text::Text;

/// Where text begins.
const LEFT: usize = 84;
/// The width that text may take.
const MEASURE: usize = WIDTH - 2 * LEFT;
/// What the bars stand on.
const GROUND: usize = HEIGHT - 118;
/// The height of the highest bar.
const HIGHEST: usize = 150;

/// The picture `of` as a PNG file of 1200 by 630 pixels. The same data give the same bytes on every machine.
pub fn picture(frame: &Frame, of: Preview) -> Vec<u8> {
    let mut sheet = Sheet {
        frame,
        canvas: Canvas::new(),
        standard: of.standard(),
    };
    sheet.canvas.fill(Ink::Vermilion, LEFT, 0, 96, 14);
    match of {
        Preview::Standard(_) => sheet.whole(),
        Preview::Role { role, .. } => sheet.role(role, None),
        Preview::Level { role, level, .. } => sheet.role(role, Some(level)),
    }
    sheet.canvas.png()
}

struct Sheet<'a> {
    frame: &'a Frame<'a>,
    canvas: Canvas,
    standard: usize,
}

impl Sheet<'_> {
    /// A text in each language of the handbook that the font can write, the standard's own first; `id` where there is
    /// none.
    fn words<'t>(&self, text: &'t Text, id: &'t str) -> Vec<&'t str> {
        let handbook = self.frame.handbook();
        let own = handbook.standards[self.standard].about.language.as_str();
        let others = handbook.languages.iter().map(|language| &*language.id);
        let languages = [own]
            .into_iter()
            .chain(others.filter(|other| *other != own));
        let mut words: Vec<&str> = languages
            .filter_map(|language| text.get(language))
            .filter(|words| canvas::can_write(words))
            .take(2)
            .collect();
        if words.is_empty() {
            words.push(id);
        }
        words
    }

    /// A text, large, and under it the same in another language.
    fn title(&mut self, ink: Ink, texts: &[String], y: usize, size: f32) -> usize {
        let mut at = y;
        for (place, words) in texts.iter().take(2).enumerate() {
            let (ink, size) = if place == 0 {
                (ink, size)
            } else {
                (Ink::Soft, size * 0.5)
            };
            self.canvas.write(ink, words, LEFT, at, size, MEASURE);
            at += (size * if place == 0 { 0.85 } else { 1.6 }) as usize;
        }
        at
    }

    fn whole(&mut self) {
        let of = &self.frame.handbook().standards[self.standard];
        let lines = self.words(&of.about.title, of.id());
        let lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
        self.title(Ink::Black, &lines, 140, 62.0);
        let roles = of.about.roles.len().max(1);
        let room = MEASURE / roles;
        for (role, about) in of.about.roles.iter().enumerate() {
            let x = LEFT + role * room;
            self.bars(role, None, x, (room * 3 / 4).min(220), false);
            let words = self.words(&about.title, about.id.as_str());
            let first = words.first().copied().unwrap_or_default().to_owned();
            self.canvas
                .write(Ink::Black, &first, x, GROUND + 44, 30.0, room - 12);
        }
    }

    fn role(&mut self, role: usize, level: Option<usize>) {
        let of = &self.frame.handbook().standards[self.standard];
        let about = &of.about.roles[role];
        let small = self.words(&of.about.title, of.id()).join("  ");
        self.canvas
            .write(Ink::Soft, &small, LEFT, 84, 27.0, MEASURE);
        let roles = self.words(&about.title, about.id.as_str());
        let lines: Vec<String> = match level {
            None => roles.into_iter().map(str::to_owned).collect(),
            Some(level) => {
                let about = &of.about.levels[level];
                let levels = self.words(&about.title, about.id.as_str());
                let pairs = roles.into_iter().zip(levels);
                pairs
                    .map(|(role, level)| format!("{role} · {level}"))
                    .collect()
            }
        };
        self.title(Ink::Black, &lines, 192, 86.0);
        let bars = MEASURE.min(of.about.levels.len() * 190);
        self.bars(role, level, LEFT, bars, true);
    }

    /// A bar for each level, as high as the level asks; the one at `marked` in vermilion, those above it pale.
    fn bars(&mut self, role: usize, marked: Option<usize>, x: usize, width: usize, named: bool) {
        let of = &self.frame.handbook().standards[self.standard];
        let id = of.about.roles[role].id.as_str();
        let levels = &of.about.levels;
        let counts: Vec<usize> = levels
            .iter()
            .map(|level| of.asked(id, level.id.as_str()).len())
            .collect();
        // Roles are compared by one measure.
        let roles = of.about.roles.iter();
        let most = levels.last().map_or(0, |top| {
            roles
                .map(|role| of.asked(role.id.as_str(), top.id.as_str()).len())
                .max()
                .unwrap_or(0)
        });
        let room = width / levels.len().max(1);
        for (rank, count) in counts.iter().enumerate() {
            let height = (count * HIGHEST).checked_div(most).unwrap_or(0);
            let ink = match marked {
                Some(marked) if rank == marked => Ink::Vermilion,
                Some(marked) if rank > marked => Ink::Rule,
                _ => Ink::Black,
            };
            let at = x + rank * room;
            let bar = room * 5 / 6;
            self.canvas.fill(ink, at, GROUND - height, bar, height);
            let (size, lift) = if named { (36.0, 14) } else { (22.0, 8) };
            let text = if ink == Ink::Rule { Ink::Soft } else { ink };
            let number = count.to_string();
            self.canvas
                .write(text, &number, at, GROUND - height - lift, size, room);
            if named {
                let about = &levels[rank];
                let words = self.words(&about.title, about.id.as_str()).join(" ");
                self.canvas
                    .write(text, &words, at, GROUND + 44, 26.0, room - 10);
            }
        }
    }
}
