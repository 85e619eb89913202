//! Diagnostics as JSON, for programs. `docs/content/pages/en/checking.md` documents the format.
//!
//! Lines and columns count from 1, columns in characters; the end of a place is the place after its
//! last character.

use serde_json::{Value, json};

use crate::language::ProgramLanguage;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;

/// The version of the format. It changes only if a program that reads the format would have to change.
const VERSION: u32 = 1;

/// The diagnostics, and the number of errors and warnings. In the order in which they are given.
pub fn json(diagnostics: &[Diagnostic], language: ProgramLanguage) -> Value {
    let errors = diagnostics.iter().filter(|fault| fault.is_error()).count();
    json!({
        "version": VERSION,
        "errors": errors,
        "warnings": diagnostics.len() - errors,
        "diagnostics": diagnostics.iter().map(|fault| one(fault, language)).collect::<Vec<_>>(),
    })
}

/// One diagnostic. `help` may be empty, and `related` is a list in any case.
fn one(fault: &Diagnostic, language: ProgramLanguage) -> Value {
    let related = fault.related.iter().map(|related| {
        json!({
            "file": &*related.position.file,
            "span": span(&related.position),
            "message": related.words.text(language),
        })
    });
    json!({
        "code": fault.rule.code(),
        "rule": fault.rule.name(),
        "severity": fault.severity.word(),
        "file": &*fault.position.file,
        "span": span(&fault.position),
        "message": fault.message.text(language),
        "help": fault.help.text(language),
        "related": related.collect::<Vec<_>>(),
    })
}

/// The beginning and the end of a place; null for a file as a whole.
fn span(position: &Position) -> Value {
    if position.line == 0 {
        return Value::Null;
    }
    json!({
        "start": {"line": position.line, "column": position.column},
        "end": {"line": position.end.line, "column": position.end.column},
    })
}
