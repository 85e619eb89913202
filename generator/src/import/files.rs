//! The files of an imported standard: one for each branch, as a person would have written them.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use super::error::ImportError;
use super::found::LeftOver;
use super::ids::slug;
use super::mapping::MappedStandard;
use crate::source::emit::{self, Yaml};
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::mark::Numbering;

/// The most branches that have a file each. Above this, all are in one file.
const MOST: usize = 400;

/// A file to write: its path from the handbook's folder, and its text.
pub type NewFile = (String, String);

/// The files of a standard. `origin` names the imported file. `with_schema` tells editors where the schema is.
pub fn standard_files(mapped: &MappedStandard, origin: &str, with_schema: bool) -> Vec<NewFile> {
    let name = mapped.about.id.as_str();
    let folder = format!("content/standards/{name}");
    let schema = |kind: &str, up: usize| match with_schema {
        true => format!(
            "# yaml-language-server: $schema={}schema/{kind}.json\n",
            "../".repeat(up)
        ),
        false => String::new(),
    };
    let mut head = schema("standard", 3);
    let _ = writeln!(head, "# Imported from {origin}.");
    if !mapped.left.is_empty() {
        let _ = writeln!(
            head,
            "# Everything in it that has no place here is in {}.",
            left_file(name)
        );
    }
    for decision in &mapped.decisions {
        let _ = writeln!(head, "# Please check: {}.", one_line(decision));
    }
    let mut files = vec![(
        format!("{folder}/standard.yaml"),
        head + &to_yaml(&mapped.about),
    )];
    let clauses = schema("clauses", 4);
    if mapped.branches.len() > MOST {
        let text = emit::document(&mapped.branches.encode());
        files.push((
            format!("{folder}/clauses/all.yaml"),
            clauses + &commented(&text, &mapped.comments),
        ));
    } else {
        let digits = mapped.branches.len().to_string().len().max(2);
        for (place, branch) in mapped.branches.iter().enumerate() {
            let title = branch.title.as_ref().map(|title| title.nearest(&["en"]).1);
            let words = slug(title.unwrap_or_default(), 40);
            // An id that was made up says less than the place.
            let has_code = mapped.about.numbering == Numbering::Ids || branch.number.is_some();
            let words = match words.is_empty() && has_code {
                true => slug(branch.id.as_str(), 40),
                false => words,
            };
            let end = if words.is_empty() {
                String::new()
            } else {
                format!("-{words}")
            };
            let text = emit::document(&Yaml::List(vec![branch.encode()]));
            let file = format!("{folder}/clauses/{:0digits$}{end}.yaml", place + 1);
            files.push((file, clauses.clone() + &commented(&text, &mapped.comments)));
        }
    }
    if !mapped.left.is_empty() {
        files.push((left_file(name), left_over(&mapped.left, origin)));
    }
    files
}

/// The path of the file with everything that has no place in the format.
pub fn left_file(name: &str) -> String {
    format!("import/{name}.yaml")
}

fn left_over(left: &[LeftOver], origin: &str) -> String {
    let item = |left: &LeftOver| {
        let text = |words: &str| {
            let end = if words.contains('\n') { "\n" } else { "" };
            Yaml::Text(format!("{}{end}", printable(words)))
        };
        Yaml::Record(vec![
            ("at".to_owned(), text(&left.place.to_string())),
            ("what".to_owned(), text(&left.what)),
            ("content".to_owned(), text(left.content.trim())),
        ])
    };
    let list = Yaml::List(left.iter().map(item).collect());
    format!(
        "# What {origin} contains and the handbook has no place for. No program reads this file; remove it when you are done with it.\n{}",
        emit::document(&list)
    )
}

/// Words without characters that YAML cannot have.
fn printable(words: &str) -> String {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    words
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

/// Words for a comment.
fn one_line(words: &str) -> String {
    printable(words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches('.')
        .to_owned()
}

/// The text of a file with a comment before each record whose id has one.
fn commented(text: &str, comments: &HashMap<String, String>) -> String {
    if comments.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start();
        if let Some(rest) = inside
            .strip_prefix("- id: ")
            .or_else(|| inside.strip_prefix("- {id: "))
        {
            let end = rest.find([',', '}', '\n']).unwrap_or(rest.len());
            let id = rest[..end].trim().trim_matches(['\'', '"']);
            if let Some(comment) = comments.get(id) {
                let indent = &line[..line.len() - inside.len()];
                let _ = writeln!(out, "{indent}# {comment}");
            }
        }
        out.push_str(line);
    }
    out
}

/// Writes new files below `root`. Nothing is written if one of them exists.
///
/// # Errors
/// Returns an error if a file exists or cannot be written.
pub fn write_new(root: &Path, files: &[NewFile]) -> Result<(), ImportError> {
    for (path, _) in files {
        let file = root.join(path);
        if file.symlink_metadata().is_ok() {
            return Err(ImportError::Exists {
                path: file.display().to_string(),
                help: "move it away, or choose another id with `--id`".to_owned(),
            });
        }
    }
    for (path, text) in files {
        let file = root.join(path);
        let failed = |cause| ImportError::System {
            action: "write",
            file: file.display().to_string(),
            cause,
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let new = OpenOptions::new().write(true).create_new(true).open(&file);
        new.and_then(|mut new| new.write_all(text.as_bytes()))
            .map_err(failed)?;
    }
    Ok(())
}
