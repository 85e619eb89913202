//! Skill matrices as people draw them: merged headings, levels or signs in the columns of roles, and a legend beside them.

use crate::import_table_files::{Sheet, book, cells, content, has_all, import, is_sound};

/// A sheet with these rows, whose cells are divided by bars.
fn sheet(rows: &[&str], merged: &[&str]) -> String {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let merged: String = merged
        .iter()
        .map(|range| format!("<mergeCell ref=\"{range}\"/>"))
        .collect();
    format!(
        "<sheetData>{}</sheetData><mergeCells>{merged}</mergeCells>",
        cells(&rows)
    )
}

fn visible<'a>(name: &'a str, xml: &'a str) -> Sheet<'a> {
    Sheet {
        name,
        state: "visible",
        xml,
    }
}

#[test]
fn a_dash_among_levels_leaves_the_role_and_a_sheet_explains_the_levels() {
    let matrix = sheet(
        &[
            "Backmatrix",
            "",
            "Nr.|Kompetenzbereich|Kompetenz|Beschreibung|Soll-Stufe||Bemerkung",
            "||||Aushilfe|Meister/in|",
            "1|Teig|Kneten|Knetet, bis der Teig&#10;sich von der Schüssel löst.|2|3|nur mit Haube",
            "2||Gären|Führt Sauerteig.|–|3|",
            "3|Ofen|Backen|Schießt ein.|1|3|",
        ],
        &[
            "A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "B5:B6",
        ],
    );
    let legend = sheet(
        &[
            "Stufe|Bedeutung",
            "1|kennt es",
            "2|unter Anleitung",
            "3|allein",
        ],
        &[],
    );
    let workbook = book(
        &[visible("Matrix", &matrix), visible("Legende", &legend)],
        &[],
    );
    let (project, run) = import("matrix.xlsx", &workbook, &[]);
    let report = run.expect_code(0).stdout;
    has_all(
        &report,
        &[
            "E  Aushilfe → asks",
            "2 clauses, 3 requirements, 2 roles, 3 levels, 5 entries",
            "1 remark",
        ],
    );
    // The legend tells the order as well, so the report does not ask for it twice.
    assert!(!report.contains("in the order of the table"), "{report}");
    has_all(
        &content(&project),
        &[
            "{id: 2, title: {de: 2 – unter Anleitung}}",
            "Knetet, bis der Teig sich von der Schüssel löst.",
            "{to: 1, level: 2}",
        ],
    );
    is_sound(&project);
}

#[test]
fn circles_and_triangles_are_levels_which_a_note_below_explains() {
    let table = "大項目,中項目,スキル項目,新人,職人\n生地,捏ね,捏ねを見極められる,△,◎\n,,温度を測れる,〇,◎\n窯,焼き,焼き色を見極められる,×,○\n\
                 ◎：人に教えられる　○：一人でできる　△：補助があればできる　×：未経験,,,,\n";
    let (project, run) = import("スキルマップ.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    has_all(
        &report,
        &[
            "A  大項目 → clause",
            "C  スキル項目 → text",
            "3 requirements, 2 roles, 3 levels, 5 entries",
            "1 × a note below the table (row 5, column A)",
        ],
    );
    let words = content(&project);
    has_all(
        &words,
        &[
            "{id: level-1, title: {ja: △ 補助があればできる}}",
            "{id: level-3, title: {ja: ◎ 人に教えられる}}",
        ],
    );
    assert_eq!(words.matches("level: level-3").count(), 2, "{words}");
    assert_eq!(words.matches("level: level-2").count(), 2, "{words}");
    is_sound(&project);
}

#[test]
fn the_circle_that_says_most_means_that_a_role_requires_it() {
    for (high, low) in [("◎", "○"), ("○", "△"), ("●", "○")] {
        let table =
            format!("No,Requirement,Baker,Owner\n1,Kneads.,{high},{low}\n2,Sells.,×,{high}\n");
        let (project, run) = import("signs.csv", table.as_bytes(), &[]);
        let report = run.expect_code(0).stdout;
        assert!(report.contains("2 roles, 3 entries"), "{report}");
        let words = content(&project);
        assert_eq!(
            words.matches("as: optional").count(),
            1,
            "{high} {low}: {words}"
        );
        is_sound(&project);
    }
}

#[test]
fn what_each_row_describes_level_by_level_is_its_title() {
    let xml = sheet(
        &[
            "烘焙岗位能力要求表（2024版）",
            "序号|岗位|典型工作任务|能力要求|||备注",
            "|||三级（初级）|二级（中级）|一级（高级）|",
            "1|面包师|和面|能按配方和面|能判断面团|能设计配方|注意室温",
            "2||烘烤|能看炉|能调温度|/|",
            "3|店员|售卖|能收银|能介绍面包|能管理门店|",
            "注：高级别涵盖低级别要求。",
        ],
        &[
            "A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "B4:B5", "A7:G7",
        ],
    );
    let (project, run) = import("要求表.xlsx", &book(&[visible("表", &xml)], &[]), &[]);
    let report = run.expect_code(0).stdout;
    has_all(
        &report,
        &[
            "C  典型工作任务 → title",
            // A slash is no text for a level.
            "1 clause, 3 requirements, 2 roles, 3 levels, 8 descriptors, 1 remark",
            "1 × a cell above the headings (row 2, column D)",
        ],
    );
    let words = content(&project);
    has_all(&words, &["title: {zh: 烘烤}", "- id: clause-1"]);
    is_sound(&project);
}
