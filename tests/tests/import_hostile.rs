//! Files made to do harm end in a message, and large files end soon and in little memory.

use std::io::{Cursor, Write};

use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import_table_files::{self, Sheet, book, packed};

fn import(format: &str, name: &str, content: impl AsRef<[u8]>) -> (Project, Run) {
    let project = Project::empty();
    project.write(name, content);
    let (file, into) = (project.path(name), project.path("handbook"));
    let run = run([
        "import",
        format,
        file.to_str().expect("UTF-8"),
        "--into",
        into.to_str().expect("UTF-8"),
    ]);
    (project, run)
}

#[track_caller]
fn refused(format: &str, name: &str, content: impl AsRef<[u8]>, said: &str) {
    let (project, run) = import(format, name, content);
    let run = run.expect_code(2);
    assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    // The same in Chinese, without the English sentence.
    let file = project.path(name);
    let (file, into) = (file.to_str().expect("UTF-8"), project.path("handbook"));
    let into = into.to_str().expect("UTF-8");
    let chinese =
        clausebook_tests::program::run(["import", format, file, "--into", into, "--lang", "zh"]);
    let chinese = chinese.expect_code(2).stderr;
    assert!(chinese.contains("帮助："), "{chinese}");
    assert!(!chinese.contains(said), "{chinese}");
    assert!(!project.path("handbook").exists(), "nothing is written");
}

/// Requires that the import succeeds and that the handbook has no errors.
#[track_caller]
fn sound(format: &str, name: &str, content: impl AsRef<[u8]>) -> String {
    let (project, imported) = import(format, name, content);
    let report = imported.expect_code(0).stdout;
    let into = project.path("handbook");
    run(["check", "--root", into.to_str().expect("UTF-8")]).expect_code(0);
    report
}

#[test]
fn a_bomb_in_an_archive_is_measured_before_it_is_read() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a file");
        let zeros = vec![0; 1 << 20];
        for _ in 0..300 {
            archive.write_all(&zeros).expect("written");
        }
    }
    let bomb = archive.finish().expect("an archive").into_inner();
    assert!(bomb.len() < 2 << 20, "the bomb is small");
    refused(
        "table",
        "x.xlsx",
        bomb,
        "more than 512 MB when it is unpacked",
    );
}

