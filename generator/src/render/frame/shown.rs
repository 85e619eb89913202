//! The languages and the picture in link previews of a page.

use super::{Frame, ImageView};
use crate::index::{ClauseIndex, RoleIndex, StandardIndex};
use crate::model::{CompleteStandard, Language};
use crate::site::Target;
use crate::site::kind::Picture;
use crate::site::preview::Preview;

impl Frame<'_> {
    /// Returns the languages in Open Graph's form, the page's own first.
    pub(super) fn locales(&self) -> Vec<String> {
        let own = self.language();
        let languages = self.handbook().languages.iter();
        let others = languages.filter(|other| other.id != own.id);
        [own].into_iter().chain(others).map(locale).collect()
    }

    /// Returns the picture of the page's subject.
    pub(super) fn image(&self) -> Option<ImageView> {
        let base = self.site.base_url.as_ref()?;
        let preview = self.preview()?;
        let of = &self.handbook().standards[preview.standard()];
        let voice = self.voice_of(of);
        let role = |role: RoleIndex| voice.plain(&of.about.roles[role].title);
        let shows = match preview {
            Preview::Standard(_) => None,
            Preview::Role { role: of_role, .. } => Some(role(of_role)),
            Preview::Level {
                role: of_role,
                level,
                ..
            } => Some(format!(
                "{} · {}",
                role(of_role),
                voice.plain(&of.about.levels[level].title)
            )),
        };
        let standard = voice.plain(&of.about.title);
        let alt = match shows {
            Some(shows) => format!("{standard}{}{shows}", self.word("colon")),
            None => standard,
        };
        Some(ImageView {
            address: format!("{base}{}", self.site.map.path(&Target::Preview(preview))),
            alt,
        })
    }

    /// Returns the picture that the kind of the address names, or else that of the first standard.
    fn preview(&self) -> Option<Preview> {
        let first = self.handbook().standards.index_at(0).map(Preview::Standard);
        self.own_preview().or(first)
    }

    fn own_preview(&self) -> Option<Preview> {
        let handbook = self.handbook();
        let target = &self.address.target;
        let subject = target.subject();
        let of_clause = |standard: StandardIndex, clause: ClauseIndex| {
            let of = handbook.standards.get(standard)?;
            let clause = of.clauses.get(clause)?;
            let (role, level) = (clause.role.as_deref(), clause.level.as_deref());
            Some(named(of, standard, role, level))
        };
        match target.kind().picture {
            Picture::Handbook => None,
            Picture::Standard => subject.standard.map(Preview::Standard),
            Picture::Role => Some(Preview::Role {
                standard: subject.standard?,
                role: subject.role?,
            }),
            Picture::Level => Some(Preview::Level {
                standard: subject.standard?,
                role: subject.role?,
                level: subject.level?,
            }),
            Picture::Clause => of_clause(subject.standard?, subject.clause?),
            Picture::Requirement => {
                let standard = subject.standard?;
                let requirements = &handbook.standards.get(standard)?.requirements;
                of_clause(standard, requirements.get(subject.requirement?)?.clause)
            }
            Picture::Curriculum => {
                let curriculum = handbook.curricula.get(subject.curriculum?)?;
                let aim = curriculum.about.leads_to.first();
                let role = aim.map(|aim| aim.role.as_str());
                let level = aim.map(|aim| aim.level.as_str());
                let standard = curriculum.standard;
                Some(named(&handbook.standards[standard], standard, role, level))
            }
            Picture::Posting => {
                let posting = handbook.postings.get(subject.posting?)?;
                let role = Some(posting.about.role.as_str());
                let level = Some(posting.about.level.as_str());
                let standard = posting.standard;
                Some(named(&handbook.standards[standard], standard, role, level))
            }
        }
    }
}

/// Returns the picture of a role, or of a role at a level, by their ids.
fn named(
    of: &CompleteStandard,
    standard: StandardIndex,
    role: Option<&str>,
    level: Option<&str>,
) -> Preview {
    let roles = &of.about.roles;
    let role = role.and_then(|id| roles.find_index(|role| role.id == *id));
    let level = level.and_then(|id| of.level_index(id));
    match (role, level) {
        (Some(role), Some(level)) => Preview::Level {
            standard,
            role,
            level,
        },
        (Some(role), None) => Preview::Role { standard, role },
        _ => Preview::Standard(standard),
    }
}

/// Converts `zh-CN` to `zh_CN`. Open Graph requires a country; English without one becomes that of the United States.
fn locale(language: &Language) -> String {
    match &*language.tag {
        "en" => "en_US".to_owned(),
        tag => tag.replace('-', "_"),
    }
}
