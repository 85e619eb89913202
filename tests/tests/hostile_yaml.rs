//! Hostile YAML: it is refused, and never causes a panic, a hang, or a write outside the output.

use clausebook_tests::hostile::{assert_none, build};
use clausebook_tests::project::Project;

const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";

/// A clause file whose first clause has this title.
fn titled(title: &str) -> String {
    format!("- id: 1\n  title: {title}\n  text:\n    - {{en: Text., zh: 文。}}\n")
}

#[test]
fn hostile_yaml_is_refused() {
    let laughs: String = (1..=9)
        .map(|level| {
            let list = vec![format!("*a{}", level - 1); 9].join(", ");
            format!("a{level}: &a{level} [{list}]\n")
        })
        .collect();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        (
            "aliases that multiply",
            format!("a0: &a0 [lol, lol, lol]\n{laughs}").into_bytes(),
        ),
        ("an alias to itself", b"- &a [*a]\n".to_vec()),
        ("deep flow sequences", "[".repeat(200_000).into_bytes()),
        ("deep flow mappings", "{a: ".repeat(100_000).into_bytes()),
        ("deep block sequences", "- ".repeat(50_000).into_bytes()),
        (
            "a NUL byte",
            titled("{en: \"a\u{0}b\", zh: 甲}").into_bytes(),
        ),
        (
            "an escaped NUL",
            titled("{en: \"a\\0b\", zh: 甲}").into_bytes(),
        ),
        (
            "bytes that are no UTF-8",
            [titled("{en: ").as_bytes(), &[0xff, 0xfe, 0xc3, 0x28]].concat(),
        ),
        (
            "UTF-16",
            titled("{en: a, zh: b}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        (
            "another document",
            format!(
                "{}---\n{}",
                titled("{en: a, zh: b}"),
                titled("{en: c, zh: d}")
            )
            .into_bytes(),
        ),
        (
            "a bracket directly after a Chinese character",
            titled("{en: a, zh: 甲[}").into_bytes(),
        ),
        (
            "a tag that asks for code",
            b"!!python/object/apply:os.system [id]\n".to_vec(),
        ),
        ("nothing", Vec::new()),
        ("only a scalar", b"yes\n".to_vec()),
        ("endless keys", "? ".repeat(100_000).into_bytes()),
        (
            "twenty thousand keys",
            (0..20_000)
                .map(|key| format!("k{key}: 1\n"))
                .collect::<String>()
                .into_bytes(),
        ),
    ];
    let mut wrong = Vec::new();
    for (what, content) in cases {
        let project = Project::small();
        project.write(SCOPE, content);
        let run = build(&project, what, &mut wrong);
        if run.code == Some(0) {
            wrong.push(format!("{what}: accepted as content"));
        } else if !run.stderr.contains("01-scope.yaml") {
            wrong.push(format!("{what}: the file is not named: {}", run.stderr));
        }
        if project.path("site/index.html").exists() {
            wrong.push(format!("{what}: a site was built"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn unusual_but_harmless_yaml_is_read_or_refused_quickly() {
    let mut wrong = Vec::new();
    for (what, content) in [
        (
            "a scalar of 10 MB",
            titled(&format!("{{en: {}, zh: 长}}", "a ".repeat(5_000_000))),
        ),
        (
            "a word of 10 MB",
            titled(&format!("{{en: {}, zh: 长}}", "a".repeat(10_000_000))),
        ),
        (
            "a byte order mark",
            format!("\u{feff}{}", titled("{en: Scope, zh: 范围}")),
        ),
        (
            "Windows line ends",
            titled("{en: Scope, zh: 范围}").replace('\n', "\r\n"),
        ),
        (
            "characters beyond the first plane",
            titled("{en: 𝔖𝔠𝔬𝔭𝔢 👩‍🔧, zh: 𠮷野}"),
        ),
        (
            "marks that turn the writing round",
            titled("{en: \"Sc\u{202e}epo\", zh: 范围}"),
        ),
    ] {
        let project = Project::small();
        project.write(SCOPE, content);
        build(&project, what, &mut wrong);
    }
    assert_none(&wrong);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let project = Project::small();
    let text = project.read(SCOPE);
    project.write(SCOPE, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    project.check().expect_code(0);
}

#[test]
fn names_that_lead_out_of_the_output_are_refused() {
    let mut wrong = Vec::new();
    let standard = "content/standards/bicycle-repair/standard.yaml";
    for evil in [
        "../../escaped",
        "/tmp/escaped",
        "..",
        ".",
        "a/b",
        "a\\b",
        "CON:",
        "a\u{0}b",
        "\"a\\nb\"",
        "'<b>'",
        "index",
        "' '",
    ] {
        for (file, old, new) in [
            (SCOPE, "id: 1\n", format!("id: {evil}\n")),
            (standard, "id: bicycle-repair", format!("id: {evil}")),
            (standard, "{id: helper,", format!("{{id: {evil},")),
            (standard, "id: mechanic", format!("id: {evil}")),
            (
                "content/handbook.yaml",
                "[bicycle-repair]",
                format!("[{evil}]"),
            ),
            (
                "content/handbook.yaml",
                "[en, zh, en-zh]",
                format!("[en, zh, {evil}]"),
            ),
        ] {
            let project = Project::small();
            project.replace(file, old, &new);
            let what = format!("{evil:?} in {file}");
            if build(&project, &what, &mut wrong).code == Some(0) {
                wrong.push(format!("{what}: accepted as a name"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn page_names_that_collide_with_other_pages_are_refused() {
    let mut wrong = Vec::new();
    let project = Project::small();
    for language in ["en", "zh"] {
        project.write(
            &format!("content/pages/index.{language}.md"),
            "---\ntitle: T\ndescription: D.\n---\n\nText.\n",
        );
    }
    if build(&project, "a page called index", &mut wrong).code == Some(0) {
        wrong.push("a page took the place of the front page".to_owned());
    }
    assert_none(&wrong);
}

#[test]
fn folders_in_place_of_files_and_circular_links_are_refused() {
    let project = Project::small();
    std::fs::remove_file(project.path("content/handbook.yaml")).expect("a file can be removed");
    std::fs::create_dir(project.path("content/handbook.yaml")).expect("a folder can be made");
    project.check().expect_refusal();
    let project = Project::small();
    std::os::unix::fs::symlink(".", project.path("content/pages/round"))
        .expect("a link can be made");
    let mut wrong = Vec::new();
    build(&project, "a link that leads round", &mut wrong);
    assert_none(&wrong);
}
