//! The mistakes that authors make, in every kind of file, and what `check` says about each: one diagnostic, with its code,
//! its line and column, and words of its message or help.
//!
//! The cases are in `mistakes/*.txt`. A case begins with `# ` and its name; then follow
//!
//! | line | meaning |
//! | --- | --- |
//! | `@ FILE`, then lines `- …` and `+ …` | in the file, replaces the only occurrence of the lines `-` with the lines `+`; without lines `-`, writes the file |
//! | `= CODE LINE:COLUMN` | the diagnostic, in the file that was changed last; `= CODE` if it is about the file as a whole |
//! | `> WORDS` | words that are part of its message or help |
//!
//! `S/` is the folder of the standard, and `C/` that of the curriculum. `{U+3000}` is the character with that number. A
//! case without `=` is content in which nothing is wrong. The handbook is that of `rules.rs`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use clausebook::check::check_documents;
use clausebook::project::Sources;
use clausebook::source::diagnostic::Diagnostic;
use walkdir::WalkDir;

/// The minimum number of mistakes in the table.
const FEWEST: usize = 200;

/// A mistake, and what is said about it.
#[derive(Debug, Default)]
struct Mistake {
    name: String,
    /// The changed files, each with the old and the new text.
    changes: Vec<(String, String, String)>,
    /// The code and the place, such as `E010 2:5`; empty if nothing is wrong.
    found: String,
    /// Words of the message or the help.
    words: Vec<String>,
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The path that a case abbreviates.
fn long(path: &str) -> String {
    for (short, long) in [
        ("S/", "content/standards/bicycle-repair/"),
        ("C/", "content/curricula/first/"),
    ] {
        if let Some(rest) = path.strip_prefix(short) {
            return format!("{long}{rest}");
        }
    }
    format!("content/{path}")
}

/// A line of a case with the characters that it names by their number.
fn unescaped(line: &str) -> String {
    let mut parts = line.split("{U+");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a number ends with a brace");
        let code = u32::from_str_radix(code, 16).expect("a number");
        text.push(char::from_u32(code).expect("a character"));
        text.push_str(rest);
    }
    text
}

/// Every case, in the order of the files.
fn mistakes() -> Vec<Mistake> {
    let mut files: Vec<_> = fs::read_dir(folder("tests/mistakes"))
        .expect("the folder of the cases can be listed")
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    files.sort();
    let mut mistakes: Vec<Mistake> = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("the cases are text");
        for line in text.lines().filter(|line| !line.is_empty()) {
            let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
            if sign == "#" {
                mistakes.push(Mistake {
                    name: rest.to_owned(),
                    ..Mistake::default()
                });
                continue;
            }
            let mistake = mistakes.last_mut().expect("a case before its lines");
            match sign {
                "@" => mistake
                    .changes
                    .push((long(rest), String::new(), String::new())),
                "-" | "+" => {
                    let (_, old, new) =
                        mistake.changes.last_mut().expect("a file before its lines");
                    let part = if sign == "-" { old } else { new };
                    writeln!(part, "{}", unescaped(rest)).expect("a string can be written");
                }
                "=" => mistake.found = rest.to_owned(),
                ">" => mistake.words.push(rest.to_owned()),
                _ => panic!("{path:?}: {line}"),
            }
        }
    }
    mistakes
}

/// The handbook of `rules.rs`.
fn handbook() -> Sources {
    let mut sources =
        Sources::read(&folder("../tests/fixtures/small")).expect("the fixture can be read");
    let added = folder("tests/rules/handbook");
    for entry in WalkDir::new(&added) {
        let entry = entry.expect("a folder can be walked");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&added).expect("a path below");
            let text = fs::read_to_string(entry.path()).expect("the file is text");
            write(
                &mut sources,
                path.to_str().expect("a path of the tests"),
                &text,
            );
        }
    }
    sources
}

fn write(sources: &mut Sources, file: &str, text: &str) {
    let file: Arc<str> = file.into();
    sources.tree.files.insert(file.clone(), text.into());
    sources.documents.reread(&sources.tree, &file);
}

/// The diagnostics of the handbook with a mistake.
fn found(sound: &Sources, mistake: &Mistake) -> Result<Vec<Diagnostic>, String> {
    let mut sources = sound.clone();
    for (file, old, new) in &mistake.changes {
        let text = match sources.tree.files.get(file.as_str()) {
            Some(text) if !old.is_empty() => {
                // Without the ends of the lines, so that a part of a line can be replaced.
                let (old, new) = (old.trim_end_matches('\n'), new.trim_end_matches('\n'));
                if text.matches(old).count() != 1 {
                    return Err(format!(
                        "{file} contains {old:?} {} times",
                        text.matches(old).count()
                    ));
                }
                text.replace(old, new)
            }
            _ => new.clone(),
        };
        write(&mut sources, file, &text);
    }
    Ok(check_documents(&sources.documents, |_| None).together().1)
}

/// The faults in the diagnostics for a mistake.
fn difference(mistake: &Mistake, found: &[Diagnostic]) -> Option<String> {
    let mut listed = String::new();
    for fault in found {
        let place = &fault.position;
        let code = fault.rule.code();
        writeln!(
            listed,
            "= {code} {}:{} {}\n> {}\n> {}",
            place.line,
            place.column,
            place.file,
            fault.message.english(),
            fault.help.english()
        )
        .expect("a string can be written");
    }
    let is_as_expected = match found {
        [] => mistake.found.is_empty(),
        [fault] => {
            let (code, place) = (fault.rule.code(), &fault.position);
            let at = match place.line {
                0 => code.to_owned(),
                line => format!("{code} {line}:{}", place.column),
            };
            let told = format!("{}\n{}", fault.message.english(), fault.help.english());
            at == mistake.found
                && mistake
                    .changes
                    .last()
                    .is_some_and(|(file, ..)| **file == *place.file)
                && !mistake.words.is_empty()
                && mistake
                    .words
                    .iter()
                    .all(|words| told.contains(words.as_str()))
        }
        _ => false,
    };
    (!is_as_expected).then_some(listed)
}

#[test]
fn every_mistake_is_explained_at_its_place() {
    let sound = handbook();
    assert_eq!(check_documents(&sound.documents, |_| None).together().1, []);
    let mistakes = mistakes();
    let wrong = mistakes.iter().filter(|mistake| !mistake.found.is_empty());
    assert!(
        wrong.clone().count() >= FEWEST,
        "{} mistakes",
        wrong.count()
    );
    let mut names = BTreeMap::new();
    let mut report = String::new();
    for mistake in &mistakes {
        if names.insert(&mistake.name, ()).is_some() {
            writeln!(report, "# {} is there twice", mistake.name).expect("a string can be written");
        }
        let difference = match found(&sound, mistake) {
            Ok(found) => difference(mistake, &found),
            Err(cause) => Some(cause),
        };
        if let Some(difference) = difference {
            writeln!(report, "# {} {}\n{difference}", mistake.name, mistake.found)
                .expect("a string can be written");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
