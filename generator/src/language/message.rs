//! What the program says to its user: a template in English, with what fills its places.
//!
//! A message is written where it is made, in English, with `message!`. It becomes text only when it is printed, in the
//! language of the user, for which [`super::catalogue`] has the template. The places of a template are
//!
//! | place | filled with |
//! | --- | --- |
//! | `{name}` | the argument `name` |
//! | `{count\|page\|pages}` | the form of the word for the number `count`, in the order of the language's plural forms |
//! | `{{`, `}}` | a brace |
//!
//! A template whose places and arguments differ does not compile. A message is not `Display`, so that its English cannot
//! get into a sentence of another language: it can only be an argument of another message.

mod example;
mod template;

use std::fmt::Display;

use super::program_language::ProgramLanguage;

pub use example::Example;
pub use template::{fits, places};

/// A text of the program for its user. Create one with `message!`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// The English template, by which the catalogues know it.
    template: &'static str,
    /// The names of its places, with what fills them.
    arguments: Vec<(&'static str, Argument)>,
}

/// The content of a place in a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Text that is the same in every language: from the content, a name, a number.
    Text(String),
    /// What another program reports, in English. Other languages quote it.
    Report(String),
    /// An example, which may be replaced by one that fits better.
    Example(Example),
    /// A part of a sentence, or a sentence in another.
    Message(Message),
    /// A sentence that is written for readers of the manual, without its full stop. In English it continues another.
    Phrase(&'static str),
    /// Several of them.
    List(Series),
}

/// A sentence that fills a place, see [`Argument::Phrase`].
#[derive(Clone, Copy, Debug)]
pub struct Phrase(pub &'static str);

/// A list in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    items: Vec<Argument>,
    conjunction: Conjunction,
}

/// The word before the last item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Conjunction {
    /// `a, b, c`
    None,
    /// `a; b; c`, for items that have commas in them
    Parted,
    /// `a, b and c`
    And,
    /// `a, b or c`
    Or,
}

impl Conjunction {
    /// The marks between two items, and before the last.
    fn marks(self, language: ProgramLanguage) -> (&'static str, &'static str) {
        match (language, self) {
            (ProgramLanguage::English, Conjunction::None) => (", ", ", "),
            (ProgramLanguage::English, Conjunction::Parted) => ("; ", "; "),
            (ProgramLanguage::English, Conjunction::And) => (", ", " and "),
            (ProgramLanguage::English, Conjunction::Or) => (", ", " or "),
            (ProgramLanguage::Chinese, Conjunction::None) => ("、", "、"),
            (ProgramLanguage::Chinese, Conjunction::Parted) => ("；", "；"),
            (ProgramLanguage::Chinese, Conjunction::And) => ("、", "和"),
            (ProgramLanguage::Chinese, Conjunction::Or) => ("、", "或"),
        }
    }
}

impl Series {
    /// The list `a, b, c`.
    pub fn plain<T: IntoArgument>(items: impl IntoIterator<Item = T>) -> Series {
        Series::new(items, Conjunction::None)
    }

    /// The list `a; b; c`.
    pub fn parted<T: IntoArgument>(items: impl IntoIterator<Item = T>) -> Series {
        Series::new(items, Conjunction::Parted)
    }

    /// The list `a, b and c`.
    pub fn all<T: IntoArgument>(items: impl IntoIterator<Item = T>) -> Series {
        Series::new(items, Conjunction::And)
    }

    /// The list `a, b or c`.
    pub fn any<T: IntoArgument>(items: impl IntoIterator<Item = T>) -> Series {
        Series::new(items, Conjunction::Or)
    }

    fn new<T: IntoArgument>(
        items: impl IntoIterator<Item = T>,
        conjunction: Conjunction,
    ) -> Series {
        Series {
            items: items.into_iter().map(|item| item.argument()).collect(),
            conjunction,
        }
    }

