//! The relations of a clause or requirement, by kind, and those that lead to it.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::{ClauseIndex, RequirementIndex, StandardIndex};
use crate::model::RelationSource;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{TextView, Voice};
use crate::site::address::StandardPage;
use crate::source::format::relation::{Relation, RelationKind, RelationTarget, StatedKind};
use crate::source::format::text::{Symbol, Text};

/// The relations of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct RelationsView {
    /// The name of the kind.
    pub kind: TextView,
    /// The relations.
    pub relations: Vec<RelationView>,
}

/// A relation.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// The target, or what states the relation.
    pub link: LinkView,
    /// Notes on the relation.
    pub notes: Vec<NoteView>,
}

/// Returns the relations that the clause or requirement `id` states, then those that lead to it. Those of one kind are
/// together, in the order in which the kinds first occur.
pub(super) fn views(
    frame: &Frame,
    voice: &Voice,
    own: StandardIndex,
    id: &str,
    stated: &[Relation],
) -> Vec<RelationsView> {
    let standard = &frame.handbook().standards[own];
    let kinds = &standard.about.relations;
    let mut views: Vec<((&str, bool), RelationsView)> = Vec::new();
    let mut add = |key, kind: TextView, view: RelationView| match views
        .iter_mut()
        .find(|(known, _)| *known == key)
    {
        Some((_, known)) => known.relations.push(view),
        None => views.push((
            key,
            RelationsView {
                kind,
                relations: vec![view],
            },
        )),
    };
    for relation in stated {
        let Some(link) = target(frame, voice, own, relation) else {
            continue;
        };
        let words = match &relation.r#as {
            StatedKind::Common(kind) => Some(frame.spoken(word(*kind))),
            StatedKind::Own(id) => {
                let kind = kinds.iter().find(|kind| kind.id == *id.as_str());
                kind.map(|kind| voice.text(&kind.title))
            }
        };
        if let Some(words) = words {
            let notes = note::views(frame, voice, &relation.note);
            add(
                (relation.r#as.word(), false),
                words,
                RelationView { link, notes },
            );
        }
    }
    for incoming in standard.incoming().get(id).into_iter().flatten() {
        let kind = kinds.iter().find(|kind| kind.id == *incoming.kind.as_str());
        let Some(words) = kind.and_then(|kind| kind.inverse.as_ref()) else {
            continue;
        };
        let link = match incoming.source {
            RelationSource::Clause(clause) => clause_link(frame, voice, own, clause),
            RelationSource::Requirement(requirement) => {
                requirement_link(frame, voice, own, requirement)
            }
        };
        let view = RelationView {
            link,
            notes: Vec::new(),
        };
        add((&incoming.kind, true), voice.text(words), view);
    }
    views.into_iter().map(|(_, view)| view).collect()
}

/// Returns the target of a relation; `None` if it does not exist.
fn target(
    frame: &Frame,
    voice: &Voice,
    own: StandardIndex,
    relation: &Relation,
) -> Option<LinkView> {
    let handbook = frame.handbook();
    let (index, id) = match relation.target() {
        RelationTarget::Web(to) => {
            return Some(LinkView {
                href: to.to_owned(),
                ..LinkView::without_address(outside(voice, relation.title.as_ref(), to))
            });
        }
        RelationTarget::Identifier(to) => {
            let mut label = outside(voice, relation.title.as_ref(), to);
            if relation.title.is_some() {
                // Without a link, the identifier is all that tells what is meant.
                label.inline.0.push(' ');
                label
                    .inline
                    .push_element("span", "", "identifier", &Html::escaped(to));
            }
            return Some(LinkView::without_address(label));
        }
        RelationTarget::Other(name, id) => {
            let mut standards = handbook.standards.indexed();
            let (index, _) = standards.find(|(_, standard)| standard.id() == name)?;
            (index, id)
        }
        RelationTarget::Own(id) => (own, id),
    };
    let standard = &handbook.standards[index];
    match standard.requirement_index(id) {
        Some(requirement) => Some(requirement_link(frame, voice, index, requirement)),
        None => Some(clause_link(frame, voice, index, standard.clause_index(id)?)),
    }
}

/// The label of a target outside the handbook: its title, or else itself.
fn outside(voice: &Voice, title: Option<&Text>, to: &str) -> TextView {
    match title {
        Some(title) => voice.text(title),
        None => TextView {
            inline: Html::escaped(to),
            plain: to.to_owned(),
            ..TextView::default()
        },
    }
}

/// Returns addresses and identifiers under which something is known outside the handbook.
pub(super) fn elsewhere(voice: &Voice, all: &[Symbol]) -> Vec<LinkView> {
    let links = all.iter().map(|to| LinkView {
        href: match RelationTarget::of(&to.value) {
            RelationTarget::Web(to) => to.to_owned(),
            RelationTarget::Identifier(_) | RelationTarget::Own(_) | RelationTarget::Other(..) => {
                String::new()
            }
        },
        ..LinkView::without_address(outside(voice, None, &to.value))
    });
    links.collect()
}

/// Returns the link to a requirement's permalink, with its number, if it prints one, and its title or text.
pub(super) fn requirement_link(
    frame: &Frame,
    voice: &Voice,
    standard_index: StandardIndex,
    requirement: RequirementIndex,
) -> LinkView {
    let entry = &frame.handbook().standards[standard_index].requirements[requirement];
    LinkView {
        href: frame.permalink(standard_index, requirement),
        number: Html::escaped(entry.printed_name().unwrap_or_default()),
        label: voice.text(entry.title().unwrap_or(entry.text())),
        current: false,
    }
}

fn clause_link(
    frame: &Frame,
    voice: &Voice,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> LinkView {
    let standard = &frame.handbook().standards[standard_index];
    let entry = &standard.clauses[clause];
    LinkView {
        href: frame.standard_link(standard_index, StandardPage::Clause(clause)),
        number: frame.number_of(standard, entry),
        label: entry
            .label()
            .map(|label| voice.text(label))
            .unwrap_or_default(),
        current: false,
    }
}

/// Returns the key of the word for a kind of relation.
fn word(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::ExactMatch => "relation_exact_match",
        RelationKind::CloseMatch => "relation_close_match",
        RelationKind::Broader => "relation_broader",
        RelationKind::Narrower => "relation_narrower",
        RelationKind::Related => "relation_related",
        RelationKind::Precedes => "relation_precedes",
        RelationKind::Replaces => "relation_replaces",
    }
}
