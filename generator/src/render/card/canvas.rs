//! A sheet of paper for rectangles and lines of text. It uses an embedded font, so that the result is the same on every
//! machine.
//!
//! Sixteen colours are enough, since a card has one paper and two inks with their edges, and they
//! make small files. All arithmetic is on integers or with additions and multiplications of floats,
//! which every machine rounds alike.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use zeno::{Mask, Scratch};

use super::letters;
use crate::source::format::colour::Rgb;

/// The width of a card, in pixels.
pub(super) const WIDTH: usize = 1200;
/// The height of a card, in pixels.
pub(super) const HEIGHT: usize = 630;

/// The number of palette steps from the paper to the ink.
const TO_INK: u8 = 9;
/// The number of palette steps from the paper to the accent.
const TO_ACCENT: u8 = 6;

/// The colours of a sheet.
pub(super) struct Shading {
    /// The sheet itself.
    pub(super) paper: Rgb,
    /// Text.
    pub(super) ink: Rgb,
    /// Marks.
    pub(super) accent: Rgb,
}

impl Shading {
    /// Returns the sixteen palette colours: the paper, the steps to the ink, and the steps to the accent.
    /// Three bytes for each colour.
    fn palette(&self) -> Vec<u8> {
        let mut palette = self.paper.0.to_vec();
        for (ink, steps) in [(self.ink, TO_INK), (self.accent, TO_ACCENT)] {
            let last = u16::from(steps);
            for step in 1..=last {
                let mixed = |(from, to): (u8, u8)| {
                    ((u16::from(from) * (last - step) + u16::from(to) * step) / last) as u8
                };
                palette.extend(self.paper.0.into_iter().zip(ink.0).map(mixed));
            }
        }
        palette
    }
}

/// The ink to draw in. All inks and the edges of letters share sixteen colours, half a byte per pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Black,
    /// Secondary text.
    Soft,
    /// Rules.
    Rule,
    /// Marks.
    Vermilion,
}

impl Ink {
    /// Returns the palette index for a coverage from 0 to 255.
    fn shade(self, coverage: u8) -> u8 {
        let (first, full) = match self {
            Ink::Black => (0, TO_INK),
            Ink::Soft => (0, TO_INK - 2),
            Ink::Rule => (0, 2),
            Ink::Vermilion => (TO_INK, TO_ACCENT),
        };
        match ((u16::from(coverage) * u16::from(full) + 127) / 255) as u8 {
            0 => 0,
            step => first + step,
        }
    }
}

/// A sheet of paper: palette indices, two pixels per byte, row by row.
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    /// Creates an empty sheet.
    pub(super) fn new() -> Self {
        Canvas {
            pixels: vec![0; WIDTH / 2 * HEIGHT],
        }
    }

    /// Shading a pixel of the sheet.
    fn set(&mut self, x: usize, y: usize, shade: u8) {
        let pair = &mut self.pixels[(y * WIDTH + x) / 2];
        *pair = match x % 2 {
            0 => *pair & 0x0f | shade << 4,
            _ => *pair & 0xf0 | shade,
        };
    }

    /// Fills a rectangle, clipped to the sheet.
    pub(super) fn fill(&mut self, ink: Ink, x: usize, y: usize, width: usize, height: usize) {
        let shade = ink.shade(255);
        for y in y..(y + height).min(HEIGHT) {
            for x in x..(x + width).min(WIDTH) {
                self.set(x, y, shade);
            }
        }
    }

    /// Writes a line with its baseline at `y` and `size` pixels per em. Cuts text beyond `width` pixels.
    pub(super) fn write(
        &mut self,
        ink: Ink,
        text: &str,
        (x, y): (usize, usize),
        size: f32,
        width: f32,
    ) {
        let mut scratch = Scratch::new();
        let (above, below) = ((size * 1.1) as usize, (size * 0.4) as usize);
        // Letters are drawn one by one, since the cost of a path grows faster than its length. A letter may overlap its
        // advance on both sides.
        let beside = (size * 0.2) as usize;
        let (columns, rows) = (size as usize + 2 * beside, above + below);
        let mut coverage = vec![0; columns * rows];
        for letter in letters::outlines(text, size, width) {
            let start = letter.start as usize;
            let within = letter.start - start as f32;
            coverage.fill(0);
            Mask::with_scratch(&letter.outline, &mut scratch)
                .size(columns as u32, rows as u32)
                .offset((within + beside as f32, above as f32))
                .render_into(&mut coverage, None);
            let corner = ((x + start).checked_sub(beside), y.checked_sub(above));
            if let (Some(x), Some(y)) = corner {
                self.print(ink, &coverage, columns, (x, y));
            }
        }
    }

    /// Applies `ink` to the degree given by `coverage`, in rows of `columns` pixels, clipped to the sheet.
    fn print(&mut self, ink: Ink, coverage: &[u8], columns: usize, (x, y): (usize, usize)) {
        for (covered, y) in coverage.chunks_exact(columns).zip(y..HEIGHT) {
            for (covered, x) in covered.iter().zip(x..WIDTH) {
                if *covered > 0 {
                    self.set(x, y, ink.shade(*covered));
                }
            }
        }
    }

    /// Encodes the sheet as a PNG file.
    pub(super) fn png(&self, colours: &Shading) -> Vec<u8> {
        let mut file = Vec::with_capacity(16 * 1024);
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(colours.palette());
        // The next level makes files a fifth smaller but takes a quarter longer, and the pictures account for most of
        // the time of a build with a base URL.
        encoder.set_deflate_compression(DeflateCompression::Level(1));
        encoder.set_filter(Filter::NoFilter);
        // Writing to memory cannot fail, and the size is the header's.
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.pixels));
        debug_assert!(written.is_ok());
        file
    }
}
