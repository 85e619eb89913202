//! `--deny` and `--allow`: the severity of warnings.
//!
//! They are applied to the finished list of problems, so that the rules themselves know nothing of
//! them.

use clap::Args;

use super::explain::rule;
use super::help::Refusal;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::rule::Rule;
use crate::source::rule::Severity;

/// The warnings to treat as errors, and those to leave out.
#[derive(Args, Debug, Default)]
pub(super) struct Levels {
    /// Treat a warning as an error; may be repeated
    #[arg(long, value_name = "RULE", value_parser = rule)]
    deny: Vec<Rule>,
    /// Do not report a warning; may be repeated. `--deny` takes precedence
    #[arg(long, value_name = "RULE", value_parser = warning)]
    allow: Vec<Rule>,
}

impl Levels {
    /// Whether the user wants to treat `rule` as an error.
    pub(super) fn denies(&self, rule: Rule) -> bool {
        self.deny.contains(&rule)
    }

    /// Gives each of `diagnostics` the severity that the user wants, and leaves out what is allowed.
    pub(super) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|fault| {
            if self.deny.contains(&fault.rule) {
                fault.severity = Severity::Error;
            }
            fault.is_error() || !self.allow.contains(&fault.rule)
        });
    }
}

/// Parses the name or the code of a warning.
fn warning(written: &str) -> Result<Rule, Refusal> {
    let rule = rule(written)?;
    match rule.severity() {
        Severity::Warning => Ok(rule),
        Severity::Error => Err(Refusal(message!(
            "`{rule}` is an error; only warnings can be allowed",
            rule
        ))),
    }
}
