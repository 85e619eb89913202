//! Damaged files: whatever is wrong with a file, `check` goes on, and one damage is at most a few diagnostics.
//!
//! The damage is small, and where it is done is decided by a generator of pseudo-random numbers with a fixed seed, so that
//! every run tests the same 2,000 mutants.

use std::path::Path;
use std::sync::Arc;

use clausebook::check::check_documents;
use clausebook::project::Sources;
use walkdir::WalkDir;

/// The number of damaged handbooks.
const MUTANTS: usize = 2_000;
/// The maximum number of diagnostics for one damage.
const MOST: usize = 5;

/// A generator of pseudo-random numbers: SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).expect("a length");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("less than the limit")
    }
}

/// A text with one small damage, and a description of it.
fn damaged(text: &str, random: &mut Random) -> (String, String) {
    const SIGNS: [&str; 16] = [
        ":", "'", "\"", "{", "}", "[", "]", "#", "\t", "-", "：", "，", "\u{3000}", "&", "*", "\n",
    ];
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let line = random.below(lines.len());
    let other = random.below(lines.len());
    let mut signs: Vec<char> = lines[line].chars().collect();
    let at = random.below(signs.len());
    let kind = random.below(7);
    let what = match kind {
        0 => "a line deleted",
        1 => "a line duplicated",
        2 => "two lines swapped",
        3 => "a character deleted",
        4 => "a character duplicated",
        5 => "two characters swapped",
        _ => "a sign inserted",
    };
    match kind {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line].clone()),
        2 => lines.swap(line, other),
        3 => drop(signs.remove(at)),
        4 => signs.insert(at, signs[at]),
        5 => {
            let last = signs.len() - 1;
            signs.swap(at, (at + 1).min(last));
        }
        _ => signs
            .splice(at..at, SIGNS[random.below(SIGNS.len())].chars())
            .for_each(drop),
    }
    if kind > 2 {
        lines[line] = signs.into_iter().collect();
    }
    (
        lines.concat(),
        format!("{what}, line {}, character {}", line + 1, at + 1),
    )
}

/// The handbook of `rules.rs`.
fn handbook() -> Sources {
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut sources =
        Sources::read(&folder("../tests/fixtures/small")).expect("the fixture can be read");
    let added = folder("tests/rules/handbook");
    for entry in WalkDir::new(&added) {
        let entry = entry.expect("a folder can be walked");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&added).expect("a path below");
            let file: Arc<str> = path.to_str().expect("a path of the tests").into();
            let text = std::fs::read_to_string(entry.path()).expect("the file is text");
            sources.tree.files.insert(file.clone(), text.into());
            sources.documents.reread(&sources.tree, &file);
        }
    }
    sources
}

#[test]
fn one_damage_is_a_few_diagnostics() {
    let sound = handbook();
    let files: Vec<Arc<str>> = sound.tree.files.keys().cloned().collect();
    let mut random = Random(0);
    let mut wrong = Vec::new();
    for _ in 0..MUTANTS {
        let file = &files[random.below(files.len())];
        let (text, what) = damaged(&sound.tree.files[file], &mut random);
        let mut sources = sound.clone();
        sources.tree.files.insert(file.clone(), text.into());
        sources.documents.reread(&sources.tree, file);
        let found = check_documents(&sources.documents, |_| None).together().1;
        if found.len() > MOST {
            let listed: Vec<String> = found
                .iter()
                .map(|fault| {
                    format!(
                        "  {} {}: {}",
                        fault.rule.code(),
                        fault.position,
                        fault.message.english()
                    )
                })
                .collect();
            wrong.push(format!("{file}: {what}\n{}", listed.join("\n")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} mutants:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
