//! No page of a large framework is over 300 kB.

use std::collections::BTreeMap;
use std::path::Path;

use clausebook_tests::described::{self, DescribedSize};
use clausebook_tests::folder;
use clausebook_tests::page::Page;
use clausebook_tests::project::Project;
use serde_json::Value;
use tempfile::TempDir;

/// The size, in bytes, that no page may exceed.
const LARGEST: usize = 300_000;

const SIZE: DescribedSize = DescribedSize {
    requirements: 430,
    in_clause: 20,
    levels: 8,
    dimensions: 2,
    has_role: false,
};

/// The site of a framework.
struct Site {
    folder: TempDir,
}

impl Site {
    fn of(size: DescribedSize) -> Site {
        let project = Project::empty();
        described::write(project.root(), size).expect("a framework can be written");
        let folder = TempDir::new().expect("a temporary folder can be made");
        project.build(folder.path()).expect_code(0);
        Site { folder }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn page(&self, path: &str) -> Page {
        Page::open(&self.path(path))
    }

    /// The sizes of all pages.
    fn pages(&self) -> BTreeMap<String, usize> {
        let files = folder::site(self.folder.path()).into_iter();
        let is_page = |path: &str| Path::new(path).extension().is_some_and(|ext| ext == "html");
        let pages = files.filter(|(path, _)| is_page(path));
        pages.map(|(path, bytes)| (path, bytes.len())).collect()
    }

    /// The page that the script of a self-check hands over.
    fn texts(&self, path: &str) -> Page {
        let script = std::fs::read_to_string(self.path(path)).expect("the script can be read");
        let json = script
            .strip_prefix("globalThis.clausebookRated = ")
            .and_then(|rest| rest.strip_suffix(";\n"));
        let html: Value = serde_json::from_str(json.expect("an assignment")).expect("a string");
        Page::parse(html.as_str().expect("a string"))
    }
}

fn expect_small(pages: &BTreeMap<String, usize>) {
    let large: Vec<_> = pages.iter().filter(|(_, size)| **size > LARGEST).collect();
    assert!(large.is_empty(), "{large:?}");
}

#[test]
fn no_page_of_a_framework_with_many_descriptors_is_over_300_kb() {
    let site = Site::of(SIZE);
    let pages = site.pages();
    expect_small(&pages);
    for page in [
        "en-zh/harbour/selfcheck/index.html",
        "en-zh/harbour/selfcheck/frame.html",
    ] {
        assert!(pages[page] < 100_000, "{page}: {}", pages[page]);
    }
}

#[test]
fn the_areas_of_a_long_self_check_hold_each_requirement_once() {
    let site = Site::of(SIZE);
    let page = site.page("en/harbour/selfcheck/index.html");
    let texts = site.texts("en/harbour/selfcheck/index.js");
    let named = page.words(".outline li");
    assert_eq!(named.len(), SIZE.requirements);
    let areas = page.select("[data-area]").len();
    assert_eq!(texts.select("[data-texts]").len(), areas);
    // Each dimension is too large for one area, so it has one for each clause; the clause in which it changes is in both.
    assert_eq!(areas, SIZE.requirements.div_ceil(SIZE.in_clause) + 1);
    assert_eq!(page.words("[data-areas] > h3"), ["Area 1", "Area 2"]);
    let rated = texts.select("[data-choices]").into_iter();
    let rated: Vec<&str> = rated.filter_map(|item| item.attr("data-choices")).collect();
    let expected: Vec<String> = (0..SIZE.requirements)
        .map(|place| format!("r{place}"))
        .collect();
    assert_eq!(rated, expected);
    let profile = texts.select("[data-profile]")[0]
        .attr("data-profile")
        .expect("a profile");
    assert_eq!(
        profile.lines().filter(|line| line.starts_with('r')).count(),
        SIZE.requirements
    );
    // Each name leads to its text.
    for link in page.select(".outline a") {
        let href = link.attr("href").expect("a link");
        let (path, id) = href.split_once('#').expect("a place on a page");
        let target = site.path("en/harbour/selfcheck").join(path);
        assert!(target.is_file(), "{href}");
        assert!(id.starts_with('r'), "{href}");
    }
}

#[test]
fn a_short_self_check_has_its_texts_on_the_page() {
    let site = Site::of(DescribedSize {
        requirements: 40,
        ..SIZE
    });
    let page = site.page("en/harbour/selfcheck/index.html");
    assert_eq!(page.select(".rated").len(), 40);
    assert!(page.select("[data-area]").is_empty());
    assert!(!site.path("en/harbour/selfcheck/index.js").exists());
}

#[test]
fn one_requirement_clauses_share_areas() {
    let site = Site::of(DescribedSize {
        requirements: 620,
        in_clause: 1,
        levels: 0,
        dimensions: 0,
        has_role: false,
    });
    expect_small(&site.pages());
    let page = site.page("en/harbour/selfcheck/index.html");
    assert_eq!(page.words(".outline li").len(), 620);
    assert_eq!(page.select("[data-area]").len(), 11);
    assert_eq!(
        page.words("[data-area] > h3")[1],
        "61 Duty 61 – 120 Duty 120"
    );
}
