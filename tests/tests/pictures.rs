//! Pictures and downloads beside the texts that use them: checked, published at one address each, and shown with their
//! sizes.

use std::collections::BTreeSet;
use std::fs;

use clausebook_tests::fault::{Fault, faults, warnings};
use clausebook_tests::folder::bytes;
use clausebook_tests::page::Page;
use clausebook_tests::preview::Preview;
use clausebook_tests::program::repository;
use clausebook_tests::project::{Project, copy};

const PAGE: &str = "content/pages/workshop.en.md";

/// The small handbook with a page, a curriculum and a posting that show and link to files beside them.
fn illustrated() -> Project {
    let project = Project::small();
    let fixture = repository().join("tests/fixtures/pictures/content");
    copy(&fixture, &project.path("content"));
    project
}

/// The attribute of an element.
fn attribute<'a>(element: &'a scraper::ElementRef<'_>, name: &str) -> &'a str {
    element.value().attr(name).unwrap_or_default()
}

/// The place, the code and the message of each fault.
fn told(faults: Vec<Fault>) -> Vec<String> {
    let told = |fault: Fault| {
        format!(
            "{}:{}:{} {} {}",
            fault.file, fault.line, fault.column, fault.code, fault.message
        )
    };
    faults.into_iter().map(told).collect()
}

#[test]
fn each_file_that_a_text_uses_is_published_once_as_it_is() {
    let project = illustrated();
    let run = project.check().expect_code(0);
    assert_eq!(warnings(&run.stderr), []);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let published = bytes(&out.join("files"));
    let expected = [
        (
            "curricula/first/worksheet.pdf",
            "curricula/first/worksheet.pdf",
        ),
        ("pages/bench.webp", "pages/bench.webp"),
        ("pages/lamp.avif", "pages/lamp.avif"),
        ("pages/plan-b.pdf", "pages/plan b.pdf"),
        ("pages/pump.png", "pages/pump.png"),
        ("pages/wheel.svg", "pages/wheel.svg"),
        ("pages/图-1.png", "pages/图 1.png"),
        ("postings/shop.jpg", "postings/shop.jpg"),
    ];
    let names: Vec<&str> = published.keys().map(String::as_str).collect();
    assert_eq!(names, expected.map(|(address, _)| address));
    for (address, file) in expected {
        let source = fs::read(project.path("content").join(file)).expect("a file of the fixture");
        assert_eq!(published[address], source, "{address} is not {file}");
    }
}

#[test]
fn pictures_state_their_sizes_and_links_lead_to_the_files() {
    let project = illustrated();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let shown = |page: &str| -> Vec<String> {
        let page = Page::open(&out.join(page));
        let pictures = page.select("main img");
        let one = |picture: &scraper::ElementRef<'_>| {
            assert_eq!(attribute(picture, "loading"), "lazy");
            assert_ne!(attribute(picture, "alt"), "");
            let sides = ["width", "height"].map(|name| attribute(picture, name));
            format!("{} {}", attribute(picture, "src"), sides.join("x"))
        };
        pictures.iter().map(one).collect()
    };
    let pictures = [
        "../files/pages/wheel.svg 640x360",
        "../files/pages/pump.png 320x200",
        "../files/pages/bench.webp 600x375",
        "../files/pages/lamp.avif 320x200",
        "../files/pages/%E5%9B%BE-1.png 320x200",
    ];
    assert_eq!(shown("en/workshop.html"), pictures);
    assert_eq!(shown("zh/workshop.html"), pictures);
    assert_eq!(
        shown("en/curricula/first/index.html"),
        ["../../../files/pages/pump.png 320x200"]
    );
    // The camera was held upright.
    assert_eq!(
        shown("zh/postings/shop.html"),
        ["../../files/postings/shop.jpg 375x600"]
    );
    let links = |page: &str| -> BTreeSet<String> {
        let page = Page::open(&out.join(page));
        let links = page.select("main a[href*='files/']");
        links
            .iter()
            .map(|link| attribute(link, "href").to_owned())
            .collect()
    };
    let worksheet = "../files/curricula/first/worksheet.pdf".to_owned();
    assert_eq!(
        links("en/workshop.html"),
        [
            worksheet,
            "../files/pages/plan-b.pdf".to_owned(),
            "../files/pages/plan-b.pdf#page=1".to_owned()
        ]
        .into()
    );
    let module = Page::open(&out.join("en/curricula/first/tyres.html"));
    let resources: Vec<String> = module
        .select("section[aria-labelledby='resources'] a")
        .iter()
        .map(|link| attribute(link, "href").to_owned())
        .collect();
    assert_eq!(
        resources,
        [
            "../../../files/curricula/first/worksheet.pdf",
            "https://www.iso.org/"
        ]
    );
}

