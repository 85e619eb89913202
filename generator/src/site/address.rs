//! The addresses of a site: paths and targets.

use std::hash::Hash;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::preview::Preview;
use crate::model::{CompleteHandbook, CompleteStandard, Curriculum, Language, permalink};

/// A path from the site's root and its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The path, with `/` between folders: `zh/cbec-export-operations/5.1.html`.
    pub path: Arc<str>,
    /// The target.
    pub target: Target,
}

/// The target of an address. Numbers are indexes into the handbook's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The page on which readers choose a language.
    Choice,
    /// The page that a server shows for an address that does not exist.
    NotFound,
    /// A page within a reading.
    Page {
        /// The reading.
        reading: usize,
        /// The page.
        page: Page,
    },
    /// A requirement's permalink, in all languages.
    Permalink {
        /// The standard.
        standard: usize,
        /// The requirement.
        requirement: usize,
    },
    /// A redirect to another address, as an index into the redirects.
    Redirect(usize),
    /// The permalink of a retired requirement, as an index into the retired requirements.
    Retired(usize),
    /// A file that pages need, by its name below `assets/`.
    Asset(Arc<str>),
    /// The sitemap for search engines.
    Sitemap,
    /// The script that saves the handbook in a browser for offline reading.
    Worker,
    /// The page shown offline at an address that was not saved.
    Offline,
    /// The list of addresses that are saved for offline reading.
    OfflineList,
    /// The web app manifest of a reading, which gives the name and the look of an installed handbook.
    Manifest(usize),
    /// The style sheet of the running heads for printing the whole standard.
    RunningHeads {
        /// The reading.
        reading: usize,
        /// The standard.
        standard: usize,
    },
    /// The feed of changes in a reading.
    Feed(usize),
    /// The coverage of a curriculum as a table for other programs.
    Coverage(usize),
    /// The search records of a language.
    SearchRecords(usize),
    /// The long texts of a language's search records.
    SearchTexts(usize),
    /// The requirements that a curriculum assesses, as alignment entries of Open Badges in one language.
    Alignment {
        /// The curriculum.
        curriculum: usize,
        /// The language.
        language: usize,
    },
    /// The picture shown with a link on other sites.
    Preview(Preview),
}

impl Target {
    /// The kind of the target and its reading: targets of one kind are rendered by the same template.
    pub fn kind(&self) -> impl Hash + Eq + use<> {
        let inner = match self {
            Target::Page { reading, page } => {
                let part = match page {
                    Page::Standard { page, .. } => Some(Part::Standard(discriminant(page))),
                    Page::Curriculum { page, .. } => Some(Part::Curriculum(discriminant(page))),
                    Page::Front
                    | Page::Article { .. }
                    | Page::Curricula
                    | Page::Changes
                    | Page::Postings
                    | Page::Posting { .. } => None,
                };
                Some((*reading, discriminant(page), part))
            }
            _ => None,
        };
        (discriminant(self), inner)
    }

    /// Whether the target's size grows with the handbook.
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

/// The kind of a page that belongs to something.
#[derive(PartialEq, Eq, Hash)]
enum Part {
    Standard(Discriminant<StandardPage>),
    Curriculum(Discriminant<CurriculumPage>),
}

/// A page within a reading. Numbers are indexes into the handbook's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The handbook's front page.
    Front,
    /// An editors' page.
    Article {
        /// The page.
        page: usize,
    },
    /// A page of a standard.
    Standard {
        /// The standard.
        standard: usize,
        /// The page of the standard.
        page: StandardPage,
    },
    /// The list of curricula.
    Curricula,
    /// A page of a curriculum.
    Curriculum {
        /// The curriculum.
        curriculum: usize,
        /// The page of the curriculum.
        page: CurriculumPage,
    },
    /// The list of changes.
    Changes,
    /// The list of postings.
    Postings,
    /// A posting.
    Posting {
        /// The posting.
        posting: usize,
    },
}

/// A page of a curriculum. Numbers are indexes into the curriculum's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurriculumPage {
    /// The description of the curriculum and its plan.
    Overview,
    /// A module.
    Module(usize),
    /// The coverage: requirements by module.
    Coverage,
}

