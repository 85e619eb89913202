//! A standard that has its own name for its requirements: the pages that people read do not call them otherwise.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

/// Pages about the made-up harbour, from its front page to the comparison of roles.
const PAGES: [&str; 9] = [
    "index.html",
    "harbour/index.html",
    "harbour/requirements.html",
    "harbour/role/keeper.html",
    "harbour/selfcheck/keeper.html",
    "harbour/selfcheck/keeper/group.html",
    "harbour/picker/keeper.html",
    "harbour/compare.html",
    "harbour/1.html",
];

#[test]
fn pages_call_requirements_as_the_standard_does() {
    let project = Project::made_up("groups");
    project.replace(
        "content/standards/harbour/standard.yaml",
        "names: {group: {en: Division, ar: القسم}}",
        "names: {requirement: {en: Skill, ar: المهارة}}",
    );
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for path in PAGES {
        for (language, other) in [("en", "requirement"), ("ar", "متطلب")] {
            let page = Page::open(&site.join(language).join(path));
            let scripts = page.words("main script").into_iter();
            let text = page.words("main").concat();
            let text = scripts.fold(text, |text, script| text.replace(&script, ""));
            let text = text.to_lowercase();
            let found = text.split_once(other);
            let found = found.map(|(before, after)| {
                let before: Vec<&str> = before.split(' ').rev().take(8).collect();
                let after: Vec<&str> = after.split(' ').take(8).collect();
                (before, after)
            });
            assert_eq!(found, None, "{language}/{path}");
        }
    }
}
