//! Hostile Markdown and interface words: they are cleaned or shown as text, and never cause a panic or a hang.

use clausebook_tests::folder::bytes;
use clausebook_tests::hostile::{assert_none, build};
use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";
const PAGE: &str = "content/pages/about.en.md";

#[test]
fn hostile_markdown_is_cleaned() {
    let project = Project::small();
    let text = r#"
<script>alert(1)</script>
<ScRiPt src="https://evil.example/x.js"></ScRiPt>
<img src=x onerror=alert(1)>
<iframe src="https://evil.example/"></iframe>
<object data="x"></object><embed src="x"><form action="https://evil.example/"><input name=a></form>
<style>body { display: none }</style><link rel=stylesheet href="https://evil.example/x.css">
<a href="javascript:alert(1)" onclick="alert(1)">one</a> [two](javascript:alert(1)) [three](JaVaScRiPt:alert(1))
[four](data:text/html;base64,PHNjcmlwdD4=) [five](vbscript:x) <javascript:alert(1)> [six](&#106;avascript:alert(1))
<svg onload=alert(1)><script>alert(1)</script></svg> <math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>
<p style="position:fixed">styled</p> <base href="https://evil.example/"> <meta http-equiv=refresh content="0;url=https://evil.example/">
<div id="main" class="x" data-copy="javascript:alert(1)" data-note>clobbered</div> ![x](https://evil.example/x.png)
{{ 7 * 7 }} {% include "base.html" %} {{ __tera_context }} `</main><script>alert(1)</script>`

```html
</code></pre><script>alert(1)</script>
```

| a | b |
|---|---|
| <script>alert(1)</script> | x |

The words that stay.
"#;
    project.write(PAGE, format!("---\ntitle: '</title><script>alert(1)</script>{{{{ 7 * 7 }}}}'\ndescription: '\"><script>alert(1)</script>'\n---\n{text}"));
    let mut wrong = Vec::new();
    let run = build(&project, "hostile Markdown", &mut wrong);
    assert_none(&wrong);
    assert_eq!(
        run.code,
        Some(0),
        "raw HTML is cleaned, not refused: {}",
        run.said()
    );
    let sound = Page::open(&project.path("site/zh/about.html"));
    let page = Page::open(&project.path("site/en/about.html"));
    assert_eq!(
        page.select("script").len(),
        sound.select("script").len(),
        "a script got through"
    );
    assert_eq!(
        page.select("link, meta, base").len(),
        sound.select("link, meta, base").len(),
        "something got into the head"
    );
    let forbidden = "main script, main style, main iframe, main object, main embed, main form, main input, main base, main link, main meta, main [style], main [srcdoc], main svg script";
    assert_eq!(page.select(forbidden).len(), 0, "not cleaned");
    for element in page.select("*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{name}={value:?} got through");
            let squeezed: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect::<String>()
                .to_lowercase();
            let is_address = matches!(
                name,
                "href" | "src" | "action" | "data-copy" | "xlink:href" | "formaction"
            );
            let dangerous = ["javascript:", "vbscript:", "data:text"]
                .iter()
                .any(|scheme| squeezed.starts_with(scheme));
            assert!(!(is_address && dangerous), "{name}={value:?} got through");
            assert!(
                !(matches!(name, "src" | "srcset" | "poster") && squeezed.contains("evil.example")),
                "{name}={value:?} loads from elsewhere"
            );
        }
    }
    assert_eq!(
        page.select("[id=main]").len(),
        sound.select("[id=main]").len(),
        "an id was given twice"
    );
    let words = page.text();
    assert!(
        words.contains("The words that stay."),
        "the harmless words are gone"
    );
    assert!(
        words.contains("{{ 7 * 7 }}") && !words.contains("49"),
        "content was run as a template: {words}"
    );
    let title: String = page.select("title")[0].text().collect();
    assert!(
        title.contains("<script>alert(1)</script>") && title.contains("{{ 7 * 7 }}"),
        "the title is not what was written: {title}"
    );
}

