//! Lays out YAML as a person would write it.
//!
//! A value is written on the line of its key if it is short: a label in its languages as `{zh: …, en: …}`, a record that
//! begins with an id as `{id: …, title: {…}}`, a list of references as `[…]`. Everything else is written in block style,
//! so that the languages of a sentence are below each other. The items of a list are written alike: either each is on one
//! line, or none is; and the same holds for the text with which they begin. Lines are never folded.
//!
//! The result is for people and for version control: a small change of a record is a small change
//! of the file. It is deterministic and, read again, gives the same values ([`super::encode`]).
//! `clausebook init` writes a starter with it, and checks use it for lines to copy.

mod scalar;

use unicode_width::UnicodeWidthStr;

use scalar::YamlPlace;
pub use scalar::quoted;

/// The maximum width of a line that holds a whole list or mapping, in columns. A Han character
/// takes two.
const WIDTH: usize = 120;
/// The number of lines above which an item of a file is long, so that blank lines part it from its neighbours.
const LONG: usize = 12;
/// The number of columns by which each level is indented.
const STEP: usize = 2;

/// A value to be written as YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yaml {
    /// Words, which no reader may take for anything else: `Yes` and `5` are quoted. May have
    /// several lines.
    Text(String),
    /// A name, such as an id, a reference or an address. May look like a number that is written with
    /// the same characters (`5.1`). Has one line.
    Symbol(String),
    /// A boolean, a number or a date, which is never quoted.
    Bare(String),
    /// A list.
    List(Vec<Yaml>),
    /// A mapping whose keys are data, such as the languages of a text.
    Table(Vec<(String, Yaml)>),
    /// A mapping whose keys are declared. Written on one line if it is short and begins with an id.
    Record(Vec<(String, Yaml)>),
}

impl Yaml {
    /// The pairs of a mapping. `None` for anything else.
    fn pairs(&self) -> Option<&[(String, Yaml)]> {
        match self {
            Yaml::Table(pairs) | Yaml::Record(pairs) => Some(pairs),
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_) => None,
        }
    }

    /// The first pair of a mapping.
    fn first(&self) -> Option<&(String, Yaml)> {
        self.pairs().and_then(<[_]>::first)
    }

    /// Whether it is not a collection.
    fn is_scalar(&self) -> bool {
        matches!(self, Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_))
    }

    /// The scalar on one line; `None` for a list or a mapping, and for a text of several lines.
    fn scalar(&self, place: YamlPlace) -> Option<String> {
        match self {
            Yaml::Text(words) if words.contains('\n') => None,
            Yaml::Text(words) => Some(scalar::text(words, place)),
            Yaml::Symbol(name) => Some(scalar::symbol(name, place)),
            Yaml::Bare(value) => Some(value.clone()),
            Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
        }
    }

    /// The value on one line, in flow style; `None` if it holds a text of several lines, or a list of lists or mappings.
    pub fn line(&self) -> Option<String> {
        match self {
            Yaml::List(items) => {
                let items: Option<Vec<String>> = items
                    .iter()
                    .map(|item| item.scalar(YamlPlace::Flow))
                    .collect();
                items.map(|items| format!("[{}]", items.join(", ")))
            }
            Yaml::Table(pairs) | Yaml::Record(pairs) => {
                let pair = |(key, value): &(String, Yaml)| {
                    let key = scalar::symbol(key, YamlPlace::Flow);
                    let value = value.scalar(YamlPlace::Flow).or_else(|| value.line())?;
                    Some(format!("{key}: {value}"))
                };
                let pairs: Option<Vec<String>> = pairs.iter().map(pair).collect();
                pairs.map(|pairs| format!("{{{}}}", pairs.join(", ")))
            }
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) => self.scalar(YamlPlace::Flow),
        }
    }

    /// The value of a key on one line, if people write such a value so. `None` if it belongs on
    /// lines of its own.
    fn short(&self) -> Option<String> {
        let is_short = match self {
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) => false,
            // Sentences have a line each.
            Yaml::List(items) => !items.iter().any(|item| matches!(item, Yaml::Text(_))),
            Yaml::Table(pairs) => !is_sentence(pairs),
            Yaml::Record(pairs) => {
                let nested = pairs.iter().filter(|(_, value)| !value.is_scalar()).count();
                match pairs.first() {
                    Some((_, Yaml::Symbol(_) | Yaml::Bare(_))) => nested <= 1,
                    Some((_, Yaml::Text(_))) => nested == 0,
                    Some((_, Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_))) => false,
                    None => true,
                }
            }
        };
        is_short.then(|| self.line()).flatten()
    }

    /// The value as an item of a list on one line, if people write such an item so.
    fn short_item(&self) -> Option<String> {
        match self {
            Yaml::Record(pairs) if matches!(pairs.first(), Some((_, Yaml::Text(_)))) => None,
            item => item.short(),
        }
    }

    /// The value as it is written after a key that begins at `indent`, if it is written on the same line.
    fn after(&self, key: &str, indent: usize) -> Option<String> {
        self.short()
            .filter(|line| fits(indent + key.width() + 2, line))
    }
}

