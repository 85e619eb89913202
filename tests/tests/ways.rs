//! The links of unusual handbooks: one of several standards has no form, a page is missing in a language, and
//! requirements apply to a level or a role alone.

use std::fs;

use clausebook_tests::page::Page;
use clausebook_tests::program::repository;
use clausebook_tests::project::{Project, copy};
use scraper::ElementRef;
use tempfile::TempDir;
use walkdir::WalkDir;

const STANDARD: &str = "content/standards/bicycle-repair";

/// Builds the project. Returns the output folder.
#[track_caller]
fn built(project: &Project) -> TempDir {
    let out = TempDir::new().expect("a temporary folder can be made");
    let run = project.build(out.path());
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    out
}

fn words(element: ElementRef<'_>) -> String {
    let words: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// The small handbook with German as a third language, with the English texts.
fn three_languages() -> Project {
    let project = Project::small();
    let content = project.path("content");
    for entry in WalkDir::new(&content) {
        let entry = entry.expect("a folder can be walked");
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let text = fs::read_to_string(path).expect("a file can be read");
        fs::write(path, in_german(&text)).expect("a file can be written");
    }
    project.replace(
        "content/handbook.yaml",
        "  - {id: zh, tag: zh-CN, name: 中文}\n",
        "  - {id: zh, tag: zh-CN, name: 中文}\n  - {id: de, tag: de, name: Deutsch}\n",
    );
    project.replace(
        "content/handbook.yaml",
        "[en, zh, en-zh]",
        "[en, zh, de, en-zh]",
    );
    let english = fs::read(repository().join("themes/default/words.en.yaml"));
    project.write(
        "themes/default/words.de.yaml",
        english.expect("the theme has English words"),
    );
    project
}

/// Adds the English words of each text `{en: …, zh: …}` as its German words.
fn in_german(text: &str) -> String {
    let mut german = String::new();
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some(at) = rest.find("zh: ") {
            let (before, after) = rest.split_at(at);
            let end = after.find('}').unwrap_or(after.len());
            let english = before.rfind("en: ").map(|start| {
                let words = before[start + 4..].trim_end_matches([' ', ',', '{']);
                words.to_owned()
            });
            // In `{zh: 内胎, en: tube}` English comes second.
            let english = english.unwrap_or_else(|| {
                let start = after.find("en: ").map_or(end, |start| start + 4);
                after[start..end].to_owned()
            });
            german.push_str(before);
            german.push_str(&after[..end]);
            if after[end..].starts_with('}') {
                german.push_str(", de: ");
                german.push_str(&english);
            }
            rest = &after[end..];
        }
        german.push_str(rest);
    }
    german
}

#[test]
fn links_to_an_untranslated_page_use_the_language_of_that_page() {
    let project = three_languages();
    project.write(
        "content/pages/history.zh.md",
        "---\ntitle: 来历\ndescription: 来历。\n---\n\n只有中文。\n",
    );
    let site = built(&project);
    for (name, page) in Page::all(site.path()) {
        for link in page.select("a[href]") {
            let is_said = link.attr("aria-label").is_some() || !words(link).is_empty();
            assert!(is_said, "{name}: a link without words: {}", link.html());
            assert_ne!(link.attr("href"), Some(""), "{name}: {}", link.html());
        }
    }
    for (reading, about, history) in [
        ("en", ("", "About"), ("zh-CN", "来历")),
        ("zh", ("", "关于"), ("", "来历")),
        ("de", ("en", "About"), ("zh-CN", "来历")),
        ("en-zh", ("", "About 关于"), ("zh-CN", "来历")),
    ] {
        let page = Page::open(&site.path().join(reading).join("index.html"));
        let link = |name: &str| {
            let found = page.select(&format!("footer a[href=\"{name}.html\"]"));
            assert_eq!(found.len(), 1, "{reading}: {name}");
            let lang = found[0].child_elements().next();
            let lang = lang.filter(|_| found[0].child_elements().count() == 1);
            let lang = lang.and_then(|span| span.attr("lang")).unwrap_or_default();
            (lang.to_owned(), words(found[0]))
        };
        assert_eq!(
            link("about"),
            (about.0.to_owned(), about.1.to_owned()),
            "{reading}"
        );
        assert_eq!(
            link("history"),
            (history.0.to_owned(), history.1.to_owned()),
            "{reading}"
        );
    }
}

