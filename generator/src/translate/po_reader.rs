//! Reads a file of gettext, PO.
//!
//! The reader is our own: the crates for PO report a damaged file without its line, and this is all of the format that
//! translators' tools write.

use super::error::ExchangeError;
use super::po::SOURCE_LANGUAGE;
use super::returned::ReturnedUnit;
use crate::language::message::message;

/// The part of an entry that a string belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryPart {
    Context,
    Id,
    /// A plural, or a form other than the first, which no unit has.
    Plural,
    Target,
}

/// An entry that is being read.
#[derive(Debug, Default)]
struct PoEntry {
    line: u32,
    context: Option<String>,
    id: Option<String>,
    target: Option<String>,
    is_fuzzy: bool,
    has_plural: bool,
}

/// Reads the entries of a file.
///
/// # Errors
/// Returns an error at the first line that is not PO.
pub(super) fn read(text: &str) -> Result<Vec<ReturnedUnit>, ExchangeError> {
    let mut units = Vec::new();
    let mut languages = (None, None);
    let mut entry = PoEntry::default();
    let mut part = None;
    let mut number = 0_u32;
    for line in text.lines() {
        number = number.saturating_add(1);
        let line = line.trim();
        if line.is_empty() {
            part = None;
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            part = None;
            // A comment begins the next entry; an obsolete or a previous one is no part of it.
            if !comment.starts_with(['~', '|']) {
                if entry.target.is_some() {
                    finish(&mut entry, &mut units, &mut languages)?;
                }
                if let Some(flags) = comment.strip_prefix(',') {
                    entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
                }
            }
            continue;
        }
        let (keyword, rest) = match line.find('"') {
            Some(0) => ("", line),
            Some(quote) => (line[..quote].trim(), &line[quote..]),
            None => return Err(not_po(number, line)),
        };
        let now = match keyword {
            "" => part.ok_or_else(|| not_po(number, line))?,
            "msgctxt" => EntryPart::Context,
            "msgid" => EntryPart::Id,
            "msgid_plural" => EntryPart::Plural,
            "msgstr" | "msgstr[0]" => EntryPart::Target,
            other if other.starts_with("msgstr[") => EntryPart::Plural,
            _ => return Err(not_po(number, line)),
        };
        let starts = match now {
            EntryPart::Context => entry.context.is_some() || entry.id.is_some(),
            EntryPart::Id => entry.id.is_some(),
            EntryPart::Plural | EntryPart::Target => false,
        };
        if !keyword.is_empty() && starts {
            finish(&mut entry, &mut units, &mut languages)?;
        }
        if entry.line == 0 {
            entry.line = number;
        }
        let words = unquoted(rest).ok_or_else(|| not_po(number, line))?;
        match now {
            EntryPart::Context => entry.context.get_or_insert_default().push_str(&words),
            EntryPart::Id => entry.id.get_or_insert_default().push_str(&words),
            EntryPart::Plural => entry.has_plural = true,
            EntryPart::Target => entry.target.get_or_insert_default().push_str(&words),
        }
        part = Some(now);
    }
    if entry.line > 0 {
        finish(&mut entry, &mut units, &mut languages)?;
    }
    let (source, target) = languages;
    for unit in &mut units {
        unit.source_language.clone_from(&source);
        unit.target_language.clone_from(&target);
    }
    if units.is_empty() && target.is_none() {
        return Err(ExchangeError::whole(
            message!("this file is neither XLIFF nor PO"),
            message!(
                "give a file that `clausebook translate out` wrote and a translator filled in"
            ),
        ));
    }
    Ok(units)
}

/// Adds a finished entry to the units, or reads the header.
fn finish(
    entry: &mut PoEntry,
    units: &mut Vec<ReturnedUnit>,
    languages: &mut (Option<String>, Option<String>),
) -> Result<(), ExchangeError> {
    let entry = std::mem::take(entry);
    let (Some(source), Some(target)) = (entry.id, entry.target) else {
        return Err(ExchangeError::at(
            entry.line,
            message!("this entry has no `msgid` or no `msgstr`"),
            message!("restore the entry, or export the translation again from your tool"),
        ));
    };
    if source.is_empty() && entry.context.is_none() {
        let field = |name: &str| {
            let mut lines = target.lines();
            let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
            Some(value.trim().replace('_', "-")).filter(|value| !value.is_empty())
        };
        *languages = (field(SOURCE_LANGUAGE), field("Language"));
        return Ok(());
    }
    let Some(id) = entry.context.filter(|_| !entry.has_plural) else {
        return Err(ExchangeError::at(
            entry.line,
            message!(
                "this entry has no `msgctxt`, or has plural forms, so it was not written by `clausebook translate out`"
            ),
            message!("remove the entry; texts that are not in the handbook cannot be added here"),
        ));
    };
    units.push(ReturnedUnit {
        id,
        line: entry.line,
        source,
        target,
        is_draft: entry.is_fuzzy,
        source_language: None,
        target_language: None,
    });
    Ok(())
}

/// The error of a line that is not PO.
fn not_po(number: u32, line: &str) -> ExchangeError {
    let shown: String = line.chars().take(40).collect();
    ExchangeError::at(
        number,
        message!("`{shown}` is not a line of a PO file", shown),
        message!("correct the line, or export the translation again from your tool"),
    )
}

/// The words of a string between quotes.
fn unquoted(written: &str) -> Option<String> {
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut words = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return None,
            '\\' => words.push(match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'a' => '\u{7}',
                'b' => '\u{8}',
                'v' => '\u{b}',
                'f' => '\u{c}',
                other @ ('"' | '\\' | '\'' | '?') => other,
                _ => return None,
            }),
            other => words.push(other),
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_comments_and_states_are_read() {
        let text = "# by us\nmsgid \"\"\nmsgstr \"\"\n\"Language: zh_Hant\\n\"\n\n#. note\n#: a.yaml\n#, fuzzy, c-format\n#| msgid \"old\"\nmsgctxt \"a\"\nmsgid \"\"\n\"One \\\"two\\\"\\n\"\n\"three\"\nmsgstr \"Eins\"\nmsgctxt \"b\"\nmsgid \"x\"\nmsgstr \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n";
        let units = read(text).unwrap();
        assert_eq!(units.len(), 2);
        assert_eq!(units[0].source, "One \"two\"\nthree");
        assert!(units[0].is_draft && !units[1].is_draft);
        assert_eq!((units[0].line, units[1].line), (10, 15));
        assert_eq!(units[1].target_language.as_deref(), Some("zh-Hant"));
    }

    #[test]
    fn damaged_files_are_errors_with_their_line() {
        for (text, line) in [
            ("msgid \"a\nmsgstr \"b\"\n", 1),
            ("msgctxt \"a\"\nmsgid \"a\"\nmsgtsr \"b\"\n", 3),
            ("msgctxt \"a\"\nmsgid \"a\"\n\nmsgctxt \"b\"\n", 1),
            ("msgid \"a\"\nmsgstr \"b\"\n", 1),
            ("msgctxt \"a\"\nmsgid \"\\q\"\nmsgstr \"\"\n", 2),
            ("\"words\"\n", 1),
            ("hello\n", 1),
        ] {
            assert_eq!(
                read(text).map_err(|error| error.line),
                Err(Some(line)),
                "{text}"
            );
        }
    }
}
