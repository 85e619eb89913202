//! `clausebook import table` turns spreadsheets into handbooks that can be checked and built at once.

use std::fs;
use std::io::{Cursor, Write};

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, repository, run};
use clausebook_tests::project::Project;
use encoding_rs::{GB18030, WINDOWS_1252};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The text of a made-up table.
fn fixture(name: &str) -> String {
    let path = repository().join("tests/fixtures/imports").join(name);
    fs::read_to_string(path).expect("a fixture")
}

/// Imports a file with this content into an empty project.
fn import(name: &str, content: &[u8], options: &[&str]) -> (Project, Run) {
    let project = Project::empty();
    project.write(name, content);
    let (file, into) = (project.path(name), project.path("handbook"));
    let mut arguments = vec!["import", "table", file.to_str().expect("UTF-8")];
    arguments.extend(["--into", into.to_str().expect("UTF-8")]);
    arguments.extend(options);
    let run = run(&arguments);
    (project, run)
}

/// Requires that the imported handbook has no errors and can be built.
#[track_caller]
fn is_sound(project: &Project) {
    let root = project.path("handbook");
    let root = root.to_str().expect("UTF-8");
    run(["check", "--root", root]).expect_code(0);
    let out = project.path("site");
    run([
        "build",
        "--root",
        root,
        "--out",
        out.to_str().expect("UTF-8"),
    ])
    .expect_code(0);
}

/// A workbook with one sheet of these cells, as spreadsheets write them.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::new();
    for (row, cells) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            let place = format!(
                "{}{}",
                char::from(b'A' + u8::try_from(column).expect("few columns")),
                row + 1
            );
            sheet += &match cell.strip_prefix('=') {
                Some(formula) => {
                    format!("<c r=\"{place}\" t=\"str\"><f>{formula}</f><v>computed</v></c>")
                }
                None if *cell == "#REF!" => format!("<c r=\"{place}\" t=\"e\"><v>#REF!</v></c>"),
                None if cell.parse::<f64>().is_ok() => {
                    format!("<c r=\"{place}\"><v>{cell}</v></c>")
                }
                None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        sheet += "</row>";
    }
    packed(&sheet)
}

/// A workbook with this XML in the data of its sheet.
pub(crate) fn packed(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let files = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Skills\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a file");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

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
        "note: {zh: 注意室温}",
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
    ] {
        let (project, run) = import("x.csv", content.as_bytes(), options);
        let run = run.expect_code(2);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert!(!project.path("handbook").exists());
    }
}

#[test]
fn tables_of_concept_schemes_are_nested_by_the_names_of_their_broader_concepts() {
    let table = "Level;Name;ShortCode;Description;Uri;BroaderConcept\n1;Dough;1.0;;;\n2;Kneading;1.1;Kneads until smooth.;;Dough\n2;Proving;1.2;Lets it rise.;;Dough\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("1 clause, 2 requirements"), "{report}");
    assert!(!report.contains("the column `ShortCode`"), "{report}");
    // The numbers are those of the tree, not levels of competence.
    assert!(report.contains("A  Level → depth"), "{report}");
    assert!(!report.contains("2 levels"), "{report}");
    is_sound(&project);
}

#[test]
fn numbers_that_are_not_depths_in_the_tree_are_levels() {
    let table = "level,id,parent,text\n1,A,,Dough\n1,B,A,Kneads.\n2,C,A,Proves.\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("A  level → level"), "{report}");
    assert!(report.contains("2 levels"), "{report}");
    is_sound(&project);
}

#[test]
fn a_space_before_a_text_is_a_slip_and_a_description_is_not_indented() {
    for table in [
        "title,description\nDough,\" Is mixed.\"\nOven,Is heated.\nShop,\"  Is open.\"\n",
        "text\nMixes dough.\n\" Heats the oven.\"\nOpens the shop.\n",
    ] {
        let (project, run) = import("slips.csv", table.as_bytes(), &[]);
        let report = run.expect_code(0).stdout;
        assert!(report.contains("1 clause, 3 requirements"), "{report}");
        is_sound(&project);
    }
}

