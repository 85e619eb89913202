//! An address of a site: its path, and what stands there.

use std::hash::Hash;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::preview::Preview;
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
    /// The long texts of these records.
    SearchTexts(usize),
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
    /// What kind of thing stands there, in which reading: what is rendered by the same template.
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

/// The kind of a page that belongs to something.
#[derive(PartialEq, Eq, Hash)]
enum Part {
    Standard(Discriminant<StandardPage>),
    Curriculum(Discriminant<CurriculumPage>),
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

/// The path of the long texts that search in a language goes through.
pub fn search_texts_path(language: &Language) -> String {
    format!("data/search/texts/{}.js", language.id)
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
