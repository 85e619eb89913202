//! The names of levels, and their order.

use super::headings::{is_level_word, plain};

/// The levels of the Common European Framework of Reference for Languages, lowest first.
const CEFR: [&str; 7] = ["prea1", "a1", "a2", "b1", "b2", "c1", "c2"];

/// The usual names of levels, lowest first. Those in a line are as high.
const ORDER: &str = include_str!("levels.txt");

/// Whether a heading is usually the name of a level: `Level 2`, `Advanced`, `Level 2 – Advanced`.
pub(in crate::import::table) fn is_level(heading: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut is_named = false;
    let are_all = parts(heading).all(|part| {
        let is_name = is_name(part);
        is_named |= is_name;
        is_name || is_digits(part.trim()) || cefr(part).is_some()
    });
    are_all && is_named
}

/// Whether one part of a heading is the name of a level.
fn is_name(heading: &str) -> bool {
    let plain = plain(heading);
    if is_level_word(&plain) {
        return true;
    }
    let beginnings = [
        "level", "lvl", "l", "stage", "grade", "niveau", "stufe", "nivel", "等级", "级别", "水平",
        "第",
    ];
    let is_counted = |rest: &str| {
        let rest = rest.trim_end_matches(['级', '等']);
        !rest.is_empty()
            && (rest
                .chars()
                .all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
                || ["i", "ii", "iii", "iv", "v"].contains(&rest))
    };
    let rest = beginnings
        .iter()
        .find_map(|beginning| plain.strip_prefix(beginning));
    rest.is_some_and(is_counted) || (plain.ends_with('级') && is_counted(&plain))
}

/// The place of a heading among the levels of languages: `A1`, `B1+`, `B1 Intermediate`. Codes may look the same, so a single such
/// heading does not make a level.
pub(in crate::import::table) fn cefr(heading: &str) -> Option<usize> {
    let place = |words: &str| CEFR.iter().position(|level| *level == plain(words));
    let (first, rest) = heading.trim().split_once(' ').unwrap_or((heading, ""));
    place(heading).or_else(|| place(first).filter(|_| is_level(rest)))
}

/// The parts of a heading: a number or a name of a level, and another name of it.
fn parts(heading: &str) -> impl Iterator<Item = &str> {
    let parts = heading.split(['(', '（', ':', '：', '–', '—', '=', ')', '）']);
    let parts = parts.flat_map(|part| part.split(" - "));
    parts.filter(|part| part.chars().any(char::is_alphanumeric))
}

/// How high a level is among those that are usual. `None` if its name does not tell: `Grade 1` is the lowest in some
/// frameworks and the highest in others.
pub(in crate::import::table) fn height(title: &str) -> Option<usize> {
    let counted = |part: &str| {
        let plain = plain(part);
        let beginnings = ["level", "lvl", "niveau", "stufe", "nivel", "l"];
        let rest = beginnings
            .iter()
            .find_map(|beginning| plain.strip_prefix(beginning));
        rest?.parse().ok()
    };
    let named = |part: &str| {
        let plain = plain(part);
        ORDER
            .lines()
            .position(|line| line.split(' ').any(|word| word == plain))
    };
    cefr(title)
        .or_else(|| parts(title).find_map(counted))
        .or_else(|| parts(title).find_map(named))
}

/// Whether a cell is a level that a role may need: a digit, or the usual name of a level.
pub(in crate::import::table) fn is_expected_level(cell: &str) -> bool {
    let cell = cell.trim();
    let is_digit = matches!(cell.as_bytes(), [digit] if (b'1'..=b'9').contains(digit));
    is_digit || is_level(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_levels_are_known() {
        for name in [
            "Level 1",
            "L3",
            "Beginner",
            "3级",
            "三级",
            "Highly specialised",
            "初级",
        ] {
            assert!(is_level(name), "{name}");
        }
        for name in ["Levels", "Owner", "Learning", "级", "Level of detail"] {
            assert!(!is_level(name), "{name}");
        }
    }

    #[test]
    fn levels_with_a_number_and_a_name_are_known() {
        for name in [
            "Level 1 - Beginner",
            "2 – Intermediate",
            "Advanced (3)",
            "L2: 中级",
        ] {
            assert!(is_level(name), "{name}");
        }
        for name in ["1", "2 – 3", "Level 1 - Owner", "A1"] {
            assert!(!is_level(name), "{name}");
        }
    }

    #[test]
    fn levels_of_languages_are_known() {
        for (name, place) in [
            ("Pre-A1", Some(0)),
            ("A1", Some(1)),
            ("B1+", Some(3)),
            ("B2 Intermediate", Some(4)),
            ("D1", None),
            ("A1 Owner", None),
        ] {
            assert_eq!(cefr(name), place, "{name}");
        }
    }

    #[test]
    fn the_usual_levels_have_an_order() {
        for names in [
            &["A1", "A2", "B1", "C2"][..],
            &["Level 1", "Level 2", "Level 10"],
            &["Beginner", "Intermediate", "Advanced", "Expert"],
            &["Poor", "Fair", "Good", "Excellent"],
            &["初级", "中级", "高级"],
            &["初级工", "中级工", "高级工", "技师", "高级技师"],
            &["不合格", "合格", "良好", "优秀"],
        ] {
            let heights: Option<Vec<usize>> = names.iter().map(|name| height(name)).collect();
            let heights = heights.expect("known");
            assert!(
                heights.is_sorted_by(|low, high| low < high),
                "{names:?}: {heights:?}"
            );
        }
        for name in ["Grade 1", "一级", "Associate", "Owner"] {
            assert_eq!(height(name), None, "{name}");
        }
    }
}
