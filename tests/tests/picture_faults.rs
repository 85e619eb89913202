//! Mistakes with pictures and downloads: each is one message at its place, which says what to do.

use std::fs;

use clausebook_tests::fault::{faults, told, warnings};
use clausebook_tests::folder::bytes;
use clausebook_tests::program::repository;
use clausebook_tests::project::Project;

const PAGE: &str = "content/pages/workshop.en.md";

#[test]
fn each_mistake_is_one_message_at_its_place() {
    let whole = repository().join("tests/fixtures/pictures/content/pages/pump.png");
    let png = fs::read(whole).expect("a picture");
    let cases: [(&str, &str, &str); 11] = [
        (
            "![A bench](bench.webp)",
            "![A bench](benhc.webp)",
            "12:1 E406 the file that `benhc.webp` links to does not exist",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](Bench.WEBP)",
            "12:1 E406 the file that `Bench.WEBP` links to does not exist",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](other/bench.webp)",
            "12:1 E406 the file that `other/bench.webp` links to does not exist",
        ),
        (
            "![A bench](bench.webp)",
            "![](bench.webp)",
            "12:1 E415 the picture `bench.webp` has no alternative text",
        ),
        (
            "![A bench](bench.webp)",
            "![ \n](bench.webp)",
            "12:1 E415 the picture `bench.webp` has no alternative text",
        ),
        (
            "[Plan B](plan%20b.pdf)",
            "![Plan B](plan%20b.pdf)",
            "18:3 E416 `plan%20b.pdf` is a PDF file, which a page cannot show",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](bench.webp) ![A phone's](phone.heic)",
            "12:24 E416 `phone.heic` is a picture for other programs, which a page cannot show",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](bench.webp) ![Wrong](wrong.jpg)",
            "wrong.jpg E038 the name of this file says that it is a JPEG picture, but it is a PNG picture",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](bench.webp) ![Hostile](hostile.svg)",
            "hostile.svg:1:63 E039 the element `script` of this picture runs or loads something",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](bench.webp) ![Huge](huge.png)",
            "huge.png E002 this file has 8.1 MB, more than the limit of 8 MB",
        ),
        (
            "![A bench](bench.webp)",
            "![A bench](bench webp.webp)",
            "12:2 E409 this is not a link because its address `bench webp.webp` contains a space",
        ),
    ];
    for (from, to, expected) in cases {
        let project = Project::illustrated();
        project.replace(PAGE, from, to);
        if to.contains("phone.heic") {
            project.write("content/pages/phone.heic", b"\0\0\0\x20ftypheic");
        } else if to.contains("wrong.jpg") {
            project.write("content/pages/wrong.jpg", &png);
        } else if to.contains("hostile.svg") {
            let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><g/>\
                           <script>alert(1)</script></svg>";
            project.write("content/pages/hostile.svg", picture);
        } else if to.contains("huge.png") {
            let mut huge = png.clone();
            huge.resize(8_000_001, 0);
            project.write("content/pages/huge.png", huge);
        }
        let run = project.check().expect_code(1);
        let found = told(faults(&run.stderr));
        assert_eq!(found.len(), 1, "{to}: {found:#?}");
        let expected = match expected.split_once(':') {
            Some((line, _)) if line.chars().all(|c| c.is_ascii_digit()) => {
                format!("{PAGE}:{expected}")
            }
            _ => {
                let (file, rest) = expected.split_once(' ').expect("a place");
                let place = match file.contains(':') {
                    true => file.to_owned(),
                    false => format!("{file}:0:0"),
                };
                format!("content/pages/{place} {rest}")
            }
        };
        assert_eq!(found, [expected]);
    }
}

#[test]
fn help_names_the_file_that_was_meant_or_its_place() {
    for (to, help) in [
        ("benhc.webp", "did you mean `bench.webp`?"),
        ("./Bench.WEBP", "did you mean `./bench.webp`?"),
        ("plan_b.webp", "put it at `content/pages/plan_b.webp`"),
        (
            "../postings/shp.jpg",
            "did you mean `../postings/shop.jpg`?",
        ),
        ("plan%20c.pdf", "did you mean `plan%20b.pdf`?"),
    ] {
        let project = Project::illustrated();
        project.replace(
            PAGE,
            "![A bench](bench.webp)",
            &format!("![A bench](bench.webp) [x]({to})"),
        );
        let run = project.check().expect_code(1);
        assert!(run.stderr.contains(help), "{to}: {}", run.stderr);
    }
    let project = Project::illustrated();
    project.replace(
        "content/curricula/first/tyres.en.md",
        "url: worksheet.pdf",
        "url: worksheets.pdf",
    );
    let run = project.check().expect_code(1);
    let found = told(faults(&run.stderr));
    assert_eq!(
        found,
        [
            "content/curricula/first/tyres.en.md:6:29 E406 the file that `worksheets.pdf` names does not exist"
        ]
    );
    assert!(
        run.stderr.contains("did you mean `worksheet.pdf`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn files_that_no_text_uses_are_named_once_and_not_published() {
    let project = Project::illustrated();
    for file in [
        "pages/draft.png",
        "postings/notes.docx",
        "curricula/first/film.mp4",
    ] {
        project.write(&format!("content/{file}"), "not even of its kind");
    }
    for silent in [
        "pages/Thumbs.db",
        ".DS_Store",
        "pages/wheel.svg.bak",
        "README.md",
    ] {
        project.write(&format!("content/{silent}"), "x");
    }
    let run = project.check().expect_code(0);
    assert_eq!(
        told(warnings(&run.stderr)),
        [
            "content/curricula/first/film.mp4:0:0 W003 no text uses this file, so it is not published"
        ]
    );
    for other in ["content/pages/draft.png", "content/postings/notes.docx"] {
        assert!(run.stderr.contains(other), "{other}: {}", run.stderr);
    }
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let built = bytes(&out);
    let published = built.keys().filter(|name| name.starts_with("files/"));
    assert_eq!(published.count(), 8);
}

#[test]
fn pictures_that_are_large_or_tell_their_place_are_warned_of() {
    let project = Project::illustrated();
    let mut png = fs::read(project.path("content/pages/pump.png")).expect("a picture");
    png.resize(1_200_000, 0);
    project.write("content/pages/pump.png", png);
    let mut jpeg = fs::read(project.path("content/postings/shop.jpg")).expect("a picture");
    let tag = jpeg
        .windows(2)
        .position(|two| two == [0x12, 0x01])
        .expect("a note of the camera");
    jpeg[tag..tag + 2].copy_from_slice(&[0x25, 0x88]);
    project.write("content/postings/shop.jpg", jpeg);
    let run = project.check().expect_code(0);
    assert_eq!(
        told(warnings(&run.stderr)),
        [
            "content/pages/pump.png:0:0 W002 this picture has 1.2 MB",
            "content/postings/shop.jpg:0:0 W004 this photograph reveals where it was taken"
        ]
    );
}

#[test]
fn files_with_one_address_are_an_error() {
    let project = Project::illustrated();
    let bytes = fs::read(project.path("content/pages/pump.png")).expect("a picture");
    project.write("content/pages/图-1.png", &bytes);
    project.write("content/pages/PUMP.png", &bytes);
    project.replace(
        PAGE,
        "![A bench](bench.webp)",
        "![A](图-1.png) ![B](PUMP.png) ![A bench](bench.webp)",
    );
    let run = project.check().expect_code(1);
    let codes: Vec<String> = faults(&run.stderr)
        .into_iter()
        .map(|fault| fault.code)
        .collect();
    assert_eq!(codes, ["E113", "E112"]);
}
