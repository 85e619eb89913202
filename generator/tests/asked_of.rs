//! What a handbook with several standards and languages says of each: the language of permalinks, the roles that ask for a
//! requirement, the names of its parts, and roles without a self-check.

mod small;

use std::fmt::Write as _;

use clausebook::project::Project;
use clausebook::source::rule::Rule;
use small::{page, write};
use tempfile::TempDir;

/// The small handbook with another standard, `crafts`, which is only in English, with such lines besides its title. It has two
/// requirements in clause `K`.
fn with_crafts(lines: &str) -> TempDir {
    let root = small::handbook();
    write(
        &root,
        "content/handbook.yaml",
        "title: {zh: 手册, en: Handbook}\nlanguages: [{id: zh, tag: zh-CN, name: 中文}, {id: en, tag: en, name: English}]\n\
         readings: [zh, zh-en, en]\nstandards: [bicycle-repair, crafts]\n",
    );
    let folder = "content/standards/crafts";
    write(
        &root,
        &format!("{folder}/standard.yaml"),
        &format!("id: crafts\nlanguage: en\ntitle: {{en: Crafts}}\n{lines}"),
    );
    write(
        &root,
        &format!("{folder}/clauses/01.yaml"),
        "- id: K\n  title: {en: Clay}\n  requirements:\n    - {id: K1, text: {en: Knows clay.}}\n    - {id: K2, text: {en: Knows kilns.}}\n",
    );
    root
}

/// `count` roles that ask for the first requirement; every other one does not require it. The later half is in a group.
fn roles(count: usize) -> String {
    let mut lines = String::from("groups: [{id: masters, title: {en: Masters}}]\nroles:\n");
    for place in 0..count {
        let tier = if place % 2 == 0 { "must" } else { "optional" };
        let group = if place < count / 2 {
            ""
        } else {
            ", group: masters"
        };
        let _ = writeln!(
            lines,
            "  - {{id: r{place}, title: {{en: Role {place}}}{group}, asks: [{{to: K1, as: {tier}}}, {{to: K2}}]}}"
        );
    }
    lines
}

#[test]
fn the_permalink_of_a_standard_in_one_language_is_in_that_language() {
    let site = small::site(&with_crafts(""));
    let html = page(&site, "id/crafts/K1.html");
    assert!(html.contains(r#"<html lang="en""#), "{html}");
    // The others are in as many languages as possible.
    let other = site
        .addresses()
        .iter()
        .find(|address| address.path.starts_with("id/bicycle-repair/"));
    let other = page(&site, &other.expect("a permalink").path);
    assert!(other.contains(r#"<html lang="zh-CN""#), "{other}");
}

#[test]
fn the_roles_that_ask_for_a_requirement_are_grouped_and_folded_if_there_are_many() {
    let site = small::site(&with_crafts(&roles(4)));
    let html = page(&site, "id/crafts/K1.html");
    let facts = html.split("class=\"facts").nth(1).expect("facts");
    let facts = facts.split("</dl>").next().expect("an end");
    assert!(!facts.contains("<details>"), "{facts}");
    let (ungrouped, grouped) = facts.split_once("Masters").expect("a group");
    assert!(
        ungrouped.contains("Role 1") && grouped.contains("Role 2"),
        "{facts}"
    );
    // Only what need not be met has its tier.
    assert_eq!(facts.matches("class=\"tier\"").count(), 2, "{facts}");
    let all = page(&site, "id/crafts/K2.html");
    assert_eq!(all.matches("class=\"tier\"").count(), 0);
    let many = small::site(&with_crafts(&roles(20)));
    let html = page(&many, "id/crafts/K1.html");
    assert!(
        html.contains("<details><summary>20 roles</summary>"),
        "{html}"
    );
}

#[test]
fn the_front_page_of_several_standards_uses_the_names_of_each() {
    let names = "names: {role: {en: Guild}}\n";
    let site = small::site(&with_crafts(&format!("{names}{}", roles(2))));
    let html = page(&site, "en/index.html");
    let crafts = html.split(">Crafts</a></h2>").nth(1).expect("the standard");
    assert!(crafts.contains("<th scope=\"col\">Guild</th>"), "{crafts}");
}

#[test]
fn roles_without_a_self_check_for_one_cause_are_reported_together() {
    let all = "asks: [{to: K}]";
    let roles: String = (0..9)
        .map(|place| format!("  - {{id: r{place}, title: {{en: Role}}, {all}}}\n"))
        .collect();
    let root = with_crafts(&format!("roles:\n{roles}"));
    let more: String = (0..2_000)
        .map(|place| format!("    - {{text: {{en: Knows glaze {place}.}}}}\n"))
        .collect();
    let clause = "content/standards/crafts/clauses/01.yaml";
    small::replace(
        &root,
        clause,
        "    - {id: K1",
        &format!("{more}    - {{id: K1"),
    );
    let mut project = Project::read(root.path()).expect("the handbook can be read");
    let (_, faults) = project.check();
    let faults: Vec<_> = faults
        .iter()
        .filter(|fault| fault.rule == Rule::NoSelfCheck)
        .collect();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(
        faults[0].message.english().contains("`r0`, `r1`")
            && faults[0]
                .message
                .english()
                .contains("each asks for more than"),
        "{faults:#?}"
    );
    assert_eq!(faults[0].related.len(), 8);
}

#[test]
fn the_body_with_authority_over_a_standard_is_on_its_pages_and_in_its_data() {
    let site = small::site(&with_crafts("authority: {en: Guild of crafts}\n"));
    for path in [
        "en/index.html",
        "en/crafts/index.html",
        "en/crafts/whole.html",
    ] {
        let html = page(&site, path);
        assert!(html.contains("<dd>Guild of crafts</dd>"), "{path}: {html}");
    }
    let html = page(&site, "id/crafts/K1.html");
    let creator = r#""creator":{"@type":"Organization","name":"Guild of crafts"}"#;
    assert!(html.contains(creator), "{html}");
    let other = page(&site, "en/bicycle-repair/index.html");
    assert!(!other.contains("Guild of crafts"), "{other}");
}
