//! Every address of a site, and what stands there.

use std::sync::Arc;

use crate::model::{Curriculum, Handbook, Standard, permalink};

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
    /// What a curriculum covers, as a table for programs, by the curriculum's place.
    Coverage(usize),
    /// The picture that a link is shown with elsewhere.
    Preview(Preview),
}

/// A picture that links are shown with elsewhere. Numbers are places in the lists of the handbook and its standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// Of a standard.
    Standard(usize),
    /// Of a role.
    Role {
        /// The standard.
        standard: usize,
        /// The role.
        role: usize,
    },
    /// Of a role at a level.
    Level {
        /// The standard.
        standard: usize,
        /// The role.
        role: usize,
        /// The level.
        level: usize,
    },
}

impl Preview {
    /// The standard that it shows.
    pub fn standard(self) -> usize {
        match self {
            Preview::Standard(standard)
            | Preview::Role { standard, .. }
            | Preview::Level { standard, .. } => standard,
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
    /// The terms and the glossary.
    Terms,
    /// The whole standard on one page.
    Whole,
}

/// Names that stand beside the clauses' numbers in a standard's folder, and that no clause may have.
pub const RESERVED_CLAUSES: [&str; 6] = ["index", "terms", "whole", "role", "selfcheck", "picker"];

/// Names that stand beside the pages' and the standards' in a reading's folder, and that none of them may have.
pub const RESERVED_PAGES: [&str; 3] = ["index", "curricula", "postings"];

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
        StandardPage::Terms => format!("{id}/terms.html"),
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

/// The path of a picture that links are shown with elsewhere.
pub fn preview_path(handbook: &Handbook, preview: Preview) -> String {
    let standard = &handbook.standards[preview.standard()];
    let (id, about) = (standard.id(), &standard.about);
    match preview {
        Preview::Standard(_) => format!("data/previews/{id}.png"),
        Preview::Role { role, .. } => format!("data/previews/{id}/{}.png", about.roles[role].id),
        Preview::Level { role, level, .. } => format!(
            "data/previews/{id}/{}/{}.png",
            about.roles[role].id, about.levels[level].id
        ),
    }
}

/// Every picture that links are shown with elsewhere.
fn previews(handbook: &Handbook) -> Vec<Preview> {
    let mut previews = Vec::new();
    for (standard, of) in handbook.standards.iter().enumerate() {
        previews.push(Preview::Standard(standard));
        for role in 0..of.about.roles.len() {
            previews.push(Preview::Role { standard, role });
            let levels = 0..of.about.levels.len();
            previews.extend(levels.map(|level| Preview::Level {
                standard,
                role,
                level,
            }));
        }
    }
    previews
}

/// The path of a page within a reading.
pub fn page_path(handbook: &Handbook, reading: usize, page: Page) -> String {
    let reading = &handbook.readings[reading].id;
    match page {
        Page::Front => format!("{reading}/index.html"),
        Page::Article { page } => format!("{reading}/{}.html", handbook.pages[page].name),
        Page::Standard { standard, page } => {
            format!(
                "{reading}/{}",
                standard_path(&handbook.standards[standard], page)
            )
        }
        Page::Curricula => format!("{reading}/curricula/index.html"),
        Page::Curriculum { curriculum, page } => {
            format!(
                "{reading}/{}",
                curriculum_path(&handbook.curricula[curriculum], page)
            )
        }
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
    pages.extend([StandardPage::Terms, StandardPage::Whole]);
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

/// Every address of the handbook's site. [`Handbook::has_names_of`] compares all that these depend on.
pub fn all(handbook: &Handbook, assets: &[String], published: bool) -> Vec<Address> {
    let mut all = vec![
        Address {
            path: "index.html".into(),
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
    let curricula = handbook.curricula.iter().enumerate();
    all.extend(
        curricula
            .filter(|(_, curriculum)| curriculum.standard.is_some())
            .map(|(index, curriculum)| Address {
                path: coverage_path(curriculum).into(),
                target: Target::Coverage(index),
            }),
    );
    all.extend(assets.iter().map(|name| Address {
        path: format!("assets/{name}").into(),
        target: Target::Asset(name.as_str().into()),
    }));
    // A picture is named by its absolute address, so where the site's own is not known nothing would lead to it.
    if published {
        all.extend(previews(handbook).into_iter().map(|preview| Address {
            path: preview_path(handbook, preview).into(),
            target: Target::Preview(preview),
        }));
        all.push(Address {
            path: "sitemap.xml".into(),
            target: Target::Sitemap,
        });
    }
    all
}
