//! What an editor shows about an id or a key.

use std::fmt::Write;

use super::scope::NamedThing;
use crate::language::ProgramLanguage;
use crate::language::message::{Message, Series, message};
use crate::language::on_one_line;
use crate::model::axis::Axes;
use crate::model::{Clause, Requirement, Standard};
use crate::source::definitions::{KeyDefinition, RecordDefinition};
use crate::source::format::text::Text;
use crate::source::key_description::description;
use crate::source::namespace::Namespace;

/// The words about something, in paragraphs.
pub(super) struct HoverWords {
    /// Whether the editor shows Markdown.
    pub(super) is_markdown: bool,
    /// The language of the program.
    pub(super) language: ProgramLanguage,
}

impl HoverWords {
    /// The description of a key.
    pub(super) fn key(&self, record: &RecordDefinition, key: &KeyDefinition) -> String {
        let about = description(record, key, self.language);
        // Descriptions are Markdown without links.
        format!("{}\n\n{about}", self.strong(key.name))
    }

    /// The words about what an id names: its texts in every language, and what it belongs to.
    pub(super) fn thing(&self, thing: &NamedThing<'_>) -> String {
        let mut paragraphs = vec![self.heading(thing)];
        let part = thing.part;
        let clause = part.and_then(|part| part.clause(thing.name.id));
        let requirement = part.and_then(|part| part.requirement(thing.name.id));
        match (thing.namespace, part, clause, requirement) {
            (
                Namespace::Clause
                | Namespace::Annex
                | Namespace::Requirement
                | Namespace::Reference
                | Namespace::RelationTarget,
                Some(part),
                clause,
                requirement,
            ) => match (requirement, clause) {
                (Some(requirement), _) => self.requirement(part, requirement, &mut paragraphs),
                (None, Some(clause)) => self.clause(part, clause, &mut paragraphs),
                (None, None) => self.texts(thing.name.title, &mut paragraphs),
            },
            (_, _, _, _) => self.texts(thing.name.title, &mut paragraphs),
        }
        paragraphs.join("\n\n")
    }

    /// The id, with the standard that has it.
    fn heading(&self, thing: &NamedThing<'_>) -> String {
        let id = self.strong(thing.name.id);
        match thing.part.and_then(|part| part.about.as_deref()) {
            Some(about) => {
                let title = self.nearest(&about.title);
                format!("{id} · {}", self.plain(&title))
            }
            None => id,
        }
    }

    fn requirement(&self, part: &Standard, requirement: &Requirement, out: &mut Vec<String>) {
        let clause = &part.clauses[requirement.clause];
        out.push(self.trail(part, clause));
        let title = requirement.title();
        self.texts(title, out);
        self.texts(Some(requirement.text()), out);
        out.extend(self.axes(part, &requirement.axes));
    }

    fn clause(&self, part: &Standard, clause: &Clause, out: &mut Vec<String>) {
        if let Some(above) = clause.parent {
            out.push(self.trail(part, &part.clauses[above]));
        }
        self.texts(clause.label(), out);
        out.extend(self.axes(part, &clause.axes));
    }

    /// The clauses around something, the outermost first.
    fn trail(&self, part: &Standard, innermost: &Clause) -> String {
        let mut names = Vec::new();
        let mut next = Some(innermost);
        while let Some(clause) = next {
            let label = clause.label().map(|label| self.nearest(label));
            let number = clause.number().unwrap_or_default();
            let name = format!("{number} {}", label.unwrap_or_default());
            names.push(self.plain(name.trim()));
            next = clause.parent.map(|above| &part.clauses[above]);
        }
        names.reverse();
        names.join(" › ")
    }

    /// The roles, levels and dimensions that something belongs to. `None` if it belongs to none.
    fn axes(&self, part: &Standard, axes: &Axes) -> Option<String> {
        let about = part.about.as_deref()?;
        let of = |namespace, has: &dyn Fn(&str) -> bool| -> Vec<String> {
            let known = crate::check::known::in_record(namespace, about);
            let known = known.into_iter().filter(|name| has(name.id));
            known
                .map(|name| {
                    let title = name.title.map(|title| self.nearest(title));
                    self.plain(title.as_deref().unwrap_or(name.id))
                })
                .collect()
        };
        let mut lines = Vec::new();
        let mut add = |names: Vec<String>, line: fn(Series) -> Message| {
            if !names.is_empty() {
                lines.push(line(Series::plain(names)).text(self.language));
            }
        };
        add(of(Namespace::Role, &|id| axes.roles.has(id)), |names| {
            message!("Roles: {names}", names)
        });
        add(of(Namespace::Level, &|id| axes.levels.has(id)), |names| {
            message!("Levels: {names}", names)
        });
        let dimensions = of(Namespace::Dimension, &|id| axes.dimensions.has(id));
        add(dimensions, |names| message!("Dimensions: {names}", names));
        let separator = if self.is_markdown { "  \n" } else { "\n" };
        (!lines.is_empty()).then(|| lines.join(separator))
    }

    /// The words of a text in each of its languages.
    fn texts(&self, text: Option<&Text>, out: &mut Vec<String>) {
        let Some(text) = text else { return };
        for (language, words, _) in &text.languages {
            let mut paragraph = self.plain(words);
            if text.languages.len() > 1 {
                let mut label = String::new();
                let _ = match self.is_markdown {
                    true => write!(label, "*{language}*: "),
                    false => write!(label, "{language}: "),
                };
                paragraph.insert_str(0, &label);
            }
            out.push(paragraph);
        }
    }

    /// The words of a text in the language of the program or else its first.
    fn nearest(&self, text: &Text) -> String {
        text.nearest(&[self.language.tag()]).1.to_owned()
    }

    fn strong(&self, words: &str) -> String {
        match self.is_markdown {
            true => format!("**{}**", self.plain(words)),
            false => words.to_owned(),
        }
    }

    /// Words as they are, on one line.
    fn plain(&self, words: &str) -> String {
        let line = on_one_line(words);
        if !self.is_markdown {
            return line;
        }
        let mut out = String::with_capacity(line.len());
        for character in line.chars() {
            if "\\`*_[]<>#|~&".contains(character) {
                out.push('\\');
            }
            out.push(character);
        }
        out
    }
}
