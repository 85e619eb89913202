//! The forms by which competencies are rated: one for the scale of the framework, and one for each scale that only some
//! competencies have.
//!
//! In Moodle, a competency is rated by its own scale or, without one, by that of the framework, whatever the scale of the
//! competency above it. A competency with others in it is a clause here, which is not rated.

use std::collections::BTreeSet;

use selfcheck_wasm::validity::MAX_ROWS;

use super::scale::ReadScale;
use crate::import::found::{
    FoundForm, FoundGeneration, FoundPlace, FoundRubric, FoundStandard, FoundText, FoundTotal,
    LeftOver,
};
use crate::import::language::spoken;
use crate::language::message::{Message, message};

/// The most forms, which have a letter each.
const MOST: usize = 26;

/// A scale with its places in the file.
#[derive(Clone, Debug)]
pub(super) struct PlacedScale {
    /// The scale.
    pub scale: ReadScale,
    /// The cells of its values and of its configuration, each with its place.
    pub cells: [(FoundPlace, String); 2],
}

/// The scales of a file.
#[derive(Debug, Default)]
pub(super) struct FoundScales {
    /// The scale of the framework.
    pub common: Option<PlacedScale>,
    /// The scales of single competencies, by their items.
    pub own: Vec<(usize, PlacedScale)>,
}

impl FoundScales {
    /// Adds the forms to a framework whose items know their parents.
    pub(super) fn add_forms(self, found: &mut FoundStandard) {
        let Some(common) = self.common else {
            for (_, own) in self.own {
                leave(
                    found,
                    own,
                    &message!("a scale of a competency in a framework without one"),
                );
            }
            return;
        };
        let is_rated = rated(found);
        let mut groups: Vec<(PlacedScale, Vec<usize>)> = Vec::new();
        for (item, own) in self.own {
            if own.scale.has_grades_of(&common.scale) {
                if own.scale.default() != common.scale.default() {
                    leave_default(found, own);
                }
            } else if !is_rated[item] {
                let what = message!("a scale of a competency that has others in it");
                leave(found, own, &what);
            } else {
                let known = groups.iter_mut();
                let known = known
                    .into_iter()
                    .find(|(known, _)| known.scale.has_grades_of(&own.scale));
                if own.scale.unusual_default().is_some() {
                    leave_default(found, own.clone());
                }
                match known {
                    Some((_, items)) => items.push(item),
                    None => groups.push((own, vec![item])),
                }
            }
        }
        let except: BTreeSet<usize> = groups
            .iter()
            .flat_map(|(_, items)| items)
            .copied()
            .collect();
        let parts = divided(found, &is_rated, &except);
        let parts = parts.filter(|parts| parts.len() + groups.len() <= MOST);
        let is_too_long = groups.iter().any(|(_, items)| items.len() > MAX_ROWS);
        let Some(parts) = parts.filter(|_| !is_too_long) else {
            let what = message!(
                "a scale for more than {most} competencies, which no form can have",
                most = MAX_ROWS
            );
            leave(found, common, &what);
            for (own, _) in groups {
                leave(found, own, &what);
            }
            return;
        };
        let moodle = found.moodle.get_or_insert_default();
        moodle.completed_as = common.scale.unusual_default();
        // Without a value that means proficient, an export has no scale of the handbook.
        let own = groups.iter().map(|(own, _)| own);
        if own
            .chain([&common])
            .all(|placed| placed.scale.has_proficient())
        {
            let is_form = !parts.is_empty() || !groups.is_empty();
            moodle.framework.made_scale = is_form.then(|| common.scale.cells());
            for (own, items) in &groups {
                for item in items {
                    let competency = &mut found.items[*item].competency;
                    competency.get_or_insert_default().made_scale = Some(own.scale.cells());
                }
            }
        }
        if !common.scale.distinguishes() {
            found.decisions.push(message!(
                "the scale does not say which of its values mean that somebody is proficient: add `met: true` to their grades"
            ));
        }
        for part in parts {
            let title = form_title(found, part.title.as_deref());
            let form = form(found, &common, title, part.chosen);
            found.rubrics.push(form);
        }
        for (own, items) in groups {
            let ends = [own.scale.values.first(), own.scale.values.last()];
            let [lowest, highest] = ends.map(|end| end.map_or("", |end| &end.name));
            let title = message!("Rating form: {lowest} – {highest}", lowest, highest);
            let title = in_its_language(found, &title);
            let chosen = FoundGeneration {
                only: items,
                except: Vec::new(),
            };
            let form = form(found, &own, title, chosen);
            found.rubrics.push(form);
        }
    }
}

