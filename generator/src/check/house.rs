//! Checks that text in the colours of the house can be read.
//!
//! The limits are those of WCAG 2.2: 7 to 1 for body text (1.4.6) and 4.5 to 1 for the accent,
//! which is used for text as well (1.4.3). Colours that are derived need no check, since
//! [`Palette::of`] chooses them by contrast. The code is `E109`.

use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::model::palette::{INK, Palette, Scheme, TEXT};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::colour::{Colour, Rgb};
use crate::source::format::handbook::Shades;
use crate::source::rule::Rule;

/// Requires that ink and accent have enough contrast with the paper in both colour schemes.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let house = subject.about.and_then(|handbook| handbook.house.as_ref());
    let Some(colours) = house.and_then(|house| house.colours.as_ref()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let palette = Palette::of(Some(colours), scheme);
        let written = |shades: &Option<Shades>| {
            shades.as_ref().map(|shades| match scheme {
                Scheme::Light => shades.light.clone(),
                Scheme::Dark => shades.dark.clone(),
            })
        };
        let (accent, paper, ink) = (
            written(&colours.accent),
            written(&colours.paper),
            written(&colours.ink),
        );
        let pairs = [
            (message!("the ink"), palette.ink, ink, INK),
            (message!("the accent"), palette.accent, accent, TEXT),
        ];
        for (name, colour, written, least) in pairs {
            let contrast = colour.contrast(palette.paper_deep);
            // If the colour was not chosen, the paper is at fault.
            if let (true, Some(written)) = (contrast < least, written.as_ref().or(paper.as_ref())) {
                found.push(faint(name, colour, written, &palette, least));
            }
        }
    }
    found
}

/// The help offers the nearest readable colour: the chosen one, mixed with as little black or white
/// as suffices. If there is none, the paper is neither light nor dark.
fn faint(
    name: Message,
    colour: Rgb,
    written: &Colour,
    palette: &Palette,
    least: f64,
) -> Diagnostic {
    let contrast = colour.contrast(palette.paper_deep);
    let (black, white) = (Rgb([0; 3]), Rgb([255; 3]));
    let far = if palette.paper_deep.contrast(black) > palette.paper_deep.contrast(white) {
        black
    } else {
        white
    };
    let mut mixed = (1..=100).map(|parts| colour.mixed(far, parts));
    let better = mixed.find(|mixed| mixed.contrast(palette.paper_deep) >= least);
    Rule::LowContrast.at(
        &written.position,
        message!(
            "{name} `{colour}` is hard to read on the paper `{paper_deep}`: the contrast is {contrast} to 1, and at \
             least {least} is required",
            name,
            colour,
            paper_deep = palette.paper_deep,
            contrast = format!("{contrast:.1}"),
            least,
        ),
        better.map_or_else(
            || message!("choose a lighter paper for the light scheme or a darker one for the dark scheme"),
            |better| message!("`{better}` has enough contrast", better),
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, with};

    fn with_house(house: &str) -> Vec<String> {
        found(&with(
            "content/handbook.yaml",
            "base_url:",
            &format!("house: {house}\nbase_url:"),
        ))
    }

    #[test]
    fn colours_that_can_be_read_are_sound() {
        let house = "{name: {zh: 社, en: House}, colours: {accent: {light: \"#1f5f8b\", dark: \"#7db8e0\"}}}";
        assert_eq!(with_house(house), Vec::<String>::new());
    }

    #[test]
    fn colours_that_can_hardly_be_read_are_found_at_their_place() {
        let house = "{colours: {accent: {light: \"#e0a030\", dark: \"#333333\"}}}";
        assert_eq!(
            with_house(house),
            [
                "content/handbook.yaml:8:35: the accent `#e0a030` is hard to read on the paper `#f3f1ed`: the contrast is 2.0 to 1, and at least 4.5 is required",
                "content/handbook.yaml:8:52: the accent `#333333` is hard to read on the paper `#201e1b`: the contrast is 1.3 to 1, and at least 4.5 is required",
            ]
        );
        let house = "{colours: {paper: {light: \"#707070\", dark: \"#000000\"}}}";
        let found = with_house(house);
        let ink = ":8:34: the ink `#201d19` is hard to read";
        assert!(found.iter().any(|fault| fault.contains(ink)), "{found:?}");
    }

    #[test]
    fn what_is_no_colour_or_not_said_in_both_schemes_is_found() {
        let house =
            "{colours: {accent: {light: red, dark: \"#7db8e0\"}, ink: {light: \"#000000\"}}}";
        assert_eq!(
            with_house(house),
            [
                "content/handbook.yaml:8:35: `red` is not a colour",
                "content/handbook.yaml:8:63: a colour must have the key `dark`",
            ]
        );
    }
}
