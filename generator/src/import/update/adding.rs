//! Adds the parts that are new in a release.

use std::collections::HashMap;

use super::editing::RecordEditor;
use super::snapshot::{Snapshot, SnapshotPart};
use super::steps::Step;
use crate::import::ids::slug;
use crate::language::message::message;
use crate::model::requirement::place;
use crate::source::emit::{self, Yaml};

/// New parts that go to the same place of a list.
struct NewParts<'a> {
    above: &'a str,
    key: &'static str,
    place: NewPlace<'a>,
    parts: Vec<&'a SnapshotPart>,
}

/// A place in a list: after a part of it, at its beginning or, by default, at its end.
#[derive(Clone, Copy)]
struct NewPlace<'a> {
    after: Option<&'a SnapshotPart>,
    begins: bool,
}

impl PartialEq for NewPlace<'_> {
    fn eq(&self, other: &Self) -> bool {
        let id = |place: &Self| place.after.map(|part| part.id.clone());
        self.begins == other.begins && id(self) == id(other)
    }
}

impl<'a> NewPlace<'a> {
    /// The place of `part` among the parts of today in the one with the id `above`. `before` is the part before it in the source.
    fn of(
        part: &SnapshotPart,
        above: &str,
        before: Option<&SnapshotPart>,
        today: &'a Snapshot,
        siblings: &[&'a SnapshotPart],
        stays: impl Fn(&SnapshotPart) -> bool,
    ) -> Self {
        if siblings.iter().all(|part| part.letter.is_none()) {
            let after = before.and_then(|before| today.get(&before.id));
            return NewPlace {
                after: after.filter(|after| {
                    after.above.as_deref() == Some(above) && after.is_clause == part.is_clause
                }),
                begins: before.is_none(),
            };
        }
        // Letters follow the order of a list. Something new has a later letter than all others, but what comes back has its own.
        let own = letter_of(part, above).filter(|_| !part.is_clause);
        let own = own.and_then(place);
        let is_before = |other: &SnapshotPart| {
            let other = other.letter.as_deref().and_then(place);
            own.zip(other).map(|(own, other)| other < own)
        };
        let mut later = siblings
            .iter()
            .filter(|other| is_before(other) == Some(false));
        let comes_back = later.any(|other| stays(other));
        let mut earlier = siblings
            .iter()
            .rev()
            .filter(|other| is_before(other) == Some(true));
        let after = earlier.find(|other| stays(other)).copied();
        NewPlace {
            after: after.filter(|_| comes_back),
            begins: comes_back && after.is_none(),
        }
    }
}

/// The letter in an id that is made of the id above and a letter.
fn letter_of<'p>(part: &'p SnapshotPart, above: &str) -> Option<&'p str> {
    let letter = part.id.strip_prefix(above)?.strip_prefix('-')?;
    place(letter).is_some().then_some(letter)
}