#[test]
fn damaged_and_foreign_workbooks_are_refused() {
    let book = packed("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    refused("table", "x.xlsx", &book[..book.len() / 2], "damaged");
    refused("table", "x.xlsx", b"PK\x03\x04", "damaged");
    refused(
        "table",
        "x.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "old format of Excel",
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("a.txt", SimpleFileOptions::default())
        .expect("a file");
    let archive = archive.finish().expect("an archive").into_inner();
    refused("table", "x.xlsx", archive, "not a workbook");
}

#[test]
fn cells_far_away_take_no_memory() {
    let far = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>text</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    refused("table", "x.xlsx", packed(far), "more than 1000 columns");
    let deep = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>text</v></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>";
    let report = sound("table", "x.xlsx", packed(deep));
    assert!(report.contains("1 requirement"), "{report}");
}

#[test]
fn merged_cells_and_hidden_columns_as_large_as_a_sheet_take_no_memory() {
    let rows: String = (1..=300)
        .map(|row| format!("<row r=\"{row}\" hidden=\"1\"><c r=\"B{row}\" t=\"str\"><v>Text {row}.</v></c></row>"))
        .collect();
    let columns = "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(2000);
    let merged =
        "<mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:XFD1048576\"/>".repeat(2000);
    let xml = format!(
        "<cols>{columns}</cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>No</v></c><c r=\"B1\" t=\"str\"><v>text</v></c></row>{}</sheetData><mergeCells>{merged}</mergeCells>",
        rows.split_once("</row>").expect("rows").1
    );
    let sheet = Sheet {
        name: "Skills",
        state: "visible",
        xml: &xml,
    };
    let book = book(&[sheet], &[]);
    refused(
        "table",
        "x.xlsx",
        &book,
        "all rows of the sheet `Skills` are hidden",
    );
    let (_, run) = import_table_files::import("x.xlsx", &book, &["--with-hidden"]);
    let report = run.expect_code(0).stdout;
    for part in ["299 requirements", "299 rows are hidden", ": 2–300"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[test]
fn formats_that_would_fill_the_memory_are_refused() {
    let formats = vec!["0.0000000000000000000000000000000000"; 160_000];
    let sheet = Sheet {
        name: "Skills",
        state: "visible",
        xml: "<sheetData/>",
    };
    refused(
        "table",
        "x.xlsx",
        book(&[sheet], &formats),
        "`xl/styles.xml` in the workbook is too large",
    );
}

#[test]
fn a_workbook_of_very_many_sheets_is_refused() {
    let names: Vec<String> = (0..1001).map(|place| format!("Sheet {place}")).collect();
    let sheet = |name| Sheet {
        name,
        state: "visible",
        xml: "<sheetData/>",
    };
    let sheets: Vec<Sheet<'_>> = names.iter().map(|name| sheet(name.as_str())).collect();
    refused(
        "table",
        "x.xlsx",
        book(&sheets, &[]),
        "more than 1000 sheets",
    );
}

#[test]
fn rows_of_nothing_are_no_requirements() {
    let empty: String = (3..200_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" t=\"str\"><v> </v></c></row>"))
        .collect();
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>text</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>Kneads.</v></c></row>{empty}"
    );
    let report = sound("table", "x.xlsx", packed(&rows));
    assert!(report.contains("1 requirement"), "{report}");
}

#[test]
fn entities_and_formulas_are_not_evaluated() {
    let entity = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>text</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>&lol;</v></c></row>";
    let (_, run) = import("table", "x.xlsx", packed(entity));
    let code = run.code.expect("the program ends by itself");
    run.expect_code(code);
    let report = sound(
        "table",
        "x.csv",
        "id,text\nA,\"=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\"\nB,+1-1\nC,@SUM(1)\n",
    );
    assert!(report.contains("3 requirements"), "{report}");
}

#[test]
fn cells_that_never_end_are_found() {
    let open = format!("id,text\nA,\"{}", "word,word\n".repeat(100_000));
    refused("table", "x.csv", open, "is a quotation mark missing");
    let wide = format!("{}\n{}\n", "text,".repeat(2000), "x,".repeat(2000));
    refused("table", "x.csv", wide, "more than 1000 cells");
    let commas = format!("text\n{}", format!("{}\n", ",".repeat(900)).repeat(20_000));
    refused("table", "x.csv", commas, "more than 10000000 cells");
}

#[test]
fn deep_json_is_refused() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    refused("case", "x.json", deep, "not valid JSON");
    let deep = format!(
        "{{\"CFItems\":{}1{}}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    refused("case", "x.json", deep, "not valid JSON");
}

#[test]
fn endless_texts_are_refused() {
    let long = "x".repeat(300_000);
    let package = format!(
        "{{\"CFDocument\": {{\"title\": \"x\"}}, \"CFItems\": [{{\"fullStatement\": \"{long}\"}}]}}"
    );
    refused(
        "case",
        "x.json",
        package,
        "/CFItems/0/fullStatement: this text is longer than 200000 bytes",
    );
    let scheme = format!(
        "<https://a.example/c> a <http://www.w3.org/2004/02/skos/core#Concept> ; \
         <http://www.w3.org/2004/02/skos/core#prefLabel> \"{long}\" ."
    );
    refused(
        "skos",
        "x.ttl",
        scheme,
        "https://a.example/c: this text is longer than 200000 bytes",
    );
}

#[test]
fn an_encoding_that_had_to_be_recognised_is_named() {
    let mut package = b"{\"CFDocument\": {\"title\": \"Caf".to_vec();
    package.extend(b"\xe9 du coin\"}, \"CFItems\": [{\"fullStatement\": \"Bakes.\"}]}");
    let (_, run) = import("case", "x.json", package);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("the file is not in UTF-8, and was read in "),
        "{report}"
    );
}

#[test]
fn circles_and_dense_associations_of_case_end_soon() {
    let node = |number: usize| {
        let identifier = format!("0b9f1a52-6c1e-4d8a-9a52-{number:012x}");
        format!(
            "{{\"identifier\": \"{identifier}\", \"uri\": \"https://s.example/CFItems/{identifier}\"}}"
        )
    };
    let count = 400;
    let items = (1..=count).map(|number| {
        node(number).replacen('{', &format!("{{\"fullStatement\": \"Item {number}\", "), 1)
    });
    let items: Vec<String> = items.collect();
    let mut associations = Vec::new();
    for number in 1..=count {
        let mut add = |kind: &str, to: usize| {
            associations.push(format!(
                "{{\"associationType\": \"{kind}\", \"originNodeURI\": {}, \"destinationNodeURI\": {}}}",
                node(number),
                node(to)
            ));
        };
        add("isChildOf", number % count + 1);
        for step in 2..20 {
            add("isRelatedTo", (number + step) % count + 1);
        }
    }
    let package = format!(
        "{{\"CFDocument\": {{\"title\": \"x\"}}, \"CFItems\": [{}], \"CFAssociations\": [{}]}}",
        items.join(","),
        associations.join(",")
    );
    let report = sound("case", "x.json", package);
    for said in [
        "1 × a parent that is below its own part",
        "a place more than 16 levels deep, moved up",
        "7,200 relations",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}

#[test]
fn chains_and_circles_of_parents_are_made_flat() {
    let mut chain = "id,parent,text\n".to_owned();
    for index in 0..3000 {
        chain += &format!("N{index},N{},Text {index}.\n", index + 1);
    }
    let report = sound("table", "x.csv", &chain);
    assert!(
        report.contains("a place more than 16 levels deep, moved up"),
        "{report}"
    );
    let circle = "id,parent,text\nA,B,One.\nB,C,Two.\nC,A,Three.\nD,D,Four.\n";
    let report = sound("table", "x.csv", circle);
    assert!(
        report.contains("1 × a parent that is below its own part"),
        "{report}"
    );
}

#[test]
fn texts_that_look_like_yaml_html_or_paths_are_only_texts() {
    let rows = [
        "../../x",
        "a: b",
        "- item",
        "{x: y}",
        "# not a comment",
        "&anchor",
        "*alias",
        "!tag",
        "%TAG",
        "---",
        "null",
        "~",
        "<script>alert(1)</script>",
        "[[5.1]]",
        "[x](javascript:alert(1))",
        "$x",
        "`",
        "\u{0}\u{7}\u{1b}[31m",
        "\u{feff}",
        "|",
        ">",
        "a\u{2028}b",
        "1. x",
        "<b>open",
        "![x](y)",
        "http://",
        "con",
        "| a | b |",
    ];
    let mut table = "id,text,title,note\n".to_owned();
    for row in rows {
        let cell = row.replace('"', "\"\"");
        table += &format!("\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\"\n");
    }
    sound("table", "x.csv", &table);
    let marked =
        table.replace("text,title", "text (en),title (en)") + "Z,\"first\n\n- a\n- b\",,\n";
    sound("table", "x.csv", &marked);
}

#[test]
fn fifty_thousand_items_are_imported() {
    let mut table = "id,clause,text\n".to_owned();
    for index in 0..50_000 {
        table += &format!("R{index},Part {},Does thing {index} well.\n", index / 500);
    }
    let (_, run) = import("table", "x.csv", &table);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("100 clauses, 50,000 requirements"),
        "{report}"
    );
}

#[test]
fn a_framework_without_items_is_refused() {
    let document = r#"{"CFDocument": {"identifier": "2f9e4a0c-6d0e-4f52-9d21-5c8f7c3c1a01", "title": "Baking"}, "CFItems": []}"#;
    let said = "there is nothing to import: the framework has no items";
    refused("case", "x.json", document, said);
}
