//! Builds the tree of nodes from the parser's events.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use granit_parser::{Event, Marker, ScalarStyle, ScanError, Span, StructureStyle, Tag};

use super::block;
use super::cause;
use super::node::{Node, Value};
use super::signs;
use super::stop::Stop;
use crate::language::message::{Message, message};
use crate::source::comment;
use crate::source::diagnostic::Diagnostic;
use crate::source::fold;
use crate::source::position::{End, Position};
use crate::source::rule::Rule;

/// The maximum depth of nesting in a file. The format needs eight.
pub(super) const DEPTH: usize = 48;
/// The maximum number of nodes in a file: some 200 times that of the largest file of the shipped standard.
const NODES: usize = 1_000_000;
/// The maximum number of nodes that aliases may repeat. They save a translator some typing, but must not make a small
/// file large.
const REPEATED: usize = 20_000;

/// A tree under construction.
pub(super) struct Growing<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    /// The line of the file on which the text begins.
    first: u32,
    /// The outermost open bracket: its offset, and the number of collections around it.
    flow: Option<(usize, usize)>,
    /// The offset at which the last event ended.
    read: usize,
    /// The offsets at which the last scalar begins and ends.
    scalar: (usize, usize),
    /// The lists and mappings that are still open, outermost first.
    open: Vec<Open>,
    /// The finished tree.
    root: Option<Node>,
    /// The nodes that aliases can repeat, by the number of the anchor.
    anchored: HashMap<usize, Node>,
    /// The texts with an anchor that no alias has repeated so far, by the number of the anchor: the offset of each, and
    /// the outermost bracket around it.
    unused: BTreeMap<usize, (usize, Option<usize>)>,
    /// The number of nodes so far; an alias counts as one.
    nodes: usize,
    /// The number of nodes that aliases have repeated so far.
    repeated: usize,
    /// The place at which the last event begins.
    last: Marker,
}

/// A list or a mapping that is still open.
struct Open {
    value: Value,
    /// A key that is waiting for its value.
    key: Option<Node>,
    position: Position,
    /// Whether it is in brackets.
    style: StructureStyle,
    /// The number of its anchor; 0 if it has none.
    anchor: usize,
}

impl<'a> Growing<'a> {
    /// Begins the tree of `text`, a part of `file` that begins on the line `first`.
    pub(super) fn new(file: &'a Arc<str>, text: &'a str, first: u32) -> Self {
        Growing {
            file,
            text,
            first,
            flow: None,
            read: 0,
            scalar: (0, 0),
            open: Vec::new(),
            root: None,
            anchored: HashMap::new(),
            unused: BTreeMap::new(),
            nodes: 0,
            repeated: 0,
            last: Marker::new(0, 1, 0),
        }
    }

    /// The finished tree. It is an error if the text of an anchor was never repeated.
    pub(super) fn finish(self) -> Result<Node, Diagnostic> {
        if let Some((offset, bracket)) = self.unused.values().next() {
            return Err(self.unused_anchor(*offset, *bracket));
        }
        let position = self.point(&self.last);
        Ok(self.root.unwrap_or(Node {
            value: Value::Null,
            position,
            comment: None,
            lacks_colon: false,
        }))
    }

