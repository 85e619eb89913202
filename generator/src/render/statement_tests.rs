//! Tests of the HTML of statements.

use super::*;

/// A page beside the folder of the standard.
struct Beside;

impl Links for Beside {
    fn reference(&self, id: &str) -> Option<(String, String)> {
        (id == "5.1").then(|| ("../s/5.1.html".into(), "Clause 5.1".into()))
    }

    fn relative(&self, to: &str) -> String {
        format!("../{to}")
    }
}

fn statement(words: &str) -> Statement {
    shown(words, &Additions::default(), &Beside)
}

#[test]
fn a_paragraph_has_links_and_its_line_has_none() {
    let one = statement("Reads **all** of [[5.1]], `x` and [the law](https://e.org/?a&b).");
    assert_eq!(
        one.words.0,
        "Reads <strong>all</strong> of <a href=\"../s/5.1.html\">Clause 5.1</a>, <code>x</code> and \
         <a href=\"https://e.org/?a&amp;b\">the law</a>."
    );
    assert_eq!(
        one.line.0,
        "Reads <strong>all</strong> of Clause 5.1, <code>x</code> and the law."
    );
    assert_eq!(one.plain, "Reads all of Clause 5.1, x and the law.");
    assert_eq!(one.blocks, None);
}

#[test]
fn a_list_is_a_list_and_a_line() {
    let one = statement("Explains:\n\n- mass\n- *weight*\n\n3. x\n4. y\n");
    assert_eq!(one.line.0, "Explains: mass; <em>weight</em>; x; y");
    assert_eq!(one.words, one.line);
    assert_eq!(
        one.blocks.unwrap_or_default().0,
        "<p>Explains:</p>\n<ul><li>mass</li>\n<li><em>weight</em></li>\n</ul>\n<ol start=\"3\"><li>x</li>\n\
         <li>y</li>\n</ol>\n"
    );
}

#[test]
fn a_table_is_a_table_and_a_line() {
    let one = statement("| Side | Angle |\n| --- | --- |\n| *a* | $x$ |\n| b | |\n");
    assert_eq!(one.plain, "Side Angle; a x; b");
    let blocks = one.blocks.unwrap_or_default().0;
    let (head, body) = blocks.split_once("</thead>\n").unwrap_or_default();
    assert_eq!(
        head,
        "<table class=\"ruled\"><thead><tr><th scope=\"col\">Side</th><th scope=\"col\">Angle</th></tr>"
    );
    assert!(
        body.starts_with("<tr><td><em>a</em></td><td><math alttext=\"x\">"),
        "{body}"
    );
    assert!(
        body.ends_with("</td></tr>\n<tr><td>b</td><td></td></tr>\n</table>\n"),
        "{body}"
    );
    // Deep in lists, a table is shown with all its parts or as words.
    let mut deep = String::new();
    for depth in 0..40 {
        deep.push_str(&"  ".repeat(depth));
        deep.push_str("- x\n\n");
        deep.push_str(&"  ".repeat(depth + 1));
        deep.push_str("| a |\n");
        deep.push_str(&"  ".repeat(depth + 1));
        deep.push_str("| - |\n\n");
    }
    let blocks = statement(&deep).blocks.unwrap_or_default().0;
    let count = |mark: &str| blocks.matches(mark).count();
    assert!(count("<table") > 0);
    assert_eq!(count("<table"), count("<th scope"));
    assert_eq!(count("<table"), count("</table>"));
}

#[test]
fn a_formula_is_mathml_with_its_tex() {
    let one = statement("Uses $F < ma$:\n$$a^2$$");
    assert!(
        one.words.0.starts_with("Uses <math alttext=\"F &lt; ma\">"),
        "{}",
        one.words.0
    );
    assert!(
        one.words
            .0
            .contains("<math alttext=\"a^2\" display=\"block\">")
    );
    assert!(!one.line.0.contains("display=\"block\""));
    assert_eq!(one.plain, "Uses F < ma: a^2");
    let wrong = statement("Uses $\\frc{1}$.");
    assert_eq!(wrong.words.0, "Uses <code>\\frc{1}</code>.");
}

#[test]
fn quotes_and_terms_are_marked_within_words_only() {
    let words = "Adds *net force* and force; [force](x.html) $force$.";
    let links = words.match_indices("force").map(|(at, force)| InText {
        range: at..at + force.len(),
        tag: "<a>".into(),
    });
    let additions = Additions {
        quotes: std::iter::once(0..14).collect(),
        links: links.collect(),
    };
    let one = shown(words, &additions, &Beside);
    assert!(
        one.words.0.starts_with(
            "<span class=\"quoted\">Adds </span><em><span class=\"quoted\">net forc</span>e</em> and <a>force</a>; \
             <a href=\"../x.html\">force</a> <math"
        ),
        "{}",
        one.words.0
    );
    assert_eq!(
        statement::linkable(words),
        [0..5, 6..15, 16..28, 43..44, 51..52]
    );
}

#[test]
fn nothing_but_a_statement_becomes_html() {
    for words in [
        "[x](javascript:alert(1))",
        "[x](JavaScript:alert(1))",
        "<script>alert(1)</script>",
        "a <b onclick=\"x\">b</b>",
        "![x](https://e.org/a.png)",
        "# H",
        "[x](data:text/html,y)",
    ] {
        let one = statement(words);
        for html in [&one.line.0, &one.words.0] {
            for wrong in ["<script", "<b", "<img", "<h1", "href"] {
                assert!(!html.contains(wrong), "{words}: {html}");
            }
        }
    }
    assert_eq!(statement("see [[9.9]]").words.0, "see [[9.9]]");
    assert_eq!(statement("see [[9.9|x]]").words.0, "see [[9.9|x]]");
}
