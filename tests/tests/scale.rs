//! The site of a catalogue that many roles share grows in proportion to it.

use std::collections::BTreeMap;
use std::path::Path;

use clausebook_tests::catalogue::{self, Size};
use clausebook_tests::folder;
use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

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
    let files = folder::site(&out).into_iter();
    files.map(|(path, bytes)| (path, bytes.len())).collect()
}

/// The number of files, and their bytes.
fn total(site: &BTreeMap<String, usize>) -> (usize, usize) {
    (site.len(), site.values().sum())
}

#[test]
fn the_site_of_a_catalogue_grows_in_proportion_to_it() {
    let whole = site(SIZE);
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
    let whole = site(SIZE);
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
    let project = Project::empty();
    catalogue::write(project.root(), SIZE).expect("a catalogue can be written");
    project.check().expect_code(0);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let role = Page::open(
        Path::new(&out)
            .join("en/catalogue/role/role-1.html")
            .as_path(),
    );
    assert_eq!(role.select(".requirements > li").len(), SIZE.asked);
}
