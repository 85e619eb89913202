//! Which modules of a crate use which, read from Rust source as rustfmt writes it.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{code, is_for_tests};

/// The path of a module from the root of its crate: `["render", "maker"]`. That of the root is empty.
pub type ModulePath = Vec<String>;

/// A name that a `use` brings into a module.
struct Import {
    name: String,
    path: ModulePath,
    /// Whether the name belongs to the module for others too. A module that only passes a name on does not use it.
    is_public: bool,
}

/// The modules of a crate, one for each file.
pub struct Modules {
    /// The imports of each module, and the rest of its code.
    all: BTreeMap<ModulePath, (Vec<Import>, String)>,
}

impl Modules {
    /// Reads the modules from the files of a crate's source folder, by their paths. Tests are left out.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Modules {
        let mut all = BTreeMap::new();
        for (file, text) in files {
            let Some(name) = file.strip_suffix(".rs").filter(|_| !is_for_tests(file)) else {
                continue;
            };
            let mut path: ModulePath = name.split('/').map(str::to_owned).collect();
            if path.last().is_some_and(|last| last == "mod") || path == ["lib"] {
                path.pop();
            }
            let lines: Vec<&str> = code(text).into_iter().map(|(_, line)| line).collect();
            all.insert(path, split(&lines.join("\n")));
        }
        Modules { all }
    }

    /// Each module with those that its code uses, itself left out.
    pub fn uses(&self) -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
        let uses = self.all.iter().map(|(module, (imports, code))| {
            let own = imports.iter().filter(|import| !import.is_public);
            let mut used: BTreeSet<ModulePath> = own
                .filter_map(|import| self.absolute(module, &import.path))
                .map(|path| self.resolve(&path, 0))
                .collect();
            // A path may begin with the name of an imported module.
            let imported: BTreeMap<&str, ModulePath> = imports
                .iter()
                .filter_map(|import| {
                    let path = self.absolute(module, &import.path)?;
                    let is_module = self.all.contains_key(&path);
                    is_module.then_some((import.name.as_str(), path))
                })
                .collect();
            for path in paths(code) {
                let path = match imported.get(path[0].as_str()) {
                    Some(start) => Some(start.iter().chain(&path[1..]).cloned().collect()),
                    None => self.absolute(module, &path),
                };
                used.extend(path.map(|path| self.resolve(&path, 0)));
            }
            used.remove(module);
            used.remove(&Vec::new());
            (module.clone(), used)
        });
        uses.filter(|(module, _)| !module.is_empty()).collect()
    }

    /// A path in `module` from the root of the crate; `None` if it leads to another crate or to a local name.
    fn absolute(&self, module: &ModulePath, path: &[String]) -> Option<ModulePath> {
        let mut base = module.clone();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                base.push(child.to_owned());
                let is_child = self.all.contains_key(&base);
                base.pop();
                if !is_child {
                    return None;
                }
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module that declares what is at `path`: re-exports are followed.
    fn resolve(&self, path: &[String], depth: usize) -> ModulePath {
        let mut module = ModulePath::new();
        for (index, part) in path.iter().enumerate() {
            module.push(part.clone());
            if self.all.contains_key(&module) {
                continue;
            }
            module.pop();
            // A re-export that leads to itself would be followed for ever.
            if let Some((imports, _)) = self.all.get(&module).filter(|_| depth < 8) {
                let public = imports.iter().filter(|import| import.is_public);
                for import in public.filter(|import| import.name == *part || import.name == "*") {
                    let mut target = import.path.clone();
                    if import.name == "*" {
                        target.pop();
                        target.push(part.clone());
                    }
                    target.extend(path[index + 1..].iter().cloned());
                    let found = self.absolute(&module, &target);
                    let found = found.map(|target| self.resolve(&target, depth + 1));
                    if let Some(found) = found.filter(|found| *found != module) {
                        return found;
                    }
                }
            }
            return module;
        }
        module
    }
}

/// Separates the imports of a module from the rest of its code.
fn split(code: &str) -> (Vec<Import>, String) {
    let (mut imports, mut rest) = (Vec::new(), String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        let (is_public, tree) = match trimmed.split_once("use ") {
            Some(("", tree)) => (false, tree),
            Some((before, tree)) if before.starts_with("pub") && before.ends_with(' ') => {
                (true, tree)
            }
            _ => {
                rest.push_str(&without_scope(line));
                rest.push('\n');
                continue;
            }
        };
        let mut tree = tree.to_owned();
        while !tree.ends_with(';') {
            let Some(next) = lines.next() else { break };
            tree.push_str(next.trim());
        }
        add_imports(tree.trim_end_matches(';'), &[], is_public, &mut imports);
    }
    (imports, rest)
}

/// A line without the module for which it makes something visible: the path in `pub(in path)` is not a use.
fn without_scope(line: &str) -> String {
    let scoped = line.split_once("pub(in ");
    let parts = scoped.and_then(|(before, rest)| Some((before, rest.split_once(')')?.1)));
    match parts {
        Some((before, after)) => format!("{before}pub{after}"),
        None => line.to_owned(),
    }
}

