//! `clausebook init`
//!
//! The files are made by `starter`. An existing file is never overwritten.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::day::{in_days, today};
use super::help::Refusal;
use super::locale::own_tag;
use super::questions::Questions;
use super::starter::languages::StarterLanguage;
use super::starter::publishing::Host;
use super::starter::{Starter, StarterKind, require_titles};
use super::terminal::{Failure, Terminal, grouped, shell_word};
use super::writing::{unread, write_new};
use crate::language::message::message;
use crate::source::format::wording::Day;
use crate::source::spelling::is_id;

/// The days for which the example posting is open.
const OPEN: u64 = 90;

/// Creates a handbook.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// The folder to create it in, which must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The shape of its standard [default: standard]
    #[arg(long, value_enum)]
    kind: Option<StarterKind>,
    /// Its languages, the standard's own first [default: the language of your system, and English]. The texts exist in en, zh,
    /// zh-Hant, ja, es and ar; any other language gets them in English, for you to translate
    #[arg(long, value_name = "TAG,…", value_delimiter = ',', value_parser = StarterLanguage::read)]
    languages: Vec<StarterLanguage>,
    /// Its title in the first language; repeat it for the others, in their order
    #[arg(long = "title", value_name = "TEXT")]
    titles: Vec<String>,
    /// The id of its standard: the name of its folder, which becomes part of every address [default: example]
    #[arg(long, value_name = "ID", value_parser = standard_id)]
    standard: Option<String>,
    /// Add a file that publishes it there; may be repeated
    #[arg(long, value_name = "HOST", value_enum, value_delimiter = ',')]
    publish: Vec<Host>,
    /// Do not ask any questions; use the defaults for options that are not given
    #[arg(long)]
    yes: bool,
}

impl Init {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let folder = match root.to_str() {
            Some(".") => self.folder.clone(),
            _ => root.join(&self.folder),
        };
        let shown = folder.display();
        if !is_free(&folder)? {
            return Err(Failure::Call(message!(
                "{shown} is not empty; name a folder that is new or empty",
                shown
            )));
        }
        let starter = self.starter(terminal)?;
        let files = starter.files();
        for (name, text) in &files {
            write_new(&folder.join(name), text)?;
        }
        let root = match folder.to_str() {
            Some(".") => String::new(),
            _ => format!(" --root {}", shell_word(&shown.to_string())),
        };
        let mut lines = vec![
            message!(
                "{files} {files|file|files} written to {shown}",
                files = grouped(files.len()),
                shown
            ),
            message!("- see the handbook with `clausebook{root} serve`", root),
            message!("- add to it with `clausebook{root} new`", root),
        ];
        lines.extend(
            starter
                .hosts
                .iter()
                .map(|host| message!("- {step}", step = host.next_step())),
        );
        for line in &lines {
            terminal.summary(line)?;
        }
        Ok(())
    }

    /// The handbook as the author wants it. Asks for what is not given, if there is somebody to ask.
    fn starter(&self, terminal: &Terminal) -> Result<Starter, Failure> {
        StarterLanguage::require_distinct(&self.languages)
            .map_err(|fault| Failure::Call(message!("--languages: {fault}", fault = fault.0)))?;
        let days = (today(), in_days(OPEN));
        let usual = StarterLanguage::of_locale(&own_tag(terminal.language()));
        if self.yes || !terminal.is_interactive() {
            let languages = match self.languages.is_empty() {
                true => usual,
                false => self.languages.clone(),
            };
            require_titles(&self.titles, languages.len()).map_err(Failure::Call)?;
            return Ok(Starter {
                kind: self.kind.unwrap_or_default(),
                languages,
                titles: self.titles.clone(),
                standard: self.standard.clone(),
                days,
                hosts: distinct(&self.publish),
            });
        }
        let language = terminal.language();
        let mut questions = Questions::new(io::stdin().lock(), io::stderr().lock(), language);
        let asked = self.asked(&mut questions, &usual, days);
        let starter =
            asked.ok_or_else(|| Failure::Call(message!("nothing was written: no answer")))?;
        require_titles(&starter.titles, starter.languages.len()).map_err(Failure::Call)?;
        Ok(starter)
    }

    /// The handbook as the author describes it, whose languages are the `usual` ones unless she names others; `None` if the
    /// answers end.
    fn asked<R: BufRead, W: Write>(
        &self,
        questions: &mut Questions<R, W>,
        usual: &[StarterLanguage],
        days: (Day, Day),
    ) -> Option<Starter> {
        let languages = match &*self.languages {
            [] => {
                let usual: Vec<&str> = usual.iter().map(StarterLanguage::id).collect();
                questions.ask(
                    message!("Languages, the standard's own first"),
                    &usual.join(","),
                    read_languages,
                )?
            }
            given => given.to_vec(),
        };
        let kind = match self.kind {
            None => questions.ask(
                message!("Shape of the standard: standard, catalogue, ladder or outline"),
                "standard",
                |answer| {
                    StarterKind::from_str(answer, true).map_err(|_| {
                        Refusal(message!("write standard, catalogue, ladder or outline"))
                    })
                },
            )?,
            Some(kind) => kind,
        };
        let titles = match &*self.titles {
            [] => asked_titles(questions, &languages)?,
            given => given.to_vec(),
        };
        let hosts = match &*self.publish {
            [] => questions.ask(
                message!("Publish it on: github, gitlab, gitee, server or none"),
                "none",
                read_hosts,
            )?,
            given => distinct(given),
        };
        Some(Starter {
            kind,
            languages,
            titles,
            standard: self.standard.clone(),
            days,
            hosts,
        })
    }
}

