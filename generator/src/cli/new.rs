//! `clausebook new`
//!
//! Writes a skeleton in the right place, in the languages and with the ids of the handbook. Nothing is overwritten, and
//! nothing is written at all if the handbook would have an error that it does not have now: the addition is checked in
//! memory first.

mod author;
mod error;
mod insertion;
mod part;
mod whole;

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Args, Subcommand};

use self::author::{Addition, Author};
use self::error::NewError;
use super::starter::StarterKind;
use super::starter::languages::StarterLanguage;
use super::starter::publishing::Host;
use super::terminal::{Failure, Terminal};
use super::writing::{replace, write_new};
use crate::language::message::message;
use crate::project::Sources;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;

/// Adds a skeleton to the handbook.
#[derive(Args, Debug)]
pub(super) struct New {
    #[command(subcommand)]
    part: NewPart,
}

#[derive(Debug, Subcommand)]
enum NewPart {
    /// A clause at the end of a standard
    Clause {
        /// Its id, which becomes part of its address [default: the next number, if the clauses are numbered]
        id: Option<String>,
        /// The standard; needed if there are several
        #[arg(long, value_name = "ID")]
        standard: Option<String>,
        /// The clause that it is part of
        #[arg(long, value_name = "ID")]
        parent: Option<String>,
        /// Its title in the language of the standard; repeat it for the other languages, in the order of the handbook
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A curriculum with one module
    Curriculum {
        /// The name of its folder, which becomes part of its address
        name: String,
        #[command(flatten)]
        aim: AimOptions,
        /// Its title in the first language of the handbook; repeat it for the others, in their order
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A module at the end of a curriculum
    Module {
        /// The name of its files, which becomes part of its address
        name: String,
        /// The curriculum; needed if there are several
        #[arg(long, value_name = "NAME")]
        curriculum: Option<String>,
        /// Its title in the first language of the handbook; repeat it for the others, in their order
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A posting
    Posting {
        /// The name of its file, which becomes part of its address
        name: String,
        #[command(flatten)]
        aim: AimOptions,
        /// Its title in the first language of the handbook; repeat it for the others, in their order
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A page in Markdown
    Page {
        /// The name of its files, which becomes part of its address
        name: String,
        /// Its title in the first language of the handbook; repeat it for the others, in their order
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A small standard of a shape
    Standard {
        /// The name of its folder, which becomes part of every address
        id: String,
        /// Its shape
        #[arg(long, value_enum, default_value_t)]
        kind: StarterKind,
        /// The language in which it is written [default: the first of the handbook]
        #[arg(long, value_name = "ID")]
        language: Option<String>,
        /// Its title in that language; repeat it for the other languages, in the order of the handbook
        #[arg(long = "title", value_name = "TEXT")]
        titles: Vec<String>,
    },
    /// A language of the handbook
    Language {
        /// Its tag, such as `fr` or `zh-Hant`
        #[arg(value_parser = StarterLanguage::read)]
        tag: StarterLanguage,
        /// Its own name, such as `Français`
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
    },
    /// A file that publishes the handbook
    Publishing {
        /// Where it is published
        #[arg(value_enum)]
        host: Host,
    },
}

/// The role and level that a curriculum leads to or a posting asks for.
#[derive(Args, Debug)]
struct AimOptions {
    /// The standard; needed if there are several
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// The role [default: the first of the standard]
    #[arg(long, value_name = "ID")]
    role: Option<String>,
    /// The level [default: the lowest of the role]
    #[arg(long, value_name = "ID")]
    level: Option<String>,
}

impl AimOptions {
    /// The role and the level that were given.
    fn aim(&self) -> (Option<&str>, Option<&str>) {
        (self.role.as_deref(), self.level.as_deref())
    }
}

impl New {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let author = Author::read(root)?;
        let addition = self.part.addition(&author)?;
        let paths = addition.files.iter().map(|(path, _)| path);
        if let Some(taken) = paths.clone().find(|path| root.join(path).exists()) {
            return Err(NewError::Taken(taken.clone()).into());
        }
        let faults = new_errors(&author, &addition);
        if let Err((sources, faults)) = faults {
            terminal.report(&sources.report(&faults, terminal.language(), terminal.shows_colour()));
            terminal.remark(&message!(
                "nothing was written: the addition would have these errors"
            ));
            return Err(Failure::Content);
        }
        for (path, text) in &addition.files {
            write_new(&root.join(path), text)?;
            terminal.summary(&message!("wrote {path}", path))?;
        }
        for (path, text) in &addition.edits {
            replace(root, path, text)?;
            terminal.summary(&message!("added it to {path}", path))?;
        }
        for step in &addition.next {
            terminal.summary(&message!("- {step}", step))?;
        }
        Ok(())
    }
}

impl NewPart {
    /// The files to write.
    fn addition(&self, author: &Author) -> Result<Addition, NewError> {
        match self {
            NewPart::Clause {
                id,
                standard,
                parent,
                titles,
            } => part::clause(
                author,
                id.as_deref(),
                standard.as_deref(),
                parent.as_deref(),
                titles,
            ),
            NewPart::Curriculum { name, aim, titles } => {
                part::curriculum(author, name, aim.standard.as_deref(), aim.aim(), titles)
            }
            NewPart::Module {
                name,
                curriculum,
                titles,
            } => part::module(author, name, curriculum.as_deref(), titles),
            NewPart::Posting { name, aim, titles } => {
                part::posting(author, name, aim.standard.as_deref(), aim.aim(), titles)
            }
            NewPart::Page { name, titles } => part::page(author, name, titles),
            NewPart::Standard {
                id,
                kind,
                language,
                titles,
            } => whole::standard(author, id, *kind, language.as_deref(), titles),
            NewPart::Language { tag, name } => whole::language(author, tag, name.as_deref()),
            NewPart::Publishing { host } => Ok(whole::publishing(*host)),
        }
    }
}

/// Checks the handbook with the addition, in memory.
///
/// # Errors
///
/// The files with the addition, and the errors that the handbook would have in it and does not have now.
fn new_errors(author: &Author, addition: &Addition) -> Result<(), (Sources, Vec<Diagnostic>)> {
    let errors = |sources: &Sources| -> Vec<Diagnostic> {
        let faults = sources.check(|_| None).faults.into_iter();
        faults.filter(Diagnostic::is_error).collect()
    };
    let name = |fault: &Diagnostic| (fault.rule.code(), fault.message.clone());
    let before: BTreeSet<_> = errors(&author.project.sources).iter().map(name).collect();
    let mut tree = author.project.sources.tree.clone();
    for (path, text) in addition.files.iter().chain(&addition.edits) {
        if path.starts_with("content/") {
            tree.files
                .insert(path.as_str().into(), text.as_str().into());
        }
    }
    let documents = Documents::read(&tree);
    let sources = Sources { tree, documents };
    let mut faults = errors(&sources);
    faults.retain(|fault| !before.contains(&name(fault)));
    match faults.is_empty() {
        true => Ok(()),
        false => Err((sources, faults)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::{Parser, ValueEnum};

    use super::*;
    use crate::cli::starter::Starter;
    use crate::language::ProgramLanguage;
    use crate::project::Project;
    use crate::source::rule::Rule;

    #[derive(Parser)]
    struct Call {
        #[command(flatten)]
        new: New,
    }

    fn new(root: &Path, words: &str) -> Result<(), Failure> {
        let words = std::iter::once("new").chain(words.split(' '));
        Call::parse_from(words).new.run(root, &Terminal::new())
    }

    fn message(done: Result<(), Failure>) -> String {
        match done {
            Err(Failure::Call(message)) => message.english(),
            other => panic!("{other:?}"),
        }
    }

    /// A handbook of a shape in these languages.
    fn handbook(kind: StarterKind, languages: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let starter = Starter {
            kind,
            languages: StarterLanguage::read_all(languages).unwrap(),
            ..Starter::default()
        };
        for (path, text) in starter.files() {
            write_new(&folder.path().join(path), &text).unwrap();
        }
        folder
    }

    const CALLS: [&str; 12] = [
        "clause safety",
        "clause gloves --parent safety --title Gloves",
        "page contact --title Contact",
        "posting cook",
        "curriculum basics",
        "module second --curriculum basics",
        "module third --curriculum example",
        "standard other --kind ladder --title Other",
        "clause more --standard other",
        "language es",
        "language de --name Deutsch",
        "publishing gitlab",
    ];

    #[test]
    fn additions_to_every_shape_are_valid_and_change_nothing_else() {
        for kind in StarterKind::value_variants() {
            for languages in ["zh,en", "ja", "fr,en"] {
                let folder = handbook(*kind, languages);
                let root = folder.path();
                for call in CALLS {
                    let done = new(root, call);
                    assert!(done.is_ok(), "{kind:?} {languages} {call}: {done:?}");
                }
                let mut project = Project::read(root).unwrap();
                let (_, faults) = project.check();
                let report = project
                    .sources
                    .report(&faults, ProgramLanguage::English, false);
                for fault in &faults {
                    let is_expected = matches!(
                        fault.rule,
                        Rule::Untranslated
                            | Rule::UntranslatedWords
                            | Rule::MissingPageTranslation
                            | Rule::AskedOfNobody
                    );
                    assert!(is_expected, "{kind:?} {languages}: {report}");
                }
                let handbook = fs::read_to_string(root.join("content/handbook.yaml")).unwrap();
                let comments = ["# Each reading shows", "# 每种阅读方式显示"];
                assert!(
                    comments.iter().any(|comment| handbook.contains(comment)),
                    "{handbook}"
                );
                assert!(
                    handbook.contains("standards: [example, other]"),
                    "{handbook}"
                );
                let about = root.join("content/curricula/example/curriculum.yaml");
                let about = fs::read_to_string(about).unwrap();
                assert!(about.contains("hours: 5\n"), "{about}");
                assert!(about.contains("modules: [first-steps, third]"), "{about}");
            }
        }
    }

    #[test]
    fn titles_are_given_in_each_language_of_the_handbook() {
        let folder = handbook(StarterKind::Outline, "zh,fr,en");
        let root = folder.path();
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        for kind in StarterKind::value_variants() {
            let name = kind.to_possible_value().unwrap();
            let name = name.get_name();
            let call =
                format!("standard a-{name} --kind {name} --language en --title A --title 甲");
            new(root, &call).unwrap();
            let text = read(&format!("content/standards/a-{name}/standard.yaml"));
            assert!(text.contains("\ntitle: {en: A, zh: 甲}\n"), "{text}");
        }
        new(root, "page contact --title 联系 --title Contact").unwrap();
        assert!(read("content/pages/contact.zh.md").contains("title: 联系\n"));
        assert!(read("content/pages/contact.fr.md").contains("title: Contact\n"));
        assert!(read("content/pages/contact.en.md").contains("title: New page\n"));
        new(root, "posting cook --standard a-standard --title 厨师").unwrap();
        assert!(read("content/postings/cook.yaml").contains("\ntitle: {zh: 厨师}\n"));
    }

    #[test]
    fn a_clause_without_an_id_takes_the_next_number() {
        let folder = handbook(StarterKind::Standard, "en");
        new(folder.path(), "clause").unwrap();
        let clauses = folder.path().join("content/standards/example/clauses");
        let text = fs::read_to_string(clauses.join("03-3.yaml")).unwrap();
        assert!(
            text.contains("- id: 3\n  title: {en: New clause}\n"),
            "{text}"
        );
        let folder = handbook(StarterKind::Ladder, "en");
        assert!(message(new(folder.path(), "clause")).contains("the id of the clause is missing"));
    }

    #[test]
    fn a_wrong_call_is_refused_with_help_and_writes_nothing() {
        let folder = handbook(StarterKind::Standard, "en");
        let root = folder.path();
        let before = Project::read(root).unwrap().sources.tree.files;
        for (call, expected) in [
            ("page about", "content/pages/about.en.md exists already"),
            ("page a/b", "cannot be part of an address"),
            ("clause 1", "the clause `1` in "),
            ("clause x --standard exmple", "did you mean `example`?"),
            ("clause x --parent 7", "there is no clause `7`"),
            ("posting p --role editr", "did you mean `editor`?"),
            (
                "posting p --level x",
                "there is no level `x`\nhelp: there is qualified",
            ),
            ("module m --curriculum y", "there is no curriculum `y`"),
            ("standard example", "exists already"),
            ("standard s --language ja", "there is no language `ja`"),
            (
                "page p --title A --title B",
                "2 titles are given for 1 language",
            ),
            ("language en", "has the language `en` already"),
        ] {
            let message = message(new(root, call));
            assert!(message.contains(expected), "{call}: {message}");
        }
        // A page called `index` would take the place of the front page.
        assert!(matches!(new(root, "page index"), Err(Failure::Content)));
        assert_eq!(Project::read(root).unwrap().sources.tree.files, before);
        fs::write(root.join("content/handbook.yaml"), "title: [").unwrap();
        assert!(message(new(root, "page x")).contains("cannot be read"));
    }
}
