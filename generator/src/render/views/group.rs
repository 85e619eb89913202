//! The groups of roles, as headings in lists of roles.

use serde::Serialize;

use super::joined::joined;
use crate::index::{RoleIndex, StandardIndex};
use crate::model::Standard;
use crate::model::role_groups::WITHIN;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::standard::RoleGroup;

/// The number of roles above which lists of them that only lead elsewhere are folded or left out.
pub(super) const MOST_ROLES: usize = 12;

/// The depth from which lists are not indented further.
const DEEPEST: usize = 3;

/// The heading of a group of roles.
#[derive(Clone, Debug, Serialize)]
pub struct GroupHeading {
    /// The title of the group.
    pub title: TextView,
    /// The number of groups that it is part of; at most 3, as deep as lists are indented.
    pub depth: usize,
    /// The titles of the groups that it is part of, and its own, as one text; a text for each if they are in different
    /// languages.
    pub path: Vec<TextView>,
    /// The same in the page's own language, for elements that contain only text.
    pub label: String,
}

/// The entries of a list that are about the roles of a group, or about those without a group.
#[derive(Debug, Serialize)]
pub struct EntriesOfGroup<Entry> {
    /// The titles of the groups that it is part of, and its own, as one text; a text for each if they are in different
    /// languages. Empty for roles without a group.
    pub titles: Vec<TextView>,
    /// The same in the page's own language, for elements that contain only text.
    pub label: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

impl<Entry> EntriesOfGroup<Entry> {
    /// Entries without a group.
    pub(super) fn none(entries: Vec<Entry>) -> Self {
        EntriesOfGroup {
            titles: Vec::new(),
            label: String::new(),
            entries,
        }
    }
}

/// The number of entries in all groups.
pub(super) fn count<Entry>(groups: &[EntriesOfGroup<Entry>]) -> usize {
    groups.iter().map(|group| group.entries.len()).sum()
}

/// Returns entries that are about roles, by the groups of the roles. `entry` returns that of a role; `None` leaves the role out.
pub(super) fn grouped<Entry>(
    voice: &Voice,
    standard: &Standard,
    mut entry: impl FnMut(RoleIndex) -> Option<Entry>,
) -> Vec<EntriesOfGroup<Entry>> {
    let mut grouped: Vec<EntriesOfGroup<Entry>> = Vec::new();
    let mut before: Option<&str> = None;
    for (role, groups) in standard.roles_by_group() {
        let Some(entry) = entry(role) else {
            continue;
        };
        let id = groups.last().map(|group| group.id.as_str());
        match grouped.last_mut() {
            Some(last) if before == id => last.entries.push(entry),
            _ => grouped.push(EntriesOfGroup {
                titles: path(voice, &groups),
                label: label(voice, &groups),
                entries: vec![entry],
            }),
        }
        before = id;
    }
    grouped
}

/// Returns the titles of groups, the outermost first, in the page's own language.
pub(super) fn label(voice: &Voice, groups: &[&RoleGroup]) -> String {
    let titles: Vec<String> = (groups.iter())
        .map(|group| voice.plain(&group.title))
        .collect();
    titles.join(WITHIN)
}

/// Returns the roles of a list in the order of their groups, each with the headings that come before it: those of the groups
/// that begin with it, the outermost first.
pub(super) fn headed(
    frame: &Frame,
    standard_index: StandardIndex,
    roles: impl Fn(RoleIndex) -> bool,
) -> Vec<(RoleIndex, Vec<GroupHeading>)> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut before: Vec<&str> = Vec::new();
    let all = standard.roles_by_group().into_iter();
    all.filter(|(role, _)| roles(*role))
        .map(|(role, groups)| {
            let ids: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
            let open = before.iter().zip(&ids);
            let open = open.take_while(|(before, now)| before == now).count();
            before = ids;
            let headings = groups.iter().enumerate().skip(open);
            let headings = headings.map(|(depth, group)| heading(&voice, group, &groups[..=depth]));
            (role, headings.collect())
        })
        .collect()
}

fn heading(voice: &Voice, group: &RoleGroup, groups: &[&RoleGroup]) -> GroupHeading {
    GroupHeading {
        title: voice.text(&group.title),
        depth: (groups.len() - 1).min(DEEPEST),
        path: path(voice, groups),
        label: label(voice, groups),
    }
}

/// Returns the titles of groups, the outermost first, as one text, or as a text for each if they are in different
/// languages.
pub(super) fn path(voice: &Voice, groups: &[&RoleGroup]) -> Vec<TextView> {
    let titles: Vec<TextView> = (groups.iter())
        .map(|group| voice.text(&group.title))
        .collect();
    let languages = |title: &TextView| -> Vec<String> {
        let pieces = title.pieces.iter();
        pieces.map(|piece| piece.lang.clone()).collect()
    };
    let Some(first) = titles.first() else {
        return titles;
    };
    if titles
        .iter()
        .any(|title| languages(title) != languages(first))
    {
        return titles;
    }
    vec![joined(&titles, WITHIN, &voice.own().tag)]
}
