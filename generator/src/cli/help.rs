//! The command line in the language of the user: the help of commands and options, and the faults of a call.
//!
//! The English is that of the doc comments, and clap's own. In another language, the same command line has the texts of the
//! catalogue; names of commands, options and values are the same in every language.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, IsTerminal};

use clap::builder::{PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::language::ProgramLanguage;
use crate::language::catalogue::translation;
use crate::language::message::{Message, Series, message};

/// Why the value of an option is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal(pub Message);

impl Display for Refusal {
    /// In English: clap writes it into its own sentence. [`fault`] writes it in other languages.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.english())
    }
}

impl Error for Refusal {}

/// The command line with its help in `language`.
pub(super) fn translated(mut command: Command, language: ProgramLanguage) -> Command {
    if language == ProgramLanguage::English {
        return command;
    }
    command.build();
    in_language(command, language)
}

/// A command and its subcommands in `language`.
fn in_language(command: Command, language: ProgramLanguage) -> Command {
    let say = |message: Message| message.text(language);
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        say(message!("Usage: "))
    );
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(message!("Commands").label(language))
        .mut_args(|arg| argument(arg, language));
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(text(&about, language));
    }
    for part in command.get_subcommands_mut() {
        let whole = std::mem::replace(part, Command::new("replaced"));
        *part = in_language(whole, language);
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let usage = usage
        .replace("[OPTIONS]", &say(message!("[OPTIONS]")))
        .replace("[COMMAND]", &say(message!("[COMMAND]")))
        .replace("<COMMAND>", &say(message!("<COMMAND>")));
    command.override_usage(usage)
}