/// Asks for the title in each language. Empty if the author takes the title that is proposed, which every language has.
fn asked_titles<R: BufRead, W: Write>(
    questions: &mut Questions<R, W>,
    languages: &[StarterLanguage],
) -> Option<Vec<String>> {
    let known = languages.first().and_then(StarterLanguage::known);
    let known = known.map_or("", |known| known.title);
    let mut ask =
        |question, default| questions.ask(question, default, |answer| Ok(answer.to_owned()));
    let title = ask(message!("Title"), known)?;
    if title.is_empty() || title == known {
        return Some(Vec::new());
    }
    let mut titles = vec![title];
    for language in languages.iter().skip(1) {
        titles.push(ask(message!("Title in {language}", language), "")?);
    }
    Some(titles)
}

/// Reads the id of a standard.
fn standard_id(written: &str) -> Result<String, Refusal> {
    match is_id(written) {
        true => Ok(written.to_owned()),
        false => Err(Refusal(message!(
            "use letters, digits, `.`, `-` and `_`; begin and end with a letter or digit"
        ))),
    }
}

/// Reads at least one language.
fn read_languages(answer: &str) -> Result<Vec<StarterLanguage>, Refusal> {
    let languages = StarterLanguage::read_all(answer)?;
    if languages.is_empty() {
        return Err(Refusal(message!("write at least one language")));
    }
    Ok(languages)
}

/// Reads the hosts of an answer.
fn read_hosts(answer: &str) -> Result<Vec<Host>, Refusal> {
    if answer == "none" {
        return Ok(Vec::new());
    }
    let names = answer.split([',', ' ']).filter(|name| !name.is_empty());
    let hosts: Result<Vec<Host>, String> = names.map(|name| Host::from_str(name, true)).collect();
    hosts
        .map(|hosts| distinct(&hosts))
        .map_err(|_| Refusal(message!("write github, gitlab, gitee, server or none")))
}

/// The hosts, each once.
fn distinct(hosts: &[Host]) -> Vec<Host> {
    let mut found = Vec::new();
    for host in hosts {
        if !found.contains(host) {
            found.push(*host);
        }
    }
    found
}

