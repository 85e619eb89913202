//! What `clausebook import table` reads in workbooks besides words: formats of numbers, hidden parts, merged cells.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import_table_files::{Sheet, book, content, has_all, import, is_sound};

/// A cell with words.
fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// A cell with a number, and its style.
fn number(place: &str, style: usize, number: &str) -> String {
    format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>")
}

fn row(number: usize, attributes: &str, cells: &[String]) -> String {
    format!("<row r=\"{number}\"{attributes}>{}</row>", cells.concat())
}

fn visible(xml: &str) -> Sheet<'_> {
    Sheet {
        name: "Skills",
        state: "visible",
        xml,
    }
}

#[test]
fn numbers_are_imported_as_the_sheet_shows_them() {
    let headings = [
        text("A1", "No"),
        text("B1", "Requirement"),
        text("C1", "Weight"),
    ];
    let at = |column: char, row: usize| format!("{column}{row}");
    // A number and a weight, each with its style.
    let line = |place: usize, code: (usize, &str), words: String, weight: (usize, &str)| {
        let code = number(&at('A', place), code.0, code.1);
        let weight = number(&at('C', place), weight.0, weight.1);
        row(place, "", &[code, words, weight])
    };
    let rows = [
        row(1, "", &headings),
        line(2, (1, "7"), text("B2", "Kneads."), (2, "0.2")),
        line(3, (1, "8"), text("B3", "Proves."), (2, "0.125")),
        line(4, (3, "9"), text("B4", "Bakes."), (4, "0.5")),
        line(
            5,
            (1, "10"),
            number("B5", 5, "46037"),
            (0, "0.30000000000000004"),
        ),
    ];
    let xml = format!("<sheetData>{}</sheetData>", rows.concat());
    let formats = ["000", "0%", "\"K\"000", "# ?/?", "m/d/yyyy"];
    let (project, run) = import("bakers.xlsx", &book(&[visible(&xml)], &formats), &[]);
    let report = run.expect_code(0).stdout;
    let content = content(&project);
    for part in [
        "007",
        "weight: 20",
        "K009",
        "weight: 0.5",
        "2026-01-15",
        "weight: 0.3",
    ] {
        assert!(content.contains(part), "{part}:\n{content}");
    }
    for part in [
        "1 × a number that the sheet shows with fewer decimals, as it was imported (row 3, column C)",
        "1 × a number that the sheet shows in the format `# ?/?`, which was not applied (row 4, column C)",
        "1 date is written as year, month and day (row 5, column B)",
    ] {
        assert!(report.contains(part), "{part}:\n{report}");
    }
    assert!(content.contains("weight: 13"), "{content}");
    let left = project.read("handbook/import/bakers.yaml");
    assert!(left.contains("0.125"), "{left}");
    is_sound(&project);
}

/// A sheet with hidden rows 3, 4 and 6, a folded row 5, and the hidden columns A and C to E.
fn half_hidden(words: &str) -> String {
    let rows: Vec<String> = (2..=6)
        .map(|place| {
            let hidden = match place {
                3 | 4 | 6 => " hidden=\"1\"",
                5 => " hidden=\"1\" outlineLevel=\"1\"",
                _ => "",
            };
            let cells = [
                text(&format!("A{place}"), &format!("R{place}")),
                text(&format!("B{place}"), &format!("{words} {place}.")),
                text(&format!("C{place}"), &format!("secret {place}")),
            ];
            row(place, hidden, &cells)
        })
        .collect();
    let headings = [
        text("A1", "No"),
        text("B1", "Requirement"),
        text("C1", "Comment"),
    ];
    format!(
        "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/><col min=\"3\" max=\"5\" hidden=\"true\"/></cols>\
         <sheetData>{}{}<row r=\"9\" hidden=\"1\"/></sheetData>",
        row(1, "", &headings),
        rows.concat()
    )
}

