//! A sheet of paper to draw on: rectangles, and lines of text from a font of our own, so that every machine draws the
//! same.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use zeno::{Command, Mask, PathBuilder as _};

/// The width that link previews ask for, in pixels.
pub(super) const WIDTH: usize = 1200;
/// The height that link previews ask for, in pixels.
pub(super) const HEIGHT: usize = 630;

/// The common Chinese characters (GB 2312, level 1) and the Latin letters of Noto Sans CJK; see `font/README.md`.
static FONT: &[u8] = include_bytes!("font/preview.otf");
static FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FONT, 0).ok());

/// Shades from paper to an ink, the paper first.
const SHADES: u8 = 32;
/// What the theme calls `--paper`.
const PAPER: [u8; 3] = [0xfc, 0xfa, 0xf6];

/// A colour to draw in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Black,
    /// What stands behind.
    Soft,
    /// Marks.
    Vermilion,
    /// Rules.
    Rule,
}

impl Ink {
    const ALL: [Ink; 4] = [Ink::Black, Ink::Soft, Ink::Vermilion, Ink::Rule];

    /// The colours are the theme's.
    fn colour(self) -> [u8; 3] {
        match self {
            Ink::Black => [0x20, 0x1d, 0x19],
            Ink::Soft => [0x57, 0x51, 0x4a],
            Ink::Vermilion => [0xb8, 0x32, 0x1a],
            Ink::Rule => [0xdc, 0xd5, 0xc9],
        }
    }

    /// The place in the palette of this much of the ink, from 0 to 255.
    fn shade(self, coverage: u8) -> u8 {
        let step = u16::from(coverage) * u16::from(SHADES - 1) / 255;
        self as u8 * SHADES + step as u8
    }
}

/// A sheet of paper.
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    /// An empty sheet.
    pub(super) fn new() -> Self {
        Canvas {
            pixels: vec![0; WIDTH * HEIGHT],
        }
    }

    /// Fills a rectangle; what lies beyond the sheet is left out.
    pub(super) fn fill(&mut self, ink: Ink, x: usize, y: usize, width: usize, height: usize) {
        let shade = ink.shade(255);
        for line in y..(y + height).min(HEIGHT) {
            let start = line * WIDTH;
            let (from, to) = (x.min(WIDTH), (x + width).min(WIDTH));
            self.pixels[start + from..start + to].fill(shade);
        }
    }

    /// Writes a line whose letters stand on `y`, as large as `size` and as the `width` allows. The width that it takes.
    pub(super) fn write(
        &mut self,
        ink: Ink,
        text: &str,
        x: usize,
        y: usize,
        size: f32,
        width: usize,
    ) -> usize {
        let Some(face) = FACE.as_ref() else { return 0 };
        let text = text.trim();
        let natural = advance(face, text) * size;
        let size = if natural > width as f32 {
            (size * width as f32 / natural).max(SMALLEST)
        } else {
            size
        };
        let line = Line::of(face, text, size, width as f32);
        let (above, below) = (size * 1.1, size * 0.4);
        let (columns, rows) = (line.end.ceil() as usize + 2, (above + below) as usize);
        if columns == 0 || rows == 0 {
            return 0;
        }
        let mut coverage = vec![0; columns * rows];
        Mask::new(&line.commands)
            .size(columns as u32, rows as u32)
            .offset((0.0, above))
            .render_into(&mut coverage, None);
        let top = y.saturating_sub(above as usize);
        for (row, covered) in coverage.chunks_exact(columns).enumerate() {
            for (column, covered) in covered.iter().enumerate() {
                let (column, row) = (x + column, top + row);
                if *covered > 0 && column < WIDTH && row < HEIGHT {
                    self.pixels[row * WIDTH + column] = ink.shade(*covered);
                }
            }
        }
        line.end as usize
    }

    /// The sheet as a PNG file.
    pub(super) fn png(&self) -> Vec<u8> {
        let mut palette = Vec::with_capacity(Ink::ALL.len() * usize::from(SHADES) * 3);
        for ink in Ink::ALL {
            for step in 0..u16::from(SHADES) {
                let last = u16::from(SHADES) - 1;
                let mixed = |channel: usize| {
                    let (from, to) = (u16::from(PAPER[channel]), u16::from(ink.colour()[channel]));
                    ((from * (last - step) + to * step) / last) as u8
                };
                palette.extend([mixed(0), mixed(1), mixed(2)]);
            }
        }
        let mut file = Vec::with_capacity(24 * 1024);
        let mut encoder = png::Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette);
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::NoFilter);
        // Writing to memory cannot fail, and the size is the header's.
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.pixels));
        debug_assert!(written.is_ok());
        file
    }
}

/// The smallest size at which a line can be read in a preview; what does not fit is cut.
const SMALLEST: f32 = 20.0;

/// Whether the font has every character of `text`.
pub(super) fn can_write(text: &str) -> bool {
    FACE.as_ref().is_some_and(|face| {
        text.chars()
            .all(|character| face.glyph_index(character).is_some())
    })
}

/// The width of a text that is one unit high.
fn advance(face: &Face, text: &str) -> f32 {
    let glyphs = text
        .chars()
        .filter_map(|character| face.glyph_index(character));
    glyphs.map(|glyph| step(face, glyph)).sum()
}

fn step(face: &Face, glyph: GlyphId) -> f32 {
    let units = face.glyph_hor_advance(glyph).unwrap_or_default();
    f32::from(units) / f32::from(face.units_per_em())
}

/// Outlines of letters one after another; the letters stand on 0, and down is positive.
struct Line {
    commands: Vec<Command>,
    end: f32,
    scale: f32,
}

impl Line {
    fn of(face: &Face, text: &str, size: f32, width: f32) -> Self {
        let mut line = Line {
            commands: Vec::new(),
            end: 0.0,
            scale: size / f32::from(face.units_per_em()),
        };
        let dots = face
            .glyph_index('…')
            .map(|dots| (dots, step(face, dots) * size));
        let fits = advance(face, text) * size <= width + 1.0;
        for character in text.chars() {
            let Some(glyph) = face.glyph_index(character) else {
                continue;
            };
            let next = step(face, glyph) * size;
            if let (false, Some((dots, room))) = (fits, dots)
                && line.end + next + room > width
            {
                line.add(face, dots, room);
                break;
            }
            line.add(face, glyph, next);
        }
        line
    }

    fn add(&mut self, face: &Face, glyph: GlyphId, step: f32) {
        face.outline_glyph(glyph, self);
        self.end += step;
    }

    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [self.end + x * self.scale, -y * self.scale]
    }
}

impl OutlineBuilder for Line {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.commands.move_to(to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.commands.line_to(to);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.at(x1, y1), self.at(x, y));
        self.commands.quad_to(control, to);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.commands.curve_to(first, second, to);
    }

    fn close(&mut self) {
        self.commands.close();
    }
}
