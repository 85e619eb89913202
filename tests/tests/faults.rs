//! Invalid content: all errors are reported together, each at its line, and nothing is built.

use std::collections::BTreeSet;
use std::path::Path;

use clausebook_tests::fault::faults;
use clausebook_tests::folder::{bytes, differences, identities};
use clausebook_tests::program::checked_handbook;
use clausebook_tests::project::Project;

/// A way to damage a handbook: in `file`, the first `old` after the first `after` is replaced with `new`, which causes an
/// error in the line of `new` that contains `at`. If `old` is empty, the file is created from `new`.
struct Damage {
    file: &'static str,
    after: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
}

macro_rules! standard {
    ($path:literal) => {
        concat!("content/standards/pottery/", $path)
    };
}

macro_rules! curriculum {
    ($path:literal) => {
        concat!("content/curricula/", $path)
    };
}

const DAMAGES: &[Damage] = &[
    Damage {
        file: standard!("clauses/04-evaluation.yaml"),
        after: "",
        old: "- id: 4.1\n",
        new: "- id: 4.1\n  colour: red\n",
        at: "colour",
    },
    Damage {
        file: standard!("standard.yaml"),
        after: "levels:",
        old: "  - {id: master,",
        new: "  - {id: journeyman, title: {en: Another, zh: 另一级, ar: آخر}}
  - {id: master,",
        at: "id: journeyman",
    },
    Damage {
        file: standard!("annexes/B.yaml"),
        after: "",
        old: "restates: 3.3.2.1-a",
        new: "restates: 3.3.2.1-z",
        at: "3.3.2.1-z",
    },
    Damage {
        file: standard!("rubric.yaml"),
        after: "level: apprentice\n    rows:",
        old: "craft-apprentice",
        new: "craft-aprentice",
        at: "craft-aprentice",
    },
    Damage {
        file: "content/postings/new.yaml",
        after: "",
        old: "",
        new: "title: {en: Shop assistant, zh: 店员, ar: بائع}
organisation: {name: {en: Shop, zh: 店, ar: متجر}}
place: {en: Glen Ora, zh: 奥拉谷, ar: غلين أورا}
country: GB
published: 2031-01-05
expires: 2031-02-30
employment: full-time
standard: pottery
role: thrower
level: apprentice
must: [3.1-d]
nice: []
description: {en: Text., zh: 说明。, ar: نص.}
",
        at: "2031-02-30",
    },
    Damage {
        file: "content/postings/glazer.yaml",
        after: "",
        old: "nice: [",
        new: "nice: [3.3.2.2-a..z, ",
        at: "3.3.2.2-a..z",
    },
    Damage {
        file: standard!("clauses/05-broken.yaml"),
        after: "",
        old: "",
        new: "- id: 5\n  title: {en: Broken}}\n",
        at: "Broken",
    },
    Damage {
        file: standard!("annexes/C.yaml"),
        after: "",
        old: "status: {en: (informative), zh: （资料性）, ar: (إعلامي)}\n",
        new: "status: {en: (informative), zh: （资料性）, ar: (إعلامي)}\nstatus: {en: (note), zh: （资料）, ar: (إعلامي)}\n",
        at: "（资料）",
    },
    Damage {
        file: curriculum!("first-year/02-wheel.en.md"),
        after: "  assesses:",
        old: "3.3.1.1-b..e",
        new: "3.3.1.1-b..z",
        at: "3.3.1.1-b..z",
    },
    Damage {
        file: curriculum!("first-year/curriculum.yaml"),
        after: "",
        old: "hours: 40",
        new: "hours: 41",
        at: "hours: 41",
    },
    Damage {
        file: "content/pages/about.en.md",
        after: "\n---\n",
        old: "\n",
        new: "\nSee [[9.9.9-z]].\n\n",
        at: "9.9.9-z",
    },
    Damage {
        file: "content/pages/about.zh.md",
        after: "\n---\n",
        old: "\n",
        new: "\n见 [此页](missing.html)。\n\n",
        at: "missing.html",
    },
];

impl Damage {
    /// Damages the project. Returns the line of the error, as long as nothing else changes the file.
    fn inflict(&self, project: &Project) -> usize {
        let path = project.path(self.file);
        if self.old.is_empty() {
            assert!(!path.exists(), "{} is there already", self.file);
            project.write(self.file, self.new);
        } else {
            let text = project.read(self.file);
            let after = text
                .find(self.after)
                .unwrap_or_else(|| panic!("{} does not hold {:?}", self.file, self.after));
            let old = text[after..]
                .find(self.old)
                .unwrap_or_else(|| panic!("{} does not hold {:?}", self.file, self.old))
                + after;
            project.write(
                self.file,
                format!(
                    "{}{}{}",
                    &text[..old],
                    self.new,
                    &text[old + self.old.len()..]
                ),
            );
        }
        self.line(project)
    }

    /// The line of the error in the damaged file.
    fn line(&self, project: &Project) -> usize {
        let text = project.read(self.file);
        let start = text
            .find(self.new)
            .unwrap_or_else(|| panic!("{} lost its damage", self.file));
        let at = start
            + self
                .new
                .find(self.at)
                .expect("the place is part of the damage");
        text[..at].matches('\n').count() + 1
    }
}

#[test]
fn the_undamaged_handbooks_have_no_errors() {
    assert_eq!(faults(&checked_handbook().said()), []);
    for project in [Project::made_up("pottery"), Project::small()] {
        project.check().expect_code(0);
    }
}

/// The links of pages are checked only if there are no other errors, which could make valid links look broken: a link is
/// valid if its address exists, and addresses exist once there is a handbook.
#[test]
fn all_errors_of_a_handbook_are_reported_together() {
    let (links, others): (Vec<&Damage>, Vec<&Damage>) = DAMAGES
        .iter()
        .partition(|damage| damage.file.starts_with("content/pages/"));
    assert!(others.len() >= 10, "there are ten different faults");
    for damages in [others, links] {
        let project = Project::made_up("pottery");
        for damage in &damages {
            damage.inflict(&project);
        }
        let expected: BTreeSet<(String, usize)> = damages
            .iter()
            .map(|damage| (damage.file.to_owned(), damage.line(&project)))
            .collect();
        assert_eq!(expected.len(), damages.len(), "each has a line of its own");
        let run = project.check().expect_code(1);
        let told: BTreeSet<(String, usize)> = faults(&run.stderr)
            .into_iter()
            .map(|fault| {
                let at = fault.file.find("content/").unwrap_or(0);
                (fault.file[at..].to_owned(), fault.line)
            })
            .collect();
        assert_eq!(told, expected, "the program said:\n{}", run.stderr);
        assert_eq!(run.stdout, "", "faults belong on standard error");
    }
}

#[test]
fn nothing_is_built_from_invalid_content() {
    let project = Project::made_up("pottery");
    DAMAGES[0].inflict(&project);
    let out = project.path("site");
    let run = project.build(&out).expect_code(1);
    assert!(
        faults(&run.stderr)
            .iter()
            .any(|fault| fault.file.ends_with(DAMAGES[0].file)),
        "{}",
        run.stderr
    );
    assert_eq!(bytes(&out).len(), 0, "something was written");
}

#[test]
fn a_failed_build_leaves_an_earlier_site_unchanged() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let (before, content) = (identities(&out), bytes(&project.path("content")));
    assert!(before.contains_key("index.html"), "no site to keep");
    project.write(
        "content/handbook.yaml",
        project.read("content/handbook.yaml") + "colour: red\n",
    );
    project.build(&out).expect_code(1);
    assert_eq!(differences(&identities(&out), &before), [""; 0]);
    assert_eq!(
        bytes(&project.path("content")).len(),
        content.len(),
        "the content got a file"
    );
}

#[test]
fn a_missing_handbook_is_an_error() {
    let project = Project::empty();
    let run = project.check().expect_refusal();
    assert!(
        run.stderr.contains("handbook.yaml") || run.stderr.contains("content"),
        "{}",
        run.stderr
    );
    assert!(project.build(&project.path("site")).code != Some(0));
    let gone = project.path("nowhere");
    let run = clausebook_tests::program::run([
        "check".as_ref(),
        "--root".as_ref(),
        Path::as_os_str(&gone),
    ])
    .expect_refusal();
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}
