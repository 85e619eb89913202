//! The page with the files of a standard for other programs: for whom and what each is, how it is loaded, and its size.

mod kind;

use serde::Serialize;

use self::kind::{SECTIONS, Taken, TakenIn, TakenKind, TakenPart};
use super::standard_files::{self, LicenseView};
use crate::index::StandardIndex;
use crate::model::Language;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{StandardPage, standard_pages};
use crate::site::check_place::CheckPlace;
use crate::site::{Address, Make, RenderError, Target};

/// The files of a standard.
#[derive(Debug, Serialize)]
pub struct TakeAlongView {
    /// The standard's title.
    pub title: TextView,
    /// The edition.
    pub edition: Option<TextView>,
    /// The licence of the standard.
    pub license: Option<LicenseView>,
    /// The files, by what they are for.
    pub sections: Vec<TakenSectionView>,
}

/// The files for one kind of program.
#[derive(Debug, Serialize)]
pub struct TakenSectionView {
    /// The anchor.
    pub id: &'static str,
    /// The heading.
    pub title: TextView,
    /// The kinds of files.
    pub kinds: Vec<TakenKindView>,
}

/// The files of a kind.
#[derive(Debug, Serialize)]
pub struct TakenKindView {
    /// The name.
    pub title: TextView,
    /// For whom and for what they are.
    pub purpose: TextView,
    /// The steps of loading them; empty if opening a file is all.
    pub steps: Vec<TextView>,
    /// The files, by the part of the standard that they have.
    pub parts: Vec<TakenPartView>,
}

/// The files of a kind with the same part of the standard.
#[derive(Debug, Serialize)]
pub struct TakenPartView {
    /// The title of the part; `None` if it is the whole.
    pub title: Option<TextView>,
    /// The files, that of the page's own reading or language first.
    pub files: Vec<TakenFileView>,
}

/// A link to a file or a page.
#[derive(Debug, Serialize)]
pub struct TakenFileView {
    /// The link.
    pub href: String,
    /// The tags and names of the file's languages; empty if it has all or none.
    pub languages: Vec<(String, String)>,
    /// The format; empty for a page.
    pub format: &'static str,
    /// The size in kB, at least 1; 0 if it is not known.
    pub size: u64,
}

impl Make<standard_pages::TakeAlong> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::TakeAlong) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard))
    }
}

/// Renders the page.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, TakeAlongView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let title = [
        frame.label(),
        frame.word("colon"),
        &voice.plain(&standard.about.title),
    ];
    let lede = frame.word("take_along_lede");
    let chrome = frame.standard_chrome("take-along", standard_index, &title.concat(), lede);
    let files = files(frame, standard_index);
    let sections = SECTIONS.iter().map(|section| TakenSectionView {
        id: section.title,
        title: frame.spoken(section.title),
        kinds: (section.kinds.iter())
            .filter_map(|kind| kind_view(frame, standard_index, *kind, &files))
            .collect(),
    });
    let view = TakeAlongView {
        title: voice.text(&standard.about.title),
        edition: (standard.about.edition.as_ref()).map(|edition| voice.text(&edition.title)),
        license: standard_files::license(frame, standard_index),
        sections: sections
            .filter(|section| !section.kinds.is_empty())
            .collect(),
    };
    (chrome, view)
}

/// The files of a standard, with their addresses.
fn files<'a>(frame: &Frame<'a>, standard: StandardIndex) -> Vec<(Taken, &'a Address)> {
    let addresses = frame.site.addresses().iter();
    let taken = addresses.filter_map(|address| {
        let Target::Export(export) = address.target else {
            return None;
        };
        let taken = Taken::of(export, frame.site.handbook())?;
        Some((taken, address))
    });
    taken
        .filter(|(taken, _)| taken.standard.is_none_or(|own| own == standard))
        .collect()
}

