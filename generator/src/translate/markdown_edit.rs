//! Writes translations into a Markdown file with front matter.

use std::sync::Arc;

use crate::model::translatable::{FilePart, is_same_shape};
use crate::source::edit::words::{self, At, WordsEdit};
use crate::source::front_matter;
use crate::source::markdown::blocks::blocks;
use crate::source::yaml::{self, Node, Value};

/// Returns the text of `file` with other words in some of its parts, and the parts that could not be changed, as their
/// places in the list.
pub(super) fn edited(
    file: &Arc<str>,
    text: &str,
    parts: &[(&FilePart, &str)],
) -> (String, Vec<usize>) {
    // A file without front matter is all body.
    let (head, body) = match front_matter::split(text) {
        Some((head, body, _)) => (Some(head), body),
        None => (None, text),
    };
    let start_of_body = text.len() - body.len();
    let mut failed = Vec::new();
    let mut edits = Vec::new();
    let mut places = Vec::new();
    let root = head.and_then(|head| yaml::parse_from(file, head, 2).ok());
    let found = blocks(body);
    let mut changes = Vec::new();
    for (index, (part, new)) in parts.iter().enumerate() {
        match part {
            FilePart::Words(keys) => match root.as_ref().and_then(|root| scalar(root, keys)) {
                Some(at) => {
                    places.push(index);
                    edits.push(WordsEdit {
                        at,
                        language: None,
                        words: (*new).to_owned(),
                    });
                }
                None => failed.push(index),
            },
            FilePart::Body => {
                let lead = body.len() - body.trim_start().len();
                changes.push((lead..body.trim_end().len().max(lead), *new, index));
            }
            FilePart::Block(place, _) => {
                match place.checked_sub(1).and_then(|place| found.get(place)) {
                    Some(block) => changes.push((block.range.clone(), *new, index)),
                    None => failed.push(index),
                }
            }
        }
    }
    let mut new_body = body.to_owned();
    changes.sort_by_key(|(range, _, _)| range.start);
    for (range, words, _) in changes.iter().rev() {
        let words = words.trim_matches('\n');
        let words = if text.contains("\r\n") {
            words.replace('\n', "\r\n")
        } else {
            words.to_owned()
        };
        new_body.replace_range(range.clone(), &words);
    }
    let is_whole = parts.iter().any(|(part, _)| matches!(part, FilePart::Body));
    if !is_whole && !is_same_shape(&blocks(&new_body), &found) {
        failed.extend(changes.iter().map(|(_, _, index)| *index));
        new_body = body.to_owned();
    }
    let Some(head) = head else {
        return (new_body, failed);
    };
    let (new_head, not_made) = words::edited(file, head, 2, &edits);
    failed.extend(not_made.into_iter().map(|edit| places[edit]));
    // The front matter begins after the first line.
    let start = text.find('\n').map_or(0, |at| at + 1);
    let between = &text[start + head.len()..start_of_body];
    (
        format!("{}{new_head}{between}{new_body}", &text[..start]),
        failed,
    )
}

/// The place of the words to which keys and places in lists lead.
fn scalar(root: &Node, keys: &[String]) -> Option<At> {
    let mut node = root;
    for key in keys {
        node = match &node.value {
            Value::Mapping(_) => node.get(key)?,
            Value::Sequence(items) => items.get(key.parse::<usize>().ok()?.checked_sub(1)?)?,
            Value::Null | Value::Scalar(_) => return None,
        };
    }
    matches!(node.value, Value::Scalar(_)).then_some((node.position.line, node.position.column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markdown::blocks::BlockKind;

    #[test]
    fn words_and_blocks_are_replaced_and_the_rest_is_kept() {
        let text = "---\ntitle: One  # c\noutcomes:\n  - a\n  - 'b'\n---\n\n# Head\n\n\nTwo\nthree.\n\n[x]: https://example.org\n";
        let words = FilePart::Words(vec!["outcomes".to_owned(), "2".to_owned()]);
        let title = FilePart::Words(vec!["title".to_owned()]);
        let block = FilePart::Block(2, BlockKind::Paragraph);
        let parts = [(&words, "be"), (&title, "Uno"), (&block, "Dos\ntres.")];
        let (after, failed) = edited(&"a.es.md".into(), text, &parts);
        let expected = "---\ntitle: Uno  # c\noutcomes:\n  - a\n  - be\n---\n\n# Head\n\n\nDos\ntres.\n\n[x]: https://example.org\n";
        assert_eq!(after, expected);
        assert_eq!(failed, Vec::<usize>::new());
    }

    #[test]
    fn blocks_that_would_be_others_are_not_written() {
        let block = FilePart::Block(1, BlockKind::Paragraph);
        let (after, failed) = edited(&"a.es.md".into(), "One.\n\nTwo.\n", &[(&block, "# Uno")]);
        assert_eq!((&*after, failed), ("One.\n\nTwo.\n", vec![0]));
    }
}
