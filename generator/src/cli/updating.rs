//! The report of `clausebook import --update`: what the source changed, and what stays as the editor has it.

use super::terminal::counted;
use crate::import::update::{PartChange, PlannedUpdate};

/// The most lines of one kind.
const MOST: usize = 500;
/// The most characters of words on a line.
const LONGEST: usize = 300;

/// The lines of the report.
pub(super) fn report(plan: &PlannedUpdate, is_dry: bool) -> Vec<String> {
    let report = &plan.report;
    let would = if is_dry { "would be " } else { "" };
    let mut lines = Vec::new();
    let parts = |parts: &[(String, String)]| -> Vec<String> {
        parts
            .iter()
            .map(|(id, words)| format!("{id}  {}", short(words)))
            .collect()
    };
    let values = |changes: &[PartChange]| -> Vec<String> {
        let one = |change: &PartChange| {
            let before = if change.before.is_empty() {
                "nothing"
            } else {
                &change.before
            };
            let after = if change.after.is_empty() {
                "nothing"
            } else {
                &change.after
            };
            format!("{}: {} → {}", change.place, short(before), short(after))
        };
        changes.iter().map(one).collect()
    };
    section(
        &mut lines,
        &format!("{} {would}added", counted(report.added.len(), "part")),
        parts(&report.added),
    );
    section(
        &mut lines,
        &format!("{} {would}changed", counted(report.changed.len(), "value")),
        values(&report.changed),
    );
    section(
        &mut lines,
        &format!("{} {would}removed", counted(report.removed.len(), "part")),
        parts(&report.removed),
    );
    if !report.retired.is_empty() {
        lines.push(format!(
            "{} {would}retired, so that their permalinks still answer: {}",
            counted(report.retired.len(), "published requirement"),
            report.retired.join(", ")
        ));
    }
    section(
        &mut lines,
        &format!(
            "{} of yours kept, though the source changed the same (yours → the source’s)",
            counted(report.kept.len(), "change")
        ),
        values(&report.kept),
    );
    lines.extend(
        report
            .remarks
            .iter()
            .map(|remark| format!("please check: {remark}")),
    );
    if lines.is_empty() {
        lines.push("nothing changed".to_owned());
    }
    lines.push(format!(
        "{} {would}written",
        counted(plan.files.len() + plan.record.len(), "file")
    ));
    lines.extend(
        plan.files
            .iter()
            .take(MOST)
            .map(|(path, _)| format!("  {path}")),
    );
    lines.extend(
        plan.removed
            .iter()
            .map(|path| format!("  {path} ({would}removed)")),
    );
    lines
}

/// A heading with its lines, if there are any.
fn section(lines: &mut Vec<String>, heading: &str, all: Vec<String>) {
    if all.is_empty() {
        return;
    }
    lines.push(format!("{heading}:"));
    let more = all.len().saturating_sub(MOST);
    lines.extend(all.into_iter().take(MOST).map(|line| format!("  {line}")));
    if more > 0 {
        lines.push(format!("  and {}", counted(more, "other")));
    }
}

/// The beginning of long words.
fn short(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
