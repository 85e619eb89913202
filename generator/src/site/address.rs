//! Every address of a site, and what stands there.

use std::sync::Arc;

use super::preview::{self, Preview};
use crate::model::{Curriculum, Handbook, Language, Standard, permalink};

/// A path from the site's root, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The path, with `/` between folders: `zh/cbec-export-operations/5.1.html`.
    pub path: Arc<str>,
    /// What stands there.
    pub target: Target,
}

/// What stands at an address. Numbers are places in the handbook's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The choice of a language.
    Choice,
    /// What a server shows for an address that is not there.
    NotFound,
    /// A page within a reading.
    Page {
        /// The reading.
        reading: usize,
        /// What it shows.
        page: Page,
    },
    /// A requirement's permalink, in all languages.
    Permalink {
        /// The standard.
        standard: usize,
        /// The requirement.
        requirement: usize,
    },
    /// An address that leads elsewhere now, by its place among the redirects.
    Redirect(usize),
    /// The permalink of a requirement that is no more, by its place among the retired.
    Retired(usize),
    /// A file that the pages need, by its name below `assets/`.
    Asset(Arc<str>),
    /// The list of all pages for search engines.
    Sitemap,
    /// The script that keeps the handbook in a browser for reading offline.
    Worker,
    /// What is shown offline at an address that is not kept.
    Offline,
    /// What a reader who keeps the handbook keeps.
    OfflineList,
    /// What an installed handbook is called and looks like, by the place of the reading.
    Manifest(usize),
    /// The style sheet of what stands at the head of each sheet when the whole standard is printed.
    RunningHeads {
        /// The reading.
        reading: usize,
        /// The standard.
        standard: usize,
    },
    /// What has changed, for programs that tell their readers, by the place of the reading.
    Feed(usize),
    /// What a curriculum covers, as a table for programs, by the curriculum's place.
    Coverage(usize),
    /// What search in a language goes through, by the language's place.
    SearchRecords(usize),
    /// What a curriculum assesses, as alignment entries of Open Badges in one language.
    Alignment {
        /// The curriculum.
        curriculum: usize,
        /// The language.
        language: usize,
    },
    /// The picture that a link is shown with elsewhere.
    Preview(Preview),
}

impl Target {
    /// Whether what stands there is long where the handbook is large.
    pub fn grows(&self) -> bool {
        let Target::Page { page, .. } = self else {
            return matches!(
                self,
                Target::Sitemap | Target::Coverage(_) | Target::Feed(_)
            );
        };
        match page {
            Page::Standard { page, .. } => !matches!(
                page,
                StandardPage::Clause(_) | StandardPage::SelfCheckFrame(_)
            ),
            Page::Curriculum { page, .. } => *page == CurriculumPage::Coverage,
            Page::Curricula | Page::Postings | Page::Changes => true,
            Page::Front | Page::Article { .. } | Page::Posting { .. } => false,
        }
    }
}

/// A page within a reading. Numbers are places in the handbook's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The handbook's front page.
    Front,
    /// What an editor wrote.
    Article {
        /// The page.
        page: usize,
    },
    /// A page of a standard.
    Standard {
        /// The standard.
        standard: usize,
        /// Which of its pages.
        page: StandardPage,
    },
    /// The list of curricula.
    Curricula,
    /// A page of a curriculum.
    Curriculum {
        /// The curriculum.
        curriculum: usize,
        /// Which of its pages.
        page: CurriculumPage,
    },
    /// What has changed.
    Changes,
    /// The list of postings.
    Postings,
    /// A posting.
    Posting {
        /// The posting.
        posting: usize,
    },
}

/// A page of a curriculum. Numbers are places in the curriculum's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurriculumPage {
    /// What it is, and its plan.
    Overview,
    /// A module.
    Module(usize),
    /// Requirements by modules.
    Coverage,
}

/// A page of a standard. Numbers are places in the standard's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardPage {
    /// The contents.
    Contents,
    /// A clause or an annex.
    Clause(usize),
    /// A role.
    Role(usize),
    /// All that a level asks of a role.
    Level {
        /// The role.
        role: usize,
        /// The level.
        level: usize,
    },
    /// A role's self-check.
    SelfCheck(usize),
    /// A role's self-check alone, to be shown in a frame of another page.
    SelfCheckFrame(usize),
    /// A role's requirement picker.
    Picker(usize),
    /// Roles side by side, and the way to every comparison.
    Compare,
    /// The levels of a role side by side.
    CompareLevels(usize),
    /// Two roles side by side, the first of them first.
    CompareRoles {
        /// The role that stands first.
        first: usize,
        /// The role that stands after it in the standard's order.
        second: usize,
    },
    /// The terms and the glossary.
    Terms,
    /// Every requirement, to be narrowed down.
    Requirements,
    /// The keywords, and the clauses in which each stands.
    Keywords,
    /// The whole standard on one page.
    Whole,
}

