//! A requirement's permalink: a small page in all languages.

use serde::Serialize;

use super::alike::{self, AlikeView};
use super::check_way::{self, CheckWay};
use super::earlier::{self, EarlierView};
use super::editions::{self, EditionsView};
use super::note::{self, NoteView};
use super::taken::{self, TakenView};
use super::taught::{self, TaughtView};
use crate::model::{Reading, permalink};
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{TextView, Voice};
use crate::site::address::{self, Page, StandardPage};
use crate::site::navigation;

/// A requirement.
#[derive(Debug, Serialize)]
pub struct PermalinkView {
    /// The name: `5.3.1.2-b`.
    pub id: String,
    /// The requirement, in all languages.
    pub text: TextView,
    /// The link to this page, for copying.
    pub href: String,
    /// The sentence that opens the list it stands in.
    pub intro: Option<TextView>,
    /// The standard, and the link to its contents.
    pub standard: LinkView,
    /// The clauses that it stands in, outermost first.
    pub clauses: Vec<LinkView>,
    /// The way to a self-check, with its role and level chosen where it has them.
    pub check: Option<CheckWay>,
    /// Whether the standard tells roles apart.
    pub has_roles: bool,
    /// The role that it is asked of; none where it is asked of all.
    pub role: Option<LinkView>,
    /// Whether the standard tells levels apart.
    pub has_levels: bool,
    /// The level that asks it; none where all do. A level has a page for each role, and so no link without one.
    pub level: Option<LinkView>,
    /// The dimension that it belongs to.
    pub dimension: Option<TextView>,
    /// The rows of forms that grade it, or what it is about.
    pub rows: Vec<TakenView>,
    /// What teaches it, and what asks for it.
    pub taught: TaughtView,
    /// The requirements in the same words, or in nearly the same.
    pub alike: AlikeView,
    /// The words that it had before.
    pub earlier: Vec<EarlierView>,
    /// What it is in other editions.
    pub editions: Option<EditionsView>,
    /// Remarks on it.
    pub notes: Vec<NoteView>,
}

/// The page of the requirement at `requirement`; `None` where there is no such requirement.
pub fn render(
    frame: &Frame,
    standard: usize,
    requirement: usize,
) -> Option<(Chrome, PermalinkView)> {
    let handbook = frame.handbook();
    let of = handbook.standards.get(standard)?;
    let entry = of.requirements.get(requirement)?;
    let clause = of.clauses.get(entry.clause)?;
    // Whatever the frame's reading shows, this page belongs to all languages.
    let all = Reading {
        id: Default::default(),
        languages: handbook.languages.clone(),
    };
    let voice = Voice {
        reading: &all,
        source: of.about.language.as_str(),
        all: &handbook.languages,
    };
    let role = clause.role.as_deref().and_then(|role| {
        of.about
            .roles
            .iter()
            .position(|of_role| of_role.id == *role)
    });
    let level = clause
        .level
        .as_deref()
        .and_then(|level| of.level_rank(level));
    let link = |page, label| LinkView {
        href: frame.standard_link(standard, page),
        number: Html::default(),
        label: voice.text(label),
        current: false,
    };
    let mut path = navigation::ancestors(of, entry.clause);
    path.push(entry.clause);
    let view = PermalinkView {
        id: entry.id.to_string(),
        text: voice.text(entry.text()),
        href: frame.permalink(standard, requirement),
        intro: clause
            .as_clause()
            .and_then(|clause| clause.intro.as_ref())
            .map(|intro| voice.text(intro)),
        standard: link(StandardPage::Contents, &of.about.title),
        clauses: path
            .into_iter()
            .map(|clause| LinkView {
                href: frame.standard_link(standard, StandardPage::Clause(clause)),
                number: frame.number_of(of, &of.clauses[clause]),
                label: of.clauses[clause]
                    .label()
                    .map(|label| voice.text(label))
                    .unwrap_or_default(),
                current: false,
            })
            .collect(),
        check: match role {
            Some(role) => check_way::of_role(frame, standard, role, level),
            None => check_way::of_standard(frame, standard),
        },
        has_roles: !of.about.roles.is_empty(),
        role: role.map(|role| link(StandardPage::Role(role), &of.about.roles[role].title)),
        has_levels: !of.about.levels.is_empty(),
        level: level.map(|level| {
            let title = &of.about.levels[level].title;
            match role {
                Some(role) => link(StandardPage::Level { role, level }, title),
                None => LinkView {
                    href: String::new(),
                    number: Html::default(),
                    label: voice.text(title),
                    current: false,
                },
            }
        }),
        dimension: clause
            .dimension
            .as_deref()
            .and_then(|dimension| of.dimension(dimension))
            .map(|dimension| voice.text(&dimension.title)),
        rows: taken::views(frame, &voice, standard, requirement),
        taught: taught::view(frame, standard, &[requirement]),
        alike: alike::view(&voice, of, requirement, |other| {
            Some(frame.permalink(standard, other))
        }),
        earlier: earlier::views(
            frame,
            &voice,
            &permalink::address(of.id(), &entry.id),
            entry.text(),
        ),
        editions: editions::view(frame, &voice, standard, requirement),
        notes: note::views(frame, &voice, &entry.item().note),
    };
    Some((chrome(frame, standard, requirement, &view), view))
}

/// What surrounds the page: the switch of readings leads to the requirement on its clause's page in each of them.
fn chrome(frame: &Frame, standard: usize, requirement: usize, view: &PermalinkView) -> Chrome {
    let handbook = frame.handbook();
    let entry = &handbook.standards[standard].requirements[requirement];
    let mut chrome = frame.chrome("permalink");
    let whose = [&view.role, &view.level].into_iter().flatten();
    let mut title = vec![view.id.as_str()];
    title.extend(whose.map(|link| link.label.plain.as_str()));
    chrome.call(title.join(" · "));
    let languages = handbook.languages.iter();
    let words: Vec<&str> = languages
        .filter_map(|language| entry.text().get(&language.id))
        .collect();
    chrome.description = words.join(" ");
    chrome.cited = frame.cited(standard);
    for (index, reading) in chrome.readings.iter_mut().enumerate() {
        let page = Page::Standard {
            standard,
            page: StandardPage::Clause(entry.clause),
        };
        let path = address::page_path(handbook, index, page);
        reading.href = frame.link(&format!("{path}#{}", entry.letter));
    }
    chrome
}
