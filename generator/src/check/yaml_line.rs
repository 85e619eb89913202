//! Values as an author writes them on one line of YAML, for lines that a message offers to copy.

/// Words in several languages, `{en: oil a chain., zh: 给链条上油。}`; an ellipsis for those that are not known.
pub fn flow_text<'a>(words: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let words: Vec<String> = words
        .map(|(language, words)| {
            let words = words.map_or_else(|| "…".to_owned(), flow_scalar);
            format!("{language}: {words}")
        })
        .collect();
    format!("{{{}}}", words.join(", "))
}

/// A text as it is written within braces or brackets: in quotes where YAML would read something else.
pub fn flow_scalar(text: &str) -> String {
    let first_is_sign = text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`=~ ".contains(c));
    let is_read_apart = text.contains([',', '[', ']', '{', '}', '\n', '\''])
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with([':', ' ']);
    if text.is_empty() || first_is_sign || is_read_apart {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::{self, Value};

    #[test]
    fn a_text_on_one_line_reads_as_it_was() {
        for text in [
            "oil a chain.",
            "给链条上油。",
            "shall: oil",
            "a, b",
            "'a'",
            "#1",
            "they shall:",
            "it's {so}",
            "- a",
            "12",
        ] {
            let line = format!("{{en: {}}}", flow_scalar(text));
            let node = yaml::parse(&"x".into(), &line).expect("it is sound");
            let Value::Mapping(pairs) = node.value else {
                panic!("{line} is a mapping");
            };
            assert!(
                matches!(&pairs[0].1.value, Value::Scalar(read) if read == text),
                "{line}: {pairs:?}"
            );
        }
    }

    #[test]
    fn unknown_words_are_left_open() {
        let words = [("en", Some("a; b")), ("zh", None)];
        assert_eq!(flow_text(words.into_iter()), "{en: a; b, zh: …}");
    }
}
