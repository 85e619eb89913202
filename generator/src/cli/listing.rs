//! The list of what `clausebook check --accept` would record, for people to read.
//!
//! It is the last thing that a person sees before confirming, so it shows the words themselves,
//! before and after, and says what accepting would mean. Changes that could alter a meaning come
//! first.

use std::fmt::Write as _;
use std::sync::Arc;

use super::terminal::grouped;
use crate::check::report::visible;
use crate::language::ProgramLanguage;
use crate::language::message::{Message, message};
use crate::model::acceptance::{Acceptance, AcceptedItem, Rewording};
use crate::source::format::permalinks;

/// Formats the list, grouped by kind, without a trailing newline.
pub(super) fn listing(acceptance: &Acceptance, language: ProgramLanguage) -> String {
    let mut text = AcceptanceList {
        language,
        text: String::new(),
    };
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
        text.say(&kind.heading(items.len()));
        for item in items {
            text.item(item);
        }
        text.line("");
    }
    if acceptance.first_records > 0 {
        text.say(&message!(
            "{texts} {texts|text|texts} of published permalinks and their clauses, recorded for the first time as they are \
             now",
            texts = grouped(acceptance.first_records)
        ));
        text.line("");
    }
    if acceptance.translations.new > 0 {
        text.say(&message!(
            "{translations} {translations|translation|translations}, recorded with the words for which they were made",
            translations = grouped(acceptance.translations.new)
        ));
        text.line("");
    }
    if text.text.is_empty() {
        text.say(&message!(
            "lines of the lock or of the recorded words, put in order"
        ));
    }
    if cautions {
        text.say(&message!(
            "Postings, badges and contracts may cite the changed permalinks. Accept only if each is still the same\nrequirement. \
             Its page keeps the earlier words."
        ));
    }
    text.text.trim_end().to_owned()
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
    fn heading(self, count: usize) -> Message {
        let count = grouped(count);
        match self {
            ChangeKind::New => message!("{count} new {count|permalink|permalinks}:", count),
            ChangeKind::Reworded => {
                message!(
                    "{count} {count|permalink|permalinks} with changed words:",
                    count
                )
            }
            ChangeKind::Clause => {
                message!(
                    "{count} {count|clause|clauses} with a changed title or intro:",
                    count
                )
            }
            ChangeKind::Retranslated => message!(
                "{count} changed {count|translation|translations} of unchanged words:",
                count
            ),
            ChangeKind::Confirmed => message!(
                "{count} {count|permalink|permalinks} with a confirmed translation:",
                count
            ),
        }
    }
}

/// The list while it is written.
struct AcceptanceList {
    language: ProgramLanguage,
    text: String,
}

impl AcceptanceList {
    /// Adds an item.
    fn item(&mut self, item: &AcceptedItem) {
        match item {
            AcceptedItem::New { address, words } => {
                self.line(&format!("  {}", permalinks::name(address)));
                for (language, words) in words {
                    self.words_line(language, words);
                }
            }
            AcceptedItem::Reworded {
                address,
                words,
                stale,
            } => {
                self.line(&format!("  {}", permalinks::name(address)));
                self.rewordings(words);
                for language in stale {
                    let note = message!(
                        "(not changed: listed as older than the words until it is revised or confirmed)"
                    );
                    self.words_line(language, &note.text(self.language));
                }
            }
            AcceptedItem::Clause { key, words, count } => {
                let name = permalinks::name(key);
                let count = grouped(*count);
                let head = message!("{name} ({count} {count|permalink|permalinks})", name, count);
                self.line(&format!("  {}", head.text(self.language)));
                self.rewordings(words);
            }
            AcceptedItem::Retranslated { address, words } => {
                self.line(&format!("  {}", permalinks::name(address)));
                self.rewordings(words);
            }
            AcceptedItem::Confirmed { address, languages } => {
                let languages = languages.join(", ");
                self.line(&format!("  {} ({languages})", permalinks::name(address)));
            }
        }
    }

    /// Adds the words before and after each change.
    fn rewordings(&mut self, words: &[Rewording]) {
        for rewording in words {
            let unknown = || {
                message!("(the published words are not recorded and cannot be kept)")
                    .text(self.language)
            };
            let before = rewording
                .before
                .as_deref()
                .map_or_else(unknown, str::to_owned);
            self.words_line(&rewording.language, &before);
            self.line(&format!("    {:>5} {}", "→", shown(&rewording.after)));
        }
    }

    /// Adds words with their language.
    fn words_line(&mut self, language: &Arc<str>, words: &str) {
        self.line(&format!("    {language:>5} {}", shown(words)));
    }

    /// Adds a line.
    fn line(&mut self, words: &str) {
        // Writing to memory cannot fail.
        let _ = writeln!(self.text, "{words}");
    }

    /// Adds a line with a message.
    fn say(&mut self, message: &Message) {
        self.line(&message.text(self.language));
    }
}

/// Puts words on one line and removes characters that would control the terminal.
fn shown(words: &str) -> String {
    visible(&words.replace('\n', " / "))
}
