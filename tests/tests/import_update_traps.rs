//! Releases that renumber, reuse, split, reshape and take back: an update loses nothing and reuses no permalink in silence.

use crate::import_releases::{accept, published, says, update};

const KNOTS: &str = "handbook/content/standards/boats/clauses/01-knots.yaml";

const TABLE: &str = "id,clause,text
K1,Knots,Ties a bowline at sea.
K2,Knots,Whips the end of a rope.
K3,Knots,Coils a line for throwing.
";

#[test]
fn permalinks_follow_the_words_when_the_source_is_numbered_again() {
    let project = published(TABLE);
    project.replace(
        KNOTS,
        "    - {id: K2, number: K2,",
        "    # ask the rigger\n    - {id: K2, number: K2, note: {en: Ours.},",
    );
    let shifted = "id,clause,text
K1,Knots,Chooses a rope for its purpose.
K2,Knots,Ties a bowline at sea.
K3,Knots,Whips the end of a rope.
K4,Knots,Coils a line for throwing on deck.
";
    let report = update(&project, "table", shifted);
    says(
        &report,
        &[
            "1 part added:",
            "K1, number: ",
            "K2, number: ",
            "K3, text, en: Coils a line for throwing. → Coils a line for throwing on deck.",
        ],
    );
    assert!(!report.contains("retired"), "{report}");
    says(
        &project.read(KNOTS),
        &["# ask the rigger\n    - {id: K2, number: K3, note: {en: Ours.},"],
    );
    accept(&project);
}

#[test]
fn a_number_that_another_requirement_has_now_is_named() {
    let project = published(TABLE);
    let reused = TABLE.replace("Whips the end of a rope.", "Reads the weather chart.");
    let report = update(&project, "table", &reused);
    says(
        &report,
        &["`K2` has quite different words now; if that is another requirement"],
    );
    // Once it is retired, its id is not given to another requirement.
    let project = published(TABLE);
    update(
        &project,
        "table",
        &TABLE.replace("K2,Knots,Whips the end of a rope.\n", ""),
    );
    accept(&project);
    let report = update(&project, "table", &reused);
    says(
        &report,
        &["the source gives the code `K2`, which a retired requirement had, to another"],
    );
    says(
        &project.read(KNOTS),
        &["id: K2-2", "Reads the weather chart."],
    );
    says(
        &project.read("handbook/content/permalinks.yaml"),
        &["id/boats/K2.html"],
    );
    accept(&project);
}

#[test]
fn there_and_back_again_ends_as_it_began() {
    let project = published(TABLE);
    let first = project.read(KNOTS);
    let other = "id,clause,text
K1,Knots,Ties a bowline with one hand.
K3,Knots,Coils a line for throwing.
K9,Knots,Makes an eye splice.
";
    update(&project, "table", other);
    accept(&project);
    let report = update(&project, "table", TABLE);
    says(
        &report,
        &["the source has K2 again, so it is no longer retired"],
    );
    accept(&project);
    assert_eq!(project.read(KNOTS), first);
    let retired = project.read("handbook/content/permalinks.yaml");
    assert!(
        !retired.contains("K2") && retired.contains("K9"),
        "{retired}"
    );
    // K9 comes back a second time, and so on.
    update(&project, "table", other);
    accept(&project);
    let retired = project.read("handbook/content/permalinks.yaml");
    assert!(
        retired.contains("K2") && !retired.contains("K9"),
        "{retired}"
    );
}

#[test]
fn an_id_that_the_editor_changed_is_still_that_of_the_same_part() {
    let project = published(TABLE);
    project.replace(KNOTS, "{id: K2,", "{id: rope-ends,");
    let report = update(
        &project,
        "table",
        &TABLE.replace("Whips the end of a rope.", "Whips the end of every rope."),
    );
    says(
        &report,
        &["rope-ends, text, en: Whips the end of a rope. → Whips the end of every rope."],
    );
    assert!(!report.contains("added"), "{report}");
    // What the editor removed stays away, and a change of it is named.
    let removed = project.read(KNOTS);
    let start = removed.find("    - {id: K3").expect("K3");
    project.write(KNOTS, &removed[..start]);
    let report = update(&project, "table", &TABLE.replace("throwing.", "stowing."));
    says(
        &report,
        &["the source changed K3, which is no longer in your files"],
    );
}

