//! The texts of a standard in Markdown: their words in data, hostile texts, and the time that many texts take.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clausebook_tests::hostile::{assert_none, build};
use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, made_up_site};

const STANDARD: &str = "content/standards/bicycle-repair/standard.yaml";
const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";

fn site() -> PathBuf {
    made_up_site("formulas", env!("CARGO_TARGET_TMPDIR"))
}

#[test]
fn data_and_descriptions_have_plain_words() {
    let page = Page::open(&site().join("id/mechanics/1-a.html"));
    let description = page.select("meta[name=description]");
    let description = description[0].attr("content").expect("it has one");
    assert!(
        description.starts_with(
            "explains, with examples from daily life, why a passenger leans forward when a bus brakes (inertia); how"
        ),
        "{description}"
    );
    for path in [
        "id/mechanics/1-a.html",
        "en/mechanics/1.html",
        "en/mechanics/picker/pupil.html",
    ] {
        let page = Page::open(&site().join(path));
        for script in page.select("script") {
            let data: String = script.text().collect();
            assert!(
                !data.contains("**") && !data.contains("- why"),
                "{path}: {data}"
            );
        }
    }
    for file in ["data/search/texts/en.js", "data/search/en.js"] {
        let records = fs::read_to_string(site().join(file)).expect("search has records");
        assert!(
            !records.contains("**") && !records.contains("*treb"),
            "{file}"
        );
    }
}

#[test]
fn labels_are_plain_in_a_standard_in_markdown() {
    let project = Project::small();
    let about = fs::read_to_string(project.path(STANDARD)).expect("a standard");
    project.write(STANDARD, format!("{about}markup: markdown\n"));
    let scope = fs::read_to_string(project.path(SCOPE)).expect("a clause");
    project.write(SCOPE, scope.replacen("en: Scope", "en: Scope of 2*3*4", 1));
    let run = project.build(&project.path("site"));
    run.expect_code(0);
    let page = Page::open(&project.path("site/en/bicycle-repair/1.html"));
    assert_eq!(page.words("h1 .title"), ["Scope of 2*3*4"]);
}

/// Builds the small handbook with a standard in Markdown whose first clause has `text`.
fn built_with(text: &str, what: &str) -> Project {
    let project = Project::small();
    let about = fs::read_to_string(project.path(STANDARD)).expect("a standard");
    project.write(STANDARD, format!("{about}markup: markdown\n"));
    let quoted = text.replace('\'', "''");
    project.write(
        SCOPE,
        format!("- id: 1\n  title: {{en: Scope, zh: 范围}}\n  text:\n    - en: '{quoted}'\n      zh: 范围。\n"),
    );
    let mut wrong = Vec::new();
    let run = build(&project, what, &mut wrong);
    assert_none(&wrong);
    assert_eq!(run.code, Some(0), "{what}: {}", run.said());
    project
}

#[test]
fn hostile_statements_are_text() {
    let text = "[two](javascript:x) $\\text{<img src=x onerror=alert(1)>}$ `</p><script>alert(1)</script>` \
                $x$\" onclick=\"alert(1) [a](https://e.org/\"onclick=x) the words that stay";
    let project = Project::small();
    let about = fs::read_to_string(project.path(STANDARD)).expect("a standard");
    project.write(STANDARD, format!("{about}markup: markdown\n"));
    let before =
        Page::open(&built_with("Plain.", "a plain text").path("site/en/bicycle-repair/1.html"));
    let text = text.replace("[two](javascript:x) ", "");
    let project = built_with(&text, "a hostile statement");
    let page = Page::open(&project.path("site/en/bicycle-repair/1.html"));
    assert_eq!(page.select("script").len(), before.select("script").len());
    assert_eq!(
        page.select("main img, main [onclick], main [onerror]")
            .len(),
        0
    );
    assert!(page.text().contains("the words that stay"));
}

#[test]
fn deep_and_long_statements_are_built_in_time() {
    let deep: String = (0..400)
        .map(|depth| format!("{}- x\\n", "  ".repeat(depth)))
        .collect();
    let texts = [
        ("dollar signs", "$".repeat(10_000)),
        ("formulas", "$x$ ".repeat(5_000)),
        ("signs of emphasis", "*_~`".repeat(5_000)),
        ("brackets", "[".repeat(20_000)),
        ("nested lists", deep),
        ("pairs", "$$a$$b".repeat(3_000)),
    ];
    for (what, text) in texts {
        let start = Instant::now();
        let text = text.replace("\\n", "\n\n      ");
        let project = built_with(&text, what);
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{what}: {:?}",
            start.elapsed()
        );
        drop(project);
    }
}
