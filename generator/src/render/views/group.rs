//! The groups of roles, as headings in lists of roles.

use serde::Serialize;

use super::joined::joined;
use crate::index::{RoleIndex, StandardIndex};
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::standard::RoleGroup;

/// The number of roles above which lists of them that only lead elsewhere are folded or left out.
pub(super) const MOST_ROLES: usize = 12;

/// The mark between a group and one that is part of it, which never starts a line. Writing from right to left mirrors it.
const WITHIN: &str = "\u{a0}› ";

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
    let titles: Vec<String> = (groups.iter())
        .map(|group| voice.plain(&group.title))
        .collect();
    GroupHeading {
        title: voice.text(&group.title),
        depth: (groups.len() - 1).min(DEEPEST),
        path: path(voice, groups),
        label: titles.join(WITHIN),
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
