//! What can be written at a place: keys of the record, words of the format, and ids.

use std::collections::BTreeSet;

use gen_lsp_types as lsp;

use super::cursor::{PathStep, WordRole};
use super::format_place::FormatPlace;
use super::lines::LineTable;
use super::scope::NameScope;
use super::spot::Spot;
use crate::check::known::KnownName;
use crate::language::ProgramLanguage;
use crate::source::key_description::description;
use crate::source::namespace::Namespace;

/// The most proposals. If there are more, those that fit what has been typed are preferred, and the editor asks again.
const MOST: usize = 500;

/// What can be written at a place.
pub(super) fn completion(
    spot: &Spot<'_>,
    lines: &LineTable<'_>,
    language: ProgramLanguage,
) -> lsp::CompletionList {
    let mut found = Proposals {
        items: Vec::new(),
        language,
    };
    let word = match spot.brackets() {
        Some(range) => {
            found.ids(spot.scope, Namespace::RelationTarget, "");
            range
        }
        None => match open_brackets(spot) {
            Some(range) => {
                found.ids(spot.scope, Namespace::RelationTarget, "");
                range
            }
            None => match spot.format() {
                Some((format, cursor)) => {
                    let place = format.at(&cursor.path);
                    let word = &spot.text[cursor.word.clone()];
                    let has_colon = spot.text[cursor.word.end..].trim_start().starts_with(':');
                    if cursor.role != WordRole::Value {
                        found.keys(&place, has_colon);
                    }
                    // On a line of its own below a key, a table has begun; in a list, rather an item.
                    let may_begin_table = cursor.role == WordRole::Undecided
                        && (matches!(cursor.path.last(), Some(PathStep::Key(_)))
                            || !place.may_be_scalar());
                    let is_key =
                        (cursor.role == WordRole::Key || may_begin_table) && place.may_be_table();
                    if is_key || cursor.role != WordRole::Key && place.may_be_scalar() {
                        let after = if is_key && !has_colon { ": " } else { "" };
                        if let Some(names) = place.names {
                            found.ids(spot.scope.meant(names, word), names, after);
                        }
                    }
                    if cursor.role != WordRole::Key {
                        found.words(&place.words());
                    }
                    cursor.word
                }
                None => spot.offset..spot.offset,
            },
        },
    };
    let typed = spot.text[word.start..spot.offset.max(word.start)].to_lowercase();
    let is_incomplete = found.items.len() > MOST;
    if is_incomplete {
        let fits = |item: &lsp::CompletionItem| {
            let words = item.filter_text.as_deref().unwrap_or(&item.label);
            words.to_lowercase().contains(&typed)
        };
        found.items.retain(fits);
        found.items.truncate(MOST);
    }
    let range = lines.range(word.start, word.end);
    // Right after a colon, the value would be part of the key.
    let before = match spot.text[..word.start].ends_with(':') {
        true => " ",
        false => "",
    };
    for (place, item) in found.items.iter_mut().enumerate() {
        let text = item.insert_text.take();
        let new_text = format!("{before}{}", text.as_ref().unwrap_or(&item.label));
        let edit = lsp::TextEdit { range, new_text };
        item.text_edit = Some(edit.into());
        // Editors sort by label otherwise: the order is that of the content.
        item.sort_text = Some(format!("{place:05}"));
    }
    lsp::CompletionList {
        is_incomplete,
        items: found.items,
        ..lsp::CompletionList::default()
    }
}

/// The offsets of the id after double brackets that are not closed so far.
fn open_brackets(spot: &Spot<'_>) -> Option<std::ops::Range<usize>> {
    let before = spot.text[..spot.offset]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let start = before.rfind("[[")? + 2;
    let inside = &before[start..];
    let is_id = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    inside
        .chars()
        .all(is_id)
        .then(|| spot.offset - inside.len()..spot.offset)
}

impl<'h> NameScope<'h> {
    /// The scope of the names that may follow what has been typed: those of another standard after `STANDARD/`.
    fn meant(&self, names: Namespace, word: &str) -> OtherScope<'h> {
        let other = word
            .split_once('/')
            .filter(|_| names == Namespace::RelationTarget);
        match other.and_then(|(standard, _)| self.handbook.standard(standard)) {
            Some(part) => OtherScope {
                scope: NameScope {
                    part: Some(&**part),
                    ..*self
                },
                prefix: format!("{}/", part.id()),
            },
            None => (*self).into(),
        }
    }
}

/// A scope, and what comes before its names.
struct OtherScope<'h> {
    scope: NameScope<'h>,
    prefix: String,
}

impl<'h> From<NameScope<'h>> for OtherScope<'h> {
    fn from(scope: NameScope<'h>) -> Self {
        OtherScope {
            scope,
            prefix: String::new(),
        }
    }
}

/// What can be written, in the order in which it is proposed.
struct Proposals {
    items: Vec<lsp::CompletionItem>,
    language: ProgramLanguage,
}

impl Proposals {
    /// Proposes the keys of the records that may be at a place.
    fn keys(&mut self, place: &FormatPlace<'_>, has_colon: bool) {
        for record in place.records() {
            for key in &record.keys {
                let about = description(record, key, self.language);
                self.items.push(lsp::CompletionItem {
                    label: key.name.to_owned(),
                    kind: Some(lsp::CompletionItemKind::Property),
                    documentation: Some(lsp::Documentation::MarkupContent(lsp::MarkupContent {
                        kind: lsp::MarkupKind::Markdown,
                        value: about.to_owned(),
                    })),
                    insert_text: (!has_colon).then(|| format!("{}: ", key.name)),
                    ..lsp::CompletionItem::default()
                });
            }
        }
    }

    /// Proposes words of the format.
    fn words(&mut self, words: &[&str]) {
        for word in words {
            if self.items.iter().all(|item| item.label != *word) {
                self.items.push(lsp::CompletionItem {
                    label: (*word).to_owned(),
                    kind: Some(lsp::CompletionItemKind::EnumMember),
                    ..lsp::CompletionItem::default()
                });
            }
        }
    }

    /// Proposes the names of a kind. `after` is written after each.
    fn ids<'h>(&mut self, scope: impl Into<OtherScope<'h>>, names: Namespace, after: &str) {
        let OtherScope { scope, prefix } = scope.into();
        let mut met = BTreeSet::new();
        for name in scope.names(names) {
            if met.insert(name.id) {
                self.items.push(self.id(&name, &prefix, after));
            }
        }
    }

    fn id(&self, name: &KnownName<'_>, prefix: &str, after: &str) -> lsp::CompletionItem {
        let label = format!("{prefix}{}", name.id);
        let title = name
            .title
            .map(|title| title.nearest(&[self.language.tag()]).1);
        lsp::CompletionItem {
            kind: Some(lsp::CompletionItemKind::Reference),
            // People may type the words that they know instead of the id.
            filter_text: title.map(|title| format!("{label} {title}")),
            detail: title.map(str::to_owned),
            insert_text: Some(format!("{label}{after}")),
            label,
            ..lsp::CompletionItem::default()
        }
    }
}
