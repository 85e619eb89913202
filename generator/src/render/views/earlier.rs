//! The earlier words of a permalink, which postings, badges and contracts may cite.

use std::sync::Arc;

use serde::Serialize;

use super::posting::day_in;
use crate::model::history::{WordingPeriod, periods};
use crate::model::same::essence;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::text::Text;
use crate::source::format::wording::Day;
use crate::source::position::Position;
use crate::source::texts::TextRole;

/// The words of a permalink for some period.
#[derive(Debug, Serialize)]
pub struct EarlierView {
    /// The period, such as “until 28 November 2026”; `None` if it is not known. Open at one end if
    /// only one of its days is known.
    pub when: Option<TextView>,
    /// The id under which the words were published: `5.3.4.1-b`; `None` if it is the page's own.
    pub id: Option<String>,
    /// Whether they are the title and intro of the clause rather than the requirement.
    pub is_clause: bool,
    /// Whether only the translation changed at the end of the period, and not the standard's own words.
    /// A quotation of the standard's own words is then still true.
    pub is_translation: bool,
    /// The words. Parts that were on lines of their own are joined with ` · `.
    pub text: TextView,
}

/// Returns the earlier words of the permalink at `address`, the latest first: its own, those of its clause, and those
/// of permalinks redirected to it. `clause` is the key under which the words of its clause are recorded; `now` is the text
/// that the page shows.
///
/// Empty if no words are recorded (in `content/permalinks.words`), or if none of them differs from
/// those on the page.
pub fn views(
    frame: &Frame,
    voice: &Voice,
    address: &str,
    clause: Option<&str>,
    now: &Text,
) -> Vec<EarlierView> {
    let published = &frame.handbook().published;
    let Some(recorded) = &published.words else {
        return Vec::new();
    };
    let all = periods(recorded, address);
    let mut views: Vec<EarlierView> = earlier(&all, voice.source, now)
        .map(|(period, is_translation)| view(frame, voice, period, is_translation))
        .collect();
    let clause = clause
        .map(|clause| periods(recorded, clause))
        .unwrap_or_default();
    views.extend(
        ended(&clause, voice.source).map(|(period, is_translation)| EarlierView {
            is_clause: true,
            ..view(frame, voice, period, is_translation)
        }),
    );
    let redirects = published.moves.iter().flat_map(|moves| &moves.redirects);
    for redirect in redirects.filter(|redirect| &*redirect.to.path == address) {
        let moved = periods(recorded, &redirect.from.path);
        views.extend(
            earlier(&moved, voice.source, now).map(|(period, is_translation)| EarlierView {
                id: Some(redirect.from.page_name().to_owned()),
                ..view(frame, voice, period, is_translation)
            }),
        );
    }
    views
}

/// Returns the periods whose words differ from those on the page: those that ended, and the last one if it differs in
/// the standard's language.
///
/// The last period counts too because the record is renewed only when permalinks are accepted:
/// until then, the page may already show other words. In it, a change of the closing mark alone
/// does not count.
fn earlier<'p>(
    periods: &'p [WordingPeriod],
    source: &'p str,
    now: &Text,
) -> impl Iterator<Item = (&'p WordingPeriod, bool)> {
    let last = periods.last().filter(|last| {
        let then = last.get(source).map(essence);
        then.is_some() && then != now.get(source).map(essence)
    });
    last.map(|last| (last, false))
        .into_iter()
        .chain(ended(periods, source))
}

/// Returns the periods that ended, the latest first, and whether the standard's own words remained the same afterwards.
fn ended<'p>(
    periods: &'p [WordingPeriod],
    source: &'p str,
) -> impl Iterator<Item = (&'p WordingPeriod, bool)> {
    let ended = periods.windows(2).rev();
    ended.map(move |two| (&two[0], two[0].get(source) == two[1].get(source)))
}

/// Returns the words of `period`, as if they were a text of the handbook.
fn view(frame: &Frame, voice: &Voice, period: &WordingPeriod, is_translation: bool) -> EarlierView {
    let position = Position::file("content/permalinks.words");
    let text = Text {
        languages: period
            .words
            .iter()
            .map(|(language, words)| {
                // In Markdown, a line break may begin an item of a list.
                let words = match voice.markdown {
                    Some(_) => Arc::from(&**words),
                    None => words.replace('\n', " · ").into(),
                };
                (language.clone(), words, position.clone())
            })
            .collect(),
        role: TextRole::Source,
        position,
    };
    EarlierView {
        when: when(frame, period),
        id: None,
        is_clause: false,
        is_translation,
        text: voice.text(&text),
    }
}

/// Returns the period in the words of each language of the reading; `None` if neither of its days
/// is known.
fn when(frame: &Frame, period: &WordingPeriod) -> Option<TextView> {
    let (key, days): (&str, Vec<(&str, Day)>) = match (period.from, period.until) {
        (Some(from), Some(until)) => (
            "earlier_between",
            vec![("{from}", from), ("{until}", until)],
        ),
        (None, Some(until)) => ("earlier_until", vec![("{until}", until)]),
        (Some(from), None) => ("earlier_from", vec![("{from}", from)]),
        (None, None) => return None,
    };
    Some(frame.spoken_with(key, |language, word| {
        let language = &*language.id;
        let pattern = frame.words.get(language, "date");
        days.iter().fold(word.to_owned(), |word, (name, day)| {
            word.replace(name, &day_in(frame, language, pattern, *day))
        })
    }))
}
