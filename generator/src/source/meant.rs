//! Values as people write them, rewritten as the format writes them, for the help of a message.
//!
//! A date in Chinese or in words, a number with its unit, a reference typed with a Chinese input method. Nothing here is
//! accepted: a value that could be meant in two ways would be read in one of them. `None` if it is not clear what was meant.

use super::spelling::{is_id, is_reference};

/// The names of the months in English, by their first three letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The digits of Chinese numerals, from 0; `〇` and `零` are both 0.
const NUMERALS: &str = "〇一二三四五六七八九";

/// The year-month-day of a date in another form: `2026年11月16日`, `2026/11/16`, `16 November 2026`. The calendar may lack it.
pub(super) fn date(written: &str) -> Option<String> {
    let narrow = half_width(written).to_lowercase();
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    let kind = |c: char| match c {
        '0'..='9' => 1,
        'a'..='z' => 2,
        '零' | '十' => 3,
        c if NUMERALS.contains(c) => 3,
        _ => 0,
    };
    let mut rest = narrow.as_str();
    while let Some(first) = rest.chars().next() {
        let part = kind(first);
        let end = rest.find(|c| kind(c) != part).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        match part {
            1 => numbers.push((word.parse().ok()?, word.len())),
            2 => {
                let named = word
                    .get(..3)
                    .and_then(|start| MONTHS.iter().position(|name| *name == start));
                month = named.or(month);
            }
            3 => numbers.push((numeral(word)?, word.chars().count())),
            _ => {}
        }
    }
    let year = numbers.iter().position(|(_, digits)| *digits == 4)?;
    let (year, (others, is_first)) = (numbers.remove(year).0, (numbers, year == 0));
    let (month, day) = match (month, others.as_slice()) {
        (Some(month), [(day, _)]) => (u32::try_from(month).ok()? + 1, *day),
        (None, [(month, _), (day, _)]) if is_first => (*month, *day),
        (None, [(one, _), (other, _)]) if *one > 12 => (*other, *one),
        (None, [(one, _), (other, _)]) if *other > 12 || one == other => (*one, *other),
        _ => return None,
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The value of a Chinese numeral in a date: `二〇二六`, `十一`, `三十`.
fn numeral(word: &str) -> Option<u32> {
    let digit = |c: char| {
        let zero = if c == '零' { '〇' } else { c };
        let at = NUMERALS.chars().position(|known| known == zero)?;
        u32::try_from(at).ok()
    };
    let digits = |part: &str| {
        part.chars()
            .try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?))
    };
    match word.split_once('十') {
        None => digits(word),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digits(tens)? };
            tens.checked_mul(10)?.checked_add(digits(ones)?)
        }
    }
}

/// The number in a text with one number: `60%`, `20 points`, `４０`, `1,200`, `4,5`.
pub(super) fn number(written: &str) -> Option<String> {
    let narrow = half_width(written);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = narrow.find(|c: char| c.is_ascii_digit())?;
    let end = narrow[start..]
        .find(|c| !is_part(c))
        .map_or(narrow.len(), |length| start + length);
    let (digits, after) = (&narrow[start..end], &narrow[end..]);
    if after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_end_matches(['.', ',']);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (digits, String::new()),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let others: Vec<&str> = groups.collect();
    let whole = match others.as_slice() {
        [] => whole.to_owned(),
        [decimals] if decimals.len() < 3 && fraction.is_empty() => format!("{first}.{decimals}"),
        _ if others.iter().all(|group| group.len() == 3) && first.len() <= 3 => {
            whole.replace(',', "")
        }
        _ => return None,
    };
    let digits = match after.trim_start().to_lowercase().chars().next() {
        Some('k' | '千') => shifted(&whole, &fraction, 3)?,
        Some('w' | '万' | '萬') => shifted(&whole, &fraction, 4)?,
        Some(_) | None => whole + &fraction,
    };
    let sign = if narrow[..start].ends_with('-') {
        "-"
    } else {
        ""
    };
    Some(format!("{sign}{digits}"))
}

/// A number of thousands (`zeros` is 3) or ten thousands (4), such as `8k` and `1.5万`, in full. The fraction begins with
/// its point. `None` if there is a fraction left, which nobody writes.
fn shifted(whole: &str, fraction: &str, zeros: usize) -> Option<String> {
    let decimals = fraction.trim_start_matches('.');
    let padding = zeros.checked_sub(decimals.len())?;
    let digits = format!("{whole}{decimals}{}", "0".repeat(padding));
    Some(digits.trim_start_matches('0').to_owned()).filter(|digits| !digits.is_empty())
}