#[test]
fn a_longer_scale_is_in_the_order_of_the_source() {
    let table = |levels: &str, cells: &str| {
        format!("id,clause,text,{levels}\nK1,Knots,Ties knots.,{cells}\n")
    };
    let project = published(&table("Junior,Senior", "Ties one.,Ties all."));
    let path = "handbook/content/standards/boats/standard.yaml";
    let ours = project
        .read(path)
        .replace("en: Senior}}", "en: Senior}} # ours");
    project.write(path, ours);
    // A note makes a record of the descriptor.
    let report = update(
        &project,
        "table",
        &table(
            "Novice,Junior,Proficient,Senior,Expert",
            "a,Ties two.,c,Ties all.,e",
        ),
    );
    says(&report, &["K1, levels, junior, en: Ties one. → Ties two."]);
    let about = project.read(path);
    let places: Vec<usize> = ["novice", "junior", "proficient", "senior", "expert"]
        .iter()
        .map(|id| {
            about
                .find(&format!("id: {id}"))
                .unwrap_or_else(|| panic!("{id}\n{about}"))
        })
        .collect();
    assert!(places.is_sorted(), "{about}");
    accept(&project);
}

#[test]
fn another_order_is_named_and_files_stay_in_the_order_of_the_editor() {
    let project = published(TABLE);
    let turned = "id,clause,text
K3,Knots,Coils a line for throwing.
K1,Knots,Ties a bowline at sea.
K2,Knots,Whips the end of a rope.
";
    let before = project.read(KNOTS);
    let report = update(&project, "table", turned);
    says(
        &report,
        &["the source has the parts of `knots` in another order: K3, K1, K2"],
    );
    assert_eq!(project.read(KNOTS), before);
}

#[test]
fn a_requirement_that_is_split_keeps_its_permalink_and_its_place() {
    let project = published(TABLE);
    let split = "id,parent,text
knots,,Knots
K1,knots,Ties a bowline at sea.
K2,knots,Whips the end of a rope.
K2.1,K2,Whips a laid rope.
K2.2,K2,Whips a braided rope.
K3,knots,Coils a line for throwing.
";
    let report = update(&project, "table", split);
    says(
        &report,
        &["2 parts added:\n  K2.1  Whips a laid rope.\n  K2.2  Whips a braided rope.\n"],
    );
    assert!(!report.contains("removed"), "{report}");
    accept(&project);
    // And is merged again.
    let report = update(&project, "table", TABLE);
    says(&report, &["2 published requirements retired"]);
    accept(&project);
}

#[test]
fn files_with_windows_line_endings_and_files_that_the_editor_split_are_followed() {
    let table = "id,clause,text
K1,Knots,Ties a bowline at sea.
K2,Knots,Whips the end of a rope.
S1,Sails,Reefs early and often.
S2,Sails,Furls the jib.
";
    let project = published(table);
    let knots = project.read(KNOTS);
    let sails = "handbook/content/standards/boats/clauses/02-sails.yaml";
    let text = project.read(sails).replace('\n', "\r\n");
    // The editor has everything in one file, with the sails first, and Windows line endings.
    project.write(KNOTS, format!("{text}\r\n{}", knots.replace('\n', "\r\n")));
    std::fs::remove_file(project.path(sails)).expect("removed");
    let standard = "handbook/content/standards/boats/standard.yaml";
    project.write(standard, project.read(standard).replace('\n', "\r\n"));
    let newer = "id,clause,text
K1,Knots,Ties a bowline in the dark.
S1,Sails,Reefs early and often.
S3,Sails,Hoists the main.
S2,Sails,Furls the jib.
K2,Sails,Whips the end of a rope.
";
    let report = update(&project, "table", newer);
    says(
        &report,
        &[
            "1 part added:\n  S3",
            "1 part moved:\n  K2: knots → sails",
            "K1, text, en:",
        ],
    );
    let text = project.read(KNOTS);
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "{text:?}"
    );
    accept(&project);
}

#[test]
fn words_that_only_the_look_of_changed_are_not_lost() {
    let project = published(TABLE);
    let spaced = TABLE
        .replace("a bowline at sea.", "a  bowline\u{a0}at sea.")
        .replace("Coils a line", "Coils a li\u{301}ne");
    let report = update(&project, "table", &spaced);
    assert!(
        !report.contains("added") && !report.contains("removed"),
        "{report}"
    );
    accept(&project);
}
