//! The table of addresses: every kind of target, with its path and what else there is to say about it. [`Page`] has a
//! table of its own.
//!
//! A path may name the parts of its target in braces, such as `{reading}`; the compiler checks the
//! names (`table`). The order of the entries is that of the addresses of a site.

use std::hash::Hash;
use std::sync::Arc;

use super::card::Card;
use super::check_place::CheckPlace;
use super::export::Export;
use super::kind::{Above, AddressKind, Indexing, Picture, Thing, WrittenIn, template};
use super::render_error::RenderError;
use super::scope::Listed;
use super::table::{Listing, filled, kinds, listed};
use crate::index::{Indices, ReadingIndex, RequirementIndex, StandardIndex};
use crate::language::message::Message;
use crate::model::{CompleteHandbook, CompleteStandard};
use crate::source::format::permalinks;

pub use super::page::{
    ARTICLE_PATH, CurriculumPage, MODULE_PATH, OVERVIEW_PATH, POSTING_PATH, Page, curriculum_pages,
    pages,
};
pub use super::page_template::OTHER_TEMPLATES;
pub use super::standard_page::{CONTENTS_PATH, StandardPage, standard_pages};
pub use crate::source::format::permalinks::PAGE_ENDING;

/// A path from the site's root and its target.
///
/// Two addresses are never the same, unless the content gives one name twice, which
/// [`crate::check`] reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The path, with `/` between folders: `zh/cbec-export-operations/5.1.html`.
    pub path: Arc<str>,
    /// The target.
    pub target: Target,
}

impl RenderError {
    /// The error for an address that could not be rendered for a reason outside the templates.
    pub fn of(address: &Address, cause: impl Into<String>) -> Self {
        RenderError {
            address: address.path.to_string(),
            place: None,
            cause: Message::report(cause),
            help: None,
        }
    }
}