/// `true` or `false`, written in another way.
pub(super) fn truth(written: &str) -> Option<bool> {
    match written.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" | "x" | "是" | "对" | "真" | "有" | "√" | "✓" | "✔" => {
            Some(true)
        }
        "false" | "no" | "off" | "n" | "0" | "否" | "不" | "假" | "无" | "不是" | "×" | "✗" => {
            Some(false)
        }
        _ => None,
    }
}

/// The references in a text that is not one: `1–a`, `1-a至c`, `1-a、1-b`, `第1条`, `1-a Ability to …`.
pub(super) fn references(written: &str) -> Option<Vec<String>> {
    let narrow = half_width(written);
    let trimmed = narrow.trim_matches(['[', ']', '【', '】', '(', ')', '"', '\'', '“', '”', ' ']);
    let items = trimmed.split([',', ';', '、', '和', '及']);
    items.map(|item| reference(item.trim())).collect()
}

/// The reference that a single item was meant to be.
fn reference(item: &str) -> Option<String> {
    const TO: [&str; 9] = ["...", "……", "…", "~", "〜", "至", "到", " to ", " - "];
    let mut text = item.replace(['第', '款', '项'], "").replace('条', "-");
    text.truncate(text.trim_end_matches('-').len());
    for to in TO {
        text = text.replace(to, "..");
    }
    let dashes = ['–', '—', '‐', '‑', '−', '－'];
    // The first dash joins a clause and a letter; one after it is that of a range.
    if let Some(at) = text.find(dashes) {
        let (before, after) = text.split_at(at);
        let after = after.trim_start_matches(dashes);
        let joint = if before.contains('-') { ".." } else { "-" };
        text = format!("{}{joint}{}", before.trim_end(), after.trim_start());
    }
    let text = text.replace(" ..", "..").replace(".. ", "..");
    // `1 a)` is `1-a`, and what follows a whole reference is its label.
    let text = match text.split_once(' ') {
        Some((clause, rest)) => {
            let letter = rest.trim().trim_matches(['(', ')', '.']);
            let is_letter =
                letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_lowercase());
            match is_letter {
                true => format!("{clause}-{letter}"),
                false => clause.to_owned(),
            }
        }
        None => text.replace('(', "-").replace(')', ""),
    };
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    (has_digit && text != item && is_reference(&text) || is_reference(item)).then_some(text)
}

/// The ids in a text with several of them: `junior, senior`.
pub(super) fn ids(written: &str) -> Option<Vec<String>> {
    let narrow = half_width(written);
    let trimmed = narrow.trim_matches(['[', ']', '【', '】', '(', ')', ' ']);
    let ids: Vec<String> = trimmed
        .split([',', ';', '、'])
        .map(|id| id.trim().to_owned())
        .collect();
    let is_list = ids.len() > 1 || trimmed.len() < narrow.len();
    (is_list && ids.iter().all(|id| is_id(id) || is_reference(id))).then_some(ids)
}

/// An identifier like a text that is not one: the number or code with which it begins, or the text with hyphens for what
/// ids cannot have.
pub(super) fn id(written: &str) -> Option<String> {
    let narrow = half_width(written);
    let first = narrow.split_whitespace().next()?;
    let is_code = first.contains(|c: char| c.is_ascii_digit()) && is_id(first);
    if is_code && first.len() < narrow.trim().len() {
        return Some(first.to_owned());
    }
    if !narrow.is_ascii() {
        // `附录A`, `第2.2条`: the only code among words.
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let mut codes = narrow
            .split(|c| !is_part(c))
            .filter(|code| !code.is_empty());
        let code = codes.next()?.trim_matches(['.', '-', '_']);
        let is_code = code.len() == 1 || code.contains(|c: char| c.is_ascii_digit());
        return (codes.next().is_none() && is_code && is_id(code)).then(|| code.to_owned());
    }
    let is_latin = narrow.is_ascii() && !narrow.contains(['/', '\\']);
    let words =
        narrow.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let id = words.join("-").trim_matches(['.', '-', '_']).to_owned();
    (is_latin && is_id(&id)).then_some(id)
}

