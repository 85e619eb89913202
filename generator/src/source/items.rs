//! A file that is one long list, read item by item: in parallel on all cores, and after a save only the items that
//! changed.
//!
//! The clauses of a large standard may be one file of thousands of items, which would be parsed anew
//! with every save of the preview. An item that has not changed keeps its allocation, by which
//! [`crate::model::Standard::build`] recognises that nothing about it is new.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::decode::Decode;
use super::diagnostic::Diagnostic;
use super::yaml;

/// The minimum number of items that one core takes at a time; fewer are not worth distributing.
const SHARE: usize = 16;

/// The location of an item in the text of its file.
#[derive(Clone, Debug)]
struct ItemLines {
    /// The range from its hyphen to the next item.
    bytes: Range<usize>,
    /// The line of the file on which it begins, from 1.
    line: u32,
}

/// The items of a file, if every item could be read. Items that a save did not change are reused.
#[derive(Clone, Debug)]
pub struct Items<T> {
    /// The text of the file, with which a later one is compared.
    text: Arc<str>,
    /// The place of each item; empty if the file was read as a whole.
    places: Vec<ItemLines>,
    /// The items as read, in file order.
    pub read: Vec<Arc<T>>,
}

impl<T: Decode + Send + Sync> Items<T> {
    /// Reads `text`, the content of `file`. An item is reused if it is the same as in `before` and on the same line.
    /// Returns `None` if there is an error, which is then reported in `faults`.
    pub fn read(
        file: &Arc<str>,
        text: &Arc<str>,
        before: Option<&Items<T>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Items<T>> {
        let Some(places) = split(text) else {
            return Items::read_whole(file, text, faults);
        };
        let one = |(index, place): (usize, &ItemLines)| -> Result<ReadItem<T>, Diagnostic> {
            if let Some(known) = before.and_then(|before| before.same(index, place, text)) {
                return Ok((Some(known), Vec::new()));
            }
            let node = yaml::parse_from(file, &text[place.bytes.clone()], place.line)?;
            let mut faults = Vec::new();
            let mut read = Vec::<T>::decode(&node, &mut faults);
            let item = read.as_mut().and_then(Vec::pop);
            Ok((item.map(Arc::new), faults))
        };
        let read: Result<Vec<ReadItem<T>>, Diagnostic> = places
            .par_iter()
            .enumerate()
            .with_min_len(SHARE)
            .map(one)
            .collect();
        // An item that is not YAML by itself may be valid together with its neighbours, or need them for an accurate
        // message.
        let Ok(read) = read else {
            return Items::read_whole(file, text, faults);
        };
        let (read, found): (Vec<Option<Arc<T>>>, Vec<Vec<Diagnostic>>) = read.into_iter().unzip();
        faults.extend(found.into_iter().flatten());
        let read: Option<Vec<Arc<T>>> = read.into_iter().collect();
        Some(Items {
            text: text.clone(),
            places,
            read: read?,
        })
    }

    /// Reads the file in one piece, without reusing anything.
    fn read_whole(
        file: &Arc<str>,
        text: &Arc<str>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Items<T>> {
        let node = match yaml::parse(file, text) {
            Ok(node) => node,
            Err(fault) => {
                faults.push(fault);
                return None;
            }
        };
        let read = Vec::<T>::decode(&node, faults)?;
        Some(Items {
            text: text.clone(),
            places: Vec::new(),
            read: read.into_iter().map(Arc::new).collect(),
        })
    }

    /// The item at `index`, if its text and its line are unchanged.
    ///
    /// Its line must be the same because positions are part of it.
    fn same(&self, index: usize, place: &ItemLines, text: &str) -> Option<Arc<T>> {
        let before = self.places.get(index)?;
        let is_same = before.line == place.line
            && self.text[before.bytes.clone()] == text[place.bytes.clone()];
        is_same.then(|| self.read[index].clone())
    }
}

/// An item, if it could be read, and its faults.
type ReadItem<T> = (Option<Arc<T>>, Vec<Diagnostic>);

/// Splits a list whose items all begin with a hyphen at the start of a line. Returns `None` if anything else but a
/// comment begins there; the file can then only be read as a whole.
///
/// The split is textual and may be wrong, for example within a literal block; the whole file is
/// then read in one piece.
fn split(text: &str) -> Option<Vec<ItemLines>> {
    let mut items: Vec<ItemLines> = Vec::new();
    let mut offset = 0;
    let mut line = 1;
    for whole in text.split_inclusive('\n') {
        let begins = match whole.as_bytes() {
            [b'-', b' ' | b'\n' | b'\r', ..] => true,
            [b' ' | b'#' | b'\n' | b'\r', ..] => false,
            _ => return None,
        };
        if begins {
            if let Some(before) = items.last_mut() {
                before.bytes.end = offset;
            }
            items.push(ItemLines {
                bytes: offset..text.len(),
                line,
            });
        } else if items.is_empty() && whole.starts_with(' ') && !whole.trim().is_empty() {
            return None;
        }
        offset += whole.len();
        line = u32::checked_add(line, 1)?;
    }
    (!items.is_empty()).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of a list and their faults, read item by item and as a whole.
    fn both(text: &str) -> [(Option<Vec<String>>, Vec<String>); 2] {
        let (file, text): (Arc<str>, Arc<str>) = ("x.yaml".into(), text.into());
        let printed = |faults: Vec<Diagnostic>| {
            let faults = faults.into_iter();
            faults
                .map(|fault| format!("{}: {}", fault.position, fault.message.english()))
                .collect()
        };
        let (mut apart, mut whole) = (Vec::new(), Vec::new());
        let read = |items: Option<Items<String>>| {
            let items = items?.read;
            Some(items.iter().map(|item| item.to_string()).collect())
        };
        [
            (
                read(Items::read(&file, &text, None, &mut apart)),
                printed(apart),
            ),
            (
                read(Items::read_whole(&file, &text, &mut whole)),
                printed(whole),
            ),
        ]
    }

    #[test]
    fn items_read_one_by_one_equal_the_complete_file() {
        for text in [
            "- a\n- b\n",
            "# head\n\n- a\n# between\n- b",
            "-\n  a\n-\n  b\n",
            "- |\n  a\n\n  - b\n- c\n",
            "- \"a\n- b\"\n- c\n",
            "- [a,\n- b]\n",
            "- &a x\n- *a\n",
            "- a\n-b\n",
            "- a\n--- \n- b\n",
            "- a\n...\n",
            "%YAML 1.2\n---\n- a\n",
            "  - a\n- b\n",
            "- a\n  - b\n",
            "- [1]\n- b: 2\n- c\n",
            "a: 1\n",
            "",
            "- a\n\t- b\n",
            "- a\r\n- b\r\n",
            "- a: '\n- b'\n",
        ] {
            let [apart, whole] = both(text);
            assert_eq!(apart, whole, "{text:?}");
        }
    }

    #[test]
    fn unchanged_items_are_reused_after_a_save() {
        let file: Arc<str> = "x.yaml".into();
        let read = |text: &str, before: Option<&Items<String>>| {
            Items::read(&file, &text.into(), before, &mut Vec::new()).unwrap()
        };
        let before = read("- a\n- b\n- c\n", None);
        let after = read("- a\n- x\n- c\n", Some(&before));
        assert_eq!(*after.read[1], "x");
        let kept = |index: usize| Arc::ptr_eq(&before.read[index], &after.read[index]);
        assert!(kept(0) && !kept(1) && kept(2));
        // The items below an inserted line have moved.
        let moved = read("- a\n\n- x\n- c\n", Some(&after));
        assert!(!Arc::ptr_eq(&after.read[2], &moved.read[2]));
        assert_eq!(moved.read.len(), 3);
    }
}
