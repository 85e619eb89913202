//! The pages at addresses that have moved or been retired.
//!
//! Whoever follows an old link has not chosen a language, so the messages are in every language
//! of the handbook.

use serde::Serialize;

use super::earlier::{self, EarlierView};
use crate::index::{RedirectIndex, RetiredIndex};
use crate::model::Reading;
use crate::model::requirement::lettered;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::Voice;
use crate::site::Target;
use crate::source::format::permalinks::{self, SiteAddress};
use crate::source::format::text::Text;

/// A redirect from an old address to the current one.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// The link to the current address.
    pub href: String,
    /// The message in every language of the handbook.
    pub words: Vec<InterfaceLine>,
}

/// A retired requirement.
#[derive(Debug, Serialize)]
pub struct RetiredView {
    /// Its id: `5.3.4.1-b`.
    pub id: String,
    /// The message that it is retired, in every language of the handbook.
    pub words: Vec<InterfaceLine>,
    /// Its text when it was retired.
    pub text: Vec<InterfaceLine>,
    /// Its earlier words.
    pub earlier: Vec<EarlierView>,
    /// The reason for retiring it.
    pub reason: Vec<InterfaceLine>,
    /// Its replacements. Empty if nothing replaces it.
    pub replaced_by: Vec<Replacement>,
    /// The words that introduce the replacements.
    pub replaced_words: Vec<InterfaceLine>,
}

/// A page that replaces a retired requirement.
#[derive(Debug, Serialize)]
pub struct Replacement {
    /// The link to it.
    pub href: String,
    /// Its id.
    pub id: String,
    /// Its words; empty if it is not a requirement.
    pub text: Vec<InterfaceLine>,
}

/// Words in one language.
#[derive(Debug, Serialize)]
pub struct InterfaceLine {
    /// The BCP 47 tag.
    pub lang: String,
    /// The words.
    pub words: Html,
}

/// Renders the redirect at `index`; `None` if there is none.
///
/// The canonical address is the current one, so that search engines replace the old address by it.
pub fn redirect(frame: &Frame, index: RedirectIndex) -> Option<(Chrome, RedirectView)> {
    let moves = frame.handbook().published.moves.as_ref()?;
    let to = &moves.redirects.get(index)?.to;
    let view = RedirectView {
        href: href(frame, to),
        words: interface_lines(frame, "moved"),
    };
    let mut chrome = frame.chrome("redirect");
    chrome.canonical = frame
        .site
        .base_url
        .as_ref()
        .map(|base| format!("{base}{}", to.path));
    Some((chrome, view))
}

/// Renders the retired requirement at `index`; `None` if there is none.
pub fn retired(frame: &Frame, index: RetiredIndex) -> Option<(Chrome, RetiredView)> {
    let moves = frame.handbook().published.moves.as_ref()?;
    let retired = moves.retired.get(index)?;
    let handbook = frame.handbook();
    let all = Reading {
        id: Default::default(),
        languages: handbook.languages.to_vec(),
    };
    let folder = retired.address.path.split('/').nth(1).unwrap_or_default();
    let of_standard = match handbook.standard(folder) {
        Some(standard) => frame.voice_of(standard),
        None => frame.own_voice(),
    };
    let voice = Voice {
        reading: &all,
        ..of_standard
    };
    // The requirement is gone, so that only its id tells the clause.
    let clause = lettered(retired.address.page_name());
    let clause = clause.map(|(clause, _)| permalinks::clause_key(folder, clause));
    let view = RetiredView {
        id: retired.address.page_name().to_owned(),
        words: interface_lines(frame, "retired"),
        text: lines(&voice, &retired.text),
        earlier: earlier::views(
            frame,
            &voice,
            &retired.address.path,
            clause.as_deref(),
            &retired.text,
        ),
        reason: lines(&voice, &retired.reason),
        replaced_by: retired
            .replaced_by
            .iter()
            .map(|address| replacement(frame, address))
            .collect(),
        replaced_words: interface_lines(frame, "replaced_by"),
    };
    let mut chrome = frame.chrome("retired");
    chrome.call(retired.address.page_name().to_owned());
    Some((chrome, view))
}

/// Returns a replacement with the words of its requirement, if the address is that of one.
fn replacement(frame: &Frame, address: &SiteAddress) -> Replacement {
    let found = frame.site.find(&address.path);
    let text = match found.map(|found| &found.target) {
        Some(Target::Permalink {
            standard: standard_index,
            requirement,
        }) => {
            let standard = &frame.handbook().standards[*standard_index];
            let text = standard.requirements[*requirement].text();
            lines(&frame.voice_of(standard), text)
        }
        _ => Vec::new(),
    };
    Replacement {
        href: href(frame, address),
        id: address.page_name().to_owned(),
        text,
    }
}

/// Returns the link to an address, including its fragment.
fn href(frame: &Frame, to: &SiteAddress) -> String {
    let fragment = if to.fragment.is_empty() {
        String::new()
    } else {
        format!("#{}", to.fragment)
    };
    frame.link(&format!("{}{fragment}", to.path))
}

fn interface_lines(frame: &Frame, key: &str) -> Vec<InterfaceLine> {
    let languages = frame.handbook().languages.iter();
    languages
        .map(|language| InterfaceLine {
            lang: language.tag.to_string(),
            words: frame.words.html(&language.id, key),
        })
        .collect()
}

/// Returns the words of a text in each of its languages, without markup.
fn lines(voice: &Voice, text: &Text) -> Vec<InterfaceLine> {
    let languages = voice.all.iter();
    languages
        .filter_map(|language| {
            let words = voice.plain_words(text, text.get(&language.id)?);
            Some(InterfaceLine {
                lang: language.tag.to_string(),
                words: Html::escaped(&words),
            })
        })
        .collect()
}
