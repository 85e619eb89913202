//! The colours of the pages, derived from the house's colours.
//!
//! A house sets at most three colours in each scheme (`house` in `handbook.yaml`), and the rest
//! follow by mixing. The mixtures are chosen by contrast, not by taste, so that no choice of the
//! house makes a page unreadable; if the three colours themselves are too close,
//! [`crate::check::house`] reports it. The theme's style sheet and the cards
//! ([`crate::render::card`]) use the result.

use crate::source::format::colour::Rgb;
use crate::source::format::handbook::{Colours, Shades};

/// A colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The minimum contrast of text (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;
/// The minimum contrast of body text (WCAG 2.2, 1.4.6).
pub const INK: f64 = 7.0;
/// The minimum contrast of lines that carry meaning (WCAG 2.2, 1.4.11).
const LINE: f64 = 3.0;

/// The default theme's accent, paper and ink in a scheme, as in its `tokens.css`.
const fn default(scheme: Scheme) -> [Rgb; 3] {
    match scheme {
        Scheme::Light => [
            Rgb([0xb8, 0x32, 0x1a]),
            Rgb([0xfc, 0xfa, 0xf6]),
            Rgb([0x20, 0x1d, 0x19]),
        ],
        Scheme::Dark => [
            Rgb([0xf0, 0x84, 0x65]),
            Rgb([0x18, 0x16, 0x13]),
            Rgb([0xe9, 0xe4, 0xda]),
        ],
    }
}

/// The colours of one scheme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The background of the page.
    pub paper: Rgb,
    /// The background of blocks that are set off. Contrast is measured against this one, since it
    /// is closer to the ink than `paper`.
    pub paper_deep: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Less prominent text. At least [`TEXT`] against `paper_deep`, unless the ink itself has less.
    pub ink_soft: Rgb,
    /// The least prominent text. At least [`TEXT`] too: faint is not illegible.
    pub ink_faint: Rgb,
    /// Lines that only divide. They may be fainter than `LINE`, as WCAG exempts decoration.
    pub rule: Rgb,
    /// Lines that carry meaning, such as the border of a button. At least `LINE` against
    /// `paper_deep`, unless the ink itself has less.
    pub rule_strong: Rgb,
    /// Numbers, marks and focus.
    pub accent: Rgb,
    /// The background of highlights.
    pub accent_wash: Rgb,
}

impl Palette {
    /// Derives the palette of `scheme` from the house's colours, or from the default theme's where the house sets none.
    pub fn of(colours: Option<&Colours>, scheme: Scheme) -> Palette {
        let [accent, paper, ink] = default(scheme);
        let chosen = |which: fn(&Colours) -> &Option<Shades>, otherwise| {
            let shades = colours.and_then(|colours| which(colours).as_ref());
            shades.map_or(otherwise, |shades| match scheme {
                Scheme::Light => shades.light.rgb,
                Scheme::Dark => shades.dark.rgb,
            })
        };
        let accent = chosen(|colours| &colours.accent, accent);
        let paper = chosen(|colours| &colours.paper, paper);
        let ink = chosen(|colours| &colours.ink, ink);
        let paper_deep = paper.mixed(ink, 4);
        // Fades the text as far as requested, but keeps it readable.
        let faded = |most: u16| {
            let mut parts = (0..=most).rev();
            let readable = |parts: &u16| ink.mixed(paper, *parts).contrast(paper_deep) >= TEXT;
            ink.mixed(paper, parts.find(readable).unwrap_or_default())
        };
        let visible = |parts: &u16| paper.mixed(ink, *parts).contrast(paper_deep) >= LINE;
        Palette {
            paper,
            paper_deep,
            ink,
            ink_soft: faded(24),
            ink_faint: faded(34),
            rule: paper.mixed(ink, 15),
            rule_strong: paper.mixed(ink, (50..100).find(visible).unwrap_or(100)),
            accent,
            accent_wash: paper.mixed(accent, 10),
        }
    }
}
