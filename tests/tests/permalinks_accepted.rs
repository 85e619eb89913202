//! `check --accept` records changes only with confirmation, and the earlier words stay on the page with their dates.

use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

use clausebook_tests::fault::faults;
use clausebook_tests::page::Page;
use clausebook_tests::program::{Run, finish, program, run};
use clausebook_tests::project::Project;
use clausebook_tests::published::{
    CLAUSES, FORM, LOCK, MOVES, WORDS, accept, accept_on, accept_with, published, recorded, told,
};

#[test]
fn changed_words_are_accepted_as_the_message_says() {
    let project = published();
    let line = project.replace(CLAUSES, "patch a tube;", "mend a tube;");
    project.replace(FORM, "patch a tube;", "mend a tube;");
    let said = project.check().expect_code(1).stderr;
    let found = faults(&said);
    assert_eq!(found.len(), 1, "{said}");
    assert!(
        found[0].file.ends_with(CLAUSES) && found[0].line == line,
        "{said}"
    );
    assert_eq!(
        told(&said, "clausebook check"),
        "clausebook check --accept",
        "{said}"
    );
    let accepted = accept(&project).expect_code(0);
    for line in [
        "1 permalink with changed words:",
        "patch a tube;",
        "→ mend a tube;",
        "1 changed",
    ] {
        assert!(
            accepted.stdout.contains(line),
            "{line}: {}",
            accepted.stdout
        );
    }
    project.check().expect_code(0);
}

#[test]
fn a_handbook_without_locked_permalinks_is_refused_only_if_that_is_asked_for() {
    let project = Project::small();
    let strictly = || {
        let words = ["check", "--deny", "unlocked-permalinks", "--root"];
        let mut all: Vec<OsString> = words.iter().map(OsString::from).collect();
        all.push(project.root().into());
        run(&all)
    };
    // `init` writes a lock that records nothing.
    for lock in [None, Some("# Nothing is published.\n")] {
        if let Some(text) = lock {
            project.write(LOCK, text);
        }
        assert!(project.check().expect_code(0).stderr.contains("note: "));
        let refused = strictly().expect_code(1).stderr;
        assert!(
            refused.contains("error[W600]: 5 permalinks are not locked"),
            "{refused}"
        );
    }
    accept(&project).expect_code(0);
    strictly().expect_code(0);
}

#[test]
fn nothing_is_accepted_without_confirmation() {
    let project = published();
    let before = recorded(&project);
    project.replace(CLAUSES, "patch a tube;", "mend a tube;");
    project.replace(FORM, "patch a tube;", "mend a tube;");
    let refused = accept_with(&project, &[]).expect_code(1);
    assert!(
        refused.stdout.contains("→ mend a tube;"),
        "{}",
        refused.stdout
    );
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    assert_eq!(recorded(&project), before);
}

/// Runs `check --accept` in a terminal and types `answer`.
fn accept_on_a_terminal(project: &Project, answer: &str) -> Run {
    let command = format!(
        "'{}' check --accept --root '{}'",
        program().display(),
        project.root().display()
    );
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("util-linux's `script` is installed");
    let mut keyboard = child.stdin.take().expect("it has an input");
    keyboard
        .write_all(format!("{answer}\n").as_bytes())
        .expect("it reads");
    drop(keyboard);
    finish(child)
}

#[test]
fn a_terminal_user_is_asked_for_confirmation() {
    let project = published();
    let before = recorded(&project);
    project.replace(CLAUSES, "patch a tube;", "mend a tube;");
    project.replace(FORM, "patch a tube;", "mend a tube;");
    for answer in ["", "n", "what"] {
        let run = accept_on_a_terminal(&project, answer).expect_code(1);
        assert!(run.stdout.contains("[y/N]"), "{}", run.stdout);
        assert_eq!(recorded(&project), before, "{answer}");
    }
    accept_on_a_terminal(&project, "y").expect_code(0);
    assert_ne!(recorded(&project), before);
    project.check().expect_code(0);
}

#[test]
fn nothing_is_accepted_while_there_are_errors() {
    let project = published();
    let before = recorded(&project);
    project.replace(CLAUSES, "how a chain wears.", "how a chain ages.");
    project.replace("content/pages/about.en.md", "[[2.2.1-a]]", "[[9.9.9-a]]");
    accept(&project).expect_code(1);
    assert_eq!(recorded(&project), before);
}

