//! What the source changed and an update leaves to the editor: the order of parts, and parts that are gone from the files.

use std::collections::{HashMap, HashSet};

use super::editing::RecordEditor;
use super::snapshot::Snapshot;
use crate::language::message::{Series, message};

/// The most ids that are named in one remark.
const MOST: usize = 60;

/// The ids of the parts that are directly in each part, clauses and requirements apart.
fn lists(
    state: &Snapshot,
    is_common: impl Fn(&str) -> bool,
) -> HashMap<(Option<&str>, bool), Vec<&str>> {
    let mut lists: HashMap<(Option<&str>, bool), Vec<&str>> = HashMap::new();
    for part in state.parts.iter().filter(|part| is_common(&part.id)) {
        let key = (part.above.as_deref(), part.is_clause);
        lists.entry(key).or_default().push(&part.id);
    }
    lists
}

/// At most so many ids.
fn named(ids: &[&str]) -> Series {
    let mut shown: Vec<String> = ids.iter().take(MOST).map(|id| (*id).to_owned()).collect();
    if ids.len() > MOST {
        shown.push("…".to_owned());
    }
    Series::plain(shown)
}

impl RecordEditor<'_> {
    /// Reports the parts that only the source put in another order. Files stay in the order that the editor gave them.
    pub(super) fn report_orders(&mut self) {
        let (today, release) = (self.today, self.release);
        let Some(base) = self.base else {
            return;
        };
        let is_common = |id: &str| {
            let above = |state: &Snapshot| {
                state
                    .get(id)
                    .map(|part| (part.above.clone(), part.is_clause))
            };
            above(base).is_some() && above(base) == above(release) && above(base) == above(today)
        };
        let common = base.parts.iter().filter(|part| is_common(&part.id));
        let common: HashSet<&str> = common.map(|part| &*part.id).collect();
        let [was, new, now] =
            [base, release, today].map(|state| lists(state, |id| common.contains(id)));
        let mut seen = HashSet::new();
        for part in &release.parts {
            let key = (part.above.as_deref(), part.is_clause);
            if !seen.insert(key) || was.get(&key) == new.get(&key) || was.get(&key) != now.get(&key)
            {
                continue;
            }
            let ids = named(new.get(&key).map_or(&[], |ids| ids));
            self.report.remarks.push(match &part.above {
                Some(above) => message!(
                    "the source has the parts of `{above}` in another order: {ids}; put yours in that order if you agree",
                    above,
                    ids
                ),
                None => message!(
                    "the source has the outermost parts in another order: {ids}; put yours in that order if you agree",
                    ids
                ),
            });
        }
    }

    /// Reports the parts that the source changed and that are gone from the files.
    pub(super) fn report_gone(&mut self) {
        let (today, release) = (self.today, self.release);
        let Some(base) = self.base else {
            return;
        };
        let is_changed = |id: &str| {
            let fields = |state: &Snapshot| state.get(id).map(|part| part.fields.clone());
            fields(release) != fields(base)
        };
        let gone = release.parts.iter().filter(|part| {
            today.get(&part.id).is_none() && base.get(&part.id).is_some() && is_changed(&part.id)
        });
        let gone: Vec<&str> = gone.map(|part| &*part.id).collect();
        if !gone.is_empty() {
            self.report.remarks.push(message!(
                "the source changed {ids}, which {count|is|are} no longer in your files",
                ids = named(&gone),
                count = gone.len()
            ));
        }
    }
}
