//! Emphasis beside Chinese punctuation.
//!
//! CommonMark does not take the second `**` of `**重要。**后续` for a closing one, since punctuation stands before it and a
//! letter after it. Chinese sets no space there, so what is meant is beyond doubt.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::han::is_han;

/// The events of `source`, with strong what stands between two `**` that were left as text, where Chinese is the reason.
pub(super) fn complete<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    source: &str,
) -> Vec<Event<'a>> {
    let mut done = Vec::new();
    let mut open: Option<usize> = None;
    let mut in_code = false;
    for (event, range) in events {
        match event {
            // Text that is not as it was written holds an escape: its asterisks are meant.
            Event::Text(text)
                if !in_code && text.contains("**") && source.get(range) == Some(&*text) =>
            {
                for (place, part) in text.split("**").enumerate() {
                    if place > 0 {
                        match open.take() {
                            Some(start) if is_reason(&done, start, part) => {
                                done[start] = Event::Start(Tag::Strong);
                                done.push(Event::End(TagEnd::Strong));
                            }
                            _ => {
                                open = Some(done.len());
                                done.push(Event::Text(CowStr::Borrowed("**")));
                            }
                        }
                    }
                    if !part.is_empty() {
                        done.push(Event::Text(part.to_owned().into()));
                    }
                }
            }
            other => {
                match &other {
                    Event::Start(Tag::CodeBlock(_)) => in_code = true,
                    Event::End(TagEnd::CodeBlock) => in_code = false,
                    _ => {}
                }
                // Emphasis does not reach over the end of a block.
                if matches!(&other, Event::End(end) if !is_inline(end)) {
                    open = None;
                }
                done.push(other);
            }
        }
    }
    done
}

/// Whether a Han character or its punctuation, inside the marks or after them, kept the parser from seeing emphasis.
/// A space inside means that none was meant.
fn is_reason(done: &[Event<'_>], start: usize, after: &str) -> bool {
    let inside = done.get(start + 1..).unwrap_or_default();
    let mut texts = inside.iter().filter_map(|event| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    let Some(first) = texts.next() else {
        return false;
    };
    let last = texts.next_back().unwrap_or(first);
    let (first, last) = (first.chars().next(), last.chars().next_back());
    let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let is_chinese =
        |character: Option<char>| character.is_some_and(|c| is_han(c) || "“”‘’—…".contains(c));
    !is_space(first)
        && !is_space(last)
        && (is_chinese(first) || is_chinese(last) || is_chinese(after.chars().next()))
}

fn is_inline(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