/// Names that stand beside the clauses' numbers in a standard's folder, and that no clause may have.
pub const RESERVED_CLAUSES: [&str; 9] = [
    "index",
    "terms",
    "requirements",
    "keywords",
    "whole",
    "role",
    "selfcheck",
    "compare",
    "picker",
];

/// Names that stand beside the pages' and the standards' in a reading's folder, and that none of them may have.
pub const RESERVED_PAGES: [&str; 4] = ["index", "changes", "curricula", "postings"];

/// Names that stand beside the readings' in the site's root.
pub const RESERVED_READINGS: [&str; 4] = ["id", "data", "ims", "assets"];

/// The path of a page of a standard within a reading's folder.
pub fn standard_path(standard: &Standard, page: StandardPage) -> String {
    let id = standard.id();
    let role = |role: usize| standard.about.roles[role].id.as_str();
    match page {
        StandardPage::Contents => format!("{id}/index.html"),
        StandardPage::Clause(clause) => format!("{id}/{}.html", standard.clauses[clause].id()),
        StandardPage::Role(of) => format!("{id}/role/{}.html", role(of)),
        StandardPage::Level { role: of, level } => {
            format!(
                "{id}/role/{}/{}.html",
                role(of),
                standard.about.levels[level].id
            )
        }
        StandardPage::SelfCheck(of) => format!("{id}/selfcheck/{}.html", role(of)),
        StandardPage::SelfCheckFrame(of) => format!("{id}/selfcheck/{}/frame.html", role(of)),
        StandardPage::Picker(of) => format!("{id}/picker/{}.html", role(of)),
        StandardPage::Compare => format!("{id}/compare.html"),
        StandardPage::CompareLevels(of) => format!("{id}/compare/{}.html", role(of)),
        StandardPage::CompareRoles { first, second } => {
            format!("{id}/compare/{}/{}.html", role(first), role(second))
        }
        StandardPage::Terms => format!("{id}/terms.html"),
        StandardPage::Requirements => format!("{id}/requirements.html"),
        StandardPage::Keywords => format!("{id}/keywords.html"),
        StandardPage::Whole => format!("{id}/whole.html"),
    }
}

/// The path of a page of a curriculum within a reading's folder.
pub fn curriculum_path(curriculum: &Curriculum, page: CurriculumPage) -> String {
    let id = &curriculum.id;
    match page {
        CurriculumPage::Overview => format!("curricula/{id}/index.html"),
        CurriculumPage::Module(module) => {
            format!("curricula/{id}/{}.html", curriculum.modules[module].id)
        }
        CurriculumPage::Coverage => format!("curricula/{id}/coverage.html"),
    }
}

/// The path of the table of what a curriculum covers.
pub fn coverage_path(curriculum: &Curriculum) -> String {
    format!("data/curricula/{}/coverage.csv", curriculum.id)
}

/// The path of what search in a language goes through.
pub fn search_path(language: &Language) -> String {
    format!("data/search/{}.js", language.id)
}

/// The path of the alignment entries of a curriculum, in the language called `language`.
pub fn alignment_path(curriculum: &Curriculum, language: &str) -> String {
    format!("data/curricula/{}/alignment.{language}.json", curriculum.id)
}

/// The path of the style sheet for printing the whole standard in a reading.
pub fn running_heads_path(handbook: &Handbook, reading: usize, standard: usize) -> String {
    let reading = &handbook.readings[reading].id;
    format!("{reading}/{}/whole.css", handbook.standards[standard].id())
}

