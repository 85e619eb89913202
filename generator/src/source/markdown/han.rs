//! Line breaks in Chinese: no space is needed where two lines of a paragraph join between Han characters.
//!
//! [`crate::source::han`] decides which characters join. The break is between events of the parser,
//! possibly with emphasis or a link around it, so the neighbours are searched in both directions.

use pulldown_cmark::Event;

use crate::source::han::joins;

/// Drops line breaks between two Han characters or their punctuation. Every other break remains, and is shown as a
/// space.
pub fn join_lines(events: &mut Vec<Event<'_>>) {
    let mut joined = joined(events).into_iter();
    events.retain(|_| !joined.next().unwrap_or(false));
}

/// Returns for each event whether it is a line break that is dropped.
pub(super) fn joined(events: &[Event<'_>]) -> Vec<bool> {
    (0..events.len())
        .map(|index| {
            matches!(events[index], Event::SoftBreak)
                && before(events, index)
                    .zip(after(events, index))
                    .is_some_and(|(before, after)| joins(before, after))
        })
        .collect()
}

/// Returns the last character before the event at `index`, ignoring the starts and ends of emphasis and links.
/// `None` if something other than text comes before.
fn before(events: &[Event<'_>], index: usize) -> Option<char> {
    let mut events = events[..index].iter().rev();
    events.find_map(|event| match event {
        Event::Text(text) => Some(text.chars().next_back()),
        Event::Start(_) | Event::End(_) => None,
        _ => Some(None),
    })?
}

/// Returns the first character after the event at `index`, in the same way.
fn after(events: &[Event<'_>], index: usize) -> Option<char> {
    let mut events = events[index + 1..].iter();
    events.find_map(|event| match event {
        Event::Text(text) => Some(text.chars().next()),
        Event::Start(_) | Event::End(_) => None,
        _ => Some(None),
    })?
}
