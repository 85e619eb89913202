//! The whole standard on one page, or on a page for each part of a large standard.

use std::collections::BTreeMap;

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::contents;
use super::form::{self, FormView, RulesView};
use super::note::{self, NoteView};
use super::part::{self, PartAnchorsView};
use super::table::{self, TableView};
use crate::index::{ClauseIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::model::parts::{ClausePiece, PartName};
use crate::render::chrome::Chrome;
use crate::render::contents::ContentsLine;
use crate::render::frame::{BranchView, Frame};
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::navigation;
use crate::site::{Make, RenderError};

/// The whole standard.
#[derive(Debug, Serialize)]
pub struct WholeView {
    /// The standard's title.
    pub title: TextView,
    /// The body with authority over it.
    pub authority: Option<TextView>,
    /// The edition.
    pub edition: Option<TextView>,
    /// The contents, as links within the page or, in a large standard, to its parts.
    pub contents: Vec<BranchView>,
    /// The anchors in the parts of a large standard, so that links to them on this page lead there.
    pub anchors: Vec<PartAnchorsView>,
    /// The clauses before the title, each as returned by [`part`].
    pub preliminary: Html,
    /// The clauses after the title, in document order.
    pub parts: Html,
    /// Notes on the standard.
    pub notes: Vec<NoteView>,
    /// Notes on the rules that all forms share.
    pub rules: Option<RulesView>,
}

/// A clause or an annex on a page with others.
#[derive(Debug, Serialize)]
pub struct WholePartView {
    /// The clause.
    pub clause: ClauseView,
    /// The level of its heading, from 2 to 6.
    pub heading: usize,
    /// The heading: the title, preceded by the status for an annex.
    pub title: TextView,
    /// The tables that the source prints here, including those of other clauses.
    pub tables: Vec<TableView>,
    /// The form, for an annex.
    pub form: Option<FormView>,
}

impl Make<standard_pages::Whole> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Whole) -> Result<Vec<u8>, RenderError> {
        let (chrome, mut view) = render(self.frame, self.standard);
        let standard = &self.frame.handbook().standards[self.standard];
        if !standard.parts().text.is_empty() {
            return self.shown((chrome, view));
        }
        let tables = tables(standard);
        let part = |clause| {
            let piece = ClausePiece::whole(standard, clause);
            part(self.frame, self.standard, &piece, &tables)
        };
        let (preliminary, parts): (Vec<ClauseIndex>, Vec<ClauseIndex>) = (standard.clauses)
            .indices()
            .partition(|clause| standard.clauses[*clause].is_preliminary());
        let parts_of = |clauses| {
            let renderer = self.renderer;
            renderer.each(self.frame, &chrome, "whole_part", "part", clauses, part)
        };
        view.preliminary = parts_of(preliminary)?;
        view.parts = parts_of(parts)?;
        self.shown((chrome, view))
    }
}

/// A part of a large standard.
#[derive(Debug, Serialize)]
pub struct WholePageView {
    /// The standard's title.
    pub title: TextView,
    /// The clauses in document order, each as returned by [`part`].
    pub parts: Html,
}

impl Make<standard_pages::WholePart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::WholePart) -> Result<Vec<u8>, RenderError> {
        let (frame, index) = (self.frame, self.standard);
        let standard = &frame.handbook().standards[index];
        let voice = frame.voice_of(standard);
        let division = &standard.parts().text;
        let link = |name| part::link(frame, index, division, name, StandardPage::WholePart(name));
        let own = link(page.part);
        let title = format!(
            "{} {} · {}",
            own.number.0,
            own.label.plain,
            frame.word("whole")
        );
        let description = contents::description(frame, standard);
        let mut chrome = frame.standard_chrome("whole", index, title.trim(), &description);
        chrome.cited = frame.cited(index);
        let pages = division.parts().iter().map(|part| part.name);
        let pages: Vec<PartName> = pages.collect();
        let (previous, next) = navigation::around(&pages, page.part);
        (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
        let tables = tables(standard);
        let part = |piece| part(frame, index, &piece, &tables);
        let pieces = division.pieces(standard, page.part);
        let parts = self
            .renderer
            .each(frame, &chrome, "whole_part", "part", pieces, part)?;
        let title = voice.text(&standard.about.title);
        self.shown((chrome, WholePageView { title, parts }))
    }
}

