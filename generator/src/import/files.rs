//! The files of an imported standard: one for each branch, as a person would have written them.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::error::ImportError;
use super::found::LeftOver;
use super::ids::slug;
use super::mapping::MappedStandard;
use crate::language::ProgramLanguage;
use crate::language::message::{Message, message};
use crate::language::on_one_line;
use crate::source::emit::{self, Yaml};
use crate::source::encode::{Encode, to_yaml};
use crate::source::format::mark::Numbering;

/// The most branches that have a file each. Above this, all are in one file.
pub const MOST_BRANCH_FILES: usize = 400;

/// A file to write: its path from the handbook's folder, and its text.
pub type NewFile = (String, String);

/// The files of a standard. `origin` names the imported file. `with_schema` tells editors where the schema is. Comments are
/// in `language`.
pub fn standard_files(
    mapped: &MappedStandard,
    origin: &str,
    with_schema: bool,
    language: ProgramLanguage,
) -> Vec<NewFile> {
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
    head.push_str(&comment(
        &message!("Imported from {origin}.", origin),
        language,
    ));
    if !mapped.left.is_empty() {
        let file = left_file(name);
        let left = message!(
            "Everything in it that has no place here is in {file}.",
            file
        );
        head.push_str(&comment(&left, language));
    }
    for decision in &mapped.decisions {
        let check = message!("Please check: {decision}.", decision);
        head.push_str(&comment(&check, language));
    }
    let mut files = vec![(standard_file(name), head + &to_yaml(&mapped.about))];
    let clauses = schema("clauses", 4);
    if mapped.branches.len() > MOST_BRANCH_FILES {
        let text = emit::document(&mapped.branches.encode());
        files.push((
            format!("{folder}/{CLAUSES}"),
            clauses + &commented(&text, &mapped.comments, language),
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
            files.push((
                file,
                clauses.clone() + &commented(&text, &mapped.comments, language),
            ));
        }
    }
    if let Some(rubric) = &mapped.rubric {
        let text = schema("rubric", 3) + &to_yaml(rubric);
        files.push((rubric_file(name), text));
    }
    for annex in &mapped.annexes {
        let text = schema("annex", 4) + &to_yaml(annex);
        files.push((annex_file(name, annex.id.as_str()), text));
    }
    if !mapped.associations.0.is_empty() {
        files.push((association_file(name), mapped.associations.write()));
    }
    let statements = mapped.statements.as_ref();
    if let Some(statements) = statements.filter(|statements| !statements.is_empty()) {
        files.push((statement_file(name), statements.write()));
    }
    let competencies = mapped.competencies.as_ref();
    if let Some(competencies) = competencies.filter(|cells| !cells.0.is_empty()) {
        files.push((competency_file(name), competencies.write()));
    }
    files.extend(left_over_file(mapped, origin, language));
    files
}

/// The file with everything that has no place in the format, if there is anything.
pub(super) fn left_over_file(
    mapped: &MappedStandard,
    origin: &str,
    language: ProgramLanguage,
) -> Option<NewFile> {
    let name = mapped.about.id.as_str();
    let text = || left_over(&mapped.left, origin, language);
    (!mapped.left.is_empty()).then(|| (left_file(name), text()))
}

/// The file with all clauses of a standard, in its folder.
pub(super) const CLAUSES: &str = "clauses/all.yaml";

/// The path of the file with the description of a standard.
pub(super) fn standard_file(name: &str) -> String {
    format!("content/standards/{name}/standard.yaml")
}

/// The path of the file with the rubric of a standard.
pub(super) fn rubric_file(name: &str) -> String {
    format!("content/standards/{name}/rubric.yaml")
}

/// The path of the file with an annex.
pub(super) fn annex_file(name: &str, annex: &str) -> String {
    format!("content/standards/{name}/annexes/{annex}.yaml")
}

/// The path of the file with the identifiers of associations.
pub(super) fn association_file(name: &str) -> String {
    format!("content/standards/{name}/associations.lock")
}

/// The path of the file with the source's own words.
pub(super) fn statement_file(name: &str) -> String {
    format!("content/standards/{name}/statements.lock")
}

/// The path of the file with the cells of the framework of Moodle.
pub(super) fn competency_file(name: &str) -> String {
    format!("content/standards/{name}/competencies.lock")
}

/// The folder with the record of what was imported last.
pub fn base_folder(name: &str) -> String {
    format!("import/{name}")
}

/// The name of the file with the rubric that was imported last.
pub(super) const BASE_RUBRIC: &str = "rubric.yaml";
/// The name of the file with the annexes that were imported last.
pub(super) const BASE_ANNEXES: &str = "annexes.yaml";

/// The record of what was imported, with which an update compares a newer release and the files of the handbook.
pub(super) fn base_files(mapped: &MappedStandard, language: ProgramLanguage) -> Vec<NewFile> {
    let about = message!(
        "What was imported last, for `clausebook import --update`. Do not edit this file."
    );
    let head = comment(&about, language);
    let folder = base_folder(mapped.about.id.as_str());
    let mut files = vec![
        ("standard.yaml", to_yaml(&mapped.about)),
        ("clauses.yaml", emit::document(&mapped.branches.encode())),
    ];
    files.extend(
        mapped
            .rubric
            .as_ref()
            .map(|rubric| (BASE_RUBRIC, to_yaml(rubric))),
    );
    if !mapped.annexes.is_empty() {
        files.push((BASE_ANNEXES, emit::document(&mapped.annexes.encode())));
    }
    let files = files.into_iter();
    files
        .map(|(file, text)| (format!("{folder}/{file}"), format!("{head}{text}")))
        .collect()
}

/// The path of the file with everything that has no place in the format.
pub fn left_file(name: &str) -> String {
    format!("import/{name}.yaml")
}

fn left_over(left: &[LeftOver], origin: &str, language: ProgramLanguage) -> String {
    let item = |left: &LeftOver| {
        let text = |words: &str| {
            let end = if words.contains('\n') { "\n" } else { "" };
            Yaml::Text(format!("{}{end}", printable(words)))
        };
        Yaml::Record(vec![
            ("at".to_owned(), text(&left.place.message().text(language))),
            ("what".to_owned(), text(&left.what.text(language))),
            ("content".to_owned(), text(left.content.trim())),
        ])
    };
    let list = Yaml::List(left.iter().map(item).collect());
    let about = message!(
        "What {origin} contains and the handbook has no place for. No program reads this file; remove it when you are done with it.",
        origin
    );
    comment(&about, language) + &emit::document(&list)
}

/// Words without characters that YAML cannot have.
fn printable(words: &str) -> String {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    words
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

/// A line with a comment.
fn comment(message: &Message, language: ProgramLanguage) -> String {
    let words = printable(&message.text(language));
    let words = on_one_line(&words);
    format!("# {words}\n")
}

/// The text of a file with a comment before each record whose id has one.
fn commented(text: &str, comments: &HashMap<String, Message>, language: ProgramLanguage) -> String {
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
            if let Some(about) = comments.get(id) {
                out.push_str(&line[..line.len() - inside.len()]);
                out.push_str(&comment(about, language));
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
                help: message!("move it away, or choose another id with `--id`"),
            });
        }
    }
    let mut new = OpenOptions::new();
    new.write(true).create_new(true);
    write(root, files, &new)
}

/// Writes files below `root`, in place of those that exist.
///
/// # Errors
/// Returns an error if a file cannot be written.
pub fn write_over<'a>(
    root: &Path,
    files: impl IntoIterator<Item = &'a NewFile>,
) -> Result<(), ImportError> {
    let mut new = OpenOptions::new();
    new.write(true).create(true).truncate(true);
    write(root, files, &new)
}

fn write<'a>(
    root: &Path,
    files: impl IntoIterator<Item = &'a NewFile>,
    options: &OpenOptions,
) -> Result<(), ImportError> {
    for (path, text) in files {
        let file = root.join(path);
        let failed = |cause: io::Error| ImportError::unwritten(&file, &cause);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut opened = options.open(&file).map_err(failed)?;
        opened.write_all(text.as_bytes()).map_err(failed)?;
    }
    Ok(())
}
