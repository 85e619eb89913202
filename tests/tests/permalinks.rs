//! Permalinks never break: published addresses stay valid. If one would break, the error message explains the fix, which
//! these tests apply literally.

use clausebook_tests::fault::faults;
use clausebook_tests::page::Page;
use clausebook_tests::published::{
    CLAUSES, FORM, LOCK, MOVES, WORDS, accept, published, recorded, told,
};

#[test]
fn a_renamed_requirement_is_redirected_as_the_message_says() {
    let project = published();
    project.replace(CLAUSES, "- id: 2.2.2\n", "- id: 2.2.3\n");
    // The form still refers to the old id. The permalink is gone for the same reason, so it is not reported yet.
    let said = project.check().expect_code(1).stderr;
    assert_eq!(faults(&said).len(), 1, "{said}");
    project.replace(FORM, "restates: 2.2.2-a", "restates: 2.2.3-a");

    let said = project.check().expect_code(1).stderr;
    let told_faults = faults(&said);
    assert_eq!(told_faults.len(), 1, "{said}");
    assert!(told_faults[0].file.ends_with(LOCK), "{said}");
    let line = project.read(LOCK);
    let line = line.lines().nth(told_faults[0].line - 1);
    assert!(line.is_some_and(|line| line.starts_with("id/bicycle-repair/2.2.2-a.html ")));
    assert!(
        said.contains("the same words are now at `id/bicycle-repair/2.2.3-a.html`"),
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
    assert!(text.contains("2.2.1-b"), "the requirement is named: {text}");
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
        said.contains("its words were published at `id/bicycle-repair/2.2.1-b.html`"),
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
            .contains("its words were published at `id/bicycle-repair/2.1-b.html`"),
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
            .contains("a merge conflict between `HEAD` and `brakes`"),
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
    assert!(
        said.contains("if the requirement that is here now is new, move it to the end of the list"),
        "{said}"
    );

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
