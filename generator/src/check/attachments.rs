//! Checks the pictures and downloads among the content.
//!
//! The faults of a file were found when it was read ([`crate::source::attachment`]), and count only if a text uses it.
//! The code of a file that no text uses is `W003`. Pictures in texts are the subject of [`super::links`].

use std::collections::HashMap;

use super::subject::Subject;
use crate::language::message::message;
use crate::source::attachment::Attachment;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Reports the faults of the files that texts use, those with the same address in the site, and the files that no text
/// uses.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let files = &subject.handbook.files;
    let faults = files.used.iter().flat_map(|file| file.faults.iter());
    let mut found: Vec<Diagnostic> = faults.cloned().collect();
    found.extend(alike(files.used.iter().map(|file| &**file)));
    // A text that could not be read may use them.
    if subject.handbook.has_all_addresses() {
        found.extend(unused(files.unused.iter().map(|file| &**file)));
    }
    found
}

/// The one diagnostic of all files that no text uses: they have one cause as a rule, such as a folder of drafts.
fn unused<'a>(mut files: impl Iterator<Item = &'a Attachment>) -> Option<Diagnostic> {
    let first = files.next()?;
    let name = first.file.rsplit('/').next().unwrap_or_default();
    // A name with spaces needs brackets.
    let link = match name.contains(' ') {
        true => format!("<{name}>"),
        false => name.to_owned(),
    };
    let help = match first.kind.picture {
        Some(_) => message!(
            "show it in a text beside it, as in `![words]({link})`, or move it out of `content/`",
            link
        ),
        None => message!(
            "link to it in a text beside it, as in `[words]({link})`, or move it out of `content/`",
            link
        ),
    };
    let message = message!("no text uses this file, so it is not published");
    let one = Rule::UnusedFile.at(&Position::file(first.file.clone()), message, help);
    Some(files.fold(one, |one, file| {
        one.see(&Position::file(file.file.clone()), message!("nor this one"))
    }))
}

/// The faults of files whose addresses in the site are the same, or differ only in case.
fn alike<'a>(files: impl Iterator<Item = &'a Attachment>) -> Vec<Diagnostic> {
    let mut first: HashMap<String, &Attachment> = HashMap::new();
    let mut found = Vec::new();
    for file in files {
        let Some(other) = first.get(&file.address.to_lowercase()) else {
            first.insert(file.address.to_lowercase(), file);
            continue;
        };
        let rule = match other.address == file.address {
            true => Rule::DuplicateName,
            false => Rule::NamesDifferInCase,
        };
        let message = message!(
            "the files `{other}` and `{file}` would have the same address in the site",
            other = other.file,
            file = file.file
        );
        found.push(
            rule.at(
                &Position::file(file.file.clone()),
                message,
                message!("rename one of them: capital and small letters are the same in an address, and so are all signs other than `.` and `_`"),
            )
            .see(&Position::file(other.file.clone()), message!("the other file")),
        );
    }
    found
}
