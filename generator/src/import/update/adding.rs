//! Adds the parts that are new in a release.

use std::collections::HashMap;

use super::editing::RecordEditor;
use super::snapshot::SnapshotPart;
use super::steps::Step;
use crate::import::ids::slug;
use crate::language::message::message;
use crate::source::emit::{self, Yaml};

impl RecordEditor<'_> {
    /// Adds the parts that are new in the source.
    pub(super) fn add_parts(&mut self) {
        let (today, release, base) = (self.today, self.release, self.base);
        let is_new = |part: &SnapshotPart| {
            today.get(&part.id).is_none() && base.is_none_or(|base| base.get(&part.id).is_none())
        };
        let mut before: HashMap<Option<&str>, &SnapshotPart> = HashMap::new();
        let mut lists: Vec<(
            &str,
            &'static str,
            Option<&SnapshotPart>,
            Vec<&SnapshotPart>,
        )> = Vec::new();
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
            match lists.last_mut() {
                Some((known, known_key, before, parts))
                    if *known == above
                        && *known_key == key
                        && before.map(|part| &part.id) == after.map(|part| &part.id) =>
                {
                    parts.push(part);
                }
                _ => lists.push((above, key, after, vec![part])),
            }
        }
        for (above, key, after, parts) in lists {
            let Some(parent) = today.get(above) else {
                continue;
            };
            // Letters follow the order of a list, so something new comes after those that have one.
            let has_letters = today
                .children(Some(above))
                .any(|part| part.letter.is_some());
            let begins = after.is_none() && !has_letters;
            let after = after
                .filter(|_| !has_letters)
                .and_then(|after| today.get(&after.id));
            let after = after.filter(|after| {
                after.above.as_deref() == Some(above) && after.is_clause == (key == "clauses")
            });
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
        let letter = part
            .id
            .strip_prefix(above)
            .and_then(|rest| rest.strip_prefix('-'));
        let letter = letter
            .filter(|letter| has_letters && crate::model::requirement::place(letter).is_some());
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
