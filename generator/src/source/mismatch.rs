//! Values that do not fit, explained by the mistake that made them so.
//!
//! A text is often something else to YAML than to its author: a colon makes a key of it, a comma in brackets ends it, a
//! number sign hides it. The same value then has the wrong type, and these functions say why.

use super::comment;
use super::diagnostic::Diagnostic;
use super::emit::quoted;
use super::lookalike;
use super::rule::Rule;
use super::spelling::is_reference;
use super::yaml::{Node, Value};
use crate::language::message::{Message, message};

/// The fault of a scalar that was meant to be a key, or a key with its value, but contains a character that only looks
/// like a colon or a space, or has no space after its colon.
///
/// `E013` or `E010`. `None` for other nodes and for ordinary text.
pub fn misread(node: &Node) -> Option<Diagnostic> {
    let Value::Scalar(text) = &node.value else {
        return None;
    };
    if let Some((column, character)) = lookalike::in_line(text) {
        let mut at = node.position.clone();
        at.column = at
            .column
            .saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
        return Some(lookalike::fault(&at, character));
    }
    let colon = lookalike::joined_colon(text)?;
    let (key, value) = (&text[..colon], text[colon + 1..].trim());
    let mut at = node.position.clone();
    at.column = at
        .column
        .saturating_add(u32::try_from(key.chars().count()).unwrap_or(u32::MAX));
    let help = match value {
        value if value.starts_with(['{', '[']) => {
            message!("write `{key}: {value}…`", key, value = &value[..1])
        }
        value => message!("write `{key}: {value}`", key, value),
    };
    Some(Rule::InvalidYaml.at(
        &at.with_length(1),
        message!("there is no space after `{key}:`", key),
        help,
    ))
}

/// Reports that `node` should have been `expected`.
///
/// `E015`, or a more specific rule if the node shows why: a lookalike character, or a comment in place of the value.
/// `expected` is a noun with its article, such as `a list`, and `help` the way to write it.
pub fn mismatch(node: &Node, expected: Message, help: Message, faults: &mut Vec<Diagnostic>) {
    faults.push(explained(node, &expected, help));
}

/// The diagnostic of a node that should have been `expected`.
fn explained(node: &Node, expected: &Message, help: Message) -> Diagnostic {
    if let Some(fault) = misread(node) {
        return fault;
    }
    match (&node.value, &node.comment) {
        (Value::Null, Some(comment)) => comment::instead(comment, expected),
        (Value::Null, None) => Rule::WrongType.at(
            &node.position,
            message!(
                "{expected} is expected here, but nothing is written",
                expected
            ),
            message!("{help}, or remove the key if it is optional", help),
        ),
        (Value::Scalar(text), _) if is_hyphen(text) => Rule::InvalidYaml.at(
            &node.position.clone().with_length(1),
            message!("there is no space after `-`"),
            message!(
                "write `- {next}`, each item on its own line",
                next = text[1..].split(" -").next().unwrap_or_default()
            ),
        ),
        _ => Rule::WrongType.at(
            &node.position,
            message!(
                "{expected} is expected here, not {kind}",
                expected,
                kind = node.kind()
            ),
            help,
        ),
    }
}

/// Whether a text is a list item whose hyphen has no space after it.
fn is_hyphen(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next() == Some('-') && signs.next().is_some_and(char::is_alphanumeric)
}

/// Reports that `node` should have been a text.
///
/// `E033` if the author probably meant it as one: a list or a key that signs of YAML make of a text.
fn not_a_text(node: &Node, faults: &mut Vec<Diagnostic>) {
    if matches!(node.value, Value::Null) && node.comment.is_none() {
        return mismatch(node, message!("a value"), message!("write it"), faults);
    }
    let Some((words, cause)) = meant(node) else {
        return mismatch(node, message!("a text"), message!("write a text"), faults);
    };
    faults.push(Rule::UnquotedText.at(
        &node.position,
        message!("a text is expected here, but {cause}", cause),
        message!(
            "if it is a text, put it in quotes: {quoted}",
            quoted = quoted(&words)
        ),
    ));
}

