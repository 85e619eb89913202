//! Superscripts and subscripts in HTML, as characters: `m<sup>2</sup>` is m², `H<sub>2</sub>O` is H₂O.

/// The characters that have a raised and a lowered form, each followed by both.
const FORMS: [(char, char, char); 15] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// The signs that join parts of an expression. Without its element, an expression needs brackets: `1/2` over `1/4` is not
/// `1/2/1/4`.
const JOINING: [char; 10] = ['/', '+', '-', '−', '–', '*', '·', '×', '=', ' '];

/// Replaces superscripts and subscripts by characters as far as there are such. Puts others that consist of several parts
/// in brackets, and keeps their elements.
pub(super) fn as_characters(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, inside, after)) = first(rest) {
        out.push_str(before);
        let form = |character: char| {
            let form = FORMS.iter().find(|(plain, ..)| *plain == character);
            form.map(|(_, raised, lowered)| if name == "sup" { *raised } else { *lowered })
        };
        let characters: Option<String> = inside.trim().chars().map(form).collect();
        match characters {
            Some(characters) => out.push_str(&characters),
            None if inside.trim().contains(JOINING) => {
                out.push_str(&format!("<{name}>({})</{name}>", inside.trim()));
            }
            None => out.push_str(&format!("<{name}>{inside}</{name}>")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first superscript or subscript that contains only words: what is before it, the name of its element, its words, and
/// what is after it.
fn first(text: &str) -> Option<(&str, &'static str, &str, &str)> {
    let names = ["sup", "sub"];
    text.match_indices('<').find_map(|(at, _)| {
        let opened = &text[at + 1..];
        names.into_iter().find_map(|name| {
            let inside = tag(opened, name)?;
            let (inside, closing) = inside.split_once('<')?;
            let after = tag(closing.strip_prefix('/')?, name)?;
            Some((&text[..at], name, inside, after))
        })
    })
}

/// The rest of a tag after the name of its element; `None` if `text` begins with another name.
fn tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = text.get(..name.len())?;
    let rest = &text[name.len()..];
    rest.strip_prefix('>')
        .filter(|_| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::as_characters;

    #[test]
    fn superscripts_and_subscripts_become_characters_or_stay_apart() {
        for (html, expected) in [
            ("10 m<sup>2</sup> of H<sub>2</sub>O", "10 m² of H₂O"),
            ("10<SUP>-3</SUP>", "10⁻³"),
            (
                "<sup>1/2</sup>/<sub>1/4</sub>",
                "<sup>(1/2)</sup>/<sub>(1/4)</sub>",
            ),
            ("the 1<sup>st</sup>", "the 1<sup>st</sup>"),
            (
                "x<sup><i>n</i></sup> < 3<sup>2</sup>",
                "x<sup><i>n</i></sup> < 3²",
            ),
            ("<sup>", "<sup>"),
            ("<sup>2</sub>", "<sup>2</sub>"),
            ("<sü", "<sü"),
        ] {
            assert_eq!(as_characters(html), expected, "{html}");
        }
    }
}
