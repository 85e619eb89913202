//! Self-checks by profile for levels that fork: one for each branch, with links between them.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const STANDARD: &str = "content/standards/workshop/standard.yaml";

/// A workshop with a requirement that is described on both branches of its levels. With `roles`, it is one of a role.
fn workshop(roles: &str) -> Project {
    let project = Project::made_up("ladders");
    let clauses = "content/standards/workshop/clauses/1.yaml";
    let wood = "  requirements: [{text: {en: Carves an oak leaf.}}]\n";
    let clause = "\
- id: 1.4
  title: {en: Plans}
  dimension: wood
  requirements:
    - text: {en: Plans the work.}
      levels:
        apprentice: {en: Plans a cut.}
        carver: {en: Plans a carving.}
        foreman: {en: Plans a week.}
        head: {en: Plans a year.}
";
    project.replace(clauses, wood, &format!("{wood}{clause}"));
    let about = project.read(STANDARD);
    project.write(STANDARD, format!("{about}{roles}"));
    project
}

#[test]
fn levels_that_fork_have_a_self_check_for_each_branch() {
    let project = workshop("");
    let site = project.path("site");
    project.check().expect_code(0);
    project.build(&site).expect_code(0);
    let page = |path: &str| Page::open(&site.join("en/workshop").join(path));
    let carver = page("selfcheck/index.html");
    let foreman = page("branch/foreman.html");
    let plans = "[aria-labelledby='asked-1.4-a'] .step .descriptor";
    assert_eq!(
        carver.words(plans),
        ["Plans a cut.", "Plans a carving.", "Plans a year."]
    );
    assert_eq!(
        foreman.words(plans),
        ["Plans a cut.", "Plans a week.", "Plans a year."]
    );
    assert_eq!(
        foreman.words("h1"),
        ["Self-check: Progression in a workshop · Foreman"]
    );
    // Each leads to the other, and to itself by no link.
    let chain = |level: &str| format!("Apprentice › Joiner › {level} › Head of the workshop");
    assert_eq!(foreman.words(".branches a"), [chain("Carver")]);
    assert_eq!(
        foreman.words(".branches [aria-current]"),
        [chain("Foreman")]
    );
    assert_eq!(carver.words(".branches a"), [chain("Foreman")]);
    // The page of a level leads to the branch that has it, and others to the choice.
    let way = |path: &str| {
        let page = page(path);
        let ways = page.select("article a.primary");
        ways[0].attr("href").map(str::to_owned)
    };
    assert_eq!(
        way("level/foreman.html").as_deref(),
        Some("../branch/foreman.html#target=foreman")
    );
    assert_eq!(
        way("level/joiner.html").as_deref(),
        Some("../selfcheck/index.html#target=joiner")
    );
    let front = Page::open(&site.join("en/index.html"));
    assert_eq!(
        front.words("[aria-labelledby$='self-check-workshop'] .role"),
        ["Carver", "Foreman"]
    );
}

#[test]
fn a_role_has_a_self_check_for_each_branch() {
    let project = workshop("roles: [{id: cabinet, title: {en: Cabinetmaker}}]\n");
    let site = project.path("site");
    project.check().expect_code(0);
    project.build(&site).expect_code(0);
    let page = |path: &str| Page::open(&site.join("en/workshop").join(path));
    let foreman = page("branch/cabinet/foreman.html");
    assert_eq!(foreman.words("h1"), ["Self-check: Cabinetmaker · Foreman"]);
    let core = foreman.select("form")[0].attr("data-profile");
    let second = core.and_then(|core| core.lines().nth(1));
    assert_eq!(second, Some("workshop - cabinet.foreman"));
    assert!(
        site.join("en/workshop/branch/cabinet/foreman/frame.html")
            .exists()
    );
    assert!(site.join("en/workshop/selfcheck/cabinet.html").exists());
}
