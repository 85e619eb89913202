//! A handbook of pages alone: sections, folders, files without front matter, and links that name files.

use clausebook_tests::project::Project;

const HANDBOOK: &str = "\
title: {en: Manual, zh: 说明}
languages:
  - {id: en, tag: en, name: English}
  - {id: zh, tag: zh-CN, name: 中文}
readings: [en, zh, en-zh]
sections:
  - title: {en: Begin, zh: 开始}
    pages: [start]
  - title: {en: Guides, zh: 指南}
    pages: [guides/wheels, guides/chains]
";

/// A page in two folders, one for each language, which a code host shows as it is.
fn page(project: &Project, name: &str, english: &str, chinese: &str) {
    let up = "../".repeat(name.matches('/').count() + 1);
    for (language, other, text) in [("en", "zh", english), ("zh", "en", chinese)] {
        let (title, body) = text.split_once('\n').expect("a title and a text");
        let text = format!("# {title}\n\n[other]({up}{other}/{name}.md)\n\n{body}\n");
        project.write(&format!("content/pages/{language}/{name}.md"), &text);
    }
}

fn manual() -> Project {
    let project = Project::empty();
    project.write("content/handbook.yaml", HANDBOOK);
    page(
        &project,
        "start",
        "Start\nBegin with [wheels](guides/wheels.md#true-a-wheel). Then ride.",
        "开始\n先看[车轮](guides/wheels.md#校正)。然后骑行。",
    );
    page(
        &project,
        "guides/wheels",
        "Wheels\nHow to mend them; see [the start](../start.md).\n\n## True a wheel\n\nTurn it.",
        "车轮\n怎样修理；见[开始](../start.md)。\n\n## 校正\n\n转动。",
    );
    page(
        &project,
        "guides/chains",
        "Chains\nOil them.",
        "链条\n上油。",
    );
    project
}

#[test]
fn it_needs_no_standard_and_has_its_sections_in_their_order() {
    let project = manual();
    let checked = project.check().expect_code(0);
    assert!(!checked.stderr.contains("warning"), "{}", checked.stderr);
    project.build(&project.path("site")).expect_code(0);
    let read = |path: &str| project.read(&format!("site/{path}"));

    let front = read("en/index.html");
    let places = ["Begin</h2>", "guides/wheels.html", "guides/chains.html"].map(|words| {
        let (_, main) = front.split_once("<main").expect("the page has a main part");
        main.find(words)
            .unwrap_or_else(|| panic!("{words}: {main}"))
    });
    assert!(places.is_sorted(), "{places:?}");
    // The description of a page is its first sentence.
    assert!(front.contains("Begin with wheels.") && !front.contains("Then ride."));

    let wheels = read("en/guides/wheels.html");
    assert!(wheels.contains("<h1 lang=\"en\">Wheels</h1>"), "{wheels}");
    assert!(wheels.contains("href=\"../start.html\""), "{wheels}");
    // The page, its headings and its neighbours.
    assert!(
        wheels.contains("<a href=\"wheels.html\" aria-current=\"page\">"),
        "{wheels}"
    );
    assert!(wheels.contains("<a href=\"#true-a-wheel\">"), "{wheels}");
    assert!(
        wheels.contains("rel=\"prev\" href=\"../start.html\""),
        "{wheels}"
    );
    assert!(
        wheels.contains("rel=\"next\" href=\"chains.html\""),
        "{wheels}"
    );
    // The line for readers at a code host is not a part of the page.
    assert!(!wheels.contains(">other<"), "{wheels}");

    let side_by_side = read("en-zh/start.html");
    assert!(side_by_side.contains("guides/wheels.html#true-a-wheel"));
    let chinese = read("zh/start.html");
    let anchors =
        ["#校正", "#%E6%A0%A1%E6%AD%A3"].map(|id| format!("href=\"guides/wheels.html{id}\""));
    assert!(
        anchors.iter().any(|link| chinese.contains(link)),
        "{chinese}"
    );
}

#[test]
fn a_missing_page_and_a_page_in_two_sections_are_faults() {
    let project = manual();
    let wrong = HANDBOOK.replace("guides/chains", "guides/chain, start");
    project.write("content/handbook.yaml", &wrong);
    let checked = project.check().expect_code(1);
    for words in [
        "error[E117]: there is no page `guides/chain`",
        "did you mean `guides/chains`?",
        "error[E112]: there are two pages of sections `start`",
    ] {
        assert!(
            checked.stderr.contains(words),
            "{words}: {}",
            checked.stderr
        );
    }
    project.write(
        "content/handbook.yaml",
        HANDBOOK.replace("en-zh]", "en-zh]\nstandards: []"),
    );
    project.check().expect_code(0);
}
