//! The page of a clause.

use serde::Serialize;

use super::check_way::{self, CheckWay};
use super::definition::{DefinitionView, PageDefinitions};
use super::editions::{self, EditionsView};
use super::figure::{self, FigureView};
use super::grid::{self, GridView};
use super::item::{ItemView, KnownBy, mark, requirements};
use super::note::{self, NoteView};
use super::part::{self, PartLinkView};
use super::relation::{self, RelationsView};
use super::requirement_table::{self, RequirementTableView};
use super::table::{self, TableView};
use super::taught::{self, TaughtView};
use crate::index::{ClauseIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::parts::{ClausePiece, PartName};
use crate::model::requirement::letters;
use crate::model::{Clause, CompleteStandard};
use crate::render::chrome::Chrome;
use crate::render::frame::{BranchView, Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{Piece, TextView, Voice};
use crate::site::address::StandardPage;
use crate::site::navigation;
use crate::source::format::clause::Term;
use crate::source::format::note::Notes;
use crate::source::format::text::Text;

/// A clause and its contents.
#[derive(Debug, Default, Serialize)]
pub struct ClauseView {
    /// The clause's id, which is also part of its address.
    pub id: String,
    /// The number as shown; empty for a preliminary clause.
    pub number: Html,
    /// The link to the clause's own page.
    pub href: String,
    /// The title; empty if the clause has none.
    pub title: TextView,
    /// Paragraphs of prose.
    pub paragraphs: Vec<ParagraphView>,
    /// The term that the clause defines.
    pub term: Option<TermView>,
    /// The sentence that opens the list.
    pub intro: Option<TextView>,
    /// The standard's own remarks on the clause.
    pub remarks: Vec<TextView>,
    /// The clause's relations, by kind.
    pub relations: Vec<RelationsView>,
    /// The clause's addresses and identifiers elsewhere, on its own page.
    pub same_as: Vec<LinkView>,
    /// The requirements.
    pub requirements: Vec<ItemView>,
    /// The pages of the clause's requirements, if there are several.
    pub pages: Vec<PartLinkView>,
    /// The outcomes.
    pub outcomes: Vec<ItemView>,
    /// The clause's table of tasks.
    pub table: Option<TableView>,
    /// The clause's table of the requirements below it, on its own page.
    pub requirement_table: Option<RequirementTableView>,
    /// The clause's figure.
    pub figure: Option<FigureView>,
    /// Notes on the clause.
    pub notes: Vec<NoteView>,
    /// The clause's parts as a grid, if there is one for each role and level.
    pub grid: Option<GridView>,
    /// The clause's parts that are not in the grid.
    pub parts: Vec<ClausePartView>,
    /// The pages that list its parts, if there are very many.
    pub runs: Vec<PartLinkView>,
    /// The clause's type.
    pub kind: Option<TextView>,
    /// Links to the clause's roles and to their levels.
    pub tags: Vec<LinkView>,
    /// The link to a self-check, on the page of a clause about the evaluation.
    pub check: Option<CheckWay>,
    /// The terms used in the clause, on its own page.
    pub definitions: Vec<DefinitionView>,
    /// The modules that teach its requirements and the postings that require them, on its own page.
    pub taught: Option<TaughtView>,
    /// The counterparts of its requirements in other editions, on its own page.
    pub editions: Vec<EditionsView>,
}

/// A paragraph.
#[derive(Debug, Serialize)]
pub struct ParagraphView {
    /// The words.
    pub text: TextView,
    /// Notes on the paragraph.
    pub notes: Vec<NoteView>,
}

/// A term and its definition.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The term, in the languages of the reading and any other in which the source prints it.
    pub name: TextView,
    /// The definition.
    pub definition: TextView,
    /// The source of the definition, as the standard cites it.
    pub source: Option<TextView>,
}

/// A part of a clause.
#[derive(Debug, Serialize)]
pub struct ClausePartView {
    /// The clause.
    pub link: LinkView,
    /// The sentence that opens its list.
    pub intro: Option<TextView>,
    /// The number of requirements in it and its parts.
    pub count: usize,
    /// Its own parts as a grid, if there is one for each role and level.
    pub grid: Option<GridView>,
    /// Its own parts that are not in the grid.
    pub parts: Vec<BranchView>,
}

/// Renders the page of the clause at `clause`, or of its first part if it has several pages.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> (Chrome, ClauseView) {
    let name = PartName {
        clause,
        requirement: None,
    };
    render_part(frame, standard_index, name)
}

