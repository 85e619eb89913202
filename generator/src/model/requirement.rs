//! Requirements: their ids, the names by which they are printed, and their places in the lists of a clause.
//!
//! Ids are the basis of permalinks, so the rule that makes them is fixed: an id that the author
//! states, or the id above and a letter. A letter depends on the place in the list, unless the item
//! states a later one after an earlier item was removed. [`super::standard`] builds the list; the
//! records are in [`crate::source::format::clause`].

use std::sync::{Arc, OnceLock};

use super::axis::{Axes, AxisValues, DimensionValues};
use crate::index::{ClauseIndex, List, RequirementIndex};
use crate::source::format::axis::DescriptorRecord;
use crate::source::format::clause::{ClauseRecord, OutcomeRecord, RequirementRecord};
use crate::source::format::dimension::Dimensions;
use crate::source::format::mark::DepthMarks;
use crate::source::format::text::{Symbol, Text};
use crate::source::position::Position;
use crate::source::texts::{self, TextRole};

/// A requirement: one item of a clause's list, or of the list of another requirement.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The id, of its own or made of the id above and the letter: `5.3.1.2-a`.
    pub id: Arc<str>,
    /// The anchor on its clause's page: its own id, or the letters below the clause or the nearest id of its own.
    /// E.g. `a`, or `a-b` for the second part of the first item.
    pub anchor: Arc<str>,
    /// The code that the standard prints for it. E.g. `K0001`. `None` if it prints none for it.
    pub code: Option<Arc<str>>,
    /// The code or, if the standard prints ids, the id.
    pub printed: Option<Arc<str>>,
    /// The name by which lists and links refer to it: as printed, or made of the number above and the letter.
    /// E.g. `5.3.1.2-a`. Without a number above, it is the anchor.
    pub name: Arc<str>,
    /// The label in the margin of its list: the code, or the letter or number of its mark. Empty if it has no mark.
    pub mark: Arc<str>,
    /// The index of its clause.
    pub clause: ClauseIndex,
    /// The index of the requirement that it is part of. `None` for an item of the clause's own
    /// list.
    pub parent: Option<RequirementIndex>,
    /// The number of requirements that it is part of. 0 for an item of the clause's own list.
    pub depth: usize,
    /// The roles, levels and dimensions to which it belongs, its own or inherited, and its type.
    pub axes: Axes,
    /// The letter in its list, if it has no id of its own. It decides the id, while `mark` is what
    /// is printed; the two differ where the source numbers its items.
    letter: Option<String>,
    /// Whether the name is known in its surroundings only with what is above: the name without it is the mark.
    is_numbered: bool,
    /// The positions in the list of the clause and in those of the requirements above. Never empty.
    path: Vec<usize>,
    /// The record of the clause, in which `path` finds that of the requirement.
    pub(super) body: Arc<ClauseRecord>,
}

impl Requirement {
    /// The record of the requirement.
    pub fn item(&self) -> &RequirementRecord {
        let mut records = self.path.iter();
        let first = records.next().copied().unwrap_or_default();
        records.fold(&self.body.requirements[first], |above, place| {
            &above.requirements[*place]
        })
    }

    /// The words of the standard that the requirement has itself, outside its parts and notes. Its permalink is known by
    /// them.
    pub fn own_texts(&self) -> Vec<&Text> {
        let mut own = Vec::new();
        texts::each(self.item(), |met, path| match met.role {
            TextRole::Source | TextRole::Label if path.first() != Some(&"requirements") => {
                own.push(met.text);
            }
            TextRole::Source
            | TextRole::Label
            | TextRole::Quote
            | TextRole::Ours
            | TextRole::Markdown => {}
        });
        own
    }

    /// The requirement's text, verbatim. A requirement with only descriptors is known by its title, or by that of its
    /// clause. Empty in every language only if there is none of these.
    pub fn text(&self) -> &Text {
        static ABSENT: OnceLock<Text> = OnceLock::new();
        let item = self.item();
        let own = item.text.as_ref().or(item.title.as_ref());
        own.or(self.body.title.as_ref()).unwrap_or_else(|| {
            ABSENT.get_or_init(|| Text {
                languages: Vec::new(),
                role: TextRole::Source,
                position: Position::file(""),
            })
        })
    }

    /// The title, if it has one besides its text.
    pub fn title(&self) -> Option<&Text> {
        let item = self.item();
        item.title.as_ref().filter(|_| item.text.is_some())
    }

    /// The name, if the standard prints it or the number that it is made of. A name that is not
    /// printed may be used in links and data, but not as if the source had printed it.
    pub fn printed_name(&self) -> Option<&str> {
        self.is_numbered.then_some(&*self.name)
    }

    /// How it reads at a level. `None` if it says nothing about that level.
    pub fn descriptor(&self, level: &str) -> Option<&DescriptorRecord> {
        let mut levels = self.item().levels.0.iter();
        let found = levels.find(|descriptor| descriptor.level == *level)?;
        Some(&found.words)
    }

