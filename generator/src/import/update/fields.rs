//! The fields of records, and values in one line.

use crate::language::on_one_line;
use crate::source::emit;
use crate::source::encode::Encode;

/// A value in one line, for a report.
pub(super) fn shown(value: Option<&emit::Yaml>) -> String {
    match value {
        None => String::new(),
        Some(emit::Yaml::Text(words) | emit::Yaml::Symbol(words) | emit::Yaml::Bare(words)) => {
            on_one_line(words)
        }
        Some(other) => {
            let text = other.line().unwrap_or_else(|| emit::document(other));
            on_one_line(&text)
        }
    }
}

/// The encoded fields of a record.
pub(super) fn fields(record: &impl Encode) -> Vec<(String, emit::Yaml)> {
    match record.encode() {
        emit::Yaml::Record(pairs) | emit::Yaml::Table(pairs) => pairs,
        emit::Yaml::List(_) | emit::Yaml::Text(_) | emit::Yaml::Symbol(_) | emit::Yaml::Bare(_) => {
            Vec::new()
        }
    }
}
