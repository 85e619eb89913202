//! What `clausebook import table` reads in workbooks besides words: formats of numbers, hidden parts, merged cells.

use clausebook_tests::folder::bytes;
use clausebook_tests::project::Project;

use crate::import_table_files::{Sheet, book, import, is_sound};

/// All words of an imported handbook.
fn content(project: &Project) -> String {
    let all = bytes(&project.path("handbook/content"));
    let all = all.into_values().flatten().collect();
    String::from_utf8(all).expect("UTF-8")
}

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
    let headings = ["A1", "B1", "C1"].map(|place| match place {
        "A1" => text(place, "No"),
        "B1" => text(place, "Requirement"),
        _ => text(place, "Weight"),
    });
    let rows = [
        row(1, "", &headings),
        row(
            2,
            "",
            &[
                number("A2", 1, "7"),
                text("B2", "Kneads."),
                number("C2", 2, "0.2"),
            ],
        ),
        row(
            3,
            "",
            &[
                number("A3", 1, "8"),
                text("B3", "Proves."),
                number("C3", 2, "0.125"),
            ],
        ),
        row(
            4,
            "",
            &[
                number("A4", 3, "9"),
                text("B4", "Bakes."),
                number("C4", 4, "0.5"),
            ],
        ),
        row(
            5,
            "",
            &[
                number("A5", 1, "10"),
                number("B5", 5, "46037"),
                number("C5", 0, "0.30000000000000004"),
            ],
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

#[test]
fn hidden_rows_columns_and_sheets_are_named() {
    let sheet = |words: &str| {
        let rows: Vec<String> = (2..=6)
            .map(|place| {
                let hidden = if matches!(place, 3 | 4 | 6) {
                    " hidden=\"1\""
                } else {
                    ""
                };
                let cells = [
                    text(&format!("A{place}"), &format!("R{place}")),
                    text(&format!("B{place}"), &format!("{words} {place}.")),
                    text(&format!("C{place}"), "once"),
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
            "<cols><col min=\"3\" max=\"5\" hidden=\"true\"/></cols><sheetData>{}{}<row r=\"9\" hidden=\"1\"/></sheetData>",
            row(1, "", &headings),
            rows.concat()
        )
    };
    let (now, earlier) = (sheet("Kneads"), sheet("Earlier words of"));
    // The hidden sheet comes first and is as large.
    let hidden = Sheet {
        name: "Old",
        state: "veryHidden",
        xml: &earlier,
    };
    let workbook = book(&[hidden, visible(&now)], &[]);
    let (project, run) = import("bakers.xlsx", &workbook, &[]);
    let report = run.expect_code(0).stdout;
    for part in [
        "3 rows are hidden in the sheet and imported like the others: 3–4, 6",
        "1 column is hidden in the sheet and read like the others: C",
        "the sheet `Old`, which is hidden, was not read",
        "5 requirements",
    ] {
        assert!(report.contains(part), "{part}:\n{report}");
    }
    assert!(!content(&project).contains("Earlier"));
    is_sound(&project);
    let (project, run) = import("bakers.xlsx", &workbook, &["--sheet", "Old"]);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("the sheet `Old` is hidden in the workbook"),
        "{report}"
    );
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
