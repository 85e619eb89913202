//! Tables with columns for each depth of a tree, and a row for each path in it, such as `Level 0 URI`, `Level 0 preferred
//! term` and `Level 1 URI`. Each part gets a row of its own that names its parent.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::headings::{meaning, plain};
use super::meaning::ColumnMeaning;
use crate::import::table::raw::TableCells;
use crate::language::message::message;

/// The words before the number of a depth.
const DEPTHS: [&str; 6] = ["level", "tier", "niveau", "ebene", "nivel", "stufe"];

/// The columns of a depth.
#[derive(Clone, Copy, Debug, Default)]
struct DepthColumns {
    title: Option<usize>,
    code: Option<usize>,
    address: Option<usize>,
}

impl DepthColumns {
    /// The columns of what tells a part from the others.
    fn key(self) -> Option<usize> {
        self.address.or(self.code).or(self.title)
    }
}

/// Gives each part of the tree a row of its own, below the headings at `header`. Returns whether the table is of that kind.
pub(super) fn flatten(cells: &mut TableCells, header: usize) -> bool {
    let Some(depths) = depths(&cells.rows[header].1) else {
        return false;
    };
    let rows = &cells.rows[header + 1..];
    if !rows.iter().all(|(_, row)| is_path(row, &depths)) || !is_repeated(rows, &depths) {
        return false;
    }
    let rows = cells.rows.split_off(header + 1);
    let headings = &mut cells.rows[header].1;
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let width = width.max(headings.len());
    headings.resize(width, String::new());
    for column in depths.iter().flat_map(columns) {
        headings[column].clear();
    }
    headings.extend(["URI", "Code", "Name", "Parent"].map(str::to_owned));
    let mut flat: Vec<(usize, Vec<String>)> = Vec::new();
    // The place of the row of each part, by the keys from the top to it.
    let mut known: HashMap<Vec<String>, usize> = HashMap::new();
    for (number, row) in rows {
        let of = |column: Option<usize>| {
            let cell = column.and_then(|column| row.get(column));
            cell.map_or("", |cell| cell.trim()).to_owned()
        };
        let mut path: Vec<String> = Vec::new();
        for depth in &depths {
            let key = of(depth.key());
            if key.is_empty() {
                break;
            }
            let parent = path.last().cloned().unwrap_or_default();
            path.push(key);
            if !known.contains_key(&path) {
                known.insert(path.clone(), flat.len());
                let mut own = vec![String::new(); width];
                own.extend([of(depth.address), of(depth.code), of(depth.title), parent]);
                flat.push((number, own));
            }
        }
        let Some(place) = known.get(&path) else {
            continue;
        };
        // The other columns are about the innermost part.
        let mut others = row.clone();
        others.resize(width, String::new());
        for column in depths.iter().flat_map(columns) {
            others[column].clear();
        }
        let (known_number, own) = &mut flat[*place];
        match own[..width].iter().all(String::is_empty) {
            true => {
                *known_number = number;
                own[..width].clone_from_slice(&others);
            }
            false if others == own[..width] => {}
            false => {
                others.extend_from_slice(&own[width..]);
                flat.push((number, others));
            }
        }
    }
    cells.rows.extend(flat);
    cells.remarks.push(message!(
        "the columns are those of {count} depths of a tree; each part is in the one before it",
        count = depths.len()
    ));
    true
}

/// The columns of each depth from the top, if the headings name at least two, each with a title and a code or an address,
/// and no other titles or texts.
fn depths(headings: &[String]) -> Option<Vec<DepthColumns>> {
    let mut found: BTreeMap<u8, DepthColumns> = BTreeMap::new();
    for (column, heading) in headings.iter().enumerate() {
        let Some((depth, of)) = depth(heading) else {
            if matches!(
                meaning(heading),
                Some(ColumnMeaning::Text | ColumnMeaning::Title | ColumnMeaning::Parent)
            ) {
                return None;
            }
            continue;
        };
        let columns = found.entry(depth).or_default();
        let place = match of? {
            DepthPart::Title => &mut columns.title,
            DepthPart::Code => &mut columns.code,
            DepthPart::Address => &mut columns.address,
        };
        place.get_or_insert(column);
    }
    let is_whole = |columns: &DepthColumns| {
        columns.title.is_some() && (columns.code.is_some() || columns.address.is_some())
    };
    let first = *found.keys().next()?;
    let is_counted = found
        .keys()
        .zip(first..)
        .all(|(depth, counted)| *depth == counted);
    let all: Vec<DepthColumns> = found.into_values().collect();
    (all.len() > 1 && first < 2 && is_counted && all.iter().all(is_whole)).then_some(all)
}

/// What a column says of the part at its depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DepthPart {
    Title,
    Code,
    Address,
}

/// The depth that a heading such as `Level 2 preferred term` begins with, and what it says of the part there. The latter is
/// `None` for anything else, such as a text for each level.
fn depth(heading: &str) -> Option<(u8, Option<DepthPart>)> {
    let (word, rest) = heading.trim().split_once([' ', '_'])?;
    let (number, rest) = rest.split_once([' ', '_'])?;
    let is_depth = DEPTHS.contains(&plain(word).as_str());
    let number: u8 = number.parse().ok().filter(|_| is_depth)?;
    let parts = [
        (ColumnMeaning::Title, DepthPart::Title),
        (ColumnMeaning::Id, DepthPart::Code),
        (ColumnMeaning::SameAs, DepthPart::Address),
    ];
    let meaning = meaning(rest);
    let part = parts.iter().find(|(known, _)| meaning == Some(*known));
    Some((number, part.map(|(_, part)| *part)))
}

/// All columns of a depth.
fn columns(depth: &DepthColumns) -> impl Iterator<Item = usize> {
    [depth.title, depth.code, depth.address]
        .into_iter()
        .flatten()
}

/// Whether a row has a part at each depth down to its innermost one.
fn is_path(row: &[String], depths: &[DepthColumns]) -> bool {
    let is_filled = |depth: &DepthColumns| {
        let cell = depth.key().and_then(|column| row.get(column));
        cell.is_some_and(|cell| !cell.trim().is_empty())
    };
    let is_empty = |depth: &DepthColumns| !is_filled(depth);
    let count = depths.iter().take_while(|depth| is_filled(depth)).count();
    count > 0 && depths[count..].iter().all(is_empty)
}

/// Whether parts of the first depth are in several rows, as those of a tree are.
fn is_repeated(rows: &[(usize, Vec<String>)], depths: &[DepthColumns]) -> bool {
    let keys = rows
        .iter()
        .filter_map(|(_, row)| row.get(depths.first()?.key()?));
    let distinct: HashSet<&String> = keys.collect();
    distinct.len() < rows.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(words: &str) -> Vec<String> {
        words.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn depths_have_titles_and_codes_or_addresses() {
        let count = |words: &str| depths(&headings(words)).map(|depths| depths.len());
        assert_eq!(
            count(
                "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Description"
            ),
            Some(2)
        );
        assert_eq!(
            count("Level_1_ID,Level_1_Name,Level_2_ID,Level_2_Name,Level_3_ID,Level_3_Name"),
            Some(3)
        );
        for words in [
            "Level 0 URI,Level 0 preferred term",
            "Level 1 name,Level 1 description,Level 2 name,Level 2 description",
            "Level 1 name,Level 2 name",
            "Skill,Level 1 ID,Level 1 name,Level 2 ID,Level 2 name",
            "Level 1 ID,Level 1 name,Level 3 ID,Level 3 name",
            "Level 1,Level 2",
        ] {
            assert_eq!(count(words), None, "{words}");
        }
    }
}
