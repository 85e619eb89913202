//! `clausebook import --update` brings an imported standard up to date, and leaves the editor's work alone.

use std::collections::BTreeMap;

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;

const CLAUSES: &str = "handbook/content/standards/boats/clauses/";

/// The first release.
const FIRST: &str = "id,clause,text,note
K1,Knots,Ties a bowline.,
K2,Knots,Whips a rope.,
K3,Knots,Coils a line.,
S1,Sails,Reefs early.,
S2,Sails,Furls the jib.,Ask.
M1,Motor,Checks the oil.,
";

/// A newer one: K1, K3 and S1 are reworded, K2, S2 and a whole clause are gone, K4 and a clause are new.
const SECOND: &str = "id,clause,text,note
K1,Knots,Ties a bowline with one hand.,
K4,Knots,Makes a splice.,
K3,Knots,Coils a line clockwise.,
S1,Sails,Reefs early and often.,
H1,Harbour,Berths alone.,
";

/// What the editor made of the clause about knots.
const EDITED: &str = "- id: knots
  title: {en: Knots}
  requirements:
    # the first of all
    - id: K1 # never forget
      number: K1
      text: {en: Ties a bowline., de: Knüpft einen Palstek.} # remember
      note: {en: Our own note.}
    - {id: K2, number: K2, text: {en: Whips a rope.}} # short
    - {id: K3, number: K3, text: {en: Coils a line neatly.}}
    - id: own
      text: {en: Sings while hauling.}
";

fn import(project: &Project, table: &str, options: &[&str]) -> Run {
    project.write("boats.csv", table);
    let (file, into) = (project.path("boats.csv"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    let mut arguments = vec!["import", "table", file, "--into", into, "--title", "Boats"];
    arguments.extend(options);
    run(&arguments)
}

fn check(project: &Project, options: &[&str]) -> Run {
    let into = project.path("handbook");
    let mut arguments = vec!["check", "--root", into.to_str().expect("UTF-8")];
    arguments.extend(options);
    run(&arguments)
}

fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    bytes(&project.path("handbook"))
        .into_iter()
        .map(|(path, content)| (format!("{path:?}"), content))
        .collect()
}

/// A handbook with the first release, which an editor went over and published.
fn edited() -> Project {
    let project = Project::empty();
    import(&project, FIRST, &[]).expect_code(0);
    project.write(&format!("{CLAUSES}01-knots.yaml"), EDITED);
    let handbook = project.read("handbook/content/handbook.yaml");
    let languages = handbook.replace(
        "name: English}",
        "name: English}\n  - {id: de, tag: de, name: Deutsch}",
    );
    project.write("handbook/content/handbook.yaml", languages);
    check(&project, &["--accept", "--yes"]).expect_code(0);
    project
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "{one}\n{text}");
    }
}

