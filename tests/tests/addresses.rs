//! The paths of the site are stated once, in its tables of addresses, and the manual lists all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clausebook::site::address::kinds;
use clausebook_tests::folder::bytes;

/// The files that state paths or the ending of a page. `theme.rs` has the endings of templates, and `example.rs` the example of a
/// permalink.
const TABLES: [&str; 7] = [
    "language/message/example.rs",
    "render/theme.rs",
    "site/address.rs",
    "site/check_kind.rs",
    "site/page.rs",
    "site/standard_page.rs",
    "source/format/permalinks.rs",
];

/// The parts by which a literal path of a page or permalink is recognised.
const PARTS: [&str; 4] = [".html\"", ".html#", "\"id/", "/index.html"];

/// The lines of code that state the path of a page, with their numbers. Tests and comments are left out.
fn stated(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_module = |line: &str| line.contains("mod ") && line.ends_with('{');
    let mut pairs = lines.windows(2);
    let tests = pairs.position(|pair| pair[0] == "#[cfg(test)]" && is_module(pair[1]));
    let code = lines[..tests.unwrap_or(lines.len())].iter().enumerate();
    let code = code.map(|(index, line)| (index + 1, line.trim()));
    code.filter(|(_, line)| !line.starts_with("//"))
        .filter(|(_, line)| PARTS.iter().any(|part| line.contains(part)))
        .collect()
}

#[test]
fn only_the_tables_state_paths_of_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (path, bytes) in bytes(&root) {
        let Some((rest, "rs")) = path.rsplit_once('.') else {
            continue;
        };
        let name = rest.rsplit('/').next().unwrap_or_default();
        let is_test = ["testing", "tests", "fixture"].contains(&name) || name.ends_with("_tests");
        if is_test {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = stated(&text).into_iter();
        if TABLES.contains(&path.as_str()) {
            seen += lines.count();
        } else {
            faults.extend(lines.map(|(number, line)| format!("{path}:{number}: {line}")));
        }
    }
    assert!(seen > 20, "the tables state only {seen} paths");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The path of a kind of address as the manual writes it: `READING/PAGE.html`.
fn in_manual(path: &str) -> String {
    let path = path
        .replace("form/{clause}", "form/{annex}")
        .replace("forms/{clause}", "forms/{annex}")
        .replace("{first}/{second}", "{role}/{role}")
        .replace("{article}", "{page}")
        .replace("{framework}", "{identifier}");
    let parts = path.split(['{', '}']).enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => part.to_owned(),
        _ => part.to_uppercase(),
    });
    parts.collect()
}

#[test]
fn the_manual_lists_every_kind_of_address() {
    for language in ["en", "zh"] {
        let manual = format!("../docs/content/pages/{language}/addresses.md");
        let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join(manual);
        let manual = fs::read_to_string(manual).expect("the page can be read");
        let listed: BTreeSet<&str> = manual.split('`').skip(1).step_by(2).collect();
        let listed: BTreeSet<&str> = listed
            .into_iter()
            .filter(|code| code.contains(['/', '.']) && *code != "content/")
            .collect();
        // Redirects and retired permalinks are at any address.
        let stated = kinds().map(|kind| kind.path);
        let stated = stated.filter(|path| !["{redirect}", "{retired}"].contains(path));
        let stated: Vec<String> = stated.map(in_manual).collect();
        let stated: BTreeSet<&str> = stated.iter().map(String::as_str).collect();
        assert_eq!(listed, stated, "{language}");
    }
}