/// Renders the page of a part of a clause.
pub fn render_part(
    frame: &Frame,
    standard_index: StandardIndex,
    name: PartName,
) -> (Chrome, ClauseView) {
    let standard = &frame.handbook().standards[standard_index];
    let clause = name.clause;
    let pieces = standard.parts().clauses.pieces(standard, name);
    let piece = pieces.into_iter().find(|piece| piece.clause == clause);
    let piece = piece.unwrap_or_else(|| ClausePiece::whole(standard, clause));
    let mut definitions = PageDefinitions::new(frame, standard_index, clause);
    let mut view = view_with(frame, standard_index, &piece, Some(&mut definitions));
    view.definitions = definitions.into_views();
    view.pages = part::of_clause(frame, standard_index, name);
    let entry = &standard.clauses[clause];
    let requirements: Vec<RequirementIndex> = piece.requirements.collect();
    view.taught = Some(taught::view(frame, standard_index, &requirements));
    if piece.begins {
        let known = entry.as_clause().map_or(&[][..], |body| &body.same_as);
        view.same_as = relation::elsewhere(&frame.voice_of(standard), known);
        view.check = check_way::of_clause(frame, standard_index, clause);
        view.grid = grid::of_clause(frame, standard_index, clause);
        let table = entry.as_clause().and_then(|body| body.table.as_ref());
        view.requirement_table =
            table.and_then(|table| requirement_table::view(frame, standard_index, clause, table));
        if view.grid.is_none() && view.requirement_table.is_none() {
            let first = standard.clause_runs(Some(clause)).first().copied();
            view.parts = parts(frame, standard_index, first.unwrap_or_default());
            view.runs = part::runs(frame, standard_index, Some(clause), None);
        }
    }
    let voice = frame.voice_of(standard);
    let others = requirements.iter();
    view.editions = others
        .filter_map(|requirement| editions::view(frame, &voice, standard_index, *requirement))
        .collect();
    let number = entry
        .as_annex()
        .map(|annex| {
            let heading = annex.heading.as_ref();
            heading
                .map(|heading| voice.plain(heading))
                .unwrap_or_default()
        })
        .or_else(|| entry.number().map(str::to_owned))
        .unwrap_or_default();
    let title = [number.as_str(), &title_alone(&voice, standard, entry)]
        .join(" ")
        .trim()
        .to_owned();
    let range = part::range(&voice, standard, &standard.parts().clauses, name);
    let title = match range.filter(|_| !piece.begins) {
        Some(range) => format!("{title} · {range}"),
        None => title,
    };
    let description = view
        .intro
        .as_ref()
        .or(view.paragraphs.first().map(|paragraph| &paragraph.text))
        .or(view.term.as_ref().map(|term| &term.definition))
        .map_or_else(
            || voice.plain(&standard.about.title),
            |text| text.plain.clone(),
        );
    let first = view
        .requirements
        .first()
        .map(|item| item.text.plain.as_str())
        .unwrap_or_default();
    let mut chrome = frame.standard_chrome(
        "clause",
        standard_index,
        &title,
        &format!("{description}{first}"),
    );
    part::along_clause(frame, standard_index, name, &mut chrome);
    if !view.requirements.is_empty() {
        chrome.cited = frame.cited(standard_index);
    }
    (chrome, view)
}

/// Returns a clause's title in a form that is clear out of context: 中级 says little without the role before it.
fn title_alone(voice: &Voice, standard: &CompleteStandard, entry: &Clause) -> String {
    let title = entry
        .label()
        .map(|label| voice.plain(label))
        .unwrap_or_default();
    let body = entry.as_clause();
    let is_one_of_many = body.is_some_and(|body| !body.level.0.is_empty() || body.band.is_some());
    let above = entry
        .parent
        .filter(|_| is_one_of_many)
        .and_then(|parent| standard.clauses[parent].label());
    match above {
        Some(above) => format!("{} · {title}", voice.plain(above)),
        None => title,
    }
}