/// A page of a standard. Numbers are indexes into the standard's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardPage {
    /// The contents.
    Contents,
    /// A clause or an annex.
    Clause(usize),
    /// A role.
    Role(usize),
    /// All requirements of a role at a level.
    Level {
        /// The role.
        role: usize,
        /// The level.
        level: usize,
    },
    /// A role's self-check.
    SelfCheck(usize),
    /// A role's self-check without its surroundings, for embedding in a frame of another page.
    SelfCheckFrame(usize),
    /// A role's requirement picker.
    Picker(usize),
    /// All roles side by side, with links to every comparison.
    Compare,
    /// The levels of a role side by side.
    CompareLevels(usize),
    /// Two roles side by side.
    CompareRoles {
        /// The role shown first.
        first: usize,
        /// The other role, which is later in the standard's order.
        second: usize,
    },
    /// The terms and the glossary.
    Terms,
    /// All requirements, with filters.
    Requirements,
    /// The keywords, each with the clauses that contain it.
    Keywords,
    /// The whole standard on one page.
    Whole,
}

/// Names in a standard's folder that are reserved for other pages and that no clause may have.
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

/// Names in a reading's folder that are reserved and that no page or standard may have.
pub const RESERVED_PAGES: [&str; 4] = ["index", "changes", "curricula", "postings"];

/// Names in the site's root that are reserved and that no reading may have.
pub const RESERVED_READINGS: [&str; 4] = ["id", "data", "ims", "assets"];

/// The path of a page of a standard within a reading's folder.
pub fn standard_path(standard: &CompleteStandard, page: StandardPage) -> String {
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

/// The path of the table of a curriculum's coverage.
pub fn coverage_path(curriculum: &Curriculum) -> String {
    format!("data/curricula/{}/coverage.csv", curriculum.id)
}

/// The path of the search records of a language.
pub fn search_path(language: &Language) -> String {
    format!("data/search/{}.js", language.id)
}

/// The path of the long texts of a language's search records.
pub fn search_texts_path(language: &Language) -> String {
    format!("data/search/texts/{}.js", language.id)
}

/// The path of the alignment entries of a curriculum, in the language called `language`.
pub fn alignment_path(curriculum: &Curriculum, language: &str) -> String {
    format!("data/curricula/{}/alignment.{language}.json", curriculum.id)
}

/// The path of the style sheet for printing the whole standard in a reading.
pub fn running_heads_path(handbook: &CompleteHandbook, reading: usize, standard: usize) -> String {
    let reading = &handbook.readings[reading].id;
    format!("{reading}/{}/whole.css", handbook.standards[standard].id())
}

/// The path of a page within a reading.
pub fn page_path(handbook: &CompleteHandbook, reading: usize, page: Page) -> String {
    let reading: &str = &handbook.readings[reading].id;
    match page {
        Page::Front => format!("{reading}/index.html"),
        Page::Article { page } => format!("{reading}/{}.html", handbook.pages[page].name),
        Page::Standard { standard, page } => {
            let standard = &handbook.standards[standard];
            match page {
                // Clauses are by far the most common; format them without an intermediate string.
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
pub fn permalink_path(standard: &CompleteStandard, requirement: usize) -> String {
    permalink::address(standard.id(), &standard.requirements[requirement].id)
}

/// The path of the page on which readers choose a language.
pub const CHOICE: &str = "index.html";

/// The path of the script that saves the handbook. It is in the root, because a browser lets it save only addresses in
/// its own folder and below.
pub const WORKER: &str = "sw.js";

/// The path of the page shown offline at an address that was not saved.
pub const OFFLINE: &str = "offline.html";

/// The path of the list of addresses that are saved for offline reading.
pub const OFFLINE_LIST: &str = "offline.json";

/// The path of the feed of changes in a reading.
pub fn feed_path(handbook: &CompleteHandbook, reading: usize) -> String {
    format!("{}/changes.atom", handbook.readings[reading].id)
}

/// The path of the web app manifest of a reading.
pub fn manifest_path(handbook: &CompleteHandbook, reading: usize) -> String {
    format!("{}/app.webmanifest", handbook.readings[reading].id)
}