#[test]
fn a_published_handbook_keeps_its_files_offline_and_a_changed_picture_changes_its_version() {
    let project = illustrated();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let list = || fs::read_to_string(out.join("offline.json")).expect("a list");
    let before = list();
    for file in [
        "files/pages/wheel.svg",
        "files/pages/图-1.png",
        "files/pages/plan-b.pdf",
    ] {
        assert!(
            before.contains(&format!("\"{file}\"")),
            "{file} is not kept"
        );
    }
    let picture = project.read("content/pages/wheel.svg");
    project.write("content/pages/wheel.svg", picture.replace("140", "150"));
    project.build(&out).expect_code(0);
    assert_ne!(list(), before, "the version is the same");
}

#[test]
fn a_note_shows_a_picture_beside_its_file() {
    let project = illustrated();
    let clause = "content/standards/bicycle-repair/clauses/01-scope.yaml";
    let text = project.read(clause);
    let note = "- id: 1\n  note: {en: '![A wheel](../wheel.svg)', zh: '![车轮](../wheel.svg)'}\n";
    project.write(clause, text.replacen("- id: 1\n", note, 1));
    let wheel = project.read("content/pages/wheel.svg");
    project.write("content/standards/bicycle-repair/wheel.svg", wheel);
    let run = project.check().expect_code(0);
    assert_eq!(warnings(&run.stderr), []);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("en/bicycle-repair/1.html"));
    let pictures = page.select("main img");
    assert_eq!(pictures.len(), 1);
    assert_eq!(
        attribute(&pictures[0], "src"),
        "../../files/standards/bicycle-repair/wheel.svg"
    );
}

