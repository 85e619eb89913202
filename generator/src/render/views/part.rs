//! Links to the parts of what is too large for one page.

use std::collections::BTreeSet;

use serde::Serialize;

use super::joined::{joined, joined_as_range};
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::language::range::between_names;
use crate::model::CompleteStandard;
use crate::model::parts::{Division, PartName};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{Piece, TextView, Voice};
use crate::site::address::StandardPage;
use crate::site::navigation;

/// A page of a clause that has several.
#[derive(Debug, Serialize)]
pub struct PartLinkView {
    /// The page.
    pub link: LinkView,
    /// The names of its first and last requirement.
    pub name: String,
    /// The number of requirements on it.
    pub count: usize,
    /// The anchors of the requirements, separated by spaces, so that links to them on another page of the clause lead there.
    pub anchors: String,
}

/// Returns the names of the first and the last requirement of a part in the page's own language, if it is one of several
/// parts of its clause.
pub(super) fn range(
    voice: &Voice,
    standard: &CompleteStandard,
    division: &Division,
    name: PartName,
) -> Option<String> {
    let is_divided = |part: &PartName| part.clause == name.clause && part.requirement.is_some();
    if !division.parts().iter().any(|part| is_divided(&part.name)) {
        return None;
    }
    let pieces = division.pieces(standard, name);
    let piece = pieces
        .into_iter()
        .find(|piece| piece.clause == name.clause)?;
    let mut requirements = piece.requirements;
    let named = |requirement: RequirementIndex| {
        let requirement = &standard.requirements[requirement];
        match requirement.printed_name() {
            Some(name) => name.to_owned(),
            None => match requirement.item().title.as_ref() {
                Some(title) => voice.plain(title),
                None => first_words(&voice.plain(requirement.text())),
            },
        }
    };
    let first = named(requirements.next()?);
    Some(match requirements.next_back().map(named) {
        Some(last) => format!("{first}{}{last}", between_names(&voice.own().tag)),
        None => first,
    })
}

/// The greatest length of the name of a requirement that has neither a number nor a title, in characters.
const NAME: usize = 40;

/// Returns the first words of a text, by which a requirement without a number or a title is named.
fn first_words(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(NAME) else {
        return without_closing(text).to_owned();
    };
    let cut = &text[..end];
    let cut = cut.rfind(' ').map_or(cut, |space| &cut[..space]);
    format!("{}…", without_closing(cut.trim_end()))
}

/// Returns the link to the `page` of a part, labelled with its clause and, if that has several parts, with its requirements.
pub(super) fn link(
    frame: &Frame,
    standard_index: StandardIndex,
    division: &Division,
    name: PartName,
    page: StandardPage,
) -> LinkView {
    let standard = &frame.handbook().standards[standard_index];
    let mut link = LinkView {
        href: frame.standard_link(standard_index, page),
        current: false,
        ..frame.clause_link(standard_index, name.clause)
    };
    let voice = frame.voice_of(standard);
    if let Some(range) = range(&voice, standard, division, name) {
        let own = voice.own().tag.clone();
        let mut label = vec![link.label];
        label.retain(|label| !label.pieces.is_empty());
        let languages: Vec<(String, String)> = match label.first() {
            Some(label) => {
                let pieces = label.pieces.iter();
                let pieces = pieces.map(|piece| (piece.lang.clone(), piece.language.clone()));
                pieces.collect()
            }
            None => vec![(own.to_string(), frame.language().id.to_string())],
        };
        label.push(named(&range, languages, &own));
        link.label = joined(&label, " · ", &own);
    }
    link
}

/// Returns a name that is the same in all languages, on a page that is about `standard`.
pub(super) fn named_alike(frame: &Frame, standard: &CompleteStandard, name: &str) -> TextView {
    let own = frame.voice_of(standard).own().tag.clone();
    let languages = vec![(own.to_string(), frame.language().id.to_string())];
    named(name, languages, &own)
}