#[test]
fn a_newer_release_changes_only_what_the_editor_did_not() {
    let project = edited();
    let before = files(&project);
    let dry = import(&project, SECOND, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    assert!(files(&project) == before, "a dry run writes nothing");
    says(
        &dry,
        &[
            "3 parts would be added:\n  K4  Makes a splice.\n  harbour  Harbour\n  H1  Berths alone.\n",
            "2 values would be changed:\n  K1, text, en: Ties a bowline. → Ties a bowline with one hand.\n  S1, text, en: ",
            "4 parts would be removed:\n  K2  Whips a rope.\n  S2  Furls the jib.\n  motor  Motor\n  M1  Checks the oil.\n",
            "3 published requirements would be retired, so that their permalinks still answer: K2, S2, M1",
            "1 change of yours kept",
            "  K3, text, en: Coils a line neatly. → Coils a line clockwise.\n",
        ],
    );
    import(&project, SECOND, &["--update", "boats"]).expect_code(0);
    assert_eq!(
        project.read(&format!("{CLAUSES}01-knots.yaml")),
        EDITED
            .replace("en: Ties a bowline.,", "en: Ties a bowline with one hand.,")
            .replace(
                "    - {id: K2, number: K2, text: {en: Whips a rope.}} # short\n",
                ""
            )
            .replace(
                "    - {id: K3",
                "    - {id: K4, number: K4, text: {en: Makes a splice.}}\n    - {id: K3"
            )
    );
    assert!(
        !project.path(&format!("{CLAUSES}03-motor.yaml")).exists(),
        "nothing is left of the clause"
    );
    says(
        &project.read(&format!("{CLAUSES}04-harbour.yaml")),
        &["id: harbour", "Berths alone."],
    );
    says(
        &project.read("handbook/content/permalinks.yaml"),
        &["id/boats/K2.html", "Whips a rope."],
    );
    check(&project, &["--accept", "--yes"]).expect_code(0);
    let again = import(&project, SECOND, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    says(&again, &["nothing changed"]);
}

#[test]
fn parts_without_codes_are_known_by_their_words_and_letters_stay() {
    let project = Project::empty();
    let table = |rows: &[&str]| format!("clause,text\n{}\n", rows.join("\n"));
    let first = table(&[
        "Knots,Ties a bowline.",
        "Knots,Whips the end of a rope.",
        "Knots,Coils a line.",
    ]);
    import(&project, &first, &[]).expect_code(0);
    check(&project, &["--accept", "--yes"]).expect_code(0);
    let second = table(&[
        "Knots,Makes a splice.",
        "Knots,Whips the ends of a rope.",
        "Knots,Coils a line.",
    ]);
    let report = import(&project, &second, &["--update", "boats"])
        .expect_code(0)
        .stdout;
    says(
        &report,
        &[
            "1 part added:\n  knots-d  Makes a splice.",
            "1 value changed:\n  knots-b, text, en: Whips the end of a rope. → Whips the ends of a rope.",
            "1 part removed:\n  knots-a  Ties a bowline.",
        ],
    );
    check(&project, &["--accept", "--yes"]).expect_code(0);
    says(
        &project.read("handbook/content/permalinks.lock"),
        &["knots-a.html", "knots-d.html"],
    );
}

#[test]
fn an_earlier_import_of_the_same_source_is_named() {
    let project = Project::empty();
    import(&project, FIRST, &[]).expect_code(0);
    let report = import(&project, SECOND, &[]).expect_code(0).stdout;
    says(
        &report,
        &[
            "the handbook has `boats` from the same source; `--update boats` brings that up to date instead",
        ],
    );
    let unknown = import(&project, SECOND, &["--update", "ships"])
        .expect_code(2)
        .stderr;
    says(
        &unknown,
        &[
            "the handbook has no standard `ships`",
            "write one of the standards, `boats` or `boats-2`, or import without `--update`",
        ],
    );
    let misspelt = import(&project, SECOND, &["--update", "boat"])
        .expect_code(2)
        .stderr;
    says(&misspelt, &["no standard `boat`", "did you mean `boats`?"]);
}

#[test]
fn without_a_record_of_the_last_import_nothing_is_overwritten() {
    let project = edited();
    std::fs::remove_dir_all(project.path("handbook/import/boats")).expect("removed");
    let report = import(&project, SECOND, &["--update", "boats"])
        .expect_code(0)
        .stdout;
    says(
        &report,
        &[
            "import/boats does not say what was imported last",
            "3 changes of yours kept",
            "K1, text, en: Ties a bowline. → Ties a bowline with one hand.",
        ],
    );
    says(
        &project.read(&format!("{CLAUSES}01-knots.yaml")),
        &["Ties a bowline., de:", "Whips a rope.", "Makes a splice."],
    );
    check(&project, &["--accept", "--yes"]).expect_code(0);
}

/// A release with roles: a role for each column.
const ROLES: &str = "id,clause,text,Sailor,Skipper,Cook
K1,Knots,Ties a bowline.,x,x,
K2,Knots,Whips a rope.,x,,
G1,Galley,Boils water.,,,x
";

#[test]
fn parts_in_another_part_are_moved_with_the_notes_of_the_editor() {
    let project = edited();
    let knots = format!("{CLAUSES}01-knots.yaml");
    let with_notes = EDITED.replace(
        "    - {id: K2, ",
        "    # ask the rigger\n    - {id: K2, note: {en: Ours.}, ",
    );
    project.write(&knots, &with_notes);
    let moved = FIRST
        .replace("K2,Knots,Whips a rope.,\n", "")
        .replace("S2,Sails", "K2,Sails,Whips any rope.,\nS2,Sails");
    let dry = import(&project, &moved, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    says(
        &dry,
        &[
            "1 part would be moved:\n  K2: knots → sails\n",
            "1 value would be changed:\n  K2, text, en: Whips a rope. → Whips any rope.\n",
        ],
    );
    import(&project, &moved, &["--update", "boats"]).expect_code(0);
    says(
        &project.read(&format!("{CLAUSES}02-sails.yaml")),
        &[
            "    # ask the rigger\n    - {id: K2, note: {en: Ours.}, number: K2, text: {en: Whips any rope.}} # short\n",
        ],
    );
    assert!(!project.read(&knots).contains("K2"));
    says(&project.read(&knots), &["# never forget", "id: own"]);
    let accepted = check(&project, &["--accept", "--yes"]).expect_code(0);
    drop(accepted);
    says(
        &project.read("handbook/content/permalinks.lock"),
        &["id/boats/K2.html"],
    );
    let again = import(&project, &moved, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    says(&again, &["nothing changed"]);
}

#[test]
fn a_clause_that_loses_everything_to_a_new_one_is_emptied_and_removed() {
    let project = Project::empty();
    import(&project, FIRST, &[]).expect_code(0);
    check(&project, &["--accept", "--yes"]).expect_code(0);
    // A new clause has the requirements of an old one, and another clause has only new ones.
    let second = "id,clause,text,note
K1,Ropework,Ties a bowline.,
K2,Ropework,Whips a rope.,
K3,Ropework,Coils a line.,
S7,Sails,Hoists the main.,
S8,Sails,Drops the main.,
M1,Motor,Checks the oil.,
";
    let report = import(&project, second, &["--update", "boats"])
        .expect_code(0)
        .stdout;
    says(
        &report,
        &[
            "3 parts moved:\n  K1: knots → ropework\n  K2: knots → ropework\n  K3: knots → ropework\n",
            "2 published requirements retired",
        ],
    );
    let sails = project.read(&format!("{CLAUSES}02-sails.yaml"));
    says(&sails, &["id: S7", "id: S8"]);
    assert!(
        !sails.contains("Reefs early") && !sails.contains("jib"),
        "{sails}"
    );
    check(&project, &["--accept", "--yes"]).expect_code(0);
}

#[test]
fn roles_of_a_newer_release_are_followed_one_by_one() {
    let project = Project::empty();
    import(&project, ROLES, &[]).expect_code(0);
    let path = "handbook/content/standards/boats/standard.yaml";
    let before = project.read(path);
    assert!(before.contains("id: skipper"), "{before}");
    let ours = before.replace("id: skipper", "id: skipper # our own words");
    assert!(ours != before);
    project.write(path, &ours);
    let second = ROLES
        .replace("Sailor,Skipper,Cook", "Sailor,Skippers,Bosun")
        .replace("K2,Knots,Whips a rope.,x,,", "K2,Knots,Whips a rope.,x,,x");
    let report = import(&project, &second, &["--update", "boats"])
        .expect_code(0)
        .stdout;
    says(
        &report,
        &["standard.yaml, roles, skipper, title, en: Skipper → Skippers"],
    );
    let after = project.read(path);
    says(
        &after,
        &["id: skipper # our own words", "Skippers", "id: bosun"],
    );
    assert!(!after.contains("cook"), "{after}");
    check(&project, &[]).expect_code(0);
    let again = import(&project, &second, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    says(&again, &["nothing changed"]);
}
