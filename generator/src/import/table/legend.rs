//! Legends, which say what the short names of levels mean: `1 = basic, 2 = independent`, or a sheet with two columns.

/// The signs that part a name from its meaning.
const SIGNS: [char; 8] = ['=', '＝', ':', '：', '-', '–', '—', '→'];

/// The longest meaning, in characters.
const LONGEST: usize = 60;

/// The meanings of all these names in a text. `None` if it lacks one of them.
pub(super) fn meanings(text: &str, names: &[String]) -> Option<Vec<String>> {
    // Names that are not levels end the meaning before them.
    let others = ["0", "×", "x", "✕"].map(str::to_owned);
    let mut begins: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (name, place) in names
        .iter()
        .zip(0..)
        .map(|(name, place)| (name, Some(place)))
        .chain(others.iter().map(|name| (name, None)))
    {
        for (at, _) in text.match_indices(name.as_str()) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let rest = &text[at + name.len()..];
            let meaning = rest.trim_start().strip_prefix(SIGNS);
            if let Some(meaning) = meaning {
                begins.push((at, text.len() - meaning.len(), place));
            }
        }
    }
    begins.sort_unstable();
    let mut found: Vec<Option<String>> = vec![None; names.len()];
    for (index, (_, begin, place)) in begins.iter().enumerate() {
        let end = begins.get(index + 1).map_or(text.len(), |next| next.0);
        let Some((words, place)) = text.get(*begin..end).zip(*place) else {
            continue;
        };
        let words = words.lines().next().unwrap_or_default();
        let words =
            words.trim_matches(|c: char| c.is_whitespace() || ",;、，；。.|/／(（".contains(c));
        if words.is_empty() || words.chars().count() > LONGEST || found[place].is_some() {
            return None;
        }
        found[place] = Some(words.to_owned());
    }
    found.into_iter().collect()
}

/// A name with its meaning, as the title of a level.
pub(super) fn title(name: &str, meaning: &str) -> String {
    let is_sign = !name.chars().any(char::is_alphanumeric);
    let is_wide = meaning.chars().any(|c| u32::from(c) > 0x2e7f);
    match is_sign || is_wide {
        true => format!("{name} {meaning}"),
        false => format!("{name} – {meaning}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_legend_gives_each_name_its_meaning() {
        for (text, of, expected) in [
            (
                "Stufen: 1 = Grundkenntnisse, 2 = unter Anleitung, 3 = selbstständig",
                "1 2 3",
                "Grundkenntnisse|unter Anleitung|selbstständig",
            ),
            (
                "◎：人に教えられる　○：一人でできる　△：補助があればできる　×：未経験",
                "△ ○ ◎",
                "補助があればできる|一人でできる|人に教えられる",
            ),
            (
                "0: none; 1: aware; 2: works (alone)",
                "1 2",
                "aware|works (alone)",
            ),
            ("1-了解\n2-掌握", "1 2", "了解|掌握"),
        ] {
            let found = meanings(text, &names(of)).expect(text);
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn a_text_without_all_names_is_no_legend() {
        for text in [
            "1 = basic",
            "Agreed on 2026-01-02",
            "1 = , 2 = b",
            "See sections 1 and 2",
            "1 = a, 2 = b, 1 = c",
        ] {
            assert_eq!(meanings(text, &names("1 2")), None, "{text}");
        }
    }

    #[test]
    fn a_title_has_the_name_and_its_meaning() {
        assert_eq!(title("1", "basic"), "1 – basic");
        assert_eq!(title("◎", "人に教えられる"), "◎ 人に教えられる");
        assert_eq!(title("3", "独立完成"), "3 独立完成");
    }
}
