//! The site of a catalogue that many roles share grows in proportion to it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clausebook_tests::catalogue::{self, Size};
use clausebook_tests::folder;
use clausebook_tests::page::{Page, words};
use clausebook_tests::program::{empty_folder, run};
use clausebook_tests::project::Project;
use scraper::{ElementRef, Selector};

const SIZE: Size = Size {
    statements: 120,
    roles: 13,
    levels: 2,
    asked: 24,
};

/// The size of each file of the site of a catalogue.
fn site(size: Size) -> BTreeMap<String, usize> {
    let project = Project::empty();
    catalogue::write(project.root(), size).expect("a catalogue can be written");
    let out = project.path("site");
    project.build(&out).expect_code(0);
    sizes(&out)
}

/// The size of each file of a site.
fn sizes(site: &Path) -> BTreeMap<String, usize> {
    let files = folder::site(site).into_iter();
    files.map(|(path, bytes)| (path, bytes.len())).collect()
}

/// The folder of the catalogue of [`SIZE`], with its site in `site`, built once for all tests.
fn whole() -> &'static Path {
    static WHOLE: OnceLock<PathBuf> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let root = empty_folder(env!("CARGO_TARGET_TMPDIR"), "catalogue");
        catalogue::write(&root, SIZE).expect("a catalogue can be written");
        let arguments = ["build".as_ref(), "--root".as_ref(), root.as_os_str()];
        let out = root.join("site");
        run(arguments
            .into_iter()
            .chain(["--out".as_ref(), out.as_os_str()]))
        .expect_code(0);
        root
    })
}

/// The number of files, and their bytes.
fn total(site: &BTreeMap<String, usize>) -> (usize, usize) {
    (site.len(), site.values().sum())
}

#[test]
fn the_site_of_a_catalogue_grows_in_proportion_to_it() {
    let whole = sizes(&whole().join("site"));
    let bigger = [
        (
            "roles",
            Size {
                roles: SIZE.roles * 2,
                ..SIZE
            },
        ),
        (
            "statements",
            Size {
                statements: SIZE.statements * 2,
                ..SIZE
            },
        ),
        (
            "levels",
            Size {
                levels: SIZE.levels * 2,
                ..SIZE
            },
        ),
    ];
    let (files, bytes) = total(&whole);
    for (what, size) in bigger {
        let (more_files, more_bytes) = total(&site(size));
        assert!(
            more_files > files && more_bytes > bytes,
            "{what} do not matter"
        );
        // Twice as much of one of them is at most twice as much in all.
        assert!(
            more_files <= files * 2,
            "{files} files became {more_files} by twice the {what}"
        );
        assert!(
            more_bytes <= bytes * 2,
            "{bytes} bytes became {more_bytes} by twice the {what}"
        );
    }
}

#[test]
fn a_large_standard_has_no_page_for_each_pair_of_roles() {
    let whole = sizes(&whole().join("site"));
    let compared: Vec<&String> = whole
        .keys()
        .filter(|path| path.starts_with("en/catalogue/compare"))
        .collect();
    // The page on which the reader chooses, and what each role asks for.
    assert_eq!(compared.len(), 1 + SIZE.roles, "{compared:?}");
    let few = site(Size { roles: 4, ..SIZE });
    let compared = few
        .keys()
        .filter(|path| path.starts_with("en/catalogue/compare"));
    // The page of all, one for each pair, and one for the levels of each role.
    assert_eq!(compared.count(), 1 + 6 + 4);
    let many_requirements = site(Size {
        roles: 6,
        asked: 110,
        ..SIZE
    });
    let compared = many_requirements
        .keys()
        .filter(|path| path.starts_with("en/catalogue/compare"));
    assert_eq!(compared.count(), 1 + 6);
}

#[test]
fn a_catalogue_passes_the_check() {
    let root = whole();
    run(["check".as_ref(), "--root".as_ref(), root.as_os_str()]).expect_code(0);
    let role = Page::open(&root.join("site/en/catalogue/role/role-1.html"));
    assert_eq!(role.select(".requirements > li").len(), SIZE.asked);
}

#[test]
fn the_pages_of_a_role_with_many_requirements_share_them_out() {
    let size = Size {
        statements: 200,
        roles: 1,
        levels: 3,
        asked: 180,
    };
    let project = Project::empty();
    catalogue::write(project.root(), size).expect("a catalogue can be written");
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let folder = out.join("en/catalogue/role/role-1");
    let open = |name: &str| Page::open(&folder.join(name));
    let listed = |page: &Page| -> Vec<String> {
        let items = page.select(".requirements > li").into_iter();
        let ids = items.filter_map(|item| item.attr("id"));
        ids.map(str::to_owned).collect()
    };
    // The number of requirements behind each link to another page, which has a heading there.
    let counted = |page: &Page| -> usize {
        let groups = page.select(".counted li").into_iter();
        let counts = groups.map(|group| {
            let link = select(group, "a");
            let href = link.attr("href").expect("a link");
            let (path, id) = href.split_once('#').expect("a place on the page");
            let path = path.strip_prefix("../").unwrap_or(path);
            let path = path.strip_prefix("role-1/").unwrap_or(path);
            let target = match path {
                "role-1.html" => open("../role-1.html"),
                level => open(level),
            };
            assert!(target.by_id(id).is_some(), "{href}");
            let words = words(select(group, "span"));
            let count = words.split(' ').next().expect("a number");
            count.parse::<usize>().expect("a number")
        });
        counts.sum()
    };
    let role = open("../role-1.html");
    let of_every_level = listed(&role);
    assert_eq!(of_every_level.len() + counted(&role), size.asked);
    let levels = ["level-1.html", "level-2.html", "level-3.html"].map(open);
    let mut all = of_every_level.clone();
    for (place, level) in levels.iter().enumerate() {
        let mut own = listed(level);
        if place == 0 {
            // Nothing is below it, so that its page has everything.
            assert_eq!(counted(level), 0);
            own.retain(|id| !of_every_level.contains(id));
        }
        all.extend(own);
    }
    assert_eq!(all.len(), size.asked);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), size.asked);
    let highest = &levels[2];
    assert_eq!(listed(highest).len() + counted(highest), size.asked);
}

/// The first element within another that a CSS selector finds.
fn select<'a>(element: ElementRef<'a>, selector: &str) -> ElementRef<'a> {
    let selector = Selector::parse(selector).expect("a selector");
    element.select(&selector).next().expect("an element")
}
