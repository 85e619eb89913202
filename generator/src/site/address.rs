//! The table of addresses: every kind of target, with its path and what else there is to say about it. [`Page`] has a
//! table of its own.

use std::hash::Hash;
use std::sync::Arc;

use super::export::Export;
use super::kind::{Above, Indexing, Kind, Picture, Thing, template};
use super::map::Scope;
use super::preview::Preview;
use super::table::{List, filled, kinds, listed};
use crate::model::{CompleteHandbook, CompleteStandard};
use crate::source::format::permalinks;

pub use super::page::{CurriculumPage, Page, StandardPage};
pub use crate::source::format::permalinks::PAGE_ENDING;

/// A path from the site's root and its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The path, with `/` between folders: `zh/cbec-export-operations/5.1.html`.
    pub path: Arc<str>,
    /// The target.
    pub target: Target,
}

/// What the addresses are listed for: a handbook, and what else decides them.
pub(super) type Listed = (Arc<CompleteHandbook>, Scope);

kinds! {
    /// The target of an address. Numbers are indexes into the handbook's lists.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Target of Listed {
        /// The page on which readers choose a language.
        Choice = [Kind {
            path: "index.html",
            template: template!("choice.html"),
            above: Above::Nothing,
            ..Kind::PAGE
        }], List::All(|_| vec![Target::Choice]);

        /// The page that a server shows for an address that does not exist.
        NotFound = [Kind {
            path: "404.html",
            template: template!("notfound.html"),
            above: Above::Nothing,
            indexing: Indexing::Refused,
            is_kept: false,
            ..Kind::PAGE
        }], List::All(|_| vec![Target::NotFound]);

        /// A page within a reading.
        Page { reading, page: Page } = [within page], List::All(|(handbook, _)| {
            let pages = Page::all(handbook);
            let readings = 0..handbook.readings.len();
            let one = |reading| pages.iter().map(move |page| Target::Page { reading, page: *page });
            readings.flat_map(one).collect()
        });

        /// The style sheet of the running heads for printing the whole standard.
        RunningHeads { reading, standard } = [Kind {
            path: "{reading}/{standard}/whole.css",
            is_kept: true,
            ..Kind::FILE
        }], List::All(|(handbook, _)| {
            let standards = 0..handbook.standards.len();
            let readings = 0..handbook.readings.len();
            let one = |reading| {
                let standards = standards.clone();
                standards.map(move |standard| Target::RunningHeads { reading, standard })
            };
            readings.flat_map(one).collect()
        });

        /// A requirement's permalink, in all languages.
        Permalink { standard, requirement } = [Kind {
            path: permalinks::PATH,
            template: template!("permalink.html"),
            above: Above::Nothing,
            picture: Picture::Requirement,
            describes: Thing::Requirement,
            ..Kind::PAGE
        }], List::All(|(handbook, _)| {
            let standards = handbook.standards.iter().enumerate();
            let one = |(standard, of): (usize, &CompleteStandard)| {
                let requirements = 0..of.requirements.len();
                requirements.map(move |requirement| Target::Permalink { standard, requirement })
            };
            standards.flat_map(one).collect()
        });

        /// A redirect to another address, as an index into the redirects.
        Redirect(redirect) = [Kind {
            path: "{redirect}",
            template: template!("redirect.html"),
            above: Above::Nothing,
            indexing: Indexing::Allowed,
            ..Kind::PAGE
        }], List::All(|(handbook, _)| {
            let moves = handbook.published.moves.as_ref();
            let count = moves.map_or(0, |moves| moves.redirects.len());
            (0..count).map(Target::Redirect).collect()
        });

        /// The permalink of a retired requirement, as an index into the retired requirements.
        Retired(retired) = [Kind {
            path: "{retired}",
            template: template!("retired.html"),
            above: Above::Nothing,
            indexing: Indexing::Allowed,
            ..Kind::PAGE
        }], List::All(|(handbook, _)| {
            let moves = handbook.published.moves.as_ref();
            let count = moves.map_or(0, |moves| moves.retired.len());
            (0..count).map(Target::Retired).collect()
        });

        /// A file for other programs.
        Export(export: Export) = [within export], List::All(|listed| {
            Export::all(listed).into_iter().map(Target::Export).collect()
        });

        /// A file that pages need, by its name below `assets/`.
        Asset(asset: Arc<str>) = [Kind {
            path: "assets/{asset}",
            is_kept: true,
            ..Kind::FILE
        }], List::All(|(_, scope)| {
            let assets = scope.assets.iter().flatten();
            assets.map(|name| Target::Asset(name.as_str().into())).collect()
        });

        /// The feed of changes in a reading. Feed readers need absolute addresses.
        Feed(reading) = [Kind {
            path: "{reading}/changes.atom",
            template: template!("feed.xml"),
            grows: true,
            ..Kind::FILE
        }], List::All(|(handbook, scope)| {
            let has_feed = scope.is_published && !handbook.changes.is_empty();
            let readings = if has_feed { handbook.readings.len() } else { 0 };
            (0..readings).map(Target::Feed).collect()
        });

        /// The picture shown with a link on other sites. It is referred to by its absolute address.
        Preview(preview: Preview) = [within preview], List::All(|(handbook, scope)| {
            let previews = if scope.is_published { Preview::all(handbook) } else { Vec::new() };
            previews.into_iter().map(Target::Preview).collect()
        });

        /// The script that saves the handbook in a browser for offline reading. It is in the root, because a browser
        /// lets it save only addresses in its own folder and below.
        Worker = [Kind {
            path: "sw.js",
            template: template!("sw.js"),
            ..Kind::FILE
        }], List::All(|_| vec![Target::Worker]);

        /// The page shown offline at an address that was not saved.
        Offline = [Kind {
            path: "offline.html",
            template: template!("offline.html"),
            above: Above::Nothing,
            indexing: Indexing::Refused,
            ..Kind::PAGE
        }], List::All(|(_, scope)| if scope.is_kept { vec![Target::Offline] } else { Vec::new() });

        /// The list of addresses that are saved for offline reading.
        OfflineList = [Kind {
            path: "offline.json",
            ..Kind::FILE
        }], List::All(|(_, scope)| if scope.is_kept { vec![Target::OfflineList] } else { Vec::new() });

        /// The web app manifest of a reading, which gives the name and the look of an installed handbook.
        Manifest(reading) = [Kind {
            path: "{reading}/app.webmanifest",
            is_kept: true,
            ..Kind::FILE
        }], List::All(|(handbook, scope)| {
            let readings = if scope.is_kept { handbook.readings.len() } else { 0 };
            (0..readings).map(Target::Manifest).collect()
        });
    }
}

