//! The languages and the picture in link previews of a page.

use super::{Frame, ImageView};
use crate::model::{CompleteStandard, Language};
use crate::site::Target;
use crate::site::address::{Page, StandardPage};
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
        let role = |role: usize| voice.plain(&of.about.roles[role].title);
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
            address: format!("{base}{}", preview.path(self.handbook())),
            alt,
        })
    }

    fn preview(&self) -> Option<Preview> {
        let handbook = self.handbook();
        let standard = |index: usize| &handbook.standards[index];
        let of_page = |page: Page| match page {
            Page::Standard {
                standard: index,
                page,
            } => Some(match page {
                StandardPage::Level { role, level } => Preview::Level {
                    standard: index,
                    role,
                    level,
                },
                StandardPage::Role(role)
                | StandardPage::SelfCheck(role)
                | StandardPage::SelfCheckFrame(role)
                | StandardPage::Picker(role) => Preview::Role {
                    standard: index,
                    role,
                },
                StandardPage::Clause(clause) => {
                    let clause = &standard(index).clauses[clause];
                    named(
                        standard(index),
                        index,
                        clause.role.as_deref(),
                        clause.level.as_deref(),
                    )
                }
                _ => Preview::Standard(index),
            }),
            Page::Posting { posting } => {
                let of = &handbook.postings[posting];
                let (role, level) = (of.about.role.as_str(), of.about.level.as_str());
                let index = of.standard;
                Some(named(standard(index), index, Some(role), Some(level)))
            }
            Page::Curriculum { curriculum, .. } => {
                let of = &handbook.curricula[curriculum];
                let aim = of.about.leads_to.first();
                let (role, level) = aim
                    .map(|aim| (aim.role.as_str(), aim.level.as_str()))
                    .unzip();
                let index = of.standard;
                Some(named(standard(index), index, role, level))
            }
            _ => None,
        };
        let found = match &self.address.target {
            Target::Page { page, .. } => of_page(*page),
            Target::Permalink {
                standard: index,
                requirement,
            } => {
                let of = standard(*index);
                of_page(Page::Standard {
                    standard: *index,
                    page: StandardPage::Clause(of.requirements[*requirement].clause),
                })
            }
            _ => None,
        };
        found.or((!handbook.standards.is_empty()).then_some(Preview::Standard(0)))
    }
}

/// Returns the picture of a role, or of a role at a level, by their ids.
fn named(
    of: &CompleteStandard,
    standard: usize,
    role: Option<&str>,
    level: Option<&str>,
) -> Preview {
    let roles = &of.about.roles;
    let role = role.and_then(|id| roles.iter().position(|role| role.id == *id));
    let level = level.and_then(|id| of.level_rank(id));
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