impl RecordEditor<'_> {
    /// Adds the parts that are new in the source.
    pub(super) fn add_parts(&mut self) {
        let (today, release, base) = (self.today, self.release, self.base);
        let is_new = |part: &SnapshotPart| {
            today.get(&part.id).is_none() && base.is_none_or(|base| base.get(&part.id).is_none())
        };
        let mut siblings: HashMap<&str, Vec<&SnapshotPart>> = HashMap::new();
        for part in &today.parts {
            if let Some(above) = part.above.as_deref() {
                siblings.entry(above).or_default().push(part);
            }
        }
        let mut before: HashMap<Option<&str>, &SnapshotPart> = HashMap::new();
        let mut lists: Vec<NewParts<'_>> = Vec::new();
        for part in &release.parts {
            let above = part.above.as_deref();
            if !is_new(part) {
                before.insert(above, part);
                continue;
            }
            self.report.added.push((part.id.clone(), part.words()));
            self.expected.present.push(part.id.clone());
            let Some(above) = above else {
                self.add_branch(part);
                continue;
            };
            // What is in a new part comes with it.
            let parent = release.get(above);
            if parent.is_some_and(is_new) {
                continue;
            }
            if today.get(above).is_none() {
                self.expected.present.pop();
                self.report.added.pop();
                self.report.remarks.push(message!(
                    "`{id}` is new, but `{above}`, which it is in, is not in your files; it was not added",
                    id = part.id,
                    above
                ));
                continue;
            }
            if part.is_clause && today.get(above).is_some_and(|above| !above.is_clause) {
                self.expected.present.pop();
                self.report.added.pop();
                self.report.remarks.push(message!(
                    "`{id}` is a new clause in `{above}`, which is a requirement in your files; it was not added",
                    id = part.id,
                    above
                ));
                continue;
            }
            let key = if part.is_clause {
                "clauses"
            } else {
                "requirements"
            };
            let after = before.get(&Some(above)).copied();
            let siblings = siblings.get(above).map_or(&[][..], Vec::as_slice);
            let place = NewPlace::of(part, above, after, today, siblings, |part| {
                // What the source no longer has is removed.
                release.get(&part.id).is_some()
                    || base.is_none_or(|base| base.get(&part.id).is_none())
            });
            match lists.last_mut() {
                Some(list) if (list.above, list.key, list.place) == (above, key, place) => {
                    list.parts.push(part);
                }
                Some(_) | None => lists.push(NewParts {
                    above,
                    key,
                    place,
                    parts: vec![part],
                }),
            }
        }
        for NewParts {
            above,
            key,
            place,
            parts,
        } in lists
        {
            let Some(parent) = today.get(above) else {
                continue;
            };
            let NewPlace { after, begins } = place;
            let siblings = siblings.get(above).map_or(&[][..], Vec::as_slice);
            let has_letters = siblings.iter().any(|part| part.letter.is_some());
            let records = parts
                .iter()
                .map(|part| self.record(part, above, has_letters))
                .collect();
            self.steps.push((
                parent.position.file.clone(),
                Step::Add {
                    at: (parent.position.line, parent.position.column),
                    key,
                    after: after.map(|after| (after.position.line, after.position.column)),
                    begins,
                    records,
                },
            ));
        }
    }

    /// The record of a new part, without parts that the files have already.
    fn record(&mut self, part: &SnapshotPart, above: &str, has_letters: bool) -> Yaml {
        let mut record = part.record.clone();
        self.strip(&mut record);
        let letter = letter_of(part, above).filter(|_| has_letters);
        if let (Yaml::Record(pairs), Some(letter)) = (&mut record, letter) {
            pairs.retain(|(key, _)| key != "id" && key != "letter");
            pairs.insert(0, ("letter".to_owned(), Yaml::Symbol(letter.to_owned())));
        }
        record
    }

    fn strip(&mut self, record: &mut Yaml) {
        let Yaml::Record(pairs) = record else {
            return;
        };
        for (key, value) in pairs.iter_mut() {
            if key != "requirements" && key != "clauses" {
                continue;
            }
            let Yaml::List(items) = value else {
                continue;
            };
            items.retain(|item| match item {
                Yaml::Record(pairs) => match super::merging::get(pairs, "id") {
                    // It is moved into the new part later.
                    Some(Yaml::Symbol(id) | Yaml::Text(id)) => self.today.get(id).is_none(),
                    _ => true,
                },
                _ => true,
            });
            items.iter_mut().for_each(|item| self.strip(item));
        }
        pairs.retain(|(key, value)| {
            let is_list = key == "requirements" || key == "clauses";
            !(is_list && matches!(value, Yaml::List(items) if items.is_empty()))
        });
    }

    /// Adds an outermost clause: as a file of its own where files are numbered, otherwise at the end of the last file.
    fn add_branch(&mut self, part: &SnapshotPart) {
        let mut record = part.record.clone();
        self.strip(&mut record);
        let folder = format!("{}clauses/", self.folder);
        let last = self
            .roots
            .keys()
            .rfind(|path| path.starts_with(&*folder))
            .cloned();
        let number = |name: &str| -> Option<(usize, usize)> {
            let digits: String = name
                .strip_prefix(&*folder)?
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            Some((digits.parse().ok()?, digits.len()))
        };
        let known = self
            .new_files
            .iter()
            .map(|(path, _)| path.as_str())
            .chain(last.as_deref());
        let highest = known.filter_map(number).max();
        match (highest, last) {
            (Some((number, digits)), _) => {
                let words = slug(&part.words(), 40);
                let end = if words.is_empty() {
                    String::new()
                } else {
                    format!("-{words}")
                };
                let path = format!("{folder}{:0digits$}{end}.yaml", number + 1);
                self.new_files
                    .push((path, emit::document(&Yaml::List(vec![record]))));
            }
            (None, Some(last)) => self.steps.push((last, Step::Append(record))),
            (None, None) => {
                let path = format!("{folder}all.yaml");
                self.new_files
                    .push((path, emit::document(&Yaml::List(vec![record]))));
            }
        }
    }
}
