//! The list of a site's addresses.

use super::address::{
    Address, CHOICE, CurriculumPage, OFFLINE, OFFLINE_LIST, Page, StandardPage, Target, WORKER,
    alignment_path, coverage_path, feed_path, manifest_path, page_path, permalink_path,
    running_heads_path, search_path, search_texts_path,
};
use super::preview;
use crate::model::{CompleteHandbook, CompleteStandard};

/// The pages of a standard, in reading order.
fn standard_pages(standard: &CompleteStandard) -> Vec<StandardPage> {
    let mut pages = vec![StandardPage::Contents];
    pages.extend((0..standard.clauses.len()).map(StandardPage::Clause));
    for role in 0..standard.about.roles.len() {
        pages.push(StandardPage::Role(role));
        pages.extend(
            (0..standard.about.levels.len()).map(|level| StandardPage::Level { role, level }),
        );
        // A self-check needs a form.
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

/// The pages that compare roles or levels, if there are at least two. There is one for each pair of roles.
fn comparisons(standard: &CompleteStandard) -> Vec<StandardPage> {
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

/// The pages within every reading, in reading order.
fn pages(handbook: &CompleteHandbook) -> Vec<Page> {
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

/// The pages of curricula and postings.
fn published_pages(handbook: &CompleteHandbook) -> Vec<Page> {
    let mut pages = Vec::new();
    for (index, curriculum) in handbook.curricula.iter().enumerate() {
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
        .map(|posting| Page::Posting { posting })
        .peekable();
    if postings.peek().is_some() {
        pages.push(Page::Postings);
    }
    pages.extend(postings);
    pages
}

/// The data files of curricula. Those that need absolute addresses are included only if the
/// site's own is known.
fn curricula_data(handbook: &CompleteHandbook, published: bool) -> Vec<Address> {
    let mut files = Vec::new();
    for (index, curriculum) in handbook.curricula.iter().enumerate() {
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

/// Every address of the handbook's site. [`CompleteHandbook::has_names_of`] compares everything that they depend on.
pub(super) fn all(handbook: &CompleteHandbook, assets: &[String], published: bool) -> Vec<Address> {
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
    all.extend(languages.flat_map(|(index, language)| {
        [
            Address {
                path: search_path(language).into(),
                target: Target::SearchRecords(index),
            },
            Address {
                path: search_texts_path(language).into(),
                target: Target::SearchTexts(index),
            },
        ]
    }));
    all.extend(assets.iter().map(|name| Address {
        path: format!("assets/{name}").into(),
        target: Target::Asset(name.as_str().into()),
    }));
    // Feed readers need absolute addresses.
    if published && !handbook.changes.is_empty() {
        all.extend((0..handbook.readings.len()).map(|reading| Address {
            path: feed_path(handbook, reading).into(),
            target: Target::Feed(reading),
        }));
    }
    // Pictures are referred to by absolute address, so they are useless if the site's own is not known.
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

/// The additional addresses of a handbook that readers can save for offline reading.
pub(super) fn kept(handbook: &CompleteHandbook) -> Vec<Address> {
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
