//! Carries out the steps of a case. The table of steps is in `../rules.rs`.

use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

/// Carries out one step. Returns whether that is possible: nothing is forbidden to some users.
pub(super) fn take(step: &[String], root: &Path) -> Result<bool, String> {
    let words: Vec<&str> = step.iter().map(String::as_str).collect();
    let write = |file: &str, bytes: &[u8]| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a file in a folder"))?;
        fs::write(path, bytes)
    };
    let done = match words.as_slice() {
        ["@", file, "", new] => write(file, new.as_bytes()),
        ["@", file, old, new] => {
            let text = fs::read_to_string(root.join(file)).map_err(|error| error.to_string())?;
            // Without the ends of the lines, so that a part of a line can be replaced.
            let (old, new) = (old.trim_end_matches('\n'), new.trim_end_matches('\n'));
            if text.matches(old).count() != 1 {
                return Err(format!(
                    "{file} contains {old:?} {} times",
                    text.matches(old).count()
                ));
            }
            write(file, text.replace(old, new).as_bytes())
        }
        ["remove", file] => fs::remove_file(root.join(file)),
        ["bytes", file] => write(file, b"title: \xff\n"),
        ["fixture", file, name] => {
            let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/pictures");
            let bytes = fs::read(fixtures.join(name)).map_err(|error| error.to_string())?;
            write(file, &bytes)
        }
        ["pad", file] => {
            let mut bytes = fs::read(root.join(file)).map_err(|error| error.to_string())?;
            bytes.resize(bytes.len() + 1_500_000, 0);
            write(file, &bytes)
        }
        ["large", file] => write(file, &vec![b'#'; 17 << 20]),
        #[cfg(unix)]
        ["link", file, target] => std::os::unix::fs::symlink(target, root.join(file)),
        #[cfg(unix)]
        ["forbid", file] => {
            use std::os::unix::fs::PermissionsExt;
            let path = root.join(file);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000))
                .map_err(|e| e.to_string())?;
            return Ok(fs::File::open(path).is_err());
        }
        ["copy", from, to] if root.join(from).is_file() => {
            fs::copy(root.join(from), root.join(to)).map(|_| ())
        }
        ["copy", from, to] => {
            copy(&root.join(from), &root.join(to));
            Ok(())
        }
        ["accept", ..] => {
            let run = Command::new(env!("CARGO_BIN_EXE_clausebook"))
                .args(["check", "--accept", "--yes", "--root"])
                .arg(root)
                .output()
                .map_err(|error| error.to_string())?;
            if !run.status.success() {
                return Err(String::from_utf8_lossy(&run.stderr).into_owned());
            }
            Ok(())
        }
        other => return Err(format!("{other:?} is not a step")),
    };
    done.map(|()| true).map_err(|error| error.to_string())
}

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("a folder can be walked");
        let target = to.join(entry.path().strip_prefix(from).expect("a path below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}
