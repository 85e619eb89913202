//! The rows above the headings, which may say what the table is.

use super::reader::RowReader;
use crate::import::address::known_elsewhere;
use crate::import::found::{FoundPlace, FoundText};
use crate::import::table::columns::headings::plain;
use crate::language::message::message;

/// The words by which people say it, in small letters and without spaces or marks: a line for each thing that is said.
const WORDS: &str = include_str!("preface.txt");

impl RowReader<'_> {
    /// Reads the rows above the headings: a title alone in the first, and names with values beside them, such as
    /// `Version | 2.1` or `Version: 2.1`.
    pub(super) fn preface(&mut self, rows: &[(usize, Vec<String>)], headings: &[String]) {
        for (place, (number, row)) in rows.iter().enumerate() {
            let filled: Vec<&str> = row
                .iter()
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect();
            let is_stated = match filled[..] {
                [name, value] => self.state(name, value),
                [cell] => cell
                    .split_once([':', '：'])
                    .is_some_and(|(name, value)| self.state(name, value.trim())),
                _ => false,
            };
            if is_stated {
                continue;
            }
            if let ([title], 0) = (&filled[..], place) {
                self.title_above(title);
                continue;
            }
            for (index, cell) in row
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.trim().is_empty())
                // A heading that is merged with the row above is that of its column.
                .filter(|(index, cell)| headings.get(*index) != Some(*cell))
            {
                self.asides.push(cell.clone());
                self.leave(
                    FoundPlace::Cell(*number, index + 1),
                    message!("a cell above the headings"),
                    cell,
                );
            }
        }
    }

    fn title_above(&mut self, title: &str) {
        self.found.title = FoundText::one(&self.language, title);
        self.found.decisions.push(message!(
            "the title is that above the table, `{title}`",
            title
        ));
    }

    /// Takes what a name and a value say about the standard. `false` if they say nothing that has a place.
    fn state(&mut self, name: &str, value: &str) -> bool {
        let name = plain(name.trim_start_matches('#'));
        let known = WORDS.lines().find_map(|line| {
            let (thing, words) = line.split_once(": ")?;
            words.split(' ').any(|word| word == name).then_some(thing)
        });
        let text = FoundText::one(&self.language, value);
        let found = &mut self.found;
        match known {
            Some(_) if value.is_empty() => return false,
            Some("title") if found.title.is_empty() => self.title_above(value),
            Some("description") if found.description.is_empty() => found.description = text,
            Some("authority") if found.authority.is_empty() => found.authority = text,
            Some("edition") if found.edition.is_none() => found.edition = Some(value.to_owned()),
            Some("identifier") => match known_elsewhere(value) {
                Some(address) => found.same_as.push(address),
                None => return false,
            },
            Some(_) | None => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for line in WORDS.lines() {
            let (_, words) = line.split_once(": ").unwrap();
            assert!(words.split(' ').all(|word| word == plain(word)), "{line}");
        }
    }
}
