//! Line breaks in Chinese: where the lines of a paragraph join between Han characters, no space belongs.

use pulldown_cmark::Event;

use crate::source::han::joins;

/// Drops the line breaks between two Han characters or their punctuation. Every other break stays, and is a space.
pub(super) fn join_lines(events: &mut Vec<Event<'_>>) {
    let joined: Vec<bool> = (0..events.len())
        .map(|index| {
            matches!(events[index], Event::SoftBreak)
                && before(events, index)
                    .zip(after(events, index))
                    .is_some_and(|(before, after)| joins(before, after))
        })
        .collect();
    let mut joined = joined.into_iter();
    events.retain(|_| !joined.next().unwrap_or(false));
}

/// The last character before the event at `index`; marks of emphasis and links do not stand between.
fn before(events: &[Event<'_>], index: usize) -> Option<char> {
    let mut events = events[..index].iter().rev();
    events.find_map(|event| match event {
        Event::Text(text) => Some(text.chars().next_back()),
        Event::Start(_) | Event::End(_) => None,
        _ => Some(None),
    })?
}

fn after(events: &[Event<'_>], index: usize) -> Option<char> {
    let mut events = events[index + 1..].iter();
    events.find_map(|event| match event {
        Event::Text(text) => Some(text.chars().next()),
        Event::Start(_) | Event::End(_) => None,
        _ => Some(None),
    })?
}