    /// Writes the list.
    fn write(&self, language: ProgramLanguage, out: &mut String) {
        let (comma, last) = self.conjunction.marks(language);
        for (index, item) in self.items.iter().enumerate() {
            if index > 0 {
                let is_last = index + 1 == self.items.len();
                out.push_str(if is_last { last } else { comma });
            }
            item.write(language, out);
        }
    }
}

/// Anything that can fill a place of a message.
pub trait IntoArgument {
    /// The argument that it is.
    fn argument(&self) -> Argument;
}

impl<T: Display + ?Sized> IntoArgument for T {
    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl IntoArgument for Message {
    fn argument(&self) -> Argument {
        Argument::Message(self.clone())
    }
}

impl IntoArgument for &Message {
    fn argument(&self) -> Argument {
        Argument::Message((*self).clone())
    }
}

impl IntoArgument for Phrase {
    fn argument(&self) -> Argument {
        Argument::Phrase(self.0)
    }
}

impl IntoArgument for Example {
    fn argument(&self) -> Argument {
        Argument::Example(*self)
    }
}

impl IntoArgument for Series {
    fn argument(&self) -> Argument {
        Argument::List(self.clone())
    }
}

impl Argument {
    /// Writes the argument.
    fn write(&self, language: ProgramLanguage, out: &mut String) {
        match self {
            Argument::Text(text) => out.push_str(text),
            Argument::Example(example) => out.push_str(example.text()),
            Argument::Report(text) => match language {
                ProgramLanguage::English => out.push_str(text),
                ProgramLanguage::Chinese => {
                    out.push('“');
                    out.push_str(text);
                    out.push('”');
                }
            },
            Argument::Message(message) => message.write(language, out),
            Argument::Phrase(sentence) => match super::catalogue::translation(language, sentence) {
                Some(translated) => out.push_str(translated),
                None => {
                    let mut rest = sentence.chars();
                    out.extend(rest.next().into_iter().flat_map(char::to_lowercase));
                    out.push_str(rest.as_str());
                }
            },
            Argument::List(series) => series.write(language, out),
        }
    }

    /// Replaces `from` in every text.
    fn replace(&mut self, from: &str, to: &str) {
        match self {
            Argument::Text(text) => {
                if text.contains(from) {
                    *text = text.replace(from, to);
                }
            }
            Argument::Message(message) => message.replace(from, to),
            Argument::Report(_) | Argument::Phrase(_) | Argument::Example(_) => {}
            Argument::List(series) => {
                for item in &mut series.items {
                    item.replace(from, to);
                }
            }
        }
    }
}

impl Argument {
    /// Replaces the examples for which `own` has another.
    fn exemplify(&mut self, own: &impl Fn(Example) -> Option<String>) {
        match self {
            Argument::Example(example) => {
                if let Some(text) = own(*example) {
                    *self = Argument::Text(text);
                }
            }
            Argument::Message(message) => message.exemplify(own),
            Argument::List(series) => {
                for item in &mut series.items {
                    item.exemplify(own);
                }
            }
            Argument::Text(_) | Argument::Report(_) | Argument::Phrase(_) => {}
        }
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Self {
        message.clone()
    }
}

impl Message {
    /// No message.
    pub const NONE: Message = Message::new("", Vec::new());

    /// The message of a template. Use `message!`, which compares the places with the arguments.
    pub const fn new(template: &'static str, arguments: Vec<(&'static str, Argument)>) -> Message {
        Message {
            template,
            arguments,
        }
    }

    /// What another program reports, in English.
    pub fn report(text: impl Into<String>) -> Message {
        Message::new("{report}", vec![("report", Argument::Report(text.into()))])
    }

    /// A text that is the same in every language, such as one of the content.
    pub fn verbatim(text: impl Into<String>) -> Message {
        Message::new("{text}", vec![("text", Argument::Text(text.into()))])
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.template.is_empty()
    }

    /// Replaces `from` with `to` in the texts that fill the places. The template stays.
    pub fn replace(&mut self, from: &str, to: &str) {
        for (_, argument) in &mut self.arguments {
            argument.replace(from, to);
        }
    }

