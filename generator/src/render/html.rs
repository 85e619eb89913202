//! Text that is already HTML.

use serde::{Serialize, Serializer};
use tera::Value;

/// Sound HTML, which templates print as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// `text` with the characters escaped that mean something in HTML.
    pub fn escaped(text: &str) -> Self {
        let mut html = Html::default();
        html.push_text(text);
        html
    }

    /// Appends `text`, escaped.
    pub fn push_text(&mut self, text: &str) {
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            self.0.push_str(&text[done..at]);
            self.0.push_str(escaped);
            done = at + 1;
        }
        self.0.push_str(&text[done..]);
    }

    /// Appends `<name lang="…" class="…">text</name>`; attributes that are empty are left out.
    pub fn push_element(&mut self, name: &str, language: &str, class: &str, inner: &Html) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in [("lang", language), ("class", class)] {
            if !value.is_empty() {
                self.0.push(' ');
                self.0.push_str(key);
                self.0.push_str("=\"");
                self.push_text(value);
                self.0.push('"');
            }
        }
        self.0.push('>');
        self.0.push_str(&inner.0);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A safe string keeps its mark on the way into the template's context.
        Value::safe_string(&self.0).serialize(serializer)
    }
}
