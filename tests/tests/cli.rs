//! The command line: arguments, exit codes and streams.

use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio};

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{call, finish, run};
use clausebook_tests::project::Project;
use clausebook_tests::published::published;

#[test]
fn help_lists_the_commands_and_options() {
    for arguments in [vec!["--help"], vec!["-h"], vec!["help"]] {
        let run = run(&arguments).expect_code(0);
        for command in ["check", "build", "serve", "--root"] {
            assert!(
                run.stdout.contains(command),
                "{arguments:?} does not tell of {command}:\n{}",
                run.stdout
            );
        }
        assert_eq!(run.stderr, "", "help is a result, not a fault");
    }
    let run = run(["build", "--help"]).expect_code(0);
    for option in ["--out", "--base-url", "--root"] {
        assert!(
            run.stdout.contains(option),
            "build --help does not tell of {option}"
        );
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = run(["--version"]).expect_code(0);
    assert_eq!(
        run.stdout.trim(),
        format!("clausebook {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn invalid_arguments_exit_with_2_and_an_explanation() {
    let project = Project::small();
    let root = project.root().to_string_lossy().into_owned();
    let calls: &[&[&str]] = &[
        &["publish"],
        &["build", "--nonsense"],
        &["build", "--out"],
        &["serve", "--port", "many"],
        &["serve", "--port", "70000"],
        &["build", "--base-url", "not an address"],
        &["build", "--base-url", "ftp://example.org/"],
        &["check", "--root", &root, "more"],
    ];
    for arguments in calls {
        let run = run(*arguments).expect_code(2);
        assert!(
            !run.stderr.trim().is_empty(),
            "{arguments:?}: it refused without a word"
        );
        assert_eq!(run.stdout, "", "{arguments:?}: a fault is not a result");
    }
    assert_eq!(
        bytes(project.root())
            .keys()
            .filter(|path| !path.starts_with("content/"))
            .count(),
        0
    );
}

#[test]
fn check_prints_little_about_valid_content_and_writes_nothing() {
    let project = Project::small();
    let before = bytes(project.root());
    let run = project.check().expect_code(0);
    assert!(
        run.said().lines().count() <= 3,
        "too many words: {}",
        run.said()
    );
    assert_eq!(bytes(project.root()), before);
}

#[test]
fn the_last_line_of_a_build_gives_the_pages_and_the_time() {
    let project = published();
    let out = project.path("site");
    let run = project.build(&out).expect_code(0);
    let pages = bytes(&out)
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count();
    let said = run.said();
    let last = said.trim().lines().last().unwrap_or_default();
    // "90 pages in 0.34 s; 112 files written, 0 unchanged"
    let (count, rest) = last.split_once(" pages in ").expect("it counts pages");
    assert_eq!(count.replace(',', ""), pages.to_string(), "{last}");
    let (seconds, _) = rest.split_once(" s; ").expect("it gives the time");
    assert!(seconds.parse::<f64>().is_ok(), "no time: {last}");
    assert!(said.lines().count() <= 3, "a short build is quiet:\n{said}");
    assert!(
        !said.contains('\u{1b}') && !said.contains('\r'),
        "control characters without a terminal: {said:?}"
    );
}

#[test]
fn a_base_url_reaches_every_page_with_and_without_its_slash() {
    let project = Project::small();
    for (base, out) in [
        ("https://example.org/books", "one"),
        ("https://example.org/books/", "two"),
    ] {
        let mut arguments = project.build_arguments(&project.path(out));
        arguments.extend(["--base-url".into(), base.into()]);
        run(&arguments).expect_code(0);
    }
    let (one, two) = (bytes(&project.path("one")), bytes(&project.path("two")));
    assert_eq!(one, two);
    let page = String::from_utf8_lossy(&one["en/bicycle-repair/1.html"]).into_owned();
    assert!(
        page.contains("https://example.org/books/en/bicycle-repair/1.html"),
        "no canonical address"
    );
    assert!(
        page.contains("https://example.org/books/zh/bicycle-repair/1.html"),
        "no address of the other language"
    );
}

#[test]
fn a_closed_output_stream_causes_no_panic() {
    let project = Project::small();
    project.write("content/handbook.yaml", "a: 1\nb: 2\n".repeat(2000));
    let calls: [Vec<std::ffi::OsString>; 3] = [
        vec!["--help".into()],
        vec!["check".into(), "--root".into(), project.root().into()],
        project.build_arguments(&project.path("site")),
    ];
    for arguments in calls {
        for (closed_out, closed_err) in [(true, false), (false, true)] {
            let mut child = call(&arguments).spawn().expect("the program starts");
            if closed_out {
                drop(child.stdout.take());
            }
            if closed_err {
                drop(child.stderr.take());
            }
            let run = finish(child);
            assert!(
                !run.said().contains("panicked"),
                "{arguments:?}: {}",
                run.said()
            );
            assert!(
                matches!(run.code, Some(0..=2)),
                "{arguments:?}: code {:?}",
                run.code
            );
        }
    }
}

#[test]
fn a_full_disk_behind_standard_output_causes_no_panic() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("the system has /dev/full");
    let mut command: Command = call(["--help"]);
    let run = finish(
        command
            .stdout(Stdio::from(full))
            .spawn()
            .expect("the program starts"),
    );
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(matches!(run.code, Some(0..=2)), "code {:?}", run.code);
}

#[test]
fn an_output_that_cannot_be_a_folder_is_refused() {
    let project = Project::small();
    project.write("file", "mine");
    for out in ["file", "file/deeper"] {
        let run = project.build(&project.path(out)).expect_refusal();
        assert!(
            run.stderr.contains("file"),
            "it does not say what is in the way: {}",
            run.stderr
        );
    }
    assert_eq!(project.read("file"), "mine");
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(["completions", shell]).expect_code(0).stdout;
        for word in ["convert-encoding", "curriculum", "base-url", "quiet"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = run(["man"]).expect_code(0).stdout;
    assert!(page.contains(".TH clausebook 1") && page.contains("clausebook\\-check(1)"));
    let project = Project::empty();
    let folder = project.path("man");
    run(["man".as_ref(), "--out".as_ref(), folder.as_os_str()]).expect_code(0);
    for page in [
        "clausebook.1",
        "clausebook-check.1",
        "clausebook-new-clause.1",
    ] {
        assert!(folder.join(page).is_file(), "{page}");
    }
}

#[test]
fn a_quiet_command_prints_only_problems() {
    let project = Project::small();
    for command in ["check", "build"] {
        let run = run(["-q", command, "--root", &project.root().to_string_lossy()]);
        let run = run.expect_code(0);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str()),
            ("", ""),
            "{command}"
        );
    }
    project.write("content/handbook.yaml", "nonsense: 1\n");
    let run = run(["-q", "check", "--root", &project.root().to_string_lossy()]).expect_code(1);
    assert!(run.stderr.contains("nonsense"), "{}", run.stderr);
}

#[test]
fn status_is_in_the_language_of_the_locale_and_for_programs() {
    let project = Project::started();
    let folder = project.root();
    let module = folder.join("content/curricula/example/first-steps");
    for language in ["zh", "en"] {
        let file = format!("{}.{language}.md", module.display());
        let text = fs::read_to_string(&file).expect("a module");
        fs::write(&file, text.replace("[1]", "[1-a]")).expect("it is written");
    }
    let status = |locale: &str, options: &[&str]| {
        let command = call(["status", "--root"])
            .arg(folder)
            .args(options)
            .env("LC_ALL", locale)
            .output();
        String::from_utf8(command.expect("it runs").stdout).expect("UTF-8")
    };
    let english = "  1-b  ability to check a translation against its source.";
    let chinese = "  1-b  能核对译文与原文";
    assert!(status("C", &[]).contains(chinese), "{}", status("C", &[]));
    assert!(status("en_GB.UTF-8", &[]).contains(english));
    assert!(status("C", &["--language", "en"]).contains(english));
    assert!(status("fr_FR.UTF-8", &[]).contains(chinese));
    let json: serde_json::Value =
        serde_json::from_str(&status("en_GB.UTF-8", &["--format", "json"])).expect("JSON");
    assert_eq!(json["version"], 1);
    let gap = &json["curricula"][0]["uncovered"][0];
    assert_eq!(
        (&gap["requirement"], &gap["language"]),
        (&"1-b".into(), &"en".into())
    );
    assert_eq!(json["languages"][1]["language"], "en");
}

#[test]
fn rules_are_explained_in_the_language_of_the_locale() {
    let explained = |locale: &str, rules: &[&str]| {
        let command = call(["explain"]).args(rules).env("LC_ALL", locale).output();
        String::from_utf8(command.expect("it runs").stdout).expect("UTF-8")
    };
    for (locale, key, page) in [
        ("zh_CN.UTF-8", "没有这个键", "页面没有文件头"),
        (
            "en_GB.UTF-8",
            "A key is not known",
            "A page has no front matter",
        ),
        ("C", "A key is not known", "A page has no front matter"),
    ] {
        let one = explained(locale, &["E018"]);
        assert!(one.contains(&format!("unknown-key\n\n# {key}\n")), "{one}");
        let all = explained(locale, &[]);
        assert!(all.contains(key) && all.contains(page), "{all}");
    }
}

#[test]
fn init_creates_a_valid_handbook_that_builds() {
    let project = Project::empty();
    let folder = project.path("new");
    run(["init".as_ref(), folder.as_os_str()]).expect_code(0);
    run(["check".as_ref(), "--root".as_ref(), folder.as_os_str()]).expect_code(0);
    run(["build".as_ref(), "--root".as_ref(), folder.as_os_str()]).expect_code(0);
    assert!(folder.join("site/index.html").is_file());
    let before = bytes(&folder);
    run(["init".as_ref(), folder.as_os_str()]).expect_refusal();
    assert_eq!(bytes(&folder), before, "init overwrote existing files");
}

#[test]
fn a_new_handbook_has_what_authors_need_and_its_next_command_can_be_run() {
    let project = Project::empty();
    let folder = project.path("新 手册 #1");
    let publish = ["--publish", "github,gitlab", "--publish", "server"].map(OsStr::new);
    let init = run(["init".as_ref(), folder.as_os_str()]
        .into_iter()
        .chain(publish))
    .expect_code(0);
    assert!(init.stdout.contains("手册 #1' serve`"), "{}", init.stdout);
    for file in [
        ".gitattributes",
        ".github/workflows/publish.yml",
        ".gitlab-ci.yml",
        "publish/server.sh",
        "README.md",
        "content/permalinks.lock",
        "content/postings/example.yaml",
        "content/curricula/example/curriculum.yaml",
    ] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    assert!(!folder.join("publish/gitee.sh").exists());
    let check = run(["check".as_ref(), "--root".as_ref(), folder.as_os_str()]).expect_code(0);
    assert!(!check.stderr.contains("warning"), "{}", check.stderr);
}

#[test]
fn new_adds_to_a_handbook_and_never_overwrites() {
    let project = Project::started();
    let folder = project.root();
    let new = |words: &str| {
        let words = words.split(' ').map(OsStr::new);
        let root = [OsStr::new("--root"), folder.as_os_str(), OsStr::new("new")];
        run(root.into_iter().chain(words))
    };
    let page = new("page contact").expect_code(0);
    assert!(page.stdout.contains("wrote content/pages/contact.zh.md"));
    new("language es").expect_code(0);
    let before = bytes(folder);
    let again = new("page contact").expect_code(2);
    assert!(again.stderr.contains("exists already"), "{}", again.stderr);
    new("clause 1").expect_code(2);
    new("nothing x").expect_code(2);
    assert_eq!(bytes(folder), before, "a refused call wrote something");
    run(["build".as_ref(), "--root".as_ref(), folder.as_os_str()]).expect_code(0);
    assert!(folder.join("site/es/contact.html").is_file());
    // Without the standard's own file, its language is not known, and the cause is there.
    let about = folder.join("content/standards/example/standard.yaml");
    let text = fs::read_to_string(&about).expect("the standard");
    fs::write(&about, text + "names: [\n").expect("it is written");
    let refused = new("clause safety").expect_code(2);
    assert!(
        refused
            .stderr
            .contains("content/standards/example/standard.yaml cannot be read"),
        "{}",
        refused.stderr
    );
}

#[test]
fn init_offers_shapes_languages_and_a_title() {
    let project = Project::empty();
    let folder = project.path("new");
    let init = |options: &[&str]| {
        let options = options.iter().map(OsStr::new);
        run(["init".as_ref(), folder.as_os_str()]
            .into_iter()
            .chain(options))
    };
    init(&["--languages", "english"]).expect_refusal();
    init(&["--kind", "book"]).expect_refusal();
    assert!(!folder.exists(), "a refused call wrote something");
    let title = "Baking: a \"Handbook\" # 1";
    init(&[
        "--kind",
        "ladder",
        "--languages",
        "ja,pt-BR",
        "--title",
        title,
    ])
    .expect_code(0);
    run(["build".as_ref(), "--root".as_ref(), folder.as_os_str()]).expect_code(0);
    for reading in ["ja", "pt-BR", "ja-pt-BR"] {
        let page = fs::read_to_string(folder.join("site").join(reading).join("index.html"));
        let page = page.expect("a front page");
        assert!(
            page.contains("Baking: a &quot;Handbook&quot; # 1"),
            "{page}"
        );
    }
    let clauses = folder.join("content/standards/example/clauses/01-craft.yaml");
    let clauses = fs::read_to_string(clauses).expect("a file of clauses");
    let line = clauses.lines().next().unwrap_or_default();
    let schema = line
        .strip_prefix("# yaml-language-server: $schema=")
        .expect("a schema");
    assert!(
        folder
            .join("content/standards/example/clauses")
            .join(schema)
            .is_file()
    );
}
