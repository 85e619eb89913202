//! The self-check by profile: the profile in a built page is compared with the content alone, and standards with forms
//! have none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clausebook_tests::page::Page;
use clausebook_tests::program::handbook;
use clausebook_tests::project::Project;
use clausebook_tests::yaml::{files, get, list, read, string};
use selfcheck_wasm::profile::{Profile, Rule};

const STANDARD: &str = "content/standards/beekeeping";
const LEVELS: [&str; 3] = ["novice", "journeyman", "elder"];

/// The requirements of a role with the dimension and, if they have one, the level of their clause, in document order.
fn asked(project: &Project, role: &str) -> Vec<(String, String, Option<String>)> {
    let mut asked = Vec::new();
    // A clause's dimension also holds for the clauses in it.
    let mut dimensions: Vec<(String, String)> = Vec::new();
    for file in files(&project.path(STANDARD).join("clauses")) {
        let clauses = read(&file);
        for clause in clauses.as_vec().expect("a list of clauses") {
            let id = string(clause, "id");
            if get(clause, "dimension").is_some() {
                dimensions.push((id.clone(), string(clause, "dimension")));
            }
            if get(clause, "role").is_some() && string(clause, "role") != role {
                continue;
            }
            let above =
                |one: &&(String, String)| id == one.0 || id.starts_with(&format!("{}.", one.0));
            let dimension = dimensions.iter().rev().find(above).expect("a dimension");
            let level = get(clause, "level").map(|_| string(clause, "level"));
            let Some(_) = get(clause, "requirements") else {
                continue;
            };
            for (place, _) in list(clause, "requirements").iter().enumerate() {
                let letter = char::from(b'a' + u8::try_from(place).expect("few requirements"));
                asked.push((format!("{id}-{letter}"), dimension.1.clone(), level.clone()));
            }
        }
    }
    asked
}

/// The profile in a page, as its script reads it.
fn profile_of(page: &Page) -> Profile {
    let forms = page.select("form[data-selfcheck=profile]");
    assert_eq!(forms.len(), 1, "a page has one form");
    let text = forms[0].attr("data-profile").expect("it has the profile");
    Profile::decode(text).expect("the profile is valid")
}

fn open(site: &Path, reading: &str, role: &str) -> Page {
    Page::open(&site.join(format!("{reading}/beekeeping/selfcheck/{role}.html")))
}

#[test]
fn the_profile_of_each_role_is_what_the_content_asks_for() {
    let project = Project::made_up("profile");
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for (role, count) in [("apiarist", 7), ("breeder", 3)] {
        let asked = asked(&project, role);
        assert_eq!(asked.len(), count);
        let page = open(&site, "en", role);
        let profile = profile_of(&page);
        assert_eq!(
            (
                profile.standard.as_str(),
                profile.edition.as_str(),
                profile.role.as_str()
            ),
            ("beekeeping", "2024", role)
        );
        // Everything must be met: the rule is ours, and no share is invented.
        assert_eq!(
            profile.rule,
            Some(Rule {
                every_must: true,
                share: None,
                met: None,
            })
        );
        let found: Vec<(String, String)> = profile
            .requirements
            .iter()
            .map(|one| {
                (
                    one.id.clone(),
                    profile.dimensions[one.dimensions[0]].clone(),
                )
            })
            .collect();
        let wanted = asked
            .iter()
            .map(|(id, dimension, _)| (id.clone(), dimension.clone()));
        assert_eq!(found, wanted.collect::<Vec<_>>());
        assert_eq!(profile.targets.len(), LEVELS.len());
        for (place, target) in profile.targets.iter().enumerate() {
            assert_eq!(target.id, LEVELS[place]);
            assert_eq!(
                target.follows,
                place.checked_sub(1).into_iter().collect::<Vec<_>>()
            );
            let is_asked = |level: &Option<String>| {
                let own = |level: &String| LEVELS.iter().position(|one| one == level);
                level.as_ref().and_then(own).is_none_or(|own| own <= place)
            };
            let wanted: Vec<usize> = (0..asked.len())
                .filter(|at| is_asked(&asked[*at].2))
                .collect();
            let found: Vec<usize> = target.asks.iter().map(|ask| ask.requirement).collect();
            assert_eq!(found, wanted, "{role} {}", target.id);
            assert!(
                target
                    .asks
                    .iter()
                    .all(|ask| ask.expected == 2 && ask.is_must)
            );
        }
        // The page lists each requirement once, with a control for each rating.
        let listed = page.select("[data-requirement]");
        assert_eq!(listed.len(), count);
        for (id, ..) in &asked {
            let name = format!("input[name='rate.{id}']");
            let values = page
                .select(&name)
                .into_iter()
                .filter_map(|radio| radio.attr("value"));
            assert_eq!(values.collect::<Vec<_>>(), ["2", "1", "0", "x"], "{id}");
        }
        for reading in ["zh", "en-zh"] {
            assert_eq!(profile_of(&open(&site, reading, role)), profile);
        }
    }
}

