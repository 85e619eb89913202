//! Problems that `check` finds beyond invalid records: cut-off texts, links to missing anchors, and templates that fail.

use clausebook_tests::fault::{faults, warnings};
use clausebook_tests::program::repository;
use clausebook_tests::project::Project;

const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";

/// The errors in a project, each with its file, line, column and message.
fn told(project: &Project) -> Vec<String> {
    let run = project.check().expect_code(1);
    assert!(!run.stderr.contains('\u{fffd}'), "{}", run.stderr);
    let found = faults(&run.stderr).into_iter();
    found
        .map(|fault| match fault.line {
            0 => format!("{}: {}", fault.file, fault.message),
            _ => format!(
                "{}:{}:{}: {}",
                fault.file, fault.line, fault.column, fault.message
            ),
        })
        .collect()
}

#[test]
fn a_text_cut_off_by_a_comment_is_reported_in_every_kind_of_file() {
    let cut = "`#` begins a comment here, so the text ends before it";
    let about = "content/pages/about.en.md";
    for (file, old, new) in [
        (
            SCOPE,
            "title: {en: Scope, zh: 范围}",
            "title:\n    zh: 范围\n    en: Scope #1",
        ),
        (
            SCOPE,
            "title: {en: Scope, zh: 范围}",
            "title: {en: Scope #1, zh: 范围}",
        ),
        (about, "title: About", "title: About #1"),
    ] {
        let project = Project::small();
        let text = project.read(file);
        let at = text
            .find(old)
            .unwrap_or_else(|| panic!("{file} does not hold {old}"));
        project.write(
            file,
            format!("{}{new}{}", &text[..at], &text[at + old.len()..]),
        );
        let until = format!(
            "{}{}",
            &text[..at],
            &new[..new.find('#').expect("it holds one")]
        );
        let line = until.matches('\n').count() + 1;
        let column = until
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        assert_eq!(told(&project), [format!("{file}:{line}:{column}: {cut}")]);
    }
    let project = Project::small();
    let words = words("en");
    let is_plain =
        |line: &&str| line.contains(": ") && !line.starts_with('#') && !line.ends_with(['\'', '"']);
    let line = words.lines().find(is_plain).expect("a word without quotes");
    let file = "themes/default/words.en.yaml";
    project.write(file, words.replacen(line, &format!("{line} #1"), 1));
    let number = words[..words.find(line).expect("it was found")]
        .matches('\n')
        .count()
        + 1;
    let column = line.chars().count() + 2;
    assert_eq!(told(&project), [format!("{file}:{number}:{column}: {cut}")]);
}

#[test]
fn links_must_lead_to_existing_anchors_and_files() {
    let project = Project::small();
    let about = "content/pages/about.en.md";
    let before = project.read(about);
    let first = before.lines().count() + 1;
    let good = "[a](#here), [b](about.html#here), [c](bicycle-repair/index.html#main), [d](about.html#%68ere), \
                [e](bicycle-repair/1.html#top), ![f](../assets/line%20one.svg), <people@example.org>\n\n## Here\n\n\
                | a |\n| --- |\n| [[2\\|T]] |\n";
    project.write(
        "themes/default/assets/line one.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    project.write(about, format!("{before}{good}"));
    project.check().expect_code(0);
    for (link, message) in [
        (
            "[x](about.html#there)",
            "the page `en/about.html` has no place `#there`",
        ),
        (
            "[x](#没有)",
            "the page `en/about.html` has no place `#没有`",
        ),
        (
            "[x](bicycle-repair/terms.html#no-such-term)",
            "the page `en/bicycle-repair/terms.html` has no place `#no-such-term`",
        ),
        (
            "![x](../assets/no.svg)",
            "the file that `../assets/no.svg` links to does not exist",
        ),
        (
            "![x](x.png)",
            "the file that `x.png` links to does not exist",
        ),
        (
            "[x](about us.html)",
            "this is not a link because its address `about us.html` contains a space",
        ),
        (
            "[x](<about us.html>)",
            "the page that `about us.html` links to does not exist",
        ),
    ] {
        project.write(about, format!("{before}{link}\n\n{good}"));
        assert_eq!(told(&project), [format!("{about}:{first}:1: {message}")]);
        let said = project.check().stderr;
        assert!(!said.contains("index.html"), "{said}");
    }
    project.write(about, format!("{before}{}", good.replace("\\|", "|")));
    let said = told(&project);
    assert!(said.len() == 1 && said[0].contains("cut off"), "{said:?}");
}

/// The interface words of the built-in theme in a language.
fn words(language: &str) -> String {
    let file = repository().join(format!("themes/default/words.{language}.yaml"));
    std::fs::read_to_string(file).expect("the theme has words")
}

/// A template of the built-in theme.
fn template(name: &str) -> String {
    let file = repository().join("themes/default/templates").join(name);
    std::fs::read_to_string(file).expect("the theme has this template")
}

#[test]
fn check_reports_template_errors_that_a_build_would_fail_on() {
    let role = "themes/default/templates/role.html";
    let article = "themes/default/templates/article.html";
    let project = Project::small();
    let before = template("article.html");
    project.write(
        article,
        format!("{before}{{% block extra %}}{{% endblock %}}"),
    );
    let lines = before.matches('\n').count() + 1;
    let said = told(&project);
    assert!(
        said.len() == 1 && said[0].starts_with(&format!("{article}:{lines}:10: ")),
        "{said:?}"
    );
    project.write(article, before);
    project.check().expect_code(0);
    // A name that is not defined on any page.
    let text = template("article.html").replacen("{{", "{{ view.nothing }}{{", 1);
    project.write(article, &text);
    let line = text[..text.find("view.nothing").expect("it was put in")]
        .matches('\n')
        .count()
        + 1;
    let said = told(&project);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with(&format!("{article}:{line}:")),
        "{said:?}"
    );
    assert!(
        said[0].contains("the data has no `nothing` here"),
        "{said:?}"
    );
    let built = project.build(&project.path("site")).expect_code(1);
    assert_eq!(
        faults(&built.stderr),
        faults(&project.check().stderr),
        "{}",
        built.stderr
    );
    // This one occurs only in a build with a base URL.
    let text = template("article.html");
    project.write(
        article,
        text.replacen(
            "{{",
            "{% if page.canonical %}{{ view.absent }}{% endif %}{{",
            1,
        ),
    );
    let said = told(&project);
    assert!(
        said.len() == 1 && said[0].contains("has no `absent`"),
        "{said:?}"
    );
    // Two templates that cannot be read.
    project.write(article, "{% nonsense %}\n");
    project.write(role, "\n{% if %}\n");
    let said = told(&project).join("\n");
    for part in [format!("{article}:1:"), format!("{role}:2:")] {
        assert!(said.contains(&part), "{part} is missing:\n{said}");
    }
}

