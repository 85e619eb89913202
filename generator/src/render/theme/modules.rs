//! The theme's scripts as they are delivered. Their sources are modules, which browsers do not load from disk; so each is
//! joined with the modules that it imports into one script that runs everywhere.
//!
//! An import names what it takes (`import { find } from "./shared/dom.js";`), an export comes before what it declares
//! (`export const find = …`). That is all that the theme needs; anything else is an error. Each module is evaluated once
//! in a script, in a scope of its own.
//!
//! The code is `E707`. A fault in one script does not keep the others from being joined, so that
//! one run reports all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::lines;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Returns the delivered script of each file in `scripts/`, by its name below that folder. A script that neither imports nor
/// exports anything is delivered as it is. A module in a subfolder is delivered only as part of those that import it.
pub(super) fn scripts(
    files: &BTreeMap<String, Arc<[u8]>>,
    folder: &str,
    faults: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let mut scripts = BTreeMap::new();
    for (name, bytes) in files {
        let Some(below) = name.strip_prefix("scripts/") else {
            continue;
        };
        let text = String::from_utf8_lossy(bytes);
        if !is_module(&text) {
            scripts.insert(below.to_owned(), bytes.to_vec());
            continue;
        }
        if below.contains('/') {
            continue;
        }
        let mut script = ModuleScript {
            files,
            folder,
            faults,
            joined: String::new(),
            modules: Vec::new(),
            open: Vec::new(),
        };
        script.joined.push_str("(()=>{\"use strict\";\n");
        script.module(name, &text, true);
        script.joined.push_str("})();\n");
        scripts.insert(below.to_owned(), script.joined.into_bytes());
    }
    scripts
}

/// Whether `text` has an import or an export at the beginning of a line.
fn is_module(text: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.starts_with("import ") || line.starts_with("export "))
}

/// A script that is being joined.
struct ModuleScript<'a> {
    /// All files of the theme, by name.
    files: &'a BTreeMap<String, Arc<[u8]>>,
    /// The theme's folder, for the places of faults.
    folder: &'a str,
    /// The faults so far.
    faults: &'a mut Vec<Diagnostic>,
    /// The script so far.
    joined: String,
    /// The names of the modules that are already in the script; a module's place is its number.
    modules: Vec<String>,
    /// The modules that wait for what they import.
    open: Vec<String>,
}

impl ModuleScript<'_> {
    /// Adds the module `name` behind the modules that it imports.
    ///
    /// `is_entry` is true for the script itself, which exports nothing.
    fn module(&mut self, name: &str, text: &str, is_entry: bool) {
        let Some(lines) = lines::lines(text) else {
            let position = Position::file(format!("{}/{name}", self.folder));
            self.faults.push(Rule::InvalidScript.at(
                &position,
                message!(
                    "a string, template, regular expression or comment in this script is not closed"
                ),
                message!("close it"),
            ));
            return;
        };
        self.open.push(name.to_owned());
        let mut body = String::new();
        let mut exported = Vec::new();
        let mut lines = lines.into_iter();
        while let Some(line) = lines.next() {
            if line.is_inside {
                body.extend([&*line.text, "\n"]);
            } else if line.text.starts_with("import ") {
                let number = line.number;
                let mut statement = line.text;
                while !statement.ends_with(';') {
                    let Some(next) = lines.next() else { break };
                    statement.push(' ');
                    statement.push_str(&next.text);
                }
                self.import(name, number, &statement, &mut body);
            } else if let Some(declaration) = line.text.strip_prefix("export ") {
                match declared(declaration) {
                    Some(declared) => exported.push(declared.to_owned()),
                    None => self.fault(
                        name,
                        line.number,
                        message!("this export is not of a constant, function or class"),
                        message!("write `export const NAME`, `export function NAME` or `export class NAME`"),
                    ),
                }
                body.extend([declaration, "\n"]);
            } else {
                body.extend([&*line.text, "\n"]);
            }
        }
        self.open.pop();
        if is_entry {
            self.joined.push_str(&body);
            return;
        }
        let exported = exported.join(",");
        let _ = writeln!(
            self.joined,
            "const module{}=(()=>{{\n{body}return{{{exported}}};\n}})();",
            self.modules.len()
        );
        self.modules.push(name.to_owned());
    }

    /// Adds to `body` what `statement` imports into the module `from`.
    fn import(&mut self, from: &str, line: usize, statement: &str, body: &mut String) {
        let Some((names, path)) = imported(statement) else {
            self.fault(
                from,
                line,
                message!("this import does not name what it imports"),
                message!("write `import {{ NAME }} from \"./FILE.js\";`"),
            );
            return;
        };
        let name = resolved(from, path);
        if self.open.contains(&name) {
            self.fault(
                from,
                line,
                message!("`{path}` imports this module itself", path),
                message!("move what both need into a third module"),
            );
            return;
        }
        if !self.modules.contains(&name) {
            let Some(bytes) = self.files.get(&name) else {
                self.fault(
                    from,
                    line,
                    message!("there is no module `{path}`", path),
                    message!("correct the path, which begins with `./` or `../`"),
                );
                return;
            };
            self.module(&name, &String::from_utf8_lossy(bytes), false);
        }
        let mut modules = self.modules.iter();
        if let Some(number) = modules.position(|module| *module == name) {
            let names = names.replace(" as ", ":");
            let _ = writeln!(body, "const {{{names}}}=module{number};");
        }
    }

    /// Reports a fault at a line of a module.
    fn fault(&mut self, name: &str, line: usize, message: Message, help: Message) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let position = Position::point(format!("{}/{name}", self.folder), line, 1);
        self.faults
            .push(Rule::InvalidScript.at(&position, message, help));
    }
}