impl Target {
    /// Every target, in a fixed order.
    pub(super) fn all(of: &Listed) -> Vec<Target> {
        listed(Target::LISTS, of, |_| 0)
    }

    /// The path from the site's root.
    pub fn path(&self, handbook: &CompleteHandbook) -> String {
        filled(self.kind().path, |name| self.subject().id(name, handbook))
    }

    /// The page within a reading, if it is one.
    pub fn page(&self) -> Option<Page> {
        if let Target::Page { page, .. } = self {
            Some(*page)
        } else {
            None
        }
    }

    /// The same for targets that are rendered alike: those of one kind, in one reading.
    pub fn likeness(&self) -> impl Hash + Eq + use<> {
        (self.kind().path, self.subject().get("reading"))
    }
}

/// The template of a clause that is an annex.
pub const ANNEX_TEMPLATE: &str = template!("annex.html");

/// The name of the page that a server shows for a folder.
pub const INDEX: &str = "index.html";

/// The path of a page within a reading.
pub fn page_path(handbook: &CompleteHandbook, reading: usize, page: Page) -> String {
    Target::Page { reading, page }.path(handbook)
}

/// The path of a requirement's permalink.
pub fn permalink_path(standard: &CompleteStandard, requirement: usize) -> String {
    permalinks::address(standard.id(), &standard.requirements[requirement].id)
}

/// The path of an address of this `kind`, with `ids` for the names in braces. For content that does not make a site yet.
pub fn path_with(kind: &Kind, ids: &[(&str, &str)]) -> String {
    filled(kind.path, |name| {
        let mut ids = ids.iter();
        ids.find(|(known, _)| *known == name).map(|(_, id)| *id)
    })
}
