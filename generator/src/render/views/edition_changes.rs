//! The changes of an edition against the one before, word by word: for the whole standard, and for a role.

use serde::Serialize;

use super::difference::{self, DifferenceView};
use super::editions;
use super::group::{self, EntriesOfGroup};
use super::lead;
use crate::index::{ClauseIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::edition_changes::{self, Continued, TextPair};
use crate::model::{CompleteStandard, Proposal};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::{Make, RenderError};

/// The changes of an edition against the one before.
#[derive(Debug, Serialize)]
pub struct EditionChangesView {
    /// The heading.
    pub heading: TextView,
    /// The edition, with the link to its contents or to the role in it.
    pub later: LinkView,
    /// The edition before. The link has no address if it does not have the role.
    pub earlier: LinkView,
    /// The roles by their groups, each with the link to its own changes; empty on the page of a role.
    pub roles: Vec<EntriesOfGroup<LinkView>>,
    /// The link to the changes in the whole standard; empty on that page.
    pub whole: String,
    /// The requirements that are new.
    pub added: Vec<ChangedView>,
    /// Those with other words.
    pub reworded: Vec<ChangedView>,
    /// Those with the same words in another place.
    pub moved: Vec<ChangedView>,
    /// Those that are withdrawn, as the edition before has them.
    pub withdrawn: Vec<ChangedView>,
    /// The number of requirements that are the same.
    pub unchanged: usize,
    /// The clauses that are new.
    pub added_clauses: Vec<LinkView>,
    /// The clauses with other words of their own.
    pub reworded_clauses: Vec<ChangedClauseView>,
    /// The clauses that are withdrawn, as the edition before has them.
    pub withdrawn_clauses: Vec<LinkView>,
    /// Whether nothing differs.
    pub is_same: bool,
}

/// A requirement that an edition changes.
#[derive(Debug, Serialize)]
pub struct ChangedView {
    /// Its name: `5.3.4.1-b`.
    pub id: String,
    /// The link to it.
    pub href: String,
    /// Its name in the edition before and the link to it, if it has moved.
    pub formerly: Option<(String, String)>,
    /// Whether it counts as the same requirement only because the words are nearly the same.
    pub is_near: bool,
    /// Its words, unless `texts` shows how they differ.
    pub text: Option<TextView>,
    /// Its texts that differ.
    pub texts: Vec<RewordingView>,
}

/// A clause whose own words differ.
#[derive(Debug, Serialize)]
pub struct ChangedClauseView {
    /// The clause.
    pub link: LinkView,
    /// Its texts that differ.
    pub texts: Vec<RewordingView>,
}

/// A text that differs: one of these is present.
#[derive(Debug, Default, Serialize)]
pub struct RewordingView {
    /// The difference.
    pub difference: Option<DifferenceView>,
    /// The text that only the later edition has.
    pub added: Option<TextView>,
    /// The text that only the earlier edition has.
    pub withdrawn: Option<TextView>,
}

impl Make<standard_pages::EditionChanges> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::EditionChanges) -> Result<Vec<u8>, RenderError> {
        self.shown_if_any(render(self.frame, self.standard, None))
    }
}

impl Make<standard_pages::EditionChangesOfRole> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::EditionChangesOfRole) -> Result<Vec<u8>, RenderError> {
        self.shown_if_any(render(self.frame, self.standard, Some(page.role)))
    }
}

/// Returns the link to the changes of an edition, for the role with an id if it has one; empty if there is nothing to compare.
pub(super) fn href(frame: &Frame, standard_index: StandardIndex, role: Option<&str>) -> String {
    let standard = &frame.handbook().standards[standard_index];
    let page = match role {
        None => Some(StandardPage::EditionChanges),
        Some(role) => {
            let index = standard
                .about
                .roles
                .find_index(|one| one.id.as_str() == role);
            index.map(StandardPage::EditionChangesOfRole)
        }
    };
    let page = page.filter(|_| standard.has_earlier_edition);
    page.map(|page| frame.standard_link(standard_index, page))
        .unwrap_or_default()
}

