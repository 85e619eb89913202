//! The list of what `clausebook check --accept` would record, for people to read.
//!
//! It is the last thing that a person sees before confirming, so it shows the words themselves,
//! before and after, and says what accepting would mean. Changes that could alter a meaning come
//! first.

use std::fmt::Write as _;
use std::sync::Arc;

use super::terminal::counted;
use crate::check::report::visible;
use crate::model::acceptance::{Acceptance, AcceptedItem, Rewording};
use crate::source::format::permalinks;

/// Formats the list, grouped by kind, without a trailing newline.
pub(super) fn listing(acceptance: &Acceptance) -> String {
    let mut text = String::new();
    let mut cautions = false;
    for kind in ChangeKind::ALL {
        let items: Vec<&AcceptedItem> = acceptance
            .items
            .iter()
            .filter(|item| ChangeKind::of(item) == kind)
            .collect();
        if items.is_empty() {
            continue;
        }
        cautions |= kind.changes_meaning();
        line(&mut text, &format!("{}:", kind.heading(items.len())));
        for item in items {
            one(&mut text, item);
        }
        line(&mut text, "");
    }
    if acceptance.first_records > 0 {
        let texts = counted(acceptance.first_records, "text");
        line(
            &mut text,
            &format!(
                "{texts} of published permalinks and their clauses, recorded for the first time as they are now"
            ),
        );
        line(&mut text, "");
    }
    if acceptance.translations.new > 0 {
        let translations = counted(acceptance.translations.new, "translation");
        line(
            &mut text,
            &format!("{translations}, recorded with the words for which they were made"),
        );
        line(&mut text, "");
    }
    if text.is_empty() {
        line(
            &mut text,
            "lines of the lock or of the recorded words, put in order",
        );
    }
    if cautions {
        line(
            &mut text,
            "Postings, badges and contracts may cite the changed permalinks. Accept only if each is still the same\n\
             requirement. Its page keeps the earlier words.",
        );
    }
    text.trim_end().to_owned()
}

/// The groups of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ChangeKind {
    New,
    Reworded,
    Clause,
    Retranslated,
    Confirmed,
}

impl ChangeKind {
    const ALL: [ChangeKind; 5] = [
        ChangeKind::Reworded,
        ChangeKind::Clause,
        ChangeKind::Retranslated,
        ChangeKind::Confirmed,
        ChangeKind::New,
    ];

    /// The group of an item.
    fn of(item: &AcceptedItem) -> ChangeKind {
        match item {
            AcceptedItem::New { .. } => ChangeKind::New,
            AcceptedItem::Reworded { .. } => ChangeKind::Reworded,
            AcceptedItem::Clause { .. } => ChangeKind::Clause,
            AcceptedItem::Retranslated { .. } => ChangeKind::Retranslated,
            AcceptedItem::Confirmed { .. } => ChangeKind::Confirmed,
        }
    }

    /// Whether accepting could change what a cited permalink means.
    fn changes_meaning(self) -> bool {
        match self {
            ChangeKind::Reworded | ChangeKind::Clause => true,
            ChangeKind::New | ChangeKind::Retranslated | ChangeKind::Confirmed => false,
        }
    }

    /// The heading of a group with `count` items.
    fn heading(self, count: usize) -> String {
        match self {
            ChangeKind::New => counted(count, "new permalink"),
            ChangeKind::Reworded => format!("{} with changed words", counted(count, "permalink")),
            ChangeKind::Clause => {
                format!("{} with a changed title or intro", counted(count, "clause"))
            }
            ChangeKind::Retranslated => match count {
                1 => "1 changed translation, of words that are as published".to_owned(),
                _ => format!("{count} changed translations, of words that are as published"),
            },
            ChangeKind::Confirmed => format!(
                "{} with a confirmed translation",
                counted(count, "permalink")
            ),
        }
    }
}

/// Adds an item.
fn one(text: &mut String, item: &AcceptedItem) {
    match item {
        AcceptedItem::New { address, words } => {
            line(text, &format!("  {}", permalinks::name(address)));
            for (language, words) in words {
                words_line(text, language, words);
            }
        }
        AcceptedItem::Reworded {
            address,
            words,
            stale,
        } => {
            line(text, &format!("  {}", permalinks::name(address)));
            rewordings(text, words);
            for language in stale {
                words_line(
                    text,
                    language,
                    "(not changed: listed as older than the words until it is revised or confirmed)",
                );
            }
        }
        AcceptedItem::Clause { key, words, count } => {
            let permalinks = counted(*count, "permalink");
            line(text, &format!("  {} ({permalinks})", permalinks::name(key)));
            rewordings(text, words);
        }
        AcceptedItem::Retranslated { address, words } => {
            line(text, &format!("  {}", permalinks::name(address)));
            rewordings(text, words);
        }
        AcceptedItem::Confirmed { address, languages } => {
            let languages = languages.join(", ");
            line(
                text,
                &format!("  {} ({languages})", permalinks::name(address)),
            );
        }
    }
}

/// Adds the words before and after each change.
fn rewordings(text: &mut String, words: &[Rewording]) {
    for rewording in words {
        let before = rewording.before.as_deref();
        words_line(
            text,
            &rewording.language,
            before.unwrap_or("(the published words are not recorded and cannot be kept)"),
        );
        line(text, &format!("    {:>5} {}", "→", shown(&rewording.after)));
    }
}

/// Adds words with their language.
fn words_line(text: &mut String, language: &Arc<str>, words: &str) {
    line(text, &format!("    {language:>5} {}", shown(words)));
}

/// Puts words on one line and removes characters that would control the terminal.
fn shown(words: &str) -> String {
    visible(&words.replace('\n', " / "))
}

/// Adds a line.
fn line(text: &mut String, words: &str) {
    // Writing to memory cannot fail.
    let _ = writeln!(text, "{words}");
}
