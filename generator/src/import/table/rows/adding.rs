//! The parts that rows add to what was found.

use super::codes::without_zeros;
use super::reader::{NamedParent, RowAsk, RowReader};
use super::row::ReadRow;
use crate::import::found::{FoundAsk, FoundDescriptor, FoundPlace};
use crate::language::message::message;

impl RowReader<'_> {
    /// Adds the part of a row.
    pub(super) fn add(&mut self, number: usize, read: ReadRow) {
        let ReadRow {
            mut item,
            code,
            above,
            above_title,
            depth,
            outline,
            asks,
            level_text,
            of_role,
            group,
        } = read;
        let own_level = of_role
            .levels
            .first()
            .map(|(level, _)| level.title.nearest("").to_owned());
        for role in item.roles.clone() {
            self.describe(role, group, &of_role);
        }
        match (level_text.is_empty(), item.levels.first()) {
            (true, _) => {}
            (false, Some(level)) => item.descriptors.push((
                *level,
                FoundDescriptor {
                    text: level_text,
                    same_as: Vec::new(),
                },
            )),
            (false, None) => self.leave(
                FoundPlace::Row(number),
                message!("a text for a level that the row does not name"),
                level_text.nearest(""),
            ),
        }
        let key = match &item.code {
            Some(code) => format!("{code}\u{0}{}", item.text.nearest(&self.language)),
            None => format!(
                "\u{0}{}\u{0}{}",
                item.title.nearest(&self.language),
                item.text.nearest(&self.language)
            ),
        };
        let ask = RowAsk {
            item: self.found.items.len(),
            roles: std::mem::take(&mut item.roles),
            levels: std::mem::take(&mut item.levels),
            own_level,
        };
        // Headings with the same words in other branches, and parts with identifiers of their own, are not the same.
        let is_again = |known: &usize| {
            let known = &self.found.items[*known];
            known.parent == item.parent && known.same_as == item.same_as
        };
        let known = self.by_key.get(&key).copied().filter(is_again);
        if let Some(known) =
            known.filter(|_| !ask.roles.is_empty() && outline.is_none() && above.is_none())
        {
            self.again(known, item, number);
            self.asked.push(RowAsk { item: known, ..ask });
            return;
        }
        if let Some((name, place)) = &above
            && self.is_known_address(&item)
        {
            self.leave(
                place.clone(),
                message!("another parent of a part in an earlier row"),
                name,
            );
            return;
        }
        self.by_key.entry(key).or_insert(ask.item);
        self.asked.push(ask);
        let index = self.found.items.len();
        if let Some(outline) = outline {
            self.outline.push((index, outline));
        }
        if let Some(mut code) = code.or_else(|| item.code.clone()) {
            if let Some(whole) = self
                .last_code
                .as_ref()
                .filter(|_| self.by_code.contains_key(&code))
                .and_then(|last| without_zeros(last, &code))
                .filter(|whole| !self.by_code.contains_key(whole))
            {
                self.found.decisions.push(message!(
                    "the code of row {row} is `{whole}`: spreadsheets make it `{code}`, which an earlier row has",
                    row = number,
                    whole = whole.clone(),
                    code = code.clone()
                ));
                if item.code.as_deref() == Some(&*code) {
                    item.code = Some(whole.clone());
                }
                code = whole;
            }
            self.last_code = Some(code.clone());
            if self.by_code.contains_key(&code) {
                self.leave(
                    FoundPlace::Row(number),
                    message!("an id that an earlier row has, so that this row gets another"),
                    &code,
                );
            }
            self.by_code.entry(code).or_insert(index);
        }
        let name = if item.title.is_empty() {
            &item.text
        } else {
            &item.title
        };
        self.by_name
            .entry(name.nearest(&self.language).to_owned())
            .or_insert(index);
        for address in &item.same_as {
            self.by_address.entry(address.clone()).or_insert(index);
        }
        if let Some((name, place)) = above {
            self.parents.push(NamedParent {
                item: index,
                name,
                title: above_title,
                place,
            });
        }
        self.depths.push((index, depth.unwrap_or(0)));
        for (role, is_optional, level) in asks {
            let asks: &mut Vec<FoundAsk> = &mut self.found.roles[role].asks;
            asks.push(FoundAsk {
                to: index,
                is_optional,
                level,
            });
        }
        self.found.items.push(item);
    }
}