#[test]
fn areas_and_sides_of_a_competence_are_told_by_their_usual_headings() {
    let table = "Competence area name,Competence name,Learning Outcome,Knowledge skill or attitude\n\
                 Dough,Kneading,Names flours.,Knowledge\nDough,Kneading,Kneads.,Skill\n\
                 Dough,Proving,Waits.,Attitude\nOven,Baking,Bakes.,Skill\nOven,Baking,Cools.,Skill\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for said in [
        "5 clauses, 5 requirements",
        "Competence area name → clause",
        "Knowledge skill or attitude → dimension",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    is_sound(&project);
}

/// The clauses of an imported handbook.
fn clauses(project: &Project) -> String {
    let folder = project.path("handbook/content/standards");
    let files = bytes(&folder).into_iter();
    let files = files.filter(|(path, _)| path.contains("clauses"));
    files
        .map(|(_, content)| String::from_utf8(content).expect("UTF-8"))
        .collect()
}

#[test]
fn cells_that_hold_several_requirements_are_divided() {
    let table = "职业功能,工作内容,技能要求,相关知识要求\n1.订单,1.1 接单,\"1.1.1 能核对订单\n1.1.2 能确认库存\",1.1.1 库存知识\n";
    let (project, run) = import("标准.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("`技能要求`, `相关知识要求` hold requirements"),
        "{report}"
    );
    assert!(report.contains("3 requirements"), "{report}");
    assert!(!report.contains("without a place"), "{report}");
    let clauses = clauses(&project);
    for line in ["id: 1.1", "{zh: 1.1.2 能确认库存}", "{zh: 1.1.1 库存知识}"] {
        assert!(clauses.contains(line), "{line}: {clauses}");
    }
    is_sound(&project);
}

#[test]
fn headings_in_two_rows_name_roles() {
    let table =
        "编号,能力要求,岗位要求,,\n,,销售,采购,财务\nA1,能够编制合同,√,√,\nA2,能够审核发票,x,,√\n";
    let (project, run) = import("岗位.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for words in [
        "the headings are in two rows",
        "采购 → asks",
        "an `x` beside ticks",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let about = project.read("handbook/content/standards/standard-1/standard.yaml");
    assert_eq!(about.matches("to: A1").count(), 2, "{about}");
    assert_eq!(about.matches("to: A2").count(), 1, "{about}");
    is_sound(&project);
}

#[test]
fn columns_of_roles_may_hold_levels() {
    let table = "Framework,,,\n,Analyst,Manager,Director\nSpeaking,L1,L2,L3\nBudgets,,L1,L3\n";
    let (project, run) = import("roles.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("in row 2"), "{report}");
    assert!(report.contains("3 roles"), "{report}");
    assert!(
        report.contains("name the levels `L1`, `L2`, `L3`"),
        "{report}"
    );
    is_sound(&project);
}

#[test]
fn codes_that_spreadsheets_shortened_are_put_right() {
    let table = "code,text\n1,Safety\n1.9,Signs off.\n1.1,Reports faults.\n1.11,Writes.\n1.1,Again.\n2024-01-02,Draws.\nTotal,4\n";
    let (_, run) = import("codes.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(
        !report.contains("1.10"),
        "the first `1.1` may be one: {report}"
    );
    for words in [
        "a code that is a date",
        "a row with totals",
        "an id that an earlier row has",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let table = "code,text\n1,Safety\n1.1,Wears it.\n1.9,Signs off.\n1.1,Reports faults.\n";
    let (project, run) = import("codes.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("the code of row 5 is `1.10`"), "{report}");
    assert!(clauses(&project).contains("id: 1.10"));
}

#[test]
fn cells_merged_over_rows_count_for_each_of_them() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Role</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Requirement</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Baker</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Kneads.</t></is></c></row>\
        <row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>Bakes.</t></is></c></row>\
        <row r=\"4\"><c r=\"B4\"><f>A2&amp;\"x\"</f></c></row>\
        </sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells><sheetData>";
    let (project, run) = import("merged.xlsx", &packed(rows), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("a formula without a value"), "{report}");
    let clauses = clauses(&project);
    assert_eq!(clauses.matches("role: baker").count(), 2, "{clauses}");
}
