//! Checks that links and references in notes and pages lead somewhere.
//!
//! The codes are `E406` to `E412`. Links are checked against the addresses of the site ([`Map`](crate::site::Map)), and
//! their fragments by `check/fragments.rs`. Links to other sites are checked for their scheme only. Code samples in a text
//! have no links, as [`super::markdown`] parses it like a page.

use std::ops::Range;
use std::sync::Arc;

use super::causes::{link_cause, missing_requirement, reference_cause};
use super::fragments::{LinkTargets, fragment_fault};
use super::link_addresses::{beside, closest_file, ending, nearest};
use super::markdown::{Markdown, position};
use super::pictures::picture_fault;
use super::statements::place_in;
use super::subject::Subject;
use super::suggest::{did_you_mean, meant};
use super::walk::PassageKind;
use crate::index::StandardIndex;
use crate::language::message::{Example, Message, message};
use crate::model::requirement::lettered;
use crate::model::{Reading, Standard};
use crate::site::address::{CONTENTS_PATH, POSTING_PATH, path_with};
use crate::site::link;
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::markdown::SCHEMES;
use crate::source::mention::decoded;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The number of links, and of references, examined in one text, so that a page full of them is checked in bounded time.
const MOST: usize = 5_000;

/// Requires that a relative link leads to an address of the site, and its fragment to an id on that page; that
/// `[[5.1-a]]` names a clause or requirement; and that other links have a permitted scheme. Links from the root would
/// break if the site is not at the root.
///
/// A note is shown on several pages of a standard, which are all in one folder; relative links from
/// it are therefore resolved as from the contents page.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut places = LinkTargets::of(subject);
    for passage in subject
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Note || subject.is_statement(passage))
    {
        let read = match passage.kind {
            PassageKind::Note => Markdown::read,
            PassageKind::Standard | PassageKind::Ours => Markdown::read_statement,
        };
        let Some(index) = passage.standard else {
            continue;
        };
        let parts = parts(subject, Some(index));
        let standard = subject.handbook.standards[index].id();
        for (language, words, at) in &passage.text.languages {
            // The page is that of a clause or of the contents; both are in the standard's folder.
            let from = page_in(subject, language, false, |reading| {
                path_with(
                    CONTENTS_PATH,
                    &[("reading", reading), ("standard", standard)],
                )
            });
            let text = LinkedText {
                file: &at.file,
                from,
                parts,
                words,
                may_show: passage.kind == PassageKind::Note,
            };
            for fault in faults(&mut places, &text, read) {
                let place = place_in(at, words, fault.range.clone());
                found.push(fault.at(&place));
            }
        }
    }
    for text in &subject.prose {
        let from = page_in(subject, text.language, true, |reading| text.path(reading));
        let parts = parts(subject, text.standard);
        let linked = LinkedText {
            file: &text.position.file,
            from,
            parts,
            words: text.body,
            may_show: true,
        };
        for fault in faults(&mut places, &linked, Markdown::read) {
            let at: Position = position(text.position, text.body, fault.range.clone());
            found.push(fault.at(&at));
        }
    }
    for posting in &subject.handbook.postings {
        let name = &posting.id;
        let parts = parts(subject, posting.standard);
        for (language, words, at) in &posting.about.description.languages {
            let from = page_in(subject, language, true, |reading| {
                path_with(POSTING_PATH, &[("reading", reading), ("posting", name)])
            });
            let text = LinkedText {
                file: &at.file,
                from,
                parts,
                words,
                may_show: true,
            };
            for fault in faults(&mut places, &text, Markdown::read) {
                let place = place_in(at, words, fault.range.clone());
                found.push(fault.at(&place));
            }
        }
    }
    found
}

/// A text with links.
struct LinkedText<'a> {
    /// The file that it is written in.
    file: &'a str,
    /// The page that it is on. `None` if no reading shows it.
    from: Option<From>,
    /// The standards that its references may mean.
    parts: &'a [Arc<Standard>],
    /// The Markdown.
    words: &'a str,
    /// Whether it may show pictures. Those of other texts are reported as such.
    may_show: bool,
}

/// The page that a link is on.
struct From {
    /// Its path from the site's root. E.g. `zh/pottery/index.html`.
    path: String,
    /// Whether the text is on exactly this page, not just on some page in the same folder. If it is
    /// not, a link that is only a fragment cannot be checked.
    is_exact: bool,
}

/// The page in a reading that shows `language`, whose path `path` gives. `None` if no reading shows
/// the language.
fn page_in(
    subject: &Subject<'_>,
    language: &str,
    is_exact: bool,
    path: impl Fn(&str) -> Option<String>,
) -> Option<From> {
    let path = path(reading(subject, language)?)?;
    Some(From { path, is_exact })
}