/// Whether a text is a sentence in several languages.
fn is_sentence(languages: &[(String, Yaml)]) -> bool {
    const MARKS: [char; 8] = ['.', ';', '!', '?', '。', '；', '！', '？'];
    let ends = |value: &Yaml| matches!(value, Yaml::Text(words) if words.ends_with(MARKS));
    languages.len() > 1 && languages.iter().all(|(_, value)| ends(value))
}

/// Whether a line of which `column` columns are used has space for `rest`. Columns are counted as a
/// terminal shows them.
fn fits(column: usize, rest: &str) -> bool {
    column + rest.width() <= WIDTH
}

/// Writes a value as a file. It ends with a line break. An empty list is `[]`.
pub fn document(root: &Yaml) -> String {
    let mut writer = Writer(String::new());
    match root {
        Yaml::List(items) if !items.is_empty() => writer.parts(items),
        Yaml::Table(pairs) | Yaml::Record(pairs) if !pairs.is_empty() => {
            writer.pairs(pairs, 0);
        }
        other => {
            let line = other.scalar(YamlPlace::Block).or_else(|| other.line());
            writer.0.push_str(&line.unwrap_or_default());
            writer.0.push('\n');
        }
    }
    writer.0
}

/// Writes a key and its value, where the key begins at column `indent`; the first line is not indented.
/// Used to insert a key into an existing file.
pub fn pair(key: &str, value: &Yaml, indent: usize) -> String {
    let mut writer = Writer(String::new());
    writer.pair(key, value, indent, false);
    writer.0
}

/// Words as the value of a key that begins at column `indent`. Words of several lines are a block, which ends with a line
/// break; within brackets, they are quoted.
pub fn words(words: &str, indent: usize, is_in_brackets: bool) -> String {
    match (is_in_brackets, words.contains('\n')) {
        (true, true) => quoted(words),
        (true, false) => scalar::text(words, YamlPlace::Flow),
        (false, true) => scalar::lines(words, indent + STEP),
        (false, false) => scalar::text(words, YamlPlace::Block),
    }
}

/// A name, such as an id, where a file is written by a template: after a key, or within brackets.
pub fn name(name: &str) -> String {
    scalar::symbol(name, YamlPlace::Flow)
}

/// Whether a value is written on the line of its `key`, which begins at column `indent`.
pub fn is_on_line_of_key(value: &Yaml, key: &str, indent: usize) -> bool {
    value.after(key, indent).is_some()
}

/// Writes an item of a list whose hyphen is at column `indent`.
pub fn item(value: Yaml, indent: usize) -> String {
    let mut writer = Writer(String::new());
    writer.items(&[value], indent);
    writer.0
}

