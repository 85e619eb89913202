//! Permalinks never break: published addresses stay valid. If one would break, the error message explains the fix, which
//! these tests apply literally.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

use clausebook_tests::fault::faults;
use clausebook_tests::page::Page;
use clausebook_tests::program::{Run, finish, program, run};
use clausebook_tests::project::Project;

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
const FORM: &str = "content/standards/bicycle-repair/annexes/A.yaml";
const LOCK: &str = "content/permalinks.lock";
const WORDS: &str = "content/permalinks.words";
const MOVES: &str = "content/permalinks.yaml";

/// The small handbook with its permalinks locked, as published.
fn published() -> Project {
    let project = Project::small();
    accept(&project).expect_code(0);
    let run = project.check().expect_code(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    project
}

fn accept(project: &Project) -> Run {
    accept_on(project, "2026-11-28")
}

/// Accepts changes without confirmation, on a given date.
fn accept_on(project: &Project, day: &str) -> Run {
    accept_with(project, &["--yes", "--date", day])
}

fn accept_with(project: &Project, options: &[&str]) -> Run {
    let mut arguments: Vec<&OsStr> = ["check", "--accept"].map(OsStr::new).into();
    arguments.extend(options.iter().map(OsStr::new));
    arguments.extend([OsStr::new("--root"), project.root().as_os_str()]);
    run(arguments)
}

/// The recorded permalinks and their words.
fn recorded(project: &Project) -> [String; 2] {
    [LOCK, WORDS].map(|file| project.read(file))
}

/// The text that the program's message suggests: the part between backticks that starts with `begins`.
fn told(said: &str, begins: &str) -> String {
    let from = said
        .find(&format!("`{begins}"))
        .unwrap_or_else(|| panic!("nothing to write is told:\n{said}"));
    let rest = &said[from + 1..];
    rest[..rest.find('`').expect("what is told ends")].to_owned()
}

#[test]
fn a_renamed_requirement_is_redirected_as_the_message_says() {
    let project = published();
    project.replace(CLAUSES, "- id: 2.2.2\n", "- id: 2.2.3\n");
    // The form still refers to the old id: both errors are reported together.
    let said = project.check().expect_code(1).stderr;
    assert_eq!(faults(&said).len(), 2, "{said}");
    project.replace(FORM, "restates: 2.2.2-a", "restates: 2.2.3-a");

    let said = project.check().expect_code(1).stderr;
    let told_faults = faults(&said);
    assert_eq!(told_faults.len(), 1, "{said}");
    assert!(told_faults[0].file.ends_with(LOCK), "{said}");
    let line = project.read(LOCK);
    let line = line.lines().nth(told_faults[0].line - 1);
    assert!(line.is_some_and(|line| line.starts_with("id/bicycle-repair/2.2.2-a.html ")));
    assert!(
        said.contains("the same words are at `id/bicycle-repair/2.2.3-a.html` now"),
        "{said}"
    );

    project.write(
        MOVES,
        format!("redirects:\n  {}\n", told(&said, "- {from:")),
    );
    project.check().expect_code(0);
    accept(&project).expect_code(0);
    let run = project.check().expect_code(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let lock = project.read(LOCK);
    for name in ["2.2.2-a", "2.2.3-a"] {
        assert!(
            lock.contains(&format!("id/bicycle-repair/{name}.html ")),
            "{lock}"
        );
    }

    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("id/bicycle-repair/2.2.2-a.html"));
    let refresh = page.select("meta[http-equiv=refresh]");
    assert_eq!(refresh[0].attr("content"), Some("0; url=2.2.3-a.html"));
    // Search engines treat such a page as a permanent redirect, unless they are told not to index it.
    assert!(page.select("meta[name=robots]").is_empty());
    let links = page.select("main a");
    assert_eq!(links.len(), 2, "one for each language");
    assert!(
        links
            .iter()
            .all(|link| link.attr("href") == Some("2.2.3-a.html"))
    );
    assert!(out.join("id/bicycle-repair/2.2.3-a.html").is_file());
}

#[test]
fn a_removed_requirement_is_retired_as_the_message_says() {
    let project = published();
    project.replace(
        CLAUSES,
        "    - text: {en: oil a chain., zh: 给链条上油。}\n",
        "",
    );
    project.replace(
        FORM,
        "        - {text: {en: oil the chain., zh: 给链条上油。}, restates: 2.2.1-b}\n",
        "",
    );
    let said = project.check().expect_code(1).stderr;
    // The suggested line contains the published words; the author adds only the reason.
    let entry = told(&said, "- {address:")
        .replacen(
            "{en: …, zh: …}",
            "{en: Belts need no oil., zh: 皮带不用上油。}",
            1,
        )
        .trim_end_matches('}')
        .to_owned();
    project.write(
        MOVES,
        format!("retired:\n  {entry}}}, replaced_by: [id/bicycle-repair/2.2.1-a.html]}}\n"),
    );
    project.check().expect_code(0);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("id/bicycle-repair/2.2.1-b.html"));
    let text = page.text();
    for words in [
        "This requirement is no longer in force.",
        "oil a chain.",
        "皮带不用上油。",
        "It was replaced by:",
    ] {
        assert!(text.contains(words), "no “{words}” in {text}");
    }
    assert!(text.contains("2.2.1-b"), "it is called by its name: {text}");
    let links = page.select("main li a");
    assert_eq!(links[0].attr("href"), Some("2.2.1-a.html"));
    let replacement: String = page.select("main li")[0].text().collect();
    assert!(
        replacement.contains("patch a tube;") && replacement.contains("修补内胎；"),
        "the words of what replaced it: {replacement}"
    );
}

