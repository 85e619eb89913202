//! The list of what `clausebook check --accept` would record, for people to read.

use std::fmt::Write as _;
use std::sync::Arc;

use super::terminal::counted;
use crate::check::report::visible;
use crate::model::acceptance::{Acceptance, Item, Rewording};
use crate::source::format::permalinks;

/// Formats the list, grouped by kind, without a trailing newline.
pub(super) fn listing(acceptance: &Acceptance) -> String {
    let mut text = String::new();
    let mut cautions = false;
    for kind in Kind::ALL {
        let items: Vec<&Item> = acceptance
            .items
            .iter()
            .filter(|item| Kind::of(item) == kind)
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
enum Kind {
    New,
    Reworded,
    Clause,
    Retranslated,
    Confirmed,
}

impl Kind {
    const ALL: [Kind; 5] = [
        Kind::Reworded,
        Kind::Clause,
        Kind::Retranslated,
        Kind::Confirmed,
        Kind::New,
    ];

    fn of(item: &Item) -> Kind {
        match item {
            Item::New { .. } => Kind::New,
            Item::Reworded { .. } => Kind::Reworded,
            Item::Clause { .. } => Kind::Clause,
            Item::Retranslated { .. } => Kind::Retranslated,
            Item::Confirmed { .. } => Kind::Confirmed,
        }
    }

    fn changes_meaning(self) -> bool {
        match self {
            Kind::Reworded | Kind::Clause => true,
            Kind::New | Kind::Retranslated | Kind::Confirmed => false,
        }
    }

    fn heading(self, count: usize) -> String {
        match self {
            Kind::New => counted(count, "new permalink"),
            Kind::Reworded => format!("{} with changed words", counted(count, "permalink")),
            Kind::Clause => format!("{} with a changed title or intro", counted(count, "clause")),
            Kind::Retranslated => match count {
                1 => "1 changed translation, of words that are as published".to_owned(),
                _ => format!("{count} changed translations, of words that are as published"),
            },
            Kind::Confirmed => format!(
                "{} with a confirmed translation",
                counted(count, "permalink")
            ),
        }
    }
}

fn one(text: &mut String, item: &Item) {
    match item {
        Item::New { address, words } => {
            line(text, &format!("  {}", permalinks::name(address)));
            for (language, words) in words {
                words_line(text, language, words);
            }
        }
        Item::Reworded {
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
        Item::Clause { key, words, count } => {
            let permalinks = counted(*count, "permalink");
            line(text, &format!("  {} ({permalinks})", permalinks::name(key)));
            rewordings(text, words);
        }
        Item::Retranslated { address, words } => {
            line(text, &format!("  {}", permalinks::name(address)));
            rewordings(text, words);
        }
        Item::Confirmed { address, languages } => {
            let languages = languages.join(", ");
            line(
                text,
                &format!("  {} ({languages})", permalinks::name(address)),
            );
        }
    }
}

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

fn words_line(text: &mut String, language: &Arc<str>, words: &str) {
    line(text, &format!("    {language:>5} {}", shown(words)));
}

/// Puts words on one line and removes characters that would control the terminal.
fn shown(words: &str) -> String {
    visible(&words.replace('\n', " / "))
}

fn line(text: &mut String, words: &str) {
    // Writing to memory cannot fail.
    let _ = writeln!(text, "{words}");
}