#[test]
fn parts_of_a_requirement_are_rated_below_the_words_that_lead_them_in() {
    let project = Project::made_up("grid");
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for (reading, lead) in [
        ("en", "Trims what has been thrown:"),
        ("zh", "修整拉好的坯体："),
    ] {
        let page = Page::open(&site.join(format!("{reading}/pottery/selfcheck/thrower.html")));
        let leads = page.select(".rated-clause > .lead");
        assert_eq!(leads.len(), 1, "the words are shown once for both parts");
        let words = page.select(".rated-clause > .lead > [id]");
        assert!(words[0].text().any(|text| text.contains(lead)));
        let id = words[0].attr("id").expect("an id");
        for part in ["FO-2-a", "FO-2-b"] {
            // The choices are read out with the whole sentence.
            let radio = format!("[data-requirement='{part}'] [role=radiogroup]");
            let label = page.select(&radio)[0]
                .attr("aria-labelledby")
                .map(str::to_owned);
            assert_eq!(label, Some(format!("{id} asked-{part}")));
        }
        let whole = page.select("[data-requirement='FO-1'] [role=radiogroup]");
        assert_eq!(whole[0].attr("aria-labelledby"), Some("asked-FO-1"));
    }
    // So is its permalink.
    let permalink = Page::open(&site.join("id/pottery/FO-2-b.html"));
    let intro = permalink.select(".permalink .intro");
    assert!(
        intro[0]
            .text()
            .any(|text| text.contains("Trims what has been thrown:"))
    );
}

#[test]
fn a_standard_without_roles_has_one_self_check_of_its_own() {
    let project = Project::made_up("profile");
    let clauses = format!("{STANDARD}/clauses/01-bees.yaml");
    let lines = project.read(&clauses);
    let lines = lines.lines().filter(|line| !line.starts_with("  role: "));
    project.write(&clauses, lines.collect::<Vec<_>>().join("\n"));
    let about = project.read(&format!("{STANDARD}/standard.yaml"));
    let (before, rest) = about.split_once("roles:\n").expect("there are roles");
    let (_, after) = rest
        .split_once("dimensions:")
        .expect("there are dimensions");
    project.write(
        &format!("{STANDARD}/standard.yaml"),
        format!("{before}dimensions:{after}"),
    );
    fs::remove_file(project.path("content/postings/valley.yaml"))
        .expect("the posting names a role");
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let profile = profile_of(&Page::open(
        &site.join("en/beekeeping/selfcheck/index.html"),
    ));
    assert_eq!((profile.role.as_str(), profile.requirements.len()), ("", 8));
    assert!(site.join("en/beekeeping/selfcheck/frame.html").exists());
}

