//! Invalid content: all errors are reported together, each at its line, and nothing is built.

use std::collections::BTreeSet;
use std::path::Path;

use clausebook_tests::fault::faults;
use clausebook_tests::folder::{bytes, differences, identities};
use clausebook_tests::project::Project;

/// A way to damage a handbook: in `file`, the first `old` after the first `after` is replaced with `new`, which causes an
/// error in the line of `new` that contains `at`. If `old` is empty, the file is created from `new`.
struct Damage {
    name: &'static str,
    file: &'static str,
    after: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
    /// A word that the message must contain, so that the right error is reported.
    says: &'static str,
}

macro_rules! standard {
    ($path:literal) => {
        concat!("content/standards/cbec-export-operations/", $path)
    };
}

macro_rules! curriculum {
    ($path:literal) => {
        concat!("content/curricula/", $path)
    };
}

const DAMAGES: &[Damage] = &[
    Damage {
        name: "an unknown key",
        file: standard!("clauses/06-evaluation.yaml"),
        after: "",
        old: "- id: 6.1\n",
        new: "- id: 6.1\n  colour: red\n",
        at: "colour",
        says: "colour",
    },
    Damage {
        name: "a missing translation",
        file: standard!("clauses/01-scope.yaml"),
        after: "",
        old: "{zh: 范围, en: Scope}",
        new: "{en: Scope}",
        at: "Scope",
        says: "zh",
    },
    Damage {
        name: "an id given twice",
        file: standard!("standard.yaml"),
        after: "levels:",
        old: "  - {id: senior,",
        new: "  - {id: mid, title: {zh: 中级乙, en: Intermediate B}}
  - {id: senior,",
        at: "id: mid",
        says: "mid",
    },
    Damage {
        name: "a role that does not exist",
        file: standard!("clauses/05.3.2-procurement.yaml"),
        after: "- id: 5.3.2.1\n",
        old: "role: procurement",
        new: "role: buyer",
        at: "buyer",
        says: "buyer",
    },
    Damage {
        name: "a requirement that does not exist",
        file: standard!("annexes/B.yaml"),
        after: "",
        old: "restates: 5.3.2.1-a",
        new: "restates: 5.3.2.1-z",
        at: "5.3.2.1-z",
        says: "5.3.2.1-z",
    },
    Damage {
        name: "a total that names no row",
        file: standard!("rubric.yaml"),
        after: "level: junior\n    rows:",
        old: "skills-junior",
        new: "skills-junor",
        at: "skills-junor",
        says: "skills-junor",
    },
    Damage {
        name: "a band out of order",
        file: standard!("rubric.yaml"),
        after: "bands:",
        old: "from: 80",
        new: "from: 95",
        at: "from: 95",
        says: "95",
    },
    Damage {
        name: "a posting with a date that is not in the calendar",
        file: "content/postings/new.yaml",
        after: "",
        old: "",
        new: "title: {zh: 店员, en: Shop assistant}
organisation: {name: {zh: 店, en: Shop}}
place: {zh: 苏州, en: Suzhou}
country: CN
published: 2026-11-16
expires: 2027-02-30
employment: full-time
standard: cbec-export-operations
role: platform-operations
level: junior
must: [5.1-d]
nice: []
description: {zh: 说明。, en: Text.}
",
        at: "2027-02-30",
        says: "2027-02-30",
    },
    Damage {
        name: "a posting that expires before it is published",
        file: "content/postings/example-platform-operations-junior.yaml",
        after: "",
        old: "expires: 2027-02-28",
        new: "expires: 2026-02-28",
        at: "2026-02-28",
        says: "before",
    },
    Damage {
        name: "a posting at a level that does not exist",
        file: "content/postings/example-product-development-mid.yaml",
        after: "",
        old: "level: mid",
        new: "level: middle",
        at: "middle",
        says: "middle",
    },
    Damage {
        name: "a posting that asks for what does not exist",
        file: "content/postings/example-product-development-mid.yaml",
        after: "",
        old: "nice: [",
        new: "nice: [5.3.1.2-a..z, ",
        at: "5.3.1.2-a..z",
        says: "5.3.1.2-z",
    },
    Damage {
        name: "a posting that demands what is asked of another role",
        file: "content/postings/example-platform-operations-junior.yaml",
        after: "",
        old: "must: [",
        new: "must: [5.3.2.1-a, ",
        at: "5.3.2.1-a",
        says: "procurement",
    },
    Damage {
        name: "a fault of YAML",
        file: standard!("clauses/07-broken.yaml"),
        after: "",
        old: "",
        new: "- id: 7\n  title: {zh: 坏, en: Broken}}\n",
        at: "Broken",
        says: "misplaced bracket",
    },
    Damage {
        name: "a key given twice",
        file: standard!("annexes/D.yaml"),
        after: "",
        old: "status: {zh: （资料性）, en: (informative)}\n",
        new: "status: {zh: （资料性）, en: (informative)}\nstatus: {zh: （资料）, en: (informative)}\n",
        at: "（资料）",
        says: "status",
    },
    Damage {
        name: "a value of the wrong type",
        file: standard!("annexes/C.yaml"),
        after: "row: literacy",
        old: "A: 20",
        new: "A: twenty",
        at: "twenty",
        says: "twenty",
    },
    Damage {
        name: "a quotation that is not in its text",
        file: standard!("clauses/05.2-knowledge.yaml"),
        after: "",
        old: "quote: CoreDrwaw",
        new: "quote: CorelDRAW",
        at: "quote: CorelDRAW",
        says: "CorelDRAW",
    },
    Damage {
        name: "a module that covers a requirement that does not exist",
        file: curriculum!("platform-operations-junior/03-rules-and-rights.zh.md"),
        after: "  assesses:",
        old: "5.1-e",
        new: "5.1-z",
        at: "5.1-z",
        says: "5.1-z",
    },
    Damage {
        name: "a range that runs backwards",
        file: curriculum!("product-development-mid/02-collecting-data.zh.md"),
        after: "",
        old: "  introduces: [",
        new: "  introduces: [5.1-g..a, ",
        at: "5.1-g..a",
        says: "backwards",
    },
    Damage {
        name: "a module that is its own prerequisite",
        file: curriculum!("platform-operations-junior/05-campaigns.en.md"),
        after: "",
        old: "prerequisites: [",
        new: "prerequisites: [05-campaigns, ",
        at: "05-campaigns",
        says: "circle",
    },
    Damage {
        name: "hours that do not add up",
        file: curriculum!("platform-operations-junior/curriculum.yaml"),
        after: "",
        old: "hours: 90",
        new: "hours: 91",
        at: "hours: 91",
        says: "90 hours in total",
    },
    Damage {
        name: "a requirement linked from a page that does not exist",
        file: "content/pages/about.en.md",
        after: "\n---\n",
        old: "\n## ",
        new: "\nSee [[9.9.9-z]].\n\n## ",
        at: "9.9.9-z",
        says: "9.9.9-z",
    },
    Damage {
        name: "a page linked from a page that does not exist",
        file: "content/pages/about.zh.md",
        after: "\n---\n",
        old: "\n## ",
        new: "\n见 [此页](missing.html)。\n\n## ",
        at: "missing.html",
        says: "missing",
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
    let run = Project::real().check().expect_code(0);
    assert_eq!(faults(&run.said()), []);
    Project::small().check().expect_code(0);
}

#[test]
fn each_error_is_reported_at_its_line_and_no_other_is() {
    let mut wrong = Vec::new();
    for damage in DAMAGES {
        let project = Project::real();
        let line = damage.inflict(&project);
        let run = project.check().expect_code(1);
        let told = faults(&run.stderr);
        if !told.iter().any(|fault| {
            fault.file.ends_with(damage.file)
                && fault.line == line
                && run.stderr.contains(damage.says)
        }) {
            wrong.push(format!(
                "{}: not told at {}:{line}, but:\n{}",
                damage.name, damage.file, run.stderr
            ));
            continue;
        }
        if let Some(other) = told
            .iter()
            .find(|fault| !fault.file.ends_with(damage.file) || fault.line != line)
        {
            wrong.push(format!(
                "{}: at {}:{line} it is told, but this too: {other:?}",
                damage.name, damage.file
            ));
        }
        let text = project.read(damage.file);
        let shown = text
            .lines()
            .nth(line - 1)
            .expect("the line is there")
            .trim();
        let begins: String = shown.chars().take(20).collect();
        if !run.stderr.contains(&begins) {
            wrong.push(format!(
                "{}: its line is not shown:\n{}",
                damage.name, run.stderr
            ));
        }
        for fault in &told {
            let length = text
                .lines()
                .nth(fault.line - 1)
                .map_or(0, |line| line.chars().count());
            if fault.column == 0 || fault.column > length + 1 {
                wrong.push(format!(
                    "{}: column {} lies outside its line",
                    damage.name, fault.column
                ));
            }
        }
        if !run.stdout.is_empty() {
            wrong.push(format!(
                "{}: faults belong on standard error, not: {}",
                damage.name, run.stdout
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} faults:\n{}",
        wrong.len(),
        DAMAGES.len(),
        wrong.join("\n")
    );
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
        let project = Project::real();
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
    }
}

#[test]
fn nothing_is_built_from_invalid_content() {
    let project = Project::real();
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
