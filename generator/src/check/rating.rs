//! Checks the data by which the self-check rates requirements: their weights, and the rule for reaching a level.

use super::subject::Subject;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::Points;
use crate::source::format::standard::LevelRule;
use crate::source::rule::Rule;

/// One hundred percent, in hundredths.
const WHOLE: i32 = 10_000;

/// Requires that weights are more than 0, and that a rule has conditions that can hold. Otherwise the self-check could not
/// compute a result.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let about = part.about.as_deref();
        if let Some(rule) = about.and_then(|about| about.rule.as_ref()) {
            level_rule(rule, &mut found);
        }
        for requirement in &part.requirements {
            let weight = requirement.item().weight.as_ref();
            if let Some(weight) = weight.filter(|weight| weight.hundredths <= 0) {
                found.push(Rule::InvalidWeight.at(
                    &weight.position,
                    "the weight is not more than 0",
                    "write a number of points that is more than 0, or remove `weight`",
                ));
            }
        }
    }
    found
}

fn level_rule(rule: &LevelRule, found: &mut Vec<Diagnostic>) {
    let is_percentage = |percent: &Points| (1..=WHOLE).contains(&percent.hundredths);
    for percent in [&rule.share, &rule.met].into_iter().flatten() {
        if !is_percentage(percent) {
            found.push(Rule::InvalidLevelRule.at(
                &percent.position,
                "the percentage is not more than 0 and at most 100",
                "write a percentage such as 80",
            ));
        }
    }
    if let (Some(_), Some(met)) = (&rule.share, &rule.met) {
        found.push(Rule::InvalidLevelRule.at(
            &met.position,
            "the rule has both `share` and `met`",
            "remove one of them",
        ));
    }
    if !rule.musts && rule.share.is_none() && rule.met.is_none() {
        found.push(Rule::InvalidLevelRule.at(
            &rule.position,
            "the rule has no condition",
            "add `musts: true`, `share` or `met`, or remove the rule",
        ));
    }
}
