//! The parents that rows name: by their codes, titles or addresses.

use super::reader::{NamedParent, RowReader};
use crate::import::address::known_elsewhere;
use crate::import::found::{FoundForm, FoundItem};
use crate::language::message::message;

impl RowReader<'_> {
    /// Whether an earlier part has an address of this part.
    pub(super) fn is_known_address(&self, item: &FoundItem) -> bool {
        let mut addresses = item.same_as.iter();
        addresses.any(|address| self.by_address.contains_key(address))
    }

    /// The part with this code, title or address.
    fn part_named(&self, name: &str) -> Option<usize> {
        let by_address = || {
            let address = known_elsewhere(name)?;
            self.by_address.get(&address)
        };
        let found = self.by_code.get(name).or_else(|| self.by_name.get(name));
        found.or_else(by_address).copied()
    }

    /// Puts parts in the parents that they name.
    pub(super) fn find_parents(&mut self) {
        for parent in std::mem::take(&mut self.parents) {
            self.find_parent(&parent);
        }
    }

    fn find_parent(&mut self, named: &NamedParent) {
        let is_other = |found: &usize| *found != named.item;
        if let Some(found) = self.part_named(&named.name).filter(is_other) {
            self.found.items[named.item].parent = Some(found);
            return;
        }
        // A cell may name several, with a title for each in another.
        let names = named.name.split('|').map(str::trim);
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let titles = named
            .title
            .nearest(&self.language)
            .split('|')
            .map(str::trim);
        let titles: Vec<&str> = titles.filter(|title| !title.is_empty()).collect();
        let known = names.iter().enumerate().find_map(|(place, name)| {
            let found = self.part_named(name).filter(is_other)?;
            Some((place, found))
        });
        let (place, parent) = match (known, titles.first()) {
            (Some(known), _) => known,
            (None, Some(title)) => {
                let title = (*title).to_owned();
                (
                    0,
                    self.heading_outside(named, names.first().copied(), &title),
                )
            }
            (None, None) => {
                self.leave(
                    named.place.clone(),
                    message!("a parent that is not in the table"),
                    &named.name,
                );
                return;
            }
        };
        self.found.items[named.item].parent = Some(parent);
        for (_, name) in (names.iter().enumerate()).filter(|(other, _)| *other != place) {
            self.leave(
                named.place.clone(),
                message!("another parent of the same part"),
                name,
            );
        }
    }

    /// The heading for a parent that has no row of its own.
    fn heading_outside(&mut self, named: &NamedParent, name: Option<&str>, title: &str) -> usize {
        let key = (None, title.to_owned());
        if let Some(known) = self.headings.get(&key) {
            return *known;
        }
        let index = self.found.items.len();
        let language = named.title.0.first().map(|(language, _)| language.clone());
        let mut item = FoundItem::new(named.place.clone());
        item.form = FoundForm::Clause;
        item.title.add(&language.unwrap_or_default(), title);
        item.same_as.extend(name.and_then(known_elsewhere));
        self.found.items.push(item);
        self.headings.insert(key, index);
        index
    }
}