#[test]
fn only_standards_that_ask_for_something_offer_a_self_check() {
    let project = Project::small();
    let other = "content/standards/shop";
    copy(&project.path(STANDARD), &project.path(other));
    fs::remove_dir_all(project.path(&format!("{other}/annexes"))).expect("a folder can be removed");
    let about = format!("{other}/standard.yaml");
    project.replace(&about, "id: bicycle-repair", "id: shop");
    project.replace(&about, "    annex: A\n", "");
    // Without a form, its requirements could be rated one by one, so it has none.
    let clauses = format!("{other}/clauses/02-requirements.yaml");
    let text = project.read(&clauses);
    let mut is_in_list = false;
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| {
            is_in_list =
                line.starts_with("  requirements:") || is_in_list && line.starts_with("   ");
            !is_in_list
        })
        .collect();
    project.write(&clauses, format!("{}\n", kept.join("\n")));
    project.replace(
        "content/handbook.yaml",
        "[bicycle-repair]",
        "[shop, bicycle-repair]",
    );
    let site = built(&project);
    for (name, page) in Page::all(site.path()) {
        let parts: Vec<&str> = name.split('/').collect();
        let ways = page.select("main a.primary, .to-check, main .checks a");
        if parts.get(1) == Some(&"shop") {
            assert!(ways.is_empty(), "{name}: {}", ways[0].html());
        } else if parts.get(1) == Some(&"bicycle-repair") && parts.len() > 1 {
            let above = page.select(".to-check");
            assert!(
                name.ends_with("/frame.html") || above.len() == 1,
                "{name}: {}",
                above.len()
            );
        }
        assert!(page.select("a.primary").len() <= 1, "{name}");
    }
    let page = |name: &str| Page::open(&site.path().join(name));
    let primary = |name: &str| {
        let page = page(name);
        let found = page.select("main a.primary");
        assert_eq!(found.len(), 1, "{name}");
        let href = found[0].attr("href").unwrap_or_default().to_owned();
        (href, words(found[0]))
    };
    // Only one role has a form, so no choice comes first.
    let check = "bicycle-repair/selfcheck/mechanic.html";
    for (name, href, words) in [
        ("en/index.html", check.to_owned(), "Check your level"),
        (
            "en/bicycle-repair/3.1.html",
            "selfcheck/mechanic.html".to_owned(),
            "Check your level",
        ),
        (
            "en/bicycle-repair/role/mechanic/helper.html",
            "../../selfcheck/mechanic.html#as=helper&target=helper".to_owned(),
            "Check yourself at helper level",
        ),
        (
            "zh/bicycle-repair/role/mechanic/master.html",
            "../../selfcheck/mechanic.html#as=master&target=master".to_owned(),
            "按师傅自评",
        ),
        (
            "id/bicycle-repair/2.2.1-a.html",
            format!("../../en-zh/{check}#as=helper&target=helper"),
            "Check yourself at helper level 按帮工自评",
        ),
        (
            "id/bicycle-repair/2.1-a.html",
            format!("../../en-zh/{check}"),
            "Check your level 自评：我达到哪个级别？",
        ),
    ] {
        assert_eq!(primary(name), (href, words.to_owned()), "{name}");
    }
    let front = page("en/index.html");
    assert_eq!(front.select(".checks").len(), 1);
    assert_eq!(front.select("footer a[href*=selfcheck]").len(), 1);
}

#[test]
fn a_permalink_page_names_the_role_level_and_dimension() {
    let project = Project::small();
    let clauses = format!("{STANDARD}/clauses/02-requirements.yaml");
    let more = "- id: 2.3
  title: {en: Others, zh: 其他}
- id: 2.3.1
  title: {en: Level alone, zh: 仅级别}
  level: master
  dimension: craft
  requirements:
    - text: {en: train others., zh: 带教他人。}
- id: 2.3.2
  title: {en: Role alone, zh: 仅人员}
  role: mechanic
  requirements:
    - text: {en: keep the bench clean., zh: 保持工位整洁。}
- id: 2.3.3
  title: {en: Nothing, zh: 不限}
  requirements:
    - text: {en: be polite., zh: 待人有礼。}
";
    let text = project.read(&clauses) + more;
    project.write(&clauses, text);
    let site = built(&project);
    for (id, expected) in [
        (
            "2.1-a",
            "Role every role | Level every level | Dimension Theory",
        ),
        ("2.2.1-a", "Role Mechanics | Level Helper | Dimension Craft"),
        (
            "2.3.1-a",
            "Role every role | Level Master | Dimension Craft",
        ),
        ("2.3.2-a", "Role Mechanics | Level every level"),
        ("2.3.3-a", "Role every role | Level every level"),
    ] {
        let page = Page::open(&site.path().join(format!("id/bicycle-repair/{id}.html")));
        let facts: Vec<String> = page
            .select("main > article > .facts > div")
            .into_iter()
            .map(|fact| {
                // The first of the page's two languages suffices.
                let parts = fact.child_elements().map(|part| {
                    let first = part
                        .descendent_elements()
                        .find(|element| element.attr("class") == Some("first"));
                    words(first.unwrap_or(part))
                });
                parts.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(facts.join(" | "), expected, "{id}");
    }
}

#[test]
fn the_name_of_a_grade_counts_its_points() {
    let project = Project::small();
    let form = format!("{STANDARD}/annexes/A.yaml");
    project.replace(&form, "C: 10, D: 5, E: 0", "C: 10, D: 1, E: 0");
    let site = built(&project);
    let path = "en/bicycle-repair/selfcheck/mechanic.html";
    let page = Page::open(&site.path().join(path));
    let row = page.select("[data-row=craft-master] .points").into_iter();
    let points: Vec<String> = row.map(words).collect();
    assert_eq!(
        points,
        ["20 points", "15 points", "10 points", "1 point", "0 points"]
    );
}