/// Whether `folder` is empty or does not exist.
fn is_free(folder: &Path) -> Result<bool, Failure> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(unread(folder, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::findings::findings;
    use crate::cli::levels::Levels;
    use crate::language::ProgramLanguage;
    use crate::project::Project;
    use crate::source::diagnostic::Diagnostic;
    use crate::source::rule::Rule;

    /// The call without options.
    fn at(folder: &Path) -> Init {
        Init {
            folder: folder.to_owned(),
            kind: None,
            languages: Vec::new(),
            titles: Vec::new(),
            standard: None,
            publish: Vec::new(),
            yes: true,
        }
    }

    fn init(folder: &Path, kind: StarterKind, languages: &[&str]) -> Result<(), Failure> {
        let languages = languages
            .iter()
            .map(|tag| StarterLanguage::read(tag).unwrap());
        let init = Init {
            kind: Some(kind),
            languages: languages.collect(),
            publish: Host::value_variants().to_vec(),
            ..at(folder)
        };
        init.run(Path::new("."), &Terminal::new())
    }

    #[test]
    fn the_standard_has_the_id_that_the_author_gives() {
        for kind in StarterKind::value_variants() {
            let folder = tempfile::tempdir().unwrap();
            let init = Init {
                kind: Some(*kind),
                standard: Some("care".to_owned()),
                ..at(folder.path())
            };
            init.run(Path::new("."), &Terminal::new()).unwrap();
            let standards = folder.path().join("content/standards");
            assert!(
                standards.join("care/standard.yaml").is_file()
                    && !standards.join("example").exists()
            );
            let mut project = Project::read(folder.path()).unwrap();
            let (handbook, faults) = findings(&mut project, &Levels::default());
            let only_unlocked = faults
                .iter()
                .all(|fault| fault.rule == Rule::UnlockedPermalinks);
            assert!(handbook.is_some() && only_unlocked, "{kind:?}: {faults:?}");
        }
        assert!(standard_id("my standard").is_err() && standard_id("care").is_ok());
    }

    #[test]
    fn a_starter_handbook_of_each_shape_is_valid_and_renders_in_each_language() {
        let all = &["en", "zh", "zh-Hant", "ja", "es", "ar"][..];
        let kinds = StarterKind::value_variants().iter();
        let of_all = kinds.map(|kind| (*kind, all));
        let some = [
            &["zh", "en"][..],
            &["en", "es"],
            &["ar", "en"],
            &["ja"],
            &["fr", "en"],
        ];
        let kinds = StarterKind::value_variants().iter();
        let of_some = kinds.flat_map(|kind| some.map(|languages| (*kind, languages)));
        for (kind, languages) in of_all.chain(of_some) {
            let folder = tempfile::tempdir().unwrap();
            init(folder.path(), kind, languages).unwrap();
            let mut project = Project::read(folder.path()).unwrap();
            let (handbook, faults) = findings(&mut project, &Levels::default());
            let report = project
                .sources
                .report(&faults, ProgramLanguage::English, false);
            // The interface has no words in French.
            let is_french = |fault: &Diagnostic| {
                fault.rule == Rule::UntranslatedWords && languages.contains(&"fr")
            };
            let others = faults.iter().filter(|fault| !is_french(fault));
            assert_eq!(others.count(), 0, "{kind:?} {languages:?}: {report}");
            let site = project.site(handbook.unwrap(), None).unwrap();
            for address in site.addresses() {
                site.render(address).unwrap();
            }
        }
    }

    #[test]
    fn what_is_not_given_is_asked_for() {
        let asked = |init: &Init, answers: &str| {
            let mut questions =
                Questions::new(answers.as_bytes(), Vec::new(), ProgramLanguage::English);
            let usual = StarterLanguage::of_locale("de-DE");
            init.asked(&mut questions, &usual, (today(), today()))
        };
        let init = at(Path::new("x"));
        let starter = asked(
            &init,
            "english\nen，es\nladder\nMine\nMío\ngithub, server\n",
        )
        .unwrap();
        let languages: Vec<&str> = starter.languages.iter().map(StarterLanguage::id).collect();
        assert_eq!(
            (languages, starter.kind),
            (vec!["en", "es"], StarterKind::Ladder)
        );
        assert_eq!(starter.titles, ["Mine", "Mío"]);
        assert_eq!(starter.hosts, [Host::Github, Host::Server]);
        let defaults = asked(&init, "\n\n\n\n").unwrap();
        assert_eq!(
            (defaults.kind, defaults.titles),
            (StarterKind::Standard, Vec::new())
        );
        let languages: Vec<&str> = defaults.languages.iter().map(StarterLanguage::id).collect();
        assert!(defaults.hosts.is_empty() && languages == ["de", "en"]);
        assert!(asked(&init, "en\n").is_none(), "the answers ended");
        let given = Init {
            kind: Some(StarterKind::Outline),
            languages: StarterLanguage::read_all("ja").unwrap(),
            titles: vec!["T".to_owned()],
            publish: vec![Host::Gitee, Host::Gitee],
            ..at(Path::new("x"))
        };
        assert_eq!(asked(&given, "").unwrap().hosts, [Host::Gitee]);
    }

    #[test]
    fn a_language_is_not_accepted_twice() {
        let folder = tempfile::tempdir().unwrap();
        let again = init(folder.path(), StarterKind::Standard, &["en", "zh", "en"]);
        assert!(matches!(again, Err(Failure::Call(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_non_empty_folder_is_refused_and_left_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "mine").unwrap();
        let refused = init(folder.path(), StarterKind::Outline, &["en"]);
        assert!(matches!(refused, Err(Failure::Call(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
