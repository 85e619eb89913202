//! Tests of the rule on links.

use crate::check::testing::{diagnostics, found, with};

/// The message and help of each fault if a page's link leads to `to`.
fn linked(to: &str) -> Vec<(String, String)> {
    let tree = with("content/pages/about.en.md", "demo/2.1.html#b", to);
    diagnostics(&tree)
        .into_iter()
        .map(|fault| {
            assert_eq!(fault.position.to_string(), "content/pages/about.en.md:6:5");
            (fault.message.english(), fault.help.english())
        })
        .collect()
}

fn fault(message: &str, help: &str) -> Vec<(String, String)> {
    vec![(message.to_owned(), help.to_owned())]
}

#[test]
fn a_reference_with_a_standard_is_told_to_leave_it_out() {
    let tree = with("content/pages/about.zh.md", "[[2.1-a]]", "[[demo/2.1-a]]");
    let faults = diagnostics(&tree);
    let help = faults.iter().map(|fault| fault.help.english());
    assert_eq!(
        help.collect::<Vec<_>>(),
        ["write `[[2.1-a]]`, without the standard"]
    );
}

#[test]
fn valid_links_are_not_reported() {
    for to in [
        "demo/A.html",
        "#anything",
        "../zh/about.html",
        "../index.html",
        "demo/role/seller/junior.html?x=1#y",
        "../id/demo/2.1-a.html",
        "https://example.org/",
        "mailto:a@example.org",
        "demo%2F2.1.html",
        "../assets/site.css",
        // The files of pages, as at a code host.
        "about.en.md",
        "about.md#main",
        "../zh/about.md",
    ] {
        assert!(linked(to).is_empty(), "{to}: {:?}", linked(to));
    }
}

#[test]
fn a_link_to_a_missing_page_is_reported() {
    assert_eq!(
        linked("demo/2.11.html"),
        fault(
            "the page that `demo/2.11.html` links to does not exist",
            "did you mean `demo/2.1.html`?"
        )
    );
    assert_eq!(
        linked("abuot.en.md"),
        fault(
            "the page that `abuot.en.md` links to does not exist",
            "did you mean `about.html`?"
        )
    );
    assert_eq!(
        linked("../../x.html")[0].0,
        "the link `../../x.html` leads out of the site"
    );
}

#[test]
fn a_link_to_a_missing_item_is_reported() {
    assert_eq!(
        linked("demo/2.1.html#c"),
        fault(
            "the clause `2.1` has no item `#c`",
            "the items of the clause are `#a` to `#b`"
        )
    );
}

#[test]
fn a_reference_to_something_missing_is_reported() {
    let tree = with("content/pages/about.zh.md", "[[2.1-a]]", "[[2.1-c]]");
    assert_eq!(
        found(&tree),
        ["content/pages/about.zh.md:6:27: there is no clause or requirement `2.1-c`"]
    );
    assert_eq!(
        diagnostics(&tree)[0].help.english(),
        "the clause `2.1` has the requirements `2.1-a` to `2.1-b`"
    );
}

#[test]
fn links_of_notes_are_checked_from_their_clause() {
    let tree = with("clauses/01.yaml", "(2.1.html#a)", "(2.9.html)");
    assert_eq!(
        found(&tree),
        [
            "content/standards/demo/clauses/01.yaml:5:67: the page that `2.9.html` links to does not exist"
        ]
    );
    let tree = with("clauses/01.yaml", "[[2.2.1]]", "[[2.2.9]]");
    assert_eq!(
        found(&tree),
        ["content/standards/demo/clauses/01.yaml:5:87: there is no clause or requirement `2.2.9`"]
    );
}