/// Renders the page of the whole standard, without its clauses.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, WholeView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut notes = note::views(frame, &voice, &standard.about.note);
    let edition = standard.about.edition.as_ref();
    notes.extend(
        edition
            .into_iter()
            .flat_map(|edition| note::views(frame, &voice, &edition.note)),
    );
    let view = WholeView {
        preliminary: Html::default(),
        parts: Html::default(),
        title: voice.text(&standard.about.title),
        authority: contents::authority(frame, standard),
        edition: edition.map(|edition| voice.text(&edition.title)),
        contents: navigation::whole(standard)
            .iter()
            .filter(|branch| standard.parts().text.lists(standard, branch.clause))
            .map(|branch| {
                let view = frame.branch(standard_index, branch);
                within(frame, standard_index, view, branch.clause)
            })
            .collect(),
        anchors: part::anchors(
            frame,
            standard_index,
            &standard.parts().text,
            StandardPage::WholePart,
        ),
        notes,
        rules: standard
            .rubric
            .as_deref()
            .map(|rubric| form::rules(frame, standard_index, rubric)),
    };
    let title = format!("{} · {}", frame.label(), view.title.plain);
    let mut chrome = frame.standard_chrome(
        "whole",
        standard_index,
        &title,
        &contents::description(frame, standard),
    );
    // The contents beside the page link within the page, as those at its top do.
    chrome.cited = frame.cited(standard_index);
    chrome.contents = view
        .contents
        .iter()
        .cloned()
        .map(ContentsLine::from)
        .collect();
    (chrome, view)
}

/// Returns the places where the source prints tables: for each clause followed by tables, the clauses that own them.
pub fn tables(standard: &CompleteStandard) -> BTreeMap<ClauseIndex, Vec<ClauseIndex>> {
    let mut tables: BTreeMap<ClauseIndex, Vec<ClauseIndex>> = BTreeMap::new();
    for (index, clause) in standard.clauses.indexed() {
        let table = clause.as_clause().and_then(|body| body.table.as_ref());
        let Some(table) = table else { continue };
        let after = table
            .printed_after
            .as_ref()
            .and_then(|id| standard.clause_index(id.as_str()))
            .unwrap_or(index);
        tables.entry(after).or_default().push(index);
    }
    tables
}

/// Returns what a page has of a clause as one part of the page. A standard is long and a part is not, so the parts are
/// rendered one by one.
pub fn part(
    frame: &Frame,
    standard_index: StandardIndex,
    piece: &ClausePiece,
    tables: &BTreeMap<ClauseIndex, Vec<ClauseIndex>>,
) -> WholePartView {
    let standard = &frame.handbook().standards[standard_index];
    let index = piece.clause;
    let annex = standard.clauses[index].as_annex();
    let depth = navigation::ancestors(standard, index).len();
    let mut clause = clause::view(frame, standard_index, piece);
    clause.table = None;
    let printed = tables.get(&index).filter(|_| piece.begins);
    let printed = printed.into_iter().flatten();
    let graded = standard.graded_form_at(index).filter(|_| piece.begins);
    WholePartView {
        heading: (depth + 2).min(6),
        title: annex.map_or_else(
            || clause.title.clone(),
            |annex| super::annex::title(frame, standard_index, annex),
        ),
        form: graded.map(|graded| {
            form::view(
                frame,
                standard_index,
                graded,
                &format!("{}-", graded.annex.id),
            )
        }),
        tables: printed
            .filter_map(|owner| standard.clauses[*owner].as_clause()?.table.as_ref())
            .filter_map(|table| table::view(frame, standard_index, table))
            .collect(),
        clause,
    }
}

/// Returns a branch of the contents with its links pointing to the clauses on this page or, in a large standard, on those of
/// its parts.
fn within(
    frame: &Frame,
    standard_index: StandardIndex,
    mut view: BranchView,
    clause: ClauseIndex,
) -> BranchView {
    let standard = &frame.handbook().standards[standard_index];
    let part = standard.parts().text.of_clause(clause);
    let page = part.map(|part| {
        let page = StandardPage::WholePart(part.name);
        frame.standard_link(standard_index, page)
    });
    let page = page.unwrap_or_default();
    view.link.href = format!("{page}#{}", standard.clauses[clause].id());
    let children = view.children.into_iter();
    let children = children.zip(&standard.clauses[clause].children);
    let listed = children.filter(|(_, clause)| standard.parts().text.lists(standard, **clause));
    view.children = listed
        .map(|(child, clause)| within(frame, standard_index, child, *clause))
        .collect();
    view
}