    /// The letter in its list, if it has no id of its own: `a`.
    pub fn letter(&self) -> Option<&str> {
        self.letter.as_deref()
    }

    /// The part of the name before the mark, which is clear among the other requirements of the clause: `5.3.1.2-`.
    /// Empty for a requirement with a code, which is a name by itself.
    pub fn known(&self) -> &str {
        let before = self.name.strip_suffix(&*self.mark);
        before.filter(|_| self.code.is_none()).unwrap_or_default()
    }
}

/// How a standard names its requirements, and what they may belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming<'a> {
    /// Whether ids are printed where no number is stated.
    pub(super) prints_ids: bool,
    /// The marks by depth. `a)` at every depth if absent.
    pub(super) marks: Option<&'a DepthMarks>,
    /// The dimensions to which they may belong.
    pub(super) dimensions: Option<&'a Dimensions>,
}

/// Adds the requirements of the clause at `clause`, which is printed with `number`, to `list`: each before its parts.
pub(super) fn add_requirements(
    list: &mut List<RequirementIndex, Requirement>,
    naming: Naming<'_>,
    body: &Arc<ClauseRecord>,
    clause: ClauseIndex,
    number: Option<&str>,
    axes: &Axes,
) {
    let mut adding = Adding {
        list,
        naming,
        body,
        clause,
        number,
        axes,
    };
    adding.add(&body.requirements, None, &mut Vec::new());
}

/// The properties that all requirements of a clause share while they are added.
struct Adding<'a> {
    list: &'a mut List<RequirementIndex, Requirement>,
    naming: Naming<'a>,
    body: &'a Arc<ClauseRecord>,
    clause: ClauseIndex,
    number: Option<&'a str>,
    axes: &'a Axes,
}

impl Adding<'_> {
    /// Adds the items of a list, each followed by its parts. `path` leads to the list and is as
    /// before when this returns.
    fn add(
        &mut self,
        records: &[RequirementRecord],
        parent: Option<RequirementIndex>,
        path: &mut Vec<usize>,
    ) {
        for (place, (record, position)) in records.iter().zip(positions(records)).enumerate() {
            path.push(place);
            let requirement = self.requirement(record, position, parent, path);
            let index = self.list.push(requirement);
            self.add(&record.requirements, Some(index), path);
            path.pop();
        }
    }

    /// Makes the requirement at `path`, whose letter has the given position. Its parent must
    /// already be in the list.
    fn requirement(
        &self,
        record: &RequirementRecord,
        position: usize,
        parent: Option<RequirementIndex>,
        path: &[usize],
    ) -> Requirement {
        let letter = letter(position);
        let above = parent.map(|parent| &self.list[parent]);
        let own = record.id.as_ref().map(|id| id.value.clone());
        let joined = |above: &str| -> Arc<str> { format!("{above}-{letter}").into() };
        let id = own
            .clone()
            .unwrap_or_else(|| joined(above.map_or(self.body.id.as_str(), |above| &above.id)));
        let anchor = own.clone().unwrap_or_else(|| match above {
            Some(above) => joined(&above.anchor),
            None => letter.as_str().into(),
        });
        let stated = record.number.as_ref().map(|number| number.value.clone());
        let code = stated.or_else(|| own.clone().filter(|_| self.naming.prints_ids));
        let printed = code
            .clone()
            .or_else(|| self.naming.prints_ids.then(|| id.clone()));
        let number_above = match above {
            Some(above) => above.is_numbered.then_some(&*above.name),
            None => self.number,
        };
        let inherited = above.map_or(self.axes, |above| &above.axes);
        let axes = Axes {
            roles: AxisValues::or_inherited(&record.role, Some(&inherited.roles)),
            levels: AxisValues::or_inherited(&record.level, Some(&inherited.levels)),
            dimensions: DimensionValues::or_inherited(
                &record.dimension,
                Some(&inherited.dimensions),
                self.naming.dimensions,
            ),
            kind: record.r#type.as_ref().map(|id| id.value.clone()),
        };
        let pattern = self.naming.marks.and_then(|marks| marks.at(path.len() - 1));
        let mark: Arc<str> = code
            .clone()
            .unwrap_or_else(|| margin(pattern, position).into());
        // Without a mark, its place in the list is not shown, so that a number made of it would mean nothing.
        let number_above = number_above.filter(|_| !mark.is_empty());
        let numbered = printed.clone().or_else(|| number_above.map(joined));
        Requirement {
            is_numbered: numbered.is_some(),
            name: numbered.unwrap_or_else(|| anchor.clone()),
            id,
            anchor,
            code,
            printed,
            mark,
            clause: self.clause,
            parent,
            depth: path.len() - 1,
            axes,
            letter: own.is_none().then_some(letter),
            path: path.to_vec(),
            body: self.body.clone(),
        }
    }
}

/// The label in the margin for the item at `position`, counting from 0: its letter or number if the source's mark has one,
/// nothing if the source has no mark, and otherwise a letter of ours.
fn margin(pattern: Option<&str>, position: usize) -> String {
    match pattern {
        Some(DepthMarks::NONE) => String::new(),
        Some(pattern) => counted(pattern, position).unwrap_or_else(|| letter(position)),
        None => letter(position),
    }
}

