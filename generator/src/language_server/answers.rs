//! The answers to what an editor asks about a place of a file.

use std::sync::Arc;

use gen_lsp_types as lsp;

use super::completion::completion;
use super::diagnostics::FaultWriter;
use super::handbooks::EditedHandbook;
use super::hover::HoverWords;
use super::lines::LineTable;
use super::outline::outline;
use super::session::Session;
use super::spot::{Meant, Spot};
use super::uri;

impl Session {
    /// Calls `answer` with the place of a file at which the editor asks. `None` if the file belongs to no handbook or is
    /// no text.
    fn at<T>(
        &mut self,
        asked: &lsp::TextDocumentPositionParams,
        answer: impl FnOnce(&Spot<'_>, &LineTable<'_>, &FaultWriter<'_>) -> Option<T>,
    ) -> Option<T> {
        let (unit, language) = (self.editor.unit, self.editor.language);
        let shows_related = self.editor.shows_related;
        let (name, handbook) = self.around(&asked.text_document)?;
        let model = handbook.model();
        let text = handbook.sources.tree.files.get(&name)?;
        let lines = LineTable::new(text, unit);
        let spot = Spot::new(&model, &name, text, lines.offset(asked.position));
        let writer = FaultWriter {
            root: &handbook.root,
            tree: &handbook.sources.tree,
            unit,
            language,
            shows_related,
        };
        answer(&spot, &lines, &writer)
    }

    /// The handbook that a file belongs to, and the name of the file in it. `None` if it belongs to none.
    fn around(
        &mut self,
        document: &lsp::TextDocumentIdentifier,
    ) -> Option<(Arc<str>, &mut EditedHandbook)> {
        let path = uri::path(&document.uri)?;
        let followed = self.followed.values_mut();
        let around = followed.filter_map(|followed| {
            let name = followed.handbook.name(&path)?;
            Some((name, &mut followed.handbook))
        });
        // The innermost handbook is the last.
        around.last()
    }

    /// The outline of a file.
    pub(super) fn symbols(
        &mut self,
        document: &lsp::TextDocumentIdentifier,
    ) -> Option<Vec<lsp::DocumentSymbol>> {
        let (unit, language) = (self.editor.unit, self.editor.language);
        let (name, handbook) = self.around(document)?;
        let model = handbook.model();
        let text = handbook.sources.tree.files.get(&name)?;
        let lines = LineTable::new(text, unit);
        Some(outline(&model, &name, &lines, language))
    }

    /// What can be written at a place.
    pub(super) fn completion(
        &mut self,
        asked: &lsp::TextDocumentPositionParams,
    ) -> Option<lsp::CompletionList> {
        let language = self.editor.language;
        self.at(asked, |spot, lines, _| {
            Some(completion(spot, lines, language))
        })
    }

    /// The words about what is at a place.
    pub(super) fn hover(&mut self, asked: &lsp::TextDocumentPositionParams) -> Option<lsp::Hover> {
        let words = HoverWords {
            is_markdown: self.editor.shows_markdown,
            language: self.editor.language,
        };
        self.at(asked, |spot, lines, _| {
            spot.meaning(|meant, range| {
                let value = match meant {
                    Meant::Key(record, key) => words.key(record, key),
                    Meant::Thing(thing) => words.thing(&thing),
                };
                let kind = match words.is_markdown {
                    true => lsp::MarkupKind::Markdown,
                    false => lsp::MarkupKind::PlainText,
                };
                lsp::Hover {
                    contents: lsp::Contents::MarkupContent(lsp::MarkupContent { kind, value }),
                    range: Some(lines.range(range.start, range.end)),
                }
            })
        })
    }

    /// The place where what is at a place is defined.
    pub(super) fn definition(
        &mut self,
        asked: &lsp::TextDocumentPositionParams,
    ) -> Option<lsp::Location> {
        self.at(asked, |spot, _, writer| {
            spot.meaning(|meant, _| match meant {
                Meant::Thing(thing) => writer.location(thing.name.position?),
                Meant::Key(..) => None,
            })
            .flatten()
        })
    }
}
