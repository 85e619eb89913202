//! Stale translations on the pages, and the page for editors that counts translations.

use clausebook_tests::page::Page;
use clausebook_tests::program::run;
use clausebook_tests::project::Project;

/// Records the translations of a project as made for the present words.
#[track_caller]
fn accept(project: &Project) {
    let root = project.root().to_str().expect("the path is UTF-8");
    run(["check", "--accept", "--yes", "--root", root].map(str::to_owned)).expect_code(0);
}

/// A page of a project.
#[track_caller]
fn pages(project: &Project) -> impl Fn(&str) -> Page {
    let out = project.path("site");
    project.build(&out).expect_code(0);
    move |path: &str| Page::open(&out.join(path))
}

/// Changes of originals, each with a page in Chinese that shows the translation.
const CHANGES: [(&str, &str, &str, &str); 5] = [
    (
        "standards/pottery/glossary.yaml",
        "A turning table.",
        "A table that turns.",
        "pottery/terms",
    ),
    (
        "standards/pottery/clauses/03-requirements.yaml",
        "'Any vessel, fired or not.'",
        "'Every vessel, fired or not.'",
        "pottery/3.1",
    ),
    (
        "curricula/first-year/curriculum.yaml",
        "Three modules for apprentices.",
        "Three modules for all apprentices.",
        "curricula/first-year/index",
    ),
    (
        "postings/glazer.yaml",
        "'Glazer, journeyman'",
        "Journeyman glazer",
        "postings/glazer",
    ),
    (
        "changes.yaml",
        "There is a course for apprentices.",
        "There is a course for all apprentices.",
        "changes",
    ),
];

/// Changes of Markdown, each with its page.
const PAGES: [(&str, &str, &str, &str); 3] = [
    (
        "curricula/first-year/01-clay.en.md",
        "Look first, then try.",
        "Look twice, then try.",
        "curricula/first-year/01-clay",
    ),
    (
        "pages/about.en.md",
        "This handbook is made up.",
        "This handbook is invented.",
        "about",
    ),
    (
        "curricula/first-year/overview.en.md",
        "For anybody who",
        "For everybody who",
        "curricula/first-year/index",
    ),
];

#[test]
fn stale_translations_of_every_kind_are_marked_and_nothing_else_is() {
    let project = Project::made_up("pottery");
    accept(&project);
    let before = pages(&project);
    let shown: Vec<&str> = (CHANGES.iter().chain(&PAGES))
        .map(|(_, _, _, page)| *page)
        .collect();
    for page in &shown {
        for reading in ["en", "zh", "ar", "zh-en"] {
            let page = before(&format!("{reading}/{page}.html"));
            assert!(page.select(".stale, .untranslated-here").is_empty());
        }
    }
    for (file, old, new, _) in CHANGES.iter().chain(&PAGES) {
        project.replace(&format!("content/{file}"), old, new);
    }
    let page = pages(&project);
    for (_, _, _, name) in CHANGES {
        for reading in ["zh", "ar", "zh-en"] {
            let page = page(&format!("{reading}/{name}.html"));
            assert!(!page.select("main .stale").is_empty(), "{reading}/{name}");
            assert!(!page.select(".untranslated-here").is_empty(), "{name}");
        }
    }
    for (_, _, _, name) in PAGES {
        for (reading, words) in [
            ("zh", "原文有改动，部分内容可能已经过时"),
            ("ar", "تغيّر أصل هذه الصفحة"),
            ("zh-en", "may be out of date"),
        ] {
            let notice = page(&format!("{reading}/{name}.html")).words(".untranslated-here");
            assert!(
                notice.concat().contains(words),
                "{reading}/{name}: {notice:?}"
            );
        }
    }
    // The original itself is never stale.
    for name in shown {
        let page = page(&format!("en/{name}.html"));
        assert!(
            page.select(".stale, .untranslated-here").is_empty(),
            "{name}"
        );
    }
}

#[test]
fn a_page_for_editors_counts_translations_and_leads_to_those_that_need_work() {
    let project = Project::made_up("pottery");
    accept(&project);
    project.replace(
        "content/pages/about.en.md",
        "This handbook is made up.",
        "This handbook is invented.",
    );
    project.replace("content/postings/glazer.yaml", ", zh: 施釉熟工", "");
    let page = pages(&project);
    let status = page("en/translation-status.html");
    assert_eq!(status.words("h2").len(), 2, "one for each translation");
    let open = status.words("section:has(#zh) li");
    assert_eq!(open.len(), 2, "{open:?}");
    assert!(open[0].contains("This handbook is invented.") && open[0].ends_with("Stale"));
    assert!(open[1].contains("Glazer, journeyman") && open[1].ends_with("Missing"));
    let links: Vec<&str> = (status.select("section:has(#zh) li a").into_iter())
        .filter_map(|link| link.value().attr("href"))
        .collect();
    assert_eq!(links, ["../zh/about.html", "../zh/postings/glazer.html"]);
    let link = "footer a[href='translation-status.html']";
    assert_eq!(page("en/index.html").select(link).len(), 1);
    // Without the key, there is no such page and no link to it.
    project.replace("content/handbook.yaml", "translation_status: true\n", "");
    let page = pages(&project);
    assert!(page("en/index.html").select(link).is_empty());
    assert!(!project.path("site/en/translation-status.html").exists());
}
