//! The outlines of an embedded font's letters.
//!
//! The font is a subset, so a text may have characters that it lacks; ask [`has_all`] first.
//! Letters are set one after another, without kerning or ligatures, and from left to right only.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use zeno::{Command, PathBuilder as _};

/// The common Chinese characters and the Latin letters of Noto Sans CJK; see `font/README.md`.
static FONT: &[u8] = include_bytes!("font/card.otf");
/// The font, parsed once; `None` only if the embedded file were damaged.
static FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FONT, 0).ok());

/// Whether the font has every character of `text`.
pub(super) fn has_all(text: &str) -> bool {
    let has = |face: &Face| {
        text.chars()
            .all(|letter| face.glyph_index(letter).is_some())
    };
    FACE.as_ref().is_some_and(has)
}

/// The width of a text in pixels, at `size` pixels per em. Characters that the font lacks have no
/// width.
pub(super) fn width(text: &str, size: f32) -> f32 {
    let Some(face) = FACE.as_ref() else {
        return 0.0;
    };
    let glyphs = text.chars().filter_map(|letter| face.glyph_index(letter));
    glyphs.map(|glyph| advance(face, glyph)).sum::<f32>() * size
}

/// The advance width of a glyph, in ems.
fn advance(face: &Face, glyph: GlyphId) -> f32 {
    let units = face.glyph_hor_advance(glyph).unwrap_or_default();
    f32::from(units) / f32::from(face.units_per_em())
}

/// A letter's outline.
pub(super) struct Letter {
    /// The horizontal offset from the start of the text, in pixels.
    pub(super) start: f32,
    /// The outline, in pixels. The baseline is at 0, and y grows downwards.
    pub(super) outline: Vec<Command>,
}

/// Returns the letters of a text at `size` pixels per em. Replaces the end of a text wider than `room` pixels with an
/// ellipsis.
pub(super) fn outlines(text: &str, size: f32, room: f32) -> Vec<Letter> {
    let Some(face) = FACE.as_ref() else {
        return Vec::new();
    };
    let step = |glyph| advance(face, glyph) * size;
    let ellipsis = face.glyph_index('…').unwrap_or_default();
    let fits = width(text, size) <= room + 1.0;
    let (mut letters, mut start) = (Vec::new(), 0.0);
    for glyph in text.chars().filter_map(|letter| face.glyph_index(letter)) {
        let is_last = !fits && start + step(glyph) + step(ellipsis) > room;
        let glyph = if is_last { ellipsis } else { glyph };
        let mut pen = Pen {
            scale: size / f32::from(face.units_per_em()),
            outline: Vec::new(),
        };
        face.outline_glyph(glyph, &mut pen);
        let outline = pen.outline;
        letters.push(Letter { start, outline });
        if is_last {
            break;
        }
        start += step(glyph);
    }
    letters
}

/// Draws a letter's outline.
struct Pen {
    scale: f32,
    outline: Vec<Command>,
}

impl Pen {
    /// A point of the font's coordinates in pixels, with y growing downwards.
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [x * self.scale, -y * self.scale]
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.outline.move_to(to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.outline.line_to(to);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.at(x1, y1), self.at(x, y));
        self.outline.quad_to(control, to);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.outline.curve_to(first, second, to);
    }

    fn close(&mut self) {
        self.outline.close();
    }
}
