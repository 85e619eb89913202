//! Placeholders in interface words, and the faults that a writer or a translator of them makes.
//!
//! `{name}` stands for the value of that name. `{name:one page|{name} pages}` stands for the form that the language selects
//! for the number; the forms are in the order of the language's categories.

use std::collections::BTreeSet;

use super::Plurals;
use super::message::{Message, Series, message};

/// A part of interface words.
///
/// All parts together, as they are written, are the words again.
#[derive(Debug, PartialEq, Eq)]
pub enum WordPart<'a> {
    /// Words that stay as they are. Those with a brace are a damaged placeholder.
    Words(&'a str),
    /// A value.
    Value {
        /// The placeholder as written.
        written: &'a str,
        /// The name of the value.
        name: &'a str,
    },
    /// One of several forms, by a number.
    Forms {
        /// The placeholder as written.
        written: &'a str,
        /// The name of the number.
        name: &'a str,
        /// The tag of the language that selects the form; empty if none is named.
        tag: &'a str,
        /// The forms, which may contain the placeholders of values.
        forms: Vec<&'a str>,
    },
}

/// Returns the parts of interface words in their order.
///
/// Never fails: a placeholder that is not closed, or whose name is not made of letters, digits and
/// `_`, is words, which [`form_faults`] reports.
pub fn parts(words: &str) -> Vec<WordPart<'_>> {
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find('{') {
        let end = start + length(&rest[start..]);
        let (before, written) = (&rest[..start], &rest[start..end]);
        if !before.is_empty() {
            parts.push(WordPart::Words(before));
        }
        parts.push(placeholder(written).unwrap_or(WordPart::Words(written)));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        parts.push(WordPart::Words(rest));
    }
    parts
}

/// The length of the placeholder at the start of `text`, with the placeholders within it.
fn length(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The placeholder that `written` is, with its braces; `None` if it is damaged. Forms cannot
/// contain forms.
fn placeholder(written: &str) -> Option<WordPart<'_>> {
    let inner = written.strip_prefix('{')?.strip_suffix('}')?;
    let (head, forms) = match inner.split_once(':') {
        Some((head, forms)) => (head, Some(forms)),
        None => (inner, None),
    };
    let (name, tag) = head.split_once('@').unwrap_or((head, ""));
    let is_name = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if name.is_empty() || !is_name(name) {
        return None;
    }
    let Some(forms) = forms else {
        return tag.is_empty().then_some(WordPart::Value { written, name });
    };
    let forms: Vec<&str> = forms.split('|').collect();
    let are_forms = forms.iter().all(|form| {
        let parts = parts(form).into_iter();
        parts.into_iter().all(|part| match part {
            WordPart::Words(words) => !words.contains(['{', '}']),
            WordPart::Value { .. } => true,
            WordPart::Forms { .. } => false,
        })
    });
    are_forms.then_some(WordPart::Forms {
        written,
        name,
        tag,
        forms,
    })
}

/// A fault in the placeholders of a word.
#[derive(Clone, Debug)]
pub struct PlaceholderFault {
    /// The kind of fault.
    pub kind: PlaceholderFaultKind,
    /// The fault.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

/// A kind of fault in placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceholderFaultKind {
    /// A placeholder is damaged, missing, or unknown.
    Written,
    /// A counted word has another number of forms than its language.
    Forms,
}

/// The placeholders of a word in the language with a `tag` that are not written correctly, and its counted words that lack
/// forms of the language or have too many.
pub fn form_faults(tag: &str, key: &str, word: &str, plurals: &Plurals) -> Vec<PlaceholderFault> {
    let mut faults = Vec::new();
    let mut fault = |kind, message, help| {
        faults.push(PlaceholderFault {
            kind,
            message,
            help,
        });
    };
    for part in parts(word) {
        match part {
            WordPart::Words(words) if words.contains(['{', '}']) => fault(
                PlaceholderFaultKind::Written,
                message!(
                    "`{words}` in the word `{key}` is not a placeholder",
                    words,
                    key
                ),
                message!("write `{{name}}`, or `{{name:one form|another form}}`"),
            ),
            WordPart::Forms {
                written,
                tag: named,
                ..
            } if !named.is_empty() => fault(
                PlaceholderFaultKind::Written,
                message!(
                    "`{written}` in the word `{key}` names a language",
                    written,
                    key
                ),
                message!("remove `@{named}`", named),
            ),
            WordPart::Forms { name, forms, .. } if forms.len() != plurals.count() => {
                let (written, needed) = (forms.len(), plurals.count());
                fault(
                    PlaceholderFaultKind::Forms,
                    message!(
                        "`{{{name}:…}}` in the word `{key}` has {written} {written|form|forms}, but `{tag}` has \
                         {needed}",
                        name,
                        key,
                        written,
                        tag,
                        needed,
                    ),
                    message!(
                        "write `{{{name}:{names}}}`, each form in its place",
                        name,
                        names = plurals.names()
                    ),
                );
            }
            WordPart::Words(_) | WordPart::Value { .. } | WordPart::Forms { .. } => {}
        }
    }
    faults
}

/// The fault of a word whose values are not those of `model`, the same word in another place or language. A damaged word
/// has none, since [`form_faults`] reports it.
pub fn value_fault(key: &str, word: &str, model: &str) -> Option<PlaceholderFault> {
    let is_damaged =
        |part: &WordPart<'_>| matches!(part, WordPart::Words(words) if words.contains(['{', '}']));
    if parts(word).iter().any(is_damaged) {
        return None;
    }
    let (known, written) = (names(model, false), names(word, false));
    let unknown: BTreeSet<&str> = written.difference(&known).copied().collect();
    let missing: BTreeSet<&str> = names(model, true).difference(&written).copied().collect();
    let (message, help) = if !unknown.is_empty() {
        (
            message!(
                "the word `{key}` cannot use {listed}",
                key,
                listed = listed(&unknown)
            ),
            match known.len() {
                0 => message!("remove the placeholder"),
                _ => message!("use {listed}", listed = listed(&known)),
            },
        )
    } else if !missing.is_empty() {
        (
            message!(
                "the word `{key}` does not show {listed}",
                key,
                listed = listed(&missing)
            ),
            message!("the built-in word is `{model}`", model),
        )
    } else {
        return None;
    };
    Some(PlaceholderFault {
        kind: PlaceholderFaultKind::Written,
        message,
        help,
    })
}

/// The names of the values in a word: all, or only those that it shows and does not merely count by.
pub fn names(word: &str, only_shown: bool) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for part in parts(word) {
        match part {
            WordPart::Words(_) => {}
            WordPart::Value { name, .. } => {
                found.insert(name);
            }
            WordPart::Forms { name, forms, .. } => {
                if !only_shown {
                    found.insert(name);
                }
                found.extend(forms.into_iter().flat_map(|form| names(form, only_shown)));
            }
        }
    }
    found
}

fn listed(names: &BTreeSet<&str>) -> Series {
    Series::plain(names.iter().map(|name| format!("`{{{name}}}`")))
}