/// The letter or number at `position` in the style of a mark, such as `a)`, `1.` or `(i)`; `None` for a mark without one.
///
/// For example, position 2 is `c` for `a)`, `3` for `1.`, and `iii` for `(i)`. A bullet such as `—`
/// has no letter.
pub fn counted(pattern: &str, position: usize) -> Option<String> {
    let is_part = |character: &char| character.is_ascii_alphanumeric();
    let sign: String = pattern.chars().filter(is_part).collect();
    match sign.as_str() {
        "a" => Some(letter(position)),
        "A" => Some(letter(position).to_ascii_uppercase()),
        "1" => Some((position + 1).to_string()),
        "i" => Some(roman(position + 1)),
        "I" => Some(roman(position + 1).to_ascii_uppercase()),
        _ => None,
    }
}

/// A small Roman numeral. Empty for 0.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        numeral.push_str(&sign.repeat(rest / value));
        rest %= value;
    }
    numeral
}

/// An item of a list, which may state its letter.
pub trait Lettered {
    /// The letter that the item states.
    fn stated_letter(&self) -> Option<&Symbol>;
}

impl Lettered for RequirementRecord {
    fn stated_letter(&self) -> Option<&Symbol> {
        self.letter.as_ref()
    }
}

impl Lettered for OutcomeRecord {
    fn stated_letter(&self) -> Option<&Symbol> {
        self.letter.as_ref()
    }
}

/// The letters of a list's items: each follows the previous one, unless the item sets a later letter.
///
/// A stated letter that is not later than the previous one is ignored, so that letters never
/// repeat; `E213` reports it.
pub fn letters<T: Lettered>(items: &[T]) -> impl Iterator<Item = String> {
    positions(items).map(letter)
}

/// The positions of the items' letters, counting from 0.
fn positions<T: Lettered>(items: &[T]) -> impl Iterator<Item = usize> {
    let mut next = 0;
    items.iter().map(move |item| {
        let stated = item.stated_letter().and_then(|letter| place(&letter.value));
        let position = stated.filter(|position| *position >= next).unwrap_or(next);
        next = position + 1;
        position
    })
}

/// The letter at `place`, counting from 0: a to z, then aa, ab … As the columns of a spreadsheet
/// are lettered.
pub fn letter(place: usize) -> String {
    let mut rest = place;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

/// The place of a letter, counting from 0: the inverse of `letter`. `None` if `letters` is not a letter or has more
/// than four characters. `a` is 0, `z` is 25 and `aa` is 26. The empty string has none.
pub fn place(letters: &str) -> Option<usize> {
    if letters.len() > 4 {
        return None;
    }
    let mut place = 0usize;
    for letter in letters.bytes() {
        if !letter.is_ascii_lowercase() {
            return None;
        }
        place = place * 26 + usize::from(letter - b'a') + 1;
    }
    place.checked_sub(1)
}

/// The id above and the letter, if `id` has the form of the ids that the items of a list receive: `5.1` and `a` for
/// `5.1-a`. Whether there is such an item, only [`super::Standard`] knows. `K-0001` does not have
/// this form, since `0001` is not a letter.
pub fn lettered(id: &str) -> Option<(&str, &str)> {
    let (above, letter) = id.rsplit_once('-')?;
    (!above.is_empty() && place(letter).is_some()).then_some((above, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_convert_back_to_their_positions() {
        for position in [0, 1, 25, 26, 51, 52, 701, 702, 20_000] {
            assert_eq!(place(&letter(position)), Some(position));
        }
        assert_eq!(place(""), None);
        assert_eq!(place("A"), None);
        assert_eq!(place(&"z".repeat(99)), None);
    }

    #[test]
    fn letters_continue_after_z() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letter).into();
        assert_eq!(letters, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn the_margin_follows_the_mark_of_the_source() {
        for (pattern, second) in [
            ("a)", "b"),
            ("（1）", "2"),
            ("i.", "ii"),
            ("(A)", "B"),
            ("I", "II"),
            ("——", "b"),
            ("• ", "b"),
            ("none", ""),
        ] {
            assert_eq!(margin(Some(pattern), 1), second, "{pattern}");
        }
        assert_eq!(margin(None, 1), "b");
        let numerals = [4, 9, 14, 40, 99, 1994].map(roman);
        assert_eq!(numerals, ["iv", "ix", "xiv", "xl", "xcix", "mcmxciv"]);
    }

    #[test]
    fn only_ids_with_a_letter_at_the_end_are_lettered() {
        assert_eq!(lettered("5.1-a"), Some(("5.1", "a")));
        assert_eq!(lettered("5.1-a-bc"), Some(("5.1-a", "bc")));
        for id in ["5.1", "DR-AT1", "COM-1.2", "K-A", "-a", "two-words"] {
            assert_eq!(lettered(id), None, "{id}");
        }
    }
}
