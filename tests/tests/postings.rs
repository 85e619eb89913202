//! Postings: where and how the work is done, and those that have expired.

use std::fs;

use clausebook_tests::program::run;
use clausebook_tests::project::Project;

#[test]
fn a_posting_may_have_several_places_and_kinds_and_be_partly_remote_and_paid_by_agreement() {
    let project = Project::started();
    let folder = project.root();
    let file = folder.join("content/postings/example.yaml");
    let text = fs::read_to_string(&file).expect("a posting");
    let text = text
        .replace(
            "country: CN\n",
            "country: CN\nother_places: [{place: {zh: 东京, en: Tokyo}, country: JP}]\nremote: hybrid\nsalary: by-agreement\n",
        )
        .replace("employment: full-time", "employment: [full-time, internship]")
        .replace("published: 20", "published: 19")
        .replace("expires: 20", "expires: 19")
        .replace("example: true\n", "");
    fs::write(&file, text).expect("it is written");
    let root = folder.to_string_lossy();
    run([
        "build",
        "--root",
        &root,
        "--base-url",
        "https://example.org/",
    ])
    .expect_code(0);
    let page = fs::read_to_string(folder.join("site/en/postings/example.html"));
    let page = page.expect("the page");
    for words in [
        "Main office · can partly be done remotely",
        "<dd>Tokyo</dd>",
        "<dd>full time</dd><dd>internship</dd>",
        "by agreement",
        r#""employmentType":["FULL_TIME","INTERN"]"#,
        r#""addressLocality":"Tokyo""#,
    ] {
        assert!(page.contains(words), "{words}:\n{page}");
    }
    assert!(!page.contains("TELECOMMUTE") && !page.contains("baseSalary"));
    let status = run(["status", "--root", &root]).expect_code(0);
    assert!(
        status
            .stdout
            .contains("postings that have expired:\n  example  19")
    );
}

#[test]
fn amounts_of_every_currency_are_stated_and_millions_grouped() {
    let project = Project::started();
    let folder = project.root();
    let file = folder.join("content/postings/example.yaml");
    let posting = fs::read_to_string(&file).expect("a posting");
    let root = folder.to_string_lossy();
    for (salary, shown, described) in [
        (
            "{currency: JPY, from: 900000, to: 12000000, per: year}",
            "JPY 900\u{202f}000–12\u{202f}000\u{202f}000 a year",
            r#""maxValue":12000000,"minValue":900000"#,
        ),
        (
            "{currency: IDR, from: 120000000, per: year}",
            "IDR 120\u{202f}000\u{202f}000 a year",
            r#""value":120000000"#,
        ),
        (
            "{currency: CNY, from: 8000, to: 12000.5, per: month}",
            "CNY 8000–12000.5 a month",
            r#""maxValue":12000.5,"minValue":8000"#,
        ),
    ] {
        let text = posting.replace("country: CN\n", &format!("country: CN\nsalary: {salary}\n"));
        assert_ne!(text, posting);
        let text = text.replace("example: true\n", "");
        fs::write(&file, text).expect("it is written");
        let base = "https://example.org/";
        run(["build", "--root", &root, "--base-url", base]).expect_code(0);
        let page = fs::read_to_string(folder.join("site/en/postings/example.html"));
        let page = page.expect("the page");
        for words in [shown, described] {
            assert!(page.contains(words), "{words}:\n{page}");
        }
    }
}
