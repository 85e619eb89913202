//! `clausebook convert-encoding`
//!
//! The original stays beside the converted file, under a name that is not read as content, and nothing is written unless
//! every byte could be read.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::{Failure, Terminal};
use crate::language::message::message;
use crate::language::system_error;
use crate::source::encoding;

/// Converts a file to UTF-8.
#[derive(Args, Debug)]
pub(super) struct ConvertEncoding {
    /// The file, such as `content/pages/about.zh.md`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The encoding of the file, such as `gb18030`, `big5`, `utf-16le` or `windows-1252`; if omitted, it is recognised
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
}

impl ConvertEncoding {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let below = root.join(&self.file);
        let file = if self.file.exists() {
            &self.file
        } else {
            &below
        };
        let shown = file.display();
        let failed = |cause: std::io::Error| {
            Failure::Call(message!(
                "{shown}: {cause}",
                shown,
                cause = system_error(&cause)
            ))
        };
        let bytes = fs::read(file).map_err(failed)?;
        if self.from.is_none() && std::str::from_utf8(&bytes).is_ok() {
            return terminal.answer(&message!(
                "{shown} is UTF-8 already; nothing was changed",
                shown
            ));
        }
        let foreign = match &self.from {
            Some(name) => encoding::named(&bytes, name)
                .map_err(|cause| Failure::Call(message!("{shown}: {cause}", shown, cause)))?,
            None => encoding::recognised(&bytes).ok_or_else(|| {
                let cause = match encoding::kind(&bytes) {
                    Some(kind) => message!("the file is {kind}, not text", kind),
                    None => message!("the encoding is not known; name it with `--from`"),
                };
                Failure::Call(message!("{shown}: {cause}", shown, cause))
            })?,
        };
        let original = beside(file, "orig");
        if original.exists() {
            let original = original.display();
            return Err(Failure::Call(message!(
                "{original} exists already; move it away, since the original would be saved there",
                original
            )));
        }
        // The new file takes the place of the old one only when it is complete.
        let new = beside(file, "tmp");
        fs::write(&new, &foreign.text).map_err(failed)?;
        fs::copy(file, &original).map_err(failed)?;
        fs::rename(&new, file).map_err(failed)?;
        let first = foreign.text.lines().find(|line| !line.is_ascii());
        let done = message!(
            "{shown} was {encoding} and is UTF-8 now; the original is {original}",
            shown,
            encoding = foreign.encoding,
            original = original.display()
        );
        terminal.answer(&match first {
            Some(line) => message!(
                "{done}\nIt contains, for example: {line}",
                done,
                line = line.trim()
            ),
            None => done,
        })
    }
}

/// The path of a file with another ending after its name, which is not read as content.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