/// The files of one kind, or the pages; `None` if there are none.
fn kind_view(
    frame: &Frame,
    standard: StandardIndex,
    kind: TakenKind,
    files: &[(Taken, &Address)],
) -> Option<TakenKindView> {
    let parts = match kind {
        TakenKind::Text => {
            let href = frame.standard_link(standard, StandardPage::Whole);
            vec![page_part(href, None)]
        }
        TakenKind::Frame => {
            let places = CheckPlace::all(&frame.handbook().standards[standard]).into_iter();
            let pages = places.map(|place| {
                let href = frame.standard_link(standard, place.page());
                page_part(
                    format!("{href}#check-embed"),
                    Some(check_title(frame, standard, place)),
                )
            });
            pages.collect()
        }
        // Structured data needs absolute addresses.
        TakenKind::Structured => {
            frame.site.base_url.as_ref()?;
            return Some(described(frame, kind, Vec::new()));
        }
        TakenKind::Workbook
        | TakenKind::Table
        | TakenKind::Form
        | TakenKind::Package
        | TakenKind::Moodle
        | TakenKind::Framework
        | TakenKind::Data
        | TakenKind::Schema
        | TakenKind::Concepts => parts(frame, standard, kind, files),
    };
    (!parts.is_empty()).then(|| described(frame, kind, parts))
}

fn described(frame: &Frame, kind: TakenKind, parts: Vec<TakenPartView>) -> TakenKindView {
    let words = kind.words();
    TakenKindView {
        title: frame.spoken(words.title),
        purpose: frame.spoken(words.purpose),
        steps: words.steps.iter().map(|step| frame.spoken(step)).collect(),
        parts,
    }
}

/// The files of one kind, by their parts in the order of the addresses.
fn parts(
    frame: &Frame,
    standard: StandardIndex,
    kind: TakenKind,
    files: &[(Taken, &Address)],
) -> Vec<TakenPartView> {
    let own = files.iter().filter(|(taken, _)| taken.kind == kind);
    let mut parts: Vec<(TakenPart, Vec<(bool, TakenFileView)>)> = Vec::new();
    for (taken, address) in own {
        let file = (is_own(frame, taken.within), file(frame, taken, address));
        match parts.iter_mut().find(|(part, _)| *part == taken.part) {
            Some((_, files)) => files.push(file),
            None => parts.push((taken.part, vec![file])),
        }
    }
    let view = |(part, mut files): (TakenPart, Vec<(bool, TakenFileView)>)| {
        files.sort_by_key(|(is_own, _)| !is_own);
        TakenPartView {
            title: match part {
                TakenPart::Whole => None,
                TakenPart::Form(clause) => {
                    let entry = &frame.handbook().standards[standard].clauses[clause];
                    let voice = frame.voice_of(&frame.handbook().standards[standard]);
                    entry.label().map(|label| voice.text(label))
                }
                TakenPart::Check(place) => Some(check_title(frame, standard, place)),
            },
            files: files.into_iter().map(|(_, file)| file).collect(),
        }
    };
    parts.into_iter().map(view).collect()
}

/// Whether a file is in the page's own languages.
fn is_own(frame: &Frame, within: TakenIn) -> bool {
    match within {
        TakenIn::Every => true,
        TakenIn::Reading(reading) => reading == frame.reading_index,
        TakenIn::Language(language) => {
            frame.handbook().languages[language].id == frame.language().id
        }
    }
}

fn file(frame: &Frame, taken: &Taken, address: &Address) -> TakenFileView {
    let handbook = frame.handbook();
    let named = |language: &Language| (language.tag.to_string(), language.name.to_string());
    TakenFileView {
        href: frame.link(&address.path),
        languages: match taken.within {
            TakenIn::Every => Vec::new(),
            TakenIn::Reading(reading) => {
                let languages = handbook.readings[reading].languages.iter();
                languages.map(named).collect()
            }
            TakenIn::Language(language) => vec![named(&handbook.languages[language])],
        },
        format: taken.kind.format(),
        size: frame.site.export_size(address).div_ceil(1000),
    }
}

fn page_part(href: String, title: Option<TextView>) -> TakenPartView {
    TakenPartView {
        title,
        files: vec![TakenFileView {
            href,
            languages: Vec::new(),
            format: "",
            size: 0,
        }],
    }
}

/// The title of a self-check without the word for it: of its role, or of its standard, and of its form or its branch.
fn check_title(frame: &Frame, standard: StandardIndex, place: CheckPlace) -> TextView {
    let standard = &frame.handbook().standards[standard];
    let subject = place.role.map_or(&standard.about.title, |role| {
        &standard.about.roles[role].title
    });
    let titles = place.titles_among_several(standard);
    frame
        .voice_of(standard)
        .converted(subject, |language, subject| {
            let source = standard.about.language.as_str();
            let titles = titles.iter();
            let titles = titles.map(|title| title.nearest(&[&language.id, source]).1);
            let parts: Vec<&str> = [subject].into_iter().chain(titles).collect();
            Html::escaped(&parts.join(" · "))
        })
}
