//! `clausebook explain`
//!
//! The explanations are embedded in the program (`source/rules/`), so it needs no handbook.

use clap::Args;

use super::help::Refusal;
use super::terminal::{Failure, Terminal};
use crate::check::report::severity_word;
use crate::language::message::message;
use crate::source::rule::Rule;

/// Explains a rule of `check`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The rule's code or name, such as `E018` or `unknown-key`; if omitted, all rules are listed
    #[arg(value_name = "RULE", value_parser = rule)]
    rule: Option<Rule>,
}

impl Explain {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<(), Failure> {
        let language = terminal.language();
        match self.rule {
            Some(rule) => {
                let (code, name) = (rule.code(), rule.name());
                let word = severity_word(rule.severity()).text(language);
                let text = rule.explanation(language).trim_end();
                terminal.result(&format!("{word}[{code}] {name}\n\n{text}"))
            }
            None => {
                let lines: Vec<String> = Rule::ALL
                    .iter()
                    .map(|rule| {
                        let title = rule.title(language);
                        format!("{}  {:28}{title}", rule.code(), rule.name())
                    })
                    .collect();
                terminal.result(&lines.join("\n"))
            }
        }
    }
}

/// Parses the name or the code of a rule.
pub(super) fn rule(written: &str) -> Result<Rule, Refusal> {
    Rule::find(written).ok_or_else(|| match Rule::meant(written) {
        Some(meant) => Refusal(message!(
            "there is no rule `{written}`; did you mean `{meant}`?",
            written,
            meant
        )),
        None => Refusal(message!(
            "there is no rule `{written}`; `clausebook explain` lists all rules",
            written
        )),
    })
}
