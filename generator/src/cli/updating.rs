//! The report of `clausebook import --update`: what the source changed, and what stays as the editor has it.

use super::terminal::grouped;
use crate::import::update::{PartChange, PartMove, PlannedUpdate};
use crate::language::message::{Message, Series, message};

/// The most lines of one kind.
const MOST: usize = 500;
/// The most characters of words on a line.
const LONGEST: usize = 300;

/// The lines of the report.
pub(super) fn report(plan: &PlannedUpdate, is_dry: bool) -> Vec<Message> {
    let report = &plan.report;
    let mut lines = Vec::new();
    let count = grouped(report.added.len());
    let heading = match is_dry {
        true => message!("{count} {count|part|parts} would be added:", count),
        false => message!("{count} {count|part|parts} added:", count),
    };
    section(&mut lines, heading, parts(&report.added));
    let count = grouped(report.moved.len());
    let heading = match is_dry {
        true => message!("{count} {count|part|parts} would be moved:", count),
        false => message!("{count} {count|part|parts} moved:", count),
    };
    section(&mut lines, heading, moves(&report.moved));
    let count = grouped(report.changed.len());
    let heading = match is_dry {
        true => message!("{count} {count|value|values} would be changed:", count),
        false => message!("{count} {count|value|values} changed:", count),
    };
    section(&mut lines, heading, values(&report.changed));
    let count = grouped(report.removed.len());
    let heading = match is_dry {
        true => message!("{count} {count|part|parts} would be removed:", count),
        false => message!("{count} {count|part|parts} removed:", count),
    };
    section(&mut lines, heading, parts(&report.removed));
    if !report.retired.is_empty() {
        let count = grouped(report.retired.len());
        let ids = Series::plain(&report.retired);
        lines.push(match is_dry {
            true => message!(
                "{count} published {count|requirement|requirements} would be retired, so that their permalinks still answer: {ids}",
                count,
                ids
            ),
            false => message!(
                "{count} published {count|requirement|requirements} retired, so that their permalinks still answer: {ids}",
                count,
                ids
            ),
        });
    }
    let heading = message!(
        "{count} {count|change|changes} of yours kept, though the source changed the same (yours → the source’s):",
        count = grouped(report.kept.len())
    );
    section(&mut lines, heading, values(&report.kept));
    lines.extend(report.remarks.iter().map(to_check));
    if lines.is_empty() {
        lines.push(message!("nothing changed"));
    }
    let count = grouped(plan.files.len() + plan.record.len());
    lines.push(match is_dry {
        true => message!("{count} {count|file|files} would be written", count),
        false => message!("{count} {count|file|files} written", count),
    });
    let written = plan.files.iter().take(MOST);
    lines.extend(written.map(|(path, _)| message!("  {path}", path)));
    lines.extend(plan.removed.iter().map(|path| match is_dry {
        true => message!("  {path} (would be removed)", path),
        false => message!("  {path} (removed)", path),
    }));
    lines
}

/// Parts with the beginning of their words.
fn parts(parts: &[(String, String)]) -> Vec<Message> {
    let one =
        |(id, words): &(String, String)| message!("  {id}  {words}", id, words = short(words));
    parts.iter().map(one).collect()
}

/// Parts with what they were in and what they are in.
fn moves(all: &[PartMove]) -> Vec<Message> {
    let one = |part: &PartMove| {
        message!(
            "  {id}: {before} → {after}",
            id = part.id,
            before = part.before,
            after = part.after
        )
    };
    all.iter().map(one).collect()
}

/// Values before and after.
fn values(changes: &[PartChange]) -> Vec<Message> {
    let value = |words: &str| match words.is_empty() {
        true => message!("nothing"),
        false => message!("{words}", words = short(words)),
    };
    let one = |change: &PartChange| {
        message!(
            "  {place}: {before} → {after}",
            place = change.place,
            before = value(&change.before),
            after = value(&change.after)
        )
    };
    changes.iter().map(one).collect()
}

/// A heading with its lines, if there are any.
fn section(lines: &mut Vec<Message>, heading: Message, all: Vec<Message>) {
    if all.is_empty() {
        return;
    }
    lines.push(heading);
    let more = all.len().saturating_sub(MOST);
    lines.extend(all.into_iter().take(MOST));
    if more > 0 {
        let count = grouped(more);
        lines.push(message!("  and {count} {count|other|others}", count));
    }
}

/// The beginning of long words.
fn short(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// A point that a person has to check.
pub(super) fn to_check(remark: &Message) -> Message {
    message!("please check: {remark}", remark)
}