/// Returns a name that is the same in all `languages`, each given as tag and id.
fn named(name: &str, languages: Vec<(String, String)>, own: &str) -> TextView {
    let pieces = languages.into_iter().map(|(lang, language)| Piece {
        lang,
        language,
        html: Html::escaped(name),
        is_source: true,
        ..Piece::default()
    });
    TextView::of(pieces.collect(), own, name.to_owned())
}

/// Returns the page of a part of a clause.
fn page_of_clause(name: PartName) -> StandardPage {
    match name.requirement {
        Some(_) => StandardPage::ClausePart(name),
        None => StandardPage::Clause(name.clause),
    }
}

/// Returns the links to the pages of a clause that has several; the page is that of `current`.
pub(super) fn of_clause(
    frame: &Frame,
    standard_index: StandardIndex,
    current: PartName,
) -> Vec<PartLinkView> {
    let standard = &frame.handbook().standards[standard_index];
    let division = &standard.parts().clauses;
    let voice = frame.voice_of(standard);
    let parts = standard.pages_of_clause(current.clause).iter();
    parts
        .map(|part| {
            let pieces = division.pieces(standard, part.name).into_iter();
            let pieces = pieces.filter(|piece| piece.clause == current.clause);
            let anchors = pieces.flat_map(|piece| piece.requirements);
            let anchors = anchors.map(|index| &*standard.requirements[index].anchor);
            let anchors: Vec<&str> = anchors.collect();
            let page = page_of_clause(part.name);
            PartLinkView {
                link: LinkView {
                    current: part.name == current,
                    ..link(frame, standard_index, division, part.name, page)
                },
                name: range(&voice, standard, division, part.name).unwrap_or_default(),
                count: part.count,
                anchors: anchors.join(" "),
            }
        })
        .collect()
}

/// Makes the pages of a clause that has several follow each other.
pub(super) fn along_clause(
    frame: &Frame,
    standard_index: StandardIndex,
    name: PartName,
    chrome: &mut Chrome,
) {
    let standard = &frame.handbook().standards[standard_index];
    let division = &standard.parts().clauses;
    let link = |name| {
        let page = page_of_clause(name);
        link(frame, standard_index, division, name, page)
    };
    let last = |clause| {
        standard
            .pages_of_clause(clause)
            .last()
            .map(|part| part.name)
    };
    let pages = standard.pages_of_clause(name.clause).iter();
    let pages: Vec<PartName> = pages.map(|part| part.name).collect();
    let (previous, next) = navigation::around(&pages, name);
    if let Some(previous) = previous {
        chrome.previous = Some(link(previous));
    } else if let Some(last) = name.clause.previous().and_then(last) {
        chrome.previous = Some(link(last));
    }
    if let Some(next) = next {
        chrome.next = Some(link(next));
    }
}

/// The anchors in a part.
#[derive(Debug, Serialize)]
pub struct PartAnchorsView {
    /// The link to the part.
    pub href: String,
    /// The anchors, separated by spaces.
    pub anchors: String,
}

/// Returns the anchors in each part: the ids of its clauses and requirements.
pub(super) fn anchors(
    frame: &Frame,
    standard_index: StandardIndex,
    division: &Division,
    page: fn(PartName) -> StandardPage,
) -> Vec<PartAnchorsView> {
    let standard = &frame.handbook().standards[standard_index];
    let parts = division.parts().iter().map(|part| {
        let mut anchors = Vec::new();
        for piece in division.pieces(standard, part.name) {
            if piece.begins {
                anchors.push(standard.clauses[piece.clause].id().to_string());
            }
            let requirements = standard.requirements[piece.requirements].iter();
            anchors.extend(requirements.map(|requirement| requirement.id.to_string()));
        }
        PartAnchorsView {
            href: frame.standard_link(standard_index, page(part.name)),
            anchors: anchors.join(" "),
        }
    });
    parts.collect()
}

