//! The order of the levels that a table names.

use super::reader::RowReader;
use crate::import::found::{FoundItem, FoundValue, quoted};
use crate::import::table::columns::levels::height;
use crate::language::message::{Message, Series, message};

impl RowReader<'_> {
    /// Puts the levels in order, lowest first, if the names of most tell it. The others come after them. Otherwise all stay in the
    /// order of the table.
    pub(super) fn order_levels(&mut self) {
        let levels = &self.found.levels;
        if self.is_export || self.is_own_book || levels.len() < 2 {
            return;
        }
        let title = |level: &FoundValue| level.title.nearest(&self.language).to_owned();
        let heights: Vec<Option<usize>> =
            levels.iter().map(|level| height(&title(level))).collect();
        let unknown = (0..levels.len()).filter(|place| heights[*place].is_none());
        let unknown: Vec<Message> = unknown
            .map(|place| quoted(&title(&levels[place])))
            .collect();
        let mut order: Vec<usize> = (0..levels.len()).collect();
        if unknown.len() * 3 < levels.len() {
            order.sort_by_key(|place| heights[*place].unwrap_or(usize::MAX));
        }
        let is_moved = !order.is_sorted();
        let names = order.iter().map(|place| quoted(&title(&levels[*place])));
        let names = Series::plain(names.collect::<Vec<_>>());
        let said = match (is_moved, unknown.is_empty()) {
            (true, true) => message!(
                "the levels were put in order, lowest first: {levels}",
                levels = names
            ),
            (true, false) => message!(
                "the levels were put in order, lowest first: {levels}; the names of {unknown} do not tell where they belong",
                levels = names,
                unknown = Series::plain(unknown)
            ),
            (false, true) => return,
            (false, false) if self.is_order_told => return,
            (false, false) => message!(
                "the levels are in the order of the table, which should be lowest first: {levels}",
                levels = names
            ),
        };
        self.found.decisions.push(said);
        if is_moved {
            self.move_levels(&order);
        }
    }

    /// Puts the levels in another order, and everything that refers to them.
    fn move_levels(&mut self, order: &[usize]) {
        let mut places = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            places[*old] = new;
        }
        let found = &mut self.found;
        let moved = order.iter().map(|old| found.levels[*old].clone());
        found.levels = moved.collect();
        for item in &mut found.items {
            let FoundItem {
                levels,
                descriptors,
                ..
            } = item;
            levels.iter_mut().for_each(|level| *level = places[*level]);
            levels.sort_unstable();
            for (level, _) in descriptors.iter_mut() {
                *level = places[*level];
            }
            descriptors.sort_by_key(|(level, _)| *level);
        }
        for role in &mut found.roles {
            let own = role.levels.iter_mut().flat_map(|(_, asks)| asks.iter_mut());
            for ask in role.asks.iter_mut().chain(own) {
                ask.level = ask.level.map(|level| places[level]);
            }
        }
    }
}
