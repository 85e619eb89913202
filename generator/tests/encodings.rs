//! Files in other encodings: `check` names the encoding, and says nothing else; `clausebook convert-encoding` converts them
//! without losing the original.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

#[allow(dead_code, reason = "this test uses a part of the module")]
mod small;

fn run(root: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clausebook"))
        .args(arguments)
        .arg("--root")
        .arg(root.path())
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> String {
    let both = [&*output.stdout, &*output.stderr].concat();
    String::from_utf8(both).expect("the output is UTF-8")
}

/// The bytes of `text` in the encoding with this name.
fn encoded(text: &str, name: &str) -> Vec<u8> {
    if name == "UTF-16" {
        return [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
    }
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("an encoding");
    let (bytes, _, has_errors) = encoding.encode(text);
    assert!(!has_errors, "{text} in {name}");
    bytes.into_owned()
}

#[test]
fn a_file_in_another_encoding_is_one_fault_and_is_converted() {
    for (file, encoding, name) in [
        ("content/handbook.yaml", "gbk", "GB 18030 (GBK)"),
        (
            "content/standards/bicycle-repair/standard.yaml",
            "gbk",
            "GB 18030 (GBK)",
        ),
        (
            "content/standards/bicycle-repair/clauses/02-requirements.yaml",
            "UTF-16",
            "UTF-16",
        ),
        ("content/pages/about.zh.md", "gbk", "GB 18030 (GBK)"),
    ] {
        let root = small::handbook();
        let path = root.path().join(file);
        let text = std::fs::read_to_string(&path).expect("the file is text");
        let bytes = encoded(&text, encoding);
        std::fs::write(&path, &bytes).expect("the file can be written");

        let report = told(&run(&root, &["check"]));
        assert!(
            report.contains(&format!("this file is not UTF-8 text, but {name}")),
            "{report}"
        );
        assert!(
            report.contains(&format!("`clausebook convert-encoding {file}`")),
            "{report}"
        );
        assert!(report.ends_with("1 error\n"), "{report}");

        let report = told(&run(&root, &["convert-encoding", file]));
        assert!(
            report.contains(&format!("was {name} and is UTF-8 now")),
            "{report}"
        );
        assert_eq!(std::fs::read_to_string(&path).expect("UTF-8"), text);
        assert_eq!(
            std::fs::read(format!("{}.orig", path.display())).expect("the original"),
            bytes
        );
        let output = run(&root, &["check"]);
        assert!(output.status.success(), "{}", told(&output));
    }
}

#[test]
fn a_named_encoding_is_used_and_nothing_is_overwritten() {
    let root = small::handbook();
    let path = root.path().join("content/pages/about.en.md");
    let text = "---\ntitle: Café\ndescription: Crème brûlée.\n---\n";
    std::fs::write(&path, encoded(text, "windows-1252")).expect("the file can be written");
    std::fs::write(root.path().join("content/pages/about.en.md.orig"), "x")
        .expect("the file can be written");
    let call = [
        "convert-encoding",
        "content/pages/about.en.md",
        "--from",
        "windows-1252",
    ];
    let output = run(&root, &call);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("about.en.md.orig exists already"),
        "{}",
        told(&output)
    );
    assert_eq!(
        std::fs::read(&path).expect("the file"),
        encoded(text, "windows-1252")
    );

    std::fs::remove_file(root.path().join("content/pages/about.en.md.orig")).expect("a file");
    assert!(run(&root, &call).status.success());
    assert_eq!(std::fs::read_to_string(&path).expect("UTF-8"), text);
    let again = run(&root, &["convert-encoding", "content/pages/about.en.md"]);
    assert!(told(&again).contains("is UTF-8 already; nothing was changed"));
}

#[test]
fn a_picture_among_the_content_is_named() {
    let root = small::handbook();
    std::fs::write(root.path().join("content/photo.png"), b"\x89PNG\r\n\x1a\n")
        .expect("the file can be written");
    let report = told(&run(&root, &["check"]));
    assert!(
        report.contains("no text uses this file, so it is not published"),
        "{report}"
    );
    let file = Path::new("content/photo.png").to_str().expect("a path");
    let output = run(&root, &["convert-encoding", file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("a PNG picture, not text"));
}
