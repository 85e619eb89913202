//! The SCORM package of a self-check: the same from the command line as from the build, byte for byte, whole, and with the
//! manifest that the specification (SCORM 1.2 Content Aggregation Model, 2.3 and 3) demands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};

use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;
use tempfile::TempDir;
use zip::ZipArchive;

/// The files of a package, by their names.
type Files = BTreeMap<String, Vec<u8>>;

/// Exports a package into a file.
fn exported(fixture: &str, options: &[&str]) -> (Run, Vec<u8>) {
    let project = Project::made_up(fixture);
    let out = TempDir::new().expect("a temporary folder");
    let file = out.path().join("package.zip");
    let root = project.root().to_str().expect("a path in UTF-8");
    let name = file.to_str().expect("a path in UTF-8");
    let arguments = ["--root", root, "export", "scorm", "--out", name];
    let ended = run(arguments.iter().chain(options));
    (ended, fs::read(file).unwrap_or_default())
}

#[track_caller]
fn package(fixture: &str, options: &[&str]) -> Vec<u8> {
    let (ended, bytes) = exported(fixture, options);
    ended.expect_code(0);
    bytes
}

#[track_caller]
fn files(package: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("an archive");
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let name = file.name().expect("a name").into_owned();
        let year = file.last_modified().map(|time| time.year());
        assert_eq!(year, Some(1980), "{name}: a fixed time");
        files.insert(name, bytes);
    }
    files
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("UTF-8")
}

/// The values of an attribute of the elements with this name, in order.
fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let start = format!("<{element} ");
    let elements = xml.split(&start).skip(1);
    let tags = elements.filter_map(|rest| Some(rest.split_once('>')?.0));
    let start = format!("{attribute}=\"");
    let values = tags.filter_map(|tag| Some(tag.split_once(&start)?.1.split_once('"')?.0));
    values.map(str::to_owned).collect()
}

#[test]
fn a_package_is_the_file_of_the_site() {
    let project = Project::made_up("pottery");
    let out = TempDir::new().expect("a temporary folder");
    let site = out.path().join("site");
    run(project.build_arguments(&site)).expect_code(0);
    for (reading, file) in [
        ("en", "data/pottery/scorm/thrower.en.zip"),
        ("zh", "data/pottery/scorm/thrower.zh.zip"),
    ] {
        let options = ["--role", "thrower", "--reading", reading];
        let built = fs::read(site.join(file)).expect("a file of the site");
        assert!(package("pottery", &options) == built, "{file}");
    }
}

#[test]
fn a_manifest_is_as_the_specification_demands() {
    for (fixture, options) in [
        ("pottery", &["--role", "thrower"][..]),
        ("profile", &["--role", "apiarist"]),
        ("forms", &["--standard", "guiding", "--role", "guide"]),
    ] {
        let files = files(&package(fixture, options));
        let manifest = text(&files, "imsmanifest.xml");
        let id = &attributes(&manifest, "manifest", "identifier")[0];
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        assert!(id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_name));
        assert!(manifest.contains("<schema>ADL SCORM</schema>"));
        assert!(manifest.contains("<schemaversion>1.2</schemaversion>"));
        let default = attributes(&manifest, "organizations", "default");
        assert_eq!(default, attributes(&manifest, "organization", "identifier"));
        let leads_to = attributes(&manifest, "item", "identifierref");
        assert_eq!(leads_to, attributes(&manifest, "resource", "identifier"));
        assert_eq!(attributes(&manifest, "resource", "type"), ["webcontent"]);
        assert_eq!(
            attributes(&manifest, "resource", "adlcp:scormtype"),
            ["sco"]
        );
        let start = attributes(&manifest, "resource", "href");
        assert_eq!(start, ["index.html"]);
        let listed = attributes(&manifest, "file", "href");
        let mut packed: BTreeSet<&str> = files.keys().map(String::as_str).collect();
        assert!(packed.remove("imsmanifest.xml"));
        assert_eq!(listed.len(), packed.len(), "each file is listed once");
        assert_eq!(packed, listed.iter().map(String::as_str).collect());
        let titles: Vec<&str> = manifest.split("<title>").skip(1).collect();
        assert!(titles.len() == 2 && titles.iter().all(|title| !title.starts_with('<')));
    }
}

#[test]
fn a_package_needs_nothing_that_is_not_in_it() {
    let files = files(&package("profile", &["--role", "apiarist"]));
    let page = text(&files, "index.html");
    for (element, attribute) in [("script", "src"), ("link", "href"), ("img", "src")] {
        for file in attributes(&page, element, attribute) {
            assert!(files.contains_key(&file), "{file}");
        }
    }
    let links = attributes(&page, "a", "href");
    let is_within = |link: &String| link.starts_with('#');
    assert!(links.iter().all(is_within), "no page is in it: {links:?}");
    assert!(files.contains_key("assets/course.js") && files.contains_key("assets/course.css"));
}

#[test]
fn links_lead_to_the_published_site() {
    let base = [
        "--role",
        "thrower",
        "--base-url",
        "https://handbook.example/",
    ];
    let files = files(&package("pottery", &base));
    let links = attributes(&text(&files, "index.html"), "a", "href");
    let is_away = |link: &&String| link.starts_with("https://handbook.example/");
    assert!(links.iter().filter(is_away).count() > 5, "{links:?}");
    let is_known = |link: &String| link.starts_with('#') || is_away(&link);
    assert!(links.iter().all(is_known), "{links:?}");
}

#[test]
fn a_role_is_named_where_there_are_several() {
    let (ended, bytes) = exported("profile", &[]);
    let ended = ended.expect_code(2);
    assert!(
        ended
            .stderr
            .contains("choose one with `--role`: apiarist, breeder"),
        "{}",
        ended.stderr
    );
    assert!(bytes.is_empty());
}

#[test]
fn pages_of_the_site_do_not_load_the_script_of_courses() {
    let project = Project::made_up("profile");
    let out = TempDir::new().expect("a temporary folder");
    let site = out.path().join("site");
    run(project.build_arguments(&site)).expect_code(0);
    assert!(!site.join("assets/course.js").exists());
    let page = site.join("en/beekeeping/selfcheck/apiarist.html");
    let page = fs::read_to_string(page).expect("a page");
    assert!(!page.contains("course.js") && !page.contains("course.css"));
}
