//! Texts in other formats, which would otherwise be read as a table of nonsense.

use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::input::ImportFile;
use crate::language::message::{Message, message};

/// Refuses a text that is JSON, or XML or HTML.
pub(super) fn refuse(file: &ImportFile, text: &str) -> Result<(), ImportError> {
    let text = text.trim_start();
    let found = match text.chars().next() {
        Some('{') if inner(text).starts_with(['"', '}']) => Some(json(text)),
        Some('[') if inner(text).starts_with('{') => Some(json(text)),
        Some('<') if is_markup(inner(text)) => Some(markup(text)),
        Some(_) | None => None,
    };
    match found {
        Some((message, help)) => Err(ImportError::content(
            &file.name,
            FoundPlace::File,
            message,
            help,
        )),
        None => Ok(()),
    }
}

/// The text after its first character and the space that follows.
fn inner(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str().trim_start()
}

fn is_markup(inner: &str) -> bool {
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '?' | '!'))
}

fn json(text: &str) -> (Message, Message) {
    let help = if text.contains("\"CFDocument\"") {
        message!("it is a framework in CASE: import it with `clausebook import case`")
    } else if text.contains("\"@context\"") || text.contains("\"@graph\"") {
        message!("it is JSON-LD: import it with `clausebook import skos`")
    } else {
        message!(
            "save its records as CSV; frameworks in CASE are imported with `clausebook import case`, and those in JSON-LD with `clausebook import skos`"
        )
    };
    (message!("this is JSON, not a table"), help)
}

fn markup(text: &str) -> (Message, Message) {
    let help = if text.contains("<rdf:RDF") {
        message!("it is RDF: import it with `clausebook import skos`")
    } else {
        message!("open it in a spreadsheet program and save it as XLSX")
    };
    (message!("this is XML or HTML, not a table"), help)
}