/// Adds the imports of the tree of a `use`, such as `a::{b, c::{self, d as e}}`.
fn add_imports(tree: &str, above: &[String], is_public: bool, imports: &mut Vec<Import>) {
    if let Some((start, group)) = tree.split_once('{') {
        let start = start.split("::").filter(|part| !part.is_empty());
        let above: ModulePath = above
            .iter()
            .cloned()
            .chain(start.map(str::to_owned))
            .collect();
        let (mut depth, mut begin) = (0, 0);
        let group = group.strip_suffix('}').unwrap_or(group);
        for (index, character) in group.char_indices().chain([(group.len(), ',')]) {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let one = group[begin..index].trim();
                    if !one.is_empty() {
                        add_imports(one, &above, is_public, imports);
                    }
                    begin = index + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, alias) = match tree.split_once(" as ") {
        Some((path, alias)) => (path, Some(alias)),
        None => (tree, None),
    };
    let path = path.trim().split("::").map(str::to_owned);
    let mut path: ModulePath = above.iter().cloned().chain(path).collect();
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = alias.or(path.last().map(String::as_str));
    imports.push(Import {
        name: name.unwrap_or_default().trim().to_owned(),
        path,
        is_public,
    });
}

/// The paths of several parts in code: `["self", "views", "redirect"]`. Those that a macro begins with `$crate` are left out,
/// since the module that calls the macro uses them.
fn paths(code: &str) -> Vec<ModulePath> {
    let is_part = |character: char| character.is_alphanumeric() || "_:$".contains(character);
    let words = code.split(|character: char| !is_part(character));
    let paths = words.filter(|word| word.contains("::") && !word.contains('$'));
    paths
        .map(|word| {
            word.split("::")
                .map(|part| part.trim_matches(':').to_owned())
        })
        .map(Iterator::collect)
        .filter(|path: &ModulePath| !path[0].is_empty())
        .collect()
}

/// The circles in a graph: the largest sets of nodes that all lead to each other.
pub fn circles<Node: Ord + Clone>(graph: &BTreeMap<Node, BTreeSet<Node>>) -> Vec<BTreeSet<Node>> {
    let reachable = |start: &Node| {
        let mut found = BTreeSet::new();
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for next in graph.get(node).into_iter().flatten() {
                if found.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        found
    };
    let reached: BTreeMap<&Node, BTreeSet<Node>> =
        graph.keys().map(|node| (node, reachable(node))).collect();
    let mut circles: BTreeSet<BTreeSet<Node>> = BTreeSet::new();
    for (node, found) in &reached {
        let leads_back =
            |other: &&Node| reached.get(*other).is_some_and(|back| back.contains(*node));
        let circle: BTreeSet<Node> = found.iter().filter(leads_back).cloned().collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles of a crate with these files, each module written with slashes.
    fn found(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let circles = circles(&Modules::of(files.iter().copied()).uses());
        let joined =
            |circle: BTreeSet<ModulePath>| circle.iter().map(|path| path.join("/")).collect();
        circles.into_iter().map(joined).collect()
    }

    #[test]
    fn a_circle_is_found_through_imports_paths_and_re_exports() {
        let lib = ("lib.rs", "pub mod a;\npub mod b;\npub mod c;\n");
        for (a, b) in [
            ("use crate::b::B;\n", "use super::a::A;\n"),
            (
                "use crate::{\n    b::{self, B},\n    c,\n};\n",
                "fn f() -> crate::a::A {}\n",
            ),
            ("fn f() {\n    super::b::g(1)\n}\n", "use crate::c::A;\n"),
            ("use crate::b as other;\n", "use crate::c::d::A;\n"),
        ] {
            let c = ("c/mod.rs", "pub mod d;\npub use crate::a::A;\n");
            let d = ("c/d.rs", "pub use crate::a::*;\n");
            let files = [lib, ("a.rs", a), ("b.rs", b), c, d];
            assert_eq!(found(&files), [["a", "b"]], "{a}{b}");
        }
    }

    #[test]
    fn a_parent_is_in_a_circle_only_if_its_own_code_uses_the_child() {
        let child = ("a/b.rs", "use super::A;\n");
        let declares = "mod b;\npub use self::b::B;\npub struct A;\n";
        assert!(found(&[("a/mod.rs", declares), child]).is_empty());
        let uses = "mod b;\nuse b::B;\npub struct A(B);\n";
        assert_eq!(found(&[("a/mod.rs", uses), child]), [["a", "a/b"]]);
        let names = "mod b;\npub struct A(b::B);\n";
        assert_eq!(found(&[("a.rs", names), child]), [["a", "a/b"]]);
    }

    #[test]
    fn the_scope_of_a_name_is_not_a_use() {
        let child = |line: &str| found(&[("a/mod.rs", "mod b;\nuse b::f;\n"), ("a/b.rs", line)]);
        assert!(child("pub(in crate::a) fn f() {}\n").is_empty());
        assert_eq!(
            child("pub(in crate::a) fn f(a: crate::a::A) {}\n"),
            [["a", "a/b"]]
        );
    }

    #[test]
    fn tests_and_comments_make_no_circle() {
        let a = "// use crate::b::B;\npub struct A;\n#[cfg(test)]\nmod tests {\n    use crate::b::B;\n}\n";
        let files = [
            ("a.rs", a),
            ("b.rs", "use crate::a::A;\n"),
            ("tests.rs", "use crate::b::B;\n"),
        ];
        assert!(found(&files).is_empty());
    }
}