/// Returns what a part has of a clause as any page shows it: without the clauses below it, and without the extras of its own
/// page.
pub fn view(frame: &Frame, standard: StandardIndex, piece: &ClausePiece) -> ClauseView {
    view_with(frame, standard, piece, None)
}

/// Returns what a part has of a clause. Collects the definitions of its terms if `definitions` is given, in the order in
/// which the page shows the texts.
fn view_with(
    frame: &Frame,
    standard_index: StandardIndex,
    piece: &ClausePiece,
    mut definitions: Option<&mut PageDefinitions>,
) -> ClauseView {
    let standard = &frame.handbook().standards[standard_index];
    let clause = piece.clause;
    let entry = &standard.clauses[clause];
    let voice = frame.voice_of(standard);
    let body = entry.as_clause();
    let annex = entry.as_annex();
    let notes = entry.notes();
    let paragraphs = body
        .map(|body| &body.text)
        .or(annex.map(|annex| &annex.text));
    let mut set = |text: &Text, notes: &Notes| match &mut definitions {
        Some(definitions) => definitions.set(&voice, text, notes),
        None => voice.marked(text, notes),
    };
    if !piece.begins {
        let shown = piece.requirements.clone();
        return ClauseView {
            requirements: requirements(frame, standard_index, standard, shown, &mut set),
            ..named(frame, standard_index, clause)
        };
    }
    ClauseView {
        term: body
            .and_then(|body| body.term.as_ref())
            .map(|term| TermView {
                name: voice.text(&term.name),
                definition: set(&term.definition, notes),
                source: term
                    .source
                    .as_ref()
                    .map(|source| voice.marked(source, notes)),
            }),
        paragraphs: paragraphs
            .into_iter()
            .flatten()
            .map(|paragraph| ParagraphView {
                text: set(&paragraph.text, &paragraph.note),
                notes: note::views(frame, &voice, &paragraph.note),
            })
            .collect(),
        intro: body
            .and_then(|body| body.intro.as_ref())
            .map(|intro| set(intro, notes)),
        remarks: (body.into_iter().flat_map(|body| &body.remarks))
            .map(|remark| set(remark, notes))
            .collect(),
        relations: {
            let stated = body.map_or(&[][..], |body| &body.relates);
            relation::views(frame, &voice, standard_index, entry.id().as_str(), stated)
        },
        requirements: requirements(
            frame,
            standard_index,
            standard,
            piece.requirements.clone(),
            &mut set,
        ),
        outcomes: body
            .into_iter()
            .flat_map(|body| body.outcomes.iter().zip(letters(&body.outcomes)))
            .map(|(item, letter)| ItemView {
                id: format!("{}-{letter}", entry.id()),
                name: String::new(),
                known: String::new(),
                mark: mark(standard.about.outcome_mark(), &letter),
                depth: 0,
                anchor: letter,
                title: None,
                text: set(&item.text, &item.note),
                known_by: KnownBy::Text,
                descriptor: None,
                permalink: String::new(),
                asked: None,
                details: None,
                notes: note::views(frame, &voice, &item.note),
            })
            .collect(),
        table: body
            .and_then(|body| body.table.as_ref())
            .and_then(|table| table::view(frame, standard_index, table)),
        figure: body
            .and_then(|body| body.figure.as_ref())
            .and_then(|figure| figure::view(frame, standard_index, figure)),
        notes: note::views(frame, &voice, notes),
        tags: tags(frame, standard_index, standard, entry),
        kind: (entry.axes.kind.as_deref())
            .and_then(|kind| standard.kind(kind))
            .map(|kind| voice.text(&kind.title)),
        ..named(frame, standard_index, clause)
    }
}