#[test]
fn earlier_words_stay_on_the_page_with_their_dates() {
    let project = published();
    let out = project.path("site");
    let page = out.join("id/bicycle-repair/2.1-b.html");
    project.build(&out).expect_code(0);
    assert!(Page::open(&page).by_id("earlier").is_none());

    project.replace(
        CLAUSES,
        "how a chain wears.",
        "how a chain and a belt wear.",
    );
    project.replace(CLAUSES, "链条如何磨损。", "链条和皮带如何磨损。");
    accept_on(&project, "2026-12-05").expect_code(0);
    project.replace(CLAUSES, "链条和皮带如何磨损。", "链条及皮带如何磨损。");
    accept_on(&project, "2027-01-31").expect_code(0);
    let lines: Vec<String> = (project.read(WORDS).lines())
        .filter_map(|line| line.strip_prefix("id/bicycle-repair/2.1-b.html "))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        lines,
        [
            "en 2026-11-28 how a chain wears.",
            "en 2026-12-05 how a chain and a belt wear.",
            "zh 2026-11-28 链条如何磨损。",
            "zh 2026-12-05 链条和皮带如何磨损。",
            "zh 2027-01-31 链条及皮带如何磨损。",
        ]
    );

    project.build(&out).expect_code(0);
    let terms: Vec<String> = Page::open(&page)
        .select(".earlier dl > div")
        .into_iter()
        .map(|one| {
            let text: String = one.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(terms.len(), 2, "{terms:?}");
    for (term, words) in terms.iter().zip([
        [
            "From 5 December 2026 until 31 January 2027",
            "how a chain and a belt wear.",
            "链条和皮带如何磨损。",
            "Only the translation was changed.",
        ],
        [
            "Until 5 December 2026",
            "how a chain wears.",
            "链条如何磨损。",
            "",
        ],
    ]) {
        for words in words {
            assert!(term.contains(words), "no “{words}” in {term}");
        }
    }
    assert!(!terms[1].contains("Only the translation"), "{terms:?}");
}

#[test]
fn earlier_words_follow_a_requirement_that_moved_and_one_that_was_retired() {
    let project = published();
    project.replace(CLAUSES, "build a wheel.", "build and true a wheel.");
    project.replace(FORM, "build a wheel.", "build and true a wheel.");
    accept_on(&project, "2026-12-05").expect_code(0);
    project.replace(CLAUSES, "- id: 2.2.2\n", "- id: 2.2.3\n");
    project.replace(FORM, "restates: 2.2.2-a", "restates: 2.2.3-a");
    let said = project.check().expect_code(1).stderr;
    project.write(
        MOVES,
        format!("redirects:\n  {}\n", told(&said, "- {from:")),
    );
    accept_on(&project, "2026-12-06").expect_code(0);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("id/bicycle-repair/2.2.3-a.html"));
    let earlier: String = page.select(".earlier dl")[0].text().collect();
    assert!(earlier.contains("2.2.2-a"), "{earlier}");
    assert!(earlier.contains("build a wheel."), "{earlier}");
    assert!(earlier.contains("Until 5 December 2026"), "{earlier}");
}

#[test]
fn a_translation_that_is_older_than_its_source_is_listed_until_it_is_confirmed() {
    let project = published();
    project.replace(
        CLAUSES,
        "how a chain wears.",
        "how a chain and a belt wear.",
    );
    accept(&project).expect_code(0);
    let status = || {
        let root = project.root().as_os_str();
        run(["status".as_ref(), "--root".as_ref(), root]).expect_code(0)
    };
    let warned = project.check().expect_code(0).stderr;
    assert!(
        warned.contains("older than the words") && warned.contains("bicycle-repair/2.1-b (zh)"),
        "{warned}"
    );
    assert!(
        status()
            .stdout
            .contains("  bicycle-repair/2.1-b (zh)  how a chain and a belt wear.")
    );
    let confirm = told(&warned, "clausebook check --accept --confirm");
    let options: Vec<&str> = confirm
        .split(' ')
        .skip_while(|word| *word != "--confirm")
        .chain(["--yes"])
        .collect();
    accept_with(&project, &options).expect_code(0);
    assert!(!project.check().expect_code(0).stderr.contains("warning"));
    assert!(!status().stdout.contains("2.1-b"));
    accept_with(&project, &["--confirm", "bicycle-repair/9.9-z", "--yes"]).expect_code(2);
}

#[test]
fn a_handbook_without_locked_permalinks_gets_a_note_instead_of_a_warning() {
    let project = Project::small();
    let note = "no permalinks are locked yet";
    for run in [project.check(), project.build(&project.path("site"))] {
        let said = run.expect_code(0).stderr;
        assert!(said.contains(note) && !said.contains("warning"), "{said}");
    }
    let listed = accept_with(&project, &[]).expect_code(1).stdout;
    assert!(listed.contains("new permalinks:"), "{listed}");
    assert!(listed.contains("how a chain wears."), "{listed}");
    assert!(!project.path(LOCK).exists() && !project.path(WORDS).exists());
    accept(&project).expect_code(0);
    assert!(!project.check().expect_code(0).stderr.contains(note));
}
