//! The outline of a file: its clauses and their requirements, with which editors list it and lead through it.

use std::sync::Arc;

use gen_lsp_types as lsp;

use super::lines::LineTable;
use crate::index::ClauseIndex;
use crate::language::ProgramLanguage;
use crate::model::{Body, Clause, Handbook, Standard};
use crate::source::format::text::Text;
use crate::source::position::Position;

/// The outline of the file `name`. Empty for a file without clauses.
pub(super) fn outline(
    handbook: &Handbook,
    name: &Arc<str>,
    lines: &LineTable<'_>,
    language: ProgramLanguage,
) -> Vec<lsp::DocumentSymbol> {
    let mut found = Vec::new();
    for part in &handbook.standards {
        let outline = FileOutline {
            part,
            name,
            lines,
            language,
        };
        for (index, clause) in part.clauses.indexed() {
            // A clause that is written in another is listed with that.
            let is_inside = |above: ClauseIndex| outline.is_within(clause, &part.clauses[above]);
            if clause.id().position.file == *name && !clause.parent.is_some_and(is_inside) {
                found.push(outline.clause(index));
            }
        }
    }
    found
}

/// The outline of a file that has clauses of a standard.
struct FileOutline<'a> {
    part: &'a Standard,
    name: &'a Arc<str>,
    lines: &'a LineTable<'a>,
    language: ProgramLanguage,
}

impl FileOutline<'_> {
    fn clause(&self, index: ClauseIndex) -> lsp::DocumentSymbol {
        let clause = &self.part.clauses[index];
        let mut children: Vec<lsp::DocumentSymbol> = Vec::new();
        for requirement in self.part.requirements_of(clause) {
            let item = requirement.item();
            let place = item.id.as_ref().map_or(&item.position, |id| &id.position);
            let text = Some(requirement.text());
            let kind = lsp::SymbolKind::Field;
            children.push(self.symbol(&requirement.id, text, kind, (&item.position, place)));
        }
        let nested = clause.children.iter().copied();
        let nested = nested.filter(|child| self.is_within(&self.part.clauses[*child], clause));
        children.extend(nested.map(|child| self.clause(child)));
        let id = clause.id();
        let places = (record(clause), &id.position);
        let kind = lsp::SymbolKind::Module;
        let mut symbol = self.symbol(id.as_str(), clause.label(), kind, places);
        symbol.children = Some(children);
        symbol
    }

    /// An entry with an id, the words by which people know it, and its places: the whole, and the id.
    fn symbol(
        &self,
        id: &str,
        title: Option<&Text>,
        kind: lsp::SymbolKind,
        (whole, id_place): (&Position, &Position),
    ) -> lsp::DocumentSymbol {
        let range = self.lines.range_of(whole);
        let selection = self.lines.range_of(id_place);
        let is_inside = range.start <= selection.start && selection.end <= range.end;
        let title = title.map(|title| title.nearest(&[self.language.tag()]).1.to_owned());
        let selection = if is_inside { selection } else { range };
        let name = id.to_owned();
        lsp::DocumentSymbol::new(name, title, kind, None, None, range, selection, None)
    }

    /// Whether a clause is written inside another, in this file.
    fn is_within(&self, inner: &Clause, outer: &Clause) -> bool {
        let (inner, outer) = (record(inner), record(outer));
        let ends = |position: &Position| (position.end.line, position.end.column);
        inner.file == *self.name
            && outer.file == *self.name
            && (outer.line, outer.column) < (inner.line, inner.column)
            && ends(inner) <= ends(outer)
    }
}

/// The place of the whole clause.
fn record(clause: &Clause) -> &Position {
    match &clause.body {
        Body::Clause(record) => &record.position,
        Body::Annex(annex) => &annex.position,
    }
}
