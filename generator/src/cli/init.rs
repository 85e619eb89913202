//! `clausebook init`

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::{Failure, Terminal, counted};

macro_rules! starter {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("starter/", $name)))),*]
    };
}

/// The files of the handbook that `init` writes, by path.
pub const STARTER: &[(&str, &str)] = starter![
    "content/handbook.yaml",
    "content/pages/about.en.md",
    "content/pages/about.zh.md",
    "content/standards/example/annexes/A.yaml",
    "content/standards/example/clauses/01-skills.yaml",
    "content/standards/example/clauses/02-evaluation.yaml",
    "content/standards/example/glossary.yaml",
    "content/standards/example/rubric.yaml",
    "content/standards/example/standard.yaml",
];

/// The `.gitignore` to write. The embedded file has no leading dot, because git would apply it to this repository.
const GITIGNORE: (&str, &str) = (".gitignore", include_str!("starter/gitignore"));

/// Creates a handbook.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// The folder to create it in, which must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<(), Failure> {
        let folder = self.folder.display();
        if !is_free(&self.folder)? {
            return Err(Failure::Call(format!(
                "{folder} is not empty; name a folder that is new or empty"
            )));
        }
        for (name, text) in STARTER.iter().chain([&GITIGNORE]) {
            write_new(&self.folder.join(name), text)?;
        }
        let files = counted(STARTER.len() + 1, "file");
        let root = match self.folder.to_str() {
            Some(".") => String::new(),
            _ => format!(" --root {folder}"),
        };
        terminal.result(&format!(
            "{files} written to {folder}; see the handbook with `clausebook{root} serve`"
        ))
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

fn failed(action: &str, path: &Path, cause: &io::Error) -> Failure {
    Failure::Call(format!("cannot {action} {}: {cause}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn init(folder: &Path) -> Result<(), Failure> {
        let init = Init {
            folder: folder.to_owned(),
        };
        init.run(&Terminal::new())
    }

    #[test]
    fn the_starter_handbook_is_valid_and_renders() {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path()).unwrap();
        let mut project = Project::read(folder.path()).unwrap();
        let (handbook, faults) = project.check();
        assert_eq!(faults, [], "{}", project.sources.report(&faults, false));
        let site = project.site(handbook.unwrap(), None).unwrap();
        for address in site.addresses() {
            site.render(address).unwrap();
        }
    }

    #[test]
    fn a_non_empty_folder_is_refused_and_left_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "mine").unwrap();
        assert!(matches!(init(folder.path()), Err(Failure::Call(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