#[test]
fn a_requirement_without_a_dimension_is_asked_and_rated_like_any_other() {
    let project = Project::made_up("roles");
    let standard = "content/standards/lighthouse";
    let about = project.read(&format!("{standard}/standard.yaml"));
    project.write(
        &format!("{standard}/standard.yaml"),
        format!("{about}dimensions: [{{id: flame, title: {{en: Flame}}}}]\n"),
    );
    project.replace(
        &format!("{standard}/clauses/1.yaml"),
        "  role: keeper",
        "  role: keeper\n  dimension: flame",
    );
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let page = Page::open(&site.join("en/lighthouse/selfcheck/keeper.html"));
    let rated: Vec<(String, Vec<usize>)> = profile_of(&page)
        .requirements
        .into_iter()
        .map(|one| (one.id, one.dimensions))
        .collect();
    let expected = [("1-a", vec![]), ("2.1-a", vec![0]), ("2.1-b", vec![0])];
    assert_eq!(
        rated,
        expected.map(|(id, dimensions)| (id.to_owned(), dimensions))
    );
    // What belongs to no dimension has a heading of its own, below those of the dimensions.
    assert_eq!(page.words("h3.dimension"), ["Flame", "Everybody"]);
    assert!(page.text().contains("count in the first row only"));
    let boatman = Page::open(&site.join("en/lighthouse/selfcheck/boatman.html"));
    assert_eq!(profile_of(&boatman).requirements.len(), 2);
    let role = Page::open(&site.join("en/lighthouse/role/boatman.html"));
    assert!(role.text().contains("Row to the mainland."));
    project.check().expect_code(0);
}

#[test]
fn standards_with_forms_have_no_profile() {
    let site = handbook(env!("CARGO_TARGET_TMPDIR"));
    let mut kinds = BTreeSet::new();
    for entry in fs::read_dir(site.join("zh/cbec-export-operations/selfcheck")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let page = Page::open(&path);
            kinds.insert(
                page.select("form[data-selfcheck]")[0]
                    .attr("data-selfcheck")
                    .map(str::to_owned),
            );
        }
    }
    assert_eq!(kinds, BTreeSet::from([Some(String::new())]));
}

#[test]
fn without_levels_the_result_does_not_say_that_a_title_is_reached() {
    let project = Project::made_up("plain");
    let about = project.read("content/standards/gardening/standard.yaml");
    for (roles, path) in [
        ("", "selfcheck/index.html"),
        (
            "roles: [{id: helper, title: {en: Helper}}]\n",
            "selfcheck/helper.html",
        ),
    ] {
        project.write(
            "content/standards/gardening/standard.yaml",
            format!("{about}{roles}"),
        );
        let out = project.path("site");
        project.build(&out).expect_code(0);
        let page = Page::open(&out.join("en/gardening").join(path));
        let words = page.select("form[data-words]")[0].attr("data-words");
        let words: serde_json::Value =
            serde_json::from_str(words.expect("words")).expect("the words are JSON");
        let words = words["languages"][0].as_object().expect("a language");
        let says = |key: &str| words[key].as_str().expect("a sentence");
        assert_eq!(
            says("outlook_missed"),
            "Not met as a whole yet: {counts}.",
            "{path}"
        );
        assert_eq!(says("full"), "{percent}% attained.", "{path}");
        // With a single target, the aim is always what is indicated.
        let of_target = words.iter().filter(|(key, _)| *key != "level_and");
        let of_target =
            of_target.filter(|(_, words)| words.as_str().expect("words").contains("{target}"));
        assert_eq!(of_target.collect::<Vec<_>>(), []);
        let targets = words.iter().filter(|(key, _)| key.starts_with("target."));
        let names: Vec<&str> = targets.filter_map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Met as a whole"], "{path}");
        assert_eq!(page.words(".attained caption"), ["Attained"], "{path}");
    }
    // Levels are reached by their names.
    let levels = Project::made_up("profile");
    let out = levels.path("site");
    levels.build(&out).expect_code(0);
    let page = Page::open(&out.join("en/beekeeping/selfcheck/apiarist.html"));
    let words = page.select("form[data-words]")[0].attr("data-words");
    assert!(words.is_some_and(|words| words.contains("Not yet {target}: {counts}.")));
}
