//! The styles derived from the colours of a house.
//!
//! The result is one of the style sheets that are joined into the page's own ([`super::theme`]).
//! The names of the tokens are those of `tokens.css`; the values are computed by [`Palette`].

use crate::model::palette::{Palette, Scheme};
use crate::source::format::handbook::House;

/// Returns the tokens that the colours of `house` replace; empty if it sets none. Print uses no colours, so the tokens
/// apply only to the screen.
///
/// The scheme follows the reader's system, unless the reader has chosen one on the page
/// (`data-scheme`).
pub fn styles(house: &House) -> String {
    let Some(colours) = &house.colours else {
        return String::new();
    };
    let is_whole = colours.paper.is_some() || colours.ink.is_some();
    let declarations = |scheme| tokens(&Palette::of(Some(colours), scheme), is_whole);
    let (light, dark) = (declarations(Scheme::Light), declarations(Scheme::Dark));
    format!(
        "@media screen {{\n  :root {{ {light} }}\n}}\n\
         @media screen and (prefers-color-scheme: dark) {{\n  :root:where(:not([data-scheme=\"light\"])) {{ {dark} }}\n}}\n\
         @media screen {{\n  :root:where([data-scheme=\"dark\"]) {{ {dark} }}\n}}\n"
    )
}

/// Returns the declarations of a palette: only the accent's, or all of them. With the default paper
/// and ink, only the accent and its wash differ from the theme's own.
fn tokens(palette: &Palette, is_whole: bool) -> String {
    let mut tokens = format!(
        "--vermilion: {}; --vermilion-wash: {};",
        palette.accent, palette.accent_wash
    );
    if is_whole {
        tokens.push_str(&format!(
            " --paper: {}; --paper-deep: {}; --ink: {}; --ink-soft: {}; --ink-faint: {}; --rule: {}; --rule-strong: {};",
            palette.paper,
            palette.paper_deep,
            palette.ink,
            palette.ink_soft,
            palette.ink_faint,
            palette.rule,
            palette.rule_strong
        ));
    }
    tokens
}
