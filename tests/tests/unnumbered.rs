//! A standard that prints no ids, in clauses nested below each other, of which only some texts are translated.

use std::path::PathBuf;
use std::sync::OnceLock;

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

/// The site of the standard, which is built once.
fn page(path: &str) -> Page {
    static SITE: OnceLock<(Project, PathBuf)> = OnceLock::new();
    let (_, site) = SITE.get_or_init(|| {
        let project = Project::made_up("ladders");
        project.write("content/handbook.yaml", HANDBOOK);
        project.write("content/standards/workshop/standard.yaml", STANDARD);
        project.write("content/standards/workshop/clauses/1.yaml", CLAUSES);
        let site = project.path("site");
        project.check().expect_code(0);
        project.build(&site).expect_code(0);
        (project, site)
    });
    Page::open(&site.join(path))
}

const HANDBOOK: &str = "\
title: {en: Work, zh: 工作}
languages:
  - {id: en, tag: en, name: English}
  - {id: zh, tag: zh-CN, name: 中文}
readings: [en, zh]
audience: [recruiters]
standards: [workshop]
";

const STANDARD: &str = "\
id: workshop
language: en
numbering: stated
title: {en: Work in a workshop, zh: 车间工作}
roles:
  - {id: joiner, title: {en: Joiner, zh: 细木工}}
levels:
  - {id: first, title: {en: Beginner}}
  - {id: second, title: {en: Advanced, zh: 高级}}
";

const CLAUSES: &str = "\
- id: wood
  title: {en: Wood, zh: 木材}
  clauses:
    - id: boards
      title: {en: Boards, zh: 木板}
      requirements:
        - {id: sorts, text: {en: Sorts boards., zh: 分拣木板。}}
- id: tools
  title: {en: Tools, zh: 工具}
  clauses:
    - id: blades
      title: {en: Blades, zh: 锯片}
      requirements:
        - {id: saws, role: joiner, level: second, text: {en: Saws boards., zh: 锯木板。}}
";

#[test]
fn what_every_role_shares_is_below_the_titles_of_its_clauses() {
    let role = page("en/workshop/role/joiner.html");
    let shared = role.select("section:has([id=sorts])");
    assert_eq!(shared.len(), 1);
    let selector = scraper::Selector::parse("h3").expect("a selector");
    let headings = shared[0].select(&selector);
    let headings: Vec<String> = headings
        .map(|heading| heading.text().collect::<String>().trim().to_owned())
        .collect();
    assert_eq!(headings, ["Boards"]);
}

#[test]
fn the_front_page_names_a_requirement_by_its_words_if_it_prints_no_number() {
    let front = page("en/index.html");
    let links = front.words(".ways a[href*='id/workshop/']");
    assert_eq!(links, ["Saws boards."]);
}

#[test]
fn a_level_that_is_not_translated_keeps_its_capital_in_a_sentence_of_another_language() {
    let label = |path| {
        page(path)
            .words("a[href*='selfcheck/joiner.html']")
            .join("; ")
    };
    let chinese = label("zh/workshop/role/joiner/first.html");
    assert!(chinese.contains("按Beginner自评"), "{chinese}");
    let english = label("en/workshop/role/joiner/first.html");
    assert!(english.contains("at beginner level"), "{english}");
}