/// Reports that `node` should have been an id, a reference or the like: a text in which brackets have no place.
pub fn not_a_symbol(node: &Node, faults: &mut Vec<Diagnostic>) {
    if let Value::Sequence(items) = &node.value
        && let [item] = items.as_slice()
        && let Value::Scalar(word) = &item.value
        && is_reference(word)
    {
        let help = message!("write `{word}` alone: there can be only one here", word);
        return mismatch(node, message!("a single value"), help, faults);
    }
    not_a_text(node, faults);
}

/// The text that the author probably meant, and the reason why it is none.
fn meant(node: &Node) -> Option<(String, Message)> {
    match &node.value {
        Value::Mapping(pairs) => match pairs.as_slice() {
            [(key, value)] => {
                let (Value::Scalar(name), Value::Scalar(words)) = (&key.value, &value.value) else {
                    let is_brace = key.lacks_colon;
                    let Value::Scalar(name) = &key.value else {
                        return None;
                    };
                    return is_brace.then(|| {
                        (
                            format!("{{{name}}}"),
                            message!("`{{` begins a group of keys"),
                        )
                    });
                };
                Some((
                    format!("{name}: {words}"),
                    message!("the colon makes `{name}` a key", name),
                ))
            }
            _ => None,
        },
        Value::Sequence(items) => match items.as_slice() {
            [item] => {
                let words = match &item.value {
                    Value::Scalar(words) => words.clone(),
                    Value::Sequence(_) => meant(item)?.0,
                    Value::Mapping(_) | Value::Null => return None,
                };
                let is_bracket = item.position.line == node.position.line
                    && item.position.column == node.position.column.saturating_add(1);
                Some(match is_bracket {
                    true => (format!("[{words}]"), message!("the brackets make a list")),
                    false => (format!("- {words}"), message!("the hyphen begins a list")),
                })
            }
            _ => None,
        },
        Value::Scalar(_) | Value::Null => None,
    }
}

/// The fault of the pair at `index` of a group of keys in brackets, if it is the rest of a text that a comma cuts off:
/// `{en: Three modules, 30 hours}`. Its first pair only.
pub fn cut_by_comma(pairs: &[(Node, Node)], index: usize) -> Option<Diagnostic> {
    let before = pairs[..index]
        .iter()
        .rposition(|(key, _)| !key.lacks_colon)?;
    let (Value::Scalar(key), Value::Scalar(words)) =
        (&pairs[before].0.value, &pairs[before].1.value)
    else {
        return None;
    };
    let rest: Vec<&str> = pairs[before + 1..]
        .iter()
        .map_while(|(key, _)| match &key.value {
            Value::Scalar(rest) if key.lacks_colon => Some(rest.as_str()),
            _ => None,
        })
        .collect();
    // A number with marks between its thousands.
    let is_group = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && rest.iter().all(is_group) {
        return Some(Rule::InvalidNumber.at(
            &pairs[index].0.position,
            message!(
                "the comma before `{rest}` ends the number",
                rest = rest.first()?
            ),
            message!(
                "write the number without commas: `{key}: {number}`",
                key,
                number = format!("{words}{}", rest.concat())
            ),
        ));
    }
    let words = format!("{words}, {}", rest.join(", "));
    Some(Rule::UnquotedText.at(
        &pairs[index].0.position,
        message!(
            "the comma before `{rest}` ends the text of `{key}`",
            rest = rest.first()?,
            key
        ),
        message!(
            "put the whole text in quotes: `{key}: {quoted}`",
            key,
            quoted = quoted(&words)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use crate::source::decode::Decode;
    use crate::source::format::text::Text;
    use crate::source::yaml;

    #[test]
    fn a_text_cut_off_by_several_commas_is_one_fault() {
        let node = yaml::parse(
            &"x.yaml".into(),
            "{en: wheels, chains, and tubes, zh: 轮}\n",
        )
        .unwrap();
        let mut faults = Vec::new();
        assert!(Text::decode(&node, &mut faults).is_none());
        let [fault] = faults.as_slice() else {
            panic!("{faults:?}");
        };
        assert_eq!(fault.position.to_string(), "x.yaml:1:14");
        assert_eq!(
            fault.help.english(),
            "put the whole text in quotes: `en: 'wheels, chains, and tubes'`"
        );
    }
}
