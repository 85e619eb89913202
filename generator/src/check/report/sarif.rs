//! Diagnostics as SARIF 2.1.0, the format of code scanning services.
//!
//! GitHub and several editors read it. The log lists every rule of the program with its
//! explanation, so that the results need only refer to them; columns are counted in characters
//! (`unicodeCodePoints`).

use serde_json::{Value, json};

use crate::language::ProgramLanguage;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::rule::Severity;

/// The diagnostics as the log of one run. `folder` is the path of the handbook's folder with a slash at the end, or empty.
///
/// Without diagnostics, the list of results is empty, which tells a service that earlier ones are
/// fixed.
pub fn sarif(diagnostics: &[Diagnostic], folder: &str, language: ProgramLanguage) -> Value {
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|fault| result(fault, folder, language))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "clausebook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.iter().map(|rule| descriptor(*rule, language)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A rule as a `reportingDescriptor` (section 3.49).
fn descriptor(rule: Rule, language: ProgramLanguage) -> Value {
    let explanation = rule.explanation(language);
    json!({
        "id": rule.code(),
        "name": rule.name(),
        "shortDescription": message(rule.title(language)),
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": level(rule.severity())},
    })
}

/// A diagnostic as a `result` (section 3.27).
fn result(fault: &Diagnostic, folder: &str, language: ProgramLanguage) -> Value {
    let index = Rule::ALL.iter().position(|rule| *rule == fault.rule);
    let mut text = fault.message.text(language);
    if !fault.help.is_empty() {
        let help = message!("help: {help}", help = fault.help);
        text.push_str(&format!("\n{}", help.text(language)));
    }
    let mut result = json!({
        "ruleId": fault.rule.code(),
        "ruleIndex": index,
        "level": level(fault.severity),
        "message": message(&text),
        "locations": [{"physicalLocation": place(&fault.position, folder)}],
    });
    if !fault.related.is_empty() {
        let related = fault.related.iter().enumerate().map(|(index, related)| {
            json!({
                "id": index + 1,
                "physicalLocation": place(&related.position, folder),
                "message": message(&related.words.text(language)),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

/// A `message` with plain text.
fn message(text: &str) -> Value {
    json!({"text": literal(text)})
}

/// Doubles the braces of a message, since single ones enclose placeholders (section 3.11.5 of the specification).
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// The `level` of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A `physicalLocation`; without a region if the place is a whole file.
fn place(position: &Position, folder: &str) -> Value {
    let mut place = json!({
        "artifactLocation": {"uri": uri(&format!("{folder}{}", position.file))},
    });
    if position.line > 0 {
        place["region"] = json!({
            "startLine": position.line,
            "startColumn": position.column.max(1),
            "endLine": position.end.line,
            "endColumn": position.end.column.max(1),
        });
    }
    place
}

/// A path as a URI reference. Characters that it may not contain are percent-encoded. An absolute
/// path becomes a `file:` URI (RFC 8089).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("content/a.yaml"), "content/a.yaml");
        assert_eq!(uri("内/a b:#.md"), "%E5%86%85/a%20b%3A%23.md");
        assert_eq!(uri("/a"), "file:///a");
    }
}
