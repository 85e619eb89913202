//! The filters of a list of curricula or postings. A list is filtered, and shown a part at a time, only if it is long.

use serde::Serialize;

use super::group::{self, EntriesOfGroup};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::language::Collation;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::source::format::curriculum::AimIds;
use crate::source::format::text::Text;

/// The most entries that are shown at once, without filters.
pub const SHOWN: usize = 12;

/// The most choices of a filter that are shown beside each other. If there are more, a menu offers them.
const BESIDE: usize = 8;

/// By what the entries of a list can be chosen, in the order of the filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingFacet {
    /// The standard that they refer to.
    Standard,
    /// The role that they are about.
    Role,
    /// The level that they are about.
    Level,
    /// The place of work.
    Place,
    /// The kind of employment.
    Employment,
}

impl ListingFacet {
    const ALL: [ListingFacet; 5] = [
        ListingFacet::Standard,
        ListingFacet::Role,
        ListingFacet::Level,
        ListingFacet::Place,
        ListingFacet::Employment,
    ];

    /// The key of the interface word that labels it.
    fn word(self) -> &'static str {
        match self {
            ListingFacet::Standard => "the_standard",
            ListingFacet::Role => "role",
            ListingFacet::Level => "level",
            ListingFacet::Place => "place",
            ListingFacet::Employment => "employment",
        }
    }
}

/// A value by which an entry can be chosen. Values with the same label are one choice.
#[derive(Clone, Debug)]
pub struct ListingValue {
    /// The filter that has it.
    pub facet: ListingFacet,
    /// Its place among the values of the filter: that of its standard, if values of different standards are apart, and its
    /// own. Zeros if values are sorted by their labels.
    pub place: [usize; 2],
    /// The label.
    pub label: TextView,
    /// The titles of the groups of a role, and the same in the page's own language. Empty without groups.
    pub group: (Vec<TextView>, String),
}

/// A filter.
#[derive(Debug, Serialize)]
pub struct ListingFilter {
    /// Its name in the page's data.
    pub key: ListingFacet,
    /// Its label.
    pub label: TextView,
    /// The choices, of which there are at least two. Only roles have groups.
    pub groups: Vec<EntriesOfGroup<ListingChoice>>,
    /// Whether the choices are so many that a menu offers them.
    pub is_menu: bool,
}

/// A choice of a filter.
#[derive(Debug, Serialize)]
pub struct ListingChoice {
    /// Its place among the choices of the filter, from 1, by which it is known.
    pub place: usize,
    /// The label.
    pub label: TextView,
    /// The label for a menu, which contains only text.
    pub joined: Html,
}

/// An entry of the list.
#[derive(Debug, Serialize)]
pub struct ListingEntry<Entry> {
    /// The entry.
    pub of: Entry,
    /// The choices that apply to it, for each filter: `1 3`.
    pub applies: Vec<(ListingFacet, String)>,
}

/// Returns the entries, and the filters that they need.
pub fn listing<Entry>(
    frame: &Frame,
    entries: Vec<(Entry, Vec<ListingValue>)>,
) -> (Vec<ListingEntry<Entry>>, Vec<ListingFilter>) {
    let mut filters: Vec<ListingFilter> = Vec::new();
    if entries.len() > SHOWN {
        filters.extend(ListingFacet::ALL.map(|key| {
            let choices = choices(frame, &entries, key);
            ListingFilter {
                key,
                label: frame.spoken(key.word()),
                is_menu: choices.len() > BESIDE,
                groups: by_group(choices),
            }
        }));
        filters.retain(|filter| filter.choices().count() > 1);
    }
    let entries = entries.into_iter().map(|(of, values)| {
        let applies = filters.iter().map(|filter| {
            let applies = (filter.choices()).filter(|choice| is_in(&values, filter.key, choice));
            let places: Vec<String> = applies.map(|choice| choice.place.to_string()).collect();
            (filter.key, places.join(" "))
        });
        ListingEntry {
            applies: applies.collect(),
            of,
        }
    });
    (entries.collect(), filters)
}

impl ListingFilter {
    /// Its choices, of all groups.
    fn choices(&self) -> impl Iterator<Item = &ListingChoice> {
        self.groups.iter().flat_map(|group| &group.entries)
    }
}

/// Returns the different values of the entries for a filter, by their labels.
fn choices<'e, Entry>(
    frame: &Frame,
    entries: &'e [(Entry, Vec<ListingValue>)],
    key: ListingFacet,
) -> Vec<&'e ListingValue> {
    let values = entries.iter().flat_map(|(_, values)| values);
    let mut found: Vec<&ListingValue> = Vec::new();
    for value in values.filter(|value| value.facet == key) {
        if !found
            .iter()
            .any(|known| known.label.plain == value.label.plain)
        {
            found.push(value);
        }
    }
    let collation = Collation::of_tag(&frame.language().tag);
    found.sort_by(|a, b| {
        let by_label = || collation.compare(&a.label.plain, &b.label.plain);
        a.place.cmp(&b.place).then_with(by_label)
    });
    found
}

/// Returns choices, of which those of a group follow each other.
fn by_group(values: Vec<&ListingValue>) -> Vec<EntriesOfGroup<ListingChoice>> {
    let places: Vec<(usize, &ListingValue)> = (1..).zip(values).collect();
    let groups = places.chunk_by(|(_, one), (_, other)| one.group.1 == other.group.1);
    let groups = groups.filter_map(|values| {
        let (titles, label) = values.first()?.1.group.clone();
        let choices = values.iter().map(|(place, value)| ListingChoice {
            place: *place,
            label: value.label.clone(),
            joined: value.label.joined(),
        });
        Some(EntriesOfGroup {
            titles,
            label,
            entries: choices.collect(),
        })
    });
    groups.collect()
}

fn is_in(values: &[ListingValue], key: ListingFacet, choice: &ListingChoice) -> bool {
    let mut values = values.iter();
    values.any(|value| value.facet == key && value.label.plain == choice.label.plain)
}

/// Returns the values of what something is about: a standard, and roles and levels of it.
pub fn subjects(frame: &Frame, index: StandardIndex, aims: &[AimIds<'_>]) -> Vec<ListingValue> {
    let standard = &frame.handbook().standards[index];
    let voice = frame.voice_of(standard);
    let value = |facet, place, title: &Text| ListingValue {
        facet,
        place,
        label: voice.text(title),
        group: Default::default(),
    };
    let mut values = vec![value(
        ListingFacet::Standard,
        [0, index.position()],
        &standard.about.title,
    )];
    let by_group = standard.roles_by_group();
    for (role, level) in aims {
        let roles = &standard.about.roles;
        let role = role.and_then(|id| roles.find_index(|known| known.id == *id));
        let level = level.and_then(|id| standard.ladder_at(role).find(id));
        let role_value = |at: RoleIndex| {
            let mut listed = by_group.iter().enumerate();
            let (place, (_, groups)) = listed.find(|(_, (role, _))| *role == at)?;
            Some(ListingValue {
                group: (group::path(&voice, groups), group::label(&voice, groups)),
                ..value(
                    ListingFacet::Role,
                    [index.position(), place],
                    &roles[at].title,
                )
            })
        };
        values.extend(role.and_then(role_value));
        let levels = standard.levels_at(role);
        let level_value =
            |at: LevelIndex| value(ListingFacet::Level, [0, at.position()], &levels[at].title);
        values.extend(level.map(level_value));
    }
    values
}