/// The text written so far.
struct Writer(String);

impl Writer {
    /// Begins a line.
    fn indent(&mut self, indent: usize) {
        self.0.extend(std::iter::repeat_n(' ', indent));
    }

    /// Ends a line.
    fn end(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// Writes the items of the list that a file consists of.
    fn parts(&mut self, items: &[Yaml]) {
        let blocks: Vec<String> = items
            .iter()
            .map(|item| {
                let mut writer = Writer(String::new());
                writer.item(item, 0, false);
                writer.0
            })
            .collect();
        let is_long = blocks.iter().any(|block| block.lines().count() > LONG);
        self.0
            .push_str(&blocks.join(if is_long { "\n" } else { "" }));
    }

    /// Writes the pairs of a mapping, each on a new line.
    fn pairs(&mut self, pairs: &[(String, Yaml)], indent: usize) {
        for (key, value) in pairs {
            self.indent(indent);
            self.pair(key, value, indent, false);
        }
    }

    /// Writes a key and its value, which is a block if `is_block`.
    fn pair(&mut self, key: &str, value: &Yaml, indent: usize, is_block: bool) {
        let key = scalar::symbol(key, YamlPlace::Block);
        self.0.push_str(&key);
        self.0.push(':');
        if let Some(line) = value.after(&key, indent).filter(|_| !is_block) {
            self.0.push(' ');
            self.end(&line);
        } else {
            self.value(value, indent);
        }
    }

    /// Writes a value after its key or after the hyphen of its item, in block style.
    fn value(&mut self, value: &Yaml, indent: usize) {
        match value {
            Yaml::Text(words) if words.contains('\n') => {
                self.0.push(' ');
                self.0.push_str(&scalar::lines(words, indent + STEP));
            }
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) => {
                self.0.push(' ');
                let line = value.scalar(YamlPlace::Block).unwrap_or_default();
                self.end(&line);
            }
            Yaml::List(items) if items.is_empty() => self.end(" []"),
            Yaml::Table(pairs) | Yaml::Record(pairs) if pairs.is_empty() => self.end(" {}"),
            Yaml::List(items) => {
                self.0.push('\n');
                self.items(items, indent + STEP);
            }
            Yaml::Table(pairs) | Yaml::Record(pairs) => {
                self.0.push('\n');
                self.pairs(pairs, indent + STEP);
            }
        }
    }

    /// Writes the items of a list.
    fn items(&mut self, items: &[Yaml], indent: usize) {
        let lines: Option<Vec<String>> = items
            .iter()
            .map(|item| item.short_item().filter(|line| fits(indent + STEP, line)))
            .collect();
        if let Some(lines) = lines {
            for line in lines {
                self.indent(indent);
                self.0.push_str("- ");
                self.end(&line);
            }
            return;
        }
        // The keys with which items begin and whose value is a block in one of them.
        let long: Vec<&str> = items
            .iter()
            .filter_map(Yaml::first)
            .filter(|(_, value)| matches!(value, Yaml::Table(_)))
            .filter(|(key, value)| value.after(key, indent + STEP).is_none())
            .map(|(key, _)| key.as_str())
            .collect();
        for item in items {
            let is_block = item.first().is_some_and(|(key, _)| long.contains(&&**key));
            self.item(item, indent, is_block);
        }
    }

    /// Writes an item in block style; its first value is a block if `is_block`.
    fn item(&mut self, item: &Yaml, indent: usize, is_block: bool) {
        self.indent(indent);
        self.0.push('-');
        match item.pairs().and_then(<[_]>::split_first) {
            Some(((key, value), rest)) => {
                self.0.push(' ');
                self.pair(key, value, indent + STEP, is_block);
                self.pairs(rest, indent + STEP);
            }
            None => self.value(item, indent),
        }
    }
}

#[cfg(test)]
#[path = "emit_tests.rs"]
mod tests;
