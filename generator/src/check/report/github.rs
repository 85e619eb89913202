//! Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
//!
//! The format is that of `::error file=…,line=…::message`. GitHub shows at most ten errors and ten
//! warnings of a step beside lines, and the rest in the log.

use crate::language::ProgramLanguage;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;

/// One command per diagnostic, each on a line. `folder` is the path of the handbook's folder with a slash at the end, or
/// empty.
///
/// The folder is needed because GitHub takes paths relative to the repository. Empty without
/// diagnostics.
pub fn github(diagnostics: &[Diagnostic], folder: &str, language: ProgramLanguage) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|fault| command(fault, folder, language))
        .collect();
    lines.join("\n")
}

/// The command of one diagnostic, with its help and its related places in the message.
fn command(fault: &Diagnostic, folder: &str, language: ProgramLanguage) -> String {
    let position = &fault.position;
    let mut properties = vec![("file", format!("{folder}{}", position.file))];
    if position.line > 0 {
        properties.push(("line", position.line.to_string()));
        properties.push(("endLine", position.end.line.to_string()));
        // GitHub takes columns only for a place on one line.
        if position.line == position.end.line {
            properties.push(("col", position.column.to_string()));
            properties.push(("endColumn", position.end.column.to_string()));
        }
    }
    let rule = fault.rule;
    properties.push(("title", format!("{} {}", rule.code(), rule.name())));
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(name, value)| format!("{name}={}", property(&value)))
        .collect();
    let mut text = fault.message.text(language);
    for related in fault.shown_places() {
        let words = related.words.text(language);
        text.push_str(&format!("\n{}: {words}", related.position));
    }
    if !fault.help.is_empty() {
        let help = message!("help: {help}", help = fault.help);
        text.push_str(&format!("\n{}", help.text(language)));
    }
    format!(
        "::{} {}::{}",
        fault.severity.word(),
        properties.join(","),
        data(&text)
    )
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command. Besides line breaks, a comma and a colon would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::message::Message;
    use crate::source::position::Position;
    use crate::source::rule::Rule;

    #[test]
    fn a_command_is_one_line_whatever_the_content_holds() {
        let at = Position::point("content/a,b:c.yaml", 3, 5).with_length(4);
        let fault = Rule::UnknownKey.at(
            &at,
            Message::verbatim("100% wrong\r\n::error::x"),
            Message::verbatim("a, b"),
        );
        assert_eq!(
            github(&[fault], "book/", ProgramLanguage::English),
            "::error file=book/content/a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=9,title=E018 unknown-key::\
             100%25 wrong%0D%0A::error::x%0Ahelp: a, b"
        );
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let fault =
            Rule::UnlistedModule.at(&Position::file("a"), Message::verbatim("x"), Message::NONE);
        assert_eq!(
            github(&[fault], "", ProgramLanguage::English),
            "::warning file=a,title=W500 unlisted-module::x"
        );
    }
}
