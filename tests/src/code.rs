//! Reads Rust source as rustfmt writes it.

use std::iter::once;

/// The lines of `text` that are code, with their numbers from 1. Comments and items for tests are left out, wherever they
/// are in the file.
pub fn code(text: &str) -> Vec<(usize, &str)> {
    let mut lines = text.lines().enumerate();
    let mut code = Vec::new();
    while let Some((index, line)) = lines.next() {
        let trimmed = line.trim_start();
        if trimmed == "#[cfg(test)]" {
            let indent = &line[..line.len() - trimmed.len()];
            let end = format!("{indent}}}");
            // The item ends with its first line, or at the closing brace below the attribute.
            let mut attributes = lines.by_ref().map(|(_, line)| line);
            let first = attributes.find(|line| !line.trim_start().starts_with("#["));
            if let Some(first) = first.filter(|first| !first.ends_with(';')) {
                let mut rest = once(first).chain(lines.by_ref().map(|(_, line)| line));
                rest.find(|line| *line == end || line.ends_with(" {}"));
            }
        } else if !trimmed.starts_with("//") {
            code.push((index + 1, line));
        }
    }
    code
}

/// Whether the file at `path` holds only tests and their helpers.
pub fn is_for_tests(path: &str) -> bool {
    let name = path.strip_suffix(".rs").unwrap_or(path);
    let name = name.rsplit('/').next().unwrap_or(name);
    ["testing", "tests", "fixture"].contains(&name) || name.ends_with("_tests")
}

/// The type that a line of code declares: a struct, enum, trait or alias, or a record of the format.
pub fn declared_type(line: &str) -> Option<&str> {
    let trimmed = line.trim_start();
    let words = |text: &'static str| trimmed.strip_prefix(text);
    let rest = words("pub(super) ")
        .or(words("pub(crate) "))
        .or(words("pub "))
        .unwrap_or(trimmed);
    let keyword = ["struct ", "enum ", "trait ", "union "];
    let declared = keyword
        .iter()
        .find_map(|keyword| rest.strip_prefix(keyword));
    // An indented `type` is an associated type, which belongs to its trait.
    let alias = rest
        .strip_prefix("type ")
        .filter(|_| !line.starts_with(' '));
    // `"a role" Role {` declares a record.
    let record = || {
        let (_, name) = trimmed.strip_prefix('"')?.split_once("\" ")?;
        name.ends_with(" {").then_some(name)
    };
    let name = declared.or(alias).or_else(record)?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
    let name = &name[..end.unwrap_or(name.len())];
    // In a macro, `$name` is a placeholder.
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{code, declared_type};

    #[test]
    fn code_after_a_test_module_is_seen() {
        let text = "use a;\n#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests;\nuse b;\n#[cfg(test)]\nmod tests {\n    fn f() {\n    }\n}\nuse c;\nimpl A {\n    #[cfg(test)]\n    fn g() {\n    }\n    // d\n    fn h() {}\n}\n";
        let lines: Vec<&str> = code(text).into_iter().map(|(_, line)| line).collect();
        let expected = [
            "use a;",
            "use b;",
            "use c;",
            "impl A {",
            "    fn h() {}",
            "}",
        ];
        assert_eq!(lines, expected);
        assert_eq!(code(text)[2], (11, "use c;"));
    }

    #[test]
    fn a_declared_type_is_found_in_each_form() {
        let types = [
            ("pub struct Form<'a> {", Some("Form")),
            ("    pub(super) enum Row {", Some("Row")),
            ("trait Walk: Sync {", Some("Walk")),
            ("type Pair = (char, char);", Some("Pair")),
            ("    \"a role\" Role {", Some("Role")),
            ("    RoleIndex,", None),
            ("    type Item = I;", None),
            ("        pub struct $name(usize);", None),
            ("    let role = 1;", None),
        ];
        for (line, expected) in types {
            assert_eq!(declared_type(line), expected, "{line}");
        }
    }
}
