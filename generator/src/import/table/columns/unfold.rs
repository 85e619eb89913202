//! Tables in which a cell holds several requirements: a column for each kind of them, as in national vocational standards
//! (skills beside knowledge), and numbered lines. Each requirement gets a row of its own.

use super::headings::{meaning, plain};
use super::meaning::ColumnMeaning;
use crate::import::found::quoted;
use crate::import::table::numbers::numbered;
use crate::import::table::raw::TableCells;
use crate::language::message::{Series, message};

/// The headings of columns that hold requirements of a kind each.
const KINDS: [&str; 16] = [
    "技能要求",
    "技能",
    "相关知识要求",
    "相关知识",
    "知识要求",
    "知识",
    "素养要求",
    "素养",
    "态度",
    "knowledge",
    "skills",
    "attitudes",
    "abilities",
    "kenntnisse",
    "fertigkeiten",
    "savoirs",
];

/// The heading of the column that says of which kind a requirement is.
const KIND: &str = "能力要素";

/// The same for tables in other languages.
const KIND_ELSEWHERE: &str = "Dimension";

/// Divides the rows below the headings, which are at `header`.
pub(super) fn unfold(cells: &mut TableCells, header: usize) {
    let headings = cells.rows[header].1.clone();
    let is_kind = |heading: &&String| KINDS.contains(&plain(heading).as_str());
    let kinds: Vec<usize> = (0..headings.len())
        .filter(|column| is_kind(&&headings[*column]) && !cells.hidden.contains(column))
        .collect();
    if kinds.len() > 1 {
        unfold_kinds(cells, header, &kinds);
    } else {
        unfold_lines(cells, header);
    }
}

/// Gives each column of a kind rows of its own.
fn unfold_kinds(cells: &mut TableCells, header: usize, kinds: &[usize]) {
    let rows = cells.rows.iter();
    let width = rows.map(|(_, row)| row.len()).max().unwrap_or(0);
    let headings = &mut cells.rows[header].1;
    let names: Vec<String> = kinds
        .iter()
        .map(|column| std::mem::take(&mut headings[*column]))
        .collect();
    let is_chinese = names
        .iter()
        .any(|name| name.chars().any(crate::source::han::is_han));
    headings.resize(width, String::new());
    headings.push(if is_chinese { KIND } else { KIND_ELSEWHERE }.to_owned());
    headings.push(if is_chinese { "要求" } else { "Requirement" }.to_owned());
    let mut rows = Vec::new();
    for (number, mut row) in cells.rows.split_off(header + 1) {
        row.resize(width, String::new());
        let texts: Vec<(usize, String)> = kinds
            .iter()
            .enumerate()
            .map(|(place, column)| (place, std::mem::take(&mut row[*column])))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        if texts.is_empty() {
            rows.push((number, row));
            continue;
        }
        for (place, text) in texts {
            for line in lines(&text) {
                let mut own = row.clone();
                own.push(names[place].clone());
                own.push(line);
                rows.push((number, own));
            }
        }
    }
    cells.rows.extend(rows);
    cells.remarks.push(message!(
        "the columns {columns} hold requirements; each line with a number is one of its own",
        columns = Series::plain(names.iter().map(|name| quoted(name.trim())))
    ));
}

/// Gives each numbered line of a text a row of its own, if no column has codes.
fn unfold_lines(cells: &mut TableCells, header: usize) {
    let headings = &cells.rows[header].1;
    let meanings: Vec<Option<ColumnMeaning>> =
        headings.iter().map(|heading| meaning(heading)).collect();
    let is_coded = meanings
        .iter()
        .any(|meaning| matches!(meaning, Some(ColumnMeaning::Id | ColumnMeaning::Number)));
    let texts = meanings.iter().enumerate();
    let texts = texts.filter(|(column, _)| !cells.hidden.contains(column));
    let mut texts = texts.filter(|(_, meaning)| **meaning == Some(ColumnMeaning::Text));
    let (Some((text, _)), None, false) = (texts.next(), texts.next(), is_coded) else {
        return;
    };
    let mut rows = Vec::new();
    let mut divided = 0;
    for (number, row) in cells.rows.split_off(header + 1) {
        let all = row.get(text).map_or_else(Vec::new, |cell| lines(cell));
        if all.len() < 2 {
            rows.push((number, row));
            continue;
        }
        divided += 1;
        for (place, line) in all.into_iter().enumerate() {
            let mut own = row.clone();
            // What belongs to the row as a whole is said once.
            for (cell, meaning) in own.iter_mut().zip(&meanings) {
                let is_shared = matches!(
                    meaning,
                    Some(
                        ColumnMeaning::Role
                            | ColumnMeaning::Level
                            | ColumnMeaning::Type
                            | ColumnMeaning::Dimension
                            | ColumnMeaning::Clause
                    )
                );
                if place > 0 && !is_shared {
                    cell.clear();
                }
            }
            own[text] = line;
            rows.push((number, own));
        }
    }
    cells.rows.extend(rows);
    if divided > 0 {
        cells.remarks.push(message!(
            "{count} {count|cell has|cells have} lines with numbers, each of which is a requirement",
            count = divided
        ));
    }
}

/// The lines of a cell, if each begins with a number; otherwise the cell as a whole.
fn lines(cell: &str) -> Vec<String> {
    let all: Vec<&str> = cell
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let is_numbered = |line: &&str| {
        let inside = line.strip_prefix(['(', '（']).unwrap_or(line);
        numbered(inside).0.is_some() || line.starts_with(|c| ('①'..='⑳').contains(&c))
    };
    match all.len() > 1 && all.iter().all(is_numbered) {
        true => all.into_iter().map(str::to_owned).collect(),
        false => vec![cell.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_all_have_numbers_are_divided() {
        assert_eq!(lines("1.1 甲\n1.2 乙"), ["1.1 甲", "1.2 乙"]);
        assert_eq!(lines("（1）甲\n（2）乙").len(), 2);
        assert_eq!(lines("①甲\n②乙").len(), 2);
        for cell in ["1.1 甲", "甲\n1.2 乙", "one\ntwo"] {
            assert_eq!(lines(cell), [cell]);
        }
    }
}