/// Returns the clause at `clause` with only its number, title and link.
fn named(frame: &Frame, standard_index: StandardIndex, clause: ClauseIndex) -> ClauseView {
    let standard = &frame.handbook().standards[standard_index];
    let entry = &standard.clauses[clause];
    let voice = frame.voice_of(standard);
    let notes = entry.notes();
    let term = entry.as_clause().and_then(|body| body.term.as_ref());
    ClauseView {
        id: entry.id().to_string(),
        number: frame.number_of(standard, entry),
        href: frame.standard_link(standard_index, StandardPage::Clause(clause)),
        title: match term {
            Some(term) => term_name(frame, &voice, term, notes),
            None => entry
                .title()
                .map(|title| voice.marked(title, notes))
                .unwrap_or_default(),
        },
        ..ClauseView::default()
    }
}

/// Returns the clause at `clause` with only its number, title and those of its requirements that are among `asked`.
pub fn asked(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
    asked: &[RequirementIndex],
) -> ClauseView {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut set = |text: &Text, notes: &Notes| voice.marked(text, notes);
    let asked = asked.iter().copied();
    ClauseView {
        requirements: requirements(frame, standard_index, standard, asked, &mut set),
        ..named(frame, standard_index, clause)
    }
}

/// Returns a term as the source prints it: in the languages of the reading, and any other in which it is printed.
fn term_name(frame: &Frame, voice: &Voice, term: &Term, notes: &Notes) -> TextView {
    let shown = voice.marked(&term.name, notes);
    let others = frame.handbook().languages.iter().filter(|language| {
        term.printed.iter().any(|printed| *printed == *language.id)
            && shown
                .pieces
                .iter()
                .all(|piece| piece.language != *language.id)
    });
    let mut pieces = shown.pieces.clone();
    let mut inline = shown.inline.clone();
    for language in others {
        let Some(words) = term.name.get(&language.id) else {
            continue;
        };
        let words = Html::escaped(words);
        inline.0.push(' ');
        inline.push_element("span", &language.tag, "also", &words);
        pieces.push(Piece {
            lang: language.tag.to_string(),
            language: language.id.to_string(),
            html: words,
            is_source: true,
            ..Piece::default()
        });
    }
    TextView {
        inline,
        pieces,
        plain: shown.plain,
    }
}

/// Returns the parts of a clause with their own parts, so that a clause that is only a heading shows its contents.
pub(super) fn parts(
    frame: &Frame,
    standard_index: StandardIndex,
    children: &[ClauseIndex],
) -> Vec<ClausePartView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    navigation::tree(standard, children)
        .iter()
        .map(|branch| (branch.clause, &branch.children))
        .map(|(child, below)| ClausePartView {
            link: frame.clause_link(standard_index, child),
            intro: standard.clauses[child]
                .as_clause()
                .and_then(|body| {
                    let first = body.text.first().map(|first| &first.text);
                    let definition = body.term.as_ref().map(|term| &term.definition);
                    body.intro.as_ref().or(first).or(definition)
                })
                .map(|intro| voice.text(intro)),
            count: standard.clauses[child].within,
            grid: grid::of_clause(frame, standard_index, child),
            parts: (below.iter())
                .map(|below| frame.branch(standard_index, below))
                .collect(),
        })
        .collect()
}

/// Returns links to the clause's roles and to their levels, or to its levels in a standard without roles.
fn tags<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    clause: &Clause,
) -> Vec<LinkView> {
    let about = &standard.about;
    let mut tags = Vec::new();
    let add_levels = |role: Option<RoleIndex>, tags: &mut Vec<LinkView>| {
        let ladder = standard.ladder_at(role);
        for level in ladder.stated(&clause.axes.levels) {
            let page = StandardPage::of_level(role, level);
            let title = &ladder.levels[level].title;
            tags.push(frame.link_view(standard, standard_index, page, title));
        }
    };
    // A level of no role has a page of its own only in a standard without roles.
    if about.roles.is_empty() {
        add_levels(None, &mut tags);
    }
    for (role, record) in about.roles.indexed() {
        if clause.axes.roles.has(record.id.as_str()) {
            let page = StandardPage::Role(role);
            tags.push(frame.link_view(standard, standard_index, page, &record.title));
            add_levels(Some(role), &mut tags);
        }
    }
    tags
}
