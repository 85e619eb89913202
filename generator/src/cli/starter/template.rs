//! Fills the templates of new files: the texts in the chosen languages, laid out as people write them.
//!
//! A line of a template is copied, except for
//!
//! - the names of values, in capitals, which are replaced; a value of several lines takes the indentation of its name, and
//!   the line of an empty value is left out;
//! - groups of lines with one text in each known language, of which those of the chosen languages are kept;
//! - comments, which are in Chinese if that is the first of the languages.

use super::languages::{FALLBACK, KNOWN, KnownLanguage};
use crate::source::emit::{self, Yaml};

/// The comments of templates, each with its Chinese translation on the next line.
const CHINESE_COMMENTS: &str = include_str!("comments.zh.txt");

/// The Chinese translation of a comment.
fn chinese_comment(comment: &str) -> Option<&'static str> {
    let mut lines = CHINESE_COMMENTS.lines();
    lines.find(|line| *line == comment)?;
    lines.next()
}

/// The languages and values with which templates are filled.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    /// The keys of the languages of the content, each with the language whose words are used for it.
    pub(crate) languages: Vec<(String, &'static KnownLanguage)>,
    /// The values by name.
    pub(crate) values: Vec<(&'static str, String)>,
}

impl Filling {
    /// Adds a value to replace `name` with.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Fills a template.
    pub(crate) fn fill(&self, template: &str) -> String {
        let mut text = String::new();
        let mut lines = template.lines().peekable();
        while let Some(line) = lines.next() {
            let first = Translation::read(line);
            let mut group: Vec<Translation<'_>> = first.into_iter().collect();
            while let Some(next) = lines.peek().and_then(|line| Translation::read(line)) {
                if next.is_item {
                    break;
                }
                group.push(next);
                lines.next();
            }
            match (group.first(), line.trim_start().trim_end_matches(':')) {
                (None, _) => self.line(&mut text, line),
                (Some(first), _) if first.is_item => {
                    text += &emit::item(self.chosen(&group), first.indent.saturating_sub(2));
                }
                (Some(_), key) => {
                    let key = key.trim_start_matches("- ");
                    let (start, _) = line.split_at(line.rfind(key).unwrap_or_default());
                    text += start;
                    text += &emit::pair(key, &self.chosen(&group), start.len());
                }
            }
        }
        text
    }

    /// A text in the chosen languages.
    fn chosen(&self, group: &[Translation<'_>]) -> Yaml {
        let words = |id: &str| group.iter().find(|line| line.language == id);
        let chosen = self.languages.iter().filter_map(|(key, known)| {
            let line = words(known.id).or_else(|| words(FALLBACK.id))?;
            Some((key.clone(), Yaml::Text(line.words.to_owned())))
        });
        Yaml::Table(chosen.collect())
    }

    /// A phrase in the chosen languages.
    pub(crate) fn phrase(&self, key: &str) -> Yaml {
        let languages = self.languages.iter();
        let words = |known: &KnownLanguage| Yaml::Text(known.phrase(key).to_owned());
        Yaml::Table(
            languages
                .map(|(language, known)| (language.clone(), words(known)))
                .collect(),
        )
    }

    /// Adds a line in which values are filled in.
    fn line(&self, text: &mut String, line: &str) {
        let name = line.trim();
        let indent = line.len() - line.trim_start().len();
        if let Some((_, value)) = self.values.iter().find(|(known, _)| *known == name) {
            for line in value.lines() {
                *text += &" ".repeat(indent);
                *text += line;
                *text += "\n";
            }
            return;
        }
        let is_chinese = self
            .languages
            .first()
            .is_some_and(|(_, known)| known.id == "zh");
        let comment = chinese_comment(name).filter(|_| is_chinese && name.starts_with("# "));
        let mut line = match comment {
            Some(comment) => format!("{}{comment}", &line[..indent]),
            None => line.to_owned(),
        };
        for (name, value) in &self.values {
            line = line.replace(name, value);
        }
        *text += &line;
        *text += "\n";
    }
}

/// A line of a template with a text in one language.
#[derive(Clone, Copy)]
struct Translation<'t> {
    /// The column of the language.
    indent: usize,
    /// Whether it is the first line of an item of a list.
    is_item: bool,
    language: &'t str,
    words: &'t str,
}

impl<'t> Translation<'t> {
    /// The text on a line; `None` for any other line.
    fn read(line: &'t str) -> Option<Translation<'t>> {
        let rest = line.trim_start();
        let is_item = rest.starts_with("- ");
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        let (language, words) = rest.split_once(": ")?;
        KNOWN.iter().find(|known| known.id == language)?;
        let quoted = words
            .strip_prefix('\'')
            .and_then(|words| words.strip_suffix('\''));
        Some(Translation {
            indent: line.len() - rest.len(),
            is_item,
            language,
            words: quoted.unwrap_or(words),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkdir::WalkDir;

    #[test]
    fn every_comment_of_the_templates_is_translated() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/starter");
        let mut lacking = Vec::new();
        let mut count = 0;
        for entry in WalkDir::new(folder) {
            let path = entry.unwrap().into_path();
            let name = path.file_name().unwrap_or_default();
            if path.extension().is_none_or(|extension| extension != "yaml")
                || name == "phrases.yaml"
            {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let comments = text
                .lines()
                .map(str::trim)
                .filter(|line| line.starts_with("# "));
            for comment in comments {
                count += 1;
                if chinese_comment(comment).is_none_or(|chinese| !chinese.starts_with("# ")) {
                    lacking.push(comment.to_owned());
                }
            }
        }
        assert!(count > 40 && lacking.is_empty(), "{count}: {lacking:#?}");
    }
}