/// The path of a page within a reading.
pub fn page_path(handbook: &Handbook, reading: usize, page: Page) -> String {
    let reading: &str = &handbook.readings[reading].id;
    match page {
        Page::Front => format!("{reading}/index.html"),
        Page::Article { page } => format!("{reading}/{}.html", handbook.pages[page].name),
        Page::Standard { standard, page } => {
            let standard = &handbook.standards[standard];
            match page {
                // By far the most; the detour through another text is spared.
                StandardPage::Clause(clause) => {
                    let clause = standard.clauses[clause].id().as_str();
                    [reading, "/", standard.id(), "/", clause, ".html"].concat()
                }
                _ => format!("{reading}/{}", standard_path(standard, page)),
            }
        }
        Page::Curricula => format!("{reading}/curricula/index.html"),
        Page::Curriculum { curriculum, page } => {
            format!(
                "{reading}/{}",
                curriculum_path(&handbook.curricula[curriculum], page)
            )
        }
        Page::Changes => format!("{reading}/changes.html"),
        Page::Postings => format!("{reading}/postings/index.html"),
        Page::Posting { posting } => {
            format!("{reading}/postings/{}.html", handbook.postings[posting].id)
        }
    }
}

/// The path of a requirement's permalink.
pub fn permalink_path(standard: &Standard, requirement: usize) -> String {
    permalink::address(standard.id(), &standard.requirements[requirement].id)
}

/// The pages of a standard, in the order of reading.
fn standard_pages(standard: &Standard) -> Vec<StandardPage> {
    let mut pages = vec![StandardPage::Contents];
    pages.extend((0..standard.clauses.len()).map(StandardPage::Clause));
    for role in 0..standard.about.roles.len() {
        pages.push(StandardPage::Role(role));
        pages.extend(
            (0..standard.about.levels.len()).map(|level| StandardPage::Level { role, level }),
        );
        // Only a role that has a form can be checked.
        if standard
            .annex_of(standard.about.roles[role].id.as_str())
            .is_some()
        {
            pages.extend([
                StandardPage::SelfCheck(role),
                StandardPage::SelfCheckFrame(role),
            ]);
        }
        pages.push(StandardPage::Picker(role));
    }
    pages.extend(comparisons(standard));
    pages.extend([
        StandardPage::Terms,
        StandardPage::Requirements,
        StandardPage::Keywords,
        StandardPage::Whole,
    ]);
    pages
}

/// The pages that set roles or levels side by side, where there are at least two. Each pair of roles has one.
fn comparisons(standard: &Standard) -> Vec<StandardPage> {
    let (roles, levels) = (standard.about.roles.len(), standard.about.levels.len());
    let mut pages = Vec::new();
    if roles > 1 || (roles == 1 && levels > 1) {
        pages.push(StandardPage::Compare);
    }
    if levels > 1 {
        pages.extend((0..roles).map(StandardPage::CompareLevels));
    }
    for first in 0..roles {
        pages.extend((first + 1..roles).map(|second| StandardPage::CompareRoles { first, second }));
    }
    pages
}

/// The pages within every reading, in the order of reading.
fn pages(handbook: &Handbook) -> Vec<Page> {
    let mut pages = vec![Page::Front];
    pages.extend((0..handbook.pages.len()).map(|page| Page::Article { page }));
    for (index, standard) in handbook.standards.iter().enumerate() {
        pages.extend(
            standard_pages(standard)
                .into_iter()
                .map(|page| Page::Standard {
                    standard: index,
                    page,
                }),
        );
    }
    pages.extend(published_pages(handbook));
    if !handbook.changes.is_empty() {
        pages.push(Page::Changes);
    }
    pages
}

/// The pages of curricula and postings. Those whose standard does not exist have none.
fn published_pages(handbook: &Handbook) -> Vec<Page> {
    let mut pages = Vec::new();
    for (index, curriculum) in handbook.curricula.iter().enumerate() {
        if curriculum.standard.is_none() {
            continue;
        }
        if pages.is_empty() {
            pages.push(Page::Curricula);
        }
        let modules = (0..curriculum.modules.len()).map(CurriculumPage::Module);
        let own = [CurriculumPage::Overview].into_iter().chain(modules);
        pages.extend(
            own.chain([CurriculumPage::Coverage])
                .map(|page| Page::Curriculum {
                    curriculum: index,
                    page,
                }),
        );
    }
    let mut postings = (0..handbook.postings.len())
        .filter(|posting| handbook.postings[*posting].standard.is_some())
        .map(|posting| Page::Posting { posting })
        .peekable();
    if postings.peek().is_some() {
        pages.push(Page::Postings);
    }
    pages.extend(postings);
    pages
}

