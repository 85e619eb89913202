//! The places of a template, as they are read when the program is compiled and when its catalogues are checked.

/// The names of the places of a template, each once, in alphabetical order.
pub fn places(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = &rest[at + 1..];
        if inside.starts_with(&rest[at..=at]) {
            rest = &inside[1..];
            continue;
        }
        let place = inside.split('}').next().unwrap_or_default();
        names.push(place.split('|').next().unwrap_or_default());
        rest = inside.get(place.len() + 1..).unwrap_or_default();
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a template has a place for every one of `names`, and no other. For the compiler, which has no strings.
pub const fn fits(template: &str, names: &[&str]) -> bool {
    let text = template.as_bytes();
    let mut used = [false; 16];
    let mut at = 0;
    while at < text.len() {
        let brace = text[at];
        at += 1;
        if brace != b'{' && brace != b'}' {
            continue;
        }
        if at < text.len() && text[at] == brace {
            at += 1;
            continue;
        }
        if brace == b'}' {
            return false;
        }
        let start = at;
        while at < text.len() && text[at] != b'}' && text[at] != b'|' {
            at += 1;
        }
        let end = at;
        while at < text.len() && text[at] != b'}' {
            at += 1;
        }
        let mut index = 0;
        while index < names.len() && !is_same(text, start, end, names[index].as_bytes()) {
            index += 1;
        }
        if at == text.len() || index == names.len() {
            return false;
        }
        used[index] = true;
        at += 1;
    }
    let mut index = 0;
    while index < names.len() {
        if !used[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether a part of `text` is `name`.
const fn is_same(text: &[u8], start: usize, end: usize, name: &[u8]) -> bool {
    if end - start != name.len() {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        if text[start + index] != name[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_compares_places_and_arguments() {
        assert!(fits("a {b} {{c}} {d|e|f} {b}", &["d", "b"]));
        assert!(!fits("a {b}", &[]) && !fits("a", &["b"]) && !fits("a {b", &["b"]));
        assert!(!fits("a } {b}", &["b"]) && !fits("{bc}", &["b"]));
        assert_eq!(places("a {b} {{c}} {d|e|f} {b}"), ["b", "d"]);
    }
}
