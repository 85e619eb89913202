//! A requirement's permalink: a small page in all languages.

use serde::Serialize;

use super::alike::{self, AlikeView};
use super::asked_terms;
use super::check_way::{self, CheckWay};
use super::details::{self, AxisFactView, DetailsView};
use super::earlier::{self, EarlierView};
use super::editions::{self, EditionsView};
use super::group::{self, EntriesOfGroup};
use super::lead;
use super::note::{self, NoteView};
use super::taken::{self, TakenView};
use super::taught::{self, TaughtView};
use crate::index::{RequirementIndex, RoleIndex, StandardIndex};
use crate::model::{Reading, permalink};
use crate::render::chrome::Chrome;
use crate::render::code::{self, Code};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{TextView, Voice};
use crate::site::address::{self, Page, StandardPage};
use crate::site::navigation;
use crate::source::format::permalinks;

/// A requirement.
#[derive(Debug, Serialize)]
pub struct PermalinkView {
    /// The id: `5.3.1.2-b`.
    pub id: String,
    /// The name, if the standard prints one: the id or another.
    pub name: String,
    /// The heading of a requirement without a name: its title, or that of its clause.
    pub heading: Option<TextView>,
    /// Its title, if it has one besides its text and the heading.
    pub title: Option<TextView>,
    /// The requirement, in all languages.
    pub text: TextView,
    /// The link to this page, for copying.
    pub href: String,
    /// The code of the page's address, for paper; `None` if the site's address is not known.
    pub code: Option<Code>,
    /// The sentence that opens the list containing it.
    pub intro: Option<TextView>,
    /// The words of the requirements that it is part of, the outermost first.
    pub leads: Vec<TextView>,
    /// The standard, and the link to its contents.
    pub standard: LinkView,
    /// The clauses that contain it, outermost first.
    pub clauses: Vec<LinkView>,
    /// The link to a self-check, with its role and level selected if it has them.
    pub check: Option<CheckWay>,
    /// Whether the standard distinguishes roles.
    pub has_roles: bool,
    /// The roles that it applies to; none if it applies to all roles.
    pub roles: Vec<LinkView>,
    /// The roles that ask for it by their lists, by group.
    pub asked_by: Vec<EntriesOfGroup<AskingRoleView>>,
    /// The number of these roles.
    pub asked_count: usize,
    /// Whether there are so many that they are folded.
    pub is_asked_by_many: bool,
    /// Whether the standard distinguishes levels.
    pub has_levels: bool,
    /// The levels that it applies to; none if it applies to all levels. Each level has a page per role, so a level has no
    /// link unless there is one role.
    pub levels: Vec<LinkView>,
    /// Its dimensions, axis by axis.
    pub dimensions: Vec<AxisFactView>,
    /// Its details, such as its descriptors; `None` if it has none.
    pub details: Option<DetailsView>,
    /// The rows of forms that grade it or its subject.
    pub rows: Vec<TakenView>,
    /// The modules that teach it and the postings that require it.
    pub taught: TaughtView,
    /// The requirements in the same or nearly the same words.
    pub alike: AlikeView,
    /// The earlier words.
    pub earlier: Vec<EarlierView>,
    /// The counterparts in other editions.
    pub editions: Option<EditionsView>,
    /// Notes on the requirement.
    pub notes: Vec<NoteView>,
}

/// A role that asks for a requirement.
#[derive(Debug, Serialize)]
pub struct AskingRoleView {
    /// The role.
    pub link: LinkView,
    /// How strictly it asks, unless the requirement must be met.
    pub tier: Option<TextView>,
}

/// The most roles that are not folded.
const FEW_ROLES: usize = 12;

/// Returns the roles that ask for a requirement by their lists, by group.
fn asking(
    frame: &Frame,
    voice: &Voice,
    standard_index: StandardIndex,
    requirement: RequirementIndex,
) -> Vec<EntriesOfGroup<AskingRoleView>> {
    let standard = &frame.handbook().standards[standard_index];
    let by = standard.asked_by(requirement);
    group::grouped(voice, standard, |role| {
        let asked = by.iter().find(|asked| asked.role == role)?;
        let title = &standard.about.roles[role].title;
        let tier = asked.tier.as_deref();
        Some(AskingRoleView {
            link: LinkView {
                href: frame.standard_link(standard_index, StandardPage::Role(role)),
                ..LinkView::without_address(voice.text(title))
            },
            tier: tier.and_then(|id| asked_terms::tier_of(frame, voice, standard, id)),
        })
    })
}

