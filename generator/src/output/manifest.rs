//! The list of files that the program wrote into an output folder, so that it leaves all other files alone.
//!
//! The list is plain text, one path on a line, in order, so that people can read it and Git can
//! show what has changed. A damaged list stops the build: guessing which files are ours could
//! remove somebody else's.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The name of the list in the output.
pub const NAME: &str = ".clausebook";

/// The first line of the list. A list that begins differently was not written by this program.
const HEAD: &str =
    "The files that clausebook wrote here, and will replace or remove. It leaves all others alone.";

/// The prefix of the last line, which gives the number of files and so reveals a truncated list.
const TAIL: &str = "= ";

/// Formats `paths` as a list. It ends with a line break.
pub fn write<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{HEAD}\n");
    let mut count = 0;
    for path in paths {
        text.push_str(path);
        text.push('\n');
        count += 1;
    }
    let _ = writeln!(text, "{TAIL}{count}");
    text
}

/// Parses a list and returns its paths, or `None` if it is damaged.
pub fn read(text: &str) -> Option<BTreeSet<String>> {
    let body = text.strip_prefix(HEAD)?.strip_prefix('\n')?;
    let (paths, tail) = match body.strip_suffix('\n')?.rsplit_once('\n') {
        Some((paths, tail)) => (paths.split('\n').collect(), tail),
        None => (Vec::new(), body.trim_end()),
    };
    let count: usize = tail.strip_prefix(TAIL)?.parse().ok()?;
    let sound = paths.len() == count && paths.iter().all(|path| is_safe(path));
    sound.then(|| paths.into_iter().map(str::to_owned).collect())
}

/// Whether `path` stays within the folder that it is joined to, on every system, and avoids the program's own files.
///
/// For example, `zh/index.html` is, but `../x`, `/x`, `a//b`, `c:x` and `.clausebook-new/x` are
/// not.
pub fn is_safe(path: &str) -> bool {
    let part = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
    };
    path.split('/').all(part) && !path.starts_with(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for paths in [vec![], vec!["index.html"], vec!["a/b.html", "index.html"]] {
            let read = read(&write(paths.iter().copied())).unwrap();
            assert_eq!(read.into_iter().collect::<Vec<_>>(), paths);
        }
    }

    #[test]
    fn a_truncated_changed_or_unsafe_list_is_damaged() {
        let whole = write(["a/b.html", "index.html"]);
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_none(), "cut after {end} bytes");
        }
        assert!(read(&whole.replace("a/b.html\n", "")).is_none());
        assert!(read(&whole.replace("a/b.html", "../b.html")).is_none());
        assert!(read(&whole.replace("a/b.html", "/b.html")).is_none());
    }

    #[test]
    fn paths_that_leave_the_folder_are_not_safe() {
        assert!(is_safe("zh/关于.html"));
        for path in [
            "",
            "/a",
            "a//b",
            "../a",
            "a/../b",
            "a/.",
            r"a\b",
            "c:a",
            "a\nb",
            ".clausebook",
            ".clausebook-new/a",
        ] {
            assert!(!is_safe(path), "{path}");
        }
    }
}
