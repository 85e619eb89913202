//! Tables to import, and their import into an empty project.

use std::fs;
use std::io::{Cursor, Write};

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, repository, run};
use clausebook_tests::project::Project;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The text of a made-up table.
pub(crate) fn fixture(name: &str) -> String {
    let path = repository().join("tests/fixtures/imports").join(name);
    fs::read_to_string(path).expect("a fixture")
}

/// Imports a file with this content into an empty project.
pub(crate) fn import(name: &str, content: &[u8], options: &[&str]) -> (Project, Run) {
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
pub(crate) fn is_sound(project: &Project) {
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

/// All words of an imported handbook.
pub(crate) fn content(project: &Project) -> String {
    let all = bytes(&project.path("handbook/content"));
    let all = all.into_values().flatten().collect();
    String::from_utf8(all).expect("UTF-8")
}

/// Requires that a text has these parts.
#[track_caller]
pub(crate) fn has_all(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}:\n{text}");
    }
}

/// A workbook with one sheet of these cells, as spreadsheets write them.
pub(crate) fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    packed(&cells(rows))
}

/// The XML of these cells.
pub(crate) fn cells(rows: &[&[&str]]) -> String {
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
    sheet
}

/// A workbook with this XML in the data of its sheet.
pub(crate) fn packed(rows: &str) -> Vec<u8> {
    let sheet = Sheet {
        name: "Skills",
        state: "visible",
        xml: &format!("<sheetData>{rows}</sheetData>"),
    };
    book(&[sheet], &[])
}

/// A sheet of a workbook.
pub(crate) struct Sheet<'a> {
    pub(crate) name: &'a str,
    pub(crate) state: &'a str,
    /// The XML inside its root.
    pub(crate) xml: &'a str,
}

/// A workbook with these sheets, and with styles 1, 2 and so on that have these formats of numbers.
pub(crate) fn book(sheets: &[Sheet<'_>], formats: &[&str]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut listed = String::new();
    let mut related =
        format!("<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>");
    let mut files = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let (name, state, xml) = (sheet.name, sheet.state, sheet.xml);
        listed += &format!(
            "<sheet name=\"{name}\" sheetId=\"{}\" state=\"{state}\" r:id=\"r{place}\"/>",
            place + 1
        );
        related += &format!(
            "<Relationship Id=\"r{place}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{place}.xml\"/>"
        );
        files.push((
            format!("xl/worksheets/sheet{place}.xml"),
            format!("<worksheet xmlns=\"{main}\">{xml}</worksheet>"),
        ));
    }
    let mut declared = String::new();
    let mut used = "<xf numFmtId=\"0\"/>".to_owned();
    for (place, format) in formats.iter().enumerate() {
        let id = 164 + place;
        let format = format.replace('"', "&quot;");
        declared += &format!("<numFmt numFmtId=\"{id}\" formatCode=\"{format}\"/>");
        used += &format!("<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>");
    }
    files.extend([
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet xmlns=\"{main}\"><numFmts>{declared}</numFmts><cellXfs>{used}</cellXfs></styleSheet>"
            ),
        ),
    ]);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a file");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}