/// Returns the names that an import takes, separated by commas, and the path of its module. `None`
/// for an import of another form. Names may be renamed with `as`.
fn imported(statement: &str) -> Option<(String, &str)> {
    let (names, rest) = statement.strip_prefix("import {")?.split_once('}')?;
    let path = rest.trim().strip_prefix("from")?.trim();
    let path = path.strip_suffix(';')?.trim_end();
    let path = path.strip_prefix('"')?.strip_suffix('"')?;
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    Some((names.join(","), path))
}

/// Returns the name that an exported declaration declares. `None` for anything but a constant,
/// function or class.
fn declared(declaration: &str) -> Option<&str> {
    let kinds = ["const ", "function ", "async function ", "class "];
    let mut kinds = kinds.into_iter();
    let rest = kinds.find_map(|kind| declaration.strip_prefix(kind))?;
    let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_' && next != '$');
    let name = &rest[..end.unwrap_or(rest.len())];
    (!name.is_empty()).then_some(name)
}

/// Returns the name of the file at `path`, seen from the file `from`. For example, `./dom.js` seen
/// from `scripts/shared/menu.js` is `scripts/shared/dom.js`.
fn resolved(from: &str, path: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The delivered scripts of a theme with these files, and the faults in them.
    fn joined(files: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<String>) {
        let files = files.iter();
        let files =
            files.map(|(name, text)| (format!("scripts/{name}"), Arc::from(text.as_bytes())));
        let mut faults = Vec::new();
        let scripts = scripts(&files.collect(), "themes/own", &mut faults);
        let scripts = scripts.into_iter();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let faults = faults.iter();
        (
            scripts.map(|(name, bytes)| (name, text(bytes))).collect(),
            faults
                .map(|fault| format!("{}: {}", fault.position, fault.message.english()))
                .collect(),
        )
    }

    #[test]
    fn a_script_contains_each_module_once_before_those_that_import_it() {
        let (scripts, faults) = joined(&[
            (
                "page.js",
                "// The page.\nimport { b } from \"./shared/b.js\";\nimport {\n  a as first,\n  d,\n} from \"./shared/a.js\";\nb(first);\n",
            ),
            (
                "shared/a.js",
                "/** The first. */\nexport const a = 1;\nexport function d() {}\n",
            ),
            (
                "shared/b.js",
                "import { a } from \"./a.js\";\n\nexport const b = (c) => a + c;\n",
            ),
        ]);
        assert_eq!(faults, [""; 0]);
        assert_eq!(scripts.keys().collect::<Vec<_>>(), ["page.js"]);
        assert_eq!(
            scripts["page.js"],
            "(()=>{\"use strict\";\n\
             const module0=(()=>{\nconst a = 1;\nfunction d() {}\nreturn{a,d};\n})();\n\
             const module1=(()=>{\nconst {a}=module0;\nconst b = (c) => a + c;\nreturn{b};\n})();\n\
             const {b}=module1;\nconst {a:first,d}=module0;\nb(first);\n})();\n"
        );
    }

    #[test]
    fn a_script_that_imports_nothing_stays_as_it_is() {
        let own = "// Mine.\n(() => {  globalThis.mine = `\nimport { a } from b`; })();\n"
            .replace("\nimport", " import");
        let (scripts, faults) = joined(&[("own.js", &own), ("folder/own.js", "1")]);
        assert_eq!(faults, [""; 0]);
        assert_eq!(scripts["own.js"], own);
        assert_eq!(scripts["folder/own.js"], "1");
    }

    #[test]
    fn what_cannot_be_joined_is_reported_with_its_place() {
        let (_, faults) = joined(&[
            ("a.js", "\nimport { b } from \"./shared/none.js\";\n"),
            (
                "b.js",
                "import all from \"./shared/c.js\";\nexport default 1;\n",
            ),
            ("c.js", "import { c } from \"./shared/c.js\";\n"),
            (
                "d.js",
                "import { d } from \"./shared/a.js\";\nconst e = \"\n",
            ),
            (
                "shared/c.js",
                "import { d } from \"./d.js\";\nexport const c = 1;\n",
            ),
            (
                "shared/d.js",
                "import { c } from \"./c.js\";\nexport const d = 1;\n",
            ),
        ]);
        assert_eq!(
            faults,
            [
                "themes/own/scripts/a.js:2:1: there is no module `./shared/none.js`",
                "themes/own/scripts/b.js:1:1: this import does not name what it imports",
                "themes/own/scripts/b.js:2:1: this export is not of a constant, function or class",
                "themes/own/scripts/shared/d.js:1:1: `./c.js` imports this module itself",
                "themes/own/scripts/d.js: a string, template, regular expression or comment in this script is not closed",
            ]
        );
    }
}