/// Renders what the standard changes in the edition before; `None` if the handbook has none.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
) -> Option<(Chrome, EditionChangesView)> {
    let handbook = frame.handbook();
    let earlier_index = handbook.earlier_edition(standard_index)?;
    let standard = &handbook.standards[standard_index];
    let earlier = &handbook.standards[earlier_index];
    let role_id = standard.role_id(role);
    let changes = edition_changes::changes(handbook, standard_index, role_id)?;
    let builder = Builder {
        frame,
        later: (standard_index, standard),
        earlier: (earlier_index, earlier),
    };
    let voice = frame.voice_of(standard);
    let subject = role.map_or(&standard.about.title, |role| {
        &standard.about.roles[role].title
    });
    let title = [frame.label(), frame.word("colon"), &voice.plain(subject)].concat();
    let chrome = frame.standard_chrome(
        "editions",
        standard_index,
        &title,
        frame.word("edition_marks"),
    );
    let mut later = editions::link(frame, standard_index);
    let mut before = editions::link(frame, earlier_index);
    if let Some(role) = role {
        later.href = frame.standard_link(standard_index, StandardPage::Role(role));
        let role = earlier
            .about
            .roles
            .find_index(|one| Some(one.id.as_str()) == role_id);
        let page = role.map(StandardPage::Role);
        before.href =
            page.map_or_else(String::new, |page| frame.standard_link(earlier_index, page));
    }
    let is_same = changes.added.is_empty()
        && changes.reworded.is_empty()
        && changes.moved.is_empty()
        && changes.withdrawn.is_empty()
        && changes.added_clauses.is_empty()
        && changes.reworded_clauses.is_empty()
        && changes.withdrawn_clauses.is_empty();
    let clauses = |index: StandardIndex, clauses: &[ClauseIndex]| {
        let clauses = clauses.iter();
        clauses
            .map(|clause| frame.clause_link(index, *clause))
            .collect()
    };
    let reworded_clauses = changes.reworded_clauses.iter();
    let view = EditionChangesView {
        heading: voice.converted(subject, |language, title| {
            let colon = frame.words.get(&language.id, "colon");
            let label = frame.label_in(&language.id);
            Html::escaped(&format!("{label}{colon}{title}"))
        }),
        later,
        earlier: before,
        roles: if role.is_none() {
            builder.roles()
        } else {
            Vec::new()
        },
        whole: role.map_or_else(String::new, |_| href(frame, standard_index, None)),
        added: changes
            .added
            .iter()
            .map(|one| builder.only(builder.later, *one))
            .collect(),
        reworded: changes
            .reworded
            .iter()
            .map(|one| builder.continued(one))
            .collect(),
        moved: changes
            .moved
            .iter()
            .map(|one| builder.continued(one))
            .collect(),
        withdrawn: changes
            .withdrawn
            .iter()
            .map(|one| builder.only(builder.earlier, *one))
            .collect(),
        unchanged: changes.unchanged,
        added_clauses: clauses(standard_index, &changes.added_clauses),
        reworded_clauses: reworded_clauses
            .map(|(later, _, texts)| ChangedClauseView {
                link: frame.clause_link(standard_index, *later),
                texts: builder.texts(texts),
            })
            .collect(),
        withdrawn_clauses: clauses(earlier_index, &changes.withdrawn_clauses),
        is_same,
    };
    Some((chrome, view))
}

/// Builds the parts of the view.
struct Builder<'f, 'a> {
    frame: &'f Frame<'a>,
    later: (StandardIndex, &'a CompleteStandard),
    earlier: (StandardIndex, &'a CompleteStandard),
}

impl<'a> Builder<'_, 'a> {
    fn roles(&self) -> Vec<EntriesOfGroup<LinkView>> {
        let (index, standard) = self.later;
        let voice = self.frame.voice_of(standard);
        group::grouped(&voice, standard, |role| {
            let page = StandardPage::EditionChangesOfRole(role);
            Some(LinkView {
                href: self.frame.standard_link(index, page),
                ..LinkView::without_address(voice.text(&standard.about.roles[role].title))
            })
        })
    }

    /// A requirement that only one of the editions has.
    fn only(
        &self,
        (index, standard): (StandardIndex, &'a CompleteStandard),
        requirement: RequirementIndex,
    ) -> ChangedView {
        let entry = &standard.requirements[requirement];
        ChangedView {
            id: entry.name.to_string(),
            href: self.frame.item_link(index, entry),
            formerly: None,
            is_near: false,
            text: Some(lead::text(self.frame, standard, requirement, None)),
            texts: Vec::new(),
        }
    }

    fn continued(&self, one: &Continued<'a>) -> ChangedView {
        let (index, standard) = self.earlier;
        let entry = &standard.requirements[one.earlier];
        let former = || (entry.name.to_string(), self.frame.item_link(index, entry));
        let pair = [(self.later.0, one.later), (index, one.earlier)];
        let is_proposed = |proposal: &Proposal| [proposal.later, proposal.earlier] == pair;
        let mut proposals = self.frame.handbook().proposed_continuations().iter();
        let view = self.only(self.later, one.later);
        ChangedView {
            formerly: one.has_moved.then(former),
            is_near: proposals.any(is_proposed),
            text: view.text.filter(|_| one.texts.is_empty()),
            texts: self.texts(&one.texts),
            ..view
        }
    }

    fn texts(&self, texts: &[TextPair<'a>]) -> Vec<RewordingView> {
        let voice = self.frame.voice_of(self.later.1);
        let before = self.frame.voice_of(self.earlier.1);
        let view = |(earlier, later): &TextPair<'a>| match (earlier, later) {
            (Some(earlier), Some(later)) => RewordingView {
                difference: difference::in_words(&voice, earlier, later),
                ..RewordingView::default()
            },
            (earlier, later) => RewordingView {
                difference: None,
                added: later.map(|text| voice.text(text)),
                withdrawn: earlier.map(|text| before.text(text)),
            },
        };
        texts.iter().map(view).collect()
    }
}
