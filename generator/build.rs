//! Embeds the default theme and the self-check's widgets, so that the installed program needs no other file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let workspace = Path::new("..").canonicalize()?;
    let mut list = String::from("&[\n");
    for (folder, prefix) in [("themes/default", ""), ("selfcheck-wasm/pkg", "selfcheck/")] {
        let folder = workspace.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder)? {
            // Only the widgets' scripts are served; the other files document how they were built.
            let is_script = |name: &str| name.ends_with(".js") && !name.ends_with("glue.js");
            let name = file.file_name().map(|name| name.to_string_lossy());
            if prefix == "selfcheck/" && !name.is_some_and(|name| is_script(&name)) {
                continue;
            }
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file
                .strip_prefix(&folder)
                .unwrap_or(&file)
                .to_string_lossy()
                .replace('\\', "/");
            let _ = writeln!(
                list,
                "({:?}, include_bytes!({:?})),",
                format!("{prefix}{name}"),
                file
            );
        }
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("embedded.rs"), list)
}

/// Every file below `folder`, sorted by name.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