#[test]
fn a_requirement_removed_from_the_middle_leaves_the_letters_of_the_others() {
    let first = "    - text: {en: patch a tube;, zh: 修补内胎；}\n      note:\n        quote: tube\n        \
                 meant: {en: inner tube, zh: 内胎}\n        text: {en: An inner tube is meant., zh: 指内胎。}\n";
    let second = "    - text: {en: oil a chain., zh: 给链条上油。}\n";
    let project = published();
    project.replace(CLAUSES, first, "");
    project.replace(
        FORM,
        "        - {text: {en: patch a tube;, zh: 修补内胎；}, restates: 2.2.1-a}\n",
        "",
    );
    for page in ["about.en.md", "about.zh.md"] {
        project.replace(
            &format!("content/pages/{page}"),
            "[[2.2.1-a]]",
            "[[2.2.1-b]]",
        );
    }
    let said = project.check().expect_code(1).stderr;
    assert!(
        said.contains("its words were published as `id/bicycle-repair/2.2.1-b.html`"),
        "{said}"
    );

    // Restore its letter, as the message says. Then only the removed requirement is reported.
    let letter = told(&said, "letter:");
    assert_eq!(letter, "letter: b");
    project.replace(
        CLAUSES,
        second,
        &second.replace("text:", &format!("{letter}\n      text:")),
    );
    let said = project.check().expect_code(1).stderr;
    let found = faults(&said);
    assert_eq!(found.len(), 1, "{said}");
    assert!(found[0].file.ends_with(LOCK), "{said}");
    let entry = told(&said, "- {address:").replacen(
        "{en: …, zh: …}",
        "{en: Tyres are solid., zh: 轮胎已是实心。}",
        1,
    );
    project.write(MOVES, format!("retired:\n  {entry}\n"));
    let run = project.check().expect_code(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);

    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("id/bicycle-repair/2.2.1-a.html"));
    assert!(page.text().contains("patch a tube;") && page.text().contains("no longer in force"));
    let page = Page::open(&out.join("id/bicycle-repair/2.2.1-b.html"));
    assert!(page.text().contains("oil a chain."));
    let clause = Page::open(&out.join("en/bicycle-repair/2.2.1.html"));
    assert!(clause.by_id("b").is_some() && clause.by_id("a").is_none());
}

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
fn shifted_letters_are_refused_even_with_yes_and_the_fix_is_shown() {
    let first = "    - text: {en: why a wheel stays true;, zh: 车轮为何保持平正；}\n";
    let second = "    - text: {en: how a chain wears., zh: 链条如何磨损。}\n";
    let new = "    - text: {en: what a brake needs., zh: 刹车需要什么。}\n";
    let project = published();
    let before = recorded(&project);
    project.replace(
        CLAUSES,
        &format!("{first}{second}"),
        &format!("{}{new}", second.replace("wears.", "wears;")),
    );
    let run = accept(&project).expect_code(1);
    assert!(
        run.stderr
            .contains("its words were published as `id/bicycle-repair/2.1-b.html`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert_eq!(recorded(&project), before);

    let letter = told(&run.stderr, "letter:");
    project.replace(
        CLAUSES,
        "- text: {en: how a chain",
        &format!("- {letter}\n      text: {{en: how a chain"),
    );
    let entry = told(&run.stderr, "- {address:").replacen(
        "reason: {en: …, zh: …}",
        "reason: {en: It is known., zh: 人人都懂。}",
        1,
    );
    project.write(MOVES, format!("retired:\n  {entry}\n"));
    project.replace(FORM, "summarises: [2.1-a]", "summarises: []");
    // The remaining changes are the final punctuation mark and a new permalink.
    let run = accept(&project).expect_code(0);
    assert!(run.stdout.contains("1 new permalink:"), "{}", run.stdout);
    assert!(
        run.stdout.contains("bicycle-repair/2.1-c"),
        "{}",
        run.stdout
    );
    let lock = project.read(LOCK);
    for name in ["2.1-a", "2.1-b", "2.1-c"] {
        assert!(lock.contains(&format!("/{name}.html ")), "{lock}");
    }
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

#[test]
fn a_letter_published_by_two_branches_is_an_error() {
    // Each branch adds its own requirement at the end of the same list.
    let last = "    - text: {en: how a chain wears., zh: 链条如何磨损。}\n";
    let [ours, theirs] = [
        ("clean a brake.", "清洁刹车。"),
        ("bleed a brake.", "给刹车排气。"),
    ]
    .map(|(en, zh)| {
        let project = published();
        let new = format!("    - text: {{en: {en}, zh: {zh}}}\n");
        project.replace(CLAUSES, last, &format!("{last}{new}"));
        accept(&project).expect_code(0);
        (project, new)
    });
    let (project, _) = ours;
    project.replace(
        CLAUSES,
        "    - text: {en: clean a brake., zh: 清洁刹车。}\n",
        &format!(
            "    - text: {{en: clean a brake., zh: 清洁刹车。}}\n{}",
            theirs.1
        ),
    );
    let line = |text: &str| {
        let line = text.lines().find(|line| line.contains("/2.1-c.html"));
        line.expect("it is recorded").to_owned()
    };
    let (own, other) = (line(&project.read(LOCK)), line(&theirs.0.read(LOCK)));
    project.replace(
        LOCK,
        &own,
        &format!("<<<<<<< HEAD\n{own}\n=======\n{other}\n>>>>>>> brakes"),
    );
    // The file of words only gains lines, which Git merges automatically.
    let words = format!("{}{}", project.read(WORDS), theirs.0.read(WORDS));
    project.write(WORDS, words);
    let said = project.check().expect_code(1).stderr;
    let found = faults(&said);
    assert_eq!(found.len(), 2, "{said}");
    assert!(
        found[0]
            .message
            .contains("the merge of `HEAD` and `brakes`"),
        "{said}"
    );
    assert!(
        found[1].message.contains("“clean a brake.”")
            && found[1].message.contains("“bleed a brake.”"),
        "{said}"
    );

    let lock = project.read(LOCK);
    let kept: String = lock
        .lines()
        .filter(|line| {
            *line != other
                && !["<<<<<<<", "=======", ">>>>>>>"]
                    .iter()
                    .any(|marker| line.starts_with(marker))
        })
        .map(|line| format!("{line}\n"))
        .collect();
    project.write(LOCK, kept);
    // The requirement that gets another letter never had this permalink, so its words are removed.
    let said = project.check().expect_code(1).stderr;
    assert!(
        said.contains("the last words recorded for `id/bicycle-repair/2.1-c.html`"),
        "{said}"
    );
    let words: String = (project.read(WORDS).lines())
        .filter(|line| {
            !line.contains("/2.1-c.html") || !line.contains("bleed") && !line.contains("排气")
        })
        .map(|line| format!("{line}\n"))
        .collect();
    project.write(WORDS, words);
    let accepted = accept(&project).expect_code(0);
    assert!(
        accepted.stdout.contains("bicycle-repair/2.1-d"),
        "{}",
        accepted.stdout
    );
    assert!(!project.check().expect_code(0).stderr.contains("warning"));
}

#[test]
fn a_requirement_may_be_added_at_the_end_but_not_between_others() {
    let new = "    - text: {en: clean a brake;, zh: 清洁刹车；}\n";
    let first = "    - text: {en: why a wheel stays true;, zh: 车轮为何保持平正；}\n";
    let project = published();
    project.replace(CLAUSES, first, &format!("{new}{first}"));
    let said = project.check().expect_code(1).stderr;
    assert_eq!(
        faults(&said).len(),
        2,
        "both letters mean another one now:\n{said}"
    );
    assert!(said.contains("put it at the end of the list"), "{said}");

    let last = "    - text: {en: how a chain wears., zh: 链条如何磨损。}\n";
    let project = published();
    project.replace(CLAUSES, last, &format!("{last}{new}"));
    project.check().expect_code(0);
}

#[test]
fn a_changed_intro_of_a_clause_changes_its_requirements() {
    let project = published();
    project.replace(CLAUSES, "A helper shall:", "A helper should:");
    let said = project.check().expect_code(1).stderr;
    assert_eq!(faults(&said).len(), 2, "{said}");
    assert!(said.contains("title or intro of its clause"), "{said}");
}
