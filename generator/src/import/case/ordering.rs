//! The order of items: that of their tree, with the items in each other in the order of their numbers.

use std::collections::HashMap;

use super::CaseReader;
use crate::import::found::FoundEnd;

impl CaseReader<'_> {
    /// Puts the items in the order of the document.
    pub(super) fn put_in_order(&mut self) {
        let count = self.found.items.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut tops: Vec<usize> = Vec::new();
        for (index, item) in self.found.items.iter().enumerate() {
            match item.parent {
                Some(parent) => children[parent].push(index),
                None => tops.push(index),
            }
        }
        let number = |index: &usize| self.sequence.get(index).copied().unwrap_or(f64::MAX);
        let sorted = |list: &mut Vec<usize>| {
            list.sort_by(|one, other| number(one).total_cmp(&number(other)))
        };
        sorted(&mut tops);
        children.iter_mut().for_each(sorted);
        let mut is_placed = vec![false; count];
        let mut order = Vec::with_capacity(count);
        // Items in a circle are below no top.
        for start in tops.into_iter().chain(0..count) {
            let mut rest = vec![start];
            while let Some(index) = rest.pop() {
                if !std::mem::replace(&mut is_placed[index], true) {
                    order.push(index);
                    rest.extend(children[index].iter().rev());
                }
            }
        }
        self.arrange(&order);
    }

    /// Removes items that have become parts of others. What was in them is in what they were in.
    pub(super) fn remove(&mut self, removed: &[bool]) {
        if !removed.contains(&true) {
            return;
        }
        for index in 0..self.found.items.len() {
            let mut steps = 0;
            while let Some(parent) = self.found.items[index]
                .parent
                .filter(|parent| removed[*parent])
            {
                self.found.items[index].parent = self.found.items[parent].parent;
                steps += 1;
                if steps > removed.len() {
                    self.found.items[index].parent = None;
                }
            }
        }
        let order: Vec<usize> = (0..removed.len())
            .filter(|index| !removed[*index])
            .collect();
        self.arrange(&order);
    }

    /// Gives the items new places. Those that are not in `order` are gone, with everything that refers to them.
    fn arrange(&mut self, order: &[usize]) {
        let places: HashMap<usize, usize> = order
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, new))
            .collect();
        let new = |old: usize| places.get(&old).copied();
        let mut items: Vec<_> = std::mem::take(&mut self.found.items)
            .into_iter()
            .map(Some)
            .collect();
        for old in order {
            let Some(mut item) = items[*old].take() else {
                continue;
            };
            item.parent = item.parent.and_then(new);
            item.relations
                .retain_mut(|relation| match &mut relation.to {
                    FoundEnd::Item(to) => {
                        let place = new(*to);
                        *to = place.unwrap_or(0);
                        place.is_some()
                    }
                    FoundEnd::Elsewhere(_) => true,
                });
            self.found.items.push(item);
        }
        self.by_name.retain(|_, place| {
            let found = new(*place);
            *place = found.unwrap_or(0);
            found.is_some()
        });
        let sequence = std::mem::take(&mut self.sequence).into_iter();
        self.sequence = sequence
            .filter_map(|(item, number)| Some((new(item)?, number)))
            .collect();
        let parts = std::mem::take(&mut self.parts).into_iter();
        self.parts = parts
            .filter_map(|(part, whole, fields, place)| {
                Some((new(part)?, new(whole)?, fields, place))
            })
            .collect();
        for role in &mut self.found.roles {
            for asks in
                std::iter::once(&mut role.asks).chain(role.levels.iter_mut().map(|(_, asks)| asks))
            {
                asks.retain_mut(|ask| {
                    let place = new(ask.to);
                    ask.to = place.unwrap_or(0);
                    place.is_some()
                });
            }
        }
    }
}
