//! Pictures and downloads beside the texts that use them: checked, published at one address each, and shown with their
//! sizes.

use std::collections::BTreeSet;
use std::fs;

use clausebook_tests::fault::{faults, told, warnings};
use clausebook_tests::folder::bytes;
use clausebook_tests::page::Page;
use clausebook_tests::preview::Preview;
use clausebook_tests::project::Project;

const PAGE: &str = "content/pages/workshop.en.md";

/// The attribute of an element.
fn attribute<'a>(element: &'a scraper::ElementRef<'_>, name: &str) -> &'a str {
    element.value().attr(name).unwrap_or_default()
}

#[test]
fn each_file_that_a_text_uses_is_published_once_as_it_is() {
    let project = Project::illustrated();
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
    let project = Project::illustrated();
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
    let project = Project::illustrated();
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
    let project = Project::illustrated();
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
    // The opening of a folded note has words only.
    assert!(!page.text().contains("]("), "{}", page.text());
    let pictures = page.select("main img");
    assert_eq!(pictures.len(), 1);
    assert_eq!(
        attribute(&pictures[0], "src"),
        "../../files/standards/bicycle-repair/wheel.svg"
    );
}

#[test]
fn a_figure_of_a_standard_is_a_picture_with_an_alternative_text() {
    let project = Project::illustrated();
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
fn the_preview_serves_files_with_their_kind_and_follows_their_changes() {
    let project = Project::illustrated();
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