#[test]
fn hidden_rows_columns_and_sheets_are_not_published_unless_the_user_asks_for_them() {
    let (now, earlier) = (half_hidden("Kneads"), half_hidden("Earlier words of"));
    // The hidden sheet comes first and is as large.
    let hidden = Sheet {
        name: "Old",
        state: "veryHidden",
        xml: &earlier,
    };
    let workbook = book(&[hidden, visible(&now)], &[]);
    let (project, run) = import("bakers.xlsx", &workbook, &[]);
    let report = run.expect_code(0).stdout;
    has_all(
        &report,
        &[
            "2 requirements",
            "3 rows are hidden in the sheet and not imported: 3–4, 6; `--with-hidden` imports them",
            "1 row is folded in the sheet and imported like the others: 5",
            "1 column is hidden in the sheet and not imported: C; `--with-hidden` imports it",
            // Codes tell what a row is.
            "1 column is hidden in the sheet and read like the others: A",
            "C  Comment → hidden, not imported",
            "3 × a hidden row (row 3; row 4; row 6)",
            "2 × the hidden column `Comment` (row 2, column C; row 5, column C)",
            "the sheet `Old`, which is hidden, was not read",
        ],
    );
    let words = content(&project);
    assert!(
        words.contains("R2") && words.contains("Kneads 5."),
        "{words}"
    );
    for absent in ["Earlier", "secret", "Kneads 3"] {
        assert!(!words.contains(absent), "{absent}:\n{words}");
    }
    let left = project.read("handbook/import/bakers.yaml");
    has_all(&left, &["R3 | Kneads 3. | secret 3", "secret 2"]);
    is_sound(&project);
    // A column that the user names is wanted.
    let (project, run) = import("bakers.xlsx", &workbook, &["--column", "note=Comment"]);
    run.expect_code(0);
    let words = content(&project);
    assert!(
        words.contains("secret 2") && !words.contains("secret 3"),
        "{words}"
    );
    let (project, run) = import("bakers.xlsx", &workbook, &["--with-hidden"]);
    let report = run.expect_code(0).stdout;
    has_all(
        &report,
        &[
            "5 requirements",
            "3 rows are hidden in the sheet and imported like the others: 3–4, 6",
            "2 columns are hidden in the sheet and read like the others: A, C",
        ],
    );
    assert!(content(&project).contains("secret 3"));
    is_sound(&project);
}

#[test]
fn an_update_names_the_parts_that_are_in_hidden_rows_and_keeps_the_title() {
    let sheet = |hidden: bool| {
        let line = |place: usize, words: &str, is_hidden: bool| {
            let cells = [
                text(&format!("A{place}"), &format!("R{place}")),
                text(&format!("B{place}"), words),
            ];
            row(place, if is_hidden { " hidden=\"1\"" } else { "" }, &cells)
        };
        let headings = row(1, "", &[text("A1", "No"), text("B1", "Requirement")]);
        let rows = [
            line(2, "Kneads.", false),
            line(3, "Proves.", hidden),
            line(4, "Bakes.", false),
        ];
        format!("<sheetData>{headings}{}</sheetData>", rows.concat())
    };
    let (project, run) = import("bakers.xlsx", &book(&[visible(&sheet(false))], &[]), &[]);
    run.expect_code(0);
    let file = project.path("bakers-2027.xlsx");
    std::fs::write(&file, book(&[visible(&sheet(true))], &[])).expect("a file");
    let into = project.path("handbook");
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    let update = |options: &[&str]| {
        let call = [
            "import", "table", file, "--into", into, "--update", "bakers",
        ];
        clausebook_tests::program::run([&call, options].concat())
            .expect_code(0)
            .stdout
    };
    let report = update(&["--dry-run", "--with-hidden"]);
    assert!(report.contains("nothing changed"), "{report}");
    let report = update(&[]);
    has_all(
        &report,
        &[
            "1 part removed",
            "1 removed part is in a hidden row of the file: `R3`; `--with-hidden` imports hidden rows",
        ],
    );
    assert!(!report.contains("title"), "{report}");
    assert!(!content(&project).contains("Proves."));
}