/// The standards that references of a text may mean. On a page that belongs to no standard, a
/// reference may mean any.
fn parts<'a>(subject: &Subject<'a>, standard: Option<StandardIndex>) -> &'a [Arc<Standard>] {
    let standards = &subject.handbook.standards;
    match standard {
        Some(standard) => std::slice::from_ref(&standards[standard]),
        None => standards.as_slice(),
    }
}

/// A reading that shows `language`, if possible alone. `None` if there is none.
fn reading<'a>(subject: &Subject<'a>, language: &str) -> Option<&'a str> {
    let readings = &subject.handbook.readings;
    let alone = readings.iter().find(|reading| *reading.id == *language);
    let shows = |reading: &&Reading| reading.languages.iter().any(|shown| *shown.id == *language);
    let found = alone.or_else(|| readings.iter().find(shows))?;
    Some(&found.id)
}

/// A fault in a Markdown text.
struct LinkFault {
    /// Its place in the text, in bytes.
    range: Range<usize>,
    rule: Rule,
    message: Message,
    help: Message,
    /// Its cause, if it is a reference to something that is missing.
    cause: Option<Cause>,
}

impl LinkFault {
    /// The diagnostic about it.
    fn at(self, position: &Position) -> Diagnostic {
        let diagnostic = self.rule.at(position, self.message, self.help);
        match self.cause {
            Some(cause) => diagnostic.because(cause),
            None => diagnostic,
        }
    }
}

/// The faults of the links and references in a Markdown text.
///
/// `read` parses it. In the order: links, links with spaces, references, references that are cut off.
fn faults(
    places: &mut LinkTargets<'_, '_>,
    text: &LinkedText<'_>,
    read: fn(&str) -> Markdown,
) -> Vec<LinkFault> {
    // Most notes contain neither, and parsing them all would slow down a large handbook.
    if !text.words.contains([']', '<']) {
        return Vec::new();
    }
    let read = read(text.words);
    let (from, parts) = (text.from.as_ref(), text.parts);
    let mut found = Vec::new();
    let mut add = |range: &Range<usize>, (rule, message, help), cause| {
        found.push(LinkFault {
            range: range.clone(),
            rule,
            message,
            help,
            cause,
        });
    };
    for link in read.links.iter().take(MOST) {
        let to = link.to.as_str();
        if let Some(fault) = link_fault(places, from, text.file, to) {
            let cause = from.and_then(|from| link_cause(places.subject, &from.path, to));
            add(&link.range, fault, cause);
        } else if text.may_show
            && let Some(fault) = picture_fault(places.subject, text.file, link)
        {
            add(&link.range, fault, None);
        }
    }
    for (to, at) in read.spaced.iter().take(MOST) {
        let fault = (
            Rule::SpaceInLink,
            message!(
                "this is not a link because its address `{to}` contains a space",
                to
            ),
            message!("write each space as `%20`, or rename the file"),
        );
        add(at, fault, None);
    }
    for (id, at) in read.references.iter().take(MOST) {
        if let Some((message, help)) = reference_fault(parts, id) {
            let cause = reference_cause(parts, id);
            add(at, (Rule::UnknownReference, message, help), cause);
        }
    }
    for at in read.cut.iter().take(MOST) {
        let fault = (
            Rule::CutReference,
            message!("this reference is cut off: in a table, `|` begins the next cell"),
            message!("write the bar before the label as `\\|`"),
        );
        add(at, fault, None);
    }
    found
}

/// The message and the help for a reference that names nothing; `None` if it names something in any
/// of `parts`, or if that cannot be known.
fn reference_fault(parts: &[Arc<Standard>], id: &str) -> Option<(Message, Message)> {
    if parts
        .iter()
        .any(|part| part.has_clause(id) || part.has_requirement(id))
    {
        return None;
    }
    let name = lettered(id).map_or(id, |(clause, _)| clause);
    if parts
        .iter()
        .any(|part| part.may_hide_clause(name) || !part.has_all_annexes())
    {
        return None;
    }
    let message = message!("there is no clause or requirement `{id}`", id);
    if let Some((standard, own)) = id.split_once('/') {
        return Some((message, without_standard(parts, standard, own)));
    }
    // `5.1a` for `5.1-a`.
    let letter = id.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let joined = format!(
        "{}-{letter}",
        id.trim_end_matches(letter).trim_end_matches(['.', '_'])
    );
    if !letter.is_empty() && parts.iter().any(|part| part.has_requirement(&joined)) {
        return Some((message, did_you_mean(&joined)));
    }
    let mut of_clause = parts
        .iter()
        .filter(|part| lettered(id).is_some_and(|(clause, _)| part.main_clause(clause).is_some()));
    if let Some(part) = of_clause.next() {
        return Some((message, missing_requirement(part, id).help));
    }
    let clauses = parts.iter().flat_map(|part| part.main_clauses());
    let known = clauses.map(|clause| clause.id.as_str());
    let requirements = parts.iter().flat_map(|part| &part.requirements);
    let own = requirements.filter(|requirement| requirement.letter().is_none());
    let known = known.chain(own.map(|requirement| &*requirement.id));
    Some((message, meant(name, message!("clause"), known)))
}