/// The files for programs of curricula. Those whose standard does not exist have none; entries that need absolute addresses
/// are there only where the site's is known.
fn curricula_data(handbook: &Handbook, published: bool) -> Vec<Address> {
    let mut files = Vec::new();
    for (index, curriculum) in handbook.curricula.iter().enumerate() {
        if curriculum.standard.is_none() {
            continue;
        }
        files.push(Address {
            path: coverage_path(curriculum).into(),
            target: Target::Coverage(index),
        });
        if published {
            let languages = handbook.languages.iter().enumerate();
            files.extend(languages.map(|(place, language)| Address {
                path: alignment_path(curriculum, &language.id).into(),
                target: Target::Alignment {
                    curriculum: index,
                    language: place,
                },
            }));
        }
    }
    files
}

/// Every address of the handbook's site. [`Handbook::has_names_of`] compares all that these depend on.
pub fn all(handbook: &Handbook, assets: &[String], published: bool) -> Vec<Address> {
    let mut all = vec![
        Address {
            path: CHOICE.into(),
            target: Target::Choice,
        },
        Address {
            path: "404.html".into(),
            target: Target::NotFound,
        },
    ];
    let pages = pages(handbook);
    for reading in 0..handbook.readings.len() {
        all.extend(pages.iter().map(|page| Address {
            path: page_path(handbook, reading, *page).into(),
            target: Target::Page {
                reading,
                page: *page,
            },
        }));
    }
    for reading in 0..handbook.readings.len() {
        all.extend((0..handbook.standards.len()).map(|standard| Address {
            path: running_heads_path(handbook, reading, standard).into(),
            target: Target::RunningHeads { reading, standard },
        }));
    }
    for (index, standard) in handbook.standards.iter().enumerate() {
        all.extend((0..standard.requirements.len()).map(|requirement| Address {
            path: permalink_path(standard, requirement).into(),
            target: Target::Permalink {
                standard: index,
                requirement,
            },
        }));
    }
    if let Some(moves) = &handbook.published.moves {
        all.extend(
            moves
                .redirects
                .iter()
                .enumerate()
                .map(|(index, redirect)| Address {
                    path: redirect.from.path.clone(),
                    target: Target::Redirect(index),
                }),
        );
        all.extend(
            moves
                .retired
                .iter()
                .enumerate()
                .map(|(index, retired)| Address {
                    path: retired.address.path.clone(),
                    target: Target::Retired(index),
                }),
        );
    }
    all.extend(curricula_data(handbook, published));
    let languages = handbook.languages.iter().enumerate();
    all.extend(languages.map(|(index, language)| Address {
        path: search_path(language).into(),
        target: Target::SearchRecords(index),
    }));
    all.extend(assets.iter().map(|name| Address {
        path: format!("assets/{name}").into(),
        target: Target::Asset(name.as_str().into()),
    }));
    // A feed is read elsewhere, so that it needs absolute addresses.
    if published && !handbook.changes.is_empty() {
        all.extend((0..handbook.readings.len()).map(|reading| Address {
            path: feed_path(handbook, reading).into(),
            target: Target::Feed(reading),
        }));
    }
    // A picture is named by its absolute address, so where the site's own is not known nothing would lead to it.
    if published {
        all.extend(preview::all(handbook));
        all.push(Address {
            path: "sitemap.xml".into(),
            target: Target::Sitemap,
        });
    }
    all.push(Address {
        path: WORKER.into(),
        target: Target::Worker,
    });
    all
}

/// The path of the choice of a language.
pub const CHOICE: &str = "index.html";

/// The path of the script that keeps the handbook. It stands in the root, since a browser lets it keep only what stands
/// beside or below it.
pub const WORKER: &str = "sw.js";

/// The path of what is shown offline at an address that is not kept.
pub const OFFLINE: &str = "offline.html";

/// The path of the list of what is kept.
pub const OFFLINE_LIST: &str = "offline.json";

/// The path of the feed of changes in a reading.
pub fn feed_path(handbook: &Handbook, reading: usize) -> String {
    format!("{}/changes.atom", handbook.readings[reading].id)
}

/// The path of what an installed handbook is called, in a reading.
pub fn manifest_path(handbook: &Handbook, reading: usize) -> String {
    format!("{}/app.webmanifest", handbook.readings[reading].id)
}

/// The further addresses of a handbook that readers can keep for reading offline.
pub fn kept(handbook: &Handbook) -> Vec<Address> {
    let mut kept = vec![
        Address {
            path: OFFLINE.into(),
            target: Target::Offline,
        },
        Address {
            path: OFFLINE_LIST.into(),
            target: Target::OfflineList,
        },
    ];
    kept.extend((0..handbook.readings.len()).map(|reading| Address {
        path: manifest_path(handbook, reading).into(),
        target: Target::Manifest(reading),
    }));
    kept
}
