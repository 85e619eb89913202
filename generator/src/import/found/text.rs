//! Words in several languages.

/// Words by language, each language once, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundText(pub Vec<(String, String)>);

impl FoundText {
    /// Words in one language. Empty words are no text.
    pub fn one(language: &str, words: &str) -> Self {
        let mut text = FoundText::default();
        text.add(language, words);
        text
    }

    /// Adds words. Those of a language that it already has follow on a new line.
    pub fn add(&mut self, language: &str, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| known == language) {
            Some((_, before)) => {
                before.push('\n');
                before.push_str(words);
            }
            None => self.0.push((language.to_owned(), words.to_owned())),
        }
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words in `language`, or else in the first language. Empty if there are none.
    pub fn nearest(&self, language: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == language);
        found.or(self.0.first()).map_or("", |(_, words)| words)
    }
}