/// Renders the page of the requirement at `requirement`; `None` if there is no such requirement.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    requirement: RequirementIndex,
) -> Option<(Chrome, PermalinkView)> {
    let handbook = frame.handbook();
    let standard = handbook.standards.get(standard_index)?;
    let entry = standard.requirements.get(requirement)?;
    let clause = standard.clauses.get(entry.clause)?;
    // This page belongs to all languages, whatever the frame's reading.
    let all = Reading {
        id: Default::default(),
        languages: handbook.languages.to_vec(),
    };
    let voice = Voice {
        reading: &all,
        ..frame.voice_of(standard)
    };
    let about = &standard.about;
    let axes = &entry.axes;
    let of_role = about.roles.indexed();
    let roles: Vec<RoleIndex> = of_role
        .filter(|(_, role)| axes.roles.has(role.id.as_str()))
        .map(|(index, _)| index)
        .collect();
    let only_role = roles.first().copied().filter(|_| roles.len() == 1);
    let ladder = standard.ladder_at(only_role);
    let levels = ladder.stated(&axes.levels);
    let link = |page, label| LinkView {
        href: frame.standard_link(standard_index, page),
        number: Html::default(),
        label: voice.text(label),
        current: false,
    };
    let by_lists = standard.asks_by_lists();
    let mut path = navigation::ancestors(standard, entry.clause);
    path.push(entry.clause);
    let asked_by = if by_lists && roles.is_empty() {
        asking(frame, &voice, standard_index, requirement)
    } else {
        Vec::new()
    };
    let asked_count = group::count(&asked_by);
    let (heading, title) = match entry.printed_name() {
        Some(_) => (None, entry.title()),
        None => (entry.title().or(clause.label()), None),
    };
    let view = PermalinkView {
        id: entry.id.to_string(),
        name: entry.printed_name().unwrap_or_default().to_owned(),
        heading: heading.map(|heading| voice.text(heading)),
        title: title.map(|title| voice.text(title)),
        text: voice.text(entry.text()),
        href: frame.permalink(standard_index, requirement),
        code: (frame.site.base_url.as_ref())
            .and_then(|base| code::of(&format!("{base}{}", frame.address.path))),
        intro: clause
            .as_clause()
            .and_then(|clause| clause.intro.as_ref())
            .map(|intro| voice.text(intro)),
        leads: (lead::above(standard, requirement).into_iter())
            .map(|lead| voice.text(standard.requirements[lead].text()))
            .collect(),
        standard: link(StandardPage::Contents, &standard.about.title),
        clauses: path
            .into_iter()
            .map(|clause| LinkView {
                href: frame.standard_link(standard_index, StandardPage::Clause(clause)),
                number: frame.number_of(standard, &standard.clauses[clause]),
                label: standard.clauses[clause]
                    .label()
                    .map(|label| voice.text(label))
                    .unwrap_or_default(),
                current: false,
            })
            .collect(),
        check: match only_role {
            Some(role) => {
                let level = levels.first().copied();
                check_way::of_role(frame, standard_index, role, level)
            }
            None => check_way::of_standard(frame, standard_index),
        },
        has_roles: !roles.is_empty() || standard.states_roles() && !by_lists,
        asked_count,
        is_asked_by_many: asked_count > FEW_ROLES,
        asked_by,
        roles: (roles.iter())
            .map(|role| link(StandardPage::Role(*role), &about.roles[*role].title))
            .collect(),
        // A requirement that reads differently from level to level is not the same at every level.
        has_levels: !axes.levels.is_empty()
            || standard.states_levels() && !by_lists && entry.item().levels.0.is_empty(),
        levels: if roles.len() > 1 {
            let levels = standard.levels_among(&axes.roles).into_iter();
            let stated = levels.filter(|level| axes.levels.has(level.id.as_str()));
            stated
                .map(|level| LinkView::without_address(voice.text(&level.title)))
                .collect()
        } else {
            (levels.iter())
                .map(|level| {
                    let title = &ladder.levels[*level].title;
                    LinkView {
                        href: match only_role {
                            None if !about.roles.is_empty() => String::new(),
                            role => frame.level_link(standard_index, role, *level),
                        },
                        ..LinkView::without_address(voice.text(title))
                    }
                })
                .collect()
        },
        dimensions: details::dimensions(&voice, &about.dimensions, |id| axes.dimensions.has(id)),
        details: details::view(frame, &voice, standard_index, entry),
        rows: taken::views(frame, &voice, standard_index, requirement),
        taught: taught::view(frame, standard_index, &[requirement]),
        alike: alike::view(&voice, standard, requirement, |other| {
            Some(frame.permalink(standard_index, other))
        }),
        earlier: earlier::views(
            frame,
            &voice,
            &permalink::address(standard.id(), &entry.id),
            Some(&permalinks::clause_key(standard.id(), clause.id().as_str())),
            entry.text(),
        ),
        editions: editions::view(frame, &voice, standard_index, requirement),
        notes: note::views(frame, &voice, &entry.item().note),
    };
    Some((chrome(frame, standard_index, requirement, &view), view))
}

/// Returns the chrome of the page. The links to other readings lead to the requirement on its clause's page.
fn chrome(
    frame: &Frame,
    standard: StandardIndex,
    requirement: RequirementIndex,
    view: &PermalinkView,
) -> Chrome {
    let handbook = frame.handbook();
    let entry = &handbook.standards[standard].requirements[requirement];
    let mut chrome = frame.chrome("permalink");
    let whose = view.roles.iter().chain(&view.levels);
    let name = view.heading.as_ref().map(|heading| heading.plain.as_str());
    let mut title = vec![name.unwrap_or(&view.name)];
    title.extend(whose.map(|link| link.label.plain.as_str()));
    chrome.call(title.join(" · "));
    let languages = handbook.languages.iter();
    let text = entry.text();
    let standard_voice = frame.voice_of(&handbook.standards[standard]);
    let words: Vec<_> = languages
        .filter_map(|language| text.get(&language.id))
        .map(|words| standard_voice.plain_words(text, words))
        .collect();
    chrome.description = words.join(" ");
    chrome.cited = frame.cited(standard);
    for (index, reading) in handbook.readings.indices().zip(&mut chrome.readings) {
        let page = Page::Standard {
            standard,
            page: StandardPage::with_requirement(&handbook.standards[standard], entry),
        };
        let path = address::page_path(handbook, index, page);
        reading.href = frame.link(&format!("{path}#{}", entry.anchor));
    }
    chrome
}