/// An option in `language`. Its values and its default are part of its help, since clap writes only English there.
fn argument(arg: Arg, language: ProgramLanguage) -> Arg {
    let say = |message: Message| message.text(language);
    let heading = match arg.is_positional() {
        true => message!("Arguments").label(language),
        false => message!("Options").label(language),
    };
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let long = arg.get_long_help().map(ToString::to_string);
    let mut short_help = text(&help, language);
    let mut long_help = text(&long.unwrap_or(help), language);
    let values = match arg.get_action().takes_values() {
        true => arg.get_possible_values(),
        false => Vec::new(),
    };
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if !values.is_empty() {
        let names = Series::plain(values.iter().map(|value| value.get_name()));
        short_help.push(' ');
        short_help.push_str(&say(message!("[possible values: {names}]", names)));
        long_help.push_str("\n\n");
        long_help.push_str(&say(message!("Possible values:")));
        for value in &values {
            let name = value.get_name();
            let about = value
                .get_help()
                .map(|about| text(&about.to_string(), language));
            let about = about.map(Message::verbatim);
            let line = match about {
                Some(about) => say(message!("- {name}: {about}", name, about)),
                None => format!("- {name}"),
            };
            long_help.push('\n');
            long_help.push_str(&line);
        }
    }
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<String> = match arg.get_action().takes_values() {
        true => defaults
            .map(|value| value.to_string_lossy().into_owned())
            .collect(),
        false => Vec::new(),
    };
    if !defaults.is_empty() {
        let note = say(message!(
            "[default: {values}]",
            values = Series::plain(defaults)
        ));
        short_help.push(' ');
        short_help.push_str(&note);
        long_help.push_str(if long_help.contains('\n') {
            "\n\n"
        } else {
            " "
        });
        long_help.push_str(&note);
    }
    arg.help(short_help)
        .long_help(long_help)
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// Help as it is printed on standard output. clap writes a colon after each heading, which is that of the language here.
pub(super) fn shown(help: &StyledStr, language: ProgramLanguage) -> String {
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let mut text = match io::stdout().is_terminal() && !is_plain {
        true => help.ansi().to_string(),
        false => help.to_string(),
    };
    for heading in [
        message!("Arguments"),
        message!("Options"),
        message!("Commands"),
    ] {
        let label = heading.label(language);
        let headed = message!("{heading}:", heading).text(language);
        text = text.replace(&format!("{label}:"), &headed);
    }
    text
}

/// A translated command line with the descriptions of values in `language` as well, for programs that show them. It can no
/// longer read arguments.
pub(super) fn with_translated_values(mut command: Command, language: ProgramLanguage) -> Command {
    if language == ProgramLanguage::English {
        return command;
    }
    command = command.mut_args(|arg| {
        let values = arg.get_possible_values();
        if values.is_empty() || !arg.get_action().takes_values() {
            return arg;
        }
        let values = values.into_iter().map(|value| {
            let help = value.get_help().map(ToString::to_string);
            match help {
                Some(help) => value.help(text(&help, language)),
                None => value,
            }
        });
        arg.value_parser(PossibleValuesParser::new(values))
    });
    for part in command.get_subcommands_mut() {
        let whole = std::mem::replace(part, Command::new("replaced"));
        *part = with_translated_values(whole, language);
    }
    command
}

/// A text of the command line in `language`.
fn text(english: &str, language: ProgramLanguage) -> String {
    translation(language, english).unwrap_or(english).to_owned()
}

/// The fault of a call in words of this program. `None` if it is none, such as a call for help.
pub(super) fn fault(error: &clap::Error) -> Option<Message> {
    let one = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(value) => Some(value.clone()),
        ContextValue::Strings(values) => Some(values.join(" ")),
        _ => None,
    };
    let several = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::String(value)) => vec![value.clone()],
        _ => Vec::new(),
    };
    let quoted = |names: Vec<String>| Series::plain(names.iter().map(|name| format!("`{name}`")));
    let option = one(ContextKind::InvalidArg).unwrap_or_default();
    let value = one(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => message!("there is no option `{option}`", option),
        ErrorKind::InvalidSubcommand => {
            let name = one(ContextKind::InvalidSubcommand).unwrap_or_default();
            message!("there is no command `{name}`", name)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            message!("`{option}` needs a value", option)
        }
        ErrorKind::InvalidValue => {
            message!("`{value}` is not a value of `{option}`", value, option)
        }
        ErrorKind::ValueValidation => {
            let refusal = error
                .source()
                .and_then(|cause| cause.downcast_ref::<Refusal>());
            let cause = match (refusal, error.source()) {
                (Some(refusal), _) => refusal.0.clone(),
                (None, Some(cause)) => Message::verbatim(cause.to_string()),
                (None, None) => Message::NONE,
            };
            message!(
                "`{value}` is not a value of `{option}`: {cause}",
                value,
                option,
                cause
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = one(ContextKind::PriorArg).unwrap_or_default();
            match other == option || other.is_empty() {
                true => message!("`{option}` cannot be given twice", option),
                false => message!("`{option}` cannot be given with `{other}`", option, other),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = several(ContextKind::InvalidArg);
            message!(
                "an argument is missing: {missing}",
                missing = quoted(missing)
            )
        }
        ErrorKind::MissingSubcommand => message!("a command is missing"),
        ErrorKind::TooManyValues => {
            message!(
                "`{value}` is one value too many for `{option}`",
                value,
                option
            )
        }
        _ => Message::verbatim(
            error
                .render()
                .to_string()
                .trim_start_matches("error: ")
                .trim_end(),
        ),
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let near = suggested.into_iter().find_map(one);
    let valid = several(ContextKind::ValidValue);
    let help = match near {
        Some(near) => message!("did you mean `{near}`?", near),
        None if !valid.is_empty() => message!("write one of {known}", known = quoted(valid)),
        None => message!("`--help` explains the commands and options"),
    };
    Some(message!("error: {what}\nhelp: {help}", what, help))
}

/// Every text of the command line that is translated.
#[cfg(test)]
pub(super) fn texts() -> std::collections::BTreeSet<String> {
    fn walk(command: &Command, found: &mut std::collections::BTreeSet<String>) {
        let mut add = |text: Option<&StyledStr>| found.extend(text.map(ToString::to_string));
        add(command.get_about());
        for arg in command.get_arguments() {
            add(arg.get_help());
            add(arg.get_long_help());
            if arg.get_action().takes_values() {
                for value in arg.get_possible_values() {
                    add(value.get_help());
                }
            }
        }
        for part in command.get_subcommands() {
            walk(part, found);
        }
    }
    let mut found = std::collections::BTreeSet::new();
    let mut command = super::command();
    command.build();
    walk(&command, &mut found);
    found
}
