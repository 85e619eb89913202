//! The faults of the content as an editor shows them.

use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types as lsp;

use super::lines::{ColumnUnit, LineTable};
use super::uri::uri;
use crate::language::ProgramLanguage;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Severity;
use crate::source::tree::Tree;

/// Turns faults into those of the protocol.
pub(super) struct FaultWriter<'a> {
    /// The folder of the handbook.
    pub(super) root: &'a Path,
    /// The texts that the faults are about.
    pub(super) tree: &'a Tree,
    /// The unit of columns.
    pub(super) unit: ColumnUnit,
    /// The language of messages.
    pub(super) language: ProgramLanguage,
    /// Whether the editor shows other places with a fault.
    pub(super) shows_related: bool,
}

impl FaultWriter<'_> {
    /// The faults by the names of their files, in the order in which they are given.
    pub(super) fn by_file(&self, faults: &[Diagnostic]) -> BTreeMap<String, Vec<lsp::Diagnostic>> {
        let mut files: BTreeMap<String, Vec<lsp::Diagnostic>> = BTreeMap::new();
        for fault in faults {
            let file = fault.position.file.to_string();
            files.entry(file).or_default().push(self.one(fault));
        }
        files
    }

    fn one(&self, fault: &Diagnostic) -> lsp::Diagnostic {
        let mut words = fault.message.text(self.language);
        if !fault.help.is_empty() {
            let label = message!("help").text(self.language);
            words = format!("{words}\n{label}: {}", fault.help.text(self.language));
        }
        let related = fault.related.iter().filter_map(|related| {
            Some(lsp::DiagnosticRelatedInformation {
                location: self.location(&related.position)?,
                message: related.words.text(self.language),
            })
        });
        let related: Vec<_> = related.filter(|_| self.shows_related).collect();
        lsp::Diagnostic {
            range: self.range(&fault.position),
            severity: Some(match fault.severity {
                Severity::Error => lsp::DiagnosticSeverity::Error,
                Severity::Warning => lsp::DiagnosticSeverity::Warning,
            }),
            code: Some(lsp::Code::String(fault.rule.code().to_owned())),
            code_description: None,
            source: Some("clausebook".to_owned()),
            message: words.into(),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    /// The place in the protocol of a place in the content.
    pub(super) fn location(&self, position: &Position) -> Option<lsp::Location> {
        Some(lsp::Location {
            uri: uri(&self.root.join(&*position.file))?,
            range: self.range(position),
        })
    }

    fn range(&self, position: &Position) -> lsp::Range {
        match self.tree.files.get(&position.file) {
            Some(text) => LineTable::new(text, self.unit).range_of(position),
            // A file of the theme or one that is no text: the line is known, its characters are not.
            None => {
                let place = lsp::Position::new(
                    position.line.saturating_sub(1),
                    position.column.saturating_sub(1),
                );
                lsp::Range::new(place, place)
            }
        }
    }
}
