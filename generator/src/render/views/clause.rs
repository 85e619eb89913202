//! A clause's page.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::model::{Clause, Standard};
use crate::render::frame::{Chrome, Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::clause::Item;

/// A clause and what it holds.
#[derive(Debug, Serialize)]
pub struct ClauseView {
    /// The clause's number in data and addresses.
    pub id: String,
    /// The number as shown; empty for a preliminary clause.
    pub number: Html,
    /// The link to the clause's own page.
    pub href: String,
    /// The title; without words where the clause has none.
    pub title: TextView,
    /// Paragraphs of prose.
    pub paragraphs: Vec<ParagraphView>,
    /// The term that it defines.
    pub term: Option<TermView>,
    /// The sentence that opens the list.
    pub intro: Option<TextView>,
    /// The requirements.
    pub requirements: Vec<ItemView>,
    /// The outcomes.
    pub outcomes: Vec<ItemView>,
    /// Remarks on the clause.
    pub notes: Vec<NoteView>,
    /// The clauses that it consists of.
    pub parts: Vec<LinkView>,
    /// The role, dimension and level that it is about.
    pub tags: Vec<LinkView>,
}

/// A paragraph.
#[derive(Debug, Serialize)]
pub struct ParagraphView {
    /// The words.
    pub text: TextView,
    /// Remarks on them.
    pub notes: Vec<NoteView>,
}

/// A term and its definition.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The term, in each language that the source prints or the reading shows.
    pub name: TextView,
    /// What it means.
    pub definition: TextView,
    /// Where the source takes it from.
    pub source: Option<TextView>,
}

/// A requirement or an outcome.
#[derive(Debug, Serialize)]
pub struct ItemView {
    /// The anchor within the clause's page: `a`.
    pub letter: String,
    /// The name: `5.3.1.2-a`.
    pub id: String,
    /// The words.
    pub text: TextView,
    /// The link to the permalink; empty for an outcome.
    pub permalink: String,
    /// Remarks on it.
    pub notes: Vec<NoteView>,
}

/// The page of the clause at `clause`.
pub fn render(frame: &Frame, standard: usize, clause: usize) -> (Chrome, ClauseView) {
    let of = &frame.handbook().standards[standard];
    let view = view(frame, standard, clause);
    let entry = &of.clauses[clause];
    let voice = frame.voice_of(of);
    let number = entry
        .as_annex()
        .map(|annex| voice.plain(&annex.heading))
        .or_else(|| entry.number().map(str::to_owned))
        .unwrap_or_default();
    let title = [number.as_str(), &view.title.plain]
        .join(" ")
        .trim()
        .to_owned();
    let description = view
        .intro
        .as_ref()
        .or(view.paragraphs.first().map(|paragraph| &paragraph.text))
        .map_or_else(|| voice.plain(&of.about.title), |text| text.plain.clone());
    let first = view
        .requirements
        .first()
        .map(|item| item.text.plain.as_str())
        .unwrap_or_default();
    let chrome =
        frame.standard_chrome("clause", standard, &title, &format!("{description}{first}"));
    (chrome, view)
}

/// The clause at `clause` as it is shown on any page.
pub fn view(frame: &Frame, standard: usize, clause: usize) -> ClauseView {
    let of = &frame.handbook().standards[standard];
    let entry = &of.clauses[clause];
    let voice = frame.voice_of(of);
    let body = entry.as_clause();
    let annex = entry.as_annex();
    let paragraphs = body
        .map(|body| &body.text)
        .or(annex.map(|annex| &annex.text));
    ClauseView {
        id: entry.id().to_string(),
        number: frame.number_of(of, entry),
        href: frame.standard_link(standard, StandardPage::Clause(clause)),
        title: entry
            .label()
            .map(|title| voice.text(title))
            .unwrap_or_default(),
        paragraphs: paragraphs
            .into_iter()
            .flatten()
            .map(|paragraph| ParagraphView {
                text: voice.text(&paragraph.text),
                notes: note::views(frame, &voice, &paragraph.note),
            })
            .collect(),
        term: body
            .and_then(|body| body.term.as_ref())
            .map(|term| TermView {
                name: voice.text(&term.name),
                definition: voice.text(&term.definition),
                source: term.source.as_ref().map(|source| voice.text(source)),
            }),
        intro: body
            .and_then(|body| body.intro.as_ref())
            .map(|intro| voice.text(intro)),
        requirements: requirements(frame, standard, of, entry),
        outcomes: body
            .into_iter()
            .flat_map(|body| body.outcomes.iter().enumerate())
            .map(|(place, item)| {
                let letter = crate::model::clause::letter(place);
                item_view(frame, of, entry, letter, String::new(), item)
            })
            .collect(),
        notes: note::views(frame, &voice, entry.notes()),
        parts: entry
            .children
            .iter()
            .map(|child| frame.clause_link(standard, *child))
            .collect(),
        tags: tags(frame, standard, of, entry),
    }
}

fn requirements<'a>(
    frame: &Frame<'a>,
    standard: usize,
    of: &'a Standard,
    clause: &Clause,
) -> Vec<ItemView> {
    clause
        .requirements
        .clone()
        .map(|index| {
            let requirement = &of.requirements[index];
            let permalink = frame.permalink(standard, index);
            item_view(
                frame,
                of,
                clause,
                requirement.letter.clone(),
                permalink,
                requirement.item(),
            )
        })
        .collect()
}

fn item_view<'a>(
    frame: &Frame<'a>,
    of: &'a Standard,
    clause: &Clause,
    letter: String,
    permalink: String,
    item: &Item,
) -> ItemView {
    let voice = frame.voice_of(of);
    ItemView {
        id: format!("{}-{letter}", clause.id()),
        letter,
        text: voice.text(&item.text),
        permalink,
        notes: note::views(frame, &voice, &item.note),
    }
}

/// The role, and the role's level, that a clause is about, as links.
fn tags<'a>(
    frame: &Frame<'a>,
    standard: usize,
    of: &'a Standard,
    clause: &Clause,
) -> Vec<LinkView> {
    let roles = of.about.roles.iter();
    let Some(role) = roles
        .clone()
        .position(|role| clause.role.as_deref() == Some(role.id.as_str()))
    else {
        return Vec::new();
    };
    let title = &of.about.roles[role].title;
    let mut tags = vec![frame.link_view(of, standard, StandardPage::Role(role), title)];
    if let Some(level) = clause
        .level
        .as_deref()
        .and_then(|level| of.level_rank(level))
    {
        let page = StandardPage::Level { role, level };
        tags.push(frame.link_view(of, standard, page, &of.about.levels[level].title));
    }
    tags
}
