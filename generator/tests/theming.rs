//! The worked example of `docs/content/pages/en/theming.md`, built as that page describes.

use std::fs;
use std::path::Path;

use clausebook::language::ProgramLanguage;
use clausebook::project::Project;
use clausebook::site::Site;

const DOCUMENT: &str = include_str!("../../docs/content/pages/en/theming.md");

/// Returns the files of the example. The text after a fence's language is the file's path.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = DOCUMENT.lines();
    while let Some(line) = lines.next() {
        let Some((_, path)) = line
            .strip_prefix("```")
            .and_then(|rest| rest.split_once(' '))
        else {
            continue;
        };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        files.push((path.to_owned(), format!("{}\n", text.join("\n"))));
    }
    files
}

/// Copies the text files below `from` to `to`.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture can be listed") {
        let entry = entry.expect("the fixture can be listed").path();
        let target = to.join(entry.file_name().expect("an entry has a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a file can be copied");
        }
    }
}

fn page(site: &Site, path: &str) -> String {
    let address = site
        .find(path)
        .unwrap_or_else(|| panic!("{path} is an address"));
    String::from_utf8(site.render(address).expect("it renders")).expect("it is UTF-8")
}

#[test]
fn the_worked_example_looks_as_the_document_says() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    copy(&fixture, folder.path());
    let files = files();
    assert_eq!(files.len(), 3, "{files:?}");
    for (name, text) in &files {
        let path = folder.path().join(name);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be made");
        fs::write(&path, before + text).expect("it can be written");
    }
    let mut project = Project::read(folder.path()).expect("it can be read");
    let (handbook, faults) = project.check();
    assert_eq!(
        faults,
        [],
        "{}",
        project
            .sources
            .report(&faults, ProgramLanguage::English, false)
    );
    let site = project
        .site(handbook.expect("there is one"), None)
        .expect("the theme is valid");

    let clause = page(&site, "en/bicycle-repair/2.2.1.html");
    assert!(clause.contains(
        r#"<img class="logo" src="../../assets/logo.svg" width="48" height="32" alt="">"#
    ));
    assert!(
        clause.contains("Published by Riverside Bicycle School"),
        "{clause}"
    );
    assert!(page(&site, "zh/index.html").contains("河畔自行车学校"));
    assert!(page(&site, "assets/logo.svg").contains("<circle"));
    let styles = page(&site, "assets/handbook.css");
    assert!(styles.contains("--vermilion:#1f5f8b;") && styles.contains("--vermilion:#7db8e0;"));
    let choice = page(&site, "index.html");
    assert!(
        choice.contains("<h1>Bicycle Workshop Handbook</h1>\n<p class=\"go\">"),
        "{choice}"
    );
}

#[test]
fn a_logo_with_scripts_or_external_links_is_an_error_at_its_place() {
    for (svg, expected) in [
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script>alert(1)</script></svg>",
            "logo.svg:1:59: the element `script` is not allowed in a logo",
        ),
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" onload=\"alert(1)\"/>",
            "logo.svg:1:59: the attribute `onload` is not allowed in a logo",
        ),
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><use href=\"http://x/\"/></svg>",
            "logo.svg:1:64: the attribute `href` is not allowed in a logo",
        ),
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "logo.svg:1:1: this SVG does not state its size",
        ),
        ("<svg", "this SVG cannot be read"),
        (
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>",
            "this SVG cannot be read",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
        copy(&fixture, folder.path());
        let settings = folder.path().join("content/handbook.yaml");
        let text = fs::read_to_string(&settings).expect("it can be read");
        fs::write(&settings, text + "house: {logo: logo.svg}\n").expect("it can be written");
        let assets = folder.path().join("themes/default/assets");
        fs::create_dir_all(&assets).expect("it can be made");
        fs::write(assets.join("logo.svg"), svg).expect("it can be written");
        let mut project = Project::read(folder.path()).expect("it can be read");
        let handbook = project.sources.handbook().expect("it is valid");
        let faults = project.site(handbook, None).err().unwrap_or_default();
        let messages: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.position, fault.message.english()))
            .collect();
        assert!(
            messages.iter().any(|line| line.contains(expected)),
            "{expected}: {messages:?}"
        );
    }
}