/// Returns the links to the pages that list the clauses below `above`, or the outermost ones, if there are several. `current`
/// is the first clause of the page's own; `None` on the first page.
pub(super) fn runs(
    frame: &Frame,
    standard_index: StandardIndex,
    above: Option<ClauseIndex>,
    current: Option<ClauseIndex>,
) -> Vec<PartLinkView> {
    let standard = &frame.handbook().standards[standard_index];
    let runs = standard.clause_runs(above);
    if runs.len() < 2 {
        return Vec::new();
    }
    let voice = frame.voice_of(standard);
    let name = |clause: &ClauseIndex| {
        let entry = &standard.clauses[*clause];
        let words = || entry.label().map(|label| voice.plain(label));
        let number = entry.number().map(str::to_owned);
        number.or_else(words).unwrap_or_default()
    };
    let runs = runs.into_iter().enumerate();
    runs.filter_map(|(place, run)| {
        let (first, last) = (run.first()?, run.last()?);
        let page = match place {
            0 => above.map_or(StandardPage::Contents, StandardPage::Clause),
            _ => StandardPage::ClausePart(PartName {
                clause: *first,
                requirement: None,
            }),
        };
        let between = between_names(&voice.own().tag);
        let name = format!("{}{between}{}", name(first), name(last));
        Some(PartLinkView {
            link: LinkView {
                href: frame.standard_link(standard_index, page),
                current: current.map_or(place == 0, |current| current == *first),
                ..LinkView::without_address(named_alike(frame, standard, &name))
            },
            name,
            count: run.len(),
            anchors: String::new(),
        })
    })
    .collect()
}

/// The requirements of the clauses of a part, asked for or not.
pub(super) fn requirements(
    standard: &CompleteStandard,
    division: &Division,
    name: PartName,
) -> BTreeSet<RequirementIndex> {
    let pieces = division.pieces(standard, name).into_iter();
    pieces.flat_map(|piece| piece.requirements).collect()
}

/// Returns the link to a part of what a role or a level asks for, labelled with its first clause and, if it has several, with
/// its last.
pub(super) fn asked_link(
    frame: &Frame,
    standard_index: StandardIndex,
    (role, level): (Option<RoleIndex>, Option<LevelIndex>),
    name: PartName,
) -> LinkView {
    let standard = &frame.handbook().standards[standard_index];
    let division = standard.parts_of_asked(role, level);
    let page = StandardPage::of_asked_part(role, level, name);
    let mut own = link(frame, standard_index, division, name, page);
    let pieces = division.pieces(standard, name).into_iter().rev();
    let mut with_any = pieces.filter(|piece| piece.requirements.clone().next().is_some());
    let Some(last) = with_any.next().map(|piece| piece.clause) else {
        return own;
    };
    let parent = |clause: &ClauseIndex| standard.clauses[*clause].parent;
    let mut path = std::iter::successors(Some(last), parent);
    if path.all(|clause| clause != name.clause) {
        let tag = frame.voice_of(standard).own().tag.clone();
        let number = standard.clauses[last].number();
        let number = number.map(|number| named_alike(frame, standard, number));
        let label = frame.clause_link(standard_index, last).label;
        let last: Vec<TextView> = number.into_iter().chain([label]).collect();
        own.label = joined_as_range(&own.label, &joined(&last, " ", &tag), &tag);
    }
    own
}

/// Returns the links to the parts of what a role or a level asks for, each with the anchors of all its requirements. Empty
/// if its page lists them itself.
pub(super) fn of_asked(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> Vec<PartLinkView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let division = standard.parts_of_asked(role, level);
    let parts = division.parts().iter().filter(|part| part.count > 0);
    let view = |name: PartName, count: usize| {
        let anchors = requirements(standard, division, name).into_iter();
        let anchors = anchors.map(|index| standard.requirements[index].id.to_string());
        PartLinkView {
            link: asked_link(frame, standard_index, (role, level), name),
            name: range(&voice, standard, division, name).unwrap_or_default(),
            count,
            anchors: anchors.collect::<Vec<_>>().join(" "),
        }
    };
    parts.map(|part| view(part.name, part.count)).collect()
}