#[test]
fn faulty_words_are_reported_with_the_errors_in_the_content() {
    let project = Project::small();
    project.write(
        "themes/default/words.en.yaml",
        "search_found: '{count} {count:result}'\n",
    );
    project.replace(SCOPE, "{en: Scope, zh: 范围}", "{zh: 范围}");
    let said = told(&project);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("this text is missing in `en`"), "{said:?}");
    assert!(said[1].contains("has 1 form, but `en` has 2"), "{said:?}");
}

#[test]
fn check_reports_an_unwritable_file_name_like_build() {
    let project = Project::small();
    project.write("themes/default/assets/a:b.txt", "x");
    let checked = project.check().expect_refusal();
    let built = project.build(&project.path("site")).expect_refusal();
    assert!(
        checked.stderr.contains("assets/a:b.txt"),
        "{}",
        checked.stderr
    );
    assert_eq!(checked.stderr, built.stderr);
}

#[test]
fn a_template_may_replace_one_block_of_a_built_in_one() {
    let project = Project::small();
    project.write(
        "themes/default/templates/base.html",
        "{% extends \"built-in/base.html\" %}\n{% block footer %}\n<p>Northside 4</p>\n{{ super() }}\n{% endblock %}\n",
    );
    let out = project.path("site");
    project.build(&out).expect_code(0);
    for page in ["en/index.html", "en/about.html", "en-zh/index.html"] {
        let text = std::fs::read_to_string(out.join(page)).expect("a page");
        assert_eq!(text.matches("<p>Northside 4</p>").count(), 1, "{page}");
        assert!(text.contains("<footer"), "{page}");
    }
}

#[test]
fn a_mistake_in_a_theme_is_reported_once_for_all_pages() {
    let project = Project::small();
    project.write(
        "themes/default/templates/base.html",
        "{% extends \"built-in/base.html\" %}\n{% block footer %}\n<a href=\"{{ page.root }}{{ page.reading }}/gone.html\">Gone</a>\n\
         {{ super() }}\n{% endblock %}\n",
    );
    project.write(
        "themes/default/styles/own.css",
        ".masthead { background: url(waves.svg) }\n",
    );
    let run = project.check().expect_code(0);
    let found = [faults(&run.stderr), warnings(&run.stderr)].concat();
    let codes: Vec<&str> = found.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(codes, ["W703", "W704"], "{}", run.stderr);
    assert!(
        run.stderr.contains("more pages have such a link"),
        "{}",
        run.stderr
    );
    // Packages for learning systems lack the file like the site itself.
    project.build(&project.path("site")).expect_code(0);
}
