//! The signs that HTML and XML write as references, in files that are not templates.

/// Escapes text for the elements and double-quoted attributes of HTML and XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Reverses [`escaped`], for text that this program or the template engine has escaped.
pub fn unescaped(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    let mut plain = text.to_owned();
    for (name, character) in named {
        plain = plain.replace(name, character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_is_unescaped_to_itself() {
        for text in ["a < b > c", "\"R&D\"", "&lt;", "&amp;quot;"] {
            let written = escaped(text);
            assert!(!written.contains(['<', '>', '"']), "{written}");
            assert_eq!(unescaped(&written), text);
        }
        assert_eq!(unescaped("l&#39;a&#x27;b"), "l'a'b");
    }
}
