//! A further page of a list of very many neighbouring clauses.

use super::clause::{self, ClauseView};
use super::part;
use crate::index::{ClauseIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;

/// Renders a further page that lists neighbouring clauses, the first of which is `first`.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    first: ClauseIndex,
) -> (Chrome, ClauseView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let above = standard.clauses[first].parent;
    let runs = standard.clause_runs(above).into_iter();
    let mut runs = runs.filter(|run| run.first() == Some(&first));
    let mut view = ClauseView {
        parts: clause::parts(frame, standard_index, runs.next().unwrap_or_default()),
        runs: part::runs(frame, standard_index, above, Some(first)),
        ..ClauseView::default()
    };
    match above {
        Some(above) => {
            let link = frame.clause_link(standard_index, above);
            (view.number, view.href, view.title) = (link.number, link.href, link.label);
        }
        None => view.title = voice.text(&standard.about.title),
    }
    let place = view.runs.iter().position(|run| run.link.current);
    let name = place.map_or("", |place| &view.runs[place].name);
    let title = format!("{} {} · {name}", view.number.0, view.title.plain);
    let title = title.trim().to_owned();
    let mut chrome = frame.standard_chrome("clause", standard_index, &title, &title);
    let at = |place: Option<usize>| Some(view.runs.get(place?)?.link.clone());
    chrome.previous = at(place.and_then(|place| place.checked_sub(1)));
    chrome.next = at(place.map(|place| place + 1));
    (chrome, view)
}
