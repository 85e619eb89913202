//! Where an imported standard goes: into an existing handbook, or into a new one.

use std::fs;
use std::io;
use std::path::Path;

use super::error::ImportError;
use super::files::{NewFile, base_files, base_folder, standard_files};
use super::found::FoundStandard;
use super::handbook::{HANDBOOK, extended, new_handbook, spoken_in, standards};
use super::ids::{FreshIds, id_of, slug};
use super::language::spoken;
use super::mapping::{MappedStandard, mapped};
use super::romanised::romanised;
use super::statements;
use crate::language::message::{Message, message};
use crate::source::decode::Decode;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::{Id, Symbol};
use crate::source::schema::KINDS;
use crate::source::yaml;

/// A standard with the files that it needs.
#[derive(Debug)]
pub struct PlacedStandard {
    /// The standard.
    pub mapped: MappedStandard,
    /// The files to write, none of which may exist.
    pub new: Vec<NewFile>,
    /// The file of the handbook, with the standard added. `None` for a new handbook, or if it cannot be extended.
    pub changed: Option<NewFile>,
    /// The steps left to the user.
    pub remark: Option<Message>,
}

/// The beginning of the id of a standard whose title is in another script.
const FALLBACK: &str = "standard";

/// Makes the files of what was found. `name` is the id that the user chose. `into` is the handbook's folder, which may be
/// new.
///
/// # Errors
/// Returns an error if the folder has other content, if the handbook cannot be read, or if the id is not free.
pub fn placed(
    found: FoundStandard,
    name: Option<&str>,
    into: &Path,
    origin: &str,
) -> Result<PlacedStandard, ImportError> {
    let handbook = into.join(HANDBOOK);
    let failed = |cause: io::Error| ImportError::unread(&handbook, &cause);
    let text = match fs::read_to_string(&handbook) {
        Ok(text) => Some(text),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            None
        }
        Err(error) => return Err(failed(error)),
    };
    if text.is_none() && into.join("content").exists() {
        return Err(ImportError::Exists {
            path: into.join("content").display().to_string(),
            help: message!("name the folder of a handbook, or one without `content`"),
        });
    }
    let known = match &text {
        Some(text) => standards(&handbook.display().to_string(), text)?,
        None => Vec::new(),
    };
    let stated = name;
    let words = words_for_id(&found, origin);
    let name = chosen(&found, stated, &words, &known, into)?;
    let earlier = known.iter().find(|known| is_of_source(into, known, &found));
    let is_unnamed = stated.is_none() && is_numbered(&name);
    let is_of_file = stated.is_none()
        && matches!(words, IdWords::File(_))
        && found.code.as_deref().and_then(id_of).is_none();
    let mut mapped = mapped(found, &name);
    statements::record(&mut mapped);
    if is_unnamed {
        mapped.decisions.push(message!(
            "the id `{name}` says nothing of the standard, but is part of its addresses; `--id` sets another",
            name
        ));
    }
    if is_of_file {
        mapped.decisions.push(message!(
            "the id `{name}` is from the name of the file, and part of its addresses; `--id` sets another",
            name
        ));
    }
    if let Some(earlier) = earlier {
        mapped.decisions.push(message!(
            "the handbook has `{earlier}` from the same source; `--update {earlier}` brings that up to date instead",
            earlier
        ));
    }
    let with_schema = text.is_none() || into.join("schema/standard.json").exists();
    let language = match &text {
        Some(text) => spoken_in(text),
        None => spoken(mapped.about.language.as_str()),
    };
    let mut new = standard_files(&mapped, origin, with_schema, language);
    new.extend(base_files(&mapped, language));
    let mut placed = PlacedStandard {
        changed: None,
        remark: None,
        new: Vec::new(),
        mapped,
    };
    match text {
        Some(text) => match extended(&text, &name, &placed.mapped.languages) {
            Some(text) => placed.changed = Some((HANDBOOK.to_owned(), text)),
            None => {
                placed.remark = Some(message!(
                    "{file} could not be extended; add `{name}` to its `standards`, and the languages that it lacks",
                    file = HANDBOOK,
                    name
                ));
            }
        },
        None => {
            new.insert(0, (HANDBOOK.to_owned(), new_handbook(&placed.mapped, true)));
            if !into.join(".gitignore").exists() {
                new.push((".gitignore".to_owned(), "/site/\n".to_owned()));
            }
            let schemas = KINDS.iter().map(|kind| {
                let path = format!("schema/{}.json", kind.name);
                (path, format!("{:#}\n", kind.schema()))
            });
            new.extend(schemas.filter(|(path, _)| !into.join(path).exists()));
        }
    }
    placed.new = new;
    Ok(placed)
}

