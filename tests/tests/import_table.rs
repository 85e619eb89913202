//! `clausebook import table` turns spreadsheets into handbooks that can be checked and built at once.

use clausebook_tests::folder::bytes;
use clausebook_tests::program::run;
use clausebook_tests::project::Project;
use encoding_rs::{GB18030, WINDOWS_1252};

use crate::import_table_files::{fixture, import, is_sound, workbook};

#[test]
fn a_spreadsheet_becomes_a_handbook_in_every_usual_encoding() {
    let english = fixture("bakery.csv");
    let chinese = fixture("bakery.zh.csv");
    let with_mark = format!("\u{feff}{english}");
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(english.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let tabs = chinese.replace(',', "\t");
    let mut handbooks = Vec::new();
    for (name, content) in [
        ("bakery.csv", english.clone().into_bytes()),
        ("bakery.csv", with_mark.into_bytes()),
        ("bakery.csv", WINDOWS_1252.encode(&english).0.into_owned()),
        ("bakery.csv", wide),
        ("bakery.csv", chinese.clone().into_bytes()),
        ("bakery.csv", GB18030.encode(&chinese).0.into_owned()),
        ("bakery.csv", tabs.into_bytes()),
    ] {
        let (project, run) = import(name, &content, &["--title", "Bakery"]);
        run.expect_code(0);
        is_sound(&project);
        handbooks.push(bytes(&project.path("handbook/content")));
    }
    assert!(
        handbooks[..4]
            .iter()
            .all(|handbook| *handbook == handbooks[0]),
        "the encoding changes nothing"
    );
    assert!(
        handbooks[4..]
            .iter()
            .all(|handbook| *handbook == handbooks[4]),
        "the encoding changes nothing"
    );
    let text = |handbook: usize, path: &str| {
        String::from_utf8(handbooks[handbook][path].clone()).expect("UTF-8")
    };
    let about = text(0, "standards/bakery/standard.yaml");
    assert!(about.contains("- {to: B2, as: optional}"), "{about}");
    assert!(
        about.contains("- {id: apprentice, title: {en: Apprentice}}"),
        "{about}"
    );
    let dough = text(0, "standards/bakery/clauses/01-dough.yaml");
    for part in [
        "weight: 2.5",
        "title: {en: Kneading}",
        "master: {en: Feels when it is done.}",
        "- the flour",
    ] {
        assert!(dough.contains(part), "{part}:\n{dough}");
    }
    let clause = text(4, "standards/bakery/clauses/01.yaml");
    for part in [
        "zh: 和面至表面光滑；",
        "en: Kneads until smooth.",
        "id: M1",
        "remarks:\n        - {zh: 注意室温}",
    ] {
        assert!(clause.contains(part), "{part}:\n{clause}");
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    let (project, run) = import("bakery.csv", fixture("bakery.csv").as_bytes(), &[]);
    let run = run.expect_code(0);
    assert!(
        run.stdout
            .contains("2 × the column `Owner` (row 2, column J; row 4, column J)"),
        "{}",
        run.stdout
    );
    let left = project.read("handbook/import/bakery.yaml");
    assert!(left.contains("Ann") && left.contains("Zoë"), "{left}");
    let (project, run) = import(
        "bakery.csv",
        fixture("bakery.csv").as_bytes(),
        &["--column", "note=Owner"],
    );
    assert!(!run.expect_code(0).stdout.contains("without a place"));
    is_sound(&project);
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let rows: &[&[&str]] = &[
        &["Skills of bakers", "", "", ""],
        &["No", "Competency", "Description", "Level"],
        &["1", "Dough", "Kneads.", "Basic"],
        &["1.1", "Flour", "=A1", "Basic"],
        &["2", "Oven", "#REF!", "Advanced"],
    ];
    let (project, run) = import("bakers.xlsx", &workbook(rows), &[]);
    let run = run.expect_code(0);
    assert!(
        run.stdout
            .contains("1 × a cell with an error (row 5, column C)"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("`Skills of bakers`"), "{}", run.stdout);
    let content = project.path("handbook/content");
    let all: Vec<u8> = bytes(&content).into_values().flatten().collect();
    let all = String::from_utf8(all).expect("UTF-8");
    for part in ["computed", "title: {en: Flour}", "id: 1.1"] {
        assert!(all.contains(part), "{part}:\n{all}");
    }
    is_sound(&project);
}

#[test]
fn a_row_for_each_role_tells_what_roles_ask_for() {
    let table = "Role,Role Level,Skill Name,Skill Description,Skill Level,Skill Level Description\n\
                 Baker,Junior baker,Kneading,To knead dough.,Working,Kneads with help.\n\
                 Baker,Senior baker,Kneading,To knead dough.,Expert,Teaches others.\n\
                 Seller,,Greeting,To greet people.,Working,Greets everybody.\n\
                 Seller,,Kneading,To knead dough.,Working,Kneads with help.\n";
    let (project, run) = import("roles.csv", table.as_bytes(), &[]);
    let run = run.expect_code(0);
    assert!(
        run.stdout.contains("2 requirements, 2 roles, 2 levels"),
        "{}",
        run.stdout
    );
    let about = project.read("handbook/content/standards/roles/standard.yaml");
    for part in [
        "id: junior-baker",
        "{to: kneading, level: expert}",
        "{to: greeting, level: working}",
    ] {
        assert!(about.contains(part), "{part}:\n{about}");
    }
    is_sound(&project);
}

#[test]
fn parts_are_nested_by_parent_number_or_indentation() {
    for table in [
        "id,parent,text\nA,,Dough\nA.x,A,Kneads.\nB,,Oven\nB.y,B,Bakes.\n",
        "text\n1 Dough\n1.1 Kneads.\n2 Oven\n2.1 Bakes.\n",
        "text,note\nDough,\n  Kneads.,\nOven,\n  Bakes.,\n",
    ] {
        let (project, run) = import("parts.csv", table.as_bytes(), &[]);
        let run = run.expect_code(0);
        assert!(
            run.stdout.contains("2 clauses, 2 requirements"),
            "{table}\n{}",
            run.stdout
        );
        is_sound(&project);
    }
}

#[test]
fn our_own_table_comes_back() {
    let project = Project::made_up("pottery");
    let root = project.root().to_str().expect("UTF-8");
    let table = run(["export", "csv", "--root", root]).expect_code(0).stdout;
    let (imported, run_of) = import("pottery.csv", table.as_bytes(), &["--id", "pottery"]);
    run_of.expect_code(0);
    is_sound(&imported);
    let root = imported.path("handbook");
    let again = run(["export", "csv", "--root", root.to_str().expect("UTF-8")])
        .expect_code(0)
        .stdout;
    let ids = |table: &str| -> Vec<String> {
        table
            .lines()
            .filter_map(|line| line.trim_start_matches('\u{feff}').split(',').next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(ids(&again), ids(&table));
}

#[test]
fn a_dry_run_writes_nothing_and_an_import_never_overwrites() {
    let (project, run_of) = import(
        "bakery.csv",
        fixture("bakery.csv").as_bytes(),
        &["--dry-run"],
    );
    let run_of = run_of.expect_code(0);
    assert!(
        run_of
            .stdout
            .contains("content/standards/bakery/clauses/01-dough.yaml"),
        "{}",
        run_of.stdout
    );
    assert!(!project.path("handbook").exists());
    let small = Project::small();
    let before = bytes(small.root());
    let file = project.path("bakery.csv");
    let file = file.to_str().expect("UTF-8");
    let root = small.root().to_str().expect("UTF-8");
    run([
        "import",
        "csv",
        file,
        "--into",
        root,
        "--id",
        "bicycle-repair",
    ])
    .expect_code(2);
    assert_eq!(bytes(small.root()), before);
    run(["--root", root, "import", "csv", file]).expect_code(0);
    small.check().expect_code(0);
    for (path, text) in &before {
        if path != "content/handbook.yaml" {
            assert_eq!(bytes(small.root())[path], *text, "{path}");
        }
    }
    let handbook = small.read("content/handbook.yaml");
    assert!(handbook.contains("bakery"), "{handbook}");
    run(["--root", root, "import", "csv", file]).expect_code(0);
    assert!(
        small.path("content/standards/bakery-2").exists(),
        "a second import is a standard of its own"
    );
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    for (content, options, said) in [
        ("", &[][..], "the table has no rows"),
        ("id,weight\nA,1\n", &[], "no column has texts"),
        (
            "id,text\nA,x\n",
            &["--column", "note=Owner"],
            "has no column `Owner`",
        ),
        (
            "id,text\nA,x\n",
            &["--column", "nots=id"],
            "did you mean `note`?",
        ),
        ("id,text\nA,x\n", &["--header-row", "9"], "row 9 is empty"),
        (
            "id,text\nA,x\n",
            &["--id", "a/b"],
            "cannot have the id `a/b`",
        ),
        (
            "id,text\nA,x\n",
            &["--encoding", "klingon"],
            "no encoding `klingon`",
        ),
        ("{\"skills\": []}", &[], "this is JSON, not a table"),
        (
            "PK\u{3}\u{4}..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
            &[],
            "this is a spreadsheet in the OpenDocument format",
        ),
        (
            "[{\"@context\": {}}]",
            &[],
            "import it with `clausebook import skos`",
        ),
        (
            "<html><table><tr><td>Skill</td></tr></table></html>",
            &[],
            "this is XML or HTML, not a table",
        ),
    ] {
        let (project, run) = import("x.csv", content.as_bytes(), options);
        let run = run.expect_code(2);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert!(!project.path("handbook").exists());
    }
}
