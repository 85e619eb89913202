//! What descriptors, requirements, clauses and roles may have of the source's own: codes, types, examples, remarks, and
//! their addresses elsewhere.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const STANDARD: &str = "content/standards/workshop/standard.yaml";
const CLAUSES: &str = "content/standards/workshop/clauses/1.yaml";

/// A workshop whose source prints a code and a type for each descriptor, and remarks of its own.
fn workshop() -> Project {
    let project = Project::made_up("ladders");
    project.write(
        STANDARD,
        "\
id: workshop
language: en
title: {en: Progression in a workshop}
types:
  - {id: aware, title: {en: Aware}}
  - {id: able, title: {en: Able}}
levels:
  - {id: apprentice, title: {en: Apprentice}}
  - {id: joiner, title: {en: Joiner}}
names: {type: {en: Proficiency}, group: {en: Guild}}
groups:
  - id: bench
    title: {en: Bench trades}
    description: {en: Those who work at a bench.}
    same_as: [https://example.org/bench]
roles:
  - id: cabinet
    number: W 7
    title: {en: Cabinetmaker}
    type: able
    group: bench
    same_as: [https://example.org/w7, 'urn:trades:7']
",
    );
    project.write(
        CLAUSES,
        "\
- id: 1
  title: {en: Wood}
  same_as: [https://example.org/wood, 'urn:crafts:wood']
  remarks:
    - {en: Wood means solid wood.}
  requirements:
    - title: {en: Joints}
      same_as: ['urn:joints:1']
      remarks:
        - {en: Glue is no joint.}
      note: {quote: no joint, text: {en: The first edition allowed glue.}}
      levels:
        apprentice:
          number: J1
          type: aware
          text: {en: Names the joints of a chair.}
          examples:
            - {en: The mortise of a leg.}
          same_as: ['urn:uuid:1f0c', https://example.org/j1]
        joiner: {type: able, text: {en: Cuts a dovetail.}}
",
    );
    project
}

#[test]
fn what_the_source_says_of_a_descriptor_is_shown_with_it() {
    let project = workshop();
    let site = project.path("site");
    project.check().expect_code(0);
    project.build(&site).expect_code(0);
    let page = |path: &str| Page::open(&site.join(path));
    for path in ["en/workshop/1.html", "id/workshop/1-a.html"] {
        let kinds = page(path).words(".descriptors .kind");
        assert_eq!(kinds, ["J1 Aware", "Able"], "{path}");
        let examples = page(path).words(".descriptors .examples li");
        assert_eq!(examples, ["The mortise of a leg."], "{path}");
    }
    // Other addresses are for those who need this very requirement.
    assert_eq!(
        page("en/workshop/1.html")
            .words(".requirements .same dd")
            .len(),
        0
    );
    let permalink = page("id/workshop/1-a.html");
    let elsewhere = ["urn:uuid:1f0c", "https://example.org/j1"];
    assert_eq!(permalink.words(".descriptors .relations dd"), elsewhere);
    assert_eq!(permalink.words(".descriptors .relations a"), elsewhere[1..]);
    assert_eq!(
        page("en/workshop/role/cabinet/joiner.html").words(".descriptor .kind"),
        ["Able"]
    );
    assert_eq!(
        page("en/workshop/matrix.html").words("td .kind"),
        ["J1 Aware", "Able"]
    );
    let block = &permalink.words("script[type=\"application/ld+json\"]")[0];
    let block: serde_json::Value = serde_json::from_str(block).expect("JSON");
    assert_eq!(
        block["additionalProperty"][0],
        serde_json::json!({
            "@type": "PropertyValue",
            "name": "Apprentice",
            "identifier": "J1",
            "additionalType": "Aware",
            "sameAs": ["urn:uuid:1f0c", "https://example.org/j1"],
            "value": "Names the joints of a chair.",
        })
    );
    assert_eq!(block["sameAs"], serde_json::json!(["urn:joints:1"]));
    assert_eq!(
        permalink.words(".details > .facts .same dd"),
        ["urn:joints:1"]
    );
}

#[test]
fn a_clause_that_is_known_elsewhere_says_so_on_its_page() {
    let project = workshop();
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let page = Page::open(&site.join("en/workshop/1.html"));
    let elsewhere = ["https://example.org/wood", "urn:crafts:wood"];
    assert_eq!(page.words(".asides .same dd"), elsewhere);
    assert_eq!(page.words(".asides .same a"), elsewhere[..1]);
    let block = &page.words("script[type=\"application/ld+json\"]")[0];
    let block: serde_json::Value = serde_json::from_str(block).expect("JSON");
    assert_eq!(block["@type"], "DefinedTerm");
    assert_eq!(block["name"], "Wood");
    assert_eq!(block["sameAs"], serde_json::json!(elsewhere));
}

#[test]
fn remarks_of_the_source_are_part_of_the_standard() {
    let project = workshop();
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for path in ["en/workshop/1.html", "en/workshop/whole.html"] {
        let page = Page::open(&site.join(path));
        let remarks = page.words(".remarks > :not(.ours)");
        assert_eq!(
            remarks,
            ["Glue is no joint.", "Wood means solid wood."],
            "{path}"
        );
        let text = page.standard_text();
        assert!(text.contains("Wood means solid wood."), "{path}: {text}");
        // The note on a remark is ours.
        assert!(!text.contains("The first edition"), "{path}: {text}");
    }
}

#[test]
fn a_role_has_what_the_source_says_of_it_and_its_group() {
    let project = workshop();
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let role = Page::open(&site.join("en/workshop/role/cabinet.html"));
    assert_eq!(role.words("h1"), ["W 7 Cabinetmaker"]);
    assert_eq!(role.words(".facts dt"), ["Guild", "Proficiency", "Same as"]);
    assert_eq!(
        role.words(".facts dd"),
        [
            "Bench trades Those who work at a bench.",
            "https://example.org/bench",
            "Able",
            "https://example.org/w7",
            "urn:trades:7"
        ]
    );
}

#[test]
fn a_requirement_without_words_does_not_repeat_the_title_above_it() {
    let project = workshop();
    let titled = "    - title: {en: Joints}\n      same_as:";
    project.replace(CLAUSES, titled, "    - same_as:");
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let words = |path: &str, selector: &str| Page::open(&site.join(path)).words(selector);
    for path in [
        "en/workshop/1.html",
        "en/workshop/whole.html",
        "en/workshop/role/cabinet/joiner.html",
    ] {
        assert_eq!(
            words(path, ".requirements > li > p:not(.ours)").len(),
            0,
            "{path}"
        );
    }
    let descriptor = "en/workshop/role/cabinet/joiner.html";
    assert_eq!(
        words(descriptor, ".descriptor > p:not(.kind)"),
        ["Cuts a dovetail."]
    );
    // Where no heading names the clause, the requirement is known by it.
    assert_eq!(
        words("id/workshop/1-a.html", "article > .words > p"),
        ["Wood"]
    );
}

#[test]
fn wrong_types_and_addresses_of_descriptors_are_reported() {
    let project = workshop();
    project.replace(CLAUSES, "type: able", "type: abel");
    project.replace(CLAUSES, "'urn:uuid:1f0c'", "1-a");
    project.replace(STANDARD, "'urn:trades:7'", "https://");
    project.replace(STANDARD, "[https://example.org/bench]", "[bench]");
    project.replace(STANDARD, "    type: able\n", "    type: handy\n");
    project.replace(CLAUSES, "'urn:crafts:wood'", "wood");
    let run = project.check().expect_code(1);
    for expected in [
        "there is no type `abel`",
        "`1-a` is neither a web address nor an identifier",
        "`https://` is not a web address",
        "`bench` is neither a web address nor an identifier",
        "there is no type `handy`",
        "`wood` is neither a web address nor an identifier",
    ] {
        assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
    }
}