#[test]
fn a_figure_of_a_standard_is_a_picture_with_an_alternative_text() {
    let project = illustrated();
    let clause = "content/standards/bicycle-repair/clauses/01-scope.yaml";
    let text = project.read(clause);
    let figure = "- id: 1\n  figure:\n    id: F1\n    number: {en: Figure 1, zh: 图 1}\n    \
                  caption: {en: A wheel, zh: 车轮}\n    picture: wheel.svg\n    \
                  alternative: {en: Eight spokes, zh: 八根辐条}\n";
    project.write(clause, text.replacen("- id: 1\n", figure, 1));
    let code = |project: &Project| told(faults(&project.check().stderr));
    assert_eq!(
        code(&project),
        [format!(
            "{clause}:6:14 E406 the picture `wheel.svg` does not exist"
        )]
    );
    let wheel = project.read("content/pages/wheel.svg");
    project.write("content/standards/bicycle-repair/clauses/wheel.svg", wheel);
    let run = project.check().expect_code(0);
    assert_eq!(warnings(&run.stderr), []);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    for (page, alternative) in [
        ("en/bicycle-repair/1.html", "Eight spokes"),
        ("zh/bicycle-repair/whole.html", "八根辐条"),
    ] {
        let page = Page::open(&out.join(page));
        let pictures = page.select("figure#F1 img");
        assert_eq!(pictures.len(), 1);
        let picture = &pictures[0];
        let shown =
            ["src", "alt", "width", "height", "loading"].map(|name| attribute(picture, name));
        let source = "../../files/standards/bicycle-repair/clauses/wheel.svg";
        assert_eq!(shown, [source, alternative, "640", "360", "lazy"]);
        assert_eq!(page.select("figure#F1 svg").len(), 0);
    }
    for (from, to, expected) in [
        (
            "    alternative: {en: Eight spokes, zh: 八根辐条}\n",
            "",
            "6:14 E415 the picture of this figure has no alternative text",
        ),
        (
            "picture: wheel.svg",
            "picture: ../../../pages/plan%20b.pdf",
            "6:14 E416 `../../../pages/plan%20b.pdf` is a PDF file, which a page cannot show",
        ),
        (
            "    picture: wheel.svg\n",
            "",
            "3:9 E019 this figure has no picture",
        ),
        (
            "    picture: wheel.svg\n",
            "    picture: wheel.svg\n    shows: roles-dimensions\n",
            "7:12 E207 this figure has a picture, so nothing can be drawn in it",
        ),
    ] {
        let whole = project.read(clause);
        project.replace(clause, from, to);
        assert_eq!(code(&project), [format!("{clause}:{expected}")]);
        project.write(clause, whole);
    }
}

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
            "wrong.jpg E038 this file is not a JPEG picture, as its name says: it is a PNG picture",
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
        let project = illustrated();
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
        let project = illustrated();
        project.replace(
            PAGE,
            "![A bench](bench.webp)",
            &format!("![A bench](bench.webp) [x]({to})"),
        );
        let run = project.check().expect_code(1);
        assert!(run.stderr.contains(help), "{to}: {}", run.stderr);
    }
    let project = illustrated();
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
    let project = illustrated();
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
    let project = illustrated();
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
            "content/postings/shop.jpg:0:0 W004 this photograph tells where it was taken"
        ]
    );
}

#[test]
fn files_with_one_address_are_an_error() {
    let project = illustrated();
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

#[test]
fn the_preview_serves_files_with_their_kind_and_follows_their_changes() {
    let project = illustrated();
    let preview = Preview::start(&project);
    for (path, kind) in [
        ("/files/pages/wheel.svg", "image/svg+xml"),
        ("/files/pages/pump.png", "image/png"),
        ("/files/pages/bench.webp", "image/webp"),
        ("/files/pages/lamp.avif", "image/avif"),
        ("/files/postings/shop.jpg", "image/jpeg"),
        ("/files/curricula/first/worksheet.pdf", "application/pdf"),
        ("/files/pages/%E5%9B%BE-1.png", "image/png"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    let picture = project.read("content/pages/wheel.svg");
    project.write(
        "content/pages/wheel.svg",
        picture.replace("640 360", "320 180"),
    );
    preview.until(
        "/en/workshop.html",
        "the picture is not the new one",
        |page| {
            page.body.contains(
                "wheel.svg\" alt=\"A wheel with eight spokes\" width=\"320\" height=\"180\"",
            )
        },
    );
    assert!(
        preview
            .get("/files/pages/wheel.svg")
            .body
            .contains("320 180")
    );
    // A picture that comes after its text, and goes again.
    let shows_new =
        |answer: &clausebook_tests::http::Answer| answer.body.contains("files/pages/new.svg");
    let page = project.read(PAGE);
    project.write("content/pages/new.svg", &picture);
    project.write(
        PAGE,
        page.replace("![A bench](bench.webp)", "![New](new.svg)"),
    );
    preview.until(
        "/en/workshop.html",
        "the new picture is not shown",
        shows_new,
    );
    fs::remove_file(project.path("content/pages/new.svg")).expect("it is there");
    preview.until(
        "/files/pages/new.svg",
        "the picture is still there",
        |answer| answer.status == 404,
    );
}