#[test]
fn markup_in_the_standards_text_is_shown_as_text() {
    let project = Project::small();
    let evil = "</p><script>alert(1)</script><b onclick=x>&amp; {{ 7 * 7 }} </script><!--";
    project.write(SCOPE, format!("- id: 1\n  title: {{en: '{evil}', zh: '{evil}'}}\n  text:\n    - {{en: '{evil}', zh: '{evil}'}}\n"));
    let mut wrong = Vec::new();
    let run = build(&project, "markup in a text", &mut wrong);
    assert_none(&wrong);
    assert_eq!(run.code, Some(0), "{}", run.said());
    for (path, _) in bytes(&project.path("site"))
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = Page::open(&project.path("site").join(path));
        let scripts: Vec<String> = page
            .select("script")
            .iter()
            .map(|script| script.text().collect())
            .collect();
        assert!(
            !scripts.iter().any(|script| script.trim() == "alert(1)"),
            "{path}: a script got through"
        );
        assert_eq!(
            page.select("[onclick]").len(),
            0,
            "{path}: an attribute got through"
        );
    }
    let clause = Page::open(&project.path("site/en/bicycle-repair/1.html"));
    assert!(
        clause.text().contains(evil),
        "the text is not what was written: {}",
        clause.text()
    );
}

/// The longest page that a text may become, in bytes for each byte of the text; the parts around it are not counted.
const GROWTH: usize = 40;

#[test]
fn deep_and_long_markdown_causes_no_hang_and_no_long_page() {
    let page = "site/en/about.html";
    let around = {
        let project = Project::small();
        project.build(&project.path("site")).expect_code(0);
        project.read(page).len()
    };
    let mut wrong = Vec::new();
    let mut shown = 0;
    for (what, text) in [
        ("deep quotations", ">".repeat(50_000)),
        (
            "deep lists",
            (0..2_000)
                .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
                .collect(),
        ),
        ("open brackets", "[".repeat(100_000)),
        ("open emphasis", "*a **a ".repeat(50_000)),
        ("emphasis beside Chinese", "**重。**后*，".repeat(50_000)),
        ("stars and backslashes", "\\\\*。".repeat(50_000)),
        ("headings of one name", "## a\n\n".repeat(20_000)),
        (
            "one footnote named often",
            format!("{}\n\n[^a]: x\n", "[^a] ".repeat(20_000)),
        ),
        (
            "many footnotes",
            (0..5_000)
                .map(|count| format!("x[^{count}]\n\n[^{count}]: y[^{}]\n\n", count + 1))
                .collect(),
        ),
        ("callouts in callouts", "> [!NOTE]\n> ".repeat(20_000)),
        ("open images", "![".repeat(50_000)),
        (
            "backticks",
            (1..2_000)
                .map(|count| format!("{} ", "`".repeat(count)))
                .collect(),
        ),
        ("open tags", "<a ".repeat(100_000)),
        ("nested tags", "<div>".repeat(50_000)),
        ("links to requirements", "[[".repeat(50_000)),
        ("one line of 5 MB", "word ".repeat(1_000_000)),
        (
            "front matter without an end",
            format!("---\n{}", "a: b\n".repeat(10)),
        ),
        (
            "a table of many columns",
            format!("{}\n{}\n", "|a".repeat(20_000), "|-".repeat(20_000)),
        ),
    ] {
        let project = Project::small();
        let head = if text.starts_with("---") {
            ""
        } else {
            "---\ntitle: T\ndescription: D.\n---\n\n"
        };
        project.write(PAGE, format!("{head}{text}\n"));
        let run = build(&project, what, &mut wrong);
        if run.code == Some(0) {
            shown += 1;
            let (long, most) = (project.read(page).len(), around + GROWTH * text.len());
            if long > most {
                wrong.push(format!("{what}: a page of {long} bytes, at most {most}"));
            }
        }
    }
    assert_none(&wrong);
    assert!(shown > 12, "only {shown} of the texts are shown");
}
