//! Published curricula: uncovered requirements are reported, a module in one language is shown in the other, and hours
//! add up.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clausebook_tests::folder::bytes;
use clausebook_tests::page::Page;
use clausebook_tests::program::{Run, checked_handbook, empty_folder, repository, run};
use clausebook_tests::project::Project;

const COURSE: &str = "content/curricula/first-year";

fn call(project: &Project, arguments: &[&str]) -> Run {
    let mut all: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    all.extend(["--root".into(), project.root().into()]);
    run(&all)
}

/// The handbook of a pottery, whose curriculum does not cover 3.2.1.1-c, with the second module only in English.
fn edited() -> Project {
    let project = Project::made_up("pottery");
    for language in ["zh", "ar"] {
        let module = project.path(&format!("{COURSE}/02-wheel.{language}.md"));
        std::fs::remove_file(module).expect("a module");
    }
    project
}

/// The site of the edited handbook, built once for all tests, and what the build printed to standard error.
fn built() -> &'static (PathBuf, String) {
    static BUILT: OnceLock<(PathBuf, String)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let out = empty_folder(env!("CARGO_TARGET_TMPDIR"), "edited-curricula");
        let run = edited().build(&out).expect_code(0);
        (out, run.stderr)
    })
}

#[test]
fn the_example_that_claims_to_be_complete_is_complete() {
    let run = call(&Project::real(), &["status"]).expect_code(0);
    assert!(
        run.stdout
            .contains("platform-operations-junior: platform-operations at junior: 29 of 29 requirements covered"),
        "{}",
        run.stdout
    );
    checked_handbook();
}

#[test]
fn uncovered_requirements_are_reported_and_can_be_errors() {
    let project = edited();
    let status = call(&project, &["status"]).expect_code(0).stdout;
    assert!(
        status.contains("thrower at apprentice: 21 of 22 requirements covered"),
        "{status}"
    );
    assert!(
        status.contains("  3.2.1.1-c  know the names of the tools."),
        "{status}"
    );

    let (_, said) = built();
    let warning = "warning[W501]: the curriculum `first-year` leaves 1 of the 22 requirements of `thrower` at `apprentice` \
                   uncovered";
    assert!(said.contains(warning), "{said}");
    assert!(said.contains("cover `3.2.1.1-c` in a module"), "{said}");

    for arguments in [
        vec!["check", "--deny", "uncovered"],
        vec!["build", "--deny", "uncovered", "--out"],
    ] {
        let refused = project.path("refused");
        let mut all: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        if arguments.contains(&"--out") {
            all.push(refused.clone().into());
        }
        all.extend(["--root".into(), project.root().into()]);
        let refusal = run(&all).expect_code(1);
        let error = warning.replace("warning", "error");
        assert!(refusal.stderr.contains(&error), "{}", refusal.stderr);
        assert_eq!(bytes(&refused).len(), 0, "something was built");
    }
}

#[test]
fn gaps_are_listed_first_and_counted() {
    let (out, _) = built();
    let page = Page::open(&out.join("en/curricula/first-year/coverage.html"));
    let text = page.text();
    assert!(
        text.contains("21 of 22 requirements are covered."),
        "{text}"
    );
    assert!(text.contains("Not covered: 1"), "{text}");
    let rows = page.select(".matrix tbody tr:not(.group)");
    assert_eq!(rows.len(), 22);
    let first: String = rows[0].text().collect();
    assert!(first.starts_with("3.2.1.1-c "), "{first}");
    assert_eq!(page.select(".matrix tbody.gaps tr:not(.group)").len(), 1);
}

#[test]
fn a_module_in_one_language_is_shown_in_the_other_with_a_remark() {
    edited().check().expect_code(0);
    let (out, _) = built();
    let page = Page::open(&out.join("zh/curricula/first-year/02-wheel.html"));
    let said: String = page.select(".stand-in")[0].text().collect();
    assert_eq!(said.trim(), "这段文字只有 English 版。");
    let text = page.select(".prose > div[lang]");
    assert_eq!((text.len(), text[0].attr("lang")), (1, Some("en")));
    let title = page.select("h1 [lang]");
    assert_eq!(title[0].attr("lang"), Some("en"));

    let plan = Page::open(&out.join("zh/curricula/first-year/index.html"));
    let marked = plan.select(".plan .written-in");
    let names: Vec<String> = marked.iter().map(|mark| mark.text().collect()).collect();
    assert_eq!(names, ["English"], "only this module is marked");

    for (reading, count) in [("en", 0), ("ar", 1), ("zh-en", 1)] {
        let page = Page::open(&out.join(format!("{reading}/curricula/first-year/02-wheel.html")));
        assert_eq!(page.select(".stand-in").len(), count, "{reading}");
        assert_eq!(page.select(".prose > div[lang]").len(), 1, "{reading}");
    }
}

#[test]
fn references_lead_to_the_requirement_in_the_pages_language() {
    let (out, _) = built();
    for (reading, least) in [("en", 1), ("zh", 1), ("ar", 1), ("zh-en", 2)] {
        let folder = out.join(reading).join("curricula/first-year");
        let page = Page::open(&folder.join("01-clay.html"));
        let links = page.select(".prose a[href*='#']");
        assert!(links.len() >= least, "{reading}");
        for link in links {
            let words: String = link.text().collect();
            let href = link.attr("href").expect("a link leads somewhere");
            let (file, letter) = href.split_once('#').expect("it has a fragment");
            assert!(href.starts_with("../../pottery/"), "{href}");
            assert!(words.ends_with(&format!("-{letter}")), "{words}: {href}");
            let target = Page::open(&folder.join(file));
            assert!(target.by_id(letter).is_some(), "{reading}: {href}");
        }
    }
}

/// The hours of the parts in the outline of a module of the shipped handbook: the first column of the table with a heading
/// for hours.
fn outlined(text: &str) -> Option<f64> {
    let mut lines = text
        .lines()
        .skip_while(|line| !line.starts_with("| Hours |") && !line.starts_with("| 小时 |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .peekable();
    lines.peek()?;
    lines
        .map(|line| line.split('|').nth(1)?.trim().parse::<f64>().ok())
        .sum()
}

#[test]
fn the_hours_of_every_outline_of_the_shipped_handbook_add_up() {
    let mut seen = 0;
    for course in ["platform-operations-junior", "product-development-mid"] {
        let folder = repository().join("content/curricula").join(course);
        for entry in std::fs::read_dir(folder).expect("a curriculum is a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let is_module = name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit()));
            if is_module {
                assert_eq!(outlined(&read(&path)), stated(&path), "{}", path.display());
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 36, "nine modules in two languages, twice");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a module can be read")
}

/// The value of a key in the front matter.
fn stated(path: &Path) -> Option<f64> {
    let text = read(path);
    let line = text.lines().find_map(|line| line.strip_prefix("hours: "))?;
    line.parse().ok()
}
