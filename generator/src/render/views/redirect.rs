//! What stands at an address whose page moved or is no more.

use serde::Serialize;

use super::earlier::{self, EarlierView};
use crate::model::Reading;
use crate::render::frame::{Chrome, Frame};
use crate::render::html::Html;
use crate::render::text::Voice;
use crate::site::Target;
use crate::source::format::permalinks::SiteAddress;
use crate::source::format::text::Text;

/// The way from an address to the one that stands for it now.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// The link to where it leads.
    pub href: String,
    /// What to say, in every language of the handbook.
    pub words: Vec<Line>,
}

/// A requirement that is no more.
#[derive(Debug, Serialize)]
pub struct RetiredView {
    /// The name that it had: `5.3.4.1-b`.
    pub id: String,
    /// That it is retired, in every language of the handbook.
    pub words: Vec<Line>,
    /// What it said.
    pub text: Vec<Line>,
    /// The words that it had before those.
    pub earlier: Vec<EarlierView>,
    /// Why it is no more.
    pub reason: Vec<Line>,
    /// What replaced it.
    pub replaced_by: Vec<Replacement>,
    /// What to say before the replacements.
    pub replaced_words: Vec<Line>,
}

/// A page that stands in the place of a requirement that is no more.
#[derive(Debug, Serialize)]
pub struct Replacement {
    /// The link to it.
    pub href: String,
    /// Its name.
    pub id: String,
    /// What it says; nothing where it is no requirement.
    pub text: Vec<Line>,
}

/// Words in one language.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The BCP 47 tag.
    pub lang: String,
    /// The words.
    pub words: Html,
}

/// The redirect at `index`; `None` where there is none.
pub fn redirect(frame: &Frame, index: usize) -> Option<(Chrome, RedirectView)> {
    let moves = frame.handbook().published.moves.as_ref()?;
    let to = &moves.redirects.get(index)?.to;
    let view = RedirectView {
        href: href(frame, to),
        words: said(frame, "moved"),
    };
    let mut chrome = frame.chrome("redirect");
    chrome.canonical = frame
        .site
        .base_url
        .as_ref()
        .map(|base| format!("{base}{}", to.path));
    Some((chrome, view))
}

/// The retired requirement at `index`; `None` where there is none.
pub fn retired(frame: &Frame, index: usize) -> Option<(Chrome, RetiredView)> {
    let moves = frame.handbook().published.moves.as_ref()?;
    let retired = moves.retired.get(index)?;
    let handbook = frame.handbook();
    let all = Reading {
        id: Default::default(),
        languages: handbook.languages.clone(),
    };
    let folder = retired.address.path.split('/').nth(1).unwrap_or_default();
    let voice = Voice {
        reading: &all,
        source: match handbook.standard(folder) {
            Some(standard) => standard.about.language.as_str(),
            None => handbook
                .languages
                .first()
                .map_or("", |language| &*language.id),
        },
        all: &handbook.languages,
    };
    let view = RetiredView {
        id: name(&retired.address),
        words: said(frame, "retired"),
        text: lines(frame, &retired.text),
        earlier: earlier::views(frame, &voice, &retired.address.path, &retired.text),
        reason: lines(frame, &retired.reason),
        replaced_by: retired
            .replaced_by
            .iter()
            .map(|address| replacement(frame, address))
            .collect(),
        replaced_words: said(frame, "replaced_by"),
    };
    let mut chrome = frame.chrome("retired");
    chrome.call(name(&retired.address));
    Some((chrome, view))
}

fn replacement(frame: &Frame, address: &SiteAddress) -> Replacement {
    let found = frame.site.find(&address.path);
    let text = match found.map(|found| &found.target) {
        Some(Target::Permalink {
            standard,
            requirement,
        }) => {
            let of = &frame.handbook().standards[*standard];
            lines(frame, of.requirements[*requirement].text())
        }
        _ => Vec::new(),
    };
    Replacement {
        href: href(frame, address),
        id: name(address),
        text,
    }
}

fn href(frame: &Frame, to: &SiteAddress) -> String {
    let fragment = if to.fragment.is_empty() {
        String::new()
    } else {
        format!("#{}", to.fragment)
    };
    frame.link(&format!("{}{fragment}", to.path))
}

/// The requirement's name, which is the page's: `5.3.4.1-b`.
fn name(address: &SiteAddress) -> String {
    let page = address.path.rsplit('/').next().unwrap_or_default();
    page.trim_end_matches(".html").to_owned()
}

fn said(frame: &Frame, key: &str) -> Vec<Line> {
    let languages = frame.handbook().languages.iter();
    languages
        .map(|language| Line {
            lang: language.tag.to_string(),
            words: Html::escaped(frame.words.get(&language.id, key)),
        })
        .collect()
}

fn lines(frame: &Frame, text: &Text) -> Vec<Line> {
    let languages = frame.handbook().languages.iter();
    languages
        .filter_map(|language| {
            Some(Line {
                lang: language.tag.to_string(),
                words: Html::escaped(text.get(&language.id)?),
            })
        })
        .collect()
}