#[test]
fn rows_that_a_filter_passes_over_are_imported() {
    let filter = "<autoFilter ref=\"A1:C6\"><filterColumn colId=\"1\"/></autoFilter>";
    let sheet = half_hidden("Kneads");
    let of_sheet = book(&[visible(&format!("{sheet}{filter}"))], &[]);
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut of_table = ZipWriter::new_append(Cursor::new(book(&[visible(&sheet)], &[]))).unwrap();
    for (name, text) in [
        (
            "xl/worksheets/_rels/sheet0.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"t\" Type=\"{office}/table\" Target=\"../tables/table1.xml\"/></Relationships>"
            ),
        ),
        ("xl/tables/table1.xml", format!("<table>{filter}</table>")),
    ] {
        let options = SimpleFileOptions::default();
        of_table.start_file(name, options).unwrap();
        of_table.write_all(text.as_bytes()).unwrap();
    }
    let of_table = of_table.finish().unwrap().into_inner();
    for workbook in [of_sheet, of_table] {
        let (project, run) = import("bakers.xlsx", &workbook, &[]);
        let report = run.expect_code(0).stdout;
        has_all(
            &report,
            &[
                "5 requirements",
                "3 rows are hidden by a filter and imported like the others: 3–4, 6",
                "1 row is folded in the sheet and imported like the others: 5",
            ],
        );
        assert!(content(&project).contains("Kneads 3"));
    }
}

#[test]
fn a_hidden_sheet_is_read_only_if_the_user_names_it() {
    let xml = half_hidden("Kneads");
    let hidden = || Sheet {
        name: "Old",
        state: "hidden",
        xml: &xml,
    };
    let cover = row(1, "", &[text("A1", "Bakers")]);
    let cover = format!("<sheetData>{cover}</sheetData>");
    let shown = |xml| Sheet {
        name: "Cover",
        state: "visible",
        xml,
    };
    for workbook in [
        book(&[shown("<sheetData/>"), hidden()], &[]),
        book(&[shown(&cover), hidden()], &[]),
    ] {
        let (project, run) = import("bakers.xlsx", &workbook, &[]);
        let run = run.expect_code(2);
        assert!(run.stderr.contains("`Old`"), "{}", run.stderr);
        assert!(!project.path("handbook").exists(), "nothing is written");
        let (project, run) = import("bakers.xlsx", &workbook, &["--sheet", "Old"]);
        let report = run.expect_code(0).stdout;
        has_all(
            &report,
            &[
                "the sheet `Old` is hidden in the workbook",
                "2 requirements",
            ],
        );
        is_sound(&project);
    }
}

#[test]
fn a_table_whose_texts_are_hidden_is_refused() {
    let rows = [
        row(1, "", &[text("A1", "No"), text("B1", "Requirement")]),
        row(2, "", &[text("A2", "R1"), text("B2", "Kneads.")]),
        row(3, "", &[text("A3", "R2"), text("B3", "Proves.")]),
    ];
    let xml = format!(
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{}</sheetData>",
        rows.concat()
    );
    let workbook = book(&[visible(&xml)], &[]);
    let (_, run) = import("bakers.xlsx", &workbook, &[]);
    let run = run.expect_code(2);
    has_all(
        &run.stderr,
        &["no column has texts", "column B is hidden in the sheet"],
    );
    let (project, run) = import("bakers.xlsx", &workbook, &["--with-hidden"]);
    run.expect_code(0);
    is_sound(&project);
}

#[test]
fn a_cell_across_the_table_heads_the_rows_below_it() {
    let rows = [
        row(1, "", &[text("A1", "Requirement"), text("B1", "Example")]),
        row(2, "", &[text("A2", "Dough")]),
        row(3, "", &[text("A3", "Kneads."), text("B3", "Bread")]),
        row(4, "", &[text("A4", "Proves."), text("B4", "Rolls")]),
        row(5, "", &[text("A5", "Oven")]),
        row(6, "", &[text("A6", "Bakes."), text("B6", "Bread")]),
        row(7, "", &[text("A7", "Cools.")]),
        row(8, "", &[text("A8", "Agreed with the guild.")]),
    ];
    let merged = ["A2:B2", "A5:B5", "A8:B8"].map(|range| format!("<mergeCell ref=\"{range}\"/>"));
    let xml = format!(
        "<sheetData>{}</sheetData><mergeCells>{}</mergeCells>",
        rows.concat(),
        merged.concat()
    );
    let (project, run) = import("bakers.xlsx", &book(&[visible(&xml)], &[]), &[]);
    let report = run.expect_code(0).stdout;
    for part in [
        "2 clauses, 4 requirements",
        "2 rows are headings of those below: 2, 5",
        "1 × a note below the table (row 8, column A)",
    ] {
        assert!(report.contains(part), "{part}:\n{report}");
    }
    is_sound(&project);
}