/// The words of which the id of a standard is made if its source has no code for it.
#[derive(Debug)]
enum IdWords {
    Title(String),
    /// The title is in another script, but the name of the file is not.
    File(String),
}

/// Chooses the words for the id. A title of which most letters cannot be in an id says less than the name of the file.
fn words_for_id(found: &FoundStandard, origin: &str) -> IdWords {
    let has_letters = |words: &str| {
        slug(words, 40)
            .bytes()
            .any(|byte| byte.is_ascii_alphabetic())
    };
    let title = found.title.nearest("en");
    let letters = title.chars().filter(|c| c.is_alphabetic());
    // A title is in Latin letters as a whole, or its letters of other scripts are lost.
    let is_lost = |c: &char| {
        let letter = c.to_string();
        slug(&letter, 1).is_empty() || romanised(&letter).is_some()
    };
    let lost = letters.clone().filter(is_lost).count();
    let is_lost = romanised(title).is_none() && lost * 2 > letters.count();
    let stem = Path::new(origin).file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    // A year alone says nothing of a standard.
    match (has_letters(title) && !is_lost, has_letters(&stem)) {
        (false, true) => IdWords::File(stem.into_owned()),
        (true, _) => IdWords::Title(title.to_owned()),
        (false, false) if has_letters(title) => IdWords::Title(title.to_owned()),
        (false, false) => IdWords::Title(String::new()),
    }
}

/// The id of the standard: the user's, or one that is free.
fn chosen(
    found: &FoundStandard,
    name: Option<&str>,
    words: &IdWords,
    known: &[String],
    into: &Path,
) -> Result<String, ImportError> {
    let folder = |name: &str| into.join("content/standards").join(name);
    if let Some(name) = name {
        let mut free = FreshIds::of_standards(known);
        if !Id::is_valid(name) || !free.exactly(name) || folder(name).exists() {
            return Err(ImportError::usage(
                message!("a standard cannot have the id `{name}` here", name),
                message!(
                    "use letters, digits, `.`, `-` and `_`, and a name that no other standard and no page of the site has"
                ),
            ));
        }
        return Ok(name.to_owned());
    }
    let mut free = FreshIds::of_standards(known);
    let (IdWords::Title(words) | IdWords::File(words)) = words;
    loop {
        let name = free.take(found.code.as_deref(), words, FALLBACK);
        if !folder(&name).exists() {
            return Ok(name);
        }
    }
}

/// Whether an id has only a number of its own, since the title has no letters for one.
fn is_numbered(id: &str) -> bool {
    let rest = id
        .strip_prefix(FALLBACK)
        .and_then(|rest| rest.strip_prefix('-'));
    rest.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// Whether the standard `name` of a handbook was imported from the same source: it has the identifiers or the title of that.
fn is_of_source(into: &Path, name: &str, found: &FoundStandard) -> bool {
    let path = format!("{}/standard.yaml", base_folder(name));
    let Ok(text) = fs::read_to_string(into.join(&path)) else {
        return false;
    };
    let node = yaml::parse(&path.into(), &text).ok();
    let record = node.and_then(|node| StandardRecord::decode(&node, &mut Vec::new()));
    record.is_some_and(|record| {
        let is_known = |same: &Symbol| found.same_as.iter().any(|known| **known == *same.value);
        let title = found.title.nearest("");
        record.same_as.iter().any(is_known)
            || record
                .title
                .languages
                .iter()
                .any(|(_, words, _)| **words == *title)
    })
}
