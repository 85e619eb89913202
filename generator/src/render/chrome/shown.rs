//! The languages and the card of a page.
//!
//! Both are for other sites: languages in the form of Open Graph, and the picture that a message
//! with a link shows.

use super::ImageView;
use crate::index::{RoleIndex, StandardIndex};
use crate::model::axis::Axes;
use crate::model::{CompleteStandard, Language};
use crate::render::frame::Frame;
use crate::site::Target;
use crate::site::card::Card;
use crate::site::kind::Picture;

impl Frame<'_> {
    /// Returns the languages in Open Graph's form, the page's own first.
    pub(super) fn locales(&self) -> Vec<String> {
        let first = self.language();
        let languages = self.handbook().languages.iter();
        let others = languages.filter(|other| other.id != first.id);
        [first].into_iter().chain(others).map(locale).collect()
    }

    /// Returns the picture of the page's subject. `None` without a base URL, since the address must
    /// be absolute.
    pub(super) fn image(&self) -> Option<ImageView> {
        let base = self.site.base_url.as_ref()?;
        let card = self.card()?;
        let standard = &self.handbook().standards[card.standard()];
        let voice = self.voice_of(standard);
        let role = |role: RoleIndex| voice.plain(&standard.about.roles[role].title);
        let shows = match card {
            Card::Standard(_) => None,
            Card::Role { role: of_role, .. } => Some(role(of_role)),
            Card::Level {
                role: of_role,
                level,
                ..
            } => Some(format!(
                "{} · {}",
                role(of_role),
                voice.plain(&standard.levels_at(Some(of_role))[level].title)
            )),
        };
        let title = voice.plain(&standard.about.title);
        let alt = match shows {
            Some(shows) => format!("{title}{}{shows}", self.word("colon")),
            None => title,
        };
        Some(ImageView {
            address: format!("{base}{}", self.site.map.path(&Target::Card(card))),
            alt,
        })
    }

    /// Returns the picture that the kind of the address names, or else that of the first standard.
    fn card(&self) -> Option<Card> {
        let first = self.handbook().standards.index_at(0).map(Card::Standard);
        self.own_card().or(first)
    }

    /// `None` if the page is about the handbook as a whole. A clause or a requirement has the card
    /// of its role and level only if it belongs to exactly one.
    fn own_card(&self) -> Option<Card> {
        let handbook = self.handbook();
        let target = &self.address.target;
        let subject = target.subject();
        let of = |standard_index: StandardIndex, axes: &Axes| {
            let standard = handbook.standards.get(standard_index)?;
            let (role, level) = (axes.roles.only(), axes.levels.only());
            Some(named(standard, standard_index, role, level))
        };
        match target.kind().picture {
            Picture::Handbook => None,
            Picture::Standard => subject.standard.map(Card::Standard),
            Picture::Role => Some(Card::Role {
                standard: subject.standard?,
                role: subject.role?,
            }),
            Picture::Level => Some(Card::Level {
                standard: subject.standard?,
                role: subject.role?,
                level: subject.level?,
            }),
            Picture::Clause => {
                let standard = subject.standard?;
                let clauses = &handbook.standards.get(standard)?.clauses;
                of(standard, &clauses.get(subject.clause?)?.axes)
            }
            Picture::Requirement => {
                let standard = subject.standard?;
                let requirements = &handbook.standards.get(standard)?.requirements;
                of(standard, &requirements.get(subject.requirement?)?.axes)
            }
            Picture::Curriculum => {
                let curriculum = handbook.curricula.get(subject.curriculum?)?;
                let aims = curriculum.about.aims();
                let (role, level) = aims.first().copied().unwrap_or_default();
                let standard = curriculum.standard;
                Some(named(&handbook.standards[standard], standard, role, level))
            }
            Picture::Posting => {
                let posting = handbook.postings.get(subject.posting?)?;
                let (role, level) = (posting.about.role_id(), posting.about.level_id());
                let standard = posting.standard;
                Some(named(&handbook.standards[standard], standard, role, level))
            }
        }
    }
}

/// Returns the picture of a role, or of a role at a level, by their ids. For an
/// unknown id, it is the card of the standard.
fn named(
    standard: &CompleteStandard,
    standard_index: StandardIndex,
    role: Option<&str>,
    level: Option<&str>,
) -> Card {
    let roles = &standard.about.roles;
    let role = role.and_then(|id| roles.find_index(|role| role.id == *id));
    let level = level.and_then(|id| standard.levels_at(role).find_index(|level| level.id == *id));
    match (role, level) {
        (Some(role), Some(level)) => Card::Level {
            standard: standard_index,
            role,
            level,
        },
        (Some(role), None) => Card::Role {
            standard: standard_index,
            role,
        },
        _ => Card::Standard(standard_index),
    }
}

/// Converts `zh-CN` to `zh_CN`. Open Graph requires a country; English without one becomes that of the United States.
fn locale(language: &Language) -> String {
    match &*language.tag {
        "en" => "en_US".to_owned(),
        tag => tag.replace('-', "_"),
    }
}