/// Some of the competencies that have the scale of the framework.
struct FormPart {
    /// The title of the competency that they are in, if there are several parts.
    title: Option<String>,
    chosen: FoundGeneration,
}

/// Whether each item is rated: those that have no others in them.
fn rated(found: &FoundStandard) -> Vec<bool> {
    let is_clause = |form: FoundForm| match form {
        FoundForm::Clause => true,
        FoundForm::Unknown | FoundForm::Requirement => false,
    };
    let mut is_rated: Vec<bool> = found
        .items
        .iter()
        .map(|item| !is_clause(item.form))
        .collect();
    for item in &found.items {
        if let Some(parent) = item.parent {
            is_rated[parent] = false;
        }
    }
    is_rated
}

/// The forms of the scale of the framework: one or, if it had too many rows, one for each outermost competency. `None` if one of
/// these had too many as well.
fn divided(
    found: &FoundStandard,
    is_rated: &[bool],
    except: &BTreeSet<usize>,
) -> Option<Vec<FormPart>> {
    let has_scale = |item: &usize| is_rated[*item] && !except.contains(item);
    let rows: Vec<usize> = (0..found.items.len()).filter(has_scale).collect();
    if rows.len() <= MAX_ROWS {
        let chosen = FoundGeneration {
            only: Vec::new(),
            except: except.iter().copied().collect(),
        };
        let all = FormPart {
            title: None,
            chosen,
        };
        return Some(if rows.is_empty() {
            Vec::new()
        } else {
            vec![all]
        });
    }
    let mut counts = vec![0; found.items.len()];
    let mut outermost = vec![0; found.items.len()];
    for row in rows {
        outermost[row] = above(found, row);
        counts[outermost[row]] += 1;
    }
    let mut parts = Vec::new();
    for (item, count) in counts
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
    {
        if is_rated[item] || count > MAX_ROWS {
            return None;
        }
        let within = except.iter().filter(|other| above(found, **other) == item);
        parts.push(FormPart {
            title: Some(found.items[item].title.nearest(&found.language).to_owned()),
            chosen: FoundGeneration {
                only: vec![item],
                except: within.copied().collect(),
            },
        });
    }
    Some(parts)
}

/// The outermost competency that an item is in. In a circle, any of it.
fn above(found: &FoundStandard, item: usize) -> usize {
    let mut current = item;
    for _ in 0..found.items.len() {
        match found.items[current].parent {
            Some(parent) => current = parent,
            None => break,
        }
    }
    current
}

/// The title of a form for everything, or for a part of it.
fn form_title(found: &FoundStandard, part: Option<&str>) -> FoundText {
    let title: Message = match part.filter(|part| !part.is_empty()) {
        Some(part) => message!("Rating form: {part}", part),
        None => message!("Rating form"),
    };
    in_its_language(found, &title)
}

/// Words of the program in the language of a framework.
fn in_its_language(found: &FoundStandard, words: &Message) -> FoundText {
    FoundText::one(&found.language, &words.text(spoken(&found.language)))
}

fn form(
    found: &FoundStandard,
    placed: &PlacedScale,
    title: FoundText,
    chosen: FoundGeneration,
) -> FoundRubric {
    let language = &found.language;
    let total = || FoundTotal {
        level: None,
        title: FoundText::one(language, message!("Number met").label(spoken(language))),
        rows: Vec::new(),
    };
    FoundRubric {
        place: placed.cells[0].0.clone(),
        annex: None,
        role: None,
        number: None,
        title,
        grades: placed.scale.grades(language),
        rows: Vec::new(),
        generated: Some(chosen),
        totals: Vec::from_iter(placed.scale.distinguishes().then(total)),
        bands: Vec::new(),
        source: None,
    }
}

/// Lists the default of a competency's own scale.
fn leave_default(found: &mut FoundStandard, placed: PlacedScale) {
    let [_, (place, content)] = placed.cells;
    found.left.push(LeftOver {
        place,
        what: message!("the default of a competency's own scale"),
        content,
    });
}

/// Lists a scale that is not imported.
fn leave(found: &mut FoundStandard, placed: PlacedScale, what: &Message) {
    let [values, configuration] = placed.cells;
    let cells = [
        (values, what.clone()),
        (configuration, message!("the configuration of a scale")),
    ];
    for ((place, content), what) in cells {
        if !content.is_empty() {
            found.left.push(LeftOver {
                place,
                what,
                content,
            });
        }
    }
}
