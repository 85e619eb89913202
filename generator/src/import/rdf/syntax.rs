//! The syntax of a file, by its first characters, and what makes a file dangerous in it.

use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::input::ImportFile;
use crate::language::message::{Message, message};

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// JSON-LD.
    JsonLd,
    /// Turtle, TriG or N-Triples.
    Turtle,
    /// RDF/XML.
    RdfXml,
}

/// The largest file of JSON that is read, in bytes.
const LARGEST_JSON: usize = 128 << 20;
/// The deepest nesting of JSON and of Turtle.
const DEEPEST: usize = 200;
/// The most that entities may add to a file, in bytes.
const MOST_ADDED: usize = 256 << 20;

/// The syntax of a file.
///
/// # Errors
/// Returns an error if the file is none, or if it is made so that reading it takes all memory.
pub(super) fn of(file: &ImportFile, text: &str) -> Result<Syntax, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let start = text.trim_start();
    let is_json_list = start
        .strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with(['{', ']']));
    if start.starts_with('{') || is_json_list {
        if text.len() > LARGEST_JSON {
            return Err(failed(
                message!(
                    "the file is larger than {size} MB",
                    size = LARGEST_JSON >> 20
                ),
                message!("save it as Turtle, or split it into several schemes"),
            ));
        }
        if depth(text) > DEEPEST {
            return Err(failed(
                message!(
                    "values are nested more than {deepest} levels deep",
                    deepest = DEEPEST
                ),
                message!("save the scheme as a list of concepts"),
            ));
        }
        return Ok(Syntax::JsonLd);
    }
    let lower: String = start.chars().take(400).collect::<String>().to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Err(failed(
            message!("this is a web page, not RDF"),
            message!("download the scheme as JSON-LD, Turtle, N-Triples or RDF/XML"),
        ));
    }
    if ["<?xml", "<!", "<rdf:", "<rdf "]
        .iter()
        .any(|begin| lower.starts_with(begin))
    {
        entities(text).map_err(|message| {
            failed(
                message,
                message!("replace the entities by their values, and import again"),
            )
        })?;
        return Ok(Syntax::RdfXml);
    }
    if start.is_empty() {
        return Err(failed(
            message!("the file is empty"),
            message!("download it again"),
        ));
    }
    if depth(text) > DEEPEST {
        return Err(failed(
            message!(
                "values are nested more than {deepest} levels deep",
                deepest = DEEPEST
            ),
            message!("save the scheme as a list of concepts"),
        ));
    }
    Ok(Syntax::Turtle)
}

/// The deepest nesting of brackets outside texts. What is not JSON or Turtle may be counted wrong, and is refused later.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut is_text, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'[' | b'{' | b'(' if !is_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' | b')' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Refuses entities that are made of others, or that would make the file much larger.
fn entities(text: &str) -> Result<(), Message> {
    let mut longest = 0;
    for declaration in text.split("<!ENTITY").skip(1) {
        let end = declaration.find('>').unwrap_or(declaration.len());
        let declaration = &declaration[..end];
        if declaration.contains("SYSTEM") || declaration.contains("PUBLIC") {
            return Err(message!(
                "the file has entities that are in other files, which are not read"
            ));
        }
        if declaration.contains('&') {
            return Err(message!(
                "the file has entities that are made of other entities"
            ));
        }
        longest = longest.max(declaration.len());
    }
    let uses = text.bytes().filter(|byte| *byte == b'&').count();
    match uses.saturating_mul(longest) > MOST_ADDED {
        true => Err(message!(
            "the entities of the file add more than {size} MB to it",
            size = MOST_ADDED >> 20
        )),
        false => Ok(()),
    }
}
