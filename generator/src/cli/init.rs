//! `clausebook init`
//!
//! The files are made by `starter`. An existing file is never overwritten.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::starter::{Starter, StarterKind, StarterLanguage};
use super::terminal::{Failure, Terminal, counted};

/// Creates a handbook.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// The folder to create it in, which must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The shape of its standard
    #[arg(long, value_enum, default_value_t)]
    kind: StarterKind,
    /// Its languages, the one of the standard first. Texts are written for en, zh, zh-Hant, ja, es and ar; a further language
    /// has them in English, for you to translate
    #[arg(long, value_name = "TAG,…", value_delimiter = ',', default_value = "zh,en", value_parser = StarterLanguage::read)]
    languages: Vec<StarterLanguage>,
    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

impl Init {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<(), Failure> {
        let folder = self.folder.display();
        if !is_free(&self.folder)? {
            return Err(Failure::Call(format!(
                "{folder} is not empty; name a folder that is new or empty"
            )));
        }
        let files = self.starter()?.files();
        for (name, text) in &files {
            write_new(&self.folder.join(name), text)?;
        }
        let files = counted(files.len(), "file");
        let root = match self.folder.to_str() {
            Some(".") => String::new(),
            _ => format!(" --root {folder}"),
        };
        terminal.result(&format!(
            "{files} written to {folder}; see the handbook with `clausebook{root} serve`"
        ))
    }

    /// The handbook that was asked for.
    fn starter(&self) -> Result<Starter, Failure> {
        for (position, language) in self.languages.iter().enumerate() {
            if self.languages[..position].contains(language) {
                return Err(Failure::Call(format!(
                    "`{language}` is given twice in --languages"
                )));
            }
        }
        Ok(Starter {
            kind: self.kind,
            languages: self.languages.clone(),
            title: self.title.clone(),
        })
    }
}

/// Whether `folder` is empty or does not exist.
fn is_free(folder: &Path) -> Result<bool, Failure> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(failed("use", folder, &error)),
    }
}

/// Writes a new file.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed("make the folder", folder, &error))?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| failed("write", path, &error))
}

/// The failure of an action on a file.
fn failed(action: &str, path: &Path, cause: &io::Error) -> Failure {
    Failure::Call(format!("cannot {action} {}: {cause}", path.display()))
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::project::Project;
    use crate::source::diagnostic::Diagnostic;
    use crate::source::rule::Rule;

    fn init(folder: &Path, kind: StarterKind, languages: &[&str]) -> Result<(), Failure> {
        let languages = languages
            .iter()
            .map(|tag| StarterLanguage::read(tag).unwrap());
        let init = Init {
            folder: folder.to_owned(),
            kind,
            languages: languages.collect(),
            title: None,
        };
        init.run(&Terminal::new())
    }

    #[test]
    fn a_starter_handbook_of_each_shape_is_valid_and_renders_in_each_language() {
        let all = &["en", "zh", "zh-Hant", "ja", "es", "ar"][..];
        let kinds = StarterKind::value_variants().iter();
        let of_all = kinds.map(|kind| (*kind, all));
        let [standard, ladder] = [StarterKind::Standard, StarterKind::Ladder];
        let of_some = [
            (standard, &["zh", "en"][..]),
            (standard, &["ar", "en"]),
            (ladder, &["ja"]),
            (ladder, &["fr", "en"]),
        ];
        for (kind, languages) in of_all.chain(of_some) {
            let folder = tempfile::tempdir().unwrap();
            init(folder.path(), kind, languages).unwrap();
            let mut project = Project::read(folder.path()).unwrap();
            let (handbook, faults) = project.check();
            let report = project.sources.report(&faults, false);
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