kinds! {
    /// The target of an address.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Target of Listed, in [] {
        /// The page on which readers choose a language.
        Choice = [AddressKind {
            path: "index.html",
            template: template!("choice.html"),
            above: Above::Nothing,
            ..AddressKind::PAGE
        }], Listing::All(|_| vec![Target::Choice]);

        /// The page that a server shows for an address that does not exist.
        NotFound = [AddressKind {
            path: "404.html",
            template: template!("notfound.html"),
            above: Above::Nothing,
            indexing: Indexing::Refused,
            is_kept: false,
            ..AddressKind::PAGE
        }], Listing::All(|_| vec![Target::NotFound]);

        /// A page within a reading.
        Page { reading, page: Page } = [within page], Listing::All(|(handbook, _)| {
            let pages = Page::all(handbook);
            let readings = handbook.readings.indices();
            let one = |reading| pages.iter().map(move |page| Target::Page { reading, page: *page });
            readings.flat_map(one).collect()
        });

        /// The style sheet of the running heads for printing the whole standard.
        RunningHeads { reading, standard } = [AddressKind {
            path: "{reading}/{standard}/whole.css",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let standards = handbook.standards.indices();
            let readings = handbook.readings.indices();
            let one = |reading| {
                let standards = standards.clone();
                standards.map(move |standard| Target::RunningHeads { reading, standard })
            };
            readings.flat_map(one).collect()
        });

        /// A role's requirements, as a script that makes the reader's comparisons in a large standard.
        ComparedRole { reading, standard, role } = [AddressKind {
            path: "{reading}/{standard}/compare/{role}.js",
            template: template!("compared-role.html"),
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let of_one = |reading| {
                let standards = handbook.standards.indexed();
                let standards = standards.filter(|(_, standard)| {
                    standard.has_comparisons() && !standard.is_compared_on_pages()
                });
                standards.flat_map(move |(index, standard)| {
                    let roles = standard.about.roles.indices();
                    roles.map(move |role| Target::ComparedRole { reading, standard: index, role })
                })
            };
            handbook.readings.indices().flat_map(of_one).collect()
        });

        /// The texts of a role's long self-check by profile, as a script that is loaded with its page.
        CheckTexts { reading, standard, role } = [AddressKind {
            path: "{reading}/{standard}/selfcheck/{role}.js",
            ..CHECK_TEXTS
        }], Listing::All(|(handbook, _)| {
            check_texts(handbook, |place| place.role.is_some() && place.branch.is_none())
        });

        /// The texts of the long self-check by profile of a standard without roles.
        CheckTextsOfAll { reading, standard } = [AddressKind {
            path: "{reading}/{standard}/selfcheck/index.js",
            ..CHECK_TEXTS
        }], Listing::All(|(handbook, _)| {
            check_texts(handbook, |place| place.role.is_none() && place.branch.is_none())
        });

        /// The texts of the long self-check on a further branch of a role's levels.
        CheckTextsOfBranch { reading, standard, role, level } = [AddressKind {
            path: "{reading}/{standard}/branch/{role}/{level}.js",
            ..CHECK_TEXTS
        }], Listing::All(|(handbook, _)| {
            check_texts(handbook, |place| place.role.is_some() && place.branch.is_some())
        });

        /// The texts of the long self-check on a further branch of the levels of a standard without roles.
        CheckTextsOfAllBranch { reading, standard, level } = [AddressKind {
            path: "{reading}/{standard}/branch/{level}.js",
            ..CHECK_TEXTS
        }], Listing::All(|(handbook, _)| {
            check_texts(handbook, |place| place.role.is_none() && place.branch.is_some())
        });

        /// The texts of a role's long picker, as a script that is loaded with its page.
        PickerTexts { reading, standard, role } = [AddressKind {
            path: "{reading}/{standard}/picker/{role}.js",
            template: template!("picker-texts.html"),
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| picker_texts(handbook));

        /// A requirement's permalink, in all languages.
        Permalink { standard, requirement } = [AddressKind {
            path: permalinks::PATH,
            template: template!("permalink.html"),
            above: Above::Nothing,
            picture: Picture::Requirement,
            describes: Thing::Requirement,
            written_in: WrittenIn::Requirement,
            ..AddressKind::PAGE
        }], Listing::All(|(handbook, _)| {
            let standards = handbook.standards.indexed();
            let one = |(index, standard): (StandardIndex, &CompleteStandard)| {
                let requirements = standard.requirements.indices();
                requirements.map(move |requirement| Target::Permalink { standard: index, requirement })
            };
            standards.flat_map(one).collect()
        });

        /// A redirect to another address.
        Redirect(redirect) = [AddressKind {
            path: "{redirect}",
            template: template!("redirect.html"),
            above: Above::Nothing,
            indexing: Indexing::Allowed,
            ..AddressKind::PAGE
        }], Listing::All(|(handbook, _)| {
            let moves = handbook.published.moves.as_ref();
            let redirects = moves.map(|moves| moves.redirects.indices());
            redirects.into_iter().flatten().map(Target::Redirect).collect()
        });

        /// The permalink of a retired requirement.
        Retired(retired) = [AddressKind {
            path: "{retired}",
            template: template!("retired.html"),
            above: Above::Nothing,
            indexing: Indexing::Allowed,
            ..AddressKind::PAGE
        }], Listing::All(|(handbook, _)| {
            let moves = handbook.published.moves.as_ref();
            let retired = moves.map(|moves| moves.retired.indices());
            retired.into_iter().flatten().map(Target::Retired).collect()
        });

        /// A file for other programs.
        Export(export: Export) = [within export], Listing::All(|listed| {
            Export::all(listed).into_iter().map(Target::Export).collect()
        });

        /// A file that pages need, by its name below `assets/`.
        Asset(asset: Arc<str>) = [AddressKind {
            path: "assets/{asset}",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(_, scope)| {
            let assets = scope.assets.iter().flatten();
            assets.map(|name| Target::Asset(name.as_str().into())).collect()
        });

        /// A picture or download that a text of the content uses, by its path in the content.
        File(file) = [AddressKind {
            path: "files/{file}",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            handbook.files.used.indices().map(Target::File).collect()
        });

        /// The feed of changes in a reading. Feed readers need absolute addresses.
        Feed(reading) = [AddressKind {
            path: "{reading}/changes.atom",
            template: template!("feed.xml"),
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            let has_feed = scope.is_published() && !handbook.changes.is_empty();
            let readings = if has_feed { handbook.readings.indices() } else { Indices::default() };
            readings.map(Target::Feed).collect()
        });

        /// The picture shown with a link on other sites. It is referred to by its absolute address.
        Card(card: Card) = [within card], Listing::All(|(handbook, scope)| {
            let cards = if scope.is_published() { Card::all(handbook) } else { Vec::new() };
            cards.into_iter().map(Target::Card).collect()
        });

        /// The script that saves the handbook in a browser for offline reading. It is in the root, because a browser
        /// lets it save only addresses in its own folder and below.
        ServiceWorker = [AddressKind {
            path: "sw.js",
            template: template!("sw.js"),
            ..AddressKind::FILE
        }], Listing::All(|_| vec![Target::ServiceWorker]);

        /// The page shown offline at an address that was not saved.
        Offline = [AddressKind {
            path: "offline.html",
            template: template!("offline.html"),
            above: Above::Nothing,
            indexing: Indexing::Refused,
            ..AddressKind::PAGE
        }], Listing::All(|(_, scope)| if scope.is_kept { vec![Target::Offline] } else { Vec::new() });

        /// The list of addresses that are saved for offline reading.
        OfflineList = [AddressKind {
            path: "offline.json",
            ..AddressKind::FILE
        }], Listing::All(|(_, scope)| if scope.is_kept { vec![Target::OfflineList] } else { Vec::new() });

        /// The web app manifest of a reading, which gives the name and the look of an installed handbook.
        Manifest(reading) = [AddressKind {
            path: "{reading}/app.webmanifest",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            let readings = if scope.is_kept { handbook.readings.indices() } else { Indices::default() };
            readings.map(Target::Manifest).collect()
        });
    }
}

/// The texts of a self-check, which readers who save the handbook get with its page.
const CHECK_TEXTS: AddressKind = AddressKind {
    template: template!("profile-texts.html"),
    is_kept: true,
    ..AddressKind::FILE
};

/// The texts of each long self-check by profile whose place `is_own`, in each reading.
fn check_texts(handbook: &CompleteHandbook, is_own: fn(&CheckPlace) -> bool) -> Vec<Target> {
    let standards = handbook.standards.indexed();
    let places = standards.flat_map(|(index, standard)| {
        let places = CheckPlace::all(standard).into_iter();
        let long = places.filter(|place| is_own(place) && place.has_texts(standard));
        long.map(move |place| (index, place))
    });
    let places: Vec<(StandardIndex, CheckPlace)> = places.collect();
    let of_one = |reading| {
        let places = places.iter();
        places.map(move |(index, place)| Target::check_texts(reading, *index, *place))
    };
    handbook.readings.indices().flat_map(of_one).collect()
}

/// The texts of each long picker, in each reading.
fn picker_texts(handbook: &CompleteHandbook) -> Vec<Target> {
    let of_one = |reading| {
        let standards = handbook.standards.indexed();
        standards.flat_map(move |(index, standard)| {
            let roles = standard.about.roles.indexed();
            let roles = roles.filter(|_| standard.is_for_recruiters);
            let long = roles.filter(|(_, role)| standard.has_long_picker(role.id.as_str()));
            long.map(move |(role, _)| Target::PickerTexts {
                reading,
                standard: index,
                role,
            })
        })
    };
    handbook.readings.indices().flat_map(of_one).collect()
}

impl Target {
    /// The texts of the long self-check by profile at `place`.
    pub fn check_texts(
        reading: ReadingIndex,
        standard: StandardIndex,
        place: CheckPlace,
    ) -> Target {
        match (place.role, place.branch) {
            (Some(role), None) => Target::CheckTexts {
                reading,
                standard,
                role,
            },
            (None, None) => Target::CheckTextsOfAll { reading, standard },
            (Some(role), Some(level)) => Target::CheckTextsOfBranch {
                reading,
                standard,
                role,
                level,
            },
            (None, Some(level)) => Target::CheckTextsOfAllBranch {
                reading,
                standard,
                level,
            },
        }
    }

    /// Every target, in a fixed order. The same handbook and scope give the same list.
    pub(super) fn all(owner: &Listed) -> Vec<Target> {
        listed(Target::LISTS, owner)
    }

    /// The path from the site's root.
    ///
    /// # Panics
    ///
    /// Never: the compiler has checked that every name in the path is a part of the target.
    pub fn path(&self, handbook: &CompleteHandbook) -> String {
        let subject = self.subject();
        let path = filled(self.kind().path, |name| subject.id(name, handbook));
        path.expect("the table accepts only paths that name parts of their targets")
    }

    /// The theme's template for it: that of its kind, or the one that an annex or a self-check by profile has instead.
    /// Empty if the program makes the file itself.
    pub fn template(&self, handbook: &CompleteHandbook) -> &'static str {
        let own = match self.page() {
            Some(Page::Standard { standard, page }) => page.template(&handbook.standards[standard]),
            Some(_) | None => None,
        };
        own.unwrap_or(self.kind().template)
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
    ///
    /// One page of each kind is enough to find the faults of its template.
    pub fn likeness(&self) -> impl Hash + Eq + use<> {
        (self.kind().path, self.subject().reading)
    }
}

/// Every kind of address. Used for what must hold for all kinds, such as the names that content may
/// not take.
pub fn kinds() -> impl Iterator<Item = &'static AddressKind> {
    let tables = [
        Target::KINDS,
        Page::KINDS,
        StandardPage::KINDS,
        CurriculumPage::KINDS,
        Export::KINDS,
        Card::KINDS,
    ];
    tables.into_iter().flatten().copied().flatten()
}

/// The name of the page that a server shows for a folder. A link to it may end in the folder's
/// slash.
pub const INDEX: &str = "index.html";

/// The path of a page within a reading.
pub fn page_path(handbook: &CompleteHandbook, reading: ReadingIndex, page: Page) -> String {
    Target::Page { reading, page }.path(handbook)
}

/// The path of a requirement's permalink. E.g. `id/pottery/5.3.1.2-a.html`.
pub fn permalink_path(standard: &CompleteStandard, requirement: RequirementIndex) -> String {
    permalinks::address(standard.id(), &standard.requirements[requirement].id)
}

/// The address that the `path` of a kind gives, with `ids` for the names in braces; `None` if one is missing. For content that
/// does not make a site yet.
pub fn path_with(path: &str, ids: &[(&str, &str)]) -> Option<String> {
    filled(path, |name| {
        let mut ids = ids.iter();
        ids.find(|(known, _)| *known == name).map(|(_, id)| *id)
    })
}