    /// Replaces the examples for which `own` has another.
    pub fn exemplify(&mut self, own: &impl Fn(Example) -> Option<String>) {
        for (_, argument) in &mut self.arguments {
            argument.exemplify(own);
        }
    }

    /// The text in a language. In English if the catalogue of the language lacks the template.
    pub fn text(&self, language: ProgramLanguage) -> String {
        let mut out = String::new();
        self.write(language, &mut out);
        out
    }

    /// The text of a message without places in a language.
    pub fn label(&self, language: ProgramLanguage) -> &'static str {
        super::catalogue::template(language, self.template).0
    }

    /// The text in English.
    pub fn english(&self) -> String {
        self.text(ProgramLanguage::English)
    }

    /// Writes the message.
    fn write(&self, language: ProgramLanguage, out: &mut String) {
        let (template, own) = super::catalogue::template(language, self.template);
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let inside = &rest[at + 1..];
            if inside.starts_with(&rest[at..=at]) {
                out.push_str(&rest[at..=at]);
                rest = &inside[1..];
                continue;
            }
            let Some((place, after)) = inside.split_once('}') else {
                rest = inside;
                break;
            };
            self.fill(place, (language, own), out);
            rest = after;
        }
        out.push_str(rest);
    }

    /// Fills a place: `name`, or `name|form|form`, whose forms are in the second of the languages.
    fn fill(
        &self,
        place: &str,
        (language, own): (ProgramLanguage, ProgramLanguage),
        out: &mut String,
    ) {
        let mut parts = place.split('|');
        let name = parts.next().unwrap_or_default();
        let mut arguments = self.arguments.iter();
        let Some((_, argument)) = arguments.find(|(known, _)| *known == name) else {
            return;
        };
        let forms: Vec<&str> = parts.collect();
        let Some(last) = forms.last() else {
            return argument.write(language, out);
        };
        let mut number = String::new();
        argument.write(language, &mut number);
        out.push_str(forms.get(own.form(&number)).unwrap_or(last));
    }
}

/// Makes a [`Message`] from an English template and its arguments: `message!("there is no role `{id}`", id)`, or
/// `message!("{count} {count|page|pages}", count = pages.len())`.
macro_rules! message {
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const {
            assert!(
                $crate::language::message::fits($template, &[$(stringify!($name)),*]),
                "the places of the message differ from its arguments"
            );
        }
        $crate::language::message::Message::new(
            $template,
            vec![$((stringify!($name), $crate::language::message::argument!($name $(= $value)?))),*],
        )
    }};
}

/// The argument of a message.
macro_rules! argument {
    ($name:ident) => {
        $crate::language::message::IntoArgument::argument(&$name)
    };
    ($name:ident = $value:expr) => {
        $crate::language::message::IntoArgument::argument(&$value)
    };
}

pub(crate) use {argument, message};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        let name = "cn";
        let plain = message!("there is no `{name}`: {{{count}}}", name, count = 3);
        assert_eq!(plain.english(), "there is no `cn`: {3}");
        for (count, text) in [(1, "1 page is"), (2, "2 pages are"), (0, "0 pages are")] {
            let counted = message!("{count} {count|page is|pages are}", count);
            assert_eq!(counted.english(), text);
        }
    }

    #[test]
    fn lists_are_joined_by_the_language() {
        let of = |count: usize| Series::all(["a", "b", "c"].into_iter().take(count));
        let text = |count, language| message!("{list}", list = of(count)).text(language);
        assert_eq!(text(3, ProgramLanguage::English), "a, b and c");
        assert_eq!(text(2, ProgramLanguage::English), "a and b");
        assert_eq!(text(1, ProgramLanguage::English), "a");
        assert_eq!(text(3, ProgramLanguage::Chinese), "a、b和c");
    }

    #[test]
    fn texts_are_replaced_at_any_depth() {
        let inner = message!("write `{example}`", example = "{zh: …}");
        let mut outer = message!(
            "{first}; {others}",
            first = inner,
            others = Series::any(["{zh: …}"])
        );
        outer.replace("zh", "en");
        assert_eq!(outer.english(), "write `{en: …}`; {en: …}");
    }
}