    /// Adds what an event of the parser says. Events that matter to nobody, such as the beginning
    /// of the stream, are ignored.
    pub(super) fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Diagnostic> {
        let at = span.start;
        self.last = at;
        self.read = span.end.byte_offset().unwrap_or(self.read);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), &at)?;
                let written = span.slice(self.text).unwrap_or_default();
                let start = span.start.byte_offset().unwrap_or(self.read);
                self.scalar = (start, start + written.len());
                if anchor != 0 {
                    let bracket = self.flow.map(|(bracket, _)| bracket);
                    self.unused.insert(anchor, (start, bracket));
                }
                if style == ScalarStyle::Plain {
                    self.refuse_folded_item(start, written)?;
                }
                let is_null = tag.is_none()
                    && style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null {
                    Value::Null
                } else {
                    Value::Scalar(fold::joined(text, written, style))
                };
                let comment = (style == ScalarStyle::Plain)
                    .then(|| comment::after(self.text, span))
                    .flatten();
                let node = Node {
                    value,
                    position: self.position(span),
                    comment: comment.map(|at| Box::new(self.position_of(at))),
                    lacks_colon: self.lacks_colon(start + written.len()),
                };
                self.add(node, anchor, &at)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), &at)?;
                self.begin(Value::Sequence(Vec::new()), style, anchor, &at)
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), &at)?;
                self.begin(Value::Mapping(Vec::new()), style, anchor, &at)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(ended) => {
                    self.flow = self.flow.filter(|(_, around)| *around < self.open.len());
                    let end = match (ended.style, last(&ended.value)) {
                        // Without a bracket, a node ends with its last part; the parser reports the end only at the next token.
                        (StructureStyle::Block, Some(last)) => last.position.end,
                        _ => self.position(span).end,
                    };
                    let node = Node {
                        value: ended.value,
                        position: Position {
                            end,
                            ..ended.position
                        },
                        comment: None,
                        lacks_colon: false,
                    };
                    self.add(node, ended.anchor, &at)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let Some(node) = self.anchored.get(&anchor) else {
                    return Err(self.invalid(
                        &at,
                        message!("this alias is inside the value that it repeats"),
                        message!(
                            "write the value out; if `*` belongs to a text, put the text in quotes"
                        ),
                    ));
                };
                self.unused.remove(&anchor);
                let size = node.size();
                self.repeated += size;
                if self.repeated > REPEATED {
                    return Err(
                        self.excess(&at, message!("the aliases of this file repeat too much"))
                    );
                }
                let mut node = node.clone();
                node.position = self.position(span);
                self.add(node, 0, &at)
            }
            Event::DocumentStart(..) if self.root.is_some() => Err(self.invalid(
                &at,
                message!("a second document begins here, but a file has only one"),
                message!("remove this line if it is `---` or `...`"),
            )),
            _ => Ok(()),
        }
    }

    /// Opens a list or a mapping.
    fn begin(
        &mut self,
        value: Value,
        style: StructureStyle,
        anchor: usize,
        at: &Marker,
    ) -> Result<(), Diagnostic> {
        if self.open.len() == DEPTH {
            return Err(self.excess(at, message!("this value is nested too deeply")));
        }
        if style == StructureStyle::Flow && self.flow.is_none() {
            self.flow = at.byte_offset().map(|offset| (offset, self.open.len()));
        }
        self.open.push(Open {
            value,
            key: None,
            position: self.point(at),
            style,
            anchor,
        });
        Ok(())
    }

    /// Adds a finished node to the collection that is open.
    fn add(&mut self, node: Node, anchor: usize, at: &Marker) -> Result<(), Diagnostic> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err(self.excess(at, message!("this file contains too many values")));
        }
        if anchor != 0 {
            self.anchored.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.value {
            Value::Mapping(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, node)),
                None => open.key = Some(node),
            },
            Value::Sequence(items) => items.push(node),
            Value::Null | Value::Scalar(_) => {}
        }
        Ok(())
    }

    /// Rejects tags: they set the type of a value, which the format already does. `!!str` is harmless.
    fn refuse_tag(&self, tag: Option<&Tag>, at: &Marker) -> Result<(), Diagnostic> {
        match tag {
            Some(tag) if !tag.is_yaml_core_schema_tag("str") => Err(Rule::YamlTag.at(
                &self.tag(tag, at),
                message!("the tag `{original}` is not allowed", original = tag.original()),
                message!(
                    "put the text in quotes if `!` belongs to it; otherwise remove the tag, since the format already \
                     decides the type of each value"
                ),
            )),
            _ => Ok(()),
        }
    }

    /// The place of the tag before the value that begins at `at`.
    fn tag(&self, tag: &Tag, at: &Marker) -> Position {
        let before = at.byte_offset().and_then(|offset| self.text.get(..offset));
        let written = tag.original();
        match before.and_then(|before| before.rfind(&*written)) {
            Some(offset) => self
                .position_of(offset)
                .with_length(written.chars().count()),
            None => self.point(at),
        }
    }

    /// The place of a character, without an end.
    fn point(&self, at: &Marker) -> Position {
        Position::point(
            self.file.clone(),
            narrow(at.line()).saturating_add(self.first - 1),
            narrow(at.col()).saturating_add(1),
        )
    }

    /// The place of a span, without the white space at its end.
    fn position(&self, span: &Span) -> Position {
        let start = self.point(&span.start);
        let written = span.slice(self.text).unwrap_or_default();
        let trimmed = written.trim_end();
        let end = if trimmed.len() == written.len() {
            let end = self.point(&span.end);
            end.end
        } else {
            let mut lines = trimmed.rsplit('\n');
            let last = narrow(lines.next().unwrap_or_default().chars().count());
            match narrow(lines.count()) {
                0 => End {
                    line: start.line,
                    column: start.column.saturating_add(last),
                },
                more => End {
                    line: start.line.saturating_add(more),
                    column: last.saturating_add(1),
                },
            }
        };
        Position { end, ..start }
    }

    /// The place of the character at an offset of the text.
    fn position_of(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default();
        let at = Position::point(
            self.file.clone(),
            narrow(line).saturating_add(self.first),
            narrow(column.chars().count()).saturating_add(1),
        );
        at.with_length(1)
    }

    /// The fault for a text that is not YAML, by its cause.
    pub(super) fn unreadable(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker();
        let offset = at.byte_offset().unwrap_or(self.text.len());
        let stop = Stop {
            text: self.text,
            first: self.first,
            at: self.text.floor_char_boundary(offset),
            read: self.text.floor_char_boundary(self.read),
            scalar: self.scalar,
            bracket: self.flow.map(|(start, _)| start),
        };
        cause::explained(&stop, |offset| self.position_of(offset))
            .unwrap_or_else(|| {
            self.invalid(
                at,
                message!("this is not valid YAML: {cause}", cause = error.info()),
                message!("check this line and the one above it: the indentation, the quotes and the brackets"),
            )
        })
    }

    /// Whether the scalar that ends at `end` is a key in brackets without a colon.
    fn lacks_colon(&self, end: usize) -> bool {
        let is_key = self.open.last().is_some_and(|open| {
            let is_mapping = matches!(open.value, Value::Mapping(_));
            is_mapping && open.style == StructureStyle::Flow && open.key.is_none()
        });
        is_key && self.text[end..].trim_start().starts_with([',', '}'])
    }

    /// Refuses a text without quotes if it contains a line that begins with a hyphen: a list item with the wrong
    /// indentation, which YAML makes part of the text above.
    fn refuse_folded_item(&self, start: usize, written: &str) -> Result<(), Diagnostic> {
        let Some((at, _)) = written
            .match_indices('\n')
            .find(|(at, _)| written[at + 1..].trim_start().starts_with("- "))
        else {
            return Ok(());
        };
        if written.starts_with('＃') {
            let (message, help) = block::wide_comment();
            let position = self.position_of(start).with_length(1);
            return Err(Rule::InvalidYaml.at(&position, message, help));
        }
        let line = &written[at + 1..];
        let item = start + at + 1 + line.len() - line.trim_start().len();
        Err(Rule::WrongIndentation.at(
            &self.position_of(item),
            message!("this list item is indented further than the text above it, so it is read as part of that text"),
            message!(
                "indent it as the other items of its list; if it belongs to the text above, put the whole text in \
                 quotes"
            ),
        ))
    }

    /// The fault of a text with an anchor that nothing repeats: the author meant the `&` as part of the text.
    fn unused_anchor(&self, text: usize, bracket: Option<usize>) -> Diagnostic {
        let start = self.text[..text].rfind('&').unwrap_or(text);
        let stop = Stop {
            text: self.text,
            first: self.first,
            at: start,
            read: start,
            scalar: (start, start),
            bracket,
        };
        cause::diagnostic(signs::unquoted(&stop, start), |offset| {
            self.position_of(offset)
        })
    }

    /// The fault of a text that is not YAML.
    fn invalid(&self, at: &Marker, message: Message, help: Message) -> Diagnostic {
        Rule::InvalidYaml.at(&self.point(at), message, help)
    }

    /// The fault of a file that exceeds a limit.
    fn excess(&self, at: &Marker, what: Message) -> Diagnostic {
        Rule::YamlBeyondLimits.at(
            &self.point(at),
            what,
            message!("write the values out, or split the file into several"),
        )
    }
}

/// The last value in a list or a mapping.
fn last(value: &Value) -> Option<&Node> {
    match value {
        Value::Sequence(items) => items.last(),
        Value::Mapping(pairs) => pairs.last().map(|(_, value)| value),
        Value::Null | Value::Scalar(_) => None,
    }
}

/// A number of the parser as one of a position.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
