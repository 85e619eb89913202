//! The requirements that roles ask for, in tables with a row for each role and requirement.

use std::collections::HashMap;

use super::reader::RowReader;
use crate::import::found::{FoundAsk, FoundItem, FoundPlace, FoundRole};
use crate::language::message::message;

impl RowReader<'_> {
    /// Adds what a row says about its role.
    pub(super) fn describe(&mut self, role: usize, group: Option<usize>, said: &FoundRole) {
        let role = &mut self.found.roles[role];
        role.group = role.group.or(group);
        if role.about.description.is_empty() {
            role.about.description = said.about.description.clone();
        }
        for (level, _) in &said.levels {
            if !role
                .levels
                .iter()
                .any(|(known, _)| known.title == level.title)
            {
                role.levels.push((level.clone(), Vec::new()));
            }
        }
    }

    /// Adds what another row says about a part.
    pub(super) fn again(&mut self, known: usize, item: FoundItem, number: usize) {
        let mut differ = Vec::new();
        let part = &mut self.found.items[known];
        for (level, descriptor) in item.descriptors {
            match part.descriptors.iter().find(|(other, _)| *other == level) {
                Some((_, other)) if other.text != descriptor.text => differ.push(descriptor.text),
                Some(_) => {}
                None => part.descriptors.push((level, descriptor)),
            }
        }
        for (known, new) in [
            (&mut part.notes, item.notes),
            (&mut part.remarks, item.remarks),
            (&mut part.examples, item.examples),
        ] {
            for text in new {
                if !known.contains(&text) {
                    known.push(text);
                }
            }
        }
        for text in differ {
            self.leave(
                FoundPlace::Row(number),
                message!("another text for a level of the same requirement"),
                text.nearest(""),
            );
        }
    }

    /// Turns the roles and levels of rows into what roles ask for, if the table has several rows for a part; otherwise they
    /// are those of the part.
    pub(super) fn ask_for_rows(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        let mut counts: HashMap<usize, usize> = HashMap::new();
        asked
            .iter()
            .for_each(|row| *counts.entry(row.item).or_default() += 1);
        let has_own_levels = self.found.roles.iter().any(|role| !role.levels.is_empty());
        let is_long = counts.values().any(|count| *count > 1) || has_own_levels;
        for row in asked {
            if !is_long || row.roles.is_empty() {
                let item = &mut self.found.items[row.item];
                for (all, new) in [(&mut item.roles, row.roles), (&mut item.levels, row.levels)] {
                    all.extend(new);
                    all.sort_unstable();
                    all.dedup();
                }
                continue;
            }
            for role in row.roles {
                let role = &mut self.found.roles[role];
                let own = row.own_level.as_ref().and_then(|own| {
                    role.levels
                        .iter_mut()
                        .find(|(level, _)| level.title.nearest("") == own)
                });
                let asks = match own {
                    Some((_, asks)) => asks,
                    None => &mut role.asks,
                };
                let ask = FoundAsk {
                    to: row.item,
                    is_optional: false,
                    level: row.levels.first().copied(),
                };
                if !asks.iter().any(|known| known.to == ask.to) {
                    asks.push(ask);
                }
            }
        }
    }
}