/// The mark with which people begin an item of a list, if `text` begins with one: `•`, `–`, `1.`, `（1）`.
pub(super) fn item_mark(text: &str) -> Option<&str> {
    let marks = [
        '•', '·', '●', '○', '■', '□', '◆', '–', '—', '－', '▪', '＊', '➢', '✓', '√',
    ];
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if marks.contains(&first) && rest.starts_with(|c: char| !c.is_numeric()) {
        return Some(&text[..first.len_utf8()]);
    }
    let digits = text.trim_start_matches(['(', '（']);
    let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits.len() - after.len();
    let closing = after.chars().next().filter(|c| ".)、）".contains(*c))?;
    let end = text.len() - after.len() + closing.len_utf8();
    let is_apart = closing != '.' || text[end..].starts_with(' ');
    ((1..3).contains(&number) && is_apart).then(|| &text[..end])
}

/// The text with the full-width forms of ASCII characters made half-width, and `。` made a full stop.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_other_forms_are_recognised() {
        for (written, meant) in [
            ("2026年11月6日", Some("2026-11-06")),
            ("2026 年 11 月 6 日", Some("2026-11-06")),
            ("二〇二六年十一月三十日", Some("2026-11-30")),
            ("２０２６－１１－３０", Some("2026-11-30")),
            ("2026/1/2", Some("2026-01-02")),
            ("2026.11.30", Some("2026-11-30")),
            ("30 November 2026", Some("2026-11-30")),
            ("Nov. 3rd, 2026", Some("2026-11-03")),
            ("11/30/2026", Some("2026-11-30")),
            ("30/11/2026", Some("2026-11-30")),
            // Either the third of April or the fourth of March.
            ("03/04/2026", None),
            ("2026年底", None),
            ("长期", None),
        ] {
            assert_eq!(date(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn numbers_are_found_in_a_text_with_one() {
        for (written, meant) in [
            ("60%", Some("60")),
            ("60 分", Some("60")),
            ("６０", Some("60")),
            ("4,5", Some("4.5")),
            ("1,200", Some("1200")),
            ("¥8,000.50", Some("8000.50")),
            ("-3 °C", Some("-3")),
            ("4-6", None),
            ("1e3", None),
            ("四", None),
        ] {
            assert_eq!(number(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn references_are_repaired() {
        let repaired = |written| references(written).map(|found| found.join(" "));
        for (written, meant) in [
            ("1–a", "1-a"),
            ("5.3.4－a", "5.3.4-a"),
            ("1-a–c", "1-a..c"),
            ("1-a至c", "1-a..c"),
            ("1-a ~ c", "1-a..c"),
            ("1-a...c", "1-a..c"),
            ("1-a、1-b", "1-a 1-b"),
            ("1-a，1-b", "1-a 1-b"),
            ("第5.3.4条", "5.3.4"),
            ("第5.3.4条a项", "5.3.4-a"),
            ("1 a)", "1-a"),
            ("1(a)", "1-a"),
            ("【1-a】", "1-a"),
            ("1-a Ability to enter", "1-a"),
        ] {
            assert_eq!(repaired(written).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(repaired("能力"), None);
        assert_eq!(repaired("see above"), None);
    }

    #[test]
    fn ids_are_found_in_lists_and_beside_labels() {
        let list = |written| ids(written).map(|found| found.join(" "));
        assert_eq!(list("junior, senior").as_deref(), Some("junior senior"));
        assert_eq!(list("junior、senior").as_deref(), Some("junior senior"));
        assert_eq!(list("【1-a】").as_deref(), Some("1-a"));
        assert_eq!(list("one thing, and another"), None);
        assert_eq!(list("junior"), None);
        assert_eq!(id("1 Skills").as_deref(), Some("1"));
        assert_eq!(id("zh+en").as_deref(), Some("zh-en"));
        assert_eq!(id("Team lead").as_deref(), Some("Team-lead"));
        assert_eq!(id("编辑"), None);
        assert_eq!(id("standards/example"), None);
    }

    #[test]
    fn marks_of_items_are_recognised() {
        for (text, mark) in [
            ("• one", Some("•")),
            ("– text", Some("–")),
            ("1. text", Some("1.")),
            ("（1）能", Some("（1）")),
            ("1、能", Some("1、")),
            ("2026年", None),
            ("1.5 hours", None),
            ("—5", None),
            ("text", None),
        ] {
            assert_eq!(item_mark(text), mark, "{text}");
        }
    }
}