/// The way out for a reference that names a standard and the id `own`.
fn without_standard(parts: &[Arc<Standard>], standard: &str, own: &str) -> Message {
    let has_it = |part: &&Arc<Standard>| part.has_clause(own) || part.has_requirement(own);
    match parts.iter().find(has_it) {
        Some(part) if part.id() == standard => {
            message!("write `[[{own}]]`, without the standard", own)
        }
        Some(_) | None => {
            message!(
                "write the id alone, as in `[[{requirement}]]`; to refer to another standard, link to its page",
                requirement = Example::Requirement
            )
        }
    }
}

/// The rule, the message and the help for the address of a link; `None` if the link leads
/// somewhere, or if that cannot be known because the handbook is incomplete.
fn link_fault(
    places: &mut LinkTargets<'_, '_>,
    from: Option<&From>,
    file: &str,
    to: &str,
) -> Option<(Rule, Message, Message)> {
    if to.is_empty() {
        return Some((
            Rule::BrokenLink,
            message!("this link has no address"),
            message!("write the address in the round brackets"),
        ));
    }
    if let Some(scheme) = scheme(to) {
        let is_kept = SCHEMES.iter().any(|kept| scheme.eq_ignore_ascii_case(kept));
        return (!is_kept).then(|| {
            if scheme.len() == 1 {
                // A drive of Windows.
                return (
                    Rule::LinkScheme,
                    message!("`{to}` is a file on your computer, which readers do not have", to),
                    message!("put the file beside this text, and write its name alone"),
                );
            }
            (
                Rule::LinkScheme,
                message!("a link cannot begin with `{scheme}:`", scheme),
                message!("write a link that begins with `https:` or `mailto:`, or link to a page of the site"),
            )
        });
    }
    if to.starts_with('/') {
        return Some((
            Rule::LinkFromRoot,
            message!("the link `{to}` begins at the root of the server", to),
            message!(
                "write it relative to this page, as in `about.html` or `../en/about.html`, so that the site works \
             in any folder; a link to another site begins with `https://`"
            ),
        ));
    }
    let subject = places.subject;
    if subject.handbook.files.named(file, to).is_some() {
        return None;
    }
    let (map, page) = (subject.map?, from?);
    let from = page.path.as_str();
    let fragment = to.split_once('#').map(|(_, fragment)| fragment);
    let path = to.split(['?', '#']).next().unwrap_or(to);
    let Some((address, _)) = link::resolve(from, &decoded(path)) else {
        return Some((
            Rule::BrokenLink,
            message!("the link `{to}` leads out of the site", to),
            message!("remove a `../`: this page is at `{from}`", from),
        ));
    };
    match map.find(&address).or_else(|| map.page_of_file(&address)) {
        Some(_) if path.is_empty() && !page.is_exact => None,
        Some(found) => fragment_fault(places, map, found, fragment?),
        // The link may lead to something that could not be read.
        None if !subject.handbook.has_all_addresses() => None,
        None => match address.strip_prefix("assets/") {
            Some(_) if map.scope().assets.is_none() => None,
            Some(name) => Some((
                Rule::BrokenLink,
                message!("the file that `{to}` links to does not exist", to),
                closest_file(map, from, &address).unwrap_or_else(|| {
                    let theme = subject.about.and_then(|handbook| handbook.theme.as_ref());
                    let theme = theme.map_or("default", |theme| theme.as_str());
                    message!(
                        "put the file at `themes/{theme}/assets/{name}`",
                        theme,
                        name
                    )
                }),
            )),
            None => Some((
                Rule::BrokenLink,
                match ending(&address) {
                    "" | "html" | "md" => {
                        message!("the page that `{to}` links to does not exist", to)
                    }
                    _ => message!("the file that `{to}` links to does not exist", to),
                },
                match to.starts_with("www.") {
                    true => message!(
                        "write `https://{to}`: without it, the link leads to a page of this site",
                        to
                    ),
                    false => beside(subject.handbook, file, to)
                        .unwrap_or_else(|| nearest(map, from, &address)),
                },
            )),
        },
    }
}

/// The scheme of an absolute link: `https` of `https://example.org`. `None` for a relative link.
/// The characters are those of RFC 3986, section 3.1.
fn scheme(to: &str) -> Option<&str> {
    let (scheme, _) = to.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
#[path = "links_tests.rs"]
mod tests;
